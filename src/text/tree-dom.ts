import createDOMPurify, { type Config, type DOMPurify } from 'dompurify';
import { ATTRIBUTES, HTML, type Keep, TAGS } from './list.js';
import type { Html } from './html.js';
import { nodeOf } from './insert.js';
import { placeFor } from './places.js';
import { canMakeMarkup, policy } from './policy.js';
import {
  type Attributes,
  PolicyError,
  type TextElement,
  type TextFragment,
  type TextNode,
  type TextRun,
  withAttributes,
} from './tree.js';

/** The DOMPurify configuration, without a policy. */
export const CONFIG = {
  ALLOWED_TAGS: TAGS,
  ALLOWED_ATTR: ATTRIBUTES,
  ALLOW_DATA_ATTR: false,
  ALLOW_ARIA_ATTR: false,
  ALLOW_UNKNOWN_PROTOCOLS: false,
  // Of these it looks at the values; src/text/sanitize.ts then vets them.
  ADD_URI_SAFE_ATTR: ATTRIBUTES.filter((name) => name !== 'href' && name !== 'src'),
  RETURN_DOM_FRAGMENT: true,
  NAMESPACE: HTML,
} satisfies Config;

/** What makes the parser take what follows as a part of a page's body, by the rules of today and not by those of 1998. */
const BODY = '<!doctype html><body>';

let purifier: DOMPurify | undefined;

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
  // Of an element with a comment and a "<" before a letter, it would take the words too. A field of a form may be called `childNodes`.
  purifier.addHook('beforeSanitizeElements', (node) => {
    for (const child of [...Reflect.get<Node, 'childNodes'>(Node.prototype, 'childNodes', node)])
      if (child.nodeType === Node.COMMENT_NODE) child.remove();
  });
  return purifier;
};

/** The browser's own sanitizer, which TypeScript's library lacks: https://wicg.github.io/sanitizer-api/ */
interface SanitizerApi {
  Sanitizer?: { new (config: object): object; prototype: { removeUnsafe?: unknown } };
}
interface Sanitizing {
  setHTML(html: string, options: { sanitizer: object }): void;
}

let sanitizer: object | undefined;
let inert: Document | undefined;

/** Parses HTML and cleans it by the browser's own sanitizer, where it has the one of today. */
const parseByBrowser = (html: string): DocumentFragment | undefined => {
  const { Sanitizer } = globalThis as SanitizerApi;
  // Chrome 105 to 118 had another of that name.
  if (!Sanitizer?.prototype.removeUnsafe) return undefined;
  sanitizer ??= new Sanitizer({ elements: TAGS, attributes: ATTRIBUTES, comments: false, dataAttributes: false });
  inert ??= document.implementation.createHTMLDocument('');
  const { body } = inert;
  (body as unknown as Sanitizing).setHTML(html, { sanitizer });
  const fragment = inert.createDocumentFragment();
  fragment.append(...body.childNodes);
  return fragment;
};

/**
 * Parses HTML, in an inert document in which nothing loads, and cleans it.
 * @param keep takes out what may not stay.
 * @param isPrebuilt whether it was cleaned when the site was built. Only then the browser's own sanitizer does it again, which may
 *   differ from DOMPurify by what it drops.
 * @throws PolicyError where the page's Content-Security-Policy refuses our Trusted Types policy.
 */
export const parseClean = (html: string, keep: Keep, isPrebuilt = false): TextFragment => {
  // A fragment, as its configuration says.
  const purified = () => purify().sanitize(BODY + html) as unknown as DocumentFragment;
  const fragment = (isPrebuilt ? parseByBrowser(html) : undefined) ?? purified();
  keep(fragment);
  return fragment;
};

// Of this page, not of the inert document: there a picture of that name may stand where the method should.
export const createElement = (name: string, attributes: Attributes = {}): TextElement =>
  withAttributes(document.createElement(name), attributes);
export const createFragment = (): TextFragment => document.createDocumentFragment();

/** A copy for this page, in which elements of ours are alive. */
export const copyOf = (fragment: TextFragment): TextFragment => {
  const copy = document.importNode(fragment as DocumentFragment, true);
  customElements.upgrade(copy);
  return copy;
};

/** A fragment of another document as one of this page. Unlike a copy, it is there no more. */
export const adopted = (fragment: TextFragment): TextFragment => document.adoptNode(fragment as DocumentFragment);

/** The runs of characters in a tree, in order. */
export const runsIn = (fragment: TextFragment): TextRun[] => {
  const texts = document.createNodeIterator(fragment as DocumentFragment, NodeFilter.SHOW_TEXT);
  const runs: Text[] = [];
  for (let text; (text = texts.nextNode() as Text | null);) runs.push(text);
  return runs;
};

/** What stands in a text and is none: `Html`, or a template of Lit. */
export const place = (make: () => unknown): TextNode | string => nodeOf(make());

/** A text in markup: its nodes, made when the markup is set in the page. @param is what it is made of. */
export const textIn = (make: () => TextFragment | string, is: string): Html => placeFor(make, is);
