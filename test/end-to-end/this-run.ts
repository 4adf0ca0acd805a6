import type { ThisRun } from '../this-run.js';

/** What this run of the tests in Node tries, as `npm test` says. A test file that is started by itself tries everything. */
export const thisRun: ThisRun = {
  all: process.env.TEST_ALL === '1' || process.env.TEST_SLICE === undefined,
  slice: Number(process.env.TEST_SLICE ?? 0),
};
