import { artifactUrl } from '../artifact/source.js';
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
 * Replaces the prerendered page with the live viewer once its data have loaded, within one task, so that the switch is
 * invisible. Sections that the reader has expanded stay expanded.
 * @param go makes the viewer show the artifact.
 */
const takeOver = async (viewer: RoutedViewer, needs: readonly string[], go: () => void): Promise<void> => {
  await Promise.allSettled(needs.map((id) => load(artifactUrl(id, settings.base))));
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
    const needs = viewer.dataset.needs?.split(' ');
    if (needs) void takeOver(viewer, needs, show);
    else show();
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
