import { isRecord } from '../../artifact/schema/common.js';
import { isKind, schemas } from '../../artifact/schema/index.js';
import type { Path } from '../json.js';

/** The parts of a valibot schema that define an object's fields. */
interface Schema {
  type: string;
  entries?: Record<string, Schema>;
  wrapped?: Schema;
  item?: Schema;
  value?: Schema;
  options?: (Schema | string)[];
  getter?: (input: unknown) => Schema;
  pipe?: Schema[];
}

/** The schema inside optional and lazy schemas, for a given value. */
const inner = (schema: Schema | undefined, value: unknown): Schema | undefined => {
  if (schema?.wrapped) return inner(schema.wrapped, value);
  if (schema?.type === 'lazy' && schema.getter) return inner(schema.getter(value), value);
  if (schema?.type === 'union' && isRecord(value)) {
    const objects = (schema.options ?? []).filter(
      (option): option is Schema => typeof option !== 'string' && Boolean(inner(option, value)?.entries),
    );
    return inner(objects[0], value) ?? schema;
  }
  return schema;
};

const schemaAt = (artifact: unknown, path: Path): Schema | undefined => {
  const kind = isRecord(artifact) && isKind(artifact.kind) ? artifact.kind : undefined;
  let schema = kind && inner(schemas[kind] as unknown as Schema, artifact);
  let value = artifact;
  for (const step of path) {
    value = (value as Record<string | number, unknown> | undefined)?.[step];
    const next = typeof step === 'number' ? schema?.item : (schema?.entries?.[step] ?? schema?.value);
    schema = inner(next, value);
  }
  return schema;
};

/** The names of the fields allowed in the object at a path; none if it is not an object of this format. */
export const fieldsAt = (artifact: unknown, path: Path): string[] =>
  Object.keys(schemaAt(artifact, path)?.entries ?? {});

/** The allowed words of a field that is an enumeration. */
export const wordsAt = (artifact: unknown, path: Path): string[] => {
  const options = schemaAt(artifact, path)?.options ?? [];
  return options.filter((option): option is string => typeof option === 'string');
};
