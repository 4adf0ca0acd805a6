import { existsSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { isCslJson } from '../../../artifact/formats/csl.js';
import type { References } from '../../../artifact/schema/index.js';
import { Refusal } from '../../command.js';
import { readText } from '../../files.js';
import { readJson } from '../../json.js';
import { Source } from '../../source.js';
import { Findings } from '../finding.js';
import { frontMatterOf } from '../page/front-matter.js';
import { importPage } from '../page/page.js';
import { referencesOfBibtex } from '../references/bibtex.js';
import { referencesOfCsl } from '../references/csl.js';
import { referencesOfNbib } from '../references/nbib.js';
import { referencesOfRis } from '../references/ris.js';
import { formatOf, FORMATS, isPageName, PAGE_ENDING } from './index.js';
import type { Reader } from './reader.js';

/** The stems of reference files for a page: `chapter.html-tables.md` may use `chapter.html-tables.bib` and `chapter.bib`. */
const stems = (file: string): string[] => {
  const parts = basename(file).replace(PAGE_ENDING, '').split('.');
  return parts.map((_, index) => join(dirname(file), parts.slice(0, parts.length - index).join('.')));
};

const REFERENCE_ENDINGS = ['.bib', '.bibtex', '.refs.json', '.references.json', '.csl.json', '.ris', '.nbib'];

/** The reference file with the page's name beside it. */
const besideOf = (file: string): string | undefined =>
  stems(file)
    .flatMap((stem) => REFERENCE_ENDINGS.map((ending) => stem + ending))
    .find((path) => existsSync(path));

/** The files without those that are references of a page among them, which are read with the page. */
export const withoutReferenceFiles = (files: readonly string[]): string[] => {
  const used = new Set(files.filter(isPageName).map(besideOf));
  return files.filter((file) => !used.has(file) && !used.has(join(dirname(file), basename(file))));
};

const readReferences = async (file: string, findings: Findings): Promise<References> => {
  const source = new Source(file, await readText(file));
  switch (formatOf(source)) {
    case FORMATS.bibtex:
      return referencesOfBibtex(source, findings);
    case FORMATS.ris:
      return referencesOfRis(source, findings);
    case FORMATS.nbib:
      return referencesOfNbib(source, findings);
    case FORMATS.json:
      break;
    default:
      throw new Refusal(
        `${file} is not a reference file. Supported formats: BibTeX, RIS, PubMed (.nbib) and CSL-JSON.`,
      );
  }
  const { flaws, value } = readJson(source);
  if (flaws[0])
    throw new Refusal(
      `${source.labelOf(flaws[0].offset)}: invalid JSON. Expected ${flaws[0].expected}; found ${flaws[0].found}.`,
    );
  if (!isCslJson(value)) throw new Refusal(`${file} is JSON, but not CSL-JSON. Expected a list of CSL items.`);
  return referencesOfCsl(source, findings);
};

/** The bibliography files named in a page's front matter. Its errors are reported when the page itself is read. */
const bibliographyOf = (source: Source): string[] => {
  const { bibliography } = frontMatterOf(source, new Findings()).data;
  return (Array.isArray(bibliography) ? bibliography : [bibliography]).filter(
    (name): name is string => typeof name === 'string',
  );
};

/** Reads a wiki page, with references from files beside it or specified by the user. */
export const readPage: Reader = async (source, told, findings) => {
  const named = bibliographyOf(source).map((name) => join(dirname(source.file), name));
  const missing = named.filter((file) => !existsSync(file));
  for (const file of missing)
    findings.add(
      source,
      'unreadable',
      0,
      `bibliography: ${basename(file)}`,
      'The page names this file as its bibliography, but the file does not exist.',
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
