import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { sourcedValues } from '../../src/artifact/values.js';

describe('a fact', () => {
  it('is a list of its versions', () => {
    assert.deepEqual(sourcedValues(undefined), []);
    assert.deepEqual(sourcedValues('a'), [{ value: 'a' }]);
    assert.deepEqual(sourcedValues([{ value: 'a' }, { value: 'b', asOf: '2019' }]).length, 2);
    assert.deepEqual(sourcedValues<string[]>(['PHASE1']), [{ value: ['PHASE1'] }]);
  });
});
