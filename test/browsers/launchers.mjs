// The web-test-runner launchers of the three engines. Each keeps its browser on this machine: everything but loopback goes to a dead proxy.
import { chromeLauncher } from '@web/test-runner-chrome';
import puppeteer from 'puppeteer-core';
import { findBrowser, labelOf } from './find.mjs';
import { signalGroup, untilExit } from './processes.mjs';
import { webkitLauncher } from './webkit.mjs';

/** Nothing listens on the discard port: what is sent there fails at once. */
const DEAD_PROXY = { host: '127.0.0.1', port: 9 };
const DEAD_PROXY_URL = `http://${DEAD_PROXY.host}:${DEAD_PROXY.port}`;

/** How Chromium is started for tests. */
export const CHROMIUM_ARGS = [
  // Containers and many CI machines forbid the sandbox's namespaces; only our own pages are opened, and only from loopback.
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--disable-dev-shm-usage',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  `--proxy-server=${DEAD_PROXY_URL}`,
  '--proxy-bypass-list=127.0.0.1;localhost',
  '--host-resolver-rules=MAP * ~NOTFOUND , EXCLUDE localhost , EXCLUDE 127.0.0.1',
];

const FIREFOX_PREFERENCES = {
  'network.proxy.type': 1,
  'network.proxy.http': DEAD_PROXY.host,
  'network.proxy.http_port': DEAD_PROXY.port,
  'network.proxy.ssl': DEAD_PROXY.host,
  'network.proxy.ssl_port': DEAD_PROXY.port,
  'network.proxy.no_proxies_on': 'localhost, 127.0.0.1',
  'network.proxy.allow_hijacking_localhost': false,
};

/** What `emulateMedia` of test/helpers.ts sends: absent means as the browser has it. */
const mediaFeatures = ({ colorScheme, reducedMotion, forcedColors }) => [
  { name: 'prefers-color-scheme', value: colorScheme ?? '' },
  { name: 'prefers-reduced-motion', value: reducedMotion ?? '' },
  { name: 'forced-colors', value: forcedColors ?? '' },
];

/** A launcher that ends a browser whose page hangs, so that the next test file gets a new one. */
function puppeteerLauncher(options) {
  // Puppeteer's own way with signals ends one browser only where there are two.
  const launchOptions = { ...options, signal: untilExit, handleSIGHUP: false, handleSIGINT: false, handleSIGTERM: false };
  // One page at a time: a page in the background has no focus and may get no frames.
  const launcher = chromeLauncher({ puppeteer, concurrency: 1, launchOptions });
  const stopSession = launcher.stopSession.bind(launcher);
  launcher.stopSession = async (id) => {
    const hung = setTimeout(() => {
      signalGroup(launcher.browser.process().pid, 'SIGKILL');
      launcher.browser = undefined;
    }, 10_000);
    try {
      return await stopSession(id);
    } finally {
      clearTimeout(hung);
    }
  };
  return launcher;
}

function chromium(path) {
  const launcher = puppeteerLauncher({ executablePath: path, args: CHROMIUM_ARGS });
  const clients = new WeakMap();
  launcher.emulateMedia = async (page, media) => {
    // An emulation lasts as long as the client that asked for it, and each client's stands beside the others': one a page.
    const client = clients.get(page) ?? (await page.createCDPSession());
    clients.set(page, client);
    await client.send('Emulation.setEmulatedMedia', { media: media.media ?? '', features: mediaFeatures(media) });
  };
  return launcher;
}

function firefox(path) {
  const launcher = puppeteerLauncher({
    browser: 'firefox',
    executablePath: path,
    extraPrefsFirefox: FIREFOX_PREFERENCES,
    // WebDriver BiDi has no media emulation in Firefox; the browser's own scope has, and this opens it.
    args: ['--remote-allow-system-access'],
  });
  launcher.emulateMedia = async (page, media) => {
    const { connection } = page.browser();
    const tree = await connection.send('browsingContext.getTree', { 'moz:scope': 'chrome' });
    const overrides = {
      mediumOverride: media.media ?? '',
      prefersColorSchemeOverride: media.colorScheme ?? 'none',
      prefersReducedMotionOverride: media.reducedMotion ?? 'none',
      forcedColorsOverride: media.forcedColors ?? 'none',
    };
    // One page is tested at a time, so every tab may have it.
    const expression = `for (const { browsingContext } of gBrowser.browsers) Object.assign(browsingContext, ${JSON.stringify(overrides)})`;
    for (const { context, url } of tree.result.contexts) {
      if (url.endsWith('/browser.xhtml')) await connection.send('script.evaluate', { expression, target: { context }, awaitPromise: true });
    }
  };
  return launcher;
}

const make = {
  chromium: ({ path }) => chromium(path),
  firefox: ({ path }) => firefox(path),
  webkit: ({ path, xvfb }) => webkitLauncher({ driver: path, xvfb, proxy: DEAD_PROXY_URL }),
};

/** The launcher of an engine. Throws where its browser is missing. */
export function launcherOf(engine) {
  const found = findBrowser(engine);
  if (found.missing) throw new Error(`${labelOf(engine)} can't be tested: ${found.missing}.`);
  return Object.assign(make[engine](found), { name: labelOf(engine) });
}

/** Answers the `emulate-features` command of test/helpers.ts. */
export const emulationPlugin = {
  name: 'emulate-features',
  async executeCommand({ command, payload, session }) {
    if (command !== 'emulate-features') return undefined;
    const { browser } = session;
    if (!browser.emulateMedia) throw new Error(`${browser.name} can't emulate media features: ask canEmulateMedia first.`);
    await browser.emulateMedia(browser.getPage(session.id), payload);
    return true;
  },
};
