import { rowGroups } from '../artifact/drug-rows.js';
import type { ArtifactState } from '../artifact/resolve.js';
import type { Approval, Drug, Fact as SchemaFact, Value } from '../artifact/schema/index.js';
import { sourcedValues } from '../artifact/values.js';
import { msg, sentence, str, translated } from '../i18n/messages.js';
import { approvalFact } from './drug.js';
import { factOf, notInRecord } from './facts.js';
import { missingWords } from './missing.js';
import { type BlockOf, type Cell, type Fact, linked, md, own } from './model.js';
import { formatValue } from './numbers.js';

/** A therapy of a comparison: the name that it was asked for by, and how far it is. */
export interface Therapy {
  name: string;
  state: ArtifactState<Drug>;
}

/** One thing that a therapy says of an attribute. */
interface Statement {
  /** What it says, without sources and dates: two therapies agree where this is the same. */
  text: string;
  inWords: (lang: string | undefined) => Fact;
}

/** An attribute with what each therapy says of it. */
interface ComparedRow {
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
const comparedRows = (drugs: readonly Drug[]): ComparedRow[] => {
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
const isSame = ({ said }: ComparedRow, drugs: readonly Drug[]): boolean => {
  const texts = drugs.map((drug) =>
    said
      .get(drug)
      ?.map(({ text }) => text)
      .join(),
  );
  return drugs.length > 1 && texts.every((text) => text === texts[0]);
};

/** Where a therapy's own page is: its path in the wiki, else the page that the artifact is from; "" where it has none. */
export const therapyPage = ({ id, url }: Drug): string =>
  id.startsWith('therapeutics-') ? `/therapeutics/${id.slice('therapeutics-'.length)}` : (url ?? '');

/** What a therapy is called that was given without a name. */
export const therapyName = (number: number): string => msg(str`Therapy ${number}`);

/** What a therapy says of an attribute, or why there is nothing yet or at all. */
const cellOf = (state: ArtifactState<Drug>, { said }: ComparedRow, lang?: string): Cell => {
  if (state.status !== 'ready')
    return [{ run: 'missing', text: state.status === 'failed' ? missingWords('unavailable') : msg('Loading…') }];
  const facts = (said.get(state.artifact) ?? []).map(({ inWords }) => inWords(lang));
  const [first, ...others] = facts;
  return others.length > 0
    ? {
        relation: facts.some(({ relation }) => relation === 'conflict') ? 'conflict' : 'several',
        said: facts.flatMap((one) => one.said),
      }
    : (first ?? [notInRecord()]);
};

/** Therapies side by side: a column each, a row for each attribute that any has. A row that is the same for all has a note that says so. */
export const comparisonTable = (therapies: readonly Therapy[], lang?: string): BlockOf<'table'> => {
  const drugs = therapies.flatMap(({ state }) => (state.status === 'ready' ? [state.artifact] : []));
  // While one is missing nobody can say that all agree.
  const compared = drugs.length === therapies.length ? drugs : [];
  const rows = comparedRows(drugs);
  const headings = [...new Set(rows.map(({ heading }) => heading))];
  return {
    kind: 'table',
    label: msg('Therapies compared'),
    corner: [msg('Attribute')],
    columns: therapies.map(({ name, state }) => [
      state.status === 'ready' ? linked(state.artifact.title, therapyPage(state.artifact)) : own(name),
    ]),
    groups: headings.map((heading) => ({
      heading: [translated(heading)],
      rows: rows
        .filter((row) => row.heading === heading)
        .map((row) => ({
          header: [translated(row.label) === row.label ? md(row.label) : translated(row.label)],
          note: isSame(row, compared) ? [msg('Same for all')] : undefined,
          cells: therapies.map(({ state }) => cellOf(state, row, lang)),
        })),
    })),
  };
};

/** What a comparison is called. */
export const comparisonLabel = (): string => msg('Comparison of therapies');

/** Said in the place of a comparison that names no therapies. */
export const noTherapies = (): string => msg('No therapies are named here to compare.');
