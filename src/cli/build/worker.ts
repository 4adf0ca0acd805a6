// A thread that builds artifacts: receives IDs, and reports the result of each.
import { readFileSync } from 'node:fs';
import { parentPort, workerData } from 'node:worker_threads';
import { decode, NOT_TEXT } from '../../artifact/text.js';
import { Refusal } from '../command.js';
import { buildArtifact, type Folder } from './artifact.js';
import { contentHash, type Site } from './site.js';
import { type Record, removeOthers, writeRecord } from './records.js';
import { writeFiles } from './write.js';

/** The input of a thread. */
export interface Task {
  site: Site;
  /** The artifact files by ID. */
  sources: Map<string, string>;
  out: string;
}

/** A thread's result for an artifact. */
export type Result =
  { id: string; record: Record; written: number } | { id: string; refused: string } | { id: string; broken: string };

const { site, sources, out } = workerData as Task;

/** A cache of the files read last, since trials of one drug are adjacent. */
const kept = new Map<string, string>();
const MOST_KEPT = 200;

const folder: Folder = {
  has: (id) => sources.has(id),
  read(id) {
    const file = sources.get(id);
    if (file === undefined) return undefined;
    const text = kept.get(id) ?? decode(readFileSync(file));
    if (text === undefined) throw new Refusal(`${NOT_TEXT.message} ${NOT_TEXT.remedy}`);
    kept.delete(id);
    kept.set(id, text);
    for (const oldest of kept.keys()) {
      if (kept.size <= MOST_KEPT) break;
      kept.delete(oldest);
    }
    return text;
  },
};

const build = async (id: string): Promise<Result> => {
  try {
    const { entry, files, needs, missing, problems } = buildArtifact(id, site, folder);
    const written = await writeFiles(out, files);
    const record: Record = {
      version: site.version,
      entry,
      files: Object.keys(files),
      needs: Object.fromEntries(needs.map((need) => [need, contentHash(folder.read(need) ?? '')])),
      missing,
      problems,
    };
    await removeOthers(out, id, record.files);
    // Written last, so that all files in a record exist.
    await writeRecord(out, id, record);
    return { id, record, written };
  } catch (error) {
    if (error instanceof Refusal) return { id, refused: error.message };
    return { id, broken: (error as Error).stack ?? String(error) };
  }
};

parentPort?.on('message', (ids: string[]) => {
  void (async () => {
    for (const id of ids) parentPort?.postMessage(await build(id));
    parentPort?.postMessage('done');
  })();
});
