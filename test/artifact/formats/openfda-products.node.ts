import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { fromRecord } from '../../../src/artifact/formats/index.js';
import { parse } from '../../../src/artifact/parse.js';
import type { Drug, SafetyProfile } from '../../../src/artifact/schema/index.js';
import { formatDate } from '../../../src/content/dates.js';
import { markdown, svgCard } from '../../written.js';
import { forEachRecord, inventedIn } from '../../records/files.js';
import { whyNotShown } from './not-shown.js';

const LISTS = {
  'openfda-enforcement': 'openFDA enforcement report',
  'openfda-shortages': 'openFDA drug shortage',
  'openfda-ndc': 'openFDA NDC listing',
};

const drugsIn = (data: unknown): Drug[] => {
  const read = fromRecord(data);
  assert.ok(read.records, JSON.stringify(read));
  return read.records.map(({ artifact, problems }) => {
    assert.deepEqual([problems, parse(artifact).problems], [[], []]);
    assert.ok(artifact.kind === 'drug');
    return artifact;
  });
};
const invented = (kind: keyof typeof LISTS): Drug[] =>
  inventedIn([kind]).flatMap(({ text }) => drugsIn(JSON.parse(text)));
const safetyOf = ({ safety }: Drug): SafetyProfile => (typeof safety === 'object' ? safety : {});

/** Every text, number and flag of a record with its path. */
const leaves = (value: unknown, path = ''): [path: string, leaf: string][] =>
  typeof value === 'object' && value !== null
    ? Object.entries(value).flatMap(([key, inner]) =>
        leaves(inner, Array.isArray(value) ? path : [path, key].filter(Boolean).join('.')),
      )
    : [[path, String(value)]];

const bare = (text: string) =>
  text
    .toLowerCase()
    .replaceAll('&lt;', '<')
    .replace(/[^\p{L}\p{N}<>%]/gu, '');

/** A leaf as a reader finds it: a date in words or as ISO 8601. */
const spellings = (path: string, leaf: string): string[] => {
  const iso = leaf.replace(/^(\d\d)\/(\d\d)\/(\d{4})$/, '$3$1$2').replace(/^(\d{4})(\d\d)(\d\d)$/, '$1-$2-$3');
  return /date$/.test(path)
    ? [iso, formatDate(iso)]
    : /status$/.test(path) && leaf === 'AP'
      ? ['Approved']
      : leaf === 'TA'
        ? ['Tentatively approved']
        : path.endsWith('is_original_packager')
          ? ['Yes']
          : leaf === 'true' || leaf === 'false'
            ? [leaf === 'true' ? 'yes' : 'no']
            : leaf === 'SUPPL'
              ? ['supplement']
              : leaf === 'ORIG'
                ? ['original application']
                : [leaf];
};

const losesNothing = (format: string, text: string): void => {
  const data = JSON.parse(text) as { results: unknown[] };
  const shown = bare(
    drugsIn(data)
      .map((drug) => markdown(drug))
      .join('\n'),
  );
  assert.deepEqual(
    data.results
      .flatMap((result) => leaves(result))
      .filter(
        ([path, leaf]) =>
          whyNotShown(format, path) === undefined &&
          // Drugs@FDA's word for a property that a submission does not have.
          leaf !== 'Null' &&
          !spellings(path, leaf).some((spelling) => shown.includes(bare(spelling))),
      ),
    [],
  );
};

describe('openFDA’s lists of products', () => {
  forEachRecord(
    ['openfda-drugsfda'],
    (name) => `${name} loses no field`,
    ({ text }) => losesNothing('Drugs@FDA application', text),
  );
  for (const [kind, format] of Object.entries(LISTS))
    for (const { name, text } of inventedIn([kind])) it(`${name} loses no field`, () => losesNothing(format, text));
});

describe('a recall', () => {
  const [first, second] = invented('openfda-enforcement');
  it('tells its class and what that means, its status and its date before all else, in every output', () => {
    const line = 'Recall (FDA): Class I (serious health consequences or death are possible) · Ongoing · Jan 5, 2026';
    const text = markdown(first!);
    assert.ok(text.includes(line), text);
    assert.ok(text.indexOf(line) < text.indexOf('Superpotent'));
    assert.match(
      svgCard(first!, 'https://example.org/a').replace(/<[^>]+>/g, ' '),
      /Recall \(FDA\): Class I \(serious/,
    );
    assert.match(
      markdown(second!),
      /Recall \(FDA\): Class III \(health consequences are not likely\) · Terminated · Mar 1, 2019/,
    );
  });
  it('of one file each has an id and a name', () =>
    assert.deepEqual(
      [first, second].map((drug) => [drug?.id, drug?.title]),
      [
        ['recall-D-0001-2026', 'Exemplaril Tablets'],
        ['recall-D-0002-2019', 'EXEMPLINE'],
      ],
    ));
  it('says where its class or date is missing or no date', () => {
    const [drug] = drugsIn({
      recall_number: 'D-1',
      reason_for_recall: 'A',
      recalling_firm: 'B',
      recall_initiation_date: 'spring',
    });
    assert.match(markdown(drug!), /Recall \(FDA\): class not stated/);
    assert.ok(safetyOf(drug!).recalls?.[0]?.details?.some(({ value }) => value === 'spring'));
  });
  it('of food or a device is refused', () =>
    assert.equal(
      fromRecord({ recall_number: 'F-1', reason_for_recall: 'A', recalling_firm: 'B', product_type: 'Food' }).records,
      undefined,
    ));
});

describe('a listing of the NDC directory', () => {
  it('says of a product under a monograph and of a homeopathic one that the FDA did not approve it', () =>
    assert.deepEqual(
      invented('openfda-ndc').map(({ approvals }) => approvals?.[0]?.status),
      ['OTC monograph M013: not individually approved by FDA', 'Homeopathic: not evaluated by FDA'],
    ));
  it('says so of what is marketed without approval, and nothing of what has an application', () => {
    const status = (marketing_category: string) =>
      drugsIn({ product_ndc: '1-1', product_id: '1', marketing_category })[0]?.approvals?.[0]?.status;
    assert.equal(status('UNAPPROVED DRUG OTHER'), 'Unapproved drug other: not approved by FDA');
    assert.equal(status('EMERGENCY USE AUTHORIZATION'), 'Emergency use authorization: not approved by FDA');
    for (const category of ['NDA', 'ANDA', 'BLA', 'NDA AUTHORIZED GENERIC'])
      assert.equal(status(category), undefined, category);
  });
  it('has no strength with a naked point, which is read as ten times as much', () => {
    const { artifact } =
      fromRecord({
        product_ndc: '99999-1',
        generic_name: 'Exemplarine',
        labeler_name: 'Invented',
        active_ingredients: [{ name: 'EXEMPLARINE', strength: '.025 mg/1' }],
        marketing_category: 'NDA',
        dosage_form: 'TABLET',
      }).records?.[0] ?? {};
    assert.ok(artifact?.kind === 'drug');
    assert.match(markdown(artifact), /EXEMPLARINE 0\.025 mg\/1/);
  });
  it('keeps each strength with its ingredient', () =>
    assert.match(markdown(invented('openfda-ndc')[0]!), /EXEMPLARINE 0\.125 mg\/1; SECONDINE 20 mg\/1/));
});

describe('a shortage', () => {
  it('tells its status first, whose it is, and its day', () => {
    const [drug] = invented('openfda-shortages');
    assert.equal(drug?.asOf, '2026-01-22');
    assert.match(markdown(drug), /## Shortage \\?\(FDA\\?\)[^#]*Shortage status[^#]*Current[^#]*Limited Availability/);
  });
});
