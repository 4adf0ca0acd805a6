import { urlOf } from '../artifact/address.js';
import { warn } from '../warn.js';
import { readLocation } from './location.js';
import { readToHost, type ToFrame } from './protocol.js';

/** Who has a frame in a shadow tree, where it can't be found from the document. */
export interface Keeper {
  /** The theme that the frame is to have; undefined, that of the place where it stands. */
  theme(): 'light' | 'dark' | undefined;
  /** The page in the frame listens. */
  onHello(): void;
}

/**
 * A frame that grows this many times, each within the pause (in milliseconds) after the last, gets its next height after a
 * pause only: many parts may have come one after another. One that grows at once after each of the rests grows because it is given more height.
 */
const LOOP = { steps: 20, pause: 400, rests: 3 };
/** How long a frame's height rests before the frame is asked for its height on paper, in milliseconds. */
const REST = 1000;
/** The greatest width that a frame is taken to have on paper, in CSS pixels: less than A4 and Letter have, since more height cuts nothing off. */
const PAPER = 600;

const post = (frame: HTMLIFrameElement, message: ToFrame): void => frame.contentWindow?.postMessage(message, '*');

/** What lies outside the height that a style sheet means. */
const edgesOf = (frame: HTMLIFrameElement): number => {
  const style = getComputedStyle(frame);
  if (style.boxSizing !== 'border-box') return 0;
  return [style.borderTopWidth, style.borderBottomWidth, style.paddingTop, style.paddingBottom].reduce(
    (sum, edge) => sum + parseFloat(edge),
    0,
  );
};

/** A frame that has said hello, or may have before this page listened. */
class Followed {
  readonly #frame: HTMLIFrameElement;
  /** The last height that it was given, and the width that it had then. */
  #height = 0;
  #width = 0;
  #grewAt = 0;
  #steps = 0;
  #rests = 0;
  #isStopped = false;
  #held: ReturnType<typeof setTimeout> | undefined;
  #timer: ReturnType<typeof setTimeout> | undefined;
  /** The height on paper, as far as the frame has told it. */
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

  /** For paper the height has to be known before: an answer to a message comes too late. */
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

/** What the address of a pasted frame asks for; undefined where it is none of an artifact's page. */
const requestOf = (frame: HTMLIFrameElement) => {
  const url = urlOf(frame.src);
  const request = url && readLocation(url);
  return request?.embed && request.id !== undefined ? request : undefined;
};

/** The frames that people pasted into the page. */
const pasted = (): HTMLIFrameElement[] => [...document.querySelectorAll('iframe')].filter(requestOf);

/** Whether an element stands on a dark ground. Only plain colours are looked at: pictures and gradients can't be. */
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

/** The colour scheme of the place where an element stands. */
export const schemeOf = (element: Element): 'auto' | 'light' | 'dark' => {
  const own = getComputedStyle(element).colorScheme;
  // What the element leaves open is the page's to say.
  const scheme =
    own === 'normal' ? (document.head.querySelector<HTMLMetaElement>('meta[name="color-scheme"]')?.content ?? '') : own;
  // Many dark pages forget to say that they are.
  if (!scheme.includes('dark')) return isOnDark(element) ? 'dark' : 'light';
  return scheme.includes('light') ? 'auto' : 'dark';
};

/** Sends a frame the theme that it is to have, if it has another. */
export const dress = (frame: HTMLIFrameElement): void => {
  // A pasted frame whose address names a theme keeps it: that is its author's choice.
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
  // A frame is known by its window. An origin proves nothing: that of a sandboxed frame is "null", like any other's.
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

/** Starts our side around frames: their height follows their content. Safe to repeat. */
export const startHost = (): void => {
  if (isStarted) return;
  isStarted = true;
  addEventListener('message', onMessage);
  addEventListener('beforeprint', () => followed.forEach((frame) => frame.openForPaper()));
  addEventListener('afterprint', () => followed.forEach((frame) => frame.closeAfterPaper()));
  // A page's own theme switch sets an attribute of one of these two, as a rule; nothing tells of a changed colour scheme itself.
  const observer = new MutationObserver(() => {
    watch();
    dressAll();
  });
  // A page that changes without a new load may have a new body.
  const watch = () => {
    observer.observe(document.documentElement, { attributes: true, childList: true });
    // Asked between the old body and the new one, a page has none.
    if (document.body as HTMLElement | null) observer.observe(document.body, { attributes: true });
  };
  const start = () => {
    watch();
    // Those that said hello before anybody listened.
    pasted().forEach(greet);
  };
  // The page's style sheets may come later than a frame, and a page may be dark by a media query alone.
  addEventListener('load', dressAll);
  matchMedia('(prefers-color-scheme: dark)').addEventListener('change', dressAll);
  if (document.readyState === 'loading') addEventListener('DOMContentLoaded', start, { once: true });
  else start();
};

/** Has a frame in a shadow tree follow its content. */
export const keep = (frame: HTMLIFrameElement, keeper: Keeper): void => {
  startHost();
  keepers.set(frame, keeper);
};

/** Ends what `keep` began. */
export const release = (frame: HTMLIFrameElement): void => {
  keepers.delete(frame);
  followed.delete(frame);
};

/** Asks a frame to go to a section by its name in deep links, and to open what that is folded into. */
export const askForSection = (frame: HTMLIFrameElement, section: string): void =>
  post(frame, { type: 'viewer:open-section', v: 1, section });
