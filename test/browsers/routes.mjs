// What the test server answers beside the source: artifacts, the built script, and every way a request can go wrong.
import { readdir, readFile } from 'node:fs/promises';
import { join, sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import { builtFile } from './built-site.mjs';

const ROOT = fileURLToPath(new URL('../../', import.meta.url));
const ARTIFACTS = join(ROOT, 'artifacts');

const idsOf = async () => {
  const names = await readdir(ARTIFACTS).catch(() => []);
  return names
    .filter((name) => name.endsWith('.json'))
    .map((name) => name.slice(0, -'.json'.length))
    .sort();
};

/** Requests met by `/fault/count`, by the caller's id. */
const counts = new Map();

const json = (ctx, body) => {
  ctx.type = 'application/json';
  ctx.body = typeof body === 'string' ? body : JSON.stringify(body);
};

/**
 * The faults, by name: `/fault/<name>`. Those that give an artifact take `?artifact=<id>`; the first one if unset.
 * `slow` waits `?ms=`; `count` counts the requests of `?id=` and tells the count with `&read=1`; `large` sends `?bytes=`.
 */
const faults = {
  404: (ctx) => notFound(ctx, 'Not Found'),
  500: (ctx) => {
    ctx.status = 500;
    ctx.body = 'Internal Server Error';
  },
  html: (ctx) => {
    ctx.type = 'text/html';
    ctx.body = '<!doctype html><title>Sign in</title><p>Please sign in.';
  },
  truncated: (ctx, artifact) => json(ctx, artifact.slice(0, artifact.length / 2)),
  slow: async (ctx, artifact) => {
    await new Promise((resolve) => setTimeout(resolve, Number(ctx.query.ms ?? 1000)));
    json(ctx, artifact);
  },
  redirect: (ctx, artifact, id) => ctx.redirect(`/artifacts/${id}.json`),
  count: (ctx, artifact) => {
    const { id, read } = ctx.query;
    if (read) return json(ctx, { count: counts.get(id) ?? 0 });
    counts.set(id, (counts.get(id) ?? 0) + 1);
    return json(ctx, artifact);
  },
  abort: (ctx) => {
    ctx.respond = false;
    ctx.req.socket.destroy();
  },
  large: (ctx) => json(ctx, `{"padding":"${'x'.repeat(Number(ctx.query.bytes ?? 10_000_000))}"}`),
};

// Set, not thrown: the server prints what is thrown, and a missing file is what a test asks for.
const notFound = (ctx, what) => {
  ctx.status = 404;
  ctx.body = what;
};

const serveFault = async (ctx, name) => {
  // What an artifact from here names beside it is no fault.
  if (name.endsWith('.json')) return ctx.redirect(`/artifacts/${name}`);
  if (!Object.hasOwn(faults, name)) return notFound(ctx, `No fault is called ${name}.`);
  const ids = await idsOf();
  const id = ctx.query.artifact ?? ids[0];
  if (!ids.includes(id)) return notFound(ctx, `No artifact is called ${id}.`);
  return faults[name](ctx, await readFile(join(ARTIFACTS, `${id}.json`), 'utf8'), id);
};

/** `/shared/…`: what lies in the folder `shared` beside the repository, where there is one. Tests that read it skip themselves on 404. A folder, with a slash at its end, is the list of its names. */
const serveShared = async (ctx) => {
  const shared = join(ROOT, '..', 'shared');
  const path = join(shared, decodeURIComponent(ctx.path).slice('/shared/'.length));
  const isInside = path.startsWith(shared + sep);
  if (isInside && path.endsWith(sep)) return json(ctx, await readdir(path).catch(() => []));
  const body = isInside && (await readFile(path).catch(() => undefined));
  ctx.status = body ? 200 : 404;
  ctx.type = 'text/plain; charset=utf-8';
  ctx.body = body || 'Not Found';
};

/** The addresses of the JSON files in a folder, or none where there is no such folder. */
const addresses = async (folder, address) =>
  (await readdir(folder).catch(() => []))
    .filter((name) => name.endsWith('.json'))
    .sort()
    .map((name) => address + name);

/** `/records/<kind>/`: where the records of a kind are, the invented ones and the real ones. */
const serveRecords = async (ctx, kind) =>
  json(ctx, {
    invented: await addresses(join(ROOT, 'test/records/fixtures', kind), `/test/records/fixtures/${kind}/`),
    real: await addresses(join(ROOT, '..', 'shared', 'data', kind), `/shared/data/${kind}/`),
  });

const serveFile = async (ctx, path) => {
  ctx.type = path.slice(path.lastIndexOf('.'));
  ctx.body = await readFile(path);
};

const servePage = (ctx) => serveFile(ctx, join(ROOT, 'demo', 'artifact.html'));

/** Texts that a test has left under `/kept/<name>`. */
const kept = new Map();

/** `/kept/<name>`: PUT keeps a text, GET gives it as JSON, whatever it is. */
const serveKept = async (ctx, name) => {
  if (ctx.method === 'PUT') {
    const chunks = [];
    for await (const chunk of ctx.req) chunks.push(chunk);
    kept.set(name, Buffer.concat(chunks));
    ctx.status = 204;
  } else if (kept.has(name)) {
    ctx.type = 'application/json';
    ctx.body = kept.get(name);
  } else notFound(ctx, `Nothing is kept as ${name}.`);
};

/** `/built/…`: the site that `build` makes. */
const serveBuilt = async (ctx) => {
  const path = ctx.path.slice('/built/'.length);
  const body = await builtFile(path, 'probe' in ctx.query);
  if (!body) return notFound(ctx, `The site has no ${path}.`);
  ctx.type = path.endsWith('/') ? '.html' : path.slice(path.lastIndexOf('.'));
  ctx.body = body;
  return undefined;
};

/** Koa middleware: `/artifacts/` (the ids), `/artifacts/<id>.json`, `/dist/…` as it was built, `/artifact/<id>` (the site's page, with the built script), `/built/…`, `/shared/…`, `/records/…`, `/kept/…` and `/fault/…`. */
export async function routes(ctx, next) {
  const [, folder, name, more] = ctx.path.split('/');
  if (folder === 'shared') return serveShared(ctx);
  if (folder === 'built') return serveBuilt(ctx);
  if (folder === 'records') return serveRecords(ctx, name);
  if (folder === 'kept') return serveKept(ctx, name);
  // A sandboxed page has no origin: what it loads has to be open to all.
  ctx.set('access-control-allow-origin', '*');
  if (folder === 'artifact') return servePage(ctx);
  if (['/artifact-viewer.js', '/site.css'].includes(ctx.path) || /^\/locales\/\w+\.json$/.test(ctx.path))
    return serveFile(ctx, join(ROOT, 'dist', ctx.path));
  if (!['artifacts', 'dist', 'fault'].includes(folder) || more !== undefined) return next();
  ctx.set('cache-control', 'no-store');
  if (folder === 'fault') return serveFault(ctx, name);
  if (folder === 'artifacts' && !name) return json(ctx, await idsOf());
  const path = join(ROOT, folder, name ?? '');
  const body = await readFile(path).catch(() => undefined);
  if (!body) return notFound(ctx, `No file ${folder}/${name}.`);
  ctx.type = name.slice(name.lastIndexOf('.'));
  ctx.body = body;
  return undefined;
}
