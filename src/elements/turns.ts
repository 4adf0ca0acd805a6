import { isServer } from 'lit';
import { isInHaste } from '../text/later.js';

/** How long cards are rendered in one task of the page, in milliseconds, before those out of sight wait for tasks of their own: a picture of a screen. */
const TASK = 16;

const waiting = new Map<Element, () => void>();
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

const run = (element: Element, render: () => void): void => {
  waiting.delete(element);
  render();
};

const next = (): void => {
  isAsked = false;
  spent = 0;
  const [first] = waiting;
  if (!first) return;
  run(...first);
  if (waiting.size > 0) ask();
};

/** Renders at once what waits: for the printer, and for who looks for a place in it. */
export const finishCards = (): void => {
  for (const [element, render] of waiting) run(element, render);
};

/** Whether somebody sees the place of an element, or nearly. One that is not laid out has none. */
const isNear = (element: Element): boolean => {
  const { top, bottom, width } = element.getBoundingClientRect();
  return width > 0 && bottom > -innerHeight && top < 2 * innerHeight;
};

/**
 * Renders a card now, or in a later task where this one has rendered for long enough and the card is out of sight: a page
 * with a thousand cards is read while they come.
 *
 * @returns a promise where the card waits.
 */
export const inTurn = (element: Element, render: () => void): Promise<void> | undefined => {
  if (isServer || isInHaste() || (waiting.size === 0 && spent < TASK) || isNear(element)) {
    const before = performance.now();
    waiting.delete(element);
    render();
    spent += performance.now() - before;
    if (!isServer) ask();
    return undefined;
  }
  return new Promise((resolve) => {
    // An error of it is one of the promise.
    waiting.set(element, () => resolve(new Promise((done) => done(render()))));
    // Before what opens the folds.
    addEventListener('beforeprint', finishCards, { capture: true });
    ask();
  });
};
