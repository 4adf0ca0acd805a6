/** Parses `html` templates in the build, by the parser of src/writers/html, so that the bundles need none. */
import { fileURLToPath } from 'node:url';
import { originalPositionFor, TraceMap } from '@jridgewell/trace-mapping';
import { build } from 'esbuild';
import MagicString from 'magic-string';

const pathOf = (name) => fileURLToPath(new URL(`../writers/html/${name}.ts`, import.meta.url));
const PARSER = pathOf('parse-template');
const WRITER = pathOf('write-template');

/** Imports a module of src/ that needs only other modules of src/. */
const importSource = async (file) => {
  const { outputFiles } = await build({ entryPoints: [file], bundle: true, write: false, format: 'esm' });
  return import(`data:text/javascript,${encodeURIComponent(outputFiles[0].text)}`);
};

const { parseTemplate } = await importSource(PARSER);

/** The template literals in a syntax tree that have this tag. */
export const taggedIn = (node, tag) => {
  if (!node || typeof node !== 'object') return [];
  const found = node.type === 'TaggedTemplateExpression' && node.tag.name === tag ? [node] : [];
  return found.concat(Object.values(node).flatMap((child) => taggedIn(child, tag)));
};

const importsHtml = ({ body }) =>
  body.some(
    ({ type, source, specifiers }) =>
      type === 'ImportDeclaration' &&
      /(?:^|\/)template\.[jt]s$/.test(source.value) &&
      specifiers.some(({ local }) => local.name === 'html'),
  );

/** The strings of a template literal as its tag gets them. */
const stringsOf = ({ quasis }) =>
  Object.assign(
    quasis.map(({ value }) => value.cooked),
    { raw: quasis.map(({ value }) => value.raw) },
  );

/** A text between backticks. */
const asRaw = (text) => text.replace(/[\\`]|\$\{/g, '\\$&');

/**
 * A Rollup plugin that makes each `html` template one of the tag `compiled` in src/writers/html/write-template.ts. It comes
 * after TypeScript is JavaScript. A template that can't be written safely fails the build, and so does a parser in the bundle.
 */
export const compileTemplates = {
  name: 'compile-templates',
  transform(code, id) {
    const tree = this.parse(code);
    if (!importsHtml(tree)) return null;
    const result = new MagicString(code);
    const parse = ({ start, quasi }) => {
      try {
        return parseTemplate(stringsOf(quasi));
      } catch (error) {
        const before = code.slice(0, start).split('\n');
        const map = new TraceMap(this.getCombinedSourcemap());
        const { line, column } = originalPositionFor(map, { line: before.length, column: before.at(-1).length });
        return this.error({ message: error.message, loc: { file: id, line, column } });
      }
    };
    for (const node of taggedIn(tree, 'html')) {
      const { chunks, holes } = parse(node);
      result.update(node.tag.start, node.tag.end, 'compiledTemplate');
      for (const [index, { start, end }] of node.quasi.quasis.entries()) {
        const text = asRaw((holes[index - 1] ?? '') + chunks[index]);
        if (start < end) result.update(start, end, text);
        else result.appendLeft(start, text);
      }
    }
    if (!result.hasChanged()) return null;
    result.prepend(`import { compiled as compiledTemplate } from ${JSON.stringify(WRITER)};\n`);
    return { code: result.toString(), map: result.generateMap({ hires: 'boundary' }) };
  },
  generateBundle(_options, chunks) {
    for (const { modules } of Object.values(chunks))
      if (modules?.[PARSER]?.renderedLength > 0)
        this.error('The parser of templates is in the bundle: “html” is used as something else than a tag.');
  },
};
