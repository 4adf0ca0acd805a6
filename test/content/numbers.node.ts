import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import type { Spread, Value } from '../../src/artifact/schema/common.js';
import { parse } from '../../src/artifact/parse.js';
import {
  formatCount,
  formatNumber,
  formatPercent,
  formatPrinted,
  formatShare,
  formatValue,
} from '../../src/content/numbers.js';
import { numberIn, sameDigits, sameNumber, SEPARATORS } from './digits.js';

const LANGUAGES = Object.keys(SEPARATORS);

const plain = (text: string) => text.replace(/[\u00A0\u202F]/g, ' ');

const digits = (min: number, max: number) =>
  fc.string({ unit: fc.constantFrom(...'0123456789'), minLength: min, maxLength: max });
const whole = fc.oneof(
  fc.constant('0'),
  fc.tuple(fc.constantFrom(...'123456789'), digits(0, 20)).map(([first, rest]) => first + rest),
);
const exponent = fc
  .tuple(fc.constantFrom('e', 'E'), fc.constantFrom('', '+', '-'), fc.integer({ min: 0, max: 99 }))
  .map((parts) => parts.join(''));

/** Digits as an artifact may give them as text. */
const numeric = fc
  .tuple(
    fc.constantFrom('', '-'),
    whole,
    fc.option(digits(1, 20), { nil: undefined }),
    fc.option(exponent, { nil: '', freq: 4 }),
  )
  .map(([sign, before, after, power]) => `${sign}${before}${after === undefined ? '' : `.${after}`}${power}`);

/** A number as registries and papers print one. */
const printed = fc
  .tuple(
    fc.constantFrom('', '-', '+'),
    fc.oneof(digits(1, 20), fc.constant('')),
    fc.option(digits(1, 20), { nil: undefined }),
    fc.option(exponent, { nil: '', freq: 4 }),
  )
  .filter(([, before, after]) => before !== '' || after !== undefined)
  .map(([sign, before, after, power]) => `${sign}${before}${after === undefined ? '' : `.${after}`}${power}`);

const finite = fc.double({ noNaN: true, noDefaultInfinity: true });

/** Whatever a dose or a result may be: as many digits as a label prints. */
const dose = fc
  .tuple(fc.integer({ min: 1, max: 999_999 }), fc.integer({ min: -12, max: 14 }))
  .map(([n, power]) => Number(`${n}e${power}`));

describe('a number', () => {
  for (const lang of LANGUAGES) {
    it(`of JSON is shown with all its digits: ${lang}`, () =>
      fc.assert(
        fc.property(fc.oneof(finite, dose, fc.integer()), (number) =>
          sameNumber(numberIn(formatNumber(number, lang), lang), String(number)),
        ),
      ));

    it(`given as text is shown digit for digit: ${lang}`, () =>
      fc.assert(fc.property(numeric, (text) => sameDigits(numberIn(formatNumber(text, lang), lang), text))));

    it(`that a source printed is shown digit for digit, with its sign: ${lang}`, () =>
      fc.assert(fc.property(printed, (text) => sameDigits(numberIn(formatPrinted(text, lang), lang), text))));

    it(`of percent is shown as its source states it: ${lang}`, () =>
      fc.assert(
        fc.property(numeric, (text) => {
          const shown = formatPercent(text, lang);
          assert.match(shown, /%/);
          return sameDigits(numberIn(shown.replace(/[\s\u200E]*%\u200E?/, ''), lang), text);
        }),
      ));
  }

  it('has every digit of a small dose, and of a large one', () => {
    assert.deepEqual(
      [0.00025, 0.00015, 0.03125, 12345678, 0.0005, 2125000, 1e-4].map((number) => formatNumber(number)),
      ['0.00025', '0.00015', '0.03125', '12,345,678', '0.0005', '2,125,000', '0.0001'],
    );
    assert.deepEqual(
      [0.000012, 1.1e14, 123456000000000, 12500000].map((number) => plain(formatNumber(number))),
      ['1.2 × 10⁻⁵', '1.1 × 10¹⁴', '1.23456 × 10¹⁴', '1.25 × 10⁷'],
    );
  });

  it('given as text keeps its trailing zeros and the digits beyond the fifteenth', () => {
    assert.equal(formatNumber('1.50'), '1.50');
    assert.equal(formatNumber('1.50', 'de'), '1,50');
    assert.equal(formatNumber('12345678901234567.10'), '12,345,678,901,234,567.10');
    assert.equal(formatNumber('12345678901234567.10', 'fr'), '12\u202F345\u202F678\u202F901\u202F234\u202F567,10');
    assert.equal(plain(formatNumber('1.10e14')), '1.10 × 10¹⁴');
    assert.equal(formatNumber('-0.0'), '−0.0');
  });

  it('is taken as text only where it is one', () => {
    const problems = (number: unknown) =>
      parse({ schemaVersion: 1, kind: 'drug', id: 'd', title: 'D', dosage: { number } }).problems;
    for (const good of ['0', '-0', '1.50', '0.00025', '12345678901234567.10', '1e5', '1.10E+14', '-3.20e-07', 5])
      assert.deepEqual(problems(good), [], String(good));
    for (const bad of [
      '',
      ' 1',
      '1 ',
      '.5',
      '5.',
      '+5',
      '007',
      '1,5',
      '1,234',
      '−5',
      '1e',
      '1e100',
      '0x1F',
      '1_000',
      'NaN',
      'Infinity',
      '<5',
      '1.2.3',
      '½',
      '٥',
      '1'.repeat(61),
      null,
      true,
    ])
      assert.equal(problems(bad).length, 1, String(bad));
    assert.deepEqual(problems('1,5'), [
      {
        path: '$.dosage.number',
        expected: 'a number such as 1.5, or its digits as text such as “1.50”',
        found: '"1,5"',
      },
    ]);
  });

  it('is grouped in English as the platform’s own formatter does it', () =>
    fc.assert(
      fc.property(whole, (text) => {
        assert.equal(formatNumber(text, 'en'), new Intl.NumberFormat('en').format(BigInt(text)));
      }),
    ));

  it('has a true minus, which stands before it in text that runs from the right too', () => {
    assert.equal(formatNumber(-2.39), '−2.39');
    assert.equal(formatNumber(-2.39, 'ar'), '\u200E−2.39');
  });

  it('survives a language that is none', () => assert.equal(formatNumber(1.5, 'no such language!'), '1.5'));

  it('in the digits of a language stays the same number', () => {
    assert.equal(formatNumber('1234567.50', 'ar-EG'), '١٬٢٣٤٬٥٦٧٫٥٠');
    assert.equal(formatNumber('1234567.50', 'hi'), '12,34,567.50');
  });
});

describe('a number that a source printed', () => {
  it('has the digits, the sign and the limit that it was printed with', () => {
    const shown = (text: string) => plain(formatPrinted(text));
    assert.deepEqual(
      [
        '1234567.1234567891',
        '123456789012.5',
        '+5.0',
        '007',
        '.5',
        '-.50',
        '1,234',
        '<0.1',
        '≥5',
        '<=3',
        '1E-5',
        '-0',
        '0.0',
        '33.3%',
      ].map(shown),
      [
        '1234567.1234567891',
        '123456789012.5',
        '+5.0',
        '007',
        '0.5',
        '−0.50',
        '1,234',
        '< 0.1',
        '≥ 5',
        '≤ 3',
        '1 × 10⁻⁵',
        '−0',
        '0.0',
        '33.3%',
      ],
    );
  });

  it('keeps its thousands apart in every language: a comma never becomes a decimal sign', () => {
    assert.equal(formatPrinted('1,234', 'de'), '1.234');
    assert.equal(formatPrinted('1,234,567.50', 'de'), '1.234.567,50');
  });

  it('is left alone where it is no number', () => {
    for (const text of ['NA', 'Not reached', '1,23', '12 of 30', '0.5 to 0.9', '2019-05', '1.2.3', 'E5', '.', '-', ''])
      assert.equal(formatPrinted(text, 'de'), text);
  });
});

describe('a percentage', () => {
  it('that is computed never becomes none or all by rounding', () => {
    assert.equal(formatCount({ n: 2, of: 21720 }), '2 of 21,720 (<0.1%)');
    assert.equal(formatCount({ n: 21719, of: 21720 }), '21,719 of 21,720 (>99.9%)');
    assert.equal(formatCount({ n: 0, of: 21720 }), '0 of 21,720 (0%)');
    assert.equal(formatCount({ n: 21720, of: 21720 }), '21,720 of 21,720 (100%)');
    fc.assert(
      fc.property(fc.nat(2_000_000), fc.integer({ min: 1, max: 2_000_000 }), (a, b) => {
        const [n, of] = [Math.min(a, b), b];
        const shown = formatShare(n, of);
        assert.equal(shown === '0%', n === 0);
        assert.equal(shown === '100%', n === of);
        if (!/[<>]/.test(shown)) assert.ok(Math.abs(Number(shown.slice(0, -1)) - (100 * n) / of) <= 0.05 + 1e-9, shown);
      }),
    );
  });

  it('that is computed is rounded half up, whatever its binary fraction', () => {
    assert.equal(formatShare(9, 2000), '0.5%');
    assert.equal(formatShare(1, 2000), '0.1%');
    assert.equal(formatShare(201, 2000), '10.1%');
  });

  it('that the source states is shown as stated', () => {
    assert.equal(formatValue({ percent: 0.009 }), '0.009%');
    assert.equal(formatValue({ percent: '12.50' }), '12.50%');
    assert.equal(formatValue({ percent: 99.97 }, 'fr').replace(/\s+/g, ' '), '99,97 %');
    assert.equal(formatValue({ percent: 34, to: '43.0' }), '34–43.0%');
  });
});

describe('values', () => {
  it('keep their denominators', () => {
    assert.equal(formatCount({ n: 10, of: 21 }), '10 of 21 (47.6%)');
    assert.equal(plain(formatValue({ percent: 21, of: 99 })), '21% (n = 99)');
  });
  it('count the people, and apart from them the events', () =>
    assert.equal(formatCount({ n: 3, of: 19, events: 4 }), '3 of 19 (15.8%), 4 events'));
  it('keep what they only approach: “at most 5 mg” is not less than 5 mg', () =>
    assert.deepEqual(
      (['at most', 'at least', 'less than', 'more than', 'approximately'] as const).map((qualifier) =>
        plain(formatValue({ number: 5, unit: 'mg', qualifier })),
      ),
      ['≤ 5 mg', '≥ 5 mg', '< 5 mg', '> 5 mg', 'about 5 mg'],
    ));
  it('of a mean say of how many people it is', () =>
    assert.equal(
      plain(formatValue({ number: 3.9, unit: 'months', statistic: 'mean', of: 12 })),
      'mean 3.9 months (n = 12)',
    ));
  it('of nobody were not assessed, and have no percentage', () =>
    assert.equal(formatCount({ n: 0, of: 0 }), 'Not assessed (0 of 0)'));
  it('that count more people than there are stand as printed, with the word that it can’t be', () => {
    assert.equal(formatCount({ n: 61, of: 50 }), '61 of 50 (as printed by the source: impossible)');
    assert.equal(formatCount({ n: 1, of: 0 }), '1 of 0 (as printed by the source: impossible)');
  });
  it('that can’t be are marked: shares beyond none and all, ends in the wrong order, errors below zero', () => {
    const MARK = ' (as printed by the source: impossible)';
    const marked = (value: Value) => {
      const text = plain(formatValue(value, 'en'));
      assert.match(text, /\(as printed by the source: /, text);
      return text.replace(MARK, '!');
    };
    assert.equal(marked({ n: 3, of: 4, events: 2 }), '3 of 4 (75%), 2 events!');
    assert.equal(marked({ percent: '130.0', of: 12 }), '130.0%! (n = 12)');
    assert.equal(marked({ percent: -4 }), '−4%!');
    assert.equal(marked({ percent: 90, to: 104 }), '90–104%!');
    assert.equal(marked({ percent: '43', to: '34', qualifier: 'at most' }), '≤ 43–34%!');
    assert.equal(marked({ number: '7.20', to: '5.9', unit: 'mg' }), '7.20–5.9 mg!');
    const mean = { number: 5, statistic: 'mean' } as const;
    assert.equal(marked({ ...mean, spread: { kind: 'SE', value: '-0.79' } }), 'mean 5 (SE −0.79!)');
    assert.equal(marked({ ...mean, spread: { kind: 'CI', level: 95, from: 9, to: 6 } }), 'mean 5 (95% CI 9–6!)');
    assert.equal(
      marked({ ...mean, spread: { kind: 'CI', level: 95, from: 6, to: 9 } }),
      'mean 5 (95% CI 6–9 (as printed by the source: the estimate lies outside))',
    );
  });
  it('that may well be are not: a change of any sign and size, none, all, a mean outside of the middle half', () => {
    for (const value of [
      { number: -250, unit: '%', statistic: 'mean change' },
      { number: '340.5', unit: '%', of: 6 },
      { percent: 0 },
      { percent: '100.0', of: 3 },
      { number: 5, spread: { kind: 'IQR', from: 6, to: 9 } },
      { number: 5, spread: { kind: 'range', from: 5, to: 5 } },
      { number: 5, spread: { kind: 'SD', value: '0' } },
    ] as Value[])
      assert.doesNotMatch(formatValue(value), /as printed/);
  });
  it('write a dose as a label does', () =>
    assert.equal(
      plain(formatValue({ number: 1.1e14, unit: 'vector genomes per kg' })),
      '1.1 × 10¹⁴ vector genomes per kg',
    ));
  it('tell how far values spread, whatever kind of spread it is', () => {
    const shown = (spread: Spread) =>
      plain(formatValue({ number: '12.50', unit: '%', statistic: 'mean change', spread, of: 7 }));
    assert.equal(shown({ kind: 'SD', value: '88.10' }), 'mean change 12.50% (SD 88.10, n = 7)');
    assert.equal(shown({ kind: 'CI', level: 95, from: -3, to: 28 }), 'mean change 12.50% (95% CI −3–28, n = 7)');
    assert.equal(shown({ kind: 'CI', from: -30, to: '-3.0' }).split(' (as')[0], 'mean change 12.50% (CI −30 to −3.0');
    assert.equal(
      plain(formatValue({ number: -5, to: '-2.0', spread: { kind: 'range', from: -9, to: -1 } })),
      '−5 to −2.0 (full range −9 to −1)',
    );
    assert.equal(shown({ kind: 'IQR', from: 2 }), 'mean change 12.50% (IQR 2–not given, n = 7)');
  });
  it('say what kind of nothing is there', () => {
    assert.equal(formatValue({ missing: 'not-reported', by: 'the label' }), 'Not reported by the label');
    assert.equal(formatValue({ missing: 'none' }), 'None');
    assert.equal(formatValue({ missing: 'none', by: 'the label' }), 'None (the label)');
    assert.equal(formatValue({ missing: 'not-assessed', reason: '0 at risk' }), 'Not assessed (0 at risk)');
  });
  it('say so in the older spellings too', () => {
    assert.equal(formatValue({ missing: 'not reported' }), 'Not reported');
    assert.equal(formatValue({ missing: 'unknown' }), 'Not reported');
    assert.equal(formatValue({ missing: 'not applicable' }, 'en'), 'Not applicable');
  });
  it('tell mean and range', () =>
    assert.equal(
      plain(
        formatValue({
          number: 3.9,
          unit: 'months',
          statistic: 'mean',
          spread: { kind: 'range', from: '0.50', to: 5.9 },
        }),
      ),
      'mean 3.9 months (range 0.50–5.9)',
    ));
  it('follow the reader’s language', () =>
    assert.equal(formatCount({ n: 10, of: 21 }, 'de').replace(/\s/g, ' '), '10 of 21 (47,6 %)'));
});
