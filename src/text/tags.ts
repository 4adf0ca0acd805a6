/** The names of our elements that the page has taken for its own, each with the one that ours has instead. */
const others = new Map<string, string>();

/** Uses another name for one of our elements in everything rendered from now on. */
export const useInstead = (tag: string, other: string): unknown => others.set(tag, other);

/** The name of one of our elements on this page. */
export const ownTag = (tag: string): string => others.get(tag) ?? tag;

/** A template’s markup with the names of our elements on this page. */
export const withOwnTags = (markup: string): string =>
  others.size > 0 ? markup.replace(/(?<=<\/?)[a-z]+(?:-[a-z]+)+/g, ownTag) : markup;
