import { isDeepStrictEqual } from 'node:util';
import { mkdir } from 'node:fs/promises';
import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { jsonPath, parse } from '../../artifact/parse.js';
import type { Trial } from '../../artifact/schema/index.js';
import { Refusal } from '../command.js';
import { readText, writeAtomic } from '../files.js';
import { editJson } from './edit.js';
import { type Conflict, Merge } from './merge.js';

/** The folder beside artifacts in which `import` keeps what the registry said when it made them. */
const FOLDER = '.registry';

/** Where the state of a trial's record at its last import or update is kept, for an artifact in a folder. */
const baseFile = (folder: string, nctId: string): string => join(folder, FOLDER, `${nctId}.json`);

const asText = (trial: Trial): string => `${JSON.stringify(trial, null, 2)}\n`;

/** Keeps what the registry says now, for the next `check --update`. */
export const keepBase = async (folder: string, trial: Trial & { nctId: string }): Promise<void> => {
  await mkdir(join(folder, FOLDER), { recursive: true });
  await writeAtomic(baseFile(folder, trial.nctId), asText(trial));
};

/** What the registry said when the artifact was made or last updated; undefined where nobody kept it. */
export const readBase = async (file: string, nctId: string): Promise<Trial | undefined> => {
  const kept = baseFile(dirname(file), nctId);
  if (!existsSync(kept)) return undefined;
  try {
    const { artifact } = parse(JSON.parse(await readText(kept)));
    if (artifact?.kind === 'trial' && artifact.nctId === nctId) return artifact;
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
  }
  throw new Refusal(`${kept} should contain the record of ${nctId} as imported, but does not. Restore or delete it.`);
};

/** What the registry's changes make of an artifact's file. */
export interface Update {
  file: string;
  /** The places that change, as JSON paths. */
  changed: string[];
  conflicts: Conflict[];
  /** Writes the file, and what the registry says now. */
  write(): Promise<void>;
}

/** The parts that every whole record has. */
const ALWAYS = [
  'briefTitle',
  'overallStatus',
  'studyType',
  'leadSponsor',
  'conditions',
  'briefSummary',
  'eligibility',
] as const;

/** What a record lacks that was fetched with some fields only: what it does not hold is not what the registry took out. */
const lackingIn = (registry: Trial, base: Trial): string[] => [
  ...ALWAYS.filter((field) => base[field] !== undefined && registry[field] === undefined),
  ...(registry.hasResults === undefined ? ['hasResults'] : []),
  ...(registry.hasResults && !registry.outcomes?.some(({ table }) => table) && !registry.participantFlow
    ? ['results']
    : []),
];

/**
 * Merges what the registry changed since the artifact was made into the artifact's file.
 * @param chosen whose side counts where both changed a place.
 */
export const updateOf = async (
  file: string,
  base: Trial,
  registry: Trial & { nctId: string },
  chosen: (path: string) => 'mine' | 'registry' | undefined,
): Promise<Update> => {
  const lacking = lackingIn(registry, base);
  if (lacking.length > 0)
    throw new Refusal(`Its record is incomplete (no ${lacking.join(', ')}): fetch it with all fields.`);
  const text = await readText(file);
  const mine: unknown = JSON.parse(text);
  // The id is the author's to choose, and no registry's to change.
  const now = { ...registry, id: base.id };
  const { edits, conflicts } = new Merge(base, mine, now, chosen);
  const changed = editJson(text, edits);
  // A text that was edited is read again before it takes the place of somebody's work.
  const { artifact, problems } = parse(JSON.parse(changed));
  const before = parse(mine).problems;
  const left = new Merge(base, JSON.parse(changed), now, chosen);
  if (!artifact || problems.length > before.length || left.edits.length > 0)
    throw new Error(
      `The merge of ${file} was invalid and was not written: ${problems.map(({ path }) => path).join(', ') || left.edits.map(({ path }) => jsonPath(path)).join(', ')}.`,
    );
  return {
    file,
    changed: edits.map(({ path }) => jsonPath(path)),
    conflicts,
    async write() {
      if (changed !== text) await writeAtomic(file, changed);
      if (!isDeepStrictEqual(base, now)) await keepBase(dirname(file), now);
    },
  };
};
