// Which tenth of the attacks, the records and the hosts a run tries. A run of all tenths is `npm run test:all`.
import { spawnSync } from 'node:child_process';

/** How many slices there are. Ten commits in a row try all of them. */
export const SLICES = 10;

const git = (root, ...args) => {
  const { status, stdout } = spawnSync('git', args, { cwd: root, encoding: 'utf8' });
  return status === 0 ? stdout.trim() : undefined;
};

/**
 * The slice of a run.
 * @param {string} root the repository's folder
 * @param {string | undefined} asked a number from 0 to 9, or `commit` for the number of commits modulo ten, which is what a run takes unless told otherwise
 * @returns {{ number: number, why: string }}
 * @throws where the number is none of the ten.
 */
export const sliceOf = (root, asked = 'commit') => {
  if (asked !== 'commit') {
    if (!/^\d$/.test(asked))
      throw new Error(`--slice takes a number from 0 to ${SLICES - 1}, or commit; not ${asked}.`);
    return { number: Number(asked), why: 'as --slice says' };
  }
  const count = git(root, 'rev-list', '--count', 'HEAD');
  if (count === undefined) return { number: 0, why: 'there is no git history to count commits of' };
  const shallow = git(root, 'rev-parse', '--is-shallow-repository') === 'true';
  return {
    number: Number(count) % SLICES,
    why: `${count} commits${shallow ? ' in a shallow clone' : ''}, modulo ${SLICES}`,
  };
};

/** The paths that differ from the commit before, those that are not committed yet included. Empty where git can't tell. */
export const changedPaths = (root) =>
  [git(root, 'diff', '--name-only', 'HEAD^1'), git(root, 'ls-files', '--others', '--exclude-standard')]
    .flatMap((paths) => (paths ?? '').split('\n'))
    .filter(Boolean);

/** What each host is set up with, beside its own test and its demo page. A change there tries the host again. */
const RECIPES = {
  docusaurus: ['src/markdown/remark.ts'],
  starlight: ['src/markdown/remark.ts'],
  eleventy: ['src/markdown/markdown-it.ts'],
  vitepress: ['src/markdown/markdown-it.ts'],
  'built-site': ['src/cli/build/headers.ts'],
};

const SHARED_BY_HOSTS = ['test/hosts/versions.json', 'src/output/hosts.ts'];

/**
 * The hosts of a slice: two of the ten by its number, and each whose recipe or plugin is among the changed paths.
 * @param {string[]} hosts all of them, sorted
 * @param {number} slice
 * @param {string[]} changed
 */
export const hostsOf = (hosts, slice, changed) => {
  const half = Math.ceil(hosts.length / 2);
  const isTouched = (host) =>
    changed.some(
      (path) =>
        SHARED_BY_HOSTS.includes(path) ||
        path === `test/hosts/${host}.host.ts` ||
        path === `demo/hosts/${host}.html` ||
        (RECIPES[host] ?? []).includes(path),
    );
  return hosts.filter((host, index) => index % half === slice % half || isTouched(host));
};
