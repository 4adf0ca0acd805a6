/**
 * 1, 10, 100 and 1,000 infoboxes and trial cards by turns on one page, from the rows of real artifacts: script time alone and all CPU of the
 * main thread until they are painted, layout, heap a card, the longest task; then a change of one field in each of 1,000 cards.
 * Against `innerHTML` of the same rows. What a page costs that shows nothing is taken from each.
 */
import { LIMIT, OURS, PEERS } from '../lib/peers.mjs';
import { ratioRow, row } from '../lib/results.mjs';
import { interleave, summarise, withoutIdle, withoutNothing } from '../lib/statistics.mjs';

export const title = 'cards';

const BARS = { script: 1.5, cpu: { 100: 0.35, 1000: 0.25 }, heap: 4, growth: 1.05 };

export const run = async ({ browser, pages, peers, rounds, quick, tell }) => {
  const names = [OURS, 'nothing', ...peers.filter((name) => PEERS[name].cards)];
  const counts = quick ? [1, 10, 100] : [1, 10, 100, 1000];
  const most = counts.at(-1);
  const rows = [];
  const all = {};
  for (const count of counts) {
    const measured = await interleave(
      names,
      rounds,
      async (name) => {
        const page = await browser.open(pages(name));
        await page.run(`bench.prepareCards(${count})`);
        const before = count === most ? await page.heap() : 0;
        const cost = await page.costOf(() => page.run('bench.cards()'));
        if (name !== 'nothing' && !(await page.run('bench.words()')).includes(` ${count} `))
          throw new Error(`${name} does not show ${count} cards.`);
        if (count === most) {
          cost.heap = (await page.heap()) - before;
          await page.run('bench.prepareUpdate()');
          const update = await page.costOf(() => page.run('bench.update()'));
          if (name !== 'nothing' && !/321/.test(await page.run('bench.words()')))
            throw new Error(`${name} does not show what was changed.`);
          Object.assign(cost, { updateCpu: update.cpu, updateScript: update.script });
        }
        await page.close();
        return cost;
      },
      (text) => tell(`${count}: ${text}`),
    );
    all[count] = Object.fromEntries(
      Object.entries(measured).map(([what, values]) => [
        what,
        /longest|script/i.test(what) ? withoutNothing(values) : withoutIdle(values),
      ]),
    );
  }
  const number = (count) => count.toLocaleString('en');
  for (const count of counts)
    rows.push(ratioRow(title, `script alone, ${number(count)}`, all[count].script, LIMIT, { bar: BARS.script }));
  for (const count of counts)
    rows.push(
      ratioRow(title, `all CPU until painted, ${number(count)}`, all[count].cpu, LIMIT, { bar: BARS.cpu[count] }),
    );
  for (const count of counts.slice(-2))
    rows.push(ratioRow(title, `style and layout, ${number(count)}`, all[count].layout, LIMIT));
  const perCard = Object.fromEntries(
    Object.entries(all[most].heap).map(([name, values]) => [name, values.map((bytes) => bytes / most / 1000)]),
  );
  rows.push(row(title, 'JavaScript heap a card', perCard, 'KB', { bar: BARS.heap }));
  rows.push(ratioRow(title, `one field changed in ${number(most)}, script alone`, all[most].updateScript, LIMIT));
  rows.push(ratioRow(title, `one field changed in ${number(most)}, all CPU until painted`, all[most].updateCpu, LIMIT));
  const growth = Object.fromEntries(
    Object.keys(all[most].cpu).map((name) => [
      name,
      Math.log(summarise(all[most].cpu[name]).median / summarise(all[10].cpu[name]).median) / Math.log(most / 10),
    ]),
  );
  rows.push(row(title, `growth of CPU from 10 to ${number(most)}, exponent`, growth, '', { bar: BARS.growth }));

  rows.push(row(title, `longest task, ${number(most)}`, all[most].longest, 'ms'));
  return rows;
};
