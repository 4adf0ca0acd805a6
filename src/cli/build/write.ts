import { mkdir, open, readFile, rename } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { threadId } from 'node:worker_threads';
import { prepareFolder } from '../files.js';
import type { Files } from './site.js';

const made = new Set<string>();

/** The folder for files before they are renamed; an interrupted build leaves unfinished files here. */
const UNFINISHED = '.build/unfinished';

/** Creates a site's folder, and removes unfinished files of an interrupted build. */
export const prepareSite = (out: string): Promise<void> => prepareFolder(join(out, UNFINISHED));

let count = 0;

/**
 * Writes a site's files atomically; a file with the same content keeps its date. Unlike `writeAtomic` it does not wait for
 * the disk, since a build can be repeated after a power failure.
 * @returns the number of files written.
 */
export const writeFiles = async (out: string, files: Files): Promise<number> => {
  let written = 0;
  for (const [path, text] of Object.entries(files)) {
    const target = join(out, path);
    const folder = dirname(target);
    if (!made.has(folder)) await mkdir(folder, { recursive: true });
    // An artifact's own folder is used only once.
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
