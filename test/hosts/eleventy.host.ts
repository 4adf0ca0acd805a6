import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { startWorld, type World } from '../end-to-end/browser.js';
import { assertReads, assertShiftsAreSeen, FACTS, HTML_FACTS, INSTALLING, run, serveFolder, writeAll } from './docs.js';
import { unless } from './looks.js';
import { freshProject } from './projects.mjs';
import { type Host, snippetsOf } from './servers.js';

describe('on Eleventy, set up as its demo page says', unless('eleventy'), () => {
  let world: World;
  let host: Host;
  before(async () => {
    world = await startWorld();
    const snippet = snippetsOf('eleventy', world.site);
    const folder = await freshProject('eleventy');
    const front = '---\nlayout: layout.html\n---\n';
    writeAll(folder, {
      'eleventy.config.mjs': snippet('config'),
      '_includes/layout.html': `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Docs</title>${snippet('script')}</head><body>{{ content }}</body></html>`,
      'fence.md': front + snippet('fence-page'),
      'html.md': front + snippet('html-page'),
    });
    run(folder, process.execPath, 'node_modules/@11ty/eleventy/cmd.cjs', '--quiet');
    host = await serveFolder(join(folder, '_site'));
  }, INSTALLING);
  after(async () => {
    await host?.stop();
    await world?.close();
  });

  it('shows fenced blocks, with JavaScript and without, and nothing moves', () =>
    assertReads(world, `${host.url}fence/`, FACTS));

  it('shows an element written as HTML, with JavaScript and without, and nothing moves', () =>
    assertReads(world, `${host.url}html/`, HTML_FACTS));

  it('would tell of a movement', () => assertShiftsAreSeen(world, `${host.url}fence/`));
});
