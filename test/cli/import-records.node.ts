import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { contents, folder, readJson, run, serve, study } from './run.js';

describe('import of records', () => {
  it('fetches a trial by its number and writes its artifact', async (t) => {
    const where = folder(t);
    const { url, requests } = await serve(t, (_request, response) =>
      response.end(JSON.stringify(study('NCT00000001'))),
    );
    const { code, out, err } = await run(['import', 'nct00000001', '--out', where, '--endpoint', `${url}/api/v2/`]);
    assert.equal(code, 0, err);
    assert.deepEqual(requests, ['/api/v2/studies/NCT00000001']);
    assert.match(out, /^wrote +.*NCT00000001\.json \(trial\)/m);
    const artifact = readJson(where, 'NCT00000001.json');
    assert.equal(artifact.nctId, 'NCT00000001');
    assert.equal(artifact.kind, 'trial');
    assert.ok(existsSync(join(where, 'report.md')));
  });

  it('takes the address of a study’s page for its number', async (t) => {
    const where = folder(t);
    const { url, requests } = await serve(t, (_request, response) =>
      response.end(JSON.stringify(study('NCT00000001'))),
    );
    await run(['import', 'https://clinicaltrials.gov/study/NCT00000001', '--out', where, '--endpoint', url]);
    assert.deepEqual(requests, ['/studies/NCT00000001']);
  });

  it('tries again after a failure of the server, each time later, and succeeds', async (t) => {
    const where = folder(t);
    const { url, requests } = await serve(t, (_request, response, count) => {
      response.statusCode = count <= 2 ? 503 : 200;
      response.end(count <= 2 ? 'busy' : JSON.stringify(study('NCT00000001')));
    });
    const { code, err } = await run(['import', 'NCT00000001', '--out', where, '--endpoint', url]);
    assert.equal(code, 0, err);
    assert.equal(requests.length, 3);
    assert.ok(existsSync(join(where, 'NCT00000001.json')));
  });

  it('names a server that never answers, how often it was tried and what to do instead', async (t) => {
    const where = folder(t);
    const { url, requests } = await serve(t, () => undefined);
    const { code, err } = await run([
      'import',
      'NCT00000001',
      '--out',
      where,
      '--endpoint',
      url,
      '--timeout',
      '1',
      '--retries',
      '1',
    ]);
    assert.equal(code, 1);
    assert.ok(requests.length > 0);
    assert.match(
      err,
      /studies\/NCT00000001 could not be fetched: no complete response within 1 seconds\. Tried 2 times\./,
    );
    assert.match(err, /pass the file instead/);
  });

  it('names a server that is not there', async (t) => {
    const { code, err } = await run([
      'import',
      'NCT00000001',
      '--out',
      folder(t),
      '--endpoint',
      'http://127.0.0.1:9',
      '--retries',
      '0',
    ]);
    assert.equal(code, 1);
    assert.match(err, /could not be fetched: .*\. Tried once\./);
  });

  it('does not try again where that can’t help', async (t) => {
    const { url, requests } = await serve(t, (_request, response) => {
      response.statusCode = 404;
      response.end('NCT number NCT99999999 not found');
    });
    const { code, err } = await run(['import', 'NCT99999999', '--out', folder(t), '--endpoint', url]);
    assert.equal(code, 1);
    assert.equal(requests.length, 1);
    assert.match(err, /NCT99999999 was not found \(404\) \(“NCT number NCT99999999 not found”\)/);
  });

  it('imports what can be had and names what can’t', async (t) => {
    const where = folder(t);
    writeFileSync(join(where, 'good.json'), JSON.stringify([study('NCT00000001'), study('NCT00000002')]));
    writeFileSync(join(where, 'odd.json'), '{"hello": 1}');
    writeFileSync(join(where, 'page.html.json'), '<!doctype html><p>');
    const out = join(where, 'out');
    const { code, err } = await run(['import', 'good.json', 'odd.json', 'page.html.json', '--out', 'out'], where);
    assert.equal(code, 1);
    assert.deepEqual(
      Object.keys(contents(out)).filter((name) => !name.startsWith('.registry')),
      ['NCT00000001.json', 'NCT00000002.json', 'report.md'],
    );
    assert.match(
      err,
      /odd\.json is JSON, but not in a supported format\. Expected .*ClinicalTrials\.gov.* found an object with hello/,
    );
    assert.match(err, /page\.html\.json is a web page \(HTML\)/);
  });

  it('is the same when it is run again: the same bytes, and nothing is written anew', async (t) => {
    const where = folder(t);
    writeFileSync(join(where, 'study.json'), JSON.stringify(study('NCT00000001')));
    await run(['import', 'study.json', '--out', 'out'], where);
    const out = join(where, 'out');
    const before = contents(out);
    const dateOf = () => statSync(join(out, 'NCT00000001.json')).mtimeMs;
    const date = dateOf();
    const again = await run(['import', 'study.json', '--out', 'out'], where);
    assert.match(again.out, /^same +.*NCT00000001\.json/m);
    const artifact = 'NCT00000001.json';
    assert.equal(contents(out)[artifact], before[artifact]);
    assert.equal(dateOf(), date);
    const third = contents(out);
    await run(['import', 'study.json', '--out', 'out'], where);
    assert.deepEqual(contents(out), third);
  });

  it('keeps a file of the same name that says something else, tells what differs, and replaces it with --force', async (t) => {
    const where = folder(t);
    writeFileSync(join(where, 'study.json'), JSON.stringify(study('NCT00000001')));
    const mine = JSON.stringify({
      schemaVersion: 1,
      id: 'NCT00000001',
      kind: 'trial',
      title: 'My own words',
      nctId: 'NCT00000001',
      enrollment: { count: 21 },
    });
    writeFileSync(join(where, 'NCT00000001.json'), mine);
    const { code, out } = await run(['import', 'study.json', '--out', '.'], where);
    assert.equal(code, 1);
    assert.match(out, /^KEPT +NCT00000001\.json/m);
    assert.equal(readFileSync(join(where, 'NCT00000001.json'), 'utf8'), mine);
    const report = readFileSync(join(where, 'report.md'), 'utf8');
    assert.match(report, /\| title \| only imported \| A study called NCT00000001 \|/);
    assert.match(report, /\| enrollment \|.*\| 21 \|/);
    assert.equal((await run(['import', 'study.json', '--out', '.', '--force'], where)).code, 0);
    assert.equal(readJson(where, 'NCT00000001.json').title, 'A study called NCT00000001');
  });

  it('takes away what a run that was killed left half-written', async (t) => {
    const where = folder(t);
    writeFileSync(join(where, 'study.json'), JSON.stringify(study('NCT00000001')));
    const { pid } = spawnSync(process.execPath, ['--version']);
    writeFileSync(join(where, `.NCT00000001.json.${pid}.tmp`), '{"half":');
    writeFileSync(join(where, `.other.json.${process.pid}.tmp`), 'of a process that runs');
    await run(['import', 'study.json', '--out', '.'], where);
    assert.deepEqual(
      readdirSync(where).filter((name) => name.endsWith('.tmp')),
      [`.other.json.${process.pid}.tmp`],
    );
  });

  it('prints everything as JSON for other programs, and nothing else', async (t) => {
    const where = folder(t);
    writeFileSync(join(where, 'study.json'), JSON.stringify(study('NCT00000001')));
    const { out } = await run(['import', 'study.json', '--out', '.', '--json'], where);
    const told = JSON.parse(out) as {
      artifacts: { id: string; state: string }[];
      findings: unknown[];
      failed: unknown[];
    };
    assert.deepEqual(
      told.artifacts.map(({ id, state }) => [id, state]),
      [['NCT00000001', 'written']],
    );
    assert.deepEqual(told.failed, []);
  });
});
