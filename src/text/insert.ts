import { type Html, isHtml } from './html.js';
import { OwnElement, type Place } from './places.js';
import { trusted } from './policy.js';
import { ownTag, withOwnTags } from './tags.js';

let parser: HTMLTemplateElement | undefined;

/**
 * Sets HTML in the page: the only place that does. What is inserted is adopted, since importing it would copy it.
 * @param before the child of `root` before which it stands; else it stands at the end.
 * @param places what has its place in it.
 * @throws TypeError where the page's Content-Security-Policy refuses our Trusted Types policy; `canMakeMarkup` tells.
 */
export const insert = (
  root: ParentNode & Node,
  content: Html,
  before: ChildNode | null = null,
  places: readonly Place[] = [],
): void => {
  if (!isHtml(content)) throw new TypeError('Only what the html tag or the cleaner has made can be inserted');
  // A page that is XML would have its templates parsed as XML.
  parser ??= document.implementation.createHTMLDocument('').createElement('template');
  parser.innerHTML = trusted(withOwnTags(content.text));
  const marks = places.length > 0 ? [...parser.content.querySelectorAll<HTMLElement>('[data-place]')] : [];
  root.insertBefore(parser.content, before);
  // In the page by now: there, elements of ours are alive.
  for (const mark of marks)
    mark.replaceWith(nodeOf(places.find(({ number }) => number === Number(mark.dataset['place']))?.make()));
};

const elementOf = ({ tag, attributes, properties }: OwnElement): Element => {
  const element = document.createElement(ownTag(tag));
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
  return Object.assign(element, properties);
};

/** A node of the page for what a place makes; no words where that is nothing. */
export const nodeOf = (made: unknown): Node | string => {
  if (typeof made === 'string' || made instanceof Node) return made;
  if (made instanceof OwnElement) return elementOf(made);
  const fragment = document.createDocumentFragment();
  if (isHtml(made)) insert(fragment, made);
  return fragment;
};
