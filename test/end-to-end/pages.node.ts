import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import type { Page } from 'puppeteer-core';
import { settled, startWorld, type World } from './browser.js';
import { flawsIn, visitPage } from './pages.js';
import { thisRun } from './this-run.js';

const WIDTHS = [260, 720, 1280];

/** The widths at which this run watches pages load: one of the three, or all of them where everything is tried. */
const loading = thisRun.all ? WIDTHS : [WIDTHS[thisRun.slice % WIDTHS.length]!];

/** The schemes in which axe looks at them, by turns. */
const schemes = ['light', 'dark'].filter((_scheme, index) => thisRun.all || index === thisRun.slice % 2);

describe('the pages about the product', () => {
  let world: World;
  before(async () => {
    world = await startWorld();
  });
  after(() => world.close());
  /** Waits until all is there that a page shows by itself. */
  const isThere: Record<string, (page: Page) => Promise<unknown>> = {
    reference: settled,
    theming: settled,
    configurator: async (page) => {
      const frame = await (await page.waitForSelector('.outcome:not([hidden]) >>> iframe'))?.contentFrame();
      assert.ok(frame);
      await settled(frame);
    },
  };

  for (const [path, arrived] of Object.entries(isThere)) {
    for (const width of loading)
      it(`/${path} moves nothing while it loads in ${width} pixels, and complains of nothing`, async () => {
        const { page, complaints } = await visitPage(world, path, { width, height: 900 });
        await arrived(page);
        assert.deepEqual(await page.evaluate('shifts'), []);
        assert.deepEqual(complaints, []);
        await page.close();
      });

    it(`/${path} fits 260, 720 and 1280 pixels, has no id twice, and no flaw that axe-core finds: ${schemes.join(', ')}`, async () => {
      const { page } = await visitPage(world, path);
      await arrived(page);
      for (const scheme of schemes) {
        await page.emulateMediaFeatures([{ name: 'prefers-color-scheme', value: scheme }]);
        assert.deepEqual(await flawsIn(page), [], scheme);
      }
      for (const width of WIDTHS) {
        await page.setViewport({ width, height: 900 });
        assert.equal(await page.evaluate(() => document.documentElement.scrollWidth), width);
      }
      const ids = await page.$$eval('[id]', (all) => all.map(({ id }) => id));
      assert.deepEqual(
        ids.filter((id, index) => ids.indexOf(id) < index),
        [],
      );
      await page.close();
    });
  }

  it('are one step from the index', async () => {
    const { page } = await visitPage(world, '');
    for (const path of Object.keys(isThere)) assert.ok(await page.$(`a[href="/${path}"]`), path);
    await page.close();
  });
});
