import { type MissingCode, whyMissing } from '../artifact/missing.js';
import { type DateInOrder, earlierThan } from '../artifact/plausible.js';
import type { Problem } from '../artifact/parse.js';
import type { ArmGroup, Enrollment, Outcome, Sourced, Trial, TrialDate } from '../artifact/schema/index.js';
import { capital } from '../artifact/terms.js';
import { sourcedValues } from '../artifact/values.js';
import { mixed, msg, str } from '../i18n/messages.js';
import { formatDate } from './dates.js';
import { dateRun, factOf, factRow, row, rowOfLines } from './facts.js';
import { formatList } from './lists.js';
import { missingWords } from './missing.js';
import {
  type Block,
  type Fact,
  facts,
  type FactRow,
  list,
  md,
  own,
  prose,
  type Run,
  type Runs,
  section,
  soft,
} from './model.js';
import { formatNumber, impossible } from './numbers.js';
import { outcomesBody } from './outcomes.js';
import { armSize, studyLink, trialDetails } from './registry.js';
import { safetyBody } from './safety.js';
import { formatPhases, lower, words } from './terms.js';

const DATES = [
  'startDate',
  'primaryCompletionDate',
  'completionDate',
  'studyFirstPostDate',
  'resultsFirstPostDate',
  'lastUpdatePostDate',
] as const;

/** Studies without treatment have no phase; access outside of a study has no design, enrollment or outcomes. */
const NOT_APPLICABLE: Readonly<Record<string, readonly string[]>> = {
  OBSERVATIONAL: ['phases'],
  EXPANDED_ACCESS: ['phases', 'studyType', 'enrollment', 'outcomes'],
};

/** The fields that a reader looks for on a trial's card, each with its label, and where records have it. */
const fieldsOf = () =>
  [
    [msg('Status'), ['overallStatus'], ['statusModule']],
    [msg('Phase'), ['phases'], ['designModule']],
    [msg('Design'), ['studyType', 'allocation', 'interventionModel', 'masking', 'primaryPurpose'], ['designModule']],
    [msg('Enrollment'), ['enrollment'], ['designModule', 'enrollmentInfo']],
    [msg('Dates'), DATES, ['statusModule']],
    [msg('Population'), ['population', 'conditions'], ['conditionsModule']],
    [msg('Outcomes'), ['outcomes'], ['outcomesModule', 'outcomeMeasuresModule']],
  ] as const;

/**
 * What a trial's card says of the fields that the artifact lacks: each reason once, with the labels of its fields.
 * What this type of study does not have is not missed.
 */
export const lackedFields = (trial: Trial, problems: readonly Problem[] = []): [reason: string, labels: string[]][] => {
  const lacked = new Map<MissingCode, string[]>();
  for (const [label, names, holders] of fieldsOf()) {
    const [first] = names;
    if (names.some((name) => trial[name] !== undefined)) continue;
    if (NOT_APPLICABLE[trial.studyType ?? '']?.includes(first)) continue;
    const code = whyMissing(problems, [...names, ...holders, 'protocolSection']);
    lacked.set(code, [...(lacked.get(code) ?? []), label]);
  }
  return [...lacked].map(([code, labels]) => [missingWords(code), labels]);
};

/** A date of a trial in words, with the word that it can't be where it is before one that it follows. @param text the date. */
export const markedDate = (text: string, trial: Trial, field: DateInOrder): string =>
  earlierThan(trial, field) === undefined ? text : impossible(text);

/** Whether an outcome has results of any kind. */
export const hasOwnResults = ({ results, table, analyses, pValue }: Outcome): boolean =>
  Boolean(results?.length) || table !== undefined || Boolean(analyses?.length) || pValue !== undefined;

const withheld = ({ withheldResults = [] }: Trial, lang?: string): string[] => {
  const said = withheldResults.map(({ event, date }) => {
    const day = date === undefined ? msg('an unknown date') : formatDate(date, lang);
    switch (event) {
      case 'submitted':
        return msg(str`submitted on ${day}`);
      case 'returned':
        return msg(str`returned after quality control on ${day}`);
      case 'withdrawn':
        return msg(str`withdrawn by the sponsor on ${day}`);
      case 'delay certified':
        return date === undefined ? msg('delay certified') : msg(str`delay certified on ${day}`);
      case 'waived':
        return msg('waived');
    }
  });
  return withheldResults.some(({ event }) => event === 'submitted') ? [...said, msg('not posted yet')] : said;
};

/**
 * Why none of a trial's outcomes has results, said once beside them, with the registry's page if it has them and this file
 * does not; undefined where any has.
 */
export const whyNoResults = (trial: Trial, lang?: string): Runs | undefined => {
  const { hasResults, nctId, outcomes = [] } = trial;
  if (outcomes.some(hasOwnResults)) return undefined;
  if (hasResults === true) {
    const href = `https://clinicaltrials.gov/study/${nctId}?tab=results`;
    const link: Runs = nctId ? [' ', { run: 'link', label: href, href }] : [];
    return [msg('The registry has results. They are not in this record.'), ...link];
  }
  const reasons = withheld(trial, lang);
  if (hasResults === false || reasons.length > 0)
    return [
      reasons.length > 0
        ? msg(str`The registry has no results: ${reasons.join('; ')}.`)
        : msg('The registry has no results.'),
    ];
  return outcomes.length > 0 ? [`${msg('Results')}: ${missingWords('not-in-record')}`] : undefined;
};

/** A date of a trial with whether it has happened: a plan is no fact. */
const dateRuns = ({ date, type }: TrialDate, lang?: string): Run[] => [
  dateRun(date, lang),
  ...(type ? [soft(` (${lower(type)})`)] : []),
];

/** A trial's design in one line. */
export const designWords = (
  {
    studyType,
    allocation,
    interventionModel,
    observationalModel,
    timePerspective,
    masking,
    whoMasked,
    primaryPurpose,
  }: Trial,
  lang?: string,
): string =>
  [
    studyType && words(studyType),
    allocation && (allocation === 'NA' ? msg('Allocation not applicable') : words(allocation)),
    interventionModel && words(interventionModel),
    observationalModel && words(observationalModel),
    timePerspective && words(timePerspective),
    masking &&
      (masking === 'NONE'
        ? msg('Open label (no masking)')
        : whoMasked?.length
          ? capital(msg(str`${lower(masking)} masking of ${formatList(whoMasked.map(lower), lang)}`))
          : capital(msg(str`${lower(masking)} masking`))),
    primaryPurpose && `${msg('Purpose')}: ${lower(primaryPurpose)}`,
  ]
    .filter(Boolean)
    .join(' · ');

/** How many took part or will, and whether that is known yet. */
export const enrollmentRuns = ({ count, type }: Enrollment, lang?: string): Run[] => [
  ...(
    mixed(count === 1 ? msg('{0} participant') : msg('{0} participants'), {
      run: 'num',
      text: formatNumber(count, lang),
      value: count,
    } satisfies Run) as Run[]
  ).filter((run) => run !== ''),
  ...(type ? [soft(` (${lower(type)})`)] : []),
];

/** The dates of a trial that are known, in the order in which they come. */
export const trialDates = (trial: Trial, lang?: string): Run[][] =>
  (
    [
      [msg('Start'), trial.startDate, ''],
      [msg('Primary completion'), trial.primaryCompletionDate, markedDate('', trial, 'primaryCompletionDate')],
      [msg('Completion'), trial.completionDate, markedDate('', trial, 'completionDate')],
      [msg('First posted'), trial.studyFirstPostDate, ''],
      [msg('Results posted'), trial.resultsFirstPostDate, ''],
      [msg('Last update'), trial.lastUpdatePostDate, ''],
    ] as const
  ).flatMap(([label, date, mark]) => (date ? [[`${label} `, ...dateRuns(date, lang), ...(mark ? [mark] : [])]] : []));

/** The arms, each with its size where it is known. */
export const armLines = (arms: readonly ArmGroup[], lang?: string): Run[][] =>
  arms.map(({ label, type, count }) => [
    own(label),
    ...(count === undefined ? [] : [', ', armSize(count, lang)]),
    ...(type ? [soft(` (${lower(type)})`)] : []),
  ]);

/** Whether the acronym needs a row of its own: where sources spell it differently, or there is something to say about it. */
export const needsNames = (acronyms: readonly Sourced<string>[]): boolean =>
  acronyms.length > 1 || acronyms[0]?.note !== undefined;

/** A row of a trial's facts. `isLong`: it needs the width of the card. */
export interface TrialFact extends FactRow {
  isLong?: boolean;
}

/** What a card says of a trial at its head: phase, design, enrollment, dates, people, arms, and what the record lacks. */
export const trialFacts = (trial: Trial, problems: readonly Problem[], lang?: string): TrialFact[] => {
  const { acronym, phases, enrollment, population, conditions, armGroups = [] } = trial;
  const named = sourcedValues(acronym);
  const design = designWords(trial, lang);
  const long = (row: FactRow | undefined): TrialFact | undefined => row && { ...row, isLong: true };
  const text = (value: string): Runs => [own(value)];
  const rows = [
    factRow(msg('Phase'), phases, (given: string[]) => [formatPhases(given)], lang),
    row(msg('Design'), ...(design ? [design] : [])),
    factRow(msg('Enrollment'), enrollment, (given: Enrollment) => enrollmentRuns(given, lang), lang),
    rowOfLines(msg('Dates'), trialDates(trial, lang)),
    needsNames(named) ? long(factRow(named.length > 1 ? msg('Names') : msg('Name'), acronym, text, lang)) : undefined,
    population === undefined
      ? long(row(msg('Conditions'), ...(conditions ? [own(conditions.join(', '))] : [])))
      : long(factRow(msg('Population'), population, undefined, lang)),
    long(rowOfLines(msg('Arms'), armLines(armGroups, lang))),
    ...lackedFields(trial, problems).map(([reason, labels]) => long(row(reason, soft(formatList(labels, lang))))),
  ];
  return rows.filter((one) => one !== undefined);
};

/** What parts of a trial's card are called. */
export const trialLabels = () => ({ status: msg('Status'), summary: msg('Brief summary') });

/** When a record was looked up, and through which other server where that was not the registry's own. */
export const retrievedWords = (date: string, host: string, lang?: string): string => {
  const day = formatDate(date, lang);
  return /(^|\.)clinicaltrials\.gov$/.test(host)
    ? msg(str`Retrieved ${day} from ClinicalTrials.gov`)
    : msg(str`Retrieved ${day} from ClinicalTrials.gov by way of ${host}`);
};

/** A trial's status with its shape, by each source. */
export const statusFact = ({ overallStatus }: Trial, lang?: string): Fact | undefined =>
  overallStatus === undefined
    ? undefined
    : factOf(
        overallStatus,
        (status) => [
          { run: 'sign', status },
          { run: 'as', look: 'strong', of: [words(status)] },
        ],
        lang,
      );

/** The status of a trial, the last that was known, and why it stopped. */
const statusRows = (trial: Trial, lang?: string): (FactRow | undefined)[] => {
  const fact = statusFact(trial, lang);
  return [fact && { label: [trialLabels().status], fact }, ...statusNotes(trial)];
};

/** The last status that was known, and why a trial stopped. */
export const statusNotes = ({ lastKnownStatus, whyStopped }: Trial): FactRow[] =>
  [
    row(msg('Last known'), ...(lastKnownStatus ? [lower(lastKnownStatus)] : [])),
    row(msg('Why it stopped'), ...(whyStopped ? [md(whyStopped)] : [])),
  ].filter((one) => one !== undefined);

/** What limits a trial's results, and what its authors conclude from them. */
export const conclusionsBody = ({ limitationsAndCaveats, conclusions = [] }: Trial, lang?: string): Block[] => [
  ...section([msg('Limitations and caveats')], prose(limitationsAndCaveats)),
  ...section(
    [msg('Conclusions')],
    list(conclusions.map((said) => [{ kind: 'line', runs: factOf(said, undefined, lang) }])),
  ),
];

/** All that a card says of a trial, its results before what describes them. */
export const trialBody = (trial: Trial, problems: readonly Problem[], lang?: string): Block[] => {
  const { nctId } = trial;
  const acronyms = sourcedValues(trial.acronym);
  return [
    ...facts([
      row(msg('Registry number'), ...(nctId ? [studyLink(nctId)] : [])),
      ...statusRows(trial, lang),
      needsNames(acronyms) ? undefined : factRow(msg('Name'), trial.acronym, (name: string) => [own(name)], lang),
      ...trialFacts(trial, problems, lang),
    ]),
    ...section([trialLabels().summary], prose(trial.briefSummary)),
    ...outcomesBody(trial, lang),
    ...(trial.safety ? safetyBody(trial.safety, lang) : []),
    ...conclusionsBody(trial, lang),
    ...trialDetails(trial, lang),
  ];
};
