import { msg, sentence, str } from '../i18n/messages.js';
import { formatNumber } from './numbers.js';
import type { Report } from '../artifact/schema/index.js';

/** What must be known of reports before any of their numbers. */
export const reportsCaveat = (): string =>
  msg(
    'These are reports that people sent to the FDA. A report does not show that the drug caused the event; one event may be reported several times, most events are never reported, and how many people took the drug is not known. So no count here is a rate, and counts of different drugs can’t be compared.',
  );

/** How many of the reports that the source found are here. */
export const partOfReports = (inAll: number, here: number, lang?: string): string =>
  here === 1
    ? msg(str`The source found ${formatNumber(inAll, lang)} reports; one is here.`)
    : msg(str`The source found ${formatNumber(inAll, lang)} reports; ${formatNumber(here, lang)} are here.`);

const ROLES = [sentence('suspect'), sentence('interacting'), sentence('concomitant')];
const roleRank = (role = '') => (ROLES.includes(role) ? ROLES.indexOf(role) : ROLES.length);

/** The drugs of a report, those under suspicion first. */
export const suspectFirst = (drugs: Report['drugs']): Report['drugs'] =>
  [...drugs].sort((a, b) => roleRank(a.role) - roleRank(b.role));
