// A web-test-runner launcher for WebKitGTK: starts an X server and WebKitWebDriver, and speaks W3C WebDriver to it.
//
// @web/test-runner-webdriver 0.9 was tried in its place with Debian's webkit2gtk-driver. It opens a page, but its setViewport answers
// "not supported for browser type webdriver", it starts neither the driver nor Xvfb, it does not recover from a page that hangs, and it
// brings some 90 packages by way of webdriverio.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { signalGroup, untilExit } from './processes.mjs';

const START_TIMEOUT = 20_000;
const CALL_TIMEOUT = 60_000;
/** A file that ran longer than this leaves so much in WebKit's process that the next would take many times its time. */
const LONG = 30_000;

/** WebDriver's code points for keys that type no character: https://www.w3.org/TR/webdriver2/#keyboard-actions */
const KEYS = {
  Alt: '\uE00A',
  ArrowDown: '\uE015',
  ArrowLeft: '\uE012',
  ArrowRight: '\uE014',
  ArrowUp: '\uE013',
  Backspace: '\uE003',
  Control: '\uE009',
  Delete: '\uE017',
  End: '\uE010',
  Enter: '\uE007',
  Escape: '\uE00C',
  Home: '\uE011',
  Meta: '\uE03D',
  PageDown: '\uE00F',
  PageUp: '\uE00E',
  Shift: '\uE008',
  Space: ' ',
  Tab: '\uE004',
};
/** The X screen: wide enough for a window of its own half, since the window stands in the quarter to the right of and below the middle. */
const SCREEN = { width: 4000, height: 4000 };
const BUTTONS = { left: 0, middle: 1, right: 2 };

const keyCode = (key) => {
  const code = KEYS[key] ?? ([...key].length === 1 ? key : undefined);
  if (!code) throw new Error(`No key named “${key}” is known to the WebKit launcher.`);
  return code;
};

async function freePort() {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address();
  server.close();
  await once(server, 'close');
  return port;
}

/** Starts a program at the head of its own process group, so that the programs it starts can be ended with it. */
function start(command, args, { env, stdio = 'ignore' } = {}) {
  const child = spawn(command, args, { env, stdio, detached: true });
  child.failed = new Promise((_, reject) => {
    child.once('error', (error) => reject(new Error(`${command} could not be started: ${error.message}`)));
    child.once('exit', (code, signal) =>
      reject(new Error(`${command} ended unexpectedly (${signal ?? `exit code ${code}`}).`)),
    );
  });
  child.failed.catch(() => {});
  return child;
}

const withTimeout = async (promise, milliseconds, message) => {
  let timer;
  const timeout = new Promise((_, reject) => {
    timer = setTimeout(() => reject(new Error(message)), milliseconds);
  });
  try {
    return await Promise.race([promise, timeout]);
  } finally {
    clearTimeout(timer);
  }
};

/** One X server, one driver and one browser window. */
class Browser {
  #children = [];
  #base;
  #session;
  #settings;

  constructor(options) {
    this.options = options;
  }

  async start() {
    const { driver, xvfb, browserArgs } = this.options;
    const env = { ...process.env, XDG_CONFIG_HOME: this.#makeSettings(), NO_AT_BRIDGE: '1' };
    if (xvfb) {
      // The server itself picks a display that is free and tells it on descriptor 3.
      const server = start(
        xvfb,
        ['-displayfd', '3', '-screen', '0', `${SCREEN.width}x${SCREEN.height}x24`, '-nolisten', 'tcp'],
        {
          env,
          stdio: ['ignore', 'ignore', 'ignore', 'pipe'],
        },
      );
      this.#children.push(server);
      const [display] = await withTimeout(
        Promise.race([once(server.stdio[3], 'data'), server.failed]),
        START_TIMEOUT,
        'Xvfb did not start.',
      );
      env.DISPLAY = `:${String(display).trim()}`;
      env.GDK_BACKEND = 'x11';
      delete env.WAYLAND_DISPLAY;
    }
    const port = await freePort();
    const server = start(driver, [`--port=${port}`], { env });
    this.#children.push(server);
    this.#base = `http://127.0.0.1:${port}`;
    await withTimeout(Promise.race([this.#ready(), server.failed]), START_TIMEOUT, 'WebKitWebDriver did not start.');
    const capabilities = {
      browserName: 'MiniBrowser',
      // The runner itself waits for the tests to start; a page that never finishes loading must not block the driver.
      pageLoadStrategy: 'none',
      unhandledPromptBehavior: 'dismiss',
      'webkitgtk:browserOptions': { args: browserArgs },
    };
    const { sessionId } = await this.#call(
      'POST',
      '/session',
      { capabilities: { alwaysMatch: capabilities } },
      START_TIMEOUT,
    );
    this.#session = sessionId;
    await this.#openBareWindow();
    return this;
  }

  /** GTK settings of our own: not the user's theme (it may be dark), and controls that take no room, so that a window can be narrow. */
  #makeSettings() {
    this.#settings = mkdtempSync(join(tmpdir(), 'artifact-viewer-webkit-'));
    mkdirSync(join(this.#settings, 'gtk-3.0'));
    writeFileSync(
      join(this.#settings, 'gtk-3.0', 'gtk.css'),
      '* { min-width: 0; min-height: 0; margin: 0; padding: 0; border: none; font-size: 1px; }',
    );
    return this.#settings;
  }

  /** Moves to a window without a toolbar: the first one's is too wide for a narrow page. */
  async #openBareWindow() {
    const [first] = await this.command('GET', '/window/handles');
    await this.evaluate("open('about:blank', '_blank', 'popup,noopener,width=800,height=600,toolbar=no,location=no')");
    const end = Date.now() + START_TIMEOUT;
    for (;;) {
      const handle = (await this.command('GET', '/window/handles')).find((other) => other !== first);
      if (handle) {
        await this.command('DELETE', '/window');
        return this.command('POST', '/window', { handle });
      }
      if (Date.now() > end) throw new Error('WebKit opened no second window.');
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
  }

  /**
   * Makes the window this size. On our own X server its corner is put under the pointer, which rests in the middle of the
   * screen: with no window manager there, the window under the pointer is the one that has the focus.
   */
  resize(width, height) {
    const place = this.options.xvfb ? { x: SCREEN.width / 2, y: SCREEN.height / 2 } : {};
    return this.command('POST', '/window/rect', { ...place, width, height });
  }

  async #ready() {
    for (;;) {
      const up = await this.#call('GET', '/status', undefined, START_TIMEOUT).catch(() => undefined);
      if (up?.ready) return;
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
  }

  async #call(method, path, body, timeout = CALL_TIMEOUT) {
    const response = await fetch(this.#base + path, {
      method,
      body: body && JSON.stringify(body),
      signal: AbortSignal.timeout(timeout),
    });
    const { value } = await response.json();
    if (!response.ok)
      throw new Error(
        `WebKitWebDriver refused ${method} ${path.replace(/^\/session\/[^/]+/, '')}: ${value?.error}: ${value?.message}`,
      );
    return value;
  }

  /** A WebDriver command of the session: https://www.w3.org/TR/webdriver2/#endpoints */
  command(method, path, body) {
    return this.#call(method, `/session/${this.#session}${path}`, body);
  }

  evaluate(script, ...args) {
    return this.command('POST', '/execute/sync', { script, args });
  }

  /** Ends the browser, the driver and the X server, and waits until they are gone. */
  async stop() {
    if (this.#session) await this.#call('DELETE', `/session/${this.#session}`, undefined, 5_000).catch(() => {});
    const children = this.#children.splice(0).reverse();
    for (const child of children) {
      const ended =
        child.exitCode !== null || child.signalCode !== null || !child.pid ? undefined : once(child, 'exit');
      signalGroup(child.pid, 'SIGTERM');
      await (ended && withTimeout(ended, 3_000).catch(() => {}));
      signalGroup(child.pid, 'SIGKILL');
    }
    this.#removeSettings();
  }

  /** Ends everything at once. */
  kill() {
    for (const child of this.#children.splice(0)) signalGroup(child.pid, 'SIGKILL');
    this.#removeSettings();
  }

  #removeSettings() {
    if (this.#settings) rmSync(this.#settings, { recursive: true, force: true });
  }
}

/** The few methods of a puppeteer page that the runner's commands call, so that they work here as in the other engines. */
class Page {
  #browser;

  constructor(browser) {
    this.#browser = browser;
  }

  url() {
    return this.#browser.command('GET', '/url');
  }

  goto(url) {
    return this.#browser.command('POST', '/url', { url });
  }

  #perform(source) {
    return this.#browser.command('POST', '/actions', { actions: [source] });
  }

  #key(...actions) {
    return this.#perform({ type: 'key', id: 'keyboard', actions });
  }

  #pointer(...actions) {
    return this.#perform({ type: 'pointer', id: 'mouse', parameters: { pointerType: 'mouse' }, actions });
  }

  keyboard = {
    down: (key) => this.#key({ type: 'keyDown', value: keyCode(key) }),
    up: (key) => this.#key({ type: 'keyUp', value: keyCode(key) }),
    press: (key) => this.#key({ type: 'keyDown', value: keyCode(key) }, { type: 'keyUp', value: keyCode(key) }),
    type: async (text) => {
      for (const character of text) await this.keyboard.press(character === '\n' ? 'Enter' : character);
    },
  };

  mouse = {
    move: (x, y) => this.#pointer({ type: 'pointerMove', duration: 0, x, y }),
    down: ({ button = 'left' } = {}) => this.#pointer({ type: 'pointerDown', button: BUTTONS[button] }),
    up: ({ button = 'left' } = {}) => this.#pointer({ type: 'pointerUp', button: BUTTONS[button] }),
    click: (x, y, { button = 'left' } = {}) =>
      this.#pointer(
        { type: 'pointerMove', duration: 0, x, y },
        { type: 'pointerDown', button: BUTTONS[button] },
        { type: 'pointerUp', button: BUTTONS[button] },
      ),
    reset: async () => {
      await this.release();
      await this.mouse.move(0, 0);
    },
  };

  /** Ends what runs in the page. Waits until an empty page answers. */
  async leave() {
    await this.release();
    await this.goto('about:blank');
    // While one page makes way for the other there is no frame to ask: then it is asked again.
    const place = () => this.#browser.evaluate('return location.href').catch(() => undefined);
    while ((await place()) !== 'about:blank');
  }

  /** Lets go of every key and button that is held. */
  release() {
    return this.#browser.command('DELETE', '/actions');
  }

  /** Makes the page as wide and high as asked: where the window has a frame of its own, its size is corrected by what that takes. */
  async setViewport({ width, height }) {
    const inner = () => this.#browser.evaluate('return [innerWidth, innerHeight]');
    const end = Date.now() + 5_000;
    for (;;) {
      const [innerWidth, innerHeight] = await inner();
      if (innerWidth === width && innerHeight === height) return;
      if (Date.now() > end)
        throw new Error(
          `The WebKit window stays at ${innerWidth} × ${innerHeight} and can't be made ${width} × ${height}.`,
        );
      const window = await this.#browser.command('GET', '/window/rect');
      await this.#browser.resize(
        Math.max(1, window.width + width - innerWidth),
        Math.max(1, window.height + height - innerHeight),
      );
      // The page hears of its new size later than the driver answers: measured again too early, the next step would go wrong.
      const heard = Date.now() + 1_000;
      while (Date.now() < heard && String(await inner()) === String([innerWidth, innerHeight]));
    }
  }

  emulateMediaFeatures() {
    throw new Error('WebKitWebDriver can’t emulate media features: ask canEmulateMedia first.');
  }

  emulateMediaType() {
    return this.emulateMediaFeatures();
  }

  setUserAgent() {
    throw new Error('WebKitWebDriver can’t change the user agent.');
  }

  select() {
    throw new Error('The WebKit launcher has no selectOption: choose the option by keyboard.');
  }
}

/**
 * A launcher for WebKitGTK.
 * @param options `driver`: WebKitWebDriver's path; `xvfb`: Xvfb's path, or undefined to use the display there is;
 *   `proxy`: where everything but loopback is sent.
 */
export function webkitLauncher({ driver, xvfb, proxy }) {
  const browserArgs = [
    '--automation',
    '--javascript-can-open-windows-automatically=true',
    `--proxy=${proxy}`,
    '--ignore-host=127.0.0.1',
    '--ignore-host=localhost',
  ];
  let starting;
  let current;
  let page;
  let active;
  let since;

  const attempt = async () => {
    current = new Browser({ driver, xvfb, browserArgs });
    try {
      return await current.start();
    } catch (error) {
      await current.stop();
      throw error;
    }
  };

  const open = async () => {
    const browser = await attempt().catch((error) => {
      console.warn(`WebKit did not start (${error.message}); trying once more.`);
      return attempt();
    });
    page = new Page(browser);
  };

  untilExit.addEventListener('abort', () => current?.kill());

  return {
    name: 'WebKit',
    // The runner's commands know puppeteer's pages: `getPage` gives one that answers like them.
    type: 'puppeteer',
    concurrency: 1,
    async startSession(id, url) {
      starting ??= open();
      try {
        await starting;
      } catch (error) {
        starting = undefined;
        throw error;
      }
      active = id;
      since = Date.now();
      await page.setViewport({ width: 800, height: 600 });
      await page.goto(url);
    },
    isActive: (id) => active === id,
    getPage: () => page,
    getBrowserUrl: () => page.url(),
    async stopSession() {
      active = undefined;
      if (Date.now() - since > LONG) {
        starting = undefined;
        await current.stop();
        return {};
      }
      try {
        await withTimeout(page.leave(), 10_000, 'The page hung; WebKit was restarted.');
      } catch (error) {
        // A page that hangs holds the whole browser: the next file gets a new one.
        starting = undefined;
        await current.stop();
        throw error;
      }
      return {};
    },
    async stop() {
      await current?.stop();
      starting = undefined;
    },
    startDebugSession() {
      throw new Error('Debugging in WebKit is not supported: use --parts chromium.');
    },
  };
}
