import type { Reference } from '../artifact/schema/index.js';
import { msg, sentence, str, translated } from '../i18n/messages.js';

/** Said of a work that nobody could verify; in English, as files for other programs have it. */
export const NOT_VERIFIED = sentence('Not verified');

const isRetracted = ({ note }: Reference): boolean => /^\s*retract/i.test(note ?? '');

/** What a reader must know before relying on a work: the words that stand out, then the rest. */
export interface Caution {
  about: 'note' | 'unverified';
  strong: string;
  rest: string;
}

/** A work's retraction or remark, then why it could not be verified. */
export const cautionsOf = (reference: Reference): Caution[] => {
  const { note, unverified } = reference;
  const [strong, rest] = isRetracted(reference) ? [note, ''] : ['', note];
  return [
    ...(note ? [{ about: 'note', strong, rest } as Caution] : []),
    ...(unverified
      ? [{ about: 'unverified', strong: `${translated(NOT_VERIFIED)}:`, rest: ` ${unverified}` } as const]
      : []),
  ];
};

/** What a reference is called where only its number is seen: "Reference 3: Mendell et al., 2017". @param work in few words. */
export const referenceName = (number: number, work: string, reference: Reference): string =>
  msg(
    str`Reference ${number}: ${[work, isRetracted(reference) && msg('retracted'), reference.unverified && msg('not verified')].filter(Boolean).join(', ')}`,
  );

/** Said of a citation that leads nowhere. */
export const noReference = (key: string): string => msg(str`No reference with the key “${key}”`);

/** Said in the place of a list of sources where none is named. */
export const noSources = (): string => msg('No sources are named.');

/** What stands before the numbers of sources. */
export const sourcesWords = (count: number): string => (count === 1 ? msg('Source') : msg('Sources'));

/** How many sources a list has. */
export const sourceCount = (count: number): string => (count === 1 ? msg('1 source') : msg(str`${count} sources`));
