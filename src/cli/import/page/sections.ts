import type { List } from 'mdast';
import { numericOf } from '../../../artifact/numeric.js';
import type { Article, Hypothesis, LinkList, Section } from '../../../artifact/schema/index.js';
import type { Findings } from '../finding.js';
import { type Cleaned, isFiller, isResourceList } from './checks.js';
import { headingsOf, parseMarkdown, plainText, slugOf, spanOf, wordsOf } from './markdown.js';

/** A section of a page with the place of its text. */
export interface Part {
  id: string;
  title: string;
  body: string;
  start: number;
  end: number;
  parts: Part[];
}

/** A page's text in its sections. */
export interface Outline {
  title: string | undefined;
  body: string;
  parts: Part[];
}

/** Makes unique section IDs: the words of a heading, with a number if they are already used. */
export const idMaker = () => {
  const taken = new Set<string>();
  return (title: string): string => {
    const slug = slugOf(title) || 'section';
    let id = slug;
    for (let number = 2; taken.has(id); number++) id = `${slug}-${number}`;
    taken.add(id);
    return id;
  };
};

/** @param known the title, if the page already stated it. */
export const outlineOf = (page: Cleaned, known: string | undefined, findings: Findings): Outline => {
  const { source, text, tree } = page;
  const makeId = idMaker();
  const headings = headingsOf(tree).map((node) => {
    const span = spanOf(node);
    const raw = text
      .slice(span.start, span.end)
      .replace(/^ {0,3}#{1,6}\s*/, '')
      .replace(/\s+#+\s*$/, '')
      .replace(/\n[=-]+\s*$/, '');
    return { depth: node.depth, ...span, title: plainText(raw) || wordsOf(node) };
  });
  const real = headings.filter(({ title, start }) => {
    const isPart = /^\((PART|APPENDIX)\*?\)/.test(title);
    if (isPart)
      findings.add(source, 'left out', start, title, 'Heading of a part of the book that this page is a chapter of.');
    return !isPart;
  });
  const [first] = real;
  const before = text.slice(0, first?.start ?? text.length).trim();
  const isKnown = first && known !== undefined && plainText(known).toLowerCase() === first.title.toLowerCase();
  // A page with a separate title may have first-level sections: preceded by text, or several of them.
  const isSection =
    known !== undefined && !isKnown && (before !== '' || real.filter(({ depth }) => depth === 1).length > 1);
  const isTitle = first && !isSection && (first.depth === 1 || (before === '' && known === undefined));
  let title = known;
  if (first && isTitle) {
    if (known === undefined) {
      title = first.title;
      if (first.depth !== 1)
        findings.add(source, 'reading', first.start, first.title, 'First heading, used as the title.');
    } else if (!isKnown) {
      findings.add(
        source,
        'reading',
        first.start,
        first.title,
        `The first heading differs from the title in the front matter, “${known}”, which is used.`,
      );
    }
  }
  const rest = isTitle ? real.slice(1) : real;
  const bodyOf = (from: number, to: number) =>
    headings
      // The line of an omitted heading is omitted, too.
      .filter((heading) => !real.includes(heading) && heading.start >= from && heading.end <= to)
      .reduce((part, heading) => part.replace(text.slice(heading.start, heading.end), ''), text.slice(from, to))
      .trim();
  const body = [isTitle ? bodyOf(0, first.start) : '', bodyOf(isTitle ? first.end : 0, rest[0]?.start ?? text.length)]
    .filter(Boolean)
    .join('\n\n');

  const parts: Part[] = [];
  const stack: { depth: number; parts: Part[] }[] = [{ depth: 0, parts }];
  rest.forEach((heading, index) => {
    while ((stack.at(-1)?.depth ?? 0) >= heading.depth) stack.pop();
    const end = rest[index + 1]?.start ?? text.length;
    const part: Part = {
      id: makeId(heading.title),
      title: heading.title,
      body: bodyOf(heading.end, end),
      start: heading.start,
      end,
      parts: [],
    };
    (stack.at(-1)?.parts ?? parts).push(part);
    stack.push({ depth: heading.depth, parts: part.parts });
  });
  return { title, body, parts };
};

const LINK_LISTS = /^(see also|external links|further reading|related (pages|links|articles))$/i;

/** The links of a list of links; undefined if it contains anything else. */
const linksOf = (body: string): LinkList['links'] | undefined => {
  const tree = parseMarkdown(body);
  const lists = tree.children.filter((node): node is List => node.type === 'list');
  if (lists.length === 0 || lists.length !== tree.children.length) return undefined;
  const links = lists
    .flatMap((list) => list.children)
    .map((item) => {
      const [only, more] = item.children;
      if (more || only?.type !== 'paragraph') return undefined;
      const [link, ...words] = only.children;
      if (link?.type !== 'link') return undefined;
      const description = words
        .map(wordsOf)
        .join('')
        .replace(/^\s*[-–—:]\s*/, '')
        .trim();
      return { label: wordsOf(link), href: link.url, ...(description && { description }) };
    });
  return links.every((link) => link !== undefined) ? links : undefined;
};

const HYPOTHESIS =
  /^[-*]\s+\[([^\]]+)\]\(([^)\s]+)\)\s*(?:[—–-]\s*)?(?:<[^>]*>)?\s*(\d(?:\.\d+)?)?\s*(?:<\/[^>]*>)?\s*(?:·\s*)?(?:Target:\s*(.+))?$/;

const hypothesesOf = (body: string): NonNullable<Article['relatedHypotheses']> | undefined => {
  const lines = body.split('\n').filter((line) => line.trim());
  const items = lines.filter((line) => /^[-*]\s/.test(line));
  const read = items.map((line): Hypothesis | undefined => {
    const match = HYPOTHESIS.exec(line.trim());
    if (!match) return undefined;
    const [, title = '', href, score, target] = match;
    return {
      title,
      ...(href && { href }),
      ...(score && { score: numericOf(score) }),
      ...(target && { target: target.trim() }),
    };
  });
  if (items.length === 0 || !read.every((one) => one !== undefined)) return undefined;
  const source = lines.filter((line) => !/^[-*]\s/.test(line)).join('\n');
  return { ...(source && { source }), hypotheses: read };
};

/** Lists of links and scored hypotheses, which an article has besides its text. */
export interface Beside {
  links: LinkList[];
  relatedHypotheses?: NonNullable<Article['relatedHypotheses']>;
}

/** Moves lists of links and hypotheses out of the text. A section that does not fit entirely stays in the text. */
export const takeBeside = (outline: Outline): Beside => {
  const beside: Beside = { links: [] };
  outline.parts = outline.parts.filter((part) => {
    if (part.parts.length > 0) return true;
    const links = LINK_LISTS.test(part.title) ? linksOf(part.body) : undefined;
    if (links) {
      beside.links.push({ title: part.title, links });
      return false;
    }
    const hypotheses = /^related hypotheses$/i.test(part.title) ? hypothesesOf(part.body) : undefined;
    if (hypotheses) beside.relatedHypotheses = hypotheses;
    return !hypotheses;
  });
  return beside;
};

/** The sections of an article, with editor's notes on filler and empty sections. */
export const sectionsOf = (parts: readonly Part[], page: Cleaned, findings: Findings): Section[] =>
  parts.flatMap((part) => {
    const { id, title, body } = part;
    const { source } = page;
    if (!body && part.parts.length === 0) {
      const isReferences = /^(references|bibliography|literature|notes)$/i.test(title);
      findings.add(
        source,
        isReferences ? 'left out' : 'reading',
        part.start,
        title,
        isReferences
          ? 'Empty section. The references are listed after the text.'
          : 'Empty section: a table or its text may have been lost.',
      );
      if (isReferences) return [];
    }
    const notes: string[] = [];
    const paragraphs = body.split(/\n\s*\n/).filter(Boolean);
    const filler = paragraphs.filter((paragraph) => isFiller(paragraph) || isResourceList(paragraph));
    if (filler.length > 0)
      notes.push(
        filler.length === paragraphs.length
          ? 'Template text in the source; it says nothing about this subject.'
          : 'Part of this passage is template text in the source and says nothing about this subject.',
      );
    if (!body && part.parts.length === 0) notes.push('This section is empty in the source.');
    const sections = sectionsOf(part.parts, page, findings);
    return [
      {
        id,
        title,
        ...(body && { body }),
        ...(notes.length > 0 && { editorNote: notes.join(' ') }),
        ...(sections.length > 0 && { sections }),
      },
    ];
  });

/** All sections, parents first. */
export const allParts = (parts: readonly Part[]): Part[] => parts.flatMap((part) => [part, ...allParts(part.parts)]);
