import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { brotliCompressSync, gzipSync } from 'node:zlib';
import inject from '@rollup/plugin-inject';
import { nodeResolve } from '@rollup/plugin-node-resolve';
import terser from '@rollup/plugin-terser';
import { transform } from 'esbuild';
import MagicString from 'magic-string';
import esbuild from 'rollup-plugin-esbuild';
import { leanParser, leanPurifier, leanSchemas, sharedPrivateNames } from './src/build/lean.mjs';
import { compileTemplates, taggedIn } from './src/build/templates.mjs';

const { version } = JSON.parse(readFileSync(new URL('package.json', import.meta.url), 'utf8'));

/** Takes white space out of style sheets: terser leaves template literals as they are. */
const minifyStyles = {
  name: 'minify-styles',
  async transform(code, id) {
    if (!/\/src\/.*\.ts$/.test(id)) return null;
    const result = new MagicString(code);
    for (const { 1: css, index } of code.matchAll(/(?<![.\w])css`([^`$]*)`/g)) {
      const minified = await transform(css.replaceAll('\\\\', '\\'), { loader: 'css', minify: true, charset: 'utf8' });
      // A style sheet's escape is not one of JavaScript's: with a bare backslash the whole sheet would be undefined.
      if (css) result.update(index + 4, index + 4 + css.length, minified.code.trim().replaceAll('\\', '\\\\'));
    }
    return result.hasChanged() ? { code: result.toString(), map: result.generateMap({ hires: 'boundary' }) } : null;
  },
};

/** Takes white space out of the style sheets that are of several pieces; the others have been through `minifyStyles`. */
const foldStyles = {
  name: 'fold-styles',
  transform(code, id) {
    if (!/\/src\/.*\.ts$/.test(id)) return null;
    const result = new MagicString(code);
    for (const { quasi } of taggedIn(this.parse(code), 'css')) {
      if (quasi.expressions.length === 0) continue;
      for (const { start, value } of quasi.quasis)
        for (const { 0: found, index } of value.raw.matchAll(/(?:\s|\/\*[\s\S]*?\*\/)+/g))
          result.update(start + index, start + index + found.length, ' ');
    }
    return result.hasChanged() ? { code: result.toString(), map: result.generateMap({ hires: 'boundary' }) } : null;
  },
};

const LIT_GLOBALS = fileURLToPath(new URL('src/lit-globals.ts', import.meta.url));

/** What holds a library apart from the page that the script runs in: for whom, what is looked for, and what stands in its place. */
const APART = [
  // Lit keeps names of its own in the page's global scope and on its `Symbol`: src/lit-globals.ts says why it finds another.
  {
    of: /\/node_modules\/(@lit|lit|lit-html|lit-element)\//,
    find: /(?<![.\w$])(?:globalThis|Symbol\.(?=metadata\b)|(?=litPropertyMetadata\b))/g,
    put: (found) => (found === 'globalThis' ? 'litScope' : 'litScope.'),
    first: `import { litScope } from ${JSON.stringify(LIT_GLOBALS)};\n`,
  },
  // DOMPurify makes one ready for the page as it is loaded, and would fail on names in it; src/text/tree-dom.ts makes the one that is used.
  { of: /\/node_modules\/dompurify\//, find: /typeof window === "undefined" \? null : window/g, put: () => 'null' },
  // Its own lists of what it lets pass stand for those that it is not given, and it is given both (src/text/tree-dom.ts). Those of SVG
  // and MathML tell which of their elements may stand where: none may, since neither `svg` nor `math` is on our list.
  {
    of: /\/node_modules\/dompurify\//,
    find: /(?<=const (?:html|html\$1|svg|svg\$1|svgFilters|svgDisallowed|mathMl|mathMl\$1|mathMlDisallowed|xml) = freeze\()\[[^\]]*\]/g,
    put: () => '[]',
  },
];

const apart = {
  name: 'apart',
  transform(code, id) {
    let kept = code;
    for (const rule of APART) {
      const next = rule.of.test(id) ? kept.replace(rule.find, rule.put) : kept;
      if (next === kept) continue;
      rule.isUsed = true;
      kept = (rule.first ?? '') + next;
    }
    return kept === code ? null : { code: kept, map: null };
  },
  buildEnd(error) {
    for (const { of, find, isUsed } of APART)
      if (!error && !isUsed) this.error(`Nothing of ${of} is ${find} any more: has the library changed?`);
  },
};

/** The parts of marked that src/text/marked.ts gives out. */
const PARTS = ['Lexer', 'Parser', 'Renderer', 'Tokenizer'];

/**
 * Makes marked a function that starts it when it is first called, without what it makes for who asks for none of its
 * parts: an instance of its own with hooks and plug-ins.
 */
const startedLate = {
  name: 'started-late',
  transform(code, id) {
    if (id.endsWith('/src/text/marked.ts')) return { code: `export { default as marked } from 'marked';`, map: null };
    if (!/\/node_modules\/marked\//.test(id)) return null;
    const [, parser, , given] =
      /^([\s\S]*)var (\w+)=new \w+;function \w+\(\w+,\w+\)\{return \2\.parse\([\s\S]*export\{([^}]*)\};/.exec(code) ??
      this.error('marked is not written as it was.');
    const parts = PARTS.map(
      (part) =>
        `${part}: ${new RegExp(`(\\w+) as ${part}\\b`).exec(given)?.[1] ?? this.error(`marked gives no ${part}.`)}`,
    );
    return {
      code: `let started;\nexport default () => started ??= (() => {\n${parser}\nreturn { ${parts.join(', ')} };\n})();`,
      map: null,
    };
  },
};

/** Every `document` in the script, the libraries' too, is the one that no form or picture of the page can stand in for. */
const ownDocument = inject({
  document: [LIT_GLOBALS, 'ownDocument'],
  include: ['**/*.js', '**/*.mjs', '**/*.ts'],
  exclude: LIT_GLOBALS,
});

/** Prints what the script weighs, and the hash that a page's `integrity` attribute takes. */
const report = {
  name: 'report',
  generateBundle(_options, bundle) {
    for (const { fileName, code } of Object.values(bundle)) {
      if (!code) continue;
      // Rollup appends this line when it writes the file: the hash is of the file.
      const bytes = Buffer.from(
        code.endsWith('\n') && !code.includes('sourceMappingURL=')
          ? `${code}//# sourceMappingURL=${fileName}.map\n`
          : code,
      );
      const kb = (size) => `${(size / 1000).toFixed(1)} KB`;
      console.log(
        `${fileName}  ${kb(bytes.length)}, gzip ${kb(gzipSync(bytes, { level: 9 }).length)}, Brotli ${kb(brotliCompressSync(bytes).length)}`,
      );
      console.log(`integrity="sha384-${createHash('sha384').update(bytes).digest('base64')}"`);
    }
  },
};

const toJavaScript = (target) =>
  esbuild({ target, tsconfig: 'tsconfig.json', define: { __VERSION__: JSON.stringify(version) } });

/** Lit's templates: the elements' content is written by one of our own (src/writers/html), and theirs is not used. */
const LIT_TEMPLATES = /\/node_modules\/(?:lit-html|lit-element|lit)\//;

const script = {
  input: 'src/bundle.ts',
  treeshake: { moduleSideEffects: (id) => !LIT_TEMPLATES.test(id) },
  output: {
    file: 'dist/artifact-viewer.js',
    format: 'iife',
    sourcemap: true,
    banner: `/*! artifact-viewer ${version} | MIT | includes lit (BSD-3-Clause), marked (MIT), DOMPurify (Apache-2.0 or MPL-2.0), valibot (MIT), canonicalize (Apache-2.0) */`,
  },
  plugins: [
    minifyStyles,
    nodeResolve({ extensions: ['.ts', '.js'] }),
    toJavaScript('es2022'),
    foldStyles,
    compileTemplates,
    leanParser,
    startedLate,
    apart,
    leanPurifier,
    leanSchemas,
    sharedPrivateNames,
    ownDocument,
    terser({ ecma: 2022, format: { comments: /^!/ }, compress: { passes: 2, unsafe_arrows: true } }),
    report,
  ],
};

/** The style sheet of the pages that `build` writes, beside the script. */
const siteStyles = {
  name: 'site-styles',
  async generateBundle() {
    const { code } = await transform(readFileSync('src/styles/site.css', 'utf8'), {
      loader: 'css',
      minify: true,
      charset: 'utf8',
    });
    this.emitFile({ type: 'asset', fileName: 'site.css', source: code });
  },
};

/** The command line runs in Node as plain JavaScript; what it takes from npm stays where npm installs it. One file a command, read when it is called. */
const commandLine = {
  input: { cli: 'src/cli/main.ts', 'cli/build-worker': 'src/cli/build/worker.ts' },
  external: (id) => !/^[./#]/.test(id),
  output: {
    dir: 'dist',
    format: 'es',
    entryFileNames: '[name].js',
    chunkFileNames: 'cli/[name].js',
    sourcemap: true,
    banner: (chunk) => (chunk.name === 'cli' ? '#!/usr/bin/env node' : ''),
  },
  plugins: [
    minifyStyles,
    nodeResolve({ extensions: ['.ts', '.js'], exportConditions: ['node'] }),
    toJavaScript('node20'),
    foldStyles,
    compileTemplates,
    siteStyles,
  ],
};

/** The scripts of the pages about the product: the reference, the theming page, the configurator. */
const pages = {
  input: Object.fromEntries(['reference', 'theming', 'configurator'].map((name) => [name, `src/pages/${name}.ts`])),
  output: { dir: 'dist/pages', format: 'es', chunkFileNames: '[name].js' },
  plugins: [nodeResolve({ extensions: ['.ts', '.js'] }), toJavaScript('es2022'), terser({ ecma: 2022 })],
};

export default [script, commandLine, pages];
