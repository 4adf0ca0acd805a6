import { isCount, isMissing } from '../artifact/values.js';
import type { Count, Percent, Quantity, Value } from '../artifact/schema/common.js';
import { isPlainEnglish, localeOf } from '../i18n/language.js';
import { msg, str, translated } from '../i18n/messages.js';
import { keep } from './formatters.js';
import { formatMissing } from './missing.js';

/** A number in English with all digits that it has; undefined where some would have to go. */
const inEnglish = (number: number, digits: number, least: number): string | undefined => {
  const [, sign, whole = '', decimals = ''] = /^(-?)(\d+)(?:\.(\d+))?$/.exec(String(number)) ?? [];
  if (!whole || decimals.length > digits) return undefined;
  const all = decimals.padEnd(least, '0');
  return `${sign ? '−' : ''}${whole.replace(/\B(?=(?:\d{3})+$)/g, ',')}${all && `.${all}`}`;
};

const NARROW = '\u202F';
const SUPERSCRIPTS = '⁰¹²³⁴⁵⁶⁷⁸⁹';
const superscript = (power: number) =>
  (power < 0 ? '⁻' : '') + [...String(Math.abs(power))].map((digit) => SUPERSCRIPTS[Number(digit)] ?? digit).join('');

/**
 * A number by locale with a true minus sign; from 10⁷ up and under 10⁻⁴ as a power of ten, the way labels print doses.
 * @param digits the most decimal places.
 * @param least the fewest decimal places, so that numbers under each other line up.
 */
export const formatNumber = (number: number, lang?: string, digits = 4, least = 0): string => {
  const size = Math.abs(number);
  const plain = (value: number) =>
    (isPlainEnglish(lang) && inEnglish(value, digits, least)) ||
    keep(
      `number ${localeOf(lang)} ${digits} ${least}`,
      () => new Intl.NumberFormat(localeOf(lang), { minimumFractionDigits: least, maximumFractionDigits: digits }),
    )
      .format(value)
      .replace('-', '−');
  if (number === 0 || (size < 1e7 && size >= 1e-4)) return plain(number);
  const [mantissa = '0', power = '0'] = number.toExponential().split('e');
  return `${plain(Number(mantissa))}${NARROW}×${NARROW}10${superscript(Number(power))}`;
};

/** A number as a source printed it: every digit stays, the signs are the locale's. Text that is no number is given back as it is. */
export const formatPrinted = (text: string, lang?: string): string => {
  const [, relation = '', number, decimals = ''] =
    /^\s*([<>≤≥=]?)\s*([-+]?\d{1,12}(?:\.(\d{1,10}))?)\s*$/.exec(text) ?? [];
  if (number === undefined) return text;
  const digits = decimals.length;
  const format = keep(
    `printed ${localeOf(lang)} ${digits}`,
    () =>
      new Intl.NumberFormat(localeOf(lang), {
        minimumFractionDigits: digits,
        maximumFractionDigits: digits,
        useGrouping: false,
      }),
  );
  return (relation && `${relation}${NARROW}`) + format.format(Number(number)).replace('-', '−');
};

/** Per cent to one decimal place at most, by locale. @param percent 0 to 100. */
export const formatPercent = (percent: number, lang?: string): string =>
  keep(
    `percent ${localeOf(lang)}`,
    () => new Intl.NumberFormat(localeOf(lang), { style: 'percent', maximumFractionDigits: 1 }),
  ).format(percent / 100);

const QUALIFIERS = {
  approximately: '',
  'less than': '<\u202F',
  'more than': '>\u202F',
  'at least': '≥\u202F',
  'at most': '≤\u202F',
} as const;

const hedged = (qualifier: keyof typeof QUALIFIERS | undefined, text: string): string =>
  qualifier === 'approximately' ? msg(str`about ${text}`) : (qualifier ? QUALIFIERS[qualifier] : '') + text;

const range = (from: string, to: string | undefined) => (to === undefined ? from : `${from}–${to}`);

const formatMeasurement = (value: Percent | Quantity, lang?: string): string => {
  const of = value.of === undefined ? '' : ` (n${NARROW}=${NARROW}${formatNumber(value.of, lang)})`;
  if ('percent' in value) {
    const to = value.to === undefined ? undefined : formatPercent(value.to, lang);
    return (
      hedged(
        value.qualifier,
        range(to === undefined ? formatPercent(value.percent, lang) : formatNumber(value.percent, lang, 1), to),
      ) + of
    );
  }
  const { number, to, unit, statistic, range: span } = value;
  return [
    statistic && `${translated(statistic)} `,
    hedged(value.qualifier, range(formatNumber(number, lang), to === undefined ? undefined : formatNumber(to, lang))),
    unit && `${unit === '%' || unit.startsWith('/') ? '' : '\u00A0'}${unit}`,
    span && ` (${msg(str`range ${formatNumber(span.from, lang)}–${formatNumber(span.to, lang)}`)})`,
    of,
  ]
    .filter(Boolean)
    .join('');
};

/** "10 of 21 (47.6%)": never a percentage without its denominator; of 0 people there is none. */
export const formatCount = ({ n, of, events }: Count, lang?: string): string =>
  `${msg(str`${formatNumber(n, lang)} of ${formatNumber(of, lang)}`)}${of > 0 && n <= of ? ` (${formatPercent((100 * n) / of, lang)})` : ''}${
    events === undefined ? '' : `, ${events === 1 ? msg('1 event') : msg(str`${formatNumber(events, lang)} events`)}`
  }`;

/** A value as text in the reader's language. Authored text is given back as it is: it is Markdown, and `src/text/` shows it. */
export const formatValue = (value: Value, lang?: string): string => {
  if (typeof value === 'string') return value;
  if (typeof value === 'number') return formatNumber(value, lang);
  if (isMissing(value)) return formatMissing(value);
  if (isCount(value)) return formatCount(value, lang);
  return formatMeasurement(value, lang);
};
