import type { ArtifactState } from '../../src/artifact/resolve.js';
import { elements } from '../../src/define.js';
import type { ArtifactElement } from '../../src/elements/base/artifact-element.js';
import { deepQuery, expect, fixture, html, loadArtifact, recordConsole, textOf, until } from '../helpers.js';
import { show } from './common.js';

const WARNING = 'Watch the liver for 3 months.';
const safety = {
  boxedWarning: [{ title: 'Liver injury', text: WARNING }],
  recalls: [{ regulator: 'FDA', classification: 'Class I' }],
  precautions: [{ title: 'Kidneys', text: 'Look at them.' }],
  adverseEvents: [{ term: 'Vomiting', incidence: { n: 2, of: 21 } }],
  eventGroups: [{ title: 'Given it', deaths: { n: 0, of: 21 } }],
  timeFrame: 'A year.',
};
const DRUG = {
  schemaVersion: 1,
  id: 'exemplaril',
  kind: 'drug',
  title: 'Exemplaril',
  asOf: '2026-01',
  brandName: 'Exemplaril',
  genericName: 'exemplarine',
  approvals: [{ regulator: 'FDA', status: 'Approved', date: '2019' }],
  indication: 'Examples',
  dosage: { number: '0.25', unit: 'mg' },
  rows: [{ label: 'Color', value: 'Blue' }],
  identifiers: [{ scheme: 'UNII', value: 'ABC' }],
  image: { src: 'https://example.invalid/a.png', alt: 'A pill' },
  label: { regulator: 'FDA', effectiveDate: '2024' },
  labelSections: [{ id: 'storage', title: 'Storage', text: 'Keep it dry.' }],
  references: { one: { type: 'webpage', title: 'One' } },
  safety,
};
const SAFETY = { schemaVersion: 1, id: 's', kind: 'safety', title: 'Exemplaril', ...safety };

const ARTICLE = {
  schemaVersion: 1,
  id: 'a',
  kind: 'article',
  title: 'A',
  body: 'The body.',
  sections: [{ id: 'one', title: 'One', body: 'The first section.' }],
  references: {},
};

let made = 0;

/** A class like another, which finds a record that throws where one of its fields is read. */
const withFault = (tag: 'drug-infobox' | 'trial-card' | 'safety-list' | 'artifact-article', field: string) => {
  let wasRead = false;
  // The state is what all that an element renders comes from, and nobody's but its own.
  const Base = elements[tag] as unknown as new () => HTMLElement;
  const name = `faulty-${tag}-${field.toLowerCase()}-${++made}`;
  customElements.define(
    name,
    class extends Base {
      #seen: ArtifactState | undefined;
      #faulty: ArtifactState | undefined;
      get state(): ArtifactState {
        const state = Reflect.get(Base.prototype, 'state', this) as ArtifactState;
        if (state.status !== 'ready') return state;
        if (this.#seen === state && this.#faulty) return this.#faulty;
        this.#seen = state;
        const artifact = new Proxy(state.artifact, {
          get: (target, key) => {
            if (key === field) {
              wasRead = true;
              throw new Error(`planted in ${field}`);
            }
            return Reflect.get(target, key) as unknown;
          },
        });
        return (this.#faulty = { ...state, artifact });
      }
    },
  );
  return { name, wasRead: () => wasRead };
};

/** An element with a fault in one field, once it has come to an end. */
const shownWith = async (tag: Parameters<typeof withFault>[0], field: string, artifact: unknown) => {
  recordConsole();
  const { name, wasRead } = withFault(tag, field);
  let told = 0;
  const box = await fixture(html`<div></div>`);
  box.addEventListener('artifact-error', () => told++);
  const element = document.createElement(name) as ArtifactElement;
  element.textContent = 'Written by the author.';
  element.artifact = artifact;
  box.append(element);
  await until(() => element.status === 'ready' || element.status === 'failed', 'it has come to an end');
  await element.updateComplete;
  if (wasRead()) await until(() => told > 0, 'the page is told');
  return { element, text: textOf(element) };
};

/** The longer words of a text but for the foot’s: a fault may leave the sources without numbers. */
const wordsOf = (text: string): string[] => (text.match(/\p{L}{4,}/gu) ?? []).filter((word) => word !== 'sources');

/**
 * That a reader is told what is not there: the element has failed, with its fallback; or a part says that it could not be
 * shown; or nothing is missing.
 */
const expectHonest = ({ element, text }: Awaited<ReturnType<typeof shownWith>>, whole: string) => {
  if (element.status === 'failed') {
    expect(text).to.include('Internal error: Error: planted').and.to.include('Written by the author.');
    expect(deepQuery(element, '[part="retry"]')).to.exist;
  } else if (!text.includes('This part could not be shown. Look it up in the sources.'))
    expect(wordsOf(whole).filter((word) => !text.includes(word))).to.deep.equal([]);
};

describe('a fault in the content', () => {
  for (const [tag, artifact] of [
    ['drug-infobox', DRUG],
    ['safety-list', SAFETY],
  ] as const)
    // Without its kind nobody knows what a record is about, and each citation reads the references for itself.
    for (const field of Object.keys(artifact).filter((key) => key !== 'kind' && key !== 'references'))
      it(`of a <${tag}>’s ${field} costs that part, never the boxed warning`, async () => {
        const whole = textOf(await show(tag, { artifact }));
        const shown = await shownWith(tag, field, artifact);
        expectHonest(shown, whole);
        expect(shown.text).to.include(WARNING);
        if (['indication', 'rows', 'dosage'].includes(field)) expect(shown.text).to.include('The rest of the label');
        if (field === 'labelSections') expect(shown.text).to.include('Blue');
        if (field === 'precautions') expect(shown.text).to.include('Vomiting');
      });

  for (const [tag, artifact] of [
    ['trial-card', () => loadArtifact('trial-start')],
    ['artifact-article', () => ARTICLE],
  ] as const)
    it(`of any field leaves no blank <${tag}>`, async () => {
      const json = (await artifact()) as object;
      const whole = textOf(await show(tag, { artifact: json }));
      for (const field of Object.keys(json))
        if (field !== 'references') expectHonest(await shownWith(tag, field, json), whole);
    });

  it('of one section of an article costs that section', async () => {
    const { text } = await shownWith('artifact-article', 'body', ARTICLE);
    expect(text).to.include('The first section.').and.not.to.include('The body.');
  });
});
