import { mkdir, open, readFile, rename } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { threadId } from 'node:worker_threads';
import { prepareFolder } from '../files.js';
import type { Files } from './site.js';

const made = new Set<string>();

/** Where files are written before they get their names: a build that was killed leaves what was half done here. */
const UNFINISHED = '.build/unfinished';

/** Makes the folder of a site, and takes away what a build that was killed left in it. */
export const prepareSite = (out: string): Promise<void> => prepareFolder(join(out, UNFINISHED));

let count = 0;

/**
 * Writes a site's files, each whole or not at all; one that is there already with the same content keeps its date.
 * Unlike `writeWhole` it does not wait for the disk: after a power failure a build is simply run again.
 * @returns how many were written.
 */
export const writeFiles = async (out: string, files: Files): Promise<number> => {
  let written = 0;
  for (const [path, text] of Object.entries(files)) {
    const target = join(out, path);
    const folder = dirname(target);
    if (!made.has(folder)) await mkdir(folder, { recursive: true });
    // An artifact's own folder is not seen again.
    if (!path.startsWith('artifact/')) made.add(folder);
    if ((await readFile(target, 'utf8').catch(() => undefined)) === text) continue;
    const temporary = join(out, UNFINISHED, `.${threadId}-${count++}.${process.pid}.tmp`);
    const file = await open(temporary, 'w');
    await file.writeFile(text).finally(() => file.close());
    await rename(temporary, target);
    written++;
  }
  return written;
};
