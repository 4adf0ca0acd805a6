import { isPercent } from '../../artifact/values.js';
import { formatDate } from '../../content/dates.js';
import { missingWords } from '../../content/missing.js';
import { formatValue } from '../../content/numbers.js';
import { lower, words } from '../../content/terms.js';
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
} from '../../content/results.js';
import { hasOwnResults, whyNoResults } from '../../content/trial.js';
import type {
  Analysis,
  GroupReport,
  Measurement,
  Outcome,
  Result,
  ResultPart,
  ResultTable,
  Trial,
} from '../../artifact/schema/index.js';
import { type Blocks, fact, heading, list, literal, named, part, refs, superseded, table } from './text.js';

const measurement = (measured: Measurement, part: Partial<ResultPart>): string => {
  const { value, printed, after } = measurementFigures(measured, part);
  const { comment } = measured;
  return `${printed ?? formatValue(value)}${literal(after)}${comment ? ` ${comment}` : ''}`;
};

/** The lines of one part: under a line with its name, or in one line with it where it has no more. */
const partRows = (each: ResultPart, groups: ResultTable['groups'], isNamed: boolean): string[][] => {
  const { title, paramType, rows } = each;
  const name = isNamed
    ? [title && `**${literal(title)}**`, literal(measureCaption(each))].filter(Boolean).join(' ')
    : '';
  const isOne = rows.length === 1 && rows[0]?.title === undefined;
  const lines = rows.map(({ title: own, comment, measurements }) => [
    [own !== undefined ? literal(own) : name && isOne ? name : paramType ? words(paramType) : 'Value', comment]
      .filter(Boolean)
      .join(' — '),
    ...groups.map(
      ({ id }) =>
        measurements
          .filter(({ group }) => group === id)
          .map((one) => measurement(one, own === undefined ? each : partOfRow(each, { title: own, measurements })))
          .join('; ') || missingWords('not-in-record'),
    ),
  ]);
  return name && !isOne ? [[name, ...groups.map(() => '')], ...lines] : lines;
};

/** A table as a registry posts it, groups as columns; what is said of its parts stands above it. */
const resultTable = ({ groups, parts }: ResultTable): Blocks => {
  const [only] = parts;
  // What one part measures stands above its lines; of several, each has its own line.
  const corner = parts.length === 1 && only && only.title === undefined ? measureCaption(only) : '';
  return [
    list(
      parts.flatMap(({ title, description, populationDescription }) => [
        ...named(title ? literal(title) : 'Description', description),
        ...named(title ? `${literal(title)}: who was analyzed` : 'Who was analyzed', populationDescription),
      ]),
    ),
    table(
      [corner ? literal(corner) : 'Measure', ...groups.map(({ title }) => literal(title))],
      parts.flatMap((each) => partRows(each, groups, !corner)),
    ),
  ];
};

/** Who the groups of a table are, where the source says more than their titles. */
const groupDescriptions = (groups: ResultTable['groups']): string | undefined =>
  list(groups.flatMap(({ title, description }) => named(literal(title), description)));

/** How participants went through a study, or what they were like at its start. */
export const groupReport = ({ description, tables }: GroupReport, level: number): Blocks => [
  description,
  ...tables.flatMap((one, index) => {
    const groups = groupDescriptions(one.groups);
    const before = tables[index - 1];
    // The groups of one period are mostly those of the last: said once.
    return [
      one.title && heading(level, literal(one.title)),
      ...resultTable(one),
      before && groupDescriptions(before.groups) === groups ? undefined : groups,
    ];
  }),
];

/** A statistical analysis in the source's own words and figures. */
const analysis = (stated: Analysis, posted: ResultTable | undefined): string =>
  [
    [comparedGroups(stated, posted).join(' · '), analysisFigures(stated).join(', '), analysisMethod(stated).join(' · ')]
      .filter(Boolean)
      .map(literal)
      .join('; ') || 'Analysis',
    ...analysisNotes(stated).map(([label, text]) => list([`${label}: ${text}`]) ?? ''),
  ].join('\n');

const result = ({ group, role, value, interval, refs: keys, asOf, note, printed, relation }: Result): string[] => [
  `${literal(group)} (${role})`,
  [
    formatValue(value) + (isPercent(value) && value.of === undefined ? ' (denominator not given)' : ''),
    interval && formatInterval(interval, value),
  ]
    .filter(Boolean)
    .join('; ') + refs(keys),
  [
    asOf && `as of ${formatDate(asOf)}`,
    superseded(relation),
    note,
    printed && `The source printed “${literal(printed)}”.`,
  ]
    .filter(Boolean)
    .join('; '),
];

const outcome = (one: Outcome, isTold: boolean): Blocks => {
  const {
    title,
    type,
    note,
    measure,
    description,
    timeFrame,
    results = [],
    pValue,
    table: posted,
    analyses = [],
    refs: keys,
  } = one;
  const { populationDescription, reportingStatus, anticipatedPostingDate } = one;
  const kind = [type, note && literal(note)].filter(Boolean).join(', ');
  return [
    heading(3, `${literal(title)}${kind && ` (${kind})`}`),
    [measure !== title && measure && literal(measure), description, timeFrame && `Time frame: ${literal(timeFrame)}`]
      .filter(Boolean)
      .join('\n\n') + refs(keys),
    reportingStatus && reportingStatus !== 'POSTED'
      ? `Results: ${literal(lower(reportingStatus))}${anticipatedPostingDate ? `, expected ${formatDate(anticipatedPostingDate)}` : ''}`
      : undefined,
    populationDescription && `Who was analyzed: ${populationDescription}`,
    ...(posted ? resultTable(posted) : []),
    posted && groupDescriptions(posted.groups),
    table(['Group', 'Result', ''], results.map(result)),
    isTold && !hasOwnResults(one) ? missingWords('not-in-record') : undefined,
    pValue === undefined
      ? undefined
      : fact(
          pValue,
          (stated) => `${formatPValue(stated)}${stated.note ? ` (${stated.note})` : ''}${refs(stated.refs)}`,
        ),
    ...part(
      4,
      'Analyses',
      analyses.map((each) => list([analysis(each, posted)])),
    ),
  ];
};

/** A trial's outcomes, each with its results and who was analyzed. */
export const outcomes = (trial: Trial): Blocks => {
  const none = whyNoResults(trial);
  return part(2, 'Outcomes', [
    none && `${literal(none.text)}${none.link ? ` <${none.link}>` : ''}`,
    ...(trial.outcomes ?? []).flatMap((one) => outcome(one, none === undefined)),
  ]);
};
