import { sendMouse } from '@web/test-runner-commands';
import { parse } from '../../src/artifact/parse.js';
import type { Artifact } from '../../src/artifact/schema/index.js';
import { defineElements } from '../../src/define.js';
import type { DrugInfobox } from '../../src/elements/drug-infobox.js';
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
  six: { title: 'Six' },
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

/** An infobox with one statement, which cites these keys: mendell is 1, foust 2, unknown 3, four 4, five 5, six 6. */
const box = (keys: string[], { boxedWarning }: { boxedWarning?: string } = {}): DrugInfobox => {
  const element = document.createElement('drug-infobox');
  const { kind: _, ...fields } = artifactOf();
  element.artifact = {
    ...fields,
    kind: 'drug',
    // Not shown in an infobox: it gives each source its number.
    summary: '[@mendell; @foust; @unknown; @four; @five; @six]',
    rows: keys.length > 0 ? [{ label: 'Fact', value: `A statement [@${keys.join('; @')}] and more.` }] : [],
    ...(boxedWarning && {
      safety: { boxedWarning: [{ text: boxedWarning }] },
    }),
  };
  return element;
};

const citationIn = (root: Element) => until(() => deepQuery<HTMLElement>(root, 'sup.cite'), 'the citation is written');

/** A citation at the end of a statement. */
const cite = async (keys: string[]) => {
  const element = box(keys);
  await fixture(html`<div style="margin: 40px">${element}</div>`);
  return citationIn(element);
};

const linksOf = (cited: Element) => [...cited.querySelectorAll<HTMLAnchorElement>('a')];
const popovers = () => deepQueryAll(document.body, 'artifact-sources-popover');
const opened = () =>
  until(() => {
    const [popover] = popovers();
    return popover?.matches(':popover-open') && textOf(popover) !== '' && popover;
  }, 'the sources are shown');
const closed = () => until(() => popovers().length === 0, 'the sources are hidden');
const focused = (cited: Element) => (cited.getRootNode() as ShadowRoot).activeElement;

const middleOf = (element: Element): [number, number] => {
  const { left, top, width, height } = element.getBoundingClientRect();
  return [Math.round(left + width / 2), Math.round(top + height / 2)];
};
/** Moves the pointer there, wherever an earlier test has left the page scrolled to. */
const hover = (element: Element) => {
  element.scrollIntoView({ block: 'nearest', behavior: 'instant' });
  return sendMouse({ type: 'move', position: middleOf(element) });
};

/** As a finger does it: no command of the drivers taps. */
const tap = (element: Element) => {
  element.dispatchEvent(new PointerEvent('pointerdown', { pointerType: 'touch', bubbles: true, composed: true }));
  element.dispatchEvent(new MouseEvent('click', { detail: 1, bubbles: true, composed: true, cancelable: true }));
};

describe('citations', () => {
  // The pointer stays where a test left it.
  beforeEach(() => sendMouse({ type: 'move', position: [799, 599] }));

  describe('their numbers', () => {
    it('are links to the entries', async () => {
      const cited = await cite(['mendell', 'foust']);
      expect(textOf(cited)).to.equal('[1, 2 retracted]');
      expect(linksOf(cited).map((link) => [link.getAttribute('href'), link.ariaLabel])).to.deep.equal([
        ['#ref-1', 'Reference 1'],
        ['#ref-2', 'Reference 2, retracted'],
      ]);
      await expectAccessible((cited.getRootNode() as ShadowRoot).host);
    });

    it('stand in order, each once, three and more in a row as a range', async () => {
      expect(textOf(await cite(['four', 'mendell', 'mendellAgain']))).to.equal('[1, 4]');
      expect(textOf(await cite(['six', 'five', 'mendell', 'four']))).to.equal('[1, 4–6]');
    });

    it('tell a retracted source and one that nobody could verify, never within a range', async () => {
      const cited = await cite(['five', 'four', 'unknown', 'foust', 'mendell']);
      expect(textOf(cited)).to.equal('[1, 2 retracted, 3?, 4, 5]');
      expect(linksOf(cited).map(({ ariaLabel }) => ariaLabel)).to.deep.equal([
        'Reference 1',
        'Reference 2, retracted',
        'Reference 3, not verified',
        'Reference 4',
        'Reference 5',
      ]);
    });

    it('show a key that has no reference, beside those that have one', async () => {
      const cited = await cite(['nobody2020']);
      expect(textOf(cited)).to.equal('[nobody2020?]');
      expect(cited.querySelector<HTMLElement>('[part=unresolved]')?.title).to.equal(
        'No reference with the key “nobody2020”',
      );
      expect(textOf(await cite(['nobody2020', 'foust']))).to.equal('[2 retracted, nobody2020?]');
    });

    it('are the page’s to style, except in a boxed warning', async () => {
      const cited = await cite(['foust']);
      expect(linksOf(cited)[0]!.part.contains('cite')).to.equal(true);
      const warned = box([], { boxedWarning: 'It can harm [@mendell; @nobody].' });
      await fixture(html`${warned}`);
      const inWarning = await until(() => deepQuery(warned, '.boxed sup.cite'), 'the warning cites');
      expect(textOf(inWarning)).to.equal('[1, nobody?]');
      expect(deepQueryAll(warned, '.boxed [part]')).to.deep.equal([]);
    });
  });

  describe('followed', () => {
    it('ask for the entry and leave the page’s address alone, whatever its base is', async () => {
      const base = document.createElement('base');
      base.href = 'https://elsewhere.example/';
      document.head.append(base);
      try {
        const cited = await cite(['mendell', 'foust']);
        const asked: string[] = [];
        document.addEventListener('artifact-reveal', ({ targetId }) => asked.push(targetId), {
          once: true,
          capture: true,
        });
        const address = location.href;
        linksOf(cited)[1]!.click();
        expect(asked).to.deep.equal(['ref-2']);
        expect(location.href).to.equal(address);
      } finally {
        base.remove();
      }
    });

    it('lead to the entry in the viewer’s list, by keyboard too', async () => {
      const viewer = await show('artifact-viewer', { artifact: { ...artifactOf({ body: 'Said [@foust].' }) } });
      const link = linksOf(await citationIn(viewer))[0]!;
      link.focus();
      await press('Enter');
      const entry = await until(() => deepQuery(viewer, '[part=entry]:focus'), 'the entry has the focus');
      expect(textOf(entry)).to.contain('Rescue of the phenotype');
    });

    it('open the sources of a card that stands alone', async () => {
      const element = await show('drug-infobox', { src: artifactUrl('therapeutics-zolgensma') });
      const link = linksOf(await citationIn(element))[0]!;
      const fold = deepQuery<HTMLDetailsElement>(deepQuery(element, 'artifact-references')!, 'details')!;
      expect(fold.open).to.equal(false);
      link.click();
      const entry = await until(() => deepQuery(element, '[part=entry]:focus'), 'the entry has the focus');
      expect(`#${entry.id}`).to.equal(link.getAttribute('href'));
      expect(fold.open).to.equal(true);
    });

    for (const ownList of [false, true])
      it(`lead to the sources of the cards that an author put into a viewer${ownList ? ', in a list put there too' : ''}`, async () => {
        const viewer = await place('artifact-viewer', { src: artifactUrl('therapeutics-zolgensma') });
        viewer.append(
          document.createElement('drug-infobox'),
          ...(ownList ? [document.createElement('artifact-references')] : []),
        );
        await settled(viewer);
        linksOf(await citationIn(viewer.firstElementChild!))[0]!.click();
        await until(() => deepQuery(viewer, '[part=entry]:focus'), 'the entry has the focus');
      });
  });

  describe('beside a boxed warning', () => {
    const warning = (element: Element) => until(() => deepQuery(element, '.boxed'), 'the warning is there');
    const areApart = (one: DOMRect, other: DOMRect) =>
      one.bottom <= other.top || other.bottom <= one.top || one.right <= other.left || other.right <= one.left;

    it('open in the text below a warning that cites them, when they are asked for, in a page too', async () => {
      const element = await show('artifact-viewer', {
        artifact: box([], { boxedWarning: 'It can harm [@mendell].' }).artifact,
      });
      const boxed = await warning(element);
      const cited = await until(() => boxed.querySelector<HTMLElement>('sup.cite'), 'it cites');
      await hover(linksOf(cited)[0]!);
      const since = performance.now();
      await until(() => performance.now() - since > 300, 'time has passed');
      expect(popovers(), 'a pointer that passes moves nothing').to.deep.equal([]);
      const link = linksOf(cited)[0]!;
      link.dispatchEvent(new PointerEvent('pointerdown', { pointerType: 'mouse', bubbles: true, composed: true }));
      link.dispatchEvent(new MouseEvent('click', { detail: 1, bubbles: true, composed: true, cancelable: true }));
      const popover = await until(() => popovers()[0], 'the sources are shown');
      await until(() => textOf(popover).includes('Single-Dose'), 'their words are there');
      expect(boxed.nextElementSibling === popover, 'they follow the warning').to.equal(true);
      expect(popover.matches(':popover-open')).to.equal(false);
      dispatchEvent(new Event('resize'));
      expect(popover.isConnected, 'they stay where the text moves').to.equal(true);
      expect(popover.getBoundingClientRect().top).to.be.at.least(boxed.getBoundingClientRect().bottom);
    });

    it('never cover one: neither that of their own card nor that of another', async () => {
      await setViewport({ width: 400, height: 420 });
      const [first, cites, last] = [
        box([], { boxedWarning: 'It can harm. '.repeat(20) }),
        box(['mendell', 'foust', 'unknown']),
        box([], { boxedWarning: 'It can harm. '.repeat(20) }),
      ];
      await fixture(html`<div>${first}${cites}${last}</div>`);
      const boxes = await Promise.all([warning(first), warning(last)]);
      const cited = await citationIn(cites);
      cited.scrollIntoView({ block: 'center', behavior: 'instant' });
      tap(linksOf(cited)[0]!);
      const popover = await until(() => popovers()[0], 'the sources are shown');
      await until(() => textOf(popover).includes('Single-Dose'), 'their words are there');
      for (const boxed of boxes)
        expect(areApart(popover.getBoundingClientRect(), boxed.getBoundingClientRect())).to.equal(true);
    });
  });

  describe('their sources', () => {
    it('are shown when they are needed, with all that tells a reader what each is worth', async () => {
      const cited = await cite(['mendell', 'foust', 'unknown', 'nobody']);
      expect(popovers()).to.deep.equal([]);
      await hover(linksOf(cited)[0]!);
      const popover = await opened();
      const text = textOf(popover);
      expect(text).to.contain(
        'Single-Dose Gene-Replacement Therapy Mendell AB, Al-Zaidy AB, Shell AB, et al. N Engl J Med, 2017',
      );
      expect(text).to.contain('Rescue of the phenotype');
      expect(text).to.contain('Retracted: see PMID 36203015.');
      expect(text).to.contain('Not verified: No such document was found.');
      expect(text).to.contain('No reference with the key “nobody”.');
      const out = deepQueryAll<HTMLAnchorElement>(popover, 'a[target=_blank]');
      expect(out.map((link) => [textOf(link), link.href, link.referrerPolicy])).to.deep.equal([
        ['doi:10.1056/NEJMoa1706198', 'https://doi.org/10.1056/NEJMoa1706198', 'no-referrer'],
        ['PMID: 29091557', 'https://pubmed.ncbi.nlm.nih.gov/29091557/', 'no-referrer'],
      ]);
      expect(text).to.contain(SCRIPT);
      await expectAccessible(popover);
    });

    it('are shown for the focus of a keyboard, go with Escape and leave the focus where it is', async () => {
      const cited = await cite(['mendell']);
      await press('Tab');
      await opened();
      await press('Escape');
      await closed();
      expect(focused(cited) === linksOf(cited)[0], 'the number has the focus').to.equal(true);
    });

    it('come next for the keyboard, and give the focus back with Escape', async () => {
      const cited = await cite(['mendell']);
      await press('Tab');
      const popover = await opened();
      await press('Tab');
      expect(focused(cited) === popover, 'the focus is in them').to.equal(true);
      await press('Escape');
      await closed();
      expect(focused(cited) === linksOf(cited)[0], 'the number has the focus').to.equal(true);
    });

    it('go when the focus goes', async () => {
      const cited = await cite(['four']);
      await press('Tab');
      await opened();
      linksOf(cited)[0]!.blur();
      await closed();
    });

    it('are shown under a pointer, which can move onto them, and go when it leaves', async () => {
      const cited = await cite(['mendell']);
      await hover(linksOf(cited)[0]!);
      const popover = await opened();
      // Over the gap between the two, quicker than a driver can be relied on to be.
      const over = (type: string, at: Element) =>
        at.dispatchEvent(new PointerEvent(type, { pointerType: 'mouse', bubbles: true, composed: true }));
      over('pointerout', cited);
      over('pointerover', popover);
      await hover(popover);
      // Longer than a pointer may take from the number to the sources: what must not happen can't be waited for.
      const since = performance.now();
      await until(() => performance.now() - since > 400, 'time has passed');
      expect(popover.matches(':popover-open')).to.equal(true);
      await sendMouse({ type: 'move', position: [799, 599] });
      await closed();
    });

    it('go with Escape though the pointer rests on the number', async () => {
      const cited = await cite(['mendell']);
      await hover(linksOf(cited)[0]!);
      await opened();
      await press('Escape');
      await closed();
    });

    it('are those of one citation at a time', async () => {
      const [one, other] = [box(['mendell']), box(['four'])];
      await fixture(html`<div style="display: grid; grid-template-columns: 1fr 1fr">${one}${other}</div>`);
      const second = await citationIn(other);
      await citationIn(one);
      await press('Tab');
      expect(textOf(await opened())).to.contain('Single-Dose');
      await hover(linksOf(second)[0]!);
      await until(() => textOf(popovers()[0]!).includes('Four'), 'the sources of the other are shown');
      expect(popovers()).to.have.length(1);
    });

    it('are shown at a finger’s first tap; the next tap follows the number, one elsewhere hides them', async () => {
      const cited = await cite(['mendell']);
      const asked: string[] = [];
      cited.addEventListener('artifact-reveal', ({ targetId }) => asked.push(targetId));
      tap(linksOf(cited)[0]!);
      await opened();
      expect(asked).to.deep.equal([]);
      tap(document.body);
      await closed();
      tap(linksOf(cited)[0]!);
      await opened();
      tap(linksOf(cited)[0]!);
      expect(asked).to.deep.equal(['ref-1']);
    });

    it('go when the text scrolls under them, also in a box of a shadow tree', async () => {
      const host = await fixture<HTMLElement>(html`<div></div>`);
      const scroller = document.createElement('div');
      Object.assign(scroller.style, { height: '80px', overflow: 'auto' });
      const tall = document.createElement('div');
      tall.style.height = '400px';
      const element = box(['mendell']);
      tall.append(element);
      scroller.append(tall);
      host.attachShadow({ mode: 'open' }).append(scroller);
      const cited = await citationIn(element);
      tap(linksOf(cited)[0]!);
      await opened();
      scroller.scrollTop = 20;
      await closed();
    });

    it('move nothing in the text, and are whole within a narrow window', async () => {
      await setViewport({ width: 260, height: 400 });
      const element = box(['mendell', 'foust', 'unknown']);
      const frame = await fixture<HTMLElement>(
        html`<div style="position: absolute; bottom: 10px; right: 0; width: 250px">${element}</div>`,
      );
      const cited = await citationIn(element);
      const before = frame.getBoundingClientRect();
      tap(linksOf(cited)[0]!);
      const popover = await opened();
      const { left, right, top, bottom } = popover.getBoundingClientRect();
      expect(frame.getBoundingClientRect()).to.deep.equal(before);
      expect(left).to.be.at.least(0);
      expect(top).to.be.at.least(0);
      expect(right).to.be.at.most(260);
      expect(bottom).to.be.at.most(400);
    });

    it('go with their citation', async () => {
      const cited = await cite(['mendell']);
      tap(linksOf(cited)[0]!);
      await opened();
      const { host } = cited.getRootNode() as ShadowRoot;
      const { parentElement } = host;
      host.remove();
      parentElement!.append(host);
      await closed();
    });

    it('are not printed', async function () {
      needsEmulatedMedia(this);
      const cited = await cite(['mendell']);
      tap(linksOf(cited)[0]!);
      const popover = await opened();
      await emulateMedia({ media: 'print' });
      const printed = getComputedStyle(popover).display;
      await emulateMedia({ media: 'screen' });
      expect(printed).to.equal('none');
    });
  });

  it('resolves every key of every artifact, without a warning of its own', async function () {
    // Ten whole pages, in an engine that may share its processor with two others.
    this.timeout(60_000);
    expect(artifactIds).not.to.deep.equal([]);
    for (const id of artifactIds) {
      const record = recordConsole();
      const viewer = await show('artifact-viewer', { src: artifactUrl(id) });
      await until(() => deepQueryAll(viewer, 'sup.cite').length > 0, `${id} cites something`);
      expect(deepQueryAll(viewer, '[part=unresolved]').map(textOf), id).to.deep.equal([]);
      expect(record.messages, id).to.deep.equal([]);
      record.restore();
      viewer.remove();
    }
  });

  it('number the works that a real artifact’s keys stand for', async () => {
    const element = await show('safety-list', { artifact: await loadArtifact('safety-zolgensma') });
    const names = deepQueryAll(element, 'sup.cite a').map(({ ariaLabel }) => ariaLabel);
    expect(names).not.to.deep.equal([]);
    for (const name of names) expect(name).to.match(/^Reference \d+(, (retracted|not verified))*$/);
  });
});
