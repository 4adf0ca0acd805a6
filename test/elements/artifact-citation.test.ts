import { sendMouse } from '@web/test-runner-commands';
import { References } from '../../src/artifact/references.js';
import { parse } from '../../src/artifact/parse.js';
import type { Artifact } from '../../src/artifact/schema/index.js';
import { defineElements } from '../../src/define.js';
import { citationNode, type TextScope } from '../../src/text/render.js';
import {
  artifactIds,
  artifactUrl,
  needsEmulatedMedia,
  deepQuery,
  deepQueryAll,
  emulateMedia,
  expect,
  expectAccessible,
  fixture,
  html,
  loadArtifact,
  press,
  recordConsole,
  setViewport,
  textOf,
  until,
} from '../helpers.js';
import { place, settled, show } from './common.js';

defineElements();

/** An address that would run a script; in two pieces, since the linter takes it for one. */
const SCRIPT = `${'javascript'}:alert(1)`;

const people = (...families: string[]) => families.map((family) => ({ family, given: 'A. B.' }));

const references = {
  mendell: {
    type: 'article-journal',
    title: 'Single-Dose Gene-Replacement Therapy',
    author: people('Mendell', 'Al-Zaidy', 'Shell', 'Arnold'),
    'container-title': 'N Engl J Med',
    issued: { 'date-parts': [[2017, 11, 2]] },
    DOI: '10.1056/NEJMoa1706198',
    PMID: '29091557',
  },
  mendellAgain: { title: 'The same work', DOI: '10.1056/NEJMOA1706198' },
  foust: {
    title: 'Rescue of the phenotype',
    author: people('Foust', 'Wang'),
    issued: { 'date-parts': [[2010]] },
    note: 'Retracted: see PMID 36203015.',
  },
  unknown: {
    title: 'Cited as “unknown”',
    author: [{ literal: 'MDA' }],
    unverified: 'No such document was found.',
    URL: SCRIPT,
  },
  four: { title: 'Four' },
  five: { title: 'Five' },
};

const artifactOf = (fields: object = {}): Artifact => {
  const { artifact, problems } = parse({
    schemaVersion: 1,
    id: 'a',
    kind: 'article',
    title: 'A',
    references,
    ...fields,
  });
  expect(problems).to.deep.equal([]);
  return artifact!;
};

/** References in the order above: mendell 1, foust 2, unknown 3, four 4, five 5. */
const scopeOf = (artifact = artifactOf()): TextScope => {
  const numbering = new References();
  numbering.add(artifact);
  return { artifact, references: numbering, linkBase: undefined };
};

/** A citation at the end of a sentence. */
const cite = async (keys: string[], scope = scopeOf()) => {
  const node = citationNode(keys, scope);
  await fixture(html`<p style="margin: 40px">A statement${node} and more.</p>`);
  await until(() => textOf(node) !== '', 'the citation is drawn');
  return node;
};

const linksOf = (node: Element) => deepQueryAll<HTMLAnchorElement>(node, '[part=number]');
const cardOf = (node: Element) => deepQuery(node, '[popover]');
const opened = (node: Element) =>
  until(() => cardOf(node)?.matches(':popover-open') && cardOf(node), 'the card is open');
const closed = (node: Element) => until(() => !cardOf(node), 'the card is closed');

const middleOf = (element: Element): [number, number] => {
  const { left, top, width, height } = element.getBoundingClientRect();
  return [Math.round(left + width / 2), Math.round(top + height / 2)];
};
const hover = (element: Element) => sendMouse({ type: 'move', position: middleOf(element) });

/** As a finger does it: no command of the drivers taps. */
const tap = (element: Element) => {
  element.dispatchEvent(new PointerEvent('pointerdown', { pointerType: 'touch', bubbles: true, composed: true }));
  element.dispatchEvent(new MouseEvent('click', { detail: 1, bubbles: true, composed: true, cancelable: true }));
};

describe('<artifact-citation>', () => {
  // The pointer stays where a test left it.
  beforeEach(() => sendMouse({ type: 'move', position: [799, 599] }));

  describe('its numbers', () => {
    it('are links to the entries, named by their works', async () => {
      const node = await cite(['mendell', 'foust']);
      expect(textOf(node)).to.equal('[1, 2]');
      expect(linksOf(node).map((link) => [link.getAttribute('href'), link.ariaLabel])).to.deep.equal([
        ['#ref-1', 'Reference 1: Mendell et al., 2017'],
        ['#ref-2', 'Reference 2: Foust and Wang, 2010, retracted'],
      ]);
      await expectAccessible(node);
    });

    it('stand in order, each once, three and more in a row as a range', async () => {
      expect(textOf(await cite(['foust', 'mendell', 'mendellAgain']))).to.equal('[1, 2]');
      expect(textOf(await cite(['five', 'unknown', 'mendell', 'four']))).to.equal('[1, 3–5]');
    });

    it('show a key that has no reference, beside those that have one', async () => {
      const node = await cite(['nobody2020']);
      expect(textOf(node)).to.equal('[nobody2020?]');
      expect(deepQuery(node, '[part=unresolved]')?.title).to.equal('No reference with the key “nobody2020”');
      expect(textOf(await cite(['nobody2020', 'foust']))).to.equal('[2, nobody2020?]');
    });

    it('come when their artifact comes', async () => {
      const artifact = artifactOf();
      const scope: TextScope = { artifact, references: new References(), linkBase: undefined };
      const node = await cite(['foust'], scope);
      expect(textOf(node)).to.equal('[foust?]');
      scope.references.add(artifact);
      await until(() => textOf(node) === '[2]', 'the number is there');
    });

    it('follow when they are given other keys or another numbering', async () => {
      const scope = scopeOf();
      const node = (await cite(['mendell'], scope)) as ReturnType<typeof citationNode> & {
        keys: string[];
        scope: TextScope;
      };
      node.keys = ['four'];
      await until(() => textOf(node) === '[4]', 'it has the number of the other key');
      expect([scope.references.mentions(1), scope.references.mentions(4)]).to.deep.equal([[], [node]]);
      node.scope = scopeOf(artifactOf({ references: { four: references.four } }));
      await until(() => textOf(node) === '[1]', 'it has the number of the other list');
      expect([scope.references.mentions(4), node.scope.references.mentions(1)]).to.deep.equal([[], [node]]);
    });

    it('are known to the list while they are in the page', async () => {
      const scope = scopeOf();
      const node = await cite(['mendell', 'mendellAgain', 'foust'], scope);
      expect([1, 2].map((number) => scope.references.mentions(number))).to.deep.equal([[node], [node]]);
      const { parentElement } = node;
      node.remove();
      expect([1, 2].map((number) => scope.references.mentions(number))).to.deep.equal([[], []]);
      parentElement!.append(node);
      expect([1, 2].map((number) => scope.references.mentions(number))).to.deep.equal([[node], [node]]);
    });
  });

  describe('followed', () => {
    it('asks for the entry and leaves the page’s address alone, whatever its base is', async () => {
      const base = document.createElement('base');
      base.href = 'https://elsewhere.example/';
      document.head.append(base);
      try {
        const node = await cite(['mendell', 'foust']);
        const asked: string[] = [];
        document.addEventListener('artifact-reveal', ({ targetId }) => asked.push(targetId), { once: true });
        const address = location.href;
        linksOf(node)[1]!.click();
        expect(asked).to.deep.equal(['ref-2']);
        expect(location.href).to.equal(address);
      } finally {
        base.remove();
      }
    });

    it('leads to the entry in the viewer’s list, by keyboard too', async () => {
      const viewer = await show('artifact-viewer', { artifact: { ...artifactOf({ body: 'Said [@foust].' }) } });
      const node = await until(() => deepQuery(viewer, 'artifact-citation'), 'the citation is there');
      const link = await until(() => linksOf(node)[0], 'its link is there');
      link.focus();
      await press('Enter');
      const entry = await until(() => deepQuery(viewer, '[part=entry]:focus'), 'the entry has the focus');
      expect(textOf(entry)).to.contain('Rescue of the phenotype');
    });

    it('opens the sources of a card that stands alone', async () => {
      const box = await show('drug-infobox', { src: artifactUrl('therapeutics-zolgensma') });
      const link = await until(
        () => deepQuery(box, 'artifact-citation') && linksOf(deepQuery(box, 'artifact-citation')!)[0],
        'a number is there',
      );
      const fold = deepQuery<HTMLDetailsElement>(deepQuery(box, 'artifact-references')!, 'details')!;
      expect(fold.open).to.equal(false);
      link.click();
      const entry = await until(() => deepQuery(box, '[part=entry]:focus'), 'the entry has the focus');
      expect(`#${entry.id}`).to.equal(link.getAttribute('href'));
      expect(fold.open).to.equal(true);
    });

    for (const ownList of [false, true])
      it(`leads to the sources of the cards that an author put into a viewer${ownList ? ', in a list put there too' : ''}`, async () => {
        const viewer = await place('artifact-viewer', { src: artifactUrl('therapeutics-zolgensma') });
        viewer.append(
          document.createElement('drug-infobox'),
          ...(ownList ? [document.createElement('artifact-references')] : []),
        );
        await settled(viewer);
        const node = await until(
          () => deepQuery(viewer.firstElementChild!, 'artifact-citation'),
          'a citation is there',
        );
        (await until(() => linksOf(node)[0], 'its number is there')).click();
        await until(() => deepQuery(viewer, '[part=entry]:focus'), 'the entry has the focus');
      });
  });

  describe('its card', () => {
    it('is made when it is needed, with all that tells a reader what the source is worth', async () => {
      const node = await cite(['mendell', 'foust', 'unknown', 'nobody']);
      expect(cardOf(node)).to.equal(null);
      linksOf(node)[0]!.focus();
      await press('Shift');
      await hover(linksOf(node)[0]!);
      const card = await opened(node);
      const text = textOf(card);
      expect(text).to.contain(
        'Single-Dose Gene-Replacement Therapy Mendell AB, Al-Zaidy AB, Shell AB, et al. N Engl J Med, 2017',
      );
      expect(text).to.contain('Retracted: see PMID 36203015.');
      expect(text).to.contain('Not verified: No such document was found.');
      expect(text).to.contain('No reference with the key “nobody”.');
      const out = deepQueryAll<HTMLAnchorElement>(card, 'a[target=_blank]');
      expect(out.map((link) => [textOf(link), link.href, link.referrerPolicy])).to.deep.equal([
        ['doi:10.1056/NEJMoa1706198', 'https://doi.org/10.1056/NEJMoa1706198', 'no-referrer'],
        ['PMID: 29091557', 'https://pubmed.ncbi.nlm.nih.gov/29091557/', 'no-referrer'],
      ]);
      expect(text).to.contain(SCRIPT);
      await expectAccessible(node);
    });

    it('opens for the focus of a keyboard, goes with Escape and leaves the focus where it is', async () => {
      const node = await cite(['mendell']);
      await press('Tab');
      await opened(node);
      await press('Escape');
      await closed(node);
      expect(node.shadowRoot?.activeElement).to.equal(linksOf(node)[0]);
    });

    it('lets the keyboard in, and gives the focus back with Escape', async () => {
      const node = await cite(['mendell']);
      await press('Tab');
      const card = await opened(node);
      await press('Tab');
      expect(card.contains(node.shadowRoot!.activeElement)).to.equal(true);
      await press('Escape');
      await closed(node);
      expect(node.shadowRoot?.activeElement).to.equal(linksOf(node)[0]);
    });

    it('goes when the focus goes', async () => {
      const node = await cite(['four']);
      await press('Tab');
      await opened(node);
      linksOf(node)[0]!.blur();
      await closed(node);
    });

    it('opens under a pointer, which can move onto it, and goes when it leaves', async () => {
      const node = await cite(['mendell']);
      await hover(linksOf(node)[0]!);
      const card = await opened(node);
      // Over the gap between the two, quicker than a driver can be relied on to be.
      for (const type of ['pointerleave', 'pointerenter'])
        card.parentElement!.dispatchEvent(new PointerEvent(type, { pointerType: 'mouse' }));
      await hover(card);
      // Longer than a pointer may take from the number to the card: what must not happen can't be waited for.
      const since = performance.now();
      await until(() => performance.now() - since > 400, 'time has passed');
      expect(card.matches(':popover-open')).to.equal(true);
      await sendMouse({ type: 'move', position: [799, 599] });
      await closed(node);
    });

    it('goes with Escape though the pointer rests on the number', async () => {
      const node = await cite(['mendell']);
      await hover(linksOf(node)[0]!);
      await opened(node);
      await press('Escape');
      await closed(node);
    });

    it('is the only one', async () => {
      const scope = scopeOf();
      const [one, other] = [citationNode(['mendell'], scope), citationNode(['four'], scope)];
      await fixture(html`<p>One${one} and, far from it, the other${other}.</p>`);
      await until(() => linksOf(one)[0] && linksOf(other)[0], 'both are drawn');
      await press('Tab');
      await opened(one);
      await hover(linksOf(other)[0]!);
      await opened(other);
      await closed(one);
    });

    it('opens at a finger’s first tap; the next tap follows the number, one elsewhere closes it', async () => {
      const node = await cite(['mendell']);
      const asked: string[] = [];
      node.addEventListener('artifact-reveal', ({ targetId }) => asked.push(targetId));
      tap(linksOf(node)[0]!);
      await opened(node);
      expect(asked).to.deep.equal([]);
      tap(document.body);
      await closed(node);
      tap(linksOf(node)[0]!);
      await opened(node);
      tap(linksOf(node)[0]!);
      expect(asked).to.deep.equal(['ref-1']);
    });

    it('goes when the text scrolls under it, also in a box of a shadow tree', async () => {
      const host = await fixture<HTMLElement>(html`<div></div>`);
      const box = document.createElement('div');
      Object.assign(box.style, { height: '80px', overflow: 'auto' });
      const tall = document.createElement('div');
      tall.style.height = '400px';
      const node = citationNode(['mendell'], scopeOf());
      tall.append(node);
      box.append(tall);
      host.attachShadow({ mode: 'open' }).append(box);
      await until(() => linksOf(node)[0], 'it is drawn');
      tap(linksOf(node)[0]!);
      await opened(node);
      box.scrollTop = 20;
      await closed(node);
    });

    it('moves nothing in the text, and is whole within a narrow window', async () => {
      await setViewport({ width: 260, height: 400 });
      const node = citationNode(['mendell', 'foust', 'unknown'], scopeOf());
      const text = await fixture<HTMLElement>(
        html`<p style="position: absolute; bottom: 10px; right: 4px; margin: 0">A statement${node}</p>`,
      );
      await until(() => linksOf(node)[0], 'it is drawn');
      const before = text.getBoundingClientRect();
      tap(linksOf(node)[0]!);
      const card = await opened(node);
      const { left, right, top, bottom } = card.getBoundingClientRect();
      expect(text.getBoundingClientRect()).to.deep.equal(before);
      expect(left).to.be.at.least(0);
      expect(top).to.be.at.least(0);
      expect(right).to.be.at.most(260);
      expect(bottom).to.be.at.most(linksOf(node)[0]!.getBoundingClientRect().bottom);
    });

    it('goes with its citation', async () => {
      const node = await cite(['mendell']);
      tap(linksOf(node)[0]!);
      await opened(node);
      const { parentElement } = node;
      node.remove();
      parentElement!.append(node);
      await closed(node);
    });

    it('is not printed', async function () {
      needsEmulatedMedia(this);
      const node = await cite(['mendell']);
      tap(linksOf(node)[0]!);
      const card = await opened(node);
      await emulateMedia({ media: 'print' });
      expect(getComputedStyle(card).display).to.equal('none');
    });
  });

  it('resolves every key of every artifact, without a warning of its own', async function () {
    // Ten whole pages, in an engine that may share its processor with two others.
    this.timeout(60_000);
    expect(artifactIds).not.to.deep.equal([]);
    for (const id of artifactIds) {
      const record = recordConsole();
      const viewer = await show('artifact-viewer', { src: artifactUrl(id) });
      const cited = await until(
        () => deepQueryAll(viewer, 'artifact-citation').length && deepQueryAll(viewer, 'artifact-citation'),
        `${id} cites something`,
      );
      await until(() => cited.every((node) => node.shadowRoot?.textContent), 'all are drawn');
      expect(deepQueryAll(viewer, '[part=unresolved]').map(textOf), id).to.deep.equal([]);
      expect(
        record.messages.filter((message) => /artifact-citation/.test(message)),
        id,
      ).to.deep.equal([]);
      record.restore();
      viewer.remove();
    }
  });

  it('names the works that a real artifact’s keys stand for', async () => {
    const { artifact } = parse(await loadArtifact('wiki-therapeutics-zolgensma'));
    const node = await cite(['mendell2017'], scopeOf(artifact));
    expect(linksOf(node)[0]!.ariaLabel).to.match(/^Reference \d+: Mendell et al\., 2017$/);
  });
});
