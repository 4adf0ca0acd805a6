import * as v from 'valibot';
import { BASE, fact, Id, LinkList, Markdown, Numeric, PartialDate, Plain, Value, ValueFact } from './common.js';

/** A boxed warning as the label has it. It is shown first, whole and always open. */
export const BoxedWarning = v.strictObject({
  /** The warning's own heading. */
  title: v.optional(Plain),
  /** The whole text. */
  text: Markdown,
  refs: v.optional(v.array(v.string())),
  /** The label's date. */
  asOf: v.optional(Plain),
  /** Whose warning it is: the regulator or the region, e.g. `FDA`. */
  regulator: v.optional(Plain),
});

/** Whose label it is, and since when it has been in effect. */
export const Label = v.strictObject({
  /** The regulator that the label is under, or its region, e.g. `FDA`. */
  regulator: Plain,
  /** Since when this version of the label has been in effect. */
  effectiveDate: v.optional(PartialDate),
  /** Set where the record describes a label and has none of its text. */
  hasNoText: v.optional(v.literal(true)),
});

/** A section of a drug's label. Sections nest. */
export interface LabelSection {
  /** Its name in deep links (`#contraindications`), unique in the label. */
  id: string;
  /** The heading as the label prints it, with its number where it has one; absent where text goes on after a section inside this one. */
  title?: string | undefined;
  /** The text, whole. A long one is folded after its beginning. */
  text?: string | undefined;
  sections?: LabelSection[] | undefined;
}

/** A section of a drug's label. Sections nest. */
export const LabelSection: v.GenericSchema<unknown, LabelSection> = v.strictObject({
  id: Id,
  title: v.optional(Plain),
  text: v.optional(Markdown),
  sections: v.optional(v.array(v.lazy(() => LabelSection))),
});

/** One effect, with how serious and how frequent it is and what to do. */
export const AdverseEvent = v.strictObject({
  /** The effect's name; MedDRA's preferred term where there is one. */
  term: Plain,
  /** MedDRA's system organ class. */
  organSystem: v.optional(Plain),
  /** Serious in the regulatory sense (ICH E2A); absent where the source does not say. */
  serious: v.optional(v.boolean()),
  /** The severity in CTCAE grades (1 to 5) or words. */
  grade: v.optional(v.union([v.number(), v.string()])),
  /** Where it was seen. Preclinical findings are marked as such and stand apart. */
  evidence: v.optional(v.picklist(['clinical trial', 'postmarketing', 'preclinical', 'report'])),
  /** How many had it: counts, percentages or ranges; several where groups or sources differ. */
  incidence: v.optional(ValueFact),
  /** When it appears. */
  onset: v.optional(ValueFact),
  /** How it shows itself. */
  presentation: v.optional(ValueFact),
  /** Why it happens, as far as known. */
  mechanism: v.optional(ValueFact),
  /** Who is at a higher risk. */
  riskFactors: v.optional(ValueFact),
  /** What is done about it. */
  management: v.optional(ValueFact),
  /** What is watched, and for how long. */
  monitoring: v.optional(ValueFact),
  /** Where the term is from, e.g. `MedDRA (23.0)`. */
  sourceVocabulary: v.optional(Plain),
  /** `SYSTEMATIC_ASSESSMENT` where everybody was asked, `NON_SYSTEMATIC_ASSESSMENT` where people told by themselves. */
  assessmentType: v.optional(Plain),
  notes: v.optional(Markdown),
  /** Sources of the entry as a whole. */
  refs: v.optional(v.array(v.string())),
});

/** A line of a report: what, and how the report has it. */
const Detail = v.strictObject({ label: Plain, value: Plain });

/** One report of a suspected adverse event, as somebody sent it to a regulator: it does not show that a drug caused the event. */
export const Report = v.strictObject({
  /** The regulator's number of the report. */
  id: v.optional(Plain),
  /** Serious in the regulatory sense (ICH E2A); absent where the report does not say. */
  serious: v.optional(v.boolean()),
  /** What makes it serious, in words. */
  seriousness: v.optional(v.array(Plain)),
  /** What happened (MedDRA's terms), and how it ended. */
  reactions: v.array(v.strictObject({ term: Plain, outcome: v.optional(Plain), version: v.optional(Plain) })),
  /** What the patient took, with the part that the reporter gives it: suspect, concomitant, interacting. */
  drugs: v.array(v.strictObject({ name: Plain, role: v.optional(Plain), details: v.array(Detail) })),
  /** All else that the report tells: of the patient, the reporter, its dates. */
  details: v.array(Detail),
});

/** Counts of reports: of reports, not of people; there is no denominator, so there is no rate. */
export const ReportCounts = v.strictObject({
  /** What the lines are: terms (reactions, drugs, codes) or dates. */
  by: v.picklist(['term', 'date']),
  counts: v.array(v.strictObject({ term: Plain, count: v.pipe(v.number(), v.integer(), v.minValue(0)) })),
});

/** A group of people whose events were counted (a trial's arm). */
export const EventGroup = v.strictObject({
  title: Plain,
  description: v.optional(Markdown),
  deaths: v.optional(fact(Value)),
  serious: v.optional(fact(Value)),
  other: v.optional(fact(Value)),
});

/** A recall of a product, or of lots of it. */
export const Recall = v.strictObject({
  /** Who classified it, e.g. `FDA`. */
  regulator: Plain,
  /** How dangerous the product is, in the regulator's classes and words. */
  classification: v.optional(Plain),
  /** How far it is: ongoing, completed, terminated. */
  status: v.optional(Plain),
  /** When it began. */
  date: v.optional(PartialDate),
  reason: v.optional(Markdown),
  /** What is recalled. */
  product: v.optional(Markdown),
  /** Its number, its lots, where they went, and whatever else the source tells. */
  details: v.optional(v.array(Detail)),
  refs: v.optional(v.array(v.string())),
});

/** Everything known about safety, whether an artifact of its own or part of a drug or a trial. */
export const SAFETY = {
  /** Boxed warnings, in the label's order. */
  boxedWarning: v.optional(v.array(BoxedWarning)),
  /**
   * Passages of the source that mention a boxed warning, of which nobody has confirmed what they say. They are shown with
   * the warnings, so that these do not look complete.
   */
  boxedWarningMentions: v.optional(v.array(v.strictObject({ text: Markdown, refs: v.optional(v.array(v.string())) }))),
  /** Recalls, in the source's order. */
  recalls: v.optional(v.array(Recall)),
  /** Further parts of the label in its own order: contraindications, precautions, interactions, populations. */
  precautions: v.optional(
    v.array(v.strictObject({ title: Plain, text: Markdown, refs: v.optional(v.array(v.string())) })),
  ),
  /** Sections of the drug's label that tell its safety, whole and in the label's order. */
  labelSections: v.optional(v.array(LabelSection)),
  adverseEvents: v.optional(v.array(AdverseEvent)),
  /** Reports of suspected events, one by one. */
  reports: v.optional(v.array(Report)),
  /** How many reports the source found in all, where it sent a part of them. */
  reportsInAll: v.optional(v.number()),
  reportCounts: v.optional(ReportCounts),
  /** The groups that incidences are given for, with their totals. */
  eventGroups: v.optional(v.array(EventGroup)),
  /** Non-serious events were listed by the source only if they exceeded this percentage in a group; a list without it looks complete when it is not. */
  frequencyThreshold: v.optional(Numeric),
  /** What the source says of the deaths. */
  allCauseMortalityComment: v.optional(Markdown),
  /** Over which time events were counted. */
  timeFrame: v.optional(Markdown),
  /** How events were collected. */
  description: v.optional(Markdown),
};

/** The part of a drug or a trial that tells its safety. */
export const SafetyProfile = v.strictObject(SAFETY);

/** A safety profile as an artifact of its own. */
export const Safety = v.strictObject({
  ...BASE,
  kind: v.literal('safety'),
  /** The drug that it is about, by name. */
  drug: v.optional(Plain),
  /** The label that it is from. */
  label: v.optional(Label),
  ...SAFETY,
  links: v.optional(v.array(LinkList)),
});

export type Label = v.InferOutput<typeof Label>;
export type BoxedWarning = v.InferOutput<typeof BoxedWarning>;
export type AdverseEvent = v.InferOutput<typeof AdverseEvent>;
/** A line of a report: what, and how the report has it. */
export type Detail = v.InferOutput<typeof Detail>;
export type Recall = v.InferOutput<typeof Recall>;
export type Report = v.InferOutput<typeof Report>;
export type ReportCounts = v.InferOutput<typeof ReportCounts>;
export type EventGroup = v.InferOutput<typeof EventGroup>;
export type SafetyProfile = v.InferOutput<typeof SafetyProfile>;
export type Safety = v.InferOutput<typeof Safety>;
