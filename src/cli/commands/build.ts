import { availableParallelism } from 'node:os';
import { buildSite, type Shard, siteAddress } from '../build/build.js';
import { command, type ExitCode, numberOption, Refusal, UsageError } from '../command.js';
import { progress } from '../progress.js';

/** The package's version, inserted when `dist/cli.js` is built. */
declare const __VERSION__: string;

/** The address at which `serve` serves the site: the default base URL. */
const HERE = 'http://localhost:8000/';

const shardOf = (text: string | undefined): Shard | undefined => {
  if (text === undefined) return undefined;
  const [, number, of] = /^(\d+)\/(\d+)$/.exec(text) ?? [];
  const shard = { number: Number(number), of: Number(of) };
  if (!(shard.number >= 1 && shard.number <= shard.of))
    throw new UsageError(`--shard requires a part and a total, such as 1/4, not “${text}”.`);
  return shard;
};

export default command({
  usage: 'DIR --out DIR [options]',
  about:
    'Builds a static site from the artifacts in a folder, for any file server, object store or CDN. Each artifact gets a page that is complete without JavaScript (/artifact/ID, with ?embed=1 for frames); its data as JSON, Markdown, BibTeX, RIS, CSL-JSON, JSON-LD and oEmbed; a picture for README files; and a single file for offline use (/artifacts/ID.html). The site also has a list with search, a sitemap and server configuration (_headers, nginx.conf.example).\n' +
    'An artifact is rebuilt only if one of its inputs has changed. An interrupted build resumes where it stopped.\n' +
    'Large sites can be built on several machines: each builds one part with --shard into its own folder; copy the folders into one and run build without --shard to add the list, search and sitemap.',
  options: {
    out: {
      type: 'string',
      value: 'DIR',
      help: 'The folder for the site. An earlier build in it is updated.',
    },
    'base-url': {
      type: 'string',
      value: 'URL',
      help: `The address of the published site, such as https://example.org/library/ (default: ${HERE}).`,
    },
    name: { type: 'string', value: 'TEXT', help: 'The name of the site (default: the host of its address).' },
    jobs: {
      type: 'string',
      value: 'N',
      help: 'How many artifacts to build in parallel (default: one per core).',
    },
    shard: { type: 'string', value: 'I/N', help: 'Build only part I of N, without the list, search and sitemap.' },
  },
  examples: [
    ['build artifacts --out site --base-url https://example.org/', 'Builds the site. Copy the folder to the server.'],
    ['build artifacts --out part --shard 2/4', 'Builds the second quarter.'],
    ['build artifacts --out site && artifact-viewer serve site', 'Builds the site and serves it locally.'],
  ],
  problems: 'an artifact has no page, refers to a missing artifact, or has fields that could not be read',
  async run(operands, values, world): Promise<ExitCode> {
    const [from, ...more] = operands;
    if (from === undefined || more.length > 0)
      throw new UsageError('Which folder? build requires one folder of artifacts.');
    if (values.out === undefined) throw new UsageError('Where to? build requires --out DIR.');
    const url = siteAddress(values['base-url'] ?? HERE);
    const jobs = Math.max(1, Math.floor(numberOption('jobs', values.jobs, availableParallelism())));
    const shard = shardOf(values.shard);
    const order = {
      from,
      out: values.out,
      url,
      name: values.name ?? new URL(url).host,
      jobs,
      shard,
      version: __VERSION__,
      signal: world.signal,
    };
    const outcome = await buildSite({ ...order, told: progress });
    const { artifacts, built, removed, faults, stopped } = outcome;
    if (stopped) throw new Refusal('Stopped. Finished pages were kept: run the same command to resume.');
    if (values.json) world.print(JSON.stringify({ ...outcome, url, out: values.out }, null, 2));
    else {
      for (const { file, message } of faults) world.print(`${file}: ${message}.`);
      const plural = (count: number, word: string) => `${count} ${word}${count === 1 ? '' : 's'}`;
      world.print(
        `${plural(artifacts, 'artifact')}: ${built} built, ${artifacts - built} unchanged${removed > 0 ? `, ${removed} removed` : ''}; ${plural(faults.length, 'problem')}. ${
          shard
            ? `Part ${shard.number} of ${shard.of}: copy all parts into one folder and build there without --shard.`
            : `The site for ${url} is in ${values.out}.`
        }`,
      );
    }
    return faults.length > 0 ? 1 : 0;
  },
});
