// Prints what Markdown that was made to be slow costs: `node --import ./test/typescript.mjs test/bench/text.mjs [KB,KB…]`.
// Each row is one generator: the CPU time of the whole text, and of the task of the page that takes longest. The parser
// only: browsers' own work is in test/text/limits.test.ts, by the nodes that come out.
import { existsSync, readFileSync } from 'node:fs';
import { hasEndlessLine, isTangled, piecesOf, WORK_OF_A_TASK, workOf } from '../../src/text/limits.ts';
import { toHtml } from '../../src/text/markdown.ts';

const SHARED = new URL('../../../shared/data/security/own/redos-markdown.json', import.meta.url);
const sizes = (process.argv[2] ?? '4,64,1024').split(',').map(Number);

const ORDINARY = 'Nusinersen is given by **lumbar puncture** ([label](https://label.example/12)); *four* loading doses, then every 4 months.\n\n';

/** Repeated as they stand, up to the size. */
const OWN = [
  '**_* ',
  '*a **a ',
  '~a~~b ',
  'a.a.a.',
  '[a](',
  '[a][',
  '<a ',
  '<!-- ',
  '![',
  '[^a]',
  '- a\n  - b\n',
  '> - ',
  '1) ',
  '[a]: ',
  '[r]',
  'www.',
  'a@b',
  '&amp;',
  '\\[',
  '`\\',
  '<b>',
  '*a*',
  '    a\n\n',
  '# ',
  'a\n=\n',
  'a|b\n',
  '[x](y "',
  '<a b="',
  'a  \n',
  '```\n',
  '*\n',
  '* * a\n',
  '<div>\n\n',
  '<table>\n\n',
  '[@a]',
  '[@a; ',
  '(((http://a.b',
  '"*',
  '|a|\n|-|\n',
  'a|b|c|d|e\n-|-|-\n',
].map((unit) => ({ title: unit, input: [[unit, 1]] }));

if (!existsSync(SHARED)) console.log('../shared/data is not here: only the generators of this file.');
const generators = [...OWN, ...(existsSync(SHARED) ? JSON.parse(readFileSync(SHARED, 'utf8')) : [])];

const build = (parts, bytes) => {
  const unit = parts.reduce((sum, [text, factor]) => sum + text.length * factor, 0);
  const times = Math.max(1, Math.round(bytes / unit));
  return parts.map(([text, factor]) => (factor === 0 ? text : text.repeat(Math.max(1, Math.round(times * factor))))).join('');
};

const cpu = () => {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1000;
};

const measure = (text) => {
  const start = cpu();
  let longest = 0;
  let task = 0;
  let work = 0;
  let plain = 0;
  const pieces = piecesOf(text);
  for (const piece of pieces) {
    const before = cpu();
    if (work > 0 && work + workOf(piece) > WORK_OF_A_TASK) work = task = 0;
    work += workOf(piece);
    if (hasEndlessLine(piece)) plain++;
    else {
      const { html, isPlain } = toHtml(piece, false);
      if (isTangled(html) || isPlain) plain++;
    }
    task += cpu() - before;
    longest = Math.max(longest, task);
  }
  return { all: cpu() - start, longest, plain: plain / pieces.length };
};

const rows = generators.map(({ title, input }) => ({ title, results: sizes.map((kb) => measure(build(input, kb * 1024))) }));
const ordinary = measure(ORDINARY.repeat(8_000));
console.log(
  `Ordinary text: ${((ordinary.all * 1e6) / (8_000 * ORDINARY.length)).toFixed(0)} ms a megabyte, its longest task ${ordinary.longest.toFixed(0)} ms.`,
);
const worst = ({ results }) => Math.max(...results.map(({ longest }) => longest));
rows.sort((a, b) => worst(b) - worst(a));
console.log(`CPU ms, whole / longest task (part of the pieces that stay plain), at ${sizes.map((kb) => `${kb} KB`).join(', ')}`);
for (const { title, results } of rows)
  console.log(
    results.map(({ all, longest, plain }) => `${all.toFixed(0)} / ${longest.toFixed(0)} (${(100 * plain).toFixed(0)} %)`.padEnd(22)).join(''),
    JSON.stringify(title),
  );
console.log(`Longest task of all: ${Math.max(...rows.map(worst)).toFixed(0)} ms.`);
