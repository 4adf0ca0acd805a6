import { sentence } from '../i18n/messages.js';
import type { Drug, Fact, InfoboxRow, Value } from './schema/index.js';

/** A row of an infobox or of a comparison: a label and a fact. */
export interface Row {
  /** Markdown: an editor may link a label. */
  label: string;
  fact: Fact<Value>;
  /** Whether the label is from this package, not from an author. */
  isOwn?: boolean;
}

/** Rows under one heading. */
export interface RowGroup {
  heading: string;
  /** Whether the heading is from this package, not from an author. */
  isOwn: boolean;
  rows: Row[];
}

/** The fields of a drug that are shown as rows, in the order of a monograph. */
const FIELDS: [group: string, field: keyof Drug, label: string][] = [
  ['Overview', 'drugClass', sentence('Class')],
  ['Overview', 'mechanismOfAction', sentence('Mechanism')],
  ['Clinical', 'indication', sentence('Indication')],
  ['Clinical', 'ageRange', sentence('Age range')],
  ['Clinical', 'administrationRoute', sentence('Route')],
  ['Clinical', 'dosageForm', sentence('Form')],
  ['Clinical', 'dosage', sentence('Dosing')],
  ['Clinical', 'concomitantMedication', sentence('Co-medication')],
  ['Manufacturer and price', 'manufacturer', sentence('Manufacturer')],
  ['Manufacturer and price', 'price', sentence('Price')],
];

const ORDER = [sentence('Overview'), sentence('Clinical'), sentence('Manufacturer and price')];

/** A drug's rows by group: its own fields first, then the rows that its author added. */
export const rowGroups = (drug: Drug): RowGroup[] => {
  const groups = new Map<string, Row[]>(ORDER.map((heading) => [heading, []]));
  const add = (heading: string, row: Row) => groups.set(heading, [...(groups.get(heading) ?? []), row]);
  for (const [heading, field, label] of FIELDS) {
    const fact = drug[field] as Fact<Value> | undefined;
    if (fact !== undefined) add(heading, { label, fact, isOwn: true });
  }
  for (const { group, label, value } of drug.rows ?? ([] as InfoboxRow[]))
    add(group ?? 'Overview', { label, fact: value });
  return [...groups]
    .map(([heading, rows]) => ({ heading, isOwn: ORDER.includes(heading), rows }))
    .filter(({ rows }) => rows.length > 0);
};
