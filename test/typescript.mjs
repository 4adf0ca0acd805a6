// Lets Node run the TypeScript of src/ and test/ as it stands: `node --import ./test/typescript.mjs --test test/parse.node.ts`.
import { readFile } from 'node:fs/promises';
import { register } from 'node:module';
import { fileURLToPath } from 'node:url';
import { isMainThread } from 'node:worker_threads';

// The module is loaded twice: by --import, to register itself, and then on the thread where Node runs its hooks.
if (isMainThread) register(import.meta.url);

const TYPESCRIPT = /\.ts(\?|$)/;
const hooks = {};

const prepare = async () => {
  const { transform } = await import('esbuild');
  hooks.transform = transform;
  hooks.tsconfigRaw = await readFile(new URL('../tsconfig.json', import.meta.url), 'utf8');
  return hooks;
};

/** `./parse.js`, imported from TypeScript, is `./parse.ts` where there is no such script. */
export async function resolve(specifier, context, next) {
  if (!specifier.startsWith('.') || !specifier.endsWith('.js') || !TYPESCRIPT.test(context.parentURL ?? ''))
    return next(specifier, context);
  return next(specifier.replace(/\.js$/, '.ts'), context).catch(() => next(specifier, context));
}

export async function load(url, context, next) {
  if (!url.startsWith('file:') || !TYPESCRIPT.test(url)) return next(url, context);
  const { transform, tsconfigRaw } = hooks.transform ? hooks : await prepare();
  const path = fileURLToPath(url);
  const { code } = await transform(await readFile(path, 'utf8'), {
    loader: 'ts',
    format: 'esm',
    target: 'node20',
    sourcemap: 'inline',
    sourcefile: path,
    tsconfigRaw,
  });
  return { format: 'module', source: code, shortCircuit: true };
}
