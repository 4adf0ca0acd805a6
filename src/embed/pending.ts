/** Whether any element of ours below still loads or waits to be rendered, in open shadow roots too. */
export const isPending = (root: ParentNode): boolean =>
  [...root.querySelectorAll<Element & { status?: unknown; isUpdatePending?: unknown }>('*')].some(
    ({ localName, status, isUpdatePending, shadowRoot }) =>
      (localName.includes('-') && status !== undefined && (status === 'loading' || isUpdatePending === true)) ||
      (shadowRoot && isPending(shadowRoot)),
  );
