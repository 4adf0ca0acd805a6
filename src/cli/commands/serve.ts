import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { watch } from 'chokidar';
import { buildSite, builtSite, type Outcome } from '../build/build.js';
import { headerRules } from '../build/headers.js';
import { siteOf } from '../build/site.js';
import { command, type ExitCode, numberOption, Refusal, UsageError } from '../command.js';
import { clearProgress, progress } from '../progress.js';
import { serveSite, type Served } from '../serve/server.js';

/** The package's version, inserted when `dist/cli.js` is built. */
declare const __VERSION__: string;

/** Milliseconds without a further change before the site is built again: an editor saves in several steps. */
const QUIET = 100;

export default command({
  usage: '[DIR] [options]',
  about:
    'Serves a folder of artifacts, or a site made by build. A folder of artifacts is built first and rebuilt whenever a file in it changes; open pages reload automatically.\n' +
    'It also answers /oembed?url=…&maxwidth=…&format=json (or xml) for the page of any artifact.\n' +
    'DIR defaults to artifacts.',
  options: {
    port: { type: 'string', value: 'N', help: 'The port (default: 8000).' },
    host: {
      type: 'string',
      value: 'NAME',
      help: 'The address to listen on (default: this computer only; 0.0.0.0 for all interfaces).',
    },
    out: { type: 'string', value: 'DIR', help: 'Where to build the site (default: a temporary folder).' },
  },
  examples: [
    ['serve artifacts', 'Builds and serves the artifacts at http://localhost:8000/.'],
    ['serve site --port 8080', 'Serves the output of “artifact-viewer build artifacts --out site”.'],
  ],
  problems: 'the folder can’t be served',
  async run(operands, values, world): Promise<ExitCode> {
    const [from = 'artifacts', ...more] = operands;
    if (more.length > 0) throw new UsageError('serve accepts only one folder.');
    if (!existsSync(from))
      throw new Refusal(`The folder ${from} does not exist. Expected a folder of artifacts, or a site made by build.`);
    const port = numberOption('port', values.port, 8000);
    const host = values.host ?? '127.0.0.1';
    const built = await builtSite(from);
    const isSite = built !== undefined;
    const out = isSite
      ? from
      : (values.out ??
        join(tmpdir(), `artifact-viewer-${createHash('sha256').update(resolve(from)).digest('hex').slice(0, 12)}`));
    const { styleHashes } = await import('../build/prerender.js');
    let rules: ReturnType<typeof headerRules> = [];
    let served: Served;
    try {
      served = await serveSite(out, () => rules, { port, host, root: built ? new URL(built.url).pathname : '/' });
    } catch (error) {
      const { code, message } = error as NodeJS.ErrnoException;
      throw new Refusal(
        code === 'EADDRINUSE'
          ? `Port ${port} is in use. Choose another: --port ${port + 1}.`
          : `The server can't be started: ${message}.`,
      );
    }
    const { site } = await siteOf(served.url, built?.name ?? new URL(served.url).host, __VERSION__);
    rules = headerRules(site, styleHashes());

    const tell = ({ built, artifacts, faults }: Outcome) => {
      clearProgress();
      for (const { file, message } of faults) world.tell(`${file}: ${message}.`);
      world.tell(`${built} of ${artifacts} built.`);
    };
    const build = () =>
      buildSite({
        from,
        out,
        url: served.url,
        name: site.name,
        version: __VERSION__,
        signal: world.signal,
        told: progress,
      });
    if (!isSite) tell(await build());
    world.print(
      values.json ? JSON.stringify({ url: served.url, out }) : `${from} is at ${served.url}   (press Ctrl-C to stop)`,
    );

    // One build at a time; what changes meanwhile asks for another.
    let timer: ReturnType<typeof setTimeout> | undefined;
    let work = Promise.resolve();
    const again = () => {
      clearTimeout(timer);
      timer = setTimeout(() => {
        work = work
          .then(async () => {
            if (!isSite) tell(await build());
            served.changed();
          })
          // The next change may mend what this one broke.
          .catch((error: unknown) => world.tell(error instanceof Error ? error.message : String(error)));
      }, QUIET);
    };
    const watcher = watch(isSite ? join(from, '.build') : from, { ignoreInitial: true, ignored: /\.tmp$/ });
    watcher.on('all', again);
    await new Promise<void>((done) => world.signal.addEventListener('abort', () => done(), { once: true }));
    clearTimeout(timer);
    await watcher.close();
    await served.close();
    return 0;
  },
});
