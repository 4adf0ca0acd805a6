import { msg, str, translated } from '../i18n/messages.js';
import { isRecord } from './schema/common.js';
import type { Count, Fact, Missing, Percent, Quantity, Sourced, Value } from './schema/common.js';

/** A fact as a list of sourced values: one for a plain fact, none for an absent one, several where sources disagree. */
export const sourcedValues = <T>(fact: Fact<T> | undefined): Sourced<T>[] => {
  if (fact === undefined) return [];
  if (Array.isArray(fact) && fact.every((item) => isRecord(item) && Object.hasOwn(item, 'value'))) return fact;
  if (isRecord(fact) && Object.hasOwn(fact, 'value')) return [fact as unknown as Sourced<T>];
  return [{ value: fact as T }];
};

/** The first value of a fact: for a title or a file name, never for what a reader decides by. */
export const firstValue = <T>(fact: Fact<T> | undefined): T | undefined => sourcedValues(fact)[0]?.value;

/** Formatters are costly to make and made once a language and kind. */
const kept = new Map<string, unknown>();
const keep = <T>(key: string, make: () => T): T => {
  if (!kept.has(key)) kept.set(key, make());
  return kept.get(key) as T;
};

/** A language that `Intl` accepts: an artifact may carry any text in `lang`. */
const language = (lang: string | undefined): string =>
  keep(`lang ${lang}`, () => {
    try {
      const [known = 'en'] = Intl.getCanonicalLocales(lang || 'en');
      // Browsers differ in the digits of Arabic without a region; beside an author's own, these are read without a second look.
      return known === 'ar' ? 'ar-u-nu-latn' : known;
    } catch {
      return 'en';
    }
  });

/** The direction of a language's script. */
export const directionOf = (lang: string): 'ltr' | 'rtl' =>
  /^(ar|arc|ckb|dv|fa|he|ps|sd|ug|ur|yi)\b/i.test(lang) ? 'rtl' : 'ltr';

/** A date or number in a language that is written from the right stands as one piece in text that runs the other way. */
const isolated = (text: string, lang: string | undefined): string =>
  lang && directionOf(lang) === 'rtl' ? `\u2068${text}\u2069` : text;

/**
 * Whether a reader’s language is the one that the script itself speaks. What is plain in it is written here: to start the browser’s
 * formatters takes longer than all else on a card, some 20 ms.
 */
const isPlainEnglish = (lang: string | undefined): boolean => /^en(-US)?$/.test(language(lang));

/** A number in English with all digits that it has; undefined where some would have to go. */
const inEnglish = (number: number, digits: number, least: number): string | undefined => {
  const [, sign, whole = '', decimals = ''] = /^(-?)(\d+)(?:\.(\d+))?$/.exec(String(number)) ?? [];
  if (!whole || decimals.length > digits) return undefined;
  const all = decimals.padEnd(least, '0');
  return `${sign ? '−' : ''}${whole.replace(/\B(?=(?:\d{3})+$)/g, ',')}${all && `.${all}`}`;
};

const MONTHS = 'Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec'.split(' ');

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
      `number ${language(lang)} ${digits} ${least}`,
      () => new Intl.NumberFormat(language(lang), { minimumFractionDigits: least, maximumFractionDigits: digits }),
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
    `printed ${language(lang)} ${digits}`,
    () =>
      new Intl.NumberFormat(language(lang), {
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
    `percent ${language(lang)}`,
    () => new Intl.NumberFormat(language(lang), { style: 'percent', maximumFractionDigits: 1 }),
  ).format(percent / 100);

/** A date at the precision it has: `2019-05` becomes "May 2019". Text that is no date is given back as it is. */
export const formatDate = (date: string, lang?: string): string => {
  const match = /^(\d{4})(?:-(\d{2}))?(?:-(\d{2}))?$/.exec(date);
  if (!match) return date;
  const [, year, month, day] = match;
  const options: Intl.DateTimeFormatOptions = {
    timeZone: 'UTC',
    year: 'numeric',
    ...(month && { month: 'short' }),
    ...(day && { day: 'numeric' }),
  };
  const time = Date.UTC(Number(year), Number(month ?? 1) - 1, Number(day ?? 1));
  // A day that there is: the platform makes the first of March of the 30th of February.
  if (isPlainEnglish(lang) && new Date(time).toISOString().startsWith(date))
    return [month && MONTHS[Number(month) - 1], day && `${Number(day)},`, Number(year)].filter(Boolean).join(' ');
  const text = keep(
    `date ${language(lang)} ${date.length}`,
    () => new Intl.DateTimeFormat(language(lang), options),
  ).format(time);
  return isolated(text, lang);
};

/** Today by the reader's own calendar, `2026-11-23`. */
export const today = (now = new Date()): string =>
  [now.getFullYear(), now.getMonth() + 1, now.getDate()].map((part) => String(part).padStart(2, '0')).join('-');

/** Whether a date lies in the past, by the reader's own calendar; a month or a year counts until its end. */
export const isPast = (date: string, now?: Date): boolean => date < today(now).slice(0, date.length);

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

/** "Not reported by the FDA label". */
export const formatMissing = ({ missing, by }: Missing): string => {
  switch (missing) {
    case 'not reported':
      return by ? msg(str`Not reported by ${by}`) : msg('Not reported');
    case 'not applicable':
      return by ? msg(str`Not applicable by ${by}`) : words('NA');
    case 'none':
      return by ? msg(str`None by ${by}`) : msg('None');
    case 'unknown':
      return by ? msg(str`Unknown by ${by}`) : words('UNKNOWN');
  }
};

/** Several things in a row, by locale: "a, b, c". */
export const formatList = (items: readonly string[], lang?: string): string =>
  keep(
    `list ${language(lang)}`,
    () => new Intl.ListFormat(language(lang), { type: 'conjunction', style: 'narrow' }),
  ).format(items);

/** True for a value that says why it is not there. */
export const isMissing = (value: unknown): value is Missing => isRecord(value) && 'missing' in value;
/** True for a number of people out of so many. */
export const isCount = (value: unknown): value is Count => isRecord(value) && 'n' in value;
/** True for a percentage whose count is not known. */
export const isPercent = (value: unknown): value is Percent => isRecord(value) && 'percent' in value;
/** True for a number with a unit. */
export const isQuantity = (value: unknown): value is Quantity => isRecord(value) && 'number' in value;

/** A value as text in the reader's language. Authored text is given back as it is: it is Markdown, and `src/text/` shows it. */
export const formatValue = (value: Value, lang?: string): string => {
  if (typeof value === 'string') return value;
  if (typeof value === 'number') return formatNumber(value, lang);
  if (isMissing(value)) return formatMissing(value);
  if (isCount(value)) return formatCount(value, lang);
  return formatMeasurement(value, lang);
};

/** Words whose registry spelling does not make good words by itself. */
const WORDS: Record<string, string> = {
  ACTIVE_NOT_RECRUITING: 'Active, not recruiting',
  NON_RANDOMIZED: 'Non-randomized',
  EARLY_PHASE1: 'Early phase 1',
  NA: 'Not applicable',
  NONE: 'None (open label)',
  CASE_CONTROL: 'Case-control',
  FAMILY_BASED: 'Family-based',
  ECT: 'Educational/counseling/training',
  NIH: 'NIH',
  FED: 'US federal',
  OTHER_GOV: 'Other government',
  INDIV: 'Individual',
  SAP: 'Statistical analysis plan',
  ICF: 'Informed consent form',
  CSR: 'Clinical study report',
  LTE60: '60 days or less',
  GT60: 'More than 60 days',
};

/** A word as it begins a sentence. */
export const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);

/** A registry's enumeration value in English; the value itself where it is authored text. */
const english = (value: string): string => {
  if (Object.hasOwn(WORDS, value)) return WORDS[value] ?? value;
  if (!/^[A-Z][A-Z0-9_]*$/.test(value)) return value;
  return capital(
    value
      .toLowerCase()
      .replaceAll('_', ' ')
      .replace(/^phase(\d)/, 'phase $1'),
  );
};

/** A registry's enumeration value as words: `SHAM_COMPARATOR` → "Sham comparator". A value never seen before is shown as words, not dropped. */
export const words = (value: string): string => {
  const term = english(value);
  // Authored text is nobody's term, whatever it says.
  return term === value ? value : capital(translated(term));
};

/** A registry's term within a phrase: `ACTUAL` → "actual". Other languages have their terms as they stand within one. */
export const lower = (value: string): string => {
  const term = english(value);
  const said = translated(term);
  return said === term || term === value ? term.toLowerCase() : said;
};

/** `["PHASE1", "PHASE2"]` → "Phase 1/2". */
export const formatPhases = (phases: readonly string[]): string => {
  if (phases.every((phase) => /^PHASE\d$/.test(phase)))
    return msg(str`Phase ${phases.map((phase) => phase.slice(5)).join('/')}`);
  return phases.map((phase) => (phase === 'NA' ? msg('Phase not applicable') : words(phase))).join(', ');
};
