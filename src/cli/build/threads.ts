import { Worker } from 'node:worker_threads';
import type { Result, Task } from './worker.js';

/** The number of artifacts after which a thread is replaced, since the renderer caches every text. */
const MOST_OF_A_THREAD = 200;
/** The number of artifacts assigned at a time. */
const BATCH = 10;

/**
 * Builds artifacts in several threads.
 * @param told called with each result.
 * @param signal stops the build after the artifacts in progress.
 */
export const inThreads = async (
  ids: readonly string[],
  jobs: number,
  task: Task,
  told: (result: Result) => void,
  signal: AbortSignal,
): Promise<void> => {
  const waiting = [...ids];
  const work = async (): Promise<void> => {
    while (waiting.length > 0 && !signal.aborted) {
      const worker = new Worker(new URL('./build-worker.js', import.meta.url), { workerData: task });
      let made = 0;
      await new Promise<void>((resolve, reject) => {
        const next = () => {
          const batch = made < MOST_OF_A_THREAD && !signal.aborted ? waiting.splice(0, BATCH) : [];
          made += batch.length;
          if (batch.length > 0) worker.postMessage(batch);
          else resolve();
        };
        worker.on('error', reject);
        worker.on('message', (message: Result | 'done') => (message === 'done' ? next() : told(message)));
        next();
      }).finally(() => worker.terminate());
    }
  };
  await Promise.all(Array.from({ length: Math.min(jobs, Math.ceil(ids.length / BATCH)) }, work));
};
