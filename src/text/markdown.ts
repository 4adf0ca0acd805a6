import type {
  MarkedOptions,
  RendererExtensionFunction,
  Token,
  TokenizerExtensionFunction,
  Tokens,
  TokensList,
} from 'marked';
import { citedKeys } from '../artifact/references.js';
import { DEEPEST_BLOCK, Density, isNoTable, LONGEST_DEFINITION, MOST_REPEATED, widenTable } from './limits.js';
import { marked } from './marked.js';

/** Private-use characters carry a citation through the parser and the sanitiser: no markup can imitate them, since authored ones are taken out first. */
export const OPEN = '\uE000';
const CLOSE = '\uE001';

/** Matches the markers that `toHtml` inserts: the number between them is an index into `citations`. */
export const CITATION_MARK = /\uE000(\d+)\uE001/g;

/** A text without its citations: a number belongs to the word before it, with the space that authors leave there. */
export const withoutCitations = (text: string): string => text.replace(/\s*\uE000\d+\uE001/g, '');

/** The citation groups of the text being parsed. The parser is synchronous, so one at a time. */
let citations: string[][] = [];

const mark = (keys: string[]): string => {
  citations.push(keys);
  return `${OPEN}${citations.length - 1}${CLOSE}`;
};

// `[@a]`, `[@a; @b]`; adjacent groups become one, so that they read as [1, 2].
const CITATION = /((?:\[-?@[^[\]\n]{1,500}\](?:\s?(?=\[-?@))?)+)/;
const CITATION_HERE = new RegExp(`^${CITATION.source}`);

/** The keys of citations; none where the text is no citation. */
const keysOf = (cited: string): string[] => {
  const groups = [...cited.matchAll(/\[([^[\]]+)\]/g)].map(([, group]) => citedKeys(group ?? ''));
  return groups.some((keys) => keys.length === 0) ? [] : groups.flat();
};

const citation: TokenizerExtensionFunction = (source) => {
  const [raw] = CITATION_HERE.exec(source) ?? [];
  const keys = keysOf(raw ?? '');
  return raw !== undefined && keys.length > 0 ? { type: 'citation', raw, keys } : undefined;
};

/** The words of a text, and between them the keys of its citations; the words before each without the space at their end. */
export const citedIn = (text: string): (string | string[])[] =>
  text
    .split(CITATION)
    .map((part, index, all) => (index % 2 ? keysOf(part) : index < all.length - 1 ? part.trimEnd() : part));

const renderCitation: RendererExtensionFunction = (token) => mark((token as Tokens.Generic & { keys: string[] }).keys);

const TAG = /<\/?[a-zA-Z][^<>]*>|<!--(?:(?!<!--)[\s\S])*?-->/g;

/** The maximum nesting depth of tables, which bounds the search for the end of an unclosed one. */
const DEEPEST_TABLE = 16;

/** The end of the table that starts the text, including nested tables; undefined if it is never closed. */
const tableEnd = (source: string): number | undefined => {
  let depth = 0;
  for (const match of source.matchAll(/<(\/?)table\b[^<>]*>/gi)) {
    depth += match[1] ? -1 : 1;
    if (depth === 0) return match.index + match[0].length;
    if (depth > DEEPEST_TABLE) return undefined;
  }
  return undefined;
};

/** Markdown inside the cells of a raw HTML table: CommonMark leaves it literal, wiki editors mean it as links. */
const rawTable: TokenizerExtensionFunction = function (source) {
  if (!/^ {0,3}<table\b/i.test(source)) return undefined;
  const end = tableEnd(source);
  if (end === undefined) return undefined;
  const raw = source.slice(0, end);
  const pieces: (string | Token[])[] = [];
  let last = 0;
  for (const tag of raw.matchAll(TAG)) {
    if (tag.index > last) pieces.push(this.lexer.inlineTokens(raw.slice(last, tag.index)));
    pieces.push(tag[0]);
    last = tag.index + tag[0].length;
  }
  return { type: 'rawTable', raw: raw + (/^[ \t]*\n+/.exec(source.slice(end))?.[0] ?? ''), pieces };
};

const renderRawTable: RendererExtensionFunction = function (token) {
  const { pieces } = token as Tokens.Generic & { pieces: (string | Token[])[] };
  return pieces.map((piece) => (typeof piece === 'string' ? piece : this.parser.parseInline(piece))).join('') + '\n';
};

/** The words of a text that is not formatted: an escape stands for its character here too, so that "&lt;3" stays the number that it is. */
export const wordsOf = (source: string): string =>
  source.replace(
    /&(?:(lt)|(gt)|amp);|\\([!-/:-@[-`{-~])/g,
    (_, less?: string, greater?: string, mark?: string) => mark ?? (less ? '<' : greater ? '>' : '&'),
  );

/** The parser with our bounds and extensions, and options of our own: what another script on the page set on its `marked` does not reach it. */
const start = () => {
  const { Lexer, Parser, Renderer, Tokenizer } = marked();

  /** A task-list checkbox as a character, since form controls are not allowed. */
  class PlainRenderer extends Renderer {
    override checkbox({ checked }: Tokens.Checkbox): string {
      return checked ? '☑ ' : '☐ ';
    }

    /** The items whose number in HTML would differ from the authored one. */
    readonly #numbers = new WeakMap<Tokens.ListItem, number>();

    override list(token: Tokens.List): string {
      const numbers = token.items.map(({ raw }) => parseInt(raw, 10));
      // A repeated number asks for automatic numbering.
      if (token.ordered && numbers.some((number) => number !== numbers[0]))
        for (const [index, item] of token.items.entries()) {
          const number = numbers[index] ?? 0;
          if (index > 0 && number !== (numbers[index - 1] ?? 0) + 1) this.#numbers.set(item, number);
        }
      return super.list(token);
    }

    override listitem(item: Tokens.ListItem): string {
      const number = this.#numbers.get(item);
      const html = super.listitem(item);
      return number === undefined ? html : html.replace('<li', `<li value="${number}"`);
    }
  }

  /** Falls back to plain text if marked would take too long or produce far more than its input. */
  class BoundedTokenizer extends Tokenizer {
    /** The characters that short references repeated so far. */
    repeated = 0;

    override table(source: string): Tokens.Table | undefined {
      if (isNoTable(source)) return undefined;
      const widened = widenTable(source);
      const token = super.table(widened);
      // What was added stands in its first two lines.
      if (token) token.raw = source.slice(0, token.raw.length - (widened.length - source.length));
      return token;
    }

    override def(source: string): Tokens.Def | undefined {
      const token = super.def(source);
      return token && token.href.length + (token.title?.length ?? 0) > LONGEST_DEFINITION ? undefined : token;
    }

    override reflink(source: string, links: TokensList['links']): Tokens.Link | Tokens.Image | Tokens.Text | undefined {
      const token = super.reflink(source, links);
      if (token && 'href' in token) this.repeated += token.href.length + (token.title?.length ?? 0);
      return this.repeated > MOST_REPEATED ? undefined : token;
    }
  }

  /** Shows as plain words what is nested too deep, and lines with too many marks. */
  class BoundedLexer extends Lexer {
    /** Whether part of the text was left unformatted. */
    isPlain = false;
    readonly #density = new Density();
    #depth = 0;

    override blockTokens(source: string, tokens: Token[] = [], lastParagraphClipped?: boolean): TokensList {
      if (this.#depth >= DEEPEST_BLOCK) tokens.push(this.#plain(source));
      else {
        this.#depth++;
        super.blockTokens(source, tokens, lastParagraphClipped);
        this.#depth--;
      }
      return tokens as TokensList;
    }

    override inlineTokens(source: string, tokens: Token[] = []): Token[] {
      if (!this.#density.isTooMuch(source)) return super.inlineTokens(source, tokens);
      tokens.push(this.#plain(source));
      return tokens;
    }

    #plain(source: string): Tokens.Text {
      this.isPlain = true;
      return { type: 'text', raw: source, text: wordsOf(source), escaped: false };
    }
  }

  const options: MarkedOptions = {
    gfm: true,
    renderer: new PlainRenderer(),
    extensions: {
      inline: [citation],
      block: [rawTable],
      renderers: { citation: renderCitation, rawTable: renderRawTable },
      childTokens: {},
    },
  };
  return {
    lexer: (links?: TokensList['links']): BoundedLexer => {
      const bounded = new BoundedLexer({ ...options, tokenizer: new BoundedTokenizer() });
      if (links) bounded.tokens.links = links;
      return bounded;
    },
    parser: (own: MarkedOptions) => new Parser(own),
  };
};

let started: ReturnType<typeof start> | undefined;
const own = (): ReturnType<typeof start> => (started ??= start());

/** The result of parsing: unsanitized HTML, and the citation groups that its markers represent. */
export interface Html {
  html: string;
  citations: string[][];
  /** Whether part of it is unformatted, since formatting would have taken too long. */
  isPlain: boolean;
}

/** Reads link definitions (`[key]: address`), so that they hold for every piece of a text. */
export const linksOf = (definitions: string): TokensList['links'] => own().lexer().lex(definitions).links;

/** The sources of a piece's paragraphs, headings, lists and so on, in order. */
export const blocksOf = (piece: string): string[] =>
  own()
    .lexer()
    .blockTokens(piece.replace(/\r\n?/g, '\n'))
    .map(({ raw }) => raw);

/**
 * Markdown (GitHub-flavored, raw HTML allowed, `[@key]` citations) → unsanitized HTML.
 * @param inline true for a single line: no paragraphs, lists or headings.
 * @param links the link definitions of the longer text that this is a piece of.
 */
export const toHtml = (text: string, inline: boolean, links?: TokensList['links']): Html => {
  citations = [];
  const source = text.replace(/[\uE000\uE001]/g, '');
  const { lexer, parser: parserOf } = own();
  const bounded = lexer(links);
  const parser = parserOf(bounded.options);
  const html = inline ? parser.parseInline(bounded.inlineTokens(source)) : parser.parse(bounded.lex(source));
  return { html, citations, isPlain: bounded.isPlain };
};
