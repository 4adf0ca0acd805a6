import * as v from 'valibot';
import { baseFields, fact, Id, LinkList, Markdown, Numeric, PartialDate, Plain, Value, ValueFact } from './common.js';
import { object } from './object.js';

/** A boxed warning as on the label. It is shown first, in full and always open. */
export const BoxedWarning = object(() => ({
  /** The warning's own heading. */
  title: v.optional(Plain),
  /** The full text. */
  text: Markdown,
  refs: v.optional(v.array(v.string())),
  /** The label's date. */
  asOf: v.optional(Plain),
  /** The regulator or region of the warning, e.g. `FDA`. */
  regulator: v.optional(Plain),
}));

/** The regulator and effective date of a label. */
export const Label = object(() => ({
  /** The regulator or region of the label, e.g. `FDA`. */
  regulator: Plain,
  /** The date on which this version of the label took effect. */
  effectiveDate: v.optional(PartialDate),
  /** Set if the record describes a label but has none of its text. */
  hasNoText: v.optional(v.literal(true)),
}));

/** A section of a drug's label. Sections nest. */
export interface LabelSection {
  /** The anchor for deep links (`#contraindications`), unique in the label. */
  id: string;
  /** The heading as printed, including its number; absent if the section only continues text after a nested section. */
  title?: string | undefined;
  /** The full text. A long one is collapsed after its beginning. */
  text?: string | undefined;
  sections?: LabelSection[] | undefined;
}

/** A section of a drug's label. Sections nest. */
export const LabelSection: v.GenericSchema<unknown, LabelSection> = object(() => ({
  id: Id,
  title: v.optional(Plain),
  text: v.optional(Markdown),
  sections: v.optional(v.array(v.lazy(() => LabelSection))),
}));

/** An adverse event with its seriousness, frequency and management. */
export const AdverseEvent = object(() => ({
  /** The name of the event; MedDRA's preferred term if there is one. */
  term: Plain,
  /** MedDRA's system organ class. */
  organSystem: v.optional(Plain),
  /** Whether it is serious in the regulatory sense (ICH E2A); absent if the source does not say. */
  serious: v.optional(v.boolean()),
  /** The severity in CTCAE grades (1 to 5) or words. */
  grade: v.optional(v.union([v.number(), v.string()])),
  /** The type of evidence. Preclinical findings are marked as such and shown separately. */
  evidence: v.optional(v.picklist(['clinical trial', 'postmarketing', 'preclinical', 'report'])),
  /** The incidence: counts, percentages or ranges; several if groups or sources differ. */
  incidence: v.optional(ValueFact),
  /** The time of onset. */
  onset: v.optional(ValueFact),
  /** Signs and symptoms. */
  presentation: v.optional(ValueFact),
  /** The mechanism, as far as known. */
  mechanism: v.optional(ValueFact),
  /** Risk factors. */
  riskFactors: v.optional(ValueFact),
  /** How it is managed. */
  management: v.optional(ValueFact),
  /** What is monitored, and for how long. */
  monitoring: v.optional(ValueFact),
  /** The vocabulary of the term, e.g. `MedDRA (23.0)`. */
  sourceVocabulary: v.optional(Plain),
  /** `SYSTEMATIC_ASSESSMENT` if participants were asked about it, `NON_SYSTEMATIC_ASSESSMENT` if they reported it spontaneously. */
  assessmentType: v.optional(Plain),
  notes: v.optional(Markdown),
  /** Sources of the entry as a whole. */
  refs: v.optional(v.array(v.string())),
}));

/** A labeled detail of a report, as in the source. */
export const Detail = object(() => ({ label: Plain, value: Plain }));

/** A report of a suspected adverse event sent to a regulator. It does not show that a drug caused the event. */
export const Report = object(() => ({
  /** The regulator's report number. */
  id: v.optional(Plain),
  /** Whether it is serious in the regulatory sense (ICH E2A); absent if the report does not say. */
  serious: v.optional(v.boolean()),
  /** The criteria that make it serious, in words. */
  seriousness: v.optional(v.array(Plain)),
  /** The reactions (MedDRA terms) with their outcomes. */
  reactions: v.array(v.strictObject({ term: Plain, outcome: v.optional(Plain), version: v.optional(Plain) })),
  /** The drugs taken, with the role stated by the reporter: suspect, concomitant, interacting. */
  drugs: v.array(v.strictObject({ name: Plain, role: v.optional(Plain), details: v.array(Detail) })),
  /** The other details of the report: patient, reporter, dates. */
  details: v.array(Detail),
}));

/** Counts of reports, not of people. There is no denominator, so there is no rate. */
export const ReportCounts = object(() => ({
  /** The type of the rows: terms (reactions, drugs, codes) or dates. */
  by: v.picklist(['term', 'date']),
  counts: v.array(v.strictObject({ term: Plain, count: v.pipe(v.number(), v.integer(), v.minValue(0)) })),
}));

/** A group of people whose events were counted (a trial's arm). */
export const EventGroup = object(() => ({
  title: Plain,
  description: v.optional(Markdown),
  deaths: v.optional(fact(Value)),
  serious: v.optional(fact(Value)),
  other: v.optional(fact(Value)),
}));

/** A recall of a product or of some of its lots. */
export const Recall = object(() => ({
  /** The regulator that classified it, e.g. `FDA`. */
  regulator: Plain,
  /** The severity of the hazard, in the regulator's classes and words. */
  classification: v.optional(Plain),
  /** The status: ongoing, completed, terminated. */
  status: v.optional(Plain),
  /** The date on which it began. */
  date: v.optional(PartialDate),
  reason: v.optional(Markdown),
  /** The recalled product. */
  product: v.optional(Markdown),
  /** Its number, lots, distribution, and other details from the source. */
  details: v.optional(v.array(Detail)),
  refs: v.optional(v.array(v.string())),
}));

/** The fields of a safety profile, whether a separate artifact or part of a drug or a trial. */
export const safetyFields = () => ({
  /** Boxed warnings, in the label's order. */
  boxedWarning: v.optional(v.array(BoxedWarning)),
  /**
   * Passages of the source that mention a boxed warning but are unconfirmed. They are shown with the warnings, so that these
   * do not look complete.
   */
  boxedWarningMentions: v.optional(v.array(v.strictObject({ text: Markdown, refs: v.optional(v.array(v.string())) }))),
  /** Recalls, in the source's order. */
  recalls: v.optional(v.array(Recall)),
  /** Further parts of the label in its own order: contraindications, precautions, interactions, populations. */
  precautions: v.optional(
    v.array(v.strictObject({ title: Plain, text: Markdown, refs: v.optional(v.array(v.string())) })),
  ),
  /** Sections of the drug's label on safety, in full and in the label's order. */
  labelSections: v.optional(v.array(LabelSection)),
  adverseEvents: v.optional(v.array(AdverseEvent)),
  /** Individual reports of suspected adverse events. */
  reports: v.optional(v.array(Report)),
  /** The total number of reports that the source found, if it returned only some of them. */
  reportsInAll: v.optional(v.number()),
  reportCounts: v.optional(ReportCounts),
  /** The groups for which incidences are given, with their totals. */
  eventGroups: v.optional(v.array(EventGroup)),
  /** Non-serious events were listed by the source only if they exceeded this percentage in a group; without it, an incomplete list would look complete. */
  frequencyThreshold: v.optional(Numeric),
  /** The source's comment on the deaths. */
  allCauseMortalityComment: v.optional(Markdown),
  /** The period over which events were counted. */
  timeFrame: v.optional(Markdown),
  /** How events were collected. */
  description: v.optional(Markdown),
});

/** The safety profile within a drug or a trial. */
export const SafetyProfile = object(safetyFields);

/** A safety profile as an artifact of its own. */
export const Safety = object(() => ({
  ...baseFields(),
  kind: v.literal('safety'),
  /** The name of the drug. */
  drug: v.optional(Plain),
  /** The label that the data are from. */
  label: v.optional(Label),
  ...safetyFields(),
  links: v.optional(v.array(LinkList)),
}));

export type Label = v.InferOutput<typeof Label>;
export type BoxedWarning = v.InferOutput<typeof BoxedWarning>;
export type AdverseEvent = v.InferOutput<typeof AdverseEvent>;
/** A labeled detail of a report, as in the source. */
export type Detail = v.InferOutput<typeof Detail>;
export type Recall = v.InferOutput<typeof Recall>;
export type Report = v.InferOutput<typeof Report>;
export type ReportCounts = v.InferOutput<typeof ReportCounts>;
export type EventGroup = v.InferOutput<typeof EventGroup>;
export type SafetyProfile = v.InferOutput<typeof SafetyProfile>;
export type Safety = v.InferOutput<typeof Safety>;
