import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { after, before, describe, it } from 'node:test';
import axe from 'axe-core';
import type { Page } from 'puppeteer-core';
import { exportsOf, tagsOf } from '../../src/build/exports.mjs';
import { renderedText, settled, startWorld, type World } from './browser.js';
import { until } from './frames.js';
import { shownIn, Stranger } from './stranger.js';

interface Named {
  name: string;
  description?: string;
  kind?: string;
  default?: string;
}
interface Declaration {
  tagName: string;
  attributes?: Named[];
  members?: Named[];
  events?: Named[];
  slots?: Named[];
  cssParts?: Named[];
  cssProperties?: Named[];
}

const read = (path: string) => readFileSync(new URL(`../../${path}`, import.meta.url), 'utf8');
const { modules } = JSON.parse(read('dist/custom-elements.json')) as { modules: { declarations: Declaration[] }[] };
const declarations = modules.flatMap(({ declarations: all }) => all.filter(({ tagName }) => tagName));
const tags = tagsOf(read('src/define.ts'));

/** How a page's own score of what has moved is kept from its first moment on. */
const watchShifts = (page: Page) =>
  page.evaluateOnNewDocument(() => {
    const shifts: number[] = [];
    Object.assign(window, { shifts });
    new PerformanceObserver((list) => shifts.push(...list.getEntries().map((entry) => (entry as unknown as { value: number }).value))).observe({
      type: 'layout-shift',
      buffered: true,
    });
  });

/** What axe-core finds wrong with a page itself, each element being asked about in its own tests; or by some rules with a part of it. */
const flawsIn = async (page: Page, include?: string, rules?: string[]): Promise<string[]> => {
  await page.evaluate(axe.source);
  return page.evaluate(
    async (part, only) => {
      const { violations } = await (window as unknown as { axe: typeof axe }).axe.run(
        part === undefined ? { exclude: [['.live > *']] } : { include: [[part]] },
        {
          runOnly: only ?? ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'],
          resultTypes: ['violations'],
          // A rule that is asked for by name may be one that is off by default.
          rules: Object.fromEntries((only ?? []).map((rule) => [rule, { enabled: true }])),
        },
      );
      return violations.flatMap(({ id, nodes }) => nodes.map(({ target, failureSummary }) => `${id}: ${String(target)}: ${failureSummary}`));
    },
    include,
    rules,
  );
};

describe('the pages about the product', () => {
  let world: World;
  before(async () => {
    world = await startWorld();
  });
  after(() => world.close());

  const visit = async (path: string, size?: { width: number; height: number }, scheme = 'light') => {
    const { page, complaints } = await world.open('about:blank', size);
    await watchShifts(page);
    await page.emulateMediaFeatures([{ name: 'prefers-color-scheme', value: scheme }]);
    await page.goto(`${world.site}${path}`, { waitUntil: 'load' });
    return { page, complaints };
  };

  /** Waits until all is there that a page shows by itself. */
  const isThere: Record<string, (page: Page) => Promise<unknown>> = {
    reference: settled,
    theming: settled,
    configurator: async (page) => {
      const frame = await (await page.waitForSelector('.outcome:not([hidden]) >>> iframe'))?.contentFrame();
      assert.ok(frame);
      await settled(frame);
    },
  };

  for (const [path, arrived] of Object.entries(isThere)) {
    for (const width of [260, 720, 1280])
      it(`/${path} fits ${width} pixels, moves nothing while it loads and complains of nothing`, async () => {
        const { page, complaints } = await visit(path, { width, height: 900 });
        await arrived(page);
        assert.equal(await page.evaluate(() => document.documentElement.scrollWidth), width);
        assert.deepEqual(await page.evaluate('shifts'), []);
        assert.deepEqual(complaints, []);
        await page.close();
      });

    for (const scheme of ['light', 'dark'])
      it(`/${path} has no flaw that axe-core finds, ${scheme}`, async () => {
        const { page } = await visit(path, undefined, scheme);
        await arrived(page);
        assert.deepEqual(await flawsIn(page), []);
        await page.close();
      });

    it(`/${path} has no id twice`, async () => {
      const { page } = await visit(path);
      const ids = await page.$$eval('[id]', (all) => all.map(({ id }) => id));
      assert.deepEqual(
        ids.filter((id, index) => ids.indexOf(id) < index),
        [],
      );
      await page.close();
    });

    it(`/${path} is one step from the index`, async () => {
      const { page } = await visit('');
      assert.ok(await page.$(`a[href="/${path}"]`));
      await page.close();
    });
  }

  describe('the reference', () => {
    let page: Page;
    before(async () => {
      ({ page } = await visit('reference'));
      await settled(page);
    });
    after(() => page.close());

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
            const common = [...section.querySelectorAll<HTMLAnchorElement>('.common a')].map((link) => document.querySelector(`[id="${link.hash.slice(1)}"]`));
            const rows = [...own, ...common].map((row) => [
              row?.querySelector('dt')?.textContent.trim() ?? 'a link that leads nowhere',
              row?.querySelector('dd')?.textContent.replaceAll(/\s+/g, ' ').trim() ?? '',
            ]);
            return [section.id, rows];
          }),
        ),
      );
      const missing = declarations.flatMap(({ tagName, attributes = [], members = [], events = [], slots = [], cssParts = [], cssProperties = [] }) => {
        const rows = listed[tagName] ?? [];
        const isThere = (name: string, { description = '' }: Named) =>
          rows.some(([term = '', said = '']) => term === name && said.startsWith(description.replaceAll('`', '').replaceAll(/\s+/g, ' ').trim()));
        const methods = members.filter(({ kind }) => kind === 'method');
        const fields = members.filter(({ kind }) => kind !== 'method');
        return [
          ...[...attributes, ...events, ...cssProperties].filter((one) => !isThere(one.name, one)),
          ...slots.filter((one) => !isThere(one.name || '(unnamed)', one)),
          ...cssParts.filter((one) => !isThere(`::part(${one.name})`, one)),
          ...methods.filter(({ name }) => !rows.some(([term = '']) => term.startsWith(`${name}(`))),
          // A property with an attribute is named beside it.
          ...fields.filter(({ name }) => !rows.some(([term, said = '']) => term === name || said.includes(`property ${name}`))),
        ].map(({ name }) => `${tagName}: ${name}`);
      });
      assert.deepEqual(missing, []);
    });

    it('shows every element live over a real artifact, beside the markup that made it', async () => {
      const examples = await page.$$eval('.entries > section:has(.example)', (all) =>
        all.map((section) => {
          const [shown] = section.querySelector('.live')?.children ?? [];
          const code = section.querySelector('.snippet code')?.textContent ?? '';
          const element: (Element & { status?: string }) | undefined = shown;
          return { id: section.id, tag: element?.localName, status: element?.status, code, text: element?.shadowRoot?.textContent.trim().length };
        }),
      );
      assert.deepEqual(examples.map(({ id }) => id).sort(), [...tags].sort());
      for (const { id, tag, status, code, text } of examples) {
        if (!['cite-ref', 'reference-list'].includes(id)) assert.equal(tag, id);
        assert.ok(code.startsWith(`<${tag} `), code);
        if (id !== 'reference-list') assert.ok((text ?? 0) > 10, `${id} shows something`);
        if (status !== undefined) assert.equal(status, 'ready', id);
      }
      // Those that no page writes itself are at work in the elements that make them.
      for (const [id, path] of Object.entries({ 'cite-ref': 'safety-list', 'reference-list': 'artifact-viewer' })) {
        const found = await page.evaluate(
          (section, parent, tag) => document.querySelector(`#${section} ${parent}`)?.shadowRoot?.querySelector(tag)?.shadowRoot?.textContent.trim(),
          id,
          path,
          id,
        );
        assert.ok(found, `${id} is in the example`);
      }
    });

    it('tells every export of the package, and each has a meaning', async () => {
      const text = await page.$$eval('.exports dt, .common', (all) => all.map(({ textContent }) => textContent).join(' '));
      for (const { entry, exports } of exportsOf() as { entry: string; exports: Named[] }[])
        for (const { name, description } of exports) {
          assert.match(text, new RegExp(`\\b${name}\\b`), `${entry} ${name} is on the page`);
          assert.ok(description, `${entry} ${name} has a doc comment`);
        }
    });

    it('copies an example’s markup by keyboard, with this site’s own address', async () => {
      await page
        .browserContext()
        .setPermission(
          new URL(world.site).origin,
          { permission: { name: 'clipboard-read' }, state: 'granted' },
          { permission: { name: 'clipboard-write' }, state: 'granted' },
        );
      await page.bringToFront();
      await page.focus('#remote-image [data-copy]');
      await page.keyboard.press('Enter');
      await page.waitForFunction(() => document.querySelector('#remote-image [role="status"]')?.textContent === 'Copied.', { polling: 50 });
      assert.match(await page.evaluate(() => navigator.clipboard.readText()), new RegExp(`^<remote-image from="${world.site}demo/picture.png"`));
    });
  });

  describe('the theming page', () => {
    let page: Page;
    before(async () => {
      ({ page } = await visit('theming'));
      await settled(page);
    });
    after(() => page.close());

    const themes = ['default', 'wiki', 'high-contrast'];
    const shown = (tag: string) =>
      page.waitForFunction((name) => (document.querySelector(`.scene-box > ${name}`) as { status?: string } | null)?.status === 'ready', { polling: 50 }, tag);

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
                  name === one.name && said.startsWith(plain(one.description)) && of.includes(tagName) && placeholder === (one.default ?? 'not set'),
              ),
          )
          .map(({ name }) => `${tagName} ${name}`),
        ...cssParts
          .filter(
            (one) =>
              !rows.some(({ name, said, tags: of }) => name === `::part(${one.name})` && said.startsWith(plain(one.description)) && of.includes(tagName)),
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
          return { tag: element?.localName ?? '', value: element ? getComputedStyle(element).getPropertyValue(name) : '' };
        }, property);
        assert.equal(value, '11px', property);
        // A frame's page has a theme of its own; the list of sources shows what a page cites.
        if (of.some((one) => !['artifact-frame', 'reference-list'].includes(one))) assert.ok(of.includes(tag), `${property} on ${tag}`);
      }
      assert.match(await page.$eval('#themes .snippet code', ({ textContent }) => textContent), /:root \{\n {2}--artifact-[\s\S]*: 11px;/);
      await page.click('[data-reset]');
      assert.equal(await page.$eval('.scene-box', (box) => box.getAttribute('style') ?? ''), '');
    });

    it('shows what a colour does, on words of the example', async () => {
      await page.select('#example', 'safety-list');
      await shown('safety-list');
      await page.focus('[data-property="--artifact-ink"]');
      await page.keyboard.type('rgb(1, 2, 3)');
      assert.equal(await page.$eval('safety-list', ({ shadowRoot }) => getComputedStyle(shadowRoot?.querySelector('.root') as Element).color), 'rgb(1, 2, 3)');
      // The boxed warning takes none of it.
      assert.equal(
        await page.$eval('safety-list', ({ shadowRoot }) => getComputedStyle(shadowRoot?.querySelector('.boxed p') as Element).color),
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
      await page.waitForFunction(() => document.querySelector('[data-part="rows"]')?.parentElement?.textContent.includes('1 in the example'), { polling: 50 });
      assert.equal(
        await page.$eval('drug-infobox', ({ shadowRoot }) => getComputedStyle(shadowRoot?.querySelector('[part="rows"]') as Element).outlineStyle),
        'solid',
      );
      await page.keyboard.press('Enter');
      assert.equal(
        await page.$eval('drug-infobox', ({ shadowRoot }) => getComputedStyle(shadowRoot?.querySelector('[part="rows"]') as Element).outlineStyle),
        'none',
      );
    });

    it('has as its default theme exactly what the elements have with nothing set', () => {
      const written = Object.fromEntries(
        [...read('dist/themes/default.css').matchAll(/(--artifact-[\w-]+): ([^;]+);/g)].map(([, name, value]) => [name, value]),
      );
      const shared = declarations.find(({ tagName }) => tagName === 'metadata-table')?.cssProperties ?? [];
      assert.deepEqual(written, Object.fromEntries(shared.filter((one) => one.default !== undefined).map((one) => [one.name, one.default])));
    });

    for (const theme of themes)
      for (const scheme of ['light', 'dark'])
        it(`has text that can be read in the theme ${theme}, ${scheme}${theme === 'high-contrast' ? ', at 7:1' : ''}`, async () => {
          await page.click(`[name="theme"][value="${theme}"]`);
          await page.click(`[name="scheme"][value="${scheme}"]`);
          await page.waitForFunction((name) => [...document.styleSheets].some(({ href }) => href?.endsWith(`/themes/${name}.css`)), { polling: 50 }, theme);
          // The enhanced rule leaves what is below 4.5:1 to the other.
          const rules = ['color-contrast', ...(theme === 'high-contrast' ? ['color-contrast-enhanced'] : [])];
          for (const tag of ['safety-list', 'drug-infobox', 'trial-card', 'therapy-comparison']) {
            await page.select('#example', tag);
            await shown(tag);
            assert.deepEqual(await flawsIn(page, '.scene-box > *', rules), [], tag);
          }
        });
  });

  describe('the configurator', () => {
    const host = new Stranger();
    before(() => host.start());
    after(() => host.stop());

    /** What the configurator gives for these choices, as a reader finds it on the page. */
    const configure = async (choices: Record<string, string>) => {
      const { page } = await visit(`configurator?${new URLSearchParams({ site: world.site, id: 'trial-steer', ...choices }).toString()}`);
      await page.waitForSelector('.outcome:not([hidden])');
      const read = await page.evaluate(() => {
        const text = (selector: string) => document.querySelector(selector)?.textContent ?? '';
        return {
          code: text('.outcome .snippet code'),
          policy: text('[data-policy] code'),
          warnings: [...document.querySelectorAll<HTMLElement>('.warnings li')].map((line) => ({ about: line.dataset.about, text: line.textContent })),
        };
      });
      return { ...read, page };
    };

    /** Opens a page of a host, with what it made of the code. */
    const visitHost = async (body: string, policy = '') => {
      host.pages.set('/', {
        body: `<!doctype html><html lang="en"><meta charset="utf-8"><title>A host</title><link rel="icon" href="data:,"><body>${body}`,
        headers: policy ? { 'Content-Security-Policy': policy } : {},
      });
      return world.open(host.url);
    };

    /** The trial's card, whole, in the page's only frame. */
    const assertFramed = async (page: Page, fits: boolean) => {
      const frame = await (await page.waitForSelector('>>> iframe'))?.contentFrame();
      assert.ok(frame);
      await settled(frame);
      assert.match(await renderedText(frame), /NCT05089656/);
      if (fits)
        await page.waitForFunction(
          () => {
            const shown = document.querySelector('iframe') ?? document.querySelector('artifact-frame')?.shadowRoot?.querySelector('iframe');
            return (shown?.clientHeight ?? 0) > 600;
          },
          { polling: 100 },
        );
    };

    /** A page that lets in nothing but what the configurator says it must, and its own empty icon. */
    const strict = (policy: string) => `default-src 'none'; require-trusted-types-for 'script'; ${policy.replaceAll('\n', ' ')} img-src data:`;

    for (const as of ['iframe', 'artifact-frame', 'artifact-viewer', 'trial-card']) {
      it(`gives plain HTML that shows the card under the policy that it names: ${as}`, async () => {
        const { code, policy } = await configure({ host: 'html', as, view: 'trials' });
        const { page, complaints } = await visitHost(code, strict(policy));
        if (as.endsWith('frame')) await assertFramed(page, as === 'artifact-frame');
        else await shownIn(page, as, as === 'trial-card' ? /NCT05089656/ : /STEER|/);
        if (!as.endsWith('frame')) assert.match((await settled(page), await renderedText(page)), /NCT05089656/);
        assert.deepEqual(complaints, []);
        await page.close();
      });
    }

    it('names no source too many: without any one of them the card is not shown', async () => {
      for (const as of ['iframe', 'artifact-frame', 'trial-card']) {
        const { code, policy } = await configure({ host: 'html', as, view: 'trials' });
        const directives = policy.split('\n');
        for (const left of directives) {
          const { page, complaints } = await visitHost(
            code,
            strict(directives.map((line) => (line === left ? `${line.split(' ')[0]} 'none';` : line)).join(' ')),
          );
          await until(async () => complaints.length > 0 && Boolean(await page.title()), `${as} without ${left}`);
          await page.close();
        }
      }
    });

    it('gives WordPress a block whose HTML shows the card', async () => {
      const { code } = await configure({ host: 'wordpress', as: 'trial-card' });
      const { page, complaints } = await visitHost(code);
      await shownIn(page, 'trial-card', /NCT05089656/);
      assert.deepEqual(complaints, []);
      await page.close();
    });

    it('gives Discourse a frame that it keeps, attribute by attribute', async () => {
      const { code, warnings } = await configure({ host: 'discourse', as: 'iframe', view: 'trials' });
      const [, attributes = ''] = /^<iframe ([^<>]*)><\/iframe>$/.exec(code) ?? [];
      const names = [...attributes.matchAll(/([\w-]+)="/g)].map(([, name = '']) => name);
      // What its allow list of tags and attributes has for a frame.
      const kept = ['src', 'width', 'height', 'frameborder', 'marginheight', 'marginwidth', 'allowfullscreen'];
      assert.deepEqual(
        names.filter((name) => !kept.includes(name)),
        [],
      );
      assert.ok(warnings.some(({ about, text }) => about === 'setup' && text.endsWith('/artifact/')));
      const { page, complaints } = await visitHost(code, `script-src 'none'`);
      await assertFramed(page, false);
      assert.deepEqual(complaints, []);
      await page.close();
    });

    for (const name of ['notion', 'confluence'])
      it(`gives ${name} an address that shows the card in a frame sandboxed as the warning says`, async () => {
        const { code, policy, warnings } = await configure({ host: name, as: 'trial-card' });
        const sandbox =
          warnings
            .find(({ about }) => about === 'sandbox')
            ?.text.split('. ')
            .at(-1)
            ?.match(/allow-scripts .*$/)?.[0] ?? 'none';
        const { page, complaints } = await visitHost(
          `<iframe src="${code.replaceAll('&', '&amp;')}" sandbox="${sandbox}" height="700"></iframe>`,
          strict(policy),
        );
        await assertFramed(page, false);
        assert.deepEqual(complaints, []);
        await page.close();
      });

    it('gives MyST a directive whose address shows the card', async () => {
      const { code } = await configure({ host: 'myst', as: 'iframe', view: 'trials', width: '400' });
      const [, address = '', width] = /^:::\{iframe\} (\S+)\n:width: (\S+)\n:::$/.exec(code) ?? [];
      assert.equal(width, '400px');
      const { page } = await visitHost(`<iframe src="${address.replaceAll('&', '&amp;')}" width="400"></iframe>`);
      await assertFramed(page, false);
      await page.close();
    });

    it('warns of what holds, and of nothing else', async () => {
      const about = async (choices: Record<string, string>) => {
        const { page, warnings } = await configure(choices);
        await page.close();
        return warnings.map((warning) => warning.about);
      };
      const site = 'https://artifacts.example/';
      assert.deepEqual(await about({ host: 'html', as: 'trial-card', site }), []);
      assert.deepEqual(await about({ host: 'html', as: 'trial-card' }), ['local']);
      assert.deepEqual(await about({ host: 'html', as: 'trial-card', site: 'http://artifacts.example/' }), ['http']);
      assert.deepEqual(await about({ host: 'html', as: 'trial-card', site: 'http://artifacts.example/', https: '0' }), []);
      assert.deepEqual(await about({ host: 'notion', as: 'trial-card', site: 'http://artifacts.example/', https: '0' }), [
        'http',
        'scripts',
        'sandbox',
        'height',
      ]);
      assert.deepEqual(await about({ host: 'mediawiki', as: 'iframe', site }), ['setup', 'height']);
    });

    it('follows each choice by keyboard, keeps it in the address, and copies the code', async () => {
      const { page } = await configure({ host: 'html', as: 'iframe' });
      await page
        .browserContext()
        .setPermission(
          new URL(world.site).origin,
          { permission: { name: 'clipboard-read' }, state: 'granted' },
          { permission: { name: 'clipboard-write' }, state: 'granted' },
        );
      await page.bringToFront();
      await page.focus('#host');
      await page.keyboard.type('No');
      await page.waitForFunction(() => document.querySelector('.outcome code')?.textContent.startsWith('http'), { polling: 50 });
      assert.match(page.url(), /[?&]host=notion/);
      await page.focus('.outcome [data-copy]');
      await page.keyboard.press('Enter');
      await page.waitForFunction(() => document.querySelector('.outcome [role="status"]')?.textContent === 'Copied.', { polling: 50 });
      assert.equal(await page.evaluate(() => navigator.clipboard.readText()), `${world.site}artifact/trial-steer?embed=1`);
      await page.close();
    });

    it('shows a live preview as it is chosen, in the chosen theme', async () => {
      const { page } = await configure({ host: 'html', as: 'trial-card', theme: 'dark' });
      await shownIn(page, 'trial-card', /NCT05089656/);
      assert.equal(await page.$eval('trial-card', (card) => getComputedStyle(card).colorScheme), 'dark');
      await page.close();
      const { page: framed } = await configure({ host: 'html', as: 'iframe', view: 'trials', width: '300' });
      await assertFramed(framed, true);
      assert.equal(await framed.$eval('artifact-frame', ({ clientWidth }) => clientWidth), 300);
      await framed.close();
    });

    it('says that a site is none while it is typed, and keeps the last code', async () => {
      const { page, code } = await configure({ host: 'html', as: 'iframe' });
      await page.focus('#site');
      await page.$eval('#site', (input) => (input as HTMLInputElement).select());
      await page.keyboard.type('nonsense');
      await page.waitForFunction(() => document.querySelector('#site-error')?.textContent.startsWith('This is no address'), { polling: 50 });
      assert.equal(await page.$eval('.outcome code', ({ textContent }) => textContent), code);
      await page.close();
    });
  });
});
