import type { Failure } from './load.js';
import type { Problem } from './copy.js';
import { pick } from './pick.js';
import type { Artifact, Drug, Safety } from './schema/index.js';

/** A record as it was read. */
export interface Read<T extends Artifact = Artifact> {
  artifact: T;
  /** The fields that could not be read and are left out. */
  problems: Problem[];
  /** The URL it was loaded from; undefined for data passed in directly. */
  url?: string;
}

/**
 * A record that another record refers to. `pending`: it is loading, and nothing may be shown that could mislead without it.
 * `not named`: the other record refers to none. `isOwn`: it is part of the record itself.
 */
export type Companion<T extends Artifact = Artifact> =
  | ({ state: 'ready'; isOwn?: boolean } & Read<T>)
  | { state: 'pending' | 'not named' }
  | { state: 'failed'; failure: Failure };

/** A record with the records it refers to: the input of a card. Only this module and resolve.ts create one. */
export interface Subject<T extends Artifact = Artifact> extends Read<T> {
  /** The safety profile: part of the record itself, or a file that the record, or an article's drug, refers to. */
  safety: Companion<Safety>;
}

/** The longest valid chain leads from an article to a drug to its safety profile; a longer one is circular. */
export const MAX_HOPS = 4;

/** Locates a record's safety profile: in the record, in another file, or not named. */
export const safetyIn = ({ artifact, problems, url }: Read): Companion<Safety> | { id: string } => {
  const found = pick(artifact, 'safety');
  if ('missing' in found || 'ids' in found) return { state: 'not named' };
  if ('id' in found) return found;
  return {
    state: 'ready',
    isOwn: true,
    artifact: found.artifact as Safety,
    problems,
    ...(url !== undefined && { url }),
  };
};

/** The safety profile of a drug that names none: it is empty, which is not an error. */
export const emptyProfile = ({ id, title, lang }: Drug): Safety => ({
  schemaVersion: 1,
  id,
  kind: 'safety',
  title,
  lang,
});

/** Follows an article to its drug, and a drug to its safety profile. */
const safetyFrom = (read: Read, file: (id: string) => Companion, steps = MAX_HOPS): Companion<Safety> => {
  const found = safetyIn(read);
  if ('id' in found) {
    const named = steps > 0 ? file(found.id) : ({ state: 'not named' } as const);
    return named.state === 'ready' ? safetyFrom(named, file, steps - 1) : named;
  }
  if (steps === MAX_HOPS) return found;
  if (found.state === 'ready') return { ...found, isOwn: false };
  // The article's drug was read, so it is certain that it names no profile.
  return read.artifact.kind === 'drug'
    ? { state: 'ready', problems: read.problems, artifact: emptyProfile(read.artifact) }
    : found;
};

const notGiven = (id: string): Companion => ({
  state: 'failed',
  failure: {
    reason: 'not-there',
    message: `The file for “${id}” was not provided.`,
    remedy: 'Provide its file too.',
  },
});

/**
 * Creates the subject of a record when all files are available: in a build or a Markdown plugin.
 * @param file returns the record of another artifact by its id, or the reason why it can't.
 */
export const subjectOf = <T extends Artifact>(
  read: Read<T>,
  file: (id: string) => Companion = notGiven,
): Subject<T> => ({
  ...read,
  safety: safetyFrom(read, file),
});
