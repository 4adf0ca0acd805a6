// Node and browsers write the same bytes in each shadow root, for every artifact, view and language.
import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { after, before, describe, it } from 'node:test';
import { isDeepStrictEqual } from 'node:util';
import type { Page } from 'puppeteer-core';
import { takeFrom } from '../../src/artifact/load.js';
import { viewsOf } from '../../src/artifact/view.js';
import type { Artifact } from '../../src/artifact/schema/index.js';
import { prerenderElement } from '../../src/cli/build/prerender.js';
import { addMessages, LANGUAGES, type Messages } from '../../src/i18n/messages.js';
import { configure } from '../../src/settings.js';
import { sliced } from '../security/slice.js';
import { settled, startWorld, type World } from './browser.js';
import { until } from './frames.js';
import { thisRun } from './this-run.js';

const ROOT = new URL('../../', import.meta.url);
const BASE = 'https://site.example/artifacts/';
const readJson = (path: string): unknown => JSON.parse(readFileSync(new URL(path, ROOT), 'utf8'));

/** The content of each shadow root in a page or in markup, in order, by the name of its element. */
const rootsOf = (page: Page, markup?: string): Promise<[tag: string, html: string][]> =>
  page.evaluate((html) => {
    /** What only the place of reading tells: how much room there is, the day, and the address. */
    const APART = ['artifact-contents', 'artifact-cite-panel', 'artifact-embed-panel'];
    type Parser = typeof Document & { parseHTMLUnsafe(html: string): Document };
    const found: [string, string][] = [];
    const walk = (root: ParentNode): void => {
      for (const element of root.querySelectorAll('*')) {
        const { shadowRoot, localName } = element;
        if (!shadowRoot) continue;
        // A list that is folded looks for who cites its entries when it is opened.
        const late = element.hasAttribute('compact') ? '.overdue, .back' : '.overdue';
        shadowRoot.querySelectorAll(late).forEach((line) => line.remove());
        const content = shadowRoot.querySelector('.root')?.innerHTML.replaceAll(' data-given=""', '');
        if (!APART.includes(localName)) found.push([localName, content ?? '']);
        walk(shadowRoot);
      }
    };
    walk(html === undefined ? document : (Document as Parser).parseHTMLUnsafe(html));
    return found;
  }, markup);

const prerendered = (artifactId: string, view: string, lang: string): string => {
  configure({ base: BASE, lang });
  takeFrom((url) => readJson(`artifacts/${url.slice(BASE.length)}`));
  try {
    return prerenderElement('artifact-viewer', { artifactId, view });
  } finally {
    takeFrom(undefined);
  }
};

const ids = readdirSync(new URL('artifacts/', ROOT)).map((name) => name.replace('.json', ''));
const languages = ['en', ...LANGUAGES];
const pages = ids.flatMap((id) =>
  viewsOf(readJson(`artifacts/${id}.json`) as Artifact).flatMap((view) =>
    languages.map((lang) => ({ id, view, lang })),
  ),
);

/** The languages in which this run looks at each view of each artifact: one of eight, or all. */
const byView = new Map<string, typeof pages>();
for (const page of sliced(pages, thisRun, ({ id, view }) => `${id} ${view}`)) {
  const name = `${page.id}, ${page.view}`;
  byView.set(name, [...(byView.get(name) ?? []), page]);
}

describe('a prerendered page and one that a browser renders', () => {
  let world: World;
  let blank: Page;
  before(async () => {
    for (const lang of LANGUAGES) addMessages(lang, readJson(`dist/locales/${lang}.json`) as Messages);
    world = await startWorld();
    ({ page: blank } = await world.open('about:blank'));
  });
  after(() => world.close());

  for (const [name, chosen] of byView)
    it(`are the same: ${name}, ${chosen.map(({ lang }) => lang).join(' ')}`, async () => {
      const [{ id, view } = { id: '', view: '' }] = chosen;
      const { page } = await world.open(`${world.site}artifact/${id}?view=${view}`);
      await settled(page);
      for (const { lang } of chosen) await isSame(page, id, view, lang);
      await page.close();
    });

  const isSame = async (page: Page, id: string, view: string, lang: string) => {
    await page.$eval('artifact-viewer', (viewer, language) => void (viewer.lang = language), lang);
    await page.waitForFunction(
      (language) =>
        document.querySelector('artifact-viewer')?.shadowRoot?.querySelector<HTMLElement>('.root')?.lang === language,
      {},
      lang,
    );
    // The page itself lets no script of a test parse markup.
    const ahead = await rootsOf(blank, prerendered(id, view, lang));
    let live: typeof ahead = [];
    // The list of sources and the rest of long texts follow after the cards have settled.
    const isThere = async () => isDeepStrictEqual((live = await rootsOf(page)), ahead);
    await until(isThere, 'the bytes are the same').catch(() => undefined);
    assert.deepEqual(
      live.map(([tag]) => tag),
      ahead.map(([tag]) => tag),
    );
    live.forEach(([tag, html], index) => {
      const other = ahead[index]?.[1] ?? '';
      const at = [...html].findIndex((character, place) => character !== other[place]);
      const around = (text: string) => text.slice(Math.max(0, at - 80), at + 160);
      assert.equal(around(html), around(other), `${lang}: <${tag}>, the ${index}th`);
      assert.equal(html.length, other.length, `${lang}: <${tag}>, the ${index}th`);
    });
  };
});
