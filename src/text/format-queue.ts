import { isServer } from 'lit';
import { PIECES_OF_A_TASK, WORK_OF_A_TASK } from './limits.js';

interface Job {
  work: number;
  run: () => void;
}

let haste = isServer;

/** Whether everything is to be there within the task that runs: where a page is built ahead, and where one that was is taken over. */
export const isSynchronous = (): boolean => haste;

/** Puts nothing off until the page is painted. */
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

/** Puts a job off to a later task, after those that wait already. */
export const defer = (work: number, run: () => void): void => {
  jobs.push({ work, run });
  timer ??= setTimeout(next);
  // The same function each time: it is added once.
  addEventListener('beforeprint', flushFormatQueue);
};

/** Formats at once what waits for a later task: for the printer, and for who looks for a place in a text. */
export const flushFormatQueue = (): void => {
  const all = jobs;
  jobs = [];
  for (const { run } of all) run();
};
