// What `npm run test:hosts` runs: gets the hosts and a Chromium where they are missing, then runs test/hosts/*.host.ts as `npm test` runs its own.
import { spawn, spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { installMissing } from '../browsers/find.mjs';
import { getHosts } from './packages.mjs';

const HELP = `npm run test:hosts [-- options]

Gets a Chromium and the hosts that are missing (of Debian: MediaWiki, DokuWiki, nginx, MkDocs and Sphinx, with PHP; of npm:
Eleventy, VitePress, Starlight and Docusaurus), builds, and opens our elements on each of them (test/hosts/*.host.ts).

  --files GLOB      only these, e.g. 'test/hosts/nginx.host.ts' (may be given several times)
  --no-build        with dist/ as it is
  --help            this text

As root it installs PHP, MkDocs and Sphinx; the rest it keeps below node_modules/.cache. A host that is not there is named and
not tested.
`;

const options = process.argv.slice(2);
if (options.includes('--help')) {
  console.log(HELP);
  process.exit();
}

// It empties node_modules, and with it what is kept there of the hosts: on a fresh clone it comes first.
if (!existsSync(fileURLToPath(new URL('../../node_modules/.package-lock.json', import.meta.url))))
  spawnSync('npm', ['ci', '--loglevel=notice'], {
    cwd: fileURLToPath(new URL('../../', import.meta.url)),
    stdio: 'inherit',
    shell: process.platform === 'win32',
  });
installMissing(['chromium']);
await getHosts();
const runner = fileURLToPath(new URL('../run.mjs', import.meta.url));
const files = options.some((option) => /^--files(=|$)/.test(option)) ? [] : ['--files', 'test/hosts/*.host.ts'];
const running = spawn(process.execPath, [runner, '--node-only', ...files, ...options], {
  stdio: 'inherit',
  env: { ...process.env, TEST_TIMEOUT: '600000' },
});
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) {
  // The runner ends what it started; this process stays until that is done. A terminal sends Ctrl-C to both.
  process.on(signal, () => signal !== 'SIGINT' && running.kill(signal));
}
running.once('exit', (code) => (process.exitCode = code ?? 1));
