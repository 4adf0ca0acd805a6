// Finds the browsers to test in, and on Debian and Ubuntu installs those that are missing.
// Uses nothing but Node's own modules: it runs before `npm ci`.
import { spawnSync } from 'node:child_process';
import { accessSync, constants, readFileSync, statSync } from 'node:fs';
import { delimiter, join } from 'node:path';

/** The engines, with where their browsers are found and how to get them. */
const ENGINES = {
  chromium: {
    label: 'Chromium',
    variable: 'CHROME_PATH',
    commands: ['chromium', 'chromium-browser', 'google-chrome-stable', 'google-chrome', 'chrome', 'microsoft-edge'],
    places: [
      '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
      '/Applications/Chromium.app/Contents/MacOS/Chromium',
    ],
    packages: ['chromium', 'chromium-browser'],
    elsewhere: 'install Chrome or Chromium, or set CHROME_PATH to its program',
  },
  firefox: {
    label: 'Firefox',
    variable: 'FIREFOX_PATH',
    commands: ['firefox-esr', 'firefox'],
    places: ['/Applications/Firefox.app/Contents/MacOS/firefox'],
    packages: ['firefox-esr', 'firefox'],
    elsewhere: 'install Firefox, or set FIREFOX_PATH to its program',
  },
  webkit: {
    label: 'WebKit',
    variable: 'WEBKIT_DRIVER_PATH',
    commands: ['WebKitWebDriver'],
    places: ['/usr/libexec/webkit2gtk-4.1/WebKitWebDriver'],
    packages: ['webkit2gtk-driver'],
    elsewhere: 'WebKitGTK and its WebKitWebDriver exist for Linux only; there, set WEBKIT_DRIVER_PATH to it',
  },
};

/** The engines' names, as `--parts` takes them. */
export const engineNames = Object.keys(ENGINES);

/** The name of an engine for people. */
export const labelOf = (engine) => ENGINES[engine].label;

const isProgram = (path) => {
  try {
    accessSync(path, constants.X_OK);
    return statSync(path).isFile();
  } catch {
    return false;
  }
};

const inPath = (command) =>
  (process.env.PATH ?? '')
    .split(delimiter)
    .map((folder) => join(folder, command))
    .find(isProgram);

/** The X server that WebKit draws into: it has no headless mode. */
const findXvfb = () => inPath('Xvfb');

const hasDisplay = () => Boolean(process.env.DISPLAY || process.env.WAYLAND_DISPLAY);

/**
 * Looks for an engine's browser.
 * @returns `{ path, xvfb? }`, or `{ missing, misnamed? }`: what is not there, in words.
 */
export function findBrowser(engine) {
  const { label, variable, commands, places } = ENGINES[engine];
  const given = process.env[variable];
  // A wrong path is never replaced by a guess: who set it wants that browser tested, not another one.
  if (given && !isProgram(given))
    return { missing: `${variable} is set to ${given}, which is not a program that can be run`, misnamed: true };
  const path = given || commands.map(inPath).find(Boolean) || places.find(isProgram);
  if (!path) return { missing: `no ${engine === 'webkit' ? 'WebKitWebDriver' : label} was found` };
  if (engine !== 'webkit') return { path };
  const xvfb = findXvfb();
  if (!xvfb && !hasDisplay()) return { missing: 'WebKitWebDriver is there, but neither Xvfb nor a display' };
  return { path, xvfb };
}

const readOsRelease = () => {
  try {
    return readFileSync('/etc/os-release', 'utf8');
  } catch {
    return '';
  }
};

/** Whether packages come from apt here. */
export const isDebian = () => /^ID(_LIKE)?=.*\b(debian|ubuntu)\b/m.test(readOsRelease()) && Boolean(inPath('apt-get'));

/** Whether packages can be installed here without asking. */
export const isRoot = () => process.getuid?.() === 0;

/** Package names to install for an engine: each a list of alternatives, since Debian and Ubuntu name them differently. */
const wantedPackages = (engine) => {
  const wanted =
    findBrowser(engine).path || (engine === 'webkit' && inPath('WebKitWebDriver')) ? [] : [ENGINES[engine].packages];
  if (engine === 'webkit' && !findXvfb() && !hasDisplay()) wanted.push(['xvfb']);
  return wanted;
};

/** How a person gets the engine that is missing. */
export const howToGet = (engine) => {
  if (findBrowser(engine).misnamed) return `correct or unset ${ENGINES[engine].variable}`;
  if (!isDebian()) return ENGINES[engine].elsewhere;
  return `${isRoot() ? '' : 'sudo '}apt-get install ${wantedPackages(engine)
    .map(([name]) => name)
    .join(' ')}`;
};

/** Runs apt-get with its output shown. True if it ended well. */
export function apt(...args) {
  const options = ['-q', '-o', 'DPkg::Lock::Timeout=300', '-o', 'Acquire::Retries=2'];
  console.log(`> apt-get ${args.join(' ')}`);
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  return spawnSync('apt-get', [...options, ...args], { stdio: ['ignore', 'inherit', 'inherit'], env }).status === 0;
}

/** Installs the browsers that are missing, where that is possible: as root on Debian or Ubuntu. */
export function installMissing(engines) {
  const wanted = engines.filter((engine) => !findBrowser(engine).misnamed).flatMap(wantedPackages);
  if (wanted.length === 0 || !isDebian() || !isRoot()) return;
  console.log(`Installing what is missing to test in: ${wanted.map(([name]) => name).join(', ')}`);
  if (!apt('update')) console.log('apt-get update failed; trying with the package lists there are.');
  // One by one, so that one package that can't be had leaves the others.
  for (const alternatives of wanted) {
    if (!alternatives.some((name) => apt('install', '--yes', '--no-install-recommends', name)))
      console.log(`apt-get could not install ${alternatives.join(' or ')}.`);
  }
}
