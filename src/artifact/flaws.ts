import { type Condition, failed, isOfType, type ObjectSchema, type Schema } from './check.js';
import { fits } from './checked-copy.js';
import type { Path } from './copy.js';
import { NUMERIC } from './numeric.js';

/** Something that keeps a value from fitting its schema. */
export interface Flaw {
  path: Path;
  /** What was expected, in words. */
  expected: string;
  /** Whether it is a field that the format does not have. */
  isUnknown?: boolean;
  /** Whether the value has the type expected and only fails a condition, such as the form of a date. */
  isOfType?: boolean;
  /** If no option of a union fits, the flaws in the parts of those that come closest. */
  inParts?: Flaw[];
}

const conditionInWords = ({ type, requirement }: Condition): string => {
  if (type === 'integer') return 'a whole number';
  if (type === 'min_value') return `${String(requirement)} or more`;
  if (type === 'max_length') return `at most ${String(requirement)} characters`;
  if (requirement === NUMERIC) return 'a number such as 1.5, or its digits as text such as “1.50”';
  const pattern = String(requirement);
  if (pattern.includes('NCT')) return 'NCT and eight digits';
  return pattern.includes('d{4}') ? 'a date as YYYY, YYYY-MM or YYYY-MM-DD' : 'letters, digits and hyphens';
};

/** The names of the types that a schema accepts. */
const typesOf = (schema: Schema): string[] => {
  switch (schema.type) {
    case 'union':
      return schema.options.flatMap(typesOf);
    case 'picklist':
      return (schema.options ?? []).map((option) => `“${String(option)}”`);
    case 'literal':
      return [typeof schema.literal === 'string' ? `“${schema.literal}”` : String(schema.literal)];
    case 'array':
      return ['Array'];
    case 'strict_object':
    case 'loose_object':
    case 'record':
      return ['Object'];
    default:
      return [schema.type];
  }
};

const flawsInFields = (schema: ObjectSchema, fields: object, path: Path): Flaw[] => {
  const { type } = schema;
  const entries = type === 'record' ? {} : schema.entries;
  const known = Object.entries(entries).flatMap(([key, field]): Flaw[] => {
    const at = [...path, key];
    if (Object.hasOwn(fields, key)) return flawsIn(field, fields[key as never], at);
    return field.type === 'optional' ? [] : [{ path: at, expected: `the field ${key}` }];
  });
  if (type === 'loose_object') return known;
  const others = Object.entries(fields).flatMap(([key, value]): Flaw[] => {
    if (Object.hasOwn(entries, key)) return [];
    const at = [...path, key];
    return type === 'record'
      ? flawsIn(schema.value, value, at)
      : [{ path: at, expected: 'a known field name', isUnknown: true }];
  });
  return [...known, ...others];
};

const flawsIn = (schema: Schema, value: unknown, path: Path): Flaw[] => {
  if (schema.type === 'optional') return flawsIn(schema.wrapped, value, path);
  if (schema.type === 'lazy') return flawsIn(schema.getter(value), value, path);
  // A quick look at the whole spares most parts the search. The artifact itself is here since it did not fit.
  if (path.length > 0 && fits(schema, value)) return [];
  const mismatch = (): Flaw => ({ path, expected: [...new Set(typesOf(schema))].join(' or ') });
  switch (schema.type) {
    case 'array':
      return Array.isArray(value)
        ? value.flatMap((item, index) => flawsIn(schema.item, item, [...path, index]))
        : [mismatch()];
    case 'strict_object':
    case 'loose_object':
    case 'record':
      return typeof value === 'object' && value ? flawsInFields(schema, value, path) : [mismatch()];
    case 'union': {
      const all = schema.options.map((option) => flawsIn(option, value, path));
      if (all.some((flaws) => flaws.length === 0)) return [];
      const close = all.filter((flaws) => flaws.every((flaw) => flaw.isOfType));
      if (close.length === 1) return close.flat();
      const inParts = (close.length > 0 ? close : all).flat().filter((flaw) => flaw.path.length > path.length);
      return [{ ...mismatch(), isOfType: close.length > 0, inParts }];
    }
    default:
      return isOfType(schema, value)
        ? failed(schema, value).map((condition) => ({ path, expected: conditionInWords(condition), isOfType: true }))
        : [mismatch()];
  }
};

/** Everything that keeps a value from fitting its schema. */
export const flaws = (schema: Schema, value: unknown): Flaw[] =>
  flawsIn(schema, value, []).flatMap((flaw) => (flaw.inParts && flaw.inParts.length > 0 ? flaw.inParts : [flaw]));
