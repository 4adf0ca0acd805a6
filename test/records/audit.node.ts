import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { Marked } from 'marked';
import { prerender } from '../../src/cli/build/prerender.js';
import { fromRecord } from '../../src/artifact/formats/index.js';
import { markdown } from '../written.js';
import { inventedIn, type RecordFile, recordsIn, withoutReal } from './files.js';
import { indexOf, isShown, lostIn, shownIn } from './shown.js';
import { type Counts, type ToldByRecord, toldIn } from './told.js';

/** What the records of each folder are. */
const KINDS: Record<string, string> = {
  'ctgov-v2': 'study',
  'ctgov-v2-responses': 'study',
  'openfda-label': 'label',
  'openfda-event': 'event',
  'openfda-drugsfda': 'application',
};

const AT = {
  site: 'https://site.example/',
  base: 'https://site.example/artifacts/',
  script: 'https://site.example/x.js',
};
const marked = new Marked({ gfm: true });

/** The records of a file, each by itself as a reader gets it. */
const recordsOf = (data: unknown, kind: string): unknown[] => {
  const { studies, results } = data as {
    studies?: unknown[];
    results?: { term?: unknown; safetyreportid?: unknown }[];
  };
  if (kind === 'study') return studies ?? (Array.isArray(data) ? data : [data]);
  return results && kind !== 'event' ? results : [data];
};

/** What is shown of a record: its page as it is built, and its document. */
const surfacesOf = (record: unknown): [name: string, html: string][] => {
  const [whole] = fromRecord(record).records ?? [];
  assert.ok(whole, 'the record is read');
  const document = markdown(whole.artifact);
  return [
    ['the page', prerender('record', AT, () => record).html],
    // Its text too, since a program that makes HTML of it may count the items of lists anew.
    [
      '.md',
      `${marked.parse(document) as string}<pre>${document.replaceAll('&', '&amp;').replaceAll('<', '&lt;')}</pre>`,
    ],
  ];
};

const sum = (told: ToldByRecord): Counts => {
  const counts: Counts = {};
  for (const claim of told.claims)
    for (const [sort, count] of Object.entries(claim.counts) as [keyof Counts, number][])
      counts[sort] = (counts[sort] ?? 0) + count;
  return counts;
};

/** A line that says how many values were compared, and how many were not and why. */
const account = (told: ToldByRecord): string => {
  const counts = Object.entries(sum(told)).filter(([, count]) => count > 0);
  const all = counts.reduce((total, [, count]) => total + count, 0);
  const left = [...told.skipped].map(([reason, count]) => `${count} of ${reason}`);
  return `${all} values compared (${counts.map(([sort, count]) => `${count} ${sort}`).join(', ')})${left.length > 0 ? `; not looked for: ${left.join('; ')}` : ''}`;
};

const isAll = process.env.TEST_ALL === '1';
const slice = Number(process.env.TEST_SLICE ?? 0);

/** The invented records, and of the real ones a tenth, or all. */
const chosen = (folder: string): RecordFile[] => {
  const invented = inventedIn([folder]);
  const real = recordsIn([folder]).slice(invented.length);
  return [...invented, ...real.filter((_, index) => isAll || index % 10 === slice)];
};

describe('every number, unit, denominator and arm of a record is on its page and in its document', () => {
  console.log(
    isAll ? 'All real records' : `Of the real records every tenth from number ${slice} on; all with TEST_ALL=1`,
  );
  for (const [folder, kind] of Object.entries(KINDS)) {
    for (const { name, text } of chosen(folder))
      it(name, () => {
        for (const record of recordsOf(JSON.parse(text), kind)) {
          if (!fromRecord(record).records) {
            console.log(`${name}: nothing to compare: it holds no record`);
            continue;
          }
          const told = toldIn(record, kind);
          console.log(`${name}: ${account(told)}`);
          for (const [surface, html] of surfacesOf(record)) {
            const shown = shownIn(html);
            const index = indexOf(shown);
            const lost = told.claims
              .filter((claim) => !isShown(claim, shown, index))
              .map((claim) =>
                claim.kind === 'text'
                  ? `${claim.path}: ${lostIn(claim.text, claim.isLoose ?? false, index).join('; ')}`
                  : JSON.stringify(claim, (_, value: unknown) => (value instanceof RegExp ? String(value) : value)),
              );
            assert.deepEqual(lost, [], `${surface} of ${name}`);
          }
        }
      });
    const skip = withoutReal(folder);
    if (skip) it(`each real record of ${folder}`, { skip });
  }
});
