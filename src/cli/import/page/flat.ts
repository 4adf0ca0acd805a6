import type { Edit, Source } from '../../source.js';
import type { Findings } from '../finding.js';
import { type Line, linesOf, without } from './lines.js';

/** Headings of drug and disease pages that are always top-level. */
const FIRST_LEVEL =
  /^(introduction|overview|background|summary|history|general information|approval status|specific treatments|indications?( and usage)?|mechanism of action|pharmacology|dosing|dosage( and administration)?|clinical (trials|results|studies|evidence|development)|efficacy|safety( profile)?|side effects|adverse (events|effects|reactions)|contraindications|comparison with .+|.*(economics|pricing|cost)\b.*|current research.*|future directions|research|see also|external links|further reading|additional information|references|bibliography|related .+|.+ resources|find related .+)$/i;

const LOWER_WORDS = new Set('a an and as at by for from in into of on or the to vs via with without'.split(' '));

/** Whether a line reads like a heading: short, capitalized, and without a full stop. */
const readsLikeHeading = (text: string): boolean => {
  if (text.length > 90 || /[.!?;,]$|\]\(|\[@|[|<>]|^[-*•\d]/.test(text)) return false;
  const plain = text.replace(/:$/, '');
  if (FIRST_LEVEL.test(plain)) return true;
  const words = plain.split(/\s+/).filter((word) => /\p{L}/u.test(word));
  if (words.length === 0 || words.length > 10 || !/^[\p{Lu}\d(]/u.test(plain)) return false;
  return words.every((word) => LOWER_WORDS.has(word) || /^["“(]?[\p{Lu}\d]/u.test(word));
};

type Sort = 'blank' | 'heading' | 'item' | 'html' | 'row' | 'text';

interface Sorted extends Line {
  sort: Sort;
}

const sortLines = (lines: readonly Line[], dropped: (line: Line) => boolean): Sorted[] => {
  let inTable = false;
  let label = false;
  const kept = lines.filter((line) => !dropped(line));
  return kept.map((line, index) => {
    const sort = ((): Sort => {
      if (!line.text) return 'blank';
      if (/^<table\b/i.test(line.text)) inTable = true;
      const html = inTable || /^<\/?[a-z][^>]*>/i.test(line.text);
      if (/<\/table>/i.test(line.text)) inTable = false;
      if (html) return 'html';
      if (/^[-*•]\s|^\d+[.)]\s/.test(line.text)) return 'item';
      if (/^\|.*\|$/.test(line.text)) return 'row';
      const next = kept.slice(index + 1).find(({ text }) => text);
      // The line after “Approval Status:” is its value, however short.
      if (!label && readsLikeHeading(line.text) && (next || FIRST_LEVEL.test(line.text))) return 'heading';
      return 'text';
    })();
    if (sort !== 'blank') label = sort === 'heading' && line.text.endsWith(':');
    return { ...line, sort };
  });
};

/** Finds a beginning that is repeated after an ellipsis. @returns the indexes of the first line of each copy. */
const repeatedLead = (lines: readonly Line[]): { first: number; second: number } | undefined => {
  const full = lines.map(({ text }, index) => ({ text, index })).filter(({ text }) => text);
  for (let second = 3; second < full.length; second++) {
    const text = full[second]?.text.replace(/^(\.\.\.|…)\s*/, '');
    if (text === full[second]?.text) continue;
    for (let first = 0; first <= second - 3; first++) {
      if (full[first]?.text !== text) continue;
      let same = 0;
      while (first + same < second && (same === 0 || full[first + same]?.text === full[second + same]?.text)) same++;
      if (first + same === second && same >= 3)
        return { first: full[first]?.index ?? 0, second: full[second]?.index ?? 0 };
    }
  }
  return undefined;
};

/** The edits that restore the Markdown of a text saved without markup, and its title. */
export interface Flat {
  edits: Edit[];
  title: string;
}

/** Whether a page has lost its markup: several lines of text without a Markdown heading. */
export const isFlat = (text: string): boolean =>
  !/^ {0,3}#{1,6}\s+\S/m.test(text) &&
  !/^[^\n]+\n(=+|-{3,})[ \t]*$/m.test(text) &&
  linesOf(text).filter(({ text: line }) => readsLikeHeading(line)).length >= 3;

/**
 * Infers the structure of a page that was saved as plain text: title, headings with their levels, list items, paragraphs.
 * Each reading is reported.
 */
export const flatEdits = (source: Source, findings: Findings): Flat => {
  const { text } = source;
  const edits: Edit[] = [];
  const lines = linesOf(text);

  const lead = repeatedLead(lines);
  const dropped = new Set<Line>();
  if (lead) {
    const [first, second] = [lines[lead.first], lines[lead.second]];
    lines.slice(lead.first, lead.second).forEach((line) => dropped.add(line));
    if (first && second) {
      const dots = /^\s*(\.\.\.|…)\s*/.exec(text.slice(second.start, second.end))?.[0].length ?? 0;
      edits.push({ start: second.start, end: second.start + dots, text: '' });
      findings.add(
        source,
        'reading',
        first.start,
        text.slice(first.start, second.start),
        `The beginning of the page is repeated word for word from line ${source.placeOf(second.start).line}. The first copy was left out.`,
      );
    }
  }
  const remaining = lines.filter((line) => !dropped.has(line));
  const titleLine = remaining.find((line) => line.text);
  const title = titleLine?.text.replace(/^(\.\.\.|…)\s*/, '') ?? '';
  let repeats = 0;
  for (const line of remaining) {
    if (line.text.replace(/^(\.\.\.|…)\s*/, '') !== title) {
      if (line.text) break;
      continue;
    }
    dropped.add(line);
    if (line !== titleLine) repeats++;
  }
  if (titleLine)
    findings.add(
      source,
      'reading',
      titleLine.start,
      titleLine.text,
      `First line, used as the title${repeats ? ` (it appears ${repeats + 1} times in a row)` : ''}.`,
    );
  for (const line of dropped) edits.push(without(line, text));

  const sorted = sortLines(lines, (line) => dropped.has(line));
  const full = sorted.filter(({ sort }) => sort !== 'blank');
  let parent = false;
  full.forEach((line, index) => {
    const previous = full[index - 1];
    const next = full[index + 1];
    const indent = text.slice(line.start, line.end).search(/\S/);
    const start = line.start + Math.max(0, indent);
    const separate =
      previous &&
      !(previous.sort === line.sort && (line.sort === 'item' || line.sort === 'html' || line.sort === 'row'));
    const before = separate ? '\n' : '';
    if (line.sort === 'heading') {
      const name = line.text.replace(/:$/, '');
      const known = FIRST_LEVEL.test(name);
      const bare = next?.sort === 'heading' && !FIRST_LEVEL.test(next.text.replace(/:$/, ''));
      const level = known || !parent ? 2 : 3;
      if (level === 2) parent = bare;
      edits.push({ start: line.start, end: line.end, text: `${before}${'#'.repeat(level)} ${name}` });
      const why = level === 3 ? ', under the preceding heading, which has no text of its own' : '';
      findings.add(
        source,
        'reading',
        start,
        line.text,
        `This line reads like a heading that lost its markup. It was made a level ${level} heading${why}.`,
      );
    } else if (line.text.startsWith('•')) {
      edits.push({ start: line.start, end: start + 1, text: `${before}-` });
    } else if (before) edits.push({ start: line.start, end: line.start, text: before });
  });

  // A single line after “…the following:” is a list with one item.
  full.forEach((line, index) => {
    if (line.sort !== 'text' || !/the following:$/.test(full[index - 1]?.text ?? '') || line.text.length > 60) return;
    edits.push({ start: line.start, end: line.start, text: '- ' });
    findings.add(
      source,
      'reading',
      line.start,
      line.text,
      'Follows “the following:”, so it was made a list with one item.',
    );
  });
  return { edits, title };
};
