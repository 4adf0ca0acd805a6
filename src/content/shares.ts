import { isCount, isPercent, isQuantity } from '../artifact/values.js';
import type { Numeric, Value } from '../artifact/schema/index.js';

/** A stretch of an axis in per cent; a point where both ends are the same. */
export interface Extent {
  from: number;
  to: number;
}

/** @param to unset for a point. */
const between = (from: Numeric, to: Numeric = from): Extent => ({ from: Number(from), to: Number(to) });

/** What a value says in per cent of people, hedges aside; undefined where it is no share of 0 to 100 %. */
export const statedShare = (value: Value): Extent | undefined => {
  let extent: Extent | undefined;
  if (isCount(value)) extent = { from: (100 * value.n) / value.of, to: (100 * value.n) / value.of };
  else if (isPercent(value)) extent = between(value.percent, value.to);
  else if (isQuantity(value) && value.unit === '%' && value.statistic === undefined)
    extent = between(value.number, value.to);
  // A count out of nobody is no number, and fails this too.
  return extent && extent.from >= 0 && extent.from <= extent.to && extent.to <= 100 ? extent : undefined;
};

/** What of an axis of 0 to 100 % a value covers: "less than 1 %" reaches down to 0, "at least 5 %" up to 100. */
export const extentOf = (value: Value): Extent | undefined => {
  const extent = statedShare(value);
  const qualifier = isPercent(value) || isQuantity(value) ? value.qualifier : undefined;
  if (extent && (qualifier === 'less than' || qualifier === 'at most')) return { from: 0, to: extent.to };
  if (extent && (qualifier === 'more than' || qualifier === 'at least')) return { from: extent.from, to: 100 };
  return extent;
};
