// The records that tests in Node walk over: invented ones in `fixtures/` and of the demo, and real ones in the folder
// `shared` beside the repository where that is there. Both are laid out alike: a folder for each kind.
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { it } from 'node:test';
import { fileURLToPath } from 'node:url';

const INVENTED = new URL('fixtures/', import.meta.url);
const DEMO = new URL('../../demo/records/', import.meta.url);
const REAL = new URL('../../../shared/data/', import.meta.url);

/** The demo's records, by their kind. */
const DEMO_FILES: Record<string, readonly string[]> = {
  'ctgov-v2': ['NCT00000001.json'],
  'openfda-label': ['openfda-label.json'],
  'openfda-event': ['openfda-counts.json', 'openfda-events.json'],
  'openfda-drugsfda': ['openfda-drugsfda.json'],
  'openfda-enforcement': ['openfda-enforcement.json'],
  'openfda-ndc': ['openfda-ndc.json'],
  'openfda-shortages': ['openfda-shortages.json'],
};

/** A file with one or more records. */
export interface RecordFile {
  /** Its path below the folder of all kinds, for the name of a test. */
  name: string;
  path: string;
  text: string;
}

/** The path of a file or folder among the real records, which may not be there. */
export const realPath = (path: string): string => fileURLToPath(new URL(path, REAL));

/** Why a test that needs this file or folder of the real records is skipped, or false. For the option `skip`. */
export const withoutReal = (path: string): string | false =>
  !existsSync(realPath(path)) && `there is no folder ../shared/data/${path} beside the repository`;

const fileAt = (url: URL, name: string): RecordFile => ({
  name,
  path: fileURLToPath(url),
  text: readFileSync(url, 'utf8'),
});

const filesIn = (folder: URL, kind: string, ending: string): RecordFile[] => {
  const url = new URL(`${kind}/`, folder);
  if (!existsSync(url)) return [];
  return readdirSync(url, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith(ending))
    .sort()
    .map((name) => fileAt(new URL(name, url), `${kind}/${name}`));
};

const demoFiles = (kind: string): RecordFile[] =>
  (DEMO_FILES[kind] ?? []).map((name) => fileAt(new URL(name, DEMO), `demo/records/${name}`));

/** The invented records of these kinds. */
export const inventedIn = (kinds: readonly string[], ending = '.json'): RecordFile[] =>
  kinds.flatMap((kind) => [...demoFiles(kind), ...filesIn(INVENTED, kind, ending)]);

/** The records of these kinds: the invented ones, then the real ones. */
export const recordsIn = (kinds: readonly string[], ending = '.json'): RecordFile[] => [
  ...inventedIn(kinds, ending),
  ...kinds.flatMap((kind) => filesIn(REAL, kind, ending)),
];

/**
 * A test for each record of these kinds; for each kind whose real records are not there, a test that is skipped and says so.
 * @param title the name of a record's test.
 */
export const forEachRecord = (
  kinds: readonly string[],
  title: (name: string) => string,
  test: (record: RecordFile) => void | Promise<void>,
  ending = '.json',
): void => {
  for (const record of recordsIn(kinds, ending)) it(title(record.name), () => test(record));
  for (const kind of kinds) {
    const skip = withoutReal(kind);
    if (skip) it(title(`each real record of ${kind}`), { skip });
  }
};
