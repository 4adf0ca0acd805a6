// What the test server was asked for: the second witness beside the proxy, for requests that stay on this machine.

/** The addresses that each engine asked for since it was last asked about. */
const asked = new Map();

const engineOf = (userAgent) =>
  /Firefox\//.test(userAgent) ? 'Firefox' : /Chrom(e|ium)\//.test(userAgent) ? 'Chromium' : 'WebKit';

/** Koa middleware: notes each request by the engine that made it. */
export const witness = (ctx, next) => {
  const engine = engineOf(ctx.get('user-agent'));
  const urls = asked.get(engine) ?? [];
  asked.set(engine, urls);
  urls.push(ctx.url);
  return next();
};

/** The addresses that an engine asked for, without the host, and forgets them. @param engine its label. */
export const takeRequests = (engine) => asked.get(engine)?.splice(0) ?? [];
