import assert from 'node:assert/strict';
import { describe } from 'node:test';
import { Marked, type Tokens } from 'marked';
import { formatDate } from '../../src/content/dates.js';
import { MISSING, type MissingCode } from '../../src/artifact/missing.js';
import { formatMissing } from '../../src/content/missing.js';
import { formatNumber, formatPrinted } from '../../src/content/numbers.js';
import { formatPhases, lower, words } from '../../src/content/terms.js';
import { fromRecord } from '../../src/artifact/formats/index.js';
import type { Artifact, ResultTable } from '../../src/artifact/schema/index.js';
import { markdown } from '../written.js';
import { forEachRecord, type RecordFile } from '../records/files.js';
import { misplacedIn, missingIn, type ShownPart, studiesIn } from '../records/study.js';

const STUDIES = ['ctgov-v2', 'ctgov-v2-responses'];
const KINDS = [...STUDIES, 'openfda-label', 'openfda-event', 'openfda-drugsfda'];

const marked = new Marked({ gfm: true });

const NAMED: Record<string, string> = { lt: '<', gt: '>', amp: '&', quot: '"', nbsp: ' ' };

/** HTML as its reader sees it, with the addresses of its links. */
const read = (html: string): string =>
  html
    .replace(/<a href="([^"]*)"[^>]*>/g, ' $1 ')
    .replace(/<[^>]*>/g, ' ')
    .replace(/&(\w+);/g, (whole, name: string) => NAMED[name] ?? whole)
    .replace(/&#(\d+);/g, (_, code: string) => String.fromCodePoint(Number(code)));

/** A document as a reader of Markdown sees it. */
const readable = (text: string): string => read(marked.parse(text) as string);

/** Its words and numbers in a row. */
const shown = (text: string): string => spaced(readable(text));

/** Words and numbers, each between two spaces: a number is found as itself, not as a part of another. */
const spaced = (text: string): string => ` ${(text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? []).join(' ')} `;

/** The parts of a document under its headings; what stands under a heading of the fourth level belongs to the one above. */
const partsIn = (document: string): ShownPart[] => {
  const cell = ({ text }: Tokens.TableCell) => read(marked.parseInline(text) as string);
  const parts: ShownPart[] = [{ heading: '', tables: [], items: [] }];
  for (const token of marked.lexer(document)) {
    const part = parts.at(-1)!;
    if (token.type === 'heading' && (token as Tokens.Heading).depth < 4)
      parts.push({ heading: readable((token as Tokens.Heading).text), tables: [], items: [] });
    else if (token.type === 'list') part.items.push(...(token as Tokens.List).items.map(({ text }) => readable(text)));
    else if (token.type === 'table') {
      const { header, rows } = token as Tokens.Table;
      part.tables.push({ head: header.map(cell), rows: rows.map((row) => row.map(cell)) });
    }
  }
  return parts;
};

/** An artifact with its document; the study that it was made of, where it is one. */
interface Written {
  artifact: Artifact;
  document: string;
  /** What its reader sees. */
  text: string;
  parts: ShownPart[];
  study: unknown;
}

const written = new Map<string, Written[]>();

/** What becomes of a record's file, made once. */
const writtenOf = ({ name, text }: RecordFile): Written[] => {
  const known = written.get(name);
  if (known) return known;
  const data = JSON.parse(text) as unknown;
  const studies = studiesIn(data);
  const all = (fromRecord(data).records ?? []).map(({ artifact }, index) => {
    const document = markdown(artifact);
    return { artifact, document, text: readable(document), parts: partsIn(document), study: studies[index] };
  });
  written.set(name, all);
  return all;
};

/** What the Markdown of a record does without, and why. */
const NOT_WRITTEN: readonly [path: RegExp, reason: string][] = [
  [/^\$\.(schemaVersion|kind|id|lang)$/, 'for programs'],
  [/^\$\.references\./, 'are written in AMA style, which has its own tests'],
  [/^\$\.publications\.type$/, 'is the heading over the papers, in other words'],
  [/\.spread\.kind$/, 'is said in words: “Standard deviation” for SD'],
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
  // The infobox's own headings: its rows stand in one table.
  if (path === '$.rows.group') return !['Overview', 'Clinical', 'Manufacturer and price'].includes(String(value));
  return !NOT_WRITTEN.some(([pattern]) => pattern.test(path));
};

/** The ways in which a document may say a value. */
const FORMS: ((value: string) => string)[] = [
  String,
  words,
  lower,
  (value) => formatPhases([value]).replace(/^Phase (?=\d)/, ''),
  formatDate,
  formatPrinted,
  (value) => (value in MISSING ? formatMissing({ missing: value as MissingCode }) : value),
];

const isIn = (text: string, value: string | number): boolean =>
  typeof value === 'number'
    ? text.includes(spaced(formatNumber(value)))
    : FORMS.some((form) => text.includes(spaced(form(value)))) || text.includes(shown(value));

/** The results' tables of a trial, in the order of the document. */
const postedIn = (artifact: Artifact): ResultTable[] =>
  artifact.kind === 'trial'
    ? [
        ...(artifact.outcomes ?? []).flatMap(({ table }) => table ?? []),
        ...(artifact.participantFlow?.tables ?? []),
        ...(artifact.baselineCharacteristics?.tables ?? []),
      ].filter(({ parts }) => parts.some(({ rows }) => rows.length > 0))
    : [];

describe('the Markdown of a registry’s record', () => {
  forEachRecord(
    KINDS,
    (name) => `has every word and number of the artifact that is made of ${name}`,
    (record) => {
      for (const { artifact, text: readers } of writtenOf(record)) {
        const text = spaced(readers);
        const lost = leavesOf(artifact).filter((leaf) => isWritten(leaf) && !isIn(text, leaf[1]));
        assert.deepEqual(lost, []);
      }
    },
  );

  forEachRecord(
    STUDIES,
    (name) => `has every field of ${name}, but those that are not shown for a reason`,
    (record) => {
      for (const { text, study } of writtenOf(record)) assert.deepEqual(missingIn(study, text), []);
    },
  );

  forEachRecord(
    STUDIES,
    (name) => `has each number of ${name} under its group’s title, in its line, with what is said of it`,
    (record) => {
      for (const { parts, study } of writtenOf(record)) assert.deepEqual(misplacedIn(study, parts), []);
    },
  );

  forEachRecord(
    STUDIES,
    (name) => `has each count of ${name} as often as the record has it, with its denominator`,
    (record) => {
      for (const { artifact, text: readers } of writtenOf(record)) {
        const wanted = new Map<string, number>();
        const count = (value: unknown): void => {
          if (typeof value !== 'object' || value === null) return;
          if ('n' in value && 'of' in value) {
            const form = spaced(`${formatNumber(Number(value.n))} of ${formatNumber(Number(value.of))}`);
            wanted.set(form, (wanted.get(form) ?? 0) + 1);
          } else Object.values(value).forEach(count);
        };
        count(artifact);
        const text = spaced(readers);
        for (const [form, times] of wanted)
          assert.ok(text.split(form).length - 1 >= times, `${artifact.id}: “${form.trim()}” ${times} times`);
      }
    },
  );

  forEachRecord(
    STUDIES,
    (name) => `keeps the tables of ${name} in the order of its results`,
    (record) => {
      for (const { artifact, parts } of writtenOf(record)) {
        const rest = parts.flatMap(({ tables }) => tables.map(({ head }) => head.map(spaced)));
        for (const { groups } of postedIn(artifact)) {
          const titles = groups.map(({ title }) => spaced(title));
          const at = rest.findIndex(
            (head) => head.length === titles.length + 1 && head.slice(1).every((text, index) => text === titles[index]),
          );
          assert.ok(at >= 0, `${artifact.id}: ${titles.join(' | ')}`);
          rest.splice(0, at + 1);
        }
      }
    },
  );

  forEachRecord(
    KINDS,
    (name) => `is read back with every table of ${name} whole: each row has as many cells as the head`,
    (record) => {
      for (const { artifact, document, parts } of writtenOf(record)) {
        const lines = document.split('\n').filter((line) => line.startsWith('| '));
        const tables = parts.flatMap((part) => part.tables);
        // A head, a rule, and the rows.
        assert.equal(
          tables.reduce((sum, { rows }) => sum + rows.length + 2, 0),
          lines.length,
          artifact.id,
        );
        for (const line of lines) assert.ok(line.endsWith(' |'), line);
      }
    },
  );
});
