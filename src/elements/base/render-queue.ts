import { isServer } from 'lit';
import { isSynchronous } from '../../text/format-queue.js';

/**
 * How long cards are rendered in one task of the page, in milliseconds, before those out of sight wait for the next: a picture of a
 * screen. In shorter ones the browser would lay the page out more often.
 */
const TASK = 16;

/** From this many waiting cards on, the next are not laid out before they come near: that pays, and who reads a page's words by script may not get those. */
const MANY = 30;

/** What each card that waits does in its turn. */
const waiting = new Map<HTMLElement, () => void>();
/** Those of them that are out of sight below: what follows one of these is, too. */
const below = new WeakSet<Element>();
/** Of each sort of element the one that was rendered in sight last: the next are about as high. */
const seen = new Map<string, WeakRef<HTMLElement>>();
let spent = 0;
let channel: MessageChannel | undefined;
let isAsked = false;

/** In a task of its own: the browser paints and answers its reader between two. A timer would wait each time. */
const ask = (): void => {
  if (isAsked) return;
  isAsked = true;
  if (!channel) {
    channel = new MessageChannel();
    channel.port1.onmessage = next;
  }
  channel.port2.postMessage(undefined);
};

const run = (element: HTMLElement, render: () => void): void => {
  waiting.delete(element);
  render();
};

const next = (): void => {
  isAsked = false;
  spent = 0;
  const end = performance.now() + TASK;
  for (const [element, render] of waiting) {
    run(element, render);
    if (performance.now() > end) break;
  }
  if (waiting.size > 0) ask();
};

/** Renders at once what waits: for the printer, and for who looks for a place in it. */
export const flushRenderQueue = (): void => {
  for (const [element, render] of waiting) run(element, render);
};

/** Whether somebody sees the place of an element, or nearly. One that is not laid out has none. */
const isNear = (element: HTMLElement): boolean => {
  const before = element.previousElementSibling as HTMLElement | null;
  if (before && waiting.has(before) && below.has(before)) below.add(element);
  else {
    const { top, bottom, width } = element.getBoundingClientRect();
    if (width > 0 && bottom > -innerHeight && top < 2 * innerHeight) return true;
    // It may have waited before, when its reader was elsewhere.
    if (top > 0) below.add(element);
    else below.delete(element);
  }
  return false;
};

/**
 * Renders a card now, or in a later task where this one has rendered for long enough and the card is out of sight: a page
 * with a thousand cards is read while they come.
 *
 * @param render does it; for a card out of sight it is told how high the browser may take it to be until it comes near, in CSS pixels:
 *   undefined where nobody knows, or where it has to be laid out.
 * @returns a promise where the card waits.
 */
export const scheduleRender = (element: HTMLElement, render: (height?: number) => void): Promise<void> | undefined => {
  if (isServer || isSynchronous() || (waiting.size === 0 && spent < TASK) || isNear(element)) {
    const before = performance.now();
    waiting.delete(element);
    render();
    spent += performance.now() - before;
    if (isServer) return undefined;
    seen.set(element.localName, new WeakRef(element));
    ask();
    return undefined;
  }
  // The page was laid out to find where the card is. A frame that follows its height has to know it.
  const height =
    parent === window && waiting.size >= MANY
      ? seen.get(element.localName)?.deref()?.offsetHeight || undefined
      : undefined;
  return new Promise((resolve) => {
    // Before what opens the folds.
    if (waiting.size === 0) addEventListener('beforeprint', flushRenderQueue, { capture: true });
    // An error of it is one of the promise.
    waiting.set(element, () => resolve(new Promise((done) => done(render(height)))));
    ask();
  });
};
