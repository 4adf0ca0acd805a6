// Runs test/**/*.test.ts with web-test-runner.
import { readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { run } from './process.mjs';

const named = (...names) => new Set(names.map((name) => `test/${name}.test.ts`));

/**
 * What a component's words and order are is the same in every engine: these are tried in Chromium, and in the others by `npm run test:all`.
 */
const ONE_ENGINE = named(
  'elements/facts',
  'elements/freshness',
  'elements/artifact-links',
  'elements/artifact-metadata',
  'elements/openfda',
  'elements/pending-warnings',
  'elements/planted-faults',
  'elements/artifact-provenance',
  'elements/registry-records',
  'elements/artifact-hypotheses',
  'text/limits',
);

/**
 * What an engine has a small part in: tried in Chromium, and by turns in one of the others, so that two commits try all three.
 * All that an engine decides itself (parsing, cleaning, focus, printing, sizes, styles, frames) is tried in each, every time.
 */
const BY_TURNS = named(
  'elements/artifact-article',
  'elements/artifact-viewer',
  'elements/artifact-cite-panel',
  'elements/drug-infobox',
  'elements/artifact-editor-notes',
  'elements/artifact-embed-panel',
  'elements/integrity',
  'elements/languages',
  'elements/many-cards',
  'elements/artifact-references',
  'elements/safety-list',
  'elements/therapy-comparison',
  'elements/trial-card',
  'elements/trial-lookup',
);

/** The files that each engine runs, by its name. @param all whether each runs all of them. */
export const filesByEngine = (engines, files, slice, all) => {
  const turns = files.filter((file) => BY_TURNS.has(file));
  const runs = (engine, file) => {
    if (all || engine === 'chromium') return true;
    const turn = turns.indexOf(file);
    return turn < 0 ? !ONE_ENGINE.has(file) : (turn + slice) % 2 === (engine === 'firefox' ? 0 : 1);
  };
  return Object.fromEntries(engines.map((engine) => [engine, files.filter((file) => runs(engine, file))]));
};

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
