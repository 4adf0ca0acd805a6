import { localeOf } from '../i18n/language.js';
import { keep } from './formatters.js';

/** Several things in a row, by locale: "a, b, c". */
export const formatList = (items: readonly string[], lang?: string): string =>
  keep(
    `list ${localeOf(lang)}`,
    () => new Intl.ListFormat(localeOf(lang), { type: 'conjunction', style: 'narrow' }),
  ).format(items);
