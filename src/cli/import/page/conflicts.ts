import type { Finding, Findings } from '../finding.js';
import type { Cleaned } from './checks.js';
import { plainText, sentencesOf, spanOf, visitNodes } from './markdown.js';

/** A quantity that pages may give figures for, recognized by words in the same sentence. */
interface Topic {
  name: string;
  words: RegExp;
  figure: RegExp;
  /** Whether it is specific to a trial; figures of different trials are then not compared. */
  ofTrial: boolean;
  /** Whether the figure may be anywhere in the sentence. */
  far?: boolean;
}

const TOPICS: Topic[] = [
  { name: 'dose', words: /vector genomes?|\bvg\b/i, figure: /\d+(?:\.\d+)?\s*[×x]\s*10\S*/g, ofTrial: true },
  { name: 'motor milestone: sitting', words: /\bsit(?:ting)?\b/i, figure: /\b\d+(?:\.\d+)?\s?%/g, ofTrial: true },
  { name: 'survival', words: /\b(?:surviv\w*|alive|event-free)\b/i, figure: /\b\d+(?:\.\d+)?\s?%/g, ofTrial: true },
  {
    name: 'time point of survival',
    words: /\b(?:alive|survival free)\b/i,
    figure: /(?<=\b(?:by|at) )\d+(?:\.\d+)? months?\b/gi,
    ofTrial: true,
    far: true,
  },
  {
    name: 'duration of corticosteroids',
    words: /\b(?:corticosteroid|prednisolone|prednisone|taper)/i,
    figure: /\b\d+[- ]days?\b/gi,
    ofTrial: false,
  },
  {
    name: 'age range',
    words: /\b(?:approved|indicated|expanded approval|age range|pediatrics?)\b/i,
    figure: /(?:<|under |less than |aged )\s?\d+(?: to (?:under )?<?\d+)?\s?(?:years?|yr)\b/gi,
    ofTrial: false,
  },
  {
    name: 'enrollment',
    words: /\b(?:enrolled|sham-controlled study)\b/i,
    figure:
      /(?<!\b(?:type|phase|grade|cohort) )\b\d+(?= (?:[\p{L}\d-]+ ){0,2}(?:patients|participants|infants|children)\b)/giu,
    ofTrial: true,
  },
  {
    name: 'rate of liver injury',
    words: /\bhepatotoxicity|liver injury\b/i,
    figure: /\b\d+(?:\.\d+)?(?:\s?[–-]\s?\d+)?\s?%/g,
    ofTrial: false,
  },
  {
    name: 'price',
    words: /\b(?:priced?|cost)\b/i,
    figure: /\$[\d.,]*\d(?: (?:million|billion))?/g,
    ofTrial: false,
  },
];

/** A name with easily confused letters and digits unified: STRIVE and STR1VE are the same. */
const folded = (name: string): string => name.toUpperCase().replaceAll('1', 'I').replaceAll('0', 'O');

const ACRONYM = /\b[A-Z][A-Z0-9]{2,}[A-Z0-9](?:-(?:US|EU|AP))?\b/g;

interface Mention {
  page: Cleaned;
  at: number;
  sentence: string;
  figures: string[];
}

/** A figure without spaces, hyphens and small words, for comparison. */
const sameFigure = (text: string): string =>
  text
    .toLowerCase()
    .replaceAll(/\b(?:under|less than|aged)\b/g, '<')
    .replaceAll(/\[(\d)\]/g, '$1')
    .replaceAll(/[⁰¹²³⁴⁵⁶⁷⁸⁹]/g, (sign) => String('⁰¹²³⁴⁵⁶⁷⁸⁹'.indexOf(sign)))
    .replaceAll(/years?|yrs?/g, 'y')
    .replaceAll(/s$|[\s–-]/g, '')
    .replaceAll('<<', '<');

/** The clauses of a sentence, without those for comparison only (about untreated patients or another drug). */
const clausesOf = (sentence: string): string[] =>
  sentence
    .replaceAll(/\((?:vs\.?|versus|compared)[^()]*\)/gi, '')
    .replaceAll(/\([^()]*\$[^()]*\)/g, '')
    .split(/;\s|,\s(?=(?:and|while|but|which|whereas)\b)|\s(?=vs\.?\s)/)
    .filter((clause) => !/^vs\b|natural history|would (?:not )?be expected/.test(clause));

/** The maximum distance of a figure from its topic's word, in characters. */
const NEAR = 70;

/** The figures in a clause that are nearest to each of the topic's words. */
const nearWords = (clause: string, words: RegExp, figure: RegExp, most = NEAR): string[] => {
  const figures = [...clause.matchAll(figure)].map((match) => ({
    text: match[0],
    from: match.index,
    to: match.index + match[0].length,
  }));
  const near = [...clause.matchAll(new RegExp(words.source, 'gi'))].flatMap(({ index, 0: word }) => {
    const distances = figures
      .map((one) => ({ one, distance: Math.max(one.from - index - word.length, index - one.to) }))
      .filter(({ distance }) => distance <= most);
    return distances.sort((a, b) => a.distance - b.distance)[0]?.one.text ?? [];
  });
  return [...new Set(near)];
};

/** A page's sentences, each with its trial: the one it names, or the one in the heading above. */
const sentencesIn = (page: Cleaned, trials: ReadonlySet<string>): { at: number; text: string; trial: string }[] => {
  const found: { at: number; text: string; trial: string }[] = [];
  let heading = '';
  let last = '';
  const named = (text: string) =>
    [...text.matchAll(ACRONYM)]
      .map(([name]) => folded(name.replace(/-(US|EU|AP)$/, '')))
      .find((name) => trials.has(name));
  visitNodes(page.tree, (node) => {
    if (node.type === 'heading') {
      heading = named(plainText(page.text.slice(spanOf(node).start, spanOf(node).end))) ?? '';
      last = heading;
    }
    if (node.type !== 'paragraph') return;
    const { start, end } = spanOf(node);
    const text = page.text.slice(start, end);
    let from = 0;
    // Outside a trial's section, a trial does not carry over to the next paragraph.
    if (!heading) last = '';
    for (const sentence of sentencesOf(text)) {
      const at = Math.max(from, text.indexOf(sentence.slice(0, 30), from));
      from = at;
      last = named(sentence) ?? last;
      found.push({ at: start + at, text: sentence, trial: last });
    }
  });
  return found;
};

/**
 * Reports different figures for the same quantity, within and between pages about one subject. Only the quantities in the
 * table of topics are compared.
 */
export const conflicts = (pages: readonly Cleaned[], findings: Findings): void => {
  const spellings = new Map<string, Map<string, { page: Cleaned; at: number }>>();
  for (const page of pages)
    for (const match of page.text.matchAll(ACRONYM)) {
      const name = match[0].replace(/-(US|EU|AP)$/, '');
      const all = spellings.get(folded(name)) ?? new Map<string, { page: Cleaned; at: number }>();
      if (!all.has(name)) all.set(name, { page, at: match.index });
      spellings.set(folded(name), all);
    }
  for (const all of spellings.values()) {
    const [first, ...others] = [...all];
    if (!first || others.length === 0) continue;
    const [name, { page, at }] = first;
    const finding = findings.add(
      page.source,
      'conflict',
      at,
      name,
      `Possibly the same name spelled differently: ${[...all.keys()].join(', ')}.`,
    );
    finding.also = others.map(([other, place]) => ({
      file: place.page.source.file,
      ...place.page.source.placeOf(place.at),
      original: other,
    }));
  }
  const trials = new Set<string>();
  for (const page of pages) {
    for (const [, name = ''] of page.text.matchAll(
      /\b([A-Z][A-Z0-9]{2,}[A-Z0-9](?:-(?:US|EU|AP))?)\b(?=\s*(?:trials?|study|\(NCT|enrolled|has enrolled|, an ongoing))/gi,
    ))
      if (name === name.toUpperCase()) trials.add(folded(name.replace(/-(US|EU|AP)$/, '')));
  }

  const mentions = new Map<string, Mention[]>();
  for (const page of pages)
    for (const { at, text, trial } of sentencesIn(page, trials))
      for (const { name, words, figure, ofTrial, far } of TOPICS) {
        const plain = plainText(text);
        const figures = far
          ? nearWords(plain, words, figure, Infinity)
          : clausesOf(plain).flatMap((clause) => nearWords(clause, words, figure));
        if (figures.length === 0) continue;
        const subject = ofTrial && trial ? `${name} in ${trial}` : ofTrial ? `${name} (trial not named)` : name;
        mentions.set(subject, [...(mentions.get(subject) ?? []), { page, at, sentence: text, figures }]);
      }
  for (const [subject, all] of mentions) {
    const values = new Map(
      all.flatMap(({ figures }) => figures.map((figure) => [sameFigure(figure), figure] as const)),
    );
    const perSentence = new Set(all.map(({ figures }) => [...new Set(figures.map(sameFigure))].sort().join()));
    const [first, ...others] = all;
    if (!first || values.size < 2 || perSentence.size < 2) continue;
    const place = ({ page, at, sentence }: Mention) => ({
      file: page.source.file,
      ...page.source.placeOf(at),
      original: sentence,
    });
    const finding: Finding = findings.add(
      first.page.source,
      'conflict',
      first.at,
      first.sentence,
      `Different figures for ${subject}: ${[...values.values()].join('; ')}.`,
    );
    finding.also = others.map(place);
  }
};
