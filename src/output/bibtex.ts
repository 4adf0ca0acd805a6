import type { Reference } from '../artifact/schema/index.js';
import {
  dateParts,
  dateWords,
  doiOf,
  joinDate,
  type KeyedReference,
  line,
  nameParts,
  namesIn,
  remarks,
} from './reference.js';

/** BibTeX's entry types by CSL's; all others are `misc`. */
const TYPES: Record<string, string> = {
  'article-journal': 'article',
  'article-magazine': 'article',
  'article-newspaper': 'article',
  book: 'book',
  chapter: 'incollection',
  'entry-dictionary': 'incollection',
  'entry-encyclopedia': 'incollection',
  'paper-conference': 'inproceedings',
  pamphlet: 'booklet',
  report: 'techreport',
  thesis: 'phdthesis',
};

/** The field that names what a work of this type is in; `series` for the others. */
const CONTAINERS: Record<string, string> = {
  article: 'journal',
  incollection: 'booktitle',
  inproceedings: 'booktitle',
};

/** The field that names who published a work of this type. */
const PUBLISHERS: Record<string, string> = { techreport: 'institution', phdthesis: 'school' };

const MONTHS = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];

/** BibTeX counts braces whether or not a backslash is before them: in a text they are written by name. */
const SPECIALS: Record<string, string> = {
  '\\': '\\textbackslash{}',
  '{': '\\textbraceleft{}',
  '}': '\\textbraceright{}',
  '~': '\\textasciitilde{}',
  '^': '\\textasciicircum{}',
};

const escapeTex = (text: string): string =>
  text.replace(/[\\{}~^&%$#_]/g, (character) => SPECIALS[character] ?? `\\${character}`);

/** Braces around each word with a capital that a style would make small. */
const protectCapitals = (title: string): string =>
  title
    .split(' ')
    .map((word, index) => {
      const escaped = escapeTex(word);
      // BibTeX writes the first letter of a title as it stands.
      if (!/\p{Lu}/u.test(index === 0 ? word.slice(1) : word)) return escaped;
      // Text in braces that begin with a command has its case changed all the same.
      return escaped.startsWith('\\') ? `{{${escaped}}}` : `{${escaped}}`;
    })
    .join(' ');

/** A part of a name in which a comma or "and" would be read as the end of it goes into braces. */
const namePart = (text: string): string => (/,|\band\b/i.test(text) ? `{${escapeTex(text)}}` : escapeTex(text));

const names = (value: unknown): string =>
  namesIn(value)
    .map((name) => {
      const { body, family, given, suffix } = nameParts(name);
      // Several words without a comma would be read as a given and a family name.
      return body ? `{${escapeTex(body)}}` : [family, suffix, given].filter(Boolean).map(namePart).join(', ');
    })
    .join(' and ');

/** An address is printed as it stands, so that only what ends the field is written in another way. */
const address = (url: string): string => url.replace(/[{}\\ ]/g, encodeURIComponent);

/** What may stand in a key for every program that reads BibTeX. */
const safeKey = (key: string): string => key.replace(/[^\w:.+/-]+/g, '') || 'reference';

/**
 * A reference as a BibTeX entry in UTF-8. Fields that BibTeX's own styles do not know (`doi`, `url`, `urldate`, `date`,
 * `pmid`, `version`) are those that biblatex or the reference managers read.
 *
 * @param key what the entry is cited by; characters that no key may have are left out.
 */
export const bibtex = (key: string, reference: Reference): string => {
  const type = TYPES[reference.type ?? ''] ?? 'misc';
  const [year, month, day] = dateParts(reference.issued);
  const text = (name: string): string => escapeTex(line(reference[name]));
  const fields: Record<string, string> = {
    author: names(reference.author),
    editor: names(reference.editor),
    title: protectCapitals(line(reference.title)),
    [CONTAINERS[type] ?? 'series']: type === 'misc' ? '' : text('container-title'),
    // Of a `misc` the styles print nothing of its publisher or number but what stands here.
    howpublished:
      type === 'misc' ? [text('container-title'), text('publisher'), text('number')].filter(Boolean).join(', ') : '',
    [PUBLISHERS[type] ?? 'publisher']: text('publisher'),
    address: text('publisher-place'),
    edition: text('edition'),
    year: year === undefined ? escapeTex(dateWords(reference.issued)) : String(year),
    month: MONTHS[(month ?? 0) - 1] ?? '',
    date: day === undefined ? '' : joinDate(reference.issued),
    volume: text('volume'),
    number: text('issue') || text('number'),
    pages: text('page').replace(/\s*[-–—]+\s*/g, '--'),
    version: text('version'),
    isbn: text('ISBN'),
    issn: text('ISSN'),
    doi: address(doiOf(reference)),
    pmid: text('PMID'),
    url: address(line(reference.URL)),
    urldate: joinDate(reference.accessed),
    note: escapeTex(remarks(reference)),
  };
  const lines = Object.entries(fields)
    .filter(([, value]) => value)
    .map(([name, value]) => `  ${name} = ${name === 'month' ? value : `{${value}}`},\n`);
  return `@${type}{${safeKey(key)},\n${lines.join('')}}\n`;
};

/** References as one BibTeX file. Keys that would be the same, to BibTeX, are told apart by a number. */
export const bibtexList = (entries: readonly KeyedReference[]): string => {
  const taken = new Set<string>();
  return entries
    .map(({ key, reference }) => {
      const safe = safeKey(key);
      let unique = safe;
      // BibTeX takes keys that differ only in case for one.
      for (let number = 2; taken.has(unique.toLowerCase()); number++) unique = `${safe}-${number}`;
      taken.add(unique.toLowerCase());
      return bibtex(unique, reference);
    })
    .join('\n');
};
