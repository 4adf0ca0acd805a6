import { Copy, parse, problem } from '../parse.js';
import { isRecord } from '../schema/common.js';
import { clinicalTrials } from './clinical-trials.js';
import { openfdaErrors } from './openfda.js';
import { openfdaDrugsfda } from './openfda-drugsfda.js';
import { openfdaEvent } from './openfda-event.js';
import { openfdaLabel } from './openfda-label.js';
import type { Format, FromRecord } from './record.js';

export type { FromRecord, Whole } from './record.js';

/** Our own format. What names a kind or a version means to be an artifact, and hears what is wrong with it. */
const native: Format = {
  name: 'an artifact (with “kind”: drug, trial, safety or article)',
  matches: (data) => isRecord(data) && (Object.hasOwn(data, 'kind') || Object.hasOwn(data, 'schemaVersion')),
  convert: (data) => {
    const { artifact, problems } = parse(data);
    return artifact ? { records: [{ artifact, problems }] } : { problems };
  },
};

/** Every shape that is known. The first that matches counts. */
const FORMATS: readonly Format[] = [
  native,
  ...clinicalTrials,
  openfdaErrors,
  ...openfdaEvent,
  openfdaDrugsfda,
  openfdaLabel,
];

/** What is accepted, in words. */
const accepted = () => FORMATS.flatMap(({ name }) => name ?? []).join('; or ');

/**
 * Reads JSON of any known format: an artifact, or a registry's own record. Told by its shape, not by where it came from.
 *
 * Never throws. A field that can't be read is left out and named in `problems`, by its path in the data given.
 *
 * @param input what `JSON.parse` gave, or anything else.
 */
export const fromRecord = (input: unknown): FromRecord => {
  const { data, problems } = new Copy(input);
  const format = FORMATS.find(({ matches }) => matches(data));
  if (!format) {
    const what = data === undefined && typeof input === 'object' ? 'something that is no JSON' : data;
    return { problems: [problem([], accepted(), what)] };
  }
  // The artifact's own reader makes its copy, and names what was left out of it.
  if (format === native) return native.convert(input);
  const read = format.convert(data);
  if (read.records) read.records[0].problems.unshift(...problems);
  return read;
};
