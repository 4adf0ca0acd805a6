import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { changesBetween, type Change, type Compared } from '../../artifact/compare.js';
import { formatDate } from '../../content/dates.js';
import { formatNumber } from '../../content/numbers.js';
import { formatPhases, words } from '../../content/terms.js';
import { fromRecord } from '../../artifact/formats/index.js';
import { parse } from '../../artifact/parse.js';
import type { Artifact, Trial } from '../../artifact/schema/index.js';
import { command, type ExitCode, numberOption, Refusal, UsageError } from '../command.js';
import { fetchText, type Patience, PATIENCE_OPTIONS, REGISTRY, studyUrl } from '../fetch.js';
import { expandFiles, readText } from '../files.js';
import { progress } from '../progress.js';

/** A trial artifact and the file that it is in. */
interface Mine {
  file: string;
  trial: Trial & { nctId: string };
}

/** What came of comparing one trial. */
interface Outcome {
  file: string;
  id: string;
  nctId: string;
  /** The day of the registry's last update, where the record tells it. */
  registryUpdated?: string | undefined;
  changes: Change[];
  /** Why it was not compared, or what a reader of the result has to know. */
  note?: string | undefined;
  compared: boolean;
}

const inWords = (value: Compared | undefined): string => {
  if (value === undefined) return 'nothing';
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
    throw new Refusal(`${file} is no JSON. “artifact-viewer validate ${file}” tells where it breaks.`);
  }
  const { artifact } = parse(json);
  if (!artifact) throw new Refusal(`${file} is no artifact. “artifact-viewer validate ${file}” tells why.`);
  return artifact;
};

/** The trials of an artifact: itself, or those that it names and that are beside it. */
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
    let json: unknown;
    try {
      json = JSON.parse(await readText(file));
    } catch (error) {
      if (error instanceof Refusal) throw error;
      throw new Refusal(`${file}, given as a record, is no JSON.`);
    }
    for (const { artifact } of fromRecord(json).records ?? [])
      if (artifact.kind === 'trial' && artifact.nctId) records.set(artifact.nctId, artifact);
  }
  return records;
};

const fetchRecord = async (url: string, patience: Patience): Promise<Trial> => {
  const text = await fetchText(url, patience);
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch {
    throw new Refusal(`${url} answered with something that is no JSON.`);
  }
  const read = fromRecord(json);
  const [first] = read.records ?? [];
  if (first?.artifact.kind === 'trial') return first.artifact;
  throw new Refusal(
    `${url} answered with no study record.${!read.records && read.refusal ? ` ${read.refusal.message} ${read.refusal.remedy}` : ''}`,
  );
};

/** Whether a record tells anything that is compared: one fetched with a few fields may tell nothing of it. */
const tellsAnything = ({
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

const compare = ({ file, trial }: Mine, registry: Trial): Outcome => {
  const updated = registry.lastUpdatePostDate?.date;
  if (!tellsAnything(registry))
    return {
      file,
      id: trial.id,
      nctId: trial.nctId,
      changes: [],
      note: 'Its record holds neither status nor phase, enrolment or dates: fetch it whole.',
      compared: false,
    };
  return {
    file,
    id: trial.id,
    nctId: trial.nctId,
    ...(updated && { registryUpdated: updated }),
    changes: changesBetween(trial, registry),
    ...(isOlder(registry, trial) && {
      note: 'This record is older than the one that the artifact was made from: what differs may have been changed since, not by the registry.',
    }),
    compared: true,
  };
};

const told = ({ file, nctId, registryUpdated, changes, note, compared }: Outcome): string => {
  const head = `${file} (${nctId})`;
  if (!compared) return `${head}: not compared. ${note ?? ''}`;
  const as = registryUpdated ? `; the record was last updated ${formatDate(registryUpdated)}` : '';
  const lines = changes.map(
    ({ label, mine, registry, since }) =>
      `  ${label}: ${mine === undefined ? 'not told' : inWords(mine)} → ${inWords(registry)}${since ? `, since ${formatDate(since)} at the latest` : ''}`,
  );
  return [
    `${head}: ${changes.length === 0 ? 'as in the registry' : `${changes.length} ${changes.length === 1 ? 'change' : 'changes'}`}${as}.`,
    ...lines,
    ...(note ? [`  ${note}`] : []),
  ].join('\n');
};

export default command({
  usage: 'FILES… [--records FILES] [options]',
  about:
    'Compares the trials in artifacts with the registry’s records: status, phase, enrolment, dates, results posted. Tells what the registry says differently, and since when by its own dates.\n' +
    'FILES are artifacts or folders of them; of a drug or an article, its trials beside it are compared. Records come from the files given with --records, else they are fetched by their NCT numbers. Nothing is written.',
  options: {
    records: {
      type: 'string',
      multiple: true,
      value: 'FILES',
      help: 'Records of ClinicalTrials.gov (JSON): a file or a folder; may be given several times. Nothing is fetched then.',
    },
    endpoint: {
      type: 'string',
      value: 'URL',
      help: `Where to fetch records, /studies/NCT… is added; ${REGISTRY} if unset.`,
    },
    ...PATIENCE_OPTIONS,
  },
  examples: [
    ['check artifacts', 'Fetches the record of each trial in the folder and compares it.'],
    ['check artifacts/trial-steer.json --records downloads', 'Compares one trial with a record saved before.'],
  ],
  problems: 'the registry says something differently, or a trial could not be compared',
  async run(operands, values, world): Promise<ExitCode> {
    if (operands.length === 0) throw new UsageError('Which files? check needs at least one artifact or folder.');
    const patience: Patience = {
      retries: numberOption('retries', values.retries, 3),
      timeout: numberOption('timeout', values.timeout, 30),
      signal: world.signal,
    };
    if (values.endpoint !== undefined && !URL.canParse(values.endpoint))
      throw new UsageError(`--endpoint takes an address such as ${REGISTRY}, not “${values.endpoint}”.`);
    const files = await expandFiles(operands, ['json']);
    const all: { file: string; trial: Trial }[] = [];
    for (const file of files) {
      try {
        all.push(...(await trialsOf(file)));
      } catch (error) {
        // A folder may hold other JSON, records for one; a file that was named is meant.
        if (!(error instanceof Refusal) || operands.includes(file)) throw error;
        world.tell(`Passed over: ${error.message}`);
      }
    }
    const trials = all.filter(({ trial }, index) => all.findIndex((other) => other.trial.id === trial.id) === index);
    if (trials.length === 0)
      throw new Refusal(`There is no trial in ${operands.join(', ')}, and none beside it that it names.`);
    const records = values.records.length > 0 ? await readRecords(values.records) : undefined;

    const outcomes: Outcome[] = [];
    for (const [index, { file, trial }] of trials.entries()) {
      const skipped = (note: string) =>
        outcomes.push({
          file,
          id: trial.id,
          nctId: trial.nctId ?? 'no NCT number',
          changes: [],
          note,
          compared: false,
        });
      const { nctId } = trial;
      if (nctId === undefined) {
        skipped('It has no NCT number (the field “nctId”), so that its record can’t be found.');
        continue;
      }
      const mine: Mine = { file, trial: { ...trial, nctId } };
      if (records) {
        const record = records.get(nctId);
        if (record) outcomes.push(compare(mine, record));
        else skipped('Its record is not among those given with --records.');
        continue;
      }
      progress(`${index + 1} of ${trials.length}: ${nctId}`);
      try {
        outcomes.push(compare(mine, await fetchRecord(studyUrl(values.endpoint ?? REGISTRY, nctId), patience)));
      } catch (error) {
        if (!(error instanceof Refusal)) throw error;
        skipped(error.message);
      }
    }

    const changed = outcomes.filter(({ changes }) => changes.length > 0).length;
    const unknown = outcomes.filter(({ compared }) => !compared).length;
    if (values.json) world.print(JSON.stringify({ trials: outcomes, changed, notCompared: unknown }, null, 2));
    else {
      outcomes.forEach((outcome) => world.print(told(outcome)));
      world.print(
        `${outcomes.length} ${outcomes.length === 1 ? 'trial' : 'trials'}: ${changed} changed, ${outcomes.length - changed - unknown} as in the registry, ${unknown} not compared.`,
      );
    }
    return changed + unknown > 0 ? 1 : 0;
  },
});
