import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { fromRecord } from '../../../src/artifact/formats/index.js';
import type { Drug, Trial } from '../../../src/artifact/schema/index.js';

const found = (data: unknown): string => {
  const read = fromRecord(data);
  assert.ok(!read.records, 'was read as an artifact');
  return read.problems[0]?.found ?? read.refusal?.message ?? '';
};

const ENVELOPE = { set_id: 'a-b', effective_time: '20240229' };

describe('JSON that has a field of a known format and is not of it', () => {
  for (const [whose, data] of Object.entries({
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
  }))
    it(`is refused: ${whose}`, () => assert.match(found(data), /^an object with /));

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
