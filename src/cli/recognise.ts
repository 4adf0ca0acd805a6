import { isRecord } from '../artifact/schema/common.js';

/** What JSON turned out to be. */
export type Shape =
  | { shape: 'artifact' }
  /** A registry's JSON; `name` says whose, for a sentence. */
  | { shape: 'record'; name: string }
  | { shape: 'csl-json' }
  | { shape: 'unknown'; found: string };

/** The types of CSL items, as far as they tell a reference list from other lists. */
const isCslItem = (item: unknown): boolean =>
  isRecord(item) &&
  !Object.hasOwn(item, 'protocolSection') &&
  // A FHIR resource has an id and a title too.
  !Object.hasOwn(item, 'resourceType') &&
  (Object.hasOwn(item, 'id') || Object.hasOwn(item, 'type')) &&
  ['title', 'author', 'issued', 'container-title', 'DOI', 'URL', 'editor', 'translator', 'publisher', 'type'].some(
    (field) => Object.hasOwn(item, field),
  );

const RECORDS: [name: string, test: (data: Record<string, unknown>) => boolean][] = [
  [
    'a study record of ClinicalTrials.gov',
    (data) => Object.hasOwn(data, 'protocolSection') || Object.hasOwn(data, 'resultsSection'),
  ],
  ['a list of study records of ClinicalTrials.gov', (data) => Array.isArray(data.studies)],
  [
    'a record of ClinicalTrials.gov’s retired API',
    (data) =>
      ['FullStudiesResponse', 'FullStudy', 'StudyFieldsResponse', 'Study'].some((key) => Object.hasOwn(data, key)),
  ],
  ['an answer of openFDA', (data) => isRecord(data.meta) && Array.isArray(data.results)],
  ['an error message of openFDA', (data) => isRecord(data.error)],
  [
    'a drug label of openFDA',
    (data) =>
      Object.hasOwn(data, 'openfda') ||
      Object.hasOwn(data, 'spl_product_data_elements') ||
      Object.hasOwn(data, 'set_id'),
  ],
  ['a case report of openFDA', (data) => Object.hasOwn(data, 'safetyreportid')],
];

/** What JSON is, by its shape. */
export const shapeOfJson = (value: unknown): Shape => {
  const first: unknown = Array.isArray(value) ? value.find(isRecord) : value;
  if (isRecord(value) && (Object.hasOwn(value, 'kind') || Object.hasOwn(value, 'schemaVersion')))
    return { shape: 'artifact' };
  if (isRecord(first)) {
    const known = RECORDS.find(([, test]) => test(first));
    if (known)
      return {
        shape: 'record',
        name: Array.isArray(value) && value.length > 1 ? `a list that begins with ${known[0]}` : known[0],
      };
    // What is damaged among references is told and left out; the others are read.
    if (Array.isArray(value) && value.filter(isCslItem).length * 2 > value.length) return { shape: 'csl-json' };
    // Zotero and pandoc keep a list under `references` or `items`.
    if (
      isRecord(value) &&
      [value.references, value.items].some((list) => Array.isArray(list) && list.length > 0 && list.every(isCslItem))
    )
      return { shape: 'csl-json' };
    if (isCslItem(value)) return { shape: 'csl-json' };
  }
  const found = Array.isArray(value)
    ? `a list of ${value.length}${isRecord(first) ? ` objects with ${Object.keys(first).slice(0, 4).join(', ')}` : ''}`
    : isRecord(value)
      ? `an object with ${Object.keys(value).slice(0, 5).join(', ') || 'no fields'}`
      : `no object, but ${JSON.stringify(value)?.slice(0, 40)}`;
  return { shape: 'unknown', found };
};
