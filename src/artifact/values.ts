import { isRecord } from './schema/common.js';
import type { Count, Fact, Missing, Percent, Quantity, Sourced } from './schema/common.js';

/** A fact as a list of sourced values: one for a plain fact, none for an absent one, several if sources disagree. */
export const sourcedValues = <T>(fact: Fact<T> | undefined): Sourced<T>[] => {
  if (fact === undefined) return [];
  if (Array.isArray(fact) && fact.every((item) => isRecord(item) && Object.hasOwn(item, 'value'))) return fact;
  if (isRecord(fact) && Object.hasOwn(fact, 'value')) return [fact as unknown as Sourced<T>];
  return [{ value: fact as T }];
};

/** The values of a fact that are not superseded, or all if every one is: for output that can't mark superseded values. */
export const currentValues = <T>(fact: Fact<T> | undefined): Sourced<T>[] => {
  const all = sourcedValues(fact);
  const current = all.filter(({ relation }) => relation !== 'superseded');
  return current.length > 0 ? current : all;
};

/** The first value of a fact: for titles and file names, never for clinical information. */
export const firstValue = <T>(fact: Fact<T> | undefined): T | undefined => sourcedValues(fact)[0]?.value;

/** True for a missing value with its reason. */
export const isMissing = (value: unknown): value is Missing => isRecord(value) && 'missing' in value;
/** True for a count with its denominator. */
export const isCount = (value: unknown): value is Count => isRecord(value) && 'n' in value;
/** True for a percentage whose count is not known. */
export const isPercent = (value: unknown): value is Percent => isRecord(value) && 'percent' in value;
/** True for a number with a unit. */
export const isQuantity = (value: unknown): value is Quantity => isRecord(value) && 'number' in value;
