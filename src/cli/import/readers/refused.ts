import type { Source } from '../../source.js';
import type { Format } from './reader.js';

const withoutCode = new WeakMap<Source, string>();

/** A text without its code: a page may well quote another format. */
const proseOf = (source: Source): string => {
  const known = withoutCode.get(source);
  if (known !== undefined) return known;
  const prose = source.text
    .replaceAll(/^ {0,3}(`{3,}|~{3,})[^\n]*\n[\s\S]*?^ {0,3}\1[ \t]*$/gm, '')
    .replaceAll(/`[^`\n]+`/g, '');
  withoutCode.set(source, prose);
  return prose;
};

/** A format that is known by at least two of its marks, or by its file's ending. */
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

/** Formats that would otherwise pass for a page of text, each with what to do instead. */
export const REFUSED: readonly Format[] = [
  refused(
    'a web page (HTML)',
    'Save its text, or its wiki source (Markdown), and import that file with --url and the page’s address. For a trial give its NCT number instead of the address of its page.',
    undefined,
    [/^\s*(?:<\?xml[^>]*>\s*)?(?:<!--[\s\S]*?-->\s*)*<(!doctype\s+html|html\b)/i],
  ),
  refused(
    'references in PubMed’s XML',
    'On PubMed choose “Save”, then the format “PubMed”, and import the .nbib file.',
    undefined,
    [root('(?:PubmedArticleSet|PubmedArticle|MedlineCitationSet)')],
  ),
  refused('references in EndNote’s XML', 'Export them as RIS and import the .ris file.', undefined, [
    /^\s*(?:<\?xml[^>]*>\s*)?<xml>\s*<records>/,
  ]),
  refused(
    'an export of a MediaWiki site (XML with wikitext)',
    'Turn the page into Markdown, for example with “pandoc -f mediawiki -t gfm page.txt -o page.md”, and import that.',
    undefined,
    [root('mediawiki')],
  ),
  refused('XML of no known kind', 'Convert it to a format that import reads.', /\.xml$/i, [
    /^\s*(?:<\?xml\b[^>]*\?>|<[\w:-]+[^<>]*\sxmlns(?::\w+)?=)/,
  ]),
  refused('a PDF file', 'Save the text of the page or label, and import that.', /\.pdf$/i, [/^%PDF-/]),
  refused('a document in RTF', 'Save it as Markdown or plain text.', /\.rtf$/i, [/^\{\\rtf/]),
  refused(
    'wikitext (MediaWiki)',
    'Turn it into Markdown, for example with “pandoc -f mediawiki -t gfm page.txt -o page.md”, and import that: check that the values of its infobox came along.',
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
  refused('references in EndNote’s tagged format', 'Export them as RIS and import the .ris file.', /\.enw$/i, [
    /^%0 \w/m,
    /^%[ATDJ] \S/m,
  ]),
  refused('references of Web of Science', 'Export them as RIS or BibTeX and import that file.', /\.(?:isi|ciw)$/i, [
    /^FN \S/,
    /^VR 1\.0/m,
    /^PT [JBSP]$/m,
  ]),
  refused('references in RefWorks’ tagged format', 'Export them as RIS and import the .ris file.', undefined, [
    /^RT [A-Z]\w+/m,
    /^(?:A1|T1|JF) \S/m,
  ]),
  refused('a LaTeX document', 'Turn it into Markdown, for example with pandoc, and import that.', /\.tex$/i, [
    /\\documentclass\b/,
    /\\begin\{document\}/,
  ]),
  refused(
    'reStructuredText',
    'Turn it into Markdown, for example with “pandoc -f rst -t gfm”, and import that.',
    /\.rst$/i,
    [
      /^\.\. (?:[a-z-]+::|_[^:\n]+:|\[[^\]\n]+\])/m,
      /^[^\n]+\n(=+|~{3,}|\^{3,}|-{3,}|\*{3,})\n/m,
      /:(?:ref|doc|sup|sub|cite|math):`/,
    ],
  ),
  refused('AsciiDoc', 'Turn it into Markdown and import that.', /\.(?:adoc|asciidoc)$/i, [
    /^= \S/m,
    /^:[a-z-]+:(?: |$)/m,
    /^(?:\[(?:NOTE|TIP|WARNING|CAUTION|IMPORTANT)\]|={4,})$/m,
  ]),
  refused('an Org document', 'Turn it into Markdown, for example with pandoc, and import that.', /\.org$/i, [
    /^#\+(?:title|author|date|begin_\w+):?/im,
    /^\*+ \S/m,
  ]),
  refused('a table in CSV', 'Import the records that it was made of.', /\.[ct]sv$/i, [
    /^(?:"[^"\n]*",){3,}.*\n(?:(?:"[^"\n]*"|[^",\n]*),){3,}/,
  ]),
  refused('JSON Lines', 'Put the records into one list: [ … , … ].', /\.(?:jsonl|ndjson)$/i, [/^\{.*\}\n\{.*\}\n/]),
];
