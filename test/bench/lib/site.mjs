import { spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** The page with most in it: an article, its infobox, trials and safety list. */
export const LARGEST = 'wiki-therapeutics-zolgensma';

/** Builds the site of the repository's artifacts. @returns the texts of its files by their path on a server, without its search */
export const buildSite = (root, url) => {
  const out = mkdtempSync(join(tmpdir(), 'artifact-viewer-bench-'));
  try {
    const { status, stderr } = spawnSync(
      process.execPath,
      [join(root, 'dist/cli.js'), 'build', join(root, 'artifacts'), '--out', out, '--base-url', `${url}/`],
      { encoding: 'utf8' },
    );
    if (status !== 0) throw new Error(`build: ${stderr}`);
    const paths = readdirSync(out, { recursive: true }).filter(
      (path) => !path.startsWith('pagefind') && !path.startsWith('.build') && statSync(join(out, path)).isFile(),
    );
    return new Map(
      paths.map((path) => [`/${path.replace(/\/?index\.html$/, '')}`, readFileSync(join(out, path), 'utf8')]),
    );
  } finally {
    rmSync(out, { recursive: true, force: true });
  }
};
