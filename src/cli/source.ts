/** A location in a file: line and column, from 1. */
export interface Place {
  line: number;
  column: number;
}

/** A text with its file name, which maps offsets to lines and columns. */
export class Source {
  readonly text: string;
  readonly #starts: number[] = [0];
  readonly #placeBefore: ((offset: number) => Place) | undefined;

  /**
   * @param file what to call it: a path or an address.
   * @param placeBefore where an offset of this text was in the file, for a text after edits.
   */
  constructor(
    readonly file: string,
    text: string,
    placeBefore?: (offset: number) => Place,
  ) {
    this.#placeBefore = placeBefore;
    // Line endings are normalized, so that columns and patterns are the same everywhere.
    this.text = text.replace(/^\uFEFF/, '').replaceAll(/\r\n?/g, '\n');
    for (let at = this.text.indexOf('\n'); at >= 0; at = this.text.indexOf('\n', at + 1)) this.#starts.push(at + 1);
  }

  /** Applies edits; offsets in the result still map to lines and columns of the file. */
  edit(edits: readonly Edit[]): Source {
    if (edits.length === 0) return this;
    const { text, originOf } = applyEdits(this.text, edits);
    return new Source(this.file, text, (offset) => this.placeOf(originOf(offset)));
  }

  placeOf(offset: number): Place {
    if (this.#placeBefore) return this.#placeBefore(offset);
    let low = 0;
    let high = this.#starts.length - 1;
    while (low < high) {
      const middle = Math.ceil((low + high) / 2);
      if ((this.#starts[middle] ?? 0) <= offset) low = middle;
      else high = middle - 1;
    }
    return { line: low + 1, column: offset - (this.#starts[low] ?? 0) + 1 };
  }

  /** `page.md:12:3` */
  labelOf(offset: number): string {
    const { line, column } = this.placeOf(offset);
    return `${this.file}:${line}:${column}`;
  }
}

/** A change of a text: `start` to `end` is replaced by `text`. */
export interface Edit {
  start: number;
  end: number;
  text: string;
}

/** A text after edits, with the original offsets. */
interface Edited {
  text: string;
  /** The offset in the text before the edits. */
  originOf: (offset: number) => number;
}

/** Applies edits. Of two that overlap, the one that starts first, then the longer one, is applied; insertions come first. */
const applyEdits = (text: string, edits: readonly Edit[]): Edited => {
  const isInsertion = ({ start, end }: Edit) => start === end;
  const inOrder = [...edits].sort(
    (a, b) => a.start - b.start || Number(isInsertion(b)) - Number(isInsertion(a)) || b.end - a.end,
  );
  let result = '';
  let last = 0;
  const pieces: { at: number; origin: number; kept: boolean }[] = [];
  const keep = (from: number, to: number) => {
    if (to <= from) return;
    pieces.push({ at: result.length, origin: from, kept: true });
    result += text.slice(from, to);
  };
  for (const { start, end, text: replacement } of inOrder) {
    if (start < last) continue;
    keep(last, start);
    if (replacement) pieces.push({ at: result.length, origin: start, kept: false });
    result += replacement;
    last = Math.max(last, end);
  }
  keep(last, text.length);
  return {
    text: result,
    originOf(offset) {
      let low = 0;
      let high = pieces.length - 1;
      while (low < high) {
        const middle = Math.ceil((low + high) / 2);
        if ((pieces[middle]?.at ?? 0) <= offset) low = middle;
        else high = middle - 1;
      }
      const piece = pieces[low];
      return piece ? piece.origin + (piece.kept ? offset - piece.at : 0) : offset;
    },
  };
};
