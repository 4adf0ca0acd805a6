/** Formatters are costly to make and made once a language and kind. */
const kept = new Map<string, unknown>();
export const keep = <T>(key: string, make: () => T): T => {
  if (!kept.has(key)) kept.set(key, make());
  return kept.get(key) as T;
};
