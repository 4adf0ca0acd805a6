import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import type { Page } from 'puppeteer-core';
import { settled, startWorld, type World } from './browser.js';
import { declarations, flawsIn, read, visitPage } from './pages.js';
import { thisRun } from './this-run.js';

/** The examples whose contrast is measured beside the safety list's: one of them in each run, all where everything is tried. */
const OTHERS = ['drug-infobox', 'trial-card', 'therapy-comparison'];

describe('the theming page', () => {
  let world: World;
  let page: Page;
  before(async () => {
    world = await startWorld();
    ({ page } = await visitPage(world, 'theming'));
    await settled(page);
  });
  after(() => world.close());

  const themes = ['default', 'wiki', 'high-contrast'];
  const shown = (tag: string) =>
    page.waitForFunction(
      (name) => (document.querySelector(`.scene-box > ${name}`) as { status?: string } | null)?.status === 'ready',
      { polling: 50 },
      tag,
    );

  it('has every custom property and every part of every element, with its meaning and default', async () => {
    const rows = await page.$$eval('[data-elements]', (all) =>
      all.map((row) => ({
        name: row.querySelector('dt')?.textContent ?? '',
        said: (row.querySelector('dd')?.textContent ?? '').replaceAll(/\s+/g, ' ').trim(),
        tags: (row as HTMLElement).dataset.elements?.split(' ') ?? [],
        placeholder: row.querySelector('input[type="text"]')?.getAttribute('placeholder'),
      })),
    );
    const plain = (text = '') => text.replaceAll('`', '').replaceAll(/\s+/g, ' ').trim();
    const missing = declarations.flatMap(({ tagName, cssProperties = [], cssParts = [] }) => [
      ...cssProperties
        .filter(
          (one) =>
            !rows.some(
              ({ name, said, tags: of, placeholder }) =>
                name === one.name &&
                said.startsWith(plain(one.description)) &&
                of.includes(tagName) &&
                placeholder === (one.default ?? 'not set'),
            ),
        )
        .map(({ name }) => `${tagName} ${name}`),
      ...cssParts
        .filter(
          (one) =>
            !rows.some(
              ({ name, said, tags: of }) =>
                name === `::part(${one.name})` && said.startsWith(plain(one.description)) && of.includes(tagName),
            ),
        )
        .map(({ name }) => `${tagName} ${name}`),
    ]);
    assert.deepEqual(missing, []);
  });

  it('gives each property a control that changes it on an example which has it', async () => {
    for (const control of await page.$$('[data-property]')) {
      const { property, tags: of } = await control.evaluate((input) => ({
        property: (input as HTMLInputElement).dataset.property ?? '',
        tags: input.closest<HTMLElement>('[data-elements]')?.dataset.elements?.split(' ') ?? [],
      }));
      await control.focus();
      await page.keyboard.type('11px');
      const { tag, value } = await page.evaluate((name) => {
        const element = document.querySelector('.scene-box')?.firstElementChild;
        return {
          tag: element?.localName ?? '',
          value: element ? getComputedStyle(element).getPropertyValue(name) : '',
        };
      }, property);
      assert.equal(value, '11px', property);
      // A frame's page has a theme of its own; the list of sources shows what a page cites.
      if (of.some((one) => !['artifact-frame', 'artifact-references'].includes(one)))
        assert.ok(of.includes(tag), `${property} on ${tag}`);
    }
    assert.match(
      await page.$eval('#themes .snippet code', ({ textContent }) => textContent),
      /:root \{\n {2}--artifact-[\s\S]*: 11px;/,
    );
    await page.click('[data-reset]');
    assert.equal(await page.$eval('.scene-box', (box) => box.getAttribute('style') ?? ''), '');
  });

  it('shows what a colour does, on words of the example', async () => {
    await page.select('#example', 'safety-list');
    await shown('safety-list');
    await page.focus('[data-property="--artifact-ink"]');
    await page.keyboard.type('rgb(1, 2, 3)');
    assert.equal(
      await page.$eval(
        'safety-list',
        ({ shadowRoot }) => getComputedStyle(shadowRoot?.querySelector('.root') as Element).color,
      ),
      'rgb(1, 2, 3)',
    );
    // The boxed warning takes none of it.
    assert.equal(
      await page.$eval(
        'safety-list',
        ({ shadowRoot }) => getComputedStyle(shadowRoot?.querySelector('.boxed p') as Element).color,
      ),
      'rgb(0, 0, 0)',
    );
    await page.click('[data-reset]');
  });

  it('outlines a part of the example, by keyboard, and says how many there are', async () => {
    await page.select('#example', 'safety-list');
    await shown('safety-list');
    await page.focus('[data-part="rows"]');
    await page.keyboard.press('Enter');
    await shown('drug-infobox');
    await page.waitForFunction(
      () => document.querySelector('[data-part="rows"]')?.parentElement?.textContent.includes('1 in the example'),
      { polling: 50 },
    );
    assert.equal(
      await page.$eval(
        'drug-infobox',
        ({ shadowRoot }) => getComputedStyle(shadowRoot?.querySelector('[part="rows"]') as Element).outlineStyle,
      ),
      'solid',
    );
    await page.keyboard.press('Enter');
    assert.equal(
      await page.$eval(
        'drug-infobox',
        ({ shadowRoot }) => getComputedStyle(shadowRoot?.querySelector('[part="rows"]') as Element).outlineStyle,
      ),
      'none',
    );
  });

  it('has as its default theme exactly what the elements have with nothing set', () => {
    const written = Object.fromEntries(
      [...read('dist/themes/default.css').matchAll(/(--artifact-[\w-]+): ([^;]+);/g)].map(([, name, value]) => [
        name,
        value,
      ]),
    );
    const shared = declarations.find(({ tagName }) => tagName === 'artifact-metadata')?.cssProperties ?? [];
    assert.deepEqual(
      written,
      Object.fromEntries(shared.filter((one) => one.default !== undefined).map((one) => [one.name, one.default])),
    );
  });

  for (const theme of themes)
    for (const scheme of ['light', 'dark'])
      it(`has text that can be read in the theme ${theme}, ${scheme}${theme === 'high-contrast' ? ', at 7:1' : ''}`, async () => {
        await page.click(`[name="theme"][value="${theme}"]`);
        await page.click(`[name="scheme"][value="${scheme}"]`);
        await page.waitForFunction(
          (name) => [...document.styleSheets].some(({ href }) => href?.endsWith(`/themes/${name}.css`)),
          { polling: 50 },
          theme,
        );
        // The enhanced rule leaves what is below 4.5:1 to the other.
        const rules = ['color-contrast', ...(theme === 'high-contrast' ? ['color-contrast-enhanced'] : [])];
        for (const tag of [
          'safety-list',
          ...OTHERS.filter((_tag, index) => thisRun.all || index === thisRun.slice % 3),
        ]) {
          await page.select('#example', tag);
          await shown(tag);
          assert.deepEqual(await flawsIn(page, '.scene-box > *', rules), [], tag);
        }
      });
});
