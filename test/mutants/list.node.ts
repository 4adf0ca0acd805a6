import assert from 'node:assert/strict';
import { it } from 'node:test';
import { faultsOf } from './list.mjs';

it('each planted fault of `npm run test:mutants` can still be planted, and each group has enough of them', () => {
  assert.deepEqual(faultsOf(), []);
});
