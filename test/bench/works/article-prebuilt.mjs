/**
 * The articles of `article.mjs` as `artifact-viewer build` publishes them, with their text formatted: all CPU of the main thread until the
 * last line is painted, and the longest task (at a quarter of the speed too), beside `innerHTML` of the same. Ours fetches the article
 * and its text and reads them meanwhile; `innerHTML` has its HTML at hand.
 */
import { LIMIT, OURS } from '../lib/peers.mjs';
import { ratioRow, row } from '../lib/results.mjs';
import { buildSiteOf } from '../lib/site.mjs';
import { interleave, withoutIdle, withoutNothing } from '../lib/statistics.mjs';

export const title = 'an article with text prebuilt';

const SIZES = [
  { times: 1, size: '14 KB', bar: 1.4 },
  { times: 10, size: '140 KB', bar: 0.7 },
  { times: 100, size: '1.4 MB', bar: 0.8 },
];

/** Ours on a page of a built site. */
const PREBUILT = 'prebuilt';

/** Measurements with that in the place of ours. */
const asOurs = ({ [PREBUILT]: ours, ...others }) => ({ [OURS]: ours, ...others });

/** Shows an article once, in a page of its own. */
const measure = async ({ browser, server, pages }, name, times, slowdown) => {
  const page = await browser.open(pages(name), slowdown);
  await page.run(`bench.prepareArticle(${times})`);
  server.taken();
  const { cpu, longest } = await page.costOf(() => page.run('bench.article()'));
  await page.close();
  if (name === PREBUILT && !server.taken().includes(`/artifacts/article-${times}.text.json`))
    throw new Error('The prebuilt text was not asked for.');
  return { cpu, longest };
};

export const run = async (bench) => {
  const { server, articles, root, rounds, quick, tell } = bench;
  const sizes = quick ? SIZES.slice(0, 2) : SIZES;
  const artifacts = sizes.map(({ times }) => articles(times).artifact);
  for (const [path, text] of buildSiteOf(root, server.url, artifacts))
    if (path.endsWith('.json')) server.put(path, text);
  for (const { times } of sizes) server.put(`/article-${times}.json`, JSON.stringify(articles(times)));
  const rows = [];
  const largest = sizes.at(-1);
  let longest;
  for (const { times, size, bar } of sizes) {
    const measured = await interleave(
      [PREBUILT, 'nothing', LIMIT],
      rounds,
      (name) => measure(bench, name, times, 1),
      (text) => tell(`${size}: ${text}`),
    );
    ({ longest } = measured);
    rows.push(ratioRow(title, `all CPU until painted, ${size}`, asOurs(withoutIdle(measured.cpu)), LIMIT, { bar }));
  }
  rows.push(row(title, `longest task, ${largest.size}`, asOurs(withoutNothing(longest)), 'ms', { bar: 50 }));
  const slow = await interleave(
    [PREBUILT, LIMIT],
    Math.min(rounds, 5),
    (name) => measure(bench, name, largest.times, 4),
    (text) => tell(`a quarter of the speed: ${text}`),
  );
  rows.push(
    row(title, `longest task, ${largest.size}, a quarter of the speed`, asOurs(slow.longest), 'ms', { bar: 120 }),
  );
  return rows;
};
