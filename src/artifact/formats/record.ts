import type { MissingCode } from '../missing.js';
import { numericOf } from '../numeric.js';
import { type Path, problem, type Problem } from '../parse.js';
import { isRecord, type Numeric } from '../schema/common.js';
import type { Artifact } from '../schema/index.js';

/** An artifact with the fields of its source that could not be read, by their paths in the source. */
export interface ConvertedRecord {
  artifact: Artifact;
  problems: Problem[];
}

/** What JSON became: artifacts (several for a search answer), each with its problems; or none, and why. */
export type FromRecord =
  | {
      records: readonly [ConvertedRecord, ...ConvertedRecord[]];
      /** How many the source's search found in all, where it says so: it may have sent a part of them only. */
      total?: number | undefined;
    }
  | {
      records?: undefined;
      problems: Problem[];
      /** What the source says, or why its format is not taken, and what to do: for a shape that is known and holds no artifact. */
      refusal?: { message: string; remedy: string } | undefined;
    };

/** A shape of JSON that is known. */
export interface Format {
  /** What it is, in words that fit after "expected" and "found": "a ClinicalTrials.gov study (API v2)". Unset for a shape that is refused. */
  name?: string;
  /** Whether the data have this shape. By the shape alone: the address is not asked. */
  matches: (data: unknown) => boolean;
  /** Reads the data. They are plain JSON; all of their fields may be missing or of another type. Never throws. */
  convert: (data: unknown) => FromRecord;
}

/** One artifact as the whole answer. */
export const single = (artifact: Artifact, problems: Problem[]): FromRecord => ({ records: [{ artifact, problems }] });

/** A known shape that is not taken. */
export const refused = (message: string, remedy: string): FromRecord => ({
  problems: [],
  refusal: { message, remedy },
});

/** How many of these names (with spaces between them) a record has: one name alone could be in anybody's JSON. */
export const marks = (value: unknown, names: string): number =>
  isRecord(value) ? names.split(' ').filter((name) => Object.hasOwn(value, name)).length : 0;

/** The value of a list that holds one: R's jsonlite writes each value so, and `{}` or `[]` for none. */
const unboxed = (value: unknown): unknown => {
  let inner = value;
  while (Array.isArray(inner) && inner.length < 2) inner = inner[0] as unknown;
  return isRecord(inner) ? (Object.keys(inner).length > 0 ? value : undefined) : Array.isArray(inner) ? value : inner;
};

/**
 * A place in a record. Reads what is asked for and notes what is there but can't be read; what is not there is undefined.
 * So a converter says what it wants, and none of a record's surprises make it throw.
 */
export class Place {
  constructor(
    readonly value: unknown,
    readonly problems: Problem[] = [],
    readonly path: Path = [],
  ) {}

  /** The field at the end of these names. */
  at(...keys: string[]): Place {
    return keys.reduce<Place>((place, key) => {
      const { value, problems, path } = place;
      if (value !== undefined && value !== null && !isRecord(value)) place.#note('an object');
      return new Place(isRecord(value) && Object.hasOwn(value, key) ? value[key] : undefined, problems, [...path, key]);
    }, this);
  }

  /** Whether there is anything. */
  get isThere(): boolean {
    const value = unboxed(this.value);
    return value !== undefined && value !== null && value !== '';
  }

  /** Why there is no value here: it could not be read, its field is empty, or there is no such field. */
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

  /** A number, also where it stands as text. */
  get number(): number | undefined {
    const value = unboxed(this.value);
    if (typeof value === 'number') return value;
    if (typeof value === 'string' && /^\s*[-+]?\d+(\.\d+)?\s*$/.test(value)) return Number(value);
    return this.#note('a number');
  }

  /** A number with every digit that it has as text. */
  get numeric(): Numeric | undefined {
    const value = unboxed(this.value);
    return (typeof value === 'string' ? numericOf(value) : this.number) ?? this.#note('a number');
  }

  /** A number of people or things: whole, 0 or more, and no longer than JSON can tell. */
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

  /** The items of a list, or a text or number that stands in place of a list of one; none where there is no list. */
  get list(): Place[] {
    const { value, problems, path } = this;
    if (Array.isArray(value)) return value.map((item, index) => new Place(item, problems, [...path, index]));
    if (this.isThere && !isRecord(value)) return [this];
    this.#note('a list');
    return [];
  }

  /** The texts of a list, or undefined where there are none. */
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

/** The entries of a list that have a shape, and a problem for each that has not: none is left out in silence. */
export const sorted = (
  list: readonly Place[],
  is: (value: unknown) => boolean,
  expected: string,
): { found: Place[]; others: Problem[] } => ({
  found: list.filter(({ value }) => is(value)),
  others: list.filter(({ value }) => !is(value)).map(({ path, value }) => problem(path, expected, value)),
});

/** The fields that have a value: an artifact has no field that says nothing. */
export const defined = <T extends object>(fields: T): T =>
  Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined && value !== '')) as T;

/** Plain text as Markdown that shows it unchanged. */
export const escaped = <T extends string | undefined>(text: T): T =>
  text?.replace(/[\\`*_[\]<>&#|~^]|^[-+](?=\s)|^\d+(?=[.)]\s)/g, (found) =>
    /\d/.test(found) ? `${found}\\` : `\\${found}`,
  ) as T;

/** The characters that Markdown's escapes stand for, where text with escapes has to be plain. */
export const unescaped = <T extends string | undefined>(text: T): T => text?.replace(/\\([!-/:-@[-`{-~])/g, '$1') as T;
