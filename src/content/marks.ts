import { printedValue } from '../artifact/numeric.js';
import { isCount, isPercent, isQuantity } from '../artifact/values.js';
import { isNoShare } from '../artifact/plausible.js';
import type { Analysis, Measurement, Outcome, Result, ResultPart, Value } from '../artifact/schema/index.js';
import { type Extent, extentOf } from './shares.js';
import { exactInterval } from './intervals.js';
import { isShareOfPeople, tellsWhoWasAnalyzed } from './results.js';

/** What results or estimates are drawn on, in their own unit. */
export interface Axis {
  readonly from: number;
  readonly to: number;
  readonly unit: string;
  /** Whether no effect is 1, and half and double lie equally far from it. */
  readonly isOfRatios: boolean;
}

/** Where a value lies on an axis: a point where both ends are the same; with its interval, if there is one. */
export interface Mark extends Extent {
  readonly interval?: { low: number; high: number; isComputed: boolean } | undefined;
}

const RATIO = /\bratio\b|\brelative risk\b|\bproportional hazards?\b/i;
const DIFFERENCE = /\bdifference\b/i;

/** 1, 2 or 5 with zeros before or after: round numbers from a millionth to a million. */
const ROUND = [-6, -5, -4, -3, -2, -1, 0, 1, 2, 3, 4, 5].flatMap((power) =>
  [1, 2, 5].map((digit) => ({ digit, power, value: Number(`${digit}e${power}`) })),
);

const roundAbove = (value: number): number => ROUND.find((one) => one.value >= value)?.value ?? value;
const roundBelow = (value: number): number => ROUND.findLast((one) => one.value <= value)?.value ?? value;

/** The lowest and the highest of some numbers. There may be more than a call takes arguments. */
const endsOf = (values: readonly number[]): [low: number, high: number] => [
  values.reduce((low, value) => Math.min(low, value), Infinity),
  values.reduce((high, value) => Math.max(high, value), -Infinity),
];

/** The round numbers on both sides of these, a quarter of their distance apart or less. */
const roundEnds = (values: readonly number[]): { from: number; to: number } => {
  const [low, high] = endsOf(values);
  const step = ROUND.find(({ value }) => 4 * value >= (high - low || Math.abs(low) || 1));
  if (!step) return { from: low, to: high };
  // Put together as text, which keeps 3 steps of 0.1 at 0.3.
  const at = (steps: number) => Number(`${steps * step.digit}e${step.power}`);
  const [from, to] = [Math.floor(low / step.value), Math.ceil(high / step.value)];
  return { from: at(from), to: at(from === to ? to + 1 : to) };
};

/** The farthest end of an axis of ratios: what reaches beyond it has an arrow. */
const WIDEST = 100;

/** An axis of estimates: from round number to round number, with the place of no effect. */
const axisOfEffects = (values: readonly number[], unit: string, isOfRatios: boolean): Axis => {
  if (!isOfRatios) return { unit, isOfRatios, ...roundEnds([...values, 0]) };
  const [low, high] = endsOf([...values, 1]);
  return { unit, isOfRatios, from: Math.max(1 / WIDEST, roundBelow(low)), to: Math.min(WIDEST, roundAbove(high)) };
};

/** An axis of shares of people. @param to its end in per cent. */
export const axisOfShares = (to = 100): Axis => ({ from: 0, to, unit: '%', isOfRatios: false });

const statisticOf = ({ value }: Result) => (isQuantity(value) ? value.statistic : undefined);

/** What an outcome's results are drawn on: as its author says, else 0 to 100%; for ratios what holds them. */
export const axisOf = ({ axis, results = [] }: Outcome): Axis => {
  if (!axis) return axisOfShares();
  const { from, to, unit = '' } = axis;
  const isOfRatios = RATIO.test(unit) || results.some((result) => RATIO.test(statisticOf(result) ?? ''));
  if (!isOfRatios || from > 0) return { from, to, unit, isOfRatios };
  const values = results.flatMap(({ value, interval }) =>
    [isQuantity(value) ? value.number : to, interval?.low ?? to].map(Number),
  );
  const [lowest] = endsOf([...values.filter((value) => value > 0), 1]);
  return { from: roundBelow(lowest), to, unit, isOfRatios };
};

const sameUnit = (a: string, b: string | undefined) =>
  !a || b === undefined || a.trim().toLowerCase() === b.trim().toLowerCase();

/** What of an axis that an author gives a value covers; undefined where it has no place on it: text, another unit, nobody counted. */
const extentOn = (axis: Axis, value: Value): Extent | undefined => {
  if (typeof value === 'number') return { from: value, to: value };
  if (!isQuantity(value)) return axis.unit === '%' ? extentOf(value) : undefined;
  if (!sameUnit(axis.unit, value.unit)) return undefined;
  const { qualifier } = value;
  const number = Number(value.number);
  const to = Number(value.to ?? value.number);
  if (qualifier === 'less than' || qualifier === 'at most') return { from: axis.from, to };
  if (qualifier === 'more than' || qualifier === 'at least') return { from: number, to: axis.to };
  return { from: number, to };
};

/** The exact 95% interval of a count of people, in per cent; undefined for any other value. */
const computedInterval = (value: Value): Mark['interval'] => {
  const interval = isCount(value) ? exactInterval(value.n, value.of) : undefined;
  return interval && { ...interval, isComputed: true };
};

/** Of how many people a value tells, if it does. */
const peopleIn = (value: Value): number | undefined =>
  isCount(value) || isPercent(value) || isQuantity(value) ? value.of : undefined;

/** The interval of a result: the source's where it gives one, else what can be computed. */
export const intervalOf = ({ value, interval }: Result): Mark['interval'] => {
  if (!interval && isCount(value)) return computedInterval(value);
  const spreads = isQuantity(value) ? [value.spread ?? []].flat() : [];
  const { from, to } = spreads.find(({ kind }) => kind === 'CI') ?? {};
  const [low, high] = [Number(interval?.low ?? from), Number(interval?.high ?? to)];
  return peopleIn(value) && low <= high ? { low, high, isComputed: false } : undefined;
};

/**
 * How an outcome's results are drawn, by result; those that have no place on the axis are not there. A mean and a median
 * are no points of one scale, and a mean in per cent is no share.
 */
export const marksOf = (outcome: Outcome, axis: Axis): Map<Result, Mark> => {
  const { results = [] } = outcome;
  const marks = results.flatMap((result): [Result, Mark][] => {
    const extent = outcome.axis ? extentOn(axis, result.value) : extentOf(result.value);
    return extent ? [[result, { ...extent, interval: intervalOf(result) }]] : [];
  });
  const [first] = marks;
  return new Map(marks.filter(([result]) => first && statisticOf(result) === statisticOf(first[0])));
};

/** How an analysis is drawn, and on what. */
export interface Estimate {
  readonly axis: Axis;
  readonly mark: Mark;
}

/** The number that a text prints, if there is a place for it on an axis. */
const placeOf = (text: string | undefined): number | undefined => {
  const value = printedValue(text ?? '');
  return Number.isFinite(value) ? value : undefined;
};

const figuresOf = ({ paramValue, ciLowerLimit, ciUpperLimit }: Analysis) => {
  const [value, low, high] = [paramValue, ciLowerLimit, ciUpperLimit].map(placeOf);
  return value !== undefined && low !== undefined && high !== undefined && low <= value && value <= high
    ? { value, low, high }
    : undefined;
};

/**
 * How the analyses of an outcome are drawn: differences and ratios with both limits of their interval. Those that estimate
 * the same by the source's words share an axis; others don't.
 */
export const estimatesOf = (analyses: readonly Analysis[]): Map<Analysis, Estimate> => {
  const kinds = new Map<string, Analysis[]>();
  for (const analysis of analyses) {
    const { paramType = '' } = analysis;
    const others = kinds.get(paramType);
    if (others) others.push(analysis);
    else kinds.set(paramType, [analysis]);
  }
  const all = [...kinds].flatMap(([unit, members]): [Analysis, Estimate][] => {
    const isOfRatios = RATIO.test(unit);
    if (!isOfRatios && !DIFFERENCE.test(unit)) return [];
    const drawn = members.flatMap((analysis) => {
      const figures = figuresOf(analysis);
      return figures && (figures.low > 0 || !isOfRatios) ? [{ analysis, ...figures }] : [];
    });
    const axis = axisOfEffects(
      drawn.flatMap(({ low, high }) => [low, high]),
      unit,
      isOfRatios,
    );
    return drawn.map(({ analysis, value, low, high }) => [
      analysis,
      { axis, mark: { from: value, to: value, interval: { low, high, isComputed: false } } },
    ]);
  });
  return new Map(all);
};

/** How the numbers of a part of a posted table are drawn. */
export interface DrawnPart {
  readonly axis: Axis;
  readonly marks: ReadonlyMap<Measurement, Mark>;
}

const markOf = ({ value, spread }: Measurement, isShare: boolean, { paramType }: ResultPart): Mark | undefined => {
  if (isCount(value)) {
    const extent = extentOf(value);
    // Two eyes of one person are not independent.
    return extent && { ...extent, interval: paramType === 'COUNT_OF_UNITS' ? undefined : computedInterval(value) };
  }
  const number = typeof value === 'string' ? placeOf(value) : undefined;
  if (number === undefined || (isShare && isNoShare(number))) return undefined;
  const [low, high] = spread?.kind === 'CI' ? [spread.from, spread.to].map(placeOf) : [];
  const isInterval = low !== undefined && high !== undefined && low <= number && number <= high;
  return { from: number, to: number, interval: isInterval ? { low, high, isComputed: false } : undefined };
};

/**
 * How the numbers of a part of a posted table are drawn: shares of people between none and all, others between round
 * numbers; undefined where nothing can be compared.
 */
export const drawnPart = (part: ResultPart): DrawnPart | undefined => {
  const measurements = part.rows.filter((row) => !tellsWhoWasAnalyzed(row)).flatMap((row) => row.measurements);
  const isShare = isShareOfPeople(part) || measurements.some(({ value }) => isCount(value));
  const marks = new Map(
    measurements.flatMap((measured): [Measurement, Mark][] => {
      const mark =
        isShare && !isCount(measured.value) && !isShareOfPeople(part) ? undefined : markOf(measured, isShare, part);
      return mark ? [[measured, mark]] : [];
    }),
  );
  if (marks.size < (isShare ? 1 : 2)) return undefined;
  const values = [...marks.values()].flatMap(({ from, to, interval }) => [
    from,
    to,
    ...(interval ? [interval.low, interval.high] : []),
  ]);
  const axis = isShare ? axisOfShares() : { ...roundEnds(values), unit: '', isOfRatios: false };
  return axis.from < axis.to ? { axis, marks } : undefined;
};
