import type { Nodes, Root } from 'mdast';
import { formatShare } from '../../../content/numbers.js';
import type { Edit, Source } from '../../source.js';
import type { Finding, Findings } from '../finding.js';
import { checkMark, spanOf } from './markdown.js';

const SUPERSCRIPTS = '⁰¹²³⁴⁵⁶⁷⁸⁹';
const raised = (digits: string): string => [...digits].map((digit) => SUPERSCRIPTS[Number(digit)] ?? digit).join('');

/** Units that are counted in powers of ten. */
const COUNTED = String.raw`(?:(?:CAR[- ]?T|T|NK|stem|viable|live|CD\d+\+?|infectious|plaque[- ]forming|colony[- ]forming)[ -])*(?:vector genomes?|viral genomes?|genome copies|copies|particles|cells|vg|gc|vp|CFU|PFU|TCID50)\b`;

interface Suspicion {
  pattern: RegExp;
  /** What was found and what it probably means, for the report. */
  message: string;
  /** The same in a few words, for the mark on the page. */
  mark: string;
  propose?: (match: RegExpExecArray) => string;
}

/** A multiplication sign between a number and its power of ten. */
const TIMES = String.raw`\d[\d.,]*\s*[×x*·⋅∙•]\s*`;

/** Symbols garbled by reading UTF-8 as Windows-1252. */
const MOJIBAKE: Record<string, string> = {
  'â‰¥': '≥',
  'â‰¤': '≤',
  Âµ: 'µ',
  'Î¼': 'μ',
  'Ã—': '×',
  'Â±': '±',
  'Â°': '°',
  'âˆ’': '−',
  'â€“': '–',
  'Â²': '²',
  'Â³': '³',
};
const BROKEN_SIGN = Object.keys(MOJIBAKE).join('|');

/** Units of doses, for which a lost digit changes the dose. */
const UNIT = String.raw`(?:mg|mcg|µg|μg|ug|ng|g|kg|mL|ml|mmol|IU|units?|vg|%)(?![\p{L}\d])`;

const SUSPICIONS: Suspicion[] = [
  {
    pattern: new RegExp(String.raw`${TIMES}10\s?((?:\[\d{1,2}\])+)`, 'giu'),
    mark: 'exponent probably lost',
    message: '“× 10” followed by digits in brackets: probably an exponent that was mistaken for footnote markers.',
    propose: ([whole, digits = '']) =>
      whole.replace(/10\s?(?:\[\d{1,2}\])+$/, `10${raised(digits.replaceAll(/\D/g, ''))}`),
  },
  {
    pattern: new RegExp(String.raw`${TIMES}10([1-9]\d?)(?![\d.,]*\d|\s*[×x])`, 'giu'),
    mark: 'exponent probably lost',
    message: '“× 10” with digits directly after it: probably an exponent that lost its superscript.',
    propose: ([whole, digits = '']) => whole.replace(/10[1-9]\d?$/, `10${raised(digits)}`),
  },
  {
    // In a range (“2 × 10–20 mg”) the second number is larger than ten.
    pattern: new RegExp(
      String.raw`${TIMES}10\s?[-−–](0?[1-9]|1[0-2](?=\s*(?:M|mol|mmol|g|mg)\b))(?![\d.,]*\d|\s*%)`,
      'gu',
    ),
    mark: 'exponent probably lost',
    message:
      '“× 10” followed by a minus sign and a smaller number: probably a negative exponent that lost its superscript.',
    propose: ([whole, digits = '']) => whole.replace(/10\s?[-−–]\d+$/, `10⁻${raised(digits)}`),
  },
  {
    pattern: new RegExp(
      String.raw`${TIMES}10(?:\d+)[${SUPERSCRIPTS}]+(?!\d)|(?:${TIMES}|\b)10[⁻${SUPERSCRIPTS}]+(\d+)(?![\d.,]*\d)`,
      'giu',
    ),
    mark: 'exponent probably damaged',
    message: 'Power of ten with only part of its exponent in superscript.',
  },
  {
    pattern: new RegExp(
      String.raw`${TIMES}10\s?(?:[({<](\d{1,2})[)}>]|[’'´ˆ,](\d{1,2})|[₀-₉]+|\[\^\d{1,2}\]|[eE]\d{1,2})(?=\s*(?:${COUNTED}|${UNIT}))|${TIMES}1,0\d\d?(?=\s*${COUNTED})`,
      'gu',
    ),
    mark: 'exponent probably damaged',
    message: '“× 10” followed by digits that may have been its exponent.',
  },
  {
    pattern: new RegExp(
      String.raw`(?<![×x*·⋅∙•\d.,]\s{0,2})\b\d[\d.,]*\s10\s?[-−–]\s?(0?[1-9]|1[0-2])(?=\s*(?:M|mol|${UNIT}))|(?<=p\s?[=<]\s?)\d[\d.,]*\s10\s?[-−–]\s?(\d{1,2})(?!\d)`,
      'gu',
    ),
    mark: 'a multiplication sign and an exponent probably lost',
    message: 'Probably a power of ten that lost its multiplication sign and superscript.',
  },
  {
    pattern: new RegExp(String.raw`${TIMES}10\s+(\d{1,2})(?=\s+\p{L}|\s*\/|${COUNTED})`, 'giu'),
    mark: 'exponent probably lost',
    message: '“× 10” followed by a space and a number: probably an exponent that lost its superscript.',
    propose: ([whole, digits = '']) => whole.replace(/10\s+\d{1,2}$/, `10${raised(digits)}`),
  },
  {
    pattern: new RegExp(
      String.raw`(?<![×x*·\d.,^]\s{0,2})\b10\s?(1?[1-9]|1\d|20)(?=\s*${COUNTED}|\s?(?:–|-|to)\s?10\d\d?\s*${COUNTED})`,
      'giu',
    ),
    mark: 'exponent probably lost',
    message:
      'Number with a unit that is usually counted in powers of ten: probably an exponent that lost its superscript.',
    propose: ([, digits = '']) => `10${raised(digits)}`,
  },
  {
    pattern: /\d?\S{0,12}\uFFFD\S{0,12}/gu,
    mark: 'a character was lost',
    message: 'A character was lost (�). It may have been ≥, µ or ×.',
  },
  {
    pattern: new RegExp(String.raw`\d[\d.,]*\s?(?:${BROKEN_SIGN})\S{0,6}|(?:${BROKEN_SIGN})\s?\d[\d.,]*`, 'gu'),
    mark: 'a symbol was damaged',
    message: 'Symbol garbled by a wrong text encoding.',
    propose: ([whole]) => whole.replaceAll(new RegExp(BROKEN_SIGN, 'gu'), (sign) => MOJIBAKE[sign] ?? sign),
  },
  {
    pattern: /\d[\d.,]*\s?\?(?:g|m|L|mol|M)\b(?:\/\w+)*/gu,
    mark: 'a letter of the unit may have been lost',
    message: 'Question mark in a unit: µ may have been lost, a thousandfold or millionfold difference.',
  },
  {
    pattern: /(?<=[\s(=p])\?\s?\d+(?:\.\d+)?/gu,
    mark: 'a symbol may have been lost',
    message: 'Question mark before a number: a symbol such as ≥, ≤ or < may have been lost.',
  },
  {
    pattern:
      /\b\d+[OolI]\d*(?=\s*(?:mg|mcg|µg|ug|g|kg|mL|ml|vg|IU|units|days?|weeks?|months?|years?)\b)|\b[OlI]\d+(?=\s*(?:mg|mcg|µg|g|kg|mL|ml)\b)/gu,
    mark: 'a letter may have replaced a digit',
    message: 'Letter in a number: O or l may have replaced 0 or 1.',
  },
  {
    // “≥” and “≤” in the Symbol font become “³” and “£” in other fonts.
    pattern: new RegExp(
      String.raw`(?<![\p{L}\p{N})\]²³.€$])[³£]\s?\d[\d.,]*(?=\s*(?:years?|months?|weeks?|days?|${UNIT}))|[□▯\uE000-\uF8FF]\s?\d[\d.,]*|\d\s?[□▯\uE000-\uF8FF]`,
      'gu',
    ),
    mark: 'a symbol was damaged',
    message: 'Symbol that may have been “≥”, “≤” or “µ” in another font.',
  },
  {
    pattern: new RegExp(
      String.raw`\d\s?(?:mg|mcg|µg|μg|g|mL|IU|vg|units?)\?(?:kg|m2|m²|mL|L|day|h)\b|\d\s?(?:mg|mcg|µg|μg|g|mL|mmol|IU)\s(?:kg|min|h|mL|L)1(?![\d\p{L}])`,
      'gu',
    ),
    mark: 'a symbol in the unit may have been lost',
    message: 'Unit in which “/” or a superscript minus sign may have been lost.',
  },
  {
    pattern: new RegExp(
      String.raw`(?<![\d.,:/–−-])\b0\s\d+(?=\s?${UNIT})|(?<![\d.,:/–−-])\b0[1-9]\d*(?=\s?${UNIT})|(?<==\s?)0\s\.\d+`,
      'gu',
    ),
    mark: 'a decimal point may have been lost',
    message: 'Zero followed by digits: a decimal point or comma may have been lost, a tenfold difference or more.',
  },
  {
    pattern: /\b\d+\.\d*[OolI]\d+\b/gu,
    mark: 'a letter may have replaced a digit',
    message: 'Letter in a number: O or l may have replaced 0 or 1.',
  },
  {
    pattern: /\b\d+\.\.\d+|\b\d+\.\d+\.\d+(?=\s*(?:mg|mcg|µg|g|kg|mL|ml|%|vg)(?![\w.]))/gu,
    mark: 'two decimal points',
    message: 'Two decimal points in one number.',
  },
];

/** The deepest node at an offset. */
const nodeAt = (node: Nodes, offset: number): Nodes => {
  const child =
    'children' in node
      ? node.children.find((one) => spanOf(one).start <= offset && offset < spanOf(one).end)
      : undefined;
  return child ? nodeAt(child, offset) : node;
};

/** The edits that mark a passage with a reason; the mark follows it where markup is impossible, as in code and addresses. */
const marked = (text: string, tree: Root, start: number, end: number, why: string): Edit[] => {
  const node = nodeAt(tree, start);
  const span = spanOf(node);
  const [before = '', after = ''] = checkMark('\0', why).split('\0');
  const inTag = node.type === 'html' && text.lastIndexOf('<', start) > text.lastIndexOf('>', start);
  if ((node.type === 'text' || (node.type === 'html' && !inTag)) && end <= span.end)
    return [
      { start, end: start, text: before },
      { start: end, end, text: after },
    ];
  const behind = inTag ? text.indexOf('>', end) + 1 : Math.max(end, span.end);
  const note = checkMark(`“${text.slice(start, end).replaceAll(/[<>[\]]/g, '')}”`, why);
  return [{ start: behind, end: behind, text: node.type === 'code' ? `\n\n${note}\n` : ` ${note}` }];
};

/** A damaged number with its finding. */
export interface Damaged {
  finding: Finding;
  printed: string;
  /** The correction that a person accepted. */
  accepted?: string | undefined;
}

/**
 * Finds numbers that look damaged. Each is marked in the text, or replaced by the correction that a person accepted.
 * Nothing else is changed.
 */
export const damagedNumbers = (source: Source, tree: Root, findings: Findings): { edits: Edit[]; found: Damaged[] } => {
  const { text } = source;
  const edits: Edit[] = [];
  const found: Damaged[] = [];
  const taken: [number, number][] = [];
  const note = (match: RegExpExecArray, original: string, message: string, why: string, proposed?: string) => {
    const start = match.index;
    const end = start + match[0].length;
    if (taken.some(([from, to]) => start < to && from < end)) return;
    taken.push([start, end]);
    const finding = findings.add(source, 'number', start, original, message, proposed);
    const accepted = finding.proposal?.accepted ? finding.proposal.text : undefined;
    found.push({ finding, printed: match[0], accepted });
    edits.push(...(accepted === undefined ? marked(text, tree, start, end, why) : [{ start, end, text: accepted }]));
  };
  for (const { pattern, message, mark, propose } of SUSPICIONS)
    for (const match of text.matchAll(pattern)) {
      const context = text
        .slice(Math.max(0, match.index - 40), match.index + match[0].length + 40)
        .replace(/^\S*\s/, '')
        .replace(/\s\S*$/, '');
      note(match, context, `“${match[0]}”: ${message}`, mark, propose?.(match));
    }
  const numberOf = (printed = '') => Number(printed.replaceAll(/[,\s%]/g, '').replace(/^[−–]/, '-'));
  // Counts that do not match their percentage.
  for (const match of text.matchAll(
    /(?<![\d.,/])(\d[\d,]*)(?: (?:of|out of) (?:the )?|\s?(\/)\s?)(\d[\d,]*)(?: [\w-]+){0,4} \((?:approximately )?(\d+(?:\.\d+)?)\s?%\)/g,
  )) {
    const [whole, printed, slash, total, percent = ''] = match;
    const [n, of] = [numberOf(printed), numberOf(total)];
    const decimals = percent.split('.')[1]?.length ?? 0;
    // “120/80 (5%)” is not a proportion.
    if (of === 0 || (slash && n > of)) continue;
    if (n <= of && Math.abs((100 * n) / of - Number(percent)) <= 0.51 * 10 ** -decimals) continue;
    const right = n > of ? 'more than the total' : `${printed} of ${total} is ${formatShare(n, of)}`;
    note(
      match,
      whole,
      n > of
        ? 'The count is larger than its total.'
        : `The count and the percentage disagree: ${right}, not ${percent}%.`,
      right,
    );
  }
  for (const match of text.matchAll(
    /(?<![\d.,])(\d[\d,]*) (?:of|out of) (?:the )?(\d[\d,]*) (?:patients|participants|people|children|infants|subjects|adults)\b/g,
  ))
    if (numberOf(match[1]) > numberOf(match[2]))
      note(match, match[0], 'The count is larger than its total.', 'more than the total');
  // A lost minus sign reverses an interval, or puts the estimate outside it.
  for (const match of text.matchAll(
    /(?:([-−–]?\d[\d.]*)\s?%?,? [([]?)?\d[\d.]*\s?% (?:CI|confidence interval)[:,]? ?[([]?([-−]?\d[\d.]*)\s?%?(?: to |\s?[–,;-]\s?)([-−]?\d[\d.]*)/g,
  )) {
    const [whole, printed, ...ends] = match;
    const [low = 0, high = 0] = ends.map(numberOf);
    const estimate = printed === undefined ? undefined : numberOf(printed);
    const isIn = (value: number, from: number, to: number) => value >= from && value <= to;
    const isReversed =
      estimate !== undefined &&
      !isIn(estimate, low, high) &&
      (isIn(-estimate, low, high) || isIn(estimate, -high, -low) || isIn(estimate, -low, high));
    if (low > high || isReversed)
      note(
        match,
        whole,
        `“${whole}”: ${low > high ? 'the lower limit is above the upper limit' : 'the estimate is outside its interval'}: a minus sign may have been lost.`,
        'a minus sign may have been lost',
      );
  }
  for (const match of text.matchAll(
    /\b(\d{3,})(?:\.\d+)?\s?% of (?:the )?(?:patients|participants|people|children|infants|subjects)/g,
  ))
    if (Number(match[1]) > 100) note(match, match[0], 'More than 100% of people.', 'more than 100%');
  return { edits, found };
};
