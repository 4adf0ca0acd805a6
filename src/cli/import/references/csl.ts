import { isRecord } from '../../../artifact/schema/common.js';
import type { Reference, References } from '../../../artifact/schema/index.js';
import { readJson } from '../../json.js';
import type { Source } from '../../source.js';
import type { Findings } from '../finding.js';

/** A CSL item whose types have not been checked. */
export type Item = Record<string, unknown>;

/** CSL fields that are a single text. */
const TEXT = ['type', 'title', 'container-title', 'publisher', 'DOI', 'URL', 'note'];
const SCALAR = ['volume', 'issue', 'page', 'PMID'];
const DATES = ['issued', 'accessed', 'original-date', 'submitted', 'available-date', 'event-date'];

export const asText = (value: unknown): string | undefined => {
  if (typeof value === 'string') return value;
  if (typeof value === 'number' || typeof value === 'boolean') return String(value);
  // Crossref's JSON has lists where CSL has text.
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

/** A key usable in `[@key]`: without spaces, brackets, commas and semicolons. */
const usableKey = (key: string): string => key.trim().replaceAll(/[\s;,{}[\]]+/g, '-') || 'reference';

/** A CSL item with the types that the schema requires; other fields are kept for the exports. */
const toReference = (item: Item, note: (field: string, message: string) => void): Reference => {
  const reference: Item = {};
  for (const [field, value] of Object.entries(item)) {
    if (field === 'id' || field === 'citation-key' || value === null || value === undefined) continue;
    // Some programs write these names in lower case.
    const name = field === 'url' ? 'URL' : field === 'doi' ? 'DOI' : field === 'pmid' ? 'PMID' : field;
    if (name !== field && Object.hasOwn(item, name)) reference[field] = value;
    else if (TEXT.includes(name)) {
      const text = asText(value);
      if (text === undefined) note(field, 'Expected text.');
      else reference[name] = text;
    } else if (SCALAR.includes(name)) {
      const scalar = typeof value === 'number' ? value : asText(value);
      if (scalar === undefined) note(field, 'Expected text or a number.');
      else reference[name] = scalar;
    } else if (DATES.includes(name)) {
      const date = asDate(value);
      if (date === undefined) note(field, 'Expected a CSL date.');
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

/** A key for an item without one: its DOI or PMID, or its first author's name and the year. */
export const keyOf = (item: Item): string | undefined => {
  for (const [scheme, id] of [
    ['doi', item.DOI],
    ['pmid', item.PMID],
  ] as const)
    if (typeof id === 'string' && id) return `${scheme}:${id}`;
  const { author, issued } = item as Reference;
  const name = author?.[0]?.family ?? author?.[0]?.literal;
  const year = issued?.['date-parts']?.[0]?.[0];
  return name ? `${name.toLowerCase().replaceAll(/[^\p{L}\p{N}]+/gu, '-')}${year ?? ''}` : undefined;
};

/** CSL items → references by key, with the place of each item for the report. */
export const gather = (
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
      findings.add(
        source,
        'reading',
        at,
        given || '(no id)',
        given
          ? `This key can’t be cited as is. It was changed to “${key}”.`
          : `This reference has no ID. Its key is “${key}”.`,
      );
    if (Object.hasOwn(references, key)) {
      let number = 2;
      while (Object.hasOwn(references, `${key}-${number}`)) number++;
      findings.add(source, 'reading', at, key, `Duplicate key. This reference was renamed “${key}-${number}”.`);
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
      'Expected a reference (a CSL item). It was left out.',
    );
    return [];
  });
  return gather(cslItems(value), source, findings, (index) => offsetOf(kept[index] ?? 0));
};

/** References in a page's front matter. */
export const referencesOfValue = (value: unknown, source: Source, findings: Findings): References =>
  gather(cslItems(value), source, findings, () => 0);
