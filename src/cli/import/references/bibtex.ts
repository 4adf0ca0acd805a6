import { plugins } from '@citation-js/core';
import '@citation-js/plugin-bibtex';
import { isRecord } from '../../../artifact/schema/common.js';
import type { References } from '../../../artifact/schema/index.js';
import type { Source } from '../../source.js';
import type { Findings } from '../finding.js';
import { asText, gather, type Item } from './csl.js';
import { leftOver } from './left-over.js';

interface Entry {
  type: string;
  label: string;
  properties: Record<string, string | number>;
}

const parseBibtex = (text: string): { items: Item[]; entries: Entry[] } => ({
  entries: plugins.input.chainLink(text),
  items: plugins.input.chain(text, { generateGraph: false }),
});

/** A field's value without TeX, by parsing it as a note. */
const withoutTex = (value: string): string => {
  try {
    const [item] = plugins.input.chain(`@misc{x, note = {${value}}}`, { generateGraph: false });
    return asText(item?.note) ?? value;
  } catch {
    return value;
  }
};

/** Fields that are split or resolved (names, dates, crossrefs), so that no single CSL field contains their text. */
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

/** The fields of an entry that CSL has no equivalent for. */
const customOf = ({ properties }: Entry, item: Item) =>
  leftOver(
    Object.entries(properties)
      .filter(([field]) => !TAKEN_APART.includes(field))
      .map(([field, value]) => [field, withoutTex(String(value))]),
    item,
  );

/** Replaces the name `others` (from `and others`) with “et al”. */
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

/** The fields that an entry inherits from its `crossref`. */
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

/** The parser ignores a year that is not a number, such as "in press". */
const withYear = (item: Item, entry: Entry | undefined): Item => {
  const year = entry?.properties.year ?? entry?.properties.date;
  return item.issued !== undefined || year === undefined
    ? item
    : { ...item, issued: { literal: withoutTex(String(year)) } };
};

const MONTH = /^(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)/i;

/** Reports abbreviations without an `@string` definition; the parser omits such fields. */
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
        `The abbreviation “${name}” is not defined by an @string in this file. The field ${field} was left out.`,
      );
  }
};

const ENTRY = /@\s*([a-z]+)\s*[{(]\s*([^\s,{}()=]+)\s*,/gi;

/** BibTeX or BibLaTeX → references by key. An invalid entry does not affect the others. */
export const referencesOfBibtex = (source: Source, findings: Findings): References => {
  const { text } = source;
  const starts = [...text.matchAll(ENTRY)].filter(([, type = '']) => !/^(string|comment|preamble)$/i.test(type));
  let items: Item[] = [];
  let entries: Entry[] = [];
  try {
    ({ items, entries } = parseBibtex(text));
  } catch {
    // Parses the entries one by one, each with the file's abbreviations.
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
          `This entry is not valid BibTeX (${String((error as Error).message).split('\n')[0]}). It was left out.`,
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
    return withoutOthers({
      ...withParent(withYear(item, entry), parentOf(entry)),
      ...(entry && customOf(entry, item)),
    });
  });
  return gather(whole, source, findings, placeOf);
};
