import { capital, englishTerm } from '../artifact/terms.js';
import { msg, str, translated } from '../i18n/messages.js';

/** A registry's enumeration value as words: `SHAM_COMPARATOR` → "Sham comparator". A value never seen before is shown as words, not dropped. */
export const words = (value: string): string => {
  const term = englishTerm(value);
  // Authored text is nobody's term, whatever it says.
  return term === value ? value : capital(translated(term));
};

/** A registry's term within a phrase: `ACTUAL` → "actual". Other languages have their terms as they stand within one. */
export const lower = (value: string): string => {
  const term = englishTerm(value);
  const said = translated(term);
  return said === term || term === value ? term.toLowerCase() : said;
};

/** `["PHASE1", "PHASE2"]` → "Phase 1/2". */
export const formatPhases = (phases: readonly string[]): string => {
  if (phases.every((phase) => /^PHASE\d$/.test(phase)))
    return msg(str`Phase ${phases.map((phase) => phase.slice(5)).join('/')}`);
  return phases.map((phase) => (phase === 'NA' ? msg('Phase not applicable') : words(phase))).join(', ');
};
