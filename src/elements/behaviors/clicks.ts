import { isServer, type ReactiveControllerHost } from 'lit';
import { requestScrollToTarget } from '../base/scroll-to-target.js';

type Host = ReactiveControllerHost & { readonly renderRoot: HTMLElement | DocumentFragment };

const listening = new WeakSet<object>();

/**
 * Hears the clicks on what a writer has put into a host's shadow tree: links to other places of the page, and buttons
 * “Try again”, whose `data-retry` names what to ask for.
 */
export const hearClicks = (host: Host, { retry }: { retry: (part: string) => void }): void => {
  if (isServer) return;
  host.addController({
    hostConnected() {
      const { renderRoot } = host;
      if (listening.has(renderRoot)) return;
      listening.add(renderRoot);
      renderRoot.addEventListener('click', (event) => {
        const clicked = event.target as Element;
        // What an author wrote into the element is no business of ours.
        if (event.defaultPrevented || clicked.getRootNode() !== renderRoot) return;
        const link = clicked.closest<HTMLAnchorElement>('a[href^="#"]');
        if (link) requestScrollToTarget(event as MouseEvent, link);
        const button = clicked.closest<HTMLElement>('button[data-retry]');
        if (button) retry(button.dataset['retry'] ?? '');
      });
    },
  });
};
