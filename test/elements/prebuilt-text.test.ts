// Articles whose text `build` has formatted: they look as their Markdown would, whatever is in the file beside them.
import { hashOf } from '../../src/artifact/integrity.js';
import type { Article } from '../../src/artifact/schema/index.js';
import type { ArtifactElement } from '../../src/elements/base/artifact-element.js';
import { settings } from '../../src/settings.js';
import { sanitize } from '../../src/text/sanitize.js';
import { prebuild } from '../../src/text/prebuild.js';
import { deepQuery, deepQueryAll, expect, fixture, html, loadArtifact, oneEvent, textOf, until } from '../helpers.js';
import { faultsIn } from '../text/random-html.js';
import { INVENTED } from '../text/invented-text.js';
import { article, place, settled, show } from './common.js';

const WIKI = 'wiki-therapeutics-zolgensma';

/** The folder of artifacts that the test server keeps for the tests. */
const KEPT = `${location.origin}/kept/`;

/** A text that is long enough to be asked for in its formatted form. */
const LONG = `**10** mg once a day [@label].\n\n${'More of it, in words. '.repeat(80)}`;
const REFERENCES = { label: { title: 'The label' }, trial: { title: 'The trial' } };

/** Every part of the article, once no piece of its text waits for its formatting. */
const rootOf = async (element: ArtifactElement): Promise<ShadowRoot> => {
  const root = element.renderRoot as ShadowRoot;
  await until(() => root.querySelector('.text') && !root.querySelector('.plain'), 'all of the text is formatted');
  return root;
};
const markupOf = async (element: ArtifactElement): Promise<string> => (await rootOf(element)).innerHTML;

describe('The text of an article that build has formatted', () => {
  const { base, prebuilt } = settings;
  const fetch = window.fetch.bind(window);
  let asked: string[] = [];
  let isHeld = false;

  beforeEach(() => {
    asked = [];
    isHeld = false;
    Object.assign(settings, { base: KEPT, prebuilt: true });
    window.fetch = (...request) => {
      const url = request[0] instanceof Request ? request[0].url : request[0].toString();
      if (url.includes('.text.json')) asked.push(url.slice(location.origin.length));
      return isHeld && url.includes('.text.json')
        ? new Promise((_, reject) =>
            request[1]?.signal?.addEventListener('abort', () => reject(new Error('given up')), { once: true }),
          )
        : fetch(...request);
    };
  });
  afterEach(() => {
    window.fetch = fetch;
    Object.assign(settings, { base, prebuilt });
  });

  let last = 0;
  const keep = (name: string, body: unknown) =>
    fetch(`${KEPT}${name}`, { method: 'PUT', body: typeof body === 'string' ? body : JSON.stringify(body) });

  /** Puts an article in the folder, and a file of text beside it. @returns its id */
  const put = async (fields: object, file?: (made: Article) => unknown): Promise<string> => {
    const id = `prebuilt-${++last}`;
    const made = article({ id, references: REFERENCES, ...fields }) as Article;
    await keep(`${id}.json`, made);
    if (file) await keep(`${id}.text.json`, file(made));
    return id;
  };

  /** An article with this text, and whatever the function makes of its file. */
  const showText = async (body: string, file?: (made: Article) => unknown): Promise<ArtifactElement> =>
    show('artifact-article', { src: `${KEPT}${await put({ body }, file)}.json` });

  /** What an article with this text is without any file. */
  const markupFrom = async (body: string): Promise<string> =>
    markupOf(await show('artifact-article', { artifact: article({ body, references: REFERENCES }) }));

  /** The file with other HTML in the place of what was made of the text. */
  const saying =
    (words: string) =>
    (made: Article): unknown =>
      JSON.parse(JSON.stringify(prebuild(made)), (key, value: unknown) =>
        key === '1' && typeof value === 'string' ? words : value,
      );

  it('is asked for beside the article, once, and shown in place of the Markdown', async () => {
    const id = await put({ body: LONG }, saying('<p>From the file.</p>'));
    for (const _ of [1, 2]) {
      const element = await show('artifact-article', { artifactId: id });
      expect(textOf(element)).to.include('From the file.').and.not.include('10 mg');
    }
    expect(asked).to.deep.equal([`/kept/${id}.text.json`]);
  });

  it('makes the same of a real article as its Markdown does, alone and in a viewer', async () => {
    settings.base = `${location.origin}/built/artifacts/`;
    const artifact = await loadArtifact(WIKI);
    const fromMarkdown = await show('artifact-article', { artifact });
    const built = await show('artifact-article', { artifactId: WIKI });
    expect(asked).to.deep.equal([`/built/artifacts/${WIKI}.text.json`]);
    expect(await markupOf(built)).to.equal(await markupOf(fromMarkdown));

    const shown = async (source: Partial<ArtifactElement>) => {
      const viewer = await show('artifact-viewer', { ...source, view: 'article' } as Partial<ArtifactElement>);
      const inner = await until(() => deepQuery<ArtifactElement>(viewer, 'artifact-article'), 'it has the article');
      await settled(inner);
      return markupOf(inner);
    };
    expect(await shown({ artifactId: WIKI })).to.equal(await shown({ artifact }));
    expect(asked.length).to.equal(1);
  });

  for (const times of [1, 30])
    it(`makes the same of an invented text as its Markdown does, ${times} times over`, async () => {
      const body = `${INVENTED}\n\n`.repeat(times);
      expect(await markupOf(await showText(body, prebuild))).to.equal(await markupFrom(body));
      expect(asked.length).to.equal(1);
    });

  it('is in place when the viewer tells that it is loaded, so that a deep link finds its headings', async () => {
    const id = await put({ body: `${LONG}\n\n## Late dose\n\nText.` }, prebuild);
    const viewer = await place('artifact-viewer');
    const loaded = oneEvent(viewer, 'artifact-load');
    viewer.artifactId = id;
    await loaded;
    await until(() => deepQuery(viewer, '#late-dose'), 'the heading is there');
    expect(deepQueryAll(viewer, '.loading')).to.deep.equal([]);
    expect(asked.length).to.equal(1);
  });

  it('is not shown where the Markdown has changed since', async () => {
    const old = article({ id: 'old', body: LONG.replace('10', '50') }) as Article;
    const element = await showText(LONG, () => prebuild(old));
    expect(asked.length).to.equal(1);
    expect(textOf(element)).to.include('10 mg once a day');
    expect(await markupOf(element)).to.equal(await markupFrom(LONG));
  });

  it('is the new one after a reload', async () => {
    const id = await put({ body: LONG }, saying('<p>The first.</p>'));
    const element = await show('artifact-article', { artifactId: id });
    expect(textOf(element)).to.include('The first.');
    const next = article({ id, references: REFERENCES, body: `${LONG} Changed.` }) as Article;
    await keep(`${id}.json`, next);
    await keep(`${id}.text.json`, saying('<p>The second.</p>')(next));
    element.reload();
    await until(() => textOf(element).includes('The second.'), 'the new text is shown');
  });

  const useless: Record<string, (made: Article) => unknown> = {
    'is no JSON': () => '[1, {',
    'is a web page': () => '<!doctype html><title>Sign in</title>',
    'is null': () => 'null',
    'is too large': () => `[1, {}, "${'x'.repeat(5_000_000)}"]`,
    'is of another version': () => [2, {}],
    'would keep the browser busy with open tags': saying('<b>'.repeat(300_000)),
    'would keep the browser busy with elements': saying('<b></b>'.repeat(300_000)),
  };
  for (const [how, file] of Object.entries(useless))
    it(`does no harm where it ${how}`, async () => {
      const element = await showText(LONG, file);
      expect(asked.length).to.equal(1);
      expect(await markupOf(element)).to.equal(await markupFrom(LONG));
    });

  it('does no harm where there is none, or where it does not come', async () => {
    expect(await markupOf(await showText(LONG))).to.equal(await markupFrom(LONG));
    isHeld = true;
    expect(await markupOf(await showText(LONG, saying('<p>Too late.</p>')))).to.equal(await markupFrom(LONG));
    expect(asked.length).to.equal(2);
  });

  it('hostile runs nothing, asks nobody and has nothing off the list', async () => {
    Reflect.deleteProperty(window, 'attacked');
    const hostile = [
      '<img src="x" onerror="attacked = 1">',
      '<script>attacked = 1</script><p id="boxed-warning" slot="a" style="position:fixed" part="root">a</p>',
      '<a href="javascript:attacked = 1">a</a><a href="https://user:word@evil.example/">b</a>',
      `<img src="${location.origin}/fault/count?id=hostile-text" alt="picture">`,
      `<drug-infobox src="${location.origin}/fault/count?id=hostile-text"></drug-infobox>`,
      `<iframe src="${location.origin}/fault/count?id=hostile-text"></iframe><link rel="stylesheet" href="${location.origin}/fault/count?id=hostile-text">`,
      '<svg><script>attacked = 1</script><a xlink:href="javascript:attacked = 1">a</a></svg>',
      '<math><mtext><table><mglyph><style><!--</style><img title="--&gt;&lt;img src=x onerror=attacked=1&gt;">',
      '<form><input name="childNodes"><input name="getAttributeNames"></form><template><img src=x onerror=attacked=1></template>',
      '<i data-place="1"></i>\uE0007\uE001',
    ];
    for (const markup of hostile) {
      expect(faultsIn(sanitize(markup, 'https://wiki.example/page', true)), markup).to.deep.equal([]);
      const element = await showText(LONG, saying(markup));
      expect(deepQuery(element, 'script, iframe, link, form, svg, math, [slot], #boxed-warning')).to.equal(null);
    }
    const read = await fetch('/fault/count?id=hostile-text&read=1');
    expect(await read.json()).to.deep.equal({ count: 0 });
    expect('attacked' in window).to.equal(false);
  });

  it('is never asked for where a hash holds: the article’s own, or the page’s', async () => {
    const id = await put({ body: LONG }, saying('<p>From the file.</p>'));
    const integrity = await hashOf(await (await fetch(`${KEPT}${id}.json`)).json());
    const pinned = await show('artifact-article', { artifactId: id, integrity });
    expect(textOf(pinned)).to.include('10 mg once a day');
    for (const more of [{}, { view: 'article' }]) {
      const viewer = await show('artifact-viewer', { artifactId: id, integrity, ...more });
      await until(() => textOf(viewer).includes('10 mg once a day'), 'its own text is shown');
    }
    expect(asked).to.deep.equal([]);
    // One that the page has already loaded for another element counts as little.
    expect(textOf(await show('artifact-article', { artifactId: id }))).to.include('From the file.');
    const box = await fixture<HTMLElement>(html`<div></div>`);
    const viewer = document.createElement('artifact-viewer') as ArtifactElement;
    const inner = document.createElement('artifact-article') as ArtifactElement;
    Object.assign(viewer, { artifactId: id });
    Object.assign(inner, { integrity });
    viewer.append(inner);
    box.append(viewer);
    await settled(inner);
    expect(textOf(inner)).to.include('10 mg once a day').and.not.include('From the file.');
  });

  it('is asked of no folder but the page’s, and of none where the page does not say that build made it', async () => {
    const id = await put({ body: LONG }, saying('<p>From the file.</p>'));
    for (const src of [`/kept/${id}.json?version=2`, `/artifacts/${WIKI}.json`, `/fault/slow?artifact=${WIKI}&ms=1`])
      await show('artifact-article', { src });
    await show('artifact-article', { artifact: article({ body: LONG, url: `${KEPT}${id}.json` }) });
    settings.prebuilt = false;
    await show('artifact-article', { artifactId: await put({ body: LONG }, prebuild) });
    expect(asked).to.deep.equal([]);
  });

  it('is not asked for by what shows no article, nor for a short one', async () => {
    const id = await put({ body: LONG }, prebuild);
    await show('artifact-viewer', { artifactId: id, view: 'references' } as Partial<ArtifactElement>);
    await show('artifact-article', { artifactId: await put({ body: '**Short.**' }, prebuild) });
    expect(asked).to.deep.equal([]);
  });
});
