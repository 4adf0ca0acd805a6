import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { hashOf } from '../../src/artifact/integrity.js';
import { folder, run } from './run.js';

describe('hash', () => {
  it('prints the hash that an element’s integrity attribute is checked by, whatever the file’s order and white space', async (t) => {
    const where = folder(t);
    writeFileSync(join(where, 'a.json'), '{"id":"a","n":1.10}');
    writeFileSync(join(where, 'b.json'), '{\n  "n": 1.1,\n  "id": "a"\n}\n');
    const { code, out } = await run(['hash', 'a.json', 'b.json'], where);
    const expected = await hashOf({ id: 'a', n: 1.1 });
    assert.equal(code, 0);
    assert.equal(out, `${expected}  a.json\n${expected}  b.json\n`);
  });

  it('names a file that is no JSON', async (t) => {
    const where = folder(t);
    writeFileSync(join(where, 'a.json'), '{"id": }');
    const { code, err } = await run(['hash', 'a.json'], where);
    assert.equal(code, 1);
    assert.match(err, /^a\.json:1:8: not valid JSON/);
  });
});
