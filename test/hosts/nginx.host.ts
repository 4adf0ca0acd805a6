import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { after, before, describe, it } from 'node:test';
import { fileURLToPath } from 'node:url';
import { renderedText, settled, startWorld, type World } from '../end-to-end/browser.js';
import { assertFits, assertNoBox, assertReadable, frameIn, isDark, SCHEMES, unless } from './looks.js';
import { type Host, startNginx, snippetsOf } from './servers.js';

describe('on a static site under nginx with a strict policy, as its demo page says', unless('nginx'), () => {
  let world: World;
  let host: Host;
  before(async () => {
    world = await startWorld();
    const snippet = snippetsOf('nginx', world.site);
    const script = readFileSync(fileURLToPath(new URL('../../dist/artifact-viewer.js', import.meta.url)));
    const hash = createHash('sha384').update(script).digest('base64');
    const cards = snippet('script-page').replace('sha384-…', `sha384-${hash}`);
    const [tag = ''] = /^.*<\/script>/.exec(cards) ?? [];
    const page = (body: string) =>
      `<!doctype html><html lang="en"><meta name="color-scheme" content="light dark"><title>Site</title><body>${body}`;
    host = await startNginx(snippet('policy'), {
      'framed.html': page(snippet('frame-page')),
      'both.html': page(`${tag}${snippet('frame-page')}`),
      'inline.html': page(cards),
    });
  });
  after(async () => {
    await host?.stop();
    await world?.close();
  });

  const visit = async (path: string, scheme: string) => {
    const opened = await world.open(`${host.url}${path}`);
    await opened.page.emulateMediaFeatures([{ name: 'prefers-color-scheme', value: scheme }]);
    return opened;
  };

  for (const scheme of SCHEMES) {
    it(`shows an infobox in a frame, on the page’s own ground, to a reader whose system is ${scheme}`, async () => {
      const { page, complaints } = await visit('framed.html', scheme);
      const frame = await frameIn(page);
      const text = await renderedText(frame);
      assert.match(text, /onasemnogene abeparvovec-xioi/);
      assert.match(text, /Boxed warning/i);
      assert.equal(isDark(await assertNoBox(page, frame)), scheme === 'dark');
      assert.deepEqual(complaints, []);
      assert.equal(
        await page.$eval('iframe', ({ clientHeight }) => clientHeight),
        600,
        'without a script it stays as high as its author wrote',
      );
      await page.close();
    });

    it(`makes the frame as high as the infobox where the page has the script, for a reader whose system is ${scheme}`, async () => {
      const { page, complaints } = await visit('both.html', scheme);
      const frame = await frameIn(page);
      await assertFits(frame);
      assert.equal(isDark(await assertNoBox(page, frame)), scheme === 'dark');
      assert.deepEqual(complaints, []);
      await page.close();
    });

    it(`shows cards in the page to a reader whose system is ${scheme}`, async () => {
      const { page, complaints } = await visit('inline.html', scheme);
      await settled(page);
      const text = await renderedText(page);
      assert.match(text, /onasemnogene abeparvovec-xioi/);
      assert.match(text, /NCT05089656/);
      assert.doesNotMatch(text, /could not be shown/);
      for (const card of ['drug-infobox', 'trial-card'])
        assert.equal(isDark(await assertReadable(page, card)), scheme === 'dark');
      assert.deepEqual(complaints, []);
      await page.close();
    });
  }
});
