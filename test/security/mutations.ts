// Real artifacts with damage at random places, for property-based tests.
import fc from 'fast-check';

/** What may stand where something else should. */
const anything = fc.oneof(
  fc.constantFrom(
    null,
    true,
    0,
    -1,
    0.1,
    1e21,
    -1e308,
    5e-324,
    '',
    ' ',
    '__proto__',
    'constructor',
    '\ud800',
    '\u202e',
    'x'.repeat(5000),
    [],
    {},
    [[]],
    [null],
  ),
  fc.constantFrom(
    '<b>',
    '<!--',
    '[@',
    '[@x](',
    '| a |\n|--',
    '```',
    '&#0;',
    '# ',
    '- '.repeat(50),
    '> '.repeat(50),
    '<table>',
    '2019-13-45',
    'https://',
  ),
  fc.string({ unit: 'binary' }),
  fc.jsonValue({ maxDepth: 2 }),
);

const damage = fc.record({
  /** Counts through all places of the artifact, from the start again after the last. */
  place: fc.nat(),
  how: fc.oneof(
    fc.constant('delete' as const),
    fc.constant('repeat' as const),
    anything.map((value) => ({ value })),
  ),
});

/** One to eight damages. */
export const damages = fc.array(damage, { minLength: 1, maxLength: 8 });

type Damage = { place: number; how: 'delete' | 'repeat' | { value: unknown } };
type Holder = Record<string, unknown> | unknown[];

const placesOf = (value: unknown): [holder: Holder, key: string][] => {
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, item]): [Holder, string][] => [
    [value as Holder, key],
    ...placesOf(item),
  ]);
};

/** A copy of the artifact with the damages done, one after another. */
export const damaged = (artifact: unknown, all: readonly Damage[]): unknown => {
  const copy: unknown = structuredClone(artifact);
  for (const { place, how } of all) {
    const places = placesOf(copy);
    const found = places[place % places.length];
    if (!found) break;
    const [holder, key] = found as [Record<string, unknown>, string];
    if (how === 'delete') {
      if (Array.isArray(holder)) holder.splice(Number(key), 1);
      else delete holder[key];
    } else if (how === 'repeat') {
      if (Array.isArray(holder)) holder.push(structuredClone(holder[Number(key)]));
      else holder[`${key}2`] = structuredClone(holder[key]);
    } else
      Object.defineProperty(holder, key, {
        value: structuredClone(how.value),
        enumerable: true,
        configurable: true,
        writable: true,
      });
  }
  return copy;
};
