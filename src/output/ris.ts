import type { Reference } from '../artifact/schema/index.js';
import {
  type CslDate,
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

/** RIS's types by CSL's, of those that Zotero and bibutils both know; all others are `GEN`. */
const TYPES: Record<string, string> = {
  'article-journal': 'JOUR',
  'article-magazine': 'MGZN',
  'article-newspaper': 'NEWS',
  book: 'BOOK',
  chapter: 'CHAP',
  dataset: 'DATA',
  'entry-dictionary': 'CHAP',
  'entry-encyclopedia': 'CHAP',
  manuscript: 'UNPB',
  pamphlet: 'PAMP',
  'paper-conference': 'CONF',
  'post-weblog': 'ELEC',
  report: 'RPRT',
  software: 'COMP',
  thesis: 'THES',
  webpage: 'ELEC',
};

const names = (value: unknown): string[] =>
  namesIn(value).map((name) => {
    const { body, family, given, suffix } = nameParts(name);
    return body || [family, given, suffix].filter(Boolean).join(', ');
  });

/** `YYYY/MM/DD/words`: each slash is there, whatever is known. */
const date = (value: CslDate | undefined): string => {
  const words = dateWords(value);
  const [year = '', month = '', day = ''] = joinDate(value, '/').split('/');
  return year || words ? [year, month, day, words].join('/') : '';
};

/** A reference as a RIS record: one line a field, lines ended by CR and LF as the format asks. */
export const ris = (reference: Reference): string => {
  const type = TYPES[reference.type ?? ''] ?? 'GEN';
  const text = (name: string): string => line(reference[name]);
  // Anything but one range (`123-5, 130-4`) is told whole.
  const [, start = text('page'), end = ''] = /^([^-–—,]+?)\s*[-–—]+\s*([^-–—,]+)$/.exec(text('page')) ?? [];
  const pmid = text('PMID');
  const fields: [tag: string, ...values: string[]][] = [
    ['AU', ...names(reference.author)],
    ['A2', ...names(reference.editor)],
    ['TI', text('title')],
    ['T2', text('container-title')],
    ['JO', type === 'JOUR' ? text('container-title') : ''],
    ['PY', String(dateParts(reference.issued)[0] ?? '')],
    ['DA', date(reference.issued)],
    ['VL', text('volume')],
    ['IS', text('issue')],
    ['SP', start],
    ['EP', end],
    ['ET', text('edition') || text('version')],
    ['PB', text('publisher')],
    ['CY', text('publisher-place')],
    ['SN', text('ISSN') || text('ISBN')],
    ['DO', doiOf(reference)],
    ['AN', pmid || text('number')],
    ['M1', pmid ? text('number') : ''],
    ['LA', text('language')],
    ['UR', text('URL')],
    ['Y2', date(reference.accessed)],
    ['N1', remarks(reference)],
  ];
  const lines = fields.flatMap(([tag, ...values]) => values.filter(Boolean).map((value) => `${tag}  - ${value}\r\n`));
  return `TY  - ${type}\r\n${lines.join('')}ER  - \r\n`;
};

/** References as one RIS file. */
export const risList = (entries: readonly KeyedReference[]): string =>
  entries.map(({ reference }) => ris(reference)).join('\r\n');
