const ENTITIES: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };

/** Text for HTML, in an attribute in double quotes or between tags. */
export const escapeHtml = (text: string): string => text.replace(/[&<>"]/g, (character) => ENTITIES[character] ?? '');

/** Text for XML, which has no place for some control characters (XML 1.0, section 2.2): they are left out. */
export const escapeXml = (text: string): string =>
  // eslint-disable-next-line no-control-regex -- control characters are what is taken out here
  escapeHtml(text.replace(/[\u0000-\u0008\u000B\u000C\u000E-\u001F\uFFFE\uFFFF]|\p{Surrogate}/gu, ''));
