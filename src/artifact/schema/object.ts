import * as v from 'valibot';

/** Makes the fields of an object's schema when they are first needed: one page needs few of them. */
const late = <Schema extends { entries: unknown }>(schema: Schema, fields: () => unknown): Schema => {
  let made: unknown;
  return Object.defineProperty(schema, 'entries', { get: () => (made ??= fields()) });
};

/** The schema of an object with these fields and no others. */
export const object = <const Fields extends v.ObjectEntries>(fields: () => Fields) =>
  late(v.strictObject({}) as unknown as v.StrictObjectSchema<Fields, undefined>, fields);

/** The schema of an object with these fields and any others. */
export const openObject = <const Fields extends v.ObjectEntries>(fields: () => Fields) =>
  late(v.looseObject({}) as unknown as v.LooseObjectSchema<Fields, undefined>, fields);
