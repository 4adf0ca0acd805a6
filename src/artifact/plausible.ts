import { printedValue } from './numeric.js';
import type { Numeric } from './schema/common.js';
import type { Trial } from './schema/index.js';

/** A number as an artifact holds it: a JSON number, or digits as a source prints them. Undefined for anything else. */
const numberOf = (given: string | number | undefined): number | undefined =>
  typeof given === 'string' ? printedValue(given) : given;

/** Whether the first is more than the second. What is not there, or no number, is neither. */
export const isAbove = (a: string | number | undefined, b: string | number | undefined): boolean => {
  const [first, second] = [numberOf(a), numberOf(b)];
  return first !== undefined && second !== undefined && first > second;
};

/** Whether an interval's ends are in the wrong order, or a value lies outside them. */
export const isOutside = (
  value: string | number | undefined,
  low: string | number | undefined,
  high: string | number | undefined,
): boolean => isAbove(low, value) || isAbove(value, high) || isAbove(low, high);

/** Whether a percentage can't be a share: less than none or more than all. A change in percent is no share. */
export const isNoShare = (percent: string | number | undefined): boolean =>
  isAbove(0, percent) || isAbove(percent, 100);

/** Whether a number can't be a probability. */
export const isNoProbability = (p: Numeric): boolean => isAbove(0, p) || isAbove(p, 1);

/** A trial's dates in the order that they have in time. */
export const DATES_IN_ORDER = ['startDate', 'primaryCompletionDate', 'completionDate'] as const;

export type DateInOrder = (typeof DATES_IN_ORDER)[number];

/** The date before which one of these dates can't be, where it is: a trial ends after it began. */
export const earlierThan = (trial: Trial, field: DateInOrder): string | undefined => {
  const own = trial[field]?.date;
  return DATES_IN_ORDER.slice(0, DATES_IN_ORDER.indexOf(field))
    .flatMap((before) => trial[before]?.date ?? [])
    .find((date) => own !== undefined && own < date.slice(0, own.length));
};
