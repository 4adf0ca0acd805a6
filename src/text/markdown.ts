import { Marked, type MarkedExtension, type Token, type Tokens } from 'marked';
import { citedKeys } from '../artifact/references.js';

/** Private-use characters carry a citation through the parser and the sanitiser: no markup can imitate them, since authored ones are taken out first. */
const OPEN = '\uE000';
const CLOSE = '\uE001';

/** Finds the markers that `toHtml` left: the number between them is an index into `citations`. */
export const CITATION_MARK = /\uE000(\d+)\uE001/g;

/** The citation groups of the text being parsed. The parser is synchronous, so one at a time. */
let citations: string[][] = [];

const mark = (keys: string[]): string => {
  citations.push(keys);
  return `${OPEN}${citations.length - 1}${CLOSE}`;
};

const citation: MarkedExtension = {
  extensions: [
    {
      name: 'citation',
      level: 'inline',
      start: (source) => /\[-?@/.exec(source)?.index,
      tokenizer(source) {
        // `[@a]`, `[@a; @b]`; adjacent groups become one, so that they read as [1, 2].
        const match = /^(?:\[-?@[^[\]\n]{1,500}\](?:\s?(?=\[-?@))?)+/.exec(source);
        const groups = [...(match?.[0].matchAll(/\[([^[\]]+)\]/g) ?? [])].map(([, group]) => citedKeys(group ?? ''));
        if (!match || groups.some((keys) => keys.length === 0)) return undefined;
        return { type: 'citation', raw: match[0], keys: groups.flat() };
      },
      renderer: (token) => mark((token as Tokens.Generic & { keys: string[] }).keys),
    },
  ],
};

const TAG = /<\/?[a-zA-Z][^<>]*>|<!--[\s\S]*?-->/g;

/** The end of the table that starts the text, nested tables counted; undefined where it never ends. */
const tableEnd = (source: string): number | undefined => {
  let depth = 0;
  for (const match of source.matchAll(/<(\/?)table\b[^<>]*>/gi)) {
    depth += match[1] ? -1 : 1;
    if (depth === 0) return match.index + match[0].length;
  }
  return undefined;
};

/** Markdown inside the cells of a raw HTML table: CommonMark leaves it literal, wiki editors mean it as links. */
const rawTable: MarkedExtension = {
  extensions: [
    {
      name: 'rawTable',
      level: 'block',
      start: (source) => /(?:^|\n) {0,3}<table\b/i.exec(source)?.index,
      tokenizer(source) {
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
      },
      renderer(token) {
        const { pieces } = token as Tokens.Generic & { pieces: (string | Token[])[] };
        return pieces.map((piece) => (typeof piece === 'string' ? piece : this.parser.parseInline(piece))).join('') + '\n';
      },
    },
  ],
};

let parser: Marked | undefined;

/** An instance of our own: extensions that another script on the page set on its `marked` do not reach it. */
const marked = (): Marked => (parser ??= new Marked({ gfm: true, async: false }, citation, rawTable));

/** What a text became: HTML that is not clean yet, and the citation groups that its markers stand for. */
export interface Html {
  html: string;
  citations: string[][];
}

/**
 * Markdown (GitHub's flavour, raw HTML allowed, `[@key]` citations) → HTML, not yet sanitised.
 * @param inline true for text that stays in one line: no paragraphs, lists or headings.
 */
export const toHtml = (text: string, inline: boolean): Html => {
  citations = [];
  const source = text.replace(/[\uE000\uE001]/g, '');
  const html = inline ? marked().parseInline(source) : marked().parse(source);
  return { html: html as string, citations };
};
