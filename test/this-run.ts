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
