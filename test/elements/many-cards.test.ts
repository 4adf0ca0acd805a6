import { defineElements } from '../../src/define.js';
import type { DrugInfobox } from '../../src/elements/drug-infobox.js';
import { scrollToTarget } from '../../src/elements/base/scroll-to-target.js';
import { deepQuery, expect, fixture, html, loadArtifact, until } from '../helpers.js';

defineElements();

/**
 * A card for each number, all put into the page at once.
 * @param more what the card of a number has beside what all have.
 */
const placeMany = async (count: number, more: (index: number) => object = () => ({})): Promise<DrugInfobox[]> => {
  const artifact = (await loadArtifact('therapeutics-risdiplam')) as object;
  const cards = Array.from({ length: count }, (_, index) => {
    const card = document.createElement('drug-infobox');
    card.artifact = { ...artifact, id: `drug-${index}`, ...more(index) };
    return card;
  });
  (await fixture(html`<div></div>`)).append(...cards);
  return cards;
};

/** Asked of a hundred cards at each frame: their words, seen or not, cost less than what is seen of them. */
const isShown = (card: DrugInfobox, words = 'risdiplam') => card.renderRoot.textContent.includes(words);

describe('A page with many cards', () => {
  it('has those that are seen before it is painted, and comes to its reader’s hand before it has the last', async () => {
    const cards = await placeMany(150);
    const answers: number[] = [];
    const ask = () => {
      answers.push(cards.filter((card) => isShown(card)).length);
      if (answers.at(-1) !== cards.length) setTimeout(ask);
    };
    await cards[0]?.updateComplete;
    expect(cards.filter((card) => isShown(card) || card.getBoundingClientRect().top > innerHeight).length).to.equal(
      cards.length,
    );
    ask();
    await until(() => answers.at(-1) === cards.length, 'all of them', 60_000);
    expect(answers.length).to.be.greaterThan(2);
    expect(answers[0]).to.be.lessThan(cards.length);
  });

  it('is about as high before its reader has been everywhere as after', async () => {
    const cards = await placeMany(60);
    await until(() => cards.every((card) => isShown(card)), 'all of them', 60_000);
    const before = document.documentElement.scrollHeight;
    for (const card of cards) {
      card.scrollIntoView();
      await new Promise(requestAnimationFrame);
    }
    expect(document.documentElement.scrollHeight).to.be.within(0.95 * before, 1.05 * before);
  });

  it('leads to what a link names in a card out of sight', async () => {
    const cards = await placeMany(60);
    await until(() => cards.every((card) => isShown(card)), 'all of them', 60_000);
    // A page that is still growing moves what was scrolled to; a link into one that is not there yet is the next test.
    let height = 0;
    let unchanged = 0;
    await until(() => {
      const now = document.documentElement.scrollHeight;
      unchanged = now === height ? unchanged + 1 : 0;
      height = now;
      return unchanged === 5;
    }, 'the page has stopped growing');
    const row = [...(cards[50]?.shadowRoot?.querySelectorAll('th[scope="row"]') ?? [])].at(-1) as HTMLElement;
    row.scrollIntoView();
    await until(
      () => row.getBoundingClientRect().height > 0 && Math.abs(row.getBoundingClientRect().top) < innerHeight,
      'the row in sight',
    );
  });

  it('leads to what a link names in a card that has not had its turn', async () => {
    const cards = await placeMany(150, (index) =>
      index === 149 ? { labelSections: [{ id: 'only-in-the-last', title: 'Storage', text: 'Cool and dry.' }] } : {},
    );
    await cards[0]?.updateComplete;
    expect(isShown(cards[149]!)).to.equal(false);
    expect(scrollToTarget(document, 'only-in-the-last')).to.equal(true);
    const target = deepQuery(document, '#only-in-the-last')!;
    await until(() => Math.abs(target.getBoundingClientRect().top) < innerHeight, 'the section in sight');
  });

  it('has all of them on paper', async () => {
    const cards = await placeMany(150);
    await cards[0]?.updateComplete;
    expect(cards.every((card) => isShown(card))).to.equal(false);
    dispatchEvent(new Event('beforeprint'));
    expect(cards.every((card) => isShown(card))).to.equal(true);
    dispatchEvent(new Event('afterprint'));
  });

  it('tells of each once it is drawn', async () => {
    const drawn: boolean[] = [];
    const hear = ({ target }: Event) => drawn.push(isShown(target as DrugInfobox));
    document.addEventListener('artifact-load', hear);
    try {
      await placeMany(100);
      await until(() => drawn.length === 100, 'the last event', 60_000);
      expect(drawn.every(Boolean)).to.equal(true);
    } finally {
      document.removeEventListener('artifact-load', hear);
    }
  });

  it('takes a change to many of them, the last included', async () => {
    const cards = await placeMany(60);
    await until(() => cards.every((card) => isShown(card)), 'all of them', 60_000);
    for (const card of cards) card.artifact = { ...(card.artifact as object), title: 'Changed' };
    await until(() => cards.every((card) => isShown(card, 'Changed')), 'the change', 60_000);
  });
});
