import assert from 'node:assert/strict';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { describe, it } from 'node:test';
import { Marked, type Tokens } from 'marked';
import { formatDate } from '../../src/content/dates.js';
import { formatNumber, formatPrinted } from '../../src/content/numbers.js';
import { formatPhases, lower, words } from '../../src/content/terms.js';
import { fromRecord } from '../../src/artifact/formats/index.js';
import type { Artifact, ResultTable } from '../../src/artifact/schema/index.js';
import { markdown } from '../../src/output/markdown.js';

const DATA = new URL('../../../shared/data/', import.meta.url);
const files = ['ctgov-v2', 'openfda-label', 'openfda-event'].flatMap((folder) => {
  const url = new URL(`${folder}/`, DATA);
  return existsSync(url)
    ? readdirSync(url)
        .filter((name) => name.endsWith('.json'))
        .map((name) => new URL(name, url))
    : [];
});
const skip = files.length === 0 && 'there is no ../shared/data';

const artifactsIn = (file: URL): Artifact[] => {
  const { records = [] } = fromRecord(JSON.parse(readFileSync(file, 'utf8')));
  return records.map(({ artifact }) => artifact);
};

const marked = new Marked({ gfm: true });

const NAMED: Record<string, string> = { lt: '<', gt: '>', amp: '&', quot: '"', nbsp: ' ' };

/** A document as a reader of Markdown shows it, with the addresses of its links, as its words and numbers in a row. */
const shown = (text: string): string =>
  spaced(
    (marked.parse(text) as string)
      .replace(/<a href="([^"]*)"[^>]*>/g, ' $1 ')
      .replace(/<[^>]*>/g, ' ')
      .replace(/&(\w+);/g, (whole, name: string) => NAMED[name] ?? whole)
      .replace(/&#(\d+);/g, (_, code: string) => String.fromCodePoint(Number(code))),
  );

/** Words and numbers, each between two spaces: a number is found as itself, not as a part of another. */
const spaced = (text: string): string => ` ${(text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? []).join(' ')} `;

/** What the Markdown of a record does without, and why. */
const NOT_WRITTEN: readonly [path: RegExp, reason: string][] = [
  [/^\$\.(schemaVersion|kind|id|lang)$/, 'for programs'],
  [/^\$\.references\./, 'are written in AMA style, which has its own tests'],
  [/^\$\.publications\.type$/, 'is the heading over the papers, in other words'],
  [/abelSections(\.sections)*\.id$/, 'a name in addresses of the page; its title is written'],
  [
    /\.groups\.id$|\.measurements\.group$|\.groupIds$/,
    'a key that joins numbers to groups: the group’s title is written',
  ],
];

const leavesOf = (value: unknown, path = '$'): [path: string, value: string | number][] => {
  if (typeof value === 'string' || typeof value === 'number') return [[path, value]];
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, item]) => leavesOf(item, Array.isArray(value) ? path : `${path}.${key}`));
};

/** Whether a field's value is looked for; POSTED and “not applicable” say nothing beside the results. */
const isWritten = ([path, value]: [string, string | number]): boolean => {
  if (/\.reportingStatus$/.test(path)) return value !== 'POSTED';
  if (/\.dispersionType$/.test(path)) return !/^NA$|not applicable/i.test(String(value));
  // The infobox's own headings: its rows stand in one table.
  if (path === '$.rows.group') return !['Overview', 'Clinical', 'Supply'].includes(String(value));
  return !NOT_WRITTEN.some(([pattern]) => pattern.test(path));
};

const formsOf = (value: string | number): string[] =>
  typeof value === 'number'
    ? [formatNumber(value), formatNumber(value, undefined, 10)].map(spaced)
    : [
        value,
        words(value),
        lower(value),
        formatPhases([value]).replace(/^Phase (?=\d)/, ''),
        formatDate(value),
        formatPrinted(value),
      ].map(spaced);

describe('the Markdown of a registry’s record', { skip }, () => {
  for (const file of files)
    it(`has every word and number of ${file.pathname.split('/').slice(-2).join('/')}`, () => {
      for (const artifact of artifactsIn(file)) {
        const text = shown(markdown(artifact));
        const lost = leavesOf(artifact)
          .filter(isWritten)
          .filter(
            ([, value]) =>
              !formsOf(value).some((form) => text.includes(form)) &&
              !(typeof value === 'string' && text.includes(shown(value))),
          );
        assert.deepEqual(lost, []);
      }
    });

  it('has each number of a trial’s results and adverse events as often as the record has it, with its denominator', () => {
    for (const artifact of files.flatMap(artifactsIn)) {
      const wanted = new Map<string, number>();
      const count = (value: unknown): void => {
        if (typeof value !== 'object' || value === null) return;
        if ('n' in value && 'of' in value) {
          const form = spaced(`${formatNumber(Number(value.n))} of ${formatNumber(Number(value.of))}`);
          wanted.set(form, (wanted.get(form) ?? 0) + 1);
        } else Object.values(value).forEach(count);
      };
      count(artifact);
      const text = shown(markdown(artifact));
      for (const [form, times] of wanted)
        assert.ok(text.split(form).length - 1 >= times, `${artifact.id}: “${form.trim()}” ${times} times`);
    }
  });

  /** The results' tables of a trial, in the order of the document. */
  const postedIn = (artifact: Artifact): ResultTable[] =>
    artifact.kind === 'trial'
      ? [
          ...(artifact.outcomes ?? []).flatMap(({ table }) => table ?? []),
          ...(artifact.participantFlow?.tables ?? []),
          ...(artifact.baselineCharacteristics?.tables ?? []),
        ].filter(({ parts }) => parts.some(({ rows }) => rows.length > 0))
      : [];

  const tablesIn = (text: string) =>
    marked
      .lexer(text)
      .filter((token): token is Tokens.Table => token.type === 'table')
      .map(({ header, rows }) => ({
        header: header.map((cell) => cell.text),
        rows: rows.map((row) => row.map((cell) => cell.text)),
      }));

  const plain = (text: string) => shown(text).trim();

  it('keeps each value of a trial’s results in the column of its group', () => {
    let values = 0;
    for (const artifact of files.flatMap(artifactsIn)) {
      const rest = tablesIn(markdown(artifact));
      for (const { groups, parts } of postedIn(artifact)) {
        const titles = groups.map(({ title }) => spaced(title).trim());
        // The next table with these groups for its columns: the tables stand in the artifact's order.
        const at = rest.findIndex(
          ({ header }) =>
            header.length === titles.length + 1 &&
            header.slice(1).every((text, index) => plain(text) === titles[index]),
        );
        assert.ok(at >= 0, `${artifact.id}: ${titles.join(' | ')}`);
        const [table] = rest.splice(0, at + 1).slice(-1);
        for (const { rows } of parts)
          for (const { measurements } of rows)
            for (const { group, value } of measurements) {
              const column = groups.findIndex(({ id }) => id === group) + 1;
              if (column === 0) continue;
              values++;
              const wanted =
                typeof value === 'object' && 'n' in value
                  ? [spaced(`${formatNumber(value.n)} of ${formatNumber(value.of)}`)]
                  : typeof value === 'object'
                    ? []
                    : [...formsOf(value), shown(String(value))];
              assert.ok(
                wanted.length === 0 ||
                  table?.rows.some((row) => wanted.some((form) => shown(row[column] ?? '').includes(form))),
                `${artifact.id}: ${JSON.stringify(value)} of ${group}`,
              );
            }
      }
    }
    assert.ok(values > 1000);
  });

  it('is read back with every table whole: each row has as many cells as the head', () => {
    for (const artifact of files.flatMap(artifactsIn)) {
      const text = markdown(artifact);
      const lines = text.split('\n').filter((line) => line.startsWith('| '));
      const tables = tablesIn(text);
      // A head, a rule, and the rows.
      assert.equal(
        tables.reduce((sum, { rows }) => sum + rows.length + 2, 0),
        lines.length,
        artifact.id,
      );
      for (const line of lines) assert.ok(line.endsWith(' |'), line);
    }
  });
});
