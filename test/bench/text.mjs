// How long authored text takes to become HTML: ordinary text a megabyte, then the inputs that are slowest for their size. `node --import ./test/typescript.mjs test/bench/text.mjs`
// The generators of ../shared/data/security/own/redos-markdown.json are used where that folder is; a few of our own always.
import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const { toHtml } = await import('../../src/text/markdown.ts');
const { piecesOf, hasEndlessLine } = await import('../../src/text/limits.ts');

const CORPUS = fileURLToPath(new URL('../../../shared/data/security/own/redos-markdown.json', import.meta.url));
const OWN = ['**_* ', '*a **a ', '~a~~b ', '![[]()', '!', '&a;', '> ', '- ', '|a', '<b>'].map((text) => ({ title: text, input: [[text, 1]] }));
const generators = [...OWN, ...(existsSync(CORPUS) ? JSON.parse(readFileSync(CORPUS, 'utf8')) : [])];
if (generators.length === OWN.length) console.log(`(${CORPUS} is not there: only ${OWN.length} generators)`);

/** The input of a size: each text as often as its factor of the size says, once where that is 0. */
const generate = (input, size) =>
  input.map(([text, factor]) => text.repeat(factor === 0 ? 1 : Math.max(1, Math.round((size * factor) / text.length)))).join('');

/** The longest that one piece of a text takes, and all of it, in milliseconds. */
const time = (text) => {
  let longest = 0;
  const start = performance.now();
  for (const piece of piecesOf(text)) {
    const from = performance.now();
    // What is plain from the start never reaches the parser.
    if (!hasEndlessLine(piece)) toHtml(piece, false);
    longest = Math.max(longest, performance.now() - from);
  }
  return { longest, all: performance.now() - start };
};

const ORDINARY = 'Nusinersen is given by **lumbar puncture** ([label](https://label.example/12)); *four* loading doses, then every 4 months.\n\n';
time(ORDINARY.repeat(200));
const ordinary = time(ORDINARY.repeat(8_000));
console.log(
  `ordinary text: ${((ordinary.all * 1e6) / (ORDINARY.length * 8_000)).toFixed(0)} ms a megabyte, its longest piece ${ordinary.longest.toFixed(0)} ms\n`,
);
console.log('the slowest of each size: the longest piece, all, in ms');
for (const size of [4_096, 65_536, 1_048_576]) {
  const timed = generators.map(({ title, input }) => ({ title, ...time(generate(input, size)) })).sort((a, b) => b.longest - a.longest);
  console.log(`${size / 1024} KB`);
  for (const { title, longest, all } of timed.slice(0, 3))
    console.log(`  ${longest.toFixed(0).padStart(6)} ${all.toFixed(0).padStart(6)}  ${JSON.stringify(title)}`);
}
