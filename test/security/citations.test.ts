import { deepQueryAll, expect, until } from '../helpers.js';
import { attacks, inShort, type Show, tryAll } from './everything.js';
import { filledWith } from './fields.js';
import { MOST } from '../this-run.js';

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
  const keys = [...entries.map(([key]) => key), ...texts];
  const element = document.createElement('drug-infobox');
  element.artifact = {
    kind: 'drug',
    id: 'a',
    title: 'A',
    schemaVersion: 1,
    references: Object.fromEntries(entries),
    genericName: { value: 'A name', refs: keys },
  };
  box.append(element);
};

/** Shows the sources of each citation, of which the page shows those of one at a time. */
const openSources = async (root: ParentNode): Promise<void> => {
  for (const cited of deepQueryAll(root, 'sup.cite')) {
    const link = cited.querySelector('a');
    link?.dispatchEvent(new PointerEvent('pointerdown', { pointerType: 'touch', bubbles: true, composed: true }));
    link?.dispatchEvent(new MouseEvent('click', { detail: 1, bubbles: true, composed: true, cancelable: true }));
    await until(() => deepQueryAll(root, 'artifact-sources-popover').length > 0, 'the sources are shown');
  }
};

const closeSources = async (root: ParentNode): Promise<void> => {
  dispatchEvent(new KeyboardEvent('keydown', { key: 'Escape' }));
  await until(() => deepQueryAll(root, 'artifact-sources-popover').length === 0, 'no sources are shown');
};

describe('the sources of a citation, whatever the references hold', () => {
  it(`runs nothing, asks for nothing, reaches nothing and goes nowhere: ${attacks.length} strings in every field`, async function () {
    this.timeout(MOST);
    const packs = Array.from({ length: Math.ceil(attacks.length / ENTRIES) }, (_, index) => {
      const some = attacks.slice(index * ENTRIES, (index + 1) * ENTRIES);
      return { id: `${some[0]?.id} to ${some.at(-1)?.id}`, of: 'several', text: packed(some.map(({ text }) => text)) };
    });
    expect(inShort(await tryAll(packs, citation, { act: openSources, undo: closeSources, atOnce: 1 }))).to.deep.equal(
      [],
    );
  });
});
