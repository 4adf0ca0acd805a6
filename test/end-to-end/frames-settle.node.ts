import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import type { Page } from 'puppeteer-core';
import { fits, Hosts, ourFrame, painted } from './frames.js';

const INFOBOX = 'therapeutics-zolgensma';
const ARTICLE = 'wiki-therapeutics-zolgensma';

describe('a frame that settles', () => {
  let hosts: Hosts;
  before(async () => (hosts = await Hosts.start()));
  after(() => hosts.stop());

  const WATCH = `<script>
      var shifts = 0, heights = [];
      new PerformanceObserver((list) => list.getEntries().forEach(({ value }) => (shifts += value))).observe({ type: 'layout-shift', buffered: true });
      addEventListener('DOMContentLoaded', () => {
        const watch = (element) => new ResizeObserver(([{ contentRect }]) => heights.at(-1) !== contentRect.height && heights.push(contentRect.height)).observe(element);
        document.querySelectorAll('iframe').forEach(watch);
        customElements.whenDefined('artifact-frame').then(() => setTimeout(() => document.querySelectorAll('artifact-frame').forEach(watch)));
      });
    </script>`;
  const watched = (page: Page) =>
    page.evaluate(() => {
      const { shifts, heights } = globalThis as unknown as { shifts: number; heights: number[] };
      return { shifts, heights };
    });

  for (const tag of ['iframe', 'artifact-frame'])
    it(`moves nothing of the page where its author has reserved its height: <${tag}>`, async () => {
      const body = (height: number) =>
        `<p>Before.</p><${tag} src="${hosts.embed('trial-steer')}" width="100%" height="${height}"></${tag}><p>After.</p>`;
      const head = `<style>iframe { border: 0 } artifact-frame:not(:defined) { display: block; min-height: HEIGHTpx }</style>${WATCH}${hosts.script}`;
      const first = await hosts.open(body(600), head.replace('HEIGHT', '600'));
      const height = await fits(await ourFrame(first.page));
      await first.page.close();
      const { page } = await hosts.open(body(height), head.replace('HEIGHT', String(height)));
      assert.equal(await fits(await ourFrame(page)), height);
      await painted(page);
      assert.equal((await watched(page)).shifts, 0);
      await page.close();
    });

  for (const view of ['trials', 'compare', 'full'])
    it(`takes one step to a height that was not known, however many parts come: view=${view}`, async () => {
      const { page } = await hosts.open(
        `<iframe src="${hosts.embed(ARTICLE, `&amp;view=${view}`)}" title="A frame" width="100%" height="600"></iframe><p>After.</p>`,
        WATCH + hosts.script,
      );
      const frame = await ourFrame(page);
      const height = await fits(frame);
      await painted(page);
      assert.deepEqual((await watched(page)).heights, [600, height]);
      await page.close();
    });
});

for (const scale of [1.25, 1.5])
  it(`a frame fits to a pixel where the reader has zoomed in, or has such a screen: ${scale}`, async (t) => {
    const hosts = await Hosts.start([`--force-device-scale-factor=${scale}`]);
    t.after(() => hosts.stop());
    const visit = await hosts.world.open('about:blank');
    await visit.page.setViewport(null);
    for (const width of [301, 417]) {
      await visit.page.goto(
        hosts.page(
          `<iframe src="${hosts.embed(INFOBOX, '&amp;view=infobox')}" title="A frame" width="${width}" height="600"></iframe>`,
          hosts.script,
        ),
      );
      assert.equal(await visit.page.evaluate(() => devicePixelRatio), scale);
      await fits(await ourFrame(visit.page));
    }
  });
