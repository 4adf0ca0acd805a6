/**
 * What it costs to read our own artifacts, and to make artifacts of a registry's record, against `JSON.parse` of the same text. Of the registries'
 * records the largest of those that were given, which are no part of the repository. CPU in Node.
 */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { OURS } from '../lib/peers.mjs';
import { ratioRow } from '../lib/results.mjs';

export const title = 'reading artifacts and records';

/** The most that reading our own artifacts may cost. */
const BAR = 3;

const cpuOf = (work) => {
  const start = process.cpuUsage();
  work();
  const { user, system } = process.cpuUsage(start);
  return (user + system) / 1000;
};

/** What `JSON.parse` of the texts and reading their data cost, round by round. */
const measure = (texts, read, rounds) => {
  const measured = { 'JSON.parse': [], [OURS]: [] };
  for (let round = 0; round < rounds; round++) {
    measured['JSON.parse'].push(cpuOf(() => texts.forEach((text) => JSON.parse(text))));
    const data = texts.map((text) => JSON.parse(text));
    measured[OURS].push(cpuOf(() => data.forEach(read)));
  }
  return measured;
};

const kilobytes = (texts) => `${Math.round(texts.join('').length / 1000).toLocaleString('en')} KB`;

const textsIn = (folder) =>
  readdirSync(folder)
    .filter((entry) => entry.endsWith('.json'))
    .map((file) => ({ file, text: readFileSync(folder + file, 'utf8') }));

const folderAt = (path) => fileURLToPath(new URL(path, import.meta.url));

export const run = async ({ rounds, tell, say }) => {
  await import('../../typescript.mjs');
  const { fromRecord } = await import('../../../src/artifact/formats/index.ts');
  tell('artifacts');
  const own = textsIn(folderAt('../../../artifacts/')).map(({ text }) => text);
  const rows = [
    ratioRow(
      title,
      `the ${own.length} artifacts of the repository, ${kilobytes(own)}`,
      measure(own, (data) => fromRecord(data), rounds),
      'JSON.parse',
      { bar: BAR },
    ),
  ];
  for (const name of ['ctgov-v2', 'openfda-label']) {
    const folder = folderAt(`../../../../shared/data/${name}/`);
    if (!existsSync(folder)) {
      say(
        `Left out: ${name}, which is not there. It belongs to the given records, which are no part of the repository.`,
      );
      continue;
    }
    tell(name);
    const [largest] = textsIn(folder).sort((a, b) => b.text.length - a.text.length);
    if (!largest) continue;
    const { file, text } = largest;
    rows.push(
      ratioRow(
        title,
        `${file}, ${kilobytes([text])}`,
        measure([text], (data) => fromRecord(data), rounds),
        'JSON.parse',
      ),
    );
  }
  return rows;
};
