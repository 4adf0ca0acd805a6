import { flushFormatQueue } from '../../text/format-queue.js';
import { flushRenderQueue } from './render-queue.js';

export { ScrollToTargetEvent } from '../../text/links.js';

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
