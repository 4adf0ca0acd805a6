/** The names of our elements that the page has taken for its own, each with the one that ours has instead. */
const others = new Map<string, string>();

/** Has an element of ours under another name in all that is made from now on. */
export const useInstead = (tag: string, other: string): unknown => others.set(tag, other);

/** What an element of ours is called on this page. */
export const ownTag = (tag: string): string => others.get(tag) ?? tag;

/** A template’s markup with our elements as they are called on this page. */
export const withOwnTags = (markup: string): string =>
  others.size > 0 ? markup.replace(/(?<=<\/?)[a-z]+(?:-[a-z]+)+/g, ownTag) : markup;
