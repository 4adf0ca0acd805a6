// Projects of the documentation hosts that npm has: each in a folder of its own, with the host's packages and, as a
// user gets it, ours. Uses nothing but Node's own modules: it runs before `npm ci`.
import { spawn, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import {
  cpSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const ROOT = fileURLToPath(new URL('../../', import.meta.url));
const CACHE = join(ROOT, 'node_modules/.cache/artifact-viewer-hosts');

/** The packages of each host, pinned. Those that they need themselves are npm's choice of the day. */
export const VERSIONS = JSON.parse(readFileSync(new URL('versions.json', import.meta.url), 'utf8'));

const hash = (...parts) =>
  parts
    .reduce((sum, part) => sum.update(part), createHash('sha256'))
    .digest('hex')
    .slice(0, 12);

const ours = () => JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8'));

/** A host's folder: another one for other versions, of the host or of what our package needs. */
const folderOf = (host) => join(CACHE, `${host}-${hash(JSON.stringify([VERSIONS[host], ours().dependencies]))}`);

const isInstalled = (host) => existsSync(join(folderOf(host), 'installed'));

/** What `npm install` ends with, as `{ status, said }`. No script of a package runs: none of these hosts needs one. */
const npmInstall = (cwd, packages) =>
  new Promise((resolve) => {
    const npm = spawn(
      'npm',
      ['install', '--no-audit', '--no-fund', '--ignore-scripts', '--prefer-offline', '--loglevel=error', ...packages],
      {
        cwd,
        stdio: ['ignore', 'pipe', 'pipe'],
        shell: process.platform === 'win32',
      },
    );
    let said = '';
    for (const stream of [npm.stdout, npm.stderr]) stream.on('data', (data) => (said += data));
    npm.once('error', (error) => resolve({ status: 1, said: error.message }));
    npm.once('exit', (status) => resolve({ status, said }));
  });

const failed = new Map();

/** Installs a host's packages where they are not. What went wrong is told by `missingProject`. */
export const install = async (host) => {
  if (isInstalled(host)) return;
  const folder = folderOf(host);
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, 'package.json'), JSON.stringify({ private: true, dependencies: VERSIONS[host] }));
  console.log(`Installing ${Object.keys(VERSIONS[host]).join(', ')} for the tests`);
  const { status, said } = await npmInstall(folder, []);
  if (status === 0) writeFileSync(join(folder, 'installed'), '');
  else failed.set(host, said.trim());
};

/** Why a host can't be tested here, or undefined if it can. */
export const missingProject = (host) =>
  isInstalled(host)
    ? undefined
    : `${host} is not installed. npm run test:hosts gets it from npm${failed.has(host) ? `: ${failed.get(host)}` : ''}`;

const filesIn = (folder) =>
  readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .sort();

const wait = (milliseconds) => Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, milliseconds);

/** What `npm pack` makes of the package as it stands here: made once, also where several tests ask for it at the same time. */
const tarball = () => {
  const content = ['package.json', 'dist/artifact-viewer.js']
    .map((name) => join(ROOT, name))
    .concat(filesIn(join(ROOT, 'src')));
  const file = join(CACHE, `package-${hash(...content.map((name) => readFileSync(name)))}.tgz`);
  const making = `${file}.making`;
  for (;;) {
    if (existsSync(file)) return file;
    try {
      mkdirSync(making);
      break;
    } catch {
      // Somebody else makes it. Where nobody has for minutes, that one was ended.
      if (Date.now() - (statSync(making, { throwIfNoEntry: false })?.mtimeMs ?? Date.now()) > 300_000)
        rmSync(making, { recursive: true, force: true });
      wait(200);
    }
  }
  try {
    const run = (command, args) => {
      const { status, stdout, stderr } = spawnSync(command, args, {
        cwd: ROOT,
        encoding: 'utf8',
        shell: process.platform === 'win32',
      });
      if (status !== 0) throw new Error(`${command} ${args.join(' ')}\n${stdout}${stderr}`);
    };
    // What `prepack` does, but for the one script, which is built.
    run(process.execPath, ['src/build/package.mjs']);
    run('npm', ['pack', '--ignore-scripts', '--silent', '--pack-destination', making]);
    for (const old of readdirSync(CACHE)) if (/^package-\w+\.tgz$/.test(old)) rmSync(join(CACHE, old));
    renameSync(join(making, readdirSync(making)[0]), file);
  } finally {
    rmSync(making, { recursive: true, force: true });
  }
  return file;
};

/**
 * A host's project with our package in it and nothing else: what an earlier test wrote there is gone.
 * @param {string} host
 * @returns {Promise<string>} the folder.
 * @throws where npm can't install it.
 */
export const freshProject = async (host) => {
  await install(host);
  const missing = missingProject(host);
  if (missing) throw new Error(missing);
  const folder = folderOf(host);
  const packed = tarball();
  const stamp = join(folder, 'installed');
  if (readFileSync(stamp, 'utf8') !== packed) {
    const { status, said } = await npmInstall(folder, [packed]);
    if (status !== 0) throw new Error(`npm install of our package failed for ${host}: ${said}`);
    writeFileSync(stamp, packed);
  }
  const kept = new Set(['node_modules', 'package.json', 'package-lock.json', 'installed']);
  for (const name of readdirSync(folder))
    if (!kept.has(name)) rmSync(join(folder, name), { recursive: true, force: true });
  cpSync(join(ROOT, 'artifacts'), join(folder, 'artifacts'), { recursive: true });
  return folder;
};

/** Unpacks our package into a folder, for a host that does not use npm. @returns {string} where it is. */
export const unpackPackage = (folder) => {
  const { status, stderr } = spawnSync('tar', ['-xzf', tarball(), '-C', folder], { encoding: 'utf8' });
  if (status !== 0) throw new Error(`The package could not be unpacked: ${stderr}`);
  return join(folder, 'package');
};
