// What lies in the folder `shared` beside the repository, for tests in Node.
import { readFileSync } from 'node:fs';
import { sliced } from '../security/slice.js';
import { thisRun } from './this-run.js';

const read = <T>(name: string, own: T[]): T[] => {
  try {
    return JSON.parse(
      readFileSync(new URL(`../../../shared/data/security/own/${name}.json`, import.meta.url), 'utf8'),
    ) as T[];
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
    console.log(
      `Skipped: ../shared/data/security/own/${name}.json, which is not there. ${own.length} of our own are tried instead.`,
    );
    return own;
  }
};

/**
 * The items of a file in `shared/data/security/own` that this run tries: a slice of them, with some of every class.
 * Where the file is absent, those of our own, and a line that says so.
 */
export const itemsOf = <T>(name: string, own: T[], classOf: (item: T) => string): T[] => {
  const items = read(name, own);
  const some = sliced(items, thisRun, classOf);
  if (some.length < items.length) console.log(`Of ${items.length} ${name} this run tries ${some.length}.`);
  return some;
};
