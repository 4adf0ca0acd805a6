import type { Outcome, ResultTable, Trial } from '../../artifact/schema/index.js';
import { isRecord } from '../../artifact/schema/common.js';
import { isCount, isMissing, isPercent, isQuantity } from '../../artifact/values.js';
import { formatValue } from '../../content/numbers.js';

/** A statement in a record. */
export interface Statement {
  /** Its subject: an arm, an outcome, a cell of a table. */
  item: string;
  /** The subject with the field: “Arm “A”: type”. */
  label: string;
  /** The value in words. */
  value: string;
}

/** The statements in a part of a record, by the key of their label. */
export type Statements = ReadonlyMap<string, Statement>;

/** Maps the artifact's name of a group to the registry's. */
export type Rename = (name: string) => string;

/** Fields that only the artifact's author sets, or that are compared as another field. */
const NOT_STATED = new Set(['refs', 'asOf', 'printed', 'axis', 'measure', 'id', 'groupIds', 'by']);

const NAMES = ['measure', 'label', 'title', 'name', 'term', 'group', 'country'];

const nameOf = (item: Record<string, unknown>): string | undefined =>
  NAMES.map((name) => item[name]).find((name): name is string => typeof name === 'string');

/** `timeFrame` → time frame */
const inWords = (field: string): string => field.replaceAll(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`);

/** The key of a label, ignoring case, punctuation and white space. */
export const sameKey = (label: string): string =>
  label
    .normalize('NFKC')
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N}<>≤≥=+]+/gu, ' ')
    .trim();

/** Collects statements; a duplicate label gets a number, so that no statement hides another. */
class Stated {
  readonly all = new Map<string, Statement>();

  constructor(readonly rename: Rename = (name) => name) {}

  put(item: string, label: string, value: string): void {
    let free = label;
    for (let number = 2; this.all.has(sameKey(free)); number++) free = `${label} (${number})`;
    this.all.set(sameKey(free), { item, label: free, value });
  }

  /** Adds every value in a value, labeled by the names of its containers. */
  walk(value: unknown, label: string, item = label): void {
    if (value === undefined || value === null) return;
    if (typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean')
      this.put(item, label, String(value));
    else if (isCount(value)) {
      // Events are counted separately from people.
      const { events, ...count } = value;
      this.put(item, label, formatValue(count));
      this.walk(events, `${label}: events`, item);
    } else if (isMissing(value) || isPercent(value) || isQuantity(value)) this.put(item, label, formatValue(value));
    else if (Array.isArray(value)) this.#walkList(value, label, item);
    else if (isRecord(value))
      for (const [field, one] of Object.entries(value))
        // A fact's value has no label of its own.
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
      // An item with only a name is a statement, too.
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

/** Statements about fields of the trial itself. */
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

/** The statements in the results of an outcome; empty if it has none. */
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

/** The parts of a trial that are compared by statement, by their names in the result. */
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
