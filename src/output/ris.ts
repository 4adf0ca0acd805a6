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

/**
 * RIS's types by CSL's. Each is one that two programs read: bibutils 7.2 (`lib/risin.c` and `lib/ristypes.c`, by running
 * `ris2xml`) and Zotero (`importTypeMap` of its translator `RIS.js`, version of 2023-07-28). All other works are `GEN`.
 *
 * RIS 2011 has `DATA`, `UNPB`, `MANSCPT`, `BLOG`, `DICT` and `ENCYC` too, but one of the two takes each for an unknown
 * work: a manuscript is a `PAMP`, which Zotero reads as a manuscript, and a dataset is the page that it stands on.
 */
export const RIS_TYPES: Readonly<Record<string, string>> = {
  'article-journal': 'JOUR',
  'article-magazine': 'MGZN',
  'article-newspaper': 'NEWS',
  book: 'BOOK',
  chapter: 'CHAP',
  dataset: 'ELEC',
  'entry-dictionary': 'CHAP',
  'entry-encyclopedia': 'CHAP',
  manuscript: 'PAMP',
  pamphlet: 'PAMP',
  'paper-conference': 'CONF',
  patent: 'PAT',
  'post-weblog': 'ELEC',
  report: 'RPRT',
  review: 'JOUR',
  software: 'COMP',
  standard: 'RPRT',
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
  const text = (name: string): string => line(reference[name]);
  const number = text('number');
  // Of a page Zotero keeps neither publisher nor accession number; of a report it does.
  const isRecord = reference.type === 'dataset' && number !== '';
  const type = isRecord ? 'RPRT' : (RIS_TYPES[reference.type ?? ''] ?? 'GEN');
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
    ['AN', pmid || number],
    ['M3', isRecord && /^NCT\d{8}$/.test(number) ? 'Clinical trial registration' : ''],
    ['LA', text('language')],
    ['UR', text('URL')],
    ['Y2', date(reference.accessed)],
    // Bibutils drops `AN`, and Zotero reads `M1` as an issue or a date of access: both keep a note.
    ['N1', remarks(reference), number],
  ];
  const lines = fields.flatMap(([tag, ...values]) => values.filter(Boolean).map((value) => `${tag}  - ${value}\r\n`));
  return `TY  - ${type}\r\n${lines.join('')}ER  - \r\n`;
};

/** References as one RIS file. */
export const risList = (entries: readonly KeyedReference[]): string =>
  entries.map(({ reference }) => ris(reference)).join('\r\n');
