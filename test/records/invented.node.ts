import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { describe, it } from 'node:test';
import { inventedIn, realPath, withoutReal } from './files.js';
import { pathsOf } from './study.js';

interface Field {
  name: string;
  children?: Field[];
}

const leavesOf = (fields: readonly Field[], path = ''): string[] =>
  fields.flatMap(({ name, children }) => (children ? leavesOf(children, `${path}.${name}`) : [`${path}.${name}`]));

describe('the invented records', () => {
  it('have something in every field of a study that the registry lists', { skip: withoutReal('reference') }, () => {
    const listed = JSON.parse(readFileSync(realPath('reference/ctgov-v2-field-metadata.json'), 'utf8')) as Field[];
    const filled = inventedIn(['ctgov-v2']).flatMap(({ text }) => [...pathsOf(JSON.parse(text))]);
    assert.deepEqual(
      leavesOf(listed).filter((path) => !filled.some((one) => one === path || one.startsWith(`${path}.`))),
      [],
    );
  });
});
