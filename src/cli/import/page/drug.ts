import { numericOf } from '../../../artifact/numeric.js';
import { formatValue } from '../../../content/numbers.js';
import type { Approval, Drug, Fact, Value } from '../../../artifact/schema/index.js';
import type { Numeric, Sourced } from '../../../artifact/schema/common.js';
import type { Source } from '../../source.js';
import type { Findings } from '../finding.js';
import type { MetadataEntries } from '../types.js';
import type { Cleaned } from './checks.js';
import { anyOf, doubtOf, isPast, isSubject } from './doubt.js';
import { fieldOf, type Infobox } from './infobox.js';
import type { Damaged } from './numbers.js';
import { keysIn, plainText, sentencesOf, withoutCitations } from './markdown.js';
import { allParts, type Outline, type Part } from './sections.js';

/** The source (the page itself) and date of every fact from a page. */
export interface Stamp {
  key: string;
  asOf: string | undefined;
}

/** The input shared by the functions that read a drug page. */
export interface DrugPage {
  page: Cleaned;
  /** The page's file, unchanged. */
  file: Source;
  /** The offset at which the file's front matter ends. */
  matterEnd: number;
  outline: Outline;
  stamp: Stamp;
  findings: Findings;
  /** The ID of the drug's artifact, which begins a guess's path. */
  drugId: string;
  /** The page's names of the drug, its brand or title first. */
  names: readonly string[];
  /** Metadata from the front matter and the page's own tables, beyond the article's fields. */
  metadata: MetadataEntries;
  /** Damaged numbers on the page, including those that a person confirmed. */
  damaged: readonly Damaged[];
}

/** Units as labels write them. */
const UNITS: [pattern: RegExp, unit: string][] = [
  [/\b(?:vector genomes?|viral genomes?)(?:\s*\((?:vg)\))?\s*(?:per|\/)\s*(?:kilogram|kg)\b/i, 'vector genomes per kg'],
  [/\bvg\s*\/\s*kg\b/i, 'vector genomes per kg'],
  [/\b(?:vector genomes?|vg)\b/i, 'vector genomes'],
];

const digitsOf = (raised: string): string =>
  [...raised].map((sign) => ('⁰¹²³⁴⁵⁶⁷⁸⁹'.includes(sign) ? String('⁰¹²³⁴⁵⁶⁷⁸⁹'.indexOf(sign)) : sign)).join('');

/** An undamaged number with a power of ten and its unit, if the text contains one: `1.1 × 10¹⁴ vector genomes per kg`. */
export const powerQuantity = (text: string): { number: Numeric; unit: string; matched: string } | undefined => {
  const match = /(\d+(?:\.\d+)?)\s*[×x]\s*10(?:\\?\^\{?(\d+)\}?|<sup>(\d+)<\/sup>|([⁰¹²³⁴⁵⁶⁷⁸⁹]+))(.{0,60})/i.exec(
    text,
  );
  const exponent = match && (match[2] ?? match[3] ?? (match[4] === undefined ? undefined : digitsOf(match[4])));
  if (!match || exponent === undefined) return undefined;
  const unit = UNITS.find(
    ([pattern]) => (match[5] ?? '').search(pattern) === 1 || pattern.test((match[5] ?? '').slice(0, 45)),
  )?.[1];
  return unit
    ? {
        number: numericOf(`${match[1]}e${exponent}`) ?? `${match[1]}e${exponent}`,
        unit,
        matched: match[0].slice(0, match[0].length - (match[5]?.length ?? 0)),
      }
    : undefined;
};

/** A fact of the page with the references that it cites for it. */
export const factOf = (
  value: Value,
  stamp: Stamp,
  cited: readonly string[] = [],
  more: Partial<Sourced<Value>> = {},
): Sourced<Value> => ({
  value,
  refs: [stamp.key, ...cited],
  ...(stamp.asOf && { asOf: stamp.asOf }),
  ...more,
});

const upperFirst = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);

const MONTHS = 'January February March April May June July August September October November December'.split(' ');
const MONTH = String.raw`(?:(\d{1,2})\s+)?(${MONTHS.join('|')})\s+(?:(\d{1,2}),?\s+)?(\d{4})`;

/** The date in a sentence: `May 2019` → 2019-05. */
export const dateIn = (text: string): string | undefined => {
  const match = new RegExp(MONTH).exec(text);
  if (match) {
    const day = match[1] ?? match[3];
    return `${match[4]}-${String(MONTHS.indexOf(match[2] ?? '') + 1).padStart(2, '0')}${day ? `-${day.padStart(2, '0')}` : ''}`;
  }
  return /\b(?:in|since|of)\s+((?:19|20)\d{2})\b/.exec(text)?.[1];
};

const REGULATORS =
  /\b(FDA|EMA|European Commission|European Medicines Agency|MHRA|PMDA|Health Canada|TGA|NMPA|Swissmedic)\b/;

const ROUTES =
  /\b(intravenous|intrathecal|oral|subcutaneous|intramuscular|intravitreal|inhaled|topical|transdermal|intranasal)\b/i;

const paragraphsOf = ({ body, parts }: Outline): string[] =>
  [body, ...allParts(parts).map((part) => part.body)]
    .flatMap((text) => text.split(/\n\s*\n|\n(?=[-*]\s)/))
    .filter(Boolean);

const isDosing = ({ title }: Part): boolean =>
  /dos(e|ing|age)|administration|general information|how .* (given|supplied)/i.test(title);

const approvalText = ({ regulator, status, date, population, route }: Approval): string =>
  [regulator, status, date, population, route].filter(Boolean).join(', ');

/** Why the text after an approval may revoke it, or turn it into that of a trial or test. */
const goesOn = (sentence: string): string | undefined => {
  const rest = /\b(?:approv|authori[sz]|clear|licen[sc])\w*(.*)$/i.exec(sentence)?.[1] ?? '';
  const word =
    /[;:—]|,\s(?!\d{4})(?=\p{L})|\b(?:but|before|although|though|trials?|test(?:s|ing)?|stud(?:y|ies)|committee|panel|phase|taken|left|pulled)\b/iu.exec(
      rest,
    )?.[0];
  return word && `the sentence continues after it (“${word.trim()}”)`;
};

/** The approvals that sentences state and a person accepted. */
const approvalsOf = ({ page, outline, stamp, findings, drugId, names }: DrugPage): Approval[] => {
  const approvals: Approval[] = [];
  const add = (approval: Approval, sentence: string, doubt: string | undefined) => {
    const at = Math.max(0, page.text.indexOf(sentence.slice(0, 40)));
    const accepted = findings.guess(page.source, at, sentence, {
      path: `${drugId}.approvals`,
      text: approvalText(approval),
      doubt,
    });
    if (
      accepted &&
      !approvals.some(({ regulator, date }) => regulator === approval.regulator && date === approval.date)
    )
      approvals.push(approval);
  };
  for (const paragraph of paragraphsOf(outline))
    for (const sentence of sentencesOf(paragraph)) {
      const plain = plainText(sentence);
      const regulators = [...new Set([...plain.matchAll(new RegExp(REGULATORS, 'g'))].map(([name]) => name))];
      const [regulator] = regulators;
      const date = dateIn(plain);
      const expanded = /\bexpand(?:ed|s)? (?:the |its )?(?:\w+ )?(?:approval|indication)/i.test(plain);
      if (
        !regulator ||
        !date ||
        !(expanded || /\b(?:approv(?:ed|al)|granted|authori[sz](?:ed|ation)|cleared|licen[sc]ed)\b/i.test(plain))
      )
        continue;
      const population =
        /\b(?:for|include|in|to)\s+((?:pediatric |paediatric |adult |all )?(?:patients|adults|children|people|infants|adolescents)\b[^.;,]*)/i.exec(
          plain,
        )?.[1];
      const route = ROUTES.exec(plain)?.[1];
      const [whom, via] = population?.split(/\s+(?:via|by|through)\s+/i) ?? [];
      const named = new RegExp(
        `\\b(?:approved|authori[sz]ed|cleared|licen[sc]ed|approval (?:of|for))\\s+${anyOf(names)}`,
        'i',
      );
      const doubt =
        doubtOf(sentence, names, ['history', 'another country']) ??
        (regulators.length > 1 ? `the sentence names ${regulators.join(' and ')}` : undefined) ??
        (date > new Date().toISOString() ? 'the date is in the future' : undefined) ??
        goesOn(plain) ??
        (named.test(plain) ||
        isSubject(
          sentence,
          names,
          /(?:(?:approv|authori[sz]|clear|licen[sc])ed|(?:received|won|gained|got)\s+(?:(?:FDA|EMA|US|marketing|full|regulatory|its|the)\s+){0,3}approval)\b/,
        )
          ? undefined
          : 'the sentence may be about the approval of something else');
      add(
        {
          regulator,
          status: expanded ? 'Expanded' : 'Approved',
          date,
          ...(whom && { population: upperFirst(whom.trim()) }),
          ...(route && (via === undefined || ROUTES.test(via)) && { route: upperFirst(route.toLowerCase()) }),
          refs: [stamp.key, ...keysIn(sentence)],
        },
        sentence,
        doubt,
      );
    }
  const status = allParts(outline.parts).find(({ title }) => /^approval status/i.test(title));
  const date = status && dateIn(status.body);
  if (!status || !date) return approvals;
  const named = [...new Set([...page.text.matchAll(new RegExp(REGULATORS, 'g'))].map(([name]) => name))];
  const [regulator] = named;
  if (regulator === undefined || named.length > 1) {
    findings.add(
      page.source,
      'left out',
      status.start,
      status.body,
      'Approval without a named regulator. It is kept in the text only.',
    );
    return approvals;
  }
  const whom = allParts(outline.parts).find(({ title }) => /^specific treatments|^indications?/i.test(title))?.body;
  add(
    {
      regulator,
      status: /^\w+/.exec(plainText(status.body))?.[0] ?? 'Approved',
      date,
      ...(whom && { population: upperFirst(withoutCitations(whom)) }),
      refs: [stamp.key],
    },
    status.body,
    `the passage names no regulator; the only one named on the page is ${regulator}`,
  );
  return approvals;
};

/** The names of a drug in a title of the form “Brand (generic)” and in the text. */
export const namesOf = (title: string, text: string): { brand?: string; generics: string[]; code?: string } => {
  const [, brand, inner] = /^([^()]+?)\s*\(([^()]+)\)\s*$/.exec(title) ?? [];
  const generic = /\bgeneric(?: name)?:?\s+([a-z][a-z0-9 -]+?)(?=[;,)]| is )/i.exec(text)?.[1];
  const code = /\b(?:development )?codes?(?: names?)?:?\s+([A-Z][A-Z0-9-]{2,})/.exec(text)?.[1];
  const generics = [generic, inner?.toLowerCase()].filter((name): name is string => Boolean(name));
  return { ...(brand && { brand }), generics: [...new Set(generics)], ...(code && { code }) };
};

type FactField =
  | 'drugClass'
  | 'indication'
  | 'dosageForm'
  | 'dosage'
  | 'concomitantMedication'
  | 'mechanismOfAction'
  | 'manufacturer'
  | 'price';

/** The last word of a drug class. */
const CLASS =
  /therapy|inhibitor|antibody|oligonucleotide|agonist|antagonist|vaccine|modifier|blocker|hormone|enzyme|corticosteroid|conjugate|degrader/;

/** One or more company names: capitalized words or links, with text in parentheses after them. */
const COMPANY = String.raw`(?:\[[^\]]+\]\([^)\s]+\)|(?:the )?[\p{Lu}\d][\p{L}\p{N}.&'’-]*)`;
const COMPANIES = new RegExp(
  String.raw`\b(?:developed|manufactured|made|marketed|produced) by (${COMPANY}(?:(?:,? and |,? & |, | of | )${COMPANY})*(?:\s*\((?:[^()]|\([^()]*(?:\([^()]*\)[^()]*)*\))*\))?)`,
  'u',
);

/** A value without the end of the sentence that it was part of: a full stop not belonging to an abbreviation, and unmatched asterisks. */
const trimmed = (value: string, sentence: string): string => {
  if (value === withoutCitations(sentence)) return value;
  const whole = value.split('**').length % 2 === 0 ? value.replaceAll('**', '') : value;
  return whole.trim().replace(/(?<!\b(?:Inc|Ltd|Co|Corp|Bros|S\.A))\.$/, '');
};

/** Facts that sentences state explicitly and a person accepted. */
const proseFacts = ({
  page,
  outline,
  stamp,
  findings,
  damaged,
  drugId,
  names,
}: DrugPage): [FactField, Sourced<Value>][] => {
  const { source, text } = page;
  const facts: [FactField, Sourced<Value>][] = [];
  const propose = (
    field: FactField,
    value: Value | undefined,
    sentence: string,
    doubt: string | undefined,
    more: Partial<Sourced<Value>> = {},
  ) => {
    if (value === undefined || value === '') return;
    const clean = typeof value === 'string' ? upperFirst(trimmed(withoutCitations(value), sentence)) : value;
    const accepted = findings.guess(source, Math.max(0, text.indexOf(sentence.slice(0, 40))), sentence, {
      path: `${drugId}.${field}`,
      text: plainText(typeof clean === 'object' ? formatValue(clean) : String(clean)),
      doubt,
    });
    if (accepted) facts.push([field, factOf(clean, stamp, keysIn(sentence), more)]);
  };
  /** The doubt about a claim whose subject must be the drug, in the present. */
  const about = (sentence: string, claim: RegExp): string | undefined =>
    doubtOf(sentence, names) ??
    (isSubject(sentence, names, claim) ? undefined : 'the sentence may be about something else') ??
    (isPast(sentence) && !/\b(?:developed|designed)\b/.test(sentence)
      ? 'the sentence may be about the past'
      : undefined);

  const mechanism = allParts(outline.parts).find(({ title }) => /^mechanism/i.test(title));
  for (const sentence of sentencesOf(mechanism?.body ?? ''))
    if (/\b(?:designed to|works by|acts by|inhibits|binds to)\b/i.test(plainText(sentence)))
      propose(
        'mechanismOfAction',
        withoutCitations(sentence).replace(/\.$/, ''),
        sentence,
        about(sentence, /designed to|works by|acts by|inhibits|binds to/),
      );
  const dosing = new Set(
    allParts(outline.parts)
      .filter(isDosing)
      .flatMap(({ body }) => body.split(/\n\s*\n|\n(?=[-*]\s)/)),
  );
  for (const paragraph of paragraphsOf(outline)) {
    for (const sentence of sentencesOf(paragraph.replace(/^[-*]\s+/, ''))) {
      const plain = withoutCitations(sentence);
      const drugClass = new RegExp(String.raw`\b(?:is|was) an? ([^,;:.]*?\b(?:${CLASS.source})s?\b)`, 'i').exec(
        plain,
      )?.[1];
      if (drugClass && !/important|component/.test(drugClass))
        propose(
          'drugClass',
          drugClass,
          sentence,
          about(sentence, new RegExp(String.raw`(?:an?\s+)?[\w-]*(?:${CLASS.source})`)) ??
            (/\b(?:of|for|to|with|by|that|what|from|as)\b/.test(drugClass)
              ? 'this may be more than a drug class'
              : undefined),
        );
      propose(
        'indication',
        /\bindicated (?:for|in) (?:the treatment of )?(.+?)\.?$/i.exec(plain)?.[1] ??
          /\b(?:for|used in) the (?:treatment|prevention) of (.+?)(?:\.|, which|$)/i.exec(plain)?.[1],
        sentence,
        about(sentence, /indicated|for the (?:treatment|prevention) of|used in the/) ??
          (/\bby\b/.test(plain) ? 'this may describe use by some people only' : undefined),
      );
      propose(
        'manufacturer',
        COMPANIES.exec(plain)?.[1],
        sentence,
        about(sentence, /(?:developed|manufactured|made|marketed|produced) by/),
      );
      propose(
        'dosageForm',
        /\b(?:supplied|available) as an? ([^.;]+)/i.exec(plain)?.[1],
        sentence,
        about(sentence, /supplied|available/),
      );
      propose(
        'price',
        /\b(?:priced at|price of|costs?)\s+((?:approximately |about |around )?\$[\d.,]*\d(?: (?:million|billion|thousand))?(?: (?:for|per) (?:a |an )?[\w-]+(?: (?:dose|year|month|treatment))?)?)/i.exec(
          plain,
        )?.[1],
        sentence,
        about(sentence, /priced|price|costs?/) ??
          (/\$[\d.,]*\d[^.;]*\b(?:less|more|below|above|cheaper|under|over|extra|off)\b/.test(plain)
            ? 'this may be a price difference'
            : undefined),
      );
      if (!dosing.has(paragraph)) continue;
      const duration = /\binfusion over [\w ]+?(?:minutes?|hours?)/i.exec(plain)?.[0];
      const doubt = doubtOf(sentence, names);
      if (/\b(?:recommended (?:dose|dosage)|infusion at|dose of|administered at|given at)\b/i.test(plain)) {
        const quantity = powerQuantity(plain);
        const group = /^([^:.]{3,40}):\s/.exec(plain)?.[1];
        const at = text.indexOf(sentence.slice(0, 40));
        const [from, to] = [source.placeOf(at), source.placeOf(at + sentence.length)];
        const broken = damaged.find(
          ({ finding: { line, column } }) =>
            at >= 0 &&
            (line > from.line || (line === from.line && column >= from.column)) &&
            (line < to.line || (line === to.line && column < to.column)),
        );
        const more = { ...(group && { group }), ...(broken?.accepted !== undefined && { printed: broken.printed }) };
        if (quantity)
          propose('dosage', { number: quantity.number, unit: quantity.unit }, sentence, doubt, {
            ...more,
            note: plainText(plain),
          });
        else propose('dosage', plain, sentence, doubt, more);
      }
      if (duration) {
        const route = ROUTES.exec(plain)?.[1];
        propose('dosage', `${route ? `${route.toLowerCase()} ` : ''}${duration}`, sentence, doubt);
      }
    }
    if (
      dosing.has(paragraph) &&
      /\b(?:corticosteroid|prednisolone|prednisone|antihistamine|premedicat)/i.test(paragraph) &&
      /\badminister|\bgive|\bstarting\b/i.test(paragraph)
    )
      propose(
        'concomitantMedication',
        paragraph.replace(/^[-*]\s+/, ''),
        paragraph,
        doubtOf(paragraph, names, ['comparison']),
      );
  }
  return facts;
};

/** Makes a drug from its page: the infobox row by row, then accepted guesses from title and text. */
export const drugOf = (title: string, box: Infobox | undefined, input: DrugPage): Drug => {
  const { page, stamp, findings, drugId: id } = input;
  const drug: Drug = { schemaVersion: 1, id, kind: 'drug', title };
  const facts = new Map<string, Sourced<Value>[]>();
  const put = (field: string, fact: Sourced<Value>) => {
    const all = facts.get(field) ?? [];
    if (!all.some((one) => JSON.stringify(one.value) === JSON.stringify(fact.value) && one.group === fact.group))
      facts.set(field, [...all, fact]);
  };
  const { brand, generics, code } = namesOf(title, plainText(page.text));
  const name = (field: string, value: string, doubt?: string) => {
    const at = Math.max(0, page.text.indexOf(value));
    if (findings.guess(page.source, at, title, { path: `${id}.${field}`, text: value, doubt }))
      put(field, factOf(value, stamp));
  };
  const isName = (value: string) => /^[a-z][a-z-]{3,}(?: [a-z-]{4,}){0,2}$/i.test(value);
  if (brand) name('brandName', brand, generics.every(isName) ? undefined : 'the text in parentheses may not be a name');
  generics.forEach((one) => name('genericName', one, isName(one) ? undefined : 'this may not be a name'));
  if (code) name('codeName', code);

  const rows: NonNullable<Drug['rows']> = [];
  for (const { label, value, place } of box?.rows ?? []) {
    const field = fieldOf(label);
    const fact = factOf(withoutCitations(value), stamp, keysIn(value));
    if (field) {
      put(field, fact);
      const finding = findings.add(
        page.source,
        'reading',
        0,
        `${label} | ${value}`,
        `Infobox row, read as “${field}”.`,
      );
      Object.assign(finding, place);
    } else
      rows.push({
        label,
        value: /^feature$/i.test(label)
          ? { ...fact, note: 'Column heading of a comparison table that is no longer on the page.' }
          : fact,
      });
  }
  for (const [field, fact] of proseFacts(input)) put(field, fact);

  const approvals = approvalsOf(input);
  const whole = (field: string): Fact<Value> | undefined => {
    const all = facts.get(field);
    return all && (all.length === 1 ? all[0] : all);
  };
  return {
    ...drug,
    ...Object.fromEntries(
      ['brandName', 'genericName', 'codeName', 'drugClass'].flatMap((field) =>
        facts.has(field) ? [[field, whole(field)]] : [],
      ),
    ),
    ...(approvals.length > 0 && { approvals }),
    ...Object.fromEntries(
      [
        'indication',
        'ageRange',
        'administrationRoute',
        'dosageForm',
        'dosage',
        'concomitantMedication',
        'mechanismOfAction',
        'manufacturer',
        'price',
      ].flatMap((field) => (facts.has(field) ? [[field, whole(field)]] : [])),
    ),
    ...(rows.length > 0 && { rows }),
  };
};
