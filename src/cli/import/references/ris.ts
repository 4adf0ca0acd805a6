import { plugins } from '@citation-js/core';
import '@citation-js/plugin-ris';
import type { References } from '../../../artifact/schema/index.js';
import type { Source } from '../../source.js';
import { type Findings, shorten } from '../finding.js';
import { gather, type Item, keyOf } from './csl.js';
import { holds, leftOver } from './left-over.js';

/** A line of a record. Programs vary the spaces around the hyphen; the standard has two before and one after it. */
const LINE = /^[ \t]*([A-Z][A-Z0-9])[ \t]{1,3}-(?:[ \t]|$)(.*)$/gm;

/** The records of a file, each from its `TY` line to the next one, in the spacing of the standard. */
const recordsOf = (text: string): { start: number; text: string }[] => {
  const starts = [...text.matchAll(/^[ \t]*TY[ \t]{1,3}-/gm)].map(({ index }) => index);
  return starts.map((start, index) => ({
    start,
    text: text
      .slice(start, starts[index + 1])
      // The parser would split a line at every tag-like string, not only the first.
      .replaceAll(LINE, (_, tag: string, value: string) => `${tag}  - ${value.replaceAll(/ {2,}- /g, ' - ').trim()}`),
  }));
};

const NAMES = ['A1', 'A2', 'A3', 'A4', 'AU', 'ED', 'TA'];
const DATES = ['DA', 'PY', 'Y1', 'Y2'];
/** Fields converted elsewhere or differently: key, type, pages, keywords. */
const CONVERTED = ['ID', 'TY', 'SP', 'EP', 'KW'];

/** The fields of a record that its CSL item lacks. */
const customOf = (record: Record<string, string | string[]>, item: Item, isTypeKnown: boolean) =>
  leftOver(
    Object.entries(record).flatMap(([tag, values]) => {
      const isKept = (value: string) =>
        (CONVERTED.includes(tag) && (tag !== 'TY' || isTypeKnown)) ||
        (NAMES.includes(tag) && holds(item, value.split(',')[0] ?? '')) ||
        (DATES.includes(tag) && holds(item, value.split('/')[0] ?? ''));
      return [values].flat().flatMap((value): [string, string][] => (isKept(value) ? [] : [[tag, value]]));
    }),
    item,
  );

/**
 * RIS → references by key: the record's `ID`, or its DOI, or its first author and year. An invalid record does
 * not affect the others.
 */
export const referencesOfRis = (source: Source, findings: Findings): References => {
  const records = recordsOf(source.text);
  const outside = source.text.slice(0, records[0]?.start).trim();
  if (outside) findings.add(source, 'left out', 0, outside, 'Text before the first record.');
  const read = records.flatMap(({ start, text }) => {
    try {
      const [record] = plugins.input.chainLink(text) as unknown as Record<string, string | string[]>[];
      const itemOf = (of: string) => plugins.input.chain(of, { generateGraph: false })[0];
      const named = itemOf(text);
      // The parser ignores every field of a record with an unknown type.
      const item = named?.type === undefined ? itemOf(text.replace(/^TY {2}- .*/, 'TY  - GEN')) : named;
      if (!record || !item || Object.keys(record).length < 2) throw new Error('it has no fields other than its type');
      return [
        { start, item: { ...item, ...customOf(record, item, named?.type !== undefined), id: item.id ?? keyOf(item) } },
      ];
    } catch (error) {
      findings.add(
        source,
        'unreadable',
        start,
        shorten(text),
        `This record is not valid RIS (${(error as Error).message}). It was left out.`,
      );
      return [];
    }
  });
  return gather(
    read.map(({ item }) => item),
    source,
    findings,
    (index) => read[index]?.start ?? 0,
  );
};
