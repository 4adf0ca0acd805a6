// The proxy that test browsers have for everything but loopback. It lets nothing through and remembers who was asked for:
// attack strings name real hosts, and none of them may hear of a test, even where a defence fails.
import { once } from 'node:events';
import { createServer } from 'node:net';

/** The request line says it all: `CONNECT host:443 HTTP/1.1`, `GET http://host/path HTTP/1.1`. */
const REQUEST_LINE = /^([A-Z]+) (\S+) HTTP\/\d/;

/**
 * Starts one on a free port of the loopback address. It does not keep the process alive.
 * @returns {Promise<{ host: string, port: number, url: string, take(): string[] }>} `take` gives the attempts since it was
 *   last asked, as `GET http://host/path` or `CONNECT host:443`, and forgets them.
 */
export async function startProxy() {
  const attempts = [];
  const server = createServer((socket) => {
    let head = '';
    socket.on('data', (chunk) => {
      head += chunk.toString('latin1');
      // No answer: a refusal would be an answer of the host that was asked for.
      if (head.includes('\n') || head.length > 10_000) socket.destroy();
    });
    // A connection that is opened ahead of a request that never comes is an attempt too.
    socket.on('close', () =>
      attempts.push(REQUEST_LINE.exec(head)?.slice(1).join(' ') ?? 'a connection without a request'),
    );
    socket.on('error', () => {});
  });
  server.listen(0, '127.0.0.1').unref();
  await once(server, 'listening');
  const { address: host, port } = server.address();
  return { host, port, url: `http://${host}:${port}`, take: () => attempts.splice(0) };
}
