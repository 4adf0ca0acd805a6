import type { Failure } from './load.js';
import type { Problem } from './parse.js';
import { pick } from './pick.js';
import type { Artifact, Drug, Safety } from './schema/index.js';

/** A record as it was read. */
export interface Read<T extends Artifact = Artifact> {
  artifact: T;
  /** The fields that could not be read and are left out. */
  problems: Problem[];
  /** Where it was loaded from; undefined for data that were handed over. */
  url?: string;
}

/**
 * A record that another one names. `pending`: it is on its way, and nothing may be shown that could mislead without it.
 * `not named`: the other names none. `isOwn`: it is a part of the record itself.
 */
export type Companion<T extends Artifact = Artifact> =
  | ({ state: 'ready'; isOwn?: boolean } & Read<T>)
  | { state: 'pending' | 'not named' }
  | { state: 'failed'; failure: Failure };

/** A record with what it names besides: what a card is made of. Only this module and the one that follows sources make one. */
export interface Subject<T extends Artifact = Artifact> extends Read<T> {
  /** What is known of safety: in the record itself, or in a file of its own that it, or an article's drug, names. */
  safety: Companion<Safety>;
}

/** An article leads to a drug and a drug to its safety; more hops than that are a circle. */
export const MAX_HOPS = 4;

/** Where a record's safety profile is: here, in a file, or nowhere that the record names. */
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

/** What is known of the safety of a drug that names no profile: nothing. That is no fault of who asks. */
export const emptyProfile = ({ id, title, lang }: Drug): Safety => ({
  schemaVersion: 1,
  id,
  kind: 'safety',
  title,
  lang,
});

/** An article names a drug, and a drug its safety profile. */
const safetyFrom = (read: Read, file: (id: string) => Companion, steps = MAX_HOPS): Companion<Safety> => {
  const found = safetyIn(read);
  if ('id' in found) {
    const named = steps > 0 ? file(found.id) : ({ state: 'not named' } as const);
    return named.state === 'ready' ? safetyFrom(named, file, steps - 1) : named;
  }
  if (steps === MAX_HOPS) return found;
  if (found.state === 'ready') return { ...found, isOwn: false };
  // Of a drug that an article names, it is known that it names none.
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
 * A record with what it names, where all files are at hand: in a build, or in a Markdown plugin.
 * @param file gives the record of another artifact by its id, or says why it has none.
 */
export const subjectOf = <T extends Artifact>(
  read: Read<T>,
  file: (id: string) => Companion = notGiven,
): Subject<T> => ({
  ...read,
  safety: safetyFrom(read, file),
});
