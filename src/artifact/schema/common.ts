import * as v from 'valibot';
import { MISSING_CODES, MISSING_EARLIER, type MissingCode } from '../missing.js';
import { NUMERIC } from '../numeric.js';

/** True for a JSON object: not an array, not null. */
export const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** Text a person wrote: Markdown with a little HTML, and `[@key]` citations. Only `src/text/` turns it into DOM. */
export const Markdown = v.string();

/** Plain text: shown as it stands, no markup. */
export const Plain = v.string();

/** An artifact's name in URLs and file names: letters, digits and hyphens, e.g. `trial-start`. */
export const Id = v.pipe(v.string(), v.regex(/^[a-zA-Z0-9][a-zA-Z0-9._-]*$/));

/** A day, a month or a year (ISO 8601, reduced precision): `2019-05-24`, `2019-05`, `2019`. The precision given is the precision shown. */
export const PartialDate = v.pipe(v.string(), v.regex(/^\d{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01]))?)?$/));

/** A whole number of people or things, 0 or more. */
const Natural = v.pipe(v.number(), v.integer(), v.minValue(0));

/** A number: a JSON number, or text with its digits as JSON writes them, such as `"1.50"`. Text keeps trailing zeros and digits beyond the 15th, which a JSON number loses. */
export const Numeric = v.union([v.number(), v.pipe(v.string(), v.maxLength(60), v.regex(NUMERIC))]);

/** How a number is to be read where the source hedges it. */
const Qualifier = v.picklist(['approximately', 'less than', 'more than', 'at least', 'at most']);

/** `n` of `of` people. The percentage is computed for display, never stored. */
export const Count = v.strictObject({
  /** How many had it. */
  n: Natural,
  /** Out of how many: the denominator, always shown. */
  of: Natural,
  /** How many events they had in all, where that was counted: one person may have several. */
  events: v.optional(Natural),
});

const SPREAD = {
  /** Standard deviation, standard error, confidence interval, range, interquartile range, or another that `name` names. */
  kind: v.picklist(['SD', 'SE', 'CI', 'range', 'IQR', 'other']),
  /** How the source calls it, where that says more than the kind: `Standard Error of the Mean`. */
  name: v.optional(Plain),
};

/** How far the values of several people, or an estimate, spread around a number, in the number's unit. */
export const Spread = v.strictObject({
  ...SPREAD,
  /** Of a standard deviation or error. */
  value: v.optional(Numeric),
  /** The lower end of an interval or range. */
  from: v.optional(Numeric),
  /** The upper end of an interval or range. */
  to: v.optional(Numeric),
  /** Per cent of a confidence interval, e.g. 95. */
  level: v.optional(Numeric),
});

/** A spread whose numbers stand as a registry prints them: `"1.50"`, `"NA"`. */
export const PrintedSpread = v.strictObject({
  ...SPREAD,
  /** Of a standard deviation or error. */
  value: v.optional(Plain),
  /** The lower end of an interval or range. */
  from: v.optional(Plain),
  /** The upper end of an interval or range. */
  to: v.optional(Plain),
  /** Per cent of a confidence interval, e.g. 95. */
  level: v.optional(Plain),
});

/** A percentage, or a range of percentages with `to`, where the source gives no count. */
export const Percent = v.strictObject({
  /** Per cent (0 to 100), or the lower end of the range. */
  percent: Numeric,
  /** Per cent: the upper end of the range. */
  to: v.optional(Numeric),
  /** The denominator, where the source tells it: no interval is drawn without it. */
  of: v.optional(Natural),
  /** How the source hedges it. */
  qualifier: v.optional(Qualifier),
});

/** A number with its unit, or a range of them with `to`. Every digit is shown; 1.1e14 is shown as 1.1 × 10¹⁴. */
export const Quantity = v.strictObject({
  /** The number, or the lower end of the range. */
  number: Numeric,
  /** The upper end of the range. */
  to: v.optional(Numeric),
  /** The unit in words or symbols, e.g. `months`, `vector genomes per kg`. */
  unit: v.optional(Plain),
  /** What the number is when it sums up several people. */
  statistic: v.optional(v.picklist(['mean', 'median', 'mean change', 'least-squares mean change', 'hazard ratio'])),
  /** How far the values spread, in one or more ways: a standard deviation, and the lowest and highest value. */
  spread: v.optional(v.union([Spread, v.array(Spread)])),
  /** How many people the number sums up. */
  of: v.optional(Natural),
  /** How the source hedges it. */
  qualifier: v.optional(Qualifier),
});

/** Why a value is not there: "not reported" is different from "none", and from what this file merely lacks. */
export const Missing = v.strictObject({
  /** Which kind of nothing; README.md has the table. `not reported`, `not applicable` and `unknown` are older spellings. */
  missing: v.picklist([...MISSING_CODES, ...Object.keys(MISSING_EARLIER)] as [
    MissingCode,
    ...(MissingCode | keyof typeof MISSING_EARLIER)[],
  ]),
  /** Whose word it is: who did not report it. */
  by: v.optional(Plain),
  /** Why, in a few words: `0 at risk`. */
  reason: v.optional(Plain),
});

/** The kinds of value object, by the one key that each of them alone must have. */
export const MEASURES = { n: Count, percent: Percent, number: Quantity, missing: Missing } as const;

/** What a value object is, told by the one key that each kind has. */
const measureOf = (input: unknown) => {
  if (isRecord(input))
    for (const [key, schema] of Object.entries(MEASURES)) if (Object.hasOwn(input, key)) return schema;
  return undefined;
};

/** A value's types: text, a bare number, a count, a percentage, a quantity, or why it is missing. */
export type Value =
  | string
  | number
  | v.InferOutput<typeof Count>
  | v.InferOutput<typeof Percent>
  | v.InferOutput<typeof Quantity>
  | v.InferOutput<typeof Missing>;

const Scalar = v.union([v.string(), v.number()]);

/** A value: text (Markdown), a number, or an object that keeps the number's denominator, unit or absence. */
export const Value: v.GenericSchema<unknown, Value> = v.lazy(
  (input) => (measureOf(input) ?? Scalar) as v.GenericSchema<unknown, Value>,
);

/**
 * How a value stands to the other values of its fact: an earlier state that another value replaced (an interim count, the
 * age range before an approval was widened), or the same in other words (a spelling, a rounded figure).
 */
export const Relation = v.picklist(['superseded', 'wording']);

/** How a value stands to the other values of its fact. */
export type Relation = v.InferOutput<typeof Relation>;

/** A value with where it comes from and when that was true. */
export interface Sourced<T> {
  /** The value itself. */
  value: T;
  /** Keys of `references` that say so. */
  refs?: string[] | undefined;
  /** When it was true: a data cut-off, a label's date, the day it was looked up. */
  asOf?: string | undefined;
  /** Which people it is about, where a fact is given for several groups (a trial's arm, an age band). */
  group?: string | undefined;
  /** What a reader should know to use it: why sources differ, what was measured. */
  note?: string | undefined;
  /** What the source printed, where its characters were damaged and `value` is the reading that a person confirmed. */
  printed?: string | undefined;
  /** How it stands to the fact's other values, where it does not contradict them. */
  relation?: Relation | undefined;
}

/** A plain value, a value with its sources, or several where sources disagree: all are shown. */
export type Fact<T> = T | Sourced<T> | Sourced<T>[];

/** The fields that every sourced value has beside its value. */
const SOURCE = {
  refs: v.optional(v.array(v.string())),
  asOf: v.optional(PartialDate),
  group: v.optional(Plain),
  note: v.optional(Markdown),
  printed: v.optional(Plain),
  relation: v.optional(Relation),
};

/** The parts that a fact's schema was made of: the published JSON Schema reads them, since a lazy schema can't be read. */
export const factParts = new WeakMap<object, { plain: v.GenericSchema; sourced: v.GenericSchema }>();

/**
 * The schema of a fact whose value has the given schema.
 * The shape is told from the input (a list, an object with `value`, or the plain value), so that a problem is named at
 * the field where it is and costs only that field.
 */
export const fact = <T>(plain: v.GenericSchema<unknown, T>): v.GenericSchema<unknown, Fact<T>> => {
  const sourced = v.strictObject({ value: plain, ...SOURCE });
  const many = v.array(sourced);
  const isSourced = (input: unknown) => isRecord(input) && Object.hasOwn(input, 'value');
  const shapeOf = (input: unknown) => {
    // A fact may itself be a list (a trial's phases).
    if (Array.isArray(input)) return plain.type === 'array' && !input.some(isSourced) ? plain : many;
    return isSourced(input) ? sourced : plain;
  };
  const schema = v.lazy((input) => shapeOf(input) as v.GenericSchema<unknown, Fact<T>>);
  factParts.set(schema, { plain, sourced });
  return schema;
};

/** A fact whose value is text, a number or a measure. */
export const ValueFact = fact(Value);

/** A link. A path such as `/proteins/smn1-protein` is resolved against the page's link base. */
export const Link = v.strictObject({
  /** The text of the link. */
  label: Plain,
  /** An address, or a path of the wiki that the artifact comes from. */
  href: Plain,
  /** What is to be found there. */
  description: v.optional(Markdown),
});

/** A headed list of links: "See also", "External links", "Resources". */
export const LinkList = v.strictObject({
  /** The heading. */
  title: Plain,
  /** The links, in order. */
  links: v.array(Link),
});

/** A person or body in CSL-JSON: https://docs.citationstyles.org/en/stable/specification.html */
const CslName = v.looseObject({
  family: v.optional(Plain),
  given: v.optional(Plain),
  literal: v.optional(Plain),
});

/** A date in CSL-JSON: `date-parts` holds [year, month?, day?], one or two of them. */
const CslDate = v.looseObject({
  'date-parts': v.optional(v.array(v.array(v.union([v.number(), v.string()])))),
  raw: v.optional(Plain),
  literal: v.optional(Plain),
});

/** A CSL-JSON item. Fields not listed are kept for the exports. */
export const Reference = v.looseObject({
  /** CSL's type, e.g. `article-journal`, `webpage`, `dataset`. */
  type: v.optional(Plain),
  title: v.optional(Plain),
  author: v.optional(v.array(CslName)),
  issued: v.optional(CslDate),
  accessed: v.optional(CslDate),
  'container-title': v.optional(Plain),
  volume: v.optional(Scalar),
  issue: v.optional(Scalar),
  page: v.optional(Scalar),
  publisher: v.optional(Plain),
  DOI: v.optional(Plain),
  PMID: v.optional(Scalar),
  URL: v.optional(Plain),
  note: v.optional(Plain),
  /** Why this entry could not be verified; a reader sees it beside the entry. Absent where it was. */
  unverified: v.optional(Plain),
});

/** References by key. */
export const References = v.record(v.string(), Reference);

/** One line of a metadata table. */
export const MetadataEntry = v.strictObject({
  name: Plain,
  value: v.union([v.string(), v.number(), v.boolean(), v.null()]),
});

/** Something the artifact came from, or someone who made it, with a link where there is one. */
const ProvenanceNode = v.strictObject({
  label: Plain,
  href: v.optional(Plain),
  date: v.optional(PartialDate),
  note: v.optional(Markdown),
});

/** Where an artifact comes from, in the terms of W3C PROV-O: https://www.w3.org/TR/prov-o/ */
export const Provenance = v.strictObject({
  /** The records and pages whose facts it carries. */
  wasDerivedFrom: v.optional(v.array(ProvenanceNode)),
  /** What was done to make it. */
  wasGeneratedBy: v.optional(v.array(ProvenanceNode)),
  /** Who answers for it. */
  wasAttributedTo: v.optional(v.array(ProvenanceNode)),
  /** What the source itself said of its provenance. */
  note: v.optional(Markdown),
});

/** Something an editor wants the reader to know of the artifact itself: a correction, filler text, a damaged passage. */
export const EditorNote = v.strictObject({
  /** The note. */
  text: Markdown,
  /** What the source printed, word for word and short. */
  printed: v.optional(Plain),
  refs: v.optional(v.array(v.string())),
});

/** What every artifact has, whatever its kind. */
export const BASE = {
  $schema: v.optional(Plain),
  /** The version of this format. */
  schemaVersion: v.literal(1),
  id: Id,
  title: Plain,
  /** One or two sentences that say what the thing is. */
  summary: v.optional(Markdown),
  /** The language of the content, BCP 47. */
  lang: v.optional(Plain),
  /** The page that this artifact is about or from; wiki links resolve against it unless the page's author sets a link base. */
  url: v.optional(Plain),
  /** When the content was last checked as a whole. */
  asOf: v.optional(PartialDate),
  /** When a person last reviewed the content against its sources; absent where no review is recorded. */
  reviewed: v.optional(PartialDate),
  /** When it should be looked at again; a card past this day says so. */
  reviewBy: v.optional(PartialDate),
  /** The artifact's own version, for citing it. */
  version: v.optional(Plain),
  /** Who wrote it, as CSL names. */
  author: v.optional(v.array(CslName)),
  /** The licence of the content, by name or SPDX id. */
  license: v.optional(Plain),
  references: v.optional(References),
  metadata: v.optional(v.array(MetadataEntry)),
  provenance: v.optional(Provenance),
  editorNotes: v.optional(v.array(EditorNote)),
};

export type Link = v.InferOutput<typeof Link>;
export type LinkList = v.InferOutput<typeof LinkList>;
export type Reference = v.InferOutput<typeof Reference>;
export type References = v.InferOutput<typeof References>;
export type Provenance = v.InferOutput<typeof Provenance>;
export type Numeric = v.InferOutput<typeof Numeric>;
export type Count = v.InferOutput<typeof Count>;
export type Percent = v.InferOutput<typeof Percent>;
export type Spread = v.InferOutput<typeof Spread>;
/** How values spread around the one that is given: SD, SE, CI, range, IQR, or another measure by its name. */
export type SpreadKind = Spread['kind'];
export type PrintedSpread = v.InferOutput<typeof PrintedSpread>;
export type Quantity = v.InferOutput<typeof Quantity>;
export type Missing = v.InferOutput<typeof Missing>;
