import { type KeyedReference, remarks } from './reference.js';

/**
 * References as a CSL-JSON file: a list of items whose `id` is the key. CSL has no field for why an item could not be
 * verified: that goes into its `note`.
 */
export const cslJson = (entries: readonly KeyedReference[]): string =>
  JSON.stringify(
    entries.map(({ key, reference }) => {
      const { unverified: _, PMID, ...item } = reference;
      const note = remarks(reference);
      // The CSL-JSON schema wants a type in each item and text as the PMID.
      return {
        ...item,
        id: key,
        type: item.type ?? 'document',
        ...(PMID !== undefined && { PMID: String(PMID) }),
        ...(note && { note }),
      };
    }),
    undefined,
    2,
  );
