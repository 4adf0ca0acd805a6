// The built program as a process. What the commands do is tested in the other files, from the source and in one process.
import assert from 'node:assert/strict';
import { spawn, spawnSync } from 'node:child_process';
import { existsSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { setTimeout as pause } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { ARTIFACTS, contents, folder, PROGRAM, readJson, run, serve, start, study } from './run.js';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));

/** Waits until something holds, for at most a minute: on few cores others may be at work. */
const until = async (holds: () => boolean): Promise<void> => {
  const end = Date.now() + 60_000;
  while (!holds()) {
    assert.ok(Date.now() < end, 'it came to pass in time');
    await pause(20);
  }
};

const putDrugs = (where: string, count: number, more: object = {}): void => {
  for (let number = 1; number <= count; number++) {
    const id = `drug-${number}`;
    writeFileSync(
      join(where, `${id}.json`),
      JSON.stringify({ schemaVersion: 1, id, kind: 'drug', title: `The drug ${id}`, ...more }),
    );
  }
};

const MISTAKES = 2000;

/** One artifact with so many mistakes that no pipe holds the list of them. */
const putMistakes = (where: string): void =>
  putDrugs(where, 1, { trials: Array.from({ length: MISTAKES }, (_, number) => number) });

describe('The program', () => {
  it('prints the version of its package', async () => {
    const { code, out } = await start(['--version']).ended;
    assert.equal(code, 0);
    assert.equal(out, `${String(readJson(ROOT, 'package.json').version)}\n`);
  });

  it('prints the same help as its source', async () => {
    const { code, out, err } = await start(['import', '--help']).ended;
    assert.deepEqual({ code, err }, { code: 0, err: '' });
    assert.equal(out, (await run(['import', '--help'])).out);
  });

  it('ends with 0 where all is well, of a file named from the folder that it is started in', async () => {
    const { code, out, err } = await start(['validate', 'trial-start.json'], ARTIFACTS).ended;
    assert.equal(code, 0, err);
    assert.match(out, /^1 file: 0 errors/m);
  });

  it('ends with 1 where it found problems, and gives all of a long answer to a pipe', async (t) => {
    const where = folder(t);
    putMistakes(where);
    const { code, out } = await start(['validate', where, '--json']).ended;
    assert.equal(code, 1);
    assert.ok(out.length > 400_000, 'more than a pipe holds');
    assert.equal((JSON.parse(out) as { errors: number }).errors, MISTAKES);
  });

  it('ends with 1 and a sentence on standard error where it can’t do the work', async (t) => {
    const { code, out, err } = await start(['hash', 'nowhere.json'], folder(t)).ended;
    assert.deepEqual({ code, out }, { code: 1, out: '' });
    assert.match(err, /nowhere\.json can't be read: it does not exist/);
  });

  it('ends with 2 where the command line is wrong', async () => {
    const { code, out, err } = await start(['validte', 'x.json']).ended;
    assert.deepEqual({ code, out }, { code: 2, out: '' });
    assert.match(err, /Did you mean “validate”\?/);
  });

  it('ends without an error where its reader wants no more, as head does', async (t) => {
    const where = folder(t);
    putMistakes(where);
    const child = spawn(process.execPath, [PROGRAM, 'validate', where, '--json'], {
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    let err = '';
    child.stderr.on('data', (chunk: Buffer) => (err += chunk.toString()));
    child.stdout.once('data', () => child.stdout.destroy());
    const code = await new Promise((resolve) => child.once('close', resolve));
    assert.deepEqual({ code, err }, { code: 0, err: '' });
  });

  for (const signal of ['SIGINT', 'SIGTERM'] as const)
    it(`leaves whole files only when it is ended by ${signal} in the middle`, async (t) => {
      const where = folder(t);
      const { url, requests } = await serve(t, (request, response) => {
        if (request.url?.endsWith('NCT00000001')) response.end(JSON.stringify(study('NCT00000001')));
        // The second begins, and goes on for ever.
        else response.write('{"protocolSection":');
      });
      const { process: child, ended } = start([
        'import',
        'NCT00000001',
        'NCT00000002',
        '--out',
        where,
        '--endpoint',
        url,
      ]);
      await until(() => requests.length === 2);
      child.kill(signal);
      const { code, err } = await ended;
      assert.equal(code, signal === 'SIGINT' ? 130 : 143);
      assert.match(err, /Stopped\. Finished files were kept/);
      assert.deepEqual(Object.keys(contents(where)), ['.registry/NCT00000001.json', 'NCT00000001.json']);
      assert.equal(readJson(where, 'NCT00000001.json').nctId, 'NCT00000001');
    });

  it('builds on where it was killed, and leaves no half-written file', async (t) => {
    const [from, out] = [folder(t), folder(t)];
    putDrugs(from, 30);
    const first = start(['build', from, '--out', out, '--jobs', '1']);
    await until(() => existsSync(join(out, '.build')) && readdirSync(join(out, '.build')).length >= 5);
    first.process.kill('SIGKILL');
    await first.ended;
    const { out: told, code } = await start(['build', from, '--out', out]).ended;
    assert.equal(code, 0);
    const [, built, kept] = /(\d+) built, (\d+) unchanged/.exec(told) ?? [];
    assert.equal(Number(built) + Number(kept), 30);
    assert.ok(Number(built) >= 1 && Number(kept) >= 4, told);
    const unfinished = (readdirSync(out, { recursive: true }) as string[]).filter((path) => path.endsWith('.tmp'));
    assert.deepEqual(unfinished, []);
  });

  it('shows who watches a terminal how far it is, and nothing of it to a file', async (t) => {
    // util-linux's script gives a program a terminal.
    if (process.platform !== 'linux' || spawnSync('script', ['--version']).status !== 0)
      return t.skip('there is no “script” that gives a program a terminal');
    const where = folder(t);
    putDrugs(where, 5);
    const { stdout } = spawnSync('script', ['-qec', `"${process.execPath}" "${PROGRAM}" validate .`, '/dev/null'], {
      cwd: where,
      encoding: 'utf8',
    });
    assert.match(stdout, /2 of 5: drug-2\.json/);
    assert.match(stdout, /5 files: 0 errors/);
    const { out, err } = await start(['validate', '.'], where).ended;
    assert.doesNotMatch(out + err, / of 5: /);
    return undefined;
  });
});
