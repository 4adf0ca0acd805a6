import { type Printed, readPrinted } from '../artifact/numeric.js';
import { isAbove, isNoShare, isOutside } from '../artifact/plausible.js';
import { isCount, isMissing } from '../artifact/values.js';
import type { Count, Numeric, Percent, Quantity, Spread, Value } from '../artifact/schema/common.js';
import { directionOf, isPlainEnglish, localeOf } from '../i18n/language.js';
import { msg, str, translated } from '../i18n/messages.js';
import { keep } from './formatters.js';
import { formatMissing, missingWords } from './missing.js';
import { lower } from './terms.js';

const NARROW = '\u202F';
const SIGNS: Readonly<Record<string, string>> = { '-': '−', '+': '+' };
const SUPERSCRIPTS = '⁰¹²³⁴⁵⁶⁷⁸⁹';
const superscript = (power: number) =>
  (power < 0 ? '⁻' : '') + [...String(Math.abs(power))].map((digit) => SUPERSCRIPTS[Number(digit)] ?? digit).join('');

/** What a locale puts around and between the digits of a number. */
interface Notation {
  decimal: string;
  /** The digits from 0 to 9. */
  digits: readonly string[];
  /** What stands before and after a percentage. */
  percent: readonly [before: string, after: string];
  /** Parts the thousands. @param whole at least one digit, no leading zero. */
  group: (whole: string) => string;
}

const LATIN = [...'0123456789'];
const ENGLISH: Notation = {
  decimal: '.',
  digits: LATIN,
  percent: ['', '%'],
  group: (whole) => whole.replace(/\B(?=(?:\d{3})+$)/g, ','),
};

const notationOf = (lang: string | undefined): Notation => {
  if (isPlainEnglish(lang)) return ENGLISH;
  return keep(`notation ${localeOf(lang)}`, (): Notation => {
    const plain = new Intl.NumberFormat(localeOf(lang), { useGrouping: false });
    const percent = new Intl.NumberFormat(localeOf(lang), { style: 'percent' }).formatToParts(0.5);
    const at = percent.findIndex(({ type }) => type === 'integer');
    const joined = (parts: typeof percent) => parts.map(({ value }) => value).join('');
    const grouped = new Intl.NumberFormat(localeOf(lang), { maximumFractionDigits: 0 });
    return {
      decimal: plain.formatToParts(0.5).find(({ type }) => type === 'decimal')?.value ?? '.',
      digits: LATIN.map((digit) => plain.format(Number(digit))),
      percent: [joined(percent.slice(0, at)), joined(percent.slice(at + 1))],
      group: (whole) => grouped.format(BigInt(whole)),
    };
  });
};

/** Writes a number by locale, digit for digit: no digit is added but a zero before a naked point, none is left out. */
const write = ({ sign, whole, decimals, power, isGrouped }: Omit<Printed, 'relation' | 'isPercent'>, lang?: string) => {
  const { decimal, digits, group } = notationOf(lang);
  const local = (text: string) => text.replace(/\d/g, (digit) => digits[Number(digit)] ?? digit);
  const number = `${isGrouped && !/^0./.test(whole) ? group(whole || '0') : local(whole || '0')}${decimals && decimal + local(decimals)}`;
  // A sign before a number needs a letter's direction to stay before it where text runs from the right.
  const mark = sign && `${directionOf(lang ?? '') === 'rtl' ? '\u200E' : ''}${SIGNS[sign] ?? sign}`;
  return `${mark}${number}${power === undefined ? '' : `${NARROW}×${NARROW}10${superscript(power)}`}`;
};

/** A JSON number with all its digits: with many zeros at an end as a power of ten, the way labels print doses. */
const written = (number: number): string => {
  const exponential = number.toExponential();
  const [mantissa = '', exponent] = exponential.split('e');
  const power = Number(exponent);
  const zeros = power - (mantissa.split('.')[1]?.length ?? 0);
  return number !== 0 && (power < -4 || (power >= 7 && zeros >= 5)) ? exponential : String(number);
};

/**
 * A number by locale with a true minus sign and every digit that it has. A JSON number under 10⁻⁴, or from 10⁷ up with
 * at least five zeros at its end, is written as a power of ten; digits given as text are written as they are.
 */
export const formatNumber = (number: Numeric, lang?: string): string => {
  const text = typeof number === 'number' ? written(number) : number;
  const read = readPrinted(text);
  return read && !read.relation && !read.isPercent ? write({ ...read, isGrouped: true }, lang) : text;
};

/** A number as a source printed it: every digit and the sign stay, the decimal sign is the locale's. Text that is no number is given back as it is. */
export const formatPrinted = (text: string, lang?: string): string => {
  const read = readPrinted(text);
  if (!read) return text;
  const number = write(read, lang);
  return `${read.relation && `${read.relation}${NARROW}`}${read.isPercent ? inPercent(number, lang) : number}`;
};

/** A number's text as a percentage by locale. */
export const inPercent = (number: string, lang?: string): string => notationOf(lang).percent.join(number);

/** Per cent as the source states it, by locale. @param percent 0 to 100 for a share; any number for a change. */
export const formatPercent = (percent: Numeric, lang?: string): string => inPercent(formatNumber(percent, lang), lang);

/**
 * The share that `n` of `of` people are, to one decimal place. What is not none is never 0%, what is not all never 100%.
 * @param n at most `of`. @param of more than 0.
 */
export const formatShare = (n: number, of: number, lang?: string): string => {
  const all = BigInt(of);
  // In tenths of a percent, rounded half up, in whole numbers: 0.45 is less than its half as a binary fraction.
  const tenths = Number((2000n * BigInt(n) + all) / (2n * all));
  if (tenths === 0 && n > 0) return `<${formatPercent(0.1, lang)}`;
  if (tenths === 1000 && n < of) return `>${formatPercent(99.9, lang)}`;
  return formatPercent(tenths / 10, lang);
};

const QUALIFIERS = {
  approximately: '',
  'less than': '<\u202F',
  'more than': '>\u202F',
  'at least': '≥\u202F',
  'at most': '≤\u202F',
} as const;

const hedged = (qualifier: keyof typeof QUALIFIERS | undefined, text: string): string =>
  qualifier === 'approximately' ? msg(str`about ${text}`) : (qualifier ? QUALIFIERS[qualifier] : '') + text;

/** Two ends with a dash between; before a sign, which would look like a second dash, in words. */
const range = (from: string, to: string | undefined) =>
  to === undefined ? from : /^\u200E?[−+]/.test(to) ? msg(str`${from} to ${to}`) : `${from}–${to}`;

/** A number that can't be, as its source prints it, with the word that it can't. */
export const impossible = (text: string): string => `${text} (${msg('as printed by the source: impossible')})`;

const marked = (text: string, isImpossible: boolean): string => (isImpossible ? impossible(text) : text);

/** An interval with the word that its ends are in the wrong order, or that the number beside it lies outside. */
export const markedInterval = (text: string, number: Numeric | undefined, from?: Numeric, to?: Numeric): string =>
  isAbove(from, to)
    ? impossible(text)
    : isOutside(number, from, to)
      ? `${text} (${msg('as printed by the source: the estimate lies outside')})`
      : text;

/** What a spread is called in short: "SD", "95% CI". */
const spreadShort = ({ kind, name, level }: Spread, lang?: string): string =>
  kind === 'other' ? (name ?? msg('dispersion')) : level === undefined ? kind : `${formatPercent(level, lang)} ${kind}`;

/** A spread's number or ends that can't be, or that its number lies outside of, are marked. Half of the values may lie on one side. */
export const markedSpread = (text: string, { kind, value, from, to }: Spread, number: Numeric | undefined): string =>
  value !== undefined
    ? marked(text, /^S/.test(kind) && isAbove(0, value))
    : markedInterval(text, kind === 'CI' || kind === 'range' ? number : undefined, from, to);

/** "SD 145.61", "95% CI 1.2–3.4", "IQR 2–9": each end that is not given says so. */
const formatSpread = (spread: Spread, number: Numeric, lang?: string): string => {
  const { kind, value, from, to } = spread;
  const end = (limit: Numeric | undefined) => (limit === undefined ? msg('not given') : formatNumber(limit, lang));
  const hasEnds = from !== undefined || to !== undefined;
  const ends = hasEnds ? range(end(from), end(to)) : end(value);
  const text =
    kind === 'range' && ends.includes('–')
      ? msg(str`range ${end(from)}–${end(to)}`)
      : `${kind === 'range' ? lower('FULL_RANGE') : spreadShort(spread, lang)} ${ends}`;
  return markedSpread(text, spread, number);
};

const formatMeasurement = (value: Percent | Quantity, lang?: string): string => {
  if ('percent' in value) {
    const of = value.of === undefined ? '' : ` (n${NARROW}=${NARROW}${formatNumber(value.of, lang)})`;
    const to = value.to === undefined ? undefined : formatPercent(value.to, lang);
    return (
      marked(
        hedged(
          value.qualifier,
          range(to === undefined ? formatPercent(value.percent, lang) : formatNumber(value.percent, lang), to),
        ),
        [value.percent, value.to].some(isNoShare) || isAbove(value.percent, value.to),
      ) + of
    );
  }
  const { number, to, unit, statistic, spread } = value;
  const beside = [
    ...[spread ?? []].flat().map((one) => formatSpread(one, number, lang)),
    value.of !== undefined && `n${NARROW}=${NARROW}${formatNumber(value.of, lang)}`,
  ].filter(Boolean);
  return [
    statistic && `${translated(statistic)} `,
    hedged(value.qualifier, range(formatNumber(number, lang), to === undefined ? undefined : formatNumber(to, lang))),
    unit && `${unit === '%' || unit.startsWith('/') ? '' : '\u00A0'}${unit}`,
    isAbove(number, to) && ` (${msg('as printed by the source: impossible')})`,
    beside.length > 0 && ` (${beside.join(', ')})`,
  ]
    .filter(Boolean)
    .join('');
};

/** "10 of 21 (47.6%)": never a percentage without its denominator. Of nobody nothing was assessed; more than all can't be. */
export const formatCount = ({ n, of, events }: Count, lang?: string): string => {
  const count = msg(str`${formatNumber(n, lang)} of ${formatNumber(of, lang)}`);
  const counted =
    n > of
      ? impossible(count)
      : of === 0
        ? `${missingWords('not-assessed')} (${count})`
        : `${count} (${formatShare(n, of, lang)})`;
  if (events === undefined) return counted;
  const times = events === 1 ? msg('1 event') : msg(str`${formatNumber(events, lang)} events`);
  // Each of the people had one at least.
  return `${counted}, ${marked(times, isAbove(n, events))}`;
};

/** A value as text in the reader's language. Authored text is given back as it is: it is Markdown, and `src/text/` shows it. */
export const formatValue = (value: Value, lang?: string): string => {
  if (typeof value === 'string') return value;
  if (typeof value === 'number') return formatNumber(value, lang);
  if (isMissing(value)) return formatMissing(value);
  if (isCount(value)) return formatCount(value, lang);
  return formatMeasurement(value, lang);
};
