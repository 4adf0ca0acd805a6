import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { formatPhases, words } from '../../src/content/terms.js';

describe('registry words', () => {
  it('become words, also those never seen before', () => {
    assert.equal(words('ACTIVE_NOT_RECRUITING'), 'Active, not recruiting');
    assert.equal(words('SOME_NEW_STATUS'), 'Some new status');
    assert.equal(words('constructor'), 'constructor');
  });
  it('combine phases', () => {
    assert.equal(formatPhases(['PHASE1', 'PHASE2']), 'Phase 1/2');
    assert.equal(formatPhases(['PHASE3']), 'Phase 3');
  });
});
