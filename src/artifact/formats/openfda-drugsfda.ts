import { isRecord } from '../schema/common.js';
import type { Approval, Drug, InfoboxRow } from '../schema/index.js';
import { quieter } from './label-text.js';
import { dateOf, derivedFrom, idOf, ingredientsOf, openfdaFormat, rowsOf, textsOf, wordsOf } from './openfda.js';
import { Product } from './openfda-product.js';
import { plain } from './plain.js';
import { defined, type Place, type ConvertedRecord } from './record.js';

/** Statuses of a submission. Other codes are shown unchanged. */
const STATUS: Record<string, string> = { AP: 'Approved', TA: 'Tentatively approved' };

/** A document of a submission, with a link to it. */
const documentOf = (doc: Place): string => {
  const date = dateOf(doc.at('date').text);
  const words = plain([doc.at('type').text, doc.at('title').text, date].filter(Boolean).join(', '));
  const url = doc.at('url').text;
  return url ? `[${words || 'Document'}](<${url.replace(/[<>\s]/g, encodeURIComponent)}>)` : words;
};

const toApproval = (submission: Place): Approval => {
  const text = (field: string) => submission.at(field).text;
  const status = text('submission_status') ?? 'status not stated';
  const date = dateOf(text('submission_status_date'));
  const type = text('submission_type');
  const number = text('submission_number');
  const priority = text('review_priority');
  const properties = submission
    .at('submission_property_type')
    .list.flatMap((property) => property.at('code').text ?? [])
    .filter((code) => !/^null$/i.test(code));
  const what = [
    type === 'ORIG' ? 'original application' : type === 'SUPPL' ? 'supplement' : type,
    number,
    text('submission_class_code_description'),
    priority && `${quieter(priority)} review`,
    ...properties,
    ...wordsOf(
      submission,
      `submission_type submission_number submission_status ${date ? 'submission_status_date ' : ''}submission_class_code_description review_priority submission_property_type application_docs`,
    ),
  ];
  const note = [
    plain(
      what
        .filter(Boolean)
        .join('; ')
        .replace(/^(original application|supplement); (?=\d)/, '$1 '),
    ),
    ...submission.at('application_docs').list.map(documentOf),
  ];
  return {
    regulator: 'FDA',
    status: STATUS[status] ?? status,
    ...(date && { date }),
    ...defined({ note: note.filter(Boolean).join('; ') }),
  };
};

const toProduct = (product: Place, index: number): InfoboxRow => {
  const text = (field: string) => product.at(field).text;
  const parts = [
    textsOf(product.at('brand_name')).join(', '),
    ingredientsOf(product),
    text('dosage_form'),
    text('route'),
    text('marketing_status'),
    ...wordsOf(product, 'product_number brand_name active_ingredients dosage_form route marketing_status'),
  ];
  return {
    group: 'Products',
    label: text('product_number') ?? String(index + 1),
    value: plain(parts.filter(Boolean).join(', ')),
  };
};

const toDrug = (application: Place): ConvertedRecord => {
  const product = new Product(application.at('openfda'));
  const products = application.at('products').list;
  const number = application.at('application_number').text ?? product.of('application_number')[0];
  const brands = [
    ...new Set([...product.of('brand_name'), ...products.flatMap((one) => textsOf(one.at('brand_name')))]),
  ];
  const title = brands[0] ?? product.of('generic_name')[0] ?? number ?? 'Unnamed application';
  const sponsor = application.at('sponsor_name').text;
  const approvals = application
    .at('submissions')
    .list.map(toApproval)
    .sort((a, b) => (a.date ?? '9999').localeCompare(b.date ?? '9999'));
  const rows = products.map(toProduct);
  const identifiers = product.identifiers;
  if (number && !identifiers.some(({ value }) => value === number))
    identifiers.unshift({ scheme: 'Application', value: number });
  const artifact: Drug = {
    schemaVersion: 1,
    kind: 'drug',
    id: idOf('application', number),
    title,
    ...product.fields,
    ...(brands.length > 0 && { brandName: brands.map((value) => ({ value: plain(value) })) }),
    approvals,
    rows: [
      ...(sponsor ? [{ group: 'Overview', label: 'Sponsor', value: plain(sponsor) }] : []),
      ...product.rows,
      ...rowsOf('Overview', application, 'openfda products submissions application_number sponsor_name'),
      ...rows,
    ],
    ...(identifiers.length > 0 && { identifiers }),
    ...derivedFrom('Drugs@FDA, by openFDA', 'drugsfda'),
  };
  return { artifact, problems: application.problems };
};

const isApplication = (value: unknown): boolean =>
  isRecord(value) &&
  Object.hasOwn(value, 'application_number') &&
  (Array.isArray(value.submissions) || Array.isArray(value.products));

/** Drugs@FDA: approvals and products of an application. https://open.fda.gov/apis/drug/drugsfda/ */
export const openfdaDrugsfda = openfdaFormat(
  'a Drugs@FDA application of openFDA',
  'a Drugs@FDA application',
  isApplication,
  toDrug,
);
