import { wellFormed } from './identifiers.js';
import type { MissingCode } from './missing.js';
import { isRecord } from './schema/common.js';

/** Part of the data that could not be read. Only that part was left out. */
export interface Problem {
  /** Where, as a JSON path: `$.outcomes[2].results[0].value`. Shortened if the names in the file are very long. */
  path: string;
  /** What was expected, in words. */
  expected: string;
  /** What was found, shortened. */
  found: string;
}

/** The maximum nesting depth of JSON. Real artifacts stay under 12; recursion is safe far beyond 64. */
export const MAX_DEPTH = 64;

/** The maximum length of a list and number of fields of an object. The longest registry lists (adverse events) stay under 3,000. */
export const MAX_ENTRIES = 5_000;

/** The maximum number of values in an artifact. Registry records of 1 MB have about 60,000. */
export const MAX_VALUES = 250_000;

/**
 * Halves of surrogate pairs, and bidirectional control characters: these change the direction of the text that follows,
 * even in the next field.
 */
const UNSAFE = /[\uD800-\uDFFF\u202A-\u202E\u2066-\u2069]/;

/**
 * Makes text safe to place next to other text: lone surrogates become U+FFFD, so that every encoder accepts it;
 * characters that reverse text are removed (they could turn 10 into 01), and open isolates are closed.
 */
export const fit = (text: string): string => {
  if (!UNSAFE.test(text)) return text;
  const clean = wellFormed(text).replace(/[\u202A-\u202E]/g, '');
  let open = 0;
  for (const [character] of clean.matchAll(/[\u2066-\u2069]/g))
    open = Math.max(0, open + (character === '\u2069' ? -1 : 1));
  return clean + '\u2069'.repeat(open);
};

/** The keys and indexes of a location in JSON. */
export type Path = (string | number)[];

/** A JSON path in the notation of RFC 9535. */
export const jsonPath = (path: readonly (string | number)[]): string =>
  '$' +
  path
    .map((key) =>
      typeof key === 'number' ? `[${key}]` : /^[A-Za-z_$][\w$]*$/.test(key) ? `.${key}` : `[${JSON.stringify(key)}]`,
    )
    .join('');

const cut = (text: string, most: number): string => (text.length > most ? `${text.slice(0, most - 1)}…` : text);

const shown = (value: unknown): string => {
  if (value === undefined) return 'nothing';
  if (Array.isArray(value)) return `a list of ${value.length}`;
  if (isRecord(value)) return cut(`an object with ${Object.keys(value).slice(0, 5).join(', ') || 'no fields'}`, 200);
  // `JSON.stringify` gives undefined for symbols and functions, and throws at big integers.
  const text =
    (typeof value === 'bigint' ? undefined : (JSON.stringify(value) as string | undefined)) ?? `a ${typeof value}`;
  return cut(text, 80);
};

/** Describes a problem at a path, with the value found there in words. */
export const problem = (path: Path, expected: string, value: unknown): Problem => ({
  path: cut(jsonPath(path), 500),
  expected,
  found: shown(value),
});

/** Sorts keys so that no long list can crowd out the essentials: first simple values such as the kind and title, then boxed warnings. */
export const mostNeededFirst = (record: Record<string, unknown>, keys: string[]): string[] => {
  const rank = (key: string) =>
    typeof record[key] !== 'object' ? 0 : key === 'boxedWarning' ? 1 : key === 'safety' ? 2 : 3;
  return Object.hasOwn(record, 'boxedWarning') || Object.hasOwn(record, 'kind')
    ? keys.sort((a, b) => rank(a) - rank(b))
    : keys;
};

/** A plain copy of JSON data that remembers the path of each object and list in the input. */
export class Copy {
  readonly problems: Problem[] = [];
  readonly #origin = new WeakMap<object, Path>();
  /** The path of the value that is being copied. */
  readonly #path: Path = [];
  readonly data: unknown;
  #values = 0;
  readonly #marks = new WeakSet<object>();

  /** @param renew modifies each object of the copy once it is complete. */
  constructor(
    input: unknown,
    readonly renew?: (record: Record<string, unknown>) => void,
  ) {
    try {
      this.data = this.#copy(input);
    } catch {
      // An object from a page's script may have getters or be a proxy, either of which may throw.
      this.data = undefined;
    }
  }

  /** Copies own fields only, without `__proto__` or anything that JSON can't represent, up to `MAX_VALUES`; texts pass through `fit`. */
  #copy(value: unknown): unknown {
    if (this.#path.length > MAX_DEPTH) {
      this.problems.push(problem(this.#path, `at most ${MAX_DEPTH} levels of nesting`, value));
      return undefined;
    }
    if (++this.#values > MAX_VALUES) {
      if (this.#values === MAX_VALUES + 1)
        this.#name(
          `at most ${MAX_VALUES.toLocaleString('en')} values in all`,
          'more: the rest are left out and appear only in the artifact’s own JSON',
        );
      return undefined;
    }
    if (typeof value === 'string') return fit(value);
    if (value === null || typeof value === 'boolean') return value;
    if (typeof value === 'number' && Number.isFinite(value)) return value;
    if (Array.isArray(value)) {
      this.#nameExcess(value.length, 'entries');
      const list: unknown[] = [];
      for (const [index, item] of value.slice(0, MAX_ENTRIES).entries()) {
        if (this.#values > MAX_VALUES) break;
        list.push(this.#part(item, index) ?? null);
      }
      return list;
    }
    if (isRecord(value)) {
      const record: Record<string, unknown> = {};
      const keys = Object.keys(value);
      this.#nameExcess(keys.length, 'fields');
      for (const key of mostNeededFirst(value, keys.slice(0, MAX_ENTRIES))) {
        if (this.#values > MAX_VALUES) break;
        const item = key === '__proto__' ? undefined : this.#part(value[key], key);
        if (item !== undefined) record[key] = item;
        else if (key === '__proto__')
          this.problems.push(problem([...this.#path, key], 'a field name that is not reserved', '__proto__'));
      }
      this.renew?.(record);
      return record;
    }
    if (value !== undefined) this.#name('text, a number, true, false, null, a list or an object', `a ${typeof value}`);
    return undefined;
  }

  /** Copies the value of a field or an entry of a list. */
  #part(value: unknown, key: string | number): unknown {
    this.#path.push(key);
    const copy = this.#copy(value);
    if (typeof copy === 'object' && copy) this.#origin.set(copy, [...this.#path]);
    this.#path.pop();
    return copy;
  }

  #name(expected: string, found: string): void {
    this.problems.push({ path: jsonPath(this.#path), expected, found });
  }

  /** Reports the excess of a list or object that is longer than `MAX_ENTRIES`. */
  #nameExcess(length: number, what: string): void {
    if (length > MAX_ENTRIES)
      this.#name(
        `at most ${MAX_ENTRIES.toLocaleString('en')} ${what}`,
        `${length.toLocaleString('en')}: the last ${(length - MAX_ENTRIES).toLocaleString('en')} are left out and appear only in the artifact’s own JSON`,
      );
  }

  /** The path in the input for a path in the copy. They differ once items are removed from lists. */
  originOf(path: Path): Path {
    let value = this.data;
    let origin: Path = [];
    for (const key of path) {
      value = (value as Record<string | number, unknown> | undefined)?.[key];
      origin = (typeof value === 'object' && value && this.#origin.get(value)) || [...origin, key];
    }
    return origin;
  }

  at(path: Path): unknown {
    return path.reduce<unknown>(
      (value, key) => (value as Record<string | number, unknown> | undefined)?.[key],
      this.data,
    );
  }

  /** Marks a field as unreadable. Returns false if the path does not lead to a field. */
  mark(path: Path): boolean {
    const parent = this.at(path.slice(0, -1));
    const last = path.at(-1);
    if (!isRecord(parent) || typeof last !== 'string') return false;
    const mark = { missing: 'unreadable' satisfies MissingCode };
    this.#marks.add(mark);
    parent[last] = mark;
    return true;
  }

  /** The part of the path up to a mark set by `mark`; undefined if the path has none. */
  markOn(path: Path): Path | undefined {
    const length = path.findIndex((_, index) => this.#marks.has(this.at(path.slice(0, index + 1)) as object));
    return length < 0 ? undefined : path.slice(0, length + 1);
  }

  /** Removes the value at the path. Returns false if there was none. */
  remove(path: Path): boolean {
    const parent = this.at(path.slice(0, -1));
    const last = path.at(-1);
    if (Array.isArray(parent) && typeof last === 'number') return parent.splice(last, 1).length > 0;
    return isRecord(parent) && last !== undefined && Object.hasOwn(parent, last) && delete parent[last];
  }
}
