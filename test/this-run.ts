import { executeServerCommand } from '@web/test-runner-commands';

/** What this run of the browser tests tries. */
export interface ThisRun {
  /** Everything, in every engine: `npm run test:all`. */
  all: boolean;
  /** Which of ten slices, where it does not try everything. */
  slice: number;
}

const answer = await executeServerCommand<undefined, ThisRun>('this-run');
if (!answer) throw new Error('The test runner does not say what this run is to try.');

/** As `npm test` was asked. */
export const thisRun: ThisRun = answer;

/** How long a test of a whole corpus may take, in milliseconds: what hangs ends, and what a busy machine makes slow does not. */
export const MOST = thisRun.all ? 3_600_000 : 800_000;
