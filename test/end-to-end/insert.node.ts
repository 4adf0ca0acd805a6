import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import { startWorld, type World } from './browser.js';
import { Stranger } from './stranger.js';

/** Shows a card's worth of HTML, and what the page then holds. */
const CODE = `
  import { fragment } from './src/text/html.ts';
  import { insert } from './src/text/insert.ts';
  import { html } from './src/writers/html/template.ts';
  const text = '5 < 6 & "7"]]> <b>';
  const root = document.body.firstElementChild.attachShadow({ mode: 'open' });
  const rows = [text, 'x'].map((one) => html\`<tr><th scope="row" title=\${one}>\${one}</th><td>1<br />2</td></tr>\`);
  insert(root, html\`<table><tbody>\${rows}</tbody></table><p><a href=\${fragment('a')}>\${text}</a></p>\`);
  const all = [...root.querySelectorAll('*')];
  globalThis.shown = {
    names: all.map(({ localName }) => localName).join(' '),
    isHtml: all.every(({ namespaceURI, ownerDocument }) => namespaceURI === document.body.namespaceURI && ownerDocument === document),
    texts: ['th', 'a'].map((name) => root.querySelector(name).textContent === text && root.querySelector('th').title === text),
  };`;

describe('HTML that a template has written', () => {
  let world: World;
  const stranger = new Stranger();
  before(async () => {
    world = await startWorld();
    await stranger.start();
    const { outputFiles } = await build({
      stdin: { contents: CODE, resolveDir: fileURLToPath(new URL('../../', import.meta.url)) },
      bundle: true,
      write: false,
      format: 'iife',
    });
    stranger.pages.set('/insert.js', {
      body: outputFiles[0]?.text ?? '',
      headers: { 'Content-Type': 'text/javascript' },
    });
  });
  after(async () => {
    await stranger.stop();
    await world.close();
  });

  for (const [what, type, policy] of [
    ['is HTML in a page', 'text/html', ''],
    ['is HTML in a page that is XHTML', 'application/xhtml+xml', ''],
    ['is HTML in a page that is XML', 'application/xml', ''],
    [
      'is let in by a policy that requires Trusted Types',
      'text/html',
      "default-src 'none'; script-src 'self'; require-trusted-types-for 'script'; trusted-types artifact-viewer lit-html",
    ],
  ] as const)
    it(what, async () => {
      stranger.pages.set('/', {
        body: `${type === 'text/html' ? '<!doctype html>' : ''}<html xmlns="http://www.w3.org/1999/xhtml" lang="en"><head><title>Page</title></head><body><div></div><script src="/insert.js"></script></body></html>`,
        headers: { 'Content-Type': `${type}; charset=utf-8`, ...(policy && { 'Content-Security-Policy': policy }) },
      });
      const opened = await world.open(stranger.url);
      assert.deepEqual(await opened.page.evaluate('globalThis.shown'), {
        names: 'table tbody tr th td br tr th td br p a',
        isHtml: true,
        texts: [true, true],
      });
      assert.deepEqual(opened.complaints, []);
      await opened.page.close();
    });
});
