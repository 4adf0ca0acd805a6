import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { fromRecord } from '../../../src/artifact/formats/index.js';
import { splTable } from '../../../src/artifact/formats/spl-table.js';
import { markdown } from '../../written.js';

const documentOf = (record: object): string => {
  const [whole] = fromRecord(record).records ?? [];
  assert.ok(whole);
  return markdown(whole.artifact).replaceAll(/[\u00A0\u202F]/g, ' ');
};

/** The document of a report with these fields of its own and of its patient. */
const report = (fields: object, patient: object = {}): string =>
  documentOf({ safetyreportid: '1', ...fields, patient: { reaction: [{ reactionmeddrapt: 'Rash' }], ...patient } });

describe('a report of openFDA', () => {
  it('says that the patient died, or what else makes it serious', () => {
    assert.match(report({ serious: '1', seriousnessdeath: '1' }), /\*\*Serious\*\*: death/);
    assert.match(report({ seriousnesslifethreatening: '1' }), /\*\*Serious\*\*: life-threatening/);
    assert.match(report({ serious: '2' }), /\*\*Not serious\*\*/);
    assert.match(report({}), /\*\*Seriousness not stated\*\*/);
  });
  it('says how each event ended, in the words of its code', () => {
    const ends = ['recovered', 'recovering', 'not recovered', 'recovered with sequelae', 'fatal', 'unknown'];
    for (const [index, words] of ends.entries())
      assert.match(
        report({}, { reaction: [{ reactionmeddrapt: 'Rash', reactionoutcome: String(index + 1) }] }),
        new RegExp(`- Rash: ${words}$`, 'm'),
      );
    assert.match(report({}), /- Rash \(outcome not stated\)/);
  });
  it('names the drug under suspicion first, and what part each had', () => {
    const drug = (medicinalproduct: string, drugcharacterization?: string) => ({
      medicinalproduct,
      drugcharacterization,
    });
    const text = report({}, { drug: [drug('A', '2'), drug('B', '3'), drug('C', '1'), drug('D')] });
    assert.deepEqual(
      [...text.matchAll(/^- \*\*(\w)\*\* \((.*)\)/gm)].map(([, name, role]) => `${name} ${role}`),
      ['C suspect', 'B interacting', 'A concomitant', 'D role not stated'],
    );
  });
  it('has the age in its unit', () => {
    const units = { 800: 'decades', 801: 'years', 802: 'months', 803: 'weeks', 804: 'days', 805: 'hours' };
    for (const [code, unit] of Object.entries(units))
      assert.match(
        report({}, { patientonsetage: '5', patientonsetageunit: code }),
        new RegExp(`Age at onset: 5 ${unit}$`, 'm'),
      );
  });
  it('has a dose in its unit', () => {
    const units = { '001': 'kg', '002': 'g', '003': 'mg', '004': 'µg', '006': 'pg', '007': 'mg/kg', '025': 'IU' };
    for (const [code, unit] of Object.entries(units))
      assert.match(
        report({}, { drug: [{ drugstructuredosagenumb: '0.50', drugstructuredosageunit: code }] }),
        new RegExp(String.raw`\b0\.50 ${unit.replace('/', '\\/')}(?![\w/])`),
        unit,
      );
  });
  it('shows a code that nobody knows as a code', () =>
    assert.match(report({}, { reaction: [{ reactionmeddrapt: 'Rash', reactionoutcome: '9' }] }), /- Rash: code 9$/m));
  it('has its dates in an order that nobody can take for another', () =>
    assert.match(report({ receivedate: '20150401' }), /First received: Apr 1, 2015/));
});

describe('an application of Drugs@FDA', () => {
  it('that was approved tentatively is not approved', () => {
    const application = (submission_status: string) =>
      documentOf({
        application_number: 'ANDA000000',
        submissions: [{ submission_type: 'ORIG', submission_status, submission_status_date: '20240229' }],
      });
    assert.match(application('TA'), /\| \*\*FDA\*\* \| \*\*Tentatively approved\*\* Feb 29, 2024/);
    assert.match(application('AP'), /\| \*\*FDA\*\* \| \*\*Approved\*\* Feb 29, 2024/);
    assert.match(application('XX'), /\| \*\*FDA\*\* \| \*\*XX\*\* Feb 29, 2024/);
  });
});

describe('a table of a label', () => {
  it('keeps its numbers under their heads, and raised digits raised', () =>
    assert.equal(
      splTable(
        '<table><tbody><tr><td rowspan="2">Dose</td><td>10<sup>14</sup></td></tr><tr><td>H<sub>2</sub>O</td></tr></tbody></table>',
      ).markdown(),
      '<table><tbody><tr><td rowspan="2">Dose</td><td>10<sup>14</sup></td></tr><tr><td>H<sub>2</sub>O</td></tr></tbody></table>',
    ));
});
