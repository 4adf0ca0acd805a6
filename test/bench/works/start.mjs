/**
 * What the script costs before there is anything to show: compiled and evaluated in a fresh process, with no code cache. Against Lit, its
 * context, marked and DOMPurify evaluated eagerly. The bar: 0.35, since what a page does not use does not start.
 */
import { LIMIT, OURS } from '../lib/peers.mjs';
import { ratioRow } from '../lib/results.mjs';
import { interleave, withoutIdle } from '../lib/statistics.mjs';

export const title = 'start of the script';

export const run = async ({ browser, server, scripts, peers, rounds, tell }) => {
  const names = [OURS, 'libraries', 'nothing', ...peers.filter((name) => name !== LIMIT)];
  server.put('/start', '<!doctype html><meta charset="utf-8"><link rel="icon" href="data:,"><main id="root"></main>');
  for (const name of names) server.put(`/${name}.js`, scripts[name]);
  const rows = [];
  for (const slowdown of [1, 4]) {
    const measured = await interleave(
      names,
      rounds,
      async (name) => {
        const page = await browser.open(`${server.url}/start`, slowdown);
        await page.run(
          `fetch('/${name}.js').then((answer) => answer.text()).then((text) => { globalThis.script = Object.assign(document.createElement('script'), { text }) })`,
        );
        const { cpu } = await page.costOf(() => page.run('document.head.append(script), 0'));
        await page.close();
        return { cpu };
      },
      tell,
    );
    rows.push(
      ratioRow(
        title,
        `compile and evaluate, CPU at ${slowdown === 1 ? 'full speed' : 'a quarter of the speed'}`,
        withoutIdle(measured.cpu),
        'libraries',
        {
          bar: 0.35,
        },
      ),
    );
  }
  return rows;
};
