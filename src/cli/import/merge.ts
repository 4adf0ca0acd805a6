import { sourcedValues } from '../../artifact/values.js';
import { formatValue } from '../../content/numbers.js';
import type { Fact, Sourced, Value } from '../../artifact/schema/common.js';
import type { ImportedPage } from './page/page.js';
import { plainText } from './page/markdown.js';
import type { Article, Artifact, Drug, Safety } from './types.js';

const union = <T>(
  a: readonly T[] | undefined,
  b: readonly T[] | undefined,
  key: (item: T) => string,
): T[] | undefined => {
  const all = [...(a ?? []), ...(b ?? [])];
  const kept = all.filter((item, index) => all.findIndex((other) => key(other) === key(item)) === index);
  return kept.length > 0 ? kept : undefined;
};

const asJson = (value: unknown): string => JSON.stringify(value);

const sameValue = (a: Sourced<Value>, b: Sourced<Value>): boolean =>
  plainText(formatValue(a.value)).toLowerCase() === plainText(formatValue(b.value)).toLowerCase() &&
  (a.group ?? '') === (b.group ?? '') &&
  (a.printed ?? '') === (b.printed ?? '');

/** The values of both sources; equal values become one with both sources. */
const mergeFact = (a: Fact<Value> | undefined, b: Fact<Value> | undefined): Fact<Value> | undefined => {
  if (a === undefined || b === undefined) return a ?? b;
  const merged = [...sourcedValues(a)];
  for (const value of sourcedValues(b)) {
    const index = merged.findIndex((one) => sameValue(one, value));
    const same = merged[index];
    if (same) merged[index] = { ...same, refs: [...new Set([...(same.refs ?? []), ...(value.refs ?? [])])] };
    else merged.push(value);
  }
  return merged.length === 1 ? merged[0] : merged;
};

const FACTS = [
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

/** The merged fields that every artifact has. */
const mergeBase = <T extends Artifact>(a: T, b: T): Partial<Artifact> => ({
  references: { ...b.references, ...a.references },
  provenance: {
    wasDerivedFrom: union(a.provenance?.wasDerivedFrom, b.provenance?.wasDerivedFrom, asJson),
    wasGeneratedBy: union(a.provenance?.wasGeneratedBy, b.provenance?.wasGeneratedBy, asJson),
  },
  editorNotes: union(a.editorNotes, b.editorNotes, asJson),
});

const mergeApprovals = (a: Drug['approvals'], b: Drug['approvals']): Drug['approvals'] => {
  const merged = [...(a ?? [])];
  for (const approval of b ?? []) {
    const index = merged.findIndex(({ regulator, date }) => regulator === approval.regulator && date === approval.date);
    const same = merged[index];
    if (!same) merged.push(approval);
    else
      merged[index] = {
        ...same,
        refs: [...new Set([...(same.refs ?? []), ...(approval.refs ?? [])])],
        ...(approval.population &&
          approval.population !== same.population && {
            note: `Population as worded by another source: ${approval.population}.`,
          }),
      };
  }
  return merged.length > 0 ? merged : undefined;
};

/** Removes fields that are undefined. */
const compact = <T extends object>(value: T): T =>
  Object.fromEntries(Object.entries(value).filter(([, item]) => item !== undefined)) as T;

const mergeDrug = (a: Drug, b: Drug): Drug =>
  compact({
    ...b,
    ...a,
    ...Object.fromEntries(FACTS.map((field) => [field, mergeFact(a[field], b[field])])),
    approvals: mergeApprovals(a.approvals, b.approvals),
    rows: union(a.rows, b.rows, asJson),
    identifiers: union(a.identifiers, b.identifiers, ({ scheme, value }) => `${scheme} ${value}`),
    trials: union(a.trials, b.trials, asJson),
    links: union(a.links, b.links, asJson),
    ...mergeBase(a, b),
  } as Drug);

const mergeSafety = (a: Safety, b: Safety): Safety =>
  compact({
    ...b,
    ...a,
    boxedWarning: union(a.boxedWarning, b.boxedWarning, ({ text }) => text),
    boxedWarningMentions: union(a.boxedWarningMentions, b.boxedWarningMentions, ({ text }) => text),
    adverseEvents: union(a.adverseEvents, b.adverseEvents, asJson),
    ...mergeBase(a, b),
  } as Safety);

/** Fields that are not facts about a drug. */
const NO_FACTS = [
  'schemaVersion',
  'id',
  'kind',
  'title',
  'lang',
  'url',
  'asOf',
  'provenance',
  'editorNotes',
  'references',
  'links',
];

const hasFacts = (drug: Drug): boolean => Object.keys(drug).some((field) => !NO_FACTS.includes(field));

/**
 * Merges the artifacts of several pages. Pages about the same drug (same brand name) share one drug and one safety
 * profile, in which each fact keeps its source; their articles remain separate.
 * @param told called for each page that was merged into another.
 */
export const mergePages = (
  pages: readonly ImportedPage[],
  told: (joined: ImportedPage, first: ImportedPage) => void,
): Artifact[] => {
  const articles: Article[] = [];
  const drugs = new Map<string, { page: ImportedPage; drug: Drug; safety: Safety | undefined; articles: Article[] }>();
  const trials = new Map<string, Artifact>();
  for (const page of pages) {
    articles.push(page.article);
    for (const trial of page.trials) if (!trials.has(trial.id)) trials.set(trial.id, trial);
    if (!page.drug) continue;
    const key = page.brand?.toLowerCase() ?? page.drug.id;
    const known = drugs.get(key);
    if (!known) {
      drugs.set(key, { page, drug: page.drug, safety: page.safety, articles: [page.article] });
      continue;
    }
    told(page, known.page);
    // The page with more infobox rows names the drug; the other page's facts are added.
    const first = (page.drug.rows?.length ?? 0) > (known.drug.rows?.length ?? 0);
    known.drug = first ? mergeDrug(page.drug, known.drug) : mergeDrug(known.drug, page.drug);
    const [one, other] = first ? [page.safety, known.safety] : [known.safety, page.safety];
    known.safety = one && other ? mergeSafety(one, other) : (one ?? other);
    known.articles.push(page.article);
  }
  for (const { drug, safety, articles: about } of drugs.values()) {
    if (safety) drug.safety = safety.id;
    for (const article of about) {
      if (hasFacts(drug)) article.drug = drug.id;
      if (safety) article.safety = safety.id;
    }
  }
  return [
    ...articles,
    ...[...drugs.values()].flatMap(({ drug, safety }) => [
      ...(hasFacts(drug) ? [drug] : []),
      ...(safety ? [safety] : []),
    ]),
    ...pages.flatMap(({ drug, safety }) => (safety && !drug ? [safety] : [])),
    ...trials.values(),
  ];
};
