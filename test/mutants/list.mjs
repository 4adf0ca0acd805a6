// The planted faults that `npm run test:mutants` tries, and what can be told of them without running a test.
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { denominators } from './list/denominators.mjs';
import { formats } from './list/formats.mjs';
import { numbers } from './list/numbers.mjs';
import { sanitizing } from './list/sanitizing.mjs';
import { warnings } from './list/warnings.mjs';

/** The folder of the repository. */
export const ROOT = fileURLToPath(new URL('../../', import.meta.url));

/** The fewest mutants of a group. */
export const FEWEST = 12;

/**
 * A fault planted in the source.
 *
 * @typedef {object} Mutant
 * @property {string} name tells it from the others: `--only` takes it.
 * @property {string} file the source file, from the root of the repository.
 * @property {string} search text that stands in the file exactly once.
 * @property {string} replacement what stands there instead.
 * @property {string} wrong what a reader would see, in a sentence.
 * @property {string[]} tests the test files of which one has to fail: `*.node.ts` in Node, `*.test.ts` in Chromium.
 */

/** @type {Record<string, Mutant[]>} */
export const groups = { numbers, warnings, denominators, sanitizing, formats };

/** All mutants, each with the name of its group. */
export const mutants = Object.entries(groups).flatMap(([group, list]) => list.map((mutant) => ({ ...mutant, group })));

/** A text with the fault in it. @throws {Error} where the text to search for is not there exactly once. */
export const mutated = (text, { file, search, replacement }) => {
  const [before, after, ...more] = text.split(search);
  if (after === undefined) throw new Error(`${file} no longer holds “${search}”`);
  if (more.length > 0) throw new Error(`${file} holds “${search}” ${more.length + 1} times`);
  return before + replacement + after;
};

/** What is wrong with the list itself, in sentences: mutants that no longer apply, files that are gone, groups that are too small. */
export const faultsOf = (root = ROOT) => {
  const faults = [];
  for (const [group, list] of Object.entries(groups))
    if (list.length < FEWEST) faults.push(`${group}: ${list.length} mutants; ${FEWEST} are the fewest`);
  const names = new Set();
  for (const mutant of mutants) {
    const fault = (text) => faults.push(`${mutant.group}, ${mutant.name}: ${text}`);
    if (names.has(mutant.name)) fault('another has this name');
    names.add(mutant.name);
    if (mutant.search === mutant.replacement) fault('changes nothing');
    if (mutant.tests.length === 0) fault('names no test file');
    for (const test of mutant.tests) {
      if (!/\.(node|test)\.ts$/.test(test) || !existsSync(join(root, test))) fault(`${test} is not a test file`);
    }
    try {
      mutated(readFileSync(join(root, mutant.file), 'utf8'), mutant);
    } catch (error) {
      fault(error.message);
    }
  }
  return faults;
};
