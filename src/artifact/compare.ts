import { sentence } from '../i18n/messages.js';
import { sourcedValues } from './values.js';
import type { Fact } from './schema/common.js';
import type { Enrollment, Trial, TrialDate } from './schema/index.js';

/** The fields of a trial that a registry changes while the trial goes on. */
export type ComparedField =
  | 'overallStatus'
  | 'whyStopped'
  | 'phases'
  | 'enrollment'
  | 'startDate'
  | 'primaryCompletionDate'
  | 'completionDate'
  | 'resultsFirstPostDate';

/** A compared value as data: words as the registry spells them (`COMPLETED`), phases, people, or a date. */
export type Compared = string | readonly string[] | Enrollment | TrialDate;

/** One thing that a registry says differently from an artifact. */
export interface Change {
  field: ComparedField;
  /** The field in words, as the trial card spells it: "Enrollment". */
  label: string;
  /** What the artifact says; undefined where it says nothing (no results were posted then). */
  mine: Compared | undefined;
  /** What the registry says. */
  registry: Compared;
  /** The day by which the registry said so: when results were posted, else the record's last update. ISO 8601, reduced precision. */
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

/** Two dates say the same where one is only more precise than the other. An artifact that gives no type says nothing of it. */
const sameDate = (mine: TrialDate, registry: TrialDate): boolean =>
  (mine.date.startsWith(registry.date) || registry.date.startsWith(mine.date)) &&
  (!mine.type || !registry.type || mine.type === registry.type);

const sameCount = (mine: Enrollment, registry: Enrollment): boolean =>
  mine.count === registry.count && (!mine.type || !registry.type || mine.type === registry.type);

const samePhases = (mine: readonly string[], registry: readonly string[]): boolean =>
  [...mine].sort().join() === [...registry].sort().join();

const sameWords = (mine: string, registry: string): boolean => mine.trim() === registry.trim();

/**
 * What an artifact's fact is compared by: of the values in the registry's own form the newest, since a newspaper's
 * number beside it does not change when the registry does; without any, all of them.
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
 * What a registry says differently from an artifact of the same trial: status, phase, enrollment, dates, results posted.
 * What either of them does not tell is no difference, except that results were posted or that the trial was stopped
 * for a reason. Where the artifact gives several values, those from the registry are compared; none there, all.
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
