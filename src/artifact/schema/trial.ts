import * as v from 'valibot';
import {
  baseFields,
  fact,
  LinkList,
  Markdown,
  Numeric,
  PartialDate,
  Plain,
  Relation,
  Value,
  ValueFact,
} from './common.js';
import { object } from './object.js';
import { InfoboxRow } from './drug.js';
import { Analysis, ResultTable } from './results.js';
import { SafetyProfile } from './safety.js';

/** A date, actual or estimated. */
export const TrialDate = object(() => ({
  date: PartialDate,
  /** `ACTUAL` or `ESTIMATED`; absent if the registry does not say. */
  type: v.optional(Plain),
}));

/** The number of participants, actual or estimated. */
export const Enrollment = object(() => ({
  /** The number of participants. */
  count: v.pipe(v.number(), v.integer(), v.minValue(0)),
  /** `ACTUAL` or `ESTIMATED`; absent if the source does not say. */
  type: v.optional(Plain),
}));

/** A group of participants. */
export const ArmGroup = object(() => ({
  label: Plain,
  /** The registry's arm type, e.g. `EXPERIMENTAL`, `SHAM_COMPARATOR`. */
  type: v.optional(Plain),
  description: v.optional(Markdown),
  /** The number of participants in it. */
  count: v.optional(v.pipe(v.number(), v.integer(), v.minValue(0))),
  interventionNames: v.optional(v.array(Plain)),
}));

/** An intervention in a trial. */
export const Intervention = object(() => ({
  name: Plain,
  /** The registry's intervention type, e.g. `DRUG`, `GENETIC`. */
  type: v.optional(Plain),
  description: v.optional(Markdown),
  otherNames: v.optional(v.array(Plain)),
  /** The labels of the arms that received it. */
  armGroupLabels: v.optional(v.array(Plain)),
}));

/** A confidence interval, in the unit of its value (percent for counts and percentages). */
export const Interval = object(() => ({
  low: Numeric,
  high: Numeric,
  /** The confidence level in percent, e.g. 95. */
  level: Numeric,
}));

/** A result of one group as reported by one source. Several results of the same group are shown side by side. */
export const Result = object(() => ({
  /** The group's name. */
  group: Plain,
  /** Whether the group received the treatment studied, or is the comparator. */
  role: v.picklist(['treatment', 'comparator']),
  value: Value,
  interval: v.optional(Interval),
  refs: v.optional(v.array(v.string())),
  /** The data cutoff or report date. */
  asOf: v.optional(PartialDate),
  note: v.optional(Markdown),
  /** The text as printed, if it was damaged. */
  printed: v.optional(Plain),
  /** Its relation to the group's other results, if it does not contradict them. */
  relation: v.optional(Relation),
}));

/** A p-value as the source prints it. */
export const PValue = object(() => ({
  relation: v.picklist(['=', '<', '>', '≤', '≥']),
  /** From 0 to 1. */
  p: Numeric,
  /** The test used, or the comparison made. */
  note: v.optional(Markdown),
  refs: v.optional(v.array(v.string())),
}));

/** An outcome of the trial. */
export const Outcome = object(() => ({
  /** A short title that fits on one line. */
  title: Plain,
  type: v.optional(v.picklist(['primary', 'secondary', 'other'])),
  /** The registry's full wording of what is measured. */
  measure: v.optional(Plain),
  description: v.optional(Markdown),
  timeFrame: v.optional(Plain),
  /** The axis that the results share, unless it is 0 to 100%. */
  axis: v.optional(v.strictObject({ from: v.number(), to: v.number(), unit: v.optional(Plain) })),
  results: v.optional(v.array(Result)),
  pValue: v.optional(fact(PValue)),
  /** The results as a registry posts them, by group. */
  table: v.optional(ResultTable),
  analyses: v.optional(v.array(Analysis)),
  /** The population analyzed, and why participants were excluded. */
  populationDescription: v.optional(Markdown),
  /** A short remark for the reader, e.g. `Post hoc`. */
  note: v.optional(Plain),
  /** `POSTED` or `NOT_POSTED`, if the registry says whether it has the results. */
  reportingStatus: v.optional(Plain),
  /** The expected date of the results, if they are not posted. */
  anticipatedPostingDate: v.optional(PartialDate),
  refs: v.optional(v.array(v.string())),
}));

/** Eligibility criteria. */
export const Eligibility = object(() => ({
  /** The registry's criteria as Markdown. */
  criteria: v.optional(Markdown),
  /** `ALL`, `FEMALE` or `MALE`. */
  sex: v.optional(Plain),
  /** In words: `6 Months`, `2 Years`. */
  minimumAge: v.optional(Plain),
  maximumAge: v.optional(Plain),
  healthyVolunteers: v.optional(v.boolean()),
  /** The registry's age groups: `CHILD`, `ADULT`, `OLDER_ADULT`. */
  stdAges: v.optional(v.array(Plain)),
  /** Whether eligibility is based on self-represented gender identity. */
  genderBased: v.optional(v.boolean()),
  genderDescription: v.optional(Markdown),
  /** The population of an observational study, and how it was sampled. */
  studyPopulation: v.optional(Markdown),
  samplingMethod: v.optional(Plain),
}));

/** Another identifier of the study: from another registry, the sponsor, or a grant. */
export const StudyId = object(() => ({
  id: Plain,
  /** The type of identifier, e.g. `EUDRACT_NUMBER`. */
  type: v.optional(Plain),
  /** The organization that issued it. */
  domain: v.optional(Plain),
  link: v.optional(Plain),
}));

/** The sites in one country. */
export const Location = object(() => ({
  country: Plain,
  /** The number of sites. */
  count: v.number(),
  sites: v.optional(
    v.array(
      v.strictObject({
        facility: v.optional(Plain),
        city: v.optional(Plain),
        state: v.optional(Plain),
        /** The recruitment status of this site, e.g. `RECRUITING`. */
        status: v.optional(Plain),
      }),
    ),
  ),
}));

/** A publication about a study, as listed by the registry. */
export const Publication = object(() => ({
  citation: Plain,
  pmid: v.optional(Plain),
  /** `BACKGROUND`, `RESULT` or `DERIVED` (found by the registry, not named by the sponsor). */
  type: v.optional(Plain),
  /** Retraction notices. */
  retractions: v.optional(v.array(v.strictObject({ pmid: v.optional(Plain), source: v.optional(Plain) }))),
}));

/** Participant flow or baseline characteristics: a description, then the tables. */
export const GroupReport = object(() => ({
  /** Paragraphs on recruitment, assignment and the population analyzed. */
  description: v.optional(Markdown),
  tables: v.array(ResultTable),
}));

/** A baseline characteristic of participants. */
export const Baseline = object(() => ({ label: Plain, value: ValueFact }));

/** A clinical trial. Field names follow ClinicalTrials.gov's API v2; enumerations are open: an unknown term is shown in words. */
export const Trial = object(() => ({
  ...baseFields(),
  kind: v.literal('trial'),
  nctId: v.optional(v.pipe(v.string(), v.regex(/^NCT\d{8}$/))),
  acronym: v.optional(fact(Plain)),
  briefTitle: v.optional(Plain),
  officialTitle: v.optional(Plain),
  /** Earlier NCT numbers of the study. */
  nctIdAliases: v.optional(v.array(Plain)),
  /** The sponsoring organization's own identifier. */
  orgStudyId: v.optional(StudyId),
  /** Identifiers from other registries and the sponsor. */
  secondaryIds: v.optional(v.array(StudyId)),
  briefSummary: v.optional(Markdown),
  detailedDescription: v.optional(Markdown),
  overallStatus: v.optional(fact(Plain)),
  /** The last known status, if the current one is `UNKNOWN`. */
  lastKnownStatus: v.optional(Plain),
  whyStopped: v.optional(Markdown),
  /** Expanded access to the treatment outside the study. */
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
  /** Why the registry has no results: the events in order. A missing date is not known. */
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
  /** The participants in a sentence. */
  population: v.optional(ValueFact),
  baseline: v.optional(v.array(Baseline)),
  /** Baseline characteristics by group, as posted by a registry. */
  baselineCharacteristics: v.optional(GroupReport),
  /** Participant flow by group: started, completed, not completed. */
  participantFlow: v.optional(GroupReport),
  armGroups: v.optional(v.array(ArmGroup)),
  interventions: v.optional(v.array(Intervention)),
  outcomes: v.optional(v.array(Outcome)),
  /** Conclusions drawn from the results, and by whom. */
  conclusions: v.optional(v.array(ValueFact)),
  /** Limitations and caveats stated by the sponsor. */
  limitationsAndCaveats: v.optional(Markdown),
  eligibility: v.optional(Eligibility),
  locations: v.optional(v.array(Location)),
  leadSponsor: v.optional(Plain),
  collaborators: v.optional(v.array(Plain)),
  publications: v.optional(v.array(Publication)),
  /** The dates on which the registry's record was submitted, posted and verified. A missing date is not known. */
  recordDates: v.optional(
    v.array(v.strictObject({ label: Plain, date: v.optional(PartialDate), type: v.optional(Plain) })),
  ),
  /** Further information from the source, each row under its group's heading. */
  rows: v.optional(v.array(InfoboxRow)),
  /** Adverse events as posted with the results. */
  safety: v.optional(SafetyProfile),
  links: v.optional(v.array(LinkList)),
}));

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
