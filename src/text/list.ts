import type { TextElement, TextFragment } from './tree.js';

/** The tags allowed in authored text. Others are removed; their text is kept. */
export const TAGS =
  'a abbr address article b bdi bdo blockquote br caption cite code col colgroup dd del details dfn div dl dt em figcaption figure h1 h2 h3 h4 h5 h6 hr i img ins kbd li mark ol p pre q rp rt ruby s samp section small span strong sub summary sup table tbody td tfoot th thead time tr u ul var wbr'.split(
    ' ',
  );

/** The attributes. No `style`, `id`, `name` or `slot`: nothing that reaches beyond the text. Of `class`, two values are kept. */
export const ATTRIBUTES =
  'href title alt src colspan rowspan scope align start reversed value lang dir datetime open class'.split(' ');

/** The spans that are kept: wider than any real table, one makes the browser lay out millions of cells. */
export const SPAN = /^(?:[1-9]\d?|100)$/;

/** The namespace of HTML. */
export const HTML = 'http://www.w3.org/1999/xhtml';

const isListed = ({ localName, namespaceURI }: TextElement): boolean =>
  namespaceURI === HTML && TAGS.includes(localName);

/** The value of a class that is kept: that of an infobox, and that of code in a language. */
const classOf = (localName: string, value: string): string | undefined => {
  if (localName === 'table') return /(?:^|\s)infobox(?:\s|$)/.test(value) ? 'infobox' : undefined;
  return localName === 'code' && /^language-[\w-]+$/.test(value) ? value : undefined;
};

/** What becomes of an attribute: its value, or undefined if it goes. */
const valueOf = (localName: string, name: string, value: string): string | undefined => {
  if (!ATTRIBUTES.includes(name)) return undefined;
  if (name === 'href' || name === 'src') return localName === (name === 'href' ? 'a' : 'img') ? value : undefined;
  if (name === 'class') return classOf(localName, value);
  if (/span$/.test(name)) return SPAN.test(value) ? value : undefined;
  return value;
};

/**
 * Takes out of a tree what may not stay.
 * @param loses whether the words in an element go with it; otherwise they stay.
 */
export type Keep = (fragment: TextFragment, loses?: (element: TextElement) => boolean) => void;

/**
 * Takes out of a tree what is off the list. In a browser DOMPurify has been there before, and this finds nothing but classes,
 * spans and addresses out of place.
 */
export const keepListed: Keep = (fragment, loses) => {
  for (const element of [...fragment.querySelectorAll('*')]) {
    const { localName } = element;
    if (!isListed(element)) {
      if (loses?.(element)) element.remove();
      else element.replaceWith(...element.childNodes);
      continue;
    }
    for (const name of element.getAttributeNames()) {
      const value = element.getAttribute(name) ?? '';
      const kept = valueOf(localName, name, value);
      if (kept === undefined) element.removeAttribute(name);
      else if (kept !== value) element.setAttribute(name, kept);
    }
  }
};
