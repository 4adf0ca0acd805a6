/** An address that Markdown links automatically, which is not escaped. */
const ADDRESS = /^\(?(?:https?:\/\/|www\.)[\w./~%?=+#-]+$/i;

const ENTITIES: Record<string, string> = { '<': '&lt;', '>': '&gt;', '&': '&amp;' };

/** Plain text as inline Markdown: characters of markup are shown literally ("<2 years", a footnote's asterisk). */
export const plain = (text: string): string =>
  text
    .replace(/\s+/g, ' ')
    .split(' ')
    .map((word) =>
      ADDRESS.test(word)
        ? word
        : word.replace(/[\\`*_[\]~]/g, '\\$&').replace(/[<>&]/g, (character) => ENTITIES[character] ?? character),
    )
    .join(' ');

/** Plain text as a Markdown paragraph, escaped so that it does not begin a list, heading or rule. */
export const plainParagraph = (text: string): string =>
  plain(text.trim())
    .replace(/^(\d{1,9})([.)])(?=\s|$)/, '$1\\$2')
    .replace(/^[-+=#]/, '\\$&');
