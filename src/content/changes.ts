import type { Change, Compared } from '../artifact/compare.js';
import { msg, str, translated } from '../i18n/messages.js';
import { formatDate } from './dates.js';
import { formatNumber } from './numbers.js';
import { formatPhases, lower, words } from './terms.js';

/** A compared value in words. */
const inWords = (value: Compared | undefined, lang?: string): string => {
  if (value === undefined) return msg('not given');
  if (typeof value === 'string') return words(value);
  if ('count' in value || 'date' in value) {
    const text = 'count' in value ? formatNumber(value.count, lang) : formatDate(value.date, lang);
    return value.type ? `${text} (${lower(value.type)})` : text;
  }
  return formatPhases(value);
};

/** What differs between an artifact and the registry's record of the same trial, in words. */
export interface ChangeWords {
  label: string;
  mine: string;
  registry: string;
  /** By when the registry had it. */
  since: string | undefined;
}

/** @param change what the registry says now, against what an artifact says. */
export const changeWords = ({ label, mine, registry, since }: Change, lang?: string): ChangeWords => ({
  label: translated(label),
  mine: inWords(mine, lang),
  registry: inWords(registry, lang),
  since: since && msg(str`by ${formatDate(since, lang)}`),
});

/** Said above what differs. */
export const changesSince = (): string =>
  msg('Registry: changed since this page’s own snapshot of the trial was made.');
