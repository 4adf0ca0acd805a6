/** Whether a line on standard error is to be written over by the next. */
let shown = false;

/** Shows how far the work is, in one line that the next call replaces; only where somebody watches a terminal. */
export const progress = (text: string): void => {
  if (!process.stderr.isTTY) return;
  const width = (process.stderr.columns || 80) - 1;
  process.stderr.write(`\r\u001B[K${text.length > width ? `${text.slice(0, width - 1)}…` : text}`);
  shown = true;
};

/** Takes the line away, before anything else is written. */
export const clearProgress = (): void => {
  if (shown) process.stderr.write('\r\u001B[K');
  shown = false;
};
