import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { Compared } from '../../artifact/compare.js';
import { formatDate } from '../../content/dates.js';
import { formatNumber } from '../../content/numbers.js';
import { formatPhases, words } from '../../content/terms.js';
import { type FromRecord, fromText } from '../../artifact/formats/index.js';
import { parse } from '../../artifact/parse.js';
import type { Artifact, Trial } from '../../artifact/schema/index.js';
import { COMPARED, type Comparison, compareTrials, type Difference, NOT_COMPARED } from '../check/compare.js';
import { readBase, type Update, updateOf } from '../check/update.js';
import { command, type ExitCode, numberOption, Refusal, UsageError } from '../command.js';
import { fetchText, type Patience, PATIENCE_OPTIONS, REGISTRY, studyUrl } from '../fetch.js';
import { expandFiles, readText } from '../files.js';
import { shorten } from '../import/finding.js';
import { progress } from '../progress.js';

/** A trial artifact and its file. */
interface Mine {
  file: string;
  trial: Trial & { nctId: string };
}

/** The result of comparing one trial. */
interface Outcome extends Omit<Comparison, 'compared'> {
  file: string;
  id: string;
  nctId: string;
  /** The date of the registry's last update, if the record gives it. */
  registryUpdated?: string | undefined;
  /** The parts that were compared. */
  parts: string[];
  /** Why it was not compared, or a caveat about the result. */
  note?: string | undefined;
  compared: boolean;
  /** The result of `--update`. */
  update?: Pick<Update, 'changed' | 'conflicts'> & { written: boolean; /** Why there is none. */ note?: string };
}

const inWords = (value: Compared | undefined): string => {
  if (value === undefined) return 'not stated';
  if (typeof value === 'string') return words(value);
  if ('count' in value)
    return `${formatNumber(value.count)}${value.type ? ` (${words(value.type).toLowerCase()})` : ''}`;
  if ('date' in value) return `${formatDate(value.date)}${value.type ? ` (${words(value.type).toLowerCase()})` : ''}`;
  return formatPhases(value);
};

const readArtifact = async (file: string): Promise<Artifact> => {
  const text = await readText(file);
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch {
    throw new Refusal(`${file} is not valid JSON. “artifact-viewer validate ${file}” shows where the error is.`);
  }
  const { artifact } = parse(json);
  if (!artifact) throw new Refusal(`${file} is not a valid artifact. “artifact-viewer validate ${file}” explains why.`);
  return artifact;
};

/** The trials of an artifact: itself, or those it refers to in the same folder. */
const trialsOf = async (file: string): Promise<{ file: string; trial: Trial }[]> => {
  const artifact = await readArtifact(file);
  if (artifact.kind === 'trial') return [{ file, trial: artifact }];
  const ids = 'trials' in artifact ? (artifact.trials ?? []) : [];
  const files = ids.map((id) => join(dirname(file), `${id}.json`)).filter((path) => existsSync(path));
  return (await Promise.all(files.map(trialsOf))).flat();
};

/** The records in files and folders, by NCT number. */
const readRecords = async (operands: readonly string[]): Promise<Map<string, Trial>> => {
  const records = new Map<string, Trial>();
  for (const file of await expandFiles(operands, ['json'])) {
    const text = await readText(file);
    let read: FromRecord;
    try {
      read = fromText(text);
    } catch {
      throw new Refusal(`${file}, given as a record, is not valid JSON.`);
    }
    if (!read.records && read.refusal) throw new Refusal(`${file}: ${read.refusal.message} ${read.refusal.remedy}`);
    for (const { artifact } of read.records ?? [])
      if (artifact.kind === 'trial' && artifact.nctId) records.set(artifact.nctId, artifact);
  }
  return records;
};

const fetchRecord = async (url: string, patience: Patience): Promise<Trial> => {
  const text = await fetchText(url, patience);
  let read: FromRecord;
  try {
    read = fromText(text);
  } catch {
    throw new Refusal(`The response from ${url} is not valid JSON.`);
  }
  const [first] = read.records ?? [];
  if (first?.artifact.kind === 'trial') return first.artifact;
  throw new Refusal(
    `The response from ${url} contains no study record.${!read.records && read.refusal ? ` ${read.refusal.message} ${read.refusal.remedy}` : ''}`,
  );
};

/** Whether a record has any field to compare: one fetched with few fields may have none. */
const hasChanges = ({
  overallStatus,
  phases,
  enrollment,
  startDate,
  primaryCompletionDate,
  completionDate,
  resultsFirstPostDate,
}: Trial): boolean =>
  [overallStatus, phases, enrollment, startDate, primaryCompletionDate, completionDate, resultsFirstPostDate].some(
    (field) => field !== undefined,
  );

const isOlder = (registry: Trial, mine: Trial): boolean =>
  Boolean(
    registry.lastUpdatePostDate &&
    mine.lastUpdatePostDate &&
    registry.lastUpdatePostDate.date < mine.lastUpdatePostDate.date,
  );

const unknown = (file: string, { id, nctId }: Trial, note: string): Outcome => ({
  file,
  id,
  nctId: nctId ?? 'no NCT number',
  changes: [],
  parts: [],
  notCompared: [],
  untold: [],
  extra: [],
  note,
  compared: false,
});

/** @param base the registry's record at the import, if it was kept. */
const compare = ({ file, trial }: Mine, registry: Trial, base: Trial | undefined): Outcome => {
  const updated = registry.lastUpdatePostDate?.date;
  if (!hasChanges(registry))
    return unknown(file, trial, 'Its record has no status, phase, enrollment or dates: fetch the complete record.');
  const { compared: parts, changes, notCompared, untold, extra } = compareTrials(trial, registry, !base);
  const keyOf = ({ field, label }: Difference) => `${field} ${label}`;
  const byRegistry = base && new Set(compareTrials(base, registry, false).changes.map(keyOf));
  return {
    file,
    id: trial.id,
    nctId: trial.nctId,
    ...(updated && { registryUpdated: updated }),
    changes: changes.map(({ since, ...change }) =>
      byRegistry && !byRegistry.has(keyOf(change))
        ? { ...change, edited: true }
        : { ...change, ...(since && { since }) },
    ),
    notCompared,
    untold,
    extra,
    parts,
    ...(isOlder(registry, trial) && {
      note: 'This record is older than the one the artifact was made from: differences may be later changes, not the registry’s.',
    }),
    compared: true,
  };
};

/** The maximum number of changes printed per part; `--json` has all. */
const MOST = 12;

const changeText = ({ label, mine, registry, since, edited }: Difference): string =>
  `  ${label}: ${inWords(mine)} → ${registry === undefined ? 'not in the record' : inWords(registry)}${since ? `, by ${formatDate(since)}` : ''}${edited ? ' (changed in the artifact, not by the registry)' : ''}`;

const changeLines = (changes: readonly Difference[]): string[] =>
  [...new Set(changes.map(({ field }) => field))].flatMap((field) => {
    const of = changes.filter((change) => change.field === field);
    const more = of.length - MOST;
    return [
      ...of.slice(0, more > 1 ? MOST : undefined).map(changeText),
      ...(more > 1 ? [`  … and ${more} more differences in ${field}: --json lists all.`] : []),
    ];
  });

const listed = (all: readonly string[]): string => {
  const more = all.length - MOST;
  return (
    all.slice(0, more > 1 ? MOST : undefined).join('; ') + (more > 1 ? `; and ${more} more (--json lists all)` : '')
  );
};

const updateLines = ({ changed, conflicts, written, note }: NonNullable<Outcome['update']>): string[] => {
  const json = (value: unknown) => (value === undefined ? 'nothing' : shorten(JSON.stringify(value), 120));
  if (note !== undefined) return [`  Not updated. ${note}`];
  return [
    ...(conflicts.length > 0
      ? ['  Conflicts: changed both in the artifact and by the registry since the import.']
      : []),
    ...conflicts.map(
      ({ path, base, mine, registry }) =>
        `    ${path}: at import ${json(base)}; in the artifact ${json(mine)}; in the registry now ${json(registry)}`,
    ),
    ...(changed.length > 0 ? [`  ${written ? 'Updated' : 'Not written'}: ${changed.join(', ')}`] : []),
    ...(changed.length + conflicts.length === 0
      ? ['  Nothing to update: the registry has not changed since the import.']
      : []),
  ];
};

const told = ({
  file,
  nctId,
  registryUpdated,
  changes,
  notCompared,
  untold,
  extra,
  note,
  compared,
  update,
}: Outcome): string => {
  const head = `${file} (${nctId})`;
  if (!compared) return `${head}: not compared. ${note ?? ''}`;
  const as = registryUpdated ? `; the record was last updated ${formatDate(registryUpdated)}` : '';
  const missing = notCompared.filter(({ why }) => why !== 'in neither');
  return [
    `${head}: ${changes.length === 0 ? 'matches the registry in every part compared' : `${changes.length} ${changes.length === 1 ? 'difference' : 'differences'}`}${as}.`,
    ...changeLines(changes),
    ...[...new Set(missing.map(({ why }) => why))].map(
      (why) =>
        `  Not compared (${why}): ${missing
          .filter((one) => one.why === why)
          .map(({ part }) => part)
          .join(', ')}.`,
    ),
    ...(untold.length > 0 ? [`  In the record but not in the artifact: ${listed(untold)}.`] : []),
    ...(extra.length > 0 ? [`  Only in the artifact: ${listed(extra)}.`] : []),
    ...(note ? [`  ${note}`] : []),
    ...(update ? updateLines(update) : []),
  ].join('\n');
};

/** Merges the registry's changes into each artifact that was compared: into all of them, or none where there is a conflict. */
const updateAll = async (
  outcomes: readonly Outcome[],
  known: ReadonlyMap<string, { registry: Trial; base: Trial | undefined }>,
  chosen: (file: string) => (path: string) => 'mine' | 'registry' | undefined,
): Promise<void> => {
  const updates: { outcome: Outcome; update: Update }[] = [];
  for (const outcome of outcomes) {
    const { file, nctId, compared, note: older } = outcome;
    const { registry, base } = known.get(file) ?? {};
    if (!compared || !registry) continue;
    try {
      if (older !== undefined) throw new Refusal('Artifacts are updated only to newer records.');
      if (!base)
        throw new Refusal(
          'The registry’s record from the time of import was not kept: provide it with --base, or import the trial again.',
        );
      updates.push({ outcome, update: await updateOf(file, base, { ...registry, nctId }, chosen(file)) });
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      outcome.update = { changed: [], conflicts: [], written: false, note: error.message };
    }
  }
  const written = updates.every(({ update }) => update.conflicts.length === 0);
  for (const { outcome, update } of updates) {
    if (written) await update.write();
    outcome.update = { changed: update.changed, conflicts: update.conflicts, written };
  }
};

/** `--keep` and `--take`: whose side counts at a path, of every file or of one (`trial-a.json:$.enrollment`). */
const choices =
  (keep: readonly string[], take: readonly string[]) =>
  (file: string) =>
  (path: string): 'mine' | 'registry' | undefined => {
    const names = (list: readonly string[]) => list.includes(path) || list.includes(`${file}:${path}`);
    return names(keep) ? 'mine' : names(take) ? 'registry' : undefined;
  };

export default command({
  usage: 'FILES… [--records FILES] [options]',
  about:
    `Compares the trials in artifacts with the registry’s records: ${COMPARED.join(', ')}. Reports each difference, the date by which the registry made it, and what was not compared.\n` +
    'FILES are artifacts or folders of artifacts; for a drug or an article, the trials it names in the same folder are compared. Records are read from the files given with --records, or fetched by NCT number. Nothing is written without --update.\n' +
    '--update merges the registry’s changes since the import into each artifact and preserves your own edits, the order of fields and the file’s formatting. It needs the record as of the import, which import saves in the .registry folder beside the artifact; otherwise provide it with --base. If you and the registry both changed a field, that is a conflict: each is listed by file and path, and nothing is written until you resolve it with --keep or --take.',
  options: {
    records: {
      type: 'string',
      multiple: true,
      value: 'FILES',
      help: 'ClinicalTrials.gov records (JSON): a file or folder; may be repeated. Nothing is fetched then.',
    },
    update: { type: 'boolean', help: 'Merge the registry’s changes into the artifacts.' },
    base: {
      type: 'string',
      multiple: true,
      value: 'FILES',
      help: 'Records as of the import, if import did not save them.',
    },
    keep: {
      type: 'string',
      multiple: true,
      value: 'PATH',
      help: 'Resolve a conflict in favor of the artifact: $.enrollment, or FILE:$.enrollment for one file only.',
    },
    take: { type: 'string', multiple: true, value: 'PATH', help: 'Resolve a conflict in favor of the registry.' },
    endpoint: {
      type: 'string',
      value: 'URL',
      help: `Where to fetch records; /studies/NCT… is appended (default: ${REGISTRY}).`,
    },
    ...PATIENCE_OPTIONS,
  },
  examples: [
    ['check artifacts', 'Fetches and compares the record of each trial in the folder.'],
    ['check artifacts/trial-steer.json --records downloads', 'Compares one trial with a saved record.'],
    ['check artifacts --update', 'Compares, and merges the registry’s changes into the artifacts.'],
    ["check artifacts --update --keep '$.title' --take '$.enrollment'", 'The same, with two conflicts resolved.'],
  ],
  problems: 'the registry differs, or a trial could not be compared or updated',
  async run(operands, values, world): Promise<ExitCode> {
    if (operands.length === 0) throw new UsageError('Which files? check requires at least one artifact or folder.');
    const patience: Patience = {
      retries: numberOption('retries', values.retries, 3),
      timeout: numberOption('timeout', values.timeout, 30),
      signal: world.signal,
    };
    if (values.endpoint !== undefined && !URL.canParse(values.endpoint))
      throw new UsageError(`--endpoint requires an address such as ${REGISTRY}, not “${values.endpoint}”.`);
    for (const name of ['base', 'keep', 'take'] as const)
      if (values[name].length > 0 && !values.update) throw new UsageError(`--${name} requires --update.`);
    const files = await expandFiles(operands, ['json']);
    const all: { file: string; trial: Trial }[] = [];
    for (const file of files) {
      try {
        all.push(...(await trialsOf(file)));
      } catch (error) {
        // A folder may hold other JSON, records for one; a file that was named is meant.
        if (!(error instanceof Refusal) || operands.includes(file)) throw error;
        world.tell(`Skipped: ${error.message}`);
      }
    }
    const trials = all.filter(({ trial }, index) => all.findIndex((other) => other.trial.id === trial.id) === index);
    if (trials.length === 0)
      throw new Refusal(`No trials found in ${operands.join(', ')} or among the files that it names.`);
    const records = values.records.length > 0 ? await readRecords(values.records) : undefined;
    const bases = values.base.length > 0 ? await readRecords(values.base) : undefined;
    const known = new Map<string, { registry: Trial; base: Trial | undefined }>();

    const outcomes: Outcome[] = [];
    const see = async (mine: Mine, registry: Trial) => {
      const base = bases?.get(mine.trial.nctId) ?? (await readBase(mine.file, mine.trial.nctId));
      known.set(mine.file, { registry, base });
      outcomes.push(compare(mine, registry, base));
    };
    for (const [index, { file, trial }] of trials.entries()) {
      const skipped = (note: string) => outcomes.push(unknown(file, trial, note));
      const { nctId } = trial;
      if (nctId === undefined) {
        skipped('It has no NCT number (field “nctId”), so its record can’t be found.');
        continue;
      }
      const mine: Mine = { file, trial: { ...trial, nctId } };
      if (records) {
        const record = records.get(nctId);
        if (record) await see(mine, record);
        else skipped('Its record is not among those given with --records.');
        continue;
      }
      progress(`${index + 1} of ${trials.length}: ${nctId}`);
      try {
        await see(mine, await fetchRecord(studyUrl(values.endpoint ?? REGISTRY, nctId), patience));
      } catch (error) {
        if (!(error instanceof Refusal)) throw error;
        skipped(error.message);
      }
    }

    if (values.update) await updateAll(outcomes, known, choices(values.keep, values.take));

    const changed = outcomes.filter(({ changes }) => changes.length > 0).length;
    const notCompared = outcomes.filter(({ compared }) => !compared).length;
    const updated = outcomes.filter(({ update }) => update?.written).length;
    const conflicts = outcomes.some(({ update }) => (update?.conflicts.length ?? 0) > 0);
    if (values.json)
      world.print(
        JSON.stringify({ trials: outcomes, changed, notCompared, ...(values.update && { updated }) }, null, 2),
      );
    else {
      outcomes.forEach((outcome) => world.print(told(outcome)));
      if (conflicts)
        world.print(
          'Nothing was written. Resolve each conflict with --keep PATH or --take PATH, or edit the artifact.',
        );
      world.print(
        `${outcomes.length} ${outcomes.length === 1 ? 'trial' : 'trials'}: ${changed} changed, ${outcomes.length - changed - notCompared} unchanged, ${notCompared} not compared${values.update ? `; ${updated} updated` : ''}.`,
      );
      world.print(`Compared where both give a value: ${COMPARED.join(', ')}. Not compared: ${NOT_COMPARED}.`);
    }
    if (values.update) return updated < outcomes.length ? 1 : 0;
    return changed + notCompared > 0 ? 1 : 0;
  },
});
