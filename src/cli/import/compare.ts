import { sourcedValues } from '../../artifact/values.js';
import { formatValue } from '../../content/numbers.js';
import { formatPhases } from '../../content/terms.js';
import type { Fact, Value } from '../../artifact/schema/common.js';
import type { Section } from '../../artifact/schema/index.js';
import { keysIn, plainText } from './page/markdown.js';
import type { Artifact } from './types.js';

/** A fact that differs between an imported artifact and an existing one. */
export interface Difference {
  /** The field, or the kind of number: `dosage`, `approvals`, `numbers in the text`. */
  field: string;
  /** `worded`: both state it with the same numbers but different wording. */
  state: 'worded' | 'only imported' | 'only existing';
  imported?: string;
  existing?: string;
}

/** The comparison of an imported artifact with an existing one. */
export interface Comparison {
  id: string;
  /** The file of the existing artifact. */
  file: string;
  /** Facts that are identical in both, by field. */
  same: { field: string; value: string }[];
  differences: Difference[];
}

type Facts = Map<string, string[]>;

const texts = (fact: Fact<Value> | undefined): string[] => sourcedValues(fact).map(({ value }) => formatValue(value));

/** Numbers as printed, including comparison and currency signs: `≥30`, `10¹⁴`, `$2.125`. */
const numbersIn = (text: string): string[] =>
  plainText(text)
    .replaceAll(/\bNCT\d{8}\b/g, ' ')
    .match(/[$≥≤<>]?\s?\d(?:[\d,.]*\d)?(?:⁰|¹|²|³|⁴|⁵|⁶|⁷|⁸|⁹)*(?:\s?%)?/g)
    ?.map((number) => number.replaceAll(/[\s,]/g, '')) ?? [];

const bodiesOf = (sections: readonly Section[] | undefined): string[] =>
  (sections ?? []).flatMap(({ title, body, sections: parts }) => [title, body ?? '', ...bodiesOf(parts)]);

const TEXT_FIELDS = [
  'brandName',
  'genericName',
  'codeName',
  'drugClass',
  'indication',
  'ageRange',
  'administrationRoute',
  'dosageForm',
  'dosage',
  'concomitantMedication',
  'mechanismOfAction',
  'manufacturer',
  'price',
] as const;

/** The facts of an artifact as text, by field. */
const factsOf = (artifact: Artifact): Facts => {
  const facts: Facts = new Map();
  const put = (field: string, values: readonly (string | undefined)[]) => {
    const there = values.filter((value): value is string => Boolean(value));
    if (there.length > 0) facts.set(field, [...(facts.get(field) ?? []), ...there]);
  };
  put('title', [artifact.title]);
  switch (artifact.kind) {
    case 'drug':
      for (const field of TEXT_FIELDS) put(field, texts(artifact[field]));
      put(
        'approvals',
        (artifact.approvals ?? []).map(({ regulator, status, date, route }) =>
          [regulator, status, date, route].filter(Boolean).join(', '),
        ),
      );
      put(
        'approved for',
        (artifact.approvals ?? []).map(({ population }) => population),
      );
      for (const { label, value } of artifact.rows ?? []) put(`row “${plainText(label)}”`, texts(value));
      put(
        'identifiers',
        (artifact.identifiers ?? []).map(({ scheme, value }) => `${scheme} ${value}`),
      );
      put('trials', artifact.trials ?? []);
      put(
        'links',
        (artifact.links ?? []).flatMap(({ links }) => links.map(({ href }) => href)),
      );
      break;
    case 'safety':
      put(
        'boxed warning',
        (artifact.boxedWarning ?? []).map(({ text }) => text),
      );
      put(
        'adverse events',
        (artifact.adverseEvents ?? []).map(({ term }) => term),
      );
      for (const event of artifact.adverseEvents ?? [])
        for (const field of [
          'incidence',
          'onset',
          'presentation',
          'mechanism',
          'riskFactors',
          'management',
          'monitoring',
        ] as const)
          put(`${event.term.toLowerCase()}: ${field}`, texts(event[field]));
      break;
    case 'trial':
      put('nctId', [artifact.nctId]);
      put(
        'acronym',
        sourcedValues(artifact.acronym).map(({ value }) => value),
      );
      put(
        'phases',
        sourcedValues(artifact.phases).map(({ value }) => formatPhases(value)),
      );
      put(
        'enrollment',
        sourcedValues(artifact.enrollment).map(({ value }) => String(value.count)),
      );
      put('population', texts(artifact.population));
      put('conclusions', (artifact.conclusions ?? []).flatMap(texts));
      break;
    case 'article': {
      const body = [artifact.body ?? '', ...bodiesOf(artifact.sections)].join('\n');
      put(
        'sections',
        (artifact.sections ?? []).map(({ title }) => title),
      );
      put('numbers in the text', [...new Set(numbersIn(body))]);
      put('trials named', [...new Set(body.match(/\bNCT\d{8}\b/g) ?? [])]);
      put(
        'works cited',
        keysIn(body).filter((key) => !key.startsWith('page-')),
      );
      put(
        'links',
        (artifact.links ?? []).flatMap(({ links }) => links.map(({ href }) => href)),
      );
      put('links in the text', [...new Set([...body.matchAll(/\]\(([^)\s]+)\)/g)].map(([, href]) => href))]);
      put(
        'hypotheses',
        (artifact.relatedHypotheses?.hypotheses ?? []).map(({ title, score, target }) =>
          [title, score, target].filter((part) => part !== undefined).join(', '),
        ),
      );
      put(
        'metadata',
        (artifact.metadata ?? []).map(({ name, value }) => `${name} = ${String(value)}`),
      );
      break;
    }
  }
  return facts;
};

const plain = (text: string): string =>
  plainText(text)
    .toLowerCase()
    .replaceAll(/[\u202F\u00A0]/g, ' ')
    .replace(/^not reported by .*$/, 'not reported')
    .replace(/\.$/, '')
    .replaceAll(/\s+/g, ' ');

const sameNumbers = (a: string, b: string): boolean =>
  numbersIn(a).length > 0 && [...numbersIn(a)].sort().join() === [...numbersIn(b)].sort().join();

/** The share of words in common (0 to 1), to distinguish a reworded fact from a different one. */
const overlap = (a: string, b: string): number => {
  const words = (text: string) => new Set(plain(text).match(/[\p{L}\p{N}]{4,}/gu) ?? []);
  const [one, other] = [words(a), words(b)];
  return [...one].filter((word) => other.has(word)).length / Math.max(1, Math.min(one.size, other.size));
};

/** Compares the facts of two artifacts about the same subject. Sources, dates and notes are not compared. */
export const compareArtifacts = (imported: Artifact, existing: Artifact, file: string): Comparison => {
  const [mine, theirs] = [factsOf(imported), factsOf(existing)];
  const comparison: Comparison = { id: imported.id, file, same: [], differences: [] };
  for (const field of new Set([...mine.keys(), ...theirs.keys()])) {
    const here = [...(mine.get(field) ?? [])];
    const there = [...(theirs.get(field) ?? [])];
    const take = (match: (a: string, b: string) => boolean, see: (a: string, b: string) => void) => {
      for (const value of [...here]) {
        const index = there.findIndex((other) => match(value, other));
        const other = there[index];
        if (other === undefined) continue;
        there.splice(index, 1);
        here.splice(here.indexOf(value), 1);
        see(value, other);
      }
    };
    take(
      (a, b) => plain(a) === plain(b),
      (value) => comparison.same.push({ field, value }),
    );
    take(
      (a, b) =>
        field !== 'numbers in the text' &&
        (sameNumbers(a, b) || (numbersIn(a).length + numbersIn(b).length === 0 && a.length > 12)) &&
        overlap(a, b) >= 0.5,
      (a, b) => comparison.differences.push({ field, state: 'worded', imported: a, existing: b }),
    );
    here.forEach((value) => comparison.differences.push({ field, state: 'only imported', imported: value }));
    there.forEach((value) => comparison.differences.push({ field, state: 'only existing', existing: value }));
  }
  return comparison;
};
