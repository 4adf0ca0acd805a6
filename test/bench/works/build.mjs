/**
 * `artifact-viewer build` with 100, 1,000 and 10,000 artifacts: copies of the real ones, each set of copies naming its own. Artifacts a
 * second, and the most memory that the process and those it starts have at once. No bar: it must end, and memory must not grow with the number.
 */
import { spawn } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { availableParallelism, tmpdir } from 'node:os';
import { join } from 'node:path';
import { OURS } from '../lib/peers.mjs';
import { cannotCount, watchMemory } from '../lib/processes.mjs';
import { row } from '../lib/results.mjs';

export const title = 'building a site';

/** Copies of the artifacts of a folder: what names another in it names the copy. */
const copy = (from, to, count) => {
  const originals = readdirSync(from)
    .filter((name) => name.endsWith('.json'))
    .map((name) => ({ id: name.slice(0, -5), text: readFileSync(join(from, name), 'utf8') }));
  mkdirSync(to);
  const ids = new RegExp(`"(${originals.map(({ id }) => id).join('|')})"`, 'g');
  for (let made = 0; made < count; made++) {
    const { id, text } = originals[made % originals.length];
    const number = Math.floor(made / originals.length) + 1;
    writeFileSync(join(to, `${id}-${number}.json`), text.replace(ids, `"$1-${number}"`));
  }
};

const build = async (root, from, out, count, tell) => {
  const start = performance.now();
  const child = spawn(
    process.execPath,
    [join(root, 'dist/cli.js'), 'build', from, '--out', out, '--base-url', 'https://example.org/', '--json'],
    {
      stdio: ['ignore', 'pipe', 'pipe'],
    },
  );
  const stop = watchMemory(child.pid);
  let said = '';
  child.stdout.resume();
  child.stderr.on('data', (data) => (said = `${said}${data}`.slice(-2000)));
  // What is built is told in a terminal only; each artifact leaves a note.
  const timer = setInterval(() => {
    const built = existsSync(join(out, '.build'))
      ? readdirSync(join(out, '.build')).filter((name) => name.endsWith('.json')).length
      : 0;
    tell(`${built.toLocaleString('en')} of ${count.toLocaleString('en')}`);
  }, 2000);
  const code = await new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('exit', resolve);
  });
  clearInterval(timer);
  const bytes = await stop();
  if (code !== 0) throw new Error(`build ended with ${code}: ${said}`);
  return { bytes, seconds: (performance.now() - start) / 1000 };
};

export const run = async ({ root, quick, tell, say }) => {
  const missing = cannotCount();
  if (missing) {
    say(`Left out: ${title}: ${missing}.`);
    return [];
  }
  const rows = [];
  for (const count of quick ? [100] : [100, 1000, 10_000]) {
    const folder = mkdtempSync(join(tmpdir(), 'artifact-viewer-bench-'));
    try {
      copy(join(root, 'artifacts'), join(folder, 'artifacts'), count);
      const { bytes, seconds } = await build(root, join(folder, 'artifacts'), join(folder, 'site'), count, tell);
      const many = `${count.toLocaleString('en')} artifacts`;
      rows.push(
        row(title, `${many}, ${availableParallelism()} threads, a second`, { [OURS]: count / seconds }, 'artifacts'),
      );
      rows.push(row(title, `${many}, most memory`, { [OURS]: bytes / 1e6 }, 'MB'));
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  }
  return rows;
};
