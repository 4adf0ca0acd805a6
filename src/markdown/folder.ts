import { decode, NOT_TEXT } from '../artifact/text.js';
import { FenceError } from './elements.js';
import { isId } from './block.js';

interface Files {
  readFileSync: (path: string) => Uint8Array;
  readdirSync: (path: string) => string[];
}

/** Node's files, asked for where they are needed: the plugins themselves run in browsers too. */
const files = (): Files => {
  const { process } = globalThis as { process?: { getBuiltinModule?: (name: string) => unknown } };
  const fs = process?.getBuiltinModule?.('node:fs') as Files | undefined;
  if (!fs)
    throw new FenceError(
      'The option “artifacts” names a folder, which only Node (20.16 or later) can read. Give “read” instead.',
    );
  return fs;
};

/** Reads artifacts from a folder by their ids, `<id>.json` each. What is no id is not looked for. @throws FenceError where there is no such file. */
export const fromFolder =
  (folder: string) =>
  (source: string): unknown => {
    if (!isId(source)) return undefined;
    const { readFileSync, readdirSync } = files();
    const path = `${folder.replace(/[\\/]+$/, '')}/${source}.json`;
    let text: string | undefined;
    try {
      text = decode(readFileSync(path));
    } catch (error) {
      let there: string[];
      try {
        there = readdirSync(folder).flatMap((name) => (name.endsWith('.json') ? name.slice(0, -5) : []));
      } catch {
        throw new FenceError(`The folder ${folder} can’t be read: ${(error as Error).message}.`);
      }
      const some = there.slice(0, 20).join(', ') + (there.length > 20 ? ' …' : '');
      throw new FenceError(`There is no artifact ${path}. The folder has ${some || 'no artifact'}.`);
    }
    if (text === undefined) throw new FenceError(`${path}: ${NOT_TEXT.message} ${NOT_TEXT.remedy}`);
    try {
      return JSON.parse(text) as unknown;
    } catch (error) {
      throw new FenceError(`${path} could not be read: ${(error as Error).message}.`);
    }
  };
