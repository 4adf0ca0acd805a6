import { html, isServer, nothing, render, type TemplateResult } from 'lit';
import { Directive, directive, type DirectiveResult } from 'lit/directive.js';
import { directionOf } from '../i18n/language.js';
import type { References } from '../artifact/references.js';
import type { Artifact } from '../artifact/schema/index.js';
import { msg, sentence, currentLanguage, translated } from '../i18n/messages.js';
import { warn } from '../warn.js';
import { hasBudgetFor, defer } from './format-queue.js';
import {
  definitionsOf,
  hasEndlessLine,
  highestHeadingOf,
  isTangled,
  mostElements,
  piecesOf,
  workOf,
} from './limits.js';
import { CITATION_MARK, linksOf, OPEN, toHtml, wordsOf } from './markdown.js';
import { PolicyError, sanitize } from './sanitize.js';
import { ownTag } from './tags.js';

/** The context of a text. */
export interface TextScope {
  /** The base of wiki paths; undefined, they stay text. */
  linkBase: string | undefined;
  /** The artifact that the keys of `[@key]` refer to. */
  artifact: Artifact | undefined;
  /** The numbering of the page. */
  references: References;
  /** The language of the text, BCP 47: its artifact’s own, else the page’s. */
  lang?: string | undefined;
  /** Makes the citation of what `[@key]` names. */
  cite: Cite;
  /** Whether it is within a boxed warning, in which nothing has a part. */
  isWarning?: boolean | undefined;
}

/**
 * Makes the citation of keys as a template.
 * @param lang the language of its names, where the text around it has another.
 */
export type Cite = (keys: readonly string[], scope: TextScope, lang?: string) => unknown;

/** The language of authored text if it differs from the surrounding text; else undefined. */
const foreignLang = ({ lang }: TextScope): string | undefined =>
  lang?.toLowerCase().split('-')[0] === currentLanguage() ? undefined : lang;

/** Words of an author as they are, a title or a name: in their own language and direction, where the interface has another. */
export const authored = (text: string | undefined, scope: TextScope): unknown => {
  const lang = text && foreignLang(scope);
  return lang ? html`<span lang=${lang} dir=${directionOf(lang)}>${text}</span>` : text;
};

/** Sets the language of rendered text. */
const inLanguage = <T extends Element>(element: T, lang: string | undefined): T => {
  if (!lang) return element;
  element.setAttribute('lang', lang);
  element.setAttribute('dir', directionOf(lang));
  return element;
};

/** The citation of keys as a node. */
const citationNode = (keys: readonly string[], scope: TextScope): Node => {
  const make = () => scope.cite(keys, scope, foreignLang(scope) && currentLanguage());
  if (isServer) return placed(make);
  const fragment = document.createDocumentFragment();
  render(make(), fragment);
  return fragment;
};

/** Letters that run from right to left, and characters that turn the direction of what follows them. */
const TURNS =
  /[\u0590-\u08FF\u200E\u200F\u202A-\u202E\u2066-\u2069\uFB1D-\uFDFF\uFE70-\uFEFC\u{10800}-\u{10FFF}\u{1E800}-\u{1EFFF}]/u;

/** Inline text, isolated if its direction could affect the text around it. */
const isolated = (text: string, content: DocumentFragment | string): DocumentFragment | string => {
  if (!TURNS.test(text)) return content;
  const fragment = document.createDocumentFragment();
  const isolate = document.createElement('bdi');
  isolate.append(content);
  fragment.append(isolate);
  return fragment;
};

/** What a text of one line has none of is the same in Markdown and in plain: "< 2 years", "A & B", "dose: 5 mg" are. */
const MARKUP =
  /[\\`*_[\]@\n]|~.*~|<[a-z/!?]|&[#a-z]|\b(?:https?|ftp|mailto|xmpp):|www\.|^\s*(?:[-+=#>|:]|~{3}|\d+[.)]\s)/i;

/** A mark alone, which in Markdown is a list of nothing: what says "-" means it. */
const MARK_ALONE = /^\s*(?:[-+*]|\d+[.)])\s*$/;

const placeCitations = (fragment: DocumentFragment, groups: string[][], scope: TextScope): void => {
  if (groups.length === 0) return;
  const texts = document.createNodeIterator(fragment, NodeFilter.SHOW_TEXT);
  const marked: Text[] = [];
  for (let text; (text = texts.nextNode() as Text | null);) if (text.data.includes(OPEN)) marked.push(text);
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

/**
 * Moves headings down so that the highest is `top`: an article's own outline goes on into its text.
 * @param highest the highest of the whole text, where this is a piece of it.
 */
const shiftHeadings = (fragment: DocumentFragment, top: number, highest?: number): void => {
  const headings = [...fragment.querySelectorAll('h1,h2,h3,h4,h5,h6')];
  const levelOf = (heading: Element) => Number(heading.localName[1]);
  const from = highest ?? headings.reduce((least, heading) => Math.min(least, levelOf(heading)), 6);
  for (const heading of headings) {
    const level = Math.min(6, Math.max(from, levelOf(heading)) - from + top);
    const shifted = document.createElement(`h${level}`);
    shifted.append(...heading.childNodes);
    heading.replaceWith(shifted);
  }
};

/** An infobox that an editor wrote as an HTML table → a real one: its header is the title, its two-celled rows are the rows. */
const makeInfoboxes = (fragment: DocumentFragment, groups: string[][], scope: TextScope): void => {
  const source = (cell: Element | undefined) =>
    (cell?.innerHTML ?? '')
      .trim()
      .replace(CITATION_MARK, (_, index: string) => `[@${(groups[Number(index)] ?? []).join('; @')}]`);
  for (const table of fragment.querySelectorAll('table.infobox')) {
    const rows = [...table.querySelectorAll('tr')].map((row) => [...row.children]);
    const pairs = rows.filter((cells) => cells.length === 2);
    const heads = rows.filter((cells) => cells.length === 1).map(([cell]) => cell?.textContent.trim() ?? '');
    const box = document.createElement(ownTag('drug-infobox')) as HTMLElement & { artifact: unknown };
    box.artifact = {
      schemaVersion: 1,
      id: 'infobox',
      kind: 'drug',
      title: heads[0] || table.querySelector('caption')?.textContent.trim() || msg('Overview'),
      url: scope.linkBase,
      lang: scope.lang,
      references: scope.artifact?.references,
      rows: [
        ...heads.slice(1).map((head) => ({ label: head, value: '' })),
        ...pairs.map(([label, value]) => ({ label: source(label), value: source(value) })),
      ],
    };
    table.replaceWith(box);
  }
};

/** Makes wide tables scroll, so that the page does not. */
const wrapTables = (fragment: DocumentFragment): void => {
  for (const table of fragment.querySelectorAll('table')) {
    const scroller = document.createElement('div');
    scroller.className = 'table-scroll';
    scroller.tabIndex = 0;
    scroller.setAttribute('role', 'region');
    scroller.setAttribute('aria-label', table.querySelector('caption')?.textContent.trim() || msg('Table'));
    table.replaceWith(scroller);
    scroller.append(table);
  }
};

/** Unformatted text in a paragraph that keeps its line breaks. */
const plainBlock = (text: string): HTMLElement => {
  const paragraph = document.createElement('p');
  paragraph.className = 'plain';
  paragraph.textContent = wordsOf(text);
  return paragraph;
};

const TOO_MUCH = sentence('Part of this text is shown unformatted because its markup is too complex.');
const REFUSED = sentence(
  'Text is shown unformatted because the Content-Security-Policy of this page does not allow the Trusted Types policy “artifact-viewer”.',
);

/** The part of a text that is formatted in one step. */
interface Part {
  scope: TextScope;
  inline: boolean;
  top: number;
  /** What a piece knows of the whole: the link definitions, and the level of the highest heading. */
  links?: ReturnType<typeof linksOf>;
  highest?: number | undefined;
  /** The language of the text, where it is another than that of the words around it. */
  lang: string | undefined;
  /** The number of elements that the text may still produce. */
  left: number;
  /** Notes, once per text, that part of it is unformatted. */
  noted: boolean;
}

/** Formats a text or a piece of one, and tells the language of each of its blocks. */
const format = (text: string, part: Part): DocumentFragment | string => {
  const formatted = formatAny(text, part);
  if (!part.inline && part.lang && typeof formatted !== 'string')
    for (const block of formatted.children) if (!block.hasAttribute('lang')) inLanguage(block, part.lang);
  return formatted;
};

/** Clean DOM of the markup that was met last, by the markup and its link base: cards of one sort say the same of many drugs. */
const known = new Map<string, DocumentFragment>();
const MOST_KNOWN = 100;
/** Characters of markup up to which it is kept. */
const KEPT = 2000;

/** Sanitizes markup. The result is cached: clone it, do not modify it. */
const clean = (html: string, linkBase: string | undefined): DocumentFragment => {
  if (html.length > KEPT) return sanitize(html, linkBase);
  const key = `${linkBase ?? ''}\n${html}`;
  let fragment = known.get(key);
  if (!fragment) {
    if (known.size === MOST_KNOWN) known.clear();
    known.set(key, (fragment = sanitize(html, linkBase)));
  }
  return fragment;
};

/** What is over a bound keeps its words. */
const formatAny = (text: string, part: Part): DocumentFragment | string => {
  const { scope, inline, top } = part;
  let problem: string | undefined = TOO_MUCH;
  let fragment: DocumentFragment | undefined;
  try {
    if (!hasEndlessLine(text)) {
      const { html, citations, isPlain } = toHtml(text, inline, part.links);
      part.left -= html.split('<').length + 4 * citations.reduce((sum, keys) => sum + keys.length, 0);
      // Markdown alone makes no tangle: only tags that stand in the text do.
      if (part.left > 0 && !(/<[a-z!]/i.test(text) && isTangled(html))) {
        fragment = document.importNode(clean(html, scope.linkBase), true);
        if (!isServer) customElements.upgrade(fragment);
        makeInfoboxes(fragment, citations, scope);
        placeCitations(fragment, citations, scope);
        shiftHeadings(fragment, top, part.highest);
        wrapTables(fragment);
        if (!isPlain) problem = undefined;
      }
    }
  } catch (error) {
    // Each engine has its own error for what is too deep for it.
    if (error instanceof PolicyError) problem = REFUSED;
    fragment = undefined;
  }
  if (problem === undefined) return fragment ?? text;
  warn(problem);
  if (inline) return fragment ?? text;
  if (!fragment) {
    fragment = document.createDocumentFragment();
    fragment.append(plainBlock(text));
  }
  if (!part.noted) {
    const note = document.createElement('p');
    note.className = 'soft small';
    note.lang = currentLanguage();
    note.setAttribute('role', 'note');
    note.textContent = translated(problem);
    fragment.prepend(note);
    part.noted = true;
  }
  return fragment;
};

/**
 * Fired where a text that waited for a later task has its formatting, headings and all.
 *
 * @fires artifact-text-formatted - The rest of a long text has its formatting too.
 */
export class TextFormattedEvent extends Event {
  static readonly eventName = 'artifact-text-formatted';
  constructor() {
    super(TextFormattedEvent.eventName, { bubbles: true });
  }
}

/** Inserts a text unformatted; a later task formats it. */
const put = (place: Node, text: string, part: Part): void => {
  const words = inLanguage(plainBlock(text), part.lang);
  place.appendChild(words);
  defer(workOf(text), () => {
    const parent = words.parentNode;
    if (!parent) return;
    words.replaceWith(format(text, part));
    parent.dispatchEvent(new TextFormattedEvent());
  });
};

/**
 * Authored text as clean DOM. A long one stands in pieces, which are laid out when they come near.
 * @param inline true for text that stays in one line.
 * @param top the level that the text's highest heading gets, 2 to 6.
 * @param mayWait whether pieces of a long text may stand as plain words until a later task formats them.
 * @param highest the level of the highest heading of the text that this one is taken from.
 */
export const toFragment = (
  text: string,
  scope: TextScope,
  inline: boolean,
  top = 3,
  { mayWait = false, highest }: { mayWait?: boolean; highest?: number | undefined } = {},
): DocumentFragment | string => {
  const isPlainText = MARK_ALONE.test(text) || (!MARKUP.test(text) && (inline || !/\s{2}/.test(text)));
  const lang = foreignLang(scope);
  const part: Part = { scope, inline, top, highest, lang, left: mostElements(text.length), noted: false };
  if (inline) {
    const content = isPlainText ? text : format(text, part);
    if (!lang) return isolated(text, content);
    const whole = document.createDocumentFragment();
    const own = inLanguage(document.createElement('span'), lang);
    own.append(content);
    whole.append(own);
    return whole;
  }
  const fragment = document.createDocumentFragment();
  if (isPlainText) {
    const paragraph = inLanguage(document.createElement('p'), lang);
    paragraph.textContent = text;
    fragment.append(paragraph);
    return fragment;
  }
  const pieces = piecesOf(text);
  if (pieces.length > 1) {
    part.links = linksOf(definitionsOf(text));
    part.highest ??= highestHeadingOf(text);
  }
  if (pieces.length === 1) {
    if (!mayWait || hasBudgetFor(workOf(text))) fragment.append(format(text, part));
    else put(fragment, text, part);
    return fragment;
  }
  // What follows a piece that waits is out of sight too: the text comes in its order.
  let waits = false;
  for (const piece of pieces) {
    const place = document.createElement('div');
    place.className = 'piece';
    fragment.append(place);
    waits ||= mayWait && !hasBudgetFor(workOf(piece), true);
    if (waits) put(place, piece, part);
    else place.append(format(piece, part));
  }
  return fragment;
};

/** Of each mark that most texts have: an expression is compiled when it is first tried. */
const SAMPLE = '## a\n\nb **c** *d* [e](f) `g` [@h]\n\n- i\n\n| j |\n| - |\n| k |';

let isReady = isServer;

/** Warms up the formatter in separate tasks while texts are loading. */
export const expectText = (): void => {
  if (isReady) return;
  isReady = true;
  setTimeout(() => {
    const { html } = toHtml(SAMPLE, false);
    setTimeout(() => {
      try {
        sanitize(html, undefined);
      } catch {
        // The text itself will tell.
      }
    });
  });
};

/** The elements that stand in a text with data of their own, and what these are called. */
const FILLED = { 'drug-infobox': ['artifact'] } as const;

const placedValues = new WeakMap<Element, () => unknown>();

/** A node that stands for a template until the text around it is one. */
export const placed = (make: () => unknown): Element => {
  const node = document.createElement('placed-value');
  placedValues.set(node, make);
  return node;
};

/**
 * Clean DOM as a template, for pages that are built ahead: its markup is what DOMPurify and the code above left, and the
 * elements in it get their data as they do in a browser.
 */
const toTemplate = (fragment: DocumentFragment): TemplateResult => {
  const holder = document.createElement('div');
  holder.append(fragment);
  const found = [...holder.querySelectorAll([...Object.keys(FILLED), 'placed-value'].join())];
  // What authors wrote has none of these marks any more.
  found.forEach((element, index) => element.replaceWith(`\uE000${index}\uE001`));
  const [first = '', ...rest] = holder.innerHTML.split(CITATION_MARK);
  const strings = [first];
  const values: unknown[] = [];
  const put = (text: string) => (strings[strings.length - 1] += text);
  const take = (value: unknown) => {
    values.push(value);
    strings.push('');
  };
  // After each mark's number stands the text up to the next one.
  for (let at = 0; at < rest.length; at += 2) {
    const element = found[Number(rest[at])];
    if (element && placedValues.has(element)) take(placedValues.get(element)?.());
    else if (element) {
      put(`<${element.localName}`);
      for (const field of FILLED[element.localName as keyof typeof FILLED]) {
        put(` .${field}=`);
        take((element as unknown as Record<string, unknown>)[field]);
      }
      put(`></${element.localName}>`);
    }
    put(rest[at + 1] ?? '');
  }
  return html(Object.assign(strings, { raw: strings }), ...values);
};

class TextDirective extends Directive {
  #text: string | undefined;
  #scope: TextScope | undefined;
  #top: number | undefined;
  #lang: string | undefined;
  #result: unknown = nothing;

  override render(
    text: string | undefined,
    scope: TextScope,
    inline: boolean,
    top?: number,
    finish?: (fragment: DocumentFragment) => void,
  ): unknown {
    if (isServer) {
      const result = text ? toFragment(text, scope, inline, top) : nothing;
      if (!(result instanceof DocumentFragment)) return result;
      finish?.(result);
      return toTemplate(result);
    }
    const lang = foreignLang(scope);
    const same =
      text === this.#text &&
      lang === this.#lang &&
      top === this.#top &&
      scope.artifact === this.#scope?.artifact &&
      scope.linkBase === this.#scope?.linkBase &&
      scope.references === this.#scope?.references;
    if (!same) {
      this.#result = text ? toFragment(text, scope, inline, top, { mayWait: !inline }) : nothing;
      [this.#text, this.#scope, this.#top, this.#lang] = [text, scope, top, lang];
    }
    return this.#result;
  }
}

const textDirective = directive(TextDirective);

/**
 * Authored text with paragraphs, lists, tables and headings.
 * @param finish where a page is built ahead: what is done to the text before it becomes markup. In a browser its element does that.
 */
export const block = (
  text: string | undefined,
  scope: TextScope,
  top?: number,
  finish?: (fragment: DocumentFragment) => void,
): DirectiveResult => textDirective(text, scope, false, top, finish);

/** Inline authored text. */
export const inline = (text: string | undefined, scope: TextScope): DirectiveResult => textDirective(text, scope, true);

declare global {
  interface GlobalEventHandlersEventMap {
    'artifact-text-formatted': TextFormattedEvent;
  }
}
