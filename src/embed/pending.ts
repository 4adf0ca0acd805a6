import { isFormatting } from '../text/format-queue.js';

/** Whether any of our elements below is still loading or waiting to render or to be formatted, including in open shadow roots. */
export const isPending = (root: ParentNode): boolean =>
  isFormatting() ||
  [...root.querySelectorAll<Element & { status?: unknown; isUpdatePending?: unknown }>('*')].some(
    ({ localName, status, isUpdatePending, shadowRoot }) =>
      (localName.includes('-') && status !== undefined && (status === 'loading' || isUpdatePending === true)) ||
      (shadowRoot && isPending(shadowRoot)),
  );
