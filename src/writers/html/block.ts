import { type Html, inside } from '../../text/html.js';
import { markup, type Markup } from '../../text/places.js';
import { html, type Value } from './template.js';

/** A part of what stands in a root. Its key is its name, among those beside it, from one writing to the next. */
export type Block = Leaf | Shell;

interface Named {
  key: string;
  /** Says that it could not be written, in its place; unset, nothing beside it is written either. */
  or?: (error: unknown) => Value;
}

/** What is replaced whole. It should be one element; where nothing is written, it is not there. */
interface Leaf extends Named {
  write: () => Value;
}

/** An element around blocks. It stays: where its tag is written otherwise, its attributes are changed. */
interface Shell extends Named {
  /** The element, empty. */
  shell: Html;
  of: readonly Block[];
}

/** A block that is replaced whole when its HTML changes. */
export const blockOf = (key: string, write: () => Value): Block => ({ key, write });

/** Blocks within an element. @param shell the element, empty. */
export const shellOf = (key: string, shell: Html, of: readonly Block[]): Block => ({ key, shell, of });

/** A block as it was written. */
export interface Piece extends Markup {
  key: string;
  of?: readonly Piece[];
}

const pieceOf = (block: Block): Piece => {
  const { key, or } = block;
  try {
    return 'of' in block
      ? { key, html: block.shell, places: [], of: piecesOf(block.of) }
      : { key, ...markup(() => html`${block.write()}`) };
  } catch (error) {
    if (!or) throw error;
    return { key, ...markup(() => html`${or(error)}`) };
  }
};

/** Writes those blocks that have something to show, in their order. A key that stands there twice is two keys. */
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

/** All pieces as one. @param between stands between each and the next. */
export const joined = (pieces: readonly Piece[], between: Value): Markup => ({
  html: htmlOf(pieces, between),
  places: placesOf(pieces),
});
