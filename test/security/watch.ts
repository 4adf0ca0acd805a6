// Watches everything that an attack could bring about in the page.
import { takeAttempts, takeRequests } from '../helpers.js';

const HOOKS = ['__xss', 'alert', 'confirm', 'prompt', 'print', 'open'] as const;

/** What belongs to the page and not to what is shown in it. */
const GLOBALS: Record<string, () => object> = {
  window: () => window,
  document: () => document,
  'Object.prototype': () => Object.prototype,
  'Array.prototype': () => Array.prototype as object,
  'Function.prototype': () => Function.prototype,
  'String.prototype': () => String.prototype,
  'Promise.prototype': () => Promise.prototype,
  'Node.prototype': () => Node.prototype,
  'Element.prototype': () => Element.prototype,
  'HTMLElement.prototype': () => HTMLElement.prototype,
  'Document.prototype': () => Document.prototype,
  customElements: () => customElements,
};

/** Values that change by themselves. */
const RESTLESS =
  /^(window|document) (event|inner|outer|scroll|page|screen|devicePixelRatio|activeElement|hidden|location|performance|closed|length|frames|\d)/;

const snapshot = (): Map<string, unknown> => {
  const all = new Map<string, unknown>();
  for (const [name, get] of Object.entries(GLOBALS))
    for (const key of Reflect.ownKeys(get())) {
      const place = `${name} ${String(key)}`;
      if (RESTLESS.test(place)) continue;
      const descriptor = Reflect.getOwnPropertyDescriptor(get(), key);
      all.set(place, descriptor && 'value' in descriptor ? descriptor.value : descriptor?.get);
    }
  return all;
};

/** The document as it stands, without what is in the stage. */
const pageWithout = (stage: Element): string => {
  const copy = document.documentElement.cloneNode(true) as Element;
  copy.querySelector(`#${CSS.escape(stage.id)}`)?.remove();
  return copy.outerHTML;
};

/** From `new` to `end`, all that an attack must not bring about is noted. What is to be watched stands in `stage`. */
export class Watch {
  /** A box of the page's own; nothing that is shown in it may reach beyond. */
  readonly stage = document.createElement('div');
  /** What is being tried, for the words of what is found. */
  during = '';
  readonly #findings = new Set<string>();
  readonly #originals = new Map<string, PropertyDescriptor | undefined>();
  readonly #listening = new AbortController();
  readonly #observer: PerformanceObserver;
  readonly #globals: Map<string, unknown>;
  readonly #page: string;
  readonly #address = location.href;
  readonly #history = history.length;
  readonly #start = performance.now();
  readonly #neighbour = document.createElement('p');
  readonly #neighbourLook: string;

  constructor() {
    this.stage.id = 'security-stage';
    // As high as the neighbour below needs, to tell whether anything lies over it.
    this.stage.setAttribute(
      'style',
      'position: absolute; top: 0; left: 0; width: 700px; height: 500px; overflow: auto',
    );
    this.#neighbour.setAttribute(
      'style',
      'position: absolute; top: 520px; left: 0; margin: 0; width: 700px; height: 40px',
    );
    this.#neighbour.textContent = 'The page’s own words.';
    // The stage comes last: of two things in one place the later one lies over the other.
    document.body.append(this.#neighbour, this.stage);
    for (const name of HOOKS) {
      this.#originals.set(name, Object.getOwnPropertyDescriptor(window, name));
      Object.defineProperty(window, name, {
        value: (...args: unknown[]) => this.note(`ran script: ${name}(${args.map(String).join(', ')})`),
        configurable: true,
        writable: true,
      });
    }
    const { signal } = this.#listening;
    addEventListener('error', ({ message }) => this.note(`error: ${message}`), { signal });
    addEventListener('unhandledrejection', ({ reason }) => this.note(`rejection: ${String(reason)}`), { signal });
    addEventListener('hashchange', () => this.note('the address changed'), { signal });
    addEventListener('pagehide', () => this.note('the page was left'), { signal });
    addEventListener('submit', () => this.note('a form was sent'), { signal, capture: true });
    this.#observer = new PerformanceObserver((list) => this.#noteResources(list.getEntries()));
    this.#observer.observe({ type: 'resource' });
    this.#globals = snapshot();
    this.#page = pageWithout(this.stage);
    this.#neighbourLook = this.#look();
  }

  note(finding: string): void {
    this.#findings.add(this.during ? `${this.during}: ${finding}` : finding);
  }

  /** What the page's own words look like, and what lies over them. */
  #look(): string {
    const { x, y, width, height } = this.#neighbour.getBoundingClientRect();
    const { color, display, fontSize, visibility, opacity, direction } = getComputedStyle(this.#neighbour);
    const top = document.elementFromPoint(x + 10, y + 10);
    return JSON.stringify([
      x,
      y,
      width,
      height,
      color,
      display,
      fontSize,
      visibility,
      opacity,
      direction,
      top === this.#neighbour,
    ]);
  }

  #noteResources(entries: PerformanceEntryList): void {
    for (const { name, startTime } of entries)
      // The browser may tell late of what the test itself has asked for.
      if (startTime >= this.#start) this.note(`asked for ${name.slice(0, 200)}`);
  }

  /** Looks at the page while what is watched still stands in it. */
  check(): void {
    if (this.#look() !== this.#neighbourLook)
      this.note('the page’s own words look different, or something lies over them');
    const page = pageWithout(this.stage);
    if (page !== this.#page) {
      const at = [...page].findIndex((character, index) => character !== this.#page[index]);
      this.note(
        `the page around has changed: …${this.#page.slice(Math.max(0, at - 40), at + 80)}… is …${page.slice(Math.max(0, at - 40), at + 80)}…`,
      );
    }
    for (const [place, value] of snapshot()) {
      if (!this.#globals.has(place)) this.note(`new: ${place}`);
      else if (!Object.is(this.#globals.get(place), value)) this.note(`changed: ${place}`);
    }
    if (location.href !== this.#address || history.length !== this.#history) this.note('the page went elsewhere');
    if (Object.hasOwn(Object.prototype, 'polluted')) this.note('Object.prototype is polluted');
  }

  /** Empties the stage and puts everything back. @returns all that was found, in words. */
  async end(): Promise<string[]> {
    this.check();
    this.#noteResources(this.#observer.takeRecords());
    this.#observer.disconnect();
    for (const attempt of await takeAttempts()) this.note(`asked another machine: ${attempt}`);
    for (const url of await takeRequests()) this.note(`asked the test server for ${url}`);
    this.stage.remove();
    this.#neighbour.remove();
    this.#listening.abort();
    for (const [name, descriptor] of this.#originals) {
      delete (window as unknown as Record<string, unknown>)[name];
      if (descriptor) Object.defineProperty(window, name, descriptor);
    }
    return [...this.#findings];
  }
}

/** A watch that knows nothing of what happened before it. */
export const startWatch = async (): Promise<Watch> => {
  await takeAttempts();
  await takeRequests();
  return new Watch();
};

/** Until what was put into the page has been loaded, drawn and heard of, as far as that happens by itself. */
export const letItHappen = async (frames = 3): Promise<void> => {
  for (let frame = 0; frame < frames; frame++) await new Promise((resolve) => requestAnimationFrame(resolve));
  await new Promise((resolve) => setTimeout(resolve));
};
