import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { identifierUrl } from '../../src/artifact/identifiers.js';

describe('an identifier', () => {
  it('leads to its registry', () => {
    assert.equal(identifierUrl({ scheme: 'DOI', value: '10.1000/a b' }), 'https://doi.org/10.1000/a%20b');
    assert.equal(identifierUrl({ scheme: 'toString', value: 'x' }), undefined);
  });
});
