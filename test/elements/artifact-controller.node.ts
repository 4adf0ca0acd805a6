import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { ArtifactController } from '../../src/elements/base/artifact-controller.js';
import type { ArtifactState } from '../../src/artifact/resolve.js';
import type { Source } from '../../src/artifact/source.js';
import type { Artifact } from '../../src/artifact/schema/index.js';

/** What an element would show of a source that is at hand. */
const stateOf = (source: Partial<Source>): ArtifactState => {
  const host = {
    addController: () => undefined,
    removeController: () => undefined,
    requestUpdate: () => undefined,
    updateComplete: Promise.resolve(true),
  };
  const controller = new ArtifactController<Artifact>(host, () => undefined);
  controller.use({ base: 'https://example.org/', ...source });
  return controller.state;
};
const shown = (source: Partial<Source>): string => {
  const state = stateOf(source);
  return state.status === 'ready'
    ? state.artifact.title
    : state.status === 'failed'
      ? state.failure.message
      : state.status;
};

const label = (number: number) => ({
  set_id: `set-${number}`,
  effective_time: '20240229',
  openfda: { brand_name: [`Exemplaril ${number}`], product_ndc: [`99999-00${number}`] },
  warnings: [`Warning ${number}`],
});
const FILE = { results: [label(1), label(2)] };

describe('a record of a file that holds several', () => {
  for (const kind of ['drug', 'safety', undefined] as const)
    it(`is picked by its id or its NDC: ${kind ?? 'any element'}`, () => {
      const which = { artifact: FILE, ...(kind && { kind }) };
      assert.equal(shown(which), 'Exemplaril 1');
      assert.equal(shown({ ...which, name: 'label-set-2' }), 'Exemplaril 2');
      assert.equal(shown({ ...which, name: '99999-002' }), 'Exemplaril 2');
      assert.match(
        shown({ ...which, name: 'label-set-9' }),
        /expected the record label-set-9, found label-set-1, label-set-2/,
      );
    });

  it('that a page has picked is the one that its cards show', () => {
    const page = stateOf({ artifact: FILE, name: 'label-set-2' });
    assert.equal(shown({ page, kind: 'drug' }), 'Exemplaril 2');
    assert.equal(shown({ page, kind: 'safety' }), 'Exemplaril 2');
    assert.equal(shown({ page, kind: 'drug', name: 'label-set-1' }), 'Exemplaril 1');
  });
});

describe('a file of no kind that there is', () => {
  it('is told from one of another kind, with what its field says', () => {
    const file = { schemaVersion: 1, id: 'a', title: 'A' };
    const said = (artifact: object, kind?: 'drug') => {
      const state = stateOf({ artifact, ...(kind && { kind }) });
      return state.status === 'failed' ? `${state.failure.message} ${state.failure.remedy}` : state.status;
    };
    const none = 'This file isn’t a drug, trial, safety list or article. Correct its field “kind” (found: ';
    assert.equal(said({ ...file, kind: 'device' }), `${none}"device").`);
    assert.equal(said(file, 'drug'), `${none}nothing).`);
    assert.match(said({ ...file, kind: 'article' }, 'drug'), /^At \$\.kind: expected “drug”/);
  });
});

describe('a file with one record', () => {
  it('is not shown where another one is asked for', () =>
    assert.match(shown({ artifact: label(1), kind: 'drug', name: 'label-set-2' }), /expected the record label-set-2/));
});

describe('a further artifact that is at hand', () => {
  it('is taken in the update that asks for it, which needs no second one', () => {
    let updates = 0;
    const settled: string[] = [];
    const controller = new ArtifactController<Artifact>(
      {
        addController: () => undefined,
        removeController: () => undefined,
        requestUpdate: () => void updates++,
        updateComplete: Promise.resolve(true),
      },
      () => undefined,
      { partSettled: ({ status }) => settled.push(status) },
    );
    const state = controller.usePart('one', { base: 'https://example.org/', artifact: label(1), kind: 'drug' });
    assert.equal(state.status, 'ready');
    assert.deepEqual(settled, ['ready']);
    assert.equal(updates, 0);
    controller.reloadPart('one');
    assert.notEqual(updates, 0);
  });
});
