import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { signalGroup, untilExit } from '../browsers/processes.mjs';
import { relocate, unpack } from './packages.mjs';

/** Where our site is in the snippets of the demo pages. */
const WRITTEN_FOR = 'http://localhost:8000';

const ENTITIES: Record<string, string> = { lt: '<', gt: '>', quot: '"', amp: '&' };

/**
 * The snippets of a host's demo page, by their ids, for our site at this URL: what is tested is what people paste.
 * @param site ends in `/`.
 */
export const snippetsOf = (host: string, site: string) => {
  const html = readFileSync(fileURLToPath(new URL(`../../demo/hosts/${host}.html`, import.meta.url)), 'utf8');
  const snippets = new Map(
    [...html.matchAll(/<pre><code id="([\w-]+)">([\s\S]*?)<\/code><\/pre>/g)].map(([, id = '', code = '']) => [
      id,
      code
        .replace(/&(\w+);/g, (whole, name: string) => ENTITIES[name] ?? whole)
        .replaceAll(WRITTEN_FOR, site.replace(/\/$/, '')),
    ]),
  );
  return (id: string): string => {
    const snippet = snippets.get(id);
    if (snippet === undefined) throw new Error(`demo/hosts/${host}.html has no snippet “${id}”.`);
    return snippet;
  };
};

/** A host that runs on a loopback port, out of a folder of its own. */
export interface Host {
  /** Ends in `/`. */
  url: string;
  /** Ends it and removes its folder. */
  stop(): Promise<void>;
}

const freePort = async (): Promise<number> => {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return port;
};

/** A folder and a program in it, which both go when the test ends, however it ends. */
class Place {
  readonly folder = mkdtempSync(join(tmpdir(), 'artifact-viewer-hosts-'));
  #program: ChildProcess | undefined;
  #said = '';
  readonly #remove = () => {
    if (this.#program?.pid !== undefined) signalGroup(this.#program.pid, 'SIGKILL');
    rmSync(this.folder, { recursive: true, force: true });
  };

  constructor() {
    untilExit.addEventListener('abort', this.#remove);
  }

  path(...parts: string[]): string {
    return join(this.folder, ...parts);
  }

  write(path: string, text: string): void {
    mkdirSync(dirname(this.path(path)), { recursive: true });
    writeFileSync(this.path(path), text);
  }

  /** Runs a program to its end. @throws where it fails, with what it said. */
  run(
    command: string,
    args: string[],
    { env = {}, input = '' }: { env?: Record<string, string>; input?: string } = {},
  ): void {
    const { status, stdout, stderr, error } = spawnSync(command, args, {
      cwd: this.folder,
      encoding: 'utf8',
      input,
      env: { ...process.env, ...env },
    });
    if (error ?? status !== 0)
      throw new Error(`${command} ${args.join(' ')}\n${error?.message ?? ''}${stdout}${stderr}`);
  }

  /** Starts a server and waits until it answers. */
  async serve(url: string, command: string, args: string[], env: Record<string, string> = {}): Promise<Host> {
    // A group of its own, so that its children end with it.
    const program = (this.#program = spawn(command, args, {
      cwd: this.folder,
      detached: true,
      stdio: ['ignore', 'pipe', 'pipe'],
      env: { ...process.env, ...env },
    }));
    for (const stream of [program.stdout, program.stderr])
      stream?.on('data', (data) => (this.#said = `${this.#said}${data}`.slice(-4000)));
    program.on('error', (error) => (this.#said += error.message));
    const end = Date.now() + 30_000;
    for (;;) {
      const answer = await fetch(url, { redirect: 'manual', signal: AbortSignal.timeout(20_000) }).catch(
        () => undefined,
      );
      if (answer && answer.status < 500) break;
      if (Date.now() > end || program.exitCode !== null || program.pid === undefined) {
        const why = answer ? `${answer.status} ${await answer.text()}` : 'no answer';
        await this.stop();
        throw new Error(`${command} ${args.join(' ')}: ${why}\n${this.#said}`);
      }
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
    return { url, stop: () => this.stop() };
  }

  async stop(): Promise<void> {
    const program = this.#program;
    if (program?.pid !== undefined && program.exitCode === null && program.signalCode === null) {
      const ended = new Promise((resolve) => program.once('exit', resolve));
      signalGroup(program.pid, 'SIGTERM');
      const hung = setTimeout(() => signalGroup(program.pid ?? 0, 'SIGKILL'), 5000);
      await ended;
      clearTimeout(hung);
    }
    this.#remove();
    untilExit.removeEventListener('abort', this.#remove);
  }
}

/** Sets a host up; where that fails, nothing of it stays. */
const settle = async <H extends Host>(set: (place: Place) => Promise<H>): Promise<H> => {
  const place = new Place();
  try {
    return await set(place);
  } catch (error) {
    await place.stop();
    throw error;
  }
};

/**
 * MediaWiki on SQLite, in PHP's own server.
 * @param settings PHP for the end of LocalSettings.php.
 * @param pages wikitext by title.
 */
export const startMediaWiki = (settings: string, pages: Record<string, string>): Promise<Host> =>
  settle(async (place) => {
    unpack('mediawiki', place.folder);
    const port = await freePort();
    const url = `http://127.0.0.1:${port}/`;
    const wiki = place.path('usr/share/mediawiki');
    const script = (name: string) => join(wiki, 'maintenance', name);
    for (const folder of ['conf', 'db', 'cache']) mkdirSync(place.path(folder));
    place.run('php', [
      script('install.php'),
      ...['--confpath', place.path('conf'), '--dbtype', 'sqlite', '--dbpath', place.path('db')],
      ...[
        '--server',
        url.slice(0, -1),
        '--scriptpath',
        '',
        '--skins',
        'Vector',
        '--pass',
        'only-for-this-test',
        'Wiki',
        'Admin',
      ],
    ]);
    const file = place.path('conf/LocalSettings.php');
    // A fresh wiki has no favicon, and runs its jobs while a reader waits.
    const own = `$wgFavicon = 'data:,';\n$wgCacheDirectory = '${place.path('cache')}';\n$wgJobRunRate = 0;\n`;
    writeFileSync(file, `${readFileSync(file, 'utf8')}\n${own}${settings}`);
    const env = { MW_CONFIG_FILE: file };
    for (const [title, text] of Object.entries(pages))
      place.run('php', [script('edit.php'), '--user', 'Admin', title], { env, input: text });
    return place.serve(url, 'php', ['-S', `127.0.0.1:${port}`, '-t', wiki], env);
  });

/**
 * DokuWiki, in PHP's own server.
 * @param files of its own by path: `lib/plugins/…`, `lib/tpl/…`.
 * @param pages wiki text by id.
 */
export const startDokuWiki = (files: Record<string, string>, pages: Record<string, string>): Promise<Host> =>
  settle(async (place) => {
    unpack('dokuwiki', place.folder);
    const data = 'var/lib/dokuwiki';
    for (const folder of ['usr/share/dokuwiki', 'etc/dokuwiki']) relocate(place.path(folder), place.folder);
    for (const [path, text] of Object.entries(files)) place.write(`${data}/${path}`, text);
    for (const [id, text] of Object.entries(pages)) place.write(`${data}/data/pages/${id}.txt`, text);
    place.write('etc/dokuwiki/local.php', `<?php\n$conf['title'] = 'Wiki';\n$conf['updatecheck'] = 0;\n`);
    const port = await freePort();
    const wiki = place.path('usr/share/dokuwiki');
    return place.serve(`http://127.0.0.1:${port}/`, 'php', [
      '-S',
      `127.0.0.1:${port}`,
      '-t',
      wiki,
      join(wiki, 'index.php'),
    ]);
  });

/** nginx out of a folder of its own. @param http what stands in its `http` block. */
const serveNginx = (place: Place, port: number, path: string, http: string): Promise<Host> => {
  const temporary = ['client_body', 'proxy', 'fastcgi', 'uwsgi', 'scgi']
    .map((name) => `${name}_temp_path ${place.path(name)};`)
    .join('\n  ');
  place.write(
    'nginx.conf',
    `daemon off;
${process.getuid?.() === 0 ? 'user root;' : ''}
worker_processes 1;
pid ${place.path('pid')};
error_log ${place.path('error.log')};
events {}
http {
  ${temporary}
  access_log off;
${http}
}
`,
  );
  const program = place.path('usr/sbin/nginx');
  return place.serve(`http://127.0.0.1:${port}${path}`, program, [
    '-p',
    place.folder,
    '-c',
    place.path('nginx.conf'),
    '-e',
    place.path('error.log'),
  ]);
};

/**
 * A static site under nginx.
 * @param configuration what stands in its `server` block.
 * @param pages HTML by file name.
 */
export const startNginx = (configuration: string, pages: Record<string, string>): Promise<Host> =>
  settle(async (place) => {
    unpack('nginx', place.folder);
    const port = await freePort();
    for (const [name, html] of Object.entries(pages)) place.write(`site/${name}`, html);
    return serveNginx(
      place,
      port,
      '/',
      `  types { text/html html; text/css css; }
  charset utf-8;
  server {
    listen 127.0.0.1:${port};
    root ${place.path('site')};
    location = /favicon.ico { return 204; }
${configuration}
  }`,
    );
  });

/**
 * The site that `artifact-viewer build` makes of our artifacts, under nginx as its `nginx.conf.example` says.
 * @param path where on the server the site is, with a slash at both ends.
 */
export const startBuiltSite = (
  path: string,
): Promise<Host & { /** What it wrote for hosts that read a `_headers` file. */ headers: string }> =>
  settle(async (place) => {
    unpack('nginx', place.folder);
    const port = await freePort();
    const [program, artifacts] = ['dist/cli.js', 'artifacts'].map((name) =>
      fileURLToPath(new URL(`../../${name}`, import.meta.url)),
    );
    const site = place.path('site');
    place.run(process.execPath, [
      program ?? '',
      'build',
      artifacts ?? '',
      '--out',
      site,
      '--base-url',
      `http://127.0.0.1:${port}${path}`,
    ]);
    // What a reader of the example has to fill in.
    const filledIn = { 'listen 80;': `listen 127.0.0.1:${port};`, 'root /var/www/artifacts;': `root ${site};` };
    let example = readFileSync(join(site, 'nginx.conf.example'), 'utf8');
    for (const [line, own] of Object.entries(filledIn)) {
      if (!example.includes(line)) throw new Error(`nginx.conf.example has no line “${line}”.`);
      example = example.replace(line, own);
    }
    return { ...(await serveNginx(place, port, path, example)), headers: readFileSync(join(site, '_headers'), 'utf8') };
  });
