import type { Detail, EventGroup, Recall, Report, Safety, SafetyProfile } from '../artifact/schema/index.js';
import { msg, str, translated } from '../i18n/messages.js';
import { effectList, thresholdWords } from './adverse-events.js';
import { dateRun, factOf, factRow, notInRecord } from './facts.js';
import { whoTheGroupsAre } from './groups.js';
import { labelBlocks, noSafetySection, recallSays } from './labels.js';
import { lowerList } from './lists.js';
import { missingWords } from './missing.js';
import {
  type Block,
  type BlockOf,
  type Cell,
  cite,
  facts,
  line,
  list,
  md,
  own,
  prose,
  type Run,
  section,
} from './model.js';
import { formatNumber } from './numbers.js';
import { partOfReports, reportsCaveat, suspectFirst } from './reports.js';

/** Longer descriptions stand below the table: in its first column they would be taller than all of it. */
const isLong = (groups: readonly EventGroup[]): boolean =>
  groups.some(({ description = '' }) => description.length > 120);

/** How many of each group died or had events, out of how many. */
const groupTable = (groups: readonly EventGroup[], lang?: string): BlockOf<'table'> => {
  const totals = [
    ['deaths', msg('Deaths (all causes)')],
    ['serious', msg('Serious adverse events')],
    ['other', msg('Other adverse events')],
  ] as const;
  return {
    kind: 'table',
    label: msg('People with adverse events'),
    corner: [msg('Group')],
    columns: totals.map(([, label]) => [label]),
    groups: [
      {
        rows: groups.map((group) => ({
          header: [own(group.title)],
          note: group.description && !isLong(groups) ? [md(group.description)] : undefined,
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
  says: [{ run: 'as', look: 'strong', of: [recallSays(recall, lang)] }, ...cite(recall.refs)],
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

/** The precautions, each under its title; that a profile lists none is said. */
export const precautionsBody = ({ precautions }: SafetyProfile): Block[] =>
  precautions?.length === 0
    ? line(msg('Precautions: none listed.'))
    : section(
        [msg('Precautions')],
        (precautions ?? []).flatMap(({ title, text, refs }) => section([own(title), ...cite(refs)], prose(text))),
      );

/** What the drug's label says of safety; that its record has no such section is said. */
export const labelBody = ({ labelSections: sections }: SafetyProfile): Block[] =>
  sections?.length === 0 ? line(noSafetySection()) : section([msg('From the drug’s label')], labelBlocks(sections));

/** How many of each group had events, under a heading that says so, with who the groups are. */
export const totalsBody = (groups: readonly EventGroup[], lang?: string): BlockOf<'section'>[] =>
  groups.length > 0
    ? section(
        [
          msg('Totals by group'),
          ' ',
          { run: 'as', look: 'soft', of: [`(${msg('people affected of people at risk')})`] },
        ],
        [groupTable(groups, lang), ...(isLong(groups) ? whoTheGroupsAre(groups) : [])],
      )
    : [];

/** The heading of single events, where their totals stand above them. */
export const eventsByType = (): string => msg('Events by type');

/**
 * What the events of a profile are, as the heading of all that is known of them; undefined where nothing is. In a trial they
 * are all that happened, whatever its cause; else what is ascribed to the drug.
 */
export const headingOfEvents = (profile: SafetyProfile): string | undefined => {
  const { adverseEvents: effects, eventGroups: groups = [] } = profile;
  return effects === undefined && groups.length === 0 && countingBody(profile).length === 0
    ? undefined
    : groups.length > 0 || effects === undefined
      ? msg('Adverse events (any cause)')
      : msg('Adverse effects');
};

/** What happened to people: how it was counted, the totals of each group, then event by event. */
const eventsBody = (profile: SafetyProfile, lang?: string): Block[] => {
  const { adverseEvents: effects, eventGroups: groups = [] } = profile;
  const heading = headingOfEvents(profile);
  const list = effects ? effectList(effects, groups, lang) : [];
  return heading === undefined
    ? []
    : section(
        [heading],
        [
          ...countingBody(profile, lang),
          ...totalsBody(groups, lang),
          ...(groups.length > 0 && effects?.length ? section([eventsByType()], list) : list),
        ],
      );
};

/** What a profile has not, and a reader would look for. */
export const lackingBody = (profile: SafetyProfile & Pick<Safety, 'label'>, lang?: string): Block[] => {
  const { precautions, labelSections, label, adverseEvents, eventGroups, recalls, reports, reportCounts } = profile;
  // A label tells precautions and adverse effects in its own sections.
  if (labelSections || label?.hasNoText || recalls || reports || reportCounts) return [];
  const missing = [
    // What a trial counted is no label.
    ...(precautions || eventGroups ? [] : [msg('precautions')]),
    ...(adverseEvents ? [] : [msg('adverse effects')]),
  ];
  return missing.length > 0 ? line(`${missingWords('not-in-record')}: ${lowerList(missing, lang)}.`) : [];
};

/** All that is known about safety beside boxed warnings and recalls, which stand above all else. */
export const safetyBody = (profile: SafetyProfile, lang?: string): Block[] => [
  ...precautionsBody(profile),
  ...labelBody(profile),
  ...reportsBody(profile, lang),
  ...eventsBody(profile, lang),
  ...lackingBody(profile, lang),
];

/** Facts of a profile that stand outside of any list: the drug that it is about. */
export const safetyFacts = (drug: string | undefined): Block[] =>
  facts([drug === undefined ? undefined : factRow<string>(msg('Drug'), drug, (name) => [own(name)])]);
