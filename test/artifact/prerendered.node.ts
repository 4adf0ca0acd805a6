import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { hashOf } from '../../src/artifact/prerendered.js';

describe('the hash of a block', () => {
  it('tells doses, orders and lengths from each other', () => {
    const texts = new Set<string>();
    for (let number = 0; number < 100_000; number++) {
      texts.add(`<p>${number} mg</p>`);
      texts.add(`<p>${number / 1000} µg once</p>`);
    }
    for (const text of ['', '\0', 'a', 'a\0', 'ab', 'ba', 'abc', 'bac', 'acb', '\0a', 'a\u0100', '\u0100a'])
      texts.add(text);
    assert.equal(new Set([...texts].map(hashOf)).size, texts.size);
    for (const hash of [...texts].slice(0, 1000).map(hashOf)) assert.ok(Number.isSafeInteger(hash) && hash >= 0);
  });
});
