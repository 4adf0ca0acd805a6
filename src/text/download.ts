/** How long the object URL of a download stays valid, in milliseconds. */
const KEPT = 60_000;

/**
 * Downloads a text as a UTF-8 file. A sandboxed frame without `allow-downloads` silently does nothing.
 * @param type the media type.
 */
export const download = (text: string, fileName: string, type: string): void => {
  const anchor = document.createElement('a');
  anchor.href = URL.createObjectURL(new Blob([text], { type }));
  anchor.download = fileName;
  anchor.click();
  setTimeout(() => URL.revokeObjectURL(anchor.href), KEPT);
};
