import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { areToldApart, sourcesDiffer, versionsOf } from '../../src/artifact/conflicts.js';

const early = { value: { n: 10, of: 21 }, refs: ['centerwatch'], asOf: '2019-03' };
const final = { value: { n: 13, of: 22 }, refs: ['registry'], asOf: '2022-08-16' };

describe('versionsOf', () => {
  it('keeps every value, in the order of the artifact', () => {
    assert.deepEqual(versionsOf([early, final]), [[early], [final]]);
  });

  it('makes one version of a value that two sources give for the same group', () => {
    const again = { ...early, refs: ['journal'], asOf: '2020' };
    assert.deepEqual(versionsOf([early, final, again]), [[early, again], [final]]);
  });

  it('keeps apart the same value for two groups, and a number from its text', () => {
    const versions = versionsOf<unknown>([
      { value: 1, group: 'Low dose' },
      { value: 1, group: 'High dose' },
      { value: 1 },
      { value: '1' },
    ]);
    assert.equal(versions.length, 4);
  });
});

describe('sourcesDiffer', () => {
  it('is true where sources give different values for the same people', () => {
    assert.equal(sourcesDiffer([early, final]), true);
    assert.equal(
      sourcesDiffer([
        { ...early, group: 'Treated' },
        { ...final, group: 'Treated' },
      ]),
      true,
    );
    assert.equal(
      sourcesDiffer([
        { value: 'Ongoing', refs: ['page'] },
        { value: 'COMPLETED', refs: ['registry'] },
      ]),
      true,
    );
  });

  it('is false for one value, whoever gives it', () => {
    assert.equal(sourcesDiffer([early]), false);
    assert.equal(sourcesDiffer([early, { ...early, refs: ['journal'] }]), false);
    assert.equal(sourcesDiffer([]), false);
  });

  it('is false for values of different groups', () => {
    assert.equal(
      sourcesDiffer([
        { ...early, group: 'Low dose' },
        { ...final, group: 'High dose' },
      ]),
      false,
    );
  });

  it('is false for what one source tells beside each other, and where no source is named', () => {
    assert.equal(sourcesDiffer([early, { ...final, refs: ['centerwatch', 'registry'] }]), false);
    assert.equal(sourcesDiffer([{ value: 1 }, { value: 2 }]), false);
  });

  it('counts a value as told by all its sources', () => {
    const dose = { value: '1.1e14', refs: ['page'] };
    const infusion = { value: 'Over 60 minutes', refs: ['label'] };
    assert.equal(sourcesDiffer([dose, { ...dose, refs: ['label'] }, infusion]), false);
  });

  it('takes no report for no contradiction, but “none” for one', () => {
    const silent = (missing: string) => ({ value: { missing }, refs: ['page'] });
    assert.equal(sourcesDiffer([final, silent('not reported')]), false);
    assert.equal(sourcesDiffer([final, silent('unknown')]), false);
    assert.equal(sourcesDiffer([final, silent('none')]), true);
  });

  it('does with a registry’s thousands of values without comparing each with each', () => {
    const values = Array.from({ length: 20_000 }, (_, value) => ({ value, refs: ['registry'] }));
    let reads = 0;
    const counted = values.map(
      (value) => new Proxy(value, { get: (target, key) => (reads++, Reflect.get(target, key) as unknown) }),
    );
    assert.equal(sourcesDiffer(counted), false);
    assert.ok(reads < 200_000, String(reads));
  });
});

describe('a value marked as an earlier state or as other words', () => {
  it('is no conflict with the others, which may still be one among themselves', () => {
    assert.equal(sourcesDiffer([{ ...early, relation: 'superseded' }, final]), false);
    assert.equal(sourcesDiffer([final, { value: { percent: 59 }, refs: ['wiki'], relation: 'wording' }]), false);
    const other = { value: { n: 14, of: 22 }, refs: ['journal'] };
    assert.equal(sourcesDiffer([{ ...early, relation: 'superseded' }, final, other]), true);
  });

  it('is a version of its own beside those that hold', () => {
    assert.equal(versionsOf<unknown>([{ ...early, relation: 'superseded' }, final]).length, 2);
  });
});

describe('areToldApart', () => {
  it('is true where each value of a group has sources of its own', () => {
    assert.equal(areToldApart([early, final]), true);
  });

  it('is false where one source gives two values for one group: only its notes tell which is which', () => {
    assert.equal(areToldApart([early, final, { ...final, value: { n: 1, of: 22 } }]), false);
  });
});
