// Runs test/**/*.node.ts and test/hosts/*.host.ts with Node's own runner.
import { readFileSync, rmSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { join, relative } from 'node:path';
import { ROOT, run } from './process.mjs';

/**
 * Runs test files and gives what they came to: `{ passed, failed, skipped, failures }`.
 * @param {string} results the folder where the counts are written
 * @param {string[]} files
 * @param {{ env?: Record<string, string>, atOnce?: number }} options `atOnce`: how many files run at the same time; as many as there are cores unless said
 */
export const runNodeTests = async (results, files, { env = {}, atOnce = availableParallelism() } = {}) => {
  const report = join(results, 'node.tap');
  rmSync(report, { force: true });
  const well = await run(
    process.execPath,
    [
      '--enable-source-maps',
      '--import',
      './test/typescript.mjs',
      '--test',
      `--test-concurrency=${atOnce}`,
      // Of a file, too. Hosts are installed and built in theirs.
      `--test-timeout=${process.env.TEST_TIMEOUT ?? 600_000}`,
      '--test-reporter=spec',
      '--test-reporter-destination=stdout',
      '--test-reporter=tap',
      `--test-reporter-destination=${report}`,
      ...files,
    ],
    { env },
  );
  const tap = readFileSync(report, { encoding: 'utf8', flag: 'a+' });
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
