// What tests start ends with this process, however it ends short of SIGKILL.
const ending = new AbortController();

/** Aborted when this process is about to end. */
export const untilExit = ending.signal;

process.once('exit', () => ending.abort());
for (const [signal, number] of [
  ['SIGHUP', 1],
  ['SIGINT', 2],
  ['SIGTERM', 15],
]) {
  process.once(signal, () => process.exit(128 + number));
}

/** Sends a signal to a process group, named by the process at its head. No error where nobody of it is left. */
export const signalGroup = (pid, signal) => {
  try {
    process.kill(-pid, signal);
  } catch {
    // Nobody is left.
  }
};
