import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { after, before, beforeEach, describe, it } from 'node:test';
import { renderedText, startWorld, type World } from './browser.js';
import { shownIn, Stranger } from './stranger.js';

const read = (path: string) => readFileSync(new URL(`../../${path}`, import.meta.url), 'utf8');
const SCRIPT = read('dist/artifact-viewer.js');
const JAVASCRIPT = { 'Content-Type': 'text/javascript; charset=utf-8' };

const INFOBOX = '<drug-infobox artifact-id="therapeutics-zolgensma"></drug-infobox>';
const TRIAL = '<trial-card artifact-id="trial-steer"></trial-card>';
const SAFETY = '<safety-list artifact-id="safety-zolgensma"></safety-list>';
const CARDS = INFOBOX + TRIAL + SAFETY;
const page = (head: string, body = CARDS) =>
  `<!doctype html><html lang="en"><meta charset="utf-8"><title>Stranger</title>${head}<body>${body}`;

let world: World;
const stranger = new Stranger();

const visit = async (html: string) => {
  stranger.pages.set('/', html);
  return world.open(stranger.url);
};

/** That the three cards say what they say anywhere. */
const assertShown = async ({ page: opened }: { page: Parameters<typeof shownIn>[0] }) => {
  await shownIn(opened, 'drug-infobox', /onasemnogene abeparvovec-xioi.*Boxed warning/i);
  await shownIn(opened, 'trial-card', /NCT05089656/);
  await shownIn(opened, 'safety-list', /Acute serious liver injury/);
};

before(async () => {
  world = await startWorld();
  await stranger.start();
});
after(async () => {
  await stranger.stop();
  await world.close();
});
beforeEach(() => stranger.pages.clear());

describe('however a page loads the script', () => {
  const late = (code: string) =>
    `${CARDS}<script>addEventListener('load', () => setTimeout(() => { ${code} }, 50));</script>`;
  const ways: Record<string, (url: string) => string> = {
    'deferred in the head': (url) => page(`<script defer src="${url}"></script>`),
    'as a module at the end of the body': (url) => page('', `${CARDS}<script type="module" src="${url}"></script>`),
    'between its elements': (url) => page('', `${INFOBOX}<script src="${url}"></script>${TRIAL}${SAFETY}`),
    'by a script that adds the tag once the page is there': (url) =>
      page('', late(`document.head.append(Object.assign(document.createElement('script'), { src: '${url}' }))`)),
    'by a script that adds the tag as a module': (url) =>
      page(
        '',
        late(
          `document.head.append(Object.assign(document.createElement('script'), { type: 'module', src: '${url}' }))`,
        ),
      ),
    'by import(), without a tag': (url) => page('', late(`import('${url}')`)),
    'with elements that come later': (url) =>
      page(
        `<script async src="${url}"></script>`,
        `<script>addEventListener('load', () => setTimeout(() => { document.body.innerHTML = '${CARDS}' }, 50));</script>`,
      ),
  };
  for (const [how, html] of Object.entries(ways)) {
    it(`shows its elements: ${how}`, async () => {
      const opened = await visit(html(`${world.site}artifact-viewer.js`));
      await assertShown(opened);
      assert.deepEqual(opened.complaints, []);
      await opened.page.close();
    });
  }

  it('shows its elements on a page with a base: paths resolve by it as in every attribute, ids beside the script, and a citation leads to its source on this page', async () => {
    stranger.pages.set('/deep/folder/steer.json', {
      body: read('artifacts/trial-steer.json'),
      headers: { 'Content-Type': 'application/json' },
    });
    const opened = await visit(
      page(
        `<base href="/deep/folder/"><script src="${world.site}artifact-viewer.js"></script>`,
        `<trial-card src="steer.json"></trial-card>${INFOBOX}${SAFETY}`,
      ),
    );
    await assertShown(opened);
    const reached = await opened.page.evaluate(() => {
      const all = (root: ParentNode): Element[] =>
        [...root.querySelectorAll('*')].flatMap((one) => [one, ...(one.shadowRoot ? all(one.shadowRoot) : [])]);
      all(document.querySelector('safety-list')!.shadowRoot!)
        .find((element): element is HTMLAnchorElement => element.matches('cite-ref a, a[part~=number]'))
        ?.click();
      return all(document).some((element) => element.getRootNode() instanceof ShadowRoot && element.matches(':focus'));
    });
    assert.equal(reached, true, 'the source has the focus');
    assert.equal(opened.page.url(), stranger.url);
    assert.deepEqual(opened.complaints, []);
    await opened.page.close();
  });

  for (const type of ['application/xhtml+xml', 'application/xml']) {
    it(`shows cards and formatted text on a page that is XML: ${type}`, async () => {
      const article = {
        schemaVersion: 1,
        id: 'x',
        kind: 'article',
        title: 'Examplum',
        body: 'Given **once**.[@a]\n\n| dose | n |\n|--|--|\n| 5 mg | 3 |\n\n<br>A line.',
        references: { a: { type: 'webpage', title: 'A source' } },
      };
      stranger.pages.set('/', {
        body: `<html xmlns="http://www.w3.org/1999/xhtml" lang="en"><head><title>Chapter</title><script src="${world.site}artifact-viewer.js"></script></head><body>
          ${CARDS}
          <artifact-viewer view="article"><script type="application/json"><![CDATA[${JSON.stringify(article)}]]></script></artifact-viewer></body></html>`,
        headers: { 'Content-Type': `${type}; charset=utf-8` },
      });
      const opened = await world.open(stranger.url);
      await assertShown(opened);
      await shownIn(opened.page, 'artifact-viewer', /Examplum/);
      const words = (await renderedText(opened.page)).split('Examplum')[1] ?? '';
      assert.match(words, /Given once\.\W*\[ *1 *\].*dose n 5 mg 3.*A line\./);
      assert.deepEqual(opened.complaints, []);
      await opened.page.close();
    });
  }

  for (const how of [
    'by a script that adds the tag once the page is there',
    'as a module at the end of the body',
    'by import(), without a tag',
  ]) {
    it(`takes ids from the folder beside the script, whatever the file is called: ${how}`, async () => {
      stranger.pages.set('/vendor/av.3f2a.min.js', { body: SCRIPT, headers: JAVASCRIPT });
      for (const id of ['therapeutics-zolgensma', 'trial-steer', 'safety-zolgensma'])
        stranger.pages.set(`/vendor/artifacts/${id}.json`, {
          body: read(`artifacts/${id}.json`),
          headers: { 'Content-Type': 'application/json' },
        });
      const opened = await visit(ways[how]?.('/vendor/av.3f2a.min.js') ?? '');
      await assertShown(opened);
      await opened.page.close();
    });
  }
});
