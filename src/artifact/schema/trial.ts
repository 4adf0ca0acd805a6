import * as v from 'valibot';
import { BASE, fact, LinkList, Markdown, PartialDate, Plain, Value, ValueFact } from './common.js';
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
});

/** A confidence interval, in the unit of the value it belongs to (per cent for counts and percentages). */
export const Interval = v.strictObject({
  low: v.number(),
  high: v.number(),
  /** Per cent, e.g. 95. */
  level: v.number(),
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
});

/** A p-value as the source prints it. */
export const PValue = v.strictObject({
  relation: v.picklist(['=', '<', '>', '≤', '≥']),
  /** From 0 to 1. */
  p: v.number(),
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
  secondaryIds: v.optional(v.array(v.strictObject({ id: Plain, type: v.optional(Plain) }))),
  overallStatus: v.optional(fact(Plain)),
  whyStopped: v.optional(Plain),
  studyType: v.optional(Plain),
  /** `PHASE1` … `PHASE4`, `EARLY_PHASE1`, `NA`; two entries mean a combined phase. */
  phases: v.optional(fact(v.array(Plain))),
  allocation: v.optional(Plain),
  interventionModel: v.optional(Plain),
  interventionModelDescription: v.optional(Markdown),
  observationalModel: v.optional(Plain),
  primaryPurpose: v.optional(Plain),
  masking: v.optional(Plain),
  whoMasked: v.optional(v.array(Plain)),
  enrollment: v.optional(fact(Enrollment)),
  startDate: v.optional(TrialDate),
  primaryCompletionDate: v.optional(TrialDate),
  completionDate: v.optional(TrialDate),
  resultsFirstPostDate: v.optional(TrialDate),
  lastUpdatePostDate: v.optional(TrialDate),
  conditions: v.optional(v.array(Plain)),
  /** Who took part, in a sentence. */
  population: v.optional(ValueFact),
  baseline: v.optional(v.array(Baseline)),
  armGroups: v.optional(v.array(ArmGroup)),
  interventions: v.optional(v.array(Intervention)),
  outcomes: v.optional(v.array(Outcome)),
  /** What the results are taken to mean, by whom. */
  conclusions: v.optional(v.array(ValueFact)),
  eligibility: v.optional(Eligibility),
  locations: v.optional(v.array(v.strictObject({ country: Plain, count: v.number() }))),
  leadSponsor: v.optional(Plain),
  collaborators: v.optional(v.array(Plain)),
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
export type Trial = v.InferOutput<typeof Trial>;
