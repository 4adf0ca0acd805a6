import { isServer, type ReactiveControllerHost } from 'lit';

type Host = ReactiveControllerHost & { renderRoot: ParentNode };

const hosts = new Set<Host>();
let opened: HTMLDetailsElement[] = [];

const open = () => {
  opened = [...hosts].flatMap((host) => [
    ...host.renderRoot.querySelectorAll<HTMLDetailsElement>('details:not([open])'),
  ]);
  for (const details of opened) details.open = true;
};

const close = () => {
  for (const details of opened) details.open = false;
  opened = [];
};

/** Opens all that is folded in an element while the page is printed: paper has nothing to click. */
export const openInPrint = (host: Host): void => {
  if (isServer) return;
  host.addController({
    hostConnected() {
      // One listener for all: a page may have a thousand cards.
      if (hosts.size === 0) {
        addEventListener('beforeprint', open);
        addEventListener('afterprint', close);
      }
      hosts.add(host);
    },
    hostDisconnected: () => void hosts.delete(host),
  });
};
