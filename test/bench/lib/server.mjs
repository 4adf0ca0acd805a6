import { createServer } from 'node:http';
import { promisify } from 'node:util';
import { brotliCompress, constants } from 'node:zlib';

const compress = promisify(brotliCompress);

const TYPES = {
  html: 'text/html',
  js: 'text/javascript',
  json: 'application/json',
  css: 'text/css',
  md: 'text/markdown',
};

/**
 * A server on loopback that has what it was given, compressed as a good host has it, and nothing else.
 * @returns `put` gives it a file, `hold` keeps files back, `taken` tells the paths that were asked for since it was last asked.
 */
export const startServer = async () => {
  const files = new Map();
  let taken = [];
  /** @type {{ prefix: string, until: Promise<void> } | undefined} */
  let held;
  const server = createServer((request, response) => {
    const { pathname } = new URL(request.url ?? '/', 'http://site');
    taken.push(pathname);
    const file = files.get(pathname);
    if (!file) {
      response.writeHead(404).end();
      return;
    }
    void Promise.all([file, held && pathname.startsWith(held.prefix) ? held.until : undefined]).then(
      ([{ type, body }]) => {
        response.writeHead(200, {
          'Content-Type': `${type}; charset=utf-8`,
          'Content-Encoding': 'br',
          'Content-Length': body.length,
          'Cache-Control': 'no-store',
        });
        response.end(body);
      },
    );
  });
  await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
  const url = `http://localhost:${server.address().port}`;
  return {
    url,
    put(path, text) {
      const ending = /\.(\w+)$/.exec(path)?.[1] ?? 'html';
      const quality = { params: { [constants.BROTLI_PARAM_QUALITY]: 5 } };
      files.set(
        path,
        compress(Buffer.from(text), quality).then((body) => ({ type: TYPES[ending], body })),
      );
    },
    /** Keeps back the files below a path. @returns lets them go */
    hold(prefix) {
      let go;
      held = { prefix, until: new Promise((resolve) => (go = resolve)) };
      return () => {
        held = undefined;
        go();
      };
    },
    taken() {
      const paths = taken;
      taken = [];
      return paths;
    },
    close: () => new Promise((resolve) => (server.close(resolve), server.closeAllConnections())),
  };
};
