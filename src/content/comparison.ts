import { rowGroups } from '../artifact/drug-rows.js';
import type { ArtifactState } from '../artifact/resolve.js';
import type { Approval, Drug, Fact as SchemaFact, Value } from '../artifact/schema/index.js';
import { msg, sentence, str, translated } from '../i18n/messages.js';
import { approvalFact } from './drug.js';
import { factOf, notInRecord } from './facts.js';
import { missingWords } from './missing.js';
import { type BlockOf, type Cell, type Fact, linked, md, own } from './model.js';

/** A therapy of a comparison: the name that it was asked for by, and how far it is. */
export interface Therapy {
  name: string;
  state: ArtifactState<Drug>;
}

/** An attribute with what each therapy says of it. */
interface ComparedRow {
  key: string;
  heading: string;
  label: string;
  said: Map<Drug, Fact[]>;
}

/** Of several regulators each decision names its own. */
const namedApproval = (approval: Approval, lang?: string): Fact => {
  const fact = approvalFact(approval, lang);
  return { ...fact, said: fact.said.map((one) => ({ ...one, value: [own(approval.regulator), ': ', ...one.value] })) };
};

/** What a drug says, in a monograph's order. */
const statements = (drug: Drug, lang?: string): [heading: string, label: string, fact: Fact][] => {
  const all: ReturnType<typeof statements> = [];
  const add = (heading: string, label: string, fact: SchemaFact<Value>) =>
    all.push([heading, label, factOf(fact, undefined, lang)]);
  if (drug.genericName !== undefined) add('Overview', sentence('Generic name'), drug.genericName);
  for (const approval of drug.approvals ?? [])
    all.push(['Overview', sentence('Approval'), namedApproval(approval, lang)]);
  for (const { heading, rows } of rowGroups(drug))
    // A row without a value is a heading that an editor put into a table.
    for (const { label, fact } of rows) if (fact !== '') add(heading, label, fact);
  return all;
};

/** A label without its link, so that an attribute is one row whoever linked it. */
const keyOf = (label: string) =>
  label
    .replace(/\[([^\]]*)\]\([^)]*\)/g, '$1')
    .trim()
    .toLowerCase();

/** The attributes of all these drugs: in the first one's order, and each further one after what it follows in its own drug. */
const comparedRows = (drugs: readonly Drug[], lang?: string): ComparedRow[] => {
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
    for (const [heading, label, fact] of statements(drug, lang)) {
      const at = rows.findIndex(({ key }) => key === keyOf(label));
      const row = rows[at] ?? rowOf(heading, label);
      if (at < 0) rows.splice(next, 0, row);
      next = Math.max(2, (at < 0 ? next : at) + 1);
      row.said.set(drug, [...(row.said.get(drug) ?? []), fact]);
    }
  }
  return rows.filter(({ said }) => said.size > 0);
};

/** What a cell says, without sources and dates: therapies agree where this is the same. A number is what is read of it. */
const sayingOf = (cell: Cell): string =>
  JSON.stringify(cell, ['said', 'value', 'group', 'origins', 'notes', 'of', 'text', 'source', 'label']);

/** Where a therapy's own page is: its path in the wiki, else the page that the artifact is from; "" where it has none. */
export const therapyPage = ({ id, url }: Drug): string =>
  id.startsWith('therapeutics-') ? `/therapeutics/${id.slice('therapeutics-'.length)}` : (url ?? '');

/** What a therapy is called that was given without a name. */
export const therapyName = (number: number): string => msg(str`Therapy ${number}`);

/** What a therapy says of an attribute, or why there is nothing yet or at all. */
const cellOf = (state: ArtifactState<Drug>, { said }: ComparedRow): Cell => {
  if (state.status !== 'ready')
    return [{ run: 'missing', text: state.status === 'failed' ? missingWords('unavailable') : msg('Loading…') }];
  const facts = said.get(state.artifact) ?? [];
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
  const rows = comparedRows(drugs, lang);
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
        .map((row) => {
          const cells = therapies.map(({ state }) => cellOf(state, row));
          return {
            header: [translated(row.label) === row.label ? md(row.label) : translated(row.label)],
            // What one alone tells is a difference.
            note: cells.length > 1 && new Set(cells.map(sayingOf)).size < 2 ? [msg('Same for all')] : undefined,
            cells,
          };
        }),
    })),
  };
};

/** What a comparison is called. */
export const comparisonLabel = (): string => msg('Comparison of therapies');

/** Said in the place of a comparison that names no therapies. */
export const noTherapies = (): string => msg('No therapies are named here to compare.');
