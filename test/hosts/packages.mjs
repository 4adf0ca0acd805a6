// Gets what the hosts of these tests run on, from Debian. Uses nothing but Node's own modules: it runs before `npm ci`.
import { spawnSync } from 'node:child_process';
import {
  lstatSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  readlinkSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { apt, isDebian, isRoot } from '../browsers/find.mjs';
import { install, missingProject, VERSIONS } from './projects.mjs';

const CACHE = fileURLToPath(new URL('../../node_modules/.cache/artifact-viewer-hosts/', import.meta.url));

/** What is installed: programs only, no servers. By the command that tells whether it is there. */
const PHP_MODULES = { pdo_sqlite: 'php-sqlite3', mbstring: 'php-mbstring', dom: 'php-xml', intl: 'php-intl' };

/** Documentation hosts: programs that write files and serve nothing. By the package that has the program. */
const PROGRAMS = {
  mkdocs: { command: 'mkdocs', name: 'mkdocs' },
  sphinx: { command: 'sphinx-build', name: 'python3-sphinx' },
};

/**
 * What is downloaded and unpacked into a test's own folder, never installed: these packages would set up, start or
 * change web servers of this machine.
 */
const HOSTS = {
  mediawiki: { label: 'MediaWiki', packages: ['mediawiki', 'mediawiki-classes'], php: true },
  dokuwiki: {
    label: 'DokuWiki',
    packages: [
      'dokuwiki',
      'php-geshi',
      'libphp-simplepie',
      'php-phpseclib',
      'php-random-compat',
      'libjs-jquery',
      'libjs-jquery-ui',
      'libjs-jquery-cookie',
    ],
    php: true,
  },
  nginx: { label: 'nginx', packages: ['nginx'], php: false },
};

/** Most of MediaWiki's 280 MB, which no page of ours needs: its extensions, and its messages in all languages but those with an e. */
const UNUSED = ['*/extensions-core/*', './usr/share/mediawiki/languages/i18n/[!e]*', './usr/share/doc/*'];

const run = (command, args, options) => spawnSync(command, args, { encoding: 'utf8', ...options });

/** The PHP packages that are not installed. */
const missingPhp = () => {
  const modules = run('php', ['-m']).stdout;
  if (!modules) return ['php-cli', ...Object.values(PHP_MODULES)];
  const there = new Set(modules.toLowerCase().split(/\s+/));
  return Object.entries(PHP_MODULES).flatMap(([module, name]) => (there.has(module) ? [] : [name]));
};

const archiveOf = (name) => {
  try {
    return readdirSync(CACHE).find((file) => file.startsWith(`${name}_`) && file.endsWith('.deb'));
  } catch {
    return undefined;
  }
};

const missingArchives = (host) => HOSTS[host].packages.filter((name) => !archiveOf(name));

/** The documentation hosts' packages of Debian that are not installed. */
const missingPrograms = (hosts) =>
  Object.entries(PROGRAMS).flatMap(([host, { command, name }]) =>
    !hosts.includes(host) || run(command, ['--version']).status === 0 ? [] : [name],
  );

const getDebianHosts = (hosts) => {
  if (!isDebian()) return;
  const unpacked = hosts.filter((host) => host in HOSTS);
  const needsPhp = unpacked.some((host) => HOSTS[host].php);
  const programs = [...(needsPhp ? missingPhp() : []), ...missingPrograms(hosts)];
  const archives = unpacked.flatMap(missingArchives);
  if (programs.length === 0 && archives.length === 0) return;
  if (isRoot()) apt('update');
  if (programs.length > 0 && isRoot()) apt('install', '--yes', '--no-install-recommends', ...programs);
  if (archives.length === 0) return;
  mkdirSync(CACHE, { recursive: true });
  // One by one, so that one that can't be had leaves the others.
  for (const name of archives)
    run('apt-get', ['download', '-q', name], { cwd: CACHE, stdio: ['ignore', 'inherit', 'inherit'] });
};

/**
 * Gets what is missing for these hosts, where that is possible.
 * @param {string[]} names as the tests are called: `nginx` for nginx.host.ts
 */
export const getHosts = async (names) => {
  // The site that our own build makes is served by nginx.
  const hosts = [...new Set(names.map((name) => (name === 'built-site' ? 'nginx' : name)))];
  getDebianHosts(hosts);
  await Promise.all(hosts.filter((host) => host in VERSIONS).map(install));
};

/** Why a host can't be tested here, or undefined if it can. @param {keyof typeof HOSTS | keyof typeof PROGRAMS | 'eleventy' | 'vitepress' | 'starlight' | 'docusaurus'} host */
export const missingFor = (host) => {
  if (host in VERSIONS) return missingProject(host);
  if (host in PROGRAMS) {
    const { command, name } = PROGRAMS[host];
    return run(command, ['--version']).status === 0
      ? undefined
      : `there is no ${command}. npm run test:hosts installs Debian’s ${name} as root`;
  }
  const { label, php } = HOSTS[host];
  if (!isDebian()) return `${label} is taken from Debian’s packages, and this is not Debian`;
  const packages = [...missingArchives(host), ...(php ? missingPhp() : [])];
  return packages.length > 0
    ? `not there for ${label}: ${packages.join(' ')}. npm run test:hosts gets them, as root those of PHP too`
    : undefined;
};

const walk = (folder) => readdirSync(folder, { recursive: true }).map((name) => join(folder, name));

/**
 * Unpacks a host into an empty folder, so that it finds all its parts there and nothing of it elsewhere.
 * @param {keyof typeof HOSTS} host
 * @param {string} root the folder, absolute.
 * @throws where a package is missing.
 */
export const unpack = (host, root) => {
  const missing = missingFor(host);
  if (missing) throw new Error(missing);
  for (const name of HOSTS[host].packages) {
    const { status, stderr } = run('sh', [
      '-c',
      `dpkg-deb --fsys-tarfile "$1" | tar -x -C "$2" ${UNUSED.map((part) => `--exclude='${part}'`).join(' ')}`,
      'sh',
      join(CACHE, archiveOf(name)),
      root,
    ]);
    if (status !== 0) throw new Error(`${name} could not be unpacked: ${stderr}`);
  }
  for (const path of walk(root)) {
    if (!lstatSync(path).isSymbolicLink()) continue;
    const target = readlinkSync(path);
    if (!target.startsWith('/')) continue;
    rmSync(path);
    symlinkSync(relative(dirname(path), join(root, target)), path);
  }
};

/** Debian writes a package's places into its programs: in those of this folder they become places below the root. */
export const relocate = (folder, root) => {
  for (const path of walk(folder)) {
    if (!path.endsWith('.php') || !lstatSync(path).isFile()) continue;
    const code = readFileSync(path, 'utf8');
    const moved = code.replace(
      /(['"])(\/(?:usr\/share|etc|var\/lib)\/)/g,
      (_whole, quote, place) => `${quote}${root}${place}`,
    );
    if (moved !== code) writeFileSync(path, moved);
  }
};
