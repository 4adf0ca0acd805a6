import { isRecord } from '../schema/common.js';
import type { Approval, Drug, InfoboxRow } from '../schema/index.js';
import { quieter } from './label-text.js';
import { convertResults, dateOf, resultsOf, textsOf } from './openfda.js';
import { plain } from './plain.js';
import type { Format, Place, Whole } from './record.js';

/** What became of a submission. A code that is not here is shown as it is. */
const STATUS: Record<string, string> = { AP: 'Approved', TA: 'Tentatively approved' };

const toDrug = (application: Place): Whole => {
  const openfda = application.at('openfda');
  const of = (field: string) => textsOf(openfda.at(field));
  const products = application.at('products').list;
  const number = application.at('application_number').text ?? of('application_number')[0];
  const brands = [
    ...new Set([...of('brand_name'), ...products.flatMap((product) => product.at('brand_name').text ?? [])]),
  ];
  const [generic] = of('generic_name');
  const title = brands[0] ?? generic ?? number ?? 'An application whose record has no name';
  const sponsor = application.at('sponsor_name').text ?? of('manufacturer_name')[0];
  const approvals = application
    .at('submissions')
    .list.map((submission): Approval => {
      const status = submission.at('submission_status').text ?? 'status not stated';
      const date = dateOf(submission.at('submission_status_date').text);
      const type = submission.at('submission_type').text;
      const what = [
        type === 'ORIG'
          ? 'original application'
          : type === 'SUPPL'
            ? `supplement ${submission.at('submission_number').text ?? ''}`.trim()
            : type,
        submission.at('submission_class_code_description').text,
        submission.at('review_priority').text && `${quieter(submission.at('review_priority').text ?? '')} review`,
      ].filter(Boolean);
      return {
        regulator: 'FDA',
        status: STATUS[status] ?? status,
        ...(date && { date }),
        ...(what.length > 0 && { note: plain(what.join('; ')) }),
      };
    })
    .sort((a, b) => (a.date ?? '9999').localeCompare(b.date ?? '9999'));
  const rows = products.map((product, index): InfoboxRow => {
    const ingredients = product
      .at('active_ingredients')
      .list.map((one) => [one.at('name').text, one.at('strength').text].filter(Boolean).join(' '));
    const parts = [
      product.at('brand_name').text,
      ingredients.join('; '),
      product.at('dosage_form').text,
      product.at('route').text,
      product.at('marketing_status').text,
    ];
    return {
      group: 'Products',
      label: product.at('product_number').text ?? String(index + 1),
      value: plain(parts.filter(Boolean).join(', ')),
    };
  });
  const artifact: Drug = {
    schemaVersion: 1,
    kind: 'drug',
    id: number && /^[\w-]+$/.test(number) ? `application-${number}` : 'application',
    title,
    ...(brands.length > 0 && { brandName: brands.map((value) => ({ value: plain(value) })) }),
    ...(generic && { genericName: plain(generic) }),
    ...(sponsor && { manufacturer: plain(sponsor) }),
    approvals,
    rows,
    ...(number && { identifiers: [{ scheme: 'Application', value: number }] }),
    provenance: {
      wasDerivedFrom: [{ label: 'Drugs@FDA, by openFDA', href: 'https://open.fda.gov/apis/drug/drugsfda/' }],
    },
  };
  return { artifact, problems: application.problems };
};

const isApplication = (value: unknown): boolean =>
  isRecord(value) &&
  Object.hasOwn(value, 'application_number') &&
  (Array.isArray(value.submissions) || Array.isArray(value.products));

/** Drugs@FDA: approvals and products of an application. https://open.fda.gov/apis/drug/drugsfda/ */
export const openfdaDrugsfda: Format = {
  name: 'a Drugs@FDA application of openFDA',
  matches: (data) => resultsOf(data).some(({ value }) => isApplication(value)),
  convert: (data) => convertResults(data, isApplication, 'a Drugs@FDA application', toDrug),
};
