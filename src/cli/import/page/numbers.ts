import { formatShare } from '../../../content/numbers.js';
import type { Edit, Source } from '../../source.js';
import type { Finding, Findings } from '../finding.js';

const SUPERSCRIPTS = '⁰¹²³⁴⁵⁶⁷⁸⁹';
const raised = (digits: string): string => [...digits].map((digit) => SUPERSCRIPTS[Number(digit)] ?? digit).join('');

/** Units that are counted in powers of ten. */
const COUNTED = String.raw`(?:vector genomes?|viral genomes?|genome copies|copies|particles|cells|vg|gc|vp|CFU|PFU|TCID50)\b`;

interface Suspicion {
  pattern: RegExp;
  /** What is odd; the first group is what may be damaged, the last the digits that may have been an exponent. */
  message: string;
  propose?: (match: RegExpExecArray) => string;
}

const SUSPICIONS: Suspicion[] = [
  {
    pattern: /\d[\d.,]*\s*[×x*·]\s*10((?:\[\d\])+)/giu,
    message: 'Digits in brackets after a ten: probably an exponent that was taken for footnote marks.',
    propose: ([whole, digits = '']) => whole.replace(/10(?:\[\d\])+$/, `10${raised(digits.replaceAll(/\D/g, ''))}`),
  },
  {
    pattern: /\d[\d.,]*\s*[×x*·]\s*10([1-9]\d?)(?![\d.,]*\d|\s*[×x])/giu,
    message:
      'A ten with digits glued to it after a multiplication sign: probably an exponent that lost its superscript.',
    propose: ([whole, digits = '']) => whole.replace(/10[1-9]\d?$/, `10${raised(digits)}`),
  },
  {
    pattern: /\d[\d.,]*\s*[×x*·]\s*10\s+(\d{1,2})(?=\s+\p{L})/giu,
    message:
      'A ten and a number apart from it after a multiplication sign: probably an exponent that lost its superscript.',
    propose: ([whole, digits = '']) => whole.replace(/10\s+\d{1,2}$/, `10${raised(digits)}`),
  },
  {
    pattern: new RegExp(String.raw`(?<![×x*·\d.,^]\s{0,2})\b10(1?[1-9]|1\d|20)(?=\s+${COUNTED})`, 'giu'),
    message: 'A number beside a unit that is counted in powers of ten: probably an exponent that lost its superscript.',
    propose: ([, digits = '']) => `10${raised(digits)}`,
  },
  {
    pattern: /\d?\S{0,12}\uFFFD\S{0,12}/gu,
    message: 'A character was lost (�): a sign such as ≥, µ or × may have stood here.',
  },
  {
    pattern: /(?<=[\s(=p])\?\s?\d+(?:\.\d+)?/gu,
    message: 'A question mark before a number: a sign such as ≥, ≤ or < may have been lost.',
  },
  {
    pattern:
      /\b\d+[OolI]\d*(?=\s*(?:mg|mcg|µg|ug|g|kg|mL|ml|vg|IU|units|days?|weeks?|months?|years?)\b)|\b[OlI]\d+(?=\s*(?:mg|mcg|µg|g|kg|mL|ml)\b)/gu,
    message: 'A letter in a number: O or l may stand for 0 or 1.',
  },
  {
    pattern: /\b\d+\.\.\d+|\b\d+\.\d+\.\d+(?=\s*(?:mg|mcg|µg|g|kg|mL|ml|%|vg)(?![\w.]))/gu,
    message: 'Two decimal points in one number.',
  },
];

/** Numbers that look damaged, each with how it may have read; accepted readings as edits. Nothing else is changed. */
export const damagedNumbers = (
  source: Source,
  findings: Findings,
  isGone: (offset: number) => boolean,
): { edits: Edit[]; found: { finding: Finding; start: number; end: number; printed: string }[] } => {
  const edits: Edit[] = [];
  const found: { finding: Finding; start: number; end: number; printed: string }[] = [];
  const taken: [number, number][] = [];
  for (const { pattern, message, propose } of SUSPICIONS)
    for (const match of source.text.matchAll(pattern)) {
      const start = match.index;
      const end = start + match[0].length;
      if (isGone(start) || taken.some(([from, to]) => start < to && from < end)) continue;
      taken.push([start, end]);
      const context = source.text
        .slice(Math.max(0, start - 40), end + 40)
        .replace(/^\S*\s/, '')
        .replace(/\s\S*$/, '');
      const finding = findings.add(source, 'number', start, context, `“${match[0]}”: ${message}`, propose?.(match));
      found.push({ finding, start, end, printed: match[0] });
      if (finding.proposal?.accepted) edits.push({ start, end, text: finding.proposal.text });
    }
  // Counts that do not make their percentage.
  for (const match of source.text.matchAll(
    /\b(\d+) (?:of|out of) (?:the )?(\d+)(?: [\w-]+){0,4} \((?:approximately )?(\d+(?:\.\d+)?)\s?%\)/g,
  )) {
    if (isGone(match.index)) continue;
    const [whole, n, of, percent = ''] = match;
    const decimals = percent.split('.')[1]?.length ?? 0;
    const share = (100 * Number(n)) / Number(of);
    if (Number(of) > 0 && Math.abs(share - Number(percent)) > 0.51 * 10 ** -decimals)
      findings.add(
        source,
        'number',
        match.index,
        whole,
        `${n} of ${of} is ${formatShare(Number(n), Number(of))}, not ${percent}%.`,
      );
  }
  for (const match of source.text.matchAll(
    /\b(\d{3,})(?:\.\d+)?\s?% of (?:the )?(?:patients|participants|people|children|infants|subjects)/g,
  ))
    if (Number(match[1]) > 100 && !isGone(match.index))
      findings.add(source, 'number', match.index, match[0], 'More than all of the people.');
  return { edits, found };
};
