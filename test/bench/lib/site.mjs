import { spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** The page with most in it: an article, its infobox, trials and safety list. */
export const LARGEST = 'wiki-therapeutics-zolgensma';

/**
 * Builds the site of the repository's artifacts, or of those in another folder.
 * @returns the texts of its files by their path on a server, without its search
 */
export const buildSite = (root, url, from = join(root, 'artifacts')) => {
  const out = mkdtempSync(join(tmpdir(), 'artifact-viewer-bench-'));
  try {
    const { status, stderr } = spawnSync(
      process.execPath,
      [join(root, 'dist/cli.js'), 'build', from, '--out', out, '--base-url', `${url}/`],
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

/** Builds a site of artifacts that are in no folder. */
export const buildSiteOf = (root, url, artifacts) => {
  const from = mkdtempSync(join(tmpdir(), 'artifact-viewer-bench-'));
  try {
    for (const artifact of artifacts) writeFileSync(join(from, `${artifact.id}.json`), JSON.stringify(artifact));
    return buildSite(root, url, from);
  } finally {
    rmSync(from, { recursive: true, force: true });
  }
};
