/**
 * Makes the files of the npm package besides the script: ES modules with types, and descriptions of the elements for
 * editors and frameworks. `npm pack` and `npm publish` call it.
 *
 * dist/modules/     src/ as unbundled ES modules, lit and the other libraries left as imports, with types and source maps
 * dist/modules/define/  modules that define one element, or all of them, when they are imported
 * dist/types/       the tags for JSX (React 19 and others), Vue and Svelte
 * dist/editors/     custom data for VS Code, web-types for JetBrains
 */
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join, relative, sep } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { generateJetBrainsWebTypes } from 'custom-element-jet-brains-integration';
import { generateSvelteTypes } from 'custom-element-svelte-integration';
import { generateVsCodeCustomElementData } from 'custom-element-vs-code-integration';
import { generateVuejsTypes } from 'custom-element-vuejs-integration';
import { generateJsxTypes } from '@wc-toolkit/jsx-types';
import { transform } from 'esbuild';
import ts from 'typescript';
import { programOf, tagsOf } from './exports.mjs';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const SRC = join(ROOT, 'src');
const MODULES = join(ROOT, 'dist/modules');

/** Whether a file is a module of the package: not Node-only code, and not the entry of the script. */
const isShipped = (file) => file.endsWith('.ts') && !/^(cli|build)[\\/]|^bundle\.ts$/.test(file);

const { version } = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8'));

const writeModules = async (files) => {
  const tsconfigRaw = readFileSync(join(ROOT, 'tsconfig.json'), 'utf8');
  for (const file of files) {
    const to = join(MODULES, file.replace(/\.ts$/, '.js'));
    mkdirSync(dirname(to), { recursive: true });
    const { code, map } = await transform(readFileSync(join(SRC, file), 'utf8'), {
      loader: 'ts',
      format: 'esm',
      target: 'es2022',
      tsconfigRaw,
      define: { __VERSION__: JSON.stringify(version) },
      sourcemap: 'external',
      sourcefile: relative(dirname(to), join(SRC, file)).split(sep).join('/'),
    });
    writeFileSync(to, `${code}//# sourceMappingURL=${to.slice(to.lastIndexOf(sep) + 1)}.map\n`);
    writeFileSync(`${to}.map`, map);
  }
};

const writeTypes = (files) => {
  const program = programOf(
    files.map((file) => join(SRC, file)),
    {
      noEmit: false,
      emitDeclarationOnly: true,
      declaration: true,
      sourceMap: false,
      rootDir: SRC,
      outDir: MODULES,
    },
  );
  const { diagnostics } = program.emit();
  const flaws = [...ts.getPreEmitDiagnostics(program), ...diagnostics];
  if (flaws.length > 0)
    throw new Error(
      ts.formatDiagnostics(flaws, {
        getCanonicalFileName: (name) => name,
        getCurrentDirectory: () => ROOT,
        getNewLine: () => '\n',
      }),
    );
};

/** The path of an element's module in the folder of modules. */
const moduleOf = (tag) => `elements/${existsSync(join(SRC, 'elements', `${tag}.ts`)) ? '' : 'panels/'}${tag}.js`;

/** Writes the modules with side effects: `artifact-viewer/define.js` and one for each tag. */
const writeDefinitions = () => {
  const folder = join(MODULES, 'define');
  mkdirSync(folder);
  const write = (name, code, types) => {
    writeFileSync(join(folder, `${name}.js`), code);
    writeFileSync(join(folder, `${name}.d.ts`), types);
  };
  const all = "export { defineElements, elements } from '../define.js';\n";
  write('all', `import { defineElements } from '../define.js';\ndefineElements();\n${all}`, all);
  for (const tag of tagsOf(readFileSync(join(SRC, 'define.ts'), 'utf8'))) {
    const name = tag.replaceAll(/(?:^|-)(\w)/g, (_, letter) => letter.toUpperCase());
    const one = `export { ${name} } from '../${moduleOf(tag)}';\n`;
    const define = `import { ${name} } from '../${moduleOf(tag)}';\nif (!customElements.get('${tag}')) customElements.define('${tag}', ${name});\n`;
    write(tag, define + one, one);
  }
};

/** Writes descriptions of the elements for frameworks and editors, from the manifest. */
const writeDescriptions = () => {
  // Made by `npm run build`.
  const manifest = JSON.parse(readFileSync(join(ROOT, 'dist/custom-elements.json'), 'utf8'));
  // The generators would import each event's class from each element's module, which has none; they are in the DOM's own event map.
  for (const { events } of manifest.modules.flatMap(({ declarations }) => declarations))
    for (const event of events ?? []) event.type = { text: `HTMLElementEventMap['${event.name}']` };
  const types = 'dist/types';
  const editors = 'dist/editors';
  mkdirSync(join(ROOT, types), { recursive: true });
  mkdirSync(join(ROOT, editors), { recursive: true });
  // The generators write relative to the working directory.
  process.chdir(ROOT);
  const typePath = (_name, tag) => `../modules/${moduleOf(tag)}`;
  const quiet = { hideLogs: true };
  generateJsxTypes(manifest, {
    outdir: types,
    fileName: 'jsx.d.ts',
    componentTypePath: typePath,
    allowUnknownProps: false,
  });
  generateVuejsTypes(manifest, { outdir: types, fileName: 'vue.d.ts', componentTypePath: typePath, ...quiet });
  generateSvelteTypes(manifest, { outdir: types, fileName: 'svelte.d.ts', componentTypePath: typePath, ...quiet });
  // The generator supports only the namespace of Svelte 3.
  const svelte = join(types, 'svelte.d.ts');
  const augmentation =
    "declare module 'svelte/elements' {\n  interface SvelteHTMLElements extends CustomElements {}\n}\n";
  writeFileSync(
    svelte,
    readFileSync(svelte, 'utf8').replace(/declare namespace svelteHTML \{[\s\S]*\}\s*$/, () => augmentation),
  );
  // Importing the package's entry declares the events.
  for (const file of readdirSync(types))
    writeFileSync(
      join(types, file),
      `import type {} from '../modules/index.js';\n${readFileSync(join(types, file), 'utf8')}`,
    );
  generateVsCodeCustomElementData(manifest, {
    outdir: editors,
    htmlFileName: 'vscode.html-data.json',
    cssFileName: 'vscode.css-data.json',
    ...quiet,
  });
  generateJetBrainsWebTypes(manifest, {
    outdir: editors,
    webTypesFileName: 'web-types.json',
    packageJson: false,
    ...quiet,
  });
};

/** Makes all files from scratch. */
export const makePackage = async () => {
  for (const folder of ['modules', 'types', 'editors'])
    rmSync(join(ROOT, 'dist', folder), { recursive: true, force: true });
  const files = readdirSync(SRC, { recursive: true }).filter(isShipped);
  await writeModules(files);
  writeTypes(files);
  writeDefinitions();
  // The script exports nothing; importing it defines the elements.
  writeFileSync(join(ROOT, 'dist/artifact-viewer.d.ts'), 'export {};\n');
  writeDescriptions();
};

if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href) await makePackage();
