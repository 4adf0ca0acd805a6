// Each surface that shows a drug, in each state that its boxed warning can be in: the words stand whole directly after the
// name, or the state is said, and no dose stands before it.
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { subjectOf } from '../src/artifact/subject.js';
import type { Artifact } from '../src/artifact/schema/index.js';
import { prerender } from '../src/cli/build/prerender.js';
import { jsonLd } from '../src/output/json-ld.js';
import { markdown } from '../src/writers/markdown.js';
import { svgCard } from '../src/writers/svg.js';
import {
  built,
  drug,
  filesOf,
  LIVER,
  type State,
  STATES,
  SURFACES,
  UNKNOWN,
  URL_OF_SITE,
  wordsOf,
} from './drug-surfaces.js';

describe('a boxed warning', () => {
  for (const [surface, show] of Object.entries(SURFACES))
    for (const [name, state] of Object.entries(STATES))
      it(`stands after the name, or is said to be missing: ${surface}, ${name}`, () => {
        const text = show(state);
        if (text === '') return;
        assert.doesNotMatch(text, /internal error/i);
        const name = text.search(/Exemplaril|A page on it|Safety of it/);
        assert.ok(
          name >= 0 && name < text.indexOf(state.says[0] ?? ''),
          `no name stands before it: ${text.slice(0, 500)}`,
        );
        let from = 0;
        for (const words of state.says) {
          const at = text.indexOf(words, from);
          assert.ok(at >= 0, `“${words}” is not in: ${text.slice(0, 1500)}`);
          from = at + words.length;
        }
        const dose = text.indexOf('5 mg');
        assert.ok(dose < 0 || from <= dose, `a dose stands before it: ${text.slice(0, 1500)}`);
        if (state.never) assert.doesNotMatch(text.slice(0, from), state.never);
      });

  for (const surface of Object.keys(SURFACES).filter((one) =>
    /(page|document|picture) of an article|(trials|article) of page/.test(one),
  ))
    it(`of an article's drug whose file is missing is said to be unknown: ${surface}`, () => {
      const text = SURFACES[surface]?.({ safety: undefined, hasNoDrug: true, says: [] }) ?? '';
      const at = text.indexOf(UNKNOWN);
      assert.ok(at > text.indexOf('A page on it'), text.slice(0, 1500));
      assert.ok(!text.slice(0, at).includes('5 mg'), text.slice(0, 1500));
    });

  for (const id of ['exemplaril', 'page'])
    it(`stands whole once on the page of ${id}: further cards name it and lead there`, () => {
      const text = wordsOf(built(id, STATES['one'] as State, /index\.html$/));
      assert.equal(text.split(LIVER).length - 1, 1, text.slice(0, 1500));
    });

  it('that is on its way keeps every file from saying anything else', () => {
    const artifact = drug('safety-a') as unknown as Artifact;
    const subject = subjectOf({ artifact, problems: [] }, () => ({ state: 'pending' }));
    const at = { page: 'https://site.example/a', json: 'https://site.example/a.json' };
    for (const text of [markdown(subject), svgCard(subject, at.page), JSON.stringify(jsonLd(subject, at))])
      assert.match(text, /Boxed warning[^]*Loading…/);
  });

  it('of a prerendered page is there before any script runs', () => {
    const read = filesOf(STATES['by reference'] as State);
    const base = `${URL_OF_SITE}artifacts/`;
    const { html: markup } = prerender(
      'exemplaril',
      { site: URL_OF_SITE, base, script: `${URL_OF_SITE}x.js` },
      (url) => JSON.parse(read(url.slice(base.length).replace('.json', '')) ?? 'null') as unknown,
    );
    assert.ok(wordsOf(markup).includes(LIVER));
  });
});
