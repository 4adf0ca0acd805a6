import { sentence } from '../i18n/messages.js';
import { sourcedValues } from './values.js';
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
    evenIfNew = false,
  ) => {
    if (theirs === undefined || (values.length === 0 && !evenIfNew) || values.some((value) => same(value, theirs)))
      return;
    changes.push({ field, label: LABELS[field], mine: values[0], registry: theirs, ...(since && { since }) });
  };
  const present = <T>(value: T | undefined): T[] => (value === undefined ? [] : [value]);
  const only = <T>(fact: Fact<T> | undefined): T | undefined => sourcedValues(fact)[0]?.value;

  compare(
    'overallStatus',
    mineOf(mine.overallStatus, (status) => /^[A-Z_]+$/.test(status)),
    only(registry.overallStatus),
    sameWords,
  );
  compare('whyStopped', present(mine.whyStopped), registry.whyStopped, sameWords, updated, true);
  compare(
    'phases',
    mineOf(mine.phases, () => false),
    only(registry.phases),
    samePhases,
  );
  compare(
    'enrollment',
    mineOf(mine.enrollment, ({ type }) => type !== undefined),
    only(registry.enrollment),
    sameCount,
  );
  compare('startDate', present(mine.startDate), registry.startDate, sameDate);
  compare('primaryCompletionDate', present(mine.primaryCompletionDate), registry.primaryCompletionDate, sameDate);
  compare('completionDate', present(mine.completionDate), registry.completionDate, sameDate);
  compare(
    'resultsFirstPostDate',
    present(mine.resultsFirstPostDate),
    registry.resultsFirstPostDate,
    sameDate,
    registry.resultsFirstPostDate?.date,
    true,
  );
  return changes;
};
