import { existsSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { fromRecord } from '../../artifact/formats/index.js';
import type { References } from '../../artifact/schema/index.js';
import { Refusal } from '../command.js';
import { readText } from '../files.js';
import { pathSteps, readJson } from '../json.js';
import { shapeOfJson, shapeOfText } from '../recognise.js';
import { Source } from '../source.js';
import { Findings } from './finding.js';
import { frontMatterOf } from './page/front-matter.js';
import { importPage, type ImportedPage } from './page/page.js';
import { slugOf } from './page/markdown.js';
import { referencesOfBibtex, referencesOfCsl } from './references.js';
import type { Article, Artifact } from './types.js';

/** What one source became. */
export type Read = { page: ImportedPage } | { artifacts: Artifact[] };

/** What the user says of the sources. */
export interface Told {
  /** The address of the page, where there is one page. */
  url: string | undefined;
  /** Files of references for pages. */
  references: readonly string[];
}

/** The endings of the files that a folder is searched for. */
export const ENDINGS = ['json', 'md', 'markdown', 'rmd', 'Rmd', 'txt', 'bib', 'bibtex'];

const isPageName = (file: string) => /\.(md|markdown|rmd|txt)$/i.test(file);

/** `chapter.html-tables.md` may lean on `chapter.html-tables.bib` and on `chapter.bib`. */
const stems = (file: string): string[] => {
  const parts = basename(file)
    .replace(/\.(md|markdown|rmd|txt)$/i, '')
    .split('.');
  return parts.map((_, index) => join(dirname(file), parts.slice(0, parts.length - index).join('.')));
};

/** The file of references beside a page that has the page's name. */
const besideOf = (file: string): string | undefined =>
  stems(file)
    .flatMap((stem) =>
      ['.bib', '.bibtex', '.refs.json', '.references.json', '.csl.json'].map((ending) => stem + ending),
    )
    .find((path) => existsSync(path));

/** Of the files given, those that are the references of a page given too: they go into it, and are no sources of their own. */
export const withoutReferenceFiles = (files: readonly string[]): string[] => {
  const used = new Set(files.filter(isPageName).map(besideOf));
  return files.filter((file) => !used.has(file) && !used.has(join(dirname(file), basename(file))));
};

const readReferences = async (file: string, findings: Findings): Promise<References> => {
  const source = new Source(file, await readText(file));
  const kind = shapeOfText(file, source.text);
  if (kind === 'bibtex') return referencesOfBibtex(source, findings);
  if (kind !== 'json') throw new Refusal(`${file} holds no references: BibTeX (.bib) and CSL-JSON are read.`);
  const { flaws, value } = readJson(source);
  if (flaws[0])
    throw new Refusal(
      `${source.labelOf(flaws[0].offset)}: no JSON. Expected ${flaws[0].expected}; found ${flaws[0].found}.`,
    );
  if (shapeOfJson(value).shape !== 'csl-json') throw new Refusal(`${file} is JSON, but no list of CSL items.`);
  return referencesOfCsl(source, findings);
};

/** The files that a page's front matter names as its bibliography. What is wrong with it is told where the page itself is read. */
const bibliographyOf = (source: Source): string[] => {
  const { bibliography } = frontMatterOf(source, new Findings()).data;
  return (Array.isArray(bibliography) ? bibliography : [bibliography]).filter(
    (name): name is string => typeof name === 'string',
  );
};

const pageOf = async (source: Source, told: Told, findings: Findings): Promise<Read> => {
  const named = bibliographyOf(source).map((name) => join(dirname(source.file), name));
  const missing = named.filter((file) => !existsSync(file));
  for (const file of missing)
    findings.add(
      source,
      'unreadable',
      0,
      `bibliography: ${basename(file)}`,
      'The page names this file of references, and it is not there.',
    );
  const beside = besideOf(source.file);
  const files = [...told.references, ...named.filter((file) => existsSync(file)), ...(beside ? [beside] : [])];
  const references: References = {};
  for (const file of [...new Set(files)]) Object.assign(references, await readReferences(file, findings));
  return {
    page: importPage(
      source,
      { url: told.url, references, referencesFile: files.map((file) => basename(file)).join(', ') || undefined },
      findings,
    ),
  };
};

/** References alone, as an article that lists them. */
const listOf = (source: Source, references: References): Article => {
  const name = basename(source.file)
    .replace(/\.(bib|bibtex|json)$/i, '')
    .replace(/\.(refs|references|csl)$/i, '');
  const words = name.replaceAll(/[-_.]+/g, ' ').trim();
  const count = Object.keys(references).length;
  return {
    schemaVersion: 1,
    id: slugOf(name) || 'references',
    kind: 'article',
    title: words ? `References: ${words}` : 'References',
    summary: `${count} ${count === 1 ? 'reference' : 'references'}.`,
    references,
    provenance: {
      wasDerivedFrom: [{ label: basename(source.file) }],
      wasGeneratedBy: [{ label: 'Import by artifact-viewer' }],
    },
  };
};

const ofJson = (source: Source, findings: Findings): Read => {
  const json = readJson(source);
  const [flaw] = json.flaws;
  if (flaw)
    throw new Refusal(
      `${source.labelOf(flaw.offset)}: this is no JSON. Expected ${flaw.expected}; found ${flaw.found}.`,
    );
  const shape = shapeOfJson(json.value);
  if (shape.shape === 'artifact')
    throw new Refusal(
      `${source.file} is an artifact already. “artifact-viewer validate ${source.file}” looks for mistakes in it.`,
    );
  if (shape.shape === 'csl-json') return { artifacts: [listOf(source, referencesOfCsl(source, findings))] };
  const read = fromRecord(json.value);
  if (!read.records) {
    const [problem] = read.problems;
    throw new Refusal(
      read.refusal
        ? `${source.file}: ${read.refusal.message} ${read.refusal.remedy}`
        : `${source.file} is JSON of no known kind. Expected ${problem?.expected ?? 'a record of a registry'}; or CSL-JSON references. Found ${shape.shape === 'unknown' ? shape.found : (problem?.found ?? 'something else')}.`,
    );
  }
  if (read.total !== undefined && read.total > read.records.length)
    findings.add(
      source,
      'left out',
      0,
      `${read.records.length} of ${read.total}`,
      `The answer holds ${read.records.length} of the ${read.total} records that the search found: fetch the next page of the answer for the others.`,
    );
  for (const { problems } of read.records)
    for (const { path, expected, found } of problems)
      findings.add(
        source,
        'unreadable',
        json.offsetOf(pathSteps(path)),
        `${path} = ${found}`,
        `Expected ${expected}. The field was left out.`,
      );
  return { artifacts: read.records.map(({ artifact }) => artifact) };
};

/** Reads one source by what it is: a registry's record, references, or a page. Throws Refusal where it is nothing of these. */
export const readSource = async (source: Source, told: Told, findings: Findings): Promise<Read> => {
  const kind = shapeOfText(source.file, source.text);
  switch (kind) {
    case 'empty':
      throw new Refusal(`${source.file} is empty.`);
    case 'web page':
      throw new Refusal(
        `${source.file} is a web page (HTML). Save its text, or its wiki source (Markdown), and import that file with --url and the page’s address. For a trial give its NCT number instead of the address of its page.`,
      );
    case 'json':
      return ofJson(source, findings);
    case 'bibtex': {
      const references = referencesOfBibtex(source, findings);
      if (Object.keys(references).length === 0)
        throw new Refusal(`${source.file} holds no BibTeX entry that can be read.`);
      return { artifacts: [listOf(source, references)] };
    }
    case 'page':
      return pageOf(source, told, findings);
  }
};
