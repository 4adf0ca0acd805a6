import { adopted, copyOf, createElement, createFragment, place, runsIn, textIn } from '#tree';
import { isServer } from 'lit';
import { directionOf } from '../i18n/language.js';
import type { References } from '../artifact/references.js';
import type { Artifact } from '../artifact/schema/index.js';
import { msg, sentence, currentLanguage, translated } from '../i18n/messages.js';
import { escapeHtml } from '../output/escape.js';
import { warn } from '../warn.js';
import { hasBudgetFor, defer } from './format-queue.js';
import { type Html, trustAsHtml } from './html.js';
import {
  definitionsOf,
  hasEndlessLine,
  highestHeadingOf,
  isTangled,
  mostElements,
  piecesOf,
  workOf,
} from './limits.js';
import { numberOf, OwnElement } from './places.js';
import { type PrebuiltPiece, prebuiltOf } from './prebuilt.js';
import { citedIn, CITATION_MARK, linksOf, OPEN, toHtml, withoutCitations, wordsOf } from './markdown.js';
import { sanitize } from './sanitize.js';
import {
  type Attributes,
  PolicyError,
  type TextChild,
  type TextElement,
  type TextFragment,
  type TextNode,
  type TextRun,
  withAttributes,
} from './tree.js';
import { ELEMENT, TEXT } from './write.js';

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
  /** The texts of the artifact as `build` formatted them: the JSON of a file, which may be anything. */
  prebuilt?: unknown;
  /** Whether it is within a boxed warning, in which nothing has a part. */
  isWarning?: boolean | undefined;
}

/**
 * Makes the citation of keys; nothing where they lead to nothing.
 * @param lang the language of its names, where the text around it has another.
 */
export type Cite = (keys: readonly string[], scope: TextScope, lang?: string) => Html | undefined;

/** The language of authored text if it differs from the surrounding text; else undefined. */
const foreignLang = ({ lang }: TextScope): string | undefined =>
  lang?.toLowerCase().split('-')[0] === currentLanguage() ? undefined : lang;

/** Words of an author as they are, a title or a name: in their own language and direction, where the interface has another. */
export const authored = (text: string | undefined, scope: TextScope): Html | string | undefined => {
  const lang = text && foreignLang(scope);
  return lang
    ? trustAsHtml(`<span lang="${escapeHtml(lang)}" dir="${directionOf(lang)}">${escapeHtml(text)}</span>`)
    : text;
};

/** The attributes of rendered text in another language. */
const inLanguage = (lang: string | undefined): Attributes => (lang ? { lang, dir: directionOf(lang) } : {});

/** The citation of keys as a node. */
const citationNode = (keys: readonly string[], scope: TextScope): TextNode | string =>
  place(() => scope.cite(keys, scope, foreignLang(scope) && currentLanguage()));

/** Letters that run from right to left, and characters that turn the direction of what follows them. */
const TURNS =
  /[\u0590-\u08FF\u200E\u200F\u202A-\u202E\u2066-\u2069\uFB1D-\uFDFF\uFE70-\uFEFC\u{10800}-\u{10FFF}\u{1E800}-\u{1EFFF}]/u;

/** Inline text, isolated if its direction could affect the text around it. */
const isolated = (text: string, content: TextFragment | string): TextFragment | string => {
  if (!TURNS.test(text)) return content;
  const fragment = createFragment();
  const isolate = createElement('bdi');
  isolate.append(content);
  fragment.append(isolate);
  return fragment;
};

/** What a text of one line has none of is the same in Markdown and in plain: "< 2 years", "A & B", "dose: 5 mg" are. */
const MARKUP =
  /[\\`*_[\]@\n]|~.*~|<[a-z/!?]|&[#a-z]|\b(?:https?|ftp|mailto|xmpp):|www\.|^\s*(?:[-+=#>|:]|~{3}|\d+[.)]\s)/i;

/** A mark alone, which in Markdown is a list of nothing: what says "-" means it. */
const MARK_ALONE = /^\s*(?:[-+*]|\d+[.)])\s*$/;

/** Whether a text of one line is the same in Markdown and in plain. */
const isPlain = (text: string): boolean => MARK_ALONE.test(text) || !MARKUP.test(text);

const placeCitations = (fragment: TextFragment, groups: string[][], scope: TextScope): void => {
  if (groups.length === 0) return;
  for (const run of runsIn(fragment)) {
    const { data } = run;
    if (!data.includes(OPEN)) continue;
    const pieces: (TextNode | string)[] = [];
    let last = 0;
    for (const match of data.matchAll(CITATION_MARK)) {
      // A number belongs to the word before it: the space that authors leave there is not shown.
      pieces.push(data.slice(last, match.index).trimEnd());
      pieces.push(citationNode(groups[Number(match[1])] ?? [], scope));
      last = match.index + match[0].length;
    }
    run.replaceWith(...pieces, data.slice(last));
  }
};

/**
 * Moves headings down so that the highest is `top`: an article's own outline goes on into its text.
 * @param highest the highest of the whole text, where this is a piece of it.
 */
export const shiftHeadings = (fragment: TextFragment, top: number, highest?: number): void => {
  const headings = [...fragment.querySelectorAll('h1,h2,h3,h4,h5,h6')];
  const levelOf = (heading: TextElement) => Number(heading.localName[1]);
  const from = highest ?? headings.reduce((least, heading) => Math.min(least, levelOf(heading)), 6);
  for (const heading of headings) {
    const level = Math.min(6, Math.max(from, levelOf(heading)) - from + top);
    const shifted = createElement(`h${level}`);
    shifted.append(...heading.childNodes);
    heading.replaceWith(shifted);
  }
};

const wordsOfNode = (node: TextChild): string => {
  if (node.nodeType === TEXT) return (node as TextRun).data;
  if (node.nodeType !== ELEMENT || (node as TextElement).getAttribute('class') === 'cite') return '';
  return [...(node as TextElement).childNodes].map(wordsOfNode).join('');
};

/** The words of a heading, a caption or a cell, without its citations. */
export const titleOf = (element: TextElement): string => withoutCitations(wordsOfNode(element)).trim();

const captionOf = (table: TextElement): string => [...table.querySelectorAll('caption')].map(titleOf)[0] ?? '';

/** An infobox that an editor wrote as an HTML table → a real one: its header is the title, its two-celled rows are the rows. */
const makeInfoboxes = (fragment: TextFragment, groups: string[][], scope: TextScope): void => {
  const source = (cell: TextElement | undefined) =>
    (cell?.innerHTML ?? '')
      .trim()
      .replace(CITATION_MARK, (_, index: string) => `[@${(groups[Number(index)] ?? []).join('; @')}]`);
  for (const table of fragment.querySelectorAll('table')) {
    if (table.getAttribute('class') !== 'infobox') continue;
    const rows = [...table.querySelectorAll('tr')].map((row) => [...row.children]);
    const pairs = rows.filter((cells) => cells.length === 2);
    const heads = rows.filter((cells) => cells.length === 1).map((cells) => cells.map(titleOf).join());
    const artifact = {
      schemaVersion: 1,
      id: 'infobox',
      kind: 'drug',
      title: heads[0] || captionOf(table) || msg('Overview'),
      url: scope.linkBase,
      lang: scope.lang,
      references: scope.artifact?.references,
      rows: [
        ...heads.slice(1).map((head) => ({ label: head, value: '' })),
        ...pairs.map(([label, value]) => ({ label: source(label), value: source(value) })),
      ],
    };
    table.replaceWith(place(() => new OwnElement('drug-infobox', {}, { artifact })));
  }
};

/** Makes wide tables scroll, so that the page does not. */
const wrapTables = (fragment: TextFragment): void => {
  for (const table of fragment.querySelectorAll('table')) {
    const scroller = createElement('div', {
      class: 'table-scroll',
      tabindex: '0',
      role: 'region',
      'aria-label': captionOf(table) || msg('Table'),
    });
    table.replaceWith(scroller);
    scroller.append(table);
  }
};

/** Unformatted text in a paragraph that keeps its line breaks. */
const plainBlock = (text: string, lang?: string): TextElement => {
  const paragraph = createElement('p', { class: 'plain', ...inLanguage(lang) });
  paragraph.append(wordsOf(text));
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
  /** The whole text, where it is in several pieces. */
  whole?: string;
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

/** A piece of a text, which may have been formatted when the site was built. */
type Piece = Pick<PrebuiltPiece, 'source'> & Partial<PrebuiltPiece>;

/** Formats a text or a piece of one, and tells the language of each of its blocks. */
const format = (piece: Piece, part: Part): TextFragment | string => {
  const formatted = formatPrebuilt(piece, part) ?? formatAny(piece.source, part);
  if (!part.inline && part.lang && typeof formatted !== 'string')
    for (const block of formatted.children)
      if (block.getAttribute('lang') === null) withAttributes(block, inLanguage(part.lang));
  return formatted;
};

/** Clean DOM of the markup that was met last, by the markup and its link base: cards of one sort say the same of many drugs. */
const known = new Map<string, TextFragment>();
const MOST_KNOWN = 100;
/** Characters of markup up to which it is kept. */
const KEPT = 2000;

/** Sanitizes markup. The result is cached: copy it, do not modify it. */
const clean = (html: string, linkBase: string | undefined): TextFragment => {
  if (html.length > KEPT) return sanitize(html, linkBase);
  const key = `${linkBase ?? ''}\n${html}`;
  let fragment = known.get(key);
  if (!fragment) {
    if (known.size === MOST_KNOWN) known.clear();
    known.set(key, (fragment = sanitize(html, linkBase)));
  }
  return fragment;
};

/** How many elements a piece may become, about. */
export const elementsOf = (html: string, citations: readonly string[][]): number =>
  html.split('<').length + 4 * citations.reduce((sum, keys) => sum + keys.length, 0);

/** Makes of clean HTML what a page shows. */
const decorate = (
  fragment: TextFragment,
  citations: string[][],
  { scope, top }: Part,
  highest?: number,
): TextFragment => {
  makeInfoboxes(fragment, citations, scope);
  placeCitations(fragment, citations, scope);
  shiftHeadings(fragment, top, highest);
  wrapTables(fragment);
  return fragment;
};

/** A piece that was formatted when the site was built; undefined where its Markdown counts: there is no other, or it is over a bound. */
const formatPrebuilt = ({ html, citations = [] }: Piece, part: Part): TextFragment | undefined => {
  if (html === undefined) return undefined;
  // What the file has in the place of HTML and keys may be anything.
  try {
    const left = part.left - elementsOf(html, citations);
    if (left <= 0 || isTangled(html)) return undefined;
    const fragment = decorate(adopted(sanitize(html, part.scope.linkBase, true)), citations, part, 1);
    part.left = left;
    return fragment;
  } catch {
    return undefined;
  }
};

/** What is over a bound keeps its words. */
const formatAny = (text: string, part: Part): TextFragment | string => {
  const { scope, inline, whole } = part;
  let problem: string | undefined = TOO_MUCH;
  let fragment: TextFragment | undefined;
  try {
    if (!hasEndlessLine(text)) {
      if (whole !== undefined) {
        part.links ??= linksOf(definitionsOf(whole));
        part.highest ??= highestHeadingOf(whole);
      }
      const { html, citations, isPlain } = toHtml(text, inline, part.links);
      part.left -= elementsOf(html, citations);
      // Markdown alone makes no tangle: only tags that stand in the text do.
      if (part.left > 0 && !(/<[a-z!]/i.test(text) && isTangled(html))) {
        fragment = decorate(copyOf(clean(html, scope.linkBase)), citations, part, part.highest);
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
    fragment = createFragment();
    fragment.append(plainBlock(text));
  }
  if (!part.noted) {
    const note = createElement('p', { class: 'soft small', lang: currentLanguage(), role: 'note' });
    note.append(translated(problem));
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

/** What formatting a piece costs, in the units of `workOf`. */
const workOfPiece = ({ source, html }: Piece): number => html?.length ?? workOf(source);

/** Inserts a text unformatted; a later task, which only a browser has, formats it. */
const put = (parent: TextFragment, piece: Piece, part: Part): void => {
  const words = plainBlock(piece.source, part.lang);
  parent.append(words);
  defer(workOfPiece(piece), () => {
    const { parentNode } = words as unknown as Element;
    if (!parentNode) return;
    words.replaceWith(format(piece, part));
    parentNode.dispatchEvent(new TextFormattedEvent());
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
): TextFragment | string => {
  const isPlainText = isPlain(text) && (inline || MARK_ALONE.test(text) || !/\s{2}/.test(text));
  const lang = foreignLang(scope);
  const part: Part = { scope, inline, top, highest, lang, left: mostElements(text.length), noted: false };
  if (inline) {
    const content = isPlainText ? text : format({ source: text }, part);
    if (!lang) return isolated(text, content);
    const whole = createFragment();
    const own = createElement('span', inLanguage(lang));
    own.append(content);
    whole.append(own);
    return whole;
  }
  const fragment = createFragment();
  if (isPlainText) {
    const paragraph = createElement('p', inLanguage(lang));
    paragraph.append(text);
    fragment.append(paragraph);
    return fragment;
  }
  const pieces: Piece[] = prebuiltOf(scope.prebuilt, text) ?? piecesOf(text).map((source) => ({ source }));
  const [only] = pieces;
  if (only && pieces.length === 1) {
    if (!mayWait || hasBudgetFor(workOfPiece(only))) fragment.append(format(only, part));
    else put(fragment, only, part);
    return fragment;
  }
  part.whole = text;
  // What follows a piece that waits is out of sight too: the text comes in its order.
  let waits = false;
  for (const piece of pieces) {
    const holder = createElement('div', { class: 'piece' });
    fragment.append(holder);
    waits ||= mayWait && !hasBudgetFor(workOfPiece(piece), true);
    if (waits) put(holder, piece, part);
    else holder.append(format(piece, part));
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

const identityOf = (text: string, { artifact, references, linkBase, lang }: TextScope, top: number): string => {
  // What is cited is told by its artifact; a text that cites nothing stays as it is where another version has it, too.
  const cited = text.includes('[@') || text.includes('[-@') ? [numberOf(artifact), numberOf(references)] : [];
  return [...cited, linkBase, lang, currentLanguage(), top, text].join('\n');
};

/** A text that is plain but for its citations, and needs neither a parser nor a cleaner; undefined for any other. */
const plainHtml = (text: string, scope: TextScope): Html | undefined => {
  const parts = citedIn(text);
  const words = parts.filter((part) => typeof part === 'string').join(' ');
  const isEmpty = parts.some((part) => typeof part !== 'string' && part.length === 0);
  if (isEmpty || !isPlain(words)) return undefined;
  const markupOf = (part: string | string[]) =>
    typeof part === 'string' ? escapeHtml(part) : (scope.cite(part, scope)?.text ?? '');
  return trustAsHtml(parts.map(markupOf).join(''));
};

/**
 * Authored text with paragraphs, lists, tables and headings.
 * @param finish while prerendering: changes the text before it becomes markup. In a browser its element does that.
 */
export const block = (
  text: string | undefined,
  scope: TextScope,
  top = 3,
  finish?: (fragment: TextFragment) => void,
): Html | undefined => {
  if (!text) return undefined;
  const plain = foreignLang(scope) || /\s{2}/.test(text) ? undefined : plainHtml(text, scope);
  if (plain) return trustAsHtml(`<p>${plain.text}</p>`);
  const make = () => {
    const fragment = toFragment(text, scope, false, top, { mayWait: !isServer });
    if (isServer && typeof fragment !== 'string') finish?.(fragment);
    return fragment;
  };
  return textIn(make, identityOf(text, scope, top));
};

/** Inline authored text. */
export const inline = (text: string | undefined, scope: TextScope): Html | string | undefined => {
  if (!text) return text;
  const plain = foreignLang(scope) || TURNS.test(text) ? undefined : plainHtml(text, scope);
  return plain ?? textIn(() => toFragment(text, scope, true), identityOf(text, scope, 0));
};

declare global {
  interface GlobalEventHandlersEventMap {
    'artifact-text-formatted': TextFormattedEvent;
  }
}
