/** Whether standard error shows a progress line, which the next line replaces. */
let shown = false;

/** Shows progress in one line that the next call replaces; only in a terminal. */
export const progress = (text: string): void => {
  if (!process.stderr.isTTY) return;
  const width = (process.stderr.columns || 80) - 1;
  process.stderr.write(`\r\u001B[K${text.length > width ? `${text.slice(0, width - 1)}…` : text}`);
  shown = true;
};

/** Clears the progress line, before anything else is written. */
export const clearProgress = (): void => {
  if (shown) process.stderr.write('\r\u001B[K');
  shown = false;
};
