/**
 * What it costs to read a registry's record: for each file of ../shared/data/ctgov-v2 and ../shared/data/openfda-label its size, its
 * sites, the CPU time of `JSON.parse` and that of making artifacts of it, in milliseconds (the median of 15 rounds), and their ratio.
 *
 * Use: node --import ./test/typescript.mjs test/bench/records.mjs
 */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { fromRecord } from '../../src/artifact/formats/index.ts';

const ROUNDS = 15;
const median = (times) => times.sort((a, b) => a - b)[times.length >> 1];
const timed = (work) =>
  median(
    Array.from({ length: ROUNDS }, () => {
      const start = process.cpuUsage();
      work();
      const { user, system } = process.cpuUsage(start);
      return (user + system) / 1000;
    }),
  );

const rows = [];
for (const name of ['ctgov-v2', 'openfda-label']) {
  const folder = fileURLToPath(new URL(`../../../shared/data/${name}/`, import.meta.url));
  if (!existsSync(folder)) {
    console.log(`Left out: ${name}, which is not there. It belongs to the given records, which are no part of the repository.`);
    continue;
  }
  for (const file of readdirSync(folder).filter((entry) => entry.endsWith('.json'))) {
    const text = readFileSync(folder + file, 'utf8');
    const json = JSON.parse(text);
    const sites = json.protocolSection?.contactsLocationsModule?.locations?.length ?? 0;
    const parse = timed(() => JSON.parse(text));
    const make = timed(() => fromRecord(structuredClone(json))) - timed(() => structuredClone(json));
    rows.push({
      file,
      KB: Math.round(text.length / 1000),
      sites,
      'JSON.parse': parse.toFixed(1),
      artifacts: make.toFixed(1),
      ratio: (make / parse).toFixed(1),
    });
  }
}
console.table(rows.sort((a, b) => b.KB - a.KB).slice(0, 12));
