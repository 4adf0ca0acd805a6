// What `npm run test:hosts` runs: gets the hosts and a Chromium where they are missing, then runs test/hosts/*.host.ts as `npm test` runs its own.
import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { installMissing } from '../browsers/find.mjs';
import { getHosts } from './packages.mjs';

installMissing(['chromium']);
getHosts();
const runner = fileURLToPath(new URL('../run.mjs', import.meta.url));
const running = spawn(process.execPath, [runner, '--node-only', '--files', 'test/hosts/*.host.ts', ...process.argv.slice(2)], { stdio: 'inherit' });
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) {
  // The runner ends what it started; this process stays until that is done. A terminal sends Ctrl-C to both.
  process.on(signal, () => signal !== 'SIGINT' && running.kill(signal));
}
running.once('exit', (code) => (process.exitCode = code ?? 1));
