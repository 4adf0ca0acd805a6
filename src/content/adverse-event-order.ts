import { sourcedValues } from '../artifact/values.js';
import type { AdverseEvent, Value } from '../artifact/schema/index.js';
import { msg } from '../i18n/messages.js';
import type { Run, Seriousness } from './model.js';
import { extentOf, statedShare } from './shares.js';

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
  const all = incidences(effect).flatMap((value) => statedShare(value)?.to ?? []);
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
