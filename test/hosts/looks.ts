import assert from 'node:assert/strict';
import { inflateSync } from 'node:zlib';
import type { Frame, Page } from 'puppeteer-core';
import { settled } from '../end-to-end/browser.js';
import { missingFor } from './packages.mjs';

/** For a test of this host: why it is skipped here, if it can't run. In CI that is no excuse: the test runs, and fails with the reason. */
export const unless = (host: Parameters<typeof missingFor>[0]): { skip: string | false } => ({
  skip: process.env.CI !== 'true' && (missingFor(host) ?? false),
});

/** The reader's system, light or dark. */
export const SCHEMES = ['light', 'dark'] as const;

type Colour = [red: number, green: number, blue: number];

/** The colour of one pixel of the window as it is on the screen, frames and all. */
export const pixel = async (page: Page, left: number, top: number): Promise<Colour> => {
  const [x, y] = await page.evaluate(
    (...[right, down]: [number, number]) => [Math.floor(scrollX + right), Math.ceil(scrollY + down)] as const,
    left,
    top,
  );
  const png = Buffer.from(await page.screenshot({ clip: { x, y, width: 1, height: 1 }, captureBeyondViewport: false }));
  const parts: Buffer[] = [];
  for (let at = 8; at < png.length;) {
    const length = png.readUInt32BE(at);
    if (png.toString('latin1', at + 4, at + 8) === 'IDAT') parts.push(png.subarray(at + 8, at + 8 + length));
    at += length + 12;
  }
  // One row of one pixel, after the byte that names its filter: nothing stands before it to be predicted from.
  const [, red = NaN, green = NaN, blue = NaN] = inflateSync(Buffer.concat(parts));
  return [red, green, blue];
};

const luminance = (colour: Colour): number => {
  const [red, green, blue] = colour.map((value) =>
    value <= 10 ? value / 3294 : ((value / 255 + 0.055) / 1.055) ** 2.4,
  ) as Colour;
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
};

/** WCAG's contrast ratio. */
const contrast = (a: Colour, b: Colour): number => {
  const [light = 0, dark = 0] = [luminance(a), luminance(b)].sort((one, other) => other - one);
  return (light + 0.05) / (dark + 0.05);
};

/** The colour of an element's text. */
const inkOf = (page: Page | Frame, selector: string): Promise<Colour> =>
  page.evaluate((name) => {
    const element = document.querySelector(name);
    const canvas = new OffscreenCanvas(1, 1).getContext('2d');
    if (!element || !canvas) throw new Error(`no ${name}`);
    // However the browser writes it (oklch, rgb …), painted it is red, green and blue.
    canvas.fillStyle = getComputedStyle(
      (element.shadowRoot?.querySelector('.root') as Element | null) ?? element,
    ).color;
    canvas.fillRect(0, 0, 1, 1);
    return [...canvas.getImageData(0, 0, 1, 1).data.slice(0, 3)] as [number, number, number];
  }, selector);

/** Where an element is in the window, once it is scrolled into it. */
const boxOf = async (page: Page, selector: string) => {
  const found = await page.$(selector);
  assert.ok(found, `there is ${selector}`);
  await found.evaluate((element) => element.scrollIntoView({ block: 'start', behavior: 'instant' }));
  const box = await found.boundingBox();
  assert.ok(box, `${selector} is seen`);
  return { ...box, found };
};

/** The page's first frame, with its elements settled. */
export const frameIn = async (page: Page): Promise<Frame> => {
  const { found } = await boxOf(page, 'iframe');
  const frame = await found.contentFrame();
  assert.ok(frame);
  await settled(frame);
  return frame;
};

/** That a frame has no ground of its own: the host's shows through it, and the text can be read on it. */
export const assertNoBox = async (page: Page, frame: Frame, selector = 'iframe'): Promise<Colour> => {
  const { x, y } = await boxOf(page, selector);
  const [inside, outside] = [await pixel(page, x + 1, y + 1), await pixel(page, x - 2, y + 1)];
  assert.deepEqual(inside, outside, 'the frame’s ground is the host’s');
  const ratio = contrast(await inkOf(frame, 'artifact-viewer'), inside);
  assert.ok(ratio >= 7, `a contrast of ${ratio}`);
  return inside;
};

/** That the text of an element in the page can be read on the page's ground. */
export const assertReadable = async (page: Page, selector: string): Promise<Colour> => {
  const { x, y } = await boxOf(page, selector);
  const ground = await pixel(page, x - 2, y + 1);
  const ratio = contrast(await inkOf(page, selector), ground);
  assert.ok(ratio >= 7, `a contrast of ${ratio}`);
  return ground;
};

/** Whether a ground is dark. */
export const isDark = (colour: Colour): boolean => luminance(colour) < 0.2;

/** That a frame is as high as what is in it, to a pixel: nothing scrolls inside, nothing is left empty below. */
export const assertFits = async (frame: Frame): Promise<void> => {
  const heights = () =>
    frame.evaluate(() => ({
      window: innerHeight,
      content: document.body.getBoundingClientRect().bottom + scrollY,
      scrolled: document.documentElement.scrollHeight,
    }));
  await frame
    .waitForFunction(() => Math.abs(innerHeight - document.body.getBoundingClientRect().bottom - scrollY) < 1, {
      polling: 100,
      timeout: 10_000,
    })
    .catch(async () => assert.fail(`it does not fit: ${JSON.stringify(await heights())}`));
  const { window, content, scrolled } = await heights();
  assert.ok(content > 300, `${content} px of content`);
  assert.ok(window - content >= 0 && window - content < 1, `a window of ${window} px for ${content} px`);
  assert.ok(scrolled <= window, `${scrolled} px scroll in ${window} px`);
};
