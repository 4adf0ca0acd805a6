/** 100 infoboxes that name the same file: how often it is asked for, and how often it is parsed. The bar: once. */
import { OURS } from '../lib/peers.mjs';
import { row } from '../lib/results.mjs';

export const title = '100 elements on one address';

/** Counts the JSON that is parsed, by whichever way; short ones are of nobody's file. */
const COUNT = `globalThis.parsed = 0;
const { parse } = JSON;
JSON.parse = function (text, ...rest) { if (String(text).length > 1000) parsed++; return parse.call(this, text, ...rest); };
const { json } = Response.prototype;
Response.prototype.json = function () { parsed++; return json.call(this); };`;

export const run = async ({ browser, server, card }) => {
  server.put('/blank', '<!doctype html><meta charset="utf-8"><link rel="icon" href="data:,">');
  server.put('/shared.json', JSON.stringify(card.artifact));
  server.put(
    '/shared',
    `<!doctype html><html lang="en"><meta charset="utf-8"><link rel="icon" href="data:,"><script src="/artifact-viewer.js" async></script>${'<drug-infobox src="/shared.json"></drug-infobox>'.repeat(100)}`,
  );
  const page = await browser.open(`${server.url}/blank`);
  await page.beforeAll(COUNT);
  server.taken();
  await page.goTo(`${server.url}/shared`);
  await page.run(`(async () => {
    await customElements.whenDefined('drug-infobox');
    while ([...document.querySelectorAll('drug-infobox')].some(({ status, shadowRoot }) => status !== 'ready' || !shadowRoot.querySelector('td'))) await new Promise(requestAnimationFrame);
  })()`);
  const parses = await page.run('parsed');
  await page.close();
  const requests = server.taken().filter((path) => path === '/shared.json').length;
  return [
    row(title, 'requests', { [OURS]: requests }, '', { bar: 1 }),
    row(title, 'parses', { [OURS]: parses }, '', { bar: 1 }),
  ];
};
