import type { ArtifactElement } from '../../src/elements/base/artifact-element.js';
import {
  deepQuery,
  deepQueryAll,
  expect,
  expectAccessible,
  fixture,
  html,
  nextFrame,
  oneEvent,
  recordConsole,
  setViewport,
  textOf,
  until,
} from '../helpers.js';
import { article, behavesLikeAnArtifactElement, place, settled, show } from './common.js';

const headings = (element: Element) =>
  deepQueryAll(element, 'h2, h3, h4, h5, h6').map((heading) => `${heading.localName} ${heading.textContent.trim()}`);
const byId = (element: ArtifactElement, id: string) => (element.renderRoot as ShadowRoot).getElementById(id);

describe('<artifact-article>', () => {
  behavesLikeAnArtifactElement('artifact-article', 'article');

  it('nests sections as headings under the page’s title, each with its id', async () => {
    const element = await show('artifact-article', {
      artifact: article({
        body: 'Before all.',
        sections: [
          {
            id: 'one',
            title: 'One',
            body: 'Text.',
            sections: [
              { id: 'two', title: 'Two', body: 'Text.', sections: [{ id: 'three', title: 'Three', body: 'Text.' }] },
            ],
          },
        ],
      }),
    });
    expect(headings(element)).to.deep.equal(['h2 One', 'h3 Two', 'h4 Three']);
    for (const id of ['one', 'two', 'three']) expect(byId(element, id)?.textContent.toLowerCase()).to.equal(id);
    expect(textOf(element)).to.match(/^Before all\. One/);
  });

  it('gives each heading inside a text a name in deep links that no section has', async () => {
    const element = await show('artifact-article', {
      artifact: article({
        body: '# Safety\n\nText.\n\n## Côté *first*\n\n## Côté first',
        sections: [{ id: 'safety', title: 'Safety', body: '### Dose\n\nText.' }],
      }),
    });
    expect(headings(element)).to.deep.equal(['h2 Safety', 'h3 Côté first', 'h3 Côté first', 'h2 Safety', 'h3 Dose']);
    expect(deepQueryAll(element, 'h2[id], h3[id]').map(({ id }) => id)).to.deep.equal([
      'text-safety',
      'côté-first',
      'text-côté-first',
      'safety',
      'dose',
    ]);
  });

  it('has a link beside each heading that names the section and asks to go there, whatever the page’s base is', async () => {
    const base = document.createElement('base');
    base.href = 'https://elsewhere.example/';
    document.head.append(base);
    try {
      const element = await show('artifact-article', {
        artifact: article({ sections: [{ id: 'dose', title: 'Dose', body: 'Text.' }] }),
      });
      const link = deepQuery<HTMLAnchorElement>(element, '[part="section-link"]')!;
      expect(textOf(link)).to.include('Link to section Dose');
      const address = location.href;
      link.click();
      await until(() => element.shadowRoot?.activeElement?.id === 'dose', 'the focus is on the heading');
      expect(location.href).to.equal(address);
    } finally {
      base.remove();
    }
  });

  it('leaves a link to a section to the viewer around it', async () => {
    const viewer = await show('artifact-viewer', {
      artifact: article({ sections: [{ id: 'dose', title: 'Dose', body: 'Text.' }] }),
    });
    const asked: string[] = [];
    viewer.addEventListener('artifact-reveal', (event) => asked.push(event.targetId), { capture: true });
    const link = await until(() => deepQuery<HTMLAnchorElement>(viewer, '[part="section-link"]'), 'the link is there');
    link.click();
    expect(asked).to.deep.equal(['dose']);
  });

  it('says of a bare heading that the source has no text under it', async () => {
    const element = await show('artifact-article', {
      artifact: article({
        sections: [
          { id: 'a', title: 'Bare' },
          { id: 'b', title: 'Parent', sections: [{ id: 'c', title: 'Child', body: 'Text.' }] },
        ],
      }),
    });
    expect(textOf(element)).to.match(/Bare.*The source has no text under this heading\. Parent.*Child.*Text\.$/);
    expect(textOf(element).match(/has no text/g)).to.have.length(1);
  });

  it('shows an editor’s note apart from the text and by its name', async () => {
    const element = await show('artifact-article', {
      artifact: article({ sections: [{ id: 'a', title: 'A', body: 'Source text.', editorNote: 'Not *so*.' }] }),
    });
    const note = deepQuery(element, '[role="note"]')!;
    expect(note.getAttribute('aria-label')).to.equal('Editor’s note');
    expect(textOf(note)).to.equal('Editor’s note Not so.');
    expect(getComputedStyle(note).borderTopStyle).not.to.equal('none');
    expect(note.matches('.text *')).to.equal(false);
  });

  it('puts each artifact of a section into the element for its kind, named for deep links', async () => {
    const element = await show('artifact-article', { src: '/artifacts/wiki-therapeutics-zolgensma.json' });
    for (const [id, tag] of [
      ['trial-start', 'trial-card'],
      ['trial-str1ve-eu', 'trial-card'],
      ['safety-zolgensma', 'safety-list'],
    ] as const) {
      const card = byId(element, id) as ArtifactElement;
      expect(card.localName).to.equal(tag);
      await settled(card);
      expect(card.closest('section')?.querySelector('h2,h3')?.id).to.equal(
        id === 'trial-start' ? 'start' : id === 'safety-zolgensma' ? 'safety' : 'str1ve',
      );
    }
    expect(deepQuery(element, 'therapy-comparison')?.closest('section')?.querySelector('h2')?.id).to.equal(
      'comparison',
    );
  });

  it('finds out the kind of an artifact that only a section names', async () => {
    const element = await show('artifact-article', { src: '/artifacts/wiki-therapeutics-zolgensma.json' });
    const source = (element as unknown as { state: { artifact: object } }).state.artifact;
    const lone = await show('artifact-article', {
      artifact: {
        ...source,
        trials: [],
        safety: undefined,
        drug: undefined,
        comparison: undefined,
        sections: [{ id: 'x', title: 'X', artifacts: ['trial-start', 'therapeutics-risdiplam', 'safety-zolgensma'] }],
      },
    });
    await until(() => byId(lone, 'trial-start')?.localName === 'trial-card', 'a trial card');
    await until(() => byId(lone, 'therapeutics-risdiplam')?.localName === 'drug-infobox', 'an infobox');
    await until(() => byId(lone, 'safety-zolgensma')?.localName === 'safety-list', 'a safety list');
  });

  it('holds the place of an artifact, says there if it could not be had, tells the page, and tries again when asked', async () => {
    recordConsole();
    const element = await place('artifact-article');
    const failures: unknown[] = [];
    element.addEventListener('artifact-error', ({ failure }) => failures.push(failure?.reason));
    element.artifact = article({ sections: [{ id: 'x', title: 'X', body: 'Text.', artifacts: ['nowhere'] }] });
    await oneEvent(element, 'artifact-load');
    expect(textOf(deepQuery(element, '#nowhere')!)).to.equal('Loading artifact…');
    const error = await until(() => deepQuery(element, '[part="error"]'), 'the message');
    expect(textOf(error)).to.include('File not found (404).').and.to.include('nowhere.json');
    expect(textOf(element)).to.include('Text.');
    expect(failures).to.deep.equal(['http']);
    await expectAccessible(element);
    deepQuery<HTMLButtonElement>(element, '[part="retry"]')!.click();
    await until(() => failures.length === 2, 'it was asked again');
  });

  it('numbers the sources of its text and cards as one list where it stands alone', async () => {
    const element = await show('artifact-article', {
      artifact: article({
        body: 'A fact.[@a] [@b] Another.[@nobody]',
        references: { a: { title: 'First work' }, b: { title: 'Second work' } },
      }),
    });
    expect(deepQueryAll(element, 'sup.cite').length).to.equal(2);
    const list = await until(() => deepQuery(element, 'artifact-references'), 'the list of sources');
    (await until(() => deepQuery(list, 'summary'), 'its fold')).click();
    await until(() => /First work.*Second work/.test(textOf(list)), 'both works');
  });

  it('keeps prose at 60 to 72 characters a line where there is room', async () => {
    await setViewport({ width: 1280, height: 800 });
    const words =
      'the vector remains primarily as episomal DNA in the nucleus of the host cell which reduces the risk of insertional mutagenesis '.repeat(
        8,
      );
    const element = await show('artifact-article', { artifact: article({ body: words }) });
    const text = deepQuery(element, 'p')!.firstChild!;
    const range = document.createRange();
    const lines = new Map<number, number>();
    for (let index = 0; index < words.trim().length; index++) {
      range.setStart(text, index);
      range.setEnd(text, index + 1);
      const { top } = range.getBoundingClientRect();
      lines.set(Math.round(top), (lines.get(Math.round(top)) ?? 0) + 1);
    }
    const lengths = [...lines.values()].slice(0, -1);
    const mean = lengths.reduce((sum, length) => sum + length, 0) / lengths.length;
    expect(mean).to.be.within(60, 72);
  });

  it('does not make a page of 260 px scroll sideways', async () => {
    await setViewport({ width: 260, height: 700 });
    await show('artifact-article', { src: '/artifacts/wiki-therapeutics-zolgensma.json' });
    await nextFrame();
    expect(document.documentElement.scrollWidth).to.be.at.most(260);
  });

  describe('with a whole wiki page as its text', () => {
    const SEED = '/shared/seeds/001_19ce0759b05d4cce.txt';
    let element: ArtifactElement;

    before(async function () {
      const response = await fetch(SEED);
      if (!response.ok) {
        console.log(`Skipped: there is no ${SEED} beside the repository.`);
        this.skip();
      }
      const record = recordConsole();
      element = document.createElement('artifact-article') as ArtifactElement;
      element.artifact = article({ body: await response.text() });
      document.body.append(element);
      await settled(element);
      await until(
        () => deepQueryAll<ArtifactElement>(element, 'drug-infobox').every(({ status }) => status === 'ready'),
        'the infoboxes',
      );
      expect(record.messages).to.deep.equal([]);
    });

    after(() => element?.remove());

    it('makes infoboxes of its infobox tables, with links in their cells', () => {
      const boxes = deepQueryAll(element, 'drug-infobox');
      expect(boxes.length).to.equal(2);
      for (const box of boxes) {
        expect(textOf(box))
          .to.match(/^Zolgensma \(Onasemnogene Abeparvovec\)/)
          .and.to.include('Single dose');
        const link = deepQueryAll<HTMLAnchorElement>(box, 'a').find(({ textContent }) => textContent === 'SMN1');
        expect(link?.href).to.equal('https://wiki.example/proteins/smn1-protein');
      }
    });

    it('keeps “<2 yr” and “<18 yr” as text', () => {
      expect(textOf(deepQuery(element, 'drug-infobox')!)).to.include('<2 yr (IV); 2–<18 yr (IT)');
      expect(textOf(element)).to.include('aged 2 to <18 years');
    });

    it('reads on after an unbalanced bracket', () => {
      const text = textOf(element);
      expect(text).to.match(/survival motor neuron \(SMN protein and progressive motor neurons degeneration/);
      expect(text).to.include('approved for a [neurodegenerative disease. In December 2025');
      expect(text).to.match(/\(nusinersen or risdiplam for maximum SMN protein restoration/);
    });

    it('keeps sums of money as prose', () => {
      const text = textOf(element);
      for (const sum of ['$2.125 million', '$750,000 in the first year', '$375,000 annually'])
        expect(text).to.include(sum);
      expect(deepQueryAll(element, 'math, .katex').length).to.equal(0);
    });

    it('makes one group of two citations side by side, and shows that no reference answers them', () => {
      const [first] = deepQueryAll(element, 'sup.cite');
      expect(textOf(first!)).to.equal('[mendell2017?, novartis2025?]');
      expect(textOf(element)).not.to.include('[@');
    });

    it('loses no word of the page to its markup', () => {
      const text = textOf(element);
      for (const words of [
        'Dorsal root ganglion (DRG) toxicity',
        'Comparison with Other SMA Therapies',
        'No provenance edges found',
        '(p<0.001)',
        'Explore neuronal cell type taxonomy',
        '0.66',
        'Target: ALOX15',
        'wp-987401e13923',
      ])
        expect(text).to.include(words);
      expect(deepQueryAll(element, 'iframe, [style]').length).to.equal(0);
    });

    it('is accessible', async () => {
      // The page prints its infobox twice: two landmarks of one name are its own.
      await expectAccessible(element, { except: ['landmark-unique'] });
    });
  });

  it('runs its text around what floats beside it in a viewer', async () => {
    await setViewport({ width: 1280, height: 800 });
    const viewer = await show('artifact-viewer', { src: '/artifacts/wiki-therapeutics-zolgensma.json' });
    const box = await until(() => viewer.renderRoot.querySelector<ArtifactElement>('drug-infobox'), 'the infobox');
    await settled(box);
    const body = viewer.renderRoot.querySelector<ArtifactElement>('artifact-article')!;
    await settled(body);
    const first = byId(body, 'introduction')!.getBoundingClientRect();
    expect(first.right).to.be.at.most(box.getBoundingClientRect().left);
    const comparison = byId(body, 'comparison')!.closest('section')!.getBoundingClientRect();
    expect(comparison.width).to.be.greaterThan(first.width);
  });
});

describe('a page without our script', () => {
  it('still holds the words that its author wrote into <artifact-article>', async () => {
    recordConsole();
    const element = await fixture<ArtifactElement>(
      html`<artifact-article src="/fault/404"><p>Written by hand.</p></artifact-article>`,
    );
    await settled(element, 'failed');
    expect(textOf(element)).to.include('Written by hand.').and.to.include('could not be shown');
  });
});
