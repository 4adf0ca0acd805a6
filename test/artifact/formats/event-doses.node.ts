import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { fromRecord } from '../../../src/artifact/formats/index.js';

/** The dose lines of a report's drug with these fields. */
const doses = (fields: object) => {
  const event = {
    safetyreportid: '990001',
    receivedate: '20250102',
    serious: '1',
    patient: { reaction: [{ reactionmeddrapt: 'Rash' }], drug: [{ medicinalproduct: 'FEXAMOL', ...fields }] },
  };
  const artifact = fromRecord({ meta: {}, results: [event] }).records?.[0].artifact;
  assert.ok(artifact?.kind === 'safety');
  return artifact.reports?.[0]?.drugs[0]?.details.map(({ label, value }) => `${label}: ${value}`);
};

describe('the dose of a drug in a report', () => {
  const day = { drugintervaldosageunitnumb: '1', drugintervaldosagedefinition: '804' };

  it('is one sentence: how much, how often, in which time', () => {
    assert.deepEqual(
      doses({ drugstructuredosagenumb: '250', drugstructuredosageunit: '003', drugseparatedosagenumb: '3', ...day }),
      ['Dose: 250 mg, 3 times in 1 day'],
    );
    assert.deepEqual(
      doses({
        drugstructuredosagenumb: '.5',
        drugstructuredosageunit: '003',
        drugseparatedosagenumb: '1',
        drugintervaldosageunitnumb: '2',
        drugintervaldosagedefinition: '803',
      }),
      ['Dose: 0.5 mg, 1 time in 2 weeks'],
    );
  });

  it('keeps each number by itself where one of them is not there, with a zero before a naked point', () => {
    assert.deepEqual(doses({ drugstructuredosagenumb: '.25', drugstructuredosageunit: '003' }), ['Dose: 0.25 mg']);
    assert.deepEqual(doses({ drugseparatedosagenumb: '3', ...day }), ['Dose: 3 times in 1 day']);
    assert.deepEqual(doses({ drugstructuredosagenumb: '8', drugstructuredosageunit: '003', ...day }), [
      'Dose: 8 mg',
      'Every: 1 days',
    ]);
  });
});
