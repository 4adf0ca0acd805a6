import { isServer, type ReactiveControllerHost } from 'lit';
import { requestScrollToTarget } from '../base/scroll-to-target.js';

type Host = ReactiveControllerHost & { readonly renderRoot: HTMLElement | DocumentFragment };

/**
 * Hears what happens to the elements that a writer has put into a host's shadow tree, whenever it did. What an author wrote
 * into the host, and what is in another shadow tree, is no business of its.
 * @param selector finds them.
 */
export const hear = <K extends keyof HTMLElementEventMap>(
  host: Host,
  type: K,
  selector: string,
  listener: (target: HTMLElement, event: HTMLElementEventMap[K]) => void,
): void => {
  if (isServer) return;
  let heard: unknown;
  host.addController({
    hostConnected() {
      const { renderRoot } = host;
      if (heard === renderRoot) return;
      heard = renderRoot;
      const onEvent = (event: Event) => {
        const target = event.target as HTMLElement;
        if (event.defaultPrevented || target.getRootNode() !== renderRoot) return;
        const found = target.closest<HTMLElement>(selector);
        if (found) listener(found, event as HTMLElementEventMap[K]);
      };
      // What a fold tells, it tells only on the way in.
      renderRoot.addEventListener(type, onEvent, { capture: type === 'toggle' });
    },
  });
};

/** Follows the links to other places of the page. */
export const hearLinks = (host: Host): void =>
  hear(host, 'click', 'a[href^="#"]', (link, event) => requestScrollToTarget(event, link as HTMLAnchorElement));
