const SIGNS = '0123456789+-';
const RAISED = '⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻';
const LOWERED = '₀₁₂₃₄₅₆₇₈₉₊₋';

/** Raised and lowered numbers in HTML as characters that stay so without it: in plain text the digits of `10<sup>14</sup>` would be another number. */
export const keepScripts = (text: string): string =>
  text.replace(/<(su[pb])>([-−+\d]+)<\/\1>/g, (_, tag: string, number: string) =>
    [...number.replace('−', '-')].map((sign) => (tag === 'sup' ? RAISED : LOWERED)[SIGNS.indexOf(sign)]).join(''),
  );
