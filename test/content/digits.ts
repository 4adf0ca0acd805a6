// Reads numbers back from texts, by what the languages' style guides say and not by the code that wrote them.

/** What parts thousands and decimals in the interface's languages. */
export const SEPARATORS: Readonly<Record<string, readonly [group: string, decimal: string]>> = {
  en: [',', '.'],
  ar: [',', '.'],
  de: ['.', ','],
  es: ['.', ','],
  fr: ['\u202F', ','],
  ja: [',', '.'],
  pt: ['.', ','],
  zh: [',', '.'],
};

const SUPERSCRIPTS = '⁰¹²³⁴⁵⁶⁷⁸⁹';

/** The number that a text in a language is, as JSON writes it. Throws where it is none in that language. */
export const numberIn = (text: string, lang: string): string => {
  const [group = '', decimal = ''] = SEPARATORS[lang] ?? [];
  const [, sign = '', whole = '', decimals, power] =
    new RegExp(
      `^\u200E?([−+]?)(\\d+|\\d{1,3}(?:${group === '.' ? '\\.' : group}\\d{3})+)(?:${decimal === '.' ? '\\.' : decimal}(\\d+))?(?:\u202F×\u202F10(⁻?[${SUPERSCRIPTS}]+))?$`,
    ).exec(text) ?? [];
  if (!whole) throw new Error(`“${text}” is no number in ${lang}`);
  const exponent = power && [...power].map((one) => (one === '⁻' ? '-' : SUPERSCRIPTS.indexOf(one))).join('');
  return `${sign.replace('−', '-')}${whole.replaceAll(group, '')}${decimals === undefined ? '' : `.${decimals}`}${exponent ? `e${exponent}` : ''}`;
};

const partsOf = (number: string) => {
  const [, sign = '', whole = '', decimals = '', power = '0'] =
    /^([-+]?)(\d*)(?:\.(\d*))?(?:e([-+]?\d+))?$/i.exec(number) ?? [];
  return { sign, whole: whole || '0', decimals, power: Number(power) };
};

/** Whether two numbers have the same digits in the same places, trailing zeros and the sign of zero among them. */
export const sameDigits = (shown: string, source: string): boolean =>
  JSON.stringify(partsOf(shown)) === JSON.stringify(partsOf(source));

/** Whether two decimal numbers are exactly the same number, however they are written. */
export const sameNumber = (a: string, b: string): boolean => {
  const exact = (number: string) => {
    const { sign, whole, decimals, power } = partsOf(number);
    const digits = (whole + decimals).replace(/^0+/, '');
    const significant = digits.replace(/0+$/, '');
    return significant && `${sign}${significant}e${power - decimals.length + digits.length - significant.length}`;
  };
  return exact(a) === exact(b);
};
