// The site on loopback: artifacts, the one script, artifact pages and demo pages. `npm start` and the tests use it.
import { readdirSync, readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { fileURLToPath } from 'node:url';
import sirv from 'sirv';

const folder = (name) => fileURLToPath(new URL(`../${name}/`, import.meta.url));

/** What our own pages may do. Inline script and style are not among it. */
const CONTENT_SECURITY_POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  // The site's own artifacts, and the registry that trials are looked up at.
  "connect-src 'self' https://clinicaltrials.gov",
  'img-src * data:',
  "frame-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
  "require-trusted-types-for 'script'",
  'trusted-types artifact-viewer',
].join('; ');

/** What the index lists: id, kind and title of each artifact in the folder. */
const listArtifacts = () =>
  readdirSync(folder('artifacts'))
    .filter((name) => name.endsWith('.json'))
    .map((name) => {
      const { id, kind, title } = JSON.parse(readFileSync(folder('artifacts') + name, 'utf8'));
      return { id, kind, title };
    });

const send = (response, type, body, status = 200) => {
  response.writeHead(status, { 'Content-Type': `${type}; charset=utf-8` });
  response.end(body);
};

/** Answers that go wrong in the ways that a server can, for the page of states. */
const FAULTS = {
  // It never answers: the page stays in its loading state until it gives up.
  slow() {},
  page: (response) => send(response, 'text/html', '<!doctype html><title>A web page</title><p>This is a web page.'),
  damaged: (response) => send(response, 'application/json', '{ "schemaVersion": 1, "id": "example", "kind":'),
  error: (response) => send(response, 'text/plain', 'An error, on purpose.\n', 500),
  large: (response) => send(response, 'application/json', ' '.repeat(6_000_000)),
  'no-cors'(response) {
    response.removeHeader('Access-Control-Allow-Origin');
    send(
      response,
      'application/json',
      '{ "schemaVersion": 1, "id": "example", "kind": "drug", "title": "Example drug" }',
    );
  },
};

/**
 * Starts the site.
 * @param {{ port?: number, host?: string }} [options] port 0 takes a free one; the host is the loopback address.
 * @returns {Promise<{ url: string, close(): Promise<void> }>}
 */
export const serve = async ({ port = 0, host = '127.0.0.1' } = {}) => {
  const shared = { dev: true, etag: true };
  const artifacts = sirv(folder('artifacts'), shared);
  const dist = sirv(folder('dist'), shared);
  const demo = sirv(folder('demo'), { ...shared, extensions: ['html'] });

  const server = createServer((request, response) => {
    const { pathname } = new URL(request.url ?? '/', 'http://site');
    // Strangers' pages and sandboxed frames read the script and the artifacts; nothing here is private.
    response.setHeader('Access-Control-Allow-Origin', '*');
    response.setHeader('Cross-Origin-Resource-Policy', 'cross-origin');
    response.setHeader('X-Content-Type-Options', 'nosniff');
    const notFound = () => {
      response.writeHead(404, { 'Content-Type': 'text/plain; charset=utf-8' });
      response.end(`There is nothing at ${pathname}. The index is at /\n`);
    };
    const rewrite = (path, handler) => {
      request.url = path;
      delete request._parsedUrl;
      handler(request, response, notFound);
    };
    if (pathname === '/artifacts/index.json')
      return send(response, 'application/json', JSON.stringify(listArtifacts()));
    if (pathname.startsWith('/artifacts/')) return rewrite(pathname.slice('/artifacts'.length), artifacts);
    if (/^\/artifact\/[\w][\w.-]*\/?$/.test(pathname)) {
      response.setHeader('Content-Security-Policy', CONTENT_SECURITY_POLICY);
      // A page that requires this of its frames shows ours.
      response.setHeader('Cross-Origin-Embedder-Policy', 'credentialless');
      return rewrite('/artifact.html', demo);
    }
    if (
      /^\/(artifact-viewer\.js(\.map)?|site\.css|locales\/\w+\.json|artifact\.schema\.json|custom-elements\.json)$/.test(
        pathname,
      )
    )
      return rewrite(pathname, dist);
    if (/^\/(reference|theming|configurator)$/.test(pathname)) {
      response.setHeader('Content-Security-Policy', CONTENT_SECURITY_POLICY);
      return rewrite(`/pages${pathname}.html`, dist);
    }
    if (/^\/(pages|themes)\/\w[\w.-]*\.(js|js\.map|css)$/.test(pathname)) return rewrite(pathname, dist);
    const fault = pathname.startsWith('/demo/fault/') && pathname.slice('/demo/fault/'.length);
    if (fault && Object.hasOwn(FAULTS, fault)) return FAULTS[fault](response);
    if (pathname.startsWith('/demo/')) return rewrite(pathname.slice('/demo'.length), demo);
    // Browsers ask for it on every page.
    if (pathname === '/favicon.ico') return response.writeHead(204).end();
    if (pathname === '/') return rewrite('/index.html', demo);
    return notFound();
  });
  await new Promise((resolve, reject) => server.once('error', reject).listen(port, host, resolve));
  const address = /** @type {import('node:net').AddressInfo} */ (server.address());
  return {
    url: `http://${host === '127.0.0.1' ? 'localhost' : host}:${address.port}/`,
    close: () => new Promise((resolve) => (server.close(() => resolve()), server.closeAllConnections())),
  };
};
