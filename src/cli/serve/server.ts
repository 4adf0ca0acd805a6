import { readFile } from 'node:fs/promises';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { join } from 'node:path';
import compression from 'compression';
import sirv from 'sirv';
import { contentHash } from '../build/site.js';
import { patternOf, type Rule } from '../build/headers.js';
import { answerOembed } from './oembed.js';

/** Reloads the page when an artifact has changed, also after the server restarts. */
const LIVE = `let source;
const listen = () => {
  source?.close();
  source = undefined;
  // A browser has six connections to a host: pages that nobody sees take none of them.
  if (document.visibilityState !== 'visible') return;
  source = new EventSource('/.live');
  source.addEventListener('change', () => location.reload());
};
document.addEventListener('visibilitychange', listen);
listen();
`;

/** A site that is being served. */
export interface Served {
  url: string;
  /** Reloads every open page. */
  changed(): void;
  close(): Promise<void>;
}

/**
 * Serves a built site as in production (headers, compression, ETags), with oEmbed for its pages and live reload.
 * @param rules the headers for each file.
 * @param root the path that the site was built for: `/`, or a folder.
 */
export const serveSite = async (
  out: string,
  rules: () => readonly Rule[],
  { port, host, root }: { port: number; host: string; root: string },
): Promise<Served> => {
  const open = new Set<ServerResponse>();
  const files = sirv(out, { dev: true, etag: true, dotfiles: false });
  const compress = compression();
  let url = '';

  const send = (request: IncomingMessage, response: ServerResponse, type: string, body: string, status = 200): void => {
    const etag = `W/"${contentHash(body)}"`;
    response.setHeader('ETag', etag);
    response.setHeader('Content-Type', `${type}; charset=utf-8`);
    if (status === 200 && request.headers['if-none-match'] === etag) response.writeHead(304).end();
    else response.writeHead(status).end(request.method === 'HEAD' ? undefined : body);
  };

  const page = async (path: string): Promise<string | undefined> => {
    const text = await readFile(join(out, path), 'utf8').catch(() => undefined);
    return text?.replace('</head>', '<script src="/.live.js" defer></script>\n</head>');
  };

  const answer = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const { pathname: path, searchParams, search } = new URL(request.url ?? '/', url);
    if (request.method !== 'GET' && request.method !== 'HEAD') {
      response.writeHead(405, { Allow: 'GET, HEAD' }).end();
      return;
    }
    if (!path.startsWith(root) && !path.startsWith('/.live')) {
      response.writeHead(302, { Location: root }).end();
      return;
    }
    // From here on, paths are relative to the site's root.
    const pathname = path.startsWith('/.live') ? path : path.slice(root.length - 1);
    request.url = pathname + search;
    for (const [pattern, headers] of rules())
      if (new RegExp(patternOf(pattern)).test(pathname))
        for (const [name, value] of Object.entries(headers)) response.setHeader(name, value);
    if (pathname === '/.live') {
      response.writeHead(200, { 'Content-Type': 'text/event-stream', 'Cache-Control': 'no-store' });
      response.write('retry: 1000\n\n');
      open.add(response);
      response.on('close', () => open.delete(response));
      return;
    }
    if (pathname === '/.live.js') return send(request, response, 'text/javascript', LIVE);
    if (pathname === '/oembed') {
      const { status, type, body } = await answerOembed(searchParams, url, (id) =>
        readFile(join(out, 'artifacts', `${id}.json`), 'utf8').catch(() => undefined),
      );
      return send(request, response, type, body, status);
    }
    // Browsers request it for every page.
    if (pathname === '/favicon.ico') return void response.writeHead(204).end();
    const folder = /^\/(?:artifact\/\w[\w.-]*|(?:page|article|drug|trial|safety)(?:\/\d+)?)?\/?$/.exec(pathname);
    const html = folder && (await page(join(decodeURIComponent(pathname), 'index.html')));
    if (html) return send(request, response, 'text/html', html);
    files(request, response, () => {
      response.removeHeader('Cache-Control');
      send(request, response, 'text/plain', `${pathname} was not found. The list of artifacts is at /\n`, 404);
    });
  };

  const server = createServer((request, response) => {
    const go = () => {
      answer(request, response).catch((error: unknown) => {
        if (!response.headersSent) response.writeHead(500, { 'Content-Type': 'text/plain; charset=utf-8' });
        response.end(`Internal error: ${String(error)}\n`);
      });
    };
    // Events must be sent immediately, not buffered for compression.
    if (request.url === '/.live') go();
    else compress(request as never, response as never, go);
  });
  await new Promise<void>((resolve, reject) => server.once('error', reject).listen(port, host, resolve));
  const address = server.address();
  const bound = typeof address === 'object' && address ? address.port : port;
  url = `http://${host === '127.0.0.1' ? 'localhost' : host}:${bound}${root}`;
  return {
    url,
    changed() {
      for (const response of open) response.write('event: change\ndata:\n\n');
    },
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
};
