// The web-test-runner launchers of the three engines. Each keeps its browser on this machine: everything but loopback goes to a proxy that lets nothing through.
import { chromeLauncher } from '@web/test-runner-chrome';
import puppeteer from 'puppeteer-core';
import { findBrowser, labelOf } from './find.mjs';
import { signalGroup, untilExit } from './processes.mjs';
import { startProxy } from './proxy.mjs';
import { webkitLauncher } from './webkit.mjs';
import { takeRequests } from './witness.mjs';

/**
 * Attempts but for Chromium's own: its dictionary for what is typed in text fields, which no switch keeps it from asking for.
 * @param {string[]} attempts
 * @returns {string[]}
 */
export const foreign = (attempts) => attempts.filter((attempt) => attempt !== 'CONNECT redirector.gvt1.com:443');

/** How Chromium is started for tests. @param proxy the URL of the proxy for everything but loopback. */
export const chromiumArgs = (proxy) => [
  // Containers and many CI machines forbid the sandbox's namespaces; only our own pages are opened, and only from loopback.
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--disable-dev-shm-usage',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  // What it would ask of its maker on its own; two of the services have no switch, only an address.
  '--disable-features=NetworkTimeServiceQuerying,AutofillServerCommunication',
  '--gaia-url=http://localhost:9/',
  '--component-updater=url-source=http://localhost:9/',
  `--proxy-server=${proxy}`,
  // Left to itself it goes past the proxy to link-local addresses and to every name under localhost.
  '--proxy-bypass-list=<-loopback>;127.0.0.1;localhost',
  '--host-resolver-rules=MAP * ~NOTFOUND , EXCLUDE localhost , EXCLUDE 127.0.0.1',
];

/** Where nothing is recorded: nothing listens on the discard port, and what is sent there fails at once. */
export const CHROMIUM_ARGS = chromiumArgs('http://127.0.0.1:9');

const firefoxPreferences = ({ host, port }) => ({
  'network.proxy.type': 1,
  'network.proxy.http': host,
  'network.proxy.http_port': port,
  'network.proxy.ssl': host,
  'network.proxy.ssl_port': port,
  'network.proxy.no_proxies_on': 'localhost, 127.0.0.1',
  'network.proxy.allow_hijacking_localhost': false,
  'services.settings.server': 'data:,#remote-settings-dummy/v1',
});

/** What `emulateMedia` of test/helpers.ts sends: absent means as the browser has it. */
const mediaFeatures = ({ colorScheme, reducedMotion, forcedColors }) => [
  { name: 'prefers-color-scheme', value: colorScheme ?? '' },
  { name: 'prefers-reduced-motion', value: reducedMotion ?? '' },
  { name: 'forced-colors', value: forcedColors ?? '' },
];

/** A launcher that ends a browser whose page hangs, so that the next test file gets a new one. */
function puppeteerLauncher(options) {
  // Puppeteer's own way with signals ends one browser only where there are two.
  const launchOptions = {
    ...options,
    signal: untilExit,
    handleSIGHUP: false,
    handleSIGINT: false,
    handleSIGTERM: false,
  };
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

function chromium(path, proxy) {
  const launcher = puppeteerLauncher({ executablePath: path, args: chromiumArgs(proxy.url) });
  const clients = new WeakMap();
  launcher.emulateMedia = async (page, media) => {
    // An emulation lasts as long as the client that asked for it, and each client's stands beside the others': one a page.
    const client = clients.get(page) ?? (await page.createCDPSession());
    clients.set(page, client);
    await client.send('Emulation.setEmulatedMedia', { media: media.media ?? '', features: mediaFeatures(media) });
  };
  return launcher;
}

function firefox(path, proxy) {
  const launcher = puppeteerLauncher({
    browser: 'firefox',
    executablePath: path,
    extraPrefsFirefox: firefoxPreferences(proxy),
    // Else it does not heed the preference for where its maker's settings come from.
    env: { ...process.env, MOZ_REMOTE_SETTINGS_DEVTOOLS: '1' },
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
      if (url.endsWith('/browser.xhtml'))
        await connection.send('script.evaluate', { expression, target: { context }, awaitPromise: true });
    }
  };
  return launcher;
}

const make = {
  chromium: ({ path }, proxy) => chromium(path, proxy),
  firefox: ({ path }, proxy) => firefox(path, proxy),
  webkit: ({ path, xvfb }, proxy) => webkitLauncher({ driver: path, xvfb, proxy: proxy.url }),
};

/** The launcher of an engine, with a proxy of its own. Throws where its browser is missing. */
export async function launcherOf(engine) {
  const found = findBrowser(engine);
  if (found.missing) throw new Error(`${labelOf(engine)} can't be tested: ${found.missing}.`);
  const proxy = await startProxy();
  return Object.assign(make[engine](found, proxy), { name: labelOf(engine), proxy });
}

/** Answers the commands of test/helpers.ts that the runner has none for. */
export const commandPlugin = {
  name: 'commands',
  async executeCommand({ command, payload, session }) {
    const { browser } = session;
    switch (command) {
      case 'emulate-features':
        if (!browser.emulateMedia)
          throw new Error(`${browser.name} can't emulate media features: ask canEmulateMedia first.`);
        await browser.emulateMedia(browser.getPage(session.id), payload);
        return true;
      case 'take-attempts':
        return foreign(browser.proxy.take());
      case 'take-requests':
        return takeRequests(browser.name);
      case 'this-run':
        return { all: process.env.TEST_ALL === '1', slice: Number(process.env.TEST_SLICE ?? 0) };
      default:
        return undefined;
    }
  },
};
