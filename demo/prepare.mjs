// Installs what is missing and builds what is out of date. Node built-ins only, since nothing may be installed yet.
import { execFileSync } from 'node:child_process';
import { existsSync, readdirSync, statSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));
const npm = (...args) => {
  try {
    execFileSync(process.platform === 'win32' ? 'npm.cmd' : 'npm', args, {
      cwd: root,
      stdio: 'inherit',
      shell: process.platform === 'win32',
    });
  } catch (error) {
    // npm has said what is wrong.
    process.exit(error.status ?? 1);
  }
};

/** The newest change in a file or folder, in milliseconds. */
const changed = (path) => {
  const stat = statSync(path);
  return stat.isDirectory()
    ? Math.max(0, ...readdirSync(path).map((name) => changed(`${path}/${name}`)))
    : stat.mtimeMs;
};

/** Makes the checkout ready to serve: dependencies as the lock file says, the script as the source says. */
export const prepare = () => {
  const installed = `${root}/node_modules/.package-lock.json`;
  if (!existsSync(installed) || changed(installed) < changed(`${root}/package-lock.json`)) {
    console.log('Installing what the project needs …');
    npm('ci');
  }
  const script = `${root}/dist/artifact-viewer.js`;
  if (!existsSync(script) || changed(script) < Math.max(changed(`${root}/src`), changed(`${root}/rollup.config.mjs`))) {
    console.log('Building …');
    npm('run', 'build');
  }
};
