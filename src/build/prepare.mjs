/**
 * Makes a checkout ready to be served or tested: packages as package-lock.json says, dist/ as the source says.
 * Uses nothing but Node's own modules, since nothing may be installed yet.
 *
 *     node src/build/prepare.mjs         installs and builds what is out of date
 *     node src/build/prepare.mjs built   notes that dist/ was made from the source as it is (npm run build ends with it)
 */
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const ROOT = fileURLToPath(new URL('../../', import.meta.url));

/** What dist/ is made from. */
const SOURCES = ['src', 'rollup.config.mjs', 'tsconfig.json', 'package.json', 'package-lock.json'];

/** Holds the hash of the source that dist/ was made from. */
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

/** Whether node_modules holds what package-lock.json says: told by content, since a checkout gives every file a new date. */
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

/** Installs the packages of package-lock.json where they are not installed. @returns {boolean} whether they are now. */
export const installPackages = () => {
  if (packagesAreInstalled()) return true;
  console.log('Installing the packages of package-lock.json: npm ci');
  return npm('ci', '--loglevel=notice');
};

/** Builds where the source is not what dist/ was made from. @returns {boolean} whether dist/ is up to date now. */
export const buildIfChanged = () => {
  if (existsSync(STAMP) && readFileSync(STAMP, 'utf8') === sourceHash()) return true;
  console.log('Building: npm run build');
  return npm('run', '--silent', 'build');
};

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  if (process.argv[2] === 'built') writeFileSync(STAMP, sourceHash());
  else if (!installPackages() || !buildIfChanged()) process.exitCode = 1;
}
