/**
 * Makes the published JSON Schema (draft 2020-12) from the valibot schemas in src/artifact/schema/.
 *
 * Usage: node src/build/json-schema.mjs [--out FILE]   (dist/artifact.schema.json if unset)
 */
import { mkdir, readdir, writeFile } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { parseArgs } from 'node:util';
import { toJsonSchemaDefs } from '@valibot/to-json-schema';
import { build } from 'esbuild';
import ts from 'typescript';
import { programOf } from './exports.mjs';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const FOLDER = join(ROOT, 'src/artifact/schema');

const isSchema = (value) => value?.kind === 'schema';

/** Loads the exports of the schema files by name, and the valibot that they use. */
const load = async (files) => {
  const outfile = join(ROOT, 'node_modules/.cache/artifact-viewer/schema.mjs');
  const contents = [...files.map((file) => `export * from './${file}';`), "export * as valibot from 'valibot';"].join(
    '\n',
  );
  await build({
    stdin: { contents, resolveDir: FOLDER },
    bundle: true,
    format: 'esm',
    platform: 'node',
    outfile,
    logLevel: 'error',
  });
  // The query bypasses Node's module cache if the file was made before in the same process.
  return import(`${pathToFileURL(outfile)}?${Date.now()}`);
};

/**
 * Converts lazy schemas that depend on their input to equivalent unions, which JSON Schema can express. They are changed in
 * place, since definitions are found by identity.
 */
const unfold = ({ valibot: v, Value, MEASURES, factParts, ...exported }) => {
  const known = new Set(Object.values(exported).filter(isSchema));
  const seen = new Set();
  const walk = (schema) => {
    if (!isSchema(schema) || seen.has(schema)) return;
    seen.add(schema);
    if (schema.type === 'lazy') {
      const fact = factParts.get(schema);
      if (schema === Value) Object.assign(schema, v.union([schema.getter(), ...Object.values(MEASURES)]));
      else if (fact) Object.assign(schema, v.union([fact.plain, fact.sourced, v.array(fact.sourced)]));
      else if (!known.has(schema.getter()))
        throw new Error(
          'A lazy schema is neither a fact, nor Value, nor a reference to an exported schema: teach json-schema.mjs to read it.',
        );
    }
    const { entries = {}, options = [], pipe = [], item, wrapped, key, value } = schema;
    for (const part of [...Object.values(entries), ...options, ...pipe, item, wrapped, key, value])
      if (part !== schema) walk(part);
  };
  for (const schema of [Value, ...known]) walk(schema);
};

// ——— Descriptions: the comments in the source, so that each is written once ———

const inOneLine = (comment) => comment?.replaceAll(/\s+/g, ' ').trim();

/**
 * Adds to the JSON Schema of a value what the comments in its type say of its fields.
 * @param types the value's type, or the members of a union.
 */
const described = (json, types, checker) => {
  const { properties, items, anyOf, additionalProperties } = json;
  const names = Object.keys(properties ?? {});
  const owner = types.find((type) => names.every((name) => checker.getPropertyOfType(type, name)));
  if (!owner) throw new Error(`No type has the fields ${names.join(', ')} of the schema.`);
  const fields = names.map((name) => {
    const symbol = checker.getPropertyOfType(owner, name);
    const description = inOneLine(ts.displayPartsToString(symbol.getDocumentationComment(checker)));
    const type = checker.getNonNullableType(checker.getTypeOfSymbol(symbol));
    return [name, { ...(description && { description }), ...described(properties[name], membersOf(type), checker) }];
  });
  const inside = (part, lists, kind) => {
    const inner = lists.flatMap((type) => membersOf(checker.getIndexTypeOfType(type, kind)));
    return described(part, inner, checker);
  };
  const arrays = types.filter((type) => checker.isArrayType(type));
  return {
    ...json,
    ...(properties && { properties: Object.fromEntries(fields) }),
    ...(items && { items: inside(items, arrays, ts.IndexKind.Number) }),
    ...(additionalProperties && { additionalProperties: inside(additionalProperties, types, ts.IndexKind.String) }),
    ...(anyOf && { anyOf: anyOf.map((option) => described(option, types, checker)) }),
  };
};

const membersOf = (type) => (type.isUnion() ? type.types : [type]);

/** The type of the values that a schema describes. */
const outputOf = (schema, checker) => {
  const types = checker.getPropertyOfType(checker.getTypeOfSymbol(schema), '~types');
  return checker.getTypeOfSymbol(checker.getNonNullableType(checker.getTypeOfSymbol(types)).getProperty('output'));
};

/** Adds the comments in the source to the JSON Schema of each exported valibot schema. Throws if one has no comment. */
const describer = (files) => {
  const program = programOf(files.map((file) => join(FOLDER, file)));
  const checker = program.getTypeChecker();
  const modules = files.map((file) => checker.getSymbolAtLocation(program.getSourceFile(join(FOLDER, file))));
  const symbols = modules.flatMap((module) => checker.getExportsOfModule(module));
  return (name, json) => {
    const symbol = symbols.find((one) => one.name === name && one.valueDeclaration);
    // A type of the same name has a comment of its own.
    const [own] = ts.getJSDocCommentsAndTags(symbol.valueDeclaration);
    if (!own) throw new Error(`The exported schema ${name} has no comment: say in one line above it what it is.`);
    const description = inOneLine(ts.getTextOfJSDocComment(own.comment));
    return { description, ...described(json, membersOf(outputOf(symbol, checker)), checker) };
  };
};

/**
 * The JSON Schema of an artifact: draft 2020-12, one definition for each exported valibot schema.
 * Throws if an exported schema has no comment, or can't be expressed in JSON Schema.
 */
const jsonSchema = async () => {
  const files = (await readdir(FOLDER)).filter((file) => file.endsWith('.ts')).sort();
  const exported = await load(files);
  unfold(exported);
  const definitions = Object.fromEntries(Object.entries(exported).filter(([, value]) => isSchema(value)));
  const describe = describer(files);
  const $defs = {};
  for (const [name, json] of Object.entries(
    toJsonSchemaDefs(definitions, { target: 'draft-2020-12', errorMode: 'throw' }),
  )) {
    if (!Object.hasOwn(definitions, name))
      throw new Error(`The definition “${name}” has no name of its own: export its schema.`);
    $defs[name] = describe(name, json);
  }
  return {
    $schema: 'https://json-schema.org/draft/2020-12/schema',
    title: 'Artifact',
    description: 'A biomedical artifact: one JSON file about one drug, clinical trial, safety profile or article.',
    $ref: '#/$defs/AnyArtifact',
    $defs,
  };
};

const { values } = parseArgs({
  options: { out: { type: 'string', default: join(ROOT, 'dist/artifact.schema.json') } },
});
const file = resolve(values.out);
const text = `${JSON.stringify(await jsonSchema(), null, 2)}\n`;
await mkdir(dirname(file), { recursive: true });
await writeFile(file, text);
