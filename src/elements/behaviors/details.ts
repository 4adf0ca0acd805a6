import { css, isServer, type ReactiveControllerHost } from 'lit';
import type { Html } from '../../text/html.js';
import { html, type Value } from '../../writers/html/template.js';

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

/**
 * A part of the page that is folded until asked for: by a click, a deep link to its element, or the printer.
 *
 * @csspart fold - A part that is folded until asked for.
 */
export const fold = (title: Value, content: Value): Html => html`
  <details part="fold">
    <summary><h2>${title}</h2></summary>
    <div class="folded">${content}</div>
  </details>
`;

/** Headed parts below an artifact's content, folded or open. */
export const partStyles = css`
  h2 {
    font-size: 1.2em;
    margin-block-end: 0.5em;
  }
  summary h2 {
    display: inline;
  }
  .folded {
    padding-block: 0.75em 0.25em;
  }
  .plain {
    list-style: none;
    padding: 0;
  }
  dl > div {
    border-block-start: 1px solid var(--_hairline);
    padding-block: 0.4em;
    overflow-wrap: anywhere;
  }
  dt {
    color: var(--_ink-soft);
  }
  @container (min-width: 560px) {
    dl > div {
      display: grid;
      grid-template-columns: 9em minmax(0, 1fr);
    }
  }
`;
