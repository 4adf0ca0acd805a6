import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { renderedText, settled, startWorld, type World } from '../end-to-end/browser.js';
import { assertFits, assertNoBox, assertReadable, frameIn, isDark, SCHEMES, unless } from './looks.js';
import { type Host, startMediaWiki, snippetsOf } from './servers.js';

describe('on MediaWiki, set up as its demo page says', unless('mediawiki'), () => {
  let world: World;
  let host: Host;
  before(async () => {
    world = await startWorld();
    const snippet = snippetsOf('mediawiki', world.site);
    host = await startMediaWiki(
      `${snippet('frame-settings')}\n${snippet('script-settings')}\n${snippet('policy-settings')}`,
      {
        Framed: snippet('frame-page'),
        Inline: snippet('script-page'),
      },
    );
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
    it(`shows an infobox in a frame as high as it, on the wiki’s own ground, to a reader whose system is ${scheme}`, async () => {
      const { page, complaints } = await visit('index.php/Framed', scheme);
      const frame = await frameIn(page);
      const text = await renderedText(frame);
      assert.match(text, /onasemnogene abeparvovec-xioi/);
      assert.match(text, /Boxed warning/i);
      await assertFits(frame);
      assert.equal(isDark(await assertNoBox(page, frame)), false);
      assert.deepEqual(complaints, []);
      await page.close();
    });

    it(`shows cards in the page to a reader whose system is ${scheme}`, async () => {
      const { page, complaints } = await visit('index.php/Inline', scheme);
      await settled(page);
      const text = await renderedText(page);
      assert.match(text, /onasemnogene abeparvovec-xioi/);
      assert.match(text, /NCT05089656/);
      assert.doesNotMatch(text, /could not be shown/);
      for (const card of ['drug-infobox', 'trial-card']) assert.equal(isDark(await assertReadable(page, card)), false);
      assert.deepEqual(complaints, []);
      await page.close();
    });
  }
});
