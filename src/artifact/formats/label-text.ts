import { plain, plainParagraph } from './plain.js';

/** Words that a heading writes small. */
const SMALL =
  /^(a|an|and|as|at|by|for|from|in|of|on|or|the|to|with|without|during|after|before|other|than|vs\.?|due|based|per|into|not|and\/or|under|over|including|its|their)$/;

/** Words that begin a sentence and no heading goes on with: where one follows capitalised words, those are a heading. */
const OPENER =
  /^(A|An|The|In|It|Its|If|When|While|There|This|These|Those|Patients|Because|Advise|Inform|Instruct|Counsel|Do|Avoid|Monitor|Although|As|At|For|Based|Each|Consider|Discontinue|Cases|No|Most|Some|Since|Such|Treatment|Caution|Prior|You|Your|Tell|Take|Ask)$/;

/** How many words a heading may have, and how many letters. */
const LONGEST = { words: 16, letters: 120 };

const isCapitalised = (word: string) => /^[("“[≥<]*[\p{Lu}\d]/u.test(word);

/** These a heading writes small: in capitals they begin a sentence. */
const NEVER_WITHIN = /^(An|The|In|It|Its|If|When|While|There|This|These|Those|Because|Although|As|At|For)$/;

/**
 * Where the heading ends that a text of one line begins with: before the last capitalised word that stands before the
 * first word written small ("Serious Cardiovascular Reactions | Sudden death"). The number of words; 0 where it is not clear.
 * @param onlySure asks that the sentence after it begin with a word that begins sentences.
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

/** A text with the heading that it begins with, where one can be told. */
export interface Headed {
  heading?: string | undefined;
  text: string;
}

/** Headings within a sub-section that a rule names: 21 CFR 201.57(c)(9). */
const WITHIN =
  /^(Risk Summary|Clinical Considerations|(?:Human |Animal )?Data|Contraception|Infertility|Pregnancy Testing)(?= \p{Lu})/u;

/** Takes the heading off a text. Nothing is lost: heading and text together are the text that was given. */
export const splitHeading = (text: string, onlySure = false): Headed => {
  const words = text.split(' ', 40);
  const heading = WITHIN.exec(text)?.[0] ?? words.slice(0, headingEnd(words, onlySure)).join(' ');
  if (!heading) return { text };
  return { heading, text: text.slice(heading.length).trim() };
};

/** Written in capitals throughout: shown as a sentence writes it. */
export const quieter = (text: string): string => {
  if (/\p{Ll}/u.test(text) || !/\p{Lu}{2}/u.test(text)) return text;
  const small = text.toLowerCase();
  return small.charAt(0).toUpperCase() + small.slice(1);
};

/** Sub-sections that labels number, e.g. `6.1`: the heading of each is what its guidance calls it. 21 CFR 201.56(d) and 201.57(c). */
const STANDARD =
  /^(Clinical (?:Trials?|Studies) (?:Adverse )?Experiences?|Post-?marketing Experience|Immunogenicity|Pregnancy|Lactation|Nursing Mothers|Labor and Delivery|Females and Males of Reproductive Potential|Pediatric Use|Geriatric Use|(?:Renal|Hepatic) Impairment|Controlled Substance|Abuse|Dependence|Mechanism of Action|Pharmacodynamics|Pharmacokinetics|Microbiology|Pharmacogenomics|Carcinogenesis, Mutagenesis,? (?:and |& )?Impairment of Fertility|Animal (?:Toxicology|Pharmacology)(?: and\/or (?:Toxicology|Pharmacology))?|How Supplied|Storage and Handling)\b(?= |$)/i;

/**
 * The heading of a numbered sub-section: a standard one, one that the section's highlights name ("Suppression of Growth:
 * Monitor …"), or what is capitalised before the first sentence.
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

/** A part of a text that has a number of its own. */
export interface Numbered {
  number: string;
  /** From after the number on. */
  text: string;
}

/** Before what looks like a sub-section's number: then it is a reference to one, or a figure in a sentence. */
const NOT_BEFORE =
  /(\(|\b(see|section|sections|and|or|to|study|studies|than|of|is|was|were|by|dose|version)|,|[=<>≤≥±–-])\s*$/i;

/**
 * Splits a flattened section where its sub-sections begin: `6.1`, then `6.2` and so on, each before a capitalised word.
 * @param major the section's own number.
 * @param after the sub-section that stands before the text, if there is one: 5 for 8.5.
 * @returns what stands before the first, and each sub-section in order.
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

/** The marks of a list in flattened text. A single raised dot may be anything; two are a list. */
const BULLET = /\s*[■▪●◆□•]\s*/;

/** Longer than this, a text without a line break gets one at the end of a sentence. */
const WALL = 700;

/** Ends of sentences: after a word or a bracket, before a capitalised word. Not after abbreviations and figures. */
const SENTENCE = /(?<=(?:\p{Ll}{4}|[)\]%])[.!?][)\]”"]?|\.\])\s+(?=\p{Lu}[\p{Ll}\p{Lu}]*\s)/u;

/** Where the items of a list ran together: after a reference to a section that ends no sentence, `(5.2)` or `[see …]`. */
const ITEM_END =
  /(?<=\(\s?\d{1,2}(?:\.\d{1,2})?(?:\s?,\s?\d{1,2}(?:\.\d{1,2})?)*\s?\)\.?|\[see [^[\]]{1,200}\])\s+(?=\p{Lu})/u;

/** A running text as Markdown paragraphs; a heading that it clearly begins with, or that clearly follows a sentence, is bold. */
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
      // "Liver warning Liver warning: This …": the heading stands twice.
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

/** Where a list's last item has run into the sentence after it. */
const AFTER_LIST = /(?<=[\p{Ll}\d)])\s+(?=(?:If|These|This|Do|Ask|Stop|When|Keep|Attention:?)\s+\p{Ll})/u;

/** Flattened text as Markdown: its bullets a list, its long runs paragraphs. No word and no figure is changed or left out. */
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
