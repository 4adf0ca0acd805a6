import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import type { Page } from 'puppeteer-core';
import { renderedText, settled, startWorld, type World } from './browser.js';
import { until } from './frames.js';
import { allowClipboard, visitPage } from './pages.js';
import { shownIn, Stranger } from './stranger.js';
import { thisRun } from './this-run.js';

describe('the configurator', () => {
  let world: World;
  before(async () => {
    world = await startWorld();
  });
  after(() => world.close());
  const host = new Stranger();
  before(() => host.start());
  after(() => host.stop());

  /** What the configurator gives for these choices, as a reader finds it on the page. */
  const configure = async (choices: Record<string, string>) => {
    const { page } = await visitPage(
      world,
      `configurator?${new URLSearchParams({ site: world.site, id: 'trial-steer', ...choices }).toString()}`,
    );
    await page.waitForSelector('.outcome:not([hidden])');
    const read = await page.evaluate(() => {
      const text = (selector: string) => document.querySelector(selector)?.textContent ?? '';
      return {
        code: text('.outcome .snippet code'),
        policy: text('[data-policy] code'),
        warnings: [...document.querySelectorAll<HTMLElement>('.warnings li')].map((line) => ({
          about: line.dataset.about,
          text: line.textContent,
        })),
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
          const shown =
            document.querySelector('iframe') ??
            document.querySelector('artifact-frame')?.shadowRoot?.querySelector('iframe');
          return (shown?.clientHeight ?? 0) > 600;
        },
        { polling: 100 },
      );
  };

  /** A page that lets in nothing but what the configurator says it must, and its own empty icon. */
  const strict = (policy: string) =>
    `default-src 'none'; require-trusted-types-for 'script'; ${policy.replaceAll('\n', ' ')} img-src data:`;

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
    const all = ['iframe', 'artifact-frame', 'trial-card'];
    for (const as of all.filter((_as, index) => thisRun.all || index === thisRun.slice % all.length)) {
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
    assert.deepEqual(
      await about({ host: 'html', as: 'trial-card', site: 'http://artifacts.example/', https: '0' }),
      [],
    );
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
    await allowClipboard(world, page);
    await page.focus('#host');
    await page.keyboard.type('No');
    await page.waitForFunction(() => document.querySelector('.outcome code')?.textContent.startsWith('http'), {
      polling: 50,
    });
    assert.match(page.url(), /[?&]host=notion/);
    await page.focus('.outcome [data-copy]');
    await page.keyboard.press('Enter');
    await page.waitForFunction(() => document.querySelector('.outcome [role="status"]')?.textContent === 'Copied.', {
      polling: 50,
    });
    assert.equal(
      await page.evaluate(() => navigator.clipboard.readText()),
      `${world.site}artifact/trial-steer?embed=1`,
    );
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

  it('previews the frame that a host gets, with its size to choose, where an element was asked for', async () => {
    const { page } = await configure({ host: 'discourse', as: 'trial-card', height: '320' });
    await assertFramed(page, false);
    assert.equal(await page.$eval('#height', (input) => (input as HTMLInputElement).disabled), false);
    assert.match(await page.$eval('.outcome code', ({ textContent }) => textContent), / height="320" /);
    await page.close();
  });

  it('says that a site is none while it is typed, and keeps the last code', async () => {
    const { page, code } = await configure({ host: 'html', as: 'iframe' });
    await page.focus('#site');
    await page.$eval('#site', (input) => (input as HTMLInputElement).select());
    await page.keyboard.type('nonsense');
    await page.waitForFunction(
      () => document.querySelector('#site-error')?.textContent.startsWith('This is no address'),
      { polling: 50 },
    );
    assert.equal(await page.$eval('.outcome code', ({ textContent }) => textContent), code);
    await page.close();
  });
});
