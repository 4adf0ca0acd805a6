import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import type { Frame, Page } from 'puppeteer-core';
import { fits, givenHeights, Hosts, ourFrame, painted, until } from './frames.js';

const LINK = '<a href="https://site.example/steer">The STEER trial</a>';

/** Marks a frame's window: another load gives another window. */
const mark = (frame: Frame) => frame.evaluate(() => void Object.assign(globalThis, { isMarked: true }));
const isMarked = (frame: Frame) => frame.evaluate(() => 'isMarked' in globalThis);

const frameOf = (page: Page) =>
  page.evaluate(() => {
    const frame = document.querySelector('artifact-frame')?.shadowRoot?.querySelector('iframe');
    return frame && { visibility: getComputedStyle(frame).visibility, height: frame.clientHeight };
  });

describe('<artifact-frame> on a page of another origin', () => {
  let hosts: Hosts;
  before(async () => (hosts = await Hosts.start()));
  after(() => hosts.stop());

  const element = (id: string, attributes = '', more = '') =>
    `<artifact-frame src="${hosts.embed(id, more)}" ${attributes}>${LINK}</artifact-frame>`;

  it('asks for nothing until it comes near to what the reader sees', async () => {
    const { page, requests } = await hosts.open(
      `<div style="height: 12000px"></div>${element('trial-steer')}`,
      hosts.script,
    );
    await until(async () => (await frameOf(page)) !== undefined, 'the frame is made');
    await painted(page);
    assert.deepEqual(
      requests.filter((url) => url.includes('/artifact/')),
      [],
    );
    await page.evaluate(() => document.querySelector('artifact-frame')!.scrollIntoView());
    await fits(await ourFrame(page));
    await page.close();
  });

  it('is as high as its content before anybody scrolls to it', async () => {
    const { page } = await hosts.open(
      `<div style="height: 4000px"></div>${element('trial-steer', 'loading="eager"')}<p>After.</p>`,
      hosts.script,
    );
    const frame = await ourFrame(page);
    await until(async () => ((await givenHeights(page))[0] ?? 0) > 1000, 'it has its height');
    assert.equal(await page.evaluate(() => scrollY), 0);
    await page.evaluate(() => document.querySelector('artifact-frame')!.scrollIntoView());
    await fits(frame);
    await page.close();
  });

  it('holds its height before anything has come: that of `height`, or of --artifact-reserve', async () => {
    const src = `http://127.0.0.1:9/artifact/nothing?embed=1`;
    const { page } = await hosts.open(
      `<artifact-frame src="${src}"></artifact-frame><artifact-frame src="${src}" height="321"></artifact-frame><artifact-frame src="${src}" style="--artifact-reserve: 10em"></artifact-frame>`,
      hosts.script,
    );
    await until(async () => (await givenHeights(page)).join() === '600,321,160', 'they hold 600, 321 and 160 px');
    await page.close();
  });

  it('loads again and fits again when it is put somewhere else, and scrolls nobody', async () => {
    const { page, complaints } = await hosts.open(
      `<section></section><div style="height: 500px"></div>${element('trial-steer', '', '#outcomes')}`,
      hosts.script,
    );
    await fits(await ourFrame(page));
    await page.evaluate(() => document.querySelector('section')!.append(document.querySelector('artifact-frame')!));
    await until(async () => (await frameOf(page))?.visibility === 'visible', 'it is seen again');
    const frame = await ourFrame(page);
    const height = await fits(frame);
    await page.evaluate(() => {
      const copy = document.querySelector('artifact-frame')!;
      copy.remove();
      document.body.append(copy);
    });
    await until(async () => (await frameOf(page))?.visibility === 'visible', 'it is seen once more');
    assert.equal(await fits(await ourFrame(page)), height);
    assert.equal(await page.evaluate(() => scrollY), 0);
    assert.deepEqual(complaints, []);
    await page.close();
  });

  it('goes on as it is where moveBefore moves it, and follows the place’s colours', async () => {
    const { page, complaints } = await hosts.open(
      `<section style="color-scheme: dark"></section>${element('trial-steer')}`,
      hosts.script,
    );
    const frame = await ourFrame(page);
    await fits(frame);
    await mark(frame);
    await page.evaluate(() => {
      const section = document.querySelector('section') as Element & {
        moveBefore?: (node: Node, before: null) => void;
      };
      section.moveBefore(document.querySelector('artifact-frame')!, null);
    });
    await until(
      () => frame.evaluate(() => getComputedStyle(document.documentElement).colorScheme === 'dark'),
      'it is dark, as the section is',
    );
    assert.equal(await isMarked(frame), true);
    assert.equal((await frameOf(page))?.visibility, 'visible');
    await frame.evaluate(() => (document.querySelector('main')!.style.paddingBottom = '300px'));
    await fits(frame);
    assert.deepEqual(complaints, []);
    await page.close();
  });

  it('changes its theme by a message, without loading again: by its attribute, by the page’s own switch, by the reader’s system', async () => {
    const { page } = await hosts.open(
      element('trial-steer'),
      `<style>:root { color-scheme: light dark } .dark { color-scheme: dark }</style>${hosts.script}`,
    );
    const frame = await ourFrame(page);
    await fits(frame);
    await mark(frame);
    const darkens = async (dark: boolean, why: string) => {
      // Of two colours the scheme takes one.
      await until(
        () =>
          frame.evaluate((wanted) => {
            const ink = document.createElement('i');
            ink.style.color = 'light-dark(rgb(0, 0, 1), rgb(0, 0, 2))';
            document.body.append(ink);
            const { color } = getComputedStyle(ink);
            ink.remove();
            return (color === 'rgb(0, 0, 2)') === wanted;
          }, dark),
        why,
      );
      assert.equal(await isMarked(frame), true, why);
    };
    await darkens(false, 'light at first');
    await page.evaluate(() => document.querySelector('artifact-frame')!.setAttribute('theme', 'dark'));
    await darkens(true, 'dark by its attribute');
    await page.evaluate(() => document.querySelector('artifact-frame')!.removeAttribute('theme'));
    await darkens(false, 'as the page again');
    await page.evaluate(() => document.documentElement.classList.add('dark'));
    await darkens(true, 'dark by the page’s switch');
    await page.evaluate(() => document.documentElement.classList.remove('dark'));
    await darkens(false, 'light by the page’s switch');
    await page.emulateMediaFeatures([{ name: 'prefers-color-scheme', value: 'dark' }]);
    await darkens(true, 'dark by the reader’s system');
    await page.close();
  });
});
