import assert from 'node:assert/strict';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { contents, folder, run, serve, study } from './run.js';

const trial = (nctId: string | undefined, more: object) =>
  JSON.stringify({
    schemaVersion: 1,
    id: 'trial-a',
    kind: 'trial',
    title: 'A trial',
    ...(nctId && { nctId }),
    ...more,
  });

const setUp = (where: string, record: object | undefined, more: object = {}) => {
  writeFileSync(
    join(where, 'trial-a.json'),
    trial('NCT00000001', { overallStatus: 'RECRUITING', enrollment: { count: 30, type: 'ESTIMATED' }, ...more }),
  );
  mkdirSync(join(where, 'records'));
  if (record) writeFileSync(join(where, 'records', 'one.json'), JSON.stringify(record));
};

describe('check', () => {
  it('tells what the registry says differently, in words, and since when', async (t) => {
    const where = folder(t);
    setUp(where, study('NCT00000001', { resultsFirstPostDateStruct: { date: '2026-02', type: 'ACTUAL' } }));
    const before = contents(join(where, 'records'));
    const { code, out, err } = await run(['check', 'trial-a.json', '--records', 'records'], where);
    assert.equal(code, 1, err);
    assert.match(out, /^ {2}Status: Recruiting → Completed, by Mar 2, 2026$/m);
    assert.match(out, /^ {2}Enrollment: 30 \(estimated\) → 22 \(actual\), by Mar 2, 2026$/m);
    assert.match(out, /^ {2}Results posted: not stated → Feb 2026/m);
    assert.match(out, /1 trial: 1 changed, 0 unchanged, 0 not compared\./);
    assert.deepEqual(contents(join(where, 'records')), before);
  });

  it('ends with 0 where nothing changed', async (t) => {
    const where = folder(t);
    setUp(where, study('NCT00000001'), { overallStatus: 'COMPLETED', enrollment: { count: 22 } });
    const { code, out, err } = await run(['check', '.', '--records', 'records'], where);
    assert.equal(code, 0, out);
    assert.match(err, /Skipped: records\/one\.json is not a valid artifact/);
    assert.match(out, /matches the registry/);
  });

  it('compares the trials that a drug names', async (t) => {
    const where = folder(t);
    setUp(where, study('NCT00000001'));
    writeFileSync(
      join(where, 'drug.json'),
      JSON.stringify({ schemaVersion: 1, id: 'drug', kind: 'drug', title: 'A drug', trials: ['trial-a'] }),
    );
    const { out } = await run(['check', 'drug.json', '--records', 'records/one.json', '--json'], where);
    const told = JSON.parse(out) as { changed: number; trials: { nctId: string; changes: { field: string }[] }[] };
    assert.equal(told.changed, 1);
    assert.deepEqual(
      told.trials[0]?.changes.map(({ field }) => field),
      ['overallStatus', 'enrollment'],
    );
  });

  it('fetches the records where none are given', async (t) => {
    const where = folder(t);
    setUp(where, undefined);
    const { url, requests } = await serve(t, (_request, response) =>
      response.end(JSON.stringify(study('NCT00000001'))),
    );
    const { code, out } = await run(['check', 'trial-a.json', '--endpoint', url], where);
    assert.equal(code, 1);
    assert.deepEqual(requests, ['/studies/NCT00000001']);
    assert.match(out, /Recruiting → Completed/);
  });

  it('names each trial that it could not compare and why, and does not call that well', async (t) => {
    const where = folder(t);
    setUp(where, undefined);
    writeFileSync(join(where, 'trial-b.json'), trial(undefined, { id: 'trial-b' }));
    writeFileSync(join(where, 'records', 'other.json'), JSON.stringify(study('NCT00000002')));
    const { code, out } = await run(['check', 'trial-a.json', 'trial-b.json', '--records', 'records'], where);
    assert.equal(code, 1);
    assert.match(out, /trial-a\.json \(NCT00000001\): not compared\. Its record is not among those given/);
    assert.match(out, /trial-b\.json \(no NCT number\): not compared\. It has no NCT number/);
  });

  it('says where the record at hand is older than the artifact', async (t) => {
    const where = folder(t);
    setUp(where, study('NCT00000001'), { lastUpdatePostDate: { date: '2026-06-01' } });
    const { out } = await run(['check', 'trial-a.json', '--records', 'records'], where);
    assert.match(out, /This record is older than the one the artifact was made from/);
  });
});
