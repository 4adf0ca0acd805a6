import { sentence, str } from '../../i18n/messages.js';
import { withZeros } from '../numeric.js';
import { isRecord } from '../schema/common.js';
import type { Detail, InfoboxRow } from '../schema/index.js';
import { plain } from './plain.js';
import { type Format, marks, Place, refused, sorted, type ConvertedRecord } from './record.js';

/** The results in a response of openFDA's API, or a single result: https://open.fda.gov/apis/ */
export const resultsOf = (data: unknown): Place[] => {
  if (Array.isArray(data)) return new Place(data).list;
  const answer = new Place(data);
  return isRecord(data) && Array.isArray(data.results) ? answer.at('results').list : [answer];
};

const NO_RECORDS = refused(
  sentence('The response from openFDA contains no records.'),
  sentence('Try another search, for example by openfda.brand_name or set_id.'),
);

/**
 * A format of openFDA. Each result that has the expected shape is converted; the others are listed in the first one's problems.
 * @param expected the expected shape in words.
 */
export const openfdaFormat = (
  name: string,
  expected: string,
  is: (value: unknown) => boolean,
  convert: (result: Place) => ConvertedRecord,
): Format => ({
  name,
  matches: (data) => resultsOf(data).some(({ value }) => is(value)),
  convert: (data) => {
    const { found, others: left } = sorted(resultsOf(data), is, expected);
    // Each result keeps its own problems.
    const [first, ...others] = found.map(({ value, path }) => convert(new Place(value, [], path)));
    first?.problems.push(...left);
    return first
      ? { records: [first, ...others], total: new Place(data).at('meta', 'results', 'total').count }
      : NO_RECORDS;
  },
});

/** An artifact's ID, with the record's number if that can be part of one. */
export const idOf = (kind: string, number: string | undefined, otherwise = kind): string =>
  number && /^[\w-]+$/.test(number) ? `${kind}-${number}` : otherwise;

/** The provenance of an artifact made from a dataset of openFDA. */
export const derivedFrom = (label: string, dataset: string, date?: string) => ({
  provenance: {
    wasDerivedFrom: [{ label, href: `https://open.fda.gov/apis/drug/${dataset}/`, ...(date && { date }) }],
  },
});

/** `20150401` → `2015-04-01`; `201504` and `2015` likewise, and the US format `04/01/2015`. Undefined if it is not a date. */
export const dateOf = (text: string | undefined): string | undefined =>
  /^(\d{4})(?:(0[1-9]|1[0-2])(?:(0[1-9]|[12]\d|3[01]))?)?$/
    .exec((text ?? '').replace(/^(\d\d)\/(\d\d)\/(\d{4})$/, '$3$1$2'))
    ?.slice(1)
    .filter(Boolean)
    .join('-') || undefined;

/** The NDC directory's flags in words. */
const YES_NO: Record<string, string> = { true: 'yes', false: 'no' };

/**
 * The fields of a record without a field of their own in an artifact, each with its name in words, so that none is lost.
 * @param own names of the other fields, separated by spaces.
 */
export const restOf = (place: Place, own: string): Detail[] =>
  Object.keys(isRecord(place.value) ? place.value : {})
    .filter((key) => !own.split(' ').includes(key) && !key.startsWith('@'))
    .flatMap((key) => {
      const value = textsOf(place.at(key))
        .map((text) => (/date$/.test(key) ? (dateOf(text) ?? text) : (YES_NO[text] ?? text)))
        .join('; ');
      const label = key.replaceAll('_', ' ').replace(/\b(ndc|te|dea|fda|id|spl)\b/g, (word) => word.toUpperCase());
      return value ? [{ label: label.charAt(0).toUpperCase() + label.slice(1), value }] : [];
    });

/** The same fields as rows under one heading. */
export const rowsOf = (group: string, place: Place, own: string): InfoboxRow[] =>
  restOf(place, own).map(({ label, value }) => ({ group, label, value: plain(value) }));

/** The same fields in words: "Name: value". */
export const wordsOf = (place: Place, own: string): string[] =>
  restOf(place, own).map(({ label, value }) => `${label}: ${value}`);

/** The active ingredients of a product, each with its strength. */
export const ingredientsOf = (product: Place): string =>
  product
    .at('active_ingredients')
    .list.map((one) => [one.at('name').text, withZeros(one.at('strength').text ?? '')].filter(Boolean).join(' '))
    .join('; ');

/** The texts of a field that is a text or a list of texts. */
export const textsOf = (place: Place): string[] => place.texts ?? [];

/** `{ "error": { "code": "NOT_FOUND", "message": "No matches found!" } }`, and a response without records. */
export const openfdaErrors: Format = {
  matches: (data) =>
    isRecord(data) &&
    ((isRecord(data.error) &&
      Object.keys(data).length === 1 &&
      typeof data.error.message === 'string' &&
      /^[A-Z]+_[A-Z_]+$/.test(String(data.error.code))) ||
      (Array.isArray(data.results) &&
        marks(data.meta, 'disclaimer terms license last_updated results') > 1 &&
        data.results.every((result) => isRecord(result) && Object.keys(result).length === 0))),
  convert: (data) => {
    const error = new Place(data).at('error');
    const message = error.at('message').text;
    const code = error.at('code').text;
    if (!message) return NO_RECORDS;
    const said = sentence(str`openFDA says: ${message.replace(/[.!]*$/, '')}.`);
    switch (code) {
      case 'NOT_FOUND':
        return refused(said, sentence('Check the spelling of the search term, or search another field.'));
      case 'OVER_RATE_LIMIT':
        return refused(said, sentence('Try again in a minute, or use an API key.'));
      case 'SERVER_ERROR':
        return refused(said, sentence('Try again later.'));
      default:
        return refused(said, sentence('Check the query in the address: its syntax, field names and quotation marks.'));
    }
  },
};
