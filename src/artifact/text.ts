import { sentence } from '../i18n/messages.js';

/** Detects UTF-16 by the byte order mark, or by the zero byte in each of the first Latin letters; else UTF-8. */
const encodingOf = ([a, b, c, d]: Uint8Array): string => {
  if ((a === 0xff && b === 0xfe) || (a && b === 0 && c && d === 0)) return 'utf-16le';
  return (a === 0xfe && b === 0xff) || (a === 0 && b && c === 0 && d) ? 'utf-16be' : 'utf-8';
};

/** Decodes a file in UTF-8 or UTF-16; undefined if the bytes are in neither encoding. */
export const decode = (bytes: Uint8Array): string | undefined => {
  try {
    return new TextDecoder(encodingOf(bytes), { fatal: true }).decode(bytes);
  } catch {
    return undefined;
  }
};

/** The failure for a file whose encoding is not supported. */
export const NOT_TEXT = {
  message: sentence('The file is not UTF-8 text.'),
  remedy: sentence('Save it as UTF-8: a wrong encoding corrupts characters such as ≥, µ and ¹⁴.'),
};
