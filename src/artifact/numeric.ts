/** The digits of a number in text: those of a JSON number (RFC 8259, section 6), with an exponent of at most two digits. */
export const NUMERIC = /^-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][-+]?\d{1,2})?$/;

/** A number as a source printed it, taken apart; no digit is lost. */
export interface Printed {
  /** `<`, `>`, `≤`, `≥`, `=`, `~` or nothing. */
  relation: string;
  /** `+`, `-` or nothing. */
  sign: string;
  /** The digits before the decimal sign, without separators; empty where the source has none. */
  whole: string;
  /** The digits after the decimal sign. */
  decimals: string;
  /** The exponent of ten, where the source has one. */
  power: number | undefined;
  /** Whether the source parts the thousands. */
  isGrouped: boolean;
  isPercent: boolean;
}

const PRINTED =
  /^\s*(<=|>=|[<>≤≥=~≈]?)\s*([-+−]?)(?=\.?\d)(\d{1,3}(?:,\d{3})+|\d*)(?:\.(\d*))?(?:[eE]([-+]?\d{1,3}))?\s*(%?)\s*$/;

/** Reads a number as English texts print it: `-0.50`, `.5`, `<0.001`, `1,234.5`, `1E-5`, `33.3%`. Undefined for any other text. */
export const readPrinted = (text: string): Printed | undefined => {
  const [all, relation = '', sign = '', whole = '', decimals = '', power, percent] = PRINTED.exec(text) ?? [];
  if (all === undefined) return undefined;
  return {
    relation: relation === '<=' ? '≤' : relation === '>=' ? '≥' : relation,
    sign: sign === '−' ? '-' : sign,
    whole: whole.replaceAll(',', ''),
    decimals,
    power: power === undefined ? undefined : Number(power),
    isGrouped: whole.includes(','),
    isPercent: percent === '%',
  };
};

/** The number that a text prints, for comparing; undefined where it is no number or only a limit of one (`<0.001`). */
export const printedValue = (text: string): number | undefined => {
  const printed = readPrinted(text);
  if (!printed || !['', '=', '~', '≈'].includes(printed.relation)) return undefined;
  const { sign, whole, decimals, power = 0 } = printed;
  return Number(`${sign}${whole || '0'}.${decimals || '0'}e${power}`);
};

/** A text in which each naked point has its zero: `.5 mg` is `0.5 mg`. All other digits stay. */
export const withZeros = (text: string): string => text.replace(/(?<![\d.])\.(?=\d)/g, '0.');

/** A text's number as an artifact holds it: a JSON number where that keeps every digit, else the digits as text. Undefined where it is none. */
export const numericOf = (text: string): number | string | undefined => {
  const digits = withZeros(text.trim());
  if (!NUMERIC.test(digits)) return undefined;
  // A JSON number holds 15 digits, no zero at the end of decimals, and no sign of zero.
  const significant = digits.replace(/e.*/i, '').replace(/\D/g, '').replace(/^0+/, '');
  return significant.length > 15 || /\.\d*0(?:e|$)/i.test(digits) || /^-[0.]+$/.test(digits) ? digits : Number(digits);
};
