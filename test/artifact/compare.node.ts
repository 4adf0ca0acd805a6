import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { changesBetween } from '../../src/artifact/compare.js';
import type { Trial } from '../../src/artifact/schema/index.js';

const trial = (fields: Partial<Trial>): Trial => ({
  schemaVersion: 1,
  id: 'trial',
  kind: 'trial',
  title: 'A trial',
  nctId: 'NCT00000001',
  ...fields,
});
const updated = { lastUpdatePostDate: { date: '2026-03-02', type: 'ACTUAL' } };

describe('What the registry changed', () => {
  it('is a status that reads otherwise now, since the record’s last update', () => {
    assert.deepEqual(
      changesBetween(trial({ overallStatus: 'RECRUITING' }), trial({ overallStatus: 'COMPLETED', ...updated })),
      [{ field: 'overallStatus', label: 'Status', mine: 'RECRUITING', registry: 'COMPLETED', since: '2026-03-02' }],
    );
  });

  it('is nothing where both say the same', () => {
    const same = trial({
      overallStatus: 'COMPLETED',
      phases: ['PHASE1', 'PHASE2'],
      enrollment: { count: 22, type: 'ACTUAL' },
      completionDate: { date: '2019-11-12', type: 'ACTUAL' },
      resultsFirstPostDate: { date: '2020-07-16', type: 'ACTUAL' },
    });
    assert.deepEqual(changesBetween(same, { ...same, ...updated, phases: ['PHASE2', 'PHASE1'] }), []);
  });

  it('is found beside a wiki’s own wording: the registry’s older value is what changed', () => {
    const mine = trial({
      overallStatus: [
        { value: 'ACTIVE_NOT_RECRUITING', asOf: '2024-02-22' },
        { value: 'Results reported', asOf: '2026-05-13' },
      ],
      enrollment: [{ value: { count: 126 } }, { value: { count: 125, type: 'ESTIMATED' } }],
    });
    const changes = changesBetween(
      mine,
      trial({ overallStatus: 'COMPLETED', enrollment: { count: 126, type: 'ACTUAL' } }),
    );
    assert.deepEqual(
      changes.map(({ field, mine: before }) => [field, before]),
      [
        ['overallStatus', 'ACTIVE_NOT_RECRUITING'],
        ['enrollment', { count: 125, type: 'ESTIMATED' }],
      ],
    );
  });

  it('is measured by the newest of the registry’s values that an artifact keeps', () => {
    const mine = trial({
      overallStatus: [
        { value: 'RECRUITING', asOf: '2022-01' },
        { value: 'COMPLETED', asOf: '2024-01' },
      ],
    });
    assert.deepEqual(changesBetween(mine, trial({ overallStatus: 'COMPLETED' })), []);
    assert.equal(changesBetween(mine, trial({ overallStatus: 'RECRUITING' }))[0]?.mine, 'COMPLETED');
  });

  it('is a date that moved, or that has come to pass, but not one told more precisely', () => {
    const date = (mine: string, registry: string, types = ['ACTUAL', 'ACTUAL']) =>
      changesBetween(
        trial({ completionDate: { date: mine, type: types[0] } }),
        trial({ completionDate: { date: registry, type: types[1] } }),
      ).length;
    assert.equal(date('2024-12', '2024-12-02'), 0);
    assert.equal(date('2024-12', '2025-01'), 1);
    assert.equal(date('2024-12-02', '2024-12-02', ['ESTIMATED', 'ACTUAL']), 1);
  });

  it('is that results were posted, since the day on which they were', () => {
    const [change] = changesBetween(
      trial({}),
      trial({ ...updated, resultsFirstPostDate: { date: '2025-11', type: 'ACTUAL' } }),
    );
    assert.equal(change?.field, 'resultsFirstPostDate');
    assert.equal(change.mine, undefined);
    assert.equal(change.since, '2025-11');
  });

  it('is why a trial was stopped, once the registry tells it', () => {
    const changes = changesBetween(
      trial({ overallStatus: 'RECRUITING' }),
      trial({ overallStatus: 'TERMINATED', whyStopped: 'Slow enrollment' }),
    );
    assert.deepEqual(
      changes.map(({ field }) => field),
      ['overallStatus', 'whyStopped'],
    );
  });

  it('is not what one of them leaves out: a record with a few fields changes nothing', () => {
    const mine = trial({
      overallStatus: 'COMPLETED',
      enrollment: { count: 5 },
      resultsFirstPostDate: { date: '2020-01' },
    });
    assert.deepEqual(changesBetween(mine, trial({ phases: ['PHASE3'], startDate: { date: '2019' } })), []);
  });

  it('has no day where the record tells none', () => {
    assert.equal(
      'since' in (changesBetween(trial({ overallStatus: 'A' }), trial({ overallStatus: 'B' }))[0] ?? {}),
      false,
    );
  });
});
