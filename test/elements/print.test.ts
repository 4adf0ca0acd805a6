import { deepQuery, deepQueryAll, emulateMedia, engine, expect, needsEmulatedMedia, until } from '../helpers.js';
import { article, show } from './common.js';

const links = [
  {
    title: 'Links',
    links: [
      { label: 'The label', href: 'https://regulator.example/label?id=1' },
      { label: 'regulator.example/terms', href: 'https://regulator.example/terms' },
      { label: 'motor-neurons', href: '/cell-types/motor-neurons' },
    ],
  },
];
const references = {
  first: { type: 'article-journal', title: 'A paper', DOI: '10.1000/first', URL: 'https://journal.example/first' },
};

/** What stands on the page after a link's own words. */
const after = (link: Element) => getComputedStyle(link, '::after').content.replaceAll('"', '');

describe('on paper', () => {
  it('all is open that is folded on the screen, and folded again after', async () => {
    const element = await show('artifact-viewer', {
      artifact: article({
        references,
        links,
        metadata: [{ name: 'slug', value: 'a-page' }],
        provenance: {},
        body: '## One\n\nIt is so [@first].\n\n## Two\n\nAnd so.',
      }),
    });
    await until(() => deepQueryAll(element, 'details').length > 1, 'the folds are there');
    const open = () => deepQueryAll<HTMLDetailsElement>(element, 'details').map((details) => details.open);
    const before = open();
    expect(before).to.include(false);
    dispatchEvent(new Event('beforeprint'));
    expect(open()).not.to.include(false);
    dispatchEvent(new Event('afterprint'));
    expect(open()).to.deep.equal(before);
  });

  it('a link tells where it leads, if its words don’t; on the screen it does not', async function () {
    needsEmulatedMedia(this);
    const element = await show('artifact-links', { artifact: article({ links }) });
    const written = () =>
      deepQueryAll<HTMLAnchorElement>(element, 'a').map((link) => after(link).replace('attr(href)', link.href));
    expect(written()).to.deep.equal(['none', 'none', 'none']);
    await emulateMedia({ media: 'print' });
    const [label, terms, wiki] = written();
    expect(label?.replaceAll(/\s/g, '')).to.equal('(https://regulator.example/label?id=1)');
    // Its words have the host; and the wiki's own pages are where the article is from.
    expect([terms, wiki]).to.deep.equal(['none', 'none']);
  });

  it('a source tells its address once', async function () {
    needsEmulatedMedia(this);
    const element = await show('artifact-viewer', { artifact: article({ references, body: 'It is so [@first].' }) });
    const list = deepQuery(element, 'artifact-references')!;
    await emulateMedia({ media: 'print' });
    const doi = deepQueryAll<HTMLAnchorElement>(list, 'a').find(
      ({ href }) => href === 'https://doi.org/10.1000/first',
    )!;
    expect(doi.textContent).to.include('10.1000/first');
    expect(after(doi)).to.equal('none');
  });

  it('no row is broken by a page’s end, and no heading stands alone at its foot', async function () {
    needsEmulatedMedia(this);
    const metadata = [{ name: 'slug', value: 'a-page' }];
    const element = await show('artifact-metadata', { artifact: article({ metadata }) });
    const text = await show('artifact-article', { artifact: article({ body: '| A |\n|-|\n| 1 |' }) });
    await emulateMedia({ media: 'print' });
    expect(getComputedStyle(deepQuery(text, 'tr')!).breakInside).to.equal('avoid');
    expect(getComputedStyle(deepQuery(element, 'dl > div')!).breakInside).to.equal('avoid');
    expect(getComputedStyle(deepQuery(element, 'h2')!).breakAfter).to.equal('avoid');
    expect(getComputedStyle(deepQuery(element, 'summary')!).breakAfter).to.equal('avoid');
  });

  it('nothing that scrolls on the screen is cut off', async function () {
    needsEmulatedMedia(this);
    const body = `| ${'A wide heading | '.repeat(30)}\n|${'-|'.repeat(30)}\n|${'cell|'.repeat(30)}`;
    const element = await show('artifact-article', { artifact: article({ body }) });
    const scroller = deepQuery(element, '.table-scroll')!;
    expect(getComputedStyle(scroller).overflowX).to.equal('auto');
    await emulateMedia({ media: 'print' });
    expect(getComputedStyle(scroller).overflowX).to.equal('visible');
  });
});

describe('the browser’s own search', () => {
  /** Asks the page for words, as the browser's own search does. It is in no standard, and so in no type. */
  const find = (words: string): boolean => {
    getSelection()?.removeAllRanges();
    return (window as unknown as { find(text: string, ...rest: boolean[]): boolean }).find(words, false, false, true);
  };

  it('finds words in what is folded', async function () {
    const element = await show('artifact-metadata', {
      artifact: article({ metadata: [{ name: 'slug', value: 'quaquaversal' }] }),
    });
    const outside = document.createElement('p');
    outside.textContent = 'Sesquipedalian, in the page itself.';
    const shadow = document.createElement('div');
    shadow
      .attachShadow({ mode: 'open' })
      .append(Object.assign(document.createElement('p'), { textContent: 'Tergiversation, in the open.' }));
    document.body.append(outside, shadow);
    try {
      expect(find('sesquipedalian')).to.equal(true);
      if (!find('tergiversation')) {
        console.log(
          `Skipped: ${engine}’s window.find looks into no shadow tree at all, so it can’t say whether the search does.`,
        );
        this.skip();
      }
      expect(find('floccinaucinihilipilification')).to.equal(false);
      const details = deepQuery<HTMLDetailsElement>(element, 'details')!;
      expect(details.open).to.equal(false);
      expect(find('quaquaversal')).to.equal(true);
    } finally {
      outside.remove();
      shadow.remove();
    }
  });

  it('can open what is folded: it is there, only not painted', async function () {
    if (engine === 'webkit' || !CSS.supports('selector(::details-content)')) {
      console.log(`Skipped: ${engine} tells no style of ::details-content.`);
      this.skip();
    }
    const element = await show('artifact-metadata', {
      artifact: article({ metadata: [{ name: 'slug', value: 'a-page' }] }),
    });
    const folded = getComputedStyle(deepQuery(element, 'details')!, '::details-content');
    expect(folded.contentVisibility).to.equal('hidden');
    expect(folded.display).to.equal('block');
  });
});
