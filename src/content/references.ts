import type { Reference } from '../artifact/schema/index.js';
import { msg, sentence, str, translated } from '../i18n/messages.js';
import { cite, type Refs, type Run } from './model.js';

/** Said of a work that nobody could verify; in English, as files for other programs have it. */
export const NOT_VERIFIED = sentence('Not verified');

const isRetracted = ({ note }: Reference): boolean => /^\s*retract/i.test(note ?? '');

/** What a reader must know before relying on a work: what it is about, the words that stand out, and the rest. */
export type Caution = readonly [about: 'note' | 'unverified', strong: string, rest: string];

/** A work's retraction or remark, then why it could not be verified. */
export const cautionsOf = (reference: Reference): Caution[] => {
  const { note, unverified } = reference;
  const all: Caution[] = [];
  if (note) all.push(isRetracted(reference) ? ['note', note, ''] : ['note', '', note]);
  if (unverified) all.push(['unverified', `${translated(NOT_VERIFIED)}:`, ` ${unverified}`]);
  return all;
};

/** What must be known of a work wherever it is cited; empty where nothing. */
const marksOf = (reference: Reference): string[] => [
  ...(isRetracted(reference) ? [msg('retracted')] : []),
  ...(reference.unverified ? [msg('not verified')] : []),
];

/** What a reference is called where only its number is seen: "Reference 3: Mendell et al., 2017". @param work in few words. */
export const referenceName = (number: number, work: string, reference: Reference): string =>
  msg(str`Reference ${number}: ${[work, ...marksOf(reference)].join(', ')}`);

/** How a work is cited: by its number, followed by "?" if nobody could verify it, or by the word that it is retracted. */
export interface CitedAs {
  /** "3", "7?", "5 retracted". */
  text: string;
  /** In words: "Reference 7, not verified". */
  name: string;
  mark: 'retracted' | 'unverified' | undefined;
}

/** How a work is cited in a text. */
export const citedAs = (number: number, reference: Reference): CitedAs => {
  const name = [msg(str`Reference ${number}`), ...marksOf(reference)].join(', ');
  if (isRetracted(reference)) return { text: `${number} ${msg('retracted')}`, name, mark: 'retracted' };
  return reference.unverified
    ? { text: `${number}?`, name, mark: 'unverified' }
    : { text: String(number), name, mark: undefined };
};

/** Said of a citation that leads nowhere. */
export const noReference = (key: string): string => msg(str`No reference with the key “${key}”`);

/** Said in the place of a list of sources where none is named. */
export const noSources = (): string => msg('No sources are named.');

/** What stands before the numbers of sources. */
export const sourcesWords = (sources: readonly unknown[]): string =>
  sources.length === 1 ? msg('Source') : msg('Sources');

/** What is said of where a text comes from, else the word for its sources, then these; nothing where it has neither. */
export const sourceLine = (says: string | undefined, refs: Refs = []): Run[] =>
  says || refs.length > 0 ? [says ?? sourcesWords(refs), ...cite(refs)] : [];

/** How many sources a list has. */
export const sourceCount = (count: number): string => (count === 1 ? msg('1 source') : msg(str`${count} sources`));

/** How often a work is cited on a page. @param count two or more. */
export const citedTimes = (count: number): string => msg(str`Cited ${count} times`);
