import type { Approval, Drug, Fact, Value } from '../../../artifact/schema/index.js';
import type { Sourced } from '../../../artifact/schema/common.js';
import type { Findings } from '../finding.js';
import type { Cleaned } from './checks.js';
import { fieldOf, type Infobox } from './infobox.js';
import { keysIn, plainText, sentencesOf, withoutCitations } from './markdown.js';
import { allParts, type Outline, type Part } from './sections.js';

/** What every fact of a page carries: the page as its source, and the page's date. */
export interface Stamp {
  key: string;
  asOf: string | undefined;
}

/** What the readers of a drug page share. */
export interface DrugPage {
  page: Cleaned;
  outline: Outline;
  stamp: Stamp;
  findings: Findings;
  /** Damaged numbers of the page that nobody confirmed, as printed; and those that were, with what was printed. */
  damaged: readonly { printed: string; accepted: string | undefined; start: number }[];
}

/** Units as labels write them. */
const UNITS: [pattern: RegExp, unit: string][] = [
  [/\b(?:vector genomes?|viral genomes?)(?:\s*\((?:vg)\))?\s*(?:per|\/)\s*(?:kilogram|kg)\b/i, 'vector genomes per kg'],
  [/\bvg\s*\/\s*kg\b/i, 'vector genomes per kg'],
  [/\b(?:vector genomes?|vg)\b/i, 'vector genomes'],
];

const digitsOf = (raised: string): string =>
  [...raised].map((sign) => ('⁰¹²³⁴⁵⁶⁷⁸⁹'.includes(sign) ? String('⁰¹²³⁴⁵⁶⁷⁸⁹'.indexOf(sign)) : sign)).join('');

/** A number with a power of ten and its unit, where the text holds one that is whole: `1.1 × 10¹⁴ vector genomes per kg`. */
export const powerQuantity = (text: string): { number: number; unit: string; matched: string } | undefined => {
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
        number: Number(`${match[1]}e${exponent}`),
        unit,
        matched: match[0].slice(0, match[0].length - (match[5]?.length ?? 0)),
      }
    : undefined;
};

/** A fact of the page, with the works that the page cites for it. */
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

const approvalsOf = ({ page, outline, stamp, findings }: DrugPage): Approval[] => {
  const approvals: Approval[] = [];
  const add = (approval: Approval) => {
    if (!approvals.some(({ regulator, date }) => regulator === approval.regulator && date === approval.date))
      approvals.push(approval);
  };
  for (const paragraph of paragraphsOf(outline))
    for (const sentence of sentencesOf(paragraph)) {
      const plain = plainText(sentence);
      const regulator = REGULATORS.exec(plain)?.[1];
      const date = dateIn(plain);
      const expanded = /\bexpand(?:ed|s)? (?:the |its )?(?:\w+ )?(?:approval|indication)/i.test(plain);
      if (!regulator || !date || !(expanded || /\b(?:approved|granted|authori[sz]ed|cleared)\b/i.test(plain))) continue;
      const population =
        /\b(?:for|include|in|to)\s+((?:pediatric |paediatric |adult |all )?(?:patients|adults|children|people|infants|adolescents)\b[^.;,]*)/i.exec(
          plain,
        )?.[1];
      const route = ROUTES.exec(plain)?.[1];
      const [whom, via] = population?.split(/\s+(?:via|by|through)\s+/i) ?? [];
      add({
        regulator,
        status: expanded ? 'Expanded' : 'Approved',
        date,
        ...(whom && { population: upperFirst(whom.trim()) }),
        ...(route && (via === undefined || ROUTES.test(via)) && { route: upperFirst(route.toLowerCase()) }),
        refs: [stamp.key, ...keysIn(sentence)],
      });
    }
  const status = allParts(outline.parts).find(({ title }) => /^approval status/i.test(title));
  const date = status && dateIn(status.body);
  if (status && date) {
    const named = [...new Set([...page.text.matchAll(new RegExp(REGULATORS, 'g'))].map(([name]) => name))];
    const [regulator] = named;
    if (regulator !== undefined && named.length === 1) {
      findings.add(
        page.source,
        'guess',
        page.originOf(status.start),
        status.body,
        `The approval names no regulator; the page speaks of one only, the ${regulator}.`,
      );
      const whom = allParts(outline.parts).find(({ title }) => /^specific treatments|^indications?/i.test(title))?.body;
      add({
        regulator,
        status: /^\w+/.exec(plainText(status.body))?.[0] ?? 'Approved',
        date,
        ...(whom && { population: upperFirst(withoutCitations(whom)) }),
        refs: [stamp.key],
      });
    } else
      findings.add(
        page.source,
        'unreadable',
        page.originOf(status.start),
        status.body,
        'An approval without its regulator: it stays in the text.',
      );
  }
  return approvals;
};

const namesOf = (title: string, text: string): { brand?: string; generics: string[]; code?: string } => {
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

/** What the prose says in so many words that it can be a row. Each is told as a guess, with its sentence. */
const proseFacts = (
  { page, outline, stamp, findings, damaged }: DrugPage,
  brand: string,
): [FactField, Sourced<Value>][] => {
  const { source, text, originOf } = page;
  const facts: [FactField, Sourced<Value>][] = [];
  const add = (field: FactField, value: Value, sentence: string, more: Partial<Sourced<Value>> = {}) => {
    const at = text.indexOf(sentence.slice(0, 40));
    findings.add(source, 'guess', originOf(Math.max(0, at)), sentence, `Read as “${field}”.`);
    facts.push([field, factOf(value, stamp, keysIn(sentence), more)]);
  };
  const once = new Set<FactField>();
  const first = (field: FactField, value: string | undefined, sentence: string) => {
    if (!value || once.has(field)) return;
    once.add(field);
    add(field, upperFirst(withoutCitations(value).trim()), sentence);
  };
  const aboutIt = (sentence: string) => plainText(sentence).toLowerCase().includes(brand.toLowerCase());

  const mechanism = allParts(outline.parts).find(({ title }) => /^mechanism/i.test(title));
  for (const sentence of sentencesOf(mechanism?.body ?? '')) {
    const plain = plainText(sentence);
    if (/\b(?:designed to|works by|acts by|inhibits|binds to)\b/i.test(plain))
      first('mechanismOfAction', /^.*?(?=\.?$)/s.exec(withoutCitations(sentence).replace(/\.$/, ''))?.[0], sentence);
  }
  const dosing = new Set(
    allParts(outline.parts)
      .filter(isDosing)
      .flatMap(({ body }) => body.split(/\n\s*\n|\n(?=[-*]\s)/)),
  );
  for (const paragraph of paragraphsOf(outline)) {
    for (const sentence of sentencesOf(paragraph.replace(/^[-*]\s+/, ''))) {
      const plain = withoutCitations(sentence);
      if (aboutIt(sentence)) {
        const is = plain.search(/\bis an? /);
        const kind =
          is < 0
            ? undefined
            : /\bis an? (.*?\b(?:therapy|inhibitor|antibody|oligonucleotide|agonist|antagonist|vaccine|modifier|blocker|hormone|enzyme|corticosteroid|conjugate|degrader|chaperone)s?\b)/i.exec(
                plain,
              )?.[1];
        first('drugClass', kind && !/important|component/.test(kind) ? kind : undefined, sentence);
        first(
          'indication',
          /\bindicated for (?:the treatment of )?(.+?)\.?$/i.exec(plain)?.[1] ??
            /\bfor the treatment of (.+?)(?:\.|, which|$)/i.exec(plain)?.[1],
          sentence,
        );
        first(
          'manufacturer',
          /\bdeveloped by ((?:[^.,(]|\([^()]*(?:\([^()]*\)[^()]*)*\))+?)(?= for | to | as |,|\.|$)/i.exec(plain)?.[1],
          sentence,
        );
        first('dosageForm', /\b(?:supplied|available) as an? ([^.;]+)/i.exec(plain)?.[1], sentence);
        const price =
          /\b(?:priced at|price of|costs?)\s+((?:approximately |about |around )?\$[\d.,]*\d(?: (?:million|billion|thousand))?(?: (?:for|per) (?:a |an )?[\w-]+(?: (?:dose|year|month|treatment))?)?)/i.exec(
            plain,
          )?.[1];
        first('price', price, sentence);
      }
      if (
        dosing.has(paragraph) &&
        /\b(?:recommended (?:dose|dosage)|infusion at|dose of|administered at|given at)\b/i.test(plain)
      ) {
        const quantity = powerQuantity(plain);
        const group = /^([^:.]{3,40}):\s/.exec(plain)?.[1];
        const at = text.indexOf(sentence.slice(0, 40));
        const broken = damaged.find(
          ({ start }) => at >= 0 && start >= originOf(at) && start < originOf(at + sentence.length),
        );
        const more = { ...(group && { group }) };
        if (quantity) {
          add('dosage', { number: quantity.number, unit: quantity.unit }, sentence, {
            ...more,
            ...(broken?.accepted !== undefined && { printed: broken.printed }),
            note: plainText(plain),
          });
        } else
          add('dosage', upperFirst(plain), sentence, {
            ...more,
            ...(broken && {
              note: `The source prints “${broken.printed}”, which looks damaged: check it there before you use it.`,
            }),
          });
      }
      const duration = dosing.has(paragraph)
        ? /\binfusion over [\w ]+?(?:minutes?|hours?)/i.exec(plain)?.[0]
        : undefined;
      if (duration) {
        const route = ROUTES.exec(plain)?.[1];
        add('dosage', upperFirst(`${route ? `${route.toLowerCase()} ` : ''}${duration}`), sentence);
      }
    }
    if (
      dosing.has(paragraph) &&
      /\b(?:corticosteroid|prednisolone|prednisone|antihistamine|premedicat)/i.test(paragraph) &&
      /\badminister|\bgive|\bstarting\b/i.test(paragraph)
    )
      add('concomitantMedication', withoutCitations(paragraph.replace(/^[-*]\s+/, '')), paragraph);
  }
  return facts;
};

/** A drug out of its page: the infobox row by row, then what the prose says. */
export const drugOf = (id: string, title: string, box: Infobox | undefined, input: DrugPage): Drug => {
  const { page, stamp, findings } = input;
  const drug: Drug = { schemaVersion: 1, id, kind: 'drug', title };
  const facts = new Map<string, Sourced<Value>[]>();
  const put = (field: string, fact: Sourced<Value>) => {
    const all = facts.get(field) ?? [];
    if (!all.some((one) => JSON.stringify(one.value) === JSON.stringify(fact.value) && one.group === fact.group))
      facts.set(field, [...all, fact]);
  };
  const { brand, generics, code } = namesOf(title, plainText(page.text));
  if (brand) put('brandName', factOf(brand, stamp));
  generics.forEach((name) => put('genericName', factOf(name, stamp)));
  if (code) put('codeName', factOf(code, stamp));
  if (brand && generics[0])
    findings.add(
      page.source,
      'guess',
      0,
      title,
      `“${brand}” is taken for the brand name, “${generics.join('” and “')}” for the generic name.`,
    );

  const rows: NonNullable<Drug['rows']> = [];
  for (const { label, value, start } of box?.rows ?? []) {
    const field = fieldOf(label);
    const fact = factOf(withoutCitations(value), stamp, keysIn(value));
    if (field) {
      put(field, fact);
      findings.add(
        page.source,
        'guess',
        page.originOf(start),
        `${label} | ${value}`,
        `A row of the infobox: read as “${field}”.`,
      );
    } else
      rows.push({
        label,
        value: /^feature$/i.test(label)
          ? { ...fact, note: 'The head of a column in a comparison table that the page no longer has.' }
          : fact,
      });
  }
  for (const [field, fact] of proseFacts(input, brand ?? title)) put(field, fact);

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
