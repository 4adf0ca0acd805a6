/**
 * The `postMessage` protocol between a frame and its host page.
 *
 * Each message is `{ type: 'viewer:…', v: 1, … }`. Lengths are CSS pixels. The version changes only if the meaning of
 * a message does: new fields and messages do not change it, since unknown ones are ignored.
 *
 * 1. Each side sends `hello` as soon as it is listening; the page replies to a frame's hello. So either side may start first.
 * 2. After the page's hello, the frame sends its `height`, and again at each change.
 * 3. The page may set the `theme`, ask the frame to open a section, and ask for the print height.
 */

interface Message<T extends string> {
  type: `viewer:${T}`;
  v: 1;
}

/** From the frame to its host page. No message reveals what the reader does. */
export type ToHost =
  | Message<'hello'>
  /** The height of the frame's content. */
  | (Message<'height'> & { height: number })
  /** The print height: everything expanded, at the requested width. */
  | (Message<'print-expand'> & { height: number });

/** From the page to a frame. */
export type ToFrame =
  | Message<'hello'>
  /** `auto`: the reader's system setting. */
  | (Message<'theme'> & { theme: 'auto' | 'light' | 'dark' })
  /** A section by its deep-link name. */
  | (Message<'open-section'> & { section: string })
  /** The width in print. */
  | (Message<'print-expand'> & { width: number });

/** The minimum and maximum height of a frame, in CSS pixels. Taller content scrolls. */
export const HEIGHTS = { min: 24, max: 100_000 } as const;

const within = (length: number): number => Math.min(Math.max(Math.ceil(length), HEIGHTS.min), HEIGHTS.max);

const isLength = (value: unknown): value is number => typeof value === 'number' && value > 0 && value < Infinity;

/** The fields of a message; undefined if it is not one of ours. */
const fieldsOf = (data: unknown): (Record<string, unknown> & { type: string }) | undefined => {
  if (typeof data !== 'object' || data === null) return undefined;
  const fields = data as Record<string, unknown>;
  return fields.v === 1 && typeof fields.type === 'string'
    ? (fields as Record<string, unknown> & { type: string })
    : undefined;
};

/**
 * Reads a message from a frame. The caller must check the sender by `event.source`.
 * @returns the message with known fields only, its height within `HEIGHTS`; undefined for anything else.
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
 * Reads a message from the host page. The caller must check the sender by `event.source`.
 * @returns the message with known fields only; undefined for anything else.
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
