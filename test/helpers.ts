import { executeServerCommand, sendKeys, setViewport as setViewportOf } from '@web/test-runner-commands';
import 'axe-core/axe.min.js';
import type Axe from 'axe-core';
import { thisRun } from './this-run.js';

export { aTimeout, expect, fixture, fixtureCleanup, html, nextFrame, oneEvent } from '@open-wc/testing';

const axe = (globalThis as unknown as { axe: typeof Axe }).axe;

/** The browser engine that the tests run in. */
export const engine = /Firefox\//.test(navigator.userAgent)
  ? 'gecko'
  : /Chrom(e|ium)\//.test(navigator.userAgent)
    ? 'blink'
    : 'webkit';

/** The ids of all files in `artifacts/`, sorted. */
export const artifactIds = (await (await fetch('/artifacts/')).json()) as string[];

/** The address of an artifact's file on the test server. */
export const artifactUrl = (id: string): string => `/artifacts/${id}.json`;

/** An artifact's JSON as it stands in its file, not parsed by the product: a new copy each time. Throws where there is none. */
export const loadArtifact = async (id: string): Promise<unknown> => {
  const response = await fetch(artifactUrl(id));
  if (!response.ok) throw new Error(`There is no artifact ${id}.`);
  return response.json();
};

/** How long `until` waits, in milliseconds: long, since it costs time only where a test fails, and CI machines are busy. */
const PATIENCE = 30_000;

/**
 * Waits until the condition holds and gives what it gave. It is asked at each frame and at each change of the document
 * outside shadow trees; one that throws is asked again.
 * @param patience in milliseconds.
 * @throws after 30 seconds, or when patience ends, with the message, and with what the condition threw last.
 */
export const until = async <T>(
  condition: () => T | Promise<T>,
  message: string,
  patience = PATIENCE,
): Promise<Exclude<T, null | undefined | false | 0 | ''>> => {
  const end = performance.now() + patience;
  let cause: unknown;
  while (performance.now() < end) {
    cause = undefined;
    try {
      const value = await condition();
      if (value) return value as Exclude<T, null | undefined | false | 0 | ''>;
    } catch (error) {
      cause = error;
    }
    await nextChange();
  }
  const because = cause instanceof Error ? ` (${cause.message})` : '';
  throw new Error(`Not within ${patience / 1000} s: ${message}${because}`, { cause });
};

const nextChange = () =>
  new Promise<void>((resolve) => {
    const done = () => {
      observer.disconnect();
      cancelAnimationFrame(frame);
      resolve();
    };
    const observer = new MutationObserver(done);
    observer.observe(document, { subtree: true, childList: true, attributes: true, characterData: true });
    const frame = requestAnimationFrame(done);
  });

const UNSEEN = 'script, style, template, noscript, head';

/** The nodes that are rendered inside this one: a shadow tree in place of its host's children, assigned nodes in place of a slot. */
const renderedChildren = (node: Node): Iterable<Node> => {
  if (node instanceof HTMLDetailsElement && !node.open)
    return [...node.children].filter((child) => child.localName === 'summary').slice(0, 1);
  if (node instanceof HTMLSlotElement && node.assignedNodes().length > 0) return node.assignedNodes();
  if (node instanceof Element && node.shadowRoot) return node.shadowRoot.childNodes;
  return node.childNodes;
};

const rawText = (node: Node): string => {
  if (node.nodeType === Node.TEXT_NODE) return node.nodeValue ?? '';
  if (!(node instanceof Element)) return [...renderedChildren(node)].map(rawText).join('');
  if (node.matches(UNSEEN)) return '';
  if (node.localName === 'br') return ' ';
  const { contentVisibility, display, visibility } = getComputedStyle(node);
  // An element with `display: contents` has no box to be visible, but its children may have.
  if (display === 'none' || contentVisibility === 'hidden' || (display !== 'contents' && !node.checkVisibility()))
    return '';
  const text = [...renderedChildren(node)]
    .map((child) => (child.nodeType === Node.TEXT_NODE && visibility !== 'visible' ? '' : rawText(child)))
    .join('');
  return display === 'contents' || display.startsWith('inline') ? text : ` ${text} `;
};

/**
 * The text that is rendered in this node, through open shadow roots and slots, as one line: white space collapsed, a space
 * where a block, a cell or a line begins. What is hidden or in closed `<details>` is not in it; what is only moved out of
 * sight for screen readers is. Text made by CSS (`::before`) is not.
 */
export const textOf = (node: Node): string => rawText(node).replace(/\s+/g, ' ').trim();

/** Every element that matches, in open shadow roots too, an element's shadow tree before its children. The root itself is not asked. */
export const deepQueryAll = <E extends Element = HTMLElement>(root: ParentNode, selector: string): E[] => {
  const found: E[] = [];
  const visit = (parent: ParentNode) => {
    for (const child of parent.children) {
      if (child.matches(selector)) found.push(child as E);
      if (child.shadowRoot) visit(child.shadowRoot);
      visit(child);
    }
  };
  if (root instanceof Element && root.shadowRoot) visit(root.shadowRoot);
  visit(root);
  return found;
};

/** The first element that matches, in open shadow roots too, or null. */
export const deepQuery = <E extends Element = HTMLElement>(root: ParentNode, selector: string): E | null =>
  deepQueryAll<E>(root, selector)[0] ?? null;

/**
 * Fails if axe finds anything wrong in the element or the shadow trees below it, naming each rule and where it is broken.
 * What axe reads is the same tree in every engine: it looks in Chromium, and in the others with `npm run test:all`.
 * @param options.except rules that don't apply to this element, for a reason that the test tells.
 */
export const expectAccessible = async (
  element: Element,
  { except = [] }: { except?: string[] } = {},
): Promise<void> => {
  if (engine !== 'blink' && !thisRun.all) return;
  const { violations } = await axe.run(element, {
    resultTypes: ['violations'],
    rules: {
      // A fixture is a piece of a page: that all content is in landmarks is for the page around it.
      region: { enabled: false },
      ...Object.fromEntries(except.map((rule) => [rule, { enabled: false }])),
    },
  });
  if (violations.length === 0) return;
  const lines = violations.map(({ id, help, nodes }) => {
    const places = nodes.map(
      ({ target, failureSummary }) =>
        `    ${target.flat().join(' >>> ')}\n      ${(failureSummary ?? '').replaceAll('\n', '\n      ')}`,
    );
    return `  ${id}: ${help}\n${places.join('\n')}`;
  });
  throw new Error(`axe finds ${violations.length} kinds of fault:\n${lines.join('\n')}`);
};

/** What `recordConsole` gives. */
export interface ConsoleRecord {
  /** Warnings, errors and uncaught errors since it began, each as `warn: …`, `error: …` or `uncaught: …`. */
  readonly messages: string[];
  /** Ends the recording. Done after the test in any case. */
  restore(): void;
}

const records = new Set<ConsoleRecord>();

/** Records warnings and errors of the console, in place of printing them, and uncaught errors (which fail the test all the same). */
export const recordConsole = (): ConsoleRecord => {
  const { warn, error } = console;
  const messages: string[] = [];
  const noted =
    (kind: string) =>
    (...args: unknown[]) =>
      void messages.push(`${kind}: ${args.map(String).join(' ')}`);
  const onError = (event: ErrorEvent) => noted('uncaught')(event.message);
  console.warn = noted('warn');
  console.error = noted('error');
  // A rejection that nobody handles becomes such an event too: see the page in web-test-runner.config.mjs.
  addEventListener('error', onError);
  const record = {
    messages,
    restore() {
      if (!records.delete(record)) return;
      Object.assign(console, { warn, error });
      removeEventListener('error', onError);
    },
  };
  records.add(record);
  return record;
};

/** Media features of the reader's system. What is absent is as the browser has it. */
export interface EmulatedMedia {
  media?: 'screen' | 'print';
  colorScheme?: 'light' | 'dark';
  reducedMotion?: 'reduce' | 'no-preference';
  forcedColors?: 'active' | 'none';
}

/** Whether `emulateMedia` works in this engine. */
export const canEmulateMedia = engine !== 'webkit';

/** Skips a test that needs `emulateMedia` where the engine's driver has none, and says so. */
export const needsEmulatedMedia = (context: Mocha.Context): void => {
  if (canEmulateMedia) return;
  console.log(
    `Skipped in WebKit, whose driver can’t emulate print, dark mode or forced colours: ${context.test?.fullTitle() ?? ''}`,
  );
  context.skip();
};

let emulated = false;

/** Emulates media features until the test ends. Throws in WebKit, whose driver has no such command. */
export const emulateMedia = async (media: EmulatedMedia): Promise<void> => {
  if (!canEmulateMedia) throw new Error('This engine can’t emulate media features: ask canEmulateMedia first.');
  emulated = true;
  await executeServerCommand('emulate-features', media);
};

const VIEWPORT = { width: 800, height: 600 };
let resized = false;

/** Gives the page this size in CSS pixels until the test ends; it has 800 × 600 otherwise. */
export const setViewport = async (size: { width: number; height: number }): Promise<void> => {
  resized = true;
  await setViewportOf(size);
};

/** Presses a key, or a chord such as `Shift+Tab`, as a person would. Key names are those of `KeyboardEvent.key`. */
export const press = async (chord: string): Promise<void> => {
  const modifiers = chord.split('+');
  const key = modifiers.pop() ?? '';
  for (const modifier of modifiers) await sendKeys({ down: modifier });
  await sendKeys({ press: key });
  for (const modifier of modifiers.reverse()) await sendKeys({ up: modifier });
};

const taken = new Set<string>();

/**
 * What the browser asked of other machines since this was last asked, as `GET http://host/path` or `CONNECT host:443`.
 * Nothing has left this one. What no test takes fails the test after which it is found; what one has taken may come again,
 * since browsers try again when they please.
 */
export const takeAttempts = async (): Promise<string[]> => {
  const attempts = (await executeServerCommand<undefined, string[]>('take-attempts')) ?? [];
  attempts.forEach((attempt) => taken.add(attempt));
  return attempts;
};

/** What the browser asked of the test server since this was last asked: addresses without the host. */
export const takeRequests = async (): Promise<string[]> =>
  (await executeServerCommand<undefined, string[]>('take-requests')) ?? [];

afterEach(async () => {
  for (const record of [...records].reverse()) record.restore();
  if (emulated) await executeServerCommand('emulate-features', {});
  if (resized) await setViewportOf(VIEWPORT);
  emulated = resized = false;
  const before = new Set(taken);
  const attempts = (await takeAttempts()).filter((attempt) => !before.has(attempt));
  if (attempts.length > 0)
    throw new Error(`The page asked other machines for something: ${[...new Set(attempts)].join(', ')}`);
});
