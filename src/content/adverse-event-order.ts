import { isCount, isPercent, isQuantity, sourcedValues } from '../artifact/values.js';
import type { AdverseEvent, Numeric, Value } from '../artifact/schema/index.js';
import { msg } from '../i18n/messages.js';
import type { Run, Seriousness } from './model.js';

/** A stretch of an axis in per cent; a point where both ends are the same. */
export interface Extent {
  from: number;
  to: number;
}

/** @param to unset for a point. */
const between = (from: Numeric, to: Numeric = from): Extent => ({ from: Number(from), to: Number(to) });

/** What a value says in per cent of people, hedges aside; undefined where it is no share of 0 to 100 %. */
const stated = (value: Value): Extent | undefined => {
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
  const extent = stated(value);
  const qualifier = isPercent(value) || isQuantity(value) ? value.qualifier : undefined;
  if (extent && (qualifier === 'less than' || qualifier === 'at most')) return { from: 0, to: extent.to };
  if (extent && (qualifier === 'more than' || qualifier === 'at least')) return { from: extent.from, to: 100 };
  return extent;
};

const incidences = ({ incidence }: AdverseEvent): Value[] => sourcedValues(incidence).map(({ value }) => value);

/** Where an axis that all these effects share ends, in per cent: 100, or the next round number where all are small. */
export const axisEnd = (effects: readonly AdverseEvent[]): number => {
  const highest = Math.max(0, ...effects.flatMap(incidences).map((value) => extentOf(value)?.to ?? 0));
  return [1, 2, 5, 10, 20, 50].find((end) => highest <= end) ?? 100;
};

/** How serious an effect is, in words. */
export const seriousness = ({ serious }: AdverseEvent): Seriousness =>
  serious === undefined ? 'Not stated' : serious ? 'Serious' : 'Not serious';

/** The same in the reader's language. */
export const seriousnessWords = ({ serious }: AdverseEvent): string =>
  serious === undefined ? msg('Not stated') : serious ? msg('Serious') : msg('Not serious');

/** The same with its sign. */
export const seriousnessRun = (effect: AdverseEvent): Run => ({
  run: 'as',
  look: seriousness(effect),
  of: [seriousnessWords(effect)],
});

/** What a list is sorted by. */
export type SortKey = 'term' | 'serious' | 'incidence';

/** An order that a reader chose. */
export interface Sort {
  key: SortKey;
  direction: 'ascending' | 'descending';
}

const RANK = { Serious: 0, 'Not stated': 1, 'Not serious': 2 };

/** The highest share that any source or group gives; undefined where none gives one. */
const highest = (effect: AdverseEvent): number | undefined => {
  const all = incidences(effect).flatMap((value) => stated(value)?.to ?? []);
  return all.length > 0 ? Math.max(...all) : undefined;
};

/** The effects in the order chosen; those without an incidence stand last in either direction. Equal ones keep the author's order. */
export const sorted = (
  effects: readonly AdverseEvent[],
  sort: Sort | undefined,
  lang?: string,
): readonly AdverseEvent[] => {
  if (!sort) return effects;
  const sign = sort.direction === 'ascending' ? 1 : -1;
  const compare = {
    term: (a: AdverseEvent, b: AdverseEvent) => sign * a.term.localeCompare(b.term, lang),
    serious: (a: AdverseEvent, b: AdverseEvent) => sign * (RANK[seriousness(a)] - RANK[seriousness(b)]),
    incidence: (a: AdverseEvent, b: AdverseEvent) => {
      const [left, right] = [highest(a), highest(b)];
      return left === undefined || right === undefined
        ? Number(left === undefined) - Number(right === undefined)
        : sign * (left - right);
    },
  }[sort.key];
  return [...effects].sort(compare);
};

/** What a reader looks for. An empty text asks for nothing. */
export interface Filter {
  /** Words of the effect's name or organ system, in any order, without regard to case and accents. */
  text: string;
  seriousness: string;
  organSystem: string;
}

const plain = (text: string) => text.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase();

/** Whether an effect is one that the reader looks for. */
export const matches = (effect: AdverseEvent, filter: Filter): boolean => {
  const name = plain(`${effect.term} ${effect.organSystem ?? ''}`);
  return (
    plain(filter.text)
      .split(/\s+/)
      .every((word) => name.includes(word)) &&
    (!filter.seriousness || filter.seriousness === seriousness(effect)) &&
    (!filter.organSystem || filter.organSystem === effect.organSystem)
  );
};
