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

/**
 * The pieces that `build` made of a text; undefined where there are none for this very Markdown.
 * @param file the JSON of a `.text.json` file, which may be anything: so may the HTML and the citations of the result.
 */
export const prebuiltOf = (file: unknown, text: string): PrebuiltPiece[] | undefined => {
  if (!file) return undefined;
  let end = 0;
  try {
    const [version, texts] = file as PrebuiltFile;
    const pieces = texts[keyOf(text)]?.map(([length, html, citations]) => ({
      source: text.slice(end, (end += length)),
      html,
      citations,
    }));
    return version === VERSION && end === text.length ? pieces : undefined;
  } catch {
    // It is no such file.
    return undefined;
  }
};
