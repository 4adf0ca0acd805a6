// What a process and its children take, as Linux counts it.
import { readdirSync, readFileSync } from 'node:fs';
import { setTimeout as wait } from 'node:timers/promises';

/** Why nothing can be counted here; undefined if it can. */
export const cannotCount = () =>
  process.platform === 'linux'
    ? undefined
    : 'memory and CPU of other processes are read from /proc, which only Linux has';

const read = (path) => {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return '';
  }
};

/** A process and all below it. */
const tree = (pid) => {
  const tasks = (() => {
    try {
      return readdirSync(`/proc/${pid}/task`);
    } catch {
      return [];
    }
  })();
  const children = tasks.flatMap((task) => read(`/proc/${pid}/task/${task}/children`).split(' ').filter(Boolean));
  return [pid, ...children.flatMap((child) => tree(Number(child)))];
};

/** Bytes in memory now, those of children too. */
const memoryOf = (pid) =>
  tree(pid).reduce(
    (sum, one) => sum + Number(/^VmRSS:\s+(\d+)/m.exec(read(`/proc/${one}/status`))?.[1] ?? 0) * 1024,
    0,
  );

/** Seconds of CPU time so far, those of children too, in Linux’s ticks of a hundredth. */
export const cpuOf = (pid) =>
  tree(pid).reduce((sum, one) => {
    const fields = read(`/proc/${one}/stat`).split(') ')[1]?.split(' ') ?? [];
    return sum + (Number(fields[11] ?? 0) + Number(fields[12] ?? 0)) / 100;
  }, 0);

/** Watches a process until it is told to stop, and tells the most bytes that it and its children had at once. */
export const watchMemory = (pid) => {
  let most = 0;
  let isOver = false;
  const done = (async () => {
    while (!isOver) {
      most = Math.max(most, memoryOf(pid));
      await wait(100);
    }
    return most;
  })();
  return () => {
    isOver = true;
    return done;
  };
};
