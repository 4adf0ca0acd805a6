import { type Html, inside } from '../../text/html.js';
import { markup, type Markup } from '../../text/places.js';
import { html, type Value } from './template.js';

/** A part of an element's content. Its key identifies it among its siblings from one update to the next. */
export type Block = Leaf | Shell;

interface Named {
  key: string;
  /** Writes a message in its place if writing it fails. Without one the error is passed on. */
  fallback?: (error: unknown) => Value;
}

/** A block that an update replaces as a whole. It should write one element, or nothing. */
interface Leaf extends Named {
  write: () => Value;
}

/** An element around blocks. An update keeps the element and changes its attributes. */
interface Shell extends Named {
  /** The empty element. */
  shell: Html;
  of: readonly Block[];
}

/** A block that is replaced whole when its HTML changes. */
export const blockOf = (key: string, write: () => Value): Block => ({ key, write });

/** Blocks within an element. @param shell the empty element. */
export const shellOf = (key: string, shell: Html, of: readonly Block[]): Block => ({ key, shell, of });

/** A block with its HTML. */
export interface Piece extends Markup {
  key: string;
  of?: readonly Piece[];
}

const pieceOf = (block: Block): Piece => {
  const { key, fallback } = block;
  try {
    return 'of' in block
      ? { key, html: block.shell, places: [], of: piecesOf(block.of) }
      : { key, ...markup(() => html`${block.write()}`) };
  } catch (error) {
    if (!fallback) throw error;
    return { key, ...markup(() => html`${fallback(error)}`) };
  }
};

/** Writes blocks in order and drops the empty ones. A repeated key is made unique. */
export const piecesOf = (blocks: readonly Block[]): Piece[] => {
  const keys = new Set<string>();
  return blocks.flatMap((block) => {
    const piece = pieceOf(block);
    if (piece.html.text === '') return [];
    while (keys.has(piece.key)) piece.key += '+';
    keys.add(piece.key);
    return piece;
  });
};

const htmlOf = (pieces: readonly Piece[], between: Value): Html =>
  html`${pieces.map((piece, index) => {
    const own = piece.of ? inside(piece.html, htmlOf(piece.of, between)) : piece.html;
    return index > 0 ? [between, own] : own;
  })}`;

const placesOf = (pieces: readonly Piece[]): Markup['places'] =>
  pieces.flatMap(({ places, of }) => (of ? placesOf(of) : places));

/** Joins pieces into one. @param between a separator. */
export const joined = (pieces: readonly Piece[], between: Value): Markup => ({
  html: htmlOf(pieces, between),
  places: placesOf(pieces),
});
