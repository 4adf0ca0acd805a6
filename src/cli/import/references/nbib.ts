import type { References } from '../../../artifact/schema/index.js';
import type { Source } from '../../source.js';
import type { Findings } from '../finding.js';
import { gather, type Item, keyOf } from './csl.js';
import { leftOver } from './left-over.js';

/** A record's fields by tag, in the file's order. */
type Fields = Map<string, string[]>;

/** A field: a tag of up to four letters, a hyphen in the fifth column, and a value that continues on lines indented by six spaces. */
const FIELD = /^([A-Z]{2,4}) *- ?(.*)$/;

const recordsOf = (text: string): { start: number; fields: Fields }[] => {
  const records: { start: number; fields: Fields }[] = [];
  let last: string[] | undefined;
  let at = 0;
  for (const line of text.split('\n')) {
    const [, tag, value = ''] = FIELD.exec(line) ?? [];
    if (tag === 'PMID' || (tag && records.length === 0)) records.push({ start: at, fields: new Map() });
    const record = records.at(-1)?.fields;
    if (tag && record) {
      last = record.get(tag) ?? [];
      last.push(value.trim());
      record.set(tag, last);
    } else if (last && /^ {2,}\S/.test(line)) last.push(`${last.pop() ?? ''} ${line.trim()}`.trim());
    else last = undefined;
    at += line.length + 1;
  }
  return records;
};

const MONTHS = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];

/** `2012 Jul 15` → parts; a season or a range of months stays as printed. */
const dateOf = (printed: string | undefined): Item => {
  if (!printed) return {};
  const [, year, month, day] = /^(\d{4})(?: ([A-Z][a-z]{2})(?: (\d{1,2}))?)?$/.exec(printed) ?? [];
  const number = month ? MONTHS.indexOf(month.toLowerCase()) + 1 : 0;
  if (!year || (month && number === 0)) return { issued: { raw: printed } };
  return { issued: { 'date-parts': [[Number(year), ...(month ? [number] : []), ...(day ? [Number(day)] : [])]] } };
};

/** `Roe, Jane Q` → family and given; a name in initials, `Roe JQ`, likewise. */
const nameOf = (printed: string): Item => {
  const [family = '', given] = printed.includes(',') ? printed.split(/,\s*/, 2) : printed.split(/ (?=[A-Z]{1,4}$)/);
  return given ? { family, given } : { literal: family };
};

/** `123-9` is 123 to 129. */
const pagesOf = (printed: string): string => {
  const [, first = '', last = ''] = /^(\d+)-(\d+)$/.exec(printed) ?? [];
  return last && last.length < first.length ? `${first}-${first.slice(0, first.length - last.length)}${last}` : printed;
};

/** PubMed publication types with a CSL type other than journal article. */
const TYPES: [pattern: RegExp, type: string][] = [
  [/^Preprint$/, 'article'],
  [/^Dataset$/, 'dataset'],
  [/^Book Chapter$/, 'chapter'],
  [/^Books?$/, 'book'],
];

const CARRIED = ['PMID', 'TI', 'FAU', 'AU', 'CN', 'JT', 'TA', 'DP', 'VI', 'IP', 'PG', 'PMC', 'LID', 'AID', 'AB', 'LA'];

const itemOf = (fields: Fields): Item => {
  const all = (tag: string) => fields.get(tag) ?? [];
  const first = (...tags: string[]) => tags.flatMap(all).find(Boolean);
  const put = (name: string, value: unknown): Item => (value === undefined ? {} : { [name]: value });
  const identifiers = [...all('LID'), ...all('AID')];
  const idOf = (kind: string) => identifiers.find((id) => id.endsWith(`[${kind}]`))?.replace(/\s*\[[^\]]*\]$/, '');
  const types = all('PT');
  const authors = [
    ...(fields.has('FAU') ? all('FAU') : all('AU')).map(nameOf),
    ...all('CN').map((literal) => ({ literal })),
  ];
  const pages = first('PG');
  // The elements warn about a reference whose note begins with this word.
  const retracted = types.includes('Retracted Publication')
    ? ['Retracted.', ...all('RIN').map((notice) => `Retraction: ${notice}`)].join(' ')
    : undefined;
  const item: Item = {
    type: TYPES.find(([pattern]) => types.some((type) => pattern.test(type)))?.[1] ?? 'article-journal',
    ...put('title', first('TI', 'BTI')),
    ...(authors.length > 0 && { author: authors }),
    ...put('container-title', first('JT', 'TA')),
    ...put('container-title-short', fields.has('JT') ? first('TA') : undefined),
    ...dateOf(first('DP')),
    ...put('volume', first('VI')),
    ...put('issue', first('IP')),
    ...put('page', pages && pagesOf(pages)),
    ...put('DOI', idOf('doi')),
    ...put('PMID', first('PMID')),
    ...put('PMCID', first('PMC')),
    ...put('ISSN', first('IS')?.replace(/\s*\(.*$/, '')),
    ...put('language', first('LA')),
    ...put('abstract', first('AB')),
    ...put('note', retracted),
  };
  const others = [...fields].flatMap(([tag, values]) =>
    CARRIED.includes(tag) ? [] : values.map((value): [string, string] => [tag, value]),
  );
  const [pmid, doi] = [first('PMID'), idOf('doi')];
  return { ...item, ...leftOver(others, item), id: pmid ? `pmid:${pmid}` : doi ? `doi:${doi}` : keyOf(item) };
};

/**
 * PubMed's own format (its “PubMed” export, `.nbib`) → references by key, `pmid:` and the number. Fields:
 * https://pubmed.ncbi.nlm.nih.gov/help/#pubmed-format
 */
export const referencesOfNbib = (source: Source, findings: Findings): References => {
  const records = recordsOf(source.text);
  return gather(
    records.map(({ fields }) => itemOf(fields)),
    source,
    findings,
    (index) => records[index]?.start ?? 0,
  );
};
