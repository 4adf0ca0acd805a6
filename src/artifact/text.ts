import { sentence } from '../i18n/messages.js';

/** Which UTF-16 bytes are in: by their mark, or by the empty half of each Latin letter at their beginning. */
const encodingOf = ([a, b, c, d]: Uint8Array): string => {
  if ((a === 0xff && b === 0xfe) || (a && b === 0 && c && d === 0)) return 'utf-16le';
  return (a === 0xfe && b === 0xff) || (a === 0 && b && c === 0 && d) ? 'utf-16be' : 'utf-8';
};

/** The text of a file in UTF-8 or UTF-16; undefined where its bytes are in no such encoding. */
export const decode = (bytes: Uint8Array): string | undefined => {
  try {
    return new TextDecoder(encodingOf(bytes), { fatal: true }).decode(bytes);
  } catch {
    return undefined;
  }
};

/** What a file is refused with whose bytes are no text that is known. */
export const NOT_TEXT = {
  message: sentence('The file is not UTF-8 text.'),
  remedy: sentence('Save it as UTF-8: a wrong encoding corrupts characters such as ≥, µ and ¹⁴.'),
};
