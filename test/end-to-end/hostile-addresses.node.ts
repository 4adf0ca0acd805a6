import assert from 'node:assert/strict';
import { get } from 'node:http';
import { after, before, describe, it } from 'node:test';
import type { Page } from 'puppeteer-core';
import { readLocation } from '../../src/embed/location.js';
import { renderedText, settled, startWorld, type World } from './browser.js';
import { itemsOf } from './hostile-items.js';

interface Param {
  id: string;
  input: string;
  context: string;
}

/** Addresses of other people's artifacts. */
const OWN: Param[] = [
  'https://evil.test/a.json',
  '//evil.test/a.json',
  '\\\\evil.test\\a.json',
  '../package.json',
  'data:application/json,{}',
  'https://data.test@evil.test/',
].map((input, index) => ({ id: `own ${index + 1}`, input, context: 'url' }));

const params = itemsOf('artifact-params', OWN, ({ context }) => context);

/** What an address can put where the id belongs. */
const ODD = [
  '..%2fpackage',
  '..%2F..%2Fpackage',
  '%2e%2e%2fpackage',
  '..',
  '.',
  '%00',
  'a%00b',
  'https:%2f%2fevil.test%2fa',
  '%2f%2fevil.test%2fa',
  '..%5cpackage',
  'a%3fb',
  'a%23b',
  '%E0%A4%A',
  'a%0d%0ab',
  '-a',
  'a;b',
  'a@evil.test',
];

/** The status of a path exactly as it is written here: a browser would tidy it up. */
const statusOf = (site: string, path: string): Promise<{ status: number; body: string }> =>
  new Promise((resolve, reject) => {
    const { hostname, port } = new URL(site);
    get({ hostname, port, path }, (response) => {
      let body = '';
      response.on('data', (chunk) => (body += String(chunk)));
      response.on('end', () => resolve({ status: response.statusCode ?? 0, body }));
    }).on('error', reject);
  });

/** The words of a page once they are the same in five looks: what cites tells the list of sources a moment after it is there. */
const textAtRest = async (page: Page): Promise<string> => {
  let text = '';
  for (let same = 0; same < 5;) {
    const now = await renderedText(page);
    same = now === text ? same + 1 : 0;
    text = now;
    await page.evaluate(() => new Promise(requestAnimationFrame));
  }
  return text;
};

describe('the address of an artifact’s page', () => {
  let world: World;
  before(async () => (world = await startWorld()));
  after(() => world.close());

  it(
    `names the artifact by the id in its path and by nothing else: ${params.length} values of ?artifact= and ?src=`,
    { timeout: 400_000 },
    async () => {
      const { page, requests } = await world.open(`${world.site}artifact/trial-steer?embed=1`);
      await settled(page);
      const expected = await textAtRest(page);
      assert.match(expected, /NCT05089656/);
      for (const { id, input, context } of params) {
        const value = encodeURIComponent(input);
        requests.length = 0;
        // Which of the names is the one that a page of another make would heed, nobody knows: all at once.
        // Beyond some length a server refuses an address: then as many of them as it takes.
        const names = ['artifact', 'src', 'artifact-id', 'id', 'url', 'base', 'data-base'].slice(
          0,
          Math.max(1, Math.floor(12_000 / (value.length + 1))),
        );
        const query = context === 'query' ? input : names.map((name) => `${name}=${value}`).join('&');
        await page.goto(`${world.site}artifact/trial-steer?embed=1&${query}`, { waitUntil: 'load' });
        await settled(page).catch((cause: unknown) =>
          assert.fail(`${id} (${input}) does not settle: ${String(cause)}`),
        );
        assert.equal(await textAtRest(page), expected, id);
        for (const request of requests)
          assert.ok(
            request.startsWith(world.site) &&
              /\/(artifact\/trial-steer\?|artifacts\/trial-steer\.json$|artifact-viewer\.js$|site\.css$|demo\/|favicon\.ico$)/.test(
                request,
              ),
            `${id} asks for ${request}`,
          );
      }
      await page.close();
    },
  );

  it('shows nothing where the id is none', async () => {
    for (const id of ODD) {
      assert.equal(
        readLocation({ pathname: `/artifact/${id}`, search: '', hash: '' }).id?.replace(/^[\w][\w.-]*$/, ''),
        undefined,
        id,
      );
      const { status, body } = await statusOf(world.site, `/artifact/${id}?embed=1`);
      // Of `.` and `..` any server makes another page of the site.
      assert.ok(status === 404 || !body.includes('data-artifact-page'), id);
    }
  });

  it('reads no file but those in its folders', async () => {
    for (const folder of ['artifacts', 'artifact', 'demo'])
      for (const path of [
        '../package.json',
        '..%2fpackage.json',
        '%2e%2e/package.json',
        '..%5cpackage.json',
        '....//package.json',
        '/etc/passwd',
        '%00',
        '..%252fpackage.json',
      ]) {
        const { status, body } = await statusOf(world.site, `/${folder}/${path}`);
        assert.ok(
          status >= 400 && !body.includes('"devDependencies"') && !body.includes('root:'),
          `/${folder}/${path} gives ${status}`,
        );
      }
  });
});
