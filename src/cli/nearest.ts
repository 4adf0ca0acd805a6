import { closestMatch } from 'leven';

/** The name most likely intended: different case or spacing, or a few letters off; undefined if none is close. */
export const nearest = (name: string, names: readonly string[]): string | undefined => {
  const plain = (text: string) => text.toLowerCase().replaceAll(/[-_\s]/g, '');
  const same = names.find((candidate) => plain(candidate) === plain(name));
  if (same !== undefined) return same;
  const byPlain = new Map(names.map((candidate) => [plain(candidate), candidate]));
  const close = closestMatch(plain(name), [...byPlain.keys()], {
    maxDistance: Math.max(1, Math.floor(name.length / 3)),
  });
  if (close !== undefined) return byPlain.get(close);
  // A name cut short, or with a word more: `dose` for `dosage` is near by letters; `enrollmentCount` for `enrollment` is not.
  const part = names.filter(
    (candidate) =>
      plain(name).length > 3 && (plain(candidate).startsWith(plain(name)) || plain(name).startsWith(plain(candidate))),
  );
  return part.length === 1 ? part[0] : undefined;
};
