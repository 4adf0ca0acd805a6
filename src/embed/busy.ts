/** Whether any element of ours below still loads, in open shadow roots too. */
export const isBusy = (root: ParentNode): boolean =>
  [...root.querySelectorAll<Element & { status?: unknown }>('*')].some(
    ({ localName, status, shadowRoot }) => (localName.includes('-') && status === 'loading') || (shadowRoot && isBusy(shadowRoot)),
  );
