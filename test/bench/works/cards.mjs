/**
 * 1, 10, 100 and 1,000 infoboxes and trial cards by turns on one page, from the facts of real artifacts with their citations: script time alone
 * and all CPU of the main thread until they are painted, layout, heap a card, the longest task; then a change of one field in each of 1,000
 * cards. Against `innerHTML` of the same rows in plain words; script also against the cards' own final markup, set as a string into shadow
 * roots with the same style sheets, which is what is left where each card is written once. What a page costs that shows nothing is taken
 * from each.
 */
import { LIMIT, OURS, PEERS } from '../lib/peers.mjs';
import { ratioRow, row } from '../lib/results.mjs';
import { interleave, summarise, withoutIdle, withoutNothing } from '../lib/statistics.mjs';

export const title = 'cards';

const BARS = {
  markup: { 100: 2, 1000: 1.8 },
  citations: 1.3,
  cpu: { 100: 1.5, 1000: 0.8 },
  heap: 4,
  growth: 1.05,
};

/** Ours and its own markup, which show cards with citations or without. */
const OWN = {
  [OURS]: { page: OURS },
  markup: { page: 'markup' },
  uncited: { page: OURS, citations: 'uncited' },
  uncitedMarkup: { page: 'markup', citations: 'uncited' },
};

/** How many whole infoboxes are shown with all their citations and without. */
const WHOLE = 100;

const number = (count) => count.toLocaleString('en');

export const run = async ({ browser, pages, peers, citations, rounds, quick, tell }) => {
  const others = [LIMIT, ...peers.filter((name) => PEERS[name].cards && name !== LIMIT)];
  const counts = quick ? [1, 10, 100] : [1, 10, 100, 1000];
  const most = counts.at(-1);
  const rows = [];
  const all = {};
  for (const count of counts) {
    const measured = await interleave(
      [...Object.keys(OWN), 'nothing', ...others],
      rounds,
      async (name) => {
        const { page: script, citations: which = 'cited' } = OWN[name] ?? { page: name };
        const page = await browser.open(pages(script));
        await page.run(`bench.prepareCards(${count}, { citations: '${which}' })`);
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
  /** Of what was measured, that of ours and of those who show rows of words. */
  const besides = (measured) => Object.fromEntries([OURS, ...others].map((name) => [name, measured[name]]));

  for (const count of counts) {
    const { [OURS]: ours, markup, uncited, uncitedMarkup } = all[count].script;
    const words = `script against its own markup, ${number(count)}`;
    rows.push(ratioRow(title, words, { [OURS]: ours, markup }, 'markup', { bar: BARS.markup[count] }));
    rows.push(ratioRow(title, `${words}, without citations`, { [OURS]: uncited, markup: uncitedMarkup }, 'markup', {}));
  }

  const { script } = await interleave(
    ['cited', 'uncited'],
    rounds,
    async (name) => {
      const page = await browser.open(pages(OURS));
      await page.run(`bench.prepareCards(${WHOLE}, { kinds: ['whole'], citations: '${name}' })`);
      const cost = await page.costOf(() => page.run('bench.cards()'));
      await page.close();
      return { script: cost.script };
    },
    (text) => tell(`whole infoboxes: ${text}`),
  );
  rows.push(
    ratioRow(
      title,
      `script of a whole infobox with ${citations} citations against none, ${WHOLE}`,
      { [OURS]: script.cited, uncited: script.uncited },
      'uncited',
      { bar: BARS.citations },
    ),
  );

  for (const count of counts)
    rows.push(ratioRow(title, `script alone, ${number(count)}`, besides(all[count].script), LIMIT));
  for (const count of counts)
    rows.push(
      ratioRow(title, `all CPU until painted, ${number(count)}`, besides(all[count].cpu), LIMIT, {
        bar: BARS.cpu[count],
      }),
    );
  for (const count of counts.slice(-2))
    rows.push(ratioRow(title, `style and layout, ${number(count)}`, besides(all[count].layout), LIMIT));
  const perCard = Object.fromEntries(
    Object.entries(besides(all[most].heap)).map(([name, values]) => [name, values.map((bytes) => bytes / most / 1000)]),
  );
  rows.push(row(title, `JavaScript heap a card, ${number(most)}`, perCard, 'KB', { bar: BARS.heap }));
  for (const [what, words] of [
    ['updateScript', 'script alone'],
    ['updateCpu', 'all CPU until painted'],
  ])
    rows.push(ratioRow(title, `one field changed in ${number(most)}, ${words}`, besides(all[most][what]), LIMIT));
  const growth = Object.fromEntries(
    Object.keys(besides(all[most].cpu)).map((name) => [
      name,
      Math.log(summarise(all[most].cpu[name]).median / summarise(all[10].cpu[name]).median) / Math.log(most / 10),
    ]),
  );
  rows.push(row(title, `growth of CPU from 10 to ${number(most)}, exponent`, growth, '', { bar: BARS.growth }));

  rows.push(row(title, `longest task, ${number(most)}`, besides(all[most].longest), 'ms'));
  return rows;
};
