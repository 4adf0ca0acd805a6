/**
 * What it costs the browser to read an artifact of ours: to check and copy what `JSON.parse` made of it. Against `JSON.parse` of the same text,
 * for the largest artifact of each kind in the repository, often enough in one page that both are compiled. The bar: 3.
 */
import { readdirSync, readFileSync } from 'node:fs';
import { ARTIFACTS } from '../lib/content.mjs';
import { OURS } from '../lib/peers.mjs';
import { ratioRow } from '../lib/results.mjs';
import { interleave } from '../lib/statistics.mjs';

export const title = 'reading a native artifact';

/** How much is read in one round, in characters: some 20 ms of `JSON.parse`. */
const AMOUNT = 4_000_000;

/** The largest text of each kind. */
const largest = () => {
  const byKind = new Map();
  for (const name of readdirSync(ARTIFACTS).filter((each) => each.endsWith('.json'))) {
    const text = readFileSync(new URL(name, ARTIFACTS), 'utf8');
    const { kind } = JSON.parse(text);
    if (text.length > (byKind.get(kind)?.length ?? 0)) byKind.set(kind, text);
  }
  return byKind;
};

export const run = async ({ browser, server, scripts, rounds, tell }) => {
  server.put('/reader.js', scripts.reader);
  server.put(
    '/reading',
    '<!doctype html><meta charset="utf-8"><link rel="icon" href="data:,"><script src="/reader.js"></script>',
  );
  const rows = [];
  for (const [kind, text] of largest()) {
    const times = Math.ceil(AMOUNT / text.length);
    server.put('/reading.json', text);
    // A round measures both in one page, and so has one turn.
    const { parse, read } = await interleave(
      [OURS],
      rounds,
      async () => {
        const page = await browser.open(`${server.url}/reading`);
        // Once to compile it.
        await page.run(`reader.prepare(${Math.ceil(times / 10)}).then(() => { reader.parse(); reader.read(); })`);
        await page.run(`reader.prepare(${times})`);
        await page.heap();
        const start = await page.cpu();
        await page.run('reader.parse()');
        const parsed = await page.cpu();
        const count = await page.run('reader.read()');
        const end = await page.cpu();
        await page.close();
        if (count !== times) throw new Error(`Only ${count} of ${times} were read whole: ${kind}`);
        return { parse: parsed - start, read: end - parsed };
      },
      (words) => tell(`${kind}: ${words}`),
    );
    rows.push(
      ratioRow(
        title,
        `${kind}, ${Math.round(text.length / 1000)} KB, ${times.toLocaleString('en')} times`,
        { [OURS]: read[OURS], 'JSON.parse': parse[OURS] },
        'JSON.parse',
        { bar: 3 },
      ),
    );
  }
  return rows;
};
