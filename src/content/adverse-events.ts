import { msg, str } from '../i18n/messages.js';
import { sourcedValues } from '../artifact/values.js';
import type { AdverseEvent, EventGroup, Numeric } from '../artifact/schema/index.js';
import { axisEnd, seriousnessRun, seriousnessWords } from './adverse-event-order.js';
import { factOf, notInRecord, plainFactOf } from './facts.js';
import { lowerList } from './lists.js';
import { axisOfShares } from './marks.js';
import { missingWords } from './missing.js';
import {
  type Block,
  type BlockOf,
  type Cell,
  cite,
  type Fact,
  type FactRow,
  joined,
  line,
  md,
  own,
  type Runs,
  section,
  type TableGroup,
} from './model.js';
import { formatPercent } from './numbers.js';
import { sourceLine } from './references.js';
import { extentOf } from './shares.js';
import { lower, words } from './terms.js';

/** Whether each number is one of a group that was counted: then the groups are columns. */
export const isByGroup = (
  effects: readonly AdverseEvent[],
  groups: readonly EventGroup[] | undefined,
): groups is readonly EventGroup[] => {
  const titles = new Set(groups?.map(({ title }) => title));
  return (
    titles.size > 0 &&
    effects.some(({ incidence }) => incidence !== undefined) &&
    effects.every(
      (effect) =>
        effect.evidence === 'clinical trial' &&
        sourcedValues(effect.incidence).every(({ group }) => group !== undefined && titles.has(group)) &&
        // What needs more room than a line keeps its own.
        (['onset', 'presentation', 'mechanism', 'riskFactors', 'management', 'monitoring', 'grade'] as const).every(
          (field) => effect[field] === undefined,
        ),
    )
  );
};

/**
 * Which events a registry's list leaves out. Its threshold is one of non-serious events; those above it in any group are
 * listed for all groups, and serious events always are.
 * @param threshold in per cent.
 */
export const thresholdWords = (threshold: Numeric, lang?: string): string =>
  Number(threshold) > 0
    ? msg(
        str`Other (non-serious) events are listed only if more than ${formatPercent(threshold, lang)} of participants in at least one group had them; the totals of other events count only those listed.`,
      )
    : msg('Other (non-serious) events are listed however rare they are.');

/** Where an effect was seen, in words. */
const evidenceWords = (evidence: NonNullable<AdverseEvent['evidence']>): string =>
  ({
    'clinical trial': msg('Clinical trial'),
    postmarketing: msg('Postmarketing'),
    preclinical: msg('Preclinical'),
    report: msg('Report'),
  })[evidence];

/** How severe an effect was: "Grade 3", or the source's own word. */
const gradeWords = (grade: NonNullable<AdverseEvent['grade']>): string =>
  typeof grade === 'number' || /^\d/.test(grade) ? msg(str`Grade ${grade}`) : grade;

/** What is known of an effect beside its incidence, in the order in which a reader needs it. */
const effectDetails = () =>
  [
    ['onset', msg('Onset')],
    ['presentation', msg('Presentation')],
    ['mechanism', msg('Mechanism')],
    ['riskFactors', msg('Risk factors')],
    ['management', msg('Management')],
    ['monitoring', msg('Monitoring')],
  ] as const;
type EffectDetail = ReturnType<typeof effectDetails>[number];

/** What is the same for all effects of a list. */
const commonTo = <K extends 'sourceVocabulary' | 'assessmentType' | 'refs'>(
  effects: readonly AdverseEvent[],
  field: K,
): AdverseEvent[K] => {
  const [first] = effects;
  const said = JSON.stringify(first?.[field]);
  return effects.every((effect) => JSON.stringify(effect[field]) === said) ? first?.[field] : undefined;
};

/** What a list says of all of its effects at once, so that no row has to; and what any of them tells. */
export interface EffectList {
  all: readonly AdverseEvent[];
  /** Whether one sentence can tell where they were seen. */
  isFromTrials: boolean;
  vocabulary: string | undefined;
  assessment: string | undefined;
  /** The sources of every one of several effects, if those are the same. */
  refs: readonly string[] | undefined;
  /** What any effect has beside its incidence, with the label of each. */
  told: readonly EffectDetail[];
}

/** @param all every effect of the list, whichever are shown. */
export const effectListOf = (all: readonly AdverseEvent[]): EffectList => ({
  all,
  isFromTrials: all.every(({ evidence }) => evidence === 'clinical trial'),
  vocabulary: commonTo(all, 'sourceVocabulary'),
  assessment: commonTo(all, 'assessmentType'),
  refs: all.length > 1 ? commonTo(all, 'refs') : undefined,
  told: effectDetails().filter(([field]) => all.some((effect) => effect[field] !== undefined)),
});

const isPreclinical = ({ evidence }: AdverseEvent): boolean => evidence === 'preclinical';

/** The effects seen in patients, and those seen in animals only: a reader must not take one for the other. */
export const bySpecies = (effects: readonly AdverseEvent[]): { patients: AdverseEvent[]; animals: AdverseEvent[] } => ({
  patients: effects.filter((effect) => !isPreclinical(effect)),
  animals: effects.filter(isPreclinical),
});

/** What the columns of a list of effects are called. */
export const effectColumns = () => ({
  term: msg('Effect'),
  serious: msg('Seriousness'),
  incidence: msg('Incidence'),
  organSystem: msg('Organ system'),
  details: msg('Details'),
});

/** What a table of effects tells, for who can't see it. */
export const effectLabel = (effects: readonly AdverseEvent[]): string =>
  effects.length > 0 && effects.every(isPreclinical) ? msg('Preclinical findings') : msg('Adverse effects');

/** An effect in words, part by part; a part that says nothing is empty. */
export interface EffectWords {
  name: Runs;
  /** Where in the body, how it was looked for and named, what is remarked. */
  about: readonly [system: Runs, method: Runs, notes: Runs];
  /** How serious it was, how severe, and where it was seen. */
  serious: readonly [seriousness: Runs, grade: Runs, evidence: Runs];
}

/** What the row of an effect says beside its numbers. */
export const effectWords = (effect: AdverseEvent, list: EffectList): EffectWords => {
  const { term, refs, notes, organSystem, grade, evidence, assessmentType, sourceVocabulary } = effect;
  const method = [
    assessmentType && list.assessment === undefined ? [words(assessmentType)] : [],
    sourceVocabulary && list.vocabulary === undefined ? [own(sourceVocabulary)] : [],
  ];
  return {
    name: [{ run: 'as', look: 'strong', of: [own(term)] }, ...(list.refs ? [] : cite(refs))],
    about: [organSystem ? [own(organSystem)] : [], joined(method, ' · '), notes ? [md(notes)] : []],
    serious: [
      [seriousnessRun(effect)],
      grade === undefined ? [] : [gradeWords(grade)],
      evidence && !list.isFromTrials ? [evidenceWords(evidence)] : [],
    ],
  };
};

/** How often an effect is, by each source and group; undefined where the record does not say. */
export const incidenceFact = ({ incidence }: AdverseEvent, lang?: string): Fact | undefined =>
  incidence === undefined ? undefined : factOf(incidence, undefined, lang);

/** What is known of an effect beside its incidence, and last what of that it lacks where others of its list have it. */
export const detailRows = (effect: AdverseEvent, { told }: EffectList, lang?: string): FactRow[] => {
  const lacked = told.filter(([field]) => effect[field] === undefined).map(([, label]) => label);
  return [
    ...told.flatMap(([field, label]): FactRow[] =>
      effect[field] === undefined ? [] : [{ label: [label], fact: factOf(effect[field], undefined, lang) }],
    ),
    ...(lacked.length > 0 ? [{ label: [notInRecord()], fact: plainFactOf([lowerList(lacked, lang)]) }] : []),
  ];
};

/** Each effect with how serious and how frequent it is, and what else is known of it. */
const effectTable = (effects: readonly AdverseEvent[], list: EffectList, lang?: string): Block[] => {
  if (effects.length === 0) return [];
  const { told } = list;
  const columns = effectColumns();
  const cell = (fact: AdverseEvent['onset']): Cell =>
    fact === undefined ? [notInRecord()] : factOf(fact, undefined, lang);
  return [
    {
      kind: 'table',
      label: effectLabel(effects),
      corner: [columns.term],
      columns: [[columns.serious], [columns.incidence], ...told.map(([, label]): Runs => [label])],
      groups: [
        {
          rows: effects.map((effect) => {
            const { name, about, serious } = effectWords(effect, list);
            const [system, method, notes] = about;
            return {
              header: name,
              note: notes.length > 0 ? notes : undefined,
              cells: [
                joined([system, ...serious, method], ', '),
                incidenceFact(effect, lang) ?? [notInRecord()],
                ...told.map(([field]) => cell(effect[field])),
              ],
            };
          }),
        },
      ],
    },
  ];
};

const versionsOf = ({ incidence }: AdverseEvent, { title }: EventGroup) =>
  sourcedValues(incidence).filter(({ group }) => group === title);

/** A group's share of those with an effect; that it is a group's need not be said in its column. */
const ofGroup = (effect: AdverseEvent, of: EventGroup, lang?: string): Cell => {
  const versions = versionsOf(effect, of);
  return versions.length > 0
    ? factOf(
        versions.map((version) => ({ ...version, group: undefined })),
        undefined,
        lang,
      )
    : [notInRecord()];
};

/** How serious effects are that stand together, and where in the body. */
const groupHeading = (effect: AdverseEvent): string =>
  effect.organSystem
    ? `${seriousnessWords(effect)}: ${effect.organSystem}`
    : `${seriousnessWords(effect)}; ${effectColumns().organSystem}: ${missingWords('not-in-record')}`;

/**
 * Each effect with its numbers, groups as columns: under their organ systems in the source's order, in one list where a
 * reader sorted them.
 */
export const effectsByGroup = (
  effects: readonly AdverseEvent[],
  of: EffectList,
  groups: readonly EventGroup[],
  { isSorted = false, lang }: { isSorted?: boolean; lang?: string | undefined } = {},
): BlockOf<'table'> => {
  const parts: { heading: string; rows: TableGroup['rows'][number][] }[] = [];
  for (const effect of effects) {
    const { name, about, serious } = effectWords(effect, of);
    const heading = isSorted ? '' : groupHeading(effect);
    const note = joined(isSorted ? about : about.slice(1), ' · ');
    const row = {
      header: isSorted ? [...name, ' ', ...serious[0]] : name,
      note: note.length > 0 ? note : undefined,
      cells: groups.map((group) => ofGroup(effect, group, lang)),
      marks: groups.map((group) => {
        const [only, ...others] = versionsOf(effect, group);
        return only && others.length === 0 ? extentOf(only.value) : undefined;
      }),
      isSerious: effect.serious,
    };
    const last = parts.at(-1);
    if (last?.heading === heading) last.rows.push(row);
    else parts.push({ heading, rows: [row] });
  }
  return {
    kind: 'table',
    label: effectLabel(effects),
    corner: [effectColumns().term],
    columns: groups.map(({ title }) => [own(title)]),
    axis: axisOfShares(axisEnd(of.all)),
    groups: parts.map(({ heading, rows }) => ({ heading: heading ? [heading] : undefined, rows })),
  };
};

/** The heading above what was seen in animals. */
export const animalsHeading = (): string => msg('Preclinical findings (animals, not patients)');

/** What is said once of all effects of a list: where they were seen and how they were named before them, what none of them tells below. */
export const saidOfAll = (
  { all, isFromTrials, vocabulary, assessment, refs, told }: EffectList,
  groups: readonly EventGroup[] | undefined,
  lang?: string,
): { before: Block[]; after: Block[] } => {
  const source = [
    vocabulary && `${msg('Terms')}: ${vocabulary}.`,
    assessment && `${msg('Assessment')}: ${lower(assessment)}.`,
  ].filter(Boolean);
  const untold = effectDetails()
    .map(([, label]) => label)
    .filter((label) => told.every(([, known]) => known !== label));
  return {
    before: [
      ...(isFromTrials ? line(msg('Every effect listed here was seen in a clinical trial.')) : []),
      ...(source.length > 0 ? line(source.join(' ')) : []),
    ],
    after: [
      ...(refs?.length ? line(...sourceLine(undefined, refs)) : []),
      ...(untold.length > 0 && !isByGroup(all, groups)
        ? line(`${msg('Not in this record for any effect')}: ${lowerList(untold, lang)}.`)
        : []),
      ...(all.some(({ serious }) => serious !== undefined)
        ? line(
            msg(
              'Serious: causes death, threatens life, needs or prolongs a hospital stay, disables, or harms an unborn child (ICH E2A). It is not the same as severe.',
            ),
          )
        : []),
    ],
  };
};

/** Said in the place of effects where a list has none. */
export const noEffects = (): string => msg('None listed.');

/** The effects of a list, those of patients before what was seen in animals only. */
export const effectList = (
  all: readonly AdverseEvent[],
  groups: readonly EventGroup[] | undefined,
  lang?: string,
): Block[] => {
  if (all.length === 0) return line(noEffects());
  const { patients, animals } = bySpecies(all);
  const list = effectListOf(all);
  const { before, after } = saidOfAll(list, groups, lang);
  return [
    ...before,
    ...(isByGroup(all, groups)
      ? [effectsByGroup(patients, list, groups, { lang })]
      : effectTable(patients, list, lang)),
    ...section([animalsHeading()], effectTable(animals, list, lang)),
    ...after,
  ];
};
