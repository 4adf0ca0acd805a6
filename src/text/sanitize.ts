import createDOMPurify, { type Config, type DOMPurify } from 'dompurify';
import { hostHint, linkLabel, LINK_REL, vetUrl } from './links.js';
import { canMakeMarkup, policy } from './policy.js';
import { ownTag } from './tags.js';

/** The tags allowed in authored text. Others are removed; their text is kept. */
const TAGS =
  'a abbr address article b bdi bdo blockquote br caption cite code col colgroup dd del details dfn div dl dt em figcaption figure h1 h2 h3 h4 h5 h6 hr i img ins kbd li mark ol p pre q rp rt ruby s samp section small span strong sub summary sup table tbody td tfoot th thead time tr u ul var wbr'.split(
    ' ',
  );

/** The attributes. No `style`, `id`, `name`, `class` or `slot`: nothing that reaches beyond the text. `class` is read below and never kept. */
const ATTRIBUTES =
  'href title alt src colspan rowspan scope align start reversed value lang dir datetime cite open class'.split(' ');

/** Spans wider than any real table make the browser lay out millions of cells. */
const MAX_SPAN = 100;

/** The DOMPurify configuration, without a policy. */
export const CONFIG = {
  ALLOWED_TAGS: TAGS,
  ALLOWED_ATTR: ATTRIBUTES,
  ALLOW_DATA_ATTR: false,
  ALLOW_ARIA_ATTR: false,
  ALLOW_UNKNOWN_PROTOCOLS: false,
  // Addresses are vetted once all else is done; what DOMPurify lets pass here is only a first sieve.
  ALLOWED_URI_REGEXP: /^(?:https?:|mailto:|[^a-z]|[a-z+.-]+(?:[^a-z+.\-:]|$))/i,
  ADD_URI_SAFE_ATTR: ['colspan', 'rowspan', 'align', 'scope', 'start', 'value', 'datetime'],
  RETURN_DOM_FRAGMENT: true,
  NAMESPACE: 'http://www.w3.org/1999/xhtml',
} satisfies Config;

let purifier: DOMPurify | undefined;

/** Thrown if the page's Content-Security-Policy refuses our Trusted Types policy: nothing can be parsed. */
export class PolicyError extends Error {}

/** A separate instance, so that it shares no hooks with the host page's DOMPurify. */
const purify = (): DOMPurify => {
  if (purifier) return purifier;
  if (!canMakeMarkup()) throw new PolicyError('Trusted Types');
  const { DocumentFragment, HTMLTemplateElement, Node, Element, NodeFilter, NamedNodeMap, HTMLFormElement, DOMParser } =
    window;
  purifier = createDOMPurify({
    document,
    DocumentFragment,
    HTMLTemplateElement,
    Node,
    Element,
    NodeFilter,
    NamedNodeMap,
    HTMLFormElement,
    DOMParser,
  });
  // Once: for each text it would make its sets anew. Null keeps DOMPurify from a policy of its own. Its types name the DOM's
  // TrustedTypePolicy, which TypeScript's library lacks.
  purifier.setConfig({
    ...CONFIG,
    TRUSTED_TYPES_POLICY: (policy() ?? null) as unknown as NonNullable<Config['TRUSTED_TYPES_POLICY']>,
  });
  purifier.addHook('afterSanitizeAttributes', (node) => {
    for (const name of ['colspan', 'rowspan', 'span']) {
      const span = node.getAttribute(name);
      if (span !== null && !(Number(span) >= 1 && Number(span) <= MAX_SPAN)) node.removeAttribute(name);
    }
    const isInfobox = node.localName === 'table' && node.classList.contains('infobox');
    if (node.localName !== 'code' || !/^language-[\w-]+$/.test(node.className)) node.removeAttribute('class');
    if (isInfobox) node.setAttribute('class', 'infobox');
  });
  return purifier;
};

const imagePlaceholder = (image: Element, linkBase: string | undefined): Node => {
  const src = image.getAttribute('src') ?? '';
  const url = vetUrl(src, linkBase);
  const alt = image.getAttribute('alt')?.trim() || 'Picture';
  if (/^data:image\/(png|gif|jpeg|webp);base64,[A-Za-z0-9+/=\s]+$/.test(src)) return image;
  // A remote picture reveals the reader to its server, so the reader decides.
  // Of this page, not of the inert document: there a picture of that name may stand where the method should.
  const holder = document.createElement(ownTag('artifact-image'));
  holder.setAttribute('alt', alt);
  if (url && /^https?:/.test(url)) holder.setAttribute('from', url);
  return holder;
};

/**
 * Sanitizes HTML from the Markdown parser into a fragment of an inert document, in which nothing loads.
 * @throws PolicyError where the page's Content-Security-Policy refuses our Trusted Types policy.
 */
export const sanitize = (html: string, linkBase: string | undefined): DocumentFragment => {
  // A fragment, as its configuration says.
  const fragment = purify().sanitize(html) as unknown as DocumentFragment;
  for (const anchor of fragment.querySelectorAll('a')) {
    const href = anchor.getAttribute('href') ?? '';
    const url = vetUrl(href, linkBase);
    if (anchor.childElementCount === 0) anchor.textContent = linkLabel(anchor.textContent, href);
    if (url === undefined) anchor.replaceWith(...anchor.childNodes);
    else {
      const hint = hostHint(url, anchor.textContent, linkBase);
      const title = anchor.getAttribute('title');
      // The author's own words come after the host: they could name another.
      if (hint) anchor.setAttribute('title', title ? `${hint}: ${title}` : hint);
      anchor.setAttribute('dir', 'auto');
      anchor.setAttribute('href', url);
      anchor.setAttribute('target', '_blank');
      anchor.setAttribute('rel', LINK_REL);
      anchor.setAttribute('referrerpolicy', 'no-referrer');
    }
  }
  for (const image of fragment.querySelectorAll('img')) {
    const shown = imagePlaceholder(image, linkBase);
    if (shown !== image) image.replaceWith(shown);
  }
  for (const quote of fragment.querySelectorAll('[cite]')) quote.removeAttribute('cite');
  return fragment;
};
