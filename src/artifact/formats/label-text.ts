import { plain, plainParagraph } from './plain.js';

/** Words that are lower case in headings. */
const SMALL =
  /^(a|an|and|as|at|by|for|from|in|of|on|or|the|to|with|without|during|after|before|other|than|vs\.?|due|based|per|into|not|and\/or|under|over|including|its|their)$/;

/** Words that begin a sentence but do not occur in headings; capitalized words before one are a heading. */
const OPENER =
  /^(A|An|The|In|It|Its|If|When|While|There|This|These|Those|Patients|Because|Advise|Inform|Instruct|Counsel|Do|Avoid|Monitor|Although|As|At|For|Based|Each|Consider|Discontinue|Cases|No|Most|Some|Since|Such|Treatment|Caution|Prior|You|Your|Tell|Take|Ask)$/;

/** The maximum length of a heading. */
const LONGEST = { words: 16, letters: 120 };

const isCapitalised = (word: string) => /^[("“[≥<]*[\p{Lu}\d]/u.test(word);

/** Words that are lower case within headings; capitalized, they begin a sentence. */
const NEVER_WITHIN = /^(An|The|In|It|Its|If|When|While|There|This|These|Those|Because|Although|As|At|For)$/;

/**
 * The number of words in the heading at the beginning of a one-line text, or 0 if it is unclear: it ends before the last
 * capitalized word that precedes the first lower-case word ("Serious Cardiovascular Reactions | Sudden death").
 * @param onlySure requires that the sentence after it start with a word that begins sentences.
 */
const headingEnd = (words: readonly string[], onlySure: boolean): number => {
  let end = 0;
  let inBrackets = false;
  for (; end < words.length; end++) {
    const word = words[end] ?? '';
    if (end > LONGEST.words) return 0;
    if (end > 0 && NEVER_WITHIN.test(word)) return end;
    if (!inBrackets && !isCapitalised(word) && !/^\(/.test(word) && !(end > 0 && SMALL.test(word))) break;
    if (/:$/.test(word)) return end + 1;
    if (/[.;!?]$/.test(word)) return 0;
    inBrackets = /^\(/.test(word) ? !/\)/.test(word) : inBrackets && !/\)/.test(word);
  }
  if (end === words.length) return onlySure ? 0 : end;
  const next = words[end] ?? '';
  end--;
  while (end > 0 && !isCapitalised(words[end] ?? '')) end--;
  if (SMALL.test(words[end - 1] ?? '') || words.slice(0, end).join(' ').length > LONGEST.letters) return 0;
  return !onlySure || (OPENER.test(words[end] ?? '') && /^\p{Ll}/u.test(next)) ? Math.max(0, end) : 0;
};

/** A text with its heading, if one was recognized. */
export interface Headed {
  heading?: string | undefined;
  text: string;
}

/** Headings within a subsection that are named in a regulation: 21 CFR 201.57(c)(9). */
const WITHIN =
  /^(Risk Summary|Clinical Considerations|(?:Human |Animal )?Data|Contraception|Infertility|Pregnancy Testing)(?= \p{Lu})/u;

/** Splits the heading from a text. Heading and text together are the input. */
export const splitHeading = (text: string, onlySure = false): Headed => {
  const words = text.split(' ', 40);
  const heading = WITHIN.exec(text)?.[0] ?? words.slice(0, headingEnd(words, onlySure)).join(' ');
  if (!heading) return { text };
  return { heading, text: text.slice(heading.length).trim() };
};

/** Converts a text that is all capitals to sentence case. */
export const quieter = (text: string): string => {
  if (/\p{Ll}/u.test(text) || !/\p{Lu}{2}/u.test(text)) return text;
  const small = text.toLowerCase();
  return small.charAt(0).toUpperCase() + small.slice(1);
};

/** Standard headings of numbered subsections, e.g. `6.1`: 21 CFR 201.56(d) and 201.57(c). */
const STANDARD =
  /^(Clinical (?:Trials?|Studies) (?:Adverse )?Experiences?|Post-?marketing Experience|Immunogenicity|Pregnancy|Lactation|Nursing Mothers|Labor and Delivery|Females and Males of Reproductive Potential|Pediatric Use|Geriatric Use|(?:Renal|Hepatic) Impairment|Controlled Substance|Abuse|Dependence|Mechanism of Action|Pharmacodynamics|Pharmacokinetics|Microbiology|Pharmacogenomics|Carcinogenesis, Mutagenesis,? (?:and |& )?Impairment of Fertility|Animal (?:Toxicology|Pharmacology)(?: and\/or (?:Toxicology|Pharmacology))?|How Supplied|Storage and Handling)\b(?= |$)/i;

/**
 * Splits the heading from a numbered subsection: a standard heading, one in the section's highlights ("Suppression of
 * Growth: Monitor …"), or the capitalized words before the first sentence.
 * @param around the text of the whole section.
 */
export const splitNumberedHeading = (text: string, around = ''): Headed => {
  const words = text.split(' ', LONGEST.words);
  const highlights = around.toLowerCase();
  let named = STANDARD.exec(text)?.[0];
  for (let end = words.length; !named && end > 0; end--) {
    const start = words.slice(0, end).join(' ');
    if (highlights.includes(`${start.toLowerCase()}:`)) named = start;
  }
  return named ? { heading: named, text: text.slice(named.length).trim() } : splitHeading(text);
};

/** A numbered part of a text. */
export interface Numbered {
  number: string;
  /** The text after the number. */
  text: string;
}

/** Words before a number which show that it is a reference or a figure, not the start of a subsection. */
const NOT_BEFORE =
  /(\(|\b(see|section|sections|and|or|to|study|studies|than|of|is|was|were|by|dose|version)|,|[=<>≤≥±–-])\s*$/i;

/**
 * Splits a flattened section at its subsections: `6.1`, then `6.2` and so on, each before a capitalized word.
 * @param major the section's own number.
 * @param after the subsection before the text, if any: 5 for 8.5.
 * @returns the text before the first subsection, and the subsections in order.
 */
export const splitNumbered = (text: string, major: string, after = 0): { before: string; parts: Numbered[] } => {
  const parts: Numbered[] = [];
  let before = text;
  let last = { start: 0, minor: after };
  for (const match of text.matchAll(/(?<=^|\s)(\d{1,2})\.(\d{1,2})\s+(?=\p{Lu})/gu)) {
    const minor = Number(match[2]);
    if (
      match[1] !== major ||
      minor <= last.minor ||
      minor > last.minor + 3 ||
      NOT_BEFORE.test(text.slice(Math.max(0, match.index - 20), match.index))
    )
      continue;
    const previous = parts.at(-1);
    if (previous) previous.text = text.slice(last.start, match.index).trim();
    else before = text.slice(0, match.index).trim();
    last = { start: match.index + match[0].length, minor };
    parts.push({ number: `${major}.${minor}`, text: text.slice(last.start).trim() });
  }
  return { before, parts };
};

/** List bullets in flattened text. A single raised dot is ambiguous; two are a list. */
const BULLET = /\s*[■▪●◆□•]\s*/;

/** The length at which a text without line breaks is split at the end of a sentence. */
const WALL = 700;

/** Ends of sentences: after a word or a bracket, before a capitalized word; not after abbreviations and numbers. */
const SENTENCE = /(?<=(?:\p{Ll}{4}|[)\]%])[.!?][)\]”"]?|\.\])\s+(?=\p{Lu}[\p{Ll}\p{Lu}]*\s)/u;

/** Boundaries of list items that ran together: after a section reference that does not end a sentence, `(5.2)` or `[see …]`. */
const ITEM_END =
  /(?<=\(\s?\d{1,2}(?:\.\d{1,2})?(?:\s?,\s?\d{1,2}(?:\.\d{1,2})?)*\s?\)\.?|\[see [^[\]]{1,200}\])\s+(?=\p{Lu})/u;

/** A text as Markdown paragraphs. Unambiguous headings at its beginning or after a sentence are bold. */
const paragraphs = (text: string): string[] => {
  const blocks: string[] = [];
  let block = '';
  const flush = () => {
    if (block) blocks.push(block);
    block = '';
  };
  for (const item of text.split(ITEM_END)) {
    flush();
    for (const raw of item.split(SENTENCE)) {
      // "Liver warning Liver warning: This …": the heading is printed twice.
      const sentence = raw.replace(/^(\S.{3,59}?) \1(?=:)/i, '$1');
      const { heading, text: rest } = splitHeading(sentence, true);
      if (heading && rest) {
        flush();
        block = `**${plain(heading)}** ${plain(rest)}`;
      } else if (block.length > WALL * 0.6 && block.length + sentence.length > WALL) {
        flush();
        block = plainParagraph(sentence);
      } else block = block ? `${block} ${plain(sentence)}` : plainParagraph(sentence);
    }
  }
  flush();
  return blocks;
};

/** The boundary between a list's last item and a sentence that ran into it. */
const AFTER_LIST = /(?<=[\p{Ll}\d)])\s+(?=(?:If|These|This|Do|Ask|Stop|When|Keep|Attention:?)\s+\p{Ll})/u;

/** Flattened text as Markdown with lists and paragraphs. No word or number is changed or left out. */
export const flattened = (text: string): string[] => {
  const marks = text.match(/[■▪●◆□•]/g)?.length ?? 0;
  if (marks < 2 && !/[■▪]/.test(text)) return text ? paragraphs(text) : [];
  const [lead = '', ...items] = text.trim().split(BULLET);
  const last = items.pop() ?? '';
  const [item = '', ...after] = last.split(AFTER_LIST);
  return [
    ...paragraphs(lead),
    [...items, item]
      .filter(Boolean)
      .map((one) => `- ${plainParagraph(one)}`)
      .join('\n'),
    ...paragraphs(after.join(' ')),
  ].filter(Boolean);
};
