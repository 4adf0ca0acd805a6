import * as v from 'valibot';
import { BASE, Id, LinkList, Markdown, Numeric, Plain } from './common.js';

/** A part of an article under its own heading. Sections nest. */
export interface Section {
  /** The name in deep links (`#safety`), unique in the article. */
  id: string;
  /** The heading. */
  title: string;
  /** The text. May be empty: a heading that the source left bare says so. */
  body?: string | undefined;
  /** Artifacts shown at the end of this section, by id: trials, a safety list, an infobox. */
  artifacts?: string[] | undefined;
  /** Shows the comparison of the article's therapies here. */
  comparison?: boolean | undefined;
  /** What an editor says of this passage: filler, a correction. Shown as a note, apart from the text. */
  editorNote?: string | undefined;
  sections?: Section[] | undefined;
}

/** A part of an article under its own heading. Sections nest. */
export const Section: v.GenericSchema<unknown, Section> = v.strictObject({
  id: Id,
  title: Plain,
  body: v.optional(Markdown),
  artifacts: v.optional(v.array(Id)),
  comparison: v.optional(v.boolean()),
  editorNote: v.optional(Markdown),
  sections: v.optional(v.array(v.lazy(() => Section))),
});

/** A hypothesis that somebody scored, with the target it is about. */
export const Hypothesis = v.strictObject({
  title: Plain,
  href: v.optional(Plain),
  /** From 0 to 1. */
  score: v.optional(Numeric),
  /** The gene or protein. */
  target: v.optional(Plain),
});

/** A wiki page, whole: text, what stands beside it, and where it comes from. */
export const Article = v.strictObject({
  ...BASE,
  kind: v.literal('article'),
  /** Text before the first section, or the whole page where it was not split. */
  body: v.optional(Markdown),
  sections: v.optional(v.array(Section)),
  /** The drug whose infobox stands beside the text: the id of a `drug` artifact. */
  drug: v.optional(Id),
  /** The safety profile for `view=safety`: the id of a `safety` artifact. */
  safety: v.optional(Id),
  /** The trials for `view=trials`: ids of `trial` artifacts. */
  trials: v.optional(v.array(Id)),
  /** The therapies to compare: ids of `drug` artifacts. */
  comparison: v.optional(v.array(Id)),
  links: v.optional(v.array(LinkList)),
  relatedHypotheses: v.optional(
    v.strictObject({
      /** Where the scores come from, and how they were made. */
      source: v.optional(Markdown),
      hypotheses: v.array(Hypothesis),
    }),
  ),
});

export type Hypothesis = v.InferOutput<typeof Hypothesis>;
export type Article = v.InferOutput<typeof Article>;
