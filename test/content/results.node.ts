import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { parse } from '../../src/artifact/parse.js';
import type { PrintedSpread, Value } from '../../src/artifact/schema/common.js';
import { spreadOf } from '../../src/artifact/spread.js';
import { formatValue } from '../../src/content/numbers.js';
import { analysisFigures, measureCaption, measurementFigures, partOfRow } from '../../src/content/results.js';
import type { Analysis } from '../../src/artifact/schema/index.js';

const figures = (analysis: Analysis) =>
  analysisFigures(analysis).map((text) => text.replaceAll(/[\u00A0\u202F]/g, ' '));
import { markdown } from '../written.js';

describe('the figures of an analysis', () => {
  it('are the estimate, its dispersion, its interval with both limits, and the p-value, as printed', () =>
    assert.deepEqual(
      figures({
        paramType: 'Hazard ratio',
        paramValue: '0.50',
        spread: { kind: 'SE', name: 'Standard Error of the Mean', value: '0.10' },
        ciPctValue: '95',
        ciLowerLimit: '0.31',
        ciUpperLimit: '0.79',
        pValue: '0.003',
      }),
      ['Hazard ratio: 0.50', 'standard error of the mean 0.10', '95% confidence interval 0.31 to 0.79', 'p = 0.003'],
    ));
  it('keep the limit of a p-value', () =>
    assert.deepEqual([figures({ pValue: '<0.001' }), figures({ pValue: '≤ 0.05' })], [['p < 0.001'], ['p ≤ 0.05']]));
  it('say which limit of an interval there is not', () =>
    assert.deepEqual(
      [figures({ ciPctValue: '95', ciLowerLimit: '2' }), figures({ ciPctValue: '95', ciUpperLimit: '9' })],
      [['95% confidence interval 2 to no upper limit'], ['95% confidence interval no lower limit to 9']],
    ));
});

describe('what is measured', () => {
  it('is named with its spread and its unit', () => {
    const caption = (spread: PrintedSpread) =>
      measureCaption({
        paramType: 'MEAN',
        unitOfMeasure: 'years',
        rows: [
          {
            measurements: [
              { group: 'a', value: '1' },
              { group: 'b', value: '2', spread },
            ],
          },
        ],
      });
    assert.equal(caption({ kind: 'SD' }), 'Mean (Standard deviation), years');
    assert.equal(caption({ kind: 'CI', level: '97.5' }), 'Mean (97.5% confidence interval), years');
    assert.equal(caption({ kind: 'IQR' }), 'Mean (Interquartile range), years');
    assert.equal(caption({ kind: 'other', name: 'Geometric Mean Ratio' }), 'Mean (Geometric Mean Ratio), years');
  });
  it('counts those who were analyzed without the percent sign of the measure', () => {
    const part = { unitOfMeasure: 'percentage of participants', rows: [] };
    const measured = { group: 'a', value: '12' };
    const shown = (title: string) =>
      measurementFigures(measured, partOfRow(part, { title, measurements: [measured] })).printed;
    assert.equal(shown('Participants analyzed'), '12');
    assert.equal(shown('Eyes analyzed'), '12');
    assert.equal(shown('Week 8'), '12%');
  });
  it('has both ends of its range, and says which is not given', () => {
    const after = (ends: object) =>
      measurementFigures({ group: 'a', value: '5', spread: { kind: 'range', ...ends } }, {}).after;
    assert.equal(after({ from: '1.0', to: '9' }), ' (1.0 to 9)');
    assert.equal(after({ to: '9' }), ' (not given to 9)');
    assert.equal(after({}), '');
  });
});

describe('how far values spread', () => {
  it('is one field, told from the words of a source, which stay where they say more', () => {
    const kinds: [name: string, spread: Partial<PrintedSpread>][] = [
      ['STANDARD_DEVIATION', { kind: 'SD' }],
      ['Standard Deviation', { kind: 'SD' }],
      ['STANDARD_ERROR_OF_MEAN', { kind: 'SE', name: 'STANDARD_ERROR_OF_MEAN' }],
      ['Standard Error', { kind: 'SE' }],
      ['95% Confidence Interval', { kind: 'CI', level: '95' }],
      ['97.50 % confidence interval', { kind: 'CI', level: '97.50' }],
      ['Full Range', { kind: 'range' }],
      ['Inter-Quartile Range', { kind: 'IQR' }],
      ['Geometric Standard Deviation', { kind: 'other', name: 'Geometric Standard Deviation' }],
      ['95% Credible Interval', { kind: 'other', name: '95% Credible Interval' }],
    ];
    for (const [name, spread] of kinds)
      assert.deepEqual(spreadOf(name, { value: '1.50' }), { ...spread, value: '1.50' }, name);
    assert.deepEqual(spreadOf(undefined, { from: '1' }), { kind: 'other', from: '1' });
    for (const name of [undefined, 'NA', 'Not Applicable']) assert.equal(spreadOf(name, {}), undefined);
  });

  it('is read of files that have it in the earlier fields', () => {
    const { artifact, problems } = parse({
      schemaVersion: 1,
      kind: 'trial',
      id: 't',
      title: 'T',
      population: { number: 3, statistic: 'mean', spread: { kind: 'SD', value: '1.50' }, range: { from: 1, to: 9 } },
      baseline: [{ label: 'Age', value: { number: 3, statistic: 'mean', range: { from: 1, to: 9 } } }],
      outcomes: [
        {
          title: 'Grip',
          table: {
            groups: [{ id: 'a', title: 'A' }],
            parts: [
              {
                paramType: 'MEAN',
                dispersionType: 'STANDARD_DEVIATION',
                rows: [{ measurements: [{ group: 'a', value: '4', spread: '-0.30' }] }],
              },
              {
                dispersionType: '95% Confidence Interval',
                rows: [{ measurements: [{ group: 'a', value: '4', lowerLimit: '3.0', upperLimit: 'NA' }] }],
              },
            ],
          },
          analyses: [{ dispersionType: 'Standard Error of the Mean', dispersionValue: '0.10' }],
        },
      ],
    });
    assert.deepEqual(problems, []);
    assert.ok(artifact?.kind === 'trial');
    const [outcome] = artifact.outcomes ?? [];
    assert.deepEqual(
      outcome?.table?.parts.map(({ rows }) => rows[0]?.measurements[0]?.spread),
      [
        { kind: 'SD', value: '-0.30' },
        { kind: 'CI', level: '95', from: '3.0', to: 'NA' },
      ],
    );
    assert.deepEqual(outcome?.analyses?.[0]?.spread, {
      kind: 'SE',
      name: 'Standard Error of the Mean',
      value: '0.10',
    });
    const shown = (value: unknown) => formatValue(value as Value).replaceAll('\u202F', ' ');
    assert.equal(shown(artifact.population), 'mean 3 (SD 1.50, range 1–9)');
    assert.equal(shown(artifact.baseline?.[0]?.value), 'mean 3 (range 1–9)');
    assert.match(markdown(artifact), /4 \(−0\.30 \(as printed by the source: impossible\)\)/);
  });
});
