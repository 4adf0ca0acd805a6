// Starts programs and stays until they have ended, also where this process is told to stop.
import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';

/** The repository's folder. */
export const ROOT = fileURLToPath(new URL('../../', import.meta.url));

const running = new Set();
let interrupted = false;
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) {
  // What runs ends its own browsers; this process stays until that is done. A terminal sends Ctrl-C to both.
  process.on(signal, () => {
    interrupted = true;
    if (signal !== 'SIGINT') for (const child of running) child.kill(signal);
    if (running.size === 0) process.exit(130);
  });
}

/** Runs a program to its end, with its output shown. True if it ended well. */
export const run = async (command, args, { env = {}, input = 'ignore' } = {}) => {
  const well = await new Promise((resolve) => {
    const child = spawn(command, args, {
      cwd: ROOT,
      stdio: [input, 'inherit', 'inherit'],
      env: { ...process.env, ...env },
      shell: process.platform === 'win32' && command === 'npm',
    });
    running.add(child);
    child.once('error', (error) => {
      console.error(`${command} could not be started: ${error.message}`);
      running.delete(child);
      resolve(false);
    });
    child.once('exit', (code) => {
      running.delete(child);
      resolve(code === 0);
    });
  });
  if (interrupted) process.exit(130);
  return well;
};
