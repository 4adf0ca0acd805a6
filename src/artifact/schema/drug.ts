import * as v from 'valibot';
import { baseFields, Id, LinkList, Markdown, PartialDate, Plain, ValueFact } from './common.js';
import { object } from './object.js';
import { Label, LabelSection, SafetyProfile } from './safety.js';

/** A regulator's decision about one group of patients. */
export const Approval = object(() => ({
  /** The regulator, e.g. `FDA`, `EMA`. */
  regulator: Plain,
  /** The decision, e.g. `Approved`, `Withdrawn`, `Expanded`. */
  status: Plain,
  /** The date, as precise as in the source. */
  date: v.optional(PartialDate),
  /** The patients it applies to. */
  population: v.optional(Markdown),
  /** The route of administration. */
  route: v.optional(Plain),
  refs: v.optional(v.array(v.string())),
  note: v.optional(Markdown),
}));

/** An identifier in a registry that the viewer can link to. */
export const Identifier = object(() => ({
  /** The registry: `UNII`, `RxCUI`, `ATC`, `DrugBank`, `ChEMBL`, `Wikidata`, `MeSH`, `set_id`, `application_number`, `NCT`, or any other name. */
  scheme: Plain,
  value: Plain,
  /** A link, for a registry that the viewer does not know. */
  href: v.optional(Plain),
  refs: v.optional(v.array(v.string())),
}));

/** A picture or structure drawing. Remote images are loaded only at the reader's request. */
export const Image = object(() => ({
  src: Plain,
  /** The alternative text. */
  alt: Plain,
  caption: v.optional(Markdown),
  credit: v.optional(Plain),
}));

/** An additional row of the infobox, for information without a field of its own. */
export const InfoboxRow = object(() => ({
  /** The heading of its group; "Overview" if unset. */
  group: v.optional(Plain),
  label: Markdown,
  value: ValueFact,
}));

/** A drug. Field names follow openFDA and schema.org's `Drug` where possible. */
export const Drug = object(() => ({
  ...baseFields(),
  kind: v.literal('drug'),
  brandName: v.optional(ValueFact),
  /** The nonproprietary name, with its suffix if the label has one. */
  genericName: v.optional(ValueFact),
  /** Development codes, e.g. `AVXS-101`. */
  codeName: v.optional(ValueFact),
  drugClass: v.optional(ValueFact),
  image: v.optional(Image),
  approvals: v.optional(v.array(Approval)),
  indication: v.optional(ValueFact),
  /** The ages it is indicated for. */
  ageRange: v.optional(ValueFact),
  administrationRoute: v.optional(ValueFact),
  dosageForm: v.optional(ValueFact),
  /** The dose, its frequency, and how it is given. */
  dosage: v.optional(ValueFact),
  /** Medicines given with it, e.g. steroids before and after a gene therapy. */
  concomitantMedication: v.optional(ValueFact),
  mechanismOfAction: v.optional(ValueFact),
  manufacturer: v.optional(ValueFact),
  price: v.optional(ValueFact),
  identifiers: v.optional(v.array(Identifier)),
  rows: v.optional(v.array(InfoboxRow)),
  /** The label that the data are from. */
  label: v.optional(Label),
  /** Sections of the drug's label other than those in `safety`, in full, indications and dosage first. */
  labelSections: v.optional(v.array(LabelSection)),
  /** Its safety profile, or the ID of a `safety` artifact in the same folder. */
  safety: v.optional(v.union([Id, SafetyProfile])),
  /** Its trials: IDs of `trial` artifacts in the same folder. */
  trials: v.optional(v.array(Id)),
  links: v.optional(v.array(LinkList)),
}));

export type Approval = v.InferOutput<typeof Approval>;
export type Identifier = v.InferOutput<typeof Identifier>;
export type Image = v.InferOutput<typeof Image>;
export type InfoboxRow = v.InferOutput<typeof InfoboxRow>;
export type Drug = v.InferOutput<typeof Drug>;
