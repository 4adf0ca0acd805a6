import { wellFormed } from './identifiers.js';
import * as v from 'valibot';
import type { MissingCode } from './missing.js';
import { NUMERIC } from './numeric.js';
import { isRecord } from './schema/common.js';
import { renewSpread } from './spread.js';
import { type Artifact, isKind, type Kind, schemas } from './schema/index.js';

/** Part of the data that could not be read. Only that part was left out. */
export interface Problem {
  /** Where, as a JSON path: `$.outcomes[2].results[0].value`. Shortened if the names in the file are very long. */
  path: string;
  /** What was expected, in words. */
  expected: string;
  /** What was found, shortened. */
  found: string;
}

/** The result of `parse`: an artifact and the problems of its fields, or only the problems. */
export type Parsed = { artifact: Artifact; problems: Problem[] } | { artifact?: undefined; problems: Problem[] };

/** The maximum nesting depth of JSON. Real artifacts stay under 12; recursion is safe far beyond 64. */
export const MAX_DEPTH = 64;

/** The maximum length of a list and number of fields of an object. The longest registry lists (adverse events) stay under 3,000. */
export const MAX_ENTRIES = 5_000;

/** The maximum number of values in an artifact. Registry records of 1 MB have about 60,000. */
export const MAX_VALUES = 250_000;

/** The maximum number of problems listed; the last one then states how many more there are. */
export const MAX_PROBLEMS = 2_000;

/** Bidirectional control characters: they change the direction of the text that follows, even in the next field. */
const TURNS = /[\u202A-\u202E\u2066-\u2069]/;

/**
 * Makes text safe to place next to other text: lone surrogates become U+FFFD, so that every encoder accepts it;
 * characters that reverse text are removed (they could turn 10 into 01), and open isolates are closed.
 */
const fit = (text: string): string => {
  const whole = wellFormed(text);
  if (!TURNS.test(whole)) return whole;
  const clean = whole.replace(/[\u202A-\u202E]/g, '');
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
const mostNeededFirst = (record: Record<string, unknown>, keys: string[]): string[] => {
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
  readonly data: unknown;
  #values = 0;
  readonly #marks = new WeakSet<object>();

  /** @param renew modifies each object of the copy once it is complete. */
  constructor(
    input: unknown,
    readonly renew?: (record: Record<string, unknown>) => void,
  ) {
    try {
      this.data = this.#copy(input, []);
    } catch {
      // An object from a page's script may have getters or be a proxy, either of which may throw.
      this.data = undefined;
    }
  }

  /** Copies own fields only, without `__proto__` or anything that JSON can't represent, up to `MAX_VALUES`; texts pass through `fit`. */
  #copy(value: unknown, path: Path): unknown {
    if (path.length > MAX_DEPTH) {
      this.problems.push(problem(path, `at most ${MAX_DEPTH} levels of nesting`, value));
      return undefined;
    }
    if (++this.#values > MAX_VALUES) {
      if (this.#values === MAX_VALUES + 1)
        this.problems.push({
          path: jsonPath(path),
          expected: `at most ${MAX_VALUES.toLocaleString('en')} values in all`,
          found: `more: the rest are left out and appear only in the artifact’s own JSON`,
        });
      return undefined;
    }
    if (typeof value === 'string') return fit(value);
    if (value === null || typeof value === 'boolean') return value;
    if (typeof value === 'number' && Number.isFinite(value)) return value;
    if (Array.isArray(value)) {
      this.#name(value.length, 'entries', path);
      const list: unknown[] = [];
      for (const [index, item] of value.slice(0, MAX_ENTRIES).entries()) {
        if (this.#values > MAX_VALUES) break;
        list.push(this.#copy(item, [...path, index]) ?? null);
      }
      this.#origin.set(list, path);
      return list;
    }
    if (isRecord(value)) {
      const record: Record<string, unknown> = {};
      this.#origin.set(record, path);
      const keys = Object.keys(value);
      this.#name(keys.length, 'fields', path);
      for (const key of mostNeededFirst(value, keys.slice(0, MAX_ENTRIES))) {
        if (this.#values > MAX_VALUES) break;
        const item = key === '__proto__' ? undefined : this.#copy(value[key], [...path, key]);
        if (item !== undefined) record[key] = item;
        else if (key === '__proto__')
          this.problems.push(problem([...path, key], 'a field name that is not reserved', '__proto__'));
      }
      this.renew?.(record);
      return record;
    }
    if (value !== undefined)
      this.problems.push({
        path: jsonPath(path),
        expected: 'text, a number, true, false, null, a list or an object',
        found: `a ${typeof value}`,
      });
    return undefined;
  }

  /** Reports the excess of a list or object that is longer than `MAX_ENTRIES`. */
  #name(length: number, what: string, path: Path): void {
    if (length > MAX_ENTRIES)
      this.problems.push({
        path: jsonPath(path),
        expected: `at most ${MAX_ENTRIES.toLocaleString('en')} ${what}`,
        found: `${length.toLocaleString('en')}: the last ${(length - MAX_ENTRIES).toLocaleString('en')} are left out and appear only in the artifact’s own JSON`,
      });
  }

  /** The path in the input for a path in the copy. They differ once items are removed from lists. */
  originOf(path: Path): Path {
    let value: unknown = this.data;
    let origin: Path = [];
    path.forEach((key, depth) => {
      value = (value as Record<string | number, unknown> | undefined)?.[key];
      origin = (typeof value === 'object' && value && this.#origin.get(value)) || [...origin, path[depth] ?? ''];
    });
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

/** Limits the list of problems, and states how many were cut. */
const capped = (problems: Problem[]): Problem[] =>
  problems.length <= MAX_PROBLEMS
    ? problems
    : [
        ...problems.slice(0, MAX_PROBLEMS - 1),
        {
          path: '$',
          expected: 'data of this format',
          found: `${(problems.length - MAX_PROBLEMS + 1).toLocaleString('en')} more fields that could not be read`,
        },
      ];

interface Flaw {
  path: Path;
  expected: string;
  /** Whether it is a field that the format does not have. */
  isUnknown: boolean;
}

const NUMBER_IN_WORDS = 'a number such as 1.5, or its digits as text such as “1.50”';

/** Rephrases a valibot issue for readers who do not know valibot. */
const inWords = (issue: v.BaseIssue<unknown>): string => {
  if (issue.type === 'strict_object' && issue.expected === 'never') return 'a known field name';
  if (issue.type === 'strict_object' && issue.received === 'undefined')
    return `the field ${issue.expected}`.replaceAll('"', '');
  if (issue.type === 'max_length') return `at most ${String(issue.requirement)} characters`;
  if (issue.type === 'regex')
    return issue.requirement === NUMERIC
      ? NUMBER_IN_WORDS
      : issue.expected?.includes('NCT')
        ? 'NCT and eight digits'
        : issue.expected?.includes('\\d{4}')
          ? 'a date as YYYY, YYYY-MM or YYYY-MM-DD'
          : 'letters, digits and hyphens';
  return (issue.expected ?? issue.message)
    .replaceAll(' | ', ' or ')
    .replace(/^\((.*)\)$/, '$1')
    .replaceAll(/"(.*?)"/g, '“$1”');
};

/** If no variant of a union fits, returns the issues inside the closest one, so that only the faulty fields are lost. */
const inside = (issue: v.BaseIssue<unknown>): v.BaseIssue<unknown>[] => {
  const nested = (issue.issues ?? []).filter(({ path }) => path);
  return nested.length > 0
    ? nested.map((one) => ({ ...one, path: [...(issue.path ?? []), ...(one.path ?? [])] }) as v.BaseIssue<unknown>)
    : [issue];
};

const flaws = (schema: v.GenericSchema, value: unknown): Flaw[] => {
  const result = v.safeParse(schema, value);
  return (result.issues ?? []).flatMap(inside).map((issue) => ({
    path: (issue.path ?? []).map((item) => item.key as string | number),
    expected: inWords(issue),
    isUnknown: issue.type === 'strict_object' && issue.expected === 'never',
  }));
};

/**
 * Reads any input as an artifact.
 *
 * Never throws. Each field that can't be read is listed in `problems`; a fact is replaced by
 * `{ "missing": "unreadable" }`, any other field is left out. If a required field is missing, the smallest optional part
 * that contains it is left out. The result has no artifact only if the input is not an object, its kind is unknown, or
 * its id or title is unusable.
 *
 * @param input the result of `JSON.parse`, or anything else.
 * @param kind the only kind to accept; unset, any.
 */
export const parse = (input: unknown, kind?: Kind): Parsed => {
  const copy = new Copy(input, renewSpread);
  const { data, problems } = copy;
  if (!isRecord(data))
    return {
      problems: [
        ...problems,
        problem([], 'a JSON object', data ?? (typeof input === 'object' ? 'something other than JSON' : typeof input)),
      ],
    };
  if (!isKind(data.kind))
    return { problems: [...problems, problem(['kind'], `one of ${Object.keys(schemas).join(', ')}`, data.kind)] };
  if (kind && data.kind !== kind) return { problems: [...problems, problem(['kind'], `“${kind}”`, data.kind)] };

  const schema = schemas[data.kind] as v.GenericSchema<unknown, Artifact>;
  const named = new Set<string>();
  /** Paths that contain a flaw: later errors there follow from its removal and have already been reported. */
  const holders = new Set<string>();
  for (;;) {
    const found = flaws(schema, data);
    let isMarked = false;
    if (found.length === 0) return { artifact: data as unknown as Artifact, problems: capped(problems) };
    const doomed = new Map<string, Path>();
    for (const { path, expected, isUnknown } of found) {
      const mark = copy.markOn(path);
      if (mark) {
        doomed.set(jsonPath(mark), mark);
        continue;
      }
      const origin = copy.originOf(path);
      const place = jsonPath(origin);
      const value = copy.at(path);
      if (!named.has(place) && !holders.has(place)) problems.push(problem(origin, expected, value));
      named.add(place);
      for (let depth = 1; depth < origin.length; depth++) holders.add(jsonPath(origin.slice(0, depth)));
      // A missing required field removes its parent.
      const target = value === undefined ? path.slice(0, -1) : path;
      if (target.length === 0) return { problems: capped(problems) };
      // References accept any field, so a mark in place of one would look like a work.
      if (value !== undefined && !isUnknown && path[0] !== 'references' && copy.mark(path)) {
        isMarked = true;
        continue;
      }
      doomed.set(jsonPath(target), target);
    }
    // From the end of each list, so that the remaining indexes stay valid.
    const order = [...doomed.values()].sort((a, b) => b.length - a.length || Number(b.at(-1)) - Number(a.at(-1)) || 0);
    if (!order.map((path) => copy.remove(path)).some(Boolean) && !isMarked) return { problems: capped(problems) };
  }
};
