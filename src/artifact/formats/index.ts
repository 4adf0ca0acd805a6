import { checkedCopy } from '../checked-copy.js';
import { Copy, problem } from '../copy.js';
import { salvage } from '../parse.js';
import { isRecord } from '../schema/common.js';
import { clinicalTrials } from './clinical-trials.js';
import { openfdaErrors } from './openfda.js';
import { openfdaDrugsfda } from './openfda-drugsfda.js';
import { openfdaEvent } from './openfda-event.js';
import { openfdaLabel } from './openfda-label.js';
import { openfdaProducts } from './openfda-products.js';
import type { Format, FromRecord } from './record.js';

export type { FromRecord, ConvertedRecord } from './record.js';

/** The artifact format. JSON with a kind or version is meant to be an artifact, so its errors are reported. */
const native: Format = {
  name: 'an artifact (with “kind”: drug, trial, safety or article)',
  matches: (data) => isRecord(data) && (Object.hasOwn(data, 'kind') || Object.hasOwn(data, 'schemaVersion')),
  convert: (data) => {
    const { artifact, problems } = salvage(data);
    return artifact ? { records: [{ artifact, problems }] } : { problems };
  },
};

/** Every known format; the first match counts. */
const FORMATS: readonly Format[] = [
  native,
  ...clinicalTrials,
  openfdaErrors,
  ...openfdaEvent,
  openfdaDrugsfda,
  ...openfdaProducts,
  openfdaLabel,
];

const formatOf = (data: unknown): Format | undefined => FORMATS.find(({ matches }) => matches(data));

/** Whether JSON is meant to be an artifact. */
export const isArtifact = native.matches;

/** The record format of JSON in words; undefined for unknown and refused formats. */
export const recordName = (data: unknown): string | undefined => formatOf(data)?.name?.replace(/ \(.*/, '');

/** The accepted formats in words. */
const accepted = () => FORMATS.flatMap(({ name }) => name ?? []).join('; or ');

/**
 * Reads JSON of any known format: an artifact, or a registry record, recognized by its shape, not its origin.
 *
 * Never throws. A field that can't be read is left out and listed in `problems` with its path in the input.
 *
 * @param input parsed JSON, or anything else.
 */
export const fromRecord = (input: unknown): FromRecord => {
  const artifact = checkedCopy(input);
  if (artifact) return { records: [{ artifact, problems: [] }] };
  const { data, problems } = new Copy(input);
  const format = formatOf(data);
  if (!format) {
    const what = data === undefined && typeof input === 'object' ? 'something other than JSON' : data;
    const unknown = problem([], accepted(), what);
    // A response's envelope is the same for all kinds of records; its content distinguishes them.
    const list = isRecord(data) ? Object.values(data).find(Array.isArray) : data;
    const first: unknown = Array.isArray(list) ? list[0] : undefined;
    if (isRecord(first)) unknown.found += `, in it a list that begins with ${problem([], '', first).found}`;
    return { problems: [unknown] };
  }
  // The artifact parser makes a copy itself, and lists what it left out.
  if (format === native) return native.convert(input);
  const read = format.convert(data);
  if (!read.records) return read;
  read.records[0].problems.unshift(...problems);
  // Each record gets a unique ID, even if two are versions of one label, or have none.
  const taken = new Set<string>();
  for (const { artifact } of read.records) {
    const { id } = artifact;
    for (let number = 2; taken.has(artifact.id); number++) artifact.id = `${id}-${number}`;
    taken.add(artifact.id);
  }
  return read;
};

/**
 * Reads the text of a file: JSON of any known format, or another known format, which is refused by name.
 *
 * @throws SyntaxError if it is neither.
 */
export const fromText = (text: string): FromRecord & { json: unknown } => {
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch (error) {
    const read = fromRecord(text);
    if (!read.records && read.refusal) return { ...read, json };
    throw error;
  }
  return { ...fromRecord(json), json };
};
