import {
  commonTo,
  eventSource,
  eventsHeading,
  groupTotals,
  isByGroup,
  thresholdWords,
} from '../../content/adverse-events.js';
import { sourcedValues } from '../../artifact/values.js';
import { formatDate } from '../../content/dates.js';
import { recallSays } from '../../content/labels.js';
import { missingWords } from '../../content/missing.js';
import { formatNumber } from '../../content/numbers.js';
import { words } from '../../content/terms.js';
import { partOfReports, reportsCaveat, suspectFirst } from '../../content/reports.js';
import type { AdverseEvent, EventGroup, Report, SafetyProfile } from '../../artifact/schema/index.js';
import { type Blocks, fact, heading, labelSections, list, literal, part, quote, refs, table } from './text.js';

/** How serious an effect is, where it belongs, and how it was found, as far as that isn't said of all of them at once. */
const kind = (event: AdverseEvent, all: readonly AdverseEvent[]): string => {
  const { organSystem, serious, grade, evidence, sourceVocabulary, assessmentType } = event;
  return [
    organSystem && literal(organSystem),
    serious === undefined ? undefined : serious ? 'serious' : 'not serious',
    grade !== undefined && `grade ${grade}`,
    evidence,
    commonTo(all, 'assessmentType') === undefined && assessmentType && literal(words(assessmentType)),
    commonTo(all, 'sourceVocabulary') === undefined && sourceVocabulary && literal(sourceVocabulary),
  ]
    .filter(Boolean)
    .join(', ');
};

const term = ({ term: name, notes, refs: keys }: AdverseEvent): string =>
  `${literal(name)}${refs(keys)}${notes ? ` — ${notes}` : ''}`;

/** Each effect with its numbers, by group where each number is one of a group's. */
const effects = (all: readonly AdverseEvent[], groups: readonly EventGroup[]): string | undefined =>
  isByGroup(all, groups)
    ? table(
        ['Effect', 'Kind', ...groups.map(({ title }) => literal(title))],
        all.map((event) => [
          term(event),
          kind(event, all),
          ...groups.map(({ title }) => {
            const own = sourcedValues(event.incidence).filter(({ group }) => group === title);
            return fact(own.map((version) => ({ ...version, group: undefined }))) || missingWords('not-in-record');
          }),
        ]),
      )
    : table(
        ['Effect', 'Kind', 'Incidence', 'When, how and in whom', 'What is done'],
        all.map((event) => {
          const { incidence, onset, presentation, mechanism, riskFactors, management, monitoring } = event;
          return [
            term(event),
            kind(event, all),
            fact(incidence) || missingWords('not-in-record'),
            [fact(onset), fact(presentation), fact(mechanism), fact(riskFactors)].filter(Boolean).join('; '),
            [fact(management), fact(monitoring)].filter(Boolean).join('; '),
          ];
        }),
      );

const details = (of: Report['details']): string | undefined =>
  list(of.map(({ label, value }) => `${literal(label)}: ${literal(formatDate(value))}`));

const report = ({ serious, seriousness, reactions, drugs, details: about }: Report, level: number): Blocks => [
  `**${serious === undefined ? 'Seriousness not stated' : serious ? 'Serious' : 'Not serious'}**${seriousness?.length ? `: ${seriousness.map(literal).join(', ')}` : ''}`,
  ...part(level, 'Reported events', [
    list(
      reactions.map(
        ({ term: name, outcome, version }) =>
          `${literal(name)}${outcome ? `: ${literal(outcome)}` : ' (outcome not stated)'}${version ? ` — ${literal(version)}` : ''}`,
      ),
    ),
  ]),
  ...part(level, 'Drugs taken', [
    list(
      suspectFirst(drugs).map(({ name, role, details: own }) =>
        [`**${literal(name)}** (${role ? literal(role) : 'role not stated'})`, details(own)].filter(Boolean).join('\n'),
      ),
    ),
  ]),
  ...part(level, 'About the report', [details(about)]),
];

/** Reports of suspected effects, and counts of them: as reports, never as rates. */
const reportList = ({ reports, reportsInAll, reportCounts }: SafetyProfile, level: number): Blocks =>
  !reports && !reportCounts
    ? []
    : [
        heading(level, reportCounts ? 'Numbers of reports' : reports?.length === 1 ? 'One report' : 'Reports'),
        quote(reportsCaveat()),
        reportsInAll === undefined ? undefined : partOfReports(reportsInAll, reports?.length ?? 0),
        reportCounts &&
          table(
            [reportCounts.by === 'date' ? 'Date' : 'Term', 'Reports'],
            reportCounts.counts.map(({ term: name, count }) => [
              literal(reportCounts.by === 'date' ? formatDate(name) : name),
              formatNumber(count),
            ]),
          ),
        ...(reports ?? []).flatMap((each, index) => [
          heading(level + 1, `Report ${literal(each.id ?? String(index + 1))}`),
          ...report(each, level + 2),
        ]),
      ];

/** All that is known about safety beside the boxed warnings, which stand above all else. */
export const safety = (profile: SafetyProfile, level: number): Blocks => {
  const {
    recalls = [],
    precautions = [],
    labelSections: label,
    allCauseMortalityComment,
    adverseEvents = [],
    eventGroups = [],
    frequencyThreshold,
    timeFrame,
    description,
  } = profile;
  return [
    ...recalls.flatMap((recall) => [
      `**${literal(recallSays(recall))}**${refs(recall.refs)}`,
      recall.reason,
      recall.product,
      details(recall.details ?? []),
    ]),
    ...precautions.flatMap(({ title, text, refs: keys }) => [heading(level, literal(title)), `${text}${refs(keys)}`]),
    ...labelSections(label, level),
    ...(adverseEvents.length > 0 || eventGroups.length > 0 || description
      ? [heading(level, eventsHeading(eventGroups.length > 0 || adverseEvents.length === 0))]
      : []),
    description,
    allCauseMortalityComment && `Deaths (all causes): ${allCauseMortalityComment}`,
    timeFrame && `Time frame: ${timeFrame}`,
    frequencyThreshold === undefined ? undefined : thresholdWords(frequencyThreshold),
    ...part(level + 1, 'Totals by group (people affected of people at risk)', [
      table(
        ['Group', ...groupTotals().map(([, label]) => label)],
        eventGroups.map(({ title, description: about, deaths, serious, other }) => [
          `${literal(title)}${about ? `: ${about}` : ''}`,
          ...[deaths, serious, other].map((group) => fact(group) || missingWords('not-in-record')),
        ]),
      ),
    ]),
    eventSource(adverseEvents) && literal(eventSource(adverseEvents)),
    ...part(level + 1, 'Events by type', [effects(adverseEvents, eventGroups)]),
    ...reportList(profile, level),
  ];
};
