import * as v from 'valibot';
import { Markdown, Plain, PrintedSpread, Value } from './common.js';

/** A group of participants whose values stand in one column. */
export const ResultGroup = v.strictObject({
  /** The name by which measurements are assigned to it, unique in the table, e.g. `OG000`. */
  id: Plain,
  title: Plain,
  description: v.optional(Markdown),
});

/** One group's value in one row. */
export const Measurement = v.strictObject({
  /** The group's `id`. */
  group: Plain,
  /** A count with its denominator, or the number as the source prints it: `"47.20"`, `"<0.001"`, `"NA"`. */
  value: Value,
  /** How far the values spread. Where it has no number, it says only what would have been given. */
  spread: v.optional(PrintedSpread),
  /** How many were analyzed, where that is told for this value alone: `12`, or `12 Participants, 24 Eyes`. */
  of: v.optional(Plain),
  /** What was counted beside participants: `90 eyes`. No participant is a part of them. */
  units: v.optional(Plain),
  /** What the source says of this value, e.g. why it could not be computed. */
  comment: v.optional(Markdown),
});

/** One line of a table: a time, a category, a milestone. */
export const ResultRow = v.strictObject({
  /** What the line is about; absent where the part has one line and its title says it. */
  title: v.optional(Plain),
  /** What the source says of the whole line. */
  comment: v.optional(Markdown),
  measurements: v.array(Measurement),
});

/** Lines that measure the same thing in the same way. */
export const ResultPart = v.strictObject({
  title: v.optional(Plain),
  description: v.optional(Markdown),
  /** Who was analyzed, and why not all. */
  populationDescription: v.optional(Markdown),
  /** What the numbers are, e.g. `MEAN`, `COUNT_OF_PARTICIPANTS`. */
  paramType: v.optional(Plain),
  unitOfMeasure: v.optional(Plain),
  rows: v.array(ResultRow),
});

/** Groups as columns and what was counted or measured as rows: how a registry posts results, baseline and participant flow. */
export const ResultTable = v.strictObject({
  title: v.optional(Plain),
  groups: v.array(ResultGroup),
  parts: v.array(ResultPart),
});

/** A statistical analysis as the source states it; nothing of it is computed. Names follow ClinicalTrials.gov's API v2, the values are as printed. */
export const Analysis = v.strictObject({
  /** The groups compared, by `id` in the outcome's table. */
  groupIds: v.optional(v.array(Plain)),
  groupDescription: v.optional(Markdown),
  /** What was estimated, e.g. `Hazard Ratio (HR)`. */
  paramType: v.optional(Plain),
  paramValue: v.optional(Plain),
  /** How far the estimate spreads; its confidence interval stands in fields of its own. */
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
});

export type ResultGroup = v.InferOutput<typeof ResultGroup>;
export type Measurement = v.InferOutput<typeof Measurement>;
export type ResultRow = v.InferOutput<typeof ResultRow>;
export type ResultPart = v.InferOutput<typeof ResultPart>;
export type ResultTable = v.InferOutput<typeof ResultTable>;
export type Analysis = v.InferOutput<typeof Analysis>;
