import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { Analysis, Measurement, Outcome, Result, ResultPart } from '../../src/artifact/schema/index.js';
import { axisOf, drawnPart, estimatesOf, intervalOf, marksOf } from '../../src/content/marks.js';
import { computedNote, computedWords } from '../../src/content/outcomes.js';

const result = (value: Result['value'], more: Partial<Result> = {}): Result => ({
  group: 'Drug',
  role: 'treatment',
  value,
  ...more,
});
const outcome = (results: Result[], axis?: Outcome['axis']): Outcome => ({ title: 'Outcome', results, axis });
/** What each result is drawn as: from, to, its interval and whether that was computed; null for those that are not drawn. */
const drawn = (one: Outcome) => {
  const marks = marksOf(one, axisOf(one));
  return (one.results ?? []).map((each) => {
    const mark = marks.get(each);
    if (!mark) return null;
    const { from, to, interval } = mark;
    return [from, to, ...(interval ? [Math.round(interval.low), Math.round(interval.high), interval.isComputed] : [])];
  });
};

describe('a result of a count of people', () => {
  it('is a point with a computed interval, which is said to be computed', () => {
    const one = result({ n: 13, of: 22 });
    assert.deepEqual(drawn(outcome([one])), [[(100 * 13) / 22, (100 * 13) / 22, 36, 79, true]]);
    assert.equal(computedWords(intervalOf(one)), 'Computed 95% interval 36.4% to 79.3%.');
    assert.match(computedNote([outcome([one])]) ?? '', /computed from the counts/);
  });
  it('has the source’s own interval where there is one, and then none that was computed', () => {
    const one = result({ n: 10, of: 21 }, { interval: { low: 25.7, high: 70.2, level: 95 } });
    assert.deepEqual(drawn(outcome([one])), [[(100 * 10) / 21, (100 * 10) / 21, 26, 70, false]]);
    assert.equal(computedWords(intervalOf(one)), undefined);
    assert.equal(computedNote([outcome([one])]), undefined);
  });
  it('has an interval that never reaches none or all by rounding', () => {
    assert.equal(computedWords(intervalOf(result({ n: 1, of: 100_000 }))), 'Computed 95% interval <0.1% to <0.1%.');
    assert.equal(computedWords(intervalOf(result({ n: 0, of: 10 }))), 'Computed 95% interval 0% to 30.8%.');
  });
  it('has no interval where nothing can be computed: nobody at risk, more than all, no count', () => {
    for (const value of [
      { n: 0, of: 0 },
      { n: 30, of: 21 },
      { percent: 59 },
      'most',
      { missing: 'not-reported' },
    ] as const)
      assert.equal(computedWords(intervalOf(result(value))), undefined, JSON.stringify(value));
  });
});

describe('what cannot be compared', () => {
  it('shares no axis: of a mean and a median only the first is drawn', () =>
    assert.deepEqual(
      drawn(
        outcome(
          [
            result({ number: 12, unit: 'months', statistic: 'mean' }),
            result({ number: 9, unit: 'months', statistic: 'median' }),
          ],
          { from: 0, to: 20, unit: 'months' },
        ),
      ),
      [[12, 12], null],
    ));
  it('is no share: a mean in per cent has no place between none and all', () =>
    assert.deepEqual(drawn(outcome([result({ number: 7.1, unit: '%', statistic: 'mean', of: 100 })])), [null]));
  it('is not drawn in another unit than the axis’', () =>
    assert.deepEqual(drawn(outcome([result({ number: 7, unit: 'days' })], { from: 0, to: 9, unit: 'weeks' })), [null]));
});

describe('a ratio', () => {
  it('lies on an axis where half and double are equally far from 1', () => {
    const one = outcome(
      [result({ number: 0.65, unit: 'hazard ratio', of: 300 }, { interval: { low: 0.42, high: 1.01, level: 95 } })],
      { from: 0, to: 2, unit: 'hazard ratio' },
    );
    assert.deepEqual(axisOf(one), { from: 0.2, to: 2, unit: 'hazard ratio', isOfRatios: true });
    assert.deepEqual(drawn(one), [[0.65, 0.65, 0, 1, false]]);
  });
});

describe('the estimates of an outcome’s analyses', () => {
  const analysis = (paramType: string, paramValue: string, ciLowerLimit?: string, ciUpperLimit?: string): Analysis => ({
    paramType,
    paramValue,
    ciLowerLimit,
    ciUpperLimit,
  });
  const HR = 'Hazard Ratio (HR)';
  it('share an axis that holds their intervals and no effect, if they estimate the same', () => {
    const all = [
      analysis(HR, '0.65', '0.42', '1.01'),
      analysis(HR, '2.4', '1.1', '5.2'),
      analysis('Mean Difference (Net)', '-1.5', '-3.2', '.2'),
    ];
    const estimates = estimatesOf(all);
    assert.deepEqual(
      all.map((one) => estimates.get(one)?.axis),
      [
        { from: 0.2, to: 10, unit: HR, isOfRatios: true },
        { from: 0.2, to: 10, unit: HR, isOfRatios: true },
        { from: -4, to: 1, unit: 'Mean Difference (Net)', isOfRatios: false },
      ],
    );
    assert.deepEqual(estimates.get(all[2] as Analysis)?.mark, {
      from: -1.5,
      to: -1.5,
      interval: { low: -3.2, high: 0.2, isComputed: false },
    });
  });
  it('are not drawn without both limits, with limits that cannot be, or where no effect has no place', () => {
    const all = [
      analysis(HR, '0.65', '0.42'),
      analysis(HR, '0.65', '0.7', '1.01'),
      analysis(HR, '0.65', '<0.42', '1.01'),
      analysis(HR, '0', '0', '0.3'),
      analysis('Slope', '0.65', '0.42', '1.01'),
      analysis('', '0.65', '0.42', '1.01'),
    ];
    assert.equal(estimatesOf(all).size, 0);
  });
  it('reach beyond an axis of ratios rather than flatten what others say', () =>
    assert.deepEqual([...estimatesOf([analysis(HR, '3', '0.0001', '90000')]).values()][0]?.axis, {
      from: 0.01,
      to: 100,
      unit: HR,
      isOfRatios: true,
    }));
});

describe('a part of a posted table', () => {
  const part = (values: Partial<Measurement>[], more: Partial<ResultPart> = {}): ResultPart => ({
    rows: [{ measurements: values.map((one, index) => ({ group: `OG00${index}`, value: '', ...one })) }],
    ...more,
  });
  const ends = (one: ResultPart) => {
    const { axis, marks } = drawnPart(one) ?? {};
    return axis && [axis.from, axis.to, axis.unit, marks?.size];
  };

  it('of counts lies between none and all, each with a computed interval', () => {
    const one = part([{ value: { n: 13, of: 22 } }, { value: { n: 0, of: 0 } }]);
    assert.deepEqual(ends(one), [0, 100, '%', 1]);
    assert.match(computedNote([{ title: 'Outcome', table: { groups: [], parts: [one] } }]) ?? '', /computed/);
  });
  it('of eyes or other units has no interval that is one of people', () => {
    const one = part([{ value: { n: 13, of: 22 } }], { paramType: 'COUNT_OF_UNITS' });
    assert.equal([...(drawnPart(one)?.marks.values() ?? [])][0]?.interval, undefined);
  });
  it('of means lies between round numbers that hold them and the source’s intervals; a deviation is no interval', () => {
    const spread = { kind: 'CI', from: '118.2', to: '131.9' } as const;
    const one = part(
      [
        { value: '125.0', spread },
        { value: '127.1', spread: { kind: 'SD', value: '40' } },
      ],
      {
        unitOfMeasure: 'mmHg',
      },
    );
    assert.deepEqual(ends(one), [115, 135, '', 2]);
    assert.deepEqual(
      [...(drawnPart(one)?.marks.values() ?? [])].map(({ interval }) => interval),
      [{ low: 118.2, high: 131.9, isComputed: false }, undefined],
    );
    assert.deepEqual(ends(part([{ value: '0.31' }, { value: '0.52' }])), [0.3, 0.6, '', 2]);
  });
  it('is not drawn where nothing can be compared: one number alone, text, shares that cannot be, who was analyzed', () => {
    assert.equal(ends(part([{ value: '12' }])), undefined);
    assert.equal(ends(part([{ value: 'NA' }, { value: '<0.001' }])), undefined);
    assert.equal(ends(part([{ value: '120' }], { unitOfMeasure: 'percentage of participants' })), undefined);
    const [row] = part([{ value: '12' }, { value: '14' }]).rows;
    assert.equal(
      ends({ rows: [{ measurements: row?.measurements ?? [], title: 'Participants analyzed' }] }),
      undefined,
    );
  });
  it('is drawn however many numbers it has, and not where one is beyond all axes', () => {
    const many = part(Array.from({ length: 150_000 }, (_, index) => ({ value: String(index % 90) })));
    assert.deepEqual(ends(many), [0, 100, '', 150_000]);
    assert.equal(ends(part([{ value: '1e999' }, { value: '2' }])), undefined);
    assert.equal(ends(part([{ value: '9000000' }, { value: '9000000' }])), undefined);
  });
});
