import type { Drug, Fact, InfoboxRow, Value } from './schema/index.js';

/** A row of an infobox or of a comparison: what is told, and the fact that tells it. */
export interface Row {
  /** Markdown: an editor may link a label. */
  label: string;
  fact: Fact<Value>;
}

/** Rows under one quiet heading. */
export interface RowGroup {
  heading: string;
  rows: Row[];
}

/** The fields of a drug that are one row each, in the order in which a monograph tells them. */
const FIELDS: [group: string, field: keyof Drug, label: string][] = [
  ['Overview', 'drugClass', 'Class'],
  ['Overview', 'mechanismOfAction', 'Mechanism'],
  ['Clinical', 'indication', 'Indication'],
  ['Clinical', 'ageRange', 'Age range'],
  ['Clinical', 'administrationRoute', 'Route'],
  ['Clinical', 'dosageForm', 'Form'],
  ['Clinical', 'dosage', 'Dosing'],
  ['Clinical', 'concomitantMedication', 'Given with it'],
  ['Supply', 'manufacturer', 'Maker'],
  ['Supply', 'price', 'Price'],
];

const ORDER = ['Overview', 'Clinical', 'Supply'];

/** A drug's rows by group: its own fields first, then the rows that its author added. */
export const rowGroups = (drug: Drug): RowGroup[] => {
  const groups = new Map<string, Row[]>(ORDER.map((heading) => [heading, []]));
  const add = (heading: string, row: Row) => groups.set(heading, [...(groups.get(heading) ?? []), row]);
  for (const [heading, field, label] of FIELDS) {
    const fact = drug[field] as Fact<Value> | undefined;
    if (fact !== undefined) add(heading, { label, fact });
  }
  for (const { group, label, value } of drug.rows ?? ([] as InfoboxRow[])) add(group ?? 'Overview', { label, fact: value });
  return [...groups].map(([heading, rows]) => ({ heading, rows })).filter(({ rows }) => rows.length > 0);
};
