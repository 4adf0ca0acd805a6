import type { ArtifactElement } from '../../src/elements/base/artifact-element.js';
import { deepQuery, deepQueryAll, expect, expectAccessible, press, setViewport, textOf, until } from '../helpers.js';
import { article, behavesLikeAnArtifactElement, settled, show } from './common.js';

const LONG = 'One paragraph of text.\n\n'.repeat(40);
const SECTIONS = [
  {
    id: 'a',
    title: 'Alpha',
    body: LONG,
    sections: [{ id: 'a1', title: 'Alpha one', body: LONG, sections: [{ id: 'a11', title: 'Too deep', body: LONG }] }],
  },
  { id: 'b', title: 'Beta', body: `${LONG}\n### Beta inside\n\n${LONG}` },
];

const links = (element: ParentNode) => deepQueryAll<HTMLAnchorElement>(element, 'nav a');
const current = (element: ParentNode) =>
  links(element)
    .filter((link) => link.getAttribute('aria-current') === 'true')
    .map(textOf);

/** A viewer of an article as wide as the page, with its table of contents. */
const page = async (width: number) => {
  await setViewport({ width, height: 600 });
  const viewer = await show('artifact-viewer', { artifact: article({ sections: SECTIONS }) });
  const contents = await until(
    () => viewer.renderRoot.querySelector<ArtifactElement>('artifact-contents'),
    'the table of contents',
  );
  await settled(contents);
  return { viewer, contents };
};

describe('<artifact-contents>', () => {
  behavesLikeAnArtifactElement('artifact-contents', 'article');

  it('lists sections and headings inside texts, two levels deep, under the name “Contents”', async () => {
    const element = await show('artifact-contents', { artifact: article({ sections: SECTIONS }) });
    expect(deepQuery(element, 'nav')?.getAttribute('aria-label')).to.equal('Contents');
    expect(links(element).map((link) => link.textContent)).to.deep.equal(['Alpha', 'Alpha one', 'Beta', 'Beta inside']);
    expect(links(element)[1]?.parentElement?.parentElement?.closest('li')?.firstElementChild?.textContent).to.equal(
      'Alpha',
    );
  });

  it('is folded in a narrow viewer and open without a fold in a wide one, each time the width changes', async () => {
    const { contents } = await page(700);
    expect(deepQuery<HTMLDetailsElement>(contents, 'details')?.open).to.equal(false);
    expect(textOf(contents)).to.equal('Contents');
    await setViewport({ width: 1280, height: 600 });
    await until(() => !deepQuery(contents, 'details') && textOf(contents).includes('Alpha one'), 'it is open');
    await setViewport({ width: 700, height: 600 });
    await until(() => deepQuery(contents, 'details'), 'it is folded');
  });

  it('can be opened by keyboard where it is folded', async () => {
    const { contents } = await page(700);
    deepQuery(contents, 'summary')!.focus();
    await press('Enter');
    await until(() => textOf(contents).includes('Alpha one'), 'it is open');
    await expectAccessible(contents);
  });

  it('leads to the heading, also to one inside a text, and leaves the page’s address alone', async () => {
    const { viewer, contents } = await page(1280);
    const body = viewer.renderRoot.querySelector<ArtifactElement>('artifact-article')!;
    await settled(body);
    const address = location.href;
    await until(() => links(contents).length > 0 && !deepQuery(contents, 'details'), 'it is open');
    for (const title of ['Beta inside', 'Alpha one']) {
      links(contents)
        .find((link) => link.textContent === title)!
        .click();
      await until(() => body.shadowRoot?.activeElement?.textContent === title, `the focus is on ${title}`);
      const { top } = body.shadowRoot!.activeElement!.getBoundingClientRect();
      expect(top).to.be.within(-1, 60);
    }
    expect(location.href).to.equal(address);
  });

  it('marks the section that the reader is in, and not by colour alone', async () => {
    const { viewer, contents } = await page(1280);
    for (const [id, title] of [
      ['b', 'Beta'],
      ['a1', 'Alpha one'],
      ['provenance', 'Provenance'],
      ['beta-inside', 'Beta inside'],
    ] as const) {
      await until(() => (viewer as ArtifactElement & { reveal(id: string): boolean }).reveal(id), `${id} is there`);
      if (id !== 'provenance')
        await until(() => current(contents).join() === title, `${title} is current, not ${current(contents).join()}`);
    }
    const link = links(contents).find((one) => one.hasAttribute('aria-current'))!;
    const other = links(contents).find((one) => !one.hasAttribute('aria-current'))!;
    expect(getComputedStyle(link).fontWeight).not.to.equal(getComputedStyle(other).fontWeight);
  });

  it('lists what a viewer has below the article', async () => {
    await setViewport({ width: 1280, height: 600 });
    const viewer = await show('artifact-viewer', { src: '/artifacts/wiki-therapeutics-zolgensma.json' });
    const contents = await until(
      () => viewer.renderRoot.querySelector<ArtifactElement>('artifact-contents'),
      'the table of contents',
    );
    await settled(contents);
    await until(
      () => textOf(contents).endsWith('Related hypotheses References Editor’s notes Metadata Provenance Cite Embed'),
      'the end of the list',
    );
    for (const link of links(contents).slice(-7))
      expect(viewer.renderRoot.querySelectorAll(link.hash).length, link.hash).to.equal(1);
  });
});
