/**
 * The bounds of authored text. They are bounds of structure, not of length: an article of 1.4 MB is formatted whole, a
 * line of 34,000 characters too. Text beyond a bound keeps every word but loses its formatting, and a note says so.
 *
 * They hold one task of the page to about 0.2 s on a machine where ordinary text takes 0.4 s a megabyte
 * (`npm run bench -- --only hostile` prints both): a text is formatted in pieces, what is over the work of one task waits for the next as plain words.
 */

/** From this much work on (see `workOf`; some 12 KB of ordinary text) a text is formatted in pieces, cut where a paragraph or a heading begins. */
const PIECE = 24_576;

/** The work at which a piece is cut at the next line, be it inside a list, a table or a fence. */
const LARGEST_PIECE = 163_840;

/** The longest line that may have more than a few marks: some 20 pages without a break. */
const LONGEST_LINE = 131_072;

/** Fewer characters of markup than this never make a line of text (a paragraph, a cell, an item) too dense. */
const FEW_MARKS = 32;

/**
 * The most density of one line: a twentieth of marks × length, since marked looks through the rest of the line at many a
 * mark, and the square of the marks of emphasis, each of which may pair with each. Registry records and labels stay under 500,000.
 */
const MOST_DENSITY = 4_000_000;

/** The most of it in all dense lines of a piece. */
const MOST_DENSITY_OF_PIECE = 8_000_000;

/** The most characters before an `@` that may be an address (RFC 5321 allows 64), and the most of punctuation in a run where an address stands. */
const MOST_IN_A_RUN = 300;

/** The maximum nesting depth of lists and quotes. */
const DEEPEST_BLOCK = 32;

/** The most cells that a table's short rows may be filled up to. */
const MOST_FILLED_CELLS = 20_000;

/** The length of a link definition's address and title together: a short reference would repeat a long one without end. */
const LONGEST_DEFINITION = 2_048;

/** The most characters of addresses that the references of a piece repeat. */
const MOST_REPEATED = 98_304;

/** Of the HTML of one piece: tags open at one time, tags × those open around them, comments, attributes of one tag. */
const MOST_OPEN_TAGS = 100;
const MOST_NESTING = 100_000;
const MOST_COMMENTS = 200;
const MOST_ATTRIBUTES = 64;

/** The most elements of one text: a base, and one for every so many characters. */
const MOST_ELEMENTS = 30_000;
const CHARACTERS_PER_ELEMENT = 8;

/** The work of one task, in the units of `workOf`: some 130 KB of ordinary text; and that of pieces of long texts: some 24 KB, many screens, with what it takes to lay them out. */
const WORK_OF_A_TASK = 262_144;
const PIECES_OF_A_TASK = 49_152;

export { DEEPEST_BLOCK, LONGEST_DEFINITION, MOST_REPEATED, PIECES_OF_A_TASK, WORK_OF_A_TASK };

/** How many elements and citations a text of this length may become. */
export const mostElements = (length: number): number => MOST_ELEMENTS + length / CHARACTERS_PER_ELEMENT;

const marksOf = (characters: string): Uint8Array => {
  const marks = new Uint8Array(128);
  for (const character of characters) marks[character.charCodeAt(0)] = 1;
  return marks;
};

const INLINE_MARKS = marksOf('*_~`[]!<&\\@:');
const EMPHASIS = marksOf('*_~');
const ALL_MARKS = marksOf('*_~`[]!<&\\@:|\n->)');

const count = (text: string, marks: Uint8Array, start = 0, end = text.length): number => {
  let found = 0;
  for (let index = start; index < end; index++) {
    const code = text.charCodeAt(index);
    // Reading beyond the end of an array is slow.
    if (code < 128) found += marks[code] ?? 0;
  }
  return found;
};

/** What formatting a text costs, about: its characters, and much more for its marks. Ordinary text comes to twice its length. */
export const workOf = (text: string, start = 0, end = text.length): number =>
  end - start + 12 * count(text, ALL_MARKS, start, end);

const ADDRESS_CHARACTER = /[\w.!#$%&'*+/=?^`{|}~-]/;

/** Whether a run of what may be an address stands before an `@`: marked looks for one at each of its characters. */
const hasLongRun = (text: string): boolean => {
  for (let at = text.indexOf('@'); at >= 0; at = text.indexOf('@', at + 1)) {
    let length = 0;
    while (length <= MOST_IN_A_RUN && ADDRESS_CHARACTER.test(text.charAt(at - length - 1))) length++;
    if (length > MOST_IN_A_RUN) return true;
  }
  return /(?:https?:|ftp:|www\.)/i.test(text) && new RegExp(`[?!.,:;*_'"~)&]{${MOST_IN_A_RUN}}`).test(text);
};

/** Counts the dense lines of a piece. */
export class Density {
  #left = MOST_DENSITY_OF_PIECE;
  /** Whether a line is too dense to be parsed in time. */
  isTooMuch(line: string): boolean {
    if (line.length <= MOST_IN_A_RUN) return false;
    const marks = count(line, INLINE_MARKS);
    const excess = marks > FEW_MARKS ? (line.length * (marks - FEW_MARKS)) / 20 + count(line, EMPHASIS) ** 2 : 0;
    if (excess > MOST_DENSITY || excess > this.#left || hasLongRun(line)) return true;
    this.#left -= excess;
    return false;
  }
}

const pipes = (text: string) => text.split('|').length;

/** Starts of blocks that end a table without a blank line. */
const AFTER_TABLE = /^ {0,3}(?:#{1,6}\s|>|```|~~~|[-*+]\s|\d+[.)]\s|<)/;

/** The lines of the table that a text starts with: head, dashes, rows. Undefined where it starts with none. */
const tableLines = (source: string): string[] | undefined => {
  const [, head = '', dashes] = /^(.*)\n *\|?( *:?-[ |:-]*)(?:\n|$)/.exec(source) ?? [];
  if (dashes === undefined) return undefined;
  // Only here marked would go through all the lines below.
  if (
    !/[|:]/.test(source.slice(head.length + 1, head.length + 3) + dashes) ||
    Math.abs(pipes(head) - pipes(dashes)) > 2
  )
    return undefined;
  const end = source.search(/\n[ \t]*(?:\n|$)/);
  const lines = (end < 0 ? source : source.slice(0, end)).split('\n');
  const after = lines.findIndex((line, index) => index > 1 && AFTER_TABLE.test(line));
  return after < 0 ? lines : lines.slice(0, after);
};

/** The number of cells in a table line. */
const cellsIn = (line: string): number =>
  line
    .replaceAll(/\\[\\|]/g, '')
    .trim()
    .replace(/^\|/, '')
    .replace(/\|$/, '')
    .split('|').length;

/** Whether what starts with the head and the dashes of a table is none, or has rows so short that most of its cells would be made up. */
export const isNoTable = (source: string): boolean => {
  const lines = tableLines(source);
  if (!lines) return true;
  const total = lines.reduce((sum, line) => sum + pipes(line), 0);
  const cells = lines.reduce((most, line) => Math.max(most, pipes(line)), 0) * lines.length;
  return cells > MOST_FILLED_CELLS && cells > 4 * total;
};

/**
 * A text that starts with a table, its head as wide as its widest row: GitHub's Markdown drops the cells beyond the
 * head, and one of them may say “never above 20 mg”.
 */
export const widenTable = (source: string): string => {
  const lines = tableLines(source);
  if (!lines) return source;
  const [head = '', dashes = ''] = lines;
  const missing = lines.reduce((most, line) => Math.max(most, cellsIn(line)), 0) - cellsIn(head);
  if (missing <= 0) return source;
  const add = (line: string, cell: string) =>
    `${line.trimEnd()}${/(?<!\\)\|\s*$/.test(line) ? '' : ' |'}${`${cell}|`.repeat(missing)}`;
  return `${add(head, ' ')}\n${add(dashes, '-')}${source.slice(head.length + 1 + dashes.length)}`;
};

/** Tags whose end the parser adds where the next one begins: they do not pile up. */
const ENDS_ITSELF =
  /^(?:p|li|td|th|tr|dd|dt|tbody|thead|tfoot|col|br|hr|img|wbr|input|area|base|embed|link|meta|source|track|param)$/;

const TAG = /<!--|<(\/?)([a-z][^\s/>]*)((?:[^>"'=]+|=\s*"[^"]*"|=\s*'[^']*'|["'=])*)/gi;

/**
 * Whether the HTML of a piece would keep a browser or DOMPurify busy: both take time that grows with the square of a
 * tag's attributes, of comments, and of tags left open.
 */
export const isTangled = (html: string): boolean => {
  const open = new Map<string, number>();
  let depth = 0;
  let nesting = 0;
  let comments = 0;
  for (const [, slash, tag = '', attributes = ''] of html.matchAll(TAG)) {
    const name = tag.toLowerCase();
    if (!name) comments++;
    else if (slash) {
      const before = open.get(name) ?? 0;
      if (before > 0) {
        open.set(name, before - 1);
        depth--;
      }
    } else {
      nesting += depth;
      if (!ENDS_ITSELF.test(name)) {
        open.set(name, (open.get(name) ?? 0) + 1);
        depth++;
      }
      if (
        attributes.length > 2 * MOST_ATTRIBUTES &&
        attributes.replace(/=\s*(?:"[^"]*"|'[^']*')/g, '= ').split(/[\s/]+/).length > MOST_ATTRIBUTES + 2
      )
        return true;
    }
    if (depth > MOST_OPEN_TAGS || nesting > MOST_NESTING || comments > MOST_COMMENTS) return true;
  }
  return false;
};

/** Where a text may be cut: a blank line before a paragraph or a heading; a line where nothing better comes. What must not be torn: fences and tags around several blocks. */
const CUTS =
  /^ {0,3}(?:```|~~~)|<(\/?)(?:table|details|div|section|article|pre|ul|ol|dl|blockquote|figure)\b|<!--|-->|\n(?:[ \t]*\n(?=[^\s>|\-+*\d<`~:])())?/gim;

/** Cuts a long text into pieces that can be formatted each by itself. A text of ordinary length is one piece. */
export const piecesOf = (source: string): string[] => {
  if (source.length <= PIECE / 13 || (source.length <= PIECE && workOf(source) <= PIECE)) return [source];
  const pieces: string[] = [];
  let start = 0;
  let counted = 0;
  let work = 0;
  let isFenced = false;
  let depth = 0;
  for (const match of source.matchAll(CUTS)) {
    const [text, slash, fits] = match;
    if (text.startsWith('\n')) {
      const end = match.index + text.length;
      work += workOf(source, counted, end);
      counted = end;
      if (work < PIECE || (work < LARGEST_PIECE && (fits === undefined || isFenced || depth > 0))) continue;
      pieces.push(source.slice(start, end));
      start = end;
      work = 0;
      isFenced = false;
      depth = 0;
    } else if (text === '-->' || slash === '/') depth = Math.max(0, depth - 1);
    else if (text.startsWith('<')) depth++;
    else isFenced = !isFenced;
  }
  if (start < source.length) pieces.push(source.slice(start));
  return pieces;
};

/** Whether a piece has an endless line of marks, for which even the way to plain words would be long. */
export const hasEndlessLine = (piece: string): boolean =>
  piece.length > LONGEST_LINE &&
  piece
    .split('\n')
    .some(
      (line) =>
        line.length > LONGEST_LINE && (count(line, ALL_MARKS) > FEW_MARKS || /^\s*(?:[-+*>|]|\d+[.)])/.test(line)),
    );

/** The link definitions of a text: those of one piece hold for all. */
export const definitionsOf = (source: string): string =>
  (source.match(/^ {0,3}\[[^\]\n]{1,999}\]:.*$/gm) ?? []).join('\n');

/** The level of the highest heading of a long text, 1 to 6: its pieces share one outline. */
export const highestHeadingOf = (source: string): number => {
  let highest = 6;
  for (const { 1: mark, 2: tag, index } of source.matchAll(
    /(?:^|\n) {0,3}(#{1,6}(?=\s)|(?:=+|-{2,})(?=[ \t]*(?:\n|$)))|<h([1-6])\b/gi,
  )) {
    // A line of dashes makes a heading of the words above it; without, it is a rule.
    if (
      mark &&
      !mark.startsWith('#') &&
      !/\S[ \t]*$/.test(source.slice(source.lastIndexOf('\n', index - 1) + 1, index))
    )
      continue;
    highest = Math.min(
      highest,
      tag ? Number(tag) : mark?.startsWith('#') ? mark.length : mark?.startsWith('=') ? 1 : 2,
    );
  }
  return highest;
};
