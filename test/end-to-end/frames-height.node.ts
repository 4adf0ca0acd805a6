import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import type { Frame } from 'puppeteer-core';
import { fits, Hosts, measure, ourFrame, ourFrames, painted, until } from './frames.js';

const INFOBOX = 'therapeutics-zolgensma';

/** Adds a box to the end of what a frame shows, so high. */
const addBox = (frame: Frame, height: string) =>
  frame.evaluate((css) => {
    const box =
      document.querySelector<HTMLElement>('#added') ??
      document.querySelector('main')!.appendChild(document.createElement('div'));
    box.id = 'added';
    box.style.height = css;
  }, height);

describe('a frame’s height', () => {
  let hosts: Hosts;
  before(async () => (hosts = await Hosts.start()));
  after(() => hosts.stop());

  const iframe = (id: string, more = '', attributes = '') =>
    `<iframe src="${hosts.embed(id, more)}" title="A frame" width="100%" height="600" ${attributes}></iframe>`;

  it('grows and shrinks with what is opened and closed in it', async () => {
    const { page, complaints } = await hosts.open(iframe('trial-steer'), hosts.script);
    const frame = await ourFrame(page);
    const closed = await fits(frame);
    const toggle = (open: boolean) =>
      frame.evaluate((isOpen) => {
        const all = (root: ParentNode): Element[] =>
          [...root.querySelectorAll('*')].flatMap((element) => [
            element,
            ...(element.shadowRoot ? all(element.shadowRoot) : []),
          ]);
        const folds = all(document).filter(
          (element) => element instanceof HTMLDetailsElement && element.part.contains('fold'),
        ) as HTMLDetailsElement[];
        for (const fold of folds) fold.open = isOpen;
        return folds.length;
      }, open);
    assert.ok((await toggle(true)) > 0);
    await until(async () => (await measure(frame)).content > closed + 50, 'it is higher');
    assert.ok((await fits(frame)) > closed + 50);
    await toggle(false);
    await until(async () => (await measure(frame)).content < closed + 1, 'it is lower');
    assert.equal(await fits(frame), closed);
    assert.deepEqual(complaints, []);
    await page.close();
  });

  it('follows fractions of a pixel without a scroll bar, a gap or a second step', async () => {
    const { page, complaints } = await hosts.open(iframe('trial-steer'), hosts.script);
    const frame = await ourFrame(page);
    await fits(frame);
    await page.evaluate(() => {
      const told: number[] = Object.assign(globalThis, { told: [] }).told;
      addEventListener('message', ({ data }) => data.type === 'viewer:height' && told.push(data.height));
    });
    for (const fraction of ['40.2px', '40.5px', '40.99px', '41px', '41.004px', '39.333px']) {
      await addBox(frame, fraction);
      await fits(frame);
      await painted(page);
      assert.equal(
        await frame.evaluate(() => document.documentElement.clientWidth),
        await frame.evaluate(() => innerWidth),
        `no scroll bar at ${fraction}`,
      );
    }
    const told = await page.evaluate(() => (globalThis as unknown as { told: number[] }).told);
    assert.ok(told.length <= 6, `a step a change, not ${told.join(', ')}`);
    assert.deepEqual(complaints, []);
    await page.close();
  });

  it('is that of a long article from the start, wherever its reader is in it', async () => {
    const { page, complaints } = await hosts.open(iframe('trial-steer'), hosts.script);
    const frame = await ourFrame(page);
    const short = await fits(frame);
    await frame.evaluate(() => {
      const paragraphs = Array.from(
        { length: 900 },
        (_, index) => `Paragraph ${index + 1} tells what was seen in **the trial**, in words of its own length.`,
      );
      const article = {
        schemaVersion: 1,
        id: 'long',
        kind: 'article',
        title: 'Long',
        body: paragraphs.map((text, index) => text.repeat(1 + (index % 4))).join('\n\n'),
      };
      Object.assign(document.querySelector('artifact-viewer')!, { artifact: article });
    });
    await until(async () => (await measure(frame)).content > 10 * short, 'the article');
    await ourFrames(page);
    const height = await fits(frame);
    for (let part = 1; part <= 8; part++) {
      await page.evaluate((share) => scrollTo(0, share * document.documentElement.scrollHeight), part / 8);
      await painted(page, 3);
      assert.ok(Math.abs((await measure(frame)).content - height) < 1, `when ${part} eighths of it are scrolled by`);
    }
    assert.deepEqual(complaints, []);
    await page.close();
  });

  it('follows a font that comes late', async (context) => {
    const { page } = await hosts.open(iframe('trial-steer'), hosts.script);
    const frame = await ourFrame(page);
    await frame.evaluate(() => document.body.style.setProperty('font-family', 'Late, serif'));
    const before = await fits(frame);
    const came = await frame.evaluate(async () => {
      const face = new FontFace(
        'Late',
        ['DejaVu Sans Mono', 'Liberation Mono', 'Courier New', 'Menlo'].map((name) => `local("${name}")`).join(),
      );
      document.fonts.add(face);
      return face.load().then(
        () => true,
        () => false,
      );
    });
    if (came) {
      await until(async () => (await measure(frame)).content > before + 20, 'the text takes more lines');
      assert.ok((await fits(frame)) > before + 20);
    } else context.skip('none of the fonts that it looks for is on this machine');
    await page.close();
  });

  it('is right when a parent that had no display shows', async () => {
    const { page, complaints } = await hosts.open(
      `<section hidden>${iframe('trial-steer')}</section><section hidden><artifact-frame loading="eager" src="${hosts.embed('trial-steer')}"></artifact-frame></section>`,
      hosts.script,
    );
    const frames = await ourFrames(page, 2);
    await page.evaluate(() => document.querySelectorAll('section').forEach((section) => (section.hidden = false)));
    // Before the page has given it a width, it fits a window without content.
    for (const frame of frames) await until(async () => (await fits(frame)) > 300, 'it is as high as a card');
    await page.evaluate(() => document.querySelectorAll('section').forEach((section) => (section.hidden = true)));
    await Promise.all(frames.map((frame) => addBox(frame, '123px')));
    await page.evaluate(() => document.querySelectorAll('section').forEach((section) => (section.hidden = false)));
    for (const frame of frames) await fits(frame);
    assert.deepEqual(complaints, []);
    await page.close();
  });

  it('follows the width that the page gives it', async () => {
    const { page } = await hosts.open(iframe('trial-steer'), hosts.script);
    const frame = await ourFrame(page);
    const wide = await fits(frame);
    await page.setViewport({ width: 320, height: 800 });
    await until(async () => (await measure(frame)).content > wide + 100, 'the text takes more lines');
    const narrow = await fits(frame);
    await page.setViewport({ width: 1280, height: 800 });
    await until(async () => (await measure(frame)).content < narrow, 'the text takes fewer lines');
    assert.equal(await fits(frame), wide);
    await page.close();
  });

  for (const zoom of [0.67, 0.9, 1.1, 1.5])
    it(`fits where the page is zoomed by its style sheet: ${zoom}`, async () => {
      const { page } = await hosts.open(
        `<div style="zoom: ${zoom}">${iframe(INFOBOX, '&amp;view=infobox', 'style="max-width: 301px"')}</div>`,
        hosts.script,
      );
      await fits(await ourFrame(page));
      await page.close();
    });

  it('counts the page’s own border and padding of the frame', async () => {
    for (const sizing of ['border-box', 'content-box']) {
      const { page } = await hosts.open(
        iframe('trial-steer'),
        `<style>iframe { box-sizing: ${sizing}; border: 3px solid; padding: 5px }</style>${hosts.script}`,
      );
      await fits(await ourFrame(page));
      await page.close();
    }
  });
});
