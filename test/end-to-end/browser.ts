import puppeteer, { type Browser, type Frame, type Page } from 'puppeteer-core';
import { findBrowser } from '../browsers/find.mjs';
import { chromiumArgs, foreign } from '../browsers/launchers.mjs';
import { startProxy } from '../browsers/proxy.mjs';
import { serve } from '../../demo/serve.mjs';

/** The built site on a free port, and a real Chromium that reaches nothing but loopback. */
export interface World {
  /** The site's URL, ending in `/`. */
  site: string;
  /** The same server under its other loopback name: another origin. */
  otherOrigin: string;
  /** Opens a page of the given size; the errors in its console and in its frames' are collected. */
  open(url: string, size?: { width: number; height: number }): Promise<Visit>;
  /** What the browser asked of other machines since this was last asked, as `GET http://host/path` or `CONNECT host:443`. Nothing has left this one. */
  takeAttempts(): string[];
  /** Ends both. @throws where the browser asked another machine for something that no test has taken. */
  close(): Promise<void>;
}

/** An opened page with what went wrong on it. */
export interface Visit {
  page: Page;
  /** Errors and warnings of the console, and uncaught exceptions. */
  complaints: string[];
  /** Every address that the page asked for. */
  requests: string[];
}

/** Rendered text of a page, or of a frame in it, across open shadow roots, as a reader finds it: white space folded. */
export const renderedText = (page: Page | Frame): Promise<string> =>
  page.evaluate(() => {
    const collect = (node: Node): string => {
      if (node instanceof Text) return node.data;
      if (node instanceof HTMLScriptElement || node instanceof HTMLStyleElement || node instanceof HTMLTemplateElement)
        return '';
      if (node instanceof Element && getComputedStyle(node).display === 'none') return '';
      const children =
        node instanceof HTMLSlotElement && node.assignedNodes().length > 0
          ? node.assignedNodes()
          : [...((node instanceof Element && node.shadowRoot) || node).childNodes];
      const text = children.map(collect).join('');
      const isInline = node instanceof Element && /^inline|contents/.test(getComputedStyle(node).display);
      return isInline ? text : ` ${text} `;
    };
    return collect(document.body).replace(/\s+/g, ' ').trim();
  });

/** Runs in the page: whether every element of ours, at any depth, has settled. */
const haveSettled = (): boolean => {
  const all = (root: ParentNode): Element[] =>
    [...root.querySelectorAll('*')].flatMap((element) => [
      element,
      ...(element.shadowRoot ? all(element.shadowRoot) : []),
    ]);
  const ours = all(document).filter(
    (element) => 'status' in element && 'artifactId' in element && 'isUpdatePending' in element,
  ) as (Element & {
    status: string;
    isUpdatePending: boolean;
  })[];
  return (
    ours.length > 0 &&
    ours.every(({ status, isUpdatePending }) => (status === 'ready' || status === 'failed') && !isUpdatePending)
  );
};

/** Whether every element of ours on the page has settled now. */
export const isSettled = (page: Page | Frame): Promise<boolean> => page.evaluate(haveSettled);

/** Waits until every element of ours on the page, at any depth, has settled. */
export const settled = (page: Page | Frame): Promise<unknown> =>
  page.waitForFunction(haveSettled, { polling: 100, timeout: 60_000 });

/**
 * Starts the site and the browser.
 * @param args what Chromium is started with besides.
 * @throws where there is no Chromium: these tests can't say anything without it.
 */
export const startWorld = async (args: string[] = []): Promise<World> => {
  const { path: executablePath, missing } = findBrowser('chromium') as { path?: string; missing?: string };
  if (!executablePath) throw new Error(missing);
  const server = await serve();
  const proxy = await startProxy();
  const browser: Browser = await puppeteer.launch({
    executablePath,
    headless: true,
    args: [...chromiumArgs(proxy.url), ...args],
  });
  return {
    site: server.url,
    otherOrigin: server.url.replace('localhost', '127.0.0.1'),
    async open(url, size = { width: 1280, height: 900 }) {
      const page = await browser.newPage();
      await page.setViewport(size);
      const complaints: string[] = [];
      const requests: string[] = [];
      page.on('console', (message) => ['error', 'warn'].includes(message.type()) && complaints.push(message.text()));
      page.on('pageerror', (error) => complaints.push(String(error)));
      page.on('request', (request) => requests.push(request.url()));
      // Puppeteer tells of the exceptions of a page, not of those in its frames from elsewhere.
      await page.evaluateOnNewDocument(() => {
        if (window === top) return;
        addEventListener('error', ({ message }) => console.error(message));
        addEventListener('unhandledrejection', ({ reason }) => console.error(reason));
      });
      await page.goto(url, { waitUntil: 'load' });
      return { page, complaints, requests };
    },
    takeAttempts: () => foreign(proxy.take()),
    async close() {
      await browser.close();
      await server.close();
      const attempts = foreign(proxy.take());
      if (attempts.length > 0) throw new Error(`A page asked other machines for something: ${attempts.join(', ')}`);
    },
  };
};
