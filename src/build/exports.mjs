/** The exports of the package's entries with their documentation, read from the source with TypeScript. */
import { basename, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import ts from 'typescript';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));

/** The entries with exports for running code, by their name in package.json. */
const ENTRIES = {
  'artifact-viewer': 'src/index.ts',
  'artifact-viewer/artifact.js': 'src/artifact.ts',
  'artifact-viewer/output.js': 'src/output/index.ts',
  'artifact-viewer/markdown/marked.js': 'src/markdown/marked.ts',
  'artifact-viewer/markdown/markdown-it.js': 'src/markdown/markdown-it.ts',
  'artifact-viewer/markdown/remark.js': 'src/markdown/remark.ts',
};

/** The source as TypeScript reads it, with this repository's options and others. */
export const programOf = (files, others = { noEmit: true }) => {
  const { config } = ts.readConfigFile(join(ROOT, 'tsconfig.json'), ts.sys.readFile);
  const { options } = ts.parseJsonConfigFileContent({ ...config, include: [] }, ts.sys, ROOT);
  return ts.createProgram(files, { ...options, ...others });
};

/** The tags that src/define.ts defines, in its order. */
export const tagsOf = (define) => [...define.matchAll(/^ {2}'([a-z]+(?:-[a-z]+)+)': /gm)].map(([, tag]) => tag);

const text = (parts) => ts.displayPartsToString(parts).trim();

/** `@param name - meaning` and `@returns meaning` of a doc comment. */
const tagsIn = (symbol, checker, wanted) =>
  symbol
    .getJsDocTags(checker)
    .filter(({ name }) => name === wanted)
    .map(({ text: parts }) => {
      const name = parts?.find(({ kind }) => kind === 'parameterName')?.text;
      const said = text(parts ?? []);
      return {
        name,
        description: name && said.startsWith(name) ? said.slice(name.length).replace(/^\s*-?\s*/, '') : said,
      };
    });

/** The public declaration of a function. */
const signatureOf = (name, signature, node, checker) => {
  const type = checker.signatureToString(
    signature,
    node,
    ts.TypeFormatFlags.NoTruncation | ts.TypeFormatFlags.WriteArrowStyleSignature,
  );
  return `${name}${type.replace(/\) => (?=[^)]*$)/, '): ')}`;
};

/** The names of an entry's exports that are values, not types. */
const valuesOf = (source, checker) =>
  new Set(
    source.statements.filter(ts.isExportDeclaration).flatMap(({ isTypeOnly, exportClause, moduleSpecifier }) => {
      if (isTypeOnly) return [];
      if (exportClause) return exportClause.elements.filter((one) => !one.isTypeOnly).map(({ name }) => name.text);
      return checker.getExportsOfModule(checker.getSymbolAtLocation(moduleSpecifier)).map(({ name }) => name);
    }),
  );

/** The fields of an interface with their descriptions. */
const fieldsOf = (target, node, checker) =>
  checker.getPropertiesOfType(checker.getDeclaredTypeOfSymbol(target)).map((field) => ({
    name: field.name,
    type: checker.typeToString(checker.getTypeOfSymbolAtLocation(field, node)),
    description: text(field.getDocumentationComment(checker)),
  }));

const targetOf = (symbol, checker) => (symbol.flags & ts.SymbolFlags.Alias ? checker.getAliasedSymbol(symbol) : symbol);

/** Whether a named export is the same as the default one, which is listed only once. */
const isDefaultToo = (symbol, all, checker) => {
  const byDefault = all.find(({ name }) => name === 'default');
  return byDefault !== undefined && byDefault !== symbol && targetOf(byDefault, checker) === targetOf(symbol, checker);
};

const describe = (symbol, checker, values, entry) => {
  const target = targetOf(symbol, checker);
  const node = target.declarations[0];
  // The importer names a default export.
  const isDefault = symbol.name === 'default';
  const base = {
    name: isDefault ? `default of ${basename(entry)}` : symbol.name,
    description: text(target.getDocumentationComment(checker)),
  };
  if (!isDefault && !values.has(symbol.name))
    return { ...base, kind: 'type', fields: ts.isInterfaceDeclaration(node) ? fieldsOf(target, node, checker) : [] };
  if (target.flags & ts.SymbolFlags.Class) {
    const isElement = checker.getDeclaredTypeOfSymbol(target).getProperty('shadowRoot') !== undefined;
    return { ...base, kind: isElement ? 'element' : 'class' };
  }
  const type = checker.getTypeOfSymbolAtLocation(target, node);
  const [signature] = type.getCallSignatures();
  if (!signature) return { ...base, kind: 'constant', type: checker.typeToString(type, node) };
  return {
    ...base,
    kind: 'function',
    type: signatureOf(isDefault ? 'artifacts' : symbol.name, signature, node, checker),
    parameters: tagsIn(target, checker, 'param').filter(({ description }) => description),
    returns: tagsIn(target, checker, 'returns')[0]?.description,
    throws: tagsIn(target, checker, 'throws').map(({ description }) => description),
  };
};

/**
 * @typedef {object} Export
 * @property {string} name
 * @property {'function' | 'constant' | 'class' | 'element' | 'type'} kind
 * @property {string} description
 * @property {string} [type] A function's declaration, a constant's type.
 * @property {{ name: string, description: string }[]} [parameters] Only the documented ones.
 * @property {string} [returns]
 * @property {string[]} [throws]
 * @property {{ name: string, type: string, description: string }[]} [fields] Of a type that is an interface.
 */

/**
 * Every export of every entry.
 * @returns {{ entry: string, exports: Export[] }[]}
 */
export const exportsOf = () => {
  const program = programOf(Object.values(ENTRIES).map((file) => join(ROOT, file)));
  const checker = program.getTypeChecker();
  return Object.entries(ENTRIES).map(([entry, file]) => {
    const source = program.getSourceFile(join(ROOT, file));
    const values = valuesOf(source, checker);
    return {
      entry,
      exports: checker
        .getExportsOfModule(checker.getSymbolAtLocation(source))
        .filter((symbol, _index, all) => !isDefaultToo(symbol, all, checker))
        .map((symbol) => describe(symbol, checker, values, entry))
        .sort((a, b) => a.name.localeCompare(b.name, 'en')),
    };
  });
};
