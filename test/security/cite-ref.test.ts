import { References } from '../../src/artifact/references.js';
import type { Article } from '../../src/artifact/schema/index.js';
import type { ArtifactCitation } from '../../src/elements/artifact-citation.js';
import { deepQueryAll, expect, until } from '../helpers.js';
import { attacks, inShort, type Show, tryAll } from './everything.js';
import { filledWith } from './fields.js';

/** How many entries one card has. */
const ENTRIES = 40;

/** A text that stands for several, each for an entry of its own. */
const packed = (texts: string[]) => JSON.stringify(texts);

const unpacked = (text: string): string[] => {
  try {
    const texts = JSON.parse(text) as unknown;
    return Array.isArray(texts) ? texts.map(String) : [text];
  } catch {
    return [text];
  }
};

/** One citation of as many entries as there are texts, each text in every field of its entry; and of as many keys that lead nowhere. */
const citation: Show = (text, box) => {
  const texts = unpacked(text);
  const entries = texts.map(
    (one, index) =>
      [`key-${index}`, (filledWith('article', one, 'bare').references as { known: object }).known] as const,
  );
  const artifact = {
    kind: 'article',
    id: 'a',
    title: 'A',
    schemaVersion: 1,
    references: Object.fromEntries(entries),
  } as Article;
  const references = new References();
  references.add(artifact);
  const element: ArtifactCitation = document.createElement('artifact-citation');
  element.keys = [...entries.map(([key]) => key), ...texts];
  element.scope = { linkBase: undefined, artifact, references };
  box.append(element);
};

/** Opens the cards, of which the page shows one at a time. */
const openCards = async (root: ParentNode): Promise<void> => {
  for (const element of deepQueryAll(root, 'artifact-citation')) {
    element.shadowRoot
      ?.querySelector('span')
      ?.dispatchEvent(new PointerEvent('pointerenter', { pointerType: 'mouse' }));
    await until(() => element.shadowRoot?.querySelector('.card'), 'the card is open');
  }
};

const closeCards = async (root: ParentNode): Promise<void> => {
  dispatchEvent(new KeyboardEvent('keydown', { key: 'Escape' }));
  await until(() => deepQueryAll(root, '.card').length === 0, 'no card is open');
};

describe('the card of <artifact-citation>, whatever stands in the references', () => {
  it(`runs nothing, asks for nothing, reaches nothing and goes nowhere: ${attacks.length} strings in every field`, async function () {
    this.timeout(800_000);
    const packs = Array.from({ length: Math.ceil(attacks.length / ENTRIES) }, (_, index) => {
      const some = attacks.slice(index * ENTRIES, (index + 1) * ENTRIES);
      return { id: `${some[0]?.id} to ${some.at(-1)?.id}`, of: 'several', text: packed(some.map(({ text }) => text)) };
    });
    expect(inShort(await tryAll(packs, citation, { act: openCards, undo: closeCards, atOnce: 1 }))).to.deep.equal([]);
  });
});
