// What a reader must find of a study record of ClinicalTrials.gov, and where: told from the record alone, by the API's own
// description of its fields (https://clinicaltrials.gov/data-api/about-api/study-data-structure).
import { formatDate } from '../../src/content/dates.js';
import { formatNumber, formatPrinted } from '../../src/content/numbers.js';
import { words } from '../../src/content/terms.js';
import { whyNotShown } from '../artifact/formats/not-shown.js';

/** Every leaf of a record with its path, list indexes left out. */
const leavesOf = function* (value: unknown, path = ''): Generator<{ path: string; value: string | number | boolean }> {
  if (Array.isArray(value)) for (const item of value) yield* leavesOf(item, path);
  else if (typeof value === 'object' && value !== null)
    for (const [name, field] of Object.entries(value)) yield* leavesOf(field, `${path}.${name}`);
  else if (typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean') yield { path, value };
};

/** The studies of an answer, of a list, or of a file with one. */
export const studiesIn = (data: unknown): unknown[] => {
  const { studies = data } = data as { studies?: unknown };
  return Array.isArray(studies) ? studies : [studies];
};

/** The paths of a record's fields. */
export const pathsOf = (record: unknown): Set<string> => new Set([...leavesOf(record)].map(({ path }) => path));

/** Letters, digits and the signs that carry meaning: what is left of a text where spaces, markup and quotes may differ. */
const squash = (text: string): string =>
  text
    .normalize('NFKC')
    .replace(/−/g, '-')
    .replace(/[^\p{L}\p{N}<>=≤≥%+.]/gu, '')
    .toLowerCase();

const WORD = /(?<![\p{L}\p{N}])[-−](?=\s*\.?\d)|[<>≤≥](?=\s*[-−]?\.?\d)|\d+(?:[.,]\d+)*|\.\d+|[\p{L}\p{N}]+/gu;

/** A text's words, numbers and the signs before numbers, each between two spaces: a number is found whole, with its sign. */
export const wordsIn = (text: string): string =>
  ` ${[...text.toLowerCase().matchAll(WORD)]
    .map(([word]) => word.replace('−', '-').replace(/,(?=\d{3})/g, ''))
    .join(' ')} `;

const BULLET = /^\s*([*+-]|\d+[.)])\s+/;

const unescaped = (markup: string) => markup.replace(/\\(?=[!-/:-@[-`{-~])/g, '');

/** The lines of a text in the registry's Markdown, without the marks that become structure. */
const linesOf = (markup: string): string[] =>
  markup
    .split('\n')
    .map((line) => unescaped(line.replace(BULLET, '')))
    .map((line) => squash(line.replace(BULLET, '')));

/** What stands for a flag that is true, and for one that is false, where it is not "Yes" and "No". */
const FLAGS: Record<string, readonly [yes: string, no: string]> = {
  hasResults: ['', 'The registry has no results'],
  hasExpandedAccess: ['Available', 'None'],
  healthyVolunteers: ['Accepted', 'Not accepted'],
  testedNonInferiority: ['Non-inferiority tested: yes', 'Non-inferiority tested: no'],
  dateUnknown: ['', ''],
  unreleaseDateUnknown: ['', ''],
};

/** The texts of which any shows the value, as a card writes dates, numbers and enumerations. */
const renderings = (path: string, value: string | number | boolean): string[] => {
  const name = path.slice(path.lastIndexOf('.') + 1);
  if (typeof value === 'boolean') return [FLAGS[name]?.[value ? 0 : 1] ?? (value ? 'Yes' : 'No')];
  if (path.endsWith('.largeDocs.size'))
    return [Number(value) < 50_000 ? 'under 0.1 MB' : `${(Number(value) / 1e6).toFixed(1)} MB`];
  if (typeof value === 'number') return [formatNumber(value, 'en')];
  if (name === 'masking' && value === 'NONE') return [words(value), 'Open label (no masking)'];
  if (name === 'allocation' && value === 'NA') return [words(value), 'Allocation not applicable'];
  // Two phases are one combined phase: "Phase 1/2".
  if (name === 'phases')
    return [words(value), `/${value.slice(5)}`, `Phase ${value.slice(5)}/`, 'Phase not applicable'];
  if (name === 'reportingStatus' && value === 'POSTED') return [''];
  return [
    value,
    formatPrinted(value, 'en'),
    words(value),
    formatDate(value.slice(0, 10), 'en'),
    URL.canParse(value) ? decodeURI(new URL(value).href) : value,
  ];
};

const NUMBER = /^[<>≤≥=]?\s*[-+−]?[\d.,]*\d$/;

/** The fields of a study that are neither found in a text nor on the list of those not shown. */
export const missingIn = (study: unknown, text: string): string[] => {
  const squashed = squash(text);
  const spaced = wordsIn(text);
  const missing = new Set<string>();
  for (const { path, value } of leavesOf(study)) {
    if (whyNotShown('ClinicalTrials.gov study', path) !== undefined) continue;
    const found =
      renderings(path, value).some((rendering) =>
        NUMBER.test(rendering) ? spaced.includes(wordsIn(rendering)) : squashed.includes(squash(rendering)),
      ) ||
      (typeof value === 'string' && !NUMBER.test(value) && linesOf(value).every((line) => squashed.includes(line)));
    if (!found) missing.add(`${path} = ${String(value).slice(0, 120)}`);
  }
  return [...missing];
};

/** A table as a reader sees it. */
export interface ShownTable {
  /** The heads of its columns. */
  head: string[];
  /** Its lines. One whose cells are empty but for the first is a heading over those below it. */
  rows: string[][];
}

/** A part of a document under a heading of its own. */
export interface ShownPart {
  heading: string;
  tables: ShownTable[];
  /** The items of its lists. */
  items: string[];
}

/** A number that a reader must find, in the column of its group and in a line with these words. */
interface Cell {
  column: number;
  line: string[];
  /** In this order. */
  values: string[];
}

type Json = Record<string, unknown>;

const listIn = (value: unknown): Json[] => (Array.isArray(value) ? (value as Json[]) : []);
const inside = (value: unknown, ...path: string[]): Json =>
  path.reduce((at, key) => (at[key] ?? {}) as Json, (value ?? {}) as Json);
const textIn = (value: unknown): string[] =>
  typeof value === 'string' || typeof value === 'number' ? [String(value)] : [];

/** Whether the values stand in a cell in this order, each as a source or a card would print it. */
const holds = (cell: string, values: readonly string[]): boolean => {
  let rest = wordsIn(cell);
  return values.every((value) => {
    const forms = [
      unescaped(value),
      formatPrinted(value, 'en'),
      ...(/^\d+$/.test(value) ? [formatNumber(Number(value))] : []),
    ];
    const ends = forms.map(wordsIn).flatMap((form) => {
      const at = rest.indexOf(form);
      return at < 0 ? [] : [at + form.length - 1];
    });
    if (ends.length === 0) return false;
    rest = rest.slice(Math.min(...ends));
    return true;
  });
};

/** The cells of `groups.length` columns that no table has at their places. */
const lost = (
  cells: readonly Cell[],
  groups: readonly string[],
  tables: readonly ShownTable[],
  where: string,
): string[] => {
  const lines = tables
    .filter(({ head }) => {
      const heads = head.slice(-groups.length).map(wordsIn);
      return (
        head.length > groups.length && groups.every((title, index) => heads[index]?.includes(wordsIn(unescaped(title))))
      );
    })
    .flatMap(({ head, rows }) => {
      let heading = '';
      return rows.map((row) => {
        const leads = row.slice(0, head.length - groups.length);
        const own = row.slice(head.length - groups.length);
        if (own.every((text) => text.trim() === '')) heading = leads.join(' ');
        return { words: wordsIn(`${heading} ${leads.join(' ')}`), own };
      });
    });
  return cells
    .filter(
      ({ column, line, values }) =>
        !lines.some(
          ({ words: all, own }) =>
            line.every((text) => all.includes(wordsIn(unescaped(text)))) && holds(own[column] ?? '', values),
        ),
    )
    .map(
      ({ column, line, values }) =>
        `${where}: ${values.join(' … ')} of ${groups[column]}${line.map((text) => ` › ${text}`).join('')}`,
    );
};

/** How many were analyzed: by unit, then by group. */
const denomsIn = (place: Json): Map<string, Map<string, string>> =>
  new Map(
    listIn(place.denoms).map(({ units, counts }) => [
      String(units),
      new Map(listIn(counts).map(({ groupId, value }) => [String(groupId), String(value)])),
    ]),
  );

/** The cells of one measure: each number with what is said of it, counts out of the number of those counted. */
const cellsOfMeasure = (
  measure: Json,
  ids: readonly string[],
  overall: Map<string, Map<string, string>>,
  line: string[],
): Cell[] => {
  const own = denomsIn(measure);
  const above = own.size > 0 ? own : overall;
  const isCount = String(measure.paramType).startsWith('COUNT_OF_') && measure.calculatePct !== false;
  const [units = 'Participants'] = textIn(
    measure.denomUnitsSelected ?? (measure.paramType === 'COUNT_OF_UNITS' ? measure.typeUnitsAnalyzed : undefined),
  );
  const cells: Cell[] = [...own].flatMap(([unit, counts]) =>
    [...counts].map(([group, count]) => ({ column: ids.indexOf(group), line: [...line, unit], values: [count] })),
  );
  for (const one of listIn(measure.classes)) {
    const inClass = denomsIn(one);
    const base = inClass.size > 0 ? inClass : above;
    for (const category of listIn(one.categories))
      for (const { groupId, value, spread, lowerLimit, upperLimit, comment } of listIn(category.measurements)) {
        const group = String(groupId);
        const of = base.get(units)?.get(group);
        const counted = isCount && /^\d+$/.test(String(value)) && of !== undefined;
        cells.push({
          column: ids.indexOf(group),
          line: [...line, ...textIn(one.title), ...textIn(category.title)],
          values: [
            ...textIn(value),
            ...(counted ? [of] : []),
            ...textIn(spread),
            ...textIn(lowerLimit),
            ...textIn(upperLimit),
            // What the denominators above the lines don't say stands beside the number.
            ...[...inClass].flatMap(([unit, counts]) =>
              (counted && unit === units) || counts.get(group) === above.get(unit)?.get(group)
                ? []
                : textIn(counts.get(group)),
            ),
            ...textIn(comment),
          ],
        });
      }
  }
  return cells.filter(({ column }) => column >= 0);
};

const idsOf = (module: Json, key = 'groups') => listIn(module[key]).map(({ id }) => String(id));
const titlesOf = (module: Json, key = 'groups') => listIn(module[key]).map(({ title }) => String(title));

const flowCells = (flow: Json): Cell[] => {
  const ids = idsOf(flow);
  return listIn(flow.periods).flatMap((period) =>
    [
      ...listIn(period.milestones).map((row) => [row, row.achievements] as const),
      ...listIn(period.dropWithdraws).map((row) => [row, row.reasons] as const),
    ].flatMap(([row, numbers]) =>
      listIn(numbers).map(({ groupId, numSubjects, numUnits, comment }) => ({
        column: ids.indexOf(String(groupId)),
        line: [words(String(row.type).replace(/^NOT COMPLETED$/, 'NOT_COMPLETED')), ...textIn(row.comment)],
        values: [...textIn(numSubjects), ...textIn(numUnits), ...textIn(comment)],
      })),
    ),
  );
};

/** What stands for people with events out of those at risk: of nobody, that nothing was assessed. */
const ofAtRisk = (...numbers: string[][]): string[] =>
  numbers.flat().length > 1 && numbers.flat().every((number) => number === '0')
    ? ['not', 'assessed', '0']
    : numbers.flat();

/** The numbers of a study's adverse events in each group, and the totals of each group, which are lines of a table of their own. */
const lostEvents = (module: Json, tables: readonly ShownTable[]): string[] => {
  const ids = idsOf(module, 'eventGroups');
  const titles = titlesOf(module, 'eventGroups');
  const cells = (['serious', 'other'] as const).flatMap((kind) =>
    listIn(module[`${kind}Events`]).flatMap(({ term, organSystem, stats }) =>
      listIn(stats).map(({ groupId, numAffected, numAtRisk, numEvents }) => ({
        column: ids.indexOf(String(groupId)),
        line: [String(term), ...textIn(organSystem), kind === 'serious' ? 'serious' : 'not serious'],
        values: ofAtRisk(textIn(numAffected), textIn(numAtRisk), textIn(numEvents)),
      })),
    ),
  );
  const totals = listIn(module.eventGroups).flatMap((group, index) =>
    (['deaths', 'serious', 'other'] as const).flatMap((kind) => {
      const values = ofAtRisk(textIn(group[`${kind}NumAffected`]), textIn(group[`${kind}NumAtRisk`]));
      const found = tables.some(({ head, rows }) => {
        const column = head.findIndex((text) => text.toLowerCase().includes(kind));
        const row = rows.filter(([title = '']) =>
          titles.some((one) => wordsIn(title).startsWith(wordsIn(unescaped(one)))),
        )[index];
        return column > 0 && holds(row?.[column] ?? '', values);
      });
      return found || values.length === 0 ? [] : `totals: ${kind} ${values.join(' of ')} of ${titles[index]}`;
    }),
  );
  return [...lost(cells, titles, tables, 'adverse events'), ...totals];
};

/** Each analysis in one piece: the groups that it compares, its estimate, interval and p-value. */
const lostAnalyses = (outcome: Json, items: readonly string[]): string[] => {
  const titles = new Map(listIn(outcome.groups).map(({ id, title }) => [String(id), String(title)]));
  return listIn(outcome.analyses).flatMap((analysis) => {
    const parts = [
      ...((analysis.groupIds ?? []) as string[]).map((id) => titles.get(id) ?? id),
      ...[
        'paramType',
        'paramValue',
        'dispersionValue',
        'ciPctValue',
        'ciLowerLimit',
        'ciUpperLimit',
        'pValue',
        'statisticalMethod',
      ].flatMap((field) => textIn(analysis[field])),
    ];
    return items.some((item) => parts.every((part) => holds(item, [part])))
      ? []
      : `${String(outcome.title)}: ${parts.join(', ')}`;
  });
};

/** The numbers of a study's results that are not at their places: under their group's title, in their line, beside their denominators. */
export const misplacedIn = (study: unknown, parts: readonly ShownPart[]): string[] => {
  const results = inside(study, 'resultsSection');
  const flow = inside(results, 'participantFlowModule');
  const baseline = inside(results, 'baselineCharacteristicsModule');
  const events = inside(results, 'adverseEventsModule');
  const tables = parts.flatMap((part) => part.tables);
  const overall = denomsIn(baseline);
  const ids = idsOf(baseline);
  const baselineCells = [
    ...[...overall].flatMap(([unit, counts]) =>
      [...counts].map(([group, count]) => ({ column: ids.indexOf(group), line: [unit], values: [count] })),
    ),
    ...listIn(baseline.measures).flatMap((measure) => cellsOfMeasure(measure, ids, overall, [String(measure.title)])),
  ];
  return [
    ...lost(flowCells(flow), titlesOf(flow), tables, 'participant flow'),
    ...lost(baselineCells, titlesOf(baseline), tables, 'baseline'),
    ...listIn(inside(results, 'outcomeMeasuresModule').outcomeMeasures).flatMap((outcome) => {
      const own = parts.filter(({ heading }) => wordsIn(heading).includes(wordsIn(unescaped(String(outcome.title)))));
      return [
        ...lost(
          cellsOfMeasure(outcome, idsOf(outcome), new Map(), []),
          titlesOf(outcome),
          own.flatMap((part) => part.tables),
          String(outcome.title),
        ),
        ...lostAnalyses(
          outcome,
          own.flatMap((part) => part.items),
        ),
      ];
    }),
    ...lostEvents(events, tables),
  ];
};
