// Artifacts with one text in every text field, made from the schemas: a field that is added there is filled here without a word.
import type * as v from 'valibot';
import { factParts, MEASURES, Value } from '../../src/artifact/schema/common.js';
import { type Kind, schemas } from '../../src/artifact/schema/index.js';

/** How a fact is written: bare, with its sources, or as several that disagree, one of each kind of value. */
export type Shape = 'bare' | 'sourced' | 'several';

/** The parts of a valibot schema that are read here. */
interface Schema {
  type: string;
  entries?: Record<string, Schema>;
  item?: Schema;
  value?: Schema;
  wrapped?: Schema;
  options?: (Schema | string)[];
  literal?: unknown;
  pipe?: { type: string; requirement?: RegExp }[];
  getter?: (input: unknown) => Schema;
}

/** What text fields with a form of their own can hold. */
const FORMED = ['id', '2019-05', 'NCT00000001'];

/** How often a schema may stand in itself: a section in a section says no more with a third. */
const MOST_DEPTH = 2;

class Filler {
  /** Paths of the text fields that were filled, lists without their numbers: `$.rows[].value.note`. */
  readonly filled = new Set<string>();
  readonly #open = new Map<Schema, number>();

  constructor(
    readonly text: string,
    readonly shape: Shape,
  ) {}

  fill(schema: Schema, path: string): unknown {
    const depth = this.#open.get(schema) ?? 0;
    this.#open.set(schema, depth + 1);
    try {
      return this.#fill(schema, path);
    } finally {
      this.#open.set(schema, depth);
    }
  }

  #text(path: string): string {
    this.filled.add(path);
    return this.text;
  }

  #fill(schema: Schema, path: string): unknown {
    switch (schema.type) {
      case 'string': {
        const form = schema.pipe?.find(({ type }) => type === 'regex')?.requirement;
        if (!form) return this.#text(path);
        const fitting = FORMED.find((text) => form.test(text));
        if (fitting === undefined) throw new Error(`fields.ts: nothing in FORMED fits ${form.source} at ${path}.`);
        return fitting;
      }
      case 'number':
        return 1;
      case 'boolean':
        return true;
      case 'literal':
        return schema.literal;
      case 'picklist':
        return schema.options?.[0];
      case 'optional':
        // The id of another artifact: what it leads to is filled as that.
        return isId(schema.wrapped) || isId(schema.wrapped?.item) ? undefined : this.fill(schema.wrapped!, path);
      case 'array':
        return this.#list(schema, path);
      case 'strict_object':
        return this.#record(schema, path);
      case 'loose_object':
        return { ...this.#record(schema, path), abstract: this.#text(`${path}.*`), custom: { more: this.text } };
      case 'record':
        // The name of an entry is text too.
        return {
          known: this.fill(schema.value!, `${path}.*`),
          [this.#text(`${path} (keys)`)]: this.fill(schema.value!, `${path}.*`),
        };
      case 'union':
        return this.fill(this.#choice(schema.options as Schema[]), path);
      case 'lazy':
        return this.#lazy(schema, path);
      default:
        throw new Error(`fields.ts: fill ${path}, of the schema type ${schema.type}, which nothing here knows.`);
    }
  }

  /** Of alternatives the one that holds the most text: an object before a text, a text before a number. */
  #choice(options: Schema[]): Schema {
    return (
      options.find(({ type }) => type.endsWith('object')) ??
      options.find(({ type, pipe }) => type === 'string' && !pipe) ??
      options[0]!
    );
  }

  #list(schema: Schema, path: string): unknown[] | undefined {
    const item = schema.item!;
    const first = this.fill(item, `${path}[]`);
    if (first === undefined) return undefined;
    if (path.endsWith('.refs')) return ['known', first];
    // Beside one with everything, one with no more than it needs: what is shown in the place of what is missing.
    return this.shape === 'bare' && item.type === 'strict_object'
      ? [first, this.#record(item, `${path}[]`, true)]
      : [first];
  }

  #record(schema: Schema, path: string, onlyNeeded = false): Record<string, unknown> {
    const fields = Object.entries(schema.entries ?? {}).filter(([, field]) => !onlyNeeded || field.type !== 'optional');
    const record = Object.fromEntries<unknown>(
      fields.map(([name, field]) => [name, this.fill(field, `${path}.${name}`)] as const),
    );
    for (const [name, value] of Object.entries(record)) if (value === undefined) delete record[name];
    return record;
  }

  #lazy(schema: Schema, path: string): unknown {
    if (schema === (Value as unknown)) return this.#text(path);
    const parts = factParts.get(schema) as { plain: Schema; sourced: Schema } | undefined;
    if (!parts)
      return (this.#open.get(schema) ?? 0) > MOST_DEPTH ? undefined : this.fill(schema.getter!(undefined), path);
    if (this.shape === 'bare') return this.fill(parts.plain, path);
    const sourced = this.fill(parts.sourced, path) as object;
    if (this.shape === 'sourced') return sourced;
    // Of the measures, those with a text in them.
    const measures = parts.plain === (Value as unknown) ? [MEASURES.number, MEASURES.missing] : [];
    return [sourced, ...measures.map((measure) => ({ value: this.fill(measure as unknown as Schema, path) }))];
  }
}

const isId = (schema: Schema | undefined) =>
  schema?.type === 'string' && schema.pipe?.some(({ requirement }) => requirement?.test('id'));

const filler = (kind: Kind, text: string, shape: Shape) => {
  const fields = new Filler(text, shape);
  const artifact = fields.fill(schemas[kind] as unknown as Schema & v.GenericSchema, '$') as Record<string, unknown>;
  return { fields, artifact };
};

/** The paths of all text fields of a kind of artifact, lists without their numbers. */
export const textFields = (kind: Kind): string[] => [...filler(kind, '', 'several').fields.filled];

/** An artifact of this kind with this text in every text field. */
export const filledWith = (kind: Kind, text: string, shape: Shape): Record<string, unknown> =>
  filler(kind, text, shape).artifact;
