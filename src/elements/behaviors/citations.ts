import { isServer, type ReactiveControllerHost } from 'lit';
import { TextFormattedEvent } from '../../text/render.js';
import type { References } from '../../artifact/references.js';
import { ownTag } from '../../text/tags.js';
import type { ArtifactSourcesPopover } from '../panels/artifact-sources-popover.js';

/** Milliseconds that a pointer rests on a number before its sources are shown: who only passes by sees none. */
const OPEN_AFTER = 120;
/** Milliseconds in which a pointer can cross from the number to its sources. */
const CLOSE_AFTER = 250;

/** An element whose shadow tree holds citations, with the numbering in which they stand. */
export interface CitingHost extends ReactiveControllerHost, HTMLElement {
  readonly renderRoot: HTMLElement | DocumentFragment;
  readonly references: References;
}

/** The numbers that a citation in the page stands for. */
export const numbersOf = (cited: HTMLElement): number[] =>
  (cited.dataset['refs']?.split(' ') ?? [...cited.querySelectorAll('a')].map(({ hash }) => hash.slice(5))).map(Number);

/** The keys of a citation in the page that have no reference. */
export const unresolvedOf = (cited: Element): string[] =>
  [...cited.querySelectorAll('.unresolved')].map(({ textContent }) => textContent.replace(/\?$/, ''));

/** The elements in the page that may cite something. */
const hosts = new Set<CitingHost>();

/** The citations in the page whose numbers are those of a list of sources. */
export const citationsIn = (references: References): HTMLElement[] =>
  [...hosts]
    .filter((host) => host.references === references)
    .flatMap((host) => [...host.renderRoot.querySelectorAll<HTMLElement>('sup.cite')]);

/** Boxed warnings, which nothing may cover. */
const boxedWarnings = (): Element[] => [...hosts].flatMap((host) => [...host.renderRoot.querySelectorAll('.boxed')]);

/** The citation whose sources are shown. */
let shown: { cited: HTMLElement; host: CitingHost; end: AbortController } | undefined;
let timer: ReturnType<typeof setTimeout> | undefined;
/** The citation that the next click asks the sources of, instead of following its link. */
let asked: HTMLElement | undefined;

const popovers = new WeakMap<Document, ArtifactSourcesPopover>();

const popoverOf = (cited: HTMLElement): ArtifactSourcesPopover => {
  const { ownerDocument: page } = cited;
  let popover = popovers.get(page);
  if (!popover) {
    popover = page.createElement(ownTag('artifact-sources-popover')) as ArtifactSourcesPopover;
    popovers.set(page, popover);
  }
  return popover;
};

const hasFocus = ({ cited }: NonNullable<typeof shown>): boolean =>
  cited.querySelector(':focus-visible') !== null || popoverOf(cited).matches(':focus-within');

/** Puts the sources beside their number; where they would cover a boxed warning, into the text below it. */
const place = ({ cited, host }: NonNullable<typeof shown>): void => {
  const popover = popoverOf(cited);
  const warning = cited.closest('.boxed');
  const move = (put: () => void) => {
    // To move the node would take the focus from it.
    if (!popover.matches(':focus-within')) put();
  };
  if (!warning) {
    if (popover.previousSibling !== cited) move(() => cited.after(popover));
    if (popover.openBeside(cited, boxedWarnings())) return;
  }
  move(() =>
    warning ? warning.after(popover) : (cited.closest('p, li, dd, dt, td, th, div') ?? host.renderRoot).append(popover),
  );
  popover.openInFlow();
};

/** Hides the sources that are shown. */
const hide = (): void => {
  clearTimeout(timer);
  if (!shown) return;
  const { end, cited } = shown;
  shown = undefined;
  end.abort();
  const popover = popoverOf(cited);
  popover.close();
  popover.remove();
};

/** Escape: the focus does not vanish with what had it. */
const dismiss = (): void => {
  const cited = shown && popoverOf(shown.cited).matches(':focus-within') ? shown.cited : undefined;
  cited?.querySelector('a')?.focus({ preventScroll: true });
  hide();
};

/** What is around has moved: the sources follow the focus, which may be what moved it, and else go. In the text they move with it. */
const follow = (): void => {
  if (shown && !popoverOf(shown.cited).hasAttribute('popover')) return;
  if (shown && hasFocus(shown)) place(shown);
  else hide();
};

/** @returns whether its sources are shown, or about to be. */
const show = (cited: HTMLElement, host: CitingHost): boolean => {
  clearTimeout(timer);
  if (shown?.cited === cited) return true;
  if (!cited.isConnected) return false;
  const numbers = numbersOf(cited);
  const citations = host.references.list.filter(({ number }) => numbers.includes(number));
  if (citations.length === 0) return false;
  hide();
  const popover = popoverOf(cited);
  Object.assign(popover, { citations, unresolved: unresolvedOf(cited) });
  const end = new AbortController();
  const now = (shown = { cited, host, end });
  const options = { capture: true, signal: end.signal };
  addEventListener('keydown', (event) => event.key === 'Escape' && dismiss(), options);
  addEventListener(
    'pointerdown',
    (event) => event.composedPath().some((node) => node === cited || node === popover) || hide(),
    options,
  );
  addEventListener('resize', follow, options);
  // A card that has come may have put a warning there.
  addEventListener('artifact-load', follow, options);
  // The scrolling of a box in a shadow tree is heard in that tree only.
  for (
    let root: Node | undefined = cited.getRootNode();
    root;
    root = root instanceof ShadowRoot ? root.host.getRootNode() : undefined
  )
    root.addEventListener('scroll', ({ target }) => target === popover || follow(), options);
  cited.after(popover);
  // Its size is that of its words.
  void popover.updateComplete.then(() => shown === now && place(now));
  return true;
};

const citedBy = ({ target }: Event): HTMLElement | undefined =>
  (target as Element).closest<HTMLElement>('sup.cite') ?? undefined;

const isShown = (event: Event): boolean =>
  shown !== undefined && (citedBy(event) === shown.cited || event.composedPath().includes(popoverOf(shown.cited)));

/** In a warning, what a pointer only passes over must not move the text: there the sources are shown when asked for. */
const isInWarning = (cited: Element): boolean => cited.closest('.boxed') !== null;

const onPointerOver = (event: PointerEvent): void => {
  if (event.pointerType === 'touch') return;
  if (isShown(event)) return clearTimeout(timer);
  const cited = citedBy(event);
  if (!cited || isInWarning(cited)) return;
  clearTimeout(timer);
  const host = hostOf(event);
  timer = setTimeout(() => show(cited, host), OPEN_AFTER);
};

const onPointerOut = ({ pointerType }: PointerEvent): void => {
  if (pointerType === 'touch') return;
  clearTimeout(timer);
  if (shown && !isInWarning(shown.cited)) timer = setTimeout(() => shown && !hasFocus(shown) && hide(), CLOSE_AFTER);
};

const onPointerDown = (event: PointerEvent): void => {
  const cited = citedBy(event);
  asked = cited && shown?.cited !== cited && (event.pointerType === 'touch' || isInWarning(cited)) ? cited : undefined;
};

/** A finger can't hover: its first tap shows the sources, the next one follows the link. */
const onClick = (event: MouseEvent): void => {
  const cited = citedBy(event);
  if (!cited) {
    if (isShown(event)) hide();
    return;
  }
  if (asked === cited && event.detail > 0) {
    asked = undefined;
    // Where nothing is known of them yet, the link leads to the list.
    if (!show(cited, hostOf(event))) return;
    event.preventDefault();
    return;
  }
  if ((event.target as Element).closest('a')) hide();
};

const onFocusIn = (event: FocusEvent): void => {
  const cited = citedBy(event);
  if (cited && (event.target as Element).matches(':focus-visible')) show(cited, hostOf(event));
};

const onFocusOut = (event: FocusEvent): void => {
  const to = event.relatedTarget as Node | null;
  if (shown && isShown(event) && !shown.cited.contains(to) && to !== popoverOf(shown.cited)) hide();
};

const hostOf = ({ currentTarget }: Event): CitingHost => (currentTarget as ShadowRoot).host as unknown as CitingHost;

/** What happens in a card within a card is heard in both trees: it is for the inner one, whose element the outer one takes for its target. */
const isForTree = ({ target }: Event): boolean =>
  !(target as Element).shadowRoot || target === popovers.get((target as Element).ownerDocument);

/** What each host's shadow tree hears. A move within one is heard in that tree only, so that no outer listener can do for all. */
const listeners = Object.entries({
  pointerover: onPointerOver,
  pointerout: onPointerOut,
  pointerdown: onPointerDown,
  click: onClick,
  focusin: onFocusIn,
  focusout: onFocusOut,
  [TextFormattedEvent.eventName]: (event: Event) => hostOf(event).references.rewritten(),
}).map(([type, listener]) => [type, (event: Event) => isForTree(event) && listener(event as never)] as const);

const listening = new WeakSet<object>();

/**
 * Shows the sources behind the numbers of a host's citations, to a pointer, the focus and a finger, and leads a click on a
 * number to its entry in the list of sources.
 */
export const showSources = (host: CitingHost): void => {
  if (isServer) return;
  host.addController({
    hostConnected() {
      hosts.add(host);
      if (listening.has(host.renderRoot)) return;
      listening.add(host.renderRoot);
      for (const [type, listener] of listeners) host.renderRoot.addEventListener(type, listener);
    },
    hostUpdated: () => host.references.rewritten(),
    hostDisconnected() {
      hosts.delete(host);
      if (shown?.host === host) hide();
      host.references.rewritten();
    },
  });
};
