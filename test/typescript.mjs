// Lets Node run the TypeScript of src/ and test/ as it stands: `node --import ./test/typescript.mjs --test test/parse.node.ts`.
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { mkdir, readFile, rename, writeFile } from 'node:fs/promises';
import { register } from 'node:module';
import { fileURLToPath } from 'node:url';
import { isMainThread } from 'node:worker_threads';

// The module is loaded twice: by --import, to register itself, and then on the thread where Node runs its hooks.
if (isMainThread) register(import.meta.url);

const TYPESCRIPT = /\.ts(\?|$)/;
const CACHE = new URL('../node_modules/.cache/artifact-viewer-tests/transformed/', import.meta.url);

const readSetting = (path) => readFileSync(new URL(path, import.meta.url), 'utf8');
const sha = (...texts) => createHash('sha256').update(texts.join('\0')).digest('hex');

let settings;
/** What the JavaScript of a file depends on, apart from the file. */
const readSettings = () => {
  const tsconfigRaw = readSetting('../tsconfig.json');
  const { version } = JSON.parse(readSetting('../package.json'));
  const options = {
    loader: 'ts',
    format: 'esm',
    target: 'node20',
    sourcemap: 'inline',
    define: { __VERSION__: JSON.stringify(version) },
    tsconfigRaw,
  };
  const esbuild = JSON.parse(readSetting('../node_modules/esbuild/package.json')).version;
  return { options, key: sha(esbuild, JSON.stringify(options)) };
};

/** The JavaScript of a file. Every test file has a process of its own, and most of them load the same source: it is transformed once. */
const toJavaScript = async (path, text) => {
  settings ??= readSettings();
  const cached = new URL(`${sha(path).slice(0, 32)}.js`, CACHE);
  const firstLine = `// ${sha(settings.key, text)}\n`;
  const kept = await readFile(cached, 'utf8').catch(() => '');
  if (kept.startsWith(firstLine)) return kept;
  const { transform } = await import('esbuild');
  const { code } = await transform(text, { ...settings.options, banner: firstLine.trimEnd(), sourcefile: path });
  // Test files run side by side: renaming lets each find a whole file or none.
  const unfinished = new URL(`${cached.href}.${process.pid}.tmp`);
  await mkdir(CACHE, { recursive: true });
  await writeFile(unfinished, code);
  await rename(unfinished, cached);
  return code;
};

/** `./parse.js`, imported from TypeScript, is `./parse.ts` where there is no such script. */
export async function resolve(specifier, context, next) {
  if (!specifier.startsWith('.') || !specifier.endsWith('.js') || !TYPESCRIPT.test(context.parentURL ?? ''))
    return next(specifier, context);
  return next(specifier.replace(/\.js$/, '.ts'), context).catch(() => next(specifier, context));
}

export async function load(url, context, next) {
  if (!url.startsWith('file:') || !TYPESCRIPT.test(url)) return next(url, context);
  const path = fileURLToPath(url);
  return { format: 'module', source: await toJavaScript(path, await readFile(path, 'utf8')), shortCircuit: true };
}
