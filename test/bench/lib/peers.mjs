import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

const HERE = fileURLToPath(new URL('../', import.meta.url));
const ROOT = fileURLToPath(new URL('../../../', import.meta.url));
/** What was installed last. */
const STAMP = `${HERE}node_modules/.installed`;

export const OURS = 'artifact-viewer';
export const LIMIT = 'inner-html';

/** What is measured beside ours: the file of each, and whether it shows cards too or text only. */
export const PEERS = {
  [LIMIT]: { file: 'inner-html.js', label: 'innerHTML', cards: true },
  preact: { file: 'preact.jsx', label: 'Preact', cards: true },
  svelte: { file: 'svelte.js', label: 'Svelte', cards: true },
  vue: { file: 'vue.js', label: 'Vue', cards: true },
  react: { file: 'react.jsx', label: 'React', cards: true },
  'md-block': { file: 'md-block.js', label: 'md-block', cards: false },
  'zero-md': { file: 'zero-md.js', label: 'zero-md', cards: false },
};

/** What is no peer, but is measured to compare with. */
const YARDSTICKS = { nothing: 'nothing.js', libraries: 'libraries.js', markup: 'markup.js', reader: 'reader.js' };

/** A competitor's name for people. */
export const labelOf = (name) =>
  ({
    [OURS]: 'artifact-viewer',
    libraries: 'its four libraries',
    markup: 'its own markup',
    uncited: 'without citations',
    prebuilt: 'artifact-viewer',
    static: 'static page',
  })[name] ??
  PEERS[name]?.label ??
  name;

/** Installs the peers as their lock file has them, where that was not done yet. */
export const installPeers = async (tell) => {
  const wanted = createHash('sha256')
    .update(readFileSync(`${HERE}package-lock.json`))
    .digest('hex');
  if (existsSync(STAMP) && readFileSync(STAMP, 'utf8') === wanted) return;
  tell('npm ci in test/bench: what is measured beside ours is installed there, once');
  const code = await new Promise((resolve, reject) => {
    const npm = spawn('npm', ['ci', '--ignore-scripts', '--prefer-offline', '--loglevel=error'], {
      cwd: HERE,
      stdio: ['ignore', 'ignore', 'inherit'],
      shell: process.platform === 'win32',
    });
    npm.once('error', reject);
    npm.once('exit', resolve);
  });
  if (code !== 0) throw new Error('npm ci in test/bench failed. Run it there to see why.');
  writeFileSync(STAMP, wanted);
};

/** Single-file components of Vue and Svelte, compiled as their own tools do for production. */
const components = () => {
  const require = createRequire(`${HERE}package.json`);
  return {
    name: 'components',
    setup({ onLoad }) {
      onLoad({ filter: /\.svelte$/ }, ({ path }) => {
        const { compile } = require('svelte/compiler');
        return {
          contents: compile(readFileSync(path, 'utf8'), { filename: path, generate: 'client', dev: false }).js.code,
          loader: 'js',
        };
      });
      onLoad({ filter: /\.vue$/ }, ({ path }) => {
        const { parse, compileScript } = require('vue/compiler-sfc');
        const { descriptor } = parse(readFileSync(path, 'utf8'), { filename: path });
        return {
          contents: compileScript(descriptor, { id: 'view', inlineTemplate: true, isProd: true }).content,
          loader: 'js',
        };
      });
    },
  };
};

const bundle = async (file) => {
  const { outputFiles } = await build({
    entryPoints: [`${HERE}peers/${file}`],
    bundle: true,
    minify: true,
    write: false,
    format: 'iife',
    target: 'es2022',
    jsx: 'automatic',
    conditions: ['browser', 'production', 'import'],
    define: {
      'process.env.NODE_ENV': '"production"',
      __VUE_OPTIONS_API__: 'false',
      __VUE_PROD_DEVTOOLS__: 'false',
      __VUE_PROD_HYDRATION_MISMATCH_DETAILS__: 'false',
      'import.meta.url': '"https://bench.invalid/"',
    },
    legalComments: 'none',
    logLevel: 'error',
    plugins: [components()],
  });
  return outputFiles[0].text;
};

/**
 * The script of each competitor. Ours is the one script as it is in `dist`.
 * @param {string[]} names
 * @returns {Promise<Record<string, string>>}
 */
export const bundles = async (names) => {
  const scripts = { [OURS]: readFileSync(`${ROOT}dist/artifact-viewer.js`, 'utf8') };
  for (const name of [...names, ...Object.keys(YARDSTICKS)])
    scripts[name] = await bundle(PEERS[name]?.file ?? YARDSTICKS[name]);
  return scripts;
};

/** What hands content to our elements, as a page's own script would. @param name `prebuilt`: articles of a built site */
export const adapter = (name = OURS) => readFileSync(`${HERE}peers/${name}.js`, 'utf8');
