/**
 * Whether cards that were taken away are gone: an infobox and a trial card are put into a page and taken out again 100 times, and then 1,000
 * times more; an article likewise, 20 and 200 times. The heap afterwards against the heap before, once garbage is collected. The bar: 1.02.
 */
import { OURS, PEERS } from '../lib/peers.mjs';
import { row } from '../lib/results.mjs';
import { interleave } from '../lib/statistics.mjs';

export const title = 'mounts and unmounts';

export const run = async ({ browser, server, pages, articles, peers, rounds, quick, tell }) => {
  const some = Math.min(rounds, 3);
  const [before, times] = quick ? [20, 200] : [100, 1000];
  const grown = async (page, work) => {
    await page.run(work(before));
    const [heap, nodes] = [await page.heap(), await page.nodes()];
    await page.run(work(times));
    const result = { heap: (await page.heap()) / heap, nodes: (await page.nodes()) - nodes };
    await page.close();
    return result;
  };
  const cards = await interleave(
    [OURS, ...peers.filter((name) => PEERS[name].cards)],
    some,
    async (name) => {
      const page = await browser.open(pages(name));
      await page.run('bench.prepareCards(2)');
      return grown(page, (count) => `bench.mountAndUnmount(${count})`);
    },
    tell,
  );
  server.put('/article-1.json', JSON.stringify(articles(1)));
  const article = await interleave(
    [OURS],
    some,
    async () => {
      const page = await browser.open(pages(OURS));
      await page.run('bench.prepareArticle(1)');
      return grown(
        page,
        (count) =>
          `(async () => { for (let time = 0; time < ${count / 5}; time++) { await bench.article(); document.querySelector('#root').replaceChildren(); } })()`,
      );
    },
    tell,
  );
  const number = times.toLocaleString('en');
  return [
    row(title, `heap after ${number} pairs of cards against before`, cards.heap, '×', { bar: 1.02 }),
    row(title, `DOM nodes more after ${number} pairs of cards`, cards.nodes, ''),
    row(title, `heap after ${times / 5} articles against before`, article.heap, '×', { bar: 1.02 }),
  ];
};
