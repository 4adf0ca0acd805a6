import { nothing } from 'lit';
import { Directive, directive } from 'lit/directive.js';
import type { References } from '../artifact/references.js';
import type { Artifact } from '../artifact/schema/index.js';
import { CITATION_MARK, toHtml } from './markdown.js';
import { sanitize } from './sanitize.js';

/** What a text needs to know of where it stands. */
export interface TextScope {
  /** Where wiki paths lead; undefined, they stay text. */
  linkBase: string | undefined;
  /** Whose keys `[@key]` are. */
  artifact: Artifact | undefined;
  /** The numbering of the page. */
  references: References;
}

/** The element that shows a citation: `<cite-ref>`. */
export interface CitationElement extends HTMLElement {
  keys: string[];
  scope: TextScope | undefined;
  /** Moves the focus to the link with a number. */
  focusNumber(number: number): void;
}

/** A citation as an element, for keys that do not stand in a text (`refs`). */
export const citationNode = (keys: string[], scope: TextScope): HTMLElement => {
  const element = document.createElement('cite-ref') as CitationElement;
  element.keys = keys;
  element.scope = scope;
  return element;
};

/** Characters without which a text is the same in Markdown and in plain. */
const MARKUP = /[\\`*_[\]<>&~|#:@\n]|!\[|www\.|^\s*(?:[-+=]|\d+[.)]\s)/;

const placeCitations = (fragment: DocumentFragment, groups: string[][], scope: TextScope): void => {
  const walker = document.createTreeWalker(fragment, NodeFilter.SHOW_TEXT);
  const marked: Text[] = [];
  while (walker.nextNode()) if ((walker.currentNode as Text).data.search(CITATION_MARK) >= 0) marked.push(walker.currentNode as Text);
  for (const text of marked) {
    const pieces: (string | Node)[] = [];
    let last = 0;
    for (const match of text.data.matchAll(CITATION_MARK)) {
      // A number belongs to the word before it: the space that authors leave there is not shown.
      pieces.push(text.data.slice(last, match.index).trimEnd());
      pieces.push(citationNode(groups[Number(match[1])] ?? [], scope));
      last = match.index + match[0].length;
    }
    pieces.push(text.data.slice(last));
    text.replaceWith(...pieces);
  }
};

/** Moves headings down so that the highest is `top`: an article's own outline goes on into its text. */
const shiftHeadings = (fragment: DocumentFragment, top: number): void => {
  const headings = [...fragment.querySelectorAll('h1,h2,h3,h4,h5,h6')];
  const highest = Math.min(...headings.map((heading) => Number(heading.localName[1])));
  for (const heading of headings) {
    const level = Math.min(6, Number(heading.localName[1]) - highest + top);
    const shifted = document.createElement(`h${level}`);
    shifted.append(...heading.childNodes);
    heading.replaceWith(shifted);
  }
};

/** An infobox that an editor wrote as an HTML table → a real one: its header is the title, its two-celled rows are the rows. */
const makeInfoboxes = (fragment: DocumentFragment, groups: string[][], scope: TextScope): void => {
  const source = (cell: Element | undefined) =>
    (cell?.innerHTML ?? '').trim().replace(CITATION_MARK, (_, index: string) => `[@${(groups[Number(index)] ?? []).join('; @')}]`);
  for (const table of fragment.querySelectorAll('table.infobox')) {
    const rows = [...table.querySelectorAll('tr')].map((row) => [...row.children]);
    const pairs = rows.filter((cells) => cells.length === 2);
    const heads = rows.filter((cells) => cells.length === 1).map(([cell]) => cell?.textContent.trim() ?? '');
    const box = document.createElement('drug-infobox') as HTMLElement & { artifact: unknown };
    box.artifact = {
      schemaVersion: 1,
      id: 'infobox',
      kind: 'drug',
      title: heads[0] || table.querySelector('caption')?.textContent.trim() || 'Overview',
      url: scope.linkBase,
      references: scope.artifact?.references,
      rows: [...heads.slice(1).map((head) => ({ label: head, value: '' })), ...pairs.map(([label, value]) => ({ label: source(label), value: source(value) }))],
    };
    table.replaceWith(box);
  }
};

/** Wide tables scroll by themselves, so that the page never does. */
const wrapTables = (fragment: DocumentFragment): void => {
  for (const table of fragment.querySelectorAll('table')) {
    const scroller = document.createElement('div');
    scroller.className = 'table-scroll';
    scroller.tabIndex = 0;
    scroller.setAttribute('role', 'region');
    scroller.setAttribute('aria-label', table.querySelector('caption')?.textContent.trim() || 'Table');
    table.replaceWith(scroller);
    scroller.append(table);
  }
};

/**
 * Authored text as clean DOM.
 * @param inline true for text that stays in one line.
 * @param top the level that the text's highest heading gets, 2 to 6.
 */
export const toFragment = (text: string, scope: TextScope, inline: boolean, top = 3): DocumentFragment | string => {
  if (!MARKUP.test(text) && (inline || !/\s{2}/.test(text))) {
    if (inline) return text;
    const fragment = document.createDocumentFragment();
    const paragraph = document.createElement('p');
    paragraph.textContent = text;
    fragment.append(paragraph);
    return fragment;
  }
  try {
    const { html, citations } = toHtml(text, inline);
    const fragment = document.importNode(sanitize(html, scope.linkBase), true);
    customElements.upgrade(fragment);
    makeInfoboxes(fragment, citations, scope);
    placeCitations(fragment, citations, scope);
    shiftHeadings(fragment, top);
    wrapTables(fragment);
    return fragment;
  } catch {
    // Text too deep for the parser (each engine has its own error for that), or a policy that refuses ours: the words are shown without their markup, never lost.
    return text;
  }
};

class TextDirective extends Directive {
  #text: string | undefined;
  #scope: TextScope | undefined;
  #top: number | undefined;
  #result: unknown = nothing;

  override render(text: string | undefined, scope: TextScope, inline: boolean, top?: number): unknown {
    const same =
      text === this.#text &&
      top === this.#top &&
      scope.artifact === this.#scope?.artifact &&
      scope.linkBase === this.#scope?.linkBase &&
      scope.references === this.#scope?.references;
    if (!same) {
      this.#result = text ? toFragment(text, scope, inline, top) : nothing;
      [this.#text, this.#scope, this.#top] = [text, scope, top];
    }
    return this.#result;
  }
}

const textDirective = directive(TextDirective);

/** Authored text with paragraphs, lists, tables and headings. */
export const block = (text: string | undefined, scope: TextScope, top?: number) => textDirective(text, scope, false, top);

/** Authored text within a line. */
export const inline = (text: string | undefined, scope: TextScope) => textDirective(text, scope, true);
