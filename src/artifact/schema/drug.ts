import * as v from 'valibot';
import { BASE, Id, LinkList, Markdown, PartialDate, Plain, ValueFact } from './common.js';
import { Label, LabelSection, SafetyProfile } from './safety.js';

/** One decision of one regulator about one group of patients. */
export const Approval = v.strictObject({
  /** Who decided, e.g. `FDA`, `EMA`. */
  regulator: Plain,
  /** What was decided, e.g. `Approved`, `Withdrawn`, `Expanded`. */
  status: Plain,
  /** When, as precisely as the source tells. */
  date: v.optional(PartialDate),
  /** For whom. */
  population: v.optional(Markdown),
  /** By which route. */
  route: v.optional(Plain),
  refs: v.optional(v.array(v.string())),
  note: v.optional(Markdown),
});

/** An identifier in a registry that the viewer can link to. */
export const Identifier = v.strictObject({
  /** The registry: `UNII`, `RxCUI`, `ATC`, `DrugBank`, `ChEMBL`, `Wikidata`, `MeSH`, `set_id`, `application_number`, `NCT`, or any other name. */
  scheme: Plain,
  value: Plain,
  /** Where it leads, for a registry that the viewer does not know. */
  href: v.optional(Plain),
  refs: v.optional(v.array(v.string())),
});

/** A picture or a structure drawing. Remote pictures are loaded only when the reader asks. */
export const Image = v.strictObject({
  src: Plain,
  /** What it shows, for who can't see it. */
  alt: Plain,
  caption: v.optional(Markdown),
  credit: v.optional(Plain),
});

/** A further row of the infobox, for what has no field of its own. */
export const InfoboxRow = v.strictObject({
  /** The heading it stands under; "Overview" if unset. */
  group: v.optional(Plain),
  label: Markdown,
  value: ValueFact,
});

/** A drug. Field names follow openFDA and schema.org's `Drug` where those have one. */
export const Drug = v.strictObject({
  ...BASE,
  kind: v.literal('drug'),
  brandName: v.optional(ValueFact),
  /** The non-proprietary name, with its suffix where the label has one. */
  genericName: v.optional(ValueFact),
  /** Development codes, e.g. `AVXS-101`. */
  codeName: v.optional(ValueFact),
  drugClass: v.optional(ValueFact),
  image: v.optional(Image),
  approvals: v.optional(v.array(Approval)),
  indication: v.optional(ValueFact),
  /** The ages it is for. */
  ageRange: v.optional(ValueFact),
  administrationRoute: v.optional(ValueFact),
  dosageForm: v.optional(ValueFact),
  /** How much, how often, how it is given. */
  dosage: v.optional(ValueFact),
  /** Medicines given with it, e.g. steroids before and after a gene therapy. */
  concomitantMedication: v.optional(ValueFact),
  mechanismOfAction: v.optional(ValueFact),
  manufacturer: v.optional(ValueFact),
  price: v.optional(ValueFact),
  identifiers: v.optional(v.array(Identifier)),
  rows: v.optional(v.array(InfoboxRow)),
  /** The label that it is from. */
  label: v.optional(Label),
  /** Sections of the drug's label other than those in `safety`, whole: what it is for and how it is taken first. */
  labelSections: v.optional(v.array(LabelSection)),
  /** Its safety: here, or the id of a `safety` artifact beside this one. */
  safety: v.optional(v.union([Id, SafetyProfile])),
  /** Its trials: ids of `trial` artifacts beside this one. */
  trials: v.optional(v.array(Id)),
  links: v.optional(v.array(LinkList)),
});

export type Approval = v.InferOutput<typeof Approval>;
export type Identifier = v.InferOutput<typeof Identifier>;
export type Image = v.InferOutput<typeof Image>;
export type InfoboxRow = v.InferOutput<typeof InfoboxRow>;
export type Drug = v.InferOutput<typeof Drug>;
