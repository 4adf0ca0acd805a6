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

/** The folder beside artifacts in which `import` saves the registry's records that they were made from. */
const FOLDER = '.registry';

/** The file with a trial's record as of its last import or update, for an artifact in a folder. */
const baseFile = (folder: string, nctId: string): string => join(folder, FOLDER, `${nctId}.json`);

const asText = (trial: Trial): string => `${JSON.stringify(trial, null, 2)}\n`;

/** Saves the registry's current record for the next `check --update`. */
export const keepBase = async (folder: string, trial: Trial & { nctId: string }): Promise<void> => {
  await mkdir(join(folder, FOLDER), { recursive: true });
  await writeAtomic(baseFile(folder, trial.nctId), asText(trial));
};

/** The registry's record when the artifact was made or last updated; undefined if it was not saved. */
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

/** An update of an artifact's file with the registry's changes. */
export interface Update {
  file: string;
  /** The changed places as JSON paths. */
  changed: string[];
  conflicts: Conflict[];
  /** Writes the file and the registry's current record. */
  write(): Promise<void>;
}

/** The parts that every complete record has. */
const ALWAYS = [
  'briefTitle',
  'overallStatus',
  'studyType',
  'leadSponsor',
  'conditions',
  'briefSummary',
  'eligibility',
] as const;

/** The parts missing from a record that was fetched with only some fields. Their absence does not mean that the registry removed them. */
const lackingIn = (registry: Trial, base: Trial): string[] => [
  ...ALWAYS.filter((field) => base[field] !== undefined && registry[field] === undefined),
  ...(registry.hasResults === undefined ? ['hasResults'] : []),
  ...(registry.hasResults && !registry.outcomes?.some(({ table }) => table) && !registry.participantFlow
    ? ['results']
    : []),
];

/**
 * Merges the registry's changes since the artifact was made into the artifact's file.
 * @param chosen the side to use for a place that both changed.
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
  // The author chooses the ID, so the registry can't change it.
  const now = { ...registry, id: base.id };
  const { edits, conflicts } = new Merge(base, mine, now, chosen);
  const changed = editJson(text, edits);
  // The edited text is validated before it replaces the file.
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
