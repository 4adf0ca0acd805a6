import { mkdir, readdir, readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { Problem } from '../../artifact/parse.js';
import type { Entry } from './artifact.js';
import { writeFiles } from './write.js';

/** The record of a built artifact, so that it is rebuilt only if its inputs have changed. */
export interface Record {
  /** The version of the program and its settings. */
  version: string;
  entry: Entry;
  /** The files written, as paths from the site's root. */
  files: string[];
  /** The hash of each input file, by ID. */
  needs: { [id: string]: string };
  /** IDs that it refers to and that did not exist. */
  missing: string[];
  problems: Problem[];
}

/** The folder of a site's records: inside the site, so that parts built on several machines merge by copying. */
const RECORDS = '.build';

/** Saves a record. */
export const writeRecord = (out: string, id: string, record: Record): Promise<number> =>
  writeFiles(out, { [`${RECORDS}/${id}.json`]: JSON.stringify(record) });

/** The record of an artifact, or undefined if it was never built. */
export const readRecord = async (out: string, id: string): Promise<Record | undefined> => {
  try {
    return JSON.parse(await readFile(join(out, RECORDS, `${id}.json`), 'utf8')) as Record;
  } catch {
    return undefined;
  }
};

/** The IDs of all artifacts built into the folder. */
export const recordedIds = async (out: string): Promise<string[]> => {
  await mkdir(join(out, RECORDS), { recursive: true });
  return (await readdir(join(out, RECORDS)))
    .filter((name) => !name.startsWith('.') && name.endsWith('.json'))
    .map((name) => name.slice(0, -'.json'.length))
    .sort();
};

/** Removes files of an earlier build of an artifact, such as those of another kind. @param files those that stay. */
export const removeOthers = async (out: string, id: string, files: readonly string[]): Promise<void> => {
  const record = await readRecord(out, id);
  for (const path of record?.files ?? []) if (!files.includes(path)) await rm(join(out, path), { force: true });
};

/** Removes an artifact and its files from the site. */
export const removeBuilt = async (out: string, id: string): Promise<void> => {
  const record = await readRecord(out, id);
  for (const path of record?.files ?? []) await rm(join(out, path), { force: true });
  await rm(join(out, 'artifact', id), { recursive: true, force: true });
  await rm(join(out, RECORDS, `${id}.json`), { force: true });
};
