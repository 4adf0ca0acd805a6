import { isRecord } from '../schema/common.js';
import { marks } from './record.js';

// Types and variables of CSL 1.0.2: https://docs.citationstyles.org/en/stable/specification.html
const TYPES =
  /^(article|article-journal|article-magazine|article-newspaper|bill|book|broadcast|chapter|classic|collection|dataset|document|entry|entry-dictionary|entry-encyclopedia|event|figure|graphic|hearing|interview|legal_case|legislation|manuscript|map|motion_picture|musical_score|pamphlet|paper-conference|patent|performance|periodical|personal_communication|post|post-weblog|regulation|report|review|review-book|software|song|speech|standard|thesis|treaty|webpage)$/;

const NAMES = 'author editor translator collection-editor container-author director interviewer recipient';
const DATES = 'issued accessed submitted original-date event-date available-date';
/** Variable names that are specific to CSL. */
const OWN =
  'container-title container-title-short title-short collection-title publisher-place event-title event-place original-title number-of-pages citation-key citation-label DOI PMID PMCID ISBN ISSN';
/** Variable names that any list of works may have. */
const COMMON =
  'id type title URL abstract annote archive call-number chapter-number custom dimensions division edition genre issue jurisdiction keyword language license locator medium note number page part publisher references scale section source status supplement version volume';
const VARIABLES = [NAMES, DATES, OWN, COMMON].join(' ');

const isName = (value: unknown): boolean => marks(value, 'family given literal') > 0;
const isDate = (value: unknown): boolean => marks(value, 'date-parts raw literal') > 0;

const some = (item: Record<string, unknown>, names: string, is: (value: unknown) => boolean): number =>
  Number(names.split(' ').some((name) => is(item[name])));

/**
 * Whether a value is a CSL-JSON item, by several marks: a CSL type, names and dates in CSL's form, and variables specific to
 * CSL. A minimal item (type and title) may have no other fields than CSL's.
 */
const isCslItem = (item: unknown): boolean => {
  if (!isRecord(item)) return false;
  const isTyped = typeof item.type === 'string' && TYPES.test(item.type);
  const count =
    Number(isTyped) +
    some(item, NAMES, (value) => Array.isArray(value) && value.some(isName)) +
    some(item, DATES, isDate) +
    Number(marks(item, OWN) > 0);
  return (
    count > 1 || (isTyped && typeof item.title === 'string' && marks(item, VARIABLES) === Object.keys(item).length)
  );
};

/** The list of items in an export, which Zotero and pandoc put under `references` or `items`. */
const listIn = (value: unknown): unknown =>
  isRecord(value) ? [value.references, value.items].find(Array.isArray) : value;

/** Whether JSON is one or more CSL items. Damaged items are reported and omitted when they are read. */
export const isCslJson = (value: unknown): boolean => {
  const list = listIn(value);
  const mayBeItem = (item: unknown) => marks(item, VARIABLES) > 1;
  return Array.isArray(list)
    ? list.some(isCslItem) && list.filter(mayBeItem).length * 2 > list.length
    : isCslItem(value);
};
