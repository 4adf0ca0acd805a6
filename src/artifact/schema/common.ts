import * as v from 'valibot';
import { MISSING_CODES, MISSING_EARLIER, type MissingCode } from '../missing.js';
import { NUMERIC } from '../numeric.js';
import { object, openObject } from './object.js';

/** True for a JSON object: not an array, not null. */
export const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** Authored text: Markdown with limited HTML and `[@key]` citations. Only `src/text/` converts it to DOM. */
export const Markdown = v.string();

/** Plain text, shown without interpreting markup. */
export const Plain = v.string();

/** An artifact's ID, used in URLs and file names: letters, digits, periods, underscores and hyphens, e.g. `trial-start`. */
export const Id = v.pipe(v.string(), v.regex(/^[a-zA-Z0-9][a-zA-Z0-9._-]*$/));

/** A day, a month or a year (ISO 8601, reduced precision): `2019-05-24`, `2019-05`, `2019`. It is shown with the precision given. */
export const PartialDate = v.pipe(v.string(), v.regex(/^\d{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01]))?)?$/));

/** A whole number of people or things, 0 or more. */
const Natural = v.pipe(v.number(), v.integer(), v.minValue(0));

/** A number: a JSON number, or text with its digits as JSON writes them, such as `"1.50"`. Text preserves trailing zeros and digits beyond the 15th, which a JSON number loses. */
export const Numeric = v.union([v.number(), v.pipe(v.string(), v.maxLength(60), v.regex(NUMERIC))]);

/** The source's qualification of a number. */
const Qualifier = v.picklist(['approximately', 'less than', 'more than', 'at least', 'at most']);

/** `n` of `of` people. The percentage is computed for display, never stored. */
export const Count = object(() => ({
  /** The number of people affected. */
  n: Natural,
  /** The denominator, always shown. */
  of: Natural,
  /** The total number of events, if counted; one person may have several. */
  events: v.optional(Natural),
}));

const SPREAD = {
  /** Standard deviation, standard error, confidence interval, range, interquartile range, or another measure, given in `name`. */
  kind: v.picklist(['SD', 'SE', 'CI', 'range', 'IQR', 'other']),
  /** The source's name, if it is more specific than the kind: `Standard Error of the Mean`. */
  name: v.optional(Plain),
};

/** The dispersion of values, or the uncertainty of an estimate, in the unit of its number. */
export const Spread = object(() => ({
  ...SPREAD,
  /** The standard deviation or error. */
  value: v.optional(Numeric),
  /** The lower end of an interval or range. */
  from: v.optional(Numeric),
  /** The upper end of an interval or range. */
  to: v.optional(Numeric),
  /** The confidence level in percent, e.g. 95. */
  level: v.optional(Numeric),
}));

/** A spread with numbers as a registry prints them: `"1.50"`, `"NA"`. */
export const PrintedSpread = object(() => ({
  ...SPREAD,
  /** The standard deviation or error. */
  value: v.optional(Plain),
  /** The lower end of an interval or range. */
  from: v.optional(Plain),
  /** The upper end of an interval or range. */
  to: v.optional(Plain),
  /** The confidence level in percent, e.g. 95. */
  level: v.optional(Plain),
}));

/** A percentage, or a range of percentages with `to`, if the source gives no count. */
export const Percent = object(() => ({
  /** The percentage (0 to 100), or the lower end of the range. */
  percent: Numeric,
  /** The upper end of the range, in percent. */
  to: v.optional(Numeric),
  /** The denominator, if the source states it; no interval is drawn without it. */
  of: v.optional(Natural),
  /** The source's qualification, such as `at least`. */
  qualifier: v.optional(Qualifier),
}));

/** A number with its unit, or a range of them with `to`. Every digit is shown; 1.1e14 is shown as 1.1 × 10¹⁴. */
export const Quantity = object(() => ({
  /** The number, or the lower end of the range. */
  number: Numeric,
  /** The upper end of the range. */
  to: v.optional(Numeric),
  /** The unit in words or symbols, e.g. `months`, `vector genomes per kg`. */
  unit: v.optional(Plain),
  /** The statistic, if the number summarizes several people. */
  statistic: v.optional(v.picklist(['mean', 'median', 'mean change', 'least-squares mean change', 'hazard ratio'])),
  /** One or more measures of spread, such as a standard deviation and a range. */
  spread: v.optional(v.union([Spread, v.array(Spread)])),
  /** The number of people that the number summarizes. */
  of: v.optional(Natural),
  /** The source's qualification, such as `at least`. */
  qualifier: v.optional(Qualifier),
}));

/** Why a value is missing: "not reported" differs from "none", and from a value that is only absent from this record. */
export const Missing = object(() => ({
  /** The reason code; see the table in README.md. `not reported`, `not applicable` and `unknown` are older spellings. */
  missing: v.picklist([...MISSING_CODES, ...Object.keys(MISSING_EARLIER)] as [
    MissingCode,
    ...(MissingCode | keyof typeof MISSING_EARLIER)[],
  ]),
  /** Who did not report it, or says so. */
  by: v.optional(Plain),
  /** The reason in a few words, e.g. `0 at risk`. */
  reason: v.optional(Plain),
}));

/** The kinds of value objects, by the key that is required in that kind only. */
export const MEASURES = { n: Count, percent: Percent, number: Quantity, missing: Missing } as const;

const MEASURES_BY_KEY = Object.entries(MEASURES);

/** The schema of a value object, by its characteristic key. */
const measureOf = (input: unknown) =>
  isRecord(input) ? MEASURES_BY_KEY.find(([key]) => Object.hasOwn(input, key))?.[1] : undefined;

/** A value: text, a bare number, a count, a percentage, a quantity, or why it is missing. */
export type Value =
  | string
  | number
  | v.InferOutput<typeof Count>
  | v.InferOutput<typeof Percent>
  | v.InferOutput<typeof Quantity>
  | v.InferOutput<typeof Missing>;

const Scalar = v.union([v.string(), v.number()]);

/** A value: text (Markdown), a number, or an object with the number's denominator or unit, or why it is missing. */
export const Value: v.GenericSchema<unknown, Value> = v.lazy(
  (input) => (measureOf(input) ?? Scalar) as v.GenericSchema<unknown, Value>,
);

/**
 * The relation of a value to the other values of its fact: `superseded` by another value (an interim count, the age range
 * before an approval was expanded), or a different `wording` of it (a spelling, a rounded figure).
 */
export const Relation = v.picklist(['superseded', 'wording']);

/** The relation of a value to the other values of its fact. */
export type Relation = v.InferOutput<typeof Relation>;

/** A value with its source and date. */
export interface Sourced<T> {
  /** The value itself. */
  value: T;
  /** Keys of the supporting `references`. */
  refs?: string[] | undefined;
  /** The date of the value: a data cutoff, a label's date, or the day it was looked up. */
  asOf?: string | undefined;
  /** The group of people it applies to, if a fact is given for several (a trial's arm, an age group). */
  group?: string | undefined;
  /** A note for the reader, such as why sources differ or what was measured. */
  note?: string | undefined;
  /** The text as printed, if it was damaged and `value` is a correction that a person confirmed. */
  printed?: string | undefined;
  /** Its relation to the fact's other values, if it does not contradict them. */
  relation?: Relation | undefined;
}

/** A plain value, a value with its sources, or several values if sources disagree. All are shown. */
export type Fact<T> = T | Sourced<T> | Sourced<T>[];

/** The fields of every sourced value other than the value. */
const SOURCE = {
  refs: v.optional(v.array(v.string())),
  asOf: v.optional(PartialDate),
  group: v.optional(Plain),
  note: v.optional(Markdown),
  printed: v.optional(Plain),
  relation: v.optional(Relation),
};

/** The component schemas of a fact, for the published JSON Schema, since a lazy schema can't be inspected. */
export const factParts = new WeakMap<object, { plain: v.GenericSchema; sourced: v.GenericSchema }>();

/**
 * The schema of a fact whose value has the given schema.
 * The input decides the shape (a list, an object with `value`, or the plain value), so that a problem is reported for and
 * affects only its field.
 */
export const fact = <T>(plain: v.GenericSchema<unknown, T>): v.GenericSchema<unknown, Fact<T>> => {
  const sourced = object(() => ({ value: plain, ...SOURCE }));
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
export const Link = object(() => ({
  /** The text of the link. */
  label: Plain,
  /** An address, or a path on the wiki that the artifact comes from. */
  href: Plain,
  /** A description of the target. */
  description: v.optional(Markdown),
}));

/** A headed list of links: "See also", "External links", "Resources". */
export const LinkList = object(() => ({
  /** The heading. */
  title: Plain,
  /** The links, in order. */
  links: v.array(Link),
}));

/** A person or organization in CSL-JSON: https://docs.citationstyles.org/en/stable/specification.html */
export const CslName = openObject(() => ({
  family: v.optional(Plain),
  given: v.optional(Plain),
  literal: v.optional(Plain),
}));

/** A date in CSL-JSON: `date-parts` holds [year, month?, day?], one or two of them. */
export const CslDate = openObject(() => ({
  'date-parts': v.optional(v.array(v.array(v.union([v.number(), v.string()])))),
  raw: v.optional(Plain),
  literal: v.optional(Plain),
}));

/** A CSL-JSON item. Other fields are kept for the exports. */
export const Reference = openObject(() => ({
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
  /** Why this entry could not be verified, shown beside it. Absent if it was verified. */
  unverified: v.optional(Plain),
}));

/** References by key. */
export const References = v.record(v.string(), Reference);

/** A row of a metadata table. */
export const MetadataEntry = object(() => ({
  name: Plain,
  value: v.union([v.string(), v.number(), v.boolean(), v.null()]),
}));

/** A source, activity or person in the artifact's provenance, with an optional link. */
export const ProvenanceNode = object(() => ({
  label: Plain,
  href: v.optional(Plain),
  date: v.optional(PartialDate),
  note: v.optional(Markdown),
}));

/** The provenance of an artifact, in terms of W3C PROV-O: https://www.w3.org/TR/prov-o/ */
export const Provenance = object(() => ({
  /** The records and pages that its facts are from. */
  wasDerivedFrom: v.optional(v.array(ProvenanceNode)),
  /** The activities that produced it. */
  wasGeneratedBy: v.optional(v.array(ProvenanceNode)),
  /** The people or organizations responsible for it. */
  wasAttributedTo: v.optional(v.array(ProvenanceNode)),
  /** The source's own statement of its provenance. */
  note: v.optional(Markdown),
}));

/** An editor's note on the artifact itself: a correction, filler text, a damaged passage. */
export const EditorNote = object(() => ({
  /** The note. */
  text: Markdown,
  /** A short verbatim quotation of the source. */
  printed: v.optional(Plain),
  refs: v.optional(v.array(v.string())),
}));

/** The fields that artifacts of all kinds have. */
export const baseFields = () => ({
  $schema: v.optional(Plain),
  /** The version of this format. */
  schemaVersion: v.literal(1),
  id: Id,
  title: Plain,
  /** One or two sentences that describe the subject. */
  summary: v.optional(Markdown),
  /** The language of the content, BCP 47. */
  lang: v.optional(Plain),
  /** The page that this artifact is from; wiki links are resolved against it unless a link base is set. */
  url: v.optional(Plain),
  /** The date on which the content was last checked as a whole. */
  asOf: v.optional(PartialDate),
  /** The date on which a person last reviewed the content against its sources; absent if no review is recorded. */
  reviewed: v.optional(PartialDate),
  /** The date by which it should be reviewed again; a card past this date says so. */
  reviewBy: v.optional(PartialDate),
  /** The artifact's own version, for citing it. */
  version: v.optional(Plain),
  /** The authors as CSL names. */
  author: v.optional(v.array(CslName)),
  /** The license of the content, by name or SPDX ID. */
  license: v.optional(Plain),
  references: v.optional(References),
  metadata: v.optional(v.array(MetadataEntry)),
  provenance: v.optional(Provenance),
  editorNotes: v.optional(v.array(EditorNote)),
});

export type Link = v.InferOutput<typeof Link>;
export type LinkList = v.InferOutput<typeof LinkList>;
export type Reference = v.InferOutput<typeof Reference>;
export type References = v.InferOutput<typeof References>;
export type Provenance = v.InferOutput<typeof Provenance>;
export type Numeric = v.InferOutput<typeof Numeric>;
export type Count = v.InferOutput<typeof Count>;
export type Percent = v.InferOutput<typeof Percent>;
export type Spread = v.InferOutput<typeof Spread>;
/** The kind of a spread: SD, SE, CI, range, IQR, or another measure given by name. */
export type SpreadKind = Spread['kind'];
export type PrintedSpread = v.InferOutput<typeof PrintedSpread>;
export type Quantity = v.InferOutput<typeof Quantity>;
export type Missing = v.InferOutput<typeof Missing>;
