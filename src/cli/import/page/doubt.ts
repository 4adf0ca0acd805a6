import { hasCheckMark, plainText } from './markdown.js';

/** Words that negate, postpone, limit or redirect the statement of a sentence, by kind. */
const WORDS: [kind: string, pattern: RegExp][] = [
  [
    'not',
    /\b(?:not|no|never|neither|nor|none|without|cannot|\w+n['’]t|lacks?|lacking|fail(?:s|ed|ure)?|unable|absence|except|excluding|contraindicated|unapproved|unlicen[sc]ed|non-approved|hardly|almost|nearly|barely|nobody|inferior|ineffective|mice|rats?|animals?|preclinical|in vitro)\b/i,
  ],
  [
    'expected',
    /\b(?:will|would|might|could|should|expect\w*|anticipat\w*|plan(?:s|ned|ning)?|pending|review|seek\w*|sought|submi\w*|fil(?:ed?|ing)|appl(?:y|ied|ication|ications)|hop(?:es?|ed|ing)|potential\w*|propos\w*|if|unless|likely|unlikely|aim\w*|investigat\w*|experimental|candidate|upcoming|soon|opinion|forecast\w*|set to|target date|reportedly|doubt\w*|rumou?r\w*|purported\w*|alleged\w*|claim\w*|suggest\w*|believed|thought|considered|un(?:clear|certain|known)|being (?:studied|evaluated|tested|developed)|under (?:study|development|evaluation)|in development|intended|designed for|eligible)\b|\bmay\b(?! \d)/i,
  ],
  [
    'refused',
    /\b(?:refus\w*|reject\w*|declin\w*|den(?:y|ied|ies|ial)|complete response|negative|turned down|against|withh\w+|objected|disapprov\w*)\b/i,
  ],
  [
    'withdrawn',
    /\b(?:withdr\w+|revok\w*|suspend\w*|suspension of|discontinu\w*|recall\w*|remov\w*|rescind\w*|lapsed?|expir\w*|cancel\w*|no longer|pulled|halt\w*|terminat\w*|bann?(?:ed)?|stopped|ceased|abandon\w*|until|dropped|lost|ended)\b/i,
  ],
  [
    'designation',
    /\b(?:orphan|designat\w*|breakthrough|fast[- ]track|priority|PRIME|RMAT|compassionate|expanded access|early access|emergency|conditional\w*|accelerated|provisional\w*|tentative\w*|interim|named[- ]patient|special access|temporary|import)\b/i,
  ],
  [
    'off-label',
    /\b(?:off[- ]?label|sometimes|occasionally|anecdot\w*|unofficial\w*|recreational\w*|veterinary|dogs?|cats?|horses?|cattle|pets?|misus\w*|abus\w*)\b/i,
  ],
  [
    'comparison',
    /\b(?:than|versus|vs|compar\w+|unlike|like|whereas|while|similar\w*|contrast|instead|rather|alternative|relative|opposed|both|others?|another|biosimilar|generics?(?! name)|alongside|combin\w+|together|rival|competitor|compet\w+|successor|predecessor|precursor|derived|derivative|analog\w*|parent|followed|replac\w+|same|follow-on|copy)\b/i,
  ],
  [
    'history',
    /\b(?:former\w*|previous\w*|originally|initial\w*|in the past|used to|earlier|at first|first|histor\w*|had been|at the time|now|then|once(?! (?:daily|weekly|monthly|a|every|per))|superseded|last (?:year|century)|19\d\ds?|today)\b/i,
  ],
  [
    'another country',
    /\b(?:Japan\w*|Chin\w+|India\w*|Europe\w*|EU|EEA|Canad\w+|Austral\w+|UK|United Kingdom|Brit\w+|England|German\w*|France|French|Ital\w+|Spa(?:in|nish)|Brazil\w*|Russia\w*|Korea\w*|Taiwan\w*|Mexic\w+|Swiss|Switzerland|Israel\w*|Argentin\w+|New Zealand|Turk\w+|Sweden|Norway|Denmark|Netherlands|Ireland|South Africa|(?:other|some|many|several|most) countries|abroad|outside|elsewhere|worldwide)\b/,
  ],
];

/** The names of all countries except the United States, which pages without a country are about. */
const COUNTRIES = (() => {
  const names = new Intl.DisplayNames('en', { type: 'region', fallback: 'none' });
  const letters = [...'ABCDEFGHIJKLMNOPQRSTUVWXYZ'];
  const all = letters.flatMap((first) => letters.flatMap((second) => names.of(first + second) ?? []));
  const others = all.filter((name) => !/^United States$|^U\.S\./.test(name));
  return new RegExp(
    `\\b(?:${[...others, 'Hong Kong', 'Africa', 'Asia', '(?:Latin|South|Central) America'].join('|')})\\b`,
  );
})();

/** Endings of nonproprietary names of medicines. */
const INN =
  /\b(?!April\b)[A-Za-z]{3,}(?:mab|nib|ib|ciclib|parib|tide|glutide|vir|statin|pril|sartan|olol|azole|cillin|mycin|oxacin|gliptin|gliflozin|rsen|siran|vec|ercept|lukast|triptan|setron|dipine|azepam|zolam|barbital|caine|sone|solone|platin|taxel|rubicin|formin|oxetine|azine|pine|idone|profen|coxib|plam)\b/gi;

/** A link to the page of another medicine. */
const OTHER_PAGE = /\]\(\/?(?:[\w-]+\/)*(?:therapeutics|drugs?|medications?|treatments?)\/([^)\s#?]+)\)/gi;

const isOwn = (name: string, names: readonly string[]): boolean =>
  names.some((own) => own.toLowerCase().includes(name.toLowerCase()) || name.toLowerCase().includes(own.toLowerCase()));

const escape = (text: string) => text.replaceAll(/[.*+?^${}()|[\]\\]/g, String.raw`\$&`);

/** A pattern for any of the names, as a non-capturing group. */
export const anyOf = (names: readonly string[]): string => `(?:${names.map(escape).join('|')})`;

/** The first medicine other than the drug that a text names, by the ending of its nonproprietary name. */
export const otherMedicineIn = (text: string, names: readonly string[]): string | undefined =>
  [...plainText(text).matchAll(INN)].find(([word]) => !isOwn(word, names))?.[0];

/**
 * Why a sentence that reads like a fact about a drug may not state it; undefined if there is no doubt. It errs on the side
 * of doubt, since a doubtful fact is used only if a person accepts that very sentence.
 * @param names the page's names of the drug.
 * @param allowed kinds of words that do not cast doubt on this sort of fact.
 */
export const doubtOf = (
  sentence: string,
  names: readonly string[],
  allowed: readonly string[] = [],
): string | undefined => {
  if (hasCheckMark(sentence)) return 'a number in the sentence looks damaged';
  const plain = plainText(sentence);
  for (const [kind, pattern] of WORDS) {
    const word = allowed.includes(kind) ? undefined : pattern.exec(plain)?.[0];
    if (word) return `the sentence says “${word}”`;
  }
  const country = allowed.includes('another country') ? undefined : COUNTRIES.exec(plain)?.[0];
  if (country) return `the sentence says “${country}”`;
  const other = otherMedicineIn(sentence, names);
  if (other) return `the sentence also mentions “${other}”`;
  for (const [, page = ''] of sentence.matchAll(OTHER_PAGE))
    if (!isOwn(page, names)) return `the sentence links to another medicine, “${page}”`;
  return new RegExp(`(?<![\\p{L}\\p{N}])${anyOf(names)}(?![\\p{L}\\p{N}])`, 'iu').test(plain)
    ? undefined
    : `the sentence does not name ${names[0]}`;
};

/** Words between a drug's name and a claim that keep the drug the subject: “X is used”, “X is a drug”. Any other word may change it. */
const STEPS = String.raw`(?:\s+(?:is|was|are|were|has|have|been|first|used|available|currently))*`;
const NOUNS = String.raw`(?:\s+an?(?:\s+(?!(?:of|for|to|with|by|that|which|whose|what|from|in|on|at|as|and|or|but|when|if|than|like|is|was|be)\b)[\p{L}\p{N}-]+){1,6})?`;

/**
 * Whether the drug is the subject of a claim in a sentence: its name comes before the claim with nothing in between that
 * may change the subject.
 */
export const isSubject = (sentence: string, names: readonly string[], claim: RegExp): boolean => {
  let plain = plainText(sentence);
  for (let inner = ''; inner !== plain;) {
    inner = plain;
    plain = plain.replaceAll(/\s*\([^()]*\)/g, '');
  }
  // “Critics doubt that it was approved”, “Generic X was approved”: words before the name may change the meaning.
  const before = String.raw`^\W*(?:(?:In|On|Since|As of|After|During)\s+[^,;:.—]{1,40},\s+)?(?:The\s+(?:drug|medicine|medication|agent|antibody|vaccine|product|therapy|treatment)\s+)?`;
  return new RegExp(`${before}${anyOf(names)}[®™]?${STEPS}${NOUNS}\\s+(?:${claim.source})`, 'iu').test(plain);
};

/** Whether a sentence describes a state that may have ended: “X was indicated”. */
export const isPast = (sentence: string): boolean => /\b(?:was|were|been|had)\b/i.test(plainText(sentence));
