/** How long a browser may take to read a file that is handed over, in milliseconds. */
const KEPT = 60_000;

/**
 * Hands a text to the reader as a file in UTF-8. A sandboxed frame without `allow-downloads` does nothing, and does not say so.
 * @param type the media type.
 */
export const download = (text: string, fileName: string, type: string): void => {
  const anchor = document.createElement('a');
  anchor.href = URL.createObjectURL(new Blob([text], { type }));
  anchor.download = fileName;
  anchor.click();
  setTimeout(() => URL.revokeObjectURL(anchor.href), KEPT);
};
