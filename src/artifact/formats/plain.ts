/** An address that Markdown finds by itself: its letters are left as they are. */
const ADDRESS = /^\(?(?:https?:\/\/|www\.)[\w./~%?=+#-]+$/i;

const ENTITIES: Record<string, string> = { '<': '&lt;', '>': '&gt;', '&': '&amp;' };

/** Plain text as Markdown within a line: what would be markup is shown as it stands ("<2 years", a footnote's asterisk). */
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

/** Plain text as a Markdown paragraph: what it begins with makes no list, heading or rule of it either. */
export const plainParagraph = (text: string): string =>
  plain(text.trim())
    .replace(/^(\d{1,9})([.)])(?=\s|$)/, '$1\\$2')
    .replace(/^[-+=#]/, '\\$&');
