import * as v from 'valibot';
import { Markdown, Plain, PrintedSpread, Value } from './common.js';
import { object } from './object.js';

/** A group of participants, shown as a column. */
export const ResultGroup = object(() => ({
  /** The ID that measurements refer to, unique in the table, e.g. `OG000`. */
  id: Plain,
  title: Plain,
  description: v.optional(Markdown),
}));

/** A group's value in a row. */
export const Measurement = object(() => ({
  /** The group's `id`. */
  group: Plain,
  /** A count with its denominator, or the number as the source prints it: `"47.20"`, `"<0.001"`, `"NA"`. */
  value: Value,
  /** The spread of the values. Without a number, it only states which measure was intended. */
  spread: v.optional(PrintedSpread),
  /** The number analyzed, if given for this value alone: `12`, or `12 Participants, 24 Eyes`. */
  of: v.optional(Plain),
  /** Other units analyzed, e.g. `90 eyes`. Not a subset of the participants. */
  units: v.optional(Plain),
  /** The source's comment on this value, e.g. why it could not be computed. */
  comment: v.optional(Markdown),
}));

/** A row of a table: a time, a category, a milestone. */
export const ResultRow = object(() => ({
  /** The title of the row; absent if the part has only one row and its title suffices. */
  title: v.optional(Plain),
  /** The source's comment on the whole row. */
  comment: v.optional(Markdown),
  measurements: v.array(Measurement),
}));

/** Rows that share a measure and unit. */
export const ResultPart = object(() => ({
  title: v.optional(Plain),
  description: v.optional(Markdown),
  /** The population analyzed, and why participants were excluded. */
  populationDescription: v.optional(Markdown),
  /** The type of the numbers, e.g. `MEAN`, `COUNT_OF_PARTICIPANTS`. */
  paramType: v.optional(Plain),
  unitOfMeasure: v.optional(Plain),
  rows: v.array(ResultRow),
}));

/** A table with groups as columns and measures as rows, as registries post results, baseline and participant flow. */
export const ResultTable = object(() => ({
  title: v.optional(Plain),
  groups: v.array(ResultGroup),
  parts: v.array(ResultPart),
}));

/** A statistical analysis as stated by the source; nothing is computed. Names follow ClinicalTrials.gov's API v2; values are as printed. */
export const Analysis = object(() => ({
  /** The groups compared, by `id` in the outcome's table. */
  groupIds: v.optional(v.array(Plain)),
  groupDescription: v.optional(Markdown),
  /** The type of estimate, e.g. `Hazard Ratio (HR)`. */
  paramType: v.optional(Plain),
  paramValue: v.optional(Plain),
  /** The dispersion of the estimate; its confidence interval has separate fields. */
  spread: v.optional(PrintedSpread),
  ciPctValue: v.optional(Plain),
  ciNumSides: v.optional(Plain),
  ciLowerLimit: v.optional(Plain),
  ciUpperLimit: v.optional(Plain),
  ciLowerLimitComment: v.optional(Markdown),
  ciUpperLimitComment: v.optional(Markdown),
  estimateComment: v.optional(Markdown),
  /** As printed: `<0.0001`, `0.03`. */
  pValue: v.optional(Plain),
  pValueComment: v.optional(Markdown),
  statisticalMethod: v.optional(Plain),
  statisticalComment: v.optional(Markdown),
  testedNonInferiority: v.optional(v.boolean()),
  nonInferiorityType: v.optional(Plain),
  nonInferiorityComment: v.optional(Markdown),
  otherAnalysisDescription: v.optional(Markdown),
}));

export type ResultGroup = v.InferOutput<typeof ResultGroup>;
export type Measurement = v.InferOutput<typeof Measurement>;
export type ResultRow = v.InferOutput<typeof ResultRow>;
export type ResultPart = v.InferOutput<typeof ResultPart>;
export type ResultTable = v.InferOutput<typeof ResultTable>;
export type Analysis = v.InferOutput<typeof Analysis>;
