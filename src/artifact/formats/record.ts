import type { MissingCode } from '../missing.js';
import { numericOf } from '../numeric.js';
import { type Path, problem, type Problem } from '../copy.js';
import { isRecord, type Numeric } from '../schema/common.js';
import type { Artifact } from '../schema/index.js';

/** An artifact with the problems of its source, by path in the source. */
export interface ConvertedRecord {
  artifact: Artifact;
  problems: Problem[];
}

/** The result of conversion: artifacts (several for a search response) with their problems, or none and the reason. */
export type FromRecord =
  | {
      records: readonly [ConvertedRecord, ...ConvertedRecord[]];
      /** The total number of records that the search found, if stated; the source may contain only some of them. */
      total?: number | undefined;
    }
  | {
      records?: undefined;
      problems: Problem[];
      /** Set for a known format without an artifact: the source's message or why the format is not supported, and what to do. */
      refusal?: { message: string; remedy: string } | undefined;
    };

/** A known format of JSON. */
export interface Format {
  /** Its name for messages, after "expected" and "found": "a ClinicalTrials.gov study (API v2)". Unset for a format that is refused. */
  name?: string;
  /** Whether the data have this format, judged only by their shape, not their address. */
  matches: (data: unknown) => boolean;
  /** Converts the data: plain JSON in which any field may be missing or of another type. Never throws. */
  convert: (data: unknown) => FromRecord;
}

/** A result with one artifact. */
export const single = (artifact: Artifact, problems: Problem[]): FromRecord => ({ records: [{ artifact, problems }] });

/** A result for a known format that is not supported. */
export const refused = (message: string, remedy: string): FromRecord => ({
  problems: [],
  refusal: { message, remedy },
});

/** How many of these names (separated by spaces) a record has; one name alone is not specific enough. */
export const marks = (value: unknown, names: string): number =>
  isRecord(value) ? names.split(' ').filter((name) => Object.hasOwn(value, name)).length : 0;

/** Unwraps a list of one value, and `{}` or `[]` for none, as R's jsonlite writes them. */
const unboxed = (value: unknown): unknown => {
  let inner = value;
  while (Array.isArray(inner) && inner.length < 2) inner = inner[0] as unknown;
  return isRecord(inner) ? (Object.keys(inner).length > 0 ? value : undefined) : Array.isArray(inner) ? value : inner;
};

/**
 * A place in a record. Its getters return undefined for a missing value and record a problem for one that can't be read, so
 * that no unexpected data make a converter throw.
 */
export class Place {
  constructor(
    readonly value: unknown,
    readonly problems: Problem[] = [],
    readonly path: Path = [],
  ) {}

  /** The place at the end of this path. */
  at(...keys: string[]): Place {
    return keys.reduce<Place>((place, key) => {
      const { value, problems, path } = place;
      if (value !== undefined && value !== null && !isRecord(value)) place.#note('an object');
      return new Place(isRecord(value) && Object.hasOwn(value, key) ? value[key] : undefined, problems, [...path, key]);
    }, this);
  }

  /** Whether there is a value. */
  get isThere(): boolean {
    const value = unboxed(this.value);
    return value !== undefined && value !== null && value !== '';
  }

  /** Why there is no value: it could not be read, the field is empty, or there is no such field. */
  get missing(): MissingCode {
    const { value } = this;
    if (value === undefined) return 'not-in-record';
    return value === null || (typeof value === 'string' && !value.trim()) ? 'not-reported' : 'unreadable';
  }

  /** Text that is not empty; numbers and booleans as text. */
  get text(): string | undefined {
    const value = unboxed(this.value);
    if (typeof value === 'number' || typeof value === 'boolean') return String(value);
    if (typeof value === 'string') return value.trim() ? value : undefined;
    return this.#note('text');
  }

  /** A number, or text that is a number. */
  get number(): number | undefined {
    const value = unboxed(this.value);
    if (typeof value === 'number') return value;
    if (typeof value === 'string' && /^\s*[-+]?\d+(\.\d+)?\s*$/.test(value)) return Number(value);
    return this.#note('a number');
  }

  /** A number with all of its printed digits. */
  get numeric(): Numeric | undefined {
    const value = unboxed(this.value);
    return (typeof value === 'string' ? numericOf(value) : this.number) ?? this.#note('a number');
  }

  /** A number of people or things: an integer of 0 or more that JSON represents exactly. */
  get count(): number | undefined {
    const { number } = this;
    return number === undefined || (Number.isSafeInteger(number) && number >= 0)
      ? number
      : this.#note('a whole number, 0 or more');
  }

  get flag(): boolean | undefined {
    const value = unboxed(this.value);
    return typeof value === 'boolean' ? value : this.#note('true or false');
  }

  /** A date as `YYYY`, `YYYY-MM` or `YYYY-MM-DD`; a time of day after it is left out. */
  get date(): string | undefined {
    const match = /^(\d{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01]))?)?)(T[\d:.]+Z?)?$/.exec(this.text ?? '');
    return match ? match[1] : this.isThere ? this.#note('a date as YYYY, YYYY-MM or YYYY-MM-DD') : undefined;
  }

  /** The items of a list; a text or number counts as a list of one. Empty if there is none. */
  get list(): Place[] {
    const { value, problems, path } = this;
    if (Array.isArray(value)) return value.map((item, index) => new Place(item, problems, [...path, index]));
    if (this.isThere && !isRecord(value)) return [this];
    this.#note('a list');
    return [];
  }

  /** The texts of a list, or undefined if there are none. */
  get texts(): string[] | undefined {
    const texts = this.list.flatMap((item) => item.text ?? []);
    return texts.length > 0 ? texts : undefined;
  }

  #note(expected: string): undefined {
    if (!this.isThere) return undefined;
    const found = problem(this.path, expected, this.value);
    if (!this.problems.some(({ path }) => path === found.path)) this.problems.push(found);
    return undefined;
  }
}

/** The entries of a list with the expected shape; each of the others is recorded as a problem. */
export const sorted = (
  list: readonly Place[],
  is: (value: unknown) => boolean,
  expected: string,
): { found: Place[]; others: Problem[] } => ({
  found: list.filter(({ value }) => is(value)),
  others: list.filter(({ value }) => !is(value)).map(({ path, value }) => problem(path, expected, value)),
});

/** The text fields of a place with these names. */
export const texts = <K extends string>(place: Place, ...keys: readonly K[]): Partial<Record<K, string>> =>
  defined(Object.fromEntries(keys.map((key) => [key, place.at(key).text])) as Partial<Record<K, string>>);

/** The fields that are not undefined. */
export const defined = <T extends object>(fields: T): T =>
  Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined && value !== '')) as T;

/** Escapes plain text so that Markdown shows it unchanged. */
export const escaped = <T extends string | undefined>(text: T): T =>
  text?.replace(/[\\`*_[\]<>&#|~^]|^[-+](?=\s)|^\d+(?=[.)]\s)/g, (found) =>
    /\d/.test(found) ? `${found}\\` : `\\${found}`,
  ) as T;

/** Removes Markdown escapes from text that must be plain. */
export const unescaped = <T extends string | undefined>(text: T): T => text?.replace(/\\([!-/:-@[-`{-~])/g, '$1') as T;
