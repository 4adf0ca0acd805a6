/**
 * How much the text of a page moves while a card in it loads, with nothing in any cache: the browser's layout shifts, in the page and in its
 * frames, the most of all rounds. The bar: 0.
 */
import { setTimeout as wait } from 'node:timers/promises';
import { OURS } from '../lib/peers.mjs';
import { row } from '../lib/results.mjs';
import { LARGEST } from '../lib/site.mjs';

export const title = 'layout shift while loading';

const COUNT = `globalThis.shift = 0;
new PerformanceObserver((list) => { for (const { value } of list.getEntries()) shift += value; }).observe({ type: 'layout-shift', buffered: true });`;

const WORDS = '<p>The words of the page around, which somebody has begun to read when the card comes.</p>';
const SCRIPT = '<script src="/artifact-viewer.js" async></script>';
const ID = 'therapeutics-zolgensma';
const CARD = `<drug-infobox artifact-id="${ID}"></drug-infobox>`;

const page = (card, script) =>
  `<!doctype html><html lang="en"><meta charset="utf-8"><link rel="icon" href="data:,"><link rel="stylesheet" href="/page.css">${script}${WORDS}${card}${WORDS.repeat(3)}`;

export const run = async (bench) => {
  const { browser, server, site, rounds, tell } = bench;
  for (const [path, text] of site()) server.put(path, text);
  server.put('/blank', '<!doctype html><meta charset="utf-8"><link rel="icon" href="data:,">');
  const frame = (more = '') =>
    `<iframe src="/artifact/${ID}?embed=1" title="Zolgensma" width="100%" height="600"${more}></iframe>`;
  const cases = {
    'in the page, as pasted': page(CARD, SCRIPT),
    'in the page, with min-height': page(CARD.replace(' ', ' style="display: block; min-height: 150em" '), SCRIPT),
    'in a pasted frame': page(frame(), ''),
    'in a pasted frame, with our script in the page': page(frame(), SCRIPT),
    'in <artifact-frame>': page(
      `<artifact-frame src="/artifact/${ID}?embed=1" style="display: block; min-height: 600px"></artifact-frame>`,
      SCRIPT,
    ),
  };
  const names = Object.keys(cases);
  names.forEach((name, index) => server.put(`/shift/${index}`, cases[name]));
  const addresses = [
    ...names.map((name, index) => [name, `/shift/${index}`]),
    ['the prerendered page', `/artifact/${LARGEST}`],
  ];
  const rows = [];
  for (const [name, path] of addresses) {
    const shifts = [];
    for (let round = 0; round < Math.min(rounds, 3); round++) {
      tell(`${name}, round ${round + 1}`);
      const fresh = await browser.open(`${server.url}/blank`);
      await fresh.beforeAll(COUNT);
      await fresh.goTo(`${server.url}${path}`);
      // What comes late comes within two seconds: all of it is on this machine.
      await wait(2000);
      const inFrames = await fresh.inFrames('shift');
      shifts.push(inFrames.reduce((sum, value) => sum + value, 0));
      await fresh.close();
    }
    rows.push(row(title, name, { [OURS]: Math.max(...shifts) }, '', { bar: 0 }));
  }
  return rows;
};
