import { labelOf, OURS } from './peers.mjs';
import { ratios, summarise } from './statistics.mjs';

/**
 * @typedef {object} Row One line of the result.
 * @property {string} work
 * @property {string} what
 * @property {string} unit `×` for ratios
 * @property {string} [limit] what ratios are to
 * @property {number} [bar] the most that ours may have
 * @property {Record<string, import('./statistics.mjs').Summary & { absolute?: string }>} values by competitor
 * @property {string} [note]
 * @property {string} [missing] why there is no figure
 */

const number = (value) =>
  value === undefined || Number.isNaN(value)
    ? '–'
    : value !== 0 && Math.abs(value) < 10
      ? value.toFixed(2)
      : Math.round(value).toLocaleString('en');

/** A row of ratios to a limit, measured in the same rounds. @param unit of what was measured @returns {Row} */
export const ratioRow = (work, what, measured, limit, { bar, unit = 'ms', note } = {}) => ({
  work,
  what,
  unit: '×',
  limit,
  ...(bar !== undefined && { bar }),
  ...(note && { note }),
  values: Object.fromEntries(
    Object.entries(measured).map(([name, values]) => [
      name,
      { ...ratios(values, measured[limit]), absolute: `${number(summarise(values).median)} ${unit}` },
    ]),
  ),
});

/** A row of what was measured itself. @returns {Row} */
export const row = (work, what, measured, unit, { bar, note } = {}) => ({
  work,
  what,
  unit,
  ...(bar !== undefined && { bar }),
  ...(note && { note }),
  values: Object.fromEntries(Object.entries(measured).map(([name, values]) => [name, summarise([values].flat())])),
});

/** A row of what cannot be measured yet, so that its bar is not forgotten. @param missing why @returns {Row} */
export const emptyRow = (work, what, unit, { bar, limit, missing }) => ({
  work,
  what,
  unit,
  bar,
  ...(limit && { limit }),
  missing,
  values: {},
});

/** Whether ours keeps to the bar; undefined where there is none. */
export const isMet = ({ bar, values }) =>
  bar === undefined || !values[OURS] ? undefined : Number(values[OURS].median.toFixed(3)) <= bar;

const shown = (value, unit) => `${number(value)}${unit === '×' ? '' : unit ? ` ${unit}` : ''}`;

const spread = ({ median, lower, upper, rounds }, unit) =>
  rounds > 1 ? `${shown(median, unit)} (${number(lower)}–${number(upper)})` : shown(median, unit);

/** The cells of a row, for every table. */
const cells = (row) => {
  const { [OURS]: ours, ...others } = row.values;
  const met = isMet(row);
  return {
    what: row.what,
    ours: ours ? spread(ours, row.unit) + (ours.absolute ? ` = ${ours.absolute}` : '') : (row.missing ?? '–'),
    bar: row.bar === undefined ? '' : `≤ ${shown(row.bar, row.unit)}`,
    met: met === undefined ? (row.missing ? 'NO FIGURE' : '') : met ? 'met' : 'NOT MET',
    others: Object.entries(others)
      .filter(([name]) => name !== row.limit)
      .sort(([, a], [, b]) => a.median - b.median)
      .map(([name, value]) => `${labelOf(name)} ${shown(value.median, row.unit)}`)
      .join(', '),
    limit: row.limit
      ? `${labelOf(row.limit)} = 1${row.values[row.limit]?.absolute ? ` (${row.values[row.limit].absolute})` : ''}`
      : '',
  };
};

const HEADS = { what: 'work', ours: 'artifact-viewer', bar: 'bar', met: '', limit: 'against', others: 'others' };

/** The rows of one work, for a terminal. @param {Row[]} rows */
export const forTerminal = (rows) => {
  const lines = [HEADS, ...rows.map(cells)];
  const width = (name) => Math.max(...lines.map((line) => line[name].length));
  return lines
    .map((line) =>
      Object.keys(HEADS)
        .map((name) => line[name].padEnd(name === 'others' ? 0 : width(name)))
        .join('  ')
        .trimEnd(),
    )
    .join('\n');
};

/** All rows as Markdown, by work. @param {Row[]} rows */
export const asMarkdown = (rows, about) => {
  const works = [...new Set(rows.map(({ work }) => work))];
  const table = (work) =>
    [
      HEADS,
      Object.fromEntries(Object.keys(HEADS).map((name) => [name, '---'])),
      ...rows.filter((one) => one.work === work).map(cells),
    ]
      .map(
        (line) =>
          `| ${Object.keys(HEADS)
            .map((name) => line[name])
            .join(' | ')} |`,
      )
      .join('\n');
  return `# Bench\n\n${about}\n\n${works
    .map((work) => {
      const notes = [...new Set(rows.filter((one) => one.work === work && one.note).map(({ note }) => note))];
      return `## ${work}\n\n${table(work)}\n${notes.map((note) => `\n${note}\n`).join('')}`;
    })
    .join('\n')}`;
};
