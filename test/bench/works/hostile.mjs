/**
 * What Markdown that was made to be slow costs in the parser, by generator: the longest task of the page that any of 4, 64 and 1,024 KB takes,
 * against the longest of ordinary text. Milliseconds of CPU in Node; browsers' own work is in test/text/limits.test.ts, by the nodes that come out.
 */
import { existsSync, readFileSync } from 'node:fs';
import { OURS } from '../lib/peers.mjs';
import { row } from '../lib/results.mjs';

export const title = 'text made to be slow';

/** Given generators, which are no part of the repository. */
const SHARED = new URL('../../../../shared/data/security/own/redos-markdown.json', import.meta.url);

const ORDINARY =
  'Nusinersen is given by **lumbar puncture** ([label](https://label.example/12)); *four* loading doses, then every 4 months.\n\n';

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

const build = (parts, bytes) => {
  const unit = parts.reduce((sum, [text, factor]) => sum + text.length * factor, 0);
  const times = Math.max(1, Math.round(bytes / unit));
  return parts
    .map(([text, factor]) => (factor === 0 ? text : text.repeat(Math.max(1, Math.round(times * factor)))))
    .join('');
};

const cpu = () => {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1000;
};

export const run = async ({ quick, tell, say }) => {
  await import('../../typescript.mjs');
  const { hasEndlessLine, isTangled, piecesOf, WORK_OF_A_TASK, workOf } = await import('../../../src/text/limits.ts');
  const { toHtml } = await import('../../../src/text/markdown.ts');

  const measure = (text) => {
    const start = cpu();
    let longest = 0;
    let task = 0;
    let work = 0;
    for (const piece of piecesOf(text)) {
      const before = cpu();
      if (work > 0 && work + workOf(piece) > WORK_OF_A_TASK) work = task = 0;
      work += workOf(piece);
      if (!hasEndlessLine(piece)) isTangled(toHtml(piece, false).html);
      task += cpu() - before;
      longest = Math.max(longest, task);
    }
    return { all: cpu() - start, longest };
  };

  if (!existsSync(SHARED)) say('Left out: the given generators of slow text, which are no part of the repository.');
  const generators = [...OWN, ...(existsSync(SHARED) ? JSON.parse(readFileSync(SHARED, 'utf8')) : [])];
  const worst = [];
  for (const { title: name, input } of generators) {
    tell(JSON.stringify(name));
    for (const kilobytes of quick ? [4, 64] : [4, 64, 1024])
      worst.push({ name, kilobytes, ...measure(build(input, kilobytes * 1024)) });
  }
  const ordinary = measure(ORDINARY.repeat(8_000));
  worst.sort((a, b) => b.longest - a.longest);
  return [
    row(title, 'ordinary text, a megabyte', { [OURS]: (ordinary.all * 1e6) / (8_000 * ORDINARY.length) }, 'ms'),
    row(title, 'ordinary text, longest task', { [OURS]: ordinary.longest }, 'ms'),
    ...worst
      .slice(0, 5)
      .map(({ name, kilobytes, longest }) =>
        row(title, `${JSON.stringify(name)}, ${kilobytes} KB, longest task`, { [OURS]: longest }, 'ms'),
      ),
  ];
};
