import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { renderedText, settled, startWorld, type World } from '../end-to-end/browser.js';
import { visit } from './docs.js';
import { unless } from './looks.js';
import { type Host, startBuiltSite } from './servers.js';

const WIKI = 'wiki-therapeutics-zolgensma';

const FOREVER = 'public, max-age=31536000, immutable';
const ASK = 'public, max-age=0, must-revalidate';

const TYPES = {
  json: 'application/json',
  'csl.json': 'application/json',
  'text.json': 'application/json',
  bib: 'application/x-bibtex; charset=utf-8',
  ris: 'application/x-research-info-systems; charset=utf-8',
  md: 'text/markdown; charset=utf-8',
  jsonld: 'application/ld+json',
  svg: 'image/svg+xml',
  html: 'text/html; charset=utf-8',
} as const;

for (const path of ['/', '/library/med/'])
  describe(`a site that build has made for ${path}, under nginx as its example says`, unless('nginx'), () => {
    let world: World;
    let host: Host & { headers: string };
    before(async () => {
      [world, host] = await Promise.all([startWorld(), startBuiltSite(path)]);
    });
    after(async () => {
      await host?.stop();
      await world?.close();
    });

    const ask = (address: string, headers: Record<string, string> = {}) =>
      fetch(host.url + address, { headers, redirect: 'manual' });
    const header = async (address: string, name: string) => (await ask(address)).headers.get(name);
    const scriptOf = async () =>
      /[^"/]*\.[0-9a-f]{12}\.js/.exec(await (await ask(`artifact/${WIKI}`)).text())?.[0] ?? '';

    for (const query of ['', '?embed=1'])
      it(`shows an article at its address${query && ` with ${query}`}, under a policy that it keeps to`, async () => {
        const address = `artifact/${WIKI}${query}`;
        const policy = await header(address, 'content-security-policy');
        assert.match(policy ?? '', /^default-src 'none'; script-src 'self' 'sha256-/);
        assert.doesNotMatch(policy ?? '', /unsafe-inline/);
        const { page, complaints } = await visit(world, host.url + address, true);
        await settled(page);
        assert.match(await renderedText(page), /onasemnogene abeparvovec/i);
        assert.equal((await page.$('[data-chrome]')) !== null, query === '', 'its bar stands where it is no frame');
        assert.deepEqual(complaints, []);
        await page.close();
      });

    it('lists the artifacts and finds them by its search, under the list’s policy', async () => {
      for (const address of ['', 'trial/', 'trial'])
        assert.match((await header(address, 'content-security-policy')) ?? '', /wasm-unsafe-eval/, address);
      const { page, complaints } = await visit(world, host.url, true);
      await page.locator('.pagefind-ui__search-input').fill('intrathecal sham');
      await page.waitForSelector(`.pagefind-ui__result-link[href="${path}artifact/trial-steer"]`);
      assert.deepEqual(complaints, []);
      await page.close();
    });

    it('has the script kept for ever under the name that changes with it, and asked for under the other', async () => {
      assert.equal(await header(await scriptOf(), 'cache-control'), FOREVER);
      assert.equal(await header('artifact-viewer.js', 'cache-control'), ASK);
      assert.match((await header(await scriptOf(), 'content-type')) ?? '', /^text\/javascript/);
    });

    it('has the data asked for each time, and sends it again only where it has changed', async () => {
      for (const address of ['', `artifact/${WIKI}`, `artifacts/${WIKI}.json`, `oembed/${WIKI}.json`]) {
        const first = await ask(address);
        assert.equal(first.status, 200, address);
        assert.equal(first.headers.get('cache-control'), ASK, address);
        assert.equal(first.headers.get('content-encoding'), 'gzip', address);
        const again = await ask(address, { 'if-none-match': first.headers.get('etag') ?? 'none' });
        assert.equal(again.status, 304, address);
      }
    });

    for (const [ending, type] of Object.entries(TYPES))
      it(`sends .${ending} as what it is, to any page that asks`, async () => {
        const answer = await ask(`artifacts/${WIKI}.${ending}`);
        assert.equal(answer.status, 200);
        assert.equal(answer.headers.get('content-type')?.replace(/(json); charset=utf-8$/, '$1'), type);
        assert.equal(answer.headers.get('access-control-allow-origin'), '*');
        assert.equal(answer.headers.get('x-content-type-options'), 'nosniff');
      });

    it('lets no script run in the page that is to be kept', async () => {
      assert.match(
        (await header(`artifacts/${WIKI}.html`, 'content-security-policy')) ?? '',
        /^default-src 'none'; style-src 'unsafe-inline';.* sandbox/,
      );
    });

    it('answers oEmbed with a frame of its own page', async () => {
      const { html } = (await (await ask(`oembed/${WIKI}.json`)).json()) as { html: string };
      assert.ok(html.includes(`src="${host.url}artifact/${WIKI}?embed=1"`), html);
    });

    it('says of a missing artifact that it is missing, and leads to the list', async () => {
      const answer = await ask('artifact/nothing');
      assert.equal(answer.status, 404);
      const { page } = await world.open(`${host.url}artifact/nothing`);
      assert.match(await renderedText(page), /Page not found/);
      assert.equal(await page.$eval('main a', (link) => link.href), host.url);
      await page.close();
    });

    it('has the same said for hosts that read a _headers file', async () => {
      const rules = host.headers
        .trim()
        .split('\n\n')
        .map((block) => {
          const [pattern = '', ...lines] = block.split('\n');
          const matcher = new RegExp(`^${pattern.replace(/[.+?^$()|[\]\\]/g, '\\$&').replace(/\*/g, '.*')}$`);
          return { matcher, headers: lines.map((line) => line.trim().split(/: (.*)/s, 2) as [string, string]) };
        });
      const addresses = [
        '',
        'drug/',
        await scriptOf(),
        'artifact-viewer.js',
        'sitemap.xml',
        'locales/de.js',
        'pagefind/pagefind.js',
        `artifact/${WIKI}`,
      ];
      for (const address of [
        ...addresses,
        `oembed/${WIKI}.json`,
        ...Object.keys(TYPES).map((ending) => `artifacts/${WIKI}.${ending}`),
      ]) {
        const said = rules.filter(({ matcher }) => matcher.test(path + address)).flatMap(({ headers }) => headers);
        const answer = await ask(address);
        for (const [name, value] of said)
          if (!/json/.test(value)) assert.equal(answer.headers.get(name), value, `${address}: ${name}`);
      }
    });
  });
