// What lies in the folder `shared` beside the repository, for tests in Node.
import { readFileSync } from 'node:fs';

/** The items of a file in `shared/data/security/own`; those of our own, and a word that says so, where it is absent. */
export const itemsOf = <T>(name: string, own: T[]): T[] => {
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
