import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import type { Page } from 'puppeteer-core';
import { renderedText } from './browser.js';
import { fits, Hosts, ourFrame, until } from './frames.js';

const LINK = '<a href="https://site.example/steer">The STEER trial</a>';

const isFrameSeen = (page: Page) =>
  page.evaluate(
    () =>
      document
        .querySelector('artifact-frame')
        ?.shadowRoot?.querySelector('iframe')
        ?.checkVisibility({ visibilityProperty: true }) ?? false,
  );

describe('<artifact-frame> shows the link in it', () => {
  let hosts: Hosts;
  before(async () => (hosts = await Hosts.start()));
  after(() => hosts.stop());

  const element = (id: string) => `<artifact-frame src="${hosts.embed(id)}">${LINK}</artifact-frame>`;

  const isLinkSeen = (page: Page) =>
    page.evaluate(() => {
      const link = document.querySelector('artifact-frame a')!;
      return link.checkVisibility({ visibilityProperty: true }) && link.getBoundingClientRect().height > 0;
    });

  it('without JavaScript', async () => {
    const { page } = await hosts.world.open('about:blank');
    await page.setJavaScriptEnabled(false);
    await page.goto(hosts.page(element('trial-steer'), hosts.script));
    const text = await page.$eval('artifact-frame a', (link) => [link.textContent, link.getClientRects().length]);
    assert.deepEqual(text, ['The STEER trial', 1]);
    await page.close();
  });

  for (const [why, src] of Object.entries({
    'where there is no address': '',
    'where the address is none that may be loaded': 'src="javascript:alert(1)"',
    'where the server is down': 'src="http://127.0.0.1:9/artifact/trial-steer"',
  }))
    it(why, async () => {
      const { page } = await hosts.open(`<artifact-frame ${src}>${LINK}</artifact-frame>`, hosts.script);
      await page.waitForFunction(() => customElements.get('artifact-frame'));
      await until(() => isLinkSeen(page), 'the link is seen');
      await page.close();
    });

  it('alone, where what came is not a page of ours, and not beside one that is', async () => {
    const { page } = await hosts.open(
      `<artifact-frame src="${hosts.world.site}nothing-here" height="500">${LINK}</artifact-frame>`,
      hosts.script,
    );
    const height = () => page.$eval('artifact-frame', ({ clientHeight }) => clientHeight);
    await until(async () => (await height()) === 500, 'its height is held');
    await until(async () => (await height()) < 100, 'its height is let go');
    assert.deepEqual([await isFrameSeen(page), await isLinkSeen(page)], [false, true]);
    await page.evaluate(
      (src) => document.querySelector('artifact-frame')!.setAttribute('src', src),
      hosts.embed('trial-steer'),
    );
    await fits(await ourFrame(page));
    assert.deepEqual([await isFrameSeen(page), await isLinkSeen(page)], [true, false]);
    await page.close();
  });

  it('by its own words where nobody wrote one', async () => {
    const { page } = await hosts.open(
      `<artifact-frame src="http://127.0.0.1:9/artifact/trial-steer?embed=1" title="STEER"></artifact-frame>`,
      hosts.script,
    );
    await until(async () => /STEER/.test(await renderedText(page)), 'it is there');
    assert.equal(
      await page.evaluate(() => document.querySelector('artifact-frame')!.shadowRoot!.querySelector('a')?.href),
      'http://127.0.0.1:9/artifact/trial-steer',
    );
    await page.close();
  });
});
