import { hostHint, linkLabel, LINK_REL } from '../../text/addresses.js';
import { fragment, type Html, toUrl } from '../../text/html.js';
import { html, type Value } from './template.js';

/** A link made from data. An unsafe address is shown as text, so that nothing is lost. */
export const link = (label: Html | string, href: string, linkBase?: string, part?: string): Html | string => {
  const url = toUrl(href, linkBase);
  const text = typeof label === 'string' ? linkLabel(label, href) : label;
  if (url === undefined) return text;
  const hint = typeof text === 'string' ? hostHint(url.href, text, linkBase) : undefined;
  return html`<a
    part=${part}
    href=${url}
    title=${hint}
    dir="auto"
    target="_blank"
    rel=${LINK_REL}
    referrerpolicy="no-referrer"
    >${text}</a
  >`;
};

/**
 * A link to another place of the page, by its name in deep links: a click asks for it by a `ScrollToTargetEvent`, and the
 * page's address stays as it is.
 * @param name what it is called, where its label alone would not tell.
 */
export const anchor = (label: Value, id: string, { part, name }: { part?: string; name?: string } = {}): Html =>
  html`<a part=${part} href=${fragment(id)} aria-label=${name}>${label}</a>`;
