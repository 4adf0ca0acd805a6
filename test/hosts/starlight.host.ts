import { copyFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { startWorld, type World } from '../end-to-end/browser.js';
import { assertFound, assertReads, FACTS, INSTALLING, run, SCRIPT, serveFolder, visit, writeAll } from './docs.js';
import { unless } from './looks.js';
import { freshProject } from './projects.mjs';
import { type Host, snippetsOf } from './servers.js';

describe('on Starlight, set up as its demo page says', unless('starlight'), () => {
  let world: World;
  let host: Host;
  before(async () => {
    world = await startWorld();
    const snippet = snippetsOf('starlight', world.site);
    const folder = await freshProject('starlight');
    writeAll(folder, {
      'astro.config.mjs': snippet('config'),
      'src/content.config.mjs':
        "import { defineCollection } from 'astro:content';\nimport { docsLoader } from '@astrojs/starlight/loaders';\nimport { docsSchema } from '@astrojs/starlight/schema';\nexport const collections = { docs: defineCollection({ loader: docsLoader(), schema: docsSchema() }) };\n",
      'public/favicon.svg': '<svg xmlns="http://www.w3.org/2000/svg"/>',
      'src/content/docs/index.md': '---\ntitle: Docs\n---\n',
      'src/content/docs/fence.md': snippet('fence-page'),
    });
    copyFileSync(join(folder, SCRIPT), join(folder, 'public/artifact-viewer.js'));
    run(folder, process.execPath, 'node_modules/astro/astro.js', 'build');
    host = await serveFolder(join(folder, 'dist'));
  }, INSTALLING);
  after(async () => {
    await host?.stop();
    await world?.close();
  });

  it('shows fenced blocks, with JavaScript and without, and nothing moves', () =>
    // The menu of this theme moves by a few pixels on pages without us too.
    assertReads(world, `${host.url}fence/`, FACTS, 'main'));

  it('finds in its search a word that only the infobox has', async () => {
    const { page } = await visit(world, host.url, true);
    await page.locator('site-search button[data-open-modal]').click();
    await page.locator('site-search input').fill('AVXS-101');
    await assertFound(page, 'site-search .pagefind-ui__result-link[href*="fence"]');
    await page.close();
  });
});
