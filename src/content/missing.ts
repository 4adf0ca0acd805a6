import { MISSING, type MissingCode, missingCode } from '../artifact/missing.js';
import type { Missing } from '../artifact/schema/common.js';
import { capital } from '../artifact/terms.js';
import { msg, str, translated } from '../i18n/messages.js';

/** Why there is nothing, in the reader's language: "Not in this record". */
export const missingWords = (code: MissingCode): string => capital(translated(MISSING[code]));

/** "Not reported by the FDA label", "Not assessed (0 at risk)". */
export const formatMissing = ({ missing, by, reason }: Missing): string => {
  const code = missingCode(missing);
  const words = by && code === 'not-reported' ? msg(str`Not reported by ${by}`) : missingWords(code);
  const more = [code === 'not-reported' ? undefined : by, reason && translated(reason)].filter(Boolean);
  return more.length > 0 ? `${words} (${more.join(', ')})` : words;
};
