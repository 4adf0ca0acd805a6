import { sentence } from '../i18n/messages.js';
import { type DateInOrder, DATES_IN_ORDER } from './plausible.js';
import { firstValue, sourcedValues } from './values.js';
import type { Fact } from './schema/common.js';
import type { Enrollment, Trial, TrialDate } from './schema/index.js';

/** The fields of a trial that a registry changes during the trial. */
export type ComparedField =
  | 'overallStatus'
  | 'whyStopped'
  | 'phases'
  | 'enrollment'
  | 'startDate'
  | 'primaryCompletionDate'
  | 'completionDate'
  | 'resultsFirstPostDate';

/** A compared value: a registry term (`COMPLETED`), phases, enrollment, or a date. */
export type Compared = string | readonly string[] | Enrollment | TrialDate;

/** One difference between a registry record and an artifact. */
export interface Change {
  field: ComparedField;
  /** The field in words, as the trial card spells it: "Enrollment". */
  label: string;
  /** The artifact's value; undefined if it has none (no results were posted yet). */
  mine: Compared | undefined;
  /** The registry's value. */
  registry: Compared;
  /** The date by which the registry made the change: the posting of results, else the record's last update. ISO 8601, reduced precision. */
  since?: string | undefined;
}

const LABELS: Record<ComparedField, string> = {
  overallStatus: sentence('Status'),
  whyStopped: sentence('Why it stopped'),
  phases: sentence('Phase'),
  enrollment: sentence('Enrollment'),
  startDate: sentence('Start'),
  primaryCompletionDate: sentence('Primary completion'),
  completionDate: sentence('Completion'),
  resultsFirstPostDate: sentence('Results posted'),
};

/** The fields that count as changed even if the artifact has no value. */
const EVEN_IF_NEW: readonly ComparedField[] = ['whyStopped', 'resultsFirstPostDate'];

const present = <T>(value: T | undefined): T[] => (value === undefined ? [] : [value]);

/** Dates match if one is only more precise than the other. A missing type matches any. */
const sameDate = (mine: TrialDate, registry: TrialDate): boolean =>
  (mine.date.startsWith(registry.date) || registry.date.startsWith(mine.date)) &&
  (!mine.type || !registry.type || mine.type === registry.type);

const sameCount = (mine: Enrollment, registry: Enrollment): boolean =>
  mine.count === registry.count && (!mine.type || !registry.type || mine.type === registry.type);

const samePhases = (mine: readonly string[], registry: readonly string[]): boolean =>
  [...mine].sort().join() === [...registry].sort().join();

const sameWords = (mine: string, registry: string): boolean => mine.trim() === registry.trim();

/**
 * The values of an artifact's fact to compare: the newest one in the registry's own form, since a newspaper's number
 * beside it does not change with the registry; all of them if none has that form.
 */
const mineOf = <T>(fact: Fact<T> | undefined, inRegistryForm: (value: T) => boolean): T[] => {
  const all = sourcedValues(fact);
  const own = all.filter(({ value }) => inRegistryForm(value));
  const newest = own.reduce<(typeof own)[number] | undefined>(
    (best, one) => (!best || (one.asOf ?? '') > (best.asOf ?? '') ? one : best),
    undefined,
  );
  return (newest ? [newest] : all).map(({ value }) => value);
};

/**
 * Compares an artifact with the registry's record of the same trial: status, phase, enrollment, dates, posting of results.
 * A field missing on either side is not a difference, except newly posted results and a newly given reason for stopping.
 * If the artifact gives several values, those from the registry are compared, or all if none is.
 *
 * @param mine the artifact's trial.
 * @param registry the registry's record of it, as an artifact (`formats/` makes it from the registry's JSON).
 */
export const changesBetween = (mine: Trial, registry: Trial): Change[] => {
  const changes: Change[] = [];
  const updated = registry.lastUpdatePostDate?.date ?? registry.asOf;
  const compare = <T extends Compared>(
    field: ComparedField,
    values: readonly T[],
    theirs: T | undefined,
    same: (a: T, b: T) => boolean,
    since: string | undefined = updated,
  ) => {
    const isLacking = values.length === 0 && !EVEN_IF_NEW.includes(field);
    if (theirs === undefined || isLacking || values.some((value) => same(value, theirs))) return;
    changes.push({ field, label: LABELS[field], mine: values[0], registry: theirs, ...(since && { since }) });
  };
  const compareDate = (field: DateInOrder | 'resultsFirstPostDate', since?: string) =>
    compare(field, present(mine[field]), registry[field], sameDate, since);

  const statuses = mineOf(mine.overallStatus, (status) => /^[A-Z_]+$/.test(status));
  compare('overallStatus', statuses, firstValue(registry.overallStatus), sameWords);
  compare('whyStopped', present(mine.whyStopped), registry.whyStopped, sameWords);
  const phases = mineOf(mine.phases, () => false);
  compare('phases', phases, firstValue(registry.phases), samePhases);
  const enrollment = mineOf(mine.enrollment, ({ type }) => type !== undefined);
  compare('enrollment', enrollment, firstValue(registry.enrollment), sameCount);
  for (const field of DATES_IN_ORDER) compareDate(field);
  compareDate('resultsFirstPostDate', registry.resultsFirstPostDate?.date);
  return changes;
};
