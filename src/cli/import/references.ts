import { plugins } from '@citation-js/core';
import '@citation-js/plugin-bibtex';
import { isRecord } from '../../artifact/schema/common.js';
import type { Reference, References } from '../../artifact/schema/index.js';
import { readJson } from '../json.js';
import type { Source } from '../source.js';
import type { Findings } from './finding.js';

type Item = Record<string, unknown>;

/** Fields of CSL that hold one text. */
const TEXT = ['type', 'title', 'container-title', 'publisher', 'DOI', 'URL', 'note'];
const SCALAR = ['volume', 'issue', 'page', 'PMID'];
const DATES = ['issued', 'accessed', 'original-date', 'submitted', 'available-date', 'event-date'];

const asText = (value: unknown): string | undefined => {
  if (typeof value === 'string') return value;
  if (typeof value === 'number' || typeof value === 'boolean') return String(value);
  // Crossref's own JSON has lists where CSL has a text.
  if (Array.isArray(value) && value.every((item) => typeof item === 'string')) return value.join('; ');
  return undefined;
};

const asName = (value: unknown): unknown => {
  if (typeof value === 'string') return { literal: value };
  if (!isRecord(value)) return undefined;
  const { _orcid, name, ...rest } = value;
  return {
    ...rest,
    ...(typeof name === 'string' && !rest.family && !rest.literal && { literal: name }),
    ...(typeof _orcid === 'string' && { ORCID: _orcid }),
  };
};

const asDate = (value: unknown): unknown => {
  if (typeof value === 'string') return { raw: value };
  if (typeof value === 'number') return { 'date-parts': [[value]] };
  if (!isRecord(value)) return undefined;
  const parts = value['date-parts'];
  if (!Array.isArray(parts)) return value;
  const clean = parts.map((part: unknown) =>
    Array.isArray(part) ? part.filter((one) => typeof one === 'number' || typeof one === 'string') : part,
  );
  return { ...value, 'date-parts': clean.filter((part) => !Array.isArray(part) || part.length > 0) };
};

/** A key that `[@key]` can cite: no spaces, brackets, commas or semicolons. */
const usableKey = (key: string): string => key.trim().replaceAll(/[\s;,{}[\]]+/g, '-') || 'reference';

/** One CSL item in the types that the format wants; what it holds besides is kept for the exports. */
const toReference = (item: Item, note: (field: string, message: string) => void): Reference => {
  const reference: Item = {};
  for (const [field, value] of Object.entries(item)) {
    if (field === 'id' || field === 'citation-key' || value === null || value === undefined) continue;
    // Addresses come in lower case from some programs.
    const name = field === 'url' ? 'URL' : field === 'doi' ? 'DOI' : field === 'pmid' ? 'PMID' : field;
    if (name !== field && Object.hasOwn(item, name)) reference[field] = value;
    else if (TEXT.includes(name)) {
      const text = asText(value);
      if (text === undefined) note(field, 'It is no text.');
      else reference[name] = text;
    } else if (SCALAR.includes(name)) {
      const scalar = typeof value === 'number' ? value : asText(value);
      if (scalar === undefined) note(field, 'It is neither text nor a number.');
      else reference[name] = scalar;
    } else if (DATES.includes(name)) {
      const date = asDate(value);
      if (date === undefined) note(field, 'It is no date.');
      else reference[name] = date;
    } else if (
      Array.isArray(value) &&
      (name === 'author' ||
        value.some((one) => isRecord(one) && ('family' in one || 'literal' in one || 'given' in one)))
    )
      reference[name] = value.flatMap((one: unknown) => asName(one) ?? []);
    else if (name === 'author') reference[name] = [asName(asText(value) ?? value)].filter(Boolean);
    else reference[name] = value;
  }
  return reference;
};

const gather = (
  items: readonly Item[],
  source: Source,
  findings: Findings,
  placeOf: (index: number) => number,
): References => {
  const references: References = {};
  items.forEach((item, index) => {
    const given = asText(item.id) ?? asText(item['citation-key']) ?? '';
    const at = placeOf(index);
    let key = usableKey(given || `reference-${index + 1}`);
    if (key !== given)
      findings.add(source, 'guess', at, given || '(no id)', `The key can't be cited as it is: it became “${key}”.`);
    if (Object.hasOwn(references, key)) {
      let number = 2;
      while (Object.hasOwn(references, `${key}-${number}`)) number++;
      findings.add(source, 'guess', at, key, `The key stands twice: this entry became “${key}-${number}”.`);
      key = `${key}-${number}`;
    }
    references[key] = toReference(item, (field, message) =>
      findings.add(
        source,
        'unreadable',
        at,
        `${key}: ${field} = ${JSON.stringify(item[field])}`,
        `${message} The field was left out.`,
      ),
    );
  });
  return references;
};

/** The items of CSL-JSON: a list, one item, or a list under `references` or `items`. */
export const cslItems = (value: unknown): Item[] => {
  if (Array.isArray(value)) return value.filter(isRecord);
  if (!isRecord(value)) return [];
  const list = [value.references, value.items].find(Array.isArray);
  return list ? list.filter(isRecord) : [value];
};

/** CSL-JSON → references by key. */
export const referencesOfCsl = (source: Source, findings: Findings): References => {
  const { value, root } = readJson(source);
  if (!Array.isArray(value)) return gather(cslItems(value), source, findings, () => 0);
  const offsetOf = (index: number) => root?.children?.[index]?.offset ?? 0;
  const kept = value.flatMap((member: unknown, index) => {
    if (isRecord(member)) return [index];
    findings.add(
      source,
      'unreadable',
      offsetOf(index),
      JSON.stringify(member),
      'This is no reference. It was left out.',
    );
    return [];
  });
  return gather(cslItems(value), source, findings, (index) => offsetOf(kept[index] ?? 0));
};

/** References that stand in a page's front matter. */
export const referencesOfValue = (value: unknown, source: Source, findings: Findings): References =>
  gather(cslItems(value), source, findings, () => 0);

interface Entry {
  type: string;
  label: string;
  properties: Record<string, string | number>;
}

const parseBibtex = (text: string): { items: Item[]; entries: Entry[] } => ({
  entries: plugins.input.chainLink(text),
  items: plugins.input.chain(text, { generateGraph: false }),
});

/** A field's value without TeX: the parser reads it as a note. */
const withoutTex = (value: string): string => {
  try {
    const [item] = plugins.input.chain(`@misc{x, note = {${value}}}`, { generateGraph: false });
    return asText(item?.note) ?? value;
  } catch {
    return value;
  }
};

const leaves = (value: unknown): string[] => {
  if (typeof value === 'string' || typeof value === 'number') return [String(value)];
  if (typeof value !== 'object' || value === null) return [];
  return Object.values(value).flatMap(leaves);
};

const bare = (text: string) => text.toLowerCase().replaceAll(/<[^>]*>|[^\p{L}\p{N}]/gu, '');

/** Names and dates are taken apart, and a crossref is followed: their words stand in no single field. */
const TAKEN_APART = [
  'author',
  'editor',
  'translator',
  'bookauthor',
  'year',
  'month',
  'day',
  'date',
  'urldate',
  'origdate',
  'eventdate',
  'crossref',
  'xref',
  'xdata',
  'ids',
];

/** The fields of an entry that CSL has no place for, so that nothing of it is lost: CSL's `custom`. */
const customOf = ({ properties }: Entry, item: Item): Record<string, string> => {
  const kept = leaves(item).map(bare);
  const all = kept.join('\n');
  return Object.fromEntries(
    Object.entries(properties).flatMap(([field, value]) => {
      if (TAKEN_APART.includes(field)) return [];
      const text = withoutTex(String(value));
      if (bare(text) === '' || (bare(text).length > 3 && all.includes(bare(text)))) return [];
      // Each value of the item stands for one field: `chapter = 3` is not kept by `number = 3`.
      const place = kept.indexOf(bare(text));
      if (place < 0) return [[field, text]];
      kept.splice(place, 1);
      return [];
    }),
  );
};

/** `and others` is no person. */
const withoutOthers = (item: Item): Item =>
  Object.fromEntries(
    Object.entries(item).map(([field, value]) => [
      field,
      Array.isArray(value) && value.some(isRecord)
        ? value.map((name: unknown) =>
            isRecord(name) && (name.family === 'others' || name.literal === 'others') && !name.given
              ? { literal: 'et al' }
              : name,
          )
        : value,
    ]),
  );

/** What a part of a book of proceedings has from the whole, where its entry names that by `crossref`. */
const INHERITED = [
  'publisher',
  'publisher-place',
  'editor',
  'issued',
  'collection-title',
  'collection-number',
  'event-title',
  'event-place',
  'volume',
  'ISBN',
  'ISSN',
];

const withParent = (item: Item, parent: Item | undefined): Item => {
  if (!parent) return item;
  const title = parent.title ?? parent['container-title'];
  const given = INHERITED.flatMap((field): [string, unknown][] =>
    parent[field] === undefined ? [] : [[field, parent[field]]],
  );
  return { ...Object.fromEntries(given), ...(title !== undefined && { 'container-title': title }), ...item };
};

/** A year in words, "in press", is no date that the parser knows. */
const withYear = (item: Item, entry: Entry | undefined): Item => {
  const year = entry?.properties.year ?? entry?.properties.date;
  return item.issued !== undefined || year === undefined
    ? item
    : { ...item, issued: { literal: withoutTex(String(year)) } };
};

const MONTH = /^(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)/i;

/** Abbreviations that no `@string` of the file defines: the parser leaves such fields out. */
const findUndefined = (source: Source, findings: Findings): void => {
  const { text } = source;
  const defined = new Set(
    [...text.matchAll(/@string\s*[{(]\s*([^\s=]+)\s*=/gi)].map(([, name = '']) => name.toLowerCase()),
  );
  for (const match of text.matchAll(/^[ \t]*([a-z][\w-]*)[ \t]*=[ \t]*([a-z][\w:.+-]*)[ \t]*(?:,|\}|$)/gim)) {
    const [whole, field = '', name = ''] = match;
    if (!defined.has(name.toLowerCase()) && !MONTH.test(name))
      findings.add(
        source,
        'unreadable',
        match.index,
        whole.trim(),
        `The file has no @string that says what “${name}” stands for. The field ${field} was left out.`,
      );
  }
};

const ENTRY = /@\s*([a-z]+)\s*[{(]\s*([^\s,{}()=]+)\s*,/gi;

/** BibTeX or BibLaTeX → references by key. An entry that can't be read costs itself only. */
export const referencesOfBibtex = (source: Source, findings: Findings): References => {
  const { text } = source;
  const starts = [...text.matchAll(ENTRY)].filter(([, type = '']) => !/^(string|comment|preamble)$/i.test(type));
  let items: Item[] = [];
  let entries: Entry[] = [];
  try {
    ({ items, entries } = parseBibtex(text));
  } catch {
    // One by one, each with the abbreviations that the file defines.
    const strings = [...text.matchAll(/^[ \t]*@string\s*[{(][^\n]*[})][ \t]*$/gim)].map(([whole]) => whole).join('\n');
    starts.forEach((start, index) => {
      const whole = text
        .slice(start.index, starts[index + 1]?.index)
        .replace(/@(string|comment|preamble)\b[\s\S]*$/i, '');
      try {
        const read = parseBibtex(`${strings}\n${whole}`);
        items.push(...read.items);
        entries.push(...read.entries);
      } catch (error) {
        findings.add(
          source,
          'unreadable',
          start.index,
          whole,
          `This entry is no BibTeX that can be read (${String((error as Error).message).split('\n')[0]}). It was left out.`,
        );
      }
    });
  }
  findUndefined(source, findings);
  const entryOf = (item: Item, index: number) =>
    entries.length === items.length ? entries[index] : entries.find(({ label }) => label === item.id);
  const parentOf = (entry: Entry | undefined) => {
    const name = String(entry?.properties.crossref ?? '').toLowerCase();
    return name ? items.find((item, index) => entryOf(item, index)?.label.toLowerCase() === name) : undefined;
  };
  const placeOf = (index: number) => starts.find(([, , label]) => label === entries[index]?.label)?.index ?? 0;
  const whole = items.map((item, index) => {
    const entry = entryOf(item, index);
    const custom = entry ? customOf(entry, item) : {};
    return withoutOthers({
      ...withParent(withYear(item, entry), parentOf(entry)),
      ...(Object.keys(custom).length > 0 && { custom }),
    });
  });
  return gather(whole, source, findings, placeOf);
};
