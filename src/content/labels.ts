import type { Subject } from '../artifact/subject.js';
import type { Label, LabelSection, Recall, SafetyProfile } from '../artifact/schema/index.js';
import { today } from '../artifact/today.js';
import { msg, str } from '../i18n/messages.js';
import { formatDate } from './dates.js';
import { type BlockOf, own, prose } from './model.js';

/** A label of so many years ago is likely to have been replaced. */
const OLD = 5;

/** The whole years since a date of any precision, as many as have surely passed. */
const yearsSince = (date: string, now: string): number =>
  Number(now.slice(0, 4)) - Number(date.slice(0, 4)) - (now.slice(4, date.length) > date.slice(4) ? 0 : 1);

/**
 * Whose label it is and since when it has been in effect.
 * @returns the sentences; the first names regulator and date, the others are for the reader to heed.
 */
export const labelSays = (
  { regulator, effectiveDate, hasNoText }: Label,
  lang?: string,
  now: string = today(),
): string[] => {
  const years = effectiveDate ? yearsSince(effectiveDate, now) : 0;
  return [
    effectiveDate
      ? msg(str`${regulator} label, effective ${formatDate(effectiveDate, lang)}.`)
      : msg(str`${regulator} label; no effective date could be read.`),
    ...(years >= OLD ? [msg(str`That is more than ${years} years ago: the current label may differ.`)] : []),
    ...(hasNoText ? [msg('This record contains no label text.')] : []),
  ];
};

/** All that a profile says of safety in sections, other than its boxed warning: what may not be missing beside a dose. */
export const cautions = ({ precautions = [], labelSections = [] }: SafetyProfile): LabelSection[] => [
  ...precautions.map(({ title, text, refs = [] }, index) => ({
    id: `precaution-${index + 1}`,
    title,
    text: refs.length > 0 ? `${text} [${refs.map((key) => `@${key}`).join('; ')}]` : text,
  })),
  ...labelSections,
];

/** That the record of a label tells nothing of safety. */
export const noSafetySection = (): string => msg('This record has no section on safety. Read the whole label.');

/** How many sections there are, and what they are called. */
const cautionsInShort = (sections: readonly LabelSection[]): string =>
  `${msg(str`Warnings and precautions (${sections.length})`)}: ${sections.flatMap(({ title }) => title ?? []).join(' · ')}`;

/** A recall in one line: whose, how dangerous, how far, and since when. */
export const recallSays = ({ regulator, classification, status, date }: Recall, lang?: string): string =>
  `${msg(str`Recall (${regulator})`)}: ${[classification ?? msg('class not stated'), status, date && formatDate(date, lang)].filter(Boolean).join(' · ')}`;

/**
 * What has to stand before a drug's doses wherever its warnings do not stand whole: how many it has beside what is boxed,
 * and what they are called; or that the record of a drug with doses has none. Every line is authored text.
 */
export const cautionsBeforeDoses = ({ artifact, safety }: Subject): string[] => {
  if (artifact.kind !== 'drug' && artifact.kind !== 'article') return [];
  const profile = safety.state === 'ready' ? safety.artifact : undefined;
  const sections = profile ? cautions(profile) : [];
  if (sections.length > 0) return [cautionsInShort(sections)];
  const isWarned = profile?.boxedWarning?.length || profile?.boxedWarningMentions?.length || profile?.recalls?.length;
  const hasDoses = artifact.kind === 'drug' && (artifact.dosage !== undefined || artifact.labelSections);
  if (!hasDoses || isWarned || (!profile && safety.state !== 'not named')) return [];
  return artifact.label || artifact.labelSections
    ? [noSafetySection()]
    : [msg('Warnings and precautions: not in this record.')];
};

/** Sections of a label as blocks, each under its heading. */
export const labelBlocks = (sections: readonly LabelSection[] | undefined): BlockOf<'section'>[] =>
  (sections ?? []).map(({ id, title, text, sections: parts }) => ({
    kind: 'section',
    id,
    heading: title ? [own(title)] : undefined,
    of: [...prose(text), ...labelBlocks(parts)],
  }));
