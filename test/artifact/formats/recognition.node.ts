import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { fromRecord } from '../../../src/artifact/formats/index.js';
import { isCslJson } from '../../../src/artifact/formats/csl.js';
import type { Drug, Trial } from '../../../src/artifact/schema/index.js';
import { folder, run } from '../../cli/run.js';

const found = (data: unknown): string => {
  const read = fromRecord(data);
  assert.ok(!read.records, 'was read as an artifact');
  return read.problems[0]?.found ?? read.refusal?.message ?? '';
};

const ENVELOPE = { set_id: 'a-b', effective_time: '20240229' };

/** JSON with one or two names that a known format has too, by whose it is. */
const OTHERS: Record<string, unknown> = {
  'a site’s own drug list': { drugName: 'Exemplaril', contraindications: ['Asthma'], black_box_warning: 'Fatal.' },
  'a site’s own label': { version: '2', warnings: ['May harm'], boxed_warning: ['Fatal.'] },
  'a site’s own product': { openfda: 'yes', purpose: ['Pain'] },
  'a device clearance of openFDA': {
    meta: { disclaimer: '', last_updated: '' },
    results: [{ k_number: 'K000001', device_name: 'Exemplar', openfda: { device_class: '2' } }],
  },
  'a site’s own studies': { studies: [], author: 'A' },
  'a study’s section without a module': { protocolSection: { title: 'A' } },
  'a flag': { hasResults: true },
  'a patient of a hospital': { patient: { drug: [{ name: 'Exemplaril' }] } },
  'a poll': { results: [{ term: 'yes', count: 3, share: 0.5 }] },
  'an error of another service': { error: { message: 'No matches found!' } },
  'an empty list of another service': { meta: {}, results: [] },

  'a package of npm': { id: 'a@1', name: 'a', type: 'module', version: '1.0.0', author: 'A', license: 'MIT' },
  'a GeoJSON map': { type: 'FeatureCollection', id: 'm', title: 'Sites', features: [{ type: 'Feature', id: 1 }] },
  'a FHIR bundle': { resourceType: 'Bundle', id: 'b', type: 'collection', entry: [] },
  'a FHIR medication': { resourceType: 'Medication', id: 'x', title: 'A title', type: 'book' },
  'an object with results only': { results: [] },
  'an object with results and meta': { meta: { page: 1 }, results: [{ id: 1, title: 'A' }] },
  'an empty section': { protocolSection: {} },
  'an empty module': { protocolSection: { identificationModule: {} } },
  'a section with a module of another': { protocolSection: { billingModule: { price: 1 } } },
  'interactions alone': { drug_interactions: ['Do not take with B'] },
  'a set id alone': { set_id: 'a-b' },
  'a study of a university': { Study: 'Physics', title: 'A' },
  'an error of a payment service': { error: { code: 'card_declined', message: 'No.' }, status: 402 },
  'an application form': { application_number: 'A-1', products: 3 },
  'a list of posts': [{ id: 1, type: 'post', title: 'A', date: '2020-01-01', views: 3 }],
  'a shelf of a shop': { items: [{ id: 1, type: 'book', title: 'A', price: 3 }] },
  'a film': { id: 'f', title: 'A', author: 'B', issued: 'yesterday', publisher: 'C' },
  'a schema.org work': { '@type': 'Book', name: 'A', author: [{ name: 'B' }], publisher: 'C' },
};

describe('JSON that has a field of a known format and is not of it', () => {
  for (const [whose, data] of Object.entries(OTHERS))
    it(`is refused by elements and commands, with what was found and what is read: ${whose}`, async (t) => {
      assert.match(found(data), /^(an object with |a list of )/);
      const where = folder(t);
      writeFileSync(join(where, 'some.json'), JSON.stringify(data));
      const imported = await run(['import', 'some.json', '--out', 'out'], where);
      assert.equal(imported.code, 1);
      assert.match(
        imported.err,
        /some\.json is JSON, but not in a supported format\. Expected an artifact .*[;,] or CSL-JSON references; found (an object|a list)/,
      );
      const checked = await run(['validate', 'some.json'], where);
      assert.equal(checked.code, 1);
      assert.match(checked.out, /expected {2}an artifact .*\n {2}found {5}(an object with|a list of) /);
      assert.doesNotMatch(checked.out, /reference list/);
    });

  it('is refused with what a list in it holds', () =>
    assert.match(
      found({ meta: {}, results: [{ k_number: 'K000001', openfda: {} }] }),
      /an object with meta, results, in it a list that begins with an object with k_number, openfda/,
    ));
});

describe('an answer that holds other things beside what was asked for', () => {
  it('names each of them', () => {
    const read = fromRecord({ results: [{ ...ENVELOPE, warnings: ['May harm'] }, { hello: 'world' }] });
    assert.deepEqual(read.records?.[0].problems, [
      { path: '$.results[1]', expected: 'a drug label', found: 'an object with hello' },
    ]);
  });
});

describe('what R’s jsonlite writes', () => {
  const first = (data: unknown) => fromRecord(data).records?.[0];

  it('of lists: each value in a list of its own', () => {
    const read = first({
      studies: [
        {
          protocolSection: {
            identificationModule: { nctId: ['NCT00000001'], briefTitle: ['An invented study'] },
            statusModule: { overallStatus: ['TERMINATED'], whyStopped: ['Liver failure in 3 of 40'] },
            designModule: { phases: [['PHASE2'], ['PHASE3']], enrollmentInfo: { count: [40], type: ['ACTUAL'] } },
          },
          hasResults: [true],
        },
      ],
    });
    const trial = read?.artifact as Trial;
    assert.deepEqual(
      [trial.nctId, trial.overallStatus, trial.whyStopped, trial.phases, trial.enrollment],
      ['NCT00000001', 'TERMINATED', 'Liver failure in 3 of 40', ['PHASE2', 'PHASE3'], { count: 40, type: 'ACTUAL' }],
    );
    assert.deepEqual(read?.problems, []);
  });

  it('of data frames, and with auto_unbox: one value for a list of one, and {} or [] where there is none', () => {
    const read = first([
      {
        protocolSection: {
          identificationModule: { nctId: 'NCT00000001', briefTitle: 'An invented study', acronym: {} },
          statusModule: { overallStatus: 'COMPLETED', whyStopped: [] },
          conditionsModule: { conditions: 'Pain', keywords: {} },
        },
      },
    ]);
    const trial = read?.artifact as Trial;
    assert.deepEqual([trial.conditions, trial.whyStopped, trial.acronym], [['Pain'], undefined, undefined]);
    assert.deepEqual(read?.problems, []);
  });

  it('of labels', () => {
    const drug = first({ set_id: ['a-b'], effective_time: ['20240229'], boxed_warning: [['Fatal.']], warnings: {} })
      ?.artifact as Drug;
    assert.equal(typeof drug.safety === 'object' && drug.safety.boxedWarning?.[0]?.text, 'Fatal.');
    assert.equal(drug.label?.effectiveDate, '2024-02-29');
  });

  it('names a list of several where one value belongs', () =>
    assert.deepEqual(
      first({ ...ENVELOPE, warnings: ['May harm'], version: ['1', '2'] })?.problems.map(({ path }) => path),
      ['$.version'],
    ));
});

describe('references in CSL-JSON', () => {
  const work = { id: 'a', type: 'article-journal', title: 'A', author: [{ family: 'B' }] };
  for (const [form, data] of Object.entries({
    'one item': work,
    'a list': [work, work, null],
    'an export of Zotero': { items: [work] },
    'the references of pandoc': { references: [{ id: 'a', issued: { 'date-parts': [[2020]] }, DOI: '10.1000/a' }] },
    'an item of few words': { id: 'a', type: 'report', title: 'A' },
    'what Crossref sends': {
      type: 'journal-article',
      title: ['A'],
      'container-title': ['B'],
      author: [{ given: 'C' }],
    },
  }))
    it(`are known as ${form}`, () => assert.ok(isCslJson(data)));
});
