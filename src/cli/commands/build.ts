import { availableParallelism } from 'node:os';
import { buildSite, type Shard, siteAddress } from '../build/build.js';
import { command, type ExitCode, numberOption, Refusal, UsageError } from '../command.js';
import { progress } from '../progress.js';

/** The package's version: put in when `dist/cli.js` is made. */
declare const __VERSION__: string;

/** Where `serve` has the site, and the site of whoever names no other. */
const HERE = 'http://localhost:8000/';

const shardOf = (text: string | undefined): Shard | undefined => {
  if (text === undefined) return undefined;
  const [, number, of] = /^(\d+)\/(\d+)$/.exec(text) ?? [];
  const shard = { number: Number(number), of: Number(of) };
  if (!(shard.number >= 1 && shard.number <= shard.of))
    throw new UsageError(`--shard takes which part of how many, such as 1/4 to 4/4, not “${text}”.`);
  return shard;
};

export default command({
  usage: 'DIR --out DIR [options]',
  about:
    'Makes a static site of the artifacts in a folder, for any file server, object store or CDN. Each artifact has a page that is whole without JavaScript (/artifact/ID, with ?embed=1 for frames), and its data as JSON, Markdown, BibTeX, RIS, CSL-JSON, JSON-LD and oEmbed, a picture for README files, and one file to keep (/artifacts/ID.html). A list with search, a sitemap, and what a server should send (_headers, nginx.conf.example) come with them.\n' +
    'An artifact is built again only if something that it is made of has changed. A build that was ended goes on where it was.\n' +
    'Large sites can be built by several machines: each builds a part with --shard into a folder of its own; the folders are copied into one, and build without --shard adds what is of all together.',
  options: {
    out: {
      type: 'string',
      value: 'DIR',
      help: 'The folder for the site. What is there of an earlier build is brought up to date.',
    },
    'base-url': {
      type: 'string',
      value: 'URL',
      help: `Where the site will be, such as https://example.org/library/. If not given: ${HERE}`,
    },
    name: { type: 'string', value: 'TEXT', help: 'What the site calls itself. If not given, the host of its address.' },
    jobs: {
      type: 'string',
      value: 'N',
      help: 'How many artifacts are made at the same time. If not given, one for each core.',
    },
    shard: { type: 'string', value: 'I/N', help: 'Only the part I of N, without list, search and sitemap.' },
  },
  examples: [
    ['build artifacts --out site --base-url https://example.org/', 'Builds the site. Copy the folder to the server.'],
    ['build artifacts --out part --shard 2/4', 'Builds the second quarter.'],
    ['build artifacts --out site && artifact-viewer serve site', 'Builds it, and looks at it.'],
  ],
  problems: 'an artifact has no page, names another that is not there, or has fields that could not be read',
  async run(operands, values, world): Promise<ExitCode> {
    const [from, ...more] = operands;
    if (from === undefined || more.length > 0)
      throw new UsageError('Which folder? build takes one folder of artifacts.');
    if (values.out === undefined) throw new UsageError('Where to? build needs --out DIR.');
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
    if (stopped) throw new Refusal('Stopped. What was built is kept: the same command goes on from there.');
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
