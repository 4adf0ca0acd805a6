import { sentence } from '../../i18n/messages.js';
import { MISSING } from '../missing.js';
import { spreadOf } from '../spread.js';
import { englishTerm } from '../terms.js';
import { isCount } from '../values.js';
import type { Value } from '../schema/common.js';
import type {
  AdverseEvent,
  Analysis,
  EventGroup,
  GroupReport,
  Measurement,
  Outcome,
  ResultPart,
  ResultTable,
  SafetyProfile,
  Trial,
} from '../schema/index.js';
import { defined, escaped, type Place, texts } from './record.js';

const groupsIn = (place: Place) =>
  place.at('groups').list.map((group, index) => ({
    id: group.at('id').text ?? String(index),
    title: group.at('title').text ?? `Group ${index + 1}`,
    ...texts(group, 'description'),
  }));

/** The number analyzed in each group, by unit: `Participants` → `OG000` → "22". */
type Denoms = Map<string, Map<string, string>>;

const denomsIn = (place: Place): Denoms =>
  new Map(
    place
      .at('denoms')
      .list.map((denom) => [
        denom.at('units').text ?? 'Participants',
        new Map(denom.at('counts').list.map((count) => [count.at('groupId').text ?? '', count.at('value').text ?? ''])),
      ]),
  );

/** The table row with the denominators. */
const denomRows = (denoms: Denoms) =>
  [...denoms].map(([units, counts]) => ({
    title: `${units} analyzed`,
    measurements: [...counts].map(([group, value]) => ({ group, value: escaped(value) })),
  }));

/** A count that a JSON number represents exactly. */
const NATURAL = /^(?:0|[1-9]\d{0,14})$/;

/** A measure of a baseline or an outcome with its denominators: people as counts out of those analyzed, other numbers as printed. */
const measure = (place: Place, overall: Denoms, title: string | undefined): ResultPart => {
  const { paramType, dispersionType } = texts(place, 'paramType', 'dispersionType');
  const own = denomsIn(place);
  const base = own.size > 0 ? own : overall;
  const isCount = /^COUNT_OF_/.test(paramType ?? '') && place.at('calculatePct').flag !== false;
  const units =
    place.at('denomUnitsSelected').text ??
    (paramType === 'COUNT_OF_UNITS' ? place.at('typeUnitsAnalyzed').text : undefined) ??
    'Participants';

  const measurement = (item: Place, denoms: Denoms): Measurement => {
    const group = item.at('groupId').text ?? '';
    const value = item.at('value').text;
    const of = denoms.get(units)?.get(group) ?? '';
    const counted = isCount && NATURAL.test(value ?? '') && NATURAL.test(of);
    const told = [...denoms].filter(
      ([unit, counts]) =>
        !(counted && unit === units) &&
        (counts.get(group) !== base.get(unit)?.get(group) || (isCount && unit === units && value !== undefined)),
    );
    return {
      group,
      value:
        value === undefined
          ? { missing: item.at('value').missing }
          : counted
            ? { n: Number(value), of: Number(of) }
            : escaped(value),
      ...texts(item, 'comment'),
      ...defined({
        spread: spreadOf(dispersionType, {
          value: item.at('spread').text,
          from: item.at('lowerLimit').text,
          to: item.at('upperLimit').text,
        }),
        of:
          told
            .map(([unit, counts]) => (denoms.size > 1 ? `${counts.get(group)} ${unit}` : counts.get(group)))
            .join(', ') || undefined,
      }),
    };
  };

  return {
    ...defined({ title }),
    ...texts(place, 'description', 'populationDescription', 'paramType', 'unitOfMeasure'),
    rows: [
      ...denomRows(own),
      ...place.at('classes').list.flatMap((one) => {
        const inClass = denomsIn(one);
        return one.at('categories').list.map((category) => ({
          ...defined({
            title: [one.at('title').text, category.at('title').text].filter(Boolean).join(': ') || undefined,
          }),
          measurements: category
            .at('measurements')
            .list.map((item) => measurement(item, inClass.size > 0 ? inClass : base)),
        }));
      }),
    ],
  };
};

const ANALYSIS_TEXTS = [
  'groupDescription',
  'paramType',
  'paramValue',
  'ciPctValue',
  'ciNumSides',
  'ciLowerLimit',
  'ciUpperLimit',
  'ciLowerLimitComment',
  'ciUpperLimitComment',
  'estimateComment',
  'pValue',
  'pValueComment',
  'statisticalMethod',
  'statisticalComment',
  'nonInferiorityType',
  'nonInferiorityComment',
  'otherAnalysisDescription',
] as const;

const analysis = (place: Place): Analysis => ({
  ...texts(place, ...ANALYSIS_TEXTS),
  ...defined({
    spread: spreadOf(place.at('dispersionType').text, { value: place.at('dispersionValue').text }),
    groupIds: place.at('groupIds').texts,
    testedNonInferiority: place.at('testedNonInferiority').flag,
  }),
});

const TYPES: Record<string, Outcome['type']> = { PRIMARY: 'primary', SECONDARY: 'secondary' };

const measured = (place: Place): Outcome => {
  const groups = groupsIn(place);
  const { description, populationDescription, ...part } = measure(place, new Map(), undefined);
  const analyses = place.at('analyses').list.map(analysis);
  const type = place.at('type').text ?? '';
  return defined({
    title: place.at('title').text ?? 'Untitled outcome',
    type: TYPES[type] ?? 'other',
    // An outcome that is neither primary nor secondary may be post hoc, which must not be lost.
    note: TYPES[type] || !type ? undefined : englishTerm(type),
    description,
    populationDescription,
    ...texts(place, 'timeFrame', 'reportingStatus'),
    anticipatedPostingDate: place.at('anticipatedPostingDate').date,
    table: groups.length > 0 || part.rows.length > 0 ? { groups, parts: [part] } : undefined,
    analyses: analyses.length > 0 ? analyses : undefined,
  });
};

const planned = (module: Place): Outcome[] =>
  (['primary', 'secondary', 'other'] as const).flatMap((type) =>
    module.at(`${type}Outcomes`).list.map((place) => ({
      title: place.at('measure').text ?? 'Untitled outcome',
      type,
      ...texts(place, 'description', 'timeFrame'),
    })),
  );

/** A title without case, white space, and punctuation outside numbers, which sponsors change between plan and results. */
const wordsOf = (title: string): string =>
  title
    .normalize('NFKC')
    .toLowerCase()
    .replace(/\s+/g, '')
    .replace(/(?!%)\p{P}+(?!\d)|(?<!\d)(?!%)\p{P}+/gu, '');

/** The posted outcomes, followed by planned ones that were not posted. If the wording of a posted outcome differs from the plan, both are given. */
export const outcomesIn = (study: Place): Outcome[] => {
  const rest = planned(study.at('protocolSection', 'outcomesModule'));
  const posted = study.at('resultsSection', 'outcomeMeasuresModule', 'outcomeMeasures').list.map(measured);
  for (const outcome of posted) {
    const same = rest.filter(
      ({ title, type }) =>
        wordsOf(title) === wordsOf(outcome.title) && (type === outcome.type || outcome.type === 'other'),
    );
    const plan = same.find(({ description }) => description === outcome.description) ?? same[0];
    if (!plan) continue;
    rest.splice(rest.indexOf(plan), 1);
    if (plan.description && plan.description !== outcome.description)
      outcome.description = [outcome.description, `As registered: ${plan.description}`].filter(Boolean).join('\n\n');
    if (plan.timeFrame && plan.timeFrame !== outcome.timeFrame)
      outcome.timeFrame = [outcome.timeFrame, `(as registered: ${plan.timeFrame})`].filter(Boolean).join(' ');
  }
  return [...posted, ...rest];
};

const report = (paragraphs: (string | undefined)[], tables: ResultTable[]): GroupReport | undefined => {
  const told = paragraphs.filter(Boolean).join('\n\n');
  const filled = tables.filter(({ groups, parts }) => groups.length > 0 || parts.some(({ rows }) => rows.length > 0));
  return told || filled.length > 0 ? { ...defined({ description: told || undefined }), tables: filled } : undefined;
};

/** The standard milestones in words; a sponsor's own names are unchanged. */
const milestone = (type: string | undefined) =>
  type && /^(STARTED|COMPLETED|NOT[ _]COMPLETED)$/.test(type) ? englishTerm(type.replace(' ', '_')) : type;

const flow = (module: Place): GroupReport | undefined => {
  const groups = groupsIn(module);
  const units = module.at('typeUnitsAnalyzed').text;
  const rows = (period: Place, list: string, values: string) =>
    period.at(list).list.map((row) => ({
      ...defined({ title: milestone(row.at('type').text) }),
      ...texts(row, 'comment'),
      measurements: row.at(values).list.map((item) => {
        const other = item.at('numUnits').text;
        const value = item.at('numSubjects').text;
        return {
          group: item.at('groupId').text ?? '',
          value: value === undefined ? { missing: item.at('numSubjects').missing } : escaped(value),
          ...texts(item, 'comment'),
          ...defined({ units: other && `${other} ${units?.toLowerCase() ?? 'units'}` }),
        };
      }),
    }));
  const periods = module.at('periods').list.map((period) => {
    const left = rows(period, 'dropWithdraws', 'reasons');
    return {
      ...texts(period, 'title'),
      groups,
      parts: [
        { rows: rows(period, 'milestones', 'achievements') },
        ...(left.length > 0 ? [{ title: 'Why participants left', rows: left }] : []),
      ],
    };
  });
  const tables = periods.length > 0 ? periods : [{ groups, parts: [] }];
  return report(
    [
      module.at('recruitmentDetails').text,
      module.at('preAssignmentDetails').text,
      units && `Units other than participants: ${escaped(units)}`,
    ],
    tables,
  );
};

const baseline = (module: Place): GroupReport | undefined => {
  const denoms = denomsIn(module);
  const parts = module.at('measures').list.map((place) => measure(place, denoms, place.at('title').text));
  const units = module.at('typeUnitsAnalyzed').text;
  return report(
    [module.at('populationDescription').text, units && `Units other than participants: ${escaped(units)}`],
    [{ groups: groupsIn(module), parts: [...(denoms.size > 0 ? [{ rows: denomRows(denoms) }] : []), ...parts] }],
  );
};

const NONE_AT_RISK = sentence('0 at risk');

/** People affected out of those at risk. Missing numbers stay unknown, and 0 of 0 at risk is not zero. */
const affected = (affectedPlace: Place, riskPlace: Place, eventsPlace?: Place): Value => {
  const [n, of, events] = [affectedPlace.count, riskPlace.count, eventsPlace?.count];
  if (n === 0 && of === 0 && !events) return { missing: 'not-assessed', reason: NONE_AT_RISK };
  if (n !== undefined && of !== undefined) return { n, of, ...defined({ events }) };
  const word = ({ missing }: Place) => MISSING[missing].toLowerCase();
  if (n === undefined && of === undefined && events === undefined) return { missing: affectedPlace.missing };
  return [
    n === undefined ? `Number affected: ${word(affectedPlace)}` : `${n} affected`,
    of === undefined ? `number at risk: ${word(riskPlace)}` : `${of} at risk`,
    events !== undefined && `events: ${events}`,
  ]
    .filter(Boolean)
    .join('; ');
};

/** Whether a missing list of events is an empty one, which the registry omits: the totals count nobody. */
const isNone = ({ serious, other }: EventGroup): boolean =>
  [serious, other].every((total) => isCount(total) && total.n === 0);

const safety = (module: Place): SafetyProfile | undefined => {
  if (!module.isThere) return undefined;
  const groups = module.at('eventGroups').list;
  const titles = groups.map((group) => group.at('title').text ?? group.at('id').text ?? '');
  // Groups with the same title could not be distinguished in a list of adverse events.
  const names = new Map(
    groups.map((group, index) => {
      const id = group.at('id').text ?? '';
      const title = titles[index] ?? '';
      return [id, titles.indexOf(title) === titles.lastIndexOf(title) ? title : `${title} (${id})`];
    }),
  );
  const events = (list: string, serious: boolean): AdverseEvent[] =>
    module.at(list).list.map((event) => {
      const incidence = event.at('stats').list.flatMap((stat) => {
        const value = affected(stat.at('numAffected'), stat.at('numAtRisk'), stat.at('numEvents'));
        const id = stat.at('groupId').text ?? '';
        return { value, group: names.get(id) ?? id };
      });
      return defined({
        term: event.at('term').text ?? 'Unnamed event',
        serious,
        evidence: 'clinical trial',
        ...texts(event, 'organSystem', 'sourceVocabulary', 'assessmentType', 'notes'),
        incidence: incidence.length > 0 ? incidence : undefined,
      });
    });
  const adverseEvents = [...events('seriousEvents', true), ...events('otherEvents', false)];
  const eventGroups: EventGroup[] = groups.map((group) => {
    const total = (name: string) => affected(group.at(`${name}NumAffected`), group.at(`${name}NumAtRisk`));
    return {
      title: names.get(group.at('id').text ?? '') ?? '',
      ...texts(group, 'description'),
      deaths: total('deaths'),
      serious: total('serious'),
      other: total('other'),
    };
  });
  return {
    ...defined({
      frequencyThreshold: module.at('frequencyThreshold').numeric,
      timeFrame: escaped(module.at('timeFrame').text),
    }),
    ...texts(module, 'description', 'allCauseMortalityComment'),
    eventGroups,
    ...(adverseEvents.length > 0 || (eventGroups.length > 0 && eventGroups.every(isNone)) ? { adverseEvents } : {}),
  };
};

/** A study's results: participants, baseline, adverse events, caveats. Outcomes are read with the plan. */
export const resultsIn = (results: Place): Partial<Trial> =>
  defined({
    participantFlow: flow(results.at('participantFlowModule')),
    baselineCharacteristics: baseline(results.at('baselineCharacteristicsModule')),
    limitationsAndCaveats: results.at('moreInfoModule', 'limitationsAndCaveats', 'description').text,
    safety: safety(results.at('adverseEventsModule')),
  });
