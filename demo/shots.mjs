// What `npm run shots` runs: pictures of every demo page, view and element at each width and in each mode, into shots/.
import { mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { ELEMENTS } from './elements.js';
import { buildIfChanged, installPackages } from '../src/build/prepare.mjs';

const HELP = `npm run shots [-- options]

Takes pictures into shots/, named page-width-mode.png, with all of them in shots/index.html.

  --only PATTERN   only pictures whose name matches this regular expression, e.g. 'docs-260', 'element-.*-dark'
  --no-build       with dist/ as it is
  --list           the names, without taking pictures
  --help           this text

CHROME_PATH names the Chromium to use in place of the one found.
`;

const WIDTHS = [260, 720, 1280];

/** What the reader's system asks for, in the terms of Chromium's emulation. */
const MODES = {
  light: { features: { 'prefers-color-scheme': 'light' } },
  dark: { features: { 'prefers-color-scheme': 'dark' } },
  forced: { features: { 'prefers-color-scheme': 'dark', 'forced-colors': 'active' } },
  print: { media: 'print', features: { 'prefers-color-scheme': 'light' } },
};

/** Chromium's pictures end at a texture's height: a longer page gives several. */
const MAX_HEIGHT = 8000;
const TABS = 2;
/** How long a page may take until all on it is there, in milliseconds. */
const PATIENCE = 30_000;

const ARTICLE = 'wiki-therapeutics-zolgensma';
const tags = Object.keys(ELEMENTS);
const PAGES = {
  index: '/',
  ...Object.fromEntries(['reference', 'theming', 'configurator'].map((name) => [name, `/${name}`])),
  ...Object.fromEntries(
    [
      'embed',
      'frames',
      'docs',
      'strange',
      'rtl',
      'text',
      'clinical-trial',
      'openfda-label',
      'openfda-counts',
      'openfda-events',
      'openfda-drugsfda',
      'openfda-products',
      'import',
    ].map((name) => [name, `/demo/${name}`]),
  ),
  ...Object.fromEntries(
    ['mediawiki', 'dokuwiki', 'nginx', 'eleventy', 'vitepress', 'starlight', 'docusaurus', 'mkdocs', 'sphinx'].map(
      (name) => [`host-${name}`, `/demo/hosts/${name}`],
    ),
  ),
  ...Object.fromEntries(
    [ARTICLE, 'therapeutics-zolgensma', 'trial-steer', 'safety-zolgensma'].map((id) => [
      `page-${id}`,
      `/artifact/${id}`,
    ]),
  ),
  ...Object.fromEntries(
    ['full', 'infobox', 'trials', 'safety', 'article', 'references', 'compare'].map((view) => [
      `view-${view}`,
      `/artifact/${ARTICLE}?embed=1&view=${view}`,
    ]),
  ),
  ...Object.fromEntries(tags.map((tag) => [`element-${tag}`, `/demo/element?tag=${tag}`])),
  ...Object.fromEntries(tags.map((tag) => [`states-${tag}`, `/demo/states?element=${tag}`])),
};

const { values: options } = parseArgs({
  options: {
    only: { type: 'string', default: '' },
    'no-build': { type: 'boolean' },
    list: { type: 'boolean' },
    help: { type: 'boolean' },
  },
});
if (options.help) {
  process.stdout.write(HELP);
  process.exit(0);
}
const only = new RegExp(options.only);
const shots = Object.entries(PAGES).flatMap(([page, path]) =>
  WIDTHS.map((width) => ({
    page,
    path,
    width,
    modes: Object.keys(MODES).filter((mode) => only.test(`${page}-${width}-${mode}`)),
  })).filter(({ modes }) => modes.length > 0),
);
const count = shots.reduce((sum, { modes }) => sum + modes.length, 0);
if (count === 0) {
  console.error(`No picture’s name matches ${options.only}. --list prints the names.`);
  process.exit(2);
}
if (options.list) {
  for (const { page, width, modes } of shots) for (const mode of modes) console.log(`${page}-${width}-${mode}`);
  process.exit(0);
}

// What failed has said why.
if (!options['no-build'] && (!installPackages() || !buildIfChanged())) process.exit(1);
const { default: puppeteer } = await import('puppeteer-core');
const { findBrowser, howToGet } = await import('../test/browsers/find.mjs');
const { CHROMIUM_ARGS } = await import('../test/browsers/launchers.mjs');
const { serve } = await import('./serve.mjs');

const { path: executablePath, missing } = findBrowser('chromium');
if (!executablePath) {
  console.error(`${missing}: ${howToGet('chromium')}`);
  process.exit(1);
}

/** In the page: what of it is not there yet, or an empty list. */
const unsettled = () => {
  const all = (root) =>
    [...root.querySelectorAll('*')].flatMap((element) => [
      element,
      ...(element.shadowRoot ? all(element.shadowRoot) : []),
    ]);
  const elements = all(document);
  const waiting = elements.filter((element) => {
    if (element.localName === 'iframe') return false;
    if (element.localName.includes('-') && !element.matches(':defined')) return true;
    return (
      'status' in element &&
      'artifactId' in element &&
      !element.closest('[data-stays]') &&
      !['ready', 'failed'].includes(element.status)
    );
  });
  if (document.readyState !== 'complete') return ['the document'];
  if (
    document.querySelector('main, body')?.textContent.trim() === '' &&
    elements.every((element) => !element.localName.includes('-'))
  )
    return ['anything at all'];
  return waiting.map((element) => `<${element.localName}>`);
};

/** In the page: text that its element cuts off, since it reaches over the element's edge and nothing there scrolls. */
const cutOff = () => {
  const isText = (element) =>
    [...element.childNodes].some((node) => node.nodeType === Node.TEXT_NODE && node.data.trim());
  const isFree = (element) => {
    for (let node = element; node; node = node.parentElement) {
      const { overflowX, position } = getComputedStyle(node);
      if (position === 'absolute' || position === 'fixed' || overflowX === 'auto' || overflowX === 'scroll')
        return true;
    }
    return false;
  };
  const inside = (host) => {
    const edge = host.getBoundingClientRect();
    return [...host.shadowRoot.querySelectorAll('*')].flatMap((element) => {
      const box = element.getBoundingClientRect();
      const isCut =
        isText(element) &&
        box.width > 0 &&
        (box.right > edge.right + 1 || box.left < edge.left - 1) &&
        !isFree(element);
      const found = isCut ? [`<${host.localName}> cuts off “${element.textContent.trim().slice(0, 30)}”`] : [];
      return element.shadowRoot ? [...found, ...inside(element)] : found;
    });
  };
  return [...document.querySelectorAll('*')]
    .filter((element) => element.localName.includes('-') && element.shadowRoot)
    .flatMap(inside);
};

/** Waits until every element in the page and its frames has settled. */
const allThere = async (tab) => {
  const end = Date.now() + PATIENCE;
  for (;;) {
    const frames = tab.frames();
    const wanted = await tab.$$eval('iframe', (iframes) => iframes.length);
    const notLoaded =
      frames.slice(1).filter((frame) => frame.url() === 'about:blank' || frame.url() === '').length +
      Math.max(0, wanted - (frames.length - 1));
    const waiting = (
      await Promise.all(frames.map((frame) => frame.evaluate(unsettled).catch(() => ['a frame'])))
    ).flat();
    if (notLoaded > 0) waiting.push(`${notLoaded} frames`);
    if (waiting.length === 0) return;
    if (Date.now() > end)
      throw new Error(`after ${PATIENCE / 1000} seconds still waiting for ${[...new Set(waiting)].join(', ')}`);
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
};

const inFrames = (tab, action, ...args) =>
  Promise.all(tab.frames().map((frame) => frame.evaluate(action, ...args).catch(() => [])));

const heightOf = (tab) =>
  tab.evaluate(() => Math.ceil(Math.max(document.documentElement.scrollHeight, document.body?.scrollHeight ?? 0)));

/** Gives the window the height of the page, so that what waits until it is seen is loaded and nothing is cut. */
const fit = async (tab, width) => {
  await tab.setViewport({ width, height: 900 });
  const height = Math.max(400, await heightOf(tab));
  await tab.setViewport({ width, height: Math.min(height, MAX_HEIGHT) });
  return height;
};

const folder = fileURLToPath(new URL('../shots/', import.meta.url));
mkdirSync(folder, { recursive: true });
for (const name of readdirSync(folder))
  if (name.endsWith('.png') && only.test(name.replace(/(_\d+)?\.png$/, ''))) rmSync(folder + name);

const server = await serve();
const browser = await puppeteer.launch({ executablePath, headless: true, args: CHROMIUM_ARGS });
const failures = [];
const queue = [...shots];
let done = 0;

const take = async (tab, client, { page, path, width, modes }) => {
  /** What went wrong, with the modes in which it did. */
  const complaints = new Map();
  let current = 'loading';
  const complain = (what) => complaints.set(what, (complaints.get(what) ?? new Set()).add(current));
  const onError = (error) => complain(error.message);
  tab.on('pageerror', onError);
  await tab.setViewport({ width, height: 900 });
  await tab.goto(new URL(path, server.url).href, { waitUntil: 'load' });
  await fit(tab, width);
  await allThere(tab);
  for (const mode of modes) {
    current = mode;
    const { media = '', features } = MODES[mode];
    await client.send('Emulation.setEmulatedMedia', {
      media,
      features: Object.entries(features).map(([name, value]) => ({ name, value })),
    });
    // Only a real printer fires these.
    if (media === 'print') await inFrames(tab, () => void dispatchEvent(new Event('beforeprint')));
    await fit(tab, width);
    await allThere(tab);
    const height = await fit(tab, width);
    const wide = await tab.evaluate(() => document.documentElement.scrollWidth - innerWidth);
    if (wide > 0) complain(`the page is ${wide} px wider than its window`);
    for (const what of (await inFrames(tab, cutOff)).flat()) complain(what);
    for (let top = 0, part = 1; top < height; top += MAX_HEIGHT, part++) {
      await tab.setViewport({ width, height: Math.min(MAX_HEIGHT, height - top) });
      await tab.evaluate((y) => scrollTo(0, y), top);
      await tab.screenshot({
        path: `${folder}${page}-${width}-${mode}${part > 1 ? `_${part}` : ''}.png`,
        optimizeForSpeed: true,
      });
    }
    if (media === 'print') await inFrames(tab, () => void dispatchEvent(new Event('afterprint')));
    done++;
    console.log(`${String(done).padStart(String(count).length)}/${count}  ${page}-${width}-${mode}`);
  }
  await client.send('Emulation.setEmulatedMedia', { media: '', features: [] });
  tab.off('pageerror', onError);
  for (const [what, during] of complaints) failures.push(`${page}-${width}: ${what} (${[...during].join(', ')})`);
};

const work = async () => {
  // A window of its own: a tab behind another one is not drawn.
  const context = await browser.createBrowserContext();
  const tab = await context.newPage();
  const client = await tab.createCDPSession();
  for (let shot = queue.shift(); shot; shot = queue.shift())
    try {
      await take(tab, client, shot);
    } catch (error) {
      failures.push(`${shot.page}-${shot.width}: ${error.message}`);
    }
};

/** All pictures there are, by page, as a page of their own. */
const contactSheet = () => {
  const names = readdirSync(folder).filter((name) => name.endsWith('.png'));
  const sections = Object.keys(PAGES).map((page) => {
    const figures = WIDTHS.flatMap((width) =>
      Object.keys(MODES).flatMap((mode) =>
        names
          .filter((name) => name.replace(/(_\d+)?\.png$/, '') === `${page}-${width}-${mode}`)
          .map(
            (name) =>
              `<figure><a href="${name}"><img src="${name}" alt="" loading="lazy"></a><figcaption>${name.slice(page.length + 1, -4)}</figcaption></figure>`,
          ),
      ),
    );
    return figures.length > 0 ? `<h2>${page}</h2>\n<div>${figures.join('\n')}</div>` : '';
  });
  return `<!doctype html>
<html lang="en"><meta charset="utf-8"><title>Pictures</title>
<style>
body { font: 14px/1.4 system-ui, sans-serif; margin: 1rem; color-scheme: light dark }
div { display: flex; flex-wrap: wrap; gap: 1rem }
figure { margin: 0; width: 14rem }
img { width: 100%; max-height: 20rem; object-fit: cover; object-position: top; border: 1px solid #8888 }
</style>
<h1>Pictures</h1>
${sections.filter(Boolean).join('\n')}
</html>
`;
};

try {
  await Promise.all(Array.from({ length: TABS }, work));
} finally {
  await browser.close();
  await server.close();
}
writeFileSync(`${folder}index.html`, contactSheet());
console.log(`\n${done} pictures are in shots/; shots/index.html shows them all.`);
if (failures.length > 0) {
  console.error(`\nWhat went wrong:\n${failures.map((line) => `  ${line}`).join('\n')}`);
  process.exitCode = 1;
}
