import { currentLanguage } from '../i18n/messages.js';
import { localeOf } from '../i18n/language.js';
import { keep } from './formatters.js';

/** Several things in a row, by locale: "a, b, c". */
export const formatList = (items: readonly string[], lang?: string): string =>
  keep(
    `list ${localeOf(lang)}`,
    () => new Intl.ListFormat(localeOf(lang), { type: 'conjunction', style: 'narrow' }),
  ).format(items);

/** A list of labels within a sentence. Only English words are safe to write small: German nouns are not. */
export const lowerList = (labels: readonly string[], lang?: string): string =>
  currentLanguage() === 'en' ? formatList(labels).toLowerCase() : formatList(labels, lang);
