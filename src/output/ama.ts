import { identifierUrl } from '../artifact/identifiers.js';
import type { Reference } from '../artifact/schema/index.js';
import { type CslName, doiOf, line, nameParts } from './reference.js';
import { keepScripts } from './scripts.js';

const MONTHS = 'January February March April May June July August September October November December'.split(' ');

/** With more authors than this AMA names three and "et al". */
const MOST_AUTHORS = 6;

/** A title as plain text. CSL marks it up with a few HTML tags. */
const titleOf = ({ title }: Reference): string =>
  keepScripts(line(title))
    .replace(/<sup>(.*?)<\/sup>/g, '^$1')
    .replace(/<\/?(?:i|b|sc|su[pb]|span)\b[^>]*>/g, '');

/** Ends a part with a full stop, unless its own mark ends it. */
const sentence = (text: string): string => (text === '' || /[.?!]["”’)]?$/.test(text) ? text : `${text}.`);

/** `J. R.` → JR, `Jean-Pierre` → JP, `JR` → JR. */
const initialsOf = (given: string): string =>
  given
    .split(/[\s.-]+/)
    .map((part) => (/^\p{Lu}{2,3}$/u.test(part) ? part : part.charAt(0)))
    .join('');

/** "Mendell JR"; a body's name as it is. */
const amaName = (name: CslName): string => {
  const { body, family, suffix } = nameParts(name);
  return body || [family, initialsOf(line(name.given)), suffix].filter(Boolean).join(' ');
};

/** Authors in AMA style: "Mendell JR, Al-Zaidy S, Shell R, et al". @param most with more authors than this, three are named. */
export const amaAuthors = (names: readonly CslName[] = [], most = MOST_AUTHORS): string => {
  const all = names.map(amaName).filter(Boolean);
  return all.length > most ? [...all.slice(0, 3), 'et al'].join(', ') : all.join(', ');
};

const dateParts = (date: Reference['issued']): string[] => (date?.['date-parts']?.[0] ?? []).map(String);

/** The year of publication, or undefined where none is told. */
export const yearOf = ({ issued }: Reference): string | undefined =>
  dateParts(issued)[0] || /\b\d{4}\b/.exec(`${issued?.raw ?? ''} ${issued?.literal ?? ''}`)?.[0];

/** "November 2, 2017" at the precision that is told. */
const amaDate = (date: Reference['issued']): string => {
  const [year = '', month, day] = dateParts(date);
  const name = MONTHS[Number(month) - 1];
  if (!year) return date?.literal ?? date?.raw ?? '';
  return name ? `${name} ${day ? `${Number(day)}, ` : ''}${year}` : year;
};

/** A work in few words, as a name for it: "Mendell et al., 2017"; the title of a work without authors. */
export const shortCitation = (reference: Reference): string => {
  const [first, second, third] = (reference.author ?? [])
    .map((name) => line(name.literal) || nameParts(name).family || line(name.given))
    .filter(Boolean);
  const who = third
    ? `${first} et al.`
    : second
      ? `${first} and ${second}`
      : first || titleOf(reference) || line(reference.publisher);
  return [who, yearOf(reference)].filter(Boolean).join(', ');
};

/** A place where a work can be looked up. */
export interface WorkLink {
  /** What is shown: `doi:10.1056/NEJMoa1706198`, `PMID: 29091557`, or the address. */
  label: string;
  /** The address, not yet vetted. */
  url: string;
}

/** Where a work can be looked up: by its DOI and its PMID, and by its address where it has neither. */
export const workLinks = (reference: Reference): WorkLink[] => {
  const { PMID, URL } = reference;
  const found: WorkLink[] = [];
  const doi = doiOf(reference);
  const pmid = line(PMID);
  if (doi) found.push({ label: `doi:${doi}`, url: identifierUrl({ scheme: 'doi', value: doi }) ?? '' });
  if (pmid) found.push({ label: `PMID: ${pmid}`, url: identifierUrl({ scheme: 'pmid', value: pmid }) ?? '' });
  if (found.length === 0 && URL) found.push({ label: URL, url: URL });
  return found;
};

/** "2017;377(18):1713-1722" */
const issueOf = (reference: Reference): string => {
  const pages = line(reference.page).replaceAll(/\s*(?:--|[–—])\s*/g, '-');
  const issue = line(reference.issue);
  const place = [`${line(reference.volume)}${issue && `(${issue})`}`, pages].filter(Boolean).join(':');
  return [yearOf(reference), place].filter(Boolean).join(';');
};

/** Who holds a work that no journal has, and under which number. */
const holderOf = (reference: Reference, authors: string): string => {
  const number = line(reference.number);
  if (/^NCT\d{8}$/.test(number)) return `ClinicalTrials.gov identifier: ${number}`;
  const publisher = line(reference.publisher);
  return [line(reference['container-title']), publisher === authors ? '' : publisher, number]
    .filter(Boolean)
    .join('; ');
};

/**
 * A reference in AMA style (11th edition) up to where it can be looked up: authors, title, and the journal with year,
 * volume, issue and pages, or who holds it with the date. What the reference does not tell is left out.
 */
export const amaCitation = (reference: Reference): string => {
  const authors = amaAuthors(reference.author);
  const journal = reference.type?.startsWith('article') ? line(reference['container-title']) : '';
  const parts = journal ? [journal, issueOf(reference)] : [holderOf(reference, authors), amaDate(reference.issued)];
  const accessed = journal ? '' : amaDate(reference.accessed);
  return [authors, titleOf(reference), ...parts, accessed && `Accessed ${accessed}`]
    .map(sentence)
    .filter(Boolean)
    .join(' ');
};

/** A reference as plain text in AMA style (11th edition), ending with its DOI, else its PMID, else its address. */
export const amaText = (reference: Reference): string =>
  [amaCitation(reference), workLinks(reference)[0]?.label].filter(Boolean).join(' ');
