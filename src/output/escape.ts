/** A parser would make a line feed of a bare carriage return. */
const ENTITIES: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', '\r': '&#13;' };

// Most texts have none of these. The test takes whole pairs for halves, too: without the `u` it is twice as fast.
const SUSPECT = /[&<>"\r\0\uD800-\uDFFF]/;
const UNSAFE = /[&<>"\r\0]|\p{Surrogate}/gu;

/**
 * Text for HTML, in an attribute in double quotes or between tags. A parser reads the same text back, but for NUL and
 * halves of characters, which become U+FFFD.
 */
export const escapeHtml = (text: string): string =>
  SUSPECT.test(text) ? text.replace(UNSAFE, (character) => ENTITIES[character] ?? '\uFFFD') : text;

/** Text for XML, which has no place for some control characters (XML 1.0, section 2.2): they are left out. */
export const escapeXml = (text: string): string =>
  // eslint-disable-next-line no-control-regex -- control characters are what is taken out here
  escapeHtml(text.replace(/[\u0000-\u0008\u000B\u000C\u000E-\u001F\uFFFE\uFFFF]|\p{Surrogate}/gu, ''));
