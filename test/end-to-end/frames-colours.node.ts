import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { assertNoBox, isDark, pixel, SCHEMES } from '../hosts/looks.js';
import { fits, givenHeights, Hosts, ourFrame, painted, until } from './frames.js';

describe('a frame in a page’s colours', () => {
  let hosts: Hosts;
  before(async () => (hosts = await Hosts.start()));
  after(() => hosts.stop());

  const element = (id: string, attributes = '', more = '') =>
    `<artifact-frame src="${hosts.embed(id, more)}" ${attributes}></artifact-frame>`;

  describe('has no box of another colour', () => {
    const GROUNDS: Record<string, [head: string, isDark: (scheme: string) => boolean]> = {
      'that says nothing of colours': ['', () => false],
      'that follows the system': ['<meta name="color-scheme" content="light dark">', (scheme) => scheme === 'dark'],
      'that is dark': ['<style>:root { color-scheme: dark }</style>', () => true],
      'that is light, and cream': [
        '<style>:root { color-scheme: light } body { background: #f4f1ea }</style>',
        () => false,
      ],
    };
    for (const [what, [head, dark]] of Object.entries(GROUNDS))
      it(`on a page ${what}, whatever the reader’s system says`, async () => {
        const { page } = await hosts.open(element('trial-steer'), head + hosts.script);
        const frame = await ourFrame(page);
        await fits(frame);
        for (const scheme of SCHEMES) {
          await page.emulateMediaFeatures([{ name: 'prefers-color-scheme', value: scheme }]);
          await painted(page, 2);
          const ground = () => assertNoBox(page, frame, 'artifact-frame').then(isDark, () => undefined);
          await until(async () => (await ground()) === dark(scheme), `the frame has the page’s ground: ${scheme}`);
        }
        await page.close();
      });

    for (const tag of ['artifact-frame', 'iframe'])
      it(`while it loads, on a dark page: <${tag}>`, async () => {
        const { page } = await hosts.open(
          `<${tag} src="${hosts.world.site}demo/fault/slow" loading="lazy" width="600" height="400" style="border: 0"></${tag}>`,
          `<style>:root { color-scheme: dark; background: #123 }</style>${hosts.script}`,
          { scheme: 'dark', waitUntil: 'domcontentloaded' },
        );
        await until(async () => ((await givenHeights(page))[0] ?? 0) > 300, 'there is a frame');
        await painted(page);
        assert.deepEqual(await pixel(page, 300, 200), await pixel(page, 2, 2));
        await page.close();
      });
  });

  it('can be read on a dark page that does not say it is dark', async () => {
    const { page } = await hosts.open(
      element('trial-steer'),
      `<style>body { background: #181c22; color: #eee }</style>${hosts.script}`,
    );
    const frame = await ourFrame(page);
    await fits(frame);
    await until(
      () => frame.evaluate(() => getComputedStyle(document.documentElement).colorScheme === 'dark'),
      'it is dark',
    );
    await until(async () => isDark(await pixel(page, 9, 60)), 'its ground is dark');
    await page.close();
  });

  it('has a ground of its own where its theme is not the page’s', async () => {
    const { page } = await hosts.open(
      element('trial-steer', 'theme="dark"'),
      `<meta name="color-scheme" content="light">${hosts.script}`,
    );
    const frame = await ourFrame(page);
    await fits(frame);
    await until(async () => isDark(await pixel(page, 9, 60)), 'its ground is dark');
    assert.equal(isDark(await pixel(page, 2, 2)), false);
    await page.close();
  });

  it('follows the theme switch of a page that has put another body in the place of the first', async () => {
    const { page } = await hosts.open(
      '<p>The first body.',
      `<meta name="color-scheme" content="light dark">${hosts.script}`,
    );
    await page.evaluate((src) => {
      const body = document.createElement('body');
      body.innerHTML = `<artifact-frame src="${src}"></artifact-frame>`;
      document.body.replaceWith(body);
    }, hosts.embed('trial-steer'));
    const frame = await ourFrame(page);
    await fits(frame);
    for (const scheme of ['dark', 'light']) {
      await page.evaluate((wanted) => {
        document.body.style.colorScheme = wanted;
        document.body.className = wanted;
      }, scheme);
      await until(
        () => frame.evaluate((wanted) => getComputedStyle(document.documentElement).colorScheme === wanted, scheme),
        `it is ${scheme}`,
      );
    }
    await page.close();
  });

  it('keeps the theme that its address asks for', async () => {
    const { page } = await hosts.open(
      element('trial-steer', '', '&amp;theme=dark'),
      `<meta name="color-scheme" content="light dark">${hosts.script}`,
    );
    const frame = await ourFrame(page);
    await fits(frame);
    assert.equal(await frame.evaluate(() => getComputedStyle(document.documentElement).colorScheme), 'dark');
    await page.close();
  });
});
