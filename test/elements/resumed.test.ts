import { defineElements } from '../../src/define.js';
import { expect, until } from '../helpers.js';

defineElements();

const WIKI = 'wiki-therapeutics-zolgensma';

/** What a page of the built site counts before its scripts run: see test/browsers/built-site.mjs. */
interface Counted extends Window {
  changes: string[];
  added: number;
  isFailing: boolean;
}

type Card = HTMLElement & { status?: string; isUpdatePending?: boolean };

/** A page of the built site in a frame. */
class Built {
  readonly frame = document.createElement('iframe');
  constructor(address: string) {
    this.frame.src = `/built/artifact/${address}`;
    this.frame.width = '1200';
    this.frame.height = '900';
    document.body.append(this.frame);
  }
  get window(): Counted {
    return this.frame.contentWindow as unknown as Counted;
  }
  get viewer(): Card {
    return this.window.document.querySelector('artifact-viewer')!;
  }
  /** The elements of ours in it, in all shadow trees. */
  all(root: ParentNode = this.window.document): Card[] {
    return [...root.querySelectorAll<Card>('*')].flatMap((element) =>
      element.shadowRoot ? [element, ...this.all(element.shadowRoot)] : [],
    );
  }
  get(tag: string): Card & { shadowRoot: ShadowRoot } {
    return this.all().find(({ localName }) => localName === tag) as Card & { shadowRoot: ShadowRoot };
  }
  /** Waits until it has its data, and nothing is on its way. */
  async atRest(): Promise<this> {
    await until(() => this.viewer.status === 'ready', 'the page has its data');
    await until(
      () => this.all().every(({ status, isUpdatePending }) => status !== 'loading' && isUpdatePending !== true),
      'nothing is on its way',
    );
    return this;
  }
  close(): void {
    this.frame.remove();
  }
}

const opened: Built[] = [];
const open = (address: string): Promise<Built> => {
  const page = new Built(address);
  opened.push(page);
  return page.atRest();
};

/** A control is used as a reader does. */
const type = (input: HTMLInputElement, text: string): void => {
  input.focus();
  input.value = text;
  input.dispatchEvent(new InputEvent('input', { bubbles: true, composed: true }));
};

/** The title in the popover of a citation that a pointer rests on: what scrolls meanwhile hides it, so the pointer comes again. */
const sourcesOf = (root: ShadowRoot, cited: HTMLElement): Promise<Element> => {
  cited.scrollIntoView({ block: 'center' });
  let last = -Infinity;
  return until(() => {
    if (performance.now() - last > 1000) last = performance.now();
    else return root.querySelector('artifact-sources-popover')?.shadowRoot?.querySelector('.title');
    cited.dispatchEvent(new PointerEvent('pointerover', { bubbles: true, composed: true, pointerType: 'mouse' }));
    return undefined;
  }, 'the sources are shown');
};

const EFFECTS = '[part=effects] tbody tr';

const textOf = (node: ParentNode): string => (node.textContent ?? '').replaceAll(/\s+/g, ' ').trim();

describe('a prerendered page', () => {
  afterEach(() => opened.splice(0).forEach((page) => page.close()));

  for (const id of [WIKI, 'therapeutics-zolgensma', 'trial-start', 'safety-zolgensma'])
    it(`is left as it is while its reader does nothing: ${id}`, async () => {
      const page = await open(`${id}/?probe`);
      expect(page.all().length).to.be.at.least(5);
      expect(page.window.changes).to.deep.equal([]);
      expect(page.window.added).to.equal(0);
    });

  it('tells that its data are there, once for each card that shows them', async () => {
    const page = await open(`${WIKI}/`);
    expect(page.all().filter(({ status }) => status === 'failed')).to.deep.equal([]);
    expect(page.get('drug-infobox').status).to.equal('ready');
    expect(page.get('safety-list').status).to.equal('ready');
  });

  it('sorts and filters its safety list when that is first asked for, and changes no other card', async () => {
    const page = await open('safety-zolgensma/?probe');
    const list = page.get('safety-list');
    const before = textOf(list.shadowRoot.querySelector('[part=effects] tbody')!);
    list.shadowRoot.querySelector<HTMLElement>('[data-sort=term]')!.click();
    await until(
      () => list.shadowRoot.querySelector('[aria-sort=ascending]'),
      'the list is sorted by the name of the effect',
    );
    expect(textOf(list.shadowRoot.querySelector('[part=effects] tbody')!)).not.to.equal(before);
    expect(list.shadowRoot.activeElement?.getAttribute('data-sort') ?? 'term').to.equal('term');
    type(list.shadowRoot.querySelector<HTMLInputElement>('[name=text]')!, 'vomit');
    await until(() => list.shadowRoot.querySelectorAll(EFFECTS).length < 5, 'the list is filtered');
    expect(list.shadowRoot.querySelector<HTMLInputElement>('[name=text]')!.value).to.equal('vomit');
    expect(list.shadowRoot.activeElement?.getAttribute('name')).to.equal('text');
    // The list of sources tells who cites them now.
    const others = page.window.changes.filter((change) => !/^(?:safety-list|artifact-references) /.test(change));
    expect(others).to.deep.equal([]);
  });

  it('keeps open what its reader had opened in a list that is then sorted', async () => {
    const page = await open('safety-zolgensma/');
    const { shadowRoot } = page.get('safety-list');
    const fold = [...shadowRoot.querySelectorAll<HTMLDetailsElement>('[part=effects] details')].at(-1)!;
    fold.open = true;
    const words = textOf(fold);
    shadowRoot.querySelector<HTMLElement>('[data-sort=term]')!.click();
    await until(() => shadowRoot.querySelector('[aria-sort=ascending]'), 'the list is sorted');
    expect([...shadowRoot.querySelectorAll('details[open]')].map(textOf)).to.deep.equal([words]);
  });

  it('shows the sources behind the numbers that stand in it', async () => {
    const page = await open(`${WIKI}/`);
    const { shadowRoot } = page.get('artifact-article');
    const cited = shadowRoot.querySelector<HTMLElement>('.text sup.cite a')!;
    const number = Number(cited.textContent);
    const entry = page.get('artifact-references').shadowRoot.querySelector(`#ref-${number} bdi`)!;
    const popover = await sourcesOf(shadowRoot, cited);
    expect(textOf(entry)).to.include(textOf(popover).slice(0, 30));
  });

  it('shows those of a drug that only its comparison names', async () => {
    const page = await open(`${WIKI}/`);
    const { shadowRoot } = page.get('therapy-comparison');
    const numbers = new Set(
      [...page.get('artifact-article').shadowRoot.querySelectorAll('sup.cite a')].map(({ textContent }) => textContent),
    );
    const cited = [...shadowRoot.querySelectorAll<HTMLElement>('table sup.cite a')].find(
      ({ textContent }) => !numbers.has(textContent),
    )!;
    expect(textOf(await sourcesOf(shadowRoot, cited))).not.to.equal('');
  });

  it('keeps the focus in the filter whose first letter wakes it, where a line on a review stands above', async () => {
    const page = await open('therapeutics-zolgensma/');
    const { shadowRoot } = page.get('safety-list');
    expect(shadowRoot.querySelector('[data-due]')).not.to.equal(null);
    type(shadowRoot.querySelector<HTMLInputElement>('[name=text]')!, 'vomit');
    await until(() => shadowRoot.querySelectorAll(EFFECTS).length < 5, 'the list is filtered');
    expect(shadowRoot.activeElement?.getAttribute('name')).to.equal('text');
  });

  it('shows newer data whole, and nothing of what it was built of beside them', async () => {
    const page = await open('trial-start/?probe=newer');
    expect(textOf(page.get('trial-card').shadowRoot.querySelector('h2, [part=title]')!)).to.be.a('string');
    expect(textOf(page.viewer.shadowRoot!.querySelector('h1')!)).to.equal('Another title');
    expect(textOf(page.get('trial-card').shadowRoot)).to.include('Another title');
    expect(page.window.added).to.be.greaterThan(0);
  });

  it('stays as it is while its data can’t be had, warnings and all, and has them when its reader does something later', async () => {
    const page = new Built('therapeutics-zolgensma/?probe=failing');
    opened.push(page);
    await until(() => page.window.document?.readyState === 'complete' && page.viewer?.shadowRoot, 'the page is there');
    const before = textOf(page.get('drug-infobox').shadowRoot);
    const list = page.get('safety-list').shadowRoot;
    list.querySelector<HTMLElement>('[data-sort=term]')!.click();
    page
      .get('artifact-cite-panel')
      .shadowRoot.querySelector('.root')!
      .dispatchEvent(new PointerEvent('pointerover', { bubbles: true, composed: true }));
    await new Promise((resolve) => requestAnimationFrame(resolve));
    expect(page.window.changes).to.deep.equal([]);
    page.window.isFailing = false;
    await until(() => {
      page.window.dispatchEvent(new PointerEvent('pointerdown'));
      return page.viewer.status === 'ready';
    }, 'the data are there');
    await page.atRest();
    expect(textOf(page.get('drug-infobox').shadowRoot)).to.equal(before);
    // What was asked for meanwhile is done now.
    await until(() => list.querySelector('[aria-sort=ascending]'), 'the list is sorted');
  });

  it('gives its citation with the day once its reader comes to it', async () => {
    const page = await open(`${WIKI}/`);
    const { shadowRoot } = page.get('artifact-cite-panel');
    const hash = /sha256-\S+/.exec(textOf(shadowRoot))?.[0];
    expect(hash).to.be.a('string');
    expect(textOf(shadowRoot)).not.to.include('Accessed');
    shadowRoot.querySelector('.root')!.dispatchEvent(new PointerEvent('pointerover', { bubbles: true }));
    await until(() => textOf(shadowRoot).includes('Accessed'), 'the day is told');
    await until(() => textOf(shadowRoot).includes(hash!), 'the hash is the one that the page was built with');
    shadowRoot.querySelector<HTMLInputElement>('[value=BibTeX]')!.click();
    await until(
      () => textOf(shadowRoot).includes('@misc{') || textOf(shadowRoot).includes('@'),
      'the format is another',
    );
  });

  it('is written anew for another language', async () => {
    const page = await open(`${WIKI}/?lang=de`);
    await until(() => textOf(page.get('artifact-cite-panel').shadowRoot).startsWith('Zitieren'), 'it is in German');
    const languages = () =>
      page.all().map(({ shadowRoot }) => shadowRoot!.querySelector('.root')?.getAttribute('lang') ?? 'de');
    await until(() => languages().every((lang) => lang === 'de'), `all of it is, not only ${languages().join(' ')}`);
  });

  it('is written anew for another view', async () => {
    const page = await open(`${WIKI}/?view=infobox`);
    await until(() => page.all().every(({ localName }) => localName !== 'artifact-article'), 'the article is gone');
    expect(page.get('drug-infobox').status).to.equal('ready');
  });

  it('is written anew where its reader asks for the data again', async () => {
    const page = await open('trial-start/?probe');
    (page.viewer as unknown as { reload(): void }).reload();
    await until(() => page.window.added > 0, 'the cards are others');
    await page.atRest();
    expect(page.get('trial-card').status).to.equal('ready');
  });

  it('is no page where somebody else gave a card of ours a shadow tree', async () => {
    const place = document.createElement('div') as HTMLElement & { setHTMLUnsafe(html: string): void };
    document.body.append(place);
    place.setHTMLUnsafe(
      '<drug-infobox src="/artifacts/therapeutics-zolgensma.json"><template shadowrootmode="open"><p>Old words.</p></template></drug-infobox>',
    );
    const card = place.firstElementChild as Card;
    await until(() => textOf(card.shadowRoot!).includes('oxed warning'), 'the infobox is there');
    expect(textOf(card.shadowRoot!)).not.to.include('Old words.');
    place.remove();
  });
});
