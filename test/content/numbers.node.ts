import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { formatCount, formatNumber, formatValue } from '../../src/content/numbers.js';

const plain = (text: string) => text.replace(/[\u00A0\u202F]/g, ' ');

describe('values', () => {
  it('keep their denominators', () => {
    assert.equal(formatCount({ n: 10, of: 21 }), '10 of 21 (47.6%)');
    assert.equal(plain(formatValue({ percent: 21, of: 99 })), '21% (n = 99)');
  });
  it('of nobody have no percentage', () => assert.equal(formatCount({ n: 0, of: 0 }), '0 of 0'));
  it('say a range of percentages as a range', () => assert.equal(formatValue({ percent: 34, to: 43 }), '34–43%'));
  it('write a dose as a label does', () =>
    assert.equal(
      plain(formatValue({ number: 1.1e14, unit: 'vector genomes per kg' })),
      '1.1 × 10¹⁴ vector genomes per kg',
    ));
  it('never round a dose away', () => {
    assert.equal(formatNumber(0.0005), '0.0005');
    assert.equal(plain(formatNumber(0.000012)), '1.2 × 10⁻⁵');
    assert.equal(formatNumber(2125000), '2,125,000');
  });
  it('are in English what the platform’s own formatter makes of them', () => {
    for (const [digits, least] of [
      [4, 0],
      [1, 0],
      [2, 2],
      [0, 0],
    ] as const) {
      const format = new Intl.NumberFormat('en', { maximumFractionDigits: digits, minimumFractionDigits: least });
      for (const number of [
        0, 1, -1, 12, 999, 1000, 1014, 12345.5, 999999.99, 1234567, 9999999, 0.1, 0.05, 0.0001, 2.125, 1.005, 33.333333,
        -2.39, 5e-4,
      ])
        assert.equal(
          formatNumber(number, 'en', digits, least),
          format.format(number).replace('-', '−'),
          `${number} with ${least} to ${digits} decimals`,
        );
    }
  });
  it('have a true minus', () => assert.equal(formatNumber(-2.39), '−2.39'));
  it('say what kind of nothing is there', () => {
    assert.equal(formatValue({ missing: 'not reported', by: 'the label' }), 'Not reported by the label');
    assert.equal(formatValue({ missing: 'none' }), 'None');
  });
  it('tell mean and range', () =>
    assert.equal(
      plain(formatValue({ number: 3.9, unit: 'months', statistic: 'mean', range: { from: 0.5, to: 5.9 } })),
      'mean 3.9 months (range 0.5–5.9)',
    ));
  it('follow the reader’s language, and survive one that is none', () => {
    assert.equal(formatCount({ n: 10, of: 21 }, 'de').replace(/\s/g, ' '), '10 of 21 (47,6 %)');
    assert.equal(formatNumber(1.5, 'no such language!'), '1.5');
  });
});
