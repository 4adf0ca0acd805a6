import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import axe from 'axe-core';
import type { CDPSession, Page } from 'puppeteer-core';
import { settled, startWorld, type World } from './browser.js';

const ELEMENTS = {
  'safety-list': 'safety-zolgensma',
  'drug-infobox': 'therapeutics-zolgensma',
  'trial-card': 'trial-steer',
};

describe('what a reader asks of every page', () => {
  let world: World;
  before(async () => {
    world = await startWorld();
  });
  after(() => world.close());

  const sessions = new WeakMap<Page, CDPSession>();

  /** Gives a page a reader with these preferences. Puppeteer's own call knows only some of the features. */
  const prefer = async (page: Page, preferences: Record<string, string>) => {
    const session = sessions.get(page) ?? (await page.createCDPSession());
    sessions.set(page, session);
    await session.send('Emulation.setEmulatedMedia', {
      features: Object.entries(preferences).map(([name, value]) => ({ name, value })),
    });
  };

  /** One element alone, for a reader with these preferences. */
  const visit = async (tag: string, id: string, preferences: Record<string, string>) => {
    const { page } = await world.open('about:blank');
    await prefer(page, preferences);
    await page.goto(`${world.site}demo/element?tag=${tag}&id=${id}`);
    await settled(page);
    return page;
  };

  for (const [tag, id] of Object.entries(ELEMENTS))
    it(`<${tag}> has every text at 7:1 for who asks for more contrast, light and dark`, async () => {
      const page = await visit(tag, id, { 'prefers-contrast': 'more', 'prefers-color-scheme': 'light' });
      await page.evaluate(axe.source);
      for (const scheme of ['light', 'dark']) {
        await prefer(page, { 'prefers-contrast': 'more', 'prefers-color-scheme': scheme });
        const flaws = await page.evaluate(async (selector) => {
          const { violations, passes } = await (window as unknown as { axe: typeof axe }).axe.run(selector, {
            runOnly: ['color-contrast', 'color-contrast-enhanced'],
            rules: { 'color-contrast-enhanced': { enabled: true } },
          });
          const nodes = violations.flatMap((rule) =>
            rule.nodes.map(({ target, failureSummary }) => `${String(target)}: ${failureSummary}`),
          );
          return { nodes, asked: passes.reduce((sum, rule) => sum + rule.nodes.length, 0) };
        }, tag);
        assert.deepEqual(flaws.nodes, [], scheme);
        assert.ok(flaws.asked > 20, 'there is text to ask about');
      }
      await page.close();
    });

  it('lines are as dark as text for who asks for more contrast, and the page’s own ink stays', async () => {
    const page = await visit('artifact-metadata', 'wiki-therapeutics-zolgensma', {
      'prefers-contrast': 'more',
      'prefers-color-scheme': 'light',
    });
    const read = () =>
      page.$eval('artifact-metadata', (element) => {
        const { color } = getComputedStyle(element.shadowRoot?.querySelector('.root') as Element);
        const probe = document.createElement('i');
        probe.style.color = 'var(--_hairline)';
        element.shadowRoot?.append(probe);
        const line = getComputedStyle(probe).color;
        probe.remove();
        return [color, line];
      });
    assert.deepEqual(await read(), ['rgb(0, 0, 0)', 'rgb(0, 0, 0)']);
    await page.$eval('artifact-metadata', (element) => element.style.setProperty('--artifact-ink', 'rgb(0, 0, 90)'));
    assert.deepEqual(await read(), ['rgb(0, 0, 90)', 'rgb(0, 0, 90)']);
    await page.close();
  });

  it('nothing moves by itself, with or without a wish for less motion', async () => {
    for (const motion of ['reduce', 'no-preference']) {
      const page = await visit('artifact-viewer', 'wiki-therapeutics-zolgensma', { 'prefers-reduced-motion': motion });
      const moving = await page.evaluate(() => {
        const all = (root: ParentNode): Element[] =>
          [...root.querySelectorAll('*')].flatMap((one) => [one, ...(one.shadowRoot ? all(one.shadowRoot) : [])]);
        const ours = all(document);
        const styled = ours.filter((one) => {
          const { transitionDuration, animationName, scrollBehavior } = getComputedStyle(one);
          return !/^0s(, 0s)*$/.test(transitionDuration) || animationName !== 'none' || scrollBehavior === 'smooth';
        });
        return {
          styled: styled.map(({ localName, className }) => `${localName} ${String(className)}`),
          count: ours.length,
          animations: document.getAnimations().length,
        };
      });
      assert.ok(moving.count > 1000);
      assert.deepEqual([moving.styled, moving.animations], [[], 0], motion);
      await page.close();
    }
  });
});
