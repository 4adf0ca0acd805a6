import { sourcesDiffer } from '../artifact/conflicts.js';
import type { Fact as SchemaFact, Value } from '../artifact/schema/index.js';
import { isMissing, sourcedValues } from '../artifact/values.js';
import { msg, str } from '../i18n/messages.js';
import { formatDate } from './dates.js';
import { formatMissing, missingWords } from './missing.js';
import type { Fact, FactRow, Run, Runs } from './model.js';
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

/**
 * A fact of a record in words, each of its values with whom it is about, its date, its sources and notes.
 * @param show what one value says; authored text, numbers and measures by default.
 */
export const factOf = <T>(
  fact: SchemaFact<T>,
  show: (value: T) => Runs = (value) => valueRuns(value as Value),
  lang?: string,
): Fact => {
  const values = sourcedValues(fact);
  return {
    relation: values.length < 2 ? 'one' : sourcesDiffer(values) ? 'conflict' : 'several',
    said: values.map(({ value, group, asOf, note, printed, relation, refs }) => ({
      value: show(value),
      group,
      asOf: asOf === undefined ? undefined : dateRun(asOf, lang),
      isSuperseded: relation === 'superseded',
      refs,
      notes: [...(note ? [[{ run: 'md' as const, source: note }]] : []), ...(printed ? [[printedWords(printed)]] : [])],
    })),
  };
};

/** A row of a fact; nothing where the record lacks it. */
export const factRow = <T>(
  label: Run,
  fact: SchemaFact<T> | undefined,
  show?: (value: T) => Runs,
  lang?: string,
): FactRow | undefined => (fact === undefined ? undefined : { label: [label], fact: factOf(fact, show, lang) });

/** A row of words that have no sources of their own; nothing where there are none. */
export const row = (label: Run, ...value: Runs): FactRow | undefined =>
  value.length > 0 ? { label: [label], fact: { relation: 'one', said: [{ value, notes: [] }] } } : undefined;
