import { failed, hasConditions, isOfType, type ObjectSchema, type ScalarSchema, type Schema } from './check.js';
import { fit, MAX_DEPTH, MAX_ENTRIES, MAX_VALUES, mostNeededFirst } from './copy.js';
import { isRecord } from './schema/common.js';
import { type Artifact, isKind, schemas } from './schema/index.js';
import { renewSpread } from './spread.js';

/** Copies a value that fits its schema. Returns undefined for any other, and for one about which there is something to report. */
type Reader = (value: unknown, depth: number, count: { values: number }) => unknown;

const refuse: Reader = () => undefined;

const readText: Reader = (value) => (typeof value === 'string' ? fit(value) : undefined);

const scalarReader = (schema: ScalarSchema): Reader => {
  if (schema.type === 'string' && !hasConditions(schema)) return readText;
  return (value) => {
    const found = typeof value === 'string' ? fit(value) : value;
    return isOfType(schema, found) && failed(schema, found).length === 0 ? found : undefined;
  };
};

const listReader =
  (read: Reader): Reader =>
  (value, depth, count) => {
    if (!Array.isArray(value) || depth >= MAX_DEPTH || value.length > MAX_ENTRIES) return undefined;
    if ((count.values += value.length) > MAX_VALUES) return undefined;
    const copy: unknown[] = [];
    for (const item of value as unknown[]) {
      const copied = read(item ?? null, depth + 1, count);
      if (copied === undefined) return undefined;
      copy.push(copied);
    }
    return copy;
  };

const recordReader = (schema: ObjectSchema): Reader => {
  const entries = schema.type === 'record' ? {} : schema.entries;
  const isStrict = schema.type === 'strict_object';
  const required = Object.keys(entries).filter((key) => entries[key]?.type !== 'optional');
  const readers = new Map<string, Reader>();
  const readerFor = (key: string): Reader => {
    const field = Object.hasOwn(entries, key) && entries[key];
    if (!field) return schema.type === 'record' ? readerOf(schema.value) : isStrict ? refuse : readAny;
    const reader = readerOf(field);
    readers.set(key, reader);
    return reader;
  };
  return (value, depth, count) => {
    if (!isRecord(value) || depth >= MAX_DEPTH) return undefined;
    const keys = Object.keys(value);
    if (keys.length > MAX_ENTRIES || (count.values += keys.length) > MAX_VALUES) return undefined;
    const copy: Record<string, unknown> = {};
    for (const key of mostNeededFirst(value, keys)) {
      if (key === '__proto__') return undefined;
      const field = value[key];
      if (field === undefined) continue;
      const copied = (readers.get(key) ?? readerFor(key))(field, depth + 1, count);
      if (copied === undefined) return undefined;
      copy[key] = copied;
    }
    for (const key of required) if (!Object.hasOwn(copy, key)) return undefined;
    // A strict object that fits has no field of an earlier format.
    if (!isStrict) renewSpread(copy);
    return copy;
  };
};

const makeReader = (schema: Schema): Reader => {
  switch (schema.type) {
    case 'optional':
      return readerOf(schema.wrapped);
    case 'lazy':
      return (value, depth, count) => readerOf(schema.getter(value))(value, depth, count);
    case 'union':
      return (value, depth, count) => {
        for (const option of schema.options) {
          const copied = readerOf(option)(value, depth, count);
          if (copied !== undefined) return copied;
        }
        return undefined;
      };
    case 'array':
      return listReader(readerOf(schema.item));
    case 'strict_object':
    case 'loose_object':
    case 'record':
      return recordReader(schema);
    default:
      return scalarReader(schema);
  }
};

const readers = new WeakMap<Schema, Reader>();

const readerOf = (schema: Schema): Reader => {
  const known = readers.get(schema);
  if (known) return known;
  const reader = makeReader(schema);
  readers.set(schema, reader);
  return reader;
};

const readAnyRecord = recordReader({ type: 'loose_object', entries: {} });
const readAnyList = listReader((...at) => readAny(...at));

/** Copies any JSON. */
const readAny: Reader = (value, depth, count) => {
  if (typeof value === 'string') return fit(value);
  if (value === null || typeof value === 'boolean' || Number.isFinite(value)) return value;
  return Array.isArray(value) ? readAnyList(value, depth, count) : readAnyRecord(value, depth, count);
};

/** Whether a part of a copy fits its schema. */
export const fits = (schema: Schema, value: unknown): boolean =>
  readerOf(schema)(value, 0, { values: 0 }) !== undefined;

/**
 * Copies an artifact that has no problem; undefined for any other input. Each value is copied by what checks it, so that an
 * artifact is walked once.
 */
export const checkedCopy = (input: unknown): Artifact | undefined => {
  try {
    if (!isRecord(input) || !isKind(input.kind)) return undefined;
    return readerOf(schemas[input.kind] as unknown as Schema)(input, 0, { values: 1 }) as Artifact | undefined;
  } catch {
    // An object from a page's script may have getters or be a proxy, either of which may throw.
    return undefined;
  }
};
