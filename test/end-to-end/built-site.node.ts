import assert from 'node:assert/strict';
import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { fileURLToPath } from 'node:url';
import type { Page } from 'puppeteer-core';
import sirv from 'sirv';
import { sliced } from '../security/slice.js';
import { renderedText, settled, startWorld, type World } from './browser.js';
import { thisRun } from './this-run.js';

const PROGRAM = fileURLToPath(new URL('../../dist/cli.js', import.meta.url));
const ARTIFACTS = fileURLToPath(new URL('../../artifacts/', import.meta.url));
const readJson = (path: string): unknown => JSON.parse(readFileSync(path, 'utf8'));
const WIKI = 'wiki-therapeutics-zolgensma';

/** Everything in `<main>` that a page can be read by: its words, in folds too, without the spaces between. */
const wordsOf = async (page: Page): Promise<string> => {
  const text = await page.evaluate(() => {
    const collect = (node: Node): string => {
      if (node instanceof Text) return node.data;
      if (node instanceof HTMLStyleElement || node instanceof HTMLScriptElement) return '';
      if (node instanceof Element && getComputedStyle(node).display === 'none') return '';
      return [...((node instanceof Element && node.shadowRoot) || node).childNodes].map(collect).join('');
    };
    return collect(document.querySelector('main') ?? document);
  });
  return text.replace(/\s+/g, '');
};

/** The HTML of each card that a writer writes, in the order of the page, by the name of its element. */
const cardsOf = (page: Page): Promise<[tag: string, html: string][]> =>
  page.evaluate(() => {
    const found: [string, string][] = [];
    const walk = (root: ParentNode): void => {
      for (const element of root.querySelectorAll('*')) {
        const { shadowRoot, localName } = element;
        if (!shadowRoot) continue;
        const card = shadowRoot.querySelector('.root > :is(.box, .card)');
        // Lit leaves comments at the values of its templates, which only a live page has.
        if (card) found.push([localName, card.innerHTML.replace(/<!--.*?-->/g, '').trim()]);
        walk(shadowRoot);
      }
    };
    walk(document);
    return found;
  });

/** Runs in the page before anything else: sums up what jumps. */
const watchShifts = (): void => {
  const seen = window as { shifts?: number };
  seen.shifts = 0;
  new PerformanceObserver((list) => {
    for (const entry of list.getEntries() as (PerformanceEntry & { value: number })[])
      seen.shifts = (seen.shifts ?? 0) + entry.value;
  }).observe({ type: 'layout-shift', buffered: true });
};

const shiftsOf = (page: Page) => page.evaluate(() => (window as { shifts?: number }).shifts);

describe('a site that build has made, as serve sends it', () => {
  let world: World;
  let server: ChildProcess;
  let site = '';
  const from = mkdtempSync(join(tmpdir(), 'artifact-viewer-from-'));
  const out = mkdtempSync(join(tmpdir(), 'artifact-viewer-site-'));

  before(async () => {
    cpSync(ARTIFACTS, from, { recursive: true });
    server = spawn(process.execPath, [PROGRAM, 'serve', from, '--port', '0', '--out', out, '--json'], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    const started = new Promise<string>((resolve, reject) => {
      let said = '';
      server.stdout?.on('data', (chunk: Buffer) => {
        said += chunk.toString();
        if (said.includes('\n')) resolve((JSON.parse(said) as { url: string }).url);
      });
      server.on('exit', (code) => reject(new Error(`serve ended with ${code}`)));
    });
    [world, site] = await Promise.all([startWorld(), started]);
  });
  after(async () => {
    server.kill('SIGTERM');
    await world.close();
    rmSync(from, { recursive: true, force: true });
    rmSync(out, { recursive: true, force: true });
  });

  /** A page with its address, as a reader without JavaScript sees it. */
  const withoutScript = async (path: string, width = 1280): Promise<Page> => {
    const { page } = await world.open('about:blank', { width, height: 900 });
    await page.setJavaScriptEnabled(false);
    await page.goto(site + path, { waitUntil: 'load' });
    return page;
  };

  /** The same with JavaScript, once the elements have taken over. What moves is counted from when all of the page that was built ahead has been painted. */
  const live = async (path: string, width = 1280) => {
    const visit = await world.open('about:blank', { width, height: 900 });
    const { page } = visit;
    let release: (() => void) | undefined;
    const painted = new Promise<void>((resolve) => (release = resolve));
    await page.setRequestInterception(true);
    page.on(
      'request',
      (request) =>
        void (/artifacts\/.*\.json$/.test(request.url()) ? painted.then(() => request.continue()) : request.continue()),
    );
    await page.evaluateOnNewDocument(watchShifts);
    await page.goto(site + path, { waitUntil: 'load' });
    await page.evaluate(async () => {
      for (let frame = 0; frame < 3; frame++) await new Promise(requestAnimationFrame);
      (window as { shifts?: number }).shifts = 0;
    });
    release?.();
    await settled(page);
    await page.evaluate(() => new Promise(requestAnimationFrame));
    return visit;
  };

  const ids = readdirSync(ARTIFACTS).map((name) => name.replace('.json', ''));
  // Each kind of artifact in each run, each artifact in ten.
  for (const id of sliced(ids, thisRun, (name) => (readJson(join(ARTIFACTS, `${name}.json`)) as { kind: string }).kind))
    it(`has all the words of ${id} without JavaScript that it has with it, and nothing moves when the elements take over`, async () => {
      const still = await withoutScript(`artifact/${id}`);
      const { page, complaints } = await live(`artifact/${id}`);
      // What only a live page can know: the day on which it is read, the hash of the data, whether a review is overdue.
      const timeless = (words: string) =>
        words.replace(
          /Accessed\w+?\d{1,2},\d{4}\.?|sha256-[\w+/]{43}=|Areviewisdueby\w+:newerfactsmayexistafterthat\.|Reviewwasdueby\w+:newerfactsmayexist\./g,
          '',
        );
      const [before, now] = [timeless(await wordsOf(still)), timeless(await wordsOf(page))];
      const contents = (words: string) => words.replace(/^(.*?)Contents/s, '');
      assert.ok(before.length > 1000);
      const at = [...contents(now)].findIndex((character, index) => character !== contents(before)[index]);
      assert.equal(
        contents(before).slice(Math.max(0, at - 40), at + 80),
        contents(now).slice(Math.max(0, at - 40), at + 80),
      );
      assert.equal(contents(before), contents(now));
      const cards = await cardsOf(page);
      assert.ok(cards.length > 0 || id.startsWith('safety-'));
      assert.deepEqual(await cardsOf(still), cards);
      assert.equal(await shiftsOf(page), 0);
      assert.deepEqual(complaints, []);
      await still.close();
      await page.close();
    });

  it('moves nothing then in any width', async () => {
    for (const width of [260, 720, 1280]) {
      const { page } = await live(`artifact/${WIKI}?embed=1`, width);
      assert.equal(await shiftsOf(page), 0, `${width} px`);
      await page.close();
    }
  });

  it('says so where the browser can neither read the script nor show what was built ahead, and leads to the text', async () => {
    const { page } = await world.open('about:blank');
    const address = `${site}artifact/trial-steer`;
    const built = await (await fetch(address)).text();
    await page.setRequestInterception(true);
    page.on('request', (request) => {
      const url = request.url();
      // As a browser that knows no declarative shadow DOM takes it.
      if (url === address)
        void request.respond({ contentType: 'text/html', body: built.replaceAll('shadowrootmode=', 'data-mode=') });
      else if (request.resourceType() === 'script')
        void request.respond({ contentType: 'text/javascript', body: 'class { a too new syntax }' });
      else void request.continue();
    });
    await page.goto(address, { waitUntil: 'load' });
    const link = await page.waitForSelector('artifact-viewer > p > a');
    assert.match(
      await page.$eval('main', (main) => main.innerText),
      /This page can’t be shown: its script did not load, or this browser is too old for it/,
    );
    const text = await (await fetch(await (await link!.getProperty('href')).jsonValue())).text();
    assert.match(text, /^# .*STEER/);
    await page.close();
  });

  it('leaves out its chrome in a frame, before the script is there', async () => {
    const { page } = await world.open(`${site}artifact/trial-steer?embed=1`);
    assert.equal(
      await page.$eval('[data-chrome]', (element) => getComputedStyle(element).display).catch(() => 'removed'),
      'removed',
    );
    await page.close();
  });

  it('shows the view that its address asks for, and not the whole page first', async () => {
    const { page, complaints } = await live('artifact/therapeutics-zolgensma?view=infobox&embed=1', 400);
    const text = await renderedText(page);
    assert.match(text, /Boxed warning/);
    assert.doesNotMatch(text, /Clinical trials/);
    assert.equal(await shiftsOf(page), 0);
    assert.deepEqual(complaints, []);
    await page.close();
  });

  it('keeps open what the reader has unfolded before the script came', async () => {
    const { page } = await world.open('about:blank');
    let release: (() => void) | undefined;
    const held = new Promise<void>((resolve) => (release = resolve));
    await page.setRequestInterception(true);
    page.on(
      'request',
      (request) =>
        void (/artifacts\/.*\.json$/.test(request.url()) ? held.then(() => request.continue()) : request.continue()),
    );
    await page.goto(`${site}artifact/trial-steer`, { waitUntil: 'domcontentloaded' });
    const folds = () =>
      page.evaluate(() => {
        const card = document.querySelector('artifact-viewer')?.shadowRoot?.querySelector('trial-card')?.shadowRoot;
        return [...(card?.querySelectorAll('details') ?? [])].map(({ open }) => open);
      });
    await page.evaluate(() => {
      const details = document
        .querySelector('artifact-viewer')
        ?.shadowRoot?.querySelector('trial-card')
        ?.shadowRoot?.querySelector('details');
      details?.toggleAttribute('open', true);
    });
    const before = await folds();
    assert.equal(before[0], true);
    release?.();
    await settled(page);
    await page.waitForFunction(
      () =>
        document
          .querySelector('artifact-viewer')
          ?.shadowRoot?.querySelector('trial-card')
          ?.shadowRoot?.querySelector('details')?.open === true,
    );
    assert.deepEqual(await folds(), before);
    await page.close();
  });

  it('opens a fold for who looks for words in it, with JavaScript and without', async () => {
    for (const javascript of [true, false]) {
      const { page } = await world.open('about:blank');
      await page.setJavaScriptEnabled(javascript);
      // A text fragment is looked for as the browser's own search does it: HTML has both reveal what is folded.
      await page.goto(`${site}artifact/trial-steer/#:~:text=Malaysia`);
      await page.setJavaScriptEnabled(true);
      const opened = () =>
        page.evaluate(() => {
          const card = document.querySelector('artifact-viewer')?.shadowRoot?.querySelector('trial-card')?.shadowRoot;
          return [...(card?.querySelectorAll('details[open]') ?? [])].map((details) =>
            details.querySelector('summary')?.textContent.trim(),
          );
        });
      // A page that was loaded without JavaScript has no timers to wait by.
      for (const end = Date.now() + 20_000; (await opened()).length === 0 && Date.now() < end;);
      assert.deepEqual(await opened(), ['Sites: 36 in 15 countries']);
      await page.close();
    }
  });

  it('finds by its search what stands in an artifact’s text, and filters by kind', async () => {
    const { page, complaints } = await world.open(site);
    await page.waitForSelector('.pagefind-ui__search-input');
    await page.type('.pagefind-ui__search-input', 'intrathecal sham');
    await page.waitForSelector('.pagefind-ui__result-link');
    const links = await page.$$eval('.pagefind-ui__result-link', (all) =>
      all.map((link) => (link as HTMLAnchorElement).href),
    );
    assert.ok(links.includes(`${site}artifact/trial-steer`), links.join());
    const filters = await page.$$eval('.pagefind-ui__filter-label', (all) =>
      all.map((label) => label.textContent.trim().replace(/\s*\(.*/, '')),
    );
    assert.deepEqual(filters.sort(), ['Article', 'Drug', 'Safety profile', 'Trial']);
    assert.deepEqual(complaints, []);
    await page.close();
  });

  it('finds an artifact in another language than the list’s too, and leads to its page', async () => {
    const base = mkdtempSync(join(tmpdir(), 'artifact-viewer-languages-'));
    const [folder, built] = [join(base, 'from'), join(base, 'out')];
    const host = createServer(sirv(built, { dev: true }));
    try {
      cpSync(ARTIFACTS, folder, {
        recursive: true,
        filter: (path) => !path.endsWith('.json') || /risdiplam|nusinersen/.test(path),
      });
      const german = {
        schemaVersion: 1,
        id: 'spinraza-de',
        kind: 'drug',
        lang: 'de',
        title: 'Spinraza',
        administrationRoute: 'in das Nervenwasser gespritzt',
      };
      writeFileSync(join(folder, 'spinraza-de.json'), JSON.stringify(german));
      await new Promise<void>((resolve) => host.listen(0, resolve));
      const address = `http://localhost:${(host.address() as AddressInfo).port}/`;
      execFileSync(process.execPath, [PROGRAM, 'build', folder, '--out', built, '--base-url', address], {
        stdio: 'pipe',
      });
      const { page } = await world.open(address);
      await page.waitForSelector('.pagefind-ui__search-input');
      await page.type('.pagefind-ui__search-input', 'Nervenwasser');
      // The results of each letter replace those of the last.
      await page.waitForFunction(
        (href) => [...document.querySelectorAll('.pagefind-ui__result-link')].map(String).join() === href,
        {},
        `${address}artifact/spinraza-de`,
      );
      await page.close();
    } finally {
      host.close();
      rmSync(base, { recursive: true, force: true });
    }
  });

  it('reads from a disk and under a policy that allows no script and no request, with nothing asked for', async () => {
    const file = join(out, 'artifacts', `${WIKI}.html`);
    const host = createServer((_request, response) => {
      response.writeHead(200, {
        'Content-Type': 'text/html',
        'Content-Security-Policy': "default-src 'none'; style-src 'unsafe-inline'; sandbox",
      });
      response.end(readFileSync(file));
    });
    await new Promise<void>((done) => host.listen(0, '127.0.0.1', done));
    const still = await withoutScript(`artifact/${WIKI}`);
    const words = await wordsOf(still);
    for (const address of [`file://${file}`, `http://127.0.0.1:${(host.address() as AddressInfo).port}/`]) {
      const { page, requests } = await world.open(address);
      await page.setJavaScriptEnabled(false);
      await page.goto(address, { waitUntil: 'load' });
      assert.deepEqual(
        [...new Set(requests)].filter((url) => url !== address && !url.endsWith('/favicon.ico')),
        [],
      );
      assert.ok((await wordsOf(page)).length >= words.length);
      await page.close();
    }
    host.close();
    host.closeAllConnections();
    await still.close();
  });

  it('is compressed, has ETags, and is not sent again to who has it', async () => {
    for (const path of ['', `artifact/${WIKI}`, `artifacts/${WIKI}.json`, 'artifact-viewer.js']) {
      const first = await fetch(site + path, { headers: { 'accept-encoding': 'br' } });
      assert.equal(first.headers.get('content-encoding'), 'br', path);
      const etag = first.headers.get('etag');
      assert.ok(etag, path);
      const second = await fetch(site + path, { headers: { 'if-none-match': etag, 'accept-encoding': 'br' } });
      assert.equal(second.status, 304, path);
      assert.equal(first.headers.get('access-control-allow-origin'), '*', path);
    }
  });

  it('answers oEmbed in JSON and in XML, within the bounds that are asked for, and refuses as oEmbed 1.0 says', async () => {
    const ask = (query: string) => fetch(`${site}oembed?${query}`);
    const url = encodeURIComponent(`${site}artifact/trial-steer?view=trials`);
    const json = await ask(`url=${url}&maxwidth=300&maxheight=200`);
    assert.match(json.headers.get('content-type') ?? '', /^application\/json/);
    const answer = (await json.json()) as { width: number; height: number; html: string };
    assert.deepEqual([answer.width, answer.height], [300, 200]);
    assert.match(answer.html, /embed=1&amp;view=trials/);
    const xml = await ask(`url=${url}&format=xml`);
    assert.match(xml.headers.get('content-type') ?? '', /^text\/xml/);
    assert.match(await xml.text(), /<oembed>[\s\S]*<type>rich<\/type>/);
    assert.equal((await ask(`url=${url}&format=yaml`)).status, 501);
    assert.equal((await ask('url=https%3A%2F%2Fexample.org%2F')).status, 404);
    assert.equal((await ask(`url=${encodeURIComponent(`${site}artifact/nothing`)}`)).status, 404);
    assert.equal((await ask('')).status, 400);
  });

  it('loads again by itself when an artifact changes', async () => {
    const { page } = await live('artifact/trial-start');
    const file = join(from, 'trial-start.json');
    const artifact = readJson(file) as object;
    writeFileSync(file, JSON.stringify({ ...artifact, title: 'A title of today' }));
    await page.waitForFunction(() => document.title === 'A title of today', { timeout: 60_000 });
    await page.close();
  });
});
