import assert from 'node:assert/strict';
import { type ElementHandle, type Frame, type Page, TimeoutError } from 'puppeteer-core';
import { isSettled, startWorld, type Visit, type World } from './browser.js';
import { Stranger } from './stranger.js';

/** How long `until` waits, in milliseconds: long, since it costs time only where a test fails. */
const PATIENCE = 20_000;

/** How long a frame may take to answer a question, in milliseconds, before its page is loaded again. */
const MUTE = 5_000;

/** Waits until the condition holds. @throws with the message, and with what the condition gave last, after 20 seconds. */
export const until = async <T>(condition: () => T | Promise<T>, message: string): Promise<T> => {
  const end = Date.now() + PATIENCE;
  for (;;) {
    const value = await condition();
    if (value) return value;
    if (Date.now() > end) assert.fail(`not within ${PATIENCE / 1000} s: ${message}`);
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
};

/** Our site, and a stranger's of another origin, whose pages have our frames in them. */
export class Hosts {
  readonly stranger = new Stranger();

  private constructor(readonly world: World) {}

  static async start(args?: string[]): Promise<Hosts> {
    const hosts = new Hosts(await startWorld(args));
    await hosts.stranger.start();
    return hosts;
  }

  async stop(): Promise<void> {
    await this.stranger.stop();
    await this.world.close();
  }

  /** The tag of the one script. */
  get script(): string {
    return `<script async src="${this.world.site}artifact-viewer.js"></script>`;
  }

  /** The address of an artifact's page for frames, as it stands in HTML. */
  embed(id: string, more = ''): string {
    return `${this.world.site}artifact/${id}?embed=1${more}`;
  }

  /** A page of the stranger's: what is in its body and, besides a title, in its head. */
  page(body: string, head = '', path = '/'): string {
    this.stranger.pages.set(
      path,
      `<!doctype html><html lang="en"><head><title>Host</title><link rel="icon" href="data:,">${head}</head><body>${body}`,
    );
    return new URL(path, this.stranger.url).href;
  }

  /** Opens such a page. @param scheme what the reader's system asks for. */
  async open(
    body: string,
    head?: string,
    {
      scheme = 'light',
      size,
      waitUntil = 'load',
    }: {
      scheme?: 'light' | 'dark';
      size?: { width: number; height: number };
      waitUntil?: 'load' | 'domcontentloaded';
    } = {},
  ): Promise<Visit> {
    const visit = await this.world.open('about:blank', size);
    await visit.page.emulateMediaFeatures([{ name: 'prefers-color-scheme', value: scheme }]);
    await visit.page.goto(this.page(body, head), { waitUntil, timeout: 2 * MUTE }).catch(async (error: unknown) => {
      // As long as a frame does not answer (see below), its page is never done for Puppeteer.
      if (!(error instanceof TimeoutError) || (await visit.page.evaluate(() => document.readyState)) === 'loading')
        throw error;
    });
    return visit;
  }
}

/** The page's own element for a frame, in a shadow tree or not. */
const iframes = (page: Page) =>
  page.evaluateHandle(() =>
    [...document.querySelectorAll('iframe, artifact-frame')].map(
      (element) => element.shadowRoot?.querySelector('iframe') ?? element,
    ),
  );

/** Whether all in a frame has settled; undefined where it does not answer: Puppeteer at times never hears of a frame that changed its process while it loaded. */
const settledOrMute = (frame: Frame | null): Promise<boolean | undefined> =>
  Promise.race([
    frame ? isSettled(frame).catch(() => false) : false,
    new Promise<undefined>((resolve) => setTimeout(() => resolve(undefined), MUTE)),
  ]);

/** The frames with pages of ours, in the page's order, when all in them is there. */
export const ourFrames = async (page: Page, count = 1): Promise<Frame[]> => {
  const found = await until(async () => {
    const handles = await Promise.all(
      [...(await (await iframes(page)).getProperties()).values()].map(async (handle) =>
        (handle as ElementHandle<HTMLIFrameElement>).contentFrame(),
      ),
    );
    const ours = handles.filter((frame) => frame?.url().includes('/artifact/'));
    if (ours.length < count) return false;
    const answers = await Promise.all(ours.map(settledOrMute));
    if (answers.includes(undefined)) await page.reload({ waitUntil: 'load' });
    return answers.every(Boolean) && ours;
  }, `${count} frames with pages of ours, with all that is in them`);
  return found || [];
};

/** The page's only frame of ours, when all in it is there. */
export const ourFrame = async (page: Page): Promise<Frame> => {
  const [frame] = await ourFrames(page);
  assert.ok(frame);
  return frame;
};

/** The height that the page gives each of its frames, in CSS pixels. */
export const givenHeights = async (page: Page): Promise<number[]> =>
  page.evaluate(
    (...elements: Element[]) => elements.map(({ clientHeight }) => clientHeight),
    ...[...(await (await iframes(page)).getProperties()).values()].flatMap(
      (handle) => (handle.asElement() as never) ?? [],
    ),
  );

/** What of a frame's content its window holds. */
export const measure = (frame: Frame) =>
  frame.evaluate(() => ({
    window: innerHeight,
    content: document.documentElement.getBoundingClientRect().height,
    scrolled: document.documentElement.scrollHeight,
    ratio: devicePixelRatio,
  }));

/**
 * A frame is given whole pixels of the page. Its window's lower edge then lies on one of the screen's own pixels, and its height
 * is read in whole pixels again: 5,649 pixels at 1.25 are 5,649.6, and read as 5,650.
 */
const isFit = ({ window, content, scrolled, ratio }: Awaited<ReturnType<typeof measure>>) => {
  const given = Math.ceil(content - 0.01);
  return (window === given || window === Math.round(Math.ceil(given * ratio) / ratio)) && scrolled <= window;
};

/** Waits until a frame is as high as what is in it, to a pixel: nothing scrolls inside, nothing is left empty below. @returns its height. */
export const fits = async (frame: Frame): Promise<number> => {
  // Parts that come one after another can fit in between.
  let before = NaN;
  let times = 0;
  const stays = async () => {
    const measured = await measure(frame);
    times = isFit(measured) && measured.content === before ? times + 1 : 0;
    before = measured.content;
    return times >= 4;
  };
  await until(stays, `it fits, ${frame.url()}`).catch(async () =>
    assert.fail(`it does not fit: ${JSON.stringify(await measure(frame))}`),
  );
  return (await measure(frame)).window;
};

/** Waits until so many pictures were painted: what was to follow from one before has followed. */
export const painted = (frame: Frame | Page, count = 10): Promise<void> =>
  frame.evaluate(
    (left) =>
      new Promise<void>((resolve) => {
        const next = () => (left-- > 0 ? requestAnimationFrame(next) : resolve());
        next();
      }),
    count,
  );

/** Clicks on what a reader finds in a frame, in shadow trees too. */
export const click = async (frame: Frame, selector: string) => {
  const found = await frame.$(`>>> ${selector}`);
  assert.ok(found, `there is ${selector}`);
  await found.click();
};
