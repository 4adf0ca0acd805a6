// `npm run bench`: what artifact-viewer costs, measured against what people would pick instead and against the browser itself.
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { cpus } from 'node:os';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { marked } from 'marked';
import { startBrowser } from './lib/browser.mjs';
import { article, cardContent } from './lib/content.mjs';
import { adapter, bundles, installPeers, LIMIT, OURS, PEERS } from './lib/peers.mjs';
import { asMarkdown, forTerminal, isMet } from './lib/results.mjs';
import { startServer } from './lib/server.mjs';
import { buildSite } from './lib/site.mjs';

const ROOT = fileURLToPath(new URL('../../', import.meta.url));

/** In the order in which they are done: what needs a quiet machine first. */
const WORKS = [
  'bytes',
  'start',
  'navigation',
  'cards',
  'article',
  'article-prebuilt',
  'reading',
  'requests',
  'leak',
  'shift',
  'records',
  'hostile',
  'server',
  'build',
];

const HELP = `npm run bench -- [options]

  --only WORK,…    only these: ${WORKS.join(' ')}
  --rounds N       how often each is measured; 15 if not given
  --peers LIST     only these beside ours: ${Object.keys(PEERS).join(' ')}
  --quick          three rounds, without the largest sizes: to see that it works, not for figures
  --help           this

Everything is measured in Chromium, by turns in one run; figures are medians with quartiles. CPU is time of the page's main thread, not of the
clock. Ratios are those of the same round. Results are written to bench/results.json and bench/results.md.`;

const fail = (message) => {
  console.error(message);
  process.exit(2);
};

const listOf = (text, known, what) => {
  if (text === undefined) return known;
  const names = text.split(',');
  for (const name of names)
    if (!known.includes(name)) fail(`There is no ${what} “${name}”. There are: ${known.join(' ')}`);
  return known.filter((name) => names.includes(name));
};

const read = () => {
  try {
    return parseArgs({
      options: {
        only: { type: 'string' },
        rounds: { type: 'string' },
        peers: { type: 'string' },
        quick: { type: 'boolean' },
        help: { type: 'boolean' },
      },
    }).values;
  } catch (error) {
    return fail(`${error.message}\n\n${HELP}`);
  }
};

const options = read();
if (options.help) {
  console.log(HELP);
  process.exit(0);
}
const rounds = Number(options.rounds ?? (options.quick ? 3 : 15));
if (!(rounds >= 1)) fail('--rounds takes a number of 1 or more.');
const works = listOf(options.only, WORKS, 'work');
// Ratios are to the limit: it is always there.
const peers = [...new Set([LIMIT, ...listOf(options.peers, Object.keys(PEERS), 'peer')])];
if (!existsSync(`${ROOT}dist/artifact-viewer.js`)) fail('There is no dist/artifact-viewer.js: npm run build makes it.');

const isTerminal = process.stderr.isTTY;
const say = (text) => console.error(text);
let lastSaid = 0;
/** Progress: on a terminal one line that changes, else a line now and then. */
const tell = (text) => {
  if (isTerminal) process.stderr.write(`\r\x1b[K${text}`);
  else if (Date.now() - lastSaid > 20_000) {
    lastSaid = Date.now();
    say(text);
  }
};

await installPeers(say);
const scripts = await bundles(peers);
const server = await startServer();
const browser = await startBrowser();
const file = (name) => readFileSync(new URL(name, import.meta.url), 'utf8');

server.put('/page.css', file('pages/page.css'));
server.put('/page.js', file('pages/page.js'));
server.put('/adapter.js', adapter());
server.put('/prebuilt.js', adapter('prebuilt'));
/** The page of a competitor. @param script its script tags */
const pageOf = (script) =>
  `<!doctype html><html lang="en"><meta charset="utf-8"><title>Bench</title><link rel="icon" href="data:,"><link rel="stylesheet" href="/page.css"><main id="root"></main>${script}<script src="/page.js"></script>`;
server.put(
  '/page/prebuilt',
  pageOf(
    `<script src="/${OURS}.js" data-base="/artifacts/" data-prebuilt></script><script src="/prebuilt.js"></script>`,
  ),
);
for (const [name, script] of Object.entries(scripts)) {
  server.put(`/${name}.js`, script);
  server.put(
    `/page/${name}`,
    pageOf(`<script src="/${name}.js"></script>${name === OURS ? '<script src="/adapter.js"></script>' : ''}`),
  );
}

const made = new Map();
let site;
const bench = {
  browser,
  server,
  scripts,
  peers,
  rounds,
  quick: options.quick ?? false,
  root: ROOT,
  /** The address of a competitor's own page. */
  pages: (name) => `${server.url}/page/${name}`,
  /** The article, some times over, in the form of each competitor. */
  articles(times) {
    if (!made.has(times))
      made.set(
        times,
        article(times, (markdown) => marked.parse(markdown)),
      );
    return made.get(times);
  },
  /** The built site: what is in its files, by path. */
  site: () => (site ??= buildSite(ROOT, server.url)),
  /** What is said on a line of its own. */
  say(text) {
    if (isTerminal) process.stderr.write('\r\x1b[K');
    say(text);
  },
};

const rows = [];
const write = () => {
  const about = `${browser.version}, Node ${process.version}, ${cpus().length} × ${cpus()[0]?.model.trim()}, ${rounds} rounds, ${new Date().toISOString().slice(0, 10)}. Medians, with quartiles in brackets; ratios are those of the same round. CPU is time of the page’s main thread.`;
  mkdirSync(`${ROOT}bench`, { recursive: true });
  writeFileSync(
    `${ROOT}bench/results.json`,
    JSON.stringify({ about, rounds, rows: rows.map((row) => ({ ...row, met: isMet(row) })) }, null, 1),
  );
  writeFileSync(`${ROOT}bench/results.md`, asMarkdown(rows, about));
};

try {
  const page = await browser.open(bench.pages(OURS));
  const content = await cardContent(page);
  server.put('/cards.json', JSON.stringify(content));
  const card = content.drug.rows.first;
  /** One infobox in the form of each competitor. */
  bench.card = {
    artifact: { ...content.drug.cited.first.artifact, title: card.title },
    ...card,
    html: await page.run(`bench.html(${JSON.stringify(card)})`),
  };
  /** How many citations the whole infobox has. */
  bench.citations = content.whole.cited.first.citations;
  await page.close();
  for (const name of works) {
    const work = await import(`./works/${name}.mjs`);
    const done = await work.run({ ...bench, tell: (text) => tell(`${work.title}: ${text}`) });
    if (isTerminal) process.stderr.write('\r\x1b[K');
    rows.push(...done);
    console.log(`\n${work.title}\n${forTerminal(done)}`);
    // What was measured is not lost if a later work fails.
    write();
  }
} finally {
  await browser.close();
  await server.close();
}
const missed = rows.filter((row) => isMet(row) === false);
const empty = rows.filter(({ missing }) => missing);
console.log(
  `\n${rows.filter((row) => isMet(row)).length} bars met, ${missed.length} not met, ${empty.length} without a figure. Written to bench/results.json and bench/results.md.`,
);
