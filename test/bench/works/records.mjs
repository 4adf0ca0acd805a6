/**
 * What it costs to make artifacts of a registry's record, against `JSON.parse` of the same file: the largest of those that were given, which are no part
 * of the repository. CPU in Node.
 */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { OURS } from '../lib/peers.mjs';
import { ratioRow } from '../lib/results.mjs';

export const title = 'reading a registry’s record';

const cpuOf = (work) => {
  const start = process.cpuUsage();
  work();
  const { user, system } = process.cpuUsage(start);
  return (user + system) / 1000;
};

export const run = async ({ rounds, tell, say }) => {
  await import('../../typescript.mjs');
  const { fromRecord } = await import('../../../src/artifact/formats/index.ts');
  const rows = [];
  for (const name of ['ctgov-v2', 'openfda-label']) {
    const folder = fileURLToPath(new URL(`../../../../shared/data/${name}/`, import.meta.url));
    if (!existsSync(folder)) {
      say(
        `Left out: ${name}, which is not there. It belongs to the given records, which are no part of the repository.`,
      );
      continue;
    }
    tell(name);
    const [largest] = readdirSync(folder)
      .filter((entry) => entry.endsWith('.json'))
      .map((file) => ({ file, text: readFileSync(folder + file, 'utf8') }))
      .sort((a, b) => b.text.length - a.text.length);
    if (!largest) continue;
    const { file, text } = largest;
    const measured = { 'JSON.parse': [], [OURS]: [] };
    for (let round = 0; round < rounds; round++) {
      measured['JSON.parse'].push(cpuOf(() => JSON.parse(text)));
      const json = JSON.parse(text);
      measured[OURS].push(cpuOf(() => fromRecord(json)));
    }
    rows.push(
      ratioRow(title, `${file}, ${Math.round(text.length / 1000).toLocaleString('en')} KB`, measured, 'JSON.parse'),
    );
  }
  return rows;
};
