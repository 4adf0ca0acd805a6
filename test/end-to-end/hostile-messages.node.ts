import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { isDeepStrictEqual } from 'node:util';
import type { Frame } from 'puppeteer-core';
import { renderedText, settled, startWorld, type World } from './browser.js';
import { painted, until } from './frames.js';
import { itemsOf } from './hostile-items.js';

interface Message {
  id: string;
  input: string;
  kind: string;
}

const OWN: Message[] = [
  { id: 'own 1', kind: 'to-parent', input: '{"type":"viewer:height","v":1,"height":"100px;position:fixed"}' },
  { id: 'own 2', kind: 'to-parent', input: '{"type":"viewer:height","v":1,"height":1e9}' },
  { id: 'own 3', kind: 'to-parent', input: '{"type":"viewer:navigate","url":"https://evil.test"}' },
  { id: 'own 4', kind: 'to-parent-wrong-source', input: '{"type":"viewer:height","v":1,"height":500}' },
  { id: 'own 5', kind: 'to-frame', input: '{"type":"viewer:load","src":"https://evil.test/a.json"}' },
  { id: 'own 6', kind: 'to-frame', input: '{"type":"viewer:theme","v":1,"theme":"</style>"}' },
  { id: 'own 7', kind: 'to-frame', input: 'null' },
];

const messages = itemsOf('post-messages', OWN, ({ kind }) => kind);

/** A message as it stands, and as one of our version. */
const forms = (input: string): unknown[] => {
  const message = JSON.parse(input) as unknown;
  return typeof message === 'object' && message !== null && !Array.isArray(message) && !('v' in message)
    ? [message, { ...message, v: 1 }]
    : [message];
};

describe('messages of any shape', () => {
  let world: World;
  before(async () => (world = await startWorld()));
  after(() => world.close());

  /** A page with our script and an artifact's page in a frame of another origin, and a frame of somebody else's beside it. */
  const visit = async () => {
    const opened = await world.open(`${world.site}artifacts/index.json`);
    const { page } = opened;
    await page.setContent(
      `<!doctype html><html lang="en"><title>Host</title><body><p>Before.</p>
      <iframe id="ours" src="${world.otherOrigin}artifact/trial-steer?embed=1" title="STEER" width="600" height="600"></iframe>
      <iframe id="other" srcdoc="<p>Somebody else’s" title="Other" width="600" height="300"></iframe>
      <script src="${world.site}artifact-viewer.js"></script>`,
    );
    const frameOf = async (id: string): Promise<Frame> => {
      const frame = await (await page.$(`#${id}`))?.contentFrame();
      assert.ok(frame, id);
      return frame;
    };
    const ours = await frameOf('ours');
    await settled(ours);
    // Its height is told and followed.
    await page.waitForFunction(() => document.querySelector<HTMLElement>('#ours')!.clientHeight !== 600, {
      polling: 50,
    });
    const look = () =>
      page.evaluate(() => ({
        url: location.href,
        title: document.title,
        heights: [...document.querySelectorAll('iframe')].map(({ clientHeight }) => clientHeight),
        styles: [...document.querySelectorAll('iframe')].map((frame) =>
          frame.getAttribute('style')?.replace(/\d+/g, '0'),
        ),
        polluted: 'polluted' in {},
        text: document.body.innerText,
      }));
    return { ...opened, ours, other: await frameOf('other'), look };
  };

  const nextTurn = (frame: Frame) =>
    frame.evaluate(() => new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve))));

  it('from a frame change its height within its bounds, and nothing else of the page', async () => {
    const { page, ours, other, look, complaints, requests } = await visit();
    const before = await look();
    requests.length = 0;
    for (const { id, input, kind } of messages) {
      if (!kind.startsWith('to-parent')) continue;
      for (const message of forms(input)) {
        const from = kind === 'to-parent-wrong-source' ? other : ours;
        await from.evaluate((data) => parent.postMessage(data, '*'), message);
        await nextTurn(page.mainFrame());
        const now = await look();
        const height = (message as { type?: unknown; v?: unknown; height?: unknown } | null)?.height;
        const isHeight =
          from === ours &&
          typeof height === 'number' &&
          height > 0 &&
          (message as { type: unknown }).type === 'viewer:height' &&
          (message as { v: unknown }).v === 1;
        if (isHeight) assert.ok(now.heights[0]! >= 24 && now.heights[0]! <= 100_000, `${id}: ${now.heights[0]} px`);
        assert.deepEqual(
          { ...now, heights: now.heights.slice(isHeight ? 1 : 0) },
          { ...before, heights: before.heights.slice(isHeight ? 1 : 0) },
          id,
        );
        // The next one is compared with what is there now.
        before.heights = now.heights;
      }
    }
    assert.deepEqual([complaints, requests], [[], []]);
    await page.close();
  });

  it('from the page leave a frame as it is', async () => {
    const { page, ours, complaints, requests } = await visit();
    const look = async () => ({
      text: await renderedText(ours),
      root: await ours.evaluate(() => [
        location.href,
        document.title,
        document.documentElement.dataset.theme,
        'polluted' in {},
      ]),
    });
    // The list's links back to what cites an entry come a moment after the rest.
    let before = await look();
    await until(async () => {
      const earlier = before;
      await painted(ours, 20);
      before = await look();
      return isDeepStrictEqual(before, earlier);
    }, 'the frame stays as it is');
    requests.length = 0;
    for (const { id, input, kind } of messages) {
      if (kind !== 'to-frame') continue;
      for (const message of forms(input)) {
        await page.evaluate(
          (data) => document.querySelector<HTMLIFrameElement>('#ours')!.contentWindow!.postMessage(data, '*'),
          message,
        );
        await nextTurn(ours);
        assert.deepEqual(await look(), before, id);
      }
    }
    assert.deepEqual([complaints, requests], [[], []]);
    await page.close();
  });
});
