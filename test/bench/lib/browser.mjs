import puppeteer from 'puppeteer-core';
import { findBrowser, howToGet } from '../../browsers/find.mjs';
import { CHROMIUM_ARGS } from '../../browsers/launchers.mjs';

/** What the browser counts on the main thread of a page, in milliseconds of CPU time. */
const costs = async (session) => {
  const { metrics } = await session.send('Performance.getMetrics');
  const of = Object.fromEntries(metrics.map(({ name, value }) => [name, value * 1000]));
  return {
    cpu: of.ThreadTime,
    layout: of.LayoutDuration + of.RecalcStyleDuration,
  };
};

const SCRIPT = new Set([
  'EvaluateScript',
  'FunctionCall',
  'RunMicrotasks',
  'v8.run',
  'FireAnimationFrame',
  'TimerFire',
]);
const LAYOUT = new Set(['Layout', 'UpdateLayoutTree']);

/** From a trace of the page's main thread, in milliseconds of CPU time: script, without the layout that it asked for, and the longest task. */
const readTrace = (events) => {
  const mains = new Set(
    events
      .filter(({ name, args }) => name === 'thread_name' && args.name === 'CrRendererMain')
      .map(({ pid, tid }) => `${pid} ${tid}`),
  );
  const ours = events
    .filter(({ ph, pid, tid, tdur }) => ph === 'X' && tdur !== undefined && mains.has(`${pid} ${tid}`))
    .sort((a, b) => a.ts - b.ts || b.dur - a.dur);
  let script = 0;
  let longest = 0;
  // An event within another of its own sort is counted with it.
  const end = {};
  const isOutermost = (sort, { pid, ts, dur }) => {
    const key = `${sort} ${pid}`;
    if (ts < (end[key] ?? 0)) return false;
    end[key] = ts + dur;
    return true;
  };
  for (const event of ours) {
    const { name, pid, ts, tdur } = event;
    if (/RunTask$/.test(name)) longest = Math.max(longest, tdur);
    else if (SCRIPT.has(name)) script += isOutermost('script', event) ? tdur : 0;
    else if (LAYOUT.has(name) && ts < (end[`script ${pid}`] ?? 0)) script -= isOutermost('layout', event) ? tdur : 0;
  }
  if (longest === 0) throw new Error('The trace has no tasks.');
  return { script: script / 1000, longest: longest / 1000 };
};

/** A fresh page in a context of its own, and so in a process of its own: no cache knows what was measured before. */
class FreshPage {
  #context;
  #page;
  #session;
  #fail;
  #failed = new Promise((_resolve, reject) => (this.#fail = reject));

  /** @param {number} slowdown how many times slower the CPU is made. */
  static async open(browser, url, slowdown) {
    const fresh = new FreshPage();
    fresh.#failed.catch(() => {});
    fresh.#context = await browser.createBrowserContext();
    fresh.#page = await fresh.#context.newPage();
    await fresh.#page.setViewport({ width: 1280, height: 800 });
    const session = (fresh.#session = await fresh.#page.createCDPSession());
    // Time of the thread, not of the clock: a machine that others use too makes the clock’s useless.
    await session.send('Performance.enable', { timeDomain: 'threadTicks' });
    fresh.#page.on('pageerror', (error) => fresh.#fail(error));
    await fresh.goTo(url);
    if (slowdown > 1) await session.send('Emulation.setCPUThrottlingRate', { rate: slowdown });
    return fresh;
  }

  async goTo(url) {
    await this.#page.goto(url, { waitUntil: 'load', timeout: 120_000 });
  }

  /** Runs an expression in the page and waits for its promise. */
  async run(expression) {
    // A page that has thrown may never come to its end.
    const { result, exceptionDetails } = await Promise.race([
      this.#session.send('Runtime.evaluate', { expression, awaitPromise: true, returnByValue: true }),
      this.#failed,
    ]);
    if (exceptionDetails)
      throw new Error(`${expression}: ${exceptionDetails.exception?.description ?? exceptionDetails.text}`);
    return result.value;
  }

  /**
   * What some work costs the page's main thread, in milliseconds of CPU time: all, style and layout, script with its microtasks, and the
   * longest task.
   */
  async costOf(work) {
    await this.#page.tracing.start({
      categories: ['-*', 'toplevel', 'devtools.timeline', 'disabled-by-default-devtools.timeline'],
    });
    const before = await costs(this.#session);
    await work();
    const after = await costs(this.#session);
    const { traceEvents } = JSON.parse(Buffer.from(await this.#page.tracing.stop()).toString());
    return { cpu: after.cpu - before.cpu, layout: after.layout - before.layout, ...readTrace(traceEvents) };
  }

  /** CPU time of the page's main thread so far, in milliseconds. */
  async cpu() {
    const { cpu } = await costs(this.#session);
    return cpu;
  }

  /** Bytes of the JavaScript heap that are in use once garbage is collected. */
  async heap() {
    for (let time = 0; time < 3; time++) await this.#session.send('HeapProfiler.collectGarbage');
    return (await this.#session.send('Runtime.getHeapUsage')).usedSize;
  }

  /** DOM nodes that are alive. */
  async nodes() {
    const { nodes } = await this.#session.send('Memory.getDOMCounters');
    return nodes;
  }

  /** Before each document of the page, of its frames too. */
  async beforeAll(source) {
    await this.#page.evaluateOnNewDocument(source);
  }

  /** Runs an expression in every frame. */
  inFrames(expression) {
    return Promise.all(this.#page.frames().map((frame) => frame.evaluate(expression)));
  }

  close() {
    return this.#context.close();
  }
}

/** Starts Chromium. */
export const startBrowser = async () => {
  const { path, missing } = findBrowser('chromium');
  if (!path) throw new Error(`The bench runs in Chromium, and ${missing}: ${howToGet('chromium')}.`);
  const browser = await puppeteer.launch({ executablePath: path, args: CHROMIUM_ARGS, protocolTimeout: 600_000 });
  return {
    version: await browser.version(),
    open: (url, slowdown = 1) => FreshPage.open(browser, url, slowdown),
    close: () => browser.close(),
  };
};
