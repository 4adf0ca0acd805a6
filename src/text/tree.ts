/**
 * What cleaning and decorating need of a text's tree: a small part of the DOM. In a browser the tree is DOM itself
 * (`tree-dom.ts`), in Node it is one of our own (`tree-parse5.ts`); `#tree` is the one that fits.
 */
export interface TextNode {
  textContent: string | null;
}

/** What has a place among the children of another. */
export interface TextChild extends TextNode {
  readonly nodeType: number;
  replaceWith(...nodes: (TextNode | string)[]): void;
}

/** A run of characters. */
export interface TextRun extends TextChild {
  readonly data: string;
}

/** The tree of a text, or of a part of one. */
export interface TextFragment extends TextNode {
  readonly childNodes: Iterable<TextChild>;
  readonly children: Iterable<TextElement>;
  readonly childElementCount: number;
  append(...nodes: (TextNode | string)[]): void;
  prepend(...nodes: (TextNode | string)[]): void;
  /** @param names names of elements, separated by commas, or `*`: our own tree knows no other selectors. */
  querySelectorAll(names: string): Iterable<TextElement>;
}

/** An element of a text. */
export interface TextElement extends TextFragment, TextChild {
  get textContent(): string;
  set textContent(text: string);
  readonly localName: string;
  readonly namespaceURI: string | null;
  /** Its content as HTML. */
  readonly innerHTML: string;
  getAttribute(name: string): string | null;
  getAttributeNames(): string[];
  setAttribute(name: string, value: string): void;
  removeAttribute(name: string): void;
  remove(): void;
}

/** Attributes by name; those that are undefined or empty are not set. */
export type Attributes = Record<string, string | undefined>;

/** Sets attributes of an element. */
export const withAttributes = <T extends TextElement>(element: T, attributes: Attributes): T => {
  for (const [name, value] of Object.entries(attributes)) if (value) element.setAttribute(name, value);
  return element;
};

/** Thrown if the page's Content-Security-Policy refuses our Trusted Types policy: nothing can be parsed. */
export class PolicyError extends Error {}
