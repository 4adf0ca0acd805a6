// What `npm run test:hosts` runs: gets the hosts and a Chromium where they are missing, then runs test/hosts/*.host.ts as `npm test` runs its own.
import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { installMissing } from '../browsers/find.mjs';
import { getHosts } from './packages.mjs';

installMissing(['chromium']);
getHosts();
const runner = fileURLToPath(new URL('../run.mjs', import.meta.url));
// As with `npm test`, a terminal's Ctrl-C reaches the runner itself, which ends what it started.
process.on('SIGINT', () => {});
const { status } = spawnSync(process.execPath, [runner, '--node-only', '--files', 'test/hosts/*.host.ts', ...process.argv.slice(2)], { stdio: 'inherit' });
process.exitCode = status ?? 1;
