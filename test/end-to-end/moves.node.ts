import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { after, before, beforeEach, describe, it } from 'node:test';
import type { Page } from 'puppeteer-core';
import { startWorld, type World } from './browser.js';
import { shownIn, Stranger } from './stranger.js';

const STEER = readFileSync(new URL('../../artifacts/trial-steer.json', import.meta.url), 'utf8');
const JSON_TYPE = { 'Content-Type': 'application/json' };
const SHOWN = /NCT05089656/;

let world: World;
const stranger = new Stranger();
before(async () => {
  world = await startWorld();
  await stranger.start();
});
after(async () => {
  await stranger.stop();
  await world.close();
});
beforeEach(() => {
  stranger.pages.clear();
  stranger.pages.set('/steer.json', { body: STEER, headers: JSON_TYPE });
});

const tag = () => `<script async src="${world.site}artifact-viewer.js"></script>`;
const visit = async (body: string) => {
  stranger.pages.set(
    '/',
    `<!doctype html><html lang="en"><meta charset="utf-8"><title>Stranger</title>${tag()}<body>${body}`,
  );
  return world.open(stranger.url);
};

/** An artifact that the server gives only when it is told to. */
const holdBack = () => {
  let give = () => {};
  stranger.pages.set(
    '/held.json',
    new Promise((resolve) => (give = () => resolve({ body: STEER, headers: JSON_TYPE }))),
  );
  return () => give();
};

/** How many elements of ours by this tag the browser still keeps, in the page or not, once it has collected what nobody holds. */
const kept = async (page: Page, name: string): Promise<number> => {
  const client = await page.createCDPSession();
  await client.send('HeapProfiler.collectGarbage');
  await client.detach();
  const prototype = await page.evaluateHandle(
    (of) => (customElements.get(of) as CustomElementConstructor).prototype as object,
    name,
  );
  const all = await page.queryObjects(prototype);
  const count = await all.evaluate((found) => found.length);
  await Promise.all([all.dispose(), prototype.dispose()]);
  return count;
};

/** Counts what is listened for on the window and the document, from before the script on. */
const COUNT_LISTENERS = `<script>
  var listeners = 0;
  for (const target of [window, document]) {
    const { addEventListener, removeEventListener } = target;
    const known = new Set();
    target.addEventListener = function (type, listener, options) {
      if (!known.has(listener)) { known.add(listener); if (!options?.once) listeners += 1; }
      return addEventListener.call(target, type, listener, options);
    };
    target.removeEventListener = function (type, listener, options) {
      if (known.delete(listener)) listeners -= 1;
      return removeEventListener.call(target, type, listener, options);
    };
  }
</script>`;

describe('where a page moves its nodes', () => {
  it('goes on with what was loading', async () => {
    const give = holdBack();
    const { page, complaints } = await visit(
      '<div id="one"><trial-card src="/held.json"></trial-card></div><div id="two"></div>',
    );
    await page.waitForFunction(
      () => (document.querySelector('trial-card') as { status?: string } | null)?.status === 'loading',
      { polling: 50 },
    );
    await page.evaluate(
      `two.append(document.querySelector('trial-card')); one.append(document.querySelector('trial-card'))`,
    );
    give();
    await shownIn(page, '#one trial-card', SHOWN);
    assert.deepEqual(complaints, []);
    await page.close();
  });

  it('stands moves at each step on the way, back and forth', async () => {
    const { page, complaints } = await visit(`<div id="one"></div><div id="two"></div><script>
      const card = document.createElement('trial-card');
      card.setAttribute('src', '/steer.json');
      one.append(card);
      const swap = () => (card.parentNode === one ? two : one).append(card);
      for (const event of ['artifact-load', 'slotchange']) addEventListener(event, swap, { capture: true, once: true });
      customElements.whenDefined('trial-card').then(swap).then(swap);
      for (let turn = 0; turn < 5; turn += 1) setTimeout(swap, turn * 30);
    </script>`);
    await shownIn(page, 'trial-card', SHOWN);
    assert.deepEqual(complaints, []);
    await page.close();
  });

  const copies: Record<string, string> = {
    cloneNode: `place.append(document.querySelector('trial-card').cloneNode(true))`,
    'innerHTML of what outerHTML gave': `place.innerHTML = document.querySelector('trial-card').outerHTML`,
    'the content of a template': `const template = document.createElement('template'); template.innerHTML = document.querySelector('trial-card').outerHTML; place.append(template.content.cloneNode(true))`,
    'a node from DOMParser': `place.append(new DOMParser().parseFromString(document.querySelector('trial-card').outerHTML, 'text/html').querySelector('trial-card'))`,
    'importNode from a frame': `const frame = document.createElement('iframe'); document.body.append(frame); frame.contentDocument.body.innerHTML = document.querySelector('trial-card').outerHTML; place.append(document.importNode(frame.contentDocument.querySelector('trial-card'), true))`,
  };
  for (const [what, code] of Object.entries(copies)) {
    for (const [source, card] of Object.entries({
      'an address': '<trial-card src="/steer.json"></trial-card>',
      'JSON inside': `<trial-card><script type="application/json">${STEER.replaceAll('<', '\\u003c')}</script></trial-card>`,
    })) {
      it(`shows a copy as the original: ${what}, with ${source}`, async () => {
        const { page, complaints } = await visit(`${card}<div id="place"></div>`);
        const original = await shownIn(page, 'trial-card', SHOWN);
        await page.evaluate(code);
        assert.equal(await shownIn(page, '#place trial-card', SHOWN), original);
        assert.deepEqual(complaints, []);
        await page.close();
      });
    }
  }
});

describe('where a page changes without a new load', () => {
  it('shows the elements of a new body, and nothing of those of the old one stays in memory or listens', async () => {
    const body = '<artifact-viewer src="/steer.json"></artifact-viewer><trial-card src="/steer.json"></trial-card>';
    const { page, complaints } = await visit(`${COUNT_LISTENERS}${body}`);
    /** As Turbo does: another body in place of this one, its scripts run again. */
    const turn = async () => {
      await page.evaluate(
        (html, src) => {
          const next = document.createElement('body');
          next.innerHTML = html;
          next.append(Object.assign(document.createElement('script'), { src }));
          document.body.replaceWith(next);
        },
        body,
        `${world.site}artifact-viewer.js`,
      );
      await shownIn(page, 'body > trial-card', SHOWN);
      await shownIn(page, 'artifact-viewer', /^/);
    };
    // What is made once is made in the first two turns.
    await turn();
    await turn();
    const before = [
      await kept(page, 'trial-card'),
      await kept(page, 'artifact-viewer'),
      await page.evaluate('listeners'),
    ];
    for (let times = 0; times < 5; times += 1) await turn();
    assert.deepEqual(
      [await kept(page, 'trial-card'), await kept(page, 'artifact-viewer'), await page.evaluate('listeners')],
      before,
    );
    assert.deepEqual(complaints, []);
    await page.close();
  });
});

describe('where a reader leaves a page and comes back', () => {
  const leaveAndComeBack = async (page: Page, meanwhile = () => {}) => {
    await page.evaluate(`addEventListener('pageshow', ({ persisted }) => (window.isPersisted = persisted))`);
    stranger.pages.set('/elsewhere', '<!doctype html><title>Elsewhere</title><p>Elsewhere.');
    await page.goto(`${stranger.url}elsewhere`);
    meanwhile();
    await page.goBack({ waitUntil: 'domcontentloaded' });
    assert.equal(await page.evaluate('window.isPersisted'), true, 'the browser kept the page as it was');
  };

  it('shows what it showed', async () => {
    const { page, complaints } = await visit('<trial-card src="/steer.json"></trial-card>');
    const before = await shownIn(page, 'trial-card', SHOWN);
    await leaveAndComeBack(page);
    assert.equal(await shownIn(page, 'trial-card', SHOWN), before);
    assert.deepEqual(complaints, []);
    await page.close();
  });

  it('asks again for what broke off meanwhile', async () => {
    stranger.pages.set('/held.json', { body: STEER, headers: JSON_TYPE, isHalf: true });
    const { page } = await visit('<trial-card src="/held.json"></trial-card>');
    await page.waitForFunction(
      () => (document.querySelector('trial-card') as { status?: string } | null)?.status === 'loading',
      { polling: 50 },
    );
    await leaveAndComeBack(page, () => {
      stranger.hangUp();
      stranger.pages.set('/held.json', { body: STEER, headers: JSON_TYPE });
    });
    await shownIn(page, 'trial-card', SHOWN);
    await page.close();
  });

  it('goes on with what was loading', async () => {
    const give = holdBack();
    const { page } = await visit('<trial-card src="/held.json"></trial-card>');
    await page.waitForFunction(
      () => (document.querySelector('trial-card') as { status?: string } | null)?.status === 'loading',
      { polling: 50 },
    );
    await leaveAndComeBack(page, give);
    await shownIn(page, 'trial-card', SHOWN);
    await page.close();
  });
});
