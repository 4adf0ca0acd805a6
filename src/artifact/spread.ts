import { isRecord } from './schema/common.js';
import type { PrintedSpread, SpreadKind } from './schema/common.js';

/** The names of the kinds of spread, without separators. A geometric standard deviation is not among them. */
const KINDS: readonly [kind: SpreadKind, name: RegExp][] = [
  ['SD', /^standarddeviation$/],
  ['SE', /^standarderror(ofthemean|ofmean)?$/],
  ['CI', /^(?:[\d.]+%)?confidenceinterval$/],
  ['range', /^(?:full)?range$/],
  ['IQR', /^interquartilerange$/],
];

/**
 * A spread as named and printed by a source; undefined if it has none.
 *
 * @param name the source's name for it: `STANDARD_DEVIATION`, `95% Confidence Interval`, `Geometric Coefficient of Variation`.
 */
export const spreadOf = (
  name: string | undefined,
  numbers: Pick<PrintedSpread, 'value' | 'from' | 'to'>,
): PrintedSpread | undefined => {
  const given = Object.fromEntries(Object.entries(numbers).filter(([, number]) => number !== undefined));
  const own = name && !/^NA$|not applicable/i.test(name) ? name : undefined;
  if (own === undefined && Object.keys(given).length === 0) return undefined;
  const letters = (own ?? '').toLowerCase().replace(/[\s_-]/g, '');
  const kind = KINDS.find(([, is]) => is.test(letters))?.[0] ?? 'other';
  const level = kind === 'CI' ? /[\d.]+(?=%)/.exec(letters)?.[0] : undefined;
  // A name that is more specific than the kind is kept.
  const isSaid = kind === 'range' ? letters === 'fullrange' : kind !== 'other' && !letters.endsWith('mean');
  return { kind, ...(own !== undefined && !isSaid && { name: own }), ...(level !== undefined && { level }), ...given };
};

const text = (value: unknown): string | undefined => (typeof value === 'string' ? value : undefined);

const take = (record: Record<string, unknown>, field: string): unknown => {
  const value = record[field];
  delete record[field];
  return value;
};

/** Converts a measurement whose spread is in separate fields, without its kind. */
const renewMeasurement = (measured: unknown, name: string | undefined): void => {
  if (!isRecord(measured) || isRecord(measured.spread) || Array.isArray(measured.spread)) return;
  const spread = spreadOf(name, {
    value: text(take(measured, 'spread')),
    from: text(take(measured, 'lowerLimit')),
    to: text(take(measured, 'upperLimit')),
  });
  if (spread) measured.spread = spread;
};

/**
 * Converts earlier formats of a spread in place: a quantity's separate `range`, the `dispersionType` of a table, and limits
 * beside a measured value.
 */
export const renewSpread = (record: Record<string, unknown>): void => {
  if (Object.hasOwn(record, 'number') && isRecord(record.range)) {
    const range = { kind: 'range', ...(take(record, 'range') as object) };
    record.spread = record.spread === undefined ? range : [record.spread, range].flat();
  }
  if (Array.isArray(record.rows) && !Object.hasOwn(record, 'label')) {
    const name = text(take(record, 'dispersionType'));
    for (const row of record.rows as unknown[])
      if (isRecord(row) && Array.isArray(row.measurements))
        for (const measured of row.measurements) renewMeasurement(measured, name);
  } else if (typeof record.dispersionType === 'string' || typeof record.dispersionValue === 'string') {
    const spread = spreadOf(text(take(record, 'dispersionType')), { value: text(take(record, 'dispersionValue')) });
    if (spread) record.spread = spread;
  }
};
