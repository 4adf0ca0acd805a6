import type { Root } from 'mdast';
import type { References } from '../../../artifact/schema/index.js';
import type { Source } from '../../source.js';
import { nearest } from '../../nearest.js';
import type { Finding, Findings } from '../finding.js';
import { codeSpans, spanOf, visitNodes, within, wordsOf } from './markdown.js';

/** A page with its markup normalized. The source has the same text and maps each offset to its place in the file. */
export interface Cleaned {
  source: Source;
  text: string;
  tree: Root;
}

/** Blocks of running text, in which brackets must match. */
const paragraphs = (tree: Root): { start: number; end: number }[] => {
  const spans: { start: number; end: number }[] = [];
  visitNodes(tree, (node) => {
    if (node.type === 'paragraph' || node.type === 'heading' || node.type === 'tableCell') spans.push(spanOf(node));
  });
  return spans;
};

const PARTNERS: Record<string, string> = { ')': '(', ']': '[' };

/** Offsets of unmatched brackets in a paragraph. */
const loneBrackets = (text: string): number[] => {
  const open: { sign: string; at: number }[] = [];
  const lone: number[] = [];
  for (let at = 0; at < text.length; at++) {
    const sign = text.charAt(at);
    if (sign === '\\') at++;
    else if (sign === '(' || sign === '[') open.push({ sign, at });
    else if (sign === ')' || sign === ']') {
      const partner = open.findLastIndex((one) => one.sign === PARTNERS[sign]);
      if (partner >= 0) {
        lone.push(
          ...open
            .splice(partner)
            .slice(1)
            .map((one) => one.at),
        );
      } else if (
        !/(^|[\s([])[\p{L}\d]{1,4}\.?$/u.test(text.slice(Math.max(0, at - 6), at)) &&
        !/[:;=]-?$/.test(text.slice(Math.max(0, at - 2), at))
      ) {
        // `a)` and `1)` are list labels; `:)` is a smiley.
        lone.push(at);
      }
    }
  }
  return [...lone, ...open.map(({ at }) => at)].sort((a, b) => a - b);
};

const bracketFindings = ({ source, text, tree }: Cleaned, findings: Findings): void => {
  const code = codeSpans(tree);
  const links: { start: number; end: number }[] = [];
  visitNodes(tree, (node) => {
    if (node.type !== 'link' && node.type !== 'image') return;
    links.push(spanOf(node));
  });
  const masked = (span: { start: number; end: number }) => {
    let part = text.slice(span.start, span.end);
    // Brackets in links and code are not checked.
    for (const { start, end } of [...links, ...code])
      if (start < span.end && end > span.start) {
        const from = Math.max(0, start - span.start);
        const to = Math.min(part.length, end - span.start);
        part = part.slice(0, from) + '·'.repeat(to - from) + part.slice(to);
      }
    return part.replaceAll(/<[^<>]*>/g, (tag) => '·'.repeat(tag.length));
  };
  for (const span of paragraphs(tree))
    for (const at of loneBrackets(masked(span))) {
      const offset = span.start + at;
      const around = text.slice(Math.max(span.start, offset - 40), Math.min(span.end, offset + 60));
      findings.add(source, 'bracket', offset, around, `Unmatched “${text.charAt(offset)}” in this paragraph.`);
    }
};

/** Whether an address works only on the page's own site. */
const isRelative = (url: string) => !/^([a-z][a-z0-9+.-]*:|#|\/\/)/i.test(url);

const linkFindings = (
  { source, text, tree }: Cleaned,
  base: string | undefined,
  anchors: ReadonlySet<string>,
  findings: Findings,
): void => {
  const relative: Finding[] = [];
  visitNodes(tree, (node) => {
    if (node.type !== 'link' && node.type !== 'image') return;
    const { start, end } = spanOf(node);
    const whole = text.slice(start, end);
    const at = start;
    if (!node.url) findings.add(source, 'link', at, whole, 'This link has no address. Add one or remove the link.');
    else if (node.url.startsWith('#') && !anchors.has(node.url.slice(1))) {
      const close = nearest(node.url.slice(1), [...anchors]);
      findings.add(
        source,
        'link',
        at,
        whole,
        `No section on this page has the ID “${node.url}”.${close ? ` Did you mean “#${close}”?` : ''}`,
      );
    } else if (isRelative(node.url) && !base) {
      const first = relative[0];
      if (first) (first.also ??= []).push({ file: source.file, ...source.placeOf(at), original: whole });
      else
        relative.push(
          findings.add(
            source,
            'link',
            at,
            whole,
            'Relative address, and the page does not state its own. Pass the page’s address with --url to resolve such links.',
          ),
        );
    }
  });
  // “… please visit the Zolgensma page” is the text of a link whose address was lost.
  for (const span of paragraphs(tree)) {
    const part = text.slice(span.start, span.end);
    for (const match of part.matchAll(
      /\b(?:visit|see|click|go to|refer to|available (?:at|on))\s+(?:on\s+)?(?:the\s+|this\s+|our\s+)?(?:[\p{L}\d'’-]+\s+){0,5}?(?:page|web ?site|site|(?<=(?:this|the) )link|here)\b[.)]?/giu,
    )) {
      const sentence = part.slice(
        Math.max(0, part.lastIndexOf('.', match.index) + 1),
        match.index + match[0].length + 30,
      );
      if (!/\]\(|https?:/.test(sentence))
        findings.add(
          source,
          'link',
          span.start + match.index,
          match[0],
          'This text refers to another page but is not a link: its address was probably lost.',
        );
    }
  }
  for (const match of text.matchAll(/(?<!!)\[([^\][\n]{1,80})\]\(\s*\)/g))
    if (!within(codeSpans(tree), match.index))
      findings.add(source, 'link', match.index, match[0], 'This link has no address. Add one or remove the link.');
};

const citationFindings = ({ source, text, tree }: Cleaned, references: References, findings: Findings): void => {
  const code = codeSpans(tree);
  const firsts = new Map<string, Finding>();
  const known = Object.keys(references);
  for (const match of text.matchAll(/\[(-?@[^[\]\n]{1,500})\]/g)) {
    if (within(code, match.index)) continue;
    for (const inner of (match[1] ?? '').matchAll(/@\{?([^\s;,{}[\]]+)\}?/g)) {
      const key = inner[1] ?? '';
      if (Object.hasOwn(references, key)) continue;
      const at = match.index;
      const first = firsts.get(key);
      if (first) {
        (first.also ??= []).push({ file: source.file, ...source.placeOf(at), original: match[0] });
        continue;
      }
      const close = nearest(key, known);
      firsts.set(
        key,
        findings.add(
          source,
          'citation',
          at,
          `[@${key}]`,
          `No reference has the key “${key}”.${close ? ` Did you mean “${close}”?` : ''}`,
        ),
      );
    }
  }
};

/** Template sentences without content. */
const FILLER: RegExp[] = [
  /\bis an? (?:important|key|critical|essential|vital|significant) (?:component|element|factor|part|aspect|player) (?:in|of) the (?:neurobiology|biology|pathophysiology|study|field)\b/i,
  /\bthis (?:page|article|section|entry) (?:provides|offers|contains|gives) (?:detailed|comprehensive|an? (?:overview|summary)|information)\b/i,
  /\bhas evolved (?:significantly|considerably|substantially|rapidly) over the (?:past|last)\b/i,
  /\b(?:historical context|key discoveries)\b.*\b(?:shaped|inform(?:ed)?)\b.*\b(?:current )?understanding\b/i,
  /\b(?:continues|continue) to (?:drive|guide|shape|inform) (?:therapeutic development|future research)/i,
  /\blorem ipsum\b/i,
  /^\W*(?:TBD|T\.B\.D\.|to be (?:added|completed|determined|written)|coming soon|placeholder|content (?:goes )?here|under construction|stub)\W*$/i,
  /\b(?:research in this area has revealed important insights)\b/i,
];

/** Links to general resources that are the same on every page of a site. */
const FILLER_LINKS = /\b(?:human|celltypes|aging|mouse)\.brain-map\.org\b/;

/** Whether a text is a template sentence without content. */
export const isFiller = (text: string): boolean => FILLER.some((pattern) => pattern.test(text));

/** Whether a list contains only a site's general links. */
export const isResourceList = (text: string): boolean => {
  const lines = text.split('\n').filter((line) => line.trim());
  return lines.length > 0 && lines.every((line) => FILLER_LINKS.test(line));
};

const fillerFindings = ({ source, text, tree }: Cleaned, findings: Findings): void => {
  visitNodes(tree, (node) => {
    if (node.type !== 'paragraph' && node.type !== 'list') return;
    const { start, end } = spanOf(node);
    const part = text.slice(start, end);
    if (node.type === 'paragraph' && isFiller(wordsOf(node)))
      findings.add(source, 'filler', start, part, 'Template sentence that says nothing about the subject.');
    if (node.type === 'list' && isResourceList(part))
      findings.add(
        source,
        'filler',
        start,
        part,
        'General links that appear on every page of this site; none is about the subject.',
      );
  });
};

/** Checks the text for unmatched brackets, broken links, unknown citations and filler. Changes nothing. */
export const checkText = (
  page: Cleaned,
  { references, base, anchors }: { references: References; base: string | undefined; anchors: ReadonlySet<string> },
  findings: Findings,
): void => {
  bracketFindings(page, findings);
  linkFindings(page, base, anchors, findings);
  citationFindings(page, references, findings);
  fillerFindings(page, findings);
};
