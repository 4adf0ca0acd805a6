import { rowGroups } from '../artifact/drug-rows.js';
import type { Approval, Drug, Fact as SchemaFact, Value } from '../artifact/schema/index.js';
import { sourcedValues } from '../artifact/values.js';
import { msg, sentence } from '../i18n/messages.js';
import { approvalFact } from './drug.js';
import { factOf } from './facts.js';
import { type Fact, own } from './model.js';
import { formatValue } from './numbers.js';

/** One thing that a therapy says of an attribute. */
interface Statement {
  /** What it says, without sources and dates: two therapies agree where this is the same. */
  text: string;
  inWords(lang: string | undefined): Fact;
}

/** An attribute with what each therapy says of it. */
export interface ComparedRow {
  key: string;
  heading: string;
  label: string;
  said: Map<Drug, Statement[]>;
}

const factStatement = (fact: SchemaFact<Value>): Statement => ({
  text: JSON.stringify(sourcedValues(fact).map(({ value, group, note }) => [formatValue(value), group, note])),
  inWords: (lang) => factOf(fact, undefined, lang),
});

/** Of several regulators each decision names its own. */
const approvalStatement = (approval: Approval): Statement => {
  const { regulator, status, date, population, route, note } = approval;
  return {
    text: JSON.stringify([regulator, status, date, population, route, note]),
    inWords: (lang) => {
      const fact = approvalFact(approval, lang);
      return { ...fact, said: fact.said.map((one) => ({ ...one, value: [own(regulator), ': ', ...one.value] })) };
    },
  };
};

/** What a drug says, in a monograph's order. */
const statements = (drug: Drug): [heading: string, label: string, statement: Statement][] => {
  const all: ReturnType<typeof statements> = [];
  if (drug.genericName !== undefined) all.push(['Overview', sentence('Generic name'), factStatement(drug.genericName)]);
  for (const approval of drug.approvals ?? [])
    all.push(['Overview', sentence('Approval'), approvalStatement(approval)]);
  for (const { heading, rows } of rowGroups(drug))
    // A row without a value is a heading that an editor put into a table.
    for (const { label, fact } of rows) if (fact !== '') all.push([heading, label, factStatement(fact)]);
  return all;
};

/** A label without its link, so that an attribute is one row whoever linked it. */
const keyOf = (label: string) =>
  label
    .replace(/\[([^\]]*)\]\([^)]*\)/g, '$1')
    .trim()
    .toLowerCase();

/** The attributes of all these drugs: in the first one's order, and each further one after what it follows in its own drug. */
export const comparedRows = (drugs: readonly Drug[]): ComparedRow[] => {
  const rowOf = (heading: string, label: string): ComparedRow => ({
    key: keyOf(label),
    heading,
    label,
    said: new Map(),
  });
  // These two lead, whichever drug is the first to have them.
  const rows = [rowOf('Overview', 'Generic name'), rowOf('Overview', 'Approval')];
  for (const drug of drugs) {
    let next = 2;
    for (const [heading, label, statement] of statements(drug)) {
      const at = rows.findIndex(({ key }) => key === keyOf(label));
      const row = rows[at] ?? rowOf(heading, label);
      if (at < 0) rows.splice(next, 0, row);
      next = Math.max(2, (at < 0 ? next : at) + 1);
      row.said.set(drug, [...(row.said.get(drug) ?? []), statement]);
    }
  }
  return rows.filter(({ said }) => said.size > 0);
};

/** Whether these drugs say the same of an attribute. What one alone tells is a difference. */
export const isSame = ({ said }: ComparedRow, drugs: readonly Drug[]): boolean => {
  const texts = drugs.map((drug) =>
    said
      .get(drug)
      ?.map(({ text }) => text)
      .join(),
  );
  return drugs.length > 1 && texts.every((text) => text === texts[0]);
};

/** What a comparison calls itself and its parts. */
export const comparisonWords = () => ({
  comparison: msg('Comparison of therapies'),
  table: msg('Therapies compared'),
  attribute: msg('Attribute'),
  same: msg('Same for all'),
  none: msg('No therapies are named here to compare.'),
});
