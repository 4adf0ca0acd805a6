import * as v from 'valibot';
import { baseFields, Id, LinkList, Markdown, Numeric, Plain } from './common.js';
import { object } from './object.js';

/** A part of an article under its own heading. Sections nest. */
export interface Section {
  /** The anchor for deep links (`#safety`), unique in the article. */
  id: string;
  /** The heading. */
  title: string;
  /** The text. May be empty if the source has only a heading. */
  body?: string | undefined;
  /** IDs of artifacts shown at the end of this section: trials, a safety list, an infobox. */
  artifacts?: string[] | undefined;
  /** Shows the comparison of the article's therapies here. */
  comparison?: boolean | undefined;
  /** An editor's note on this passage, such as filler or a correction. Shown apart from the text. */
  editorNote?: string | undefined;
  sections?: Section[] | undefined;
}

/** A part of an article under its own heading. Sections nest. */
export const Section: v.GenericSchema<unknown, Section> = object(() => ({
  id: Id,
  title: Plain,
  body: v.optional(Markdown),
  artifacts: v.optional(v.array(Id)),
  comparison: v.optional(v.boolean()),
  editorNote: v.optional(Markdown),
  sections: v.optional(v.array(v.lazy(() => Section))),
}));

/** A scored hypothesis with its target. */
export const Hypothesis = object(() => ({
  title: Plain,
  href: v.optional(Plain),
  /** From 0 to 1. */
  score: v.optional(Numeric),
  /** The gene or protein. */
  target: v.optional(Plain),
}));

/** A wiki page: its text, related artifacts, and provenance. */
export const Article = object(() => ({
  ...baseFields(),
  kind: v.literal('article'),
  /** The text before the first section, or the whole page if it has no sections. */
  body: v.optional(Markdown),
  sections: v.optional(v.array(Section)),
  /** The drug whose infobox is shown beside the text: the ID of a `drug` artifact. */
  drug: v.optional(Id),
  /** The safety profile for `view=safety`: the ID of a `safety` artifact. */
  safety: v.optional(Id),
  /** The trials for `view=trials`: IDs of `trial` artifacts. */
  trials: v.optional(v.array(Id)),
  /** The therapies to compare: IDs of `drug` artifacts. */
  comparison: v.optional(v.array(Id)),
  links: v.optional(v.array(LinkList)),
  relatedHypotheses: v.optional(
    v.strictObject({
      /** The source of the scores, and how they were computed. */
      source: v.optional(Markdown),
      hypotheses: v.array(Hypothesis),
    }),
  ),
}));

export type Hypothesis = v.InferOutput<typeof Hypothesis>;
export type Article = v.InferOutput<typeof Article>;
