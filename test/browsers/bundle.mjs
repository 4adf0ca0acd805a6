// Makes one set of scripts of all browser tests and the source, so that a page of tests asks for a handful of modules and not for two hundred.
import { rmSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build, context } from 'esbuild';

const ROOT = fileURLToPath(new URL('../../', import.meta.url));
const FOLDER = join(ROOT, 'node_modules/.cache/artifact-viewer-tests/bundle');

/** A test refers to a file beside itself by its own address: after bundling, it is the source's address that is meant. */
const sourceAddresses = {
  name: 'source-addresses',
  setup({ onLoad }) {
    onLoad({ filter: /\.test\.ts$/ }, async ({ path }) => {
      const { readFile } = await import('node:fs/promises');
      const text = await readFile(path, 'utf8');
      if (!text.includes('import.meta.url')) return undefined;
      const address = `/${relative(ROOT, path)}`;
      return {
        contents: text.replaceAll('import.meta.url', `new URL(${JSON.stringify(address)}, location.origin).href`),
        loader: 'ts',
        resolveDir: dirname(path),
      };
    });
  },
};

/** The script that a test file has become. @param {string} file e.g. `test/smoke.test.ts` */
export const scriptOf = (file) => join(FOLDER, file.replace(/\.ts$/, '.js'));

/** The test file that has become this script. */
export const fileOf = (script) => relative(FOLDER, script).replace(/\.js$/, '.ts');

/**
 * Bundles test files with their source, with source maps.
 * @param {string[]} files
 * @param {{ watch?: boolean }} options `watch`: again at each change, until the process ends
 */
export const bundle = async (files, { watch = false } = {}) => {
  rmSync(FOLDER, { recursive: true, force: true });
  const options = {
    absWorkingDir: ROOT,
    entryPoints: files,
    outdir: FOLDER,
    outbase: ROOT,
    bundle: true,
    splitting: true,
    format: 'esm',
    target: 'es2022',
    sourcemap: true,
    conditions: ['development'],
    // package.json says that most of our modules do nothing by themselves: a test that imports one for what it does gets it.
    ignoreAnnotations: true,
    external: ['/__web-dev-server__web-socket.js'],
    plugins: [sourceAddresses],
    logLevel: 'warning',
  };
  if (!watch) return void (await build(options));
  const watching = await context(options);
  await watching.rebuild();
  await watching.watch();
};
