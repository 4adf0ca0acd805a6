// Runs test/**/*.test.ts in each engine. `npm test` starts it; TEST_BROWSERS and TEST_COUNTS come from there.
import { writeFileSync } from 'node:fs';
import { relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { defaultReporter } from '@web/test-runner';
import { esbuildPlugin } from '@web/dev-server-esbuild';
import { engineNames } from './browsers/find.mjs';
import { commandPlugin, launcherOf } from './browsers/launchers.mjs';
import { routes } from './browsers/routes.mjs';
import { witness } from './browsers/witness.mjs';

const ROOT = fileURLToPath(new URL('../', import.meta.url));
const browsers = (process.env.TEST_BROWSERS ?? engineNames.join(',')).split(',');
const watching = process.argv.includes('--watch');

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

/** Tells each file when it is done, and at the end writes what every engine's tests came to, for `npm test` to sum up. */
const countReporter = (file) => ({
  reportTestFileResults({ logger, sessionsForTestFile, testFile }) {
    const counts = sessionsForTestFile.map((session) => {
      const { passed, failed, skipped } = countOf(session);
      return `${session.browser.name} ${passed} passed${failed ? `, ${failed} FAILED` : ''}${skipped ? `, ${skipped} skipped` : ''}`;
    });
    logger.log(`${relative(ROOT, testFile)}: ${counts.join(' · ')}`);
  },
  onTestRunFinished({ sessions }) {
    const counts = {};
    for (const session of sessions) {
      const total = (counts[session.browser.name] ??= { passed: 0, failed: 0, skipped: 0, failures: [] });
      for (const [outcome, count] of Object.entries(countOf(session))) total[outcome] += count;
      const where = relative(ROOT, session.testFile);
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

export default {
  rootDir: ROOT,
  files: 'test/**/*.test.ts',
  nodeResolve: true,
  browsers: await Promise.all(browsers.map(launcherOf)),
  concurrentBrowsers: 2,
  testRunnerHtml: page,
  testFramework: { config: { timeout: 60_000, forbidOnly: !watching } },
  plugins: [esbuildPlugin({ ts: true, target: 'es2022', tsconfig: `${ROOT}tsconfig.json` }), commandPlugin],
  middleware: [witness, routes],
  reporters: [defaultReporter({ reportTestProgress: false }), countReporter(process.env.TEST_COUNTS)],
  filterBrowserLogs: ({ args }) => !String(args[0]).startsWith('Lit is in dev mode.'),
  browserStartTimeout: 90_000,
  testsStartTimeout: 60_000,
  // A file of test/security/ tries some thousand strings in some hundred fields.
  testsFinishTimeout: 1_200_000,
};
