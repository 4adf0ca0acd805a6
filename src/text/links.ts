import { html, nothing, type TemplateResult } from 'lit';
import { encodePart } from '../artifact/identifiers.js';
import { hostHint, linkLabel, LINK_REL, vetUrl } from './addresses.js';

/** A link made from data. An unsafe address is shown as text, so that nothing is lost. */
export const link = (label: unknown, href: string, linkBase?: string, part?: string): unknown => {
  const url = vetUrl(href, linkBase);
  const text = typeof label === 'string' ? linkLabel(label, href) : label;
  if (url === undefined) return text;
  const hint = typeof text === 'string' ? hostHint(url, text, linkBase) : undefined;
  return html`<a
    part=${part ?? nothing}
    href=${url}
    title=${hint ?? nothing}
    dir="auto"
    target="_blank"
    rel=${LINK_REL}
    referrerpolicy="no-referrer"
    >${text}</a
  >`;
};

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
export const requestScrollToTarget = (event: MouseEvent, link = event.currentTarget as HTMLAnchorElement): void => {
  if (event.button !== 0 || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return;
  event.preventDefault();
  link.dispatchEvent(new ScrollToTargetEvent(decodeURIComponent(link.hash.slice(1))));
};

/**
 * A link to another place of the page, by its name in deep links. It asks by a `ScrollToTargetEvent`; the page's address stays as it is.
 * @param current true for the link to where the reader is.
 */
export const anchor = (label: unknown, id: string, part?: string, current = false): TemplateResult =>
  html`<a
    part=${part ?? nothing}
    href="#${encodePart(id)}"
    aria-current=${current ? 'true' : nothing}
    @click=${requestScrollToTarget}
    >${label}</a
  >`;

declare global {
  interface GlobalEventHandlersEventMap {
    'artifact-reveal': ScrollToTargetEvent;
  }
}
