import { sourcesDiffer } from '../artifact/conflicts.js';
import { isMissing, isPercent } from '../artifact/values.js';
import type {
  Analysis,
  Fact as SchemaFact,
  GroupReport,
  Measurement,
  Outcome,
  PValue,
  Result,
  ResultPart,
  ResultTable,
  Trial,
} from '../artifact/schema/index.js';
import { msg, str } from '../i18n/messages.js';
import { formatDate } from './dates.js';
import { dateRun, factOf, notInRecord, printedWords, valueRuns } from './facts.js';
import { groupDescriptions, whoTheGroupsAre } from './groups.js';
import {
  type Block,
  type BlockOf,
  type Cell,
  cite,
  type Fact,
  joined,
  line,
  list,
  md,
  type NamedText,
  own,
  prose,
  type Run,
  type Runs,
  type Said,
  section,
  soft,
  type TableGroup,
} from './model.js';
import {
  analysisFigures,
  analysisMethod,
  analysisNotes,
  comparedGroups,
  formatInterval,
  formatPValue,
  measureCaption,
  measurementFigures,
  partOfRow,
} from './results.js';
import { drawnPart, intervalOf, type Mark } from './marks.js';
import { formatShare } from './numbers.js';
import { lower, words } from './terms.js';
import { hasOwnResults, whyNoResults } from './trial.js';

/** What the parts of an outcome are called. */
export const outcomeParts = () => ({
  measured: msg('What was measured'),
  analyzed: msg('Who was analyzed'),
  analyses: msg('Analyses'),
});

/** What a card calls a trial's outcomes where it has none to show. */
export const outcomesHeading = (): string => msg('Outcomes');

/** What a card calls the outcomes of each type, in the order of their weight. */
export const outcomeGroups = () =>
  [
    ['primary', msg('Primary outcomes')],
    ['secondary', msg('Secondary outcomes')],
    ['other', msg('Other outcomes')],
  ] as const;

const strong = (...of: Runs): Run => ({ run: 'as', look: 'strong', of });

const number = (text: string): Run => ({ run: 'as', look: 'number', of: [text] });

/** A measured value as its source prints it, with what stands after it and what the source remarks. */
export const measurementRuns = (measured: Measurement, part: Partial<ResultPart>, lang?: string): Runs => {
  const { value, printed, after } = measurementFigures(measured, part, lang);
  return [
    ...(printed === undefined ? valueRuns(value, lang) : [number(printed)]),
    ...(after ? [number(after)] : []),
    ...(measured.comment ? [' ', md(measured.comment)] : []),
  ];
};

/** What a row of results is called: its own title, or what its numbers are. */
export const rowTitle = (title: string | undefined, { paramType }: Pick<ResultPart, 'paramType'>): Run =>
  title === undefined ? (paramType ? words(paramType) : msg('Value')) : own(title);

const aboutPart = ({ description, populationDescription }: ResultPart): NamedText[] => [
  ...(description ? [{ name: msg('Description'), source: description }] : []),
  ...(populationDescription ? [{ name: outcomeParts().analyzed, source: populationDescription }] : []),
];

/** An interval that was computed, and that it was; nothing for any other. */
export const computedWords = (interval: Mark['interval'], lang?: string): string | undefined => {
  // As a share in whole numbers: what is not none is never 0%.
  const end = (percent: number) => formatShare(Math.round(percent * 1e8), 1e10, lang);
  return interval?.isComputed
    ? msg(str`Computed 95% interval ${end(interval.low)} to ${end(interval.high)}.`)
    : undefined;
};

const computedRuns = (interval: Mark['interval'], lang?: string): Runs => {
  const words = computedWords(interval, lang);
  return words ? [' ', soft(words)] : [];
};

/** How the intervals of these outcomes were computed; undefined where none was. */
export const computedNote = (outcomes: readonly Outcome[]): string | undefined =>
  outcomes.some(
    ({ results = [], table }) =>
      results.some((one) => intervalOf(one)?.isComputed) ||
      table?.parts.some((part) =>
        [...(drawnPart(part)?.marks.values() ?? [])].some(({ interval }) => interval?.isComputed),
      ),
  )
    ? msg('Thin lines: 95% intervals computed from the counts (Clopper–Pearson), where the source gives none.')
    : undefined;

/**
 * A table as a registry posts it, groups as columns.
 * @param label what it tells. @param isDrawn whether its numbers are drawn beside them, with the intervals that can be computed.
 */
export const resultTable = (
  { groups, parts }: ResultTable,
  label: string,
  lang?: string,
  isDrawn = false,
): BlockOf<'table'> => {
  const [only] = parts;
  // What one part measures stands above its lines; of several, each has its own heading.
  const corner = parts.length === 1 && only && only.title === undefined ? measureCaption(only, lang) : '';
  const groupOf = (part: ResultPart): TableGroup => {
    const about = corner ? '' : measureCaption(part, lang);
    const heading = joined([part.title ? [strong(own(part.title))] : [], about ? [about] : []], ' ');
    const { axis, marks } = (isDrawn && drawnPart(part)) || {};
    return {
      heading,
      axis,
      about: aboutPart(part),
      rows: part.rows.map((row) => ({
        header: [rowTitle(row.title, part)],
        note: row.comment ? [md(row.comment)] : undefined,
        cells: groups.map(({ id }): Cell => {
          const mine = row.measurements.filter(({ group }) => group === id);
          return mine.length > 0
            ? joined(
                mine.map((one) => [
                  ...measurementRuns(one, partOfRow(part, row), lang),
                  ...computedRuns(marks?.get(one)?.interval, lang),
                ]),
                '; ',
              )
            : [notInRecord()];
        }),
        marks: groups.map(({ id }) => {
          const [only, ...others] = row.measurements.filter(({ group }) => group === id);
          return only && others.length === 0 ? marks?.get(only) : undefined;
        }),
      })),
    };
  };
  return {
    kind: 'table',
    label,
    corner: [corner || msg('Measure')],
    columns: groups.map(({ title }) => [own(title)]),
    groups: parts.map(groupOf),
  };
};

/** How participants went through a study, or what they were like at its start. @param label what its tables tell. */
export const groupReport = ({ description, tables }: GroupReport, label: string, lang?: string): Block[] => [
  ...prose(description),
  ...tables.flatMap((table, index) => {
    const groups = whoTheGroupsAre(table.groups);
    const before = tables[index - 1];
    // The groups of one period are mostly those of the last: said once.
    const isRepeated = before && JSON.stringify(whoTheGroupsAre(before.groups)) === JSON.stringify(groups);
    const blocks = [resultTable(table, table.title ?? label, lang), ...(isRepeated ? [] : groups)];
    return table.title ? section([own(table.title)], blocks) : blocks;
  }),
];

/** A statistical analysis in the source's own words and figures. */
export const analysisBlocks = (stated: Analysis, posted: ResultTable | undefined, lang?: string): Block[] => [
  ...line(
    ...joined(
      [
        joined(
          comparedGroups(stated, posted).map((title) => [own(title)]),
          ' · ',
        ),
        joined(
          analysisFigures(stated, lang).map((figure) => [number(figure)]),
          ', ',
        ),
        joined(
          analysisMethod(stated).map((term) => [term]),
          ' · ',
        ),
      ],
      '; ',
    ),
  ),
  ...list(
    analysisNotes(stated).map(([label, text]) => [...line(label), ...prose(text)]),
    'named',
  ),
];

/** A result of one group: its number with its interval, its date, source and notes. */
const resultOf = ({ value, interval, asOf, note, printed, relation, refs }: Result, lang?: string): Said => ({
  value: [
    ...valueRuns(value, lang),
    ...(isPercent(value) && value.of === undefined ? [soft(` (${msg('denominator not given')})`)] : []),
    ...(interval ? [soft(`; ${formatInterval(interval, value, lang)}`)] : []),
  ],
  isSuperseded: relation === 'superseded',
  origins: [
    {
      asOf: asOf === undefined ? undefined : dateRun(asOf, lang),
      refs,
      notes: [
        ...(asOf === undefined && !refs?.length ? [[msg('Source not given')]] : []),
        ...(note ? [[md(note)]] : []),
        ...(printed ? [[printedWords(printed)]] : []),
      ],
    },
  ],
});

/** The results of one group. Those that no reason on record tells apart contradict each other. */
export const resultFact = (results: readonly Result[], lang?: string): Fact => ({
  relation: sourcesDiffer(results) ? 'conflict' : results.length > 1 ? 'several' : 'one',
  said: results.map((one) => resultOf(one, lang)),
});

/** A row header with the results that stand beside it. */
export interface ResultRows {
  label: string;
  compared: boolean;
  results: Result[];
}

/**
 * A group's results together, the groups in the order of the artifact, those that the treatment is compared with last.
 * Where nothing is reported for any group, and by the same source, that is said once for all of them.
 */
export const resultsByGroup = (results: readonly Result[]): ResultRows[] => {
  const [first] = results;
  const said = ({ value, refs, asOf, note }: Result) => JSON.stringify([value, refs, asOf, note]);
  if (first && results.every((result) => isMissing(result.value) && said(result) === said(first)))
    return [{ label: [...new Set(results.map(({ group }) => group))].join(', '), compared: false, results: [first] }];
  const groups = new Map<string, ResultRows>();
  for (const result of results) {
    const compared = result.role === 'comparator';
    const key = `${result.role} ${result.group}`;
    const rows = groups.get(key) ?? { label: result.group, compared, results: [] };
    rows.results.push(result);
    groups.set(key, rows);
  }
  return [...groups.values()].sort((a, b) => Number(a.compared) - Number(b.compared));
};

/** What the columns of an outcome's results are called. */
export const resultColumns = () => ({ group: msg('Group'), result: msg('Result'), source: msg('Date and source') });

/** What a group is, beside its name, where the treatment is compared with it. */
export const comparatorWords = (): string => msg('comparison');

const resultFacts = (results: readonly Result[], title: string, lang?: string): Block[] => {
  const groups = resultsByGroup(results);
  return groups.length === 0
    ? []
    : [
        {
          kind: 'table',
          label: title,
          corner: [resultColumns().group],
          columns: [[resultColumns().result]],
          groups: [
            {
              rows: groups.map(({ label, compared, results: all }) => ({
                header: [own(label), ...(compared ? [` (${comparatorWords()})`] : [])],
                cells: [resultFact(all, lang)],
              })),
            },
          ],
        },
      ];
};

/** Whether results are those of a treatment and what it is compared with, and of no other group. */
const isPair = (results: readonly Result[]): boolean => {
  const groups = resultsByGroup(results);
  return groups.length === 2 && groups.filter(({ compared }) => compared).length === 1;
};

/** What a p-value is about: by the source's note, or by there being two groups only. It never says that a difference matters. */
const pValueAbout = (note: string | undefined, results: readonly Result[]): Runs =>
  note
    ? [': ', md(note)]
    : isPair(results)
      ? [` ${msg('for the difference between the two groups')}`]
      : [`; ${msg('what was compared is not given')}`];

/** An outcome's p-value, by each source. @param results those that it may be about. */
export const pValueFact = (pValue: SchemaFact<PValue>, results: readonly Result[], lang?: string): Fact =>
  factOf(
    pValue,
    (stated) => [
      { run: 'as', look: 'nowrap', of: [formatPValue(stated, lang)] },
      ...pValueAbout(stated.note, results),
      ...cite(stated.refs),
    ],
    lang,
  );

/** That an outcome's results are not posted, and when they are expected; nothing where they are. */
export const postingWords = (
  { reportingStatus, anticipatedPostingDate }: Outcome,
  lang?: string,
): string | undefined =>
  reportingStatus && reportingStatus !== 'POSTED'
    ? `${msg('Results')}: ${lower(reportingStatus)}${anticipatedPostingDate ? `, ${msg(str`expected ${formatDate(anticipatedPostingDate, lang)}`)}` : ''}`
    : undefined;

const outcomeBlock = (outcome: Outcome, isToldOnce: boolean, lang?: string): Block => {
  const { title, note, description, timeFrame, results = [], pValue, table, analyses = [], refs } = outcome;
  const { populationDescription } = outcome;
  const status = postingWords(outcome, lang);
  // An outcome without anything to say is one all the same.
  return {
    kind: 'section',
    heading: [own(title), ...(note ? [' (', own(note), ')'] : []), ...cite(refs)],
    of: [
      ...prose(description),
      ...(timeFrame ? line(msg('Time frame'), ': ', own(timeFrame)) : []),
      ...(status ? line(status) : []),
      ...(populationDescription ? [...line(strong(outcomeParts().analyzed)), ...prose(populationDescription)] : []),
      ...(table ? [resultTable(table, title, lang), ...groupDescriptions(table.groups)] : []),
      ...resultFacts(results, title, lang),
      ...(!isToldOnce && !hasOwnResults(outcome) ? line(notInRecord()) : []),
      ...(pValue === undefined ? [] : [{ kind: 'line', runs: pValueFact(pValue, results, lang) } as const]),
      ...section([outcomeParts().analyses], list(analyses.map((one) => analysisBlocks(one, table, lang)))),
    ],
  };
};

/** A trial's outcomes under their headings, the primary ones first, each with its results and who was analyzed. */
export const outcomesBody = (trial: Trial, lang?: string): Block[] => {
  const { outcomes = [] } = trial;
  const why = whyNoResults(trial, lang);
  return [
    ...section([outcomesHeading()], why ? line(...why) : []),
    ...outcomeGroups().flatMap(([type, heading]) =>
      section(
        [heading],
        outcomes
          .filter((outcome) => (outcome.type ?? 'other') === type)
          .map((outcome) => outcomeBlock(outcome, why !== undefined, lang)),
      ),
    ),
  ];
};
