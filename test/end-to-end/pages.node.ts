import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import type { Page } from 'puppeteer-core';
import { settled, startWorld, type World } from './browser.js';
import { flawsIn, visitPage } from './pages.js';

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
    for (const width of [260, 720, 1280])
      it(`/${path} fits ${width} pixels, moves nothing while it loads and complains of nothing`, async () => {
        const { page, complaints } = await visitPage(world, path, { width, height: 900 });
        await arrived(page);
        assert.equal(await page.evaluate(() => document.documentElement.scrollWidth), width);
        assert.deepEqual(await page.evaluate('shifts'), []);
        assert.deepEqual(complaints, []);
        await page.close();
      });

    for (const scheme of ['light', 'dark'])
      it(`/${path} has no flaw that axe-core finds, ${scheme}`, async () => {
        const { page } = await visitPage(world, path, undefined, scheme);
        await arrived(page);
        assert.deepEqual(await flawsIn(page), []);
        await page.close();
      });

    it(`/${path} has no id twice`, async () => {
      const { page } = await visitPage(world, path);
      const ids = await page.$$eval('[id]', (all) => all.map(({ id }) => id));
      assert.deepEqual(
        ids.filter((id, index) => ids.indexOf(id) < index),
        [],
      );
      await page.close();
    });

    it(`/${path} is one step from the index`, async () => {
      const { page } = await visitPage(world, '');
      assert.ok(await page.$(`a[href="/${path}"]`));
      await page.close();
    });
  }
});
