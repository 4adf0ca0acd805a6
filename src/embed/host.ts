import { urlOf } from '../artifact/address.js';
import { warn } from '../warn.js';
import { readLocation } from './location.js';
import { readToHost, type ToFrame } from './protocol.js';

/** The owner of a frame in a shadow tree, where the document can't find it. */
export interface Keeper {
  /** The theme of the frame; undefined, the theme of its surroundings. */
  theme(): 'light' | 'dark' | undefined;
  /** Called when the page in the frame is listening. */
  onHello(): void;
}

/**
 * A frame that grows this many times, each within the pause (in milliseconds) after the last, has to wait for a pause before
 * its next height: several parts may have loaded in a row. One that grows right after every pause grows because it was given more height.
 */
const LOOP = { steps: 20, pause: 400, rests: 3 };
/** How long a frame's height must be stable before its print height is requested, in milliseconds. */
const REST = 1000;
/** The maximum width assumed for a frame in print, in CSS pixels: narrower than A4 and Letter, since too much height cuts nothing off. */
const PAPER = 600;

const post = (frame: HTMLIFrameElement, message: ToFrame): void => frame.contentWindow?.postMessage(message, '*');

/** The borders and padding to add to the height of the content: with `border-box`, the `height` property includes them. */
const edgesOf = (frame: HTMLIFrameElement): number => {
  const style = getComputedStyle(frame);
  if (style.boxSizing !== 'border-box') return 0;
  return [style.borderTopWidth, style.borderBottomWidth, style.paddingTop, style.paddingBottom].reduce(
    (sum, edge) => sum + parseFloat(edge),
    0,
  );
};

/** A frame that has said hello, or may have done so before this page was listening. */
class Followed {
  readonly #frame: HTMLIFrameElement;
  /** The last height applied, and the width at that time. */
  #height = 0;
  #width = 0;
  #grewAt = 0;
  #steps = 0;
  #rests = 0;
  #isStopped = false;
  #held: ReturnType<typeof setTimeout> | undefined;
  #timer: ReturnType<typeof setTimeout> | undefined;
  /** The print height, once the frame has reported it. */
  onPaper: number | undefined;
  #onScreen: string | undefined;
  #theme: string | undefined;

  constructor(frame: HTMLIFrameElement) {
    this.#frame = frame;
  }

  follow(height: number): void {
    const now = performance.now();
    if (this.#isStopped) {
      if (this.#frame.clientWidth === this.#width || now - this.#grewAt < REST) return;
      this.#isStopped = false;
      this.#steps = 0;
    }
    clearTimeout(this.#held);
    if (height > this.#height) {
      this.#steps = now - this.#grewAt < LOOP.pause ? this.#steps + 1 : 0;
      this.#grewAt = now;
      if (this.#steps === 0) this.#rests = 0;
      if (this.#steps > LOOP.steps) {
        this.#isStopped = this.#rests === LOOP.rests;
        if (this.#isStopped)
          warn(
            `the content of the frame ${this.#frame.src} grows with the frame’s height. Its height is now fixed and it scrolls.`,
          );
        else
          this.#held = setTimeout(() => {
            this.#rests++;
            this.#grewAt = performance.now();
            this.#give(height);
          }, LOOP.pause);
        return;
      }
    }
    this.#give(height);
  }

  #give(height: number): void {
    const { clientWidth } = this.#frame;
    this.#height = height;
    this.#width = clientWidth;
    const css = `${height + edgesOf(this.#frame)}px`;
    if (this.#onScreen === undefined) this.#frame.style.height = css;
    else this.#onScreen = css;
    clearTimeout(this.#timer);
    this.#timer = setTimeout(
      () => post(this.#frame, { type: 'viewer:print-expand', v: 1, width: Math.min(clientWidth, PAPER) }),
      REST,
    );
  }

  /** Requests the print height in advance: during printing, the reply to a message would arrive too late. */
  openForPaper(): void {
    const { clientHeight, clientWidth, style } = this.#frame;
    this.#onScreen ??= style.height;
    style.height = `${(this.onPaper ?? (clientHeight * clientWidth) / Math.min(clientWidth, PAPER)) + edgesOf(this.#frame)}px`;
  }

  closeAfterPaper(): void {
    if (this.#onScreen !== undefined) this.#frame.style.height = this.#onScreen;
    this.#onScreen = undefined;
  }

  dress(theme: 'auto' | 'light' | 'dark' | undefined): void {
    if (theme !== undefined && theme !== this.#theme) post(this.#frame, { type: 'viewer:theme', v: 1, theme });
    this.#theme = theme;
  }
}

const keepers = new Map<HTMLIFrameElement, Keeper>();
const followed = new Map<HTMLIFrameElement, Followed>();

/** The page request in the address of a pasted frame; undefined if it is not an artifact page. */
const requestOf = (frame: HTMLIFrameElement) => {
  const url = urlOf(frame.src);
  const request = url && readLocation(url);
  return request?.embed && request.id !== undefined ? request : undefined;
};

/** The frames that authors pasted into the page. */
const pasted = (): HTMLIFrameElement[] => [...document.querySelectorAll('iframe')].filter(requestOf);

/** Whether an element has a dark background. Only solid colors count: images and gradients can't be read. */
const isOnDark = (element: Element): boolean => {
  for (
    let node: Element | null | undefined = element;
    node;
    node = node.parentElement ?? (node.getRootNode() as Partial<ShadowRoot>).host
  ) {
    const [, red, green, blue, alpha = 1] =
      /^rgba?\((\d+), (\d+), (\d+)(?:, ([\d.]+))?/.exec(getComputedStyle(node).backgroundColor)?.map(Number) ?? [];
    if (red !== undefined && green !== undefined && blue !== undefined && !(alpha < 0.5))
      return 0.3 * red + 0.6 * green + 0.1 * blue < 96;
  }
  return false;
};

/** The color scheme of an element's surroundings. */
export const schemeOf = (element: Element): 'auto' | 'light' | 'dark' => {
  const own = getComputedStyle(element).colorScheme;
  // If the element sets no color scheme, the page decides.
  const scheme =
    own === 'normal' ? (document.head.querySelector<HTMLMetaElement>('meta[name="color-scheme"]')?.content ?? '') : own;
  // Many dark pages do not declare a color scheme.
  if (!scheme.includes('dark')) return isOnDark(element) ? 'dark' : 'light';
  return scheme.includes('light') ? 'auto' : 'dark';
};

/** Sends a frame its theme if it has changed. */
export const dress = (frame: HTMLIFrameElement): void => {
  // A pasted frame whose address sets a theme keeps it, as its author chose.
  const theme =
    keepers.get(frame)?.theme() ?? (requestOf(frame)?.theme && !keepers.has(frame) ? undefined : schemeOf(frame));
  followed.get(frame)?.dress(theme);
};

const dressAll = () => [...followed.keys()].forEach(dress);

const greet = (frame: HTMLIFrameElement): void => {
  for (const known of followed.keys()) if (!known.isConnected) followed.delete(known);
  followed.set(frame, new Followed(frame));
  post(frame, { type: 'viewer:hello', v: 1 });
  dress(frame);
};

const onMessage = ({ source, data }: MessageEvent): void => {
  const message = readToHost(data);
  // Frames are identified by window. The origin proves nothing: every sandboxed frame has the origin "null".
  const frame =
    message && source && [...keepers.keys(), ...pasted()].find(({ contentWindow }) => contentWindow === source);
  if (!frame) return;
  switch (message.type) {
    case 'viewer:hello':
      greet(frame);
      keepers.get(frame)?.onHello();
      break;
    case 'viewer:height':
      followed.get(frame)?.follow(message.height);
      break;
    case 'viewer:print-expand': {
      const known = followed.get(frame);
      if (known) known.onPaper = message.height;
    }
  }
};

let isStarted = false;

/** Starts the host side: frames get the height of their content. Safe to call again. */
export const startHost = (): void => {
  if (isStarted) return;
  isStarted = true;
  addEventListener('message', onMessage);
  addEventListener('beforeprint', () => followed.forEach((frame) => frame.openForPaper()));
  addEventListener('afterprint', () => followed.forEach((frame) => frame.closeAfterPaper()));
  // Theme switches usually set an attribute on one of these two; no event reports a changed color scheme.
  const observer = new MutationObserver(() => {
    watch();
    dressAll();
  });
  // Client-side navigation may replace the body.
  const watch = () => {
    observer.observe(document.documentElement, { attributes: true, childList: true });
    // During the replacement the document has no body.
    if (document.body as HTMLElement | null) observer.observe(document.body, { attributes: true });
  };
  const start = () => {
    watch();
    // Frames that said hello before this page was listening.
    pasted().forEach(greet);
  };
  // Style sheets may load after a frame, and a page may be dark only by a media query.
  addEventListener('load', dressAll);
  matchMedia('(prefers-color-scheme: dark)').addEventListener('change', dressAll);
  if (document.readyState === 'loading') addEventListener('DOMContentLoaded', start, { once: true });
  else start();
};

/** Keeps a frame in a shadow tree at the height of its content. */
export const keep = (frame: HTMLIFrameElement, keeper: Keeper): void => {
  startHost();
  keepers.set(frame, keeper);
};

/** Stops what `keep` started. */
export const release = (frame: HTMLIFrameElement): void => {
  keepers.delete(frame);
  followed.delete(frame);
};

/** Asks a frame to scroll to a section by its deep-link name, and to expand its ancestors. */
export const askForSection = (frame: HTMLIFrameElement, section: string): void =>
  post(frame, { type: 'viewer:open-section', v: 1, section });
