import { type DefaultTreeAdapterTypes as Parsed, defaultTreeAdapter, html as standard, parseFragment } from 'parse5';
import { escapeHtml } from '../output/escape.js';
import { type Html, isHtml, trustAsHtml } from './html.js';
import { HTML, type Keep } from './list.js';
import { placeFor } from './places.js';
import {
  type Attributes,
  type TextChild,
  type TextElement,
  type TextFragment,
  type TextNode,
  type TextRun,
  withAttributes,
} from './tree.js';
import { ELEMENT, markupOf, TEXT, writeTree } from './write.js';

/** Elements whose words go with them: those that DOMPurify, which cleans texts in browsers, takes out whole. */
const WHOLE = new Set(
  'annotation-xml audio desc foreignobject head iframe math mi mn mo ms mtext noembed noframes noscript plaintext script selectedcontent style svg template title video xmp'.split(
    ' ',
  ),
);

/** A node of any sort; by itself, a fragment. */
class Item implements TextFragment, TextChild {
  readonly nodeType: number = 11;
  childNodes: Item[] = [];
  #parent: Item | undefined;

  get children(): Tag[] {
    return this.childNodes.filter((child) => child instanceof Tag);
  }

  get childElementCount(): number {
    return this.children.length;
  }

  get textContent(): string {
    return this.childNodes.map(({ textContent }) => textContent).join('');
  }
  set textContent(text: string) {
    this.childNodes = [];
    this.append(text);
  }

  append(...given: (TextNode | string)[]): void {
    const nodes = this.#take(given);
    this.childNodes = [...this.childNodes, ...nodes];
  }

  prepend(...given: (TextNode | string)[]): void {
    const nodes = this.#take(given);
    this.childNodes = [...nodes, ...this.childNodes];
  }

  replaceWith(...given: (TextNode | string)[]): void {
    const parent = this.#parent;
    if (!parent) return;
    const mark = new Item();
    parent.childNodes[parent.childNodes.indexOf(this)] = mark;
    this.#parent = undefined;
    const nodes = parent.#take(given);
    parent.childNodes = parent.childNodes.flatMap((child) => (child === mark ? nodes : child));
  }

  remove(): void {
    this.replaceWith();
  }

  querySelectorAll(names: string): Tag[] {
    const wanted = names.split(',');
    const found: Tag[] = [];
    const walk = ({ childNodes }: Item) => {
      for (const child of childNodes) {
        if (child instanceof Tag && (names === '*' || wanted.includes(child.localName))) found.push(child);
        walk(child);
      }
    };
    walk(this);
    return found;
  }

  /** Takes nodes from where they are, to be children of this one. */
  #take(given: readonly (TextNode | string)[]): Item[] {
    const nodes = given.flatMap((one) => {
      if (typeof one === 'string') return new Run(one);
      // In Node all nodes are of this class.
      const item = one as Item;
      return item.constructor === Item ? item.childNodes : item;
    });
    const taken = new Set(nodes);
    const parents = new Set(nodes.map((node) => node.#parent));
    for (const from of parents) if (from) from.childNodes = from.childNodes.filter((child) => !taken.has(child));
    for (const node of nodes) node.#parent = this;
    return nodes;
  }
}

class Run extends Item implements TextRun {
  override readonly nodeType = TEXT;
  constructor(readonly data: string) {
    super();
  }
  override get textContent(): string {
    return this.data;
  }
}

class Tag extends Item implements TextElement {
  override readonly nodeType = ELEMENT;
  constructor(
    readonly localName: string,
    readonly namespaceURI: string = HTML,
    readonly attributes = new Map<string, string>(),
  ) {
    super();
  }
  get innerHTML(): string {
    return markupOf(this);
  }
  getAttribute(name: string): string | null {
    return this.attributes.get(name) ?? null;
  }
  getAttributeNames(): string[] {
    return [...this.attributes.keys()];
  }
  setAttribute(name: string, value: string): void {
    this.attributes.set(name, value);
  }
  removeAttribute(name: string): void {
    this.attributes.delete(name);
  }
}

/** The place of what is no text. */
class Place extends Item {
  override readonly nodeType = 8;
  constructor(readonly make: () => unknown) {
    super();
  }
}

const fromParsed = (node: Parsed.ChildNode): Item | string => {
  if ('value' in node) return node.value;
  if (!('tagName' in node)) return '';
  // DOMPurify takes away the space around most values.
  const values = node.attrs.map(({ name, value }) => [name, name === 'value' ? value : value.trim()] as const);
  const tag = new Tag(node.tagName, node.namespaceURI, new Map(values));
  tag.append(...node.childNodes.map(fromParsed));
  return tag;
};

/** HTML as a part of a page's body, without scripts as in the inert document of a browser. */
const parse = (markup: string): Item => {
  const body = defaultTreeAdapter.createElement('body', standard.NS.HTML, []);
  const { childNodes } = parseFragment(body, markup, { scriptingEnabled: false });
  const fragment = new Item();
  fragment.append(...childNodes.map(fromParsed));
  return fragment;
};

const loses = ({ localName, namespaceURI }: TextElement): boolean => namespaceURI !== HTML || WHOLE.has(localName);

const readsBack = (markup: string): boolean => markupOf(parse(markup)) === markup;

/**
 * Parses HTML and cleans it. What would then read back as another tree is cleaned once more.
 * @param keep takes out what may not stay.
 * @throws Error for what still reads back as another tree.
 */
export const parseClean = (markup: string, keep: Keep, _isPrebuilt = false): TextFragment => {
  const clean = (from: string): Item => {
    const fragment = parse(from);
    keep(fragment, loses);
    return fragment;
  };
  const fragment = clean(markup);
  const written = markupOf(fragment);
  if (readsBack(written)) return fragment;
  const again = clean(written);
  if (readsBack(markupOf(again))) return again;
  throw new Error('This HTML is another each time it is read.');
};

export const createElement = (name: string, attributes: Attributes = {}): TextElement =>
  withAttributes(new Tag(name), attributes);
export const createFragment = (): TextFragment => new Item();

const copy = (item: Item): Item => {
  if (item instanceof Run) return new Run(item.data);
  if (item instanceof Place) return new Place(item.make);
  const made = item instanceof Tag ? new Tag(item.localName, item.namespaceURI, new Map(item.attributes)) : new Item();
  made.append(...item.childNodes.map(copy));
  return made;
};
export const copyOf = (fragment: TextFragment): TextFragment => copy(fragment as Item);

/** In Node there is one document. */
export const adopted = (fragment: TextFragment): TextFragment => fragment;

export const runsIn = (fragment: TextFragment): TextRun[] =>
  (fragment as Item).childNodes.flatMap((child) => (child instanceof Run ? [child] : runsIn(child)));

export const place = (make: () => unknown): TextNode | string => new Place(make);

/** A text in markup: its HTML, and in it places for what is none. */
export const textIn = (make: () => TextFragment | string, _is: string): Html => {
  const made = make();
  if (typeof made === 'string') return trustAsHtml(escapeHtml(made));
  let text = '';
  writeTree(
    made,
    (markup) => (text += markup),
    (node) => {
      const own = (node as Place).make();
      if (isHtml(own)) text += own.text;
      else if (own !== undefined) text += placeFor(() => own, '').text;
    },
  );
  return trustAsHtml(text);
};
