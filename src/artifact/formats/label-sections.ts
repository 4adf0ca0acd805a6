import type { BoxedWarning, LabelSection } from '../schema/index.js';
import { isSafety } from './label-safety.js';
import { flattened, quieter, splitHeading, splitNumbered, splitNumberedHeading } from './label-text.js';
import { plain } from './plain.js';
import { compact, type SplTable, splTable } from './spl-table.js';

/** Titles of sections whose text has no heading. Other keys are converted to words. */
const TITLES: Record<string, string> = {
  ask_doctor: 'Ask a doctor before use',
  ask_doctor_or_pharmacist: 'Ask a doctor or pharmacist before use',
  information_for_patients: 'Patient counseling information',
  package_label_principal_display_panel: 'Package label',
  pregnancy_or_breast_feeding: 'Pregnancy or breast-feeding',
  spl_indexing_data_elements: 'Indexing data',
  spl_medguide: 'Medication guide',
  spl_patient_package_insert: 'Patient package insert',
  spl_product_data_elements: 'Product data',
  spl_unclassified_section: 'Further text of the label',
  warnings_and_cautions: 'Warnings and precautions',
};

/** Printed headings of sections that differ from the words of their key. Those of over-the-counter labels continue into the text. */
const HEADINGS: Record<string, string> = {
  active_ingredient: 'active ingredients?',
  ask_doctor: 'ask a doctor before use(?: if)?',
  ask_doctor_or_pharmacist: 'ask a doctor or pharmacist before use(?: if)?',
  do_not_use: 'do not use',
  dosage_and_administration: 'directions|dosage',
  inactive_ingredient: '(?:inactive )?ingredients?',
  indications_and_usage: 'uses?(?! of| in)|indications?',
  keep_out_of_reach_of_children: 'keep out of (?:the )?reach of children',
  overdosage: 'overdose warning',
  package_label_principal_display_panel: 'package label',
  purpose: 'purposes?|uses?(?! of| in)|indications?',
  questions: 'questions(?: or comments)?\\??',
  spl_unclassified_section: 'other information',
  stop_use: 'stop use and ask (?:a )?doctor(?: if)?',
  storage_and_handling: 'other information|storage',
  warnings: 'warnings?',
  when_using: 'when using this (?:product|medicine)',
};

/** The title of a section by its key. */
export const titleOf = (key: string): string => {
  const words = key.replace(/^spl_/, '').replaceAll('_', ' ').trim() || key;
  return TITLES[key] ?? words.charAt(0).toUpperCase() + words.slice(1);
};

/** A section in the record: one string of a field, with the tables found in it. */
interface Occurrence {
  key: string;
  text: string;
  compact: string;
  isSafety: boolean;
  tables: SplTable[];
  /** The sections that its text repeats, in order. */
  children: { start: number; end: number; section: Occurrence }[];
  isChild: boolean;
}

/** The offsets of all non-space characters of a text, which map its compact form to the text. */
const places = (text: string): number[] => [...text.matchAll(/\S/g)].map(({ index }) => index);

/** The span of a compact text in a flattened one; undefined if it is not found. */
const find = (
  { text, compact: own }: Occurrence,
  part: string,
  taken: { start: number; end: number }[],
): { start: number; end: number } | undefined => {
  let at: number[] | undefined;
  for (let index = own.indexOf(part); index >= 0; index = own.indexOf(part, index + 1)) {
    at ??= places(text);
    const found = { start: at[index] ?? 0, end: (at[index + part.length - 1] ?? 0) + 1 };
    if (taken.every(({ start, end }) => found.end <= start || found.start >= end)) return found;
  }
  return undefined;
};

/** Shorter texts may occur in another by chance. */
const SHORTEST = 18;

const UNNAMED = 'spl_unclassified_section';

/** Sections that readers look for by name: indications and dosage. */
const SOUGHT = /^(purpose|active_ingredient|indications_and_usage|dosage_)/;

/**
 * Whether a section may be nested in another that repeats its text: a safety section only in a safety section, and a named
 * one not in an unnamed one; indications and dosage not in a safety section.
 */
const mayHold = (parent: Occurrence, { key, isSafety: isAboutSafety }: Occurrence): boolean =>
  isAboutSafety
    ? parent.isSafety && (parent.key !== UNNAMED || key === UNNAMED)
    : !(parent.isSafety && SOUGHT.test(key));

/** Nests each section in the longer one that repeats it, so that it is shown once. */
const nest = (all: Occurrence[]): void => {
  const bySize = [...all].sort((a, b) => a.compact.length - b.compact.length);
  bySize.forEach((section, index) => {
    if (section.compact.length < SHORTEST) return;
    for (const parent of bySize.slice(index + 1)) {
      const place =
        parent.compact.length > section.compact.length &&
        mayHold(parent, section) &&
        find(parent, section.compact, parent.children);
      if (!place) continue;
      parent.children.push({ ...place, section });
      section.isChild = true;
      return;
    }
  });
  for (const { children } of all) children.sort((a, b) => a.start - b.start);
};

/** The number and heading at the beginning of a section's text. Number, heading and rest are the whole text, except for a heading printed twice. */
const splitTitle = (
  key: string,
  text: string,
): { number?: string | undefined; heading?: string | undefined; rest: string } => {
  const number = /^(\d{1,2}(?:\.\d{1,2})?)\s+(?=\p{Lu})/u.exec(text);
  const rest = text.slice(number?.[0].length ?? 0);
  const own = titleOf(key)
    .replace(/[.*+?^${}()|[\]\\]/g, '\\$&')
    .replace(/ (?:and(?: or)?|or) /g, '(?: and | & | or | and/or )')
    .replaceAll(' ', '[ ,/-]+');
  const formal = new RegExp(`^(${own}s?)(?:\\s*:\\s*|\\s+|$)`, 'i').exec(rest);
  const goesOn = HEADINGS[key];
  // Many over-the-counter labels print it twice: as the section's name and in the text.
  const informal = goesOn ? new RegExp(`^(${goesOn})\\s*[:.]?(?:\\s+\\1\\s*[:.]?)?\\s+`, 'i').exec(rest) : null;
  // "Overdosage of X may …" is not a heading: a heading is followed by the beginning of a sentence.
  const isHeading = formal && (!/\p{Ll}/u.test(formal[1] ?? '') || /^[^\p{Ll}]/u.test(rest.slice(formal[0].length)));
  const found = isHeading && formal[0].length >= (informal?.[0].length ?? 0) ? formal : informal;
  if (found && rest.length > found[0].length)
    return { number: number?.[1], heading: found[1], rest: rest.slice(found[0].length) };
  if (!number) return { rest: text };
  const named = splitNumberedHeading(rest, rest);
  return { number: number[1], heading: named.heading, rest: named.text };
};

const titled = (number: string | undefined, heading: string) => [number, heading].filter(Boolean).join(' ');

const idOf = (key: string) =>
  key
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-|-$/g, '') || 'section';

/** The parts of a section in order: text, tables that were flattened into it, and sections that it repeats. */
const write = (section: Occurrence, id: string, names: (wanted: string) => string): LabelSection => {
  const { key, text, tables, children } = section;
  const split = splitTitle(key, text);
  // A text that begins with a repeated section has no heading of its own.
  const startsWithChild = children.some(({ start }) => start < text.length - split.rest.length);
  const { number, heading, rest } = startsWithChild ? { rest: text } : split;
  const offset = text.length - rest.length;
  const inChildren = new Set(children.flatMap(({ section: child }) => allTables(child)));
  const placed: { start: number; end: number; table: SplTable }[] = [];
  const loose: SplTable[] = [];
  for (const table of tables) {
    const place = table.compact && find(section, table.compact, [...children, ...placed]);
    if (place && place.start >= offset) placed.push({ ...place, table });
    else if (!inChildren.has(table.compact)) loose.push(table);
  }
  const result: LabelSection = { id, title: titled(number, quieter(heading ?? titleOf(key))) };
  const sections: LabelSection[] = [];
  const blocks: string[] = [];
  /** The part to which text is added: the last numbered one. */
  let numbered: LabelSection | undefined;
  const add = (...more: string[]) => {
    if (more.length === 0) return;
    // Text after a separate section does not belong to that section.
    if (sections.at(-1) !== numbered) sections.push((numbered = { id: names(`${id}-text`) }));
    if (numbered) numbered.text = [numbered.text, ...more].filter(Boolean).join('\n\n');
    else blocks.push(...more);
  };
  let minor = 0;
  const major = /^\d+/.exec(number ?? '')?.[0];
  const addText = (from: number, to: number) => {
    const stretch = text.slice(from, to).trim();
    if (!stretch) return;
    const { before, parts } =
      major && !number?.includes('.') ? splitNumbered(stretch, major, minor) : { before: stretch, parts: [] };
    add(...flattened(before));
    minor = Number(parts.at(-1)?.number.split('.')[1] ?? minor);
    for (const part of parts) {
      const headed = splitNumberedHeading(part.text, text);
      sections.push(
        (numbered = {
          id: names(`${id}-${part.number}`),
          title: titled(part.number, headed.heading ?? ''),
          text: flattened(headed.text).join('\n\n'),
        }),
      );
    }
  };
  let end = offset;
  for (const piece of [...children, ...placed].sort((a, b) => a.start - b.start)) {
    addText(end, piece.start);
    if ('table' in piece) add(piece.table.markdown());
    else {
      const child = write(piece.section, names(idOf(piece.section.key)), names);
      sections.push(child);
      minor = Number(/^\d+\.(\d+)/.exec(child.title ?? '')?.[1] ?? minor);
    }
    end = piece.end;
  }
  addText(end, text.length);
  blocks.push(...loose.map((table) => table.markdown()));
  if (blocks.length > 0) result.text = blocks.join('\n\n');
  if (sections.length > 0) result.sections = sections;
  return result;
};

const allTables = ({ tables, children }: Occurrence): string[] => [
  ...tables.map((table) => table.compact),
  ...children.flatMap(({ section }) => allTables(section)),
];

/** A field of a label: its strings and those of its `*_table`. */
export interface LabelField {
  key: string;
  texts: readonly string[];
  tables: readonly string[];
}

const occurrences = ({ key, texts, tables }: LabelField): Occurrence[] => {
  const own = tables.map(splTable);
  const left = new Set(own);
  const all = (texts.length > 0 ? texts : ['']).map((raw): Occurrence => {
    const text = raw.replace(/\s+/g, ' ').trim();
    const inText = compact(text);
    const within = own.filter((table) => inText.includes(table.compact));
    within.forEach((table) => left.delete(table));
    return {
      key,
      text,
      compact: inText,
      isSafety: isSafety(key, text),
      tables: within,
      children: [],
      isChild: false,
    };
  });
  all.at(-1)?.tables.push(...left);
  return all;
};

/** A record with more strings than this is not a label; they are shown in sequence without nesting. */
const MOST = 500;

/** A section that is not nested in another. */
export interface TopSection {
  /** Its field in the record. */
  key: string;
  isSafety: boolean;
  section: LabelSection;
}

/**
 * The sections of a label: each with its heading, its tables where the text has them flattened, and the sections that its
 * text repeats nested in it. No word of the fields is lost.
 */
export const labelSections = (fields: readonly LabelField[]): TopSection[] => {
  const all = fields.flatMap(occurrences);
  if (all.length < MOST) nest(all);
  const taken = new Set<string>();
  const names = (wanted: string): string => {
    let name = wanted;
    for (let number = 2; taken.has(name); number++) name = `${wanted}-${number}`;
    taken.add(name);
    return name;
  };
  return all
    .filter(({ isChild }) => !isChild)
    .map((one) => ({ key: one.key, isSafety: one.isSafety, section: write(one, names(idOf(one.key)), names) }));
};

/** Splits a boxed warning into its title and its text. */
const splitBoxedTitle = (text: string): { title?: string; text: string } => {
  const words = text.split(' ', 60);
  let end = 0;
  while (end < words.length && !/\p{Ll}/u.test(words[end] ?? '')) end++;
  // The last word in capitals begins the sentence if lower case follows ("… DEPENDENCE | CNS stimulants").
  if (end > 0 && /^\p{Ll}/u.test(words[end] ?? '')) end--;
  let title = words.slice(0, end).join(' ');
  if (/^WARNINGS?:?$/.test(title))
    title = [title, splitHeading(text.slice(title.length).trim()).heading].filter(Boolean).join(' ');
  const rest = text.slice(title.length).trim();
  return title.length > 2 && title.length < 220 && rest ? { title, text: rest } : { text };
};

/** Boxed warnings in full. If the text prints its title again (in the label's highlights), a new part begins there. */
export const boxedWarnings = (field: LabelField): BoxedWarning[] =>
  occurrences(field).map((one) => {
    const { title, text } = splitBoxedTitle(one.text);
    const parts = title ? text.split(` ${title} `) : [text];
    const written = parts.map(
      (part) =>
        write(
          {
            ...one,
            text: part,
            compact: compact(part),
            tables: one.tables.filter((table) => compact(part).includes(table.compact)),
          },
          '',
          String,
        ).text ?? '',
    );
    const lost = one.tables.filter((table) => !parts.some((part) => compact(part).includes(table.compact)));
    return {
      ...(title && { title }),
      text: [
        ...written.flatMap((part, index) => (index > 0 && title ? [`**${plain(title)}**`, part] : part)),
        ...lost.map((table) => table.markdown()),
      ].join('\n\n'),
    };
  });
