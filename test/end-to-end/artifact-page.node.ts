import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { renderedText, settled, startWorld, type World } from './browser.js';
import { thisRun } from './this-run.js';

describe('an artifact’s page', () => {
  let world: World;
  before(async () => (world = await startWorld()));
  after(() => world.close());

  const visit = async (path: string, size?: { width: number; height: number }) => {
    const opened = await world.open(`${world.site}${path}`, size);
    await settled(opened.page);
    return { ...opened, text: await renderedText(opened.page) };
  };

  it('has the whole article, the site’s line above it, and the artifact’s title', async () => {
    const { page, text, complaints } = await visit('artifact/wiki-therapeutics-zolgensma');
    assert.equal(await page.title(), 'Zolgensma (Onasemnogene Abeparvovec)');
    assert.match(text, /Download JSON/);
    for (const part of [
      'Contents',
      'Boxed warning',
      'NCT02122952',
      'Related hypotheses',
      'References',
      'Metadata',
      'Provenance',
      'Cite',
      'Embed',
    ])
      assert.match(text, new RegExp(part, 'i'));
    assert.deepEqual(complaints, []);
    await page.close();
  });

  it('has nothing but the artifact when embedded, on a transparent ground', async () => {
    const { page, text, complaints } = await visit('artifact/therapeutics-zolgensma?embed=1');
    assert.doesNotMatch(text, /Download JSON|Theme/);
    assert.equal(await page.$('header[data-chrome]'), null);
    assert.deepEqual(
      await page.evaluate(() =>
        [document.documentElement, document.body].map((element) => getComputedStyle(element).backgroundColor),
      ),
      ['rgba(0, 0, 0, 0)', 'rgba(0, 0, 0, 0)'],
    );
    assert.deepEqual(complaints, []);
    await page.close();
  });

  // The article, which has all elements in it, and by turns one of the others.
  const others = ['therapeutics-zolgensma', 'trial-str1ve-us', 'safety-zolgensma'];
  const turn = others.filter((_id, index) => thisRun.all || index === thisRun.slice % others.length);
  for (const id of ['wiki-therapeutics-zolgensma', ...turn])
    for (const query of ['?embed=1', ''])
      it(`never scrolls sideways at 260, 720 or 1280 px: ${id}${query && ', embedded'}`, async () => {
        const { page } = await visit(`artifact/${id}${query}`, { width: 260, height: 800 });
        for (const width of [260, 720, 1280]) {
          await page.setViewport({ width, height: 800 });
          const overflow = await page.evaluate(async () => {
            await new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve)));
            return document.documentElement.scrollWidth - document.documentElement.clientWidth;
          });
          assert.equal(overflow, 0, `by ${overflow} px at ${width} px`);
        }
        await page.close();
      });

  const views: Record<string, [has: RegExp, hasNot: RegExp]> = {
    infobox: [/Mechanism/, /Routes of Administration/],
    trials: [/NCT05386680/, /Routes of Administration/],
    safety: [/Boxed warning/i, /Routes of Administration/],
    article: [/Routes of Administration/, /wp-987401e13923/],
    references: [/Mendell/, /Routes of Administration/],
    compare: [/risdiplam/i, /Routes of Administration/],
  };
  for (const [view, [has, hasNot]] of Object.entries(views))
    it(`shows only what view=${view} asks for`, async () => {
      const { page, text, complaints } = await visit(`artifact/wiki-therapeutics-zolgensma?embed=1&view=${view}`);
      assert.match(text, has);
      assert.doesNotMatch(text, hasNot);
      assert.deepEqual(complaints, []);
      await page.close();
    });

  it('follows theme= and lang=', async () => {
    const { page } = await visit('artifact/trial-steer?theme=dark&lang=de');
    assert.deepEqual(
      await page.evaluate(() => [
        getComputedStyle(document.documentElement).colorScheme,
        document.documentElement.lang,
      ]),
      ['dark', 'de'],
    );
    await page.close();
  });

  it('goes to the section that the address names', async () => {
    const { page } = await visit('artifact/wiki-therapeutics-zolgensma#safety');
    await page.waitForFunction(() => scrollY > 500, { polling: 50 });
    await page.close();
  });

  it('says so when there is no such artifact', async () => {
    const { page, text } = await visit('artifact/nothing-by-this-name');
    assert.match(text, /file not found \(404\)/i);
    await page.close();
  });
});
