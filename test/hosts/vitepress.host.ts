import { copyFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { startWorld, type World } from '../end-to-end/browser.js';
import {
  assertFound,
  assertReads,
  assertReadsBehind,
  FACTS,
  INSTALLING,
  run,
  serveFolder,
  SCRIPT,
  visit,
  writeAll,
} from './docs.js';
import { unless } from './looks.js';
import { freshProject } from './projects.mjs';
import { type Host, snippetsOf } from './servers.js';

describe('on VitePress, set up as its demo page says', unless('vitepress'), () => {
  let world: World;
  let host: Host;
  before(async () => {
    world = await startWorld();
    const snippet = snippetsOf('vitepress', world.site);
    const folder = await freshProject('vitepress');
    writeAll(folder, {
      'docs/.vitepress/config.mjs': snippet('config'),
      'docs/index.md': '# Docs\n\n[Treatment](/fence)\n',
      'docs/fence.md': snippet('fence-page'),
      'docs/public/robots.txt': '',
    });
    copyFileSync(join(folder, SCRIPT), join(folder, 'docs/public/artifact-viewer.js'));
    run(folder, process.execPath, 'node_modules/vitepress/bin/vitepress.js', 'build', 'docs');
    host = await serveFolder(join(folder, 'docs/.vitepress/dist'));
  }, INSTALLING);
  after(async () => {
    await host?.stop();
    await world?.close();
  });

  it('shows fenced blocks, with JavaScript and without, and nothing moves', () =>
    assertReads(world, `${host.url}fence`, FACTS));

  it('shows them too where its own router goes to their page', () =>
    assertReadsBehind(world, host.url, 'main a[href="/fence.html"], main a[href="/fence"]'));

  it('finds in its search a word that only the infobox has', async () => {
    const { page } = await visit(world, host.url, true);
    await page.locator('.VPNavBarSearch button').click();
    await page.locator('#localsearch-input').fill('AVXS-101');
    await assertFound(page, '.VPLocalSearchBox .results a[href*="fence"]');
    await page.close();
  });
});
