import * as v from 'valibot';
import { BASE, fact, LinkList, Markdown, Numeric, PartialDate, Plain, Relation, Value, ValueFact } from './common.js';
import { InfoboxRow } from './drug.js';
import { Analysis, ResultTable } from './results.js';
import { SafetyProfile } from './safety.js';

/** A date with whether it has happened. */
export const TrialDate = v.strictObject({
  date: PartialDate,
  /** `ACTUAL` or `ESTIMATED`; absent where the registry does not say. */
  type: v.optional(Plain),
});

/** How many people take part. */
export const Enrollment = v.strictObject({
  /** People. */
  count: v.pipe(v.number(), v.integer(), v.minValue(0)),
  /** `ACTUAL` or `ESTIMATED`; absent where the source does not say. */
  type: v.optional(Plain),
});

/** A group of participants. */
export const ArmGroup = v.strictObject({
  label: Plain,
  /** The registry's arm type, e.g. `EXPERIMENTAL`, `SHAM_COMPARATOR`. */
  type: v.optional(Plain),
  description: v.optional(Markdown),
  /** People in it. */
  count: v.optional(v.pipe(v.number(), v.integer(), v.minValue(0))),
  interventionNames: v.optional(v.array(Plain)),
});

/** What was done to participants. */
export const Intervention = v.strictObject({
  name: Plain,
  /** The registry's intervention type, e.g. `DRUG`, `GENETIC`. */
  type: v.optional(Plain),
  description: v.optional(Markdown),
  otherNames: v.optional(v.array(Plain)),
  /** The arms that got it, by label. */
  armGroupLabels: v.optional(v.array(Plain)),
});

/** A confidence interval, in the unit of the value it belongs to (per cent for counts and percentages). */
export const Interval = v.strictObject({
  low: Numeric,
  high: Numeric,
  /** Per cent, e.g. 95. */
  level: Numeric,
});

/** One result of one group, as one source reports it. Several of the same group stand side by side. */
export const Result = v.strictObject({
  /** The group's name. */
  group: Plain,
  /** Whether the group got what is studied, or is what it is compared with. */
  role: v.picklist(['treatment', 'comparator']),
  value: Value,
  interval: v.optional(Interval),
  refs: v.optional(v.array(v.string())),
  /** The data cut-off or report date. */
  asOf: v.optional(PartialDate),
  note: v.optional(Markdown),
  /** What the source printed where it was damaged. */
  printed: v.optional(Plain),
  /** How it stands to the group's other results, where it does not contradict them. */
  relation: v.optional(Relation),
});

/** A p-value as the source prints it. */
export const PValue = v.strictObject({
  relation: v.picklist(['=', '<', '>', '≤', '≥']),
  /** From 0 to 1. */
  p: Numeric,
  /** The test, or what was compared. */
  note: v.optional(Markdown),
  refs: v.optional(v.array(v.string())),
});

/** Something the trial measured. */
export const Outcome = v.strictObject({
  /** A short name that fits one line. */
  title: Plain,
  type: v.optional(v.picklist(['primary', 'secondary', 'other'])),
  /** The registry's full wording of what is measured. */
  measure: v.optional(Plain),
  description: v.optional(Markdown),
  timeFrame: v.optional(Plain),
  /** The axis that results share, where it is not 0 to 100 %. */
  axis: v.optional(v.strictObject({ from: v.number(), to: v.number(), unit: v.optional(Plain) })),
  results: v.optional(v.array(Result)),
  pValue: v.optional(fact(PValue)),
  /** The results as a registry posts them, by group. */
  table: v.optional(ResultTable),
  analyses: v.optional(v.array(Analysis)),
  /** Who was analyzed, and why not all. */
  populationDescription: v.optional(Markdown),
  /** What else a reader must know of it, in a word: `Post hoc`. */
  note: v.optional(Plain),
  /** `POSTED` or `NOT_POSTED`, where a registry says whether it has the results. */
  reportingStatus: v.optional(Plain),
  /** When the results are expected, where they are not posted. */
  anticipatedPostingDate: v.optional(PartialDate),
  refs: v.optional(v.array(v.string())),
});

/** Who could take part. */
export const Eligibility = v.strictObject({
  /** The criteria as the registry words them, as Markdown. */
  criteria: v.optional(Markdown),
  /** `ALL`, `FEMALE` or `MALE`. */
  sex: v.optional(Plain),
  /** In words: `6 Months`, `2 Years`. */
  minimumAge: v.optional(Plain),
  maximumAge: v.optional(Plain),
  healthyVolunteers: v.optional(v.boolean()),
  /** The registry's age groups: `CHILD`, `ADULT`, `OLDER_ADULT`. */
  stdAges: v.optional(v.array(Plain)),
  /** Whether it depends on how participants see their gender. */
  genderBased: v.optional(v.boolean()),
  genderDescription: v.optional(Markdown),
  /** Of an observational study: whom it draws from, and how. */
  studyPopulation: v.optional(Markdown),
  samplingMethod: v.optional(Plain),
});

/** A number of the study elsewhere: another registry's, the sponsor's, a grant's. */
export const StudyId = v.strictObject({
  id: Plain,
  /** The kind of number, e.g. `EUDRACT_NUMBER`. */
  type: v.optional(Plain),
  /** Who gave it. */
  domain: v.optional(Plain),
  link: v.optional(Plain),
});

/** The sites in one country. */
export const Location = v.strictObject({
  country: Plain,
  /** How many sites. */
  count: v.number(),
  sites: v.optional(
    v.array(
      v.strictObject({
        facility: v.optional(Plain),
        city: v.optional(Plain),
        state: v.optional(Plain),
        /** Whether this site recruits, e.g. `RECRUITING`. */
        status: v.optional(Plain),
      }),
    ),
  ),
});

/** A paper about a study, as the registry lists it. */
export const Publication = v.strictObject({
  citation: Plain,
  pmid: v.optional(Plain),
  /** `BACKGROUND`, `RESULT` or `DERIVED` (found by the registry, not named by the sponsor). */
  type: v.optional(Plain),
  /** Notices that it was retracted. */
  retractions: v.optional(v.array(v.strictObject({ pmid: v.optional(Plain), source: v.optional(Plain) }))),
});

/** How participants went through a study, or what they were like at the start: what is said of it, then the tables. */
export const GroupReport = v.strictObject({
  /** Paragraphs on recruitment, assignment and who was analyzed. */
  description: v.optional(Markdown),
  tables: v.array(ResultTable),
});

/** A named characteristic of participants at the start. */
export const Baseline = v.strictObject({ label: Plain, value: ValueFact });

/** A clinical trial. Field names follow ClinicalTrials.gov's API v2; enumerations are open: an unknown word is shown as words. */
export const Trial = v.strictObject({
  ...BASE,
  kind: v.literal('trial'),
  nctId: v.optional(v.pipe(v.string(), v.regex(/^NCT\d{8}$/))),
  acronym: v.optional(fact(Plain)),
  briefTitle: v.optional(Plain),
  officialTitle: v.optional(Plain),
  /** Other registries' and the sponsor's numbers. */
  /** Numbers that the registry gave it before. */
  nctIdAliases: v.optional(v.array(Plain)),
  /** The number that the organization that runs it uses. */
  orgStudyId: v.optional(StudyId),
  secondaryIds: v.optional(v.array(StudyId)),
  briefSummary: v.optional(Markdown),
  detailedDescription: v.optional(Markdown),
  overallStatus: v.optional(fact(Plain)),
  /** The last status known, where it is `UNKNOWN` now. */
  lastKnownStatus: v.optional(Plain),
  whyStopped: v.optional(Markdown),
  /** Access to the treatment outside of the study. */
  expandedAccessInfo: v.optional(
    v.strictObject({
      hasExpandedAccess: v.optional(v.boolean()),
      nctId: v.optional(Plain),
      statusForNctId: v.optional(Plain),
    }),
  ),
  studyType: v.optional(Plain),
  /** `PHASE1` … `PHASE4`, `EARLY_PHASE1`, `NA`; two entries mean a combined phase. */
  phases: v.optional(fact(v.array(Plain))),
  allocation: v.optional(Plain),
  interventionModel: v.optional(Plain),
  interventionModelDescription: v.optional(Markdown),
  observationalModel: v.optional(Plain),
  timePerspective: v.optional(Plain),
  primaryPurpose: v.optional(Plain),
  masking: v.optional(Plain),
  maskingDescription: v.optional(Markdown),
  whoMasked: v.optional(v.array(Plain)),
  enrollment: v.optional(fact(Enrollment)),
  startDate: v.optional(TrialDate),
  primaryCompletionDate: v.optional(TrialDate),
  completionDate: v.optional(TrialDate),
  studyFirstPostDate: v.optional(TrialDate),
  resultsFirstPostDate: v.optional(TrialDate),
  lastUpdatePostDate: v.optional(TrialDate),
  /** Whether the registry has results. */
  hasResults: v.optional(v.boolean()),
  /** Why the registry has no results: what became of them, in order. A date that is not there is not known. */
  withheldResults: v.optional(
    v.array(
      v.strictObject({
        event: v.picklist(['submitted', 'returned', 'withdrawn', 'delay certified', 'waived']),
        date: v.optional(PartialDate),
      }),
    ),
  ),
  conditions: v.optional(v.array(Plain)),
  keywords: v.optional(v.array(Plain)),
  /** Who took part, in a sentence. */
  population: v.optional(ValueFact),
  baseline: v.optional(v.array(Baseline)),
  /** What participants were like at the start, by group, as a registry posts it. */
  baselineCharacteristics: v.optional(GroupReport),
  /** Who started, who went on and who left, by group. */
  participantFlow: v.optional(GroupReport),
  armGroups: v.optional(v.array(ArmGroup)),
  interventions: v.optional(v.array(Intervention)),
  outcomes: v.optional(v.array(Outcome)),
  /** What the results are taken to mean, by whom. */
  conclusions: v.optional(v.array(ValueFact)),
  /** What limits the results, as their sponsor says. */
  limitationsAndCaveats: v.optional(Markdown),
  eligibility: v.optional(Eligibility),
  locations: v.optional(v.array(Location)),
  leadSponsor: v.optional(Plain),
  collaborators: v.optional(v.array(Plain)),
  publications: v.optional(v.array(Publication)),
  /** What happened to the registry's record, and when: submitted, posted, verified. A date that is not there is not known. */
  recordDates: v.optional(
    v.array(v.strictObject({ label: Plain, date: v.optional(PartialDate), type: v.optional(Plain) })),
  ),
  /** What the source tells beyond these fields, each under its group's heading. */
  rows: v.optional(v.array(InfoboxRow)),
  /** Adverse events as posted with the results. */
  safety: v.optional(SafetyProfile),
  links: v.optional(v.array(LinkList)),
});

export type TrialDate = v.InferOutput<typeof TrialDate>;
export type Enrollment = v.InferOutput<typeof Enrollment>;
export type ArmGroup = v.InferOutput<typeof ArmGroup>;
export type Intervention = v.InferOutput<typeof Intervention>;
export type Interval = v.InferOutput<typeof Interval>;
export type Result = v.InferOutput<typeof Result>;
export type PValue = v.InferOutput<typeof PValue>;
export type Outcome = v.InferOutput<typeof Outcome>;
export type Eligibility = v.InferOutput<typeof Eligibility>;
export type Location = v.InferOutput<typeof Location>;
export type Publication = v.InferOutput<typeof Publication>;
export type GroupReport = v.InferOutput<typeof GroupReport>;
export type Trial = v.InferOutput<typeof Trial>;
