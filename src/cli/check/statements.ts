import type { Outcome, ResultTable, Trial } from '../../artifact/schema/index.js';
import { isRecord } from '../../artifact/schema/common.js';
import { isCount, isMissing, isPercent, isQuantity } from '../../artifact/values.js';
import { formatValue } from '../../content/numbers.js';

/** One thing that a record states. */
export interface Statement {
  /** What it is said of: an arm, an outcome, a cell of a table. */
  item: string;
  /** The same with the field: “Arm “A”: type”. */
  label: string;
  /** The value in words. */
  value: string;
}

/** What a part of a record states, each by its label's key. */
export type Statements = ReadonlyMap<string, Statement>;

/** The registry's name of a group, where the artifact calls it otherwise. */
export type Rename = (name: string) => string;

/** Says of what nobody but the artifact's author knows, or what is compared as another field. */
const NOT_STATED = new Set(['refs', 'asOf', 'printed', 'axis', 'measure', 'id', 'groupIds', 'by']);

const NAMES = ['measure', 'label', 'title', 'name', 'term', 'group', 'country'];

const nameOf = (item: Record<string, unknown>): string | undefined =>
  NAMES.map((name) => item[name]).find((name): name is string => typeof name === 'string');

/** `timeFrame` → time frame */
const inWords = (field: string): string => field.replaceAll(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`);

/** Two labels are of the same thing where only case, punctuation and white space differ. */
export const sameKey = (label: string): string =>
  label
    .normalize('NFKC')
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N}<>≤≥=+]+/gu, ' ')
    .trim();

/** Gathers statements; the second of the same label gets a number, so that none hides another. */
class Stated {
  readonly all = new Map<string, Statement>();

  constructor(readonly rename: Rename = (name) => name) {}

  put(item: string, label: string, value: string): void {
    let free = label;
    for (let number = 2; this.all.has(sameKey(free)); number++) free = `${label} (${number})`;
    this.all.set(sameKey(free), { item, label: free, value });
  }

  /** Every value below a value, by the names of what it is in. */
  walk(value: unknown, label: string, item = label): void {
    if (value === undefined || value === null) return;
    if (typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean')
      this.put(item, label, String(value));
    else if (isCount(value)) {
      // Events are counted apart from people.
      const { events, ...count } = value;
      this.put(item, label, formatValue(count));
      this.walk(events, `${label}: events`, item);
    } else if (isMissing(value) || isPercent(value) || isQuantity(value)) this.put(item, label, formatValue(value));
    else if (Array.isArray(value)) this.#walkList(value, label, item);
    else if (isRecord(value))
      for (const [field, one] of Object.entries(value))
        // A fact's value is the fact.
        if (field === 'value') this.walk(one, label, item);
        else if (!NOT_STATED.has(field) && one !== nameOf(value) && !(field === 'note' && 'value' in value))
          this.walk(one, `${label}: ${inWords(field)}`, item);
  }

  #walkList(list: readonly unknown[], label: string, item: string): void {
    if (list.every((one) => typeof one !== 'object')) {
      if (list.length > 0) this.put(item, label, list.map(String).sort().join(', '));
      return;
    }
    for (const one of list) {
      const name = isRecord(one) ? nameOf(one) : undefined;
      const own = name === undefined ? label : `${label} “${this.rename(name)}”`;
      const before = this.all.size;
      this.walk(one, own, name === undefined ? item : own);
      // One that has nothing but its name is there all the same.
      if (this.all.size === before && name !== undefined) this.put(own, own, name);
    }
  }

  table({ title, groups, parts }: ResultTable, label: string): void {
    const titles = new Map(groups.map((group) => [group.id, this.rename(group.title)]));
    for (const part of parts)
      for (const row of part.rows)
        for (const { group, ...measurement } of row.measurements)
          this.walk(
            measurement,
            [label, title, part.title, row.title, titles.get(group) ?? group].filter(Boolean).join(', '),
          );
    for (const { rows: _rows, title: part, ...more } of parts)
      this.walk(more, [label, title, part].filter(Boolean).join(', '));
  }
}

const stated = (rename: Rename, ...values: readonly (readonly [label: string, value: unknown])[]): Statements => {
  const stated = new Stated(rename);
  for (const [label, value] of values) stated.walk(value, label);
  return stated.all;
};

/** Fields of the trial itself, each standing by itself. */
const fields = (item: string, values: Record<string, unknown>): Statements => {
  const stated = new Stated();
  for (const [label, value] of Object.entries(values)) stated.walk(value, label, item);
  return stated.all;
};

const tables = (rename: Rename, label: string, report: Trial['participantFlow']): Statements => {
  const stated = new Stated(rename);
  report?.tables.forEach((table) => stated.table(table, label));
  return stated.all;
};

/** What the results of one outcome state; empty where none are told. */
export const resultsOf = (
  { table, analyses, populationDescription }: Outcome,
  label: string,
  rename?: Rename,
): Statements => {
  const stated = new Stated(rename);
  if (table) stated.table(table, label);
  const titles = new Map(table?.groups.map((group) => [group.id, stated.rename(group.title)]));
  analyses?.forEach(({ groupIds, ...analysis }, index) => {
    const groups = groupIds?.map((id) => titles.get(id) ?? id).join(' and ');
    stated.walk(analysis, `${label}, analysis ${index + 1}${groups ? ` (${groups})` : ''}`);
  });
  if (stated.all.size > 0 && populationDescription)
    stated.put(label, `${label}: who was analyzed`, populationDescription);
  return stated.all;
};

/** The parts of a trial that are compared one statement after the other, as the result names them. */
export const PARTS: Record<string, (trial: Trial, rename: Rename) => Statements> = {
  design: ({ studyType, allocation, interventionModel, observationalModel, timePerspective, primaryPurpose }) =>
    fields('Design', {
      'Study type': studyType,
      Allocation: allocation,
      'Intervention model': interventionModel,
      'Observational model': observationalModel,
      'Time perspective': timePerspective,
      'Primary purpose': primaryPurpose,
    }),
  masking: ({ masking, whoMasked, maskingDescription }) =>
    fields('Masking', { Masking: masking, 'Who is masked': whoMasked, 'Masking: description': maskingDescription }),
  eligibility: ({ eligibility }, rename) => stated(rename, ['Eligibility', eligibility]),
  arms: ({ armGroups }, rename) => stated(rename, ['Arm', armGroups]),
  interventions: ({ interventions }, rename) => stated(rename, ['Intervention', interventions]),
  outcomes: ({ outcomes }, rename) =>
    stated(rename, [
      'Outcome',
      outcomes?.map(({ title, measure, type, note, description, timeFrame }) => ({
        measure: measure ?? title,
        type,
        note,
        description,
        timeFrame,
      })),
    ]),
  'participant flow': ({ participantFlow }, rename) => tables(rename, 'Participant flow', participantFlow),
  'baseline characteristics': ({ baselineCharacteristics }, rename) =>
    tables(rename, 'Baseline', baselineCharacteristics),
  deaths: ({ safety }, rename) =>
    stated(
      rename,
      [
        'Deaths',
        safety?.eventGroups
          ?.map(({ title, deaths }) => ({ title, value: deaths }))
          .filter(({ value }) => value !== undefined),
      ],
      ['Deaths: comment', safety?.allCauseMortalityComment],
    ),
  'adverse event totals': ({ safety }, rename) =>
    stated(
      rename,
      [
        'Adverse events',
        safety?.eventGroups
          ?.map(({ title, serious, other }) => ({ title, serious, other }))
          .filter(({ serious, other }) => serious !== undefined || other !== undefined),
      ],
      ['Adverse events: threshold in percent', safety?.frequencyThreshold],
      ['Adverse events: time frame', safety?.timeFrame],
    ),
  'adverse events by term': ({ safety }, rename) => {
    const all = new Stated(rename);
    for (const { term, serious, incidence } of safety?.adverseEvents ?? []) {
      const label = `Adverse event “${term}${serious === undefined ? '' : serious ? ', serious' : ', not serious'}”`;
      if (incidence === undefined) all.put(label, label, term);
      else all.walk(Array.isArray(incidence) ? incidence : [incidence], label);
    }
    return all.all;
  },
};
