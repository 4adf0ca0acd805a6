import { hashOf } from '../artifact/prerendered.js';

/** A piece of a text: its Markdown, and what `build` made of it. */
export interface PrebuiltPiece {
  /** The Markdown of the piece. The pieces together are the text. */
  source: string;
  /** Clean HTML without decoration. Citations are marks, and its highest heading is an `<h1>`. */
  html: string;
  /** The keys of each citation, by the number in its mark. */
  citations: string[][];
}

/** The format of a `.text.json` file: `[version, { [hash of the Markdown]: pieces }]`, each piece with the length of its Markdown. */
export type PrebuiltFile = [
  version: number,
  texts: Record<string, [length: number, html: string, citations: string[][]][]>,
];

/** Another version of the format is not read. */
export const VERSION = 1;

/** Identifies a text by its Markdown. */
export const keyOf = (text: string): string => hashOf(text).toString(36);

const isListOf = <T>(value: unknown, is: (one: unknown) => one is T): value is T[] =>
  Array.isArray(value) && value.every(is);
const isList = (value: unknown): value is unknown[] => Array.isArray(value);
const isString = (value: unknown): value is string => typeof value === 'string';
const isKeys = (value: unknown): value is string[] => isListOf(value, isString);

/**
 * The pieces that `build` made of a text; undefined where there are none for this very Markdown.
 * @param file the JSON of a `.text.json` file, which may be anything.
 */
export const prebuiltOf = (file: unknown, text: string): PrebuiltPiece[] | undefined => {
  const [version, texts] = (Array.isArray(file) ? file : []) as Partial<PrebuiltFile>;
  const found: unknown = version === VERSION && texts?.[keyOf(text)];
  if (!isListOf(found, isList)) return undefined;
  const pieces: PrebuiltPiece[] = [];
  let end = 0;
  for (const [length, html, citations] of found) {
    if (!(Number(length) > 0) || !isString(html) || !isListOf(citations, isKeys)) return undefined;
    const start = end;
    end += Number(length);
    pieces.push({ source: text.slice(start, end), html, citations });
  }
  return end === text.length ? pieces : undefined;
};
