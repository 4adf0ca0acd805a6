import type { Schema } from './check.js';
import { checkedCopy } from './checked-copy.js';
import { Copy, jsonPath, type Path, problem, type Problem } from './copy.js';
import { flaws } from './flaws.js';
import { isRecord } from './schema/common.js';
import { renewSpread } from './spread.js';
import { type Artifact, isKind, type Kind, schemas } from './schema/index.js';

export { jsonPath, MAX_DEPTH, MAX_ENTRIES, MAX_VALUES, type Problem } from './copy.js';

/** The result of `parse`: an artifact and the problems of its fields, or only the problems. */
export type Parsed = { artifact: Artifact; problems: Problem[] } | { artifact?: undefined; problems: Problem[] };

/** The maximum number of problems listed; the last one then states how many more there are. */
export const MAX_PROBLEMS = 2_000;

/** Limits the list of problems, and states how many were cut. */
const capped = (problems: Problem[]): Problem[] =>
  problems.length <= MAX_PROBLEMS
    ? problems
    : [
        ...problems.slice(0, MAX_PROBLEMS - 1),
        {
          path: '$',
          expected: 'data of this format',
          found: `${(problems.length - MAX_PROBLEMS + 1).toLocaleString('en')} more fields that could not be read`,
        },
      ];

/**
 * Reads any input as an artifact.
 *
 * Never throws. Each field that can't be read is listed in `problems`; a fact is replaced by
 * `{ "missing": "unreadable" }`, any other field is left out. If a required field is missing, the smallest optional part
 * that contains it is left out. The result has no artifact only if the input is not an object, its kind is unknown, or
 * its id or title is unusable.
 *
 * @param input the result of `JSON.parse`, or anything else.
 * @param kind the only kind to accept; unset, any.
 */
export const parse = (input: unknown, kind?: Kind): Parsed => {
  const artifact = checkedCopy(input);
  return artifact && (kind ?? artifact.kind) === artifact.kind ? { artifact, problems: [] } : salvage(input, kind);
};

/** Reads an input that has problems, as `parse` does. */
export const salvage = (input: unknown, kind?: Kind): Parsed => {
  const copy = new Copy(input, renewSpread);
  const { data, problems } = copy;
  if (!isRecord(data))
    return {
      problems: [
        ...problems,
        problem([], 'a JSON object', data ?? (typeof input === 'object' ? 'something other than JSON' : typeof input)),
      ],
    };
  if (!isKind(data.kind))
    return { problems: [...problems, problem(['kind'], `one of ${Object.keys(schemas).join(', ')}`, data.kind)] };
  if (kind && data.kind !== kind) return { problems: [...problems, problem(['kind'], `“${kind}”`, data.kind)] };

  const schema = schemas[data.kind] as unknown as Schema;
  const named = new Set<string>();
  /** Paths that contain a flaw: later errors there follow from its removal and have already been reported. */
  const holders = new Set<string>();
  for (;;) {
    const found = flaws(schema, data);
    let isMarked = false;
    if (found.length === 0) return { artifact: data as unknown as Artifact, problems: capped(problems) };
    const doomed = new Map<string, Path>();
    for (const { path, expected, isUnknown } of found) {
      const mark = copy.markOn(path);
      if (mark) {
        doomed.set(jsonPath(mark), mark);
        continue;
      }
      const origin = copy.originOf(path);
      const place = jsonPath(origin);
      const value = copy.at(path);
      if (!named.has(place) && !holders.has(place)) problems.push(problem(origin, expected, value));
      named.add(place);
      for (let depth = 1; depth < origin.length; depth++) holders.add(jsonPath(origin.slice(0, depth)));
      // A missing required field removes its parent.
      const target = value === undefined ? path.slice(0, -1) : path;
      if (target.length === 0) return { problems: capped(problems) };
      // References accept any field, so a mark in place of one would look like a work.
      if (value !== undefined && !isUnknown && path[0] !== 'references' && copy.mark(path)) {
        isMarked = true;
        continue;
      }
      doomed.set(jsonPath(target), target);
    }
    // From the end of each list, so that the remaining indexes stay valid.
    const order = [...doomed.values()].sort((a, b) => b.length - a.length || Number(b.at(-1)) - Number(a.at(-1)) || 0);
    if (!order.map((path) => copy.remove(path)).some(Boolean) && !isMarked) return { problems: capped(problems) };
  }
};
