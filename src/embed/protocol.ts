/**
 * What a frame and the page around it tell each other, by `postMessage`.
 *
 * Each message is `{ type: 'viewer:…', v: 1, … }`. Lengths are CSS pixels. The version changes only where a message's
 * meaning does: a field or a message more leaves it, since what is not known is ignored.
 *
 * 1. Each side says `hello` as soon as it listens; the page answers a frame's hello with its own. Whichever starts last is heard.
 * 2. After the page's hello the frame tells its `height` at once, and at each change.
 * 3. The page may set the `theme`, ask for a section to be opened, and ask what height the frame would need on paper.
 */

interface Message<T extends string> {
  type: `viewer:${T}`;
  v: 1;
}

/** From the frame to the page around it. It tells nothing of what the reader does. */
export type ToHost =
  | Message<'hello'>
  /** The height of all that the frame shows. */
  | (Message<'height'> & { height: number })
  /** The height of it on paper: everything opened, in the width that was asked about. */
  | (Message<'print-expand'> & { height: number });

/** From the page to a frame in it. */
export type ToFrame =
  | Message<'hello'>
  /** `auto`: as the reader's system has it. */
  | (Message<'theme'> & { theme: 'auto' | 'light' | 'dark' })
  /** A section by its name in deep links. */
  | (Message<'open-section'> & { section: string })
  /** The width on paper. */
  | (Message<'print-expand'> & { width: number });

/** The least and the greatest height that a frame gets, in CSS pixels. What is higher scrolls inside. */
export const HEIGHTS = { min: 24, max: 100_000 } as const;

const within = (length: number): number => Math.min(Math.max(Math.ceil(length), HEIGHTS.min), HEIGHTS.max);

const isLength = (value: unknown): value is number => typeof value === 'number' && value > 0 && value < Infinity;

/** The fields of a message by its type, or undefined for what is none of ours. */
const fieldsOf = (data: unknown): (Record<string, unknown> & { type: string }) | undefined => {
  if (typeof data !== 'object' || data === null) return undefined;
  const fields = data as Record<string, unknown>;
  return fields.v === 1 && typeof fields.type === 'string'
    ? (fields as Record<string, unknown> & { type: string })
    : undefined;
};

/**
 * Reads what a frame posted. Who posted it is for the caller to check, by `event.source`.
 * @returns a message of known fields only, its height within `HEIGHTS`; undefined for anything else.
 */
export const readToHost = (data: unknown): ToHost | undefined => {
  const fields = fieldsOf(data);
  switch (fields?.type) {
    case 'viewer:hello':
      return { type: 'viewer:hello', v: 1 };
    case 'viewer:height':
    case 'viewer:print-expand':
      return isLength(fields.height) ? { type: fields.type, v: 1, height: within(fields.height) } : undefined;
    default:
      return undefined;
  }
};

/**
 * Reads what the page around a frame posted. Who posted it is for the caller to check, by `event.source`.
 * @returns a message of known fields only; undefined for anything else.
 */
export const readToFrame = (data: unknown): ToFrame | undefined => {
  const fields = fieldsOf(data);
  switch (fields?.type) {
    case 'viewer:hello':
      return { type: 'viewer:hello', v: 1 };
    case 'viewer:theme': {
      const { theme } = fields;
      return theme === 'auto' || theme === 'light' || theme === 'dark'
        ? { type: 'viewer:theme', v: 1, theme }
        : undefined;
    }
    case 'viewer:open-section': {
      const { section } = fields;
      return typeof section === 'string' && section !== '' && section.length <= 500
        ? { type: 'viewer:open-section', v: 1, section }
        : undefined;
    }
    case 'viewer:print-expand':
      return isLength(fields.width) ? { type: 'viewer:print-expand', v: 1, width: within(fields.width) } : undefined;
    default:
      return undefined;
  }
};
