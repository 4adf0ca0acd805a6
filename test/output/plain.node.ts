import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { plainFact, plainText } from '../../src/output/plain.js';

describe('a fact as plain words', () => {
  it('has each version with its group and its day: no reader has to guess whose dose it is', () =>
    assert.equal(
      plainFact([
        { value: { number: 5, unit: 'mg' }, group: 'Adults' },
        { value: { number: 2.5, unit: 'mg' }, group: 'Children', asOf: '2024-05' },
      ]).replaceAll('\u00A0', ' '),
      '5 mg (Adults); 2.5 mg (Children, as of May 2024)',
    ));
  it('says of an earlier state that it is one', () =>
    assert.equal(
      plainFact([{ value: 'Under 2 years', asOf: '2019', relation: 'superseded' }, { value: 'Under 18 years' }]),
      'Under 2 years (as of 2019, superseded); Under 18 years',
    ));
  it('keeps the denominator of a count', () => assert.equal(plainFact({ n: 10, of: 21 }), '10 of 21 (47.6%)'));
});

describe('a text as plain words', () => {
  it('keeps raised and lowered digits what they are', () => {
    assert.equal(
      plainText('1.1 × 10<sup>14</sup> vg/kg, 10<sup>−5</sup>, CO<sub>2</sub>'),
      '1.1 × 10¹⁴ vg/kg, 10⁻⁵, CO₂',
    );
    assert.equal(plainText('5<sup>a</sup> mg'), '5 a mg');
  });
  it('keeps signs that are meant', () =>
    assert.equal(plainText('<2 years, 5 * 3, a_b, p < 0.05'), '<2 years, 5 * 3, a_b, p < 0.05'));
});
