/** A line of a text with its offsets. */
export interface Line {
  start: number;
  end: number;
  /** Without white space around it. */
  text: string;
}

/** The lines of a text; empty ones too. */
export const linesOf = (text: string): Line[] => {
  const lines: Line[] = [];
  let start = 0;
  for (const raw of text.split('\n')) {
    lines.push({ start, end: start + raw.length, text: raw.replaceAll('\u00A0', ' ').trim() });
    start += raw.length + 1;
  }
  return lines;
};

/** The edit that removes a line with its line break. */
export const without = ({ start, end }: Line, whole: string) => ({
  start,
  end: Math.min(end + 1, whole.length),
  text: '',
});
