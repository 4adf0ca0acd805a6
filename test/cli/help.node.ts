import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { COMMANDS } from '../../src/cli/commands.js';
import { folder, run } from './run.js';

describe('The command line', () => {
  it('lists its commands in its help', async () => {
    const { code, out } = await run(['--help']);
    assert.equal(code, 0);
    for (const [name, { summary }] of Object.entries(COMMANDS))
      assert.match(out, new RegExp(`^ +${name} +${summary.slice(0, 30)}`, 'm'));
  });

  for (const name of Object.keys(COMMANDS))
    it(`tells in the help of ${name} how to use it, each option, examples, and the exit codes`, async () => {
      const { code, out, err } = await run([name, '--help']);
      assert.equal(code, 0, err);
      const { options } = await (COMMANDS[name] ?? assert.fail()).load();
      assert.match(out, new RegExp(`^Usage: artifact-viewer ${name} `));
      for (const option of [...Object.keys(options), 'json', 'help'])
        assert.match(out, new RegExp(`^ +--${option}\\b`, 'm'));
      assert.match(out, new RegExp(`^ +artifact-viewer ${name} `, 'm'));
      assert.match(out, /Exit codes: 0 success, 1 problems found \(.*\), 2 usage error$/m);
      assert.equal((await run(['help', name])).out, out);
    });

  it('says of a command that does not exist which is near, and ends with 2', async () => {
    const { code, err, out } = await run(['validte', 'x.json']);
    assert.equal(code, 2);
    assert.match(err, /Unknown command “validte”\. Did you mean “validate”\?/);
    assert.equal(out, '');
  });

  for (const [args, expected] of [
    [['import', 'x.md', '--ot', 'here'], /Unknown option --ot\. Did you mean --out\?/],
    [['validate', '--Strict', 'x'], /Unknown option --Strict\. Did you mean --strict\?/],
    [['import', 'x.md', '--out'], /--out needs a value: --out DIR/],
    [['import', 'x.md', '--out', '--force'], /--out needs a value/],
    [['validate', '--json=yes', 'x'], /--json takes no value/],
    [['validate'], /Which files\?/],
    [['import', 'x.md'], /--out DIR/],
    [['import', 'NCT0330627', '--out', 'here'], /is not a valid NCT number/],
    [['check', 'x.json', '--retries', 'many'], /--retries requires a number, not “many”/],
    [['check', 'x.json', '--endpoint', 'nowhere'], /--endpoint requires an address/],
  ] as const)
    it(`explains ${args.join(' ')}, ends with 2 and leaves nothing behind`, async (t) => {
      const where = folder(t);
      const { code, err } = await run(args, where);
      assert.equal(code, 2, err);
      assert.match(err, expected);
      assert.match(err, /--help shows how to use it/);
      assert.equal(existsSync(join(where, 'here')), false);
    });

  it('ends with 2 and shows the help where it is told nothing', async () => {
    const { code, out } = await run([]);
    assert.equal(code, 2);
    assert.match(out, /^Usage: artifact-viewer COMMAND/);
  });

  it('prints its version', async () => {
    assert.match((await run(['--version'])).out, /^\d+\.\d+\.\d+\n$/);
  });
});
