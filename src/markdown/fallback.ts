import type { Element, ElementContent } from 'hast';
import { raw } from 'hast-util-raw';
import { sanitize, type Schema } from 'hast-util-sanitize';
import type { FootnoteDefinition, Nodes, Paragraph, Root, RootContent } from 'mdast';
import { fromMarkdown } from 'mdast-util-from-markdown';
import { gfmFromMarkdown } from 'mdast-util-gfm';
import { toHast } from 'mdast-util-to-hast';
import { gfm } from 'micromark-extension-gfm';
import type { Subject } from '../artifact/subject.js';
import { headings } from '../content/headings.js';
import { pictureWords } from '../content/pictures.js';
import { vetUrl } from '../text/addresses.js';
import { SPAN, TAGS } from '../text/list.js';
import { markdown } from '../writers/markdown.js';
import { keepNumbers } from './lists.js';
import { widenTables } from './tables.js';

/**
 * Tags of the list that stay out of the host's page. Headings and sections would stand in its own outline, pictures would
 * tell other servers who reads it.
 */
const OURS_ALONE = /^(?:h[1-6]|address|article|section|figure|figcaption|img)$/;

/** What an artifact's text may put into the host's page. */
const SCHEMA: Schema = {
  tagNames: TAGS.filter((tag) => !OURS_ALONE.test(tag)),
  attributes: {
    '*': ['dir', 'lang', 'title'],
    a: ['href'],
    ol: ['start', 'reversed'],
    li: ['value'],
    td: [['colSpan', SPAN], ['rowSpan', SPAN], 'align'],
    th: [['colSpan', SPAN], ['rowSpan', SPAN], 'align', 'scope'],
  },
  strip: 'script style template noscript iframe title textarea xmp noembed noframes plaintext'.split(' '),
};

const strong = (node: { children: unknown[] }): Paragraph => ({
  type: 'paragraph',
  children: [{ type: 'strong', children: node.children as never }],
});

/** Footnotes become numbers, which a list at the end has: links between them would not be found where the host hides this text. */
const withoutFootnotes = (root: Root): void => {
  const definitions = root.children.filter((node) => node.type === 'footnoteDefinition');
  const numbers = new Map(definitions.map(({ identifier }, index) => [identifier, index + 1]));
  const walk = (node: Nodes): void => {
    if (!('children' in node)) return;
    const children = node.children.map((child): Nodes => {
      walk(child);
      if (child.type === 'heading') return strong(child);
      if (child.type === 'footnoteReference')
        return { type: 'text', value: ` [${numbers.get(child.identifier) ?? child.identifier}]` };
      if (child.type === 'image')
        return { type: 'link', url: child.url, children: [{ type: 'text', value: child.alt || pictureWords() }] };
      return child;
    });
    node.children = children as typeof node.children;
  };
  walk(root);
  const rest = root.children.filter((node) => node.type !== 'footnoteDefinition');
  const items = definitions.map(({ children }: FootnoteDefinition) => ({
    type: 'listItem' as const,
    spread: false,
    children,
  }));
  const sources: RootContent[] =
    items.length > 0
      ? [
          strong({ children: [{ type: 'text', value: headings().references }] }),
          { type: 'list', ordered: true, spread: false, children: items },
        ]
      : [];
  root.children = [...rest, ...sources];
};

const isEmpty = (node: ElementContent): boolean =>
  node.type === 'element' ? node.children.every(isEmpty) : node.type !== 'text' || !node.value.trim();

/** Markdown's tables have a head even where there is nothing to stand in it. */
const dropEmptyHeads = (node: { children: ElementContent[] }): void => {
  node.children = node.children.filter(
    (child) => !(child.type === 'element' && child.tagName === 'thead' && isEmpty(child)),
  );
  for (const child of node.children) if (child.type === 'element') dropEmptyHeads(child);
};

/** Addresses become absolute, since a wiki's paths are none of the host's. Where they can't, or may not be followed, the words stay. */
const resolveLinks = (node: { children: ElementContent[] }, base: string | undefined): void => {
  for (const child of node.children) {
    if (child.type !== 'element') continue;
    resolveLinks(child, base);
    if (child.tagName !== 'a') continue;
    const href = vetUrl(String(child.properties.href ?? ''), base);
    if (href === undefined) child.tagName = 'span';
    child.properties = href === undefined ? {} : { href };
  }
};

/**
 * An artifact's content as HTML that may stand in any page: for readers without JavaScript, and for the host's search.
 *
 * @param base what relative addresses in it are resolved against; unset, the artifact's own address.
 */
export const contentOf = (subject: Subject, base?: string): ElementContent[] => {
  const document = markdown(subject);
  const tree = fromMarkdown(document, { extensions: [gfm()], mdastExtensions: [gfmFromMarkdown()] });
  withoutFootnotes(tree);
  widenTables(tree);
  keepNumbers(tree, document);
  const clean = sanitize(raw(toHast(tree, { allowDangerousHtml: true })), SCHEMA) as Element;
  resolveLinks(clean, base ?? subject.artifact.url);
  dropEmptyHeads(clean);
  return clean.children.filter((node) => node.type !== 'text' || node.value.trim());
};
