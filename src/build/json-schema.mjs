/**
 * Makes the published JSON Schema (draft 2020-12) from the valibot schemas in src/artifact/schema/.
 *
 * Usage: node src/build/json-schema.mjs [--out FILE]   (dist/artifact.schema.json if unset)
 */
import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { parseArgs } from 'node:util';
import { toJsonSchemaDefs } from '@valibot/to-json-schema';
import { build } from 'esbuild';
import ts from 'typescript';

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

const commentOf = (node) => {
  const comment = (node.jsDoc ?? []).at(-1)?.comment;
  return ts.getTextOfJSDocComment(comment)?.replaceAll(/\s+/g, ' ').trim();
};

/** The consts and the interfaces of the schema files by name. */
const readSource = async (files) => {
  const consts = new Map();
  const interfaces = new Map();
  for (const file of files) {
    const source = ts.createSourceFile(file, await readFile(join(FOLDER, file), 'utf8'), ts.ScriptTarget.Latest, true);
    for (const statement of source.statements) {
      if (ts.isInterfaceDeclaration(statement)) {
        interfaces.set(
          statement.name.text,
          Object.fromEntries(statement.members.map((member) => [member.name.getText(), commentOf(member)])),
        );
      } else if (ts.isVariableStatement(statement)) {
        for (const { name, initializer } of statement.declarationList.declarations)
          consts.set(name.getText(), { initializer, comment: commentOf(statement) });
      }
    }
  }
  return { consts, interfaces };
};

/** Reads comments as a tree of the JSON Schema's own shape: { description, properties, items, anyOf, additionalProperties }. */
const reader = ({ consts, interfaces }, isDefinition) => {
  const members = (node) => {
    if (ts.isAsExpression(node) || ts.isParenthesizedExpression(node) || ts.isCallExpression(node))
      return members(node.expression);
    if (ts.isArrowFunction(node)) return members(node.body);
    if (ts.isIdentifier(node)) return members(consts.get(node.text).initializer);
    return Object.assign(
      {},
      ...node.properties.map((property) => {
        if (ts.isSpreadAssignment(property)) return members(property.expression);
        const value = docs(ts.isShorthandPropertyAssignment(property) ? property.name : property.initializer);
        return { [property.name.text]: { ...value, description: commentOf(property) ?? value.description } };
      }),
    );
  };
  const sourced = (value) => {
    const properties = Object.fromEntries(
      Object.entries(interfaces.get('Sourced')).map(([name, description]) => [name, { description }]),
    );
    return { properties: { ...properties, value: { ...value, ...properties.value } } };
  };
  const docs = (node) => {
    if (ts.isIdentifier(node)) {
      const { initializer, comment } = consts.get(node.text) ?? {};
      return isDefinition(node.text) || !initializer ? {} : { ...docs(initializer), description: comment };
    }
    if (!ts.isCallExpression(node)) return {};
    const [first, second] = node.arguments;
    switch (node.expression.getText()) {
      case 'v.optional':
      case 'v.pipe':
        return docs(first);
      case 'v.strictObject':
      case 'object':
      case 'openObject':
        return { properties: members(first) };
      case 'v.array':
        return { items: docs(first) };
      case 'v.record':
        return { additionalProperties: docs(second) };
      case 'v.union':
        return { anyOf: first.elements.map(docs) };
      case 'fact':
        return { anyOf: [docs(first), sourced(docs(first)), { items: sourced(docs(first)) }] };
      default:
        return {};
    }
  };
  return (name) => {
    const { initializer, comment } = consts.get(name);
    const tree = docs(initializer);
    // A recursive type is declared as an interface, whose comments are used.
    for (const [field, description] of Object.entries(interfaces.get(name) ?? {}))
      if (tree.properties?.[field]) tree.properties[field].description ??= description;
    return { ...tree, description: comment };
  };
};

/** Adds the descriptions to the JSON Schema. Throws if the two do not match. */
const described = (json, { description, properties = {}, items, anyOf = [], additionalProperties }) => {
  const at = (part, docs, name) => {
    if (!part) throw new Error(`The source describes ${name}, which the schema does not have.`);
    return described(part, docs);
  };
  return {
    ...(description && { description }),
    ...json,
    ...(json.properties && {
      properties: {
        ...json.properties,
        ...Object.fromEntries(
          Object.entries(properties).map(([name, docs]) => [name, at(json.properties[name], docs, name)]),
        ),
      },
    }),
    ...(items && { items: at(json.items, items, 'a list’s items') }),
    ...(anyOf.length > 0 && { anyOf: anyOf.map((docs, index) => at(json.anyOf[index], docs, `alternative ${index}`)) }),
    ...(additionalProperties && {
      additionalProperties: at(json.additionalProperties, additionalProperties, 'a record’s values'),
    }),
  };
};

/**
 * The JSON Schema of an artifact: draft 2020-12, one definition for each exported valibot schema.
 * Throws if an exported schema has no comment, or can't be expressed in JSON Schema.
 */
export const jsonSchema = async () => {
  const files = (await readdir(FOLDER)).filter((file) => file.endsWith('.ts')).sort();
  const exported = await load(files);
  unfold(exported);
  const definitions = Object.fromEntries(Object.entries(exported).filter(([, value]) => isSchema(value)));
  const describe = reader(await readSource(files), (name) => Object.hasOwn(definitions, name));
  const $defs = {};
  for (const [name, json] of Object.entries(
    toJsonSchemaDefs(definitions, { target: 'draft-2020-12', errorMode: 'throw' }),
  )) {
    if (!Object.hasOwn(definitions, name))
      throw new Error(`The definition “${name}” has no name of its own: export its schema.`);
    $defs[name] = described(json, describe(name));
    if (!$defs[name].description)
      throw new Error(`The exported schema ${name} has no comment: say in one line above it what it is.`);
  }
  return {
    $schema: 'https://json-schema.org/draft/2020-12/schema',
    title: 'Artifact',
    description: 'A biomedical artifact: one JSON file about one drug, clinical trial, safety profile or article.',
    $ref: '#/$defs/AnyArtifact',
    $defs,
  };
};

if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href) {
  const { values } = parseArgs({
    options: { out: { type: 'string', default: join(ROOT, 'dist/artifact.schema.json') } },
  });
  const file = resolve(values.out);
  const text = `${JSON.stringify(await jsonSchema(), null, 2)}\n`;
  await mkdir(dirname(file), { recursive: true });
  await writeFile(file, text);
}
