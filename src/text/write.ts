import { escapeHtml } from '../output/escape.js';
import type { TextChild, TextElement, TextFragment, TextRun } from './tree.js';

/** The values of `nodeType`. */
export const ELEMENT = 1;
export const TEXT = 3;

const VOID = /^(?:br|col|hr|img|wbr)$/;

const startTag = (element: TextElement): string => {
  const attributes = element
    .getAttributeNames()
    .map((name) => ` ${name}="${escapeHtml(element.getAttribute(name) ?? '')}"`);
  return `<${element.localName}${attributes.join('')}>`;
};

/**
 * Writes what is in a tree as HTML.
 * @param put takes the next piece of it.
 * @param other takes what is neither an element nor text.
 */
export const writeTree = (
  { childNodes }: TextFragment,
  put: (html: string) => void,
  other: (node: TextChild) => void,
): void => {
  for (const child of childNodes) {
    if (child.nodeType === TEXT) put(escapeHtml((child as TextRun).data));
    else if (child.nodeType === ELEMENT) {
      const element = child as TextElement;
      put(startTag(element));
      if (VOID.test(element.localName)) continue;
      // A parser leaves out a line feed that comes first there.
      const [first] = element.childNodes;
      if (element.localName === 'pre' && first?.nodeType === TEXT && (first as TextRun).data.startsWith('\n'))
        put('\n');
      writeTree(element, put, other);
      put(`</${element.localName}>`);
    } else other(child);
  }
};

/** What is in a tree as HTML, the same in Node and in browsers. What is neither an element nor text is left out. */
export const markupOf = (fragment: TextFragment): string => {
  let markup = '';
  writeTree(
    fragment,
    (html) => (markup += html),
    () => undefined,
  );
  return markup;
};
