import { fromRecord } from '../../../artifact/formats/index.js';
import { Refusal } from '../../command.js';
import type { Source } from '../../source.js';
import type { Findings } from '../finding.js';
import { hasJsonHead } from '../page/front-matter.js';
import type { Format, Read, Told } from './reader.js';
import { REFUSED } from './refused.js';

export type { Read, Told } from './reader.js';

/** File extensions of pages. */
export const PAGE_ENDING = /\.(?:md|markdown|mdown|mkd|mdx|rmd|qmd|txt)$/i;

export const isPageName = (file: string): boolean => PAGE_ENDING.test(file);

/** Every supported format; the first match counts. Unsupported formats are checked before pages, which match any text. */
export const FORMATS = {
  json: {
    name: 'JSON',
    matches: (source) =>
      (/\.json$/i.test(source.file) && !/^\s*</.test(source.text)) ||
      (/^\s*(\{\s*("|\})|\[\s*(\{|\]))/.test(source.text) && !(isPageName(source.file) && hasJsonHead(source.text))),
    load: async () => (await import('./json.js')).readJsonSource,
  },
  bibtex: {
    name: 'a BibTeX file',
    matches: ({ file, text }) =>
      /\.bib(tex)?$/i.test(file) || /^\s*(%[^\n]*\n\s*)*@(?!\w+_)[a-z]+\s*[{(]\s*[^\s,{}()]+\s*,/i.test(text),
    load: async () =>
      (await import('./references.js')).referenceReader(
        'BibTeX',
        (await import('../references/bibtex.js')).referencesOfBibtex,
      ),
  },
  ris: {
    name: 'a RIS reference file',
    matches: ({ file, text }) =>
      /\.ris$/i.test(file) || (/^TY {1,3}- ?\w+\s*$/m.test(text) && /^(?:ER|A[U1]|T[I1]|PY) {1,3}-/m.test(text)),
    load: async () =>
      (await import('./references.js')).referenceReader('RIS', (await import('../references/ris.js')).referencesOfRis),
  },
  nbib: {
    name: 'a PubMed reference file (.nbib)',
    matches: ({ file, text }) =>
      /\.nbib$/i.test(file) || (/^PMID- ?\d+\s*$/m.test(text) && /^(?:OWN|STAT|TI|DP|FAU) *- /m.test(text)),
    load: async () =>
      (await import('./references.js')).referenceReader(
        'a PubMed file',
        (await import('../references/nbib.js')).referencesOfNbib,
      ),
  },
  spl: {
    name: 'a drug label in SPL (DailyMed XML)',
    matches: ({ text }) => /^\s*(?:<[?!][^>]*>\s*)*<document\b[^>]*\bxmlns\s*=\s*["']urn:hl7-org:v3["']/.test(text),
    load: async () => (await import('./spl.js')).readSpl,
  },
  page: {
    name: 'a text page',
    matches: () => true,
    load: async () => (await import('./page.js')).readPage,
  },
} satisfies Record<string, Format>;

const { page, ...others } = FORMATS;

/** The format of a text; a page if nothing else matches. */
export const formatOf = (source: Source): Format =>
  [...Object.values(others), ...REFUSED].find((format: Format) => format.matches(source)) ?? page;

/** The file extensions that are imported from a folder. */
export const ENDINGS = [
  'json',
  'md',
  'markdown',
  'mdx',
  'rmd',
  'Rmd',
  'qmd',
  'txt',
  'bib',
  'bibtex',
  'ris',
  'nbib',
  'xml',
];

/** Reads a source in its format: a registry record, references, or a page. Throws Refusal if the format is not supported. */
export const readSource = async (source: Source, told: Told, findings: Findings): Promise<Read> => {
  if (!source.text.trim()) throw new Refusal(`${source.file} is empty.`);
  const text = fromRecord(source.text);
  if (!text.records && text.refusal)
    throw new Refusal(`${source.file}: ${text.refusal.message} ${text.refusal.remedy}`);
  const format = formatOf(source);
  if (!format.load) throw new Refusal(`${source.file} is ${format.name}, which is not supported. ${format.remedy}`);
  const read = await format.load();
  return read(source, told, findings);
};
