import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { after, before, describe, it } from 'node:test';
import type { Frame, Page } from 'puppeteer-core';
import { renderedText } from './browser.js';
import { fits, givenHeights, Hosts, measure, ourFrame, ourFrames, painted, until } from './frames.js';

/** Recorded messages, with the side that each is sent to; the names in them are examples. */
const VECTORS = new URL('../../../shared/data/security/own/post-messages.json', import.meta.url);

/** What somebody who is not the frame might post to have it resized, or to break its page. */
const FORGED = `[
  { type: 'viewer:hello', v: 1 },
  { type: 'viewer:height', v: 1, height: 77 },
  { type: 'viewer:print-expand', v: 1, height: 77 },
  { type: 'viewer:theme', v: 1, theme: 'dark' },
  { type: 'viewer:open-section', v: 1, section: 'cite' },
]`;
const SHOUT = `<script>function shout(whom) { ${FORGED}.concat(['shouted']).forEach((message) => whom.postMessage(message, '*')) }</script>`;

/** Messages that are none of the protocol's, or that only look like it. */
const MALFORMED = [
  null,
  0,
  '',
  'viewer:height',
  [],
  ['viewer:height', 1, 50],
  {},
  { type: 'viewer:height', height: 50 },
  { type: 'viewer:height', v: 2, height: 50 },
  { type: 'viewer:height', v: '1', height: 50 },
  { type: 'height', v: 1, height: 50 },
  { type: ['viewer:height'], v: 1, height: 50 },
  { type: 'viewer:height', v: 1 },
  ...[NaN, Infinity, -Infinity, -1, 0, '50', '50px', true, null, [50], { valueOf: 50 }].map((height) => ({
    type: 'viewer:height',
    v: 1,
    height,
  })),
  { type: 'viewer:hello' },
  { type: 'viewer:close', v: 1 },
];

/** Sends messages one after another, each awaited, from one window to another. */
const post = (from: Page | Frame, to: 'parent' | 'frame', messages: unknown[]) =>
  from.evaluate(
    (whom, all) => {
      const target = whom === 'parent' ? parent : document.querySelector('iframe')!.contentWindow!;
      for (const message of all) target.postMessage(message, '*');
    },
    to,
    messages,
  );

/** Waits until all that was posted to a window before has been heard there. */
const heard = async (from: Page | Frame, to: 'parent' | 'frame', at: Page | Frame) => {
  const mark = `mark ${Math.random()}`;
  await at.evaluate((wanted) => {
    addEventListener('message', ({ data }) => data === wanted && (document.title = wanted));
  }, mark);
  await post(from, to, [mark]);
  await until(() => at.evaluate((wanted) => document.title === wanted, mark), 'the messages are heard');
};

describe('what a frame and the page around it tell each other', () => {
  let hosts: Hosts;
  before(async () => (hosts = await Hosts.start()));
  after(() => hosts.stop());

  const iframe = (id: string, more = '', attributes = '') =>
    `<iframe src="${hosts.embed(id, more)}" title="A frame" width="100%" height="600" ${attributes}></iframe>`;

  it('has each frame fit its own content: one with an origin, sandboxed ones whose origin is null, and the same page twice', async () => {
    const sandbox = 'sandbox="allow-scripts"';
    const { page, complaints } = await hosts.open(
      iframe('trial-steer') +
        iframe('trial-steer', '', sandbox) +
        iframe('therapeutics-zolgensma', '&amp;view=infobox', sandbox),
      `<style>iframe { width: 33%; float: left; border: 0 }</style>${hosts.script}`,
    );
    const frames = await ourFrames(page, 3);
    const heights = [];
    for (const frame of frames) heights.push(await fits(frame));
    assert.deepEqual(await Promise.all(frames.map((frame) => frame.evaluate(() => origin === 'null'))), [
      false,
      true,
      true,
    ]);
    assert.equal(heights[0], heights[1]);
    assert.notEqual(heights[1], heights[2]);
    assert.deepEqual(complaints, []);
    await page.close();
  });

  it('has no frame resized or changed by a sibling, a frame in it, the page’s own window or a popup', async () => {
    const nested = hosts.page(`<script>shout(top); shout(parent)</script>`, SHOUT, '/nested');
    const sibling = hosts.page(
      `<script>shout(parent); for (let index = 0; index < parent.length; index++) shout(parent[index])</script><iframe src="${nested}"></iframe>`,
      SHOUT,
      '/sibling',
    );
    const popup = hosts.page(
      `<script>shout(opener); for (let index = 0; index < opener.length; index++) shout(opener[index])</script>`,
      SHOUT,
      '/popup',
    );
    const { page, complaints } = await hosts.open(
      iframe('trial-steer') + '<div id="more"></div>',
      `<script>var shouts = 0; addEventListener('message', ({ data }) => (shouts += data === 'shouted'))</script>${SHOUT}${hosts.script}`,
    );
    const frame = await ourFrame(page);
    const height = await fits(frame);
    const text = await renderedText(frame);
    await page.evaluate((url) => {
      (globalThis as unknown as { shout(whom: Window): void }).shout(window);
      document.querySelector('#more')!.appendChild(document.createElement('iframe')).src = url;
    }, sibling);
    await page.evaluate((url) => void open(url), popup);
    await until(
      () => page.evaluate(() => (globalThis as unknown as { shouts: number }).shouts >= 4),
      'all four have shouted',
    );
    // A page behind its popup is not painted.
    await page.bringToFront();
    await painted(frame);
    assert.equal((await givenHeights(page))[0], height);
    assert.equal(await frame.evaluate(() => document.documentElement.dataset.theme), 'light');
    assert.deepEqual(await page.evaluate(() => [scrollY, document.activeElement?.localName]), [0, 'body']);
    assert.equal(await renderedText(frame), text);
    // It still hears its own.
    await frame.evaluate(() => (document.querySelector('main')!.style.paddingBottom = '300px'));
    await until(async () => (await givenHeights(page))[0] !== height, 'it follows its own content');
    await fits(frame);
    assert.deepEqual(complaints, []);
    await page.close();
  });

  it('has the page ignore what is malformed or unknown, without a throw', async () => {
    const { page, complaints } = await hosts.open(iframe('trial-steer'), hosts.script);
    const frame = await ourFrame(page);
    const height = await fits(frame);
    await post(frame, 'parent', MALFORMED);
    await heard(frame, 'parent', page);
    assert.deepEqual(await givenHeights(page), [height]);
    assert.deepEqual(complaints, []);
    await page.close();
  });

  it('has a frame ignore what is malformed or unknown, without a throw', async () => {
    const { page, complaints } = await hosts.open(iframe('trial-steer'), hosts.script);
    const frame = await ourFrame(page);
    const height = await fits(frame);
    const text = await renderedText(frame);
    await post(page, 'frame', [
      ...MALFORMED,
      ...['Dark', 'dark ', '', 1, null, ['dark'], { dark: true }].map((theme) => ({
        type: 'viewer:theme',
        v: 1,
        theme,
      })),
      ...['', 5, null, {}, 'x'.repeat(501)].map((section) => ({ type: 'viewer:open-section', v: 1, section })),
      { type: 'viewer:open-section', v: 1, section: 'nothing by this name' },
      { type: 'viewer:open-section', v: 1, section: '"] *' },
      ...[NaN, -1, '600', null].map((width) => ({ type: 'viewer:print-expand', v: 1, width })),
    ]);
    await heard(page, 'frame', frame);
    assert.equal(await frame.evaluate(() => document.documentElement.dataset.theme), 'light');
    assert.equal(await renderedText(frame), text);
    assert.equal(await fits(frame), height);
    assert.deepEqual(complaints, []);
    await page.close();
  });

  it('gives a frame no height outside of 24 to 100,000 pixels, whatever it asks for', async () => {
    const { page } = await hosts.open(iframe('trial-steer'), hosts.script);
    const frame = await ourFrame(page);
    await fits(frame);
    for (const [asked, given] of [
      [1, 24],
      [1e9, 100_000],
      [640.2, 641],
    ]) {
      await post(frame, 'parent', [{ type: 'viewer:height', v: 1, height: asked }]);
      await until(async () => (await givenHeights(page))[0] === given, `${asked} px gives ${given} px`);
    }
    await page.close();
  });

  it('changes nothing but heights and themes by any recorded message', async (context) => {
    if (!existsSync(VECTORS)) return context.skip('there is no folder ../shared/data');
    const vectors = JSON.parse(readFileSync(VECTORS, 'utf8')) as { id: string; input: string; kind: string }[];
    const { page, complaints, requests } = await hosts.open(iframe('trial-steer'), hosts.script);
    const frame = await ourFrame(page);
    await fits(frame);
    const text = await renderedText(frame);
    const asked = requests.length;
    const addresses = () => page.frames().map((one) => one.url());
    const before = addresses();
    for (const { id, input, kind } of vectors) {
      const toParent = kind.startsWith('to-parent');
      const [from, to, at] = toParent ? ([frame, 'parent', page] as const) : ([page, 'frame', frame] as const);
      const [height] = await givenHeights(page);
      await from.evaluate(
        (whom, json) => {
          const target = whom === 'parent' ? parent : document.querySelector('iframe')!.contentWindow!;
          target.postMessage(JSON.parse(json), '*');
        },
        to,
        input,
      );
      await heard(from, to, at);
      const message = JSON.parse(input) as { type?: unknown; v?: unknown; height?: unknown } | null;
      const isHeight =
        toParent &&
        message?.type === 'viewer:height' &&
        message.v === 1 &&
        typeof message.height === 'number' &&
        message.height > 0;
      assert.deepEqual(await givenHeights(page), [isHeight ? Math.min(100_000, message.height as number) : height], id);
    }
    assert.equal(await renderedText(frame), text);
    assert.equal(await frame.evaluate(() => document.documentElement.dataset.theme), 'light');
    for (const window of [page, frame])
      assert.equal(await window.evaluate(() => 'polluted' in {} || '__xss' in globalThis), false);
    assert.deepEqual(addresses(), before);
    assert.deepEqual(requests.slice(asked), []);
    assert.deepEqual(complaints, []);
    await page.close();
    return undefined;
  });

  it('tells the page around nothing but a type, a version and a height, whatever the reader does', async () => {
    const { page } = await hosts.open(
      iframe('safety-zolgensma'),
      `<script>var told = []; addEventListener('message', ({ data }) => told.push(data))</script>${hosts.script}`,
    );
    const frame = await ourFrame(page);
    await fits(frame);
    await frame.evaluate(() => (document.querySelector('main')!.style.paddingBottom = '100px'));
    const told = () => page.evaluate(() => (globalThis as unknown as { told: Record<string, unknown>[] }).told);
    await (await frame.$('main'))?.click();
    await page.keyboard.press('Tab');
    await until(async () => (await told()).some(({ type }) => type === 'viewer:print-expand'), 'a height for paper');
    const shapes = new Set(
      (await told()).map((message) => `${String(message.type)}: ${Object.keys(message).sort().join(' ')}`),
    );
    assert.deepEqual([...shapes].sort(), [
      'viewer:height: height type v',
      'viewer:hello: type v',
      'viewer:print-expand: height type v',
    ]);
    assert.ok((await measure(frame)).window > 300);
    await page.close();
  });
});
