/** A further condition on a value of the right type. */
export interface Condition {
  type: string;
  requirement: unknown;
}

/** A valibot schema of a value without parts. */
export interface ScalarSchema {
  type: 'string' | 'number' | 'boolean' | 'null' | 'literal' | 'picklist';
  literal?: unknown;
  options?: readonly unknown[];
  /** The schema itself, then conditions. */
  pipe?: readonly Condition[];
}

/** A valibot schema of a value with named parts: fields, or entries that are all alike. */
export type ObjectSchema =
  { type: 'strict_object' | 'loose_object'; entries: Record<string, Schema> } | { type: 'record'; value: Schema };

/** The sorts of valibot schemas by which artifacts are described. */
export type Schema =
  | ScalarSchema
  | ObjectSchema
  | { type: 'array'; item: Schema }
  | { type: 'optional'; wrapped: Schema }
  | { type: 'union'; options: readonly Schema[] }
  | { type: 'lazy'; getter: (input: unknown) => Schema };

const TYPES: Record<ScalarSchema['type'], (value: unknown, schema: ScalarSchema) => boolean> = {
  string: (value) => typeof value === 'string',
  number: (value) => Number.isFinite(value),
  boolean: (value) => typeof value === 'boolean',
  null: (value) => value === null,
  literal: (value, { literal }) => value === literal,
  picklist: (value, { options }) => options?.includes(value) ?? false,
};

const CONDITIONS: Record<string, (value: never, requirement: never) => boolean> = {
  integer: Number.isInteger,
  min_value: (value: number, least: number) => value >= least,
  max_length: (value: string, most: number) => value.length <= most,
  regex: (value: string, pattern: RegExp) => pattern.test(value),
};

/** Whether a value has the type of its schema. */
export const isOfType = (schema: ScalarSchema, value: unknown): boolean => TYPES[schema.type](value, schema);

/** Whether a schema has conditions beside its type. A page's script may have added a `pipe` to all objects. */
export const hasConditions = (schema: ScalarSchema): boolean => Object.hasOwn(schema, 'pipe');

/** The conditions that a value of the type of its schema fails. */
export const failed = (schema: ScalarSchema, value: unknown): Condition[] =>
  (hasConditions(schema) && schema.pipe ? schema.pipe.slice(1) : []).filter(
    ({ type, requirement }) => !CONDITIONS[type]?.(value as never, requirement as never),
  );
