import type { Failure } from '../artifact/load.js';
import type { Problem } from '../artifact/parse.js';
import type { Subject } from '../artifact/subject.js';
import type { BoxedWarning, Safety } from '../artifact/schema/index.js';
import { mixed, msg, str, translated } from '../i18n/messages.js';
import { asOfDate } from './dates.js';
import type { Runs } from './model.js';
import { sourceLine } from './references.js';

/**
 * What is known of the boxed warnings of the drug that a record is about.
 *
 * - `present`: those that were read (`items`), passages that mention one and were not confirmed (`mentions`), and what could
 *   not be read (`unread`).
 * - `none`: the source says that there is none. `none in its record`: the record of a label has none.
 * - `not in this record`: the file has nothing on it. `no label text`: it is about a label, and has none of its text.
 * - `unreadable`: something is there that was not understood. `unavailable`: the file that has them could not be loaded.
 * - `pending`: that file is on its way.
 * - `not applicable`: reports of events are no label. `about no drug`: a trial, an article without a drug.
 */
export type Warnings =
  | {
      state: 'present';
      of: Safety;
      items: readonly BoxedWarning[];
      mentions: NonNullable<Safety['boxedWarningMentions']>;
      unread: readonly Problem[];
    }
  | { state: 'none' | 'none in its record' | 'not in this record' | 'no label text' }
  | { state: 'unreadable'; unread: readonly Problem[] }
  | { state: 'unavailable'; failure: Failure }
  | { state: 'pending' | 'not applicable' | 'about no drug' };

/** Whether a field that could not be read is a boxed warning, or what holds one, in an artifact or in a record of openFDA. */
const isOfWarnings = ({ path }: Problem): boolean => /^\$\.safety$|boxed_?warning/i.test(path);

/** What was counted in a trial, and reports that people sent, are no label: that they have no warnings says nothing. */
const isOfLabel = ({ eventGroups, reports, reportCounts }: Safety): boolean =>
  !eventGroups?.length && !reports && !reportCounts;

/** @param isOther whether the profile is a file of its own beside the record: then its date is told with each warning. */
const inProfile = (safety: Safety, problems: readonly Problem[], isOther: boolean): Warnings => {
  const { boxedWarning = [], boxedWarningMentions: mentions = [], precautions, labelSections, label, asOf } = safety;
  const items = isOther && asOf ? boxedWarning.map((item) => ({ asOf, ...item })) : boxedWarning;
  const unread = problems.filter(isOfWarnings);
  if (items.length + mentions.length > 0) return { state: 'present', of: safety, items, mentions, unread };
  if (unread.length > 0) return { state: 'unreadable', unread };
  if (safety.boxedWarning) return { state: 'none' };
  if (labelSections?.length) return { state: 'none in its record' };
  if (label?.hasNoText) return { state: 'no label text' };
  return precautions || isOfLabel(safety) ? { state: 'not in this record' } : { state: 'not applicable' };
};

/** What is known of the boxed warnings of the drug that a record is about. No surface decides this by itself. */
export const warningsOf = ({ artifact, problems, safety }: Subject): Warnings => {
  if (artifact.kind === 'trial') return { state: 'about no drug' };
  switch (safety.state) {
    case 'ready':
      return inProfile(safety.artifact, safety.problems, !safety.isOwn);
    case 'failed':
      return { state: 'unavailable', failure: safety.failure };
    case 'pending':
      return { state: 'pending' };
    case 'not named': {
      const unread = problems.filter(isOfWarnings);
      if (unread.length > 0) return { state: 'unreadable', unread };
      return { state: artifact.kind === 'article' ? 'about no drug' : 'not in this record' };
    }
  }
};

/** A box: what stands in it, in this order. Authored words are Markdown but for the title, which is plain. */
export interface WarningBox {
  heading: string;
  title?: string | undefined;
  text?: string | undefined;
  /** Words of the interface in the place of a text that is not there. */
  says?: string | undefined;
  /** What could not be read, and passages that mention a warning. */
  unread: readonly Problem[];
  mentions: readonly { text: string; refs?: string[] | undefined }[];
  /** The label's date, in words. */
  asOf?: string | undefined;
  /** The last line: that date, and the sources. */
  last?: Runs;
}

/** What a card says of boxed warnings, directly after its name: boxes, or one line in their place; nothing for what is about no drug. */
export interface WarningWords {
  boxes: readonly WarningBox[];
  line?: string | undefined;
  /** Whether loading again may bring what is missing. */
  canRetry?: boolean;
}

/** The heading of a boxed warning, with whose it is. */
export const boxedHeading = (regulator?: string): string =>
  regulator ? msg(str`Boxed warning (${regulator})`) : msg('Boxed warning');

const inLabel = (): string => msg('Read it in the drug’s label.');

const box = ({ title, text, refs, asOf, regulator }: BoxedWarning, lang?: string): WarningBox => ({
  heading: boxedHeading(regulator),
  title,
  ...(text.trim() ? { text } : { says: msg('The text is not reported. Read it in the drug’s label.') }),
  unread: [],
  mentions: [],
  asOf: asOf && asOfDate(asOf, lang),
  last: sourceLine(asOf && asOfDate(asOf, lang), refs),
});

const boxWith = (says: string): WarningBox => ({ heading: boxedHeading(), says, unread: [], mentions: [] });

const lost = (unread: readonly Problem[], mentions: WarningBox['mentions'] = []): WarningBox => ({
  ...boxWith(`${msg('A boxed warning, or a part of one, could not be read.')} ${inLabel()}`),
  unread,
  mentions,
});

/** What every surface says of boxed warnings, in the reader's language. */
export const warningWords = (warnings: Warnings, lang?: string): WarningWords => {
  switch (warnings.state) {
    case 'present': {
      const { items, mentions, unread } = warnings;
      const boxes = items.map((item) => box(item, lang));
      return { boxes: unread.length + mentions.length > 0 ? [...boxes, lost(unread, mentions)] : boxes };
    }
    case 'unreadable':
      return { boxes: [lost(warnings.unread)] };
    case 'unavailable':
      return {
        boxes: [
          boxWith(
            `${msg('Whether there is a boxed warning could not be looked up')}: ${translated(warnings.failure.message)} ${inLabel()}`,
          ),
        ],
        canRetry: true,
      };
    case 'pending':
      return { boxes: [boxWith(msg('Loading…'))] };
    case 'none':
      return { boxes: [], line: msg('Boxed warning: none.') };
    case 'none in its record':
      return { boxes: [], line: msg('The record of this label has no boxed warning.') };
    case 'not in this record':
      return { boxes: [], line: msg('Boxed warning: not in this record.') };
    case 'no label text':
    case 'not applicable':
    case 'about no drug':
      return { boxes: [] };
  }
};

/** A box in plain lines, for surfaces without markup: its heading with the title, then its words, whole. @param plain makes authored Markdown plain. */
export const plainBox = (
  { heading, title, text, says, unread, mentions, asOf }: WarningBox,
  plain: (markdown: string) => string,
): { heading: string; words: string } => ({
  heading: title ? `${heading}: ${title}` : heading,
  words: [
    text && plain(text),
    says,
    ...unread.map(problemWords),
    ...mentions.map((mention) => plain(mention.text)),
    asOf && `${asOf}.`,
  ]
    .filter(Boolean)
    .join(' '),
});

/** A field that could not be read. @param values its path, what was expected and what was found, the latter two in English. */
export const problemSays = <T>(...values: readonly T[]): (T | string)[] =>
  mixed(msg('{0}: expected {1}, found {2}'), ...values);

/** The same in one line, in plain words. */
export const problemWords = ({ path, expected, found }: Problem): string =>
  `${problemSays(path, expected, found).join('')}.`;

/** Said of a warning that stands whole further up on the same page: its name, and where it is. */
export const standsAbove = (): string => msg('It stands whole at the top of this page.');

/** Which fields could not be read, by the paths of the first three; nothing where all were. */
export const leftOutWords = (problems: readonly Problem[]): string => {
  const paths = problems.map(({ path }) => path);
  if (paths.length === 0) return '';
  const said =
    paths.length === 1
      ? msg('One field could not be read and is left out')
      : msg(str`${paths.length} fields could not be read and are left out`);
  return `${said}: ${paths.slice(0, 3).join(', ')}${paths.length > 3 ? ', …' : ''}.`;
};
