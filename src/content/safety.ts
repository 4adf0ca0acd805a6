import type { AdverseEvent, Detail, EventGroup, Recall, Report, SafetyProfile } from '../artifact/schema/index.js';
import { sourcedValues } from '../artifact/values.js';
import { msg, str, translated } from '../i18n/messages.js';
import { seriousnessWords } from './adverse-event-order.js';
import { commonTo, eventSource, eventsHeading, groupTotals, isByGroup, thresholdWords } from './adverse-events.js';
import { dateRun, factOf, factRow, notInRecord } from './facts.js';
import { labelBlocks, recallSays } from './labels.js';
import {
  type Block,
  type BlockOf,
  type Cell,
  cite,
  facts,
  joined,
  line,
  list,
  md,
  own,
  prose,
  type Run,
  type Runs,
  section,
} from './model.js';
import { formatNumber } from './numbers.js';
import { partOfReports, reportsCaveat, suspectFirst } from './reports.js';
import { words } from './terms.js';

/** Where an effect was seen, in words. */
export const evidenceWords = (evidence: NonNullable<AdverseEvent['evidence']>): string =>
  ({
    'clinical trial': msg('Clinical trial'),
    postmarketing: msg('Postmarketing'),
    preclinical: msg('Preclinical'),
    report: msg('Report'),
  })[evidence];

/** How severe an effect was: "Grade 3", or the source's own word. */
export const gradeWords = (grade: NonNullable<AdverseEvent['grade']>): string =>
  typeof grade === 'number' || /^\d/.test(grade) ? msg(str`Grade ${grade}`) : grade;

/** What is known of an effect beside its incidence, in the order in which a reader needs it. */
export const effectDetails = () =>
  [
    ['onset', msg('Onset')],
    ['presentation', msg('Presentation')],
    ['mechanism', msg('Mechanism')],
    ['riskFactors', msg('Risk factors')],
    ['management', msg('Management')],
    ['monitoring', msg('Monitoring')],
  ] as const;

/** How serious an effect is, where it belongs, and how it was found, as far as that isn't said of all of them at once. */
const kindOf = (event: AdverseEvent, all: readonly AdverseEvent[]): Runs => {
  const { organSystem, grade, evidence, sourceVocabulary, assessmentType } = event;
  const parts: Runs[] = [
    organSystem ? [own(organSystem)] : [],
    [seriousnessWords(event)],
    grade === undefined ? [] : [gradeWords(grade)],
    evidence ? [evidenceWords(evidence)] : [],
    commonTo(all, 'assessmentType') === undefined && assessmentType ? [words(assessmentType)] : [],
    commonTo(all, 'sourceVocabulary') === undefined && sourceVocabulary ? [own(sourceVocabulary)] : [],
  ];
  return joined(parts, ', ');
};

const termOf = ({ term, notes, refs }: AdverseEvent): Runs => [
  { run: 'as', look: 'strong', of: [own(term)] },
  ...cite(refs),
  ...(notes ? [' — ', md(notes)] : []),
];

/** A group's share of those with an effect; that it is a group's need not be said in its column. */
const ofGroup = ({ incidence }: AdverseEvent, { title }: EventGroup, lang?: string): Cell => {
  const versions = sourcedValues(incidence).filter(({ group }) => group === title);
  return versions.length > 0
    ? factOf(
        versions.map((version) => ({ ...version, group: undefined })),
        undefined,
        lang,
      )
    : [notInRecord()];
};

/** Each effect with its numbers, by group where each number is one of a group's. */
const effectTable = (all: readonly AdverseEvent[], groups: readonly EventGroup[], lang?: string): Block[] => {
  if (all.length === 0) return [];
  const byGroup = isByGroup(all, groups);
  const details = effectDetails().filter(([field]) => all.some((event) => event[field] !== undefined));
  const isKind = all.map((event) => kindOf(event, all));
  return [
    {
      kind: 'table',
      label: msg('Adverse effects'),
      corner: [msg('Effect')],
      columns: [
        [msg('Seriousness')],
        ...(byGroup ? groups.map(({ title }): Runs => [own(title)]) : [[msg('Incidence')]]),
        ...details.map(([, label]): Runs => [label]),
      ],
      groups: [
        {
          rows: all.map((event, index) => ({
            header: termOf(event),
            cells: [
              isKind[index] ?? [],
              ...(byGroup
                ? groups.map((group) => ofGroup(event, group, lang))
                : [event.incidence === undefined ? [notInRecord()] : factOf(event.incidence, undefined, lang)]),
              ...details.map(([field]): Cell =>
                event[field] === undefined ? [notInRecord()] : factOf(event[field], undefined, lang),
              ),
            ],
          })),
        },
      ],
    },
  ];
};

/** How many of each group died or had events, out of how many. */
export const groupTable = (groups: readonly EventGroup[], lang?: string): BlockOf<'table'> => {
  const totals = groupTotals();
  return {
    kind: 'table',
    label: msg('People with adverse events'),
    corner: [msg('Group')],
    columns: totals.map(([, label]) => [label]),
    groups: [
      {
        rows: groups.map((group) => ({
          header: [own(group.title), ...(group.description ? [': ', md(group.description)] : [])],
          cells: totals.map(([key]): Cell =>
            group[key] === undefined ? [notInRecord()] : factOf(group[key], undefined, lang),
          ),
        })),
      },
    ],
  };
};

const detailLines = (details: readonly Detail[] | undefined, lang?: string): Block[] =>
  list((details ?? []).map(({ label, value }) => line(own(label), ': ', dateRun(value, lang))));

const reportBlocks = ({ serious, seriousness, reactions, drugs, details }: Report, lang?: string): Block[] => [
  ...line(
    {
      run: 'as',
      look: 'strong',
      of: [serious === undefined ? msg('Seriousness not stated') : serious ? msg('Serious') : msg('Not serious')],
    },
    ...(seriousness?.length ? [': ', own(seriousness.join(', '))] : []),
  ),
  ...section(
    [msg('Reported events')],
    list(
      reactions.map(({ term, outcome, version }) =>
        line(
          own(term),
          ...(outcome ? [': ', own(outcome)] : [` (${msg('outcome not stated')})`]),
          ...(version ? [' — ', own(version)] : []),
        ),
      ),
    ),
  ),
  ...section(
    [msg('Drugs taken')],
    list(
      suspectFirst(drugs).map(({ name, role, details: about }) => [
        ...line(
          { run: 'as', look: 'strong', of: [own(name)] },
          ` (${role ? translated(role) : msg('role not stated')})`,
        ),
        ...detailLines(about, lang),
      ]),
    ),
  ),
  ...section([msg('About the report')], detailLines(details, lang)),
];

/** Reports of suspected effects, and counts of them: as reports, never as rates. */
export const reportsBody = ({ reports: all, reportsInAll, reportCounts }: SafetyProfile, lang?: string): Block[] =>
  !all && !reportCounts
    ? []
    : section(
        [reportCounts ? msg('Numbers of reports') : all?.length === 1 ? msg('One report') : msg('Reports')],
        [
          { kind: 'notice', tone: 'caveat', says: [reportsCaveat()] },
          ...(reportsInAll === undefined ? [] : line(partOfReports(reportsInAll, all?.length ?? 0, lang))),
          reportCounts && {
            kind: 'table',
            label: msg('Number of reports'),
            corner: [reportCounts.by === 'date' ? msg('Date') : msg('Term')],
            columns: [[msg('Reports')]],
            groups: [
              {
                rows: reportCounts.counts.map(({ term, count }) => ({
                  header: [reportCounts.by === 'date' ? dateRun(term, lang) : own(term)],
                  cells: [[{ run: 'num', text: formatNumber(count, lang), value: count }]],
                })),
              },
            ],
          },
          ...(all ?? []).flatMap((each, index) =>
            section([msg(str`Report ${each.id ?? index + 1}`)], reportBlocks(each, lang)),
          ),
        ],
      );

/** A recall: whose, its class, its status and date first, then why and of what. */
export const recallNotice = (recall: Recall, lang?: string): BlockOf<'notice'> => ({
  kind: 'notice',
  tone: 'recall',
  says: [recallSays(recall, lang), ...cite(recall.refs)],
  of: [...prose(recall.reason), ...prose(recall.product), ...detailLines(recall.details, lang)],
});

/** What a reader must know of how events were counted, before any number. */
export const countingBody = (
  { description, allCauseMortalityComment, timeFrame, frequencyThreshold }: SafetyProfile,
  lang?: string,
): Block[] => {
  const said = (label: Run, text: string | undefined): Block[] => (text ? line(label, ': ', md(text)) : []);
  return [
    ...(frequencyThreshold === undefined ? [] : line(thresholdWords(frequencyThreshold, lang))),
    ...said(msg('Counted over'), timeFrame),
    ...said(msg('Deaths (all causes)'), allCauseMortalityComment),
    ...prose(description),
  ];
};

/** All that is known about safety beside boxed warnings and recalls, which stand above all else. */
export const safetyBody = (profile: SafetyProfile, lang?: string): Block[] => {
  const { precautions, labelSections, adverseEvents: effects, eventGroups: groups = [] } = profile;
  const all = effects ?? [];
  const source = eventSource(all);
  const counted = countingBody(profile, lang);
  const hasEvents = effects !== undefined || groups.length > 0 || counted.length > 0;
  return [
    ...(precautions?.length === 0 ? line(msg('Precautions: none listed.')) : []),
    ...(precautions ?? []).flatMap(({ title, text, refs }) => section([own(title), ...cite(refs)], prose(text))),
    ...(labelSections?.length === 0
      ? line(msg('This record has no section on safety. Read the whole label.'))
      : labelBlocks(labelSections)),
    ...reportsBody(profile, lang),
    ...(hasEvents
      ? section(
          [eventsHeading(groups.length > 0 || effects === undefined)],
          [
            ...counted,
            ...(groups.length > 0
              ? section(
                  [msg('Totals by group'), ` (${msg('people affected of people at risk')})`],
                  [groupTable(groups, lang)],
                )
              : []),
            ...(source ? line(source) : []),
            ...(all.length > 0
              ? section([msg('Events by type')], effectTable(all, groups, lang))
              : effects
                ? line(msg('None listed.'))
                : []),
          ],
        )
      : []),
  ];
};

/** Facts of a profile that stand outside of any list: the drug that it is about. */
export const safetyFacts = (drug: string | undefined): Block[] =>
  facts([drug === undefined ? undefined : factRow<string>(msg('Drug'), drug, (name) => [own(name)])]);
