import { directionOf, isPlainEnglish, localeOf } from '../i18n/language.js';
import { msg, str } from '../i18n/messages.js';
import { keep } from './formatters.js';

const MONTHS = 'Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec'.split(' ');

/** A date or number in a language that is written from the right stands as one piece in text that runs the other way. */
const isolated = (text: string, lang: string | undefined): string =>
  lang && directionOf(lang) === 'rtl' ? `\u2068${text}\u2069` : text;

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
  // The platform makes the first of March of the 30th of February: a day that there is not stays as it is printed.
  if (!new Date(time).toISOString().startsWith(date)) return date;
  if (isPlainEnglish(lang))
    return [month && MONTHS[Number(month) - 1], day && `${Number(day)},`, Number(year)].filter(Boolean).join(' ');
  const text = keep(
    `date ${localeOf(lang)} ${date.length}`,
    () => new Intl.DateTimeFormat(localeOf(lang), options),
  ).format(time);
  return isolated(text, lang);
};

/** As of when something is known. */
export const asOfDate = (date: string, lang?: string): string => msg(str`As of ${formatDate(date, lang)}`);

/** When somebody last looked through a record. */
export const reviewedWords = (date: string, lang?: string): string => msg(str`Reviewed ${formatDate(date, lang)}`);

/** By when somebody should look through a record: for a reader on any day. */
export const reviewDueWords = (date: string, lang?: string): string =>
  msg(str`A review is due by ${formatDate(date, lang)}: newer facts may exist after that.`);

/** The same, where the day is past. */
export const overdueWords = (date: string, lang?: string): string =>
  msg(str`Review was due by ${formatDate(date, lang)}: newer facts may exist.`);
