import type { ArtifactElement } from '../../src/elements/base/artifact-element.js';
import type { View } from '../../src/artifact/view.js';
import {
  artifactIds,
  artifactUrl,
  deepQueryAll,
  engine,
  expect,
  expectAccessible,
  fixture,
  html,
  recordConsole,
  setViewport,
  textOf,
  until,
} from '../helpers.js';
import { thisRun } from '../this-run.js';
import { article, place, settled, show } from './common.js';

type Viewer = ArtifactElement & { view: View; reveal(id: string): boolean };

/** A viewer with its artifact and every card in it shown. */
const view = async (id: string, name: View = 'full'): Promise<Viewer> => {
  const viewer = (await place('artifact-viewer', { src: artifactUrl(id) })) as Viewer;
  viewer.view = name;
  await settled(viewer);
  await until(
    () => deepQueryAll<ArtifactElement>(viewer, '*').every(({ status }) => status === undefined || status === 'ready'),
    `all of ${id} is ready`,
  );
  return viewer;
};

/** The tags of our elements in the viewer. */
const tags = (viewer: Viewer) =>
  [...new Set(deepQueryAll(viewer, '*').map(({ localName }) => localName))].filter((tag) => tag.includes('-'));

describe('<artifact-viewer>', () => {
  it('shows every artifact as a page with one title, without a warning and without a card that failed', async () => {
    // Chromium one half and the other engine of this run the other, unless everything is tried.
    const isOurs = (_id: string, index: number) => thisRun.all || (index % 2 === 0) === (engine === 'blink');
    for (const id of artifactIds.filter(isOurs)) {
      const record = recordConsole();
      const viewer = await view(id);
      expect(deepQueryAll(viewer, 'h1').length, id).to.equal(1);
      expect(deepQueryAll(viewer, '[part="error"]').length, id).to.equal(0);
      expect(record.messages, id).to.deep.equal([]);
      record.restore();
      viewer.remove();
    }
  });

  it('shows a wiki page in order: title, contents, infobox, text, links, hypotheses, references, notes, metadata, provenance, cite, embed', async () => {
    const viewer = await view('wiki-therapeutics-zolgensma');
    const order = [...viewer.renderRoot.querySelectorAll('*')]
      .map(({ localName, id }) => (localName === 'h1' ? localName : id || (localName.includes('-') ? localName : '')))
      .filter(Boolean);
    expect(order).to.deep.equal(
      'h1 artifact-contents infobox artifact-article links related-hypotheses references-heading references editor-notes metadata provenance cite embed'.split(
        ' ',
      ),
    );
  });

  it('shows one view of an article where it is asked for one', async () => {
    const expected: Record<string, { has: string[]; lacks: string[] }> = {
      infobox: { has: ['drug-infobox'], lacks: ['artifact-article', 'trial-card', 'artifact-cite-panel'] },
      trials: { has: ['trial-card'], lacks: ['artifact-article', 'drug-infobox', 'artifact-cite-panel'] },
      safety: { has: ['safety-list'], lacks: ['artifact-article', 'drug-infobox', 'trial-card'] },
      article: {
        has: ['artifact-article', 'trial-card'],
        lacks: ['artifact-contents', 'artifact-cite-panel', 'artifact-embed-panel'],
      },
      references: { has: ['artifact-references'], lacks: ['artifact-article', 'drug-infobox'] },
      compare: { has: ['therapy-comparison'], lacks: ['artifact-article', 'trial-card'] },
    };
    for (const [name, { has, lacks }] of Object.entries(expected)) {
      const viewer = await view('wiki-therapeutics-zolgensma', name as View);
      expect(tags(viewer), name).to.include.members([...has, 'artifact-references']);
      for (const tag of lacks) expect(tags(viewer), name).not.to.include(tag);
      viewer.remove();
    }
  });

  it('shows all five trials of the article, each named for deep links', async () => {
    const viewer = await view('wiki-therapeutics-zolgensma', 'trials');
    expect(deepQueryAll(viewer, 'trial-card').map(({ id }) => id)).to.deep.equal([
      'trial-start',
      'trial-str1ve-us',
      'trial-str1ve-eu',
      'trial-steer',
      'trial-strength',
    ]);
  });

  it('shows the whole artifact for a view that it does not know', async () => {
    const viewer = await show('artifact-viewer', { artifact: article({ body: 'Text.' }) });
    viewer.setAttribute('view', 'sideways');
    await viewer.updateComplete;
    await until(() => textOf(viewer).includes('Text.'), 'the text');
  });

  it('finds sections, cards and headings inside texts for a deep link, and says where there is none', async () => {
    const viewer = await view('wiki-therapeutics-zolgensma');
    for (const id of [
      'hepatotoxicity',
      'trial-steer',
      'safety-zolgensma',
      'references',
      'metadata',
      'provenance',
      'cite',
      'embed',
    ]) {
      expect(viewer.reveal(id), id).to.equal(true);
      await until(() => {
        let focused: Element | null | undefined = document.activeElement;
        while (focused?.shadowRoot?.activeElement) focused = focused.shadowRoot.activeElement;
        return focused?.id === id;
      }, `the focus is on ${id}`);
    }
    expect(viewer.reveal('no-such-section')).to.equal(false);
  });

  it('feeds the cards that an author wrote into it, and adds no page of its own', async () => {
    const box = await fixture<HTMLElement>(
      html`<artifact-viewer src=${artifactUrl('wiki-therapeutics-zolgensma')}
        ><p>By hand</p>
        <artifact-links></artifact-links
      ></artifact-viewer>`,
    );
    const links = box.querySelector<ArtifactElement>('artifact-links')!;
    await settled(links);
    expect(textOf(box)).to.match(/^By hand See also motor neurons/);
    expect(deepQueryAll(box, 'h1').length).to.equal(0);
  });

  it('takes an artifact from an address that has no folder', async () => {
    const url = URL.createObjectURL(
      new Blob([JSON.stringify(article({ body: 'From memory.' }))], { type: 'application/json' }),
    );
    try {
      const viewer = await show('artifact-viewer', { src: url });
      await until(() => textOf(viewer).includes('From memory.'), 'the text');
    } finally {
      URL.revokeObjectURL(url);
    }
  });

  for (const width of [260, 720, 1280])
    it(`never makes a page of ${width} px scroll sideways`, async () => {
      await setViewport({ width, height: 800 });
      await view('wiki-therapeutics-zolgensma');
      expect(document.documentElement.scrollWidth).to.be.at.most(width);
    });

  // axe looks at each of some thousand nodes: on a busy machine that takes WebKit most of a minute.
  const widths = [1280, 260].filter((_width, index) => thisRun.all || index === thisRun.slice % 2);
  for (const width of widths)
    it(`is accessible with a whole wiki page at ${width} px`, async () => {
      const viewer = await view('wiki-therapeutics-zolgensma');
      await setViewport({ width, height: 800 });
      await expectAccessible(viewer);
    }).timeout(240_000);
});
