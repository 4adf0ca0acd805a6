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

describe('on Sphinx, set up as its demo page says', unless('sphinx'), () => {
  let world: World;
  let host: Host;
  const place = temporaryFolder();
  before(async () => {
    world = await startWorld();
    const snippet = snippetsOf('sphinx', world.site);
    const index = 'Docs\n====\n\n.. toctree::\n\n   html\n';
    writeAll(place.path, {
      'source/conf.py': snippet('config'),
      'source/index.rst': index,
      'source/html.rst': snippet('html-page'),
    });
    for (const [from, name] of staticParts(place.path))
      cpSync(from, `${place.path}/source/_static/${name}`, { recursive: true });
    run(place.path, 'sphinx-build', '-W', '-q', '-b', 'html', 'source', 'site');
    host = await serveFolder(`${place.path}/site`);
  });
  after(async () => {
    await host?.stop();
    await world?.close();
    place.remove();
  });

  it('shows an element written as HTML, with JavaScript and without, and nothing moves', () =>
    assertReads(world, `${host.url}html.html`, HTML_FACTS));

  it('finds in its search a word that only the infobox has', async () => {
    const { page } = await visit(world, `${host.url}search.html?q=Zolgensma`, true);
    await assertFound(page, '#search-results a[href*="html.html"]');
    await page.close();
  });
});
