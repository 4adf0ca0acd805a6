// The page of a drug, and that of an article, as `?embed=1` puts it in a frame without further wishes: with its boxed warning.
import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { after, before, describe, it } from 'node:test';
import type { Page } from 'puppeteer-core';
import { type State, STATES, filesBuilt, filesOf } from '../drug-surfaces.js';
import { renderedText, settled, startWorld, type World } from './browser.js';
import { read } from './pages.js';
import { Stranger } from './stranger.js';

const SHOWN = ['one', 'several', 'by reference', 'reference missing', 'reference failing', 'none', 'not reported'];
const IDS = ['exemplaril', 'page'];
const JSON_TYPE = { 'Content-Type': 'application/json' };

describe('a page with ?embed=1', () => {
  let world: World;
  let page: Page;
  const stranger = new Stranger();
  before(async () => {
    world = await startWorld();
    await stranger.start();
    ({ page } = await world.open('about:blank'));
    const script = read('dist/artifact-viewer.js');
    stranger.pages.set('/x.js', { body: script, headers: { 'Content-Type': 'text/javascript' } });
    stranger.pages.set('/x.css', { body: read('dist/site.css'), headers: { 'Content-Type': 'text/css' } });
    const integrity = `sha384-${createHash('sha384').update(script).digest('base64')}`;
    for (const [index, name] of SHOWN.entries()) {
      const state = STATES[name] as State;
      const site = {
        url: `${stranger.url}${index}/`,
        name: 'Site',
        root: `/${index}/`,
        // All sites share the files.
        script: { file: '../x.js', integrity },
        styles: { file: '../x.css' },
        version: '1',
      };
      for (const id of IDS)
        stranger.pages.set(`/${index}/artifact/${id}/`, filesBuilt(id, state, site)[`artifact/${id}/index.html`] ?? '');
      for (const id of [...IDS, 'trial-a', 'safety-a']) {
        const body = id === 'safety-a' && state.file === 'broken' ? '{"kind":' : filesOf(state)(id);
        if (body !== undefined) stranger.pages.set(`/${index}/artifacts/${id}.json`, { body, headers: JSON_TYPE });
      }
    }
  });
  after(async () => {
    await stranger.stop();
    await world.close();
  });

  for (const id of IDS)
    for (const [index, name] of SHOWN.entries())
      it(`has the boxed warning after the name and before any dose, or says what is known of it: ${id}, ${name}`, async () => {
        const { says, never } = STATES[name] as State;
        await page.goto(`${stranger.url}${index}/artifact/${id}/?embed=1`, { waitUntil: 'load' });
        await settled(page);
        assert.equal(await page.$('[data-chrome]'), null);
        const text = await renderedText(page);
        let from = text.search(/Exemplaril|A page on it/);
        assert.ok(from >= 0, text);
        for (const words of says) {
          const at = text.indexOf(words, from);
          assert.ok(at >= 0, `“${words}” is not in: ${text}`);
          from = at + words.length;
        }
        const above = text.slice(0, from);
        assert.doesNotMatch(above, /5 mg/);
        if (never) assert.doesNotMatch(above, never);
        // The live page stands there, not the one that was built ahead.
        assert.match(text.slice(from), /5 mg/);
      });
});
