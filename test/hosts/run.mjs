// What `npm run test:hosts` runs: gets the hosts and a Chromium where they are missing, then runs test/hosts/*.host.ts as `npm test` runs its own.
import { spawn, spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { installMissing } from '../browsers/find.mjs';
import { getHosts } from './packages.mjs';

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
const running = spawn(process.execPath, [runner, '--node-only', '--files', 'test/hosts/*.host.ts', ...process.argv.slice(2)], {
  stdio: 'inherit',
  env: { ...process.env, TEST_TIMEOUT: '600000' },
});
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) {
  // The runner ends what it started; this process stays until that is done. A terminal sends Ctrl-C to both.
  process.on(signal, () => signal !== 'SIGINT' && running.kill(signal));
}
running.once('exit', (code) => (process.exitCode = code ?? 1));
