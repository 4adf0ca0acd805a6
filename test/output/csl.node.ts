import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { cslJson } from '../../src/output/csl.js';
import { artifacts, referencesOf } from './references.js';

const read = (...entries: Parameters<typeof cslJson>[0]) => JSON.parse(cslJson(entries)) as Record<string, unknown>[];

describe('CSL-JSON', () => {
  for (const artifact of artifacts)
    it(`of the references of ${artifact.id} has every field as it is in the artifact`, () => {
      const entries = referencesOf(artifact);
      const items = read(...entries);
      assert.equal(items.length, entries.length);
      entries.forEach(({ key, reference }, index) => {
        const { id, note = '', ...item } = items[index] ?? {};
        const { unverified, note: ownNote, ...fields } = reference;
        assert.equal(id, key);
        assert.deepEqual(item, fields);
        assert.equal(note, [ownNote, unverified && `Not verified: ${unverified}`].filter(Boolean).join(' '));
      });
    });

  it('gives each item the type and each PMID the form that the standard asks for', () => {
    assert.deepEqual(read({ key: 'a', reference: { title: 'A', PMID: 29091557 } }), [
      { id: 'a', type: 'document', title: 'A', PMID: '29091557' },
    ]);
  });

  it('keeps fields that the viewer knows nothing of', () => {
    assert.deepEqual(
      read({ key: 'a', reference: { type: 'book', title: 'A', ISBN: '9783', editor: [{ family: 'E' }] } }),
      [{ id: 'a', type: 'book', title: 'A', ISBN: '9783', editor: [{ family: 'E' }] }],
    );
  });
});
