import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import {
  formatCount,
  formatDate,
  formatNumber,
  formatPhases,
  formatValue,
  sourcedValues,
  words,
} from '../../src/artifact/format.js';
import { identifierUrl } from '../../src/artifact/identifiers.js';
import { linkLabel, vetUrl } from '../../src/text/links.js';

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

describe('dates', () => {
  it('are shown at the precision they have', () => {
    assert.equal(formatDate('2019'), '2019');
    assert.equal(formatDate('2019-05'), 'May 2019');
    assert.equal(formatDate('2019-05-24'), 'May 24, 2019');
  });
  it('in a language written from the right stay one piece in a text that is not', () =>
    assert.match(formatDate('2026-05-13', 'ar'), /^\u2068.*2026\u2069$/));
  it('are in English what the platform’s own formatter makes of them', () => {
    const options = { timeZone: 'UTC', year: 'numeric' } as const;
    for (let time = Date.UTC(1999, 0, 1); time < Date.UTC(2001, 0, 1); time += 86_400_000) {
      const date = new Date(time).toISOString().slice(0, 10);
      const expected = (more: Intl.DateTimeFormatOptions) =>
        new Intl.DateTimeFormat('en', { ...options, ...more }).format(time);
      assert.equal(formatDate(date, 'en'), expected({ month: 'short', day: 'numeric' }));
      assert.equal(formatDate(date.slice(0, 7), 'en'), expected({ month: 'short' }));
      assert.equal(formatDate(date.slice(0, 4), 'en'), expected({}));
    }
  });
  it('that are none are shown as they are', () => assert.equal(formatDate('spring of 2019'), 'spring of 2019'));
});

describe('registry words', () => {
  it('become words, also those never seen before', () => {
    assert.equal(words('ACTIVE_NOT_RECRUITING'), 'Active, not recruiting');
    assert.equal(words('SOME_NEW_STATUS'), 'Some new status');
    assert.equal(words('constructor'), 'constructor');
  });
  it('combine phases', () => {
    assert.equal(formatPhases(['PHASE1', 'PHASE2']), 'Phase 1/2');
    assert.equal(formatPhases(['PHASE3']), 'Phase 3');
  });
});

describe('a fact', () => {
  it('is a list of its versions', () => {
    assert.deepEqual(sourcedValues(undefined), []);
    assert.deepEqual(sourcedValues('a'), [{ value: 'a' }]);
    assert.deepEqual(sourcedValues([{ value: 'a' }, { value: 'b', asOf: '2019' }]).length, 2);
    assert.deepEqual(sourcedValues<string[]>(['PHASE1']), [{ value: ['PHASE1'] }]);
  });
});

describe('link labels', () => {
  it('of slugs read as words, symbols and abbreviations as capitals', () => {
    assert.equal(linkLabel('motor-neurons', '/cell-types/motor-neurons'), 'motor neurons');
    assert.equal(linkLabel('smn1', '/proteins/smn1-protein'), 'SMN1');
    assert.equal(linkLabel('als', '/diseases/amyotrophic-lateral-sclerosis'), 'ALS');
    assert.equal(linkLabel('nusinersen', '/therapeutics/nusinersen'), 'nusinersen');
    assert.equal(linkLabel('Novartis', '/companies/novartis'), 'Novartis');
  });
});

describe('an address', () => {
  const base = 'https://wiki.example/page';
  it('leads to http, https or mail only, without user names', () => {
    assert.equal(vetUrl('/x', base), 'https://wiki.example/x');
    assert.equal(vetUrl('mailto:a@b.example', base), 'mailto:a@b.example');
    for (const bad of [
      // eslint-disable-next-line no-script-url -- an address that must be refused
      'javascript:alert(1)',
      'java\nscript:alert(1)',
      ' vbscript:x',
      'data:text/html,x',
      'https://user:pass@host.example/',
      'file:///etc/passwd',
      '',
      '#top',
      '\\\\host\\x',
    ])
      assert.equal(vetUrl(bad, base), undefined, bad);
  });
  it('that is relative needs a base', () => assert.equal(vetUrl('/x', undefined), undefined));
  it('of an identifier is its registry’s', () => {
    assert.equal(identifierUrl({ scheme: 'DOI', value: '10.1000/a b' }), 'https://doi.org/10.1000/a%20b');
    assert.equal(identifierUrl({ scheme: 'toString', value: 'x' }), undefined);
  });
});
