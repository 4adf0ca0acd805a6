// Runs browser tests in each engine. `npm test` starts it, and says in TEST_FILES which files (JSON: engine to list), in TEST_COUNTS where the
// counts go, and in TEST_SLICE and TEST_ALL what part of the attacks is tried.
import { writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { defaultReporter } from '@web/test-runner';
import { bundle, fileOf, scriptOf } from './browsers/bundle.mjs';
import { commandPlugin, launcherOf } from './browsers/launchers.mjs';
import { routes } from './browsers/routes.mjs';
import { witness } from './browsers/witness.mjs';

const ROOT = fileURLToPath(new URL('../', import.meta.url));
const watching = process.argv.includes('--watch');
const files = JSON.parse(process.env.TEST_FILES ?? 'null');
if (!files) throw new Error('TEST_FILES is not set: npm test starts this, with --parts and --files to choose.');

const testsOf = (suite) => (suite ? [...suite.tests, ...suite.suites.flatMap(testsOf)] : []);

/** What a session's tests came to. A file that could not run counts as one failed test. */
const countOf = (session) => {
  const tests = testsOf(session.testResults);
  const failed = tests.filter((test) => !test.passed && !test.skipped).length;
  return {
    passed: tests.filter((test) => test.passed).length,
    failed: failed || (session.passed ? 0 : 1),
    skipped: tests.filter((test) => test.skipped).length,
  };
};

/** The names of a suite's tests that failed, with their suites'. */
const failuresOf = (suite, path = []) =>
  suite
    ? [
        ...suite.tests.filter((test) => !test.passed && !test.skipped).map((test) => [...path, test.name].join(' › ')),
        ...suite.suites.flatMap((inner) => failuresOf(inner, [...path, inner.name])),
      ]
    : [];

/** How long a suite's tests took, in milliseconds. */
const durationOf = (suite) => testsOf(suite).reduce((sum, { duration }) => sum + (duration ?? 0), 0);

/** Tells each file when it is done, and at the end writes what every engine's tests came to, for `npm test` to sum up. */
const countReporter = (file) => ({
  reportTestFileResults({ logger, sessionsForTestFile, testFile }) {
    const counts = sessionsForTestFile.map((session) => {
      const { passed, failed, skipped } = countOf(session);
      return `${session.browser.name} ${passed} passed${failed ? `, ${failed} FAILED` : ''}${skipped ? `, ${skipped} skipped` : ''} in ${(durationOf(session.testResults) / 1000).toFixed(1)} s`;
    });
    logger.log(`${fileOf(testFile)}: ${counts.join(' · ')}`);
  },
  onTestRunFinished({ sessions }) {
    const counts = {};
    for (const session of sessions) {
      const total = (counts[session.browser.name] ??= { passed: 0, failed: 0, skipped: 0, failures: [] });
      for (const [outcome, count] of Object.entries(countOf(session))) total[outcome] += count;
      const where = fileOf(session.testFile);
      const failures = failuresOf(session.testResults);
      if (!session.passed)
        total.failures.push(
          ...(failures.length > 0 ? failures : ['could not be run']).map((name) => `${where}: ${name}`),
        );
    }
    if (file) writeFileSync(file, JSON.stringify(counts));
  },
});

// The runner's mocha hears errors only. A rejected promise that nobody handles is an error of the test that it happens in.
const page = (testFramework) => `<!doctype html>
<html lang="en">
  <head>
    <meta charset="utf-8">
    <title>Tests</title>
    <script>
      addEventListener('unhandledrejection', (event) => {
        event.preventDefault();
        setTimeout(() => { throw event.reason; });
      });
    </script>
  </head>
  <body>
    <script type="module" src="${testFramework}"></script>
  </body>
</html>`;

await bundle([...new Set(Object.values(files).flat())], { watch: watching });

export default {
  rootDir: ROOT,
  groups: await Promise.all(
    Object.entries(files).map(async ([engine, own]) => ({
      name: engine,
      files: own.map(scriptOf),
      browsers: [await launcherOf(engine)],
    })),
  ),
  concurrentBrowsers: Object.keys(files).length,
  testRunnerHtml: page,
  testFramework: { config: { timeout: 60_000, forbidOnly: !watching } },
  plugins: [commandPlugin],
  middleware: [witness, routes],
  reporters: [defaultReporter({ reportTestProgress: false }), countReporter(process.env.TEST_COUNTS)],
  filterBrowserLogs: ({ args }) => !String(args[0]).startsWith('Lit is in dev mode.'),
  browserStartTimeout: 90_000,
  testsStartTimeout: 60_000,
  // With test:all a file of test/security/ tries some thousand strings in some hundred fields, on a machine that may be busy.
  testsFinishTimeout: 4_000_000,
};
