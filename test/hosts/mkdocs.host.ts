import { cpSync } from 'node:fs';
import { after, before, describe, it } from 'node:test';
import { startWorld, type World } from '../end-to-end/browser.js';
import {
  assertFound,
  assertReads,
  HTML_FACTS,
  run,
  serveFolder,
  staticParts,
  temporaryFolder,
  visit,
  writeAll,
} from './docs.js';
import { unless } from './looks.js';
import { type Host, snippetsOf } from './servers.js';

describe('on MkDocs, set up as its demo page says', unless('mkdocs'), () => {
  let world: World;
  let host: Host;
  const place = temporaryFolder();
  before(async () => {
    world = await startWorld();
    const snippet = snippetsOf('mkdocs', world.site);
    writeAll(place.path, {
      'mkdocs.yml': snippet('config'),
      'docs/index.md': '# Docs\n',
      'docs/html.md': snippet('html-page'),
    });
    for (const [from, name] of staticParts(place.path)) cpSync(from, `${place.path}/docs/${name}`, { recursive: true });
    run(place.path, 'mkdocs', 'build', '--strict');
    host = await serveFolder(`${place.path}/site`);
  });
  after(async () => {
    await host?.stop();
    await world?.close();
    place.remove();
  });

  it('shows an element written as HTML, with JavaScript and without, and nothing moves', () =>
    // The bar of this theme moves by a few pixels on pages without us too.
    assertReads(world, `${host.url}html/`, HTML_FACTS, '[role="main"]'));

  it('finds in its search a word that only the infobox has', async () => {
    const { page } = await visit(world, host.url, true);
    await page.locator('[data-target="#mkdocs_search_modal"]').click();
    await page.locator('#mkdocs-search-query').fill('Zolgensma');
    await assertFound(page, '#mkdocs-search-results a[href*="html/"]');
    await page.close();
  });
});
