import type { Drug } from '../schema/index.js';
import { isRecord } from '../schema/common.js';
import { quieter } from './label-text.js';
import { notApproved } from './marketing.js';
import {
  dateOf,
  derivedFrom,
  idOf,
  ingredientsOf,
  openfdaFormat,
  restOf,
  rowsOf,
  textsOf,
  wordsOf,
} from './openfda.js';
import { joined, Product, typeInWords } from './openfda-product.js';
import { plain } from './plain.js';
import { defined, type Format, marks, type Place, type ConvertedRecord } from './record.js';

/** The names in the record, or those in openFDA’s block if it has none. */
const namesIn = (record: Place, ...own: string[]): string[] => [
  ...own.flatMap((field) => record.at(field).text ?? []),
  ...new Product(record.at('openfda')).names,
];

/** The meaning of each recall class, in the words of 21 CFR 7.3(m). */
const CLASSES: Record<string, string> = {
  'Class I': 'serious health consequences or death are possible',
  'Class II': 'temporary or reversible health consequences are possible',
  'Class III': 'health consequences are not likely',
};

const toRecall = (recall: Place): ConvertedRecord => {
  const text = (field: string) => recall.at(field).text;
  const number = text('recall_number');
  const product = text('product_description');
  const level = text('classification');
  const [name] = namesIn(recall);
  const date = dateOf(text('recall_initiation_date'));
  const artifact: Drug = {
    schemaVersion: 1,
    kind: 'drug',
    id: idOf('recall', number),
    title: name ?? product?.split(/[,;(]/)[0]?.slice(0, 120).trim() ?? 'Unnamed recalled drug',
    safety: {
      recalls: [
        {
          regulator: 'FDA',
          ...defined({
            classification: level && (CLASSES[level] ? `${level} (${CLASSES[level]})` : level),
            status: text('status'),
            date,
            reason: plain(text('reason_for_recall') ?? ''),
            product: plain(product ?? ''),
          }),
          details: restOf(
            recall,
            `openfda classification status reason_for_recall product_description${date ? ' recall_initiation_date' : ''}`,
          ),
        },
      ],
    },
    ...derivedFrom('openFDA drug enforcement reports (recalls)', 'enforcement'),
  };
  return { artifact, problems: recall.problems };
};

const toShortage = (shortage: Place): ConvertedRecord => {
  const ndc = shortage.at('package_ndc').text;
  const generic = shortage.at('generic_name').text;
  const brand = shortage.at('proprietary_name').text;
  const form = shortage.at('dosage_form').text;
  const asOf = dateOf(shortage.at('update_date').text);
  const status = shortage.at('status').text;
  const artifact: Drug = {
    schemaVersion: 1,
    kind: 'drug',
    id: idOf('shortage', ndc),
    title: namesIn(shortage, 'proprietary_name', 'generic_name')[0] ?? 'Unnamed drug in short supply',
    ...defined({
      asOf,
      brandName: plain(brand ?? ''),
      genericName: plain(generic ?? ''),
      dosageForm: plain(form ?? ''),
    }),
    rows: [
      ...(status ? [{ group: 'Shortage (FDA)', label: 'Shortage status', value: plain(status) }] : []),
      ...rowsOf('Shortage (FDA)', shortage, 'openfda status package_ndc generic_name proprietary_name dosage_form'),
    ],
    ...(ndc && { identifiers: [{ scheme: 'Package NDC', value: ndc }] }),
    ...derivedFrom('openFDA drug shortages', 'drugshortages'),
  };
  return { artifact, problems: shortage.problems };
};

const toListing = (listing: Place): ConvertedRecord => {
  const text = (field: string) => listing.at(field).text;
  const product = new Product(listing.at('openfda'));
  const ndc = text('product_ndc');
  const number = text('application_number');
  const category = text('marketing_category');
  const approval = notApproved({ category, number });
  const ingredients = ingredientsOf(listing);
  const type = text('product_type');
  const identifiers = [
    ...(ndc ? [{ scheme: 'NDC', value: ndc }] : []),
    ...(number ? [{ scheme: 'Application', value: number }] : []),
    ...product.identifiers.filter(({ value }) => value !== ndc && value !== number),
  ];
  const artifact: Drug = {
    schemaVersion: 1,
    kind: 'drug',
    id: idOf('ndc', ndc),
    title: namesIn(listing, 'brand_name', 'generic_name')[0] ?? ndc ?? 'Unnamed listed drug',
    ...product.fields,
    ...defined({
      brandName: plain(text('brand_name') ?? ''),
      genericName: plain(text('generic_name') ?? ''),
      manufacturer: plain(text('labeler_name') ?? ''),
      dosageForm: plain(quieter(text('dosage_form') ?? '')),
      administrationRoute: joined(textsOf(listing.at('route')), quieter),
      drugClass: joined(textsOf(listing.at('pharm_class'))),
    }),
    ...(approval && { approvals: [approval] }),
    identifiers,
    rows: [
      ...(type ? [{ group: 'NDC directory (FDA)', label: 'Product type', value: plain(typeInWords(type)) }] : []),
      ...(ingredients
        ? [{ group: 'NDC directory (FDA)', label: 'Active ingredients', value: plain(ingredients) }]
        : []),
      ...rowsOf(
        'NDC directory (FDA)',
        listing,
        'openfda product_ndc application_number brand_name generic_name labeler_name dosage_form route pharm_class product_type active_ingredients packaging',
      ),
      ...product.rows,
      ...listing.at('packaging').list.flatMap((one, index) =>
        restOf(one, '').length > 0
          ? {
              group: 'Packages',
              label: one.at('package_ndc').text ?? String(index + 1),
              value: plain(
                [one.at('description').text, ...wordsOf(one, 'package_ndc description')].filter(Boolean).join('; '),
              ),
            }
          : [],
      ),
    ],
    ...derivedFrom('openFDA NDC directory', 'ndc'),
  };
  return { artifact, problems: listing.problems };
};

const format = (name: string, is: (value: unknown) => boolean, convert: (place: Place) => ConvertedRecord): Format =>
  openfdaFormat(`an openFDA ${name}`, `a ${name}`, is, convert);

/** The formats of openFDA's product datasets: recalls, shortages, and the NDC directory. https://open.fda.gov/apis/drug/ */
export const openfdaProducts: readonly Format[] = [
  format(
    'drug enforcement report (recall)',
    (value) =>
      marks(value, 'recall_number reason_for_recall recalling_firm product_description recall_initiation_date') > 2 &&
      isRecord(value) &&
      (typeof value.product_type !== 'string' || /drug/i.test(value.product_type)),
    toRecall,
  ),
  format(
    'drug shortage',
    (value) =>
      marks(
        value,
        'package_ndc initial_posting_date update_type availability presentation therapeutic_category shortage_reason related_info',
      ) > 2,
    toShortage,
  ),
  format(
    'NDC directory listing',
    (value) =>
      marks(
        value,
        'product_ndc product_id labeler_name marketing_category packaging listing_expiration_date active_ingredients',
      ) > 2,
    toListing,
  ),
];
