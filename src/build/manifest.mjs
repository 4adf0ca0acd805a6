/**
 * Makes the custom elements manifest (https://custom-elements-manifest.open-wc.org): for each element its attributes,
 * properties, events, slots, parts and custom properties, from the source and its doc comments.
 *
 * A tag such as `@cssprop name - meaning` may be in any module that an element is built from (a base class, the tokens): it is
 * written once, and included in the entry of every element that uses the module. Only `@csspart` is in the class itself or in
 * one that it extends, since not all that a module writes is in each element that uses it.
 *
 * Usage: node src/build/manifest.mjs [--out FILE]   (dist/custom-elements.json if unset)
 */
import { existsSync } from 'node:fs';
import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { basename, dirname, join, relative, resolve } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { parseArgs } from 'node:util';
// The analyzer bundles its own TypeScript, and reads only trees parsed with it.
import { create, ts } from '@custom-elements-manifest/analyzer/index.js';
import { litPlugin } from '@custom-elements-manifest/analyzer/src/features/framework-plugins/lit/lit.js';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const ELEMENTS = join(ROOT, 'src/elements');
/** An element's file in that folder, named after its tag. */
const ELEMENT = /^(?:panels\/)?[a-z]+-[a-z-]+\.ts$/;

/** The manifest list for each doc tag. */
const LISTS = {
  csspart: 'cssParts',
  slot: 'slots',
  cssprop: 'cssProperties',
  cssproperty: 'cssProperties',
  fires: 'events',
  event: 'events',
};

const sources = new Map();

/** Parses a file of src/ into a syntax tree. */
const sourceOf = async (file) => {
  if (!sources.has(file))
    sources.set(
      file,
      ts.createSourceFile(relative(ROOT, file), await readFile(file, 'utf8'), ts.ScriptTarget.ES2022, true),
    );
  return sources.get(file);
};

/** Every node of a tree. */
export const nodesIn = function* (node) {
  yield node;
  for (const child of node.getChildren()) yield* nodesIn(child);
};

/** The modules of src/ that a module is built from, itself first, without other elements and imports of types only. */
const partsOf = async (file, found = new Map()) => {
  if (found.has(file)) return found;
  const source = await sourceOf(file);
  found.set(file, source);
  for (const statement of source.statements) {
    if (!(ts.isImportDeclaration(statement) || ts.isExportDeclaration(statement)) || !statement.moduleSpecifier)
      continue;
    if (statement.importClause?.isTypeOnly || statement.isTypeOnly) continue;
    const specifier = statement.moduleSpecifier.text;
    const imported = resolve(dirname(file), specifier.replace(/\.js$/, '.ts'));
    const isElement = /\/elements\/(?:panels\/)?[a-z]+-[a-z-]+\.ts$/.test(imported);
    if (specifier.startsWith('.') && !isElement && existsSync(imported)) await partsOf(imported, found);
  }
  return found;
};

/** The class name of a tag: `a-tag` → `ATag`. */
const classNameOf = (tag) => tag.replaceAll(/(^|-)([a-z0-9])/g, (_, __, letter) => letter.toUpperCase());

/** The doc tags of a tree that fill the lists of a manifest entry. */
const docTags = (source) =>
  [...nodesIn(source)].flatMap(ts.getJSDocTags).flatMap((tag) => {
    const list = LISTS[tag.tagName.text];
    if (!list) return [];
    const text = (ts.getTextOfJSDocComment(tag.comment) ?? '').replaceAll(/\s+/g, ' ').trim();
    const [, type, name, description] = /^(?:\{(.*?)\}\s*)?([\w-]*)\s*(?:-\s+)?(.*)$/.exec(text);
    // “- What it is” describes the unnamed slot.
    return [{ list, entry: { name: name === '-' ? '' : name, description, ...(type && { type: { text: type } }) } }];
  });

/** The default of each custom property in a tree's style sheets: the fallback of `var(--name, …)`. */
const defaultsIn = (source) => {
  const defaults = {};
  for (const node of nodesIn(source)) {
    if (!ts.isTaggedTemplateExpression(node) || node.tag.getText() !== 'css') continue;
    // Matches two levels of parentheses: light-dark(oklch(…), oklch(…)).
    for (const [, name, fallback] of node.template
      .getText()
      .matchAll(/var\((--artifact-[\w-]+),\s*((?:[^()]|\((?:[^()]|\([^()]*\))*\))+)\)/g))
      defaults[name] ??= fallback.replaceAll(/\s+/g, ' ').trim();
  }
  return defaults;
};

const isPublic = (member) => (member.privacy ?? 'public') === 'public' && !/^[#_]/.test(member.name);

/** A declaration without members that only TypeScript and Lit see, or that the analyzer could not name. */
const trimmed = (declaration, documented, defaults) => {
  const members = declaration.members?.filter((member) => isPublic(member) && !member.static);
  const fields = new Set(members?.map(({ name }) => name));
  const entry = {
    ...declaration,
    members,
    attributes: declaration.attributes?.filter(({ fieldName, name }) => fields.has(fieldName ?? name)),
  };
  for (const list of new Set(Object.values(LISTS))) {
    const byName = new Map(
      (declaration[list] ?? []).filter(({ name }) => name !== undefined).map((item) => [item.name, item]),
    );
    for (const tag of documented)
      if (tag.list === list) byName.set(tag.entry.name, { ...byName.get(tag.entry.name), ...tag.entry });
    // The analyzer mistakes the first argument of an event's constructor for its name, so only documented events are kept.
    if (list === 'events') for (const [name, { description }] of byName) if (!description) byName.delete(name);
    if (list === 'cssProperties')
      for (const [name, item] of byName)
        if (defaults[name] && !defaults[name].includes('--_')) item.default = defaults[name];
    entry[list] = byName.size > 0 ? [...byName.values()] : undefined;
  }
  return entry;
};

/**
 * Returns the manifest and, for the check, the modules that each element is built from.
 * @returns {Promise<{ manifest: object, elements: { tag: string, file: string, declaration: object | undefined, parts: object[] }[] }>}
 */
export const analyze = async () => {
  const files = existsSync(ELEMENTS)
    ? (await readdir(ELEMENTS, { recursive: true })).filter((file) => file.endsWith('.ts')).sort()
    : [];
  const modules = await Promise.all(files.map((file) => sourceOf(join(ELEMENTS, file))));
  const manifest = create({ modules, plugins: litPlugin() });
  const elements = [];
  for (const module of manifest.modules) {
    const tag = basename(module.path, '.ts');
    const isElement = ELEMENT.test(relative(ELEMENTS, join(ROOT, module.path)));
    const parts = [...(await partsOf(join(ROOT, module.path))).values()];
    const documented = parts.flatMap((part, index) =>
      docTags(part).filter(
        ({ list }) => index === 0 || list !== 'cssParts' || part.fileName.includes('/elements/base/'),
      ),
    );
    // The element's own style sheet takes precedence over shared ones.
    const defaults = parts.reduce((found, part) => ({ ...defaultsIn(part), ...found }), {});
    module.declarations = module.declarations
      .filter(({ kind }) => kind === 'class' || kind === 'mixin')
      .map((declaration) => {
        const entry = trimmed(declaration, documented, defaults);
        if (!isElement || entry.name !== classNameOf(tag))
          return { ...entry, customElement: undefined, tagName: undefined };
        return { ...entry, customElement: true, tagName: tag };
      });
    const names = new Set(module.declarations.map(({ name }) => name));
    module.exports = module.exports.filter(({ name }) => names.has(name));
    const declaration = module.declarations.find(({ tagName }) => tagName === tag);
    if (declaration)
      module.exports.push({
        kind: 'custom-element-definition',
        name: tag,
        declaration: { name: declaration.name, module: module.path },
      });
    if (isElement) elements.push({ tag, file: module.path, declaration, parts });
  }
  manifest.modules = manifest.modules.filter(({ declarations }) =>
    declarations.some(({ customElement }) => customElement),
  );
  return { manifest, elements };
};

if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href) {
  const { values } = parseArgs({
    options: { out: { type: 'string', default: join(ROOT, 'dist/custom-elements.json') } },
  });
  const file = resolve(values.out);
  const { manifest } = await analyze();
  await mkdir(dirname(file), { recursive: true });
  await writeFile(file, `${JSON.stringify(manifest, null, 2)}\n`);
}
