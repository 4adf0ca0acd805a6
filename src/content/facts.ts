import { areToldApart, sourcesDiffer, versionsOf } from '../artifact/conflicts.js';
import type { Fact as SchemaFact, Sourced, Value } from '../artifact/schema/index.js';
import { isMissing, sourcedValues } from '../artifact/values.js';
import { msg, str } from '../i18n/messages.js';
import { formatDate } from './dates.js';
import { formatMissing, missingWords } from './missing.js';
import type { Fact, FactRow, Origin, Run, Runs, Said } from './model.js';
import { formatValue } from './numbers.js';

/** A value as a line: authored Markdown, a number in words, or why there is none. */
export const valueRuns = (value: Value, lang?: string): Run[] =>
  typeof value === 'string'
    ? [{ run: 'md', source: value }]
    : isMissing(value)
      ? [{ run: 'missing', text: formatMissing(value) }]
      : [{ run: 'num', text: formatValue(value, lang), value }];

/** What a record has no value for. */
export const notInRecord = (): Run => ({ run: 'missing', text: missingWords('not-in-record') });

/** A date as a run. @param iso a date of any precision. */
export const dateRun = (iso: string, lang?: string): Extract<Run, { run: 'date' }> => ({
  run: 'date',
  text: formatDate(iso, lang),
  iso,
});

/** What the source printed where its characters were damaged. */
export const printedWords = (printed: string): string => msg(str`The source printed “${printed}”.`);

const originOf = ({ asOf, refs, note, printed }: Sourced<unknown>, lang?: string): Origin => ({
  asOf: asOf === undefined ? undefined : dateRun(asOf, lang),
  refs,
  notes: [...(note ? [[{ run: 'md' as const, source: note }]] : []), ...(printed ? [[printedWords(printed)]] : [])],
});

/**
 * A fact of a record in words, each of its values with whom it is about, its dates, sources and notes.
 * @param show what one value says; authored text, numbers and measures by default.
 */
export const factOf = <T>(fact: SchemaFact<T>, show?: (value: T) => Runs, lang?: string): Fact => {
  const values = sourcedValues(fact);
  const differ = values.length > 1 && sourcesDiffer(values);
  const said = versionsOf(values).flatMap((version): Said[] => {
    const [first] = version;
    if (!first) return [];
    return [
      {
        value: show ? show(first.value) : valueRuns(first.value as Value, lang),
        group: first.group,
        // Another source may say the same of today.
        isSuperseded: version.every(({ relation }) => relation === 'superseded'),
        origins: version.map((one) => originOf(one, lang)),
      },
    ];
  });
  return {
    relation: differ ? 'conflict' : said.length < 2 ? 'one' : 'several',
    said,
    areNotesApart: differ && areToldApart(values),
  };
};

/** Said of a fact whose sources contradict each other. */
export const differWords = (): string => msg('Sources differ');

/** Said of a value that a later one replaces. */
export const supersededWords = (): string => msg('superseded');

/** How many notes the values of a fact have. */
export const noteCount = (count: number): string => (count === 1 ? msg('1 note') : msg(str`${count} notes`));

/** Since when, or when, a value is known to hold. @param date in words. */
export const asOfWords = (date: string): string => msg(str`as of ${date}`);

/** A fact of one line that has no sources of its own. */
export const plainFactOf = (value: Runs): Fact => ({ relation: 'one', said: [{ value, origins: [] }] });

/** A row of a fact; nothing where the record lacks it. */
export const factRow = <T>(
  label: Run,
  fact: SchemaFact<T> | undefined,
  show?: (value: T) => Runs,
  lang?: string,
): FactRow | undefined => (fact === undefined ? undefined : { label: [label], fact: factOf(fact, show, lang) });

/** A row of words that have no sources of their own; nothing where there are none. */
export const row = (label: Run, ...value: Runs): FactRow | undefined =>
  value.length > 0 ? { label: [label], fact: plainFactOf(value) } : undefined;

/** A row of several lines that belong together; nothing where there are none. */
export const rowOfLines = (label: Run, lines: readonly Runs[]): FactRow | undefined =>
  lines.length > 0
    ? { label: [label], fact: { relation: 'list', said: lines.map((value) => ({ value, origins: [] })) } }
    : undefined;
