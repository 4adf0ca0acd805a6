import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { builtinModules } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { fileURLToPath } from 'node:url';
import { checkPackage, createPackageFromTarballData } from '@arethetypeswrong/core';
import { nodeResolve } from '@rollup/plugin-node-resolve';
import { publint } from 'publint';
import { formatMessage } from 'publint/utils';
import { rollup } from 'rollup';
import ts from 'typescript';

const ROOT = fileURLToPath(new URL('../', import.meta.url));

interface Manifest {
  name: string;
  bin: Record<string, string>;
  exports: Record<string, unknown>;
  imports: Record<string, Record<string, string>>;
  dependencies: Record<string, string>;
}

describe('the package, as npm packs it,', () => {
  let folder: string;
  let tarball: string;
  /** Where a project that depends on it finds it. */
  let installed: string;
  let manifest: Manifest;
  before(() => {
    folder = mkdtempSync(join(tmpdir(), 'artifact-viewer-package-'));
    // What `prepack` does, but for the one script: other tests, which run beside this one, have that open.
    execFileSync(process.execPath, ['src/build/package.mjs'], { cwd: ROOT, stdio: ['ignore', 'ignore', 'inherit'] });
    const told = execFileSync('npm', ['pack', '--ignore-scripts', '--json', '--silent', '--pack-destination', folder], {
      cwd: ROOT,
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    const name = readdirSync(folder).find((file) => file.endsWith('.tgz'));
    assert.ok(name, told);
    tarball = join(folder, name);
    installed = join(folder, 'project/node_modules/artifact-viewer');
    mkdirSync(installed, { recursive: true });
    execFileSync('tar', ['-xzf', tarball, '-C', installed, '--strip-components=1']);
    manifest = JSON.parse(readFileSync(join(installed, 'package.json'), 'utf8'));
    // What it depends on is what is installed here; of everything else a project finds nothing.
    const link = (dependency: string) => {
      const path = join(folder, 'project/node_modules', dependency);
      if (existsSync(path)) return;
      mkdirSync(join(path, '..'), { recursive: true });
      symlinkSync(join(ROOT, 'node_modules', dependency), path);
    };
    [...Object.keys(manifest.dependencies), '@types/react', 'csstype', '@types/trusted-types'].forEach(link);
    writeFileSync(join(folder, 'project/package.json'), '{"type":"module"}');
  });
  after(() => rmSync(folder, { recursive: true, force: true }));

  it('has nothing that publint finds wrong', async () => {
    const { messages, pkg } = await publint({ pkgDir: installed, pack: false, strict: true });
    assert.deepEqual(
      messages.map((message) => formatMessage(message, pkg, { color: false })),
      [],
    );
  });

  it('has types for every entry, which no way of resolving modules gets wrong', async () => {
    const result = await checkPackage(createPackageFromTarballData(new Uint8Array(readFileSync(tarball))));
    assert.ok(result.types, 'it has types');
    // CommonJS and the resolution of old are not offered: the package has ES modules only, and says so.
    const found = 'problems' in result ? result.problems : [];
    const told = found.filter(
      (problem) =>
        problem.kind !== 'CJSResolvesToESM' && !('resolutionKind' in problem && problem.resolutionKind === 'node10'),
    );
    assert.deepEqual(told, []);
  });

  it('adds nothing to Node’s global scope when an entry is imported, and does not crash', () => {
    for (const [entry, target] of Object.entries(manifest.exports)) {
      const file = typeof target === 'string' ? target : (target as { default?: string }).default;
      // The one script is for pages: importing it is what starts it.
      if (!file?.endsWith('.js') || entry === './bundle.js') continue;
      const name = entry.replace('.', manifest.name);
      const code = `const before = Object.getOwnPropertyNames(globalThis).length;
        const module = await import(${JSON.stringify(name)});
        const gained = Object.getOwnPropertyNames(globalThis).slice(before);
        console.log(JSON.stringify({ exports: Object.keys(module).length, gained }));`;
      const out = execFileSync(process.execPath, ['--input-type=module', '--eval', code], {
        cwd: join(folder, 'project'),
        encoding: 'utf8',
        stdio: ['ignore', 'pipe', 'pipe'],
      });
      const { exports, gained } = JSON.parse(out) as { exports: number; gained: string[] };
      assert.ok(exports > 0, name);
      // Lit counts its own copies, and has a registry of elements in Node.
      assert.deepEqual(
        gained.filter((global) => !/^lit|^reactiveElement|^customElements$/.test(global)),
        [],
        name,
      );
    }
  });

  it('knows its tags in TypeScript and in React’s JSX, and a wrong use of one', () => {
    const project = join(folder, 'project');
    const write = (name: string, text: string) => {
      writeFileSync(join(project, name), text);
      return join(project, name);
    };
    const right = write(
      'right.ts',
      `import 'artifact-viewer/trial-card.js';\nexport const status: string = document.createElement('trial-card').status;\nexport const trial: string | undefined = document.querySelector('trial-card')?.trial;\n`,
    );
    const rightJsx = write(
      'right.tsx',
      `import 'artifact-viewer/types/jsx';\nexport const card = <trial-card artifact-id="x" trial="NCT00000000" />;\n`,
    );
    const wrong = write(
      'wrong.ts',
      `import 'artifact-viewer';\nexport const status: number = document.createElement('trial-card').status;\n`,
    );
    const wrongJsx = write(
      'wrong.tsx',
      `import 'artifact-viewer/types/jsx';\nexport const card = <trial-card trail="x" />;\n`,
    );
    const program = ts.createProgram([right, rightJsx, wrong, wrongJsx], {
      module: ts.ModuleKind.NodeNext,
      moduleResolution: ts.ModuleResolutionKind.NodeNext,
      target: ts.ScriptTarget.ES2022,
      lib: ['lib.es2023.d.ts', 'lib.dom.d.ts', 'lib.dom.iterable.d.ts'],
      jsx: ts.JsxEmit.ReactJSX,
      strict: true,
      noEmit: true,
      types: [],
      // TypeScript's own types of the language and of the DOM.
      skipDefaultLibCheck: true,
    });
    const flaws = ts.getPreEmitDiagnostics(program).map(({ file, messageText }) => ({
      file: file?.fileName,
      says: `${file?.fileName}: ${ts.flattenDiagnosticMessageText(messageText, ' ')}`,
    }));
    const flawsOf = (file: string) => flaws.filter((flaw) => flaw.file === file).map(({ says }) => says);
    // Whatever is wrong beside the two wrong uses is wrong in the package's own types.
    assert.deepEqual(
      flaws.filter(({ file }) => file !== wrong && file !== wrongJsx).map(({ says }) => says),
      [],
    );
    assert.equal(flawsOf(wrong).length, 1);
    assert.match(flawsOf(wrongJsx).join('\n'), /trail/);
  });

  it('leaves the other elements out where a page uses one', async () => {
    const entry = join(folder, 'project/one.js');
    const carried = async (code: string) => {
      writeFileSync(entry, code);
      const build = await rollup({ input: entry, plugins: [nodeResolve()], onwarn: () => {} });
      const { output } = await build.generate({ format: 'es' });
      return Object.keys(output[0].modules)
        .filter((id) => output[0].modules[id]?.renderedLength)
        .map((id) => id.replaceAll('\\', '/'));
    };
    const one = await carried(
      "import { DrugInfobox } from 'artifact-viewer';\ncustomElements.define('drug-infobox', DrugInfobox);\n",
    );
    const elements = one
      .filter((id) => /modules\/elements\/[\w]+-[\w-]+\.js$/.test(id))
      .map((id) => id.split('/').at(-1));
    // With what stands in one: the sources at its foot, pictures that wait.
    assert.deepEqual(elements, ['artifact-references.js', 'artifact-image.js', 'drug-infobox.js']);
    const defined = await carried("import 'artifact-viewer/drug-infobox.js';\n");
    assert.deepEqual(
      defined
        .filter((id) => /modules\/(elements|define)\/[\w]+-[\w-]+\.js$/.test(id))
        .map((id) => id.split('/').at(-1)),
      [...elements, 'drug-infobox.js'],
    );
    const all = await carried("import 'artifact-viewer/define.js';\n");
    for (const entry of Object.keys(manifest.exports).filter((name) => /^\.\/\w+-[\w-]+\.js$/.test(name)))
      assert.ok(
        all.some((id) => id.replace('/panels/', '/').endsWith(`/modules/elements/${entry.slice(2)}`)),
        entry,
      );
    const parsing = await carried("import { parse } from 'artifact-viewer/artifact.js';\nconsole.log(parse({}));\n");
    assert.deepEqual(
      parsing.filter((id) => /node_modules\/(lit|marked|dompurify|@lit)|modules\/(elements|text)\//.test(id)),
      [],
    );
  });

  /** The libraries that parse or clean HTML, by where they are for. */
  const FOR_NODE = /\/node_modules\/(?:parse5|entities|saxes|jsdom)\//;
  const FOR_BROWSERS = /\/node_modules\/dompurify\//;

  it('has nothing in the one script that only Node uses', () => {
    const map = readFileSync(join(installed, 'dist/artifact-viewer.js.map'), 'utf8');
    const { sources } = JSON.parse(map) as { sources: string[] };
    assert.ok(sources.some((source) => FOR_BROWSERS.test(source)));
    assert.deepEqual(
      sources.filter((source) => FOR_NODE.test(source) || /\/src\/(?:cli|build)\/|parse5/.test(source)),
      [],
    );
  });

  it('cleans texts by the browser’s parser in a browser, and by parse5 in Node', async () => {
    const entry = join(folder, 'project/cleaner.js');
    writeFileSync(entry, "import 'artifact-viewer/define.js';\n");
    const carried = async (exportConditions: string[]) => {
      const build = await rollup({ input: entry, plugins: [nodeResolve({ exportConditions })], onwarn: () => {} });
      const { output } = await build.generate({ format: 'es' });
      return Object.keys(output[0].modules).map((id) => id.replaceAll('\\', '/'));
    };
    const [browser, node] = [await carried([]), await carried(['node'])];
    const has = (modules: string[], library: RegExp) => modules.some((id) => library.test(id));
    assert.deepEqual([has(browser, FOR_BROWSERS), has(browser, FOR_NODE)], [true, false]);
    assert.deepEqual([has(node, FOR_BROWSERS), has(node, /\/node_modules\/parse5\//)], [false, true]);
  });

  it('finds the cleaner in its own modules as in its source', () => {
    const source = JSON.parse(readFileSync(join(ROOT, 'src/package.json'), 'utf8')) as Manifest;
    const found = JSON.stringify(source.imports)
      .replaceAll('./text/', './dist/modules/text/')
      .replaceAll('.ts"', '.js"');
    assert.deepEqual(manifest.imports, JSON.parse(found));
  });

  it('has the command line in it, which runs where only its dependencies are installed', () => {
    const bin = manifest.bin['artifact-viewer'] ?? assert.fail();
    const program = join(installed, bin);
    assert.match(readFileSync(program, 'utf8'), /^#!\/usr\/bin\/env node\n/);
    // Every package that the program names is a dependency: nothing of development is there when somebody installs it.
    const sources = [bin, ...readdirSync(join(installed, 'dist/cli')).map((name) => `dist/cli/${name}`)];
    const named = sources
      .filter((path) => path.endsWith('.js'))
      .flatMap((path) => [
        ...readFileSync(join(installed, path), 'utf8').matchAll(
          /^(?:import|export)\b[^'"\n]*?(?:from )?['"]([^'".][^'"]*)['"];?$/gm,
        ),
      ])
      .map(([, name = '']) => name);
    const packageOf = (name: string) =>
      name
        .split('/')
        .slice(0, name.startsWith('@') ? 2 : 1)
        .join('/');
    const packages = named.filter((name) => !name.startsWith('node:') && !builtinModules.includes(name)).map(packageOf);
    assert.ok(packages.includes('valibot'));
    // A DOM of its own would take longer to load than all else.
    assert.ok(!packages.includes('jsdom') && !packages.includes('dompurify'));
    for (const name of new Set(packages))
      assert.ok(Object.hasOwn(manifest.dependencies, name), `${name} is among the dependencies`);
    assert.match(
      execFileSync(process.execPath, [program, 'import', '--help'], { encoding: 'utf8' }),
      /^Usage: artifact-viewer import/,
    );
  });

  it('tells editors of every element, each attribute with its meaning', () => {
    const { tags } = JSON.parse(readFileSync(join(installed, 'dist/editors/vscode.html-data.json'), 'utf8')) as {
      tags: { name: string; description: string; attributes: { name: string; description?: string }[] }[];
    };
    const { modules } = JSON.parse(readFileSync(join(installed, 'dist/custom-elements.json'), 'utf8')) as {
      modules: { declarations: { tagName?: string }[] }[];
    };
    const names = modules.flatMap(({ declarations }) => declarations.flatMap(({ tagName }) => tagName ?? []));
    assert.deepEqual(tags.map(({ name }) => name).sort(), names.sort());
    for (const { name, attributes } of tags)
      for (const attribute of attributes) assert.ok(attribute.description, `${name} ${attribute.name}`);
    const webTypes = readFileSync(join(installed, 'dist/editors/web-types.json'), 'utf8');
    for (const name of names) assert.ok(webTypes.includes(`"${name}"`), name);
  });
});
