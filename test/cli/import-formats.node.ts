import assert from 'node:assert/strict';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import type { Article } from '../../src/artifact/schema/index.js';
import { Findings } from '../../src/cli/import/finding.js';
import { readSource } from '../../src/cli/import/readers/index.js';
import { Source } from '../../src/cli/source.js';
import { folder, readJson, run } from './run.js';

/** The references of a file, and what the report says of it. */
const referencesOf = async (file: string, text: string) => {
  const findings = new Findings();
  const read = await readSource(new Source(file, text), { url: undefined, references: [] }, findings);
  assert.ok('artifacts' in read);
  return { references: (read.artifacts[0] as Article).references ?? {}, findings: findings.all };
};

const RIS = `Provider: Invented Library

TY  - JOUR
AU  - Example, Anna
AU  - Specimen, Björn Q., Jr.
TI  - Exemplaril in adults  - a trial
JO  - Journal of Examples
PY  - 2019/05/07
VL  - 1
IS  - 2
SP  - 3
EP  - 14
DO  - 10.1000/example.1
AN  - 4711
N1  - A first note
N1  - A second note
ER  - 

TY - RPRT
A1 - Agency of Examples
T1 - Assessment
PY - 2021
ER -
`;

describe('import of RIS', () => {
  it('reads each record with its authors, title, journal, date, pages and DOI', async () => {
    const { references } = await referencesOf('export.ris', RIS);
    const work = references['doi:10.1000/example.1'];
    assert.equal(work?.title, 'Exemplaril in adults - a trial');
    assert.deepEqual(work.author, [
      { family: 'Example', given: 'Anna' },
      { family: 'Specimen', given: 'Björn Q.', suffix: 'Jr.' },
    ]);
    assert.equal(work['container-title'], 'Journal of Examples');
    assert.deepEqual(work.issued, { 'date-parts': [[2019, 5, 7]] });
    assert.deepEqual([work.volume, work.issue, work.page, work.type], ['1', '2', '3-14', 'article-journal']);
    assert.match(work.note ?? '', /A first note.*A second note/);
  });

  it('keeps fields that CSL has no place for, reads other spacing, and names text outside the records', async () => {
    const { references, findings } = await referencesOf('export.ris', RIS);
    assert.deepEqual(references['doi:10.1000/example.1']?.custom, { AN: '4711' });
    assert.equal(references['agency-of-examples2021']?.title, 'Assessment');
    assert.deepEqual(
      findings.map(({ original, message }) => [original, message]),
      [['Provider: Invented Library', 'Text before the first record.']],
    );
  });

  it('reads a record of a type that the format does not know, and keeps the type', async () => {
    const { references } = await referencesOf('r.ris', RIS.replace('TY  - JOUR', 'TY  - WEIRD'));
    const work = references['doi:10.1000/example.1'];
    assert.deepEqual(
      [work?.title, work?.page, work?.custom],
      ['Exemplaril in adults - a trial', '3-14', { TY: 'WEIRD', IS: '2', AN: '4711' }],
    );
  });

  it('is recognized by its records, whatever the file is called', async () => {
    const { references } = await referencesOf('export.txt', RIS);
    assert.equal(Object.keys(references).length, 2);
  });

  it('loses only the record that is broken, and names its place', async () => {
    const { references, findings } = await referencesOf('r.ris', `${RIS}\nTY  - JOUR\nER  - \n`);
    assert.equal(Object.keys(references).length, 2);
    const [broken] = findings.filter(({ kind }) => kind === 'unreadable');
    assert.equal(broken?.line, 25);
  });
});

const NBIB = `
PMID- 10000001
OWN - NLM
STAT- MEDLINE
IS  - 0000-0019 (Electronic)
VI  - 7
IP  - 3
DP  - 2020 Mar 5
TI  - Invented safety of exemplaril: a title that goes on
      in a second line.
PG  - 123-9
LID - 10.1000/example.2 [doi]
FAU - Probe, Carla D
AU  - Probe CD
CN  - Example Study Group
PT  - Journal Article
PT  - Retracted Publication
RIN - J Ex. 2021;8:1. PMID: 10000002
JT  - Journal of Examples
TA  - J Ex
PMC - PMC1000001
MH  - Examples as Topic
MH  - Humans

PMID- 10000003
TI  - Spring issue.
DP  - 2021 Spring
AU  - Roe J
TA  - J Ex
`;

describe('import of PubMed’s format', () => {
  it('calls a record without a number by its DOI', async () => {
    const { references } = await referencesOf('set.nbib', NBIB.replace('PMID- 10000001\n', ''));
    assert.equal(references['doi:10.1000/example.2']?.volume, '7');
  });

  it('reads each record with title, authors, groups, date, pages and identifiers', async () => {
    const { references } = await referencesOf('set.nbib', NBIB);
    const work = references['pmid:10000001'];
    assert.equal(work?.title, 'Invented safety of exemplaril: a title that goes on in a second line.');
    assert.deepEqual(work.author, [{ family: 'Probe', given: 'Carla D' }, { literal: 'Example Study Group' }]);
    assert.deepEqual(work.issued, { 'date-parts': [[2020, 3, 5]] });
    assert.deepEqual(
      [work.DOI, work.PMID, work.PMCID, work.page, work.volume, work.issue, work['container-title']],
      ['10.1000/example.2', '10000001', 'PMC1000001', '123-129', '7', '3', 'Journal of Examples'],
    );
    assert.deepEqual((work.custom as Record<string, string>).MH, 'Examples as Topic; Humans');
    const other = references['pmid:10000003'];
    assert.deepEqual(other?.issued, { raw: '2021 Spring' });
    assert.deepEqual(other.author, [{ family: 'Roe', given: 'J' }]);
  });

  it('says of a retracted work that it is, with the notice', async () => {
    const { references } = await referencesOf('set.txt', NBIB);
    assert.match(references['pmid:10000001']?.note ?? '', /^Retracted\. .*J Ex\. 2021;8:1/);
  });
});

/** Texts in formats that are not read, each with how it is named and what to do. */
const FOREIGN: [file: string, text: string, name: RegExp, remedy: RegExp][] = [
  [
    'page.txt',
    "{{Infobox drug\n| drug_name = Exemplaril\n}}\n'''Exemplaril''' is invented.<ref>{{cite web|title=T}}</ref>\n\n== Uses ==\n",
    /wikitext/,
    /pandoc -f mediawiki/,
  ],
  ['page.wiki', 'Only words.', /wikitext/, /Markdown/],
  ['dump.xml', '<mediawiki xmlns="http://www.mediawiki.org/xml/">\n</mediawiki>', /MediaWiki/, /pandoc/],
  ['set.xml', '<?xml version="1.0"?>\n<PubmedArticleSet><PubmedArticle/></PubmedArticleSet>', /PubMed XML/, /\.nbib/],
  ['some.txt', '<?xml version="1.0"?>\n<thing/>', /XML in an unknown format/, /Convert/],
  ['library.enw', '%0 Journal Article\n%T Title\n%A Roe, Jane\n', /EndNote/, /RIS/],
  [
    'savedrecs.txt',
    'FN Clarivate Analytics Web of Science\nVR 1.0\nPT J\nAU Roe, J\nER\nEF\n',
    /Web of Science/,
    /RIS/,
  ],
  ['paper.txt', '\\documentclass{article}\n\\begin{document}\nText\n\\end{document}\n', /LaTeX/, /pandoc/],
  ['page.txt', 'Title\n=====\n\n.. warning:: Never above 20 mg.\n', /reStructuredText/, /pandoc -f rst/],
  ['page.txt', '= Title\n:author: Roe\n\n[WARNING]\nNever above 20 mg.\n', /AsciiDoc/, /Markdown/],
  ['notes.txt', '#+TITLE: Exemplaril\n* Dose\n5 mg\n', /Org/, /pandoc/],
  ['page.html', '<!doctype html><p>Text</p>', /web page \(HTML\)/, /--url/],
];

describe('import of formats that it does not read', () => {
  for (const [file, text, name, remedy] of FOREIGN)
    it(`refuses ${file} by its name, ${name.source}, and says what to do`, async () => {
      await assert.rejects(readSource(new Source(file, text), { url: undefined, references: [] }, new Findings()), {
        name: 'Refusal',
        message: new RegExp(`^${file.replaceAll('.', String.raw`\.`)} is .*${name.source}.*${remedy.source}`, 's'),
      });
    });

  it('reads a page that quotes another format in its code', async () => {
    const text = "# Markup\n\n```\n{{Infobox drug\n| a = b\n}}\n'''bold'''\n```\n\nWrite `<ref>` and `'''bold'''`.\n";
    const read = await readSource(new Source('page.md', text), { url: undefined, references: [] }, new Findings());
    assert.ok('page' in read);
  });

  it('names each source that was not read in the report, in JSON and on the console, and exits with 1', async (t) => {
    const where = folder(t);
    writeFileSync(join(where, 'page.md'), '# Page\n\nText.\n');
    writeFileSync(join(where, 'page.wiki'), "'''Bold'''");
    const { code, out, err } = await run(
      ['import', 'page.md', 'page.wiki', 'absent.md', '--out', 'out', '--json'],
      where,
    );
    assert.equal(code, 1);
    const { failed, artifacts } = JSON.parse(out) as {
      failed: { source: string; reason: string }[];
      artifacts: unknown[];
    };
    assert.equal(artifacts.length, 1);
    assert.deepEqual(
      failed.map(({ source }) => source),
      ['page.wiki', 'absent.md'],
    );
    assert.match(failed[0]?.reason ?? '', /wikitext/);
    const report = readFileSync(join(where, 'out', 'report.md'), 'utf8');
    assert.match(
      report,
      /## Sources that could not be read \(2\)[^]*\*\*page\.wiki\*\*: .*wikitext[^]*\*\*absent\.md\*\*/,
    );
    assert.match(err, /page\.wiki is wikitext/);
  });

  it('writes a report of a folder that holds nothing to read', async (t) => {
    const where = folder(t);
    const { code } = await run(['import', where, '--out', join(where, 'out'), '--json'], where);
    assert.equal(code, 1);
    assert.match(readFileSync(join(where, 'out', 'report.md'), 'utf8'), /contains no files ending in/);
  });

  it('uses a RIS file beside a page as its references', async (t) => {
    const where = folder(t);
    writeFileSync(join(where, 'page.md'), '# Page\n\nIt works [@doi:10.1000/example.1].\n');
    writeFileSync(join(where, 'page.ris'), RIS);
    await run(['import', 'page.md', '--out', 'out'], where);
    const { references } = readJson(where, 'out', 'page.json') as unknown as Article;
    assert.equal(references?.['doi:10.1000/example.1']?.title, 'Exemplaril in adults - a trial');
  });
});
