const canonical = new Map<string, string>();

/** The locale that `Intl` formats numbers, dates and lists by. `lang` may be any text; if it is not a language tag, English is used. */
export const localeOf = (lang: string | undefined): string => {
  const known = canonical.get(lang ?? '');
  if (known !== undefined) return known;
  let locale = 'en';
  try {
    [locale = 'en'] = Intl.getCanonicalLocales(lang || 'en');
  } catch {
    // Not a language tag.
  }
  // Browsers differ in the digits of Arabic without a region; beside an author's own, these are read without a second look.
  if (locale === 'ar') locale = 'ar-u-nu-latn';
  canonical.set(lang ?? '', locale);
  return locale;
};

/** The direction of a language's script. */
export const directionOf = (lang: string): 'ltr' | 'rtl' =>
  /^(ar|arc|ckb|dv|fa|he|ps|sd|ug|ur|yi)\b/i.test(lang) ? 'rtl' : 'ltr';

/**
 * Whether the reader’s language is English, the script’s own. Simple English formats are written here: starting the browser’s
 * formatters takes about 20 ms, longer than the rest of a card.
 */
export const isPlainEnglish = (lang: string | undefined): boolean => /^en(-US)?$/.test(localeOf(lang));
