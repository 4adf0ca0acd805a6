import { flushFormatQueue } from '../../text/format-queue.js';
import { flushRenderQueue } from './render-queue.js';

/**
 * Asks what is around an element (the viewer, or an article that stands alone) to scroll to something by its name in deep links.
 *
 * @fires artifact-reveal - A link to another place of the page was followed; `targetId` names the place. Who shows it stops the event.
 */
export class ScrollToTargetEvent extends Event {
  static readonly eventName = 'artifact-reveal';
  /** @param targetId the name. */
  constructor(readonly targetId: string) {
    super(ScrollToTargetEvent.eventName, { bubbles: true, composed: true, cancelable: true });
  }
}

/** A link's click: asks by a `ScrollToTargetEvent`. The browser finds no target inside a shadow root, and a page's `<base>` would turn `#id` into another page. */
export const requestScrollToTarget = (event: MouseEvent, link: HTMLAnchorElement): void => {
  if (event.button !== 0 || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return;
  event.preventDefault();
  link.dispatchEvent(new ScrollToTargetEvent(decodeURIComponent(link.hash.slice(1))));
};

/** Finds an element by id here and in the open shadow roots below. */
const find = (root: ParentNode, id: string): HTMLElement | undefined => {
  const here = [...root.querySelectorAll<HTMLElement>('[id]')].find((element) => element.id === id);
  if (here) return here;
  for (const element of root.querySelectorAll('*')) {
    const inside = element.shadowRoot && find(element.shadowRoot, id);
    if (inside) return inside;
  }
  return undefined;
};

/** Opens every fold that an element is in, also those outside its shadow root, and has the cards around it laid out. */
export const openDetails = (element: Element): void => {
  // Not by each node's parent: a field of the page's form may be called parentNode.
  for (let inside: Element | null = element; inside;) {
    const details: HTMLDetailsElement | null = inside.closest('details');
    if (details) details.open = true;
    // Firefox and WebKit do not scroll to what they have not laid out yet.
    inside.closest('.far')?.classList.remove('far');
    const root: Node = inside.getRootNode();
    inside = details?.parentElement ?? (root instanceof ShadowRoot ? root.host : null);
  }
};

/**
 * Scrolls to the element with an id, opens what it is folded into, and moves the focus there for who reads by keyboard.
 * @param quietly only this window scrolls, none around it, and the focus stays where it is: for what nobody did by hand.
 * @returns false if there is none.
 */
export const scrollToTarget = (root: ParentNode, id: string, quietly = false): boolean => {
  let target = find(root, id);
  if (!target) {
    // It may be in a card that waits for its turn, or in a text that waits for its formatting.
    flushRenderQueue();
    flushFormatQueue();
    target = find(root, id);
  }
  if (!target) return false;
  openDetails(target);
  const fold =
    target instanceof HTMLDetailsElement
      ? target
      : target.shadowRoot?.querySelector<HTMLDetailsElement>('details[part~=fold]');
  if (fold) fold.open = true;
  if (quietly) {
    scrollBy({ top: target.getBoundingClientRect().top, behavior: 'instant' });
    return true;
  }
  target.scrollIntoView({ block: 'start' });
  if (!target.hasAttribute('tabindex')) target.tabIndex = -1;
  target.focus({ preventScroll: true });
  return true;
};

declare global {
  interface GlobalEventHandlersEventMap {
    'artifact-reveal': ScrollToTargetEvent;
  }
}
