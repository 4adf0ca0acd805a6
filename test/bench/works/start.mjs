/**
 * What the script costs in a fresh process, with no code cache: first with one infobox on the page, until that is shown, then compiled and
 * evaluated alone. Against its four libraries (Lit, marked, DOMPurify, valibot) evaluated eagerly, which show nothing. The bar: 0.9 for all
 * script with the infobox.
 */
import { LIMIT, OURS } from '../lib/peers.mjs';
import { ratioRow } from '../lib/results.mjs';
import { interleave, withoutIdle } from '../lib/statistics.mjs';

export const title = 'start of the script';

const page = (content) =>
  `<!doctype html><html lang="en"><meta charset="utf-8"><link rel="icon" href="data:,"><main id="root">${content}</main>`;

/** Runs in a page: starts the script in a task of its own, and resolves once what it shows is painted. */
const START = `new Promise((done) => setTimeout(async () => {
  document.head.append(script);
  const infobox = document.querySelector('drug-infobox');
  while (customElements.get('drug-infobox') && infobox && infobox.status !== 'ready') await new Promise(requestAnimationFrame);
  await infobox?.updateComplete;
  requestAnimationFrame(() => requestAnimationFrame(() => setTimeout(() => done(infobox?.shadowRoot?.querySelectorAll('td').length ?? 0))));
}))`;

export const run = async ({ browser, server, scripts, card, peers, rounds, tell }) => {
  server.put('/start', page(''));
  const json = JSON.stringify(card.artifact).replaceAll('<', '\\u003c');
  server.put('/start/infobox', page(`<drug-infobox><script type="application/json">${json}</script></drug-infobox>`));
  const yardsticks = ['libraries', 'nothing'];
  const works = [
    {
      what: 'with one infobox on the page',
      path: '/start/infobox',
      names: [OURS, ...yardsticks],
      bar: 0.9,
    },
    {
      what: 'compile and evaluate',
      path: '/start',
      names: [OURS, ...yardsticks, ...peers.filter((name) => name !== LIMIT)],
    },
  ];
  for (const name of works.at(-1).names) server.put(`/${name}.js`, scripts[name]);
  const rows = [];
  for (const { what, path, names, bar } of works)
    for (const slowdown of [1, 4]) {
      const measured = await interleave(
        names,
        rounds,
        async (name) => {
          const fresh = await browser.open(`${server.url}${path}`, slowdown);
          await fresh.run(
            `fetch('/${name}.js').then((answer) => answer.text()).then((text) => { globalThis.script = Object.assign(document.createElement('script'), { text }) })`,
          );
          let cells;
          const { cpu, script } = await fresh.costOf(async () => (cells = await fresh.run(START)));
          await fresh.close();
          if (name === OURS && path === '/start/infobox' && cells === 0) throw new Error('The infobox is not shown.');
          return { cpu, script };
        },
        tell,
      );
      const speed = slowdown === 1 ? 'full speed' : 'a quarter of the speed';
      rows.push(ratioRow(title, `${what}, script at ${speed}`, withoutIdle(measured.script), 'libraries', { bar }));
      rows.push(ratioRow(title, `${what}, all CPU at ${speed}`, withoutIdle(measured.cpu), 'libraries'));
    }
  return rows;
};
