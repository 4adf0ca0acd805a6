import type { Item } from './csl.js';

const leaves = (value: unknown): string[] => {
  if (typeof value === 'string' || typeof value === 'number') return [String(value)];
  if (typeof value !== 'object' || value === null) return [];
  return Object.values(value).flatMap(leaves);
};

const bare = (text: string) => text.toLowerCase().replaceAll(/<[^>]*>|[^\p{L}\p{N}]/gu, '');

/** Whether a CSL item contains a text, ignoring punctuation and case. */
export const holds = (item: Item, text: string): boolean =>
  leaves(item).some((leaf) => bare(leaf).includes(bare(text)));

/**
 * The fields of an entry that its CSL item lacks, kept in CSL's `custom` so that nothing is lost.
 * @param fields name and text of each field of the entry; a name may occur several times.
 */
export const leftOver = (fields: readonly (readonly [name: string, text: string])[], item: Item) => {
  const kept = leaves(item).map(bare);
  const all = kept.join('\n');
  const left: Record<string, string> = {};
  for (const [name, text] of fields) {
    if (bare(text) === '' || (bare(text).length > 3 && all.includes(bare(text)))) continue;
    // Each value of the item accounts for one field: `number = 3` does not preserve `chapter = 3`.
    const place = kept.indexOf(bare(text));
    if (place >= 0) kept.splice(place, 1);
    else left[name] = left[name] === undefined ? text : `${left[name]}; ${text}`;
  }
  return Object.keys(left).length > 0 ? { custom: left } : {};
};
