import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import type { Page } from 'puppeteer-core';
import { exportsOf } from '../../src/build/exports.mjs';
import { settled, startWorld, type World } from './browser.js';
import { allowClipboard, declarations, type Named, tags, visitPage } from './pages.js';

describe('the reference', () => {
  let world: World;
  let page: Page;
  before(async () => {
    world = await startWorld();
    ({ page } = await visitPage(world, 'reference'));
    await settled(page);
  });
  after(() => world.close());

  it('has a section for every element that the script defines', async () => {
    const sections = await page.$$eval('.entries > section', (all) => all.map(({ id }) => id));
    assert.deepEqual(
      tags.filter((tag) => !sections.includes(tag)),
      [],
    );
    assert.deepEqual(declarations.map(({ tagName }) => tagName).sort(), [...tags].sort());
  });

  it('names in an element’s section all that its manifest has, each with its meaning', async () => {
    /** What is on the page of one element: the names it lists, and the meanings of those that it only points at. */
    const listed = await page.$$eval('.entries > section[id]', (all) =>
      Object.fromEntries(
        all.map((section) => {
          const own = [...section.querySelectorAll('.api > div')];
          const common = [...section.querySelectorAll<HTMLAnchorElement>('.common a')].map((link) =>
            document.querySelector(`[id="${link.hash.slice(1)}"]`),
          );
          const rows = [...own, ...common].map((row) => [
            row?.querySelector('dt')?.textContent.trim() ?? 'a link that leads nowhere',
            row?.querySelector('dd')?.textContent.replaceAll(/\s+/g, ' ').trim() ?? '',
          ]);
          return [section.id, rows];
        }),
      ),
    );
    const missing = declarations.flatMap(
      ({ tagName, attributes = [], members = [], events = [], slots = [], cssParts = [], cssProperties = [] }) => {
        const rows = listed[tagName] ?? [];
        const isThere = (name: string, { description = '' }: Named) =>
          rows.some(
            ([term = '', said = '']) =>
              term === name && said.startsWith(description.replaceAll('`', '').replaceAll(/\s+/g, ' ').trim()),
          );
        const methods = members.filter(({ kind }) => kind === 'method');
        const fields = members.filter(({ kind }) => kind !== 'method');
        return [
          ...[...attributes, ...events, ...cssProperties].filter((one) => !isThere(one.name, one)),
          ...slots.filter((one) => !isThere(one.name || '(unnamed)', one)),
          ...cssParts.filter((one) => !isThere(`::part(${one.name})`, one)),
          ...methods.filter(({ name }) => !rows.some(([term = '']) => term.startsWith(`${name}(`))),
          // A property with an attribute is named beside it.
          ...fields.filter(
            ({ name }) => !rows.some(([term, said = '']) => term === name || said.includes(`property ${name}`)),
          ),
        ].map(({ name }) => `${tagName}: ${name}`);
      },
    );
    assert.deepEqual(missing, []);
  });

  it('shows every element live over a real artifact, beside the markup that made it', async () => {
    const examples = await page.$$eval('.entries > section:has(.example)', (all) =>
      all.map((section) => {
        const [shown] = section.querySelector('.live')?.children ?? [];
        const code = section.querySelector('.snippet code')?.textContent ?? '';
        const element: (Element & { status?: string }) | undefined = shown;
        return {
          id: section.id,
          tag: element?.localName,
          status: element?.status,
          code,
          text: element?.shadowRoot?.textContent.trim().length,
        };
      }),
    );
    assert.deepEqual(examples.map(({ id }) => id).sort(), [...tags].sort());
    for (const { id, tag, status, code, text } of examples) {
      if (!['artifact-sources-popover', 'artifact-references'].includes(id)) assert.equal(tag, id);
      assert.ok(code.startsWith(`<${tag} `), code);
      if (id !== 'artifact-references') assert.ok((text ?? 0) > 10, `${id} shows something`);
      if (status !== undefined) assert.equal(status, 'ready', id);
    }
    // Those that no page writes itself are at work in the elements that make them: the sources of a number, once it is touched.
    await page.$eval('#artifact-sources-popover safety-list', (list) => {
      const cited = [...(list.shadowRoot?.querySelectorAll('sup.cite a') ?? [])].find(
        (link) => !link.closest('.boxed'),
      );
      const touch = { bubbles: true, composed: true, cancelable: true };
      cited?.dispatchEvent(new PointerEvent('pointerdown', { ...touch, pointerType: 'touch' }));
      cited?.dispatchEvent(new MouseEvent('click', { ...touch, detail: 1 }));
    });
    for (const [id, path] of Object.entries({
      'artifact-sources-popover': 'safety-list',
      'artifact-references': 'artifact-viewer',
    }))
      await page.waitForFunction(
        (section, parent, tag) =>
          document
            .querySelector(`#${section} ${parent}`)
            ?.shadowRoot?.querySelector(tag)
            ?.shadowRoot?.textContent.trim(),
        {},
        id,
        path,
        id,
      );
  });

  it('tells every export of the package, and each has a meaning', async () => {
    const text = await page.$$eval('.exports dt, .common', (all) =>
      all.map(({ textContent }) => textContent).join(' '),
    );
    for (const { entry, exports } of exportsOf() as { entry: string; exports: Named[] }[])
      for (const { name, description } of exports) {
        assert.match(text, new RegExp(`\\b${name}\\b`), `${entry} ${name} is on the page`);
        assert.ok(description, `${entry} ${name} has a doc comment`);
      }
  });

  it('copies an example’s markup by keyboard, with this site’s own address', async () => {
    await allowClipboard(world, page);
    await page.focus('#artifact-image [data-copy]');
    await page.keyboard.press('Enter');
    await page.waitForFunction(
      () => document.querySelector('#artifact-image [role="status"]')?.textContent === 'Copied.',
      { polling: 50 },
    );
    assert.match(
      await page.evaluate(() => navigator.clipboard.readText()),
      new RegExp(`^<artifact-image from="${world.site}demo/picture.png"`),
    );
  });
});
