import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import type { Frame, Page } from 'puppeteer-core';
import { click, fits, givenHeights, Hosts, ourFrame, until } from './frames.js';

const ARTICLE = 'wiki-therapeutics-zolgensma';

describe('a reader of a frame', () => {
  let hosts: Hosts;
  before(async () => (hosts = await Hosts.start()));
  after(async () => {
    // A browser asks again for what the links of these tests lead to; for anything else it must not have asked.
    const others = hosts.world.takeAttempts().filter((attempt) => !attempt.includes('clinicaltrials.gov'));
    await hosts.stop();
    assert.deepEqual(others, []);
  });

  const iframe = (id: string, more = '', attributes = '') =>
    `<iframe src="${hosts.embed(id, more)}" title="A frame" width="100%" height="600" ${attributes}></iframe>`;
  const scrolled = (page: Page | Frame) => page.evaluate(() => scrollY);

  it('finds the section that the address names: the frame scrolls, the page around does not', async () => {
    const { page } = await hosts.open(
      `<div style="height: 300px"></div>${iframe(ARTICLE, '#references')}<div style="height: 3000px"></div>`,
      '',
      {
        size: { width: 1280, height: 700 },
      },
    );
    const frame = await ourFrame(page);
    await until(async () => (await scrolled(frame)) > 500, 'the frame has scrolled');
    assert.equal(await scrolled(page), 0);
    await page.close();
  });

  it('is not moved by a frame that fits, and is brought to a section when the page asks for it', async () => {
    const { page, complaints } = await hosts.open(
      `<artifact-frame src="${hosts.embed('trial-steer', '#cite')}"></artifact-frame><div style="height: 3000px"></div>`,
      hosts.script,
    );
    const frame = await ourFrame(page);
    await fits(frame);
    assert.equal(await scrolled(page), 0);
    await frame.evaluate(() => void Object.assign(globalThis, { isMarked: true }));
    await page.evaluate(() => document.querySelector('artifact-frame')!.reveal('provenance'));
    const provenance = await until(async () => scrolled(page), 'the page has scrolled to the section');
    assert.equal(await page.evaluate(() => document.activeElement?.localName), 'artifact-frame');
    await page.evaluate(() => {
      const element = document.querySelector('artifact-frame')!;
      element.src = element.src!.replace(/#.*/, '#embed');
    });
    await until(async () => (await scrolled(page)) > provenance, 'and to a further one that its address then names');
    assert.equal(await frame.evaluate(() => 'isMarked' in globalThis), true, 'without loading again');
    assert.deepEqual(complaints, []);
    await page.close();
  });

  it('is brought along by a link to a section in the frame', async () => {
    const { page } = await hosts.open(`<artifact-frame src="${hosts.embed(ARTICLE)}"></artifact-frame>`, hosts.script, {
      size: { width: 1280, height: 900 },
    });
    const frame = await ourFrame(page);
    await fits(frame);
    await click(frame, 'a[href="#references-heading"]');
    await until(async () => (await scrolled(page)) > 1000, 'the page has scrolled');
    assert.equal(frame.url().includes('/artifact/'), true);
    await page.close();
  });

  for (const sandbox of ['', 'sandbox="allow-scripts allow-popups allow-popups-to-escape-sandbox"'])
    it(`leaves the frame by a link, to a window that knows nothing of it${sandbox && ': sandboxed'}`, async () => {
      const { page } = await hosts.open(iframe('trial-steer', '', sandbox), hosts.script);
      const frame = await ourFrame(page);
      await fits(frame);
      const [there, here] = [frame.url(), page.url()];
      await click(frame, 'a[href*="clinicaltrials.gov"]');
      const client = await page.createCDPSession();
      const opened = await until(
        async () =>
          (await client.send('Target.getTargets')).targetInfos.find(
            ({ type, openerId }) => type === 'page' && openerId,
          ),
        'another window',
      );
      assert.equal(opened?.canAccessOpener, false);
      await until(
        () => hosts.world.takeAttempts().some((attempt) => attempt.includes('clinicaltrials.gov')),
        'it has asked for what the link leads to',
      );
      await client.send('Target.closeTarget', { targetId: opened.targetId });
      assert.deepEqual([frame.url(), page.url()], [there, here]);
      await page.close();
    });

  it('prints the whole of it with the page around, and finds it as it was afterwards', async () => {
    const { page } = await hosts.open(
      iframe('safety-zolgensma', '', 'style="border: 0"') + '<p>After.</p>',
      `<script>
        var printed = [], isKnown = false;
        addEventListener('message', ({ data }) => (isKnown ||= data.type === 'viewer:print-expand'));
        addEventListener('load', () => addEventListener('beforeprint', () => printed.push(document.querySelector('iframe').clientHeight)));
      </script>${hosts.script}`,
    );
    const frame = await ourFrame(page);
    const height = await fits(frame);
    await until(
      () => page.evaluate(() => (globalThis as unknown as { isKnown: boolean }).isKnown),
      'the height on paper is known',
    );
    const pdf = Buffer.from(await page.pdf({ format: 'A4', margin: { left: '1in', right: '1in' } })).toString('latin1');
    const [onPaper = 0] = await page.evaluate(() => (globalThis as unknown as { printed: number[] }).printed);
    assert.deepEqual(await givenHeights(page), [height]);
    // What the frame needs on A4 with margins of an inch, all of it open.
    await page.emulateMediaType('print');
    const needed = await frame.evaluate(() => {
      dispatchEvent(new Event('beforeprint'));
      document.documentElement.style.width = '602px';
      return document.documentElement.getBoundingClientRect().height;
    });
    assert.ok(onPaper >= needed - 1, `${onPaper} px for ${needed} px`);
    assert.ok(onPaper < needed * 1.1, `${onPaper} px for ${needed} px`);
    const pages = pdf.match(/\/Type\s*\/Page\b/g)?.length ?? 0;
    assert.ok(pages >= needed / 1123, `${pages} pages for ${needed} px`);
    await page.close();
  });
});
