import type { Article, Section } from '../artifact/schema/article.js';
import { blocksOf } from './markdown.js';
import { highestHeadingOf, piecesOf } from './limits.js';
import { type TextScope, titleOf, toFragment } from './render.js';

/** A heading of an article: a section's own, or one inside a text. */
export interface Heading {
  /** Its deep-link name. */
  id: string;
  title: string;
  /** 2 to 6. */
  level: number;
}

const allSections = (sections: readonly Section[] = []): Section[] =>
  sections.flatMap((section) => [section, ...allSections(section.sections)]);

/**
 * Gives each heading inside an article's texts, asked for in the order of the page, its name in deep links: the words of
 * its title, told apart by a number where a section or an earlier heading has that name.
 */
export const headingNamer = (article: Article): ((title: string) => string) => {
  const taken = new Set(allSections(article.sections).map(({ id }) => id));
  return (title) => {
    const words =
      title
        .toLowerCase()
        .match(/[\p{L}\p{N}]+/gu)
        ?.join('-') ?? '';
    const slug = words && !taken.has(words) ? words : `text-${words || 'heading'}`;
    let id = slug;
    for (let number = 2; taken.has(id); number++) id = `${slug}-${number}`;
    taken.add(id);
    return id;
  };
};

/** Whether a text may have headings: a cheap test, since most have none and only parsing can tell for certain. */
const MAYBE_HEADING = /#\s|^[ \t]*[=-]+[ \t]*$|<h[1-6]/im;

/** The headings of an article in the order of the page. */
export const outline = (article: Article, scope: TextScope): Heading[] => {
  const name = headingNamer(article);
  const inText = (text: string | undefined, top: number): Heading[] => {
    if (!text || !MAYBE_HEADING.test(text)) return [];
    const pieces = piecesOf(text);
    // Of a long text only the blocks that may be headings are formatted, not all of it a second time.
    const highest = pieces.length > 1 ? highestHeadingOf(text) : undefined;
    const blocks =
      highest === undefined ? pieces : pieces.flatMap(blocksOf).filter((block) => MAYBE_HEADING.test(block));
    return blocks.flatMap((source) => {
      const fragment = toFragment(source, scope, false, top, { highest });
      return [...(typeof fragment === 'string' ? [] : fragment.querySelectorAll('h2,h3,h4,h5,h6'))].map((heading) => {
        const title = titleOf(heading);
        return { id: name(title), title, level: Number(heading.localName[1]) };
      });
    });
  };
  const inSections = (sections: readonly Section[] = [], level: number): Heading[] =>
    sections.flatMap(({ id, title, body, sections: parts }) => [
      { id, title, level },
      ...inText(body, Math.min(6, level + 1)),
      ...inSections(parts, Math.min(6, level + 1)),
    ]);
  return [...inText(article.body, 2), ...inSections(article.sections, 2)];
};
