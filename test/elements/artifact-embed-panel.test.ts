import type { ArtifactElement } from '../../src/elements/base/artifact-element.js';
import { settings } from '../../src/settings.js';
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
  setViewport,
  textOf,
  until,
} from '../helpers.js';
import { behavesLikeAnArtifactElement, settled, show } from './common.js';

const WIKI = 'wiki-therapeutics-zolgensma';

const labels = (panel: Element, legend: string) => {
  const group = deepQueryAll(panel, 'fieldset').find((one) => textOf(one.querySelector('legend')!) === legend);
  return [...(group?.querySelectorAll('label') ?? [])];
};
const options = (panel: Element, legend: string) => labels(panel, legend).map(textOf);
const choose = async (panel: ArtifactElement, legend: string, label: string) => {
  labels(panel, legend)
    .find((one) => textOf(one) === label)!
    .querySelector('input')!
    .click();
  await panel.updateComplete;
};
const code = (panel: Element) => deepQuery(panel, 'pre')!.textContent;
/** What the code makes of a page. */
const made = (panel: Element) => {
  const template = document.createElement('template');
  template.innerHTML = code(panel);
  return template.content;
};
const preview = (panel: Element) => deepQuery<HTMLIFrameElement>(panel, 'iframe');
const previewButton = (panel: Element) => deepQuery<HTMLButtonElement>(panel, 'button[part="preview"]')!;
/** How many pages have been loaded into frames by this document. */
const framesLoaded = () =>
  performance
    .getEntriesByType('resource')
    .filter((entry) => (entry as PerformanceResourceTiming).initiatorType === 'iframe').length;

describe('<artifact-embed-panel>', () => {
  let kept: typeof settings;
  beforeEach(() => {
    kept = { ...settings };
    settings.script = `${location.origin}/artifact-viewer.js`;
  });
  afterEach(() => {
    for (const key of Object.keys(settings)) Reflect.deleteProperty(settings, key);
    Object.assign(settings, kept);
  });

  behavesLikeAnArtifactElement('artifact-embed-panel');

  it('shows at first a frame of the whole page, on the page’s own origin', async () => {
    const panel = await show('artifact-embed-panel', { artifactId: WIKI });
    expect(textOf(deepQuery(panel, 'h2')!)).to.equal('Embed');
    const frame = made(panel).querySelector('iframe')!;
    expect(frame.getAttribute('src')).to.equal(`${location.origin}/artifact/${WIKI}?embed=1`);
    expect(frame.title).to.equal('Zolgensma (Onasemnogene Abeparvovec)');
    expect(frame.getAttribute('sandbox')).to.equal('allow-scripts allow-popups allow-popups-to-escape-sandbox');
  });

  it('has the script tag with an element of ours and a link within, the Markdown link and the address', async () => {
    const panel = await show('artifact-embed-panel', { artifactId: WIKI });
    expect(options(panel, 'Form')).to.deep.equal(['Frame (iframe)', 'Script tag', 'Markdown link', 'Address']);
    await choose(panel, 'Form', 'Script tag');
    const content = made(panel);
    expect(content.querySelector('script')?.getAttribute('src')).to.equal(settings.script);
    expect(content.querySelector('artifact-viewer')?.getAttribute('artifact-id')).to.equal(WIKI);
    expect(content.querySelector('artifact-viewer > a')?.getAttribute('href')).to.equal(
      `${location.origin}/artifact/${WIKI}`,
    );
    await choose(panel, 'Form', 'Markdown link');
    expect(code(panel)).to.equal(`[Zolgensma (Onasemnogene Abeparvovec)](${location.origin}/artifact/${WIKI})`);
    await choose(panel, 'Form', 'Address');
    expect(code(panel)).to.equal(`${location.origin}/artifact/${WIKI}`);
  });

  it('has the views that the artifact has something to show in', async () => {
    const expected: Record<string, string[]> = {
      [WIKI]: ['Whole page', 'Infobox', 'Trials', 'Safety', 'Article', 'References', 'Comparison'],
      'therapeutics-zolgensma': ['Whole page', 'Infobox', 'Trials', 'Safety', 'References'],
      'safety-zolgensma': ['Whole page', 'Safety', 'References'],
    };
    for (const [id, views] of Object.entries(expected))
      expect(options(await show('artifact-embed-panel', { artifactId: id }), 'View'), id).to.deep.equal(views);
  });

  it('has code for each view of every artifact whose element shows it', async () => {
    for (const id of artifactIds) {
      const panel = await show('artifact-embed-panel', { artifactId: id });
      for (const view of options(panel, 'View')) {
        await choose(panel, 'View', view);
        await choose(panel, 'Form', 'Frame (iframe)');
        const { searchParams } = new URL(made(panel).querySelector('iframe')!.getAttribute('src')!);
        await choose(panel, 'Form', 'Script tag');
        const element = made(panel).querySelector<ArtifactElement>('[artifact-id]')!;
        expect(
          element.getAttribute('view') ??
            { 'drug-infobox': 'infobox', 'safety-list': 'safety', 'trial-card': 'trials' }[element.localName] ??
            'full',
          id,
        ).to.equal(searchParams.get('view') ?? 'full');
        const box = await fixture<HTMLElement>(html`<div></div>`);
        box.append(document.importNode(element, true));
        await settled(box.firstElementChild as ArtifactElement);
        box.remove();
      }
      panel.remove();
    }
  }).timeout(60_000);

  it('is back at the whole page when the next artifact lacks the view', async () => {
    const panel = await show('artifact-embed-panel', { artifactId: WIKI });
    await choose(panel, 'View', 'Comparison');
    expect(code(panel)).to.include('view=compare');
    panel.artifactId = 'safety-zolgensma';
    await until(() => code(panel).includes('safety-zolgensma?embed=1"'), 'the whole page of the other');
  });

  it('copies the code as it is shown', async () => {
    const panel = await show('artifact-embed-panel', { artifactId: WIKI });
    const copied: string[] = [];
    Object.defineProperty(navigator, 'clipboard', {
      configurable: true,
      value: { writeText: (text: string) => Promise.resolve(void copied.push(text)) },
    });
    try {
      deepQuery<HTMLButtonElement>(panel, 'button[part="copy"]')!.click();
      await until(() => textOf(deepQuery(panel, '[role="status"]')!) === 'Copied.', 'it says that it copied');
    } finally {
      Reflect.deleteProperty(navigator, 'clipboard');
    }
    expect(copied).to.deep.equal([code(panel)]);
  });

  it('loads a preview when asked for it, not before, and takes it away again', async () => {
    const before = framesLoaded();
    const panel = await show('artifact-embed-panel', { artifactId: WIKI });
    expect(preview(panel) === null, 'there is no preview').to.equal(true);
    expect(framesLoaded()).to.equal(before);
    expect(textOf(previewButton(panel))).to.equal('Show preview');
    previewButton(panel).click();
    const frame = await until(() => preview(panel), 'the preview');
    expect(frame.src).to.equal(`${location.origin}/artifact/${WIKI}?embed=1`);
    expect(frame.title).to.equal('Preview of Zolgensma (Onasemnogene Abeparvovec)');
    expect(frame.getAttribute('sandbox')).to.equal('allow-scripts allow-popups allow-popups-to-escape-sandbox');
    expect(previewButton(panel).getAttribute('aria-expanded')).to.equal('true');
    expect(textOf(previewButton(panel))).to.equal('Hide preview');
    previewButton(panel).click();
    await until(() => !preview(panel), 'the preview is gone');
  });

  it('previews the view that is chosen, and does not load it again for another form of the code', async () => {
    const panel = await show('artifact-embed-panel', { artifactId: WIKI });
    previewButton(panel).click();
    const first = await until(() => preview(panel), 'the preview');
    await choose(panel, 'Form', 'Script tag');
    expect(preview(panel) === first, 'the frame is the same').to.equal(true);
    await choose(panel, 'View', 'Safety');
    expect(preview(panel)?.src).to.equal(`${location.origin}/artifact/${WIKI}?embed=1&view=safety`);
  });

  it('previews no other artifact than the one that was asked for', async () => {
    const panel = await show('artifact-embed-panel', { artifactId: WIKI });
    previewButton(panel).click();
    await until(() => preview(panel), 'the preview');
    panel.artifactId = 'trial-start';
    await until(() => code(panel).includes('trial-start'), 'the other artifact’s code');
    expect(preview(panel) === null, 'there is no preview').to.equal(true);
  });

  it('says what is needed where the artifact has no page of its own', async () => {
    for (const source of [{ src: `${artifactUrl(WIKI)}?copy` }, { artifact: await loadArtifact(WIKI) }]) {
      const panel = await show('artifact-embed-panel', source);
      expect(deepQuery(panel, 'pre') === null, 'there is no code').to.equal(true);
      expect(textOf(panel)).to.include('This artifact has no page of its own here').and.to.include('artifact-id');
      await expectAccessible(panel);
    }
  });

  it('has no code where it is not known on which site the pages are, and no script tag where the script is not', async () => {
    delete settings.script;
    expect(
      deepQuery(await show('artifact-embed-panel', { artifactId: WIKI }), 'pre') === null,
      'there is no code',
    ).to.equal(true);
    settings.site = 'https://pages.example/';
    const panel = await show('artifact-embed-panel', { artifactId: WIKI });
    expect(options(panel, 'Form')).to.deep.equal(['Frame (iframe)', 'Markdown link', 'Address']);
    expect(code(panel)).to.include(`"https://pages.example/artifact/${WIKI}?embed=1"`);
  });

  it('is not printed', async function () {
    needsEmulatedMedia(this);
    const panel = await show('artifact-embed-panel', { artifactId: WIKI });
    await emulateMedia({ media: 'print' });
    expect(getComputedStyle(panel).display).to.equal('none');
  });

  for (const width of [260, 1280])
    it(`fits into ${width} px with its preview`, async () => {
      await setViewport({ width, height: 700 });
      const panel = await show('artifact-embed-panel', { artifactId: WIKI });
      previewButton(panel).click();
      const frame = await until(() => preview(panel), 'the preview');
      expect(document.documentElement.scrollWidth).to.be.at.most(width);
      expect(frame.getBoundingClientRect().width).to.equal(panel.getBoundingClientRect().width);
      await expectAccessible(panel);
    });
});
