// Therapies side by side, as data: what the comparison shows, before any element draws it.
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { ArtifactState } from '../../src/artifact/resolve.js';
import type { Drug } from '../../src/artifact/schema/index.js';
import { comparisonTable } from '../../src/content/comparison.js';
import type { Cell } from '../../src/content/model.js';
import { wordsOf } from '../../src/writers/html/runs.js';
import { subject } from '../written.js';
import { whole } from '../surfaces.js';

const ready = (title: string, fields: object) => {
  const artifact = whole({ kind: 'drug', title, ...fields }) as Drug;
  return { name: title, state: { status: 'ready', json: {}, ...subject(artifact) } as ArtifactState<Drug> };
};
const LATE = { name: 'late', state: { status: 'loading' } as const };
const LOST = {
  name: 'lost',
  state: { status: 'failed', failure: { reason: 'not-there', message: 'Gone.', remedy: '' } } as const,
};

const cellWords = (cell: Cell): string =>
  'said' in cell
    ? `${cell.relation}: ${cell.said.map(({ value, origins }) => `${wordsOf(value)}${origins.map(({ refs = [] }) => refs.map((key) => `[${key}]`).join('')).join('')}`).join('; ')}`
    : wordsOf(cell);
const rowsOf = (...therapies: Parameters<typeof comparisonTable>[0]) =>
  comparisonTable(therapies).groups.flatMap(({ rows }) =>
    rows.map(({ header, note, cells }) => [wordsOf(header), note && wordsOf(note), ...cells.map(cellWords)]),
  );

describe('a comparison of therapies', () => {
  it('has a column for each, named and linked, and a row for each attribute of any', () => {
    const one = ready('One', { id: 'therapeutics-one', drugClass: 'A', administrationRoute: 'By mouth' });
    const two = ready('Two', { dosage: 'Once', administrationRoute: 'By mouth' });
    const { columns } = comparisonTable([one, two, LATE]);
    assert.deepEqual(columns, [
      [{ run: 'link', label: 'One', href: '/therapeutics/one' }],
      [{ run: 'own', text: 'Two' }],
      [{ run: 'own', text: 'late' }],
    ]);
    assert.deepEqual(rowsOf(one, two), [
      ['Class', undefined, 'one: A', 'Not in this record'],
      ['Route', 'Same for all', 'one: By mouth', 'one: By mouth'],
      ['Dosing', undefined, 'Not in this record', 'one: Once'],
    ]);
  });

  it('says of a therapy that is not there why, and of no row that it is the same for all', () =>
    assert.deepEqual(rowsOf(ready('One', { dosage: 'Once' }), ready('Two', { dosage: 'Once' }), LATE, LOST), [
      ['Dosing', undefined, 'one: Once', 'one: Once', 'Loading…', 'Could not be loaded'],
    ]));

  it('keeps all that one therapy says of an attribute, each with its sources, and that sources differ', () => {
    const approvals = [
      { regulator: 'FDA', status: 'Approved', refs: ['a'] },
      { regulator: 'EMA', status: 'Refused', refs: ['b'] },
    ];
    const dosage = [
      { value: { number: '5', unit: 'mg' }, refs: ['a'] },
      { value: { number: '9', unit: 'mg' }, refs: ['b'] },
    ];
    const rows = [{ label: 'Dosing', value: 'Twice' }];
    const references = { a: { title: 'One' }, b: { title: 'Other' } };
    assert.deepEqual(
      rowsOf(ready('One', { approvals, dosage, rows, references })).map(([label, , cell]) => [
        label,
        cell?.replaceAll('\u00A0', ' '),
      ]),
      [
        ['Approval', 'several: FDA: Approved[a]; EMA: Refused[b]'],
        ['Dosing', 'conflict: Twice; 5 mg[a]; 9 mg[b]'],
      ],
    );
  });

  it('takes for a difference a denominator, a hedge, a group, a note, and what one alone tells; not a source or a date', () => {
    const pairs: [one: unknown, other: unknown, isSame: boolean][] = [
      [{ n: 1, of: 2 }, { n: 2, of: 4 }, false],
      [{ percent: 5 }, { percent: 5, qualifier: 'at least' }, false],
      [{ number: '0.25', unit: 'mg' }, { number: '0.250', unit: 'mg' }, false],
      [{ number: '0.25', unit: 'mg' }, { number: 0.25, unit: 'mg' }, true],
      [{ value: 'x', group: 'adults' }, { value: 'x', group: 'children' }, false],
      [{ value: 'x', note: 'for 30 days' }, { value: 'x', note: 'for 60 days' }, false],
      [[{ value: 'x' }, { value: 'y' }], 'x', false],
      [undefined, 'x', false],
      [{ value: 'x', refs: ['a'], asOf: '2019' }, { value: 'x', asOf: '2026' }, true],
      [{ value: 'x', relation: 'superseded' }, 'x', true],
    ];
    const references = { a: { title: 'A' } };
    for (const [one, other, isSame] of pairs) {
      const rows = rowsOf(
        ready('One', { dosage: one, drugClass: 'A', references }),
        ready('Two', { dosage: other, drugClass: 'B', references }),
      );
      assert.equal(
        rows.find(([label]) => label === 'Dosing')?.[1],
        isSame ? 'Same for all' : undefined,
        JSON.stringify([one, other]),
      );
    }
  });

  it('takes for a difference what one regulator decided, when and for whom', () => {
    const approval = { regulator: 'FDA', status: 'Approved', date: '2019-05', refs: ['a'] };
    const noteOf = (other: object) =>
      rowsOf(
        ready('One', { approvals: [approval], references: { a: { title: 'A' } } }),
        ready('Two', { approvals: [{ ...approval, ...other }], references: { a: { title: 'A' } } }),
      )[0]?.[1];
    for (const other of [{ regulator: 'EMA' }, { status: 'Refused' }, { date: '2020' }, { population: 'adults' }])
      assert.equal(noteOf(other), undefined, JSON.stringify(other));
    assert.equal(noteOf({ refs: undefined }), 'Same for all');
  });
});
