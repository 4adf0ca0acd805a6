import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { surfacesOf, whole } from '../surfaces.js';

const MARK = '(as printed by the source: impossible)';
const event = (incidence: unknown) => ({
  kind: 'safety',
  adverseEvents: [{ term: 'Rash', evidence: 'clinical trial', incidence }],
});
const trial = (result: object, fields: object = {}) => ({
  kind: 'trial',
  outcomes: [{ title: 'Grip', type: 'primary', results: [{ group: 'All', role: 'treatment', ...result }], ...fields }],
});

describe('what can’t be is marked on the card, in the document and in the picture', () => {
  const cases: [what: string, artifact: object, shown: string, surfaces: ('element' | '.md' | '.svg')[]][] = [
    ['more people than there were', event({ n: 31, of: 30 }), `31 of 30 ${MARK}`, ['element', '.md', '.svg']],
    ['a share above all', event({ percent: '130.0', of: 30 }), `130.0% ${MARK}`, ['element', '.md', '.svg']],
    ['a share below none', event({ percent: -2 }), `−2% ${MARK}`, ['element', '.md', '.svg']],
    ['ends in the wrong order', event({ percent: 43, to: 34 }), `43–34% ${MARK}`, ['element', '.md', '.svg']],
    [
      'an interval in the wrong order',
      trial({ value: { percent: 50 }, interval: { level: 95, low: '70.20', high: 25 } }),
      `95% confidence interval 70.20% to 25% ${MARK}`,
      ['element', '.md'],
    ],
    [
      'an estimate outside of its interval',
      trial({ value: { n: 3, of: 10 }, interval: { level: 95, low: 40, high: 60 } }),
      '95% confidence interval 40% to 60% (as printed by the source: the estimate lies outside)',
      ['element', '.md'],
    ],
    [
      'a probability above 1',
      trial({ value: { n: 3, of: 10 } }, { pValue: { relation: '=', p: '1.20' } }),
      `p = 1.20 ${MARK}`,
      ['element', '.md'],
    ],
    [
      'an end before the start',
      { kind: 'trial', startDate: { date: '2021-05-03' }, completionDate: { date: '2020-04', type: 'ACTUAL' } },
      `Apr 2020 (actual) ${MARK}`,
      ['element', '.md', '.svg'],
    ],
  ];
  for (const [what, fields, shown, surfaces] of cases)
    it(what, () => {
      const all = surfacesOf(whole(fields));
      for (const surface of surfaces) assert.ok(all[surface].includes(shown), `${surface}: ${all[surface]}`);
    });

  it('and what may well be is not: a change of any sign and size, an end in the month of the start', () => {
    for (const fields of [
      trial({ value: { number: -250, unit: '%', statistic: 'mean change', of: 6 } }),
      trial({ value: { n: 10, of: 10 }, interval: { level: 95, low: '69.2', high: 100 } }),
      { kind: 'trial', startDate: { date: '2021-05-03' }, completionDate: { date: '2021-05' } },
    ])
      for (const shown of Object.values(surfacesOf(whole(fields)))) assert.doesNotMatch(shown, /as printed/);
  });
});
