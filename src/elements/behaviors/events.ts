import { isServer, type ReactiveControllerHost } from 'lit';
import { requestScrollToTarget } from '../base/scroll-to-target.js';

type Host = ReactiveControllerHost & { readonly renderRoot: HTMLElement | DocumentFragment };

/**
 * Listens for events on elements in a host's shadow tree, whenever they are written. Events from slotted content and from
 * nested shadow trees are ignored.
 * @param selector matches the elements.
 */
export const listen = <K extends keyof HTMLElementEventMap>(
  host: Host,
  type: K,
  selector: string,
  listener: (target: HTMLElement, event: HTMLElementEventMap[K]) => void,
): void => {
  if (isServer) return;
  let listening: unknown;
  host.addController({
    hostConnected() {
      const { renderRoot } = host;
      if (listening === renderRoot) return;
      listening = renderRoot;
      const onEvent = (event: Event) => {
        const target = event.target as HTMLElement;
        if (event.defaultPrevented || target.getRootNode() !== renderRoot) return;
        const found = target.closest<HTMLElement>(selector);
        if (found) listener(found, event as HTMLElementEventMap[K]);
      };
      // `toggle` does not bubble.
      renderRoot.addEventListener(type, onEvent, { capture: type === 'toggle' });
    },
  });
};

/** Follows links to other places on the page. */
export const followLinks = (host: Host): void =>
  listen(host, 'click', 'a[href^="#"]', (link, event) => requestScrollToTarget(event, link as HTMLAnchorElement));
