import type { Heading, Node, Parent, Root, RootContent } from 'mdast';
import { fromMarkdown } from 'mdast-util-from-markdown';
import { gfmFromMarkdown } from 'mdast-util-gfm';
import { gfm } from 'micromark-extension-gfm';

/** Parses GitHub Flavored Markdown into a tree with positions. */
export const parseMarkdown = (text: string): Root =>
  fromMarkdown(text, { extensions: [gfm()], mdastExtensions: [gfmFromMarkdown()] });

/** Where a node begins and ends. */
export const spanOf = (node: Node): { start: number; end: number } => ({
  start: node.position?.start.offset ?? 0,
  end: node.position?.end.offset ?? 0,
});

/** Visits each node, parents first. */
export const visitNodes = (node: Node, see: (node: RootContent | Root) => void): void => {
  see(node as RootContent | Root);
  if ('children' in node) (node as Parent).children.forEach((child) => visitNodes(child, see));
};

/** A node's text without markup. */
export const wordsOf = (node: Node): string => {
  if ('value' in node && typeof node.value === 'string') return node.value;
  if ('alt' in node && typeof node.alt === 'string') return node.alt;
  return 'children' in node ? (node as Parent).children.map(wordsOf).join('') : '';
};

/** The spans of a text that are code, in which nothing is markup. */
export const codeSpans = (tree: Root): { start: number; end: number }[] => {
  const spans: { start: number; end: number }[] = [];
  visitNodes(tree, (node) => {
    if (node.type === 'code' || node.type === 'inlineCode') spans.push(spanOf(node));
  });
  return spans;
};

/** Whether an offset is in one of the spans. */
export const within = (spans: readonly { start: number; end: number }[], offset: number): boolean =>
  spans.some(({ start, end }) => offset >= start && offset < end);

/** The top-level headings of a tree. */
export const headingsOf = (tree: Root): Heading[] =>
  tree.children.filter((node): node is Heading => node.type === 'heading');

/** Marks a passage on the page that needs human review. */
export const checkMark = (words: string, why: string): string => `<mark>${words} — ${why}; check the source</mark>`;

const CHECK_MARK = /<mark>([^<]*) — [^<]*; check the source<\/mark>/g;

/** Whether the import marked something in a piece of Markdown. */
export const hasCheckMark = (markdown: string): boolean => markdown.search(CHECK_MARK) >= 0;

/** A text without the import's marks. A mark that quotes the text before it is removed entirely. */
export const withoutCheckMarks = (markdown: string): string =>
  markdown.replaceAll(CHECK_MARK, (_mark, words: string) => (/^“.*”$/s.test(words) ? '' : words));

/** Markdown as plain text: links become their labels; citations and markup are removed. */
export const plainText = (markdown: string): string =>
  markdown
    .replaceAll(/!?\[([^\][]*)\]\(([^()\s]|\([^()]*\))*\)/g, '$1')
    .replaceAll(/\s?\[-?@[^\]]*\]/g, '')
    .replaceAll(/(\*\*|__|`)/g, '')
    // Without its markup, the mark's text would run into the page's.
    .replaceAll(CHECK_MARK, (mark) => `[${mark.slice('<mark>'.length, -'</mark>'.length)}]`)
    .replaceAll(/<[^<>]*[a-z"'/][^<>]*>/gi, '')
    .replaceAll(/\s+/g, ' ')
    .trim();

/** The sentences of a paragraph, each with the citations after its full stop. */
export const sentencesOf = (markdown: string): string[] =>
  markdown
    .replaceAll(/\s+/g, ' ')
    .trim()
    .split(
      /(?<=[.!?]["”)]?(?:\s?\[-?@[^\]]*\])*)(?<!\b(?:U\.S|U\.K|vs|e\.g|i\.e|cf|al|ca|approx|Dr|Mr|Ms|No|Fig|Inc|Ltd)\.)\s+(?!\[-?@)(?=["“([]?[\p{Lu}\d])/u,
    );

/** The keys that a piece of Markdown cites, each once. */
export const keysIn = (markdown: string): string[] => [
  ...new Set(
    [...markdown.matchAll(/\[(-?@[^[\]]+)\]/g)].flatMap(([, group = '']) =>
      [...group.matchAll(/@\{?([^\s;,{}[\]]+)\}?/g)].map(([, key = '']) => key),
    ),
  ),
];

/** Markdown without its citations. */
export const withoutCitations = (markdown: string): string => markdown.replaceAll(/\s?\[-?@[^\]]*\]/g, '').trim();

/** A slug for URLs: `Routes of Administration` → `routes-of-administration`. */
export const slugOf = (text: string): string =>
  plainText(text)
    .normalize('NFKD')
    .replaceAll(/\p{M}/gu, '')
    .toLowerCase()
    .replaceAll(/['’]/g, '')
    .match(/[a-z0-9]+/g)
    ?.join('-') ?? '';
