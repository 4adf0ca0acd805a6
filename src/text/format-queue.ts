import { isServer } from 'lit';
import { PIECES_OF_A_TASK, WORK_OF_A_TASK } from './limits.js';

interface Job {
  work: number;
  run: () => void;
}

let haste = isServer;

/** Whether to format everything in the current task: when prerendering, and when a prerendered page is rendered again. */
export const isSynchronous = (): boolean => haste;

/** Formats everything immediately until the next paint. */
export const renderSynchronously = (): void => {
  haste = true;
  requestAnimationFrame(() => (haste = false));
};

let spent = 0;
let jobs: Job[] = [];
let timer: ReturnType<typeof setTimeout> | undefined;

const next = (): void => {
  timer = undefined;
  spent = 0;
  for (let [job] = jobs; job && hasBudgetFor(job.work, true); [job] = jobs) {
    jobs.shift();
    job.run();
  }
};

/**
 * Whether the task of the page that runs has time for more formatting; if so, it counts as done. One job fits, however large.
 * @param isPiece whether it is a piece of a long text, of which the reader sees the first: a whole text that came as plain words would jump.
 */
export const hasBudgetFor = (work: number, isPiece = false): boolean => {
  if (haste) return true;
  timer ??= setTimeout(next);
  if (spent > 0 && spent + work > (isPiece ? PIECES_OF_A_TASK : WORK_OF_A_TASK)) return false;
  spent += work;
  return true;
};

/** Whether text is still to be formatted. */
export const isFormatting = (): boolean => jobs.length > 0;

/** Queues a job for a later task. */
export const defer = (work: number, run: () => void): void => {
  jobs.push({ work, run });
  timer ??= setTimeout(next);
  // The same function each time, so it is added only once.
  addEventListener('beforeprint', flushFormatQueue);
};

/** Runs all queued jobs now: before printing, and when scrolling to a section. */
export const flushFormatQueue = (): void => {
  const all = jobs;
  jobs = [];
  for (const { run } of all) run();
};
