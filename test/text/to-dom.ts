import { toFragment } from '../../src/text/render.js';

/** A text as what it is in a browser: DOM. */
export const toDom = toFragment as (...given: Parameters<typeof toFragment>) => DocumentFragment | string;
