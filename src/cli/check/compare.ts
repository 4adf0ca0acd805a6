import { changesBetween, type Compared } from '../../artifact/compare.js';
import { printedValue, readPrinted } from '../../artifact/numeric.js';
import type { Outcome, Trial } from '../../artifact/schema/index.js';
import { isCount, isMissing, isPercent, isQuantity } from '../../artifact/values.js';
import { formatValue } from '../../content/numbers.js';
import { PARTS, type Rename, resultsOf, sameKey, type Statements } from './statements.js';

/** A difference between a registry's record and an artifact. */
export interface Difference {
  /** The part of the record as in `COMPARED`, or a field of the trial. */
  field: string;
  /** A description in words. */
  label: string;
  /** The artifact's value; undefined if it has none. */
  mine: Compared | undefined;
  /** The registry's value; undefined if it has none. */
  registry: Compared | undefined;
  /** The date of the registry's value: ISO 8601, reduced precision. */
  since?: string | undefined;
  /** True if only the artifact changed: the registry's value is the same as when the artifact was made. */
  edited?: boolean;
}

/** The result of comparing a trial. */
export interface Comparison {
  changes: Difference[];
  compared: string[];
  /** The parts that were not compared, with reasons. */
  notCompared: { part: string; why: string }[];
  /** Statements of the registry about an item in the artifact that the artifact lacks. */
  untold: string[];
  /** Statements of the artifact that are not in the record and may be from elsewhere. */
  extra: string[];
}

/** The fields that the trial card also compares, by part. */
const FIELDS: Record<string, readonly (keyof Trial)[]> = {
  status: ['overallStatus', 'whyStopped'],
  phase: ['phases'],
  enrollment: ['enrollment'],
  dates: ['startDate', 'primaryCompletionDate', 'completionDate', 'resultsFirstPostDate'],
};

/** Every part of a record that is compared, in the order of a trial card. */
export const COMPARED: readonly string[] = [...Object.keys(FIELDS), ...Object.keys(PARTS), 'results'];

/** The parts that are never compared. */
export const NOT_COMPARED = 'titles, summaries, sponsors, sites, publications and other identifiers';

/** A text without formatting: headings of criteria, escapes, white space. */
const plainText = (text: string): string =>
  text
    .normalize('NFC')
    .replaceAll(/^ *(?:#+|[*+-]) +/gm, '')
    .replaceAll(/:?[ \t]*$/gm, '')
    .replaceAll(/\\(?=[!-/:-@[-`{-~])/g, '')
    .replaceAll(/\s+/g, ' ')
    .trim();

const plain = (text: string): string => plainText(text).toLowerCase();

const sameValue = (a: string, b: string): boolean => {
  if (plain(a) === plain(b)) return true;
  const [one, other] = [printedValue(a), printedValue(b)];
  return one !== undefined && one === other && readPrinted(a)?.isPercent === readPrinted(b)?.isPercent;
};

const numbersIn = (text: string): string[] =>
  [
    ...text
      .normalize('NFKC')
      .replaceAll(/[\\^]/g, '')
      .matchAll(/\d+(?:[.,]\d+)*/g),
  ].map(([number]) => number);

/** Whether a differently worded text has no number that the registry's text lacks. */
const isReworded = (mine: string, registry: string): boolean => {
  const theirs = numbersIn(registry);
  return numbersIn(mine).every((number) => theirs.includes(number));
};

/** The excerpt of a long text that starts shortly before its first difference from another. */
const fromDifference = (text: string, other: string): string => {
  const most = 120;
  if (text.length <= most && other.length <= most) return text;
  let at = 0;
  while (at < text.length && at < other.length && text[at] === other[at]) at++;
  const from = Math.max(0, at - 30);
  const line = text.slice(from, from + most).replaceAll(/\s+/g, ' ');
  return `${from > 0 ? '…' : ''}${line}${from + most < text.length ? '…' : ''}`;
};

interface Found {
  changes: Difference[];
  /** Statements of the registry about an item in the artifact that the artifact lacks. */
  untold: string[];
  /** Statements of the artifact from other sources. */
  extra: string[];
}

/**
 * The differences between both records' statements about one part.
 * @param isOwnWords whether the artifact may say less than the record and word it differently, since it may not be made from it.
 */
const differences = (field: string, mine: Statements, theirs: Statements, isOwnWords: boolean): Found => {
  const [items, theirItems] = [mine, theirs].map(
    (statements) => new Set([...statements.values()].map(({ item }) => sameKey(item))),
  );
  const found: Found = { changes: [], untold: [], extra: [] };
  const whole = new Set<string>();
  for (const key of new Set([...theirs.keys(), ...mine.keys()])) {
    const [own, registry] = [mine.get(key), theirs.get(key)];
    const { item, label } = (own ?? registry)!;
    if (own && registry) {
      const [a, b] = [own.value, registry.value];
      const isFine = isOwnWords && / (?:description|time frame)$/.test(label) && isReworded(a, b);
      if (!isFine && !sameValue(a, b)) {
        const [left, right] = [plainText(a), plainText(b)];
        found.changes.push({
          field,
          label,
          mine: fromDifference(left, right),
          registry: fromDifference(right, left),
        });
      }
      continue;
    }
    const there = own ? theirItems : items;
    if (there?.has(sameKey(item))) {
      if (isOwnWords) {
        if (registry) found.untold.push(label);
      } else found.changes.push({ field, label, mine: own?.value, registry: registry?.value });
    } else if (!whole.has(item)) {
      // An item that only one of them has is reported once, with its first statement.
      whole.add(item);
      if (isOwnWords && own) found.extra.push(item);
      else found.changes.push({ field, label: item, mine: own?.value, registry: registry?.value });
    }
  }
  return found;
};

/** Maps the artifact's longer or shorter names to the registry's: “High-dose cohort (Cohort 2)” for “Cohort 2”. */
const renaming = (mine: Trial, registry: Trial): Rename => {
  const namesOf = ({ armGroups, safety, outcomes }: Trial): string[] => [
    ...new Set([
      ...(armGroups ?? []).map(({ label }) => label),
      ...(safety?.eventGroups ?? []).map(({ title }) => title),
      ...(outcomes ?? []).flatMap(({ table }) => table?.groups.map(({ title }) => title) ?? []),
    ]),
  ];
  const theirs = namesOf(registry);
  const known = new Set(theirs.map(sameKey));
  const within = (part: string, all: string) => ` ${sameKey(all)} `.includes(` ${sameKey(part)} `);
  const names = new Map<string, string>();
  const own = namesOf(mine).filter((name) => !known.has(sameKey(name)));
  for (const name of own) {
    const fits = theirs.filter((other) => within(other, name) || within(name, other));
    const [only] = fits;
    if (fits.length === 1 && only !== undefined && own.filter((other) => within(only, other)).length <= 1)
      names.set(name, only);
  }
  return (name) => names.get(name) ?? name;
};

const labelOf = ({ title }: Outcome): string => `Outcome “${title}”`;

/** The names that the registry may use for an outcome. */
const keysOf = ({ title, measure }: Outcome): string[] =>
  [measure, title].filter((name) => name !== undefined).map(sameKey);

/**
 * Compares results that the artifact words itself with the registry's table: each number must occur in it, in any group,
 * since the artifact may name the groups differently.
 */
const ownResults = (outcome: Outcome, registry: Outcome, rename: Rename): Difference[] => {
  const measurements = (registry.table?.parts ?? []).flatMap(({ rows }) => rows.flatMap((row) => row.measurements));
  const values = measurements.map(({ value }) => value);
  const shown = [...new Set(values.map((value) => formatValue(value)))].join('; ');
  const printed = new Set(
    [
      ...values.map((value) => (isQuantity(value) ? String(value.number) : formatValue(value))),
      ...(registry.analyses ?? []).flatMap((analysis) => Object.values(analysis).map(String)),
    ].map((text) => printedValue(text)),
  );
  const has = (value: NonNullable<Outcome['results']>[number]['value']): boolean => {
    if (isCount(value)) return values.some((one) => isCount(one) && one.n === value.n && one.of === value.of);
    if (isQuantity(value)) return printed.has(Number(value.number));
    if (isPercent(value)) {
      const half = 0.5 * 10 ** -(String(value.percent).split('.')[1]?.length ?? 0);
      const share = Number(value.percent);
      return (
        printed.has(share) ||
        values.some((one) => isCount(one) && Math.abs((100 * one.n) / one.of - share) <= half + Number.EPSILON)
      );
    }
    // Text can't be compared with a table.
    return true;
  };
  const groups = new Set(registry.table?.groups.map(({ title }) => sameKey(title)));
  const all = outcome.results ?? [];
  return all
    .filter(
      // With several sources, one value is the registry's; a comparator group may be from elsewhere.
      ({ group, role, value }) =>
        (role === 'treatment' || groups.has(sameKey(rename(group)))) &&
        !has(value) &&
        !all.some(
          (other) => other.group === group && other.value !== value && !isMissing(other.value) && has(other.value),
        ),
    )
    .map(({ group, value }) => ({
      field: 'results',
      label: `${labelOf(outcome)}, ${group}`,
      mine: formatValue(value),
      registry: shown,
    }));
};

const compareResults = (
  mine: Trial,
  registry: Trial,
  rename: Rename,
  isOwnWords: boolean,
): Found & { why?: string } => {
  const posted = (registry.outcomes ?? []).filter(({ table, analyses }) => table ?? analyses);
  const tells = ({ table, analyses, results }: Outcome) => Boolean(table ?? analyses ?? results);
  if (posted.length === 0) return { changes: [], untold: [], extra: [], why: 'not in the record' };
  if (!(mine.outcomes ?? []).some(tells)) return { changes: [], untold: [], extra: [], why: 'not in the artifact' };
  const changes: Difference[] = [];
  const untold: string[] = [];
  const extra: string[] = [];
  const left = [...posted];
  for (const outcome of (mine.outcomes ?? []).filter(tells)) {
    const label = labelOf(outcome);
    const fits = (other: Outcome) => keysOf(other).some((key) => keysOf(outcome).includes(key));
    const same = left.find((other) => fits(other) && other.type === outcome.type) ?? left.find(fits);
    if (!same) {
      if (isOwnWords) extra.push(`results of ${label}`);
      else changes.push({ field: 'results', label, mine: 'has results', registry: undefined });
      continue;
    }
    left.splice(left.indexOf(same), 1);
    if (outcome.table ?? outcome.analyses) {
      const found = differences('results', resultsOf(outcome, label, rename), resultsOf(same, label), isOwnWords);
      changes.push(...found.changes);
      untold.push(...found.untold);
      extra.push(...found.extra);
    }
    changes.push(...ownResults(outcome, same, rename));
  }
  for (const outcome of left)
    changes.push({ field: 'results', label: labelOf(outcome), mine: undefined, registry: 'has results' });
  return { changes, untold, extra };
};

/**
 * Compares an artifact with the registry's record of the same trial, part by part. A part that one of them
 * lacks entirely is not compared, but listed.
 * @param isOwnWords whether the artifact may say less than the record, and word it differently.
 */
export const compareTrials = (mine: Trial, registry: Trial, isOwnWords: boolean): Comparison => {
  const since = registry.lastUpdatePostDate?.date ?? registry.asOf;
  const comparison: Comparison = {
    changes: [...changesBetween(mine, registry)],
    compared: [],
    notCompared: [],
    untold: [],
    extra: [],
  };
  const notes = (part: string, here: boolean, there: boolean): boolean => {
    if (here && there) comparison.compared.push(part);
    else
      comparison.notCompared.push({
        part,
        why: there ? 'not in the artifact' : here ? 'not in the record' : 'in neither',
      });
    return here && there;
  };
  const tells = (trial: Trial, fields: readonly (keyof Trial)[]) => fields.some((field) => trial[field] !== undefined);
  for (const [part, fields] of Object.entries(FIELDS)) notes(part, tells(mine, fields), tells(registry, fields));
  const add = ({ changes, untold, extra }: Found) => {
    comparison.changes.push(...changes.map((change) => ({ ...change, ...(since && { since }) })));
    comparison.untold.push(...untold);
    comparison.extra.push(...extra);
  };
  const rename = renaming(mine, registry);
  for (const [part, statementsOf] of Object.entries(PARTS)) {
    const [here, there] = [statementsOf(mine, rename), statementsOf(registry, (name) => name)];
    if (notes(part, here.size > 0, there.size > 0)) add(differences(part, here, there, isOwnWords));
  }
  const { why, ...results } = compareResults(mine, registry, rename, isOwnWords);
  if (why === undefined) comparison.compared.push('results');
  else comparison.notCompared.push({ part: 'results', why });
  add(results);
  return comparison;
};
