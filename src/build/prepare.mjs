/**
 * Prepares a checkout for serving or testing: installs the packages in package-lock.json, and builds dist/.
 * Uses only Node's own modules, since nothing may be installed yet.
 *
 *     node src/build/prepare.mjs         installs and builds if out of date
 *     node src/build/prepare.mjs built   records that dist/ is up to date (last step of npm run build)
 */
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const ROOT = fileURLToPath(new URL('../../', import.meta.url));

/** The inputs of dist/. */
const SOURCES = ['src', 'rollup.config.mjs', 'tsconfig.json', 'package.json', 'package-lock.json'];

/** Contains the hash of the source that dist/ was built from. */
const STAMP = join(ROOT, 'dist', '.built-of');

const npm = (...args) =>
  spawnSync('npm', args, { cwd: ROOT, stdio: 'inherit', shell: process.platform === 'win32' }).status === 0;

const readJson = (...path) => {
  try {
    return JSON.parse(readFileSync(join(ROOT, ...path), 'utf8'));
  } catch {
    return undefined;
  }
};

/** Whether node_modules matches package-lock.json, by content, since a checkout gives every file a new date. */
const packagesAreInstalled = () => {
  const installed = readJson('node_modules', '.package-lock.json')?.packages;
  if (!installed) return false;
  return Object.entries(readJson('package-lock.json').packages).every(([path, { version, optional }]) => {
    if (path === '') return true;
    return installed[path] ? installed[path].version === version : optional;
  });
};

const filesIn = (path) =>
  statSync(path).isDirectory()
    ? readdirSync(path)
        .sort()
        .flatMap((name) => filesIn(join(path, name)))
    : [path];

const sourceHash = () => {
  const hash = createHash('sha256');
  for (const file of SOURCES.flatMap((name) => filesIn(join(ROOT, name))))
    hash.update(file.slice(ROOT.length)).update('\0').update(readFileSync(file)).update('\0');
  return hash.digest('hex');
};

/** Installs the packages in package-lock.json if needed. @returns {boolean} whether they are installed now. */
export const installPackages = () => {
  if (packagesAreInstalled()) return true;
  console.log('Installing the packages of package-lock.json: npm ci');
  return npm('ci', '--loglevel=notice');
};

/** Builds if the source has changed since dist/ was built. @returns {boolean} whether dist/ is up to date now. */
export const buildIfChanged = () => {
  if (existsSync(STAMP) && readFileSync(STAMP, 'utf8') === sourceHash()) return true;
  console.log('Building: npm run build');
  return npm('run', '--silent', 'build');
};

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  if (process.argv[2] === 'built') writeFileSync(STAMP, sourceHash());
  else if (!installPackages() || !buildIfChanged()) process.exitCode = 1;
}
