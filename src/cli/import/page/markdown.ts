import type { Heading, Node, Parent, Root, RootContent } from 'mdast';
import { fromMarkdown } from 'mdast-util-from-markdown';
import { gfmFromMarkdown } from 'mdast-util-gfm';
import { gfm } from 'micromark-extension-gfm';

/** A text as a tree of GitHub's Markdown, each node with its place. */
export const parseMarkdown = (text: string): Root =>
  fromMarkdown(text, { extensions: [gfm()], mdastExtensions: [gfmFromMarkdown()] });

/** Where a node begins and ends. */
export const spanOf = (node: Node): { start: number; end: number } => ({
  start: node.position?.start.offset ?? 0,
  end: node.position?.end.offset ?? 0,
});

/** Calls back for each node, outer ones first. */
export const visitNodes = (node: Node, see: (node: RootContent | Root) => void): void => {
  see(node as RootContent | Root);
  if ('children' in node) (node as Parent).children.forEach((child) => visitNodes(child, see));
};

/** A node's words, without marks. */
export const wordsOf = (node: Node): string => {
  if ('value' in node && typeof node.value === 'string') return node.value;
  if ('alt' in node && typeof node.alt === 'string') return node.alt;
  return 'children' in node ? (node as Parent).children.map(wordsOf).join('') : '';
};

/** The places of a text that are code, where nothing is markup. */
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

/** The top-level headings of a tree with what stands under each, up to the next. */
export const headingsOf = (tree: Root): Heading[] =>
  tree.children.filter((node): node is Heading => node.type === 'heading');

/** What a person has to look at, marked where it stands on the page. */
export const checkMark = (words: string, why: string): string => `<mark>${words} — ${why}; check the source</mark>`;

const CHECK_MARK = /<mark>([^<]*) — [^<]*; check the source<\/mark>/g;

/** Whether the import marked something in a piece of Markdown. */
export const hasCheckMark = (markdown: string): boolean => markdown.search(CHECK_MARK) >= 0;

/** The same as the page has it. A mark that quotes what stands before it is the import's own altogether. */
export const withoutCheckMarks = (markdown: string): string =>
  markdown.replaceAll(CHECK_MARK, (_mark, words: string) => (/^“.*”$/s.test(words) ? '' : words));

/** Markdown as plain words: links become their labels; citations and marks go. */
export const plainText = (markdown: string): string =>
  markdown
    .replaceAll(/!?\[([^\][]*)\]\(([^()\s]|\([^()]*\))*\)/g, '$1')
    .replaceAll(/\s?\[-?@[^\]]*\]/g, '')
    .replaceAll(/(\*\*|__|`)/g, '')
    // Where the mark's end is no longer seen, its words would run on into the page's.
    .replaceAll(CHECK_MARK, (mark) => `[${mark.slice('<mark>'.length, -'</mark>'.length)}]`)
    .replaceAll(/<[^<>]*[a-z"'/][^<>]*>/gi, '')
    .replaceAll(/\s+/g, ' ')
    .trim();

/** The sentences of a paragraph, each with the citations that follow its full stop. */
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

/** The same without its citations. */
export const withoutCitations = (markdown: string): string => markdown.replaceAll(/\s?\[-?@[^\]]*\]/g, '').trim();

/** A name for addresses: `Routes of Administration` → `routes-of-administration`. */
export const slugOf = (text: string): string =>
  plainText(text)
    .normalize('NFKD')
    .replaceAll(/\p{M}/gu, '')
    .toLowerCase()
    .replaceAll(/['’]/g, '')
    .match(/[a-z0-9]+/g)
    ?.join('-') ?? '';
