// The program as a process: its streams, its signals and its exit code. What it does is in program.ts.
import { discardUnfinished } from './files.js';
import { runProgram, worldOf } from './program.js';
import { clearProgress } from './progress.js';

const interrupted = new AbortController();

const writeTo = (stream: NodeJS.WritableStream) => (text: string) => {
  clearProgress();
  stream.write(text);
};
const world = worldOf(writeTo(process.stdout), writeTo(process.stderr), interrupted.signal);

/** The exit codes of programs ended by a signal: 128 plus the signal's number. */
const SIGNALS = { SIGINT: 130, SIGTERM: 143, SIGHUP: 129 } as const;
for (const [signal, code] of Object.entries(SIGNALS))
  process.on(signal, () => {
    interrupted.abort();
    discardUnfinished();
    world.tell('Stopped. Finished files were kept; no other file was changed.');
    process.exit(code);
  });

// `artifact-viewer … | head` closes the pipe, which is not an error.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code === 'EPIPE') process.exit(0);
  throw error;
});

process.exitCode = await runProgram(process.argv.slice(2), world);
clearProgress();
