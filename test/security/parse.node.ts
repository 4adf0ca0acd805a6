import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { describe, it } from 'node:test';
import { fileURLToPath } from 'node:url';
import fc from 'fast-check';
import { parse } from '../../src/artifact/parse.js';
import { damaged, damages } from './mutations.js';

const FOLDER = fileURLToPath(new URL('../../artifacts/', import.meta.url));
const artifacts = readdirSync(FOLDER)
  .filter((name) => name.endsWith('.json'))
  .map((name) => JSON.parse(readFileSync(FOLDER + name, 'utf8')) as unknown);

/** A failure names its seed; to run it again, put it here. */
const SEED = 20260101;

/** Holds for whatever is parsed. */
const isRead = (input: unknown): void => {
  const { artifact, problems } = parse(input);
  if (!artifact) assert.ok(problems.length > 0, 'no artifact, and no word why');
  else {
    // What was kept is all right, and nothing of it is lost on the way to a file and back.
    assert.deepEqual(parse(artifact), { artifact, problems: [] });
    assert.deepEqual(parse(JSON.parse(JSON.stringify(artifact))), { artifact, problems: [] });
  }
  for (const { path, expected, found } of problems) {
    assert.match(path, /^\$/);
    assert.ok(expected !== '' && found !== '', `${path} says nothing`);
  }
  assert.equal(({} as Record<string, unknown>).polluted, undefined);
};

describe('parse', () => {
  it('gives an artifact or says why not, for any JSON', () => {
    fc.assert(fc.property(fc.jsonValue(), isRead), { seed: SEED, numRuns: 3000 });
  });

  it('gives an artifact or says why not, for any JSON in the fields of an artifact', () => {
    const kind = fc.constantFrom('drug', 'trial', 'safety', 'article');
    const name = fc.constantFrom(
      'title',
      'summary',
      'rows',
      'dosage',
      'references',
      'sections',
      'outcomes',
      'adverseEvents',
      'links',
      'safety',
      'enrollment',
      'metadata',
      '__proto__',
      'constructor',
    );
    fc.assert(
      fc.property(kind, fc.dictionary(name, fc.jsonValue()), (of, fields) =>
        isRead({ schemaVersion: 1, id: 'a', title: 'A', ...fields, kind: of }),
      ),
      { seed: SEED, numRuns: 3000 },
    );
  });

  it('never throws, whatever a page’s own script hands over', () => {
    fc.assert(
      fc.property(
        fc.anything({
          withBigInt: true,
          withDate: true,
          withMap: true,
          withNullPrototype: true,
          withObjectString: true,
          withSet: true,
          withTypedArray: true,
          withSparseArray: true,
        }),
        (input) => {
          parse(input);
          parse({ schemaVersion: 1, id: 'a', kind: 'drug', title: 'A', dosage: input });
        },
      ),
      { seed: SEED, numRuns: 3000 },
    );
  });

  it('keeps what is well of a damaged artifact and names what is not', () => {
    fc.assert(
      fc.property(fc.constantFrom(...artifacts), damages, (artifact, all) => isRead(damaged(artifact, all))),
      { seed: SEED, numRuns: 500 },
    );
  });
});
