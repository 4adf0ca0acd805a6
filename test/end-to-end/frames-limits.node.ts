import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { fits, givenHeights, Hosts, measure, ourFrame, painted, until } from './frames.js';

const ARTICLE = 'wiki-therapeutics-zolgensma';

describe('a frame’s height, where there is a limit to it,', () => {
  let hosts: Hosts;
  before(async () => (hosts = await Hosts.start()));
  after(() => hosts.stop());

  const iframe = (id: string) => `<iframe src="${hosts.embed(id)}" title="A frame" width="100%" height="600"></iframe>`;

  it('stops with one warning where a frame grows because it is given more height, and what is in it can still be scrolled to', async () => {
    const { page, complaints } = await hosts.open(iframe('trial-steer'), hosts.script);
    const frame = await ourFrame(page);
    await fits(frame);
    await frame.evaluate(() => (document.querySelector('main')!.style.minHeight = 'calc(100vh + 20px)'));
    await until(() => complaints.length > 0, 'a warning');
    const [height] = await givenHeights(page);
    await until(
      () => frame.evaluate(() => getComputedStyle(document.documentElement).scrollbarWidth === 'auto'),
      'the scroll bar is there again',
    );
    await painted(page, 30);
    assert.deepEqual(await givenHeights(page), [height]);
    assert.equal(complaints.length, 1);
    assert.match(complaints[0] ?? '', /grows with the frame’s height/);
    await frame.evaluate(() => (document.querySelector('main')!.style.minHeight = ''));
    await page.setViewport({ width: 900, height: 900 });
    await fits(frame);
    await page.close();
  });

  it('stops with one warning where a frame goes back and forth between two heights', async () => {
    const { page, complaints } = await hosts.open(iframe('trial-steer'), hosts.script);
    const frame = await ourFrame(page);
    const height = await fits(frame);
    await frame.evaluate((limit) => {
      const { style } = document.querySelector('main')!;
      addEventListener('resize', () => (style.paddingBottom = innerHeight > limit ? '0' : '60px'));
      style.paddingBottom = '60px';
    }, height + 30);
    await until(() => complaints.length > 0, 'a warning');
    const [given] = await givenHeights(page);
    await painted(page, 30);
    assert.deepEqual(await givenHeights(page), [given]);
    assert.match(complaints.join(), /^[^,]*grows with the frame’s height[^,]* and it scrolls\.$/);
    await page.close();
  });

  it('takes many parts that come one after another for what they are', async () => {
    const { page, complaints } = await hosts.open(iframe('trial-steer'), hosts.script);
    const frame = await ourFrame(page);
    await fits(frame);
    await frame.evaluate(async () => {
      for (let part = 0; part < 60; part++) {
        document.querySelector('main')!.appendChild(document.createElement('div')).style.height = '31px';
        await new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve)));
      }
    });
    await fits(frame);
    assert.deepEqual(complaints, []);
    await page.close();
  });

  it('is the author’s where the page has no script: what does not fit scrolls inside, with a scroll bar and not sideways', async () => {
    const { page, complaints } = await hosts.open(iframe(ARTICLE));
    const frame = await ourFrame(page);
    assert.deepEqual(await givenHeights(page), [600]);
    const { window, content } = await measure(frame);
    assert.ok(window === 600 && content > 2000);
    assert.deepEqual(
      await frame.evaluate(() => {
        scrollTo(0, 1e9);
        return [
          scrollY > 1000,
          document.documentElement.scrollWidth > document.documentElement.clientWidth,
          getComputedStyle(document.documentElement).scrollbarWidth,
        ];
      }),
      [true, false, 'auto'],
    );
    assert.deepEqual(complaints, []);
    await page.close();
  });

  it('may be kept by the page’s own style sheet: the frame then has its scroll bar', async () => {
    const { page, complaints } = await hosts.open(
      iframe('trial-steer'),
      `<style>iframe { height: 300px !important }</style>${hosts.script}`,
    );
    const frame = await ourFrame(page);
    await until(
      () => frame.evaluate(() => getComputedStyle(document.documentElement).scrollbarWidth === 'auto'),
      'there is a scroll bar',
    );
    assert.deepEqual(await givenHeights(page), [300]);
    assert.deepEqual(complaints, []);
    await page.close();
  });
});
