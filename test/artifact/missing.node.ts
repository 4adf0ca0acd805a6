import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { describe, it } from 'node:test';
import { MISSING, type MissingCode, whyMissing } from '../../src/artifact/missing.js';
import { parse } from '../../src/artifact/parse.js';
import type { Artifact } from '../../src/artifact/schema/index.js';
import { markdown } from '../written.js';

/** What leads to each code. */
const MISSING_INPUT: Readonly<Record<MissingCode, string>> = {
  none: 'The source states that there is none, for example an empty list of boxed warnings.',
  'not-reported': 'The source states that it has no value, or leaves the field empty.',
  'not-in-record': 'This file lacks the field or module; the source may report it.',
  'not-applicable': 'This type of study or product does not have it, for example the phase of an observational study.',
  'not-assessed': 'Nobody was at risk or analyzed (0 of 0), or the source states that it was not assessed.',
  unreadable: 'The value could not be understood.',
  unavailable: 'The file that contains it could not be loaded.',
};

describe('why a value is missing', () => {
  it('is told by the table in README.md as by the code', () => {
    const readme = readFileSync(new URL('../../README.md', import.meta.url), 'utf8');
    const rows = [...readme.matchAll(/^\| `([a-z-]+)` +\| ([^|]+?) +\| ([^|]+?) +\|$/gm)].map((row) => row.slice(1));
    assert.deepEqual(
      rows.filter(([code = '']) => code in MISSING),
      Object.entries(MISSING).map(([code, words]) => [code, words, MISSING_INPUT[code as MissingCode]]),
    );
  });

  const drug = (fields: object) => parse({ schemaVersion: 1, kind: 'drug', id: 'd', title: 'D', ...fields });

  it('stands in the place of a value that could not be read, with its group and source', () => {
    const { artifact, problems } = drug({
      dosage: [{ value: { number: 'a lot', unit: 'mg' }, group: 'adults', refs: ['label'] }, { value: 'Once' }],
    });
    assert.deepEqual((artifact as Artifact & { dosage: unknown }).dosage, [
      { value: { missing: 'unreadable' }, group: 'adults', refs: ['label'] },
      { value: 'Once' },
    ]);
    assert.deepEqual(
      problems.map(({ path }) => path),
      ['$.dosage[0].value.number'],
    );
    assert.match(markdown(artifact!), /\*\*Dosing\*\* \| Could not be read \(adults\)\[@label\]; Once/);
  });

  it('stands nowhere else: a field that is no value is left out, and a reference is no work without its fields', () => {
    const { artifact, problems } = drug({
      references: { a: 5 },
      approvals: 'yes',
      safety: 7,
      summary: ['x'],
      unheard: 1,
    });
    assert.deepEqual(artifact, { schemaVersion: 1, kind: 'drug', id: 'd', title: 'D', references: {} });
    assert.deepEqual(problems.map(({ path }) => path).sort(), [
      '$.approvals',
      '$.references.a',
      '$.safety',
      '$.summary',
      '$.unheard',
    ]);
  });

  it('is that it could not be read where its own place or what holds it has a problem, and else that the record lacks it', () => {
    const problems = [{ path: '$.protocolSection.designModule.phases[1]', expected: 'text', found: 'a list of 2' }];
    assert.equal(whyMissing(problems, ['phases', 'designModule']), 'unreadable');
    assert.equal(whyMissing(problems, ['phase', 'statusModule']), 'not-in-record');
    // One unreadable phase says nothing of the other fields beside it.
    assert.equal(whyMissing(problems, ['enrollment', 'designModule', 'protocolSection']), 'not-in-record');
    const [lost] = [{ path: '$.protocolSection.designModule', expected: 'an object', found: '"x"' }];
    assert.equal(whyMissing([lost], ['enrollment', 'designModule']), 'unreadable');
    const date = { path: '$.protocolSection.statusModule.startDateStruct.date', expected: 'a date', found: '"x"' };
    assert.equal(whyMissing([date], ['startDate', 'statusModule']), 'unreadable');
  });
});
