import { artifactUrl } from '../artifact/source.js';
import { type SourceFile, parseNeeds, versionOf } from '../artifact/prerendered.js';
import { load } from '../artifact/load.js';
import type { View } from '../artifact/view.js';
import { configure, settings } from '../settings.js';
import { renderSynchronously } from '../text/format-queue.js';
import { isPending } from './pending.js';
import { startFrame } from './frame.js';
import { type PageRequest, readLocation } from './location.js';

/** The viewer of an artifact page, controlled by the address. */
type RoutedViewer = HTMLElement & { artifactId?: string; view: View; reveal(id: string, quietly?: boolean): boolean };

/**
 * Scrolls to the section in the address. Parts load one after another, so it scrolls again as each one arrives, until all have loaded or the reader moves.
 * @param embed whether the page is in a frame: loading must not scroll the host page.
 * @returns a function that scrolls to another section, requested by the reader or the host page.
 */
const followSection = (
  viewer: RoutedViewer,
  section: string | undefined,
  embed: boolean,
): ((section: string | undefined) => void) => {
  let wanted = section;
  let quietly = embed;
  const settle = () => (wanted = undefined);
  const seek = () => {
    // The reader's actions on the host page are unknown here: once everything has loaded, that page is not scrolled again.
    if (wanted !== undefined && viewer.reveal(wanted, quietly) && !isPending(document)) settle();
  };
  for (const event of ['wheel', 'touchstart', 'pointerdown', 'keydown'])
    addEventListener(event, settle, { once: true, passive: true });
  viewer.addEventListener('artifact-load', () => requestAnimationFrame(seek));
  // A prerendered page already has the section.
  requestAnimationFrame(seek);
  const go = (asked: string | undefined) => {
    wanted = asked;
    quietly = false;
    seek();
  };
  addEventListener('hashchange', () => go(readLocation(location).section));
  return go;
};

/** All `<details>` of a page in document order, including shadow trees. */
const foldsIn = (root: ParentNode): HTMLDetailsElement[] =>
  [...root.querySelectorAll('*')].flatMap((element) => [
    ...(element instanceof HTMLDetailsElement ? [element] : []),
    ...(element.shadowRoot ? foldsIn(element.shadowRoot) : []),
  ]);

/**
 * Passes the loaded data to a prerendered page within one task. Elements keep their content if it was made from these data and
 * for this address; otherwise they render again, and expanded sections stay expanded.
 * @param isCurrent whether the files are those that the page was prerendered from.
 * @param go makes the viewer show the artifact.
 */
const hydrate = (viewer: RoutedViewer, isCurrent: boolean, go: () => void): void => {
  // Without it, the viewer renders again.
  if (!isCurrent) delete viewer.dataset['needs'];
  // Whether the table of contents is collapsed depends on the layout.
  const folds = () => (viewer.shadowRoot ? foldsIn(viewer.shadowRoot).filter((fold) => !fold.closest('nav')) : []);
  const before = folds();
  renderSynchronously();
  go();
  requestAnimationFrame(() => {
    const after = folds();
    if (before.length === after.length)
      before.forEach(({ open }, index) => after[index]?.toggleAttribute('open', open));
  });
};

/** Loads the files that a page was prerendered from, and compares them. `missing`: at least one could not be loaded. */
const compareFiles = async (files: readonly SourceFile[]): Promise<'same' | 'other' | 'missing'> => {
  const found = await Promise.all(
    files.map(({ id, version }) =>
      load(artifactUrl(id, settings.base)).then(
        ({ json }) => (versionOf(json) === version ? 'same' : 'other'),
        // It was missing when the page was built, too.
        () => (version === '' ? 'same' : 'missing'),
      ),
    ),
  );
  return found.find((one) => one === 'missing') ?? found.find((one) => one === 'other') ?? 'same';
};

/** Runs a callback at the reader's first action, or when the browser is idle if `orIdle`. */
const onFirstUse = (run: () => void, orIdle: boolean): void => {
  let isDone = false;
  const types = ['pointerdown', 'pointerover', 'keydown', 'focusin'];
  const once = () => {
    if (isDone) return;
    isDone = true;
    for (const type of types) removeEventListener(type, once, { capture: true });
    run();
  };
  for (const type of types) addEventListener(type, once, { capture: true, passive: true });
  if (!orIdle) return;
  // WebKit has no requestIdleCallback.
  if (typeof requestIdleCallback === 'function') requestIdleCallback(once, { timeout: 2000 });
  else setTimeout(once, 200);
};

/** Hydrates a prerendered page when the browser is idle. If data can't be loaded, the page stays as it is, and the next action of the reader tries again. */
const resume = (viewer: RoutedViewer, files: readonly SourceFile[], go: () => void, orIdle = true): void =>
  onFirstUse(
    () =>
      void compareFiles(files).then((now) => {
        if (now === 'missing') resume(viewer, files, go, false);
        else hydrate(viewer, now === 'same', go);
      }),
    orIdle,
  );

/** Starts the bar above a full page: theme switch and downloads. Its elements are in the page's HTML, marked by `data-*`. */
const startChrome = (root: HTMLElement, viewer: RoutedViewer, { id, theme }: PageRequest): void => {
  for (const download of document.querySelectorAll<HTMLAnchorElement>('a[data-download]')) {
    if (id === undefined) download.remove();
    else download.href = artifactUrl(id, settings.base);
  }
  for (const toReveal of document.querySelectorAll<HTMLAnchorElement>('a[data-reveal]'))
    toReveal.addEventListener('click', (event) => {
      if (viewer.reveal(toReveal.dataset.reveal ?? '')) event.preventDefault();
    });
  const choice = document.querySelector<HTMLSelectElement>('select[data-theme-switch]');
  if (!choice) return;
  choice.value = theme ?? 'auto';
  choice.addEventListener('change', () => {
    const chosen = choice.value === 'light' || choice.value === 'dark' ? choice.value : undefined;
    root.dataset.theme = chosen ?? 'auto';
    configure({ theme: chosen });
    const address = new URL(location.href);
    if (chosen) address.searchParams.set('theme', chosen);
    else address.searchParams.delete('theme');
    history.replaceState(history.state, '', address);
  });
};

/**
 * Starts an artifact page (`<html data-artifact-page>`) with theme, language and view from its address, and navigation
 * unless it is embedded. On any other page it does nothing.
 */
export const startPage = (): void => {
  const root = document.documentElement;
  if (!root.hasAttribute('data-artifact-page')) return;
  const request = readLocation(location);
  // Before the first paint, to avoid a white flash or a disappearing header.
  root.toggleAttribute('data-embed', request.embed);
  root.dataset.theme = request.theme ?? 'auto';
  if (request.lang) root.lang = request.lang;
  configure({ lang: request.lang });
  const start = () => {
    const viewer = document.querySelector<RoutedViewer>('artifact-viewer');
    if (!viewer) return;
    if (request.embed) document.querySelectorAll('[data-chrome]').forEach((element) => element.remove());
    else startChrome(root, viewer, request);
    const show = () => {
      if (request.id !== undefined) viewer.artifactId = request.id;
      viewer.view = request.view;
      // A prerendered page stays hidden if its address asks for another view or language.
      root.removeAttribute('data-asked');
    };
    const files = parseNeeds(viewer.dataset['needs']);
    // The address asks for something else than was prerendered, or a host page waits for the height.
    const isUrgent = root.hasAttribute('data-asked') || request.embed;
    if (files.length === 0) show();
    else if (isUrgent) void compareFiles(files).then((now) => hydrate(viewer, now === 'same', show));
    else resume(viewer, files, show);
    const go = followSection(viewer, request.section, request.embed);
    if (request.embed) startFrame(viewer, go);
    viewer.addEventListener('artifact-load', (event) => {
      // Events from cards inside the viewer are retargeted to the viewer.
      if (event.composedPath()[0] === viewer) document.title = event.artifact.title;
    });
  };
  if (document.readyState === 'loading') document.addEventListener('DOMContentLoaded', start, { once: true });
  else start();
};
