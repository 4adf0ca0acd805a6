import { type Html, isHtml } from './html.js';
import { trusted } from './policy.js';
import { withOwnTags } from './tags.js';

let parser: HTMLTemplateElement | undefined;

/**
 * Sets HTML in the page: the only place that does. What is inserted is adopted, since importing it would copy it.
 * @param before the child of `root` before which it stands; else it stands at the end.
 * @throws TypeError where the page's Content-Security-Policy refuses our Trusted Types policy; `canMakeMarkup` tells.
 */
export const insert = (root: ParentNode, content: Html, before: ChildNode | null = null): void => {
  if (!isHtml(content)) throw new TypeError('Only what the html tag or the cleaner has made can be inserted');
  // A page that is XML would have its templates parsed as XML.
  parser ??= document.implementation.createHTMLDocument('').createElement('template');
  parser.innerHTML = trusted(withOwnTags(content.text));
  root.insertBefore(parser.content, before);
};
