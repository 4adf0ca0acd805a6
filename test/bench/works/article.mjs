/**
 * An article of 14 KB, 140 KB and 1.4 MB: the text of the page on Zolgensma, 1, 10 and 100 times over with headings of their own. All CPU
 * of the main thread until the last line is painted, the time until the first block is, the longest task (at a quarter of the speed too), and the cost of
 * scrolling to the end. Against `innerHTML` of HTML that was made ahead.
 */
import { LIMIT, OURS } from '../lib/peers.mjs';
import { ratioRow, row } from '../lib/results.mjs';
import { interleave, summarise, withoutIdle, withoutNothing } from '../lib/statistics.mjs';

export const title = 'an article';

const SIZES = [
  { times: 1, size: '14 KB', bar: 4 },
  { times: 10, size: '140 KB', bar: 1.6 },
  { times: 100, size: '1.4 MB', bar: 1.2 },
];

export const run = async ({ browser, server, pages, articles, peers, rounds, quick, tell }) => {
  const names = [OURS, 'nothing', ...peers];
  const sizes = quick ? SIZES.slice(0, 2) : SIZES;
  const largest = sizes.at(-1);
  for (const { times } of sizes) server.put(`/article-${times}.json`, JSON.stringify(articles(times)));
  const all = {};
  for (const { times, size } of sizes) {
    const measured = await interleave(
      names,
      rounds,
      async (name) => {
        const page = await browser.open(pages(name));
        await page.run(`bench.prepareArticle(${times})`);
        const { cpu, script, longest } = await page.costOf(() => page.run('bench.article()'));
        const first = await page.run('bench.first()');
        const scroll = await page.costOf(() => page.run('bench.scroll()'));
        await page.close();
        return { cpu, script, longest, first, scroll: scroll.cpu };
      },
      (text) => tell(`${size}: ${text}`),
    );
    all[times] = Object.fromEntries(
      Object.entries(measured).map(([what, values]) => [
        what,
        /first|longest|script/.test(what) ? withoutNothing(values) : withoutIdle(values),
      ]),
    );
  }
  const rows = sizes.map(({ times, size, bar }) =>
    ratioRow(title, `all CPU until painted, ${size}`, all[times].cpu, LIMIT, { bar }),
  );
  for (const { times, size } of sizes) rows.push(ratioRow(title, `script alone, ${size}`, all[times].script, LIMIT));
  for (const { times, size } of sizes)
    rows.push(ratioRow(title, `scrolling to the end, ${size}`, all[times].scroll, LIMIT));
  const [smallest] = sizes;
  const later = Object.fromEntries(
    Object.entries(all[largest.times].first).map(([name, values]) => [
      name,
      values.map((value, round) => value / all[smallest.times].first[name][round]),
    ]),
  );
  rows.push(row(title, `first block on screen, ${largest.size} against ${smallest.size}`, later, '×', { bar: 1.5 }));
  rows.push(row(title, `first block on screen, ${largest.size}`, all[largest.times].first, 'ms'));
  const before = sizes.at(-2);
  const growth = Object.fromEntries(
    Object.keys(all[1].cpu).map((name) => [
      name,
      Math.log(summarise(all[largest.times].cpu[name]).median / summarise(all[before.times].cpu[name]).median) /
        Math.log(largest.times / before.times),
    ]),
  );
  rows.push(row(title, `growth of CPU from ${before.size} to ${largest.size}, exponent`, growth, '', { bar: 1.05 }));

  rows.push(row(title, `longest task, ${largest.size}`, all[largest.times].longest, 'ms', { bar: 50 }));

  // Who needs seconds at full speed is not asked to at a quarter of it.
  const { longest } = await interleave(
    [OURS, LIMIT, ...peers.filter((name) => name === 'preact')],
    Math.min(rounds, 5),
    async (name) => {
      const page = await browser.open(pages(name), 4);
      await page.run(`bench.prepareArticle(${largest.times})`);
      const cost = await page.costOf(() => page.run('bench.article()'));
      await page.close();
      return { longest: cost.longest };
    },
    (text) => tell(`a quarter of the speed: ${text}`),
  );
  rows.push(row(title, `longest task, ${largest.size}, a quarter of the speed`, longest, 'ms', { bar: 100 }));
  return rows;
};
