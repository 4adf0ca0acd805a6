import { isCslJson } from '../../artifact/formats/csl.js';
import { fromRecord, isArtifact, recordName } from '../../artifact/formats/index.js';
import { jsonPath, parse } from '../../artifact/parse.js';
import { isRecord } from '../../artifact/schema/common.js';
import { type Artifact, schemas } from '../../artifact/schema/index.js';
import { command, type ExitCode, Refusal, UsageError } from '../command.js';
import { expandFiles, readText } from '../files.js';
import { type JsonDocument, type Path, pathSteps, readJson } from '../json.js';
import { FORMATS, formatOf, isPageName } from '../import/readers/index.js';
import { nearest } from '../nearest.js';
import { progress } from '../progress.js';
import { Source } from '../source.js';
import { fieldsAt, wordsAt } from '../validate/fields.js';
import { warningsOf } from '../validate/checks.js';

/** One mistake, with where it is and what would be right. */
export interface Mistake {
  severity: 'error' | 'warning';
  file: string;
  line: number;
  column: number;
  /** A JSON path (RFC 9535), or "" where the file is no JSON. */
  path: string;
  expected: string;
  found: string;
  /** The name or word that was probably meant. */
  meant?: string | undefined;
}

/** The result of checking one file. */
interface Verdict {
  file: string;
  /** `drug`, `trial`, …; or a description of any other file. */
  what: string;
  mistakes: Mistake[];
  /** A sentence about a valid file that is not an artifact. */
  note?: string | undefined;
}

/** The intended name: of a field that does not exist, or of a word that is not in the list. */
const meantBy = (data: unknown, steps: Path, expected: string, found: unknown): string | undefined => {
  const last = steps.at(-1);
  const parent = steps.slice(0, -1);
  if (expected === 'a known field name' && typeof last === 'string') {
    const beside = parent.reduce<unknown>(
      (value, step) => (value as Record<string | number, unknown> | undefined)?.[step],
      data,
    );
    const free = fieldsAt(data, parent).filter((name) => !isRecord(beside) || !Object.hasOwn(beside, name));
    return nearest(last, free);
  }
  return typeof found === 'string' ? nearest(found, wordsAt(data, steps)) : undefined;
};

const valueAt = (data: unknown, path: Path): unknown =>
  path.reduce<unknown>((value, step) => (value as Record<string | number, unknown> | undefined)?.[step], data);

const ofArtifact = (source: Source, json: JsonDocument): Verdict => {
  const data = json.value;
  const { artifact, problems } = parse(data);
  const at = (path: Path) => source.placeOf(json.offsetOf(path));
  const mistakes: Mistake[] = problems.map(({ path, expected, found }) => {
    const steps = pathSteps(path);
    const kind =
      path === '$.kind' && isRecord(data) && typeof data.kind === 'string'
        ? nearest(data.kind, Object.keys(schemas))
        : undefined;
    const meant = kind ?? meantBy(data, steps, expected, valueAt(data, steps));
    return { severity: 'error', file: source.file, ...at(steps), path, expected, found, ...(meant && { meant }) };
  });
  for (const { name, offset, path } of json.repeated)
    mistakes.push({
      severity: 'warning',
      file: source.file,
      ...source.placeOf(offset),
      path: jsonPath(path),
      expected: 'each field once',
      found: `“${name}” repeated: only the last one counts`,
    });
  for (const { printed, offset, path } of json.lossy)
    mistakes.push({
      severity: 'warning',
      file: source.file,
      ...source.placeOf(offset),
      path: jsonPath(path),
      expected: `the digits as text, "${printed}", if the field allows text`,
      found: `${printed}, which JavaScript reads as ${Number(printed)}`,
    });
  // Fields that were left out have been reported; the rest is checked as a whole, with locations in the file.
  if (artifact)
    for (const { path, expected, found, meant } of warningsOf(data as Artifact, source.file))
      mistakes.push({
        severity: 'warning',
        file: source.file,
        ...at(path),
        path: jsonPath(path),
        expected,
        found,
        ...(meant && { meant }),
      });
  mistakes.sort((a, b) => a.line - b.line || a.column - b.column);
  return { file: source.file, what: artifact?.kind ?? 'not an artifact', mistakes };
};

const ofRecord = (source: Source, json: JsonDocument): Verdict => {
  const name = recordName(json.value) ?? 'not an artifact';
  const read = fromRecord(json.value);
  const problems = read.records ? read.records.flatMap((record) => record.problems) : read.problems;
  const mistakes: Mistake[] = problems.map(({ path, expected, found }) => ({
    severity: 'error',
    file: source.file,
    ...source.placeOf(json.offsetOf(pathSteps(path))),
    path,
    expected,
    found,
  }));
  if (!read.records && read.refusal)
    mistakes.push({
      severity: 'error',
      file: source.file,
      line: 1,
      column: 1,
      path: '$',
      expected: read.refusal.remedy,
      found: read.refusal.message,
    });
  const kinds = read.records?.map(({ artifact }) => artifact.kind) ?? [];
  const count = kinds.length === 1 ? `a ${kinds[0]} card` : `${kinds.length} cards`;
  const note =
    read.records &&
    `${name}, not an artifact. The elements can display it as is (${count}); “artifact-viewer import ${source.file} --out DIR” converts it to an artifact.`;
  return { file: source.file, what: name, mistakes, note };
};

const verdictOn = (source: Source): Verdict => {
  const { file, text } = source;
  const mistake = (expected: string, found: string): Verdict => ({
    file,
    what: found,
    mistakes: [{ severity: 'error', file, line: 1, column: 1, path: '', expected, found }],
  });
  if (!text.trim()) return mistake('an artifact: a JSON object', 'an empty file');
  const known = fromRecord(text);
  if (!known.records && known.refusal) return mistake(known.refusal.remedy, known.refusal.message);
  const format = formatOf(source);
  if (!format.load) return mistake('an artifact: a JSON object', format.name);
  // A broken artifact may look like a page; its file extension shows the intent.
  if (format !== FORMATS.json && (format !== FORMATS.page || isPageName(file)))
    return mistake(
      'an artifact: a JSON object',
      `${format.name}. “artifact-viewer import ${file} --out DIR” converts it to artifacts`,
    );
  const json = readJson(source);
  if (json.flaws.length > 0) {
    const mistakes = json.flaws.map(({ offset, expected, found }): Mistake => ({
      severity: 'error',
      file,
      ...source.placeOf(offset),
      path: '',
      expected,
      found,
    }));
    return { file, what: 'not valid JSON', mistakes };
  }
  if (isArtifact(json.value)) return ofArtifact(source, json);
  if (!isCslJson(json.value)) return ofRecord(source, json);
  return {
    file,
    what: 'a CSL-JSON reference list',
    mistakes: [],
    note: `a CSL-JSON reference list, not an artifact. “artifact-viewer import ${file} --out DIR” converts it to an artifact.`,
  };
};

const told = ({ severity, file, line, column, path, expected, found, meant }: Mistake): string =>
  [
    `${file}:${line}:${column}: ${severity === 'error' ? 'error' : 'warning'}${path ? ` at ${path}` : ''}`,
    `  expected  ${expected}`,
    `  found     ${found}`,
    ...(meant ? [`  did you mean “${meant}”?`] : []),
  ].join('\n');

export default command({
  usage: 'FILES… [options]',
  about:
    'Checks artifact files and reports each error with file, line, column and JSON path, what was expected, what was found, and the name that was probably intended.\n' +
    'FILES are files, folders (every .json file in them) or patterns such as "artifacts/*.json".\n' +
    'An error means that a field can’t be displayed. A warning is about inconsistent fields: a citation without a reference, the ID of an artifact that is not in the same folder, two sections with the same name, a count larger than its denominator.\n' +
    'Registry records are identified as such: the elements can display them without conversion.',
  options: {
    strict: { type: 'boolean', help: 'Treat warnings as errors (exit code 1).' },
  },
  examples: [
    ['validate artifacts', 'Checks every .json file in the folder.'],
    ['validate drug.json trial.json --json', 'Prints the errors as JSON.'],
  ],
  problems: 'there are errors (with --strict: or warnings)',
  async run(operands, { strict, json }, world): Promise<ExitCode> {
    if (operands.length === 0) throw new UsageError('Which files? validate requires at least one file or folder.');
    const files = await expandFiles(operands, ['json']);
    const verdicts: Verdict[] = [];
    for (const [index, file] of files.entries()) {
      world.signal.throwIfAborted();
      if (files.length > 3) progress(`${index + 1} of ${files.length}: ${file}`);
      try {
        verdicts.push(verdictOn(new Source(file, await readText(file))));
      } catch (error) {
        if (!(error instanceof Refusal)) throw error;
        verdicts.push({
          file,
          what: 'unreadable',
          mistakes: [
            {
              severity: 'error',
              file,
              line: 1,
              column: 1,
              path: '',
              expected: 'a file that can be read',
              found: error.message,
            },
          ],
        });
      }
    }
    const mistakes = verdicts.flatMap((verdict) => verdict.mistakes);
    const errors = mistakes.filter(({ severity }) => severity === 'error').length;
    const warnings = mistakes.length - errors;
    if (json)
      world.print(
        JSON.stringify(
          {
            files: verdicts.map(({ file, what, note }) => ({ file, what, ...(note && { note }) })),
            errors,
            warnings,
            mistakes,
          },
          null,
          2,
        ),
      );
    else {
      for (const verdict of verdicts) {
        if (verdict.note) world.print(`${verdict.file}: ${verdict.note}`);
        verdict.mistakes.forEach((mistake) => world.print(told(mistake)));
      }
      const plural = (count: number, word: string) => `${count} ${word}${count === 1 ? '' : 's'}`;
      world.print(`${plural(files.length, 'file')}: ${plural(errors, 'error')}, ${plural(warnings, 'warning')}.`);
    }
    return errors > 0 || (strict && warnings > 0) ? 1 : 0;
  },
});
