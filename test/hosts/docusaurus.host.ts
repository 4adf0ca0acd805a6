import { copyFileSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { startWorld, type World } from '../end-to-end/browser.js';
import { assertReads, assertReadsBehind, FACTS, INSTALLING, run, SCRIPT, serveFolder, writeAll } from './docs.js';
import { unless } from './looks.js';
import { freshProject } from './projects.mjs';
import { type Host, snippetsOf } from './servers.js';

// It has no search of its own that works without a server.
describe('on Docusaurus, set up as its demo page says', unless('docusaurus'), () => {
  let world: World;
  let host: Host;
  before(async () => {
    world = await startWorld();
    const snippet = snippetsOf('docusaurus', world.site);
    const folder = await freshProject('docusaurus');
    writeAll(folder, {
      'docusaurus.config.js': snippet('config'),
      'docs/index.md': '---\nslug: /\n---\n\n# Docs\n\n[Treatment](fence.md)\n',
      'docs/fence.md': snippet('fence-page'),
    });
    mkdirSync(join(folder, 'static'));
    copyFileSync(join(folder, SCRIPT), join(folder, 'static/artifact-viewer.js'));
    run(folder, process.execPath, 'node_modules/@docusaurus/core/bin/docusaurus.mjs', 'build', '--no-minify');
    host = await serveFolder(join(folder, 'build'));
  }, INSTALLING);
  after(async () => {
    await host?.stop();
    await world?.close();
  });

  it('shows fenced blocks, with JavaScript and without, and nothing moves', () =>
    assertReads(world, `${host.url}fence`, FACTS));

  it('shows them too where its own router goes to their page', () =>
    assertReadsBehind(world, host.url, 'article a[href="/fence"]'));
});
