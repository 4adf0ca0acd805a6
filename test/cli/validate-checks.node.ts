import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { parse } from '../../src/artifact/parse.js';
import { warningsOf } from '../../src/cli/validate/checks.js';

/** What `validate` warns of in a safety profile with this incidence. */
const warned = (incidence: unknown) => {
  const { artifact } = parse({
    schemaVersion: 1,
    kind: 'safety',
    id: 'a',
    title: 'A',
    adverseEvents: [{ term: 'Rash', evidence: 'clinical trial', incidence }],
  });
  assert.ok(artifact);
  return warningsOf(artifact, 'a.json').map(({ path, expected, found }) => `${path.join('.')}: ${expected}; ${found}`);
};

describe('numbers that no source can have meant', () => {
  it('are named: more people than there were, shares beyond none and all, ends in the wrong order', () => {
    assert.deepEqual(warned({ n: 30, of: 21 }), ['adverseEvents.0.incidence.n: at most 21, its denominator; 30']);
    assert.deepEqual(warned({ percent: 142.9 }), [
      'adverseEvents.0.incidence.percent: a share from 0 to 100 (a change in percent is a “number” with the unit “%”); 142.9',
    ]);
    assert.deepEqual(warned({ percent: 43, to: 34 }), [
      'adverseEvents.0.incidence.to: at least 43, the lower limit; 34',
    ]);
  });
  it('are named: fewer events than people who had them, a spread that does not hold its number', () => {
    assert.deepEqual(warned({ n: 3, of: 4, events: 2 }), [
      'adverseEvents.0.incidence.events: at least 3: each person had one or more; 2',
    ]);
    assert.deepEqual(
      warned({
        number: '5.0',
        spread: [
          { kind: 'SD', value: 9 },
          { kind: 'range', from: 6, to: 9 },
        ],
      }),
      ['adverseEvents.0.incidence.spread: limits on either side of 5.0; 6 to 9'],
    );
  });
  it('are not suspected where they may be right', () => {
    for (const incidence of [{ n: 21, of: 21 }, { n: 0, of: 0 }, { percent: 100 }, { percent: 34, to: 43 }])
      assert.deepEqual(warned(incidence), []);
  });
});
