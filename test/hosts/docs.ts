import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Page } from 'puppeteer-core';
import sirv from 'sirv';
import { untilExit } from '../browsers/processes.mjs';
import { renderedText, settled, type Visit, type World } from '../end-to-end/browser.js';
import { unpackPackage } from './projects.mjs';
import type { Host } from './servers.js';

/** A built site on a loopback port. */
export const serveFolder = async (folder: string): Promise<Host> => {
  const files = sirv(folder, { etag: true, extensions: ['html'] });
  const server = createServer((request, response) => {
    // Every browser asks for it, whatever a page says.
    if (request.url === '/favicon.ico') response.writeHead(204).end();
    else files(request, response, () => void response.writeHead(404).end('not found'));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}/`,
    stop: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
};

/** Writes files into a folder, by their paths in it. */
export const writeAll = (folder: string, files: Record<string, string>): void => {
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  }
};

/** Runs a program in a folder to its end. @throws where it fails, with what it said. */
export const run = (folder: string, command: string, ...args: string[]): void => {
  const env = {
    ...process.env,
    NODE_ENV: 'production',
    ASTRO_TELEMETRY_DISABLED: '1',
    DOCUSAURUS_NO_TELEMETRY: '1',
    CI: 'true',
  };
  const { status, stdout, stderr, error } = spawnSync(command, args, { cwd: folder, encoding: 'utf8', env });
  if (error ?? status !== 0) throw new Error(`${command} ${args.join(' ')}\n${error?.message ?? ''}${stdout}${stderr}`);
};

/**
 * How much of what a reader saw has moved by itself since the page was opened (Cumulative Layout Shift), with what moved.
 * @param content where the page's own text stands: a host's bars and menus, which may move on pages without us too, don't count, unless they take this with them.
 */
const shifts = (page: Page, content: string): Promise<{ value: number; moved: string[] }> =>
  page.evaluate(async (selector) => {
    interface Source {
      node?: Node;
      previousRect: DOMRectReadOnly;
      currentRect: DOMRectReadOnly;
    }
    interface Shift extends PerformanceEntry {
      value: number;
      hadRecentInput: boolean;
      sources: Source[];
    }
    const entries: Shift[] = [];
    const observer = new PerformanceObserver((list) => entries.push(...(list.getEntries() as Shift[])));
    observer.observe({ type: 'layout-shift', buffered: true });
    // What has happened is told before the second picture that is painted from here on.
    for (let frame = 0; frame < 2; frame += 1)
      await new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve)));
    const content = document.querySelector(selector);
    const box = content?.getBoundingClientRect();
    if (!content || !box) throw new Error(`no ${selector}`);
    const overlaps = ({ left, right, top, bottom }: DOMRectReadOnly) =>
      left < box.right && right > box.left && top < box.bottom && bottom > box.top;
    // What stands in a shadow tree is told without its node: by its place alone.
    const isIn = ({ node, previousRect, currentRect }: Source) =>
      node ? content.contains(node) || node.contains(content) : overlaps(previousRect) || overlaps(currentRect);
    const own = entries.filter(({ hadRecentInput, sources }) => !hadRecentInput && sources.some(isIn));
    const name = ({ node, previousRect, currentRect }: Source) =>
      `${node instanceof Element ? node.outerHTML.slice(0, 80) : (node?.textContent ?? 'something in a shadow tree').slice(0, 80)} from ${JSON.stringify(previousRect)} to ${JSON.stringify(currentRect)}`;
    return {
      value: own.reduce((sum, { value }) => sum + value, 0),
      moved: own.flatMap(({ sources }) => sources.map(name)),
    };
  }, content);

/** Opens a page as a reader has it, with JavaScript or without. */
export const visit = async (world: World, url: string, javascript: boolean): Promise<Visit> => {
  const visited = await world.open('about:blank');
  await visited.page.setJavaScriptEnabled(javascript);
  await visited.page.goto(url, { waitUntil: 'networkidle0' });
  return visited;
};

/** That a page reads as it should, with nothing in its console, and that nothing in it has jumped. */
export const assertReads = async (
  world: World,
  url: string,
  patterns: readonly RegExp[],
  content = 'body',
): Promise<void> => {
  for (const javascript of [true, false]) {
    const { page, complaints } = await visit(world, url, javascript);
    if (javascript) await settled(page);
    const text = await renderedText(page);
    const mode = javascript ? 'with JavaScript' : 'without JavaScript';
    for (const pattern of patterns) assert.ok(pattern.test(text), `${pattern} is read ${mode}`);
    assert.equal(/.{0,200}(could not be shown|can’t be shown).{0,400}/.exec(text)?.[0], undefined, mode);
    assert.deepEqual(complaints, [], mode);
    // Without scripts there is nothing that could move it, and no way to ask.
    if (javascript) assert.deepEqual(await shifts(page, content), { value: 0, moved: [] }, 'nothing moves');
    await page.close();
  }
};

/** That a movement of the page would be told: without this, a zero would say nothing. */
export const assertShiftsAreSeen = async (world: World, url: string): Promise<void> => {
  const { page } = await visit(world, url, true);
  await page.evaluate(() => {
    const block = document.createElement('p');
    block.style.height = '300px';
    document.body.prepend(block);
  });
  const { value } = await shifts(page, 'body');
  assert.ok(value > 0.05, `a movement of ${value}`);
  await page.close();
};

/** What the fenced blocks of the demo pages show: of the infobox, the boxed warning first, and of the trial. */
export const FACTS = [
  /Boxed warning(?: \(FDA\))?\s*:?\s*Acute serious liver injury/i,
  /onasemnogene abeparvovec-xioi/,
  /AVXS-101/,
  /monitor liver function for at least 3 months/,
  /NCT05089656/,
] as const;

/** What the element that is written as HTML shows, and what is written into it. */
export const HTML_FACTS = [
  /onasemnogene abeparvovec/i,
  /Zolgensma/,
  /gene therapy/,
  /Boxed warning(?: \(FDA\))?\s*:?\s*Acute serious liver injury/i,
] as const;

/** That the fenced blocks are read, too, where a reader comes to their page by a link, by the host's own router. */
export const assertReadsBehind = async (world: World, url: string, link: string): Promise<void> => {
  const { page, complaints } = await world.open(url);
  await page.locator(link).click();
  await page.waitForSelector('drug-infobox');
  await settled(page);
  const text = await renderedText(page);
  for (const pattern of FACTS) assert.ok(pattern.test(text), `${pattern} is read`);
  assert.deepEqual(complaints, []);
  await page.close();
};

/** That a link to the page of these names stands among what a host's search has found for a word that only an element has. */
export const assertFound = async (page: Page, results: string): Promise<void> => {
  const found = await page.waitForSelector(results, { timeout: 20_000 }).catch(() => null);
  assert.ok(found, `the search finds ${results}; the page says: ${(await renderedText(page)).slice(0, 500)}`);
};

/** For what sets a host up: npm may have to fetch it. In milliseconds. */
export const INSTALLING = { timeout: 600_000 };

/** Where npm puts the one script. */
export const SCRIPT = 'node_modules/artifact-viewer/dist/artifact-viewer.js';

/** A folder of its own for a host that needs no packages of npm. */
export const temporaryFolder = (): { path: string; remove(): void } => {
  const path = mkdtempSync(join(tmpdir(), 'artifact-viewer-docs-'));
  const remove = () => rmSync(path, { recursive: true, force: true });
  untilExit.addEventListener('abort', remove);
  return { path, remove };
};

/** What such a host serves of ours: the script of the packed package, and the artifacts. Where they are, and under which name. */
export const staticParts = (folder: string): readonly (readonly [from: string, name: string])[] => [
  [join(unpackPackage(folder), 'dist/artifact-viewer.js'), 'artifact-viewer.js'],
  [fileURLToPath(new URL('../../artifacts', import.meta.url)), 'artifacts'],
];
