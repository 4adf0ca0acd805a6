import { artifactUrl } from '../artifact/source.js';
import { load } from '../artifact/load.js';
import type { View } from '../artifact/view.js';
import { configure, settings } from '../settings.js';
import { renderSynchronously } from '../text/format-queue.js';
import { isPending } from './pending.js';
import { startFrame } from './frame.js';
import { type PageRequest, readLocation } from './location.js';

/** The viewer of an artifact page: its address tells what it shows. */
type RoutedViewer = HTMLElement & { artifactId?: string; view: View; reveal(id: string, quietly?: boolean): boolean };

/**
 * Goes to the section that the address names. Parts arrive one after another, so at each arrival again, until all is there or the reader moves.
 * @param embed whether a page stands around this one: it must not be scrolled because a frame in it has loaded.
 * @returns goes to another section, which the reader or the page around has asked for.
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
    // What the reader does on the page around isn't known here: once all is there, that page is not scrolled again.
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

/** Every fold of a page, those in shadow trees where their hosts are. */
const foldsIn = (root: ParentNode): HTMLDetailsElement[] =>
  [...root.querySelectorAll('*')].flatMap((element) => [
    ...(element instanceof HTMLDetailsElement ? [element] : []),
    ...(element.shadowRoot ? foldsIn(element.shadowRoot) : []),
  ]);

/**
 * Puts the live viewer in the place of what was built ahead, once all that it needs is there: within one task, so that
 * nobody sees it happen. What the reader has unfolded by then stays so.
 * @param go makes the viewer show the artifact.
 */
const takeOver = async (viewer: RoutedViewer, needs: readonly string[], go: () => void): Promise<void> => {
  await Promise.allSettled(needs.map((id) => load(artifactUrl(id, settings.base))));
  // The list of contents is folded or not as the layout has it.
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

/** The thin line above a full page: theme switch and downloads. What it holds is in the page's HTML, marked by `data-*`. */
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
 * Starts our own artifact page (`<html data-artifact-page>`): theme, language and view from its address, chrome only
 * where it is not embedded. On any other page it does nothing.
 */
export const startPage = (): void => {
  const root = document.documentElement;
  if (!root.hasAttribute('data-artifact-page')) return;
  const request = readLocation(location);
  // Before the first paint: neither a white flash nor a header that vanishes.
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
      // What a page that was built ahead held back while its address asked for another view or language.
      root.removeAttribute('data-asked');
    };
    const needs = viewer.dataset.needs?.split(' ');
    if (needs) void takeOver(viewer, needs, show);
    else show();
    const go = followSection(viewer, request.section, request.embed);
    if (request.embed) startFrame(viewer, go);
    viewer.addEventListener('artifact-load', (event) => {
      // Seen from here, the cards inside the viewer are the viewer too.
      if (event.composedPath()[0] === viewer) document.title = event.artifact.title;
    });
  };
  if (document.readyState === 'loading') document.addEventListener('DOMContentLoaded', start, { once: true });
  else start();
};
