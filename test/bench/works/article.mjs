/**
 * An article of 14 KB, 140 KB and 1.4 MB: the text of the page on Zolgensma, 1, 10 and 100 times over with headings of their own. All CPU
 * of the main thread until the last line is painted, the time until the first block is, the longest task (at a quarter of the speed too), and the cost of
 * scrolling to the end. Against `innerHTML` of HTML that was made ahead. Then the same with the text that `artifact-viewer build` has
 * formatted.
 */
import { LIMIT, OURS } from '../lib/peers.mjs';
import { ratioRow, row } from '../lib/results.mjs';
import { buildSiteOf } from '../lib/site.mjs';
import { interleave, summarise, withoutIdle, withoutNothing } from '../lib/statistics.mjs';

export const title = 'an article';

/** Ours on a page of a built site. */
const PREBUILT = 'prebuilt';

/** Measurements with that in the place of ours. */
const asOurs = ({ [PREBUILT]: ours, ...others }) => ({ [OURS]: ours, ...others });

const SIZES = [
  { times: 1, size: '14 KB', bar: 4, prebuilt: 1.4 },
  { times: 10, size: '140 KB', bar: 1.6, prebuilt: 0.7 },
  { times: 100, size: '1.4 MB', bar: 1.2, prebuilt: 0.8 },
];

/**
 * The rows of text that was formatted when the site was built. The article and its text are fetched and read meanwhile; for `innerHTML`
 * the HTML is at hand.
 */
const prebuilt = async ({ browser, server, pages, articles, root, rounds, tell }, sizes) => {
  const site = buildSiteOf(
    root,
    server.url,
    sizes.map(({ times }) => articles(times).artifact),
  );
  for (const [path, text] of site) if (path.endsWith('.json')) server.put(path, text);
  const work = 'text prebuilt';
  const measure = async (name, times, slowdown) => {
    const page = await browser.open(pages(name), slowdown);
    await page.run(`bench.prepareArticle(${times})`);
    server.taken();
    const { cpu, longest } = await page.costOf(() => page.run('bench.article()'));
    if (name === PREBUILT && !server.taken().includes(`/artifacts/article-${times}.text.json`))
      throw new Error('The prebuilt text was not asked for.');
    await page.close();
    return { cpu, longest };
  };
  const rows = [];
  const largest = sizes.at(-1);
  let longest;
  for (const { times, size, prebuilt: bar } of sizes) {
    const measured = await interleave(
      [PREBUILT, 'nothing', LIMIT],
      rounds,
      (name) => measure(name, times, 1),
      (text) => tell(`${work}, ${size}: ${text}`),
    );
    ({ longest } = measured);
    rows.push(
      ratioRow(title, `${work}, all CPU until painted, ${size}`, asOurs(withoutIdle(measured.cpu)), LIMIT, { bar }),
    );
  }
  rows.push(row(title, `${work}, longest task, ${largest.size}`, asOurs(withoutNothing(longest)), 'ms', { bar: 50 }));
  const slow = await interleave(
    [PREBUILT, LIMIT],
    Math.min(rounds, 5),
    (name) => measure(name, largest.times, 4),
    (text) => tell(`${work}, a quarter of the speed: ${text}`),
  );
  const what = `${work}, longest task, ${largest.size}, a quarter of the speed`;
  rows.push(row(title, what, asOurs(slow.longest), 'ms', { bar: 120 }));
  return rows;
};

export const run = async (bench) => {
  const { browser, server, pages, articles, peers, rounds, quick, tell } = bench;
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
  return [...rows, ...(await prebuilt(bench, sizes))];
};
