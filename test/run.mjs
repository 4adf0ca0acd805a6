// What `npm test` runs. Up to `npm ci` it uses nothing but Node's own modules, so that it works on a fresh clone.
import { mkdirSync, readdirSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { join, relative, sep } from 'node:path';
import { parseArgs } from 'node:util';
import { buildIfChanged, installPackages } from '../src/build/prepare.mjs';
import { engineNames, findBrowser, howToGet, installMissing, labelOf } from './browsers/find.mjs';
import { filesByEngine, runBrowserTests } from './runner/browser-tests.mjs';
import { runNodeTests } from './runner/node-tests.mjs';
import { ROOT } from './runner/process.mjs';
import { FEW, withSecondRun } from './runner/second-run.mjs';
import { changedPaths, hostsOf, sliceOf } from './runner/slice.mjs';
import { Summary } from './runner/summary.mjs';

const RESULTS = join(ROOT, 'node_modules', '.cache', 'artifact-viewer-tests');
const OLDEST_NODE = [20, 19];

/** The parts of a run, in the order in which they run. The engines run side by side. */
const PARTS = ['node', 'end-to-end', ...engineNames, 'hosts'];

/** What `npm test` runs unless told otherwise. */
const USUAL = PARTS.filter((part) => part !== 'hosts');

const HELP = `npm test [-- options]

Installs what is missing, builds where the source has changed, and runs the tests:

  node         what needs no browser (test/**/*.node.ts)
  end-to-end   whole pages in Chromium, driven from outside (test/end-to-end/*.node.ts)
  chromium, firefox, webkit
               the elements in each engine (test/**/*.test.ts)
  hosts        our elements on ten other people's sites and wikis (test/hosts/*.host.ts): npm run test:hosts

A run tries one tenth of the strings that attack, of the records and of the hosts: the slice of the number of commits modulo
ten, with every class of attack and each host whose recipe has changed. npm run test:all tries everything.

  --parts LIST      only these parts, e.g. node or chromium,firefox
  --files GLOB      only these test files, e.g. 'test/elements/*.test.ts' (may be given several times)
  --slice N|commit  the slice from 0 to 9 (commit: as the number of commits says)
  --shard I/N       only the I-th of N shares of the end-to-end tests and of the hosts
  --all             everything, in every engine; a test that passes only the second time fails
  --no-build        test with dist/ as it is
  --watch           browser tests again at each change, in Chromium unless --parts says otherwise
  --help            this text

CHROME_PATH, FIREFOX_PATH and WEBKIT_DRIVER_PATH name the programs to use in place of those found.
An engine that is not there is named and not tested; it is a failure where CI=true or --parts asks for it.

Where at most ${FEW} files of a part fail, they are run once more with nothing beside them. A test that passes then is named as
unsteady at the end, and counts as passed unless --all is given; one that fails again has failed.
`;

const shardOf = (text) => {
  const [, index, count] = /^([1-9]\d*)\/([1-9]\d*)$/.exec(text ?? '1/1') ?? [];
  if (!index || Number(index) > Number(count)) throw new Error(`--shard takes, for instance, 1/2; not ${text}.`);
  return { index: Number(index) - 1, count: Number(count) };
};

const readOptions = () => {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: {
      parts: { type: 'string' },
      files: { type: 'string', multiple: true, default: [] },
      slice: { type: 'string' },
      shard: { type: 'string' },
      all: { type: 'boolean', default: false },
      'no-build': { type: 'boolean' },
      watch: { type: 'boolean', default: false },
      help: { type: 'boolean' },
    },
  });
  const asked = values.parts?.split(',').filter(Boolean);
  const unknown = asked?.filter((name) => !PARTS.includes(name)) ?? [];
  if (unknown.length > 0 || asked?.length === 0)
    throw new Error(`--parts takes ${PARTS.join(', ')}; not ${unknown.join(', ') || 'nothing'}.`);
  // A shell may have put several names in place of the glob.
  const files = [...values.files, ...positionals].map((file) => relative(ROOT, file).split(sep).join('/'));
  const usual = values.watch ? ['chromium'] : values.all || files.length > 0 ? PARTS : USUAL;
  return {
    ...values,
    files,
    asked,
    parts: asked ?? usual,
    shard: shardOf(values.shard),
    slice: sliceOf(ROOT, values.slice),
  };
};

const escape = (text) => text.replace(/[.+^$()|[\]\\]/g, '\\$&');

/** A glob as a regular expression: `*`, `**`, `?` and `{a,b}`. */
const globPattern = (glob) => {
  const parts = { '**/': '(?:.*/)?', '**': '.*', '*': '[^/]*', '?': '[^/]', '{': '(?:', '}': ')', ',': '|' };
  return new RegExp(
    `^${glob
      .split(/(\*\*\/|\*\*|[*?{},])/)
      .map((part) => parts[part] ?? escape(part))
      .join('')}$`,
  );
};

const partOf = (file) => {
  if (file.endsWith('.host.ts')) return 'hosts';
  if (file.endsWith('.test.ts')) return 'browsers';
  if (file.endsWith('.node.ts')) return file.startsWith('test/end-to-end/') ? 'end-to-end' : 'node';
  return undefined;
};

const hostName = (file) => file.slice('test/hosts/'.length, -'.host.ts'.length);

/** The test files of each part that are to be run. */
const findTests = ({ files, parts, shard, all, slice }) => {
  const patterns = files.map(globPattern);
  const chosen = readdirSync(join(ROOT, 'test'), { recursive: true })
    .map((file) => `test/${file.split(sep).join('/')}`)
    .filter((file) => patterns.length === 0 || patterns.some((pattern) => pattern.test(file)))
    .sort();
  const of = (part) => chosen.filter((file) => partOf(file) === part);
  const isOurs = (_file, index) => index % shard.count === shard.index;
  const hosts = of('hosts');
  const sliced = hostsOf(hosts.map(hostName), slice.number, changedPaths(ROOT));
  const isEngine = (part) => engineNames.includes(part);
  return {
    node: parts.includes('node') ? of('node') : [],
    'end-to-end': parts.includes('end-to-end') ? of('end-to-end').filter(isOurs) : [],
    browsers: parts.some(isEngine) ? of('browsers') : [],
    hosts: parts.includes('hosts')
      ? hosts.filter((file) => all || patterns.length > 0 || sliced.includes(hostName(file))).filter(isOurs)
      : [],
  };
};

/** Everything up to the tests. False if they can't run. */
const prepare = async (options, tests, summary) => {
  if (Object.values(tests).every((files) => files.length === 0)) {
    summary.fail('Files', `no test file matches ${options.files.join(' ') || options.parts.join(',')}.`);
    return false;
  }
  if (!installPackages()) {
    summary.fail('Packages', 'npm ci ended with an error.');
    return false;
  }
  const engines = engineNames.filter((engine) => tests.browsers.length > 0 && options.parts.includes(engine));
  const drives = tests['end-to-end'].length + tests.hosts.length > 0;
  installMissing([
    ...new Set([...(drives ? ['chromium', ...(tests['end-to-end'].length > 0 ? ['firefox'] : [])] : []), ...engines]),
  ]);
  if (tests.hosts.length > 0) {
    const { getHosts } = await import('./hosts/packages.mjs');
    await getHosts(tests.hosts.map(hostName));
  }
  if (!options['no-build'] && !options.watch && !buildIfChanged()) {
    summary.fail('Build', 'npm run build ended with an error.');
    return false;
  }
  mkdirSync(RESULTS, { recursive: true });
  return true;
};

const testInNode = async (name, files, env, summary, atOnce) => {
  if (files.length === 0) return;
  const again = (some) => runNodeTests(RESULTS, some, { env, atOnce: 1 });
  await summary.timed(name, async () =>
    summary.add(name, await withSecondRun(await runNodeTests(RESULTS, files, { env, atOnce }), again)),
  );
};

const testInBrowsers = async (options, files, env, summary) => {
  const wanted = engineNames.filter((engine) => options.parts.includes(engine));
  const engines = wanted.filter((engine) => !findBrowser(engine).missing);
  for (const engine of wanted.filter((other) => !engines.includes(other))) {
    const text = `NOT TESTED: ${findBrowser(engine).missing}. To test it: ${howToGet(engine)}.`;
    if (process.env.CI === 'true' || options.asked) summary.fail(labelOf(engine), text);
    else summary.note(labelOf(engine), text);
  }
  if (engines.length === 0) {
    if (!options.asked) summary.fail('Browsers', 'there was none to test in (--parts node runs what needs none).');
    return;
  }
  console.log(`Browser tests in ${engines.map(labelOf).join(', ')}`);
  const byEngine = filesByEngine(engines, files, options.slice.number, options.all || options.files.length > 0);
  const { counts, broken } = await runBrowserTests(RESULTS, byEngine, { env, watch: options.watch });
  for (const engine of engines) {
    const name = labelOf(engine);
    const count =
      counts[name] &&
      (await withSecondRun(counts[name], async (again) => {
        const { counts: second } = await runBrowserTests(RESULTS, { [engine]: again }, { env });
        return second[name] ?? { failed: counts[name].failed, failures: counts[name].failures };
      }));
    if (count) summary.add(name, count);
    if (!count || count.passed + count.failed === 0) summary.fail(name, 'no test ran.');
  }
  if (broken) summary.fail('Browsers', 'web-test-runner ended with an error.');
};

const main = async (options, summary) => {
  const tests = findTests(options);
  console.log(
    options.all
      ? 'Everything: all strings, records and hosts, in every engine'
      : `Slice ${options.slice.number} of 0 to 9 (${options.slice.why})`,
  );
  if (!(await summary.timed('Preparation', () => prepare(options, tests, summary)))) return;
  const env = {
    TEST_SLICE: String(options.slice.number),
    ...(options.all && { TEST_ALL: '1' }),
  };
  for (const [engine, name] of [
    ['chromium', 'CHROME_PATH'],
    ['firefox', 'FIREFOX_PATH'],
  ]) {
    // The end-to-end tests start the same browsers.
    const { path } = findBrowser(engine);
    if (path) env[name] = path;
  }
  if (!options.watch) {
    await testInNode('Node', tests.node, env, summary);
    // They wait for pages and for what does not come: one more than there are cores keeps these busy.
    await testInNode('End to end', tests['end-to-end'], env, summary, availableParallelism() + 1);
  }
  if (tests.browsers.length > 0)
    await summary.timed('Browsers', () => testInBrowsers(options, tests.browsers, env, summary));
  if (!options.watch) await testInNode('Hosts', tests.hosts, env, summary);
};

const [major, minor] = process.versions.node.split('.').map(Number);
if (major < OLDEST_NODE[0] || (major === OLDEST_NODE[0] && minor < OLDEST_NODE[1])) {
  console.error(`Node ${OLDEST_NODE.join('.')} or newer is needed; this is ${process.version}.`);
  process.exit(2);
}

let options;
try {
  options = readOptions();
} catch (error) {
  console.error(`${error.message}\nnpm test -- --help tells how to use it.`);
  process.exit(2);
}

if (options.help) {
  console.log(HELP);
} else {
  const summary = new Summary(options.all);
  await main(options, summary).catch((error) => summary.fail('Runner', error.stack));
  summary.end();
}
