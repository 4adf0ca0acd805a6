const canonical = new Map<string, string>();

/** The locale that `Intl` formats numbers, dates and lists by. An artifact may carry any text in `lang`: what is no language gives English. */
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
 * Whether a reader’s language is the one that the script itself speaks. What is plain in it is written here: to start the browser’s
 * formatters takes longer than all else on a card, some 20 ms.
 */
export const isPlainEnglish = (lang: string | undefined): boolean => /^en(-US)?$/.test(localeOf(lang));
