// What `npm test` runs. Up to `npm ci` it uses nothing but Node's own modules, so that it works on a fresh clone.
import { spawn } from 'node:child_process';
import { mkdirSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { dirname, join, relative, sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { engineNames, findBrowser, howToGet, installMissing, labelOf } from './browsers/find.mjs';

const ROOT = dirname(dirname(fileURLToPath(import.meta.url)));
const RESULTS = join(ROOT, 'node_modules', '.cache', 'artifact-viewer-tests');
const OLDEST_NODE = [20, 19];

/** Up to how many files that failed are run once more. Where more fail, something is broken. */
const FEW = 4;

const HELP = `npm test [-- options]

Installs what is missing, builds, and runs the Node tests (test/**/*.node.ts) and the browser tests
(test/**/*.test.ts) in Chromium, Firefox and WebKit.

  --browsers LIST   only these engines: ${engineNames.join(',')}
  --files GLOB      only these test files, e.g. 'test/elements/*.test.ts' (may be given several times)
  --node-only       no browser tests
  --browser-only    no Node tests
  --no-build        test the source with dist/ as it is
  --watch           browser tests again at each change, in Chromium unless --browsers says otherwise
  --help            this text

CHROME_PATH, FIREFOX_PATH and WEBKIT_DRIVER_PATH name the programs to use in place of those found.
An engine that is not there is named and not tested; it is a failure where CI=true or --browsers asks for it.

Where at most ${FEW} files fail, they are run once more with nothing beside them. A test that passes then is named as unsteady
at the end and not counted as failed; one that fails again is.
`;

const readOptions = () => {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: {
      browsers: { type: 'string' },
      files: { type: 'string', multiple: true, default: [] },
      'node-only': { type: 'boolean' },
      'browser-only': { type: 'boolean' },
      'no-build': { type: 'boolean' },
      watch: { type: 'boolean' },
      help: { type: 'boolean' },
    },
  });
  if (values['node-only'] && values['browser-only'])
    throw new Error('--node-only and --browser-only leave nothing to run.');
  const browsers = values.browsers?.split(',').filter(Boolean);
  const unknown = browsers?.filter((name) => !engineNames.includes(name)) ?? [];
  if (unknown.length > 0 || browsers?.length === 0)
    throw new Error(`--browsers takes ${engineNames.join(', ')}; not ${unknown.join(', ') || 'nothing'}.`);
  // A shell may have put several names in place of the glob.
  const files = [...values.files, ...positionals].map((file) => relative(ROOT, file).split(sep).join('/'));
  return { ...values, files, asked: browsers, browsers: browsers ?? (values.watch ? ['chromium'] : engineNames) };
};

let running;
let interrupted;
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) {
  // What runs ends its own browsers; this process stays until that is done. A terminal sends Ctrl-C to both.
  process.on(signal, () => {
    interrupted = signal;
    if (signal !== 'SIGINT') running?.kill(signal);
  });
}

/** Runs a program to its end, with its output shown. True if it ended well. */
const run = (command, args, { env = {}, input = 'ignore' } = {}) =>
  new Promise((resolve) => {
    running = spawn(command, args, {
      cwd: ROOT,
      stdio: [input, 'inherit', 'inherit'],
      env: { ...process.env, ...env },
      shell: process.platform === 'win32' && command === 'npm',
    });
    running.once('error', (error) => {
      console.error(`${command} could not be started: ${error.message}`);
      resolve(false);
    });
    running.once('exit', (code) => resolve(code === 0));
  }).then((well) => {
    running = undefined;
    if (interrupted) process.exit(130);
    return well;
  });

const readJson = (...path) => {
  try {
    return JSON.parse(readFileSync(join(ROOT, ...path), 'utf8'));
  } catch {
    return undefined;
  }
};

/** Whether node_modules holds what package-lock.json says: told by content, since a checkout gives every file a new date. */
const dependenciesAreInstalled = () => {
  const installed = readJson('node_modules', '.package-lock.json')?.packages;
  if (!installed) return false;
  return Object.entries(readJson('package-lock.json').packages).every(([path, { version, optional }]) => {
    if (path === '') return true;
    return installed[path] ? installed[path].version === version : optional;
  });
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

/** The test files that were asked for, of each sort. */
const findTests = ({ files, ...options }) => {
  const all = readdirSync(join(ROOT, 'test'), { recursive: true })
    .map((file) => `test/${file.split(sep).join('/')}`)
    .sort();
  const patterns = files.map(globPattern);
  const chosen = all.filter((file) => patterns.length === 0 || patterns.some((pattern) => pattern.test(file)));
  return {
    node: options['browser-only']
      ? []
      : chosen.filter((file) => file.endsWith('.node.ts') || (patterns.length > 0 && file.endsWith('.host.ts'))),
    browser: options['node-only'] ? [] : chosen.filter((file) => file.endsWith('.test.ts')),
  };
};

/**
 * What tests came to whose files are run once more if few of them failed: many browsers on few cores can starve a test of its time.
 * @param again runs files and gives what they came to.
 */
const withSecondRun = async (count, again) => {
  const files = [...new Set(count.failures.map((failure) => failure.split(/:\d+:\d+: |: /)[0]))];
  if (count.failed === 0 || files.length === 0 || files.length > FEW) return count;
  console.log(`\nOnce more, with nothing beside: ${files.join(' ')}`);
  const second = await again(files);
  const unsteady = count.failures.filter((failure) => !second.failures.includes(failure));
  const { failed, failures } = second;
  return { ...count, passed: count.passed + Math.max(0, count.failed - failed), failed, failures, unsteady };
};

const runNodeTests = async (files) => {
  const results = join(RESULTS, 'node.tap');
  rmSync(results, { force: true });
  const reporters = [
    '--test-reporter=spec',
    '--test-reporter-destination=stdout',
    '--test-reporter=tap',
    `--test-reporter-destination=${results}`,
  ];
  const well = await run(process.execPath, [
    '--enable-source-maps',
    '--import',
    './test/typescript.mjs',
    '--test',
    // Of a file, too. Hosts are installed and built in theirs.
    `--test-timeout=${process.env.TEST_TIMEOUT ?? 600_000}`,
    ...reporters,
    ...files,
  ]);
  const tap = readFileSync(results, { encoding: 'utf8', flag: 'a+' });
  // The last lines of TAP tell the totals.
  const total = (name) =>
    Number(
      tap
        .match(new RegExp(`^# ${name} (\\d+)$`, 'gm'))
        ?.at(-1)
        ?.split(' ')[2] ?? 0,
    );
  const count = {
    passed: total('pass'),
    failed: total('fail') + total('cancelled'),
    skipped: total('skipped') + total('todo'),
  };
  if (!well && count.failed === 0) count.failed = 1;
  // Only what failed itself: a suite or a file fails with what is in it.
  count.failures = [
    ...tap.matchAll(/^ *not ok \d+ - (.*)\n *---\n(?: *.*\n)*? *location: '(.*)'\n *failureType: '(\w+)'/gm),
  ]
    .filter(([, , , type]) => type !== 'subtestsFailed')
    .map(([, name, location]) => `${relative(ROOT, location)}: ${name}`);
  return count;
};

/** Runs the browser tests; gives each engine's count by its name. */
const runBrowserTests = async (engines, files, watch) => {
  const results = join(RESULTS, 'browsers.json');
  rmSync(results, { force: true });
  const runner = join('node_modules', '@web', 'test-runner', 'dist', 'bin.js');
  const args = [
    runner,
    '--config',
    'test/web-test-runner.config.mjs',
    ...files.flatMap((file) => ['--files', file]),
    ...(watch ? ['--watch'] : []),
  ];
  const env = { TEST_BROWSERS: engines.join(','), TEST_COUNTS: results };
  const well = await run(process.execPath, args, { env, input: watch ? 'inherit' : 'ignore' });
  const counts = readJson(relative(ROOT, results)) ?? {};
  const known = Object.values(counts).some(({ failed }) => failed > 0);
  return { counts, broken: !well && !known };
};

/** `12 passed, 0 failed, 1 skipped`. */
const inWords = ({ passed, failed, skipped }) =>
  `${passed} passed, ${failed} failed${skipped ? `, ${skipped} skipped` : ''}`;

/** What there is to tell at the end, a line each. Whatever went wrong counts as a failure, so that the sum never hides it. */
class Summary {
  #lines = [];
  #failures = [];
  #passed = 0;
  #failed = 0;

  add(name, count) {
    this.#passed += count.passed;
    this.#failed += count.failed;
    this.#lines.push(`${name.padEnd(10)}${inWords(count)}`);
    for (const failure of count.unsteady ?? [])
      this.#failures.push(`${name.padEnd(10)}UNSTEADY, failed once and passed when run again: ${failure}`);
    for (const failure of count.failures ?? []) this.#failures.push(`${name.padEnd(10)}FAILED: ${failure}`);
  }

  note(name, text) {
    this.#lines.push(`${name.padEnd(10)}${text}`);
  }

  fail(name, text) {
    this.#failed += 1;
    this.note(name, `FAILED: ${text}`);
  }

  end() {
    console.log(`\n${[...this.#failures, ...this.#lines].join('\n')}\n${this.#passed} passed, ${this.#failed} failed`);
    process.exitCode = this.#failed > 0 || this.#passed === 0 ? 1 : 0;
  }
}

const summary = new Summary();

/** Everything up to the tests. False if they can't run. */
const prepare = async (options, tests) => {
  if (tests.node.length + tests.browser.length === 0) {
    summary.fail('Files', `no test file matches ${options.files.join(' ') || 'test/**'}.`);
    return false;
  }
  if (!dependenciesAreInstalled()) {
    console.log('Installing the packages of package-lock.json: npm ci');
    if (!(await run('npm', ['ci', '--loglevel=notice']))) {
      summary.fail('Packages', 'npm ci ended with an error.');
      return false;
    }
  }
  installMissing(options['node-only'] ? [] : options.browsers);
  if (!options['no-build'] && !options.watch) {
    console.log('Building: npm run build');
    if (!(await run('npm', ['run', '--silent', 'build']))) {
      summary.fail('Build', 'npm run build ended with an error.');
      return false;
    }
  }
  mkdirSync(RESULTS, { recursive: true });
  return true;
};

const testBrowsers = async (options, files) => {
  const engines = options.browsers.filter((engine) => !findBrowser(engine).missing);
  for (const engine of options.browsers.filter((other) => !engines.includes(other))) {
    const text = `NOT TESTED: ${findBrowser(engine).missing}. To test it: ${howToGet(engine)}.`;
    if (process.env.CI === 'true' || options.asked) summary.fail(labelOf(engine), text);
    else summary.note(labelOf(engine), text);
  }
  if (engines.length === 0) {
    if (!options.asked) summary.fail('Browsers', 'there was none to test in (--node-only runs the other tests).');
    return;
  }
  console.log(`Browser tests in ${engines.map(labelOf).join(', ')}`);
  const { counts, broken } = await runBrowserTests(engines, files, options.watch);
  for (const engine of engines) {
    const name = labelOf(engine);
    const count =
      counts[name] &&
      (await withSecondRun(counts[name], async (again) => {
        const { counts: second } = await runBrowserTests([engine], again);
        return second[name] ?? { failed: counts[name].failed, failures: counts[name].failures };
      }));
    if (count) summary.add(name, count);
    if (!count || count.passed + count.failed === 0) summary.fail(name, 'no test ran.');
  }
  if (broken) summary.fail('Browsers', 'web-test-runner ended with an error.');
};

const main = async (options) => {
  const tests = findTests(options);
  if (await prepare(options, tests)) {
    for (const [engine, name] of [
      ['chromium', 'CHROME_PATH'],
      ['firefox', 'FIREFOX_PATH'],
    ]) {
      // The end-to-end tests start the same browsers.
      const { path } = findBrowser(engine);
      if (path) process.env[name] = path;
    }
    if (tests.node.length > 0 && !options.watch)
      summary.add('Node', await withSecondRun(await runNodeTests(tests.node), runNodeTests));
    if (tests.browser.length > 0) await testBrowsers(options, tests.browser);
  }
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
  await main(options).catch((error) => summary.fail('Runner', error.stack));
  summary.end();
}
