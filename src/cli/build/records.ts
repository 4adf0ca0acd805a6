import { mkdir, readdir, readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { Problem } from '../../artifact/parse.js';
import type { Entry } from './artifact.js';
import { writeFiles } from './write.js';

/** What is kept of an artifact that was built, so that it is built again only when something that it was made of has changed. */
export interface Record {
  /** The program and the settings that built it. */
  version: string;
  entry: Entry;
  /** What was written, as paths from the site's root. */
  files: string[];
  /** The hash of each file that it was made of, by id. */
  needs: { [id: string]: string };
  /** Ids that it names and that were not there. */
  missing: string[];
  problems: Problem[];
}

/** Where the records of a site are: inside it, so that the parts of a build that was spread over machines merge by copying. */
const RECORDS = '.build';

/** Keeps a record. */
export const writeRecord = (out: string, id: string, record: Record): Promise<number> =>
  writeFiles(out, { [`${RECORDS}/${id}.json`]: JSON.stringify(record) });

/** The record of an artifact, or undefined where it was never built. */
export const readRecord = async (out: string, id: string): Promise<Record | undefined> => {
  try {
    return JSON.parse(await readFile(join(out, RECORDS, `${id}.json`), 'utf8')) as Record;
  } catch {
    return undefined;
  }
};

/** The ids of all artifacts that were ever built into the folder. */
export const recordedIds = async (out: string): Promise<string[]> => {
  await mkdir(join(out, RECORDS), { recursive: true });
  return (await readdir(join(out, RECORDS)))
    .filter((name) => !name.startsWith('.') && name.endsWith('.json'))
    .map((name) => name.slice(0, -'.json'.length))
    .sort();
};

/** Takes an artifact and all that was made of it off the site. */
export const removeBuilt = async (out: string, id: string): Promise<void> => {
  const record = await readRecord(out, id);
  for (const path of record?.files ?? []) await rm(join(out, path), { force: true });
  await rm(join(out, 'artifact', id), { recursive: true, force: true });
  await rm(join(out, RECORDS, `${id}.json`), { force: true });
};
