import { readFileSync } from 'node:fs';
import axe from 'axe-core';
import type { Page } from 'puppeteer-core';
import { tagsOf } from '../../src/build/exports.mjs';
import type { Visit, World } from './browser.js';

/** What the manifest says of one thing. */
export interface Named {
  name: string;
  description?: string;
  kind?: string;
  default?: string;
}
/** What the manifest says of one element. */
export interface Declaration {
  tagName: string;
  attributes?: Named[];
  members?: Named[];
  events?: Named[];
  slots?: Named[];
  cssParts?: Named[];
  cssProperties?: Named[];
}

/** A file of the checkout. */
export const read = (path: string) => readFileSync(new URL(`../../${path}`, import.meta.url), 'utf8');
const { modules } = JSON.parse(read('dist/custom-elements.json')) as { modules: { declarations: Declaration[] }[] };
/** Every element of the manifest. */
export const declarations = modules.flatMap(({ declarations: all }) => all.filter(({ tagName }) => tagName));
/** The tags that the script defines. */
export const tags = tagsOf(read('src/define.ts'));

/** How a page's own score of what has moved is kept from its first moment on. */
const watchShifts = (page: Page) =>
  page.evaluateOnNewDocument(() => {
    const shifts: number[] = [];
    Object.assign(window, { shifts });
    new PerformanceObserver((list) =>
      shifts.push(...list.getEntries().map((entry) => (entry as unknown as { value: number }).value)),
    ).observe({
      type: 'layout-shift',
      buffered: true,
    });
  });

/** What axe-core finds wrong with a page itself, each element being asked about in its own tests; or by some rules with a part of it. */
export const flawsIn = async (page: Page, include?: string, rules?: string[]): Promise<string[]> => {
  await page.evaluate(axe.source);
  return page.evaluate(
    async (part, only) => {
      const { violations } = await (window as unknown as { axe: typeof axe }).axe.run(
        part === undefined ? { exclude: [['.live > *']] } : { include: [[part]] },
        {
          runOnly: only ?? ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'],
          resultTypes: ['violations'],
          // A rule that is asked for by name may be one that is off by default.
          rules: Object.fromEntries((only ?? []).map((rule) => [rule, { enabled: true }])),
        },
      );
      return violations.flatMap(({ id, nodes }) =>
        nodes.map(({ target, failureSummary }) => `${id}: ${String(target)}: ${failureSummary}`),
      );
    },
    include,
    rules,
  );
};

/** Opens a page of the site, and keeps from its first moment on what has moved in it, as `shifts`. */
export const visitPage = async (
  world: World,
  path: string,
  size?: { width: number; height: number },
  scheme = 'light',
): Promise<Visit> => {
  const visit = await world.open('about:blank', size);
  await watchShifts(visit.page);
  await visit.page.emulateMediaFeatures([{ name: 'prefers-color-scheme', value: scheme }]);
  await visit.page.goto(`${world.site}${path}`, { waitUntil: 'load' });
  return visit;
};

/** Lets the page read and write the clipboard, which it must be in front for. */
export const allowClipboard = async (world: World, page: Page): Promise<void> => {
  await page
    .browserContext()
    .setPermission(
      new URL(world.site).origin,
      { permission: { name: 'clipboard-read' }, state: 'granted' },
      { permission: { name: 'clipboard-write' }, state: 'granted' },
    );
  await page.bringToFront();
};
