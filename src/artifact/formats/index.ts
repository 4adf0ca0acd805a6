import { Copy, parse, problem } from '../parse.js';
import { isRecord } from '../schema/common.js';
import { clinicalTrials } from './clinical-trials.js';
import { openfdaErrors } from './openfda.js';
import { openfdaDrugsfda } from './openfda-drugsfda.js';
import { openfdaEvent } from './openfda-event.js';
import { openfdaLabel } from './openfda-label.js';
import { openfdaProducts } from './openfda-products.js';
import type { Format, FromRecord } from './record.js';

export type { FromRecord, ConvertedRecord } from './record.js';

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
  ...openfdaProducts,
  openfdaLabel,
];

const formatOf = (data: unknown): Format | undefined => FORMATS.find(({ matches }) => matches(data));

/** Whether JSON means to be an artifact of our own format. */
export const isArtifact = native.matches;

/** What known record JSON is, in words; undefined for any other JSON and for a shape that is refused. */
export const recordName = (data: unknown): string | undefined => formatOf(data)?.name?.replace(/ \(.*/, '');

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
  const format = formatOf(data);
  if (!format) {
    const what = data === undefined && typeof input === 'object' ? 'something other than JSON' : data;
    const unknown = problem([], accepted(), what);
    // An answer's envelope is the same for all kinds of records: what it holds tells them apart.
    const list = isRecord(data) ? Object.values(data).find(Array.isArray) : data;
    const first: unknown = Array.isArray(list) ? list[0] : undefined;
    if (isRecord(first)) unknown.found += `, in it a list that begins with ${problem([], '', first).found}`;
    return { problems: [unknown] };
  }
  // The artifact's own reader makes its copy, and names what was left out of it.
  if (format === native) return native.convert(input);
  const read = format.convert(data);
  if (!read.records) return read;
  read.records[0].problems.unshift(...problems);
  // Each goes by an id of its own, also where two are versions of one label, or name none.
  const taken = new Set<string>();
  for (const { artifact } of read.records) {
    const { id } = artifact;
    for (let number = 2; taken.has(artifact.id); number++) artifact.id = `${id}-${number}`;
    taken.add(artifact.id);
  }
  return read;
};

/**
 * Reads the text of a file: JSON of any known format, or another text that is known and refused by its name.
 *
 * @throws SyntaxError where it is neither.
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
