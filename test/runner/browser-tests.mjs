// Runs test/**/*.test.ts with web-test-runner.
import { readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { run } from './process.mjs';

/**
 * What a component's words, order and layout rules are is the same in every engine: these are tried in Chromium, and in the others by
 * `npm run test:all`. All that an engine decides itself (parsing, focus, printing, sizes, styles, frames, loading) is tried in all three.
 */
const ONE_ENGINE = new Set(
  [
    'elements/facts',
    'elements/freshness',
    'elements/link-lists',
    'elements/metadata-table',
    'elements/openfda',
    'elements/provenance-list',
    'elements/registry-records',
    'elements/related-hypotheses',
    'text/limits',
  ].map((name) => `test/${name}.test.ts`),
);

/** The files that each engine runs, by its name. */
export const filesByEngine = (engines, files, all) =>
  Object.fromEntries(
    engines.map((engine) => [
      engine,
      all || engines.length === 1 ? files : files.filter((file) => engine === 'chromium' || !ONE_ENGINE.has(file)),
    ]),
  );

/**
 * Runs test files in engines, side by side.
 * @param {string} results the folder where the counts are written
 * @param {Record<string, string[]>} files by engine
 * @param {{ env?: Record<string, string>, watch?: boolean }} options
 * @returns {Promise<{ counts: Record<string, object>, broken: boolean }>} each engine's count by its label; `broken` where the runner failed and no test did
 */
export const runBrowserTests = async (results, files, { env = {}, watch = false } = {}) => {
  const report = join(results, 'browsers.json');
  rmSync(report, { force: true });
  const well = await run(
    process.execPath,
    [
      join('node_modules', '@web', 'test-runner', 'dist', 'bin.js'),
      '--config',
      'test/web-test-runner.config.mjs',
      ...(watch ? ['--watch'] : []),
    ],
    { env: { ...env, TEST_FILES: JSON.stringify(files), TEST_COUNTS: report }, input: watch ? 'inherit' : 'ignore' },
  );
  let counts = {};
  try {
    counts = JSON.parse(readFileSync(report, 'utf8'));
  } catch {
    // The runner has said why it could not even begin.
  }
  const known = Object.values(counts).some(({ failed }) => failed > 0);
  return { counts, broken: !well && !known };
};
