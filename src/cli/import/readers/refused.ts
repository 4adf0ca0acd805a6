import type { Source } from '../../source.js';
import type { Format } from './reader.js';

const withoutCode = new WeakMap<Source, string>();

/** A text without its code, since a page may quote another format. */
const proseOf = (source: Source): string => {
  const known = withoutCode.get(source);
  if (known !== undefined) return known;
  const prose = source.text
    .replaceAll(/^ {0,3}(`{3,}|~{3,})[^\n]*\n[\s\S]*?^ {0,3}\1[ \t]*$/gm, '')
    .replaceAll(/`[^`\n]+`/g, '');
  withoutCode.set(source, prose);
  return prose;
};

/** A refused format, recognized by at least two of its marks or by its file extension. */
const refused = (
  name: string,
  remedy: Format['remedy'],
  ending: RegExp | undefined,
  marks: readonly RegExp[],
): Format => ({
  name,
  remedy,
  matches: (source) =>
    ending?.test(source.file) === true ||
    marks.filter((mark) => mark.test(proseOf(source))).length >= Math.min(2, marks.length),
});

const root = (name: string): RegExp => new RegExp(`^\\s*(?:<[?!][^>]*>\\s*)*<${name}[\\s>]`);

/** Formats that would otherwise be read as a page, each with a remedy. */
export const REFUSED: readonly Format[] = [
  refused(
    'a web page (HTML)',
    'Save its text or wiki source (Markdown), and import that file; pass the page’s address with --url. To import a trial, specify its NCT number instead of the address of its page.',
    undefined,
    [/^\s*(?:<\?xml[^>]*>\s*)?(?:<!--[\s\S]*?-->\s*)*<(!doctype\s+html|html\b)/i],
  ),
  refused('PubMed XML', 'In PubMed, choose “Save” and the format “PubMed”, then import the .nbib file.', undefined, [
    root('(?:PubmedArticleSet|PubmedArticle|MedlineCitationSet)'),
  ]),
  refused('EndNote XML', 'Export the references as RIS, then import the .ris file.', undefined, [
    /^\s*(?:<\?xml[^>]*>\s*)?<xml>\s*<records>/,
  ]),
  refused(
    'a MediaWiki export (XML with wikitext)',
    'Convert the page to Markdown, for example with “pandoc -f mediawiki -t gfm page.txt -o page.md”, then import the result.',
    undefined,
    [root('mediawiki')],
  ),
  refused(
    'XML in an unknown format',
    'Convert it to a supported format: see “artifact-viewer import --help”.',
    /\.xml$/i,
    [/^\s*(?:<\?xml\b[^>]*\?>|<[\w:-]+[^<>]*\sxmlns(?::\w+)?=)/],
  ),
  refused('a PDF file', 'Save the text of the page or label, then import that file.', /\.pdf$/i, [/^%PDF-/]),
  refused('an RTF document', 'Save it as Markdown or plain text, then import that file.', /\.rtf$/i, [/^\{\\rtf/]),
  refused(
    'wikitext (MediaWiki)',
    'Convert it to Markdown, for example with “pandoc -f mediawiki -t gfm page.txt -o page.md”, then import the result. Check that the values in its infobox were kept.',
    /\.(?:wiki|wikitext|mediawiki)$/i,
    [
      /^\{\{[^{}\n]+\n\s*\|/m,
      /\{\{(?:cite|citation|reflist|infobox|drugbox|short description|main|see also|cn|citation needed)\b/i,
      /'''[^'\n]+'''/,
      /^(={2,6})[^=\n][^\n]*[^=\n]\1[ \t]*$/m,
      /^\{\|/m,
      /<ref(?:\s[^<>]*)?>/i,
      /\[\[(?:category|file|image):/i,
    ],
  ),
  refused('an EndNote tagged export', 'Export the references as RIS, then import the .ris file.', /\.enw$/i, [
    /^%0 \w/m,
    /^%[ATDJ] \S/m,
  ]),
  refused(
    'a Web of Science export',
    'Export the references as RIS or BibTeX, then import that file.',
    /\.(?:isi|ciw)$/i,
    [/^FN \S/, /^VR 1\.0/m, /^PT [JBSP]$/m],
  ),
  refused('a RefWorks tagged export', 'Export the references as RIS, then import the .ris file.', undefined, [
    /^RT [A-Z]\w+/m,
    /^(?:A1|T1|JF) \S/m,
  ]),
  refused('a LaTeX document', 'Convert it to Markdown, for example with pandoc, then import the result.', /\.tex$/i, [
    /\\documentclass\b/,
    /\\begin\{document\}/,
  ]),
  refused(
    'reStructuredText',
    'Convert it to Markdown, for example with “pandoc -f rst -t gfm”, then import the result.',
    /\.rst$/i,
    [
      /^\.\. (?:[a-z-]+::|_[^:\n]+:|\[[^\]\n]+\])/m,
      /^[^\n]+\n(=+|~{3,}|\^{3,}|-{3,}|\*{3,})\n/m,
      /:(?:ref|doc|sup|sub|cite|math):`/,
    ],
  ),
  refused('AsciiDoc', 'Convert it to Markdown, then import the result.', /\.(?:adoc|asciidoc)$/i, [
    /^= \S/m,
    /^:[a-z-]+:(?: |$)/m,
    /^(?:\[(?:NOTE|TIP|WARNING|CAUTION|IMPORTANT)\]|={4,})$/m,
  ]),
  refused(
    'an Org mode document',
    'Convert it to Markdown, for example with pandoc, then import the result.',
    /\.org$/i,
    [/^#\+(?:title|author|date|begin_\w+):?/im, /^\*+ \S/m],
  ),
  refused('a CSV table', 'Import the records that it was made from, for example as JSON.', /\.[ct]sv$/i, [
    /^(?:"[^"\n]*",){3,}.*\n(?:(?:"[^"\n]*"|[^",\n]*),){3,}/,
  ]),
  refused('JSON Lines', 'Put the records into one JSON array: [ … , … ].', /\.(?:jsonl|ndjson)$/i, [
    /^\{.*\}\n\{.*\}\n/,
  ]),
];
