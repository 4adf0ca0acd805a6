import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { analysisFigures, measureCaption, measurementFigures, partOfRow } from '../../src/content/results.js';
import type { Analysis } from '../../src/artifact/schema/index.js';

const figures = (analysis: Analysis) =>
  analysisFigures(analysis).map((text) => text.replaceAll(/[\u00A0\u202F]/g, ' '));

describe('the figures of an analysis', () => {
  it('are the estimate, its dispersion, its interval with both limits, and the p-value, as printed', () =>
    assert.deepEqual(
      figures({
        paramType: 'Hazard ratio',
        paramValue: '0.50',
        dispersionType: 'Standard Error of the Mean',
        dispersionValue: '0.10',
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
  it('is named with its dispersion and its unit', () =>
    assert.equal(
      measureCaption({ paramType: 'MEAN', dispersionType: 'Standard Deviation', unitOfMeasure: 'years', rows: [] }),
      'Mean (Standard Deviation), years',
    ));
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
    const after = (limits: object) => measurementFigures({ group: 'a', value: '5', ...limits }, {}).after;
    assert.equal(after({ lowerLimit: '1.0', upperLimit: '9' }), ' (1.0 to 9)');
    assert.equal(after({ upperLimit: '9' }), ' (not given to 9)');
    assert.equal(after({}), '');
  });
});
