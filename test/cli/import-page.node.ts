import assert from 'node:assert/strict';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import type { Article, Drug, Safety, Section } from '../../src/artifact/schema/index.js';
import { contents, folder, readJson, run } from './run.js';

interface Told {
  artifacts: { id: string; kind: string; state: string }[];
  findings: {
    id: string;
    kind: string;
    line: number;
    column: number;
    original: string;
    message: string;
    also?: unknown[];
    proposal?: { text: string; accepted: boolean };
  }[];
}

/** Imports files that are written into a folder; gives what was told and where the artifacts are. */
const imported = async (where: string, files: Record<string, string>, ...options: string[]) => {
  for (const [name, text] of Object.entries(files)) writeFileSync(join(where, name), text);
  const { code, out, err } = await run(['import', ...Object.keys(files), '--out', 'out', '--json', ...options], where);
  return { code, err, told: JSON.parse(out || '{}') as Told, out: join(where, 'out') };
};

const of = (told: Told, kind: string) => told.findings.filter((finding) => finding.kind === kind);

/** All text of an article, sections in order. */
const textOf = ({ body = '', sections = [] }: Pick<Article, 'body' | 'sections'>): string =>
  [
    body,
    ...sections.map(
      (section: Section) => `${section.title}\n${textOf({ body: section.body, sections: section.sections })}`,
    ),
  ].join('\n');

const PAGE = `---
title: Examplomab
slug: examplomab
author: [Ann Author, Bo Writer]
updated: 2026-04-02
license: CC-BY-4.0
tags: [antibody, test]
entity_type: therapeutic
url: https://wiki.example/therapeutics/examplomab
---

# Examplomab (exemplum)

<table class="infobox infobox-therapeutic">
<tr><th colspan="2">Examplomab</th></tr>
<tr><td class="label">Mechanism</td><td>[target](/proteins/target) inhibitor [@one2020]</td></tr>
<tr><td class="label">Age range</td><td><2 yr</td></tr>
<tr><td class="label">Colour</td><td>Blue</td></tr>
</table>

An antibody.[@one2020; @two2021]

## Dosing

The recommended dosage of Examplomab is 1.1 × 1014 vector genomes per kg of body weight.

## Safety

### Headache

Reported in approximately 12–15% of patients in clinical trials:

- Managed with rest

## See also

- [Other](/therapeutics/other) - a neighbour
`;

const BIB = `@article{one2020, author = {Smith, Ann}, title = {One work}, journal = {J}, year = 2020, numpages = {7}}
@article{unused, title = {Never cited}}`;

describe('import of a wiki page', () => {
  it('reads front matter, infobox, sections, links and the references beside it', async (t) => {
    const { told, out } = await imported(
      folder(t),
      { 'examplomab.md': PAGE, 'examplomab.bib': BIB },
      '--accept',
      'safety-examplomab.adverseEvents',
    );
    assert.deepEqual(
      told.artifacts.map(({ id, kind }) => [id, kind]),
      [
        ['wiki-examplomab', 'article'],
        ['examplomab', 'drug'],
        ['safety-examplomab', 'safety'],
      ],
    );
    const article = readJson(out, 'wiki-examplomab.json') as unknown as Article;
    assert.equal(article.title, 'Examplomab');
    assert.equal(article.asOf, '2026-04-02');
    assert.equal(article.license, 'CC-BY-4.0');
    assert.deepEqual(article.author, [{ literal: 'Ann Author' }, { literal: 'Bo Writer' }]);
    assert.deepEqual(article.metadata, [
      { name: 'tags', value: 'antibody, test' },
      { name: 'entity_type', value: 'therapeutic' },
    ]);
    assert.equal(article.body, 'An antibody.[@one2020; @two2021]');
    assert.deepEqual(article.links, [
      { title: 'See also', links: [{ label: 'Other', href: '/therapeutics/other', description: 'a neighbour' }] },
    ]);
    assert.equal(article.references?.one2020?.title, 'One work');
    assert.equal(article.references?.unused, undefined);

    const drug = readJson(out, 'examplomab.json') as unknown as Drug;
    assert.deepEqual(drug.mechanismOfAction, {
      value: '[target](/proteins/target) inhibitor',
      refs: ['page-wiki-examplomab', 'one2020'],
      asOf: '2026-04-02',
    });
    assert.deepEqual((drug.ageRange as { value: string }).value, '<2 yr');
    assert.deepEqual(
      drug.rows?.map(({ label }) => label),
      ['Colour'],
    );
    const { adverseEvents } = readJson(out, 'safety-examplomab.json') as unknown as Safety;
    assert.deepEqual((adverseEvents?.[0]?.incidence as { value: unknown }).value, {
      percent: 12,
      to: 15,
      qualifier: 'approximately',
    });
    assert.deepEqual((adverseEvents?.[0]?.management as { value: unknown }).value, 'Managed with rest');
    assert.match(
      of(told, 'left out')
        .map(({ message, original }) => `${original}: ${message}`)
        .join('\n'),
      /unused: References that the page does not cite \(in examplomab\.bib\)/,
    );
  });

  it('never changes a damaged number by itself, flags it on the page and proposes a reading', async (t) => {
    const { code, told, out } = await imported(folder(t), { 'examplomab.md': PAGE });
    assert.equal(code, 1);
    const [number] = of(told, 'number');
    assert.deepEqual([number?.line, number?.column], [25, 41]);
    assert.match(number?.original ?? '', /1\.1 × 1014 vector genomes/);
    assert.deepEqual(number?.proposal, { text: '1.1 × 10¹⁴', accepted: false });
    const marked =
      'The recommended dosage of Examplomab is <mark>1.1 × 1014 — exponent probably lost; check the source</mark> vector genomes per kg of body weight.';
    const article = readJson(out, 'wiki-examplomab.json') as unknown as Article;
    assert.equal(article.sections?.[0]?.body, marked);
    assert.equal((readJson(out, 'examplomab.json') as unknown as Drug).dosage, undefined);
    const dose = of(told, 'guess').find(({ message }) => /examplomab\.dosage/.test(message));
    const accepted = await imported(folder(t), { 'examplomab.md': PAGE }, '--accept', dose?.id ?? '');
    const drug = readJson(accepted.out, 'examplomab.json') as unknown as Drug;
    assert.equal((drug.dosage as { value: string }).value, marked);
  });

  it('takes a proposal that is accepted by its id, keeps what was printed, and refuses an id that is none', async (t) => {
    const where = folder(t);
    const first = await imported(where, { 'examplomab.md': PAGE });
    const id = of(first.told, 'number')[0]?.id ?? assert.fail();
    const { told, out } = await imported(
      where,
      { 'examplomab.md': PAGE },
      '--accept',
      `${id},examplomab.dosage`,
      '--force',
    );
    assert.equal(of(told, 'number')[0]?.proposal?.accepted, true);
    const drug = readJson(out, 'examplomab.json') as unknown as Drug;
    const dosage = drug.dosage as { value: unknown; printed: string };
    assert.deepEqual(dosage.value, { number: 1.1e14, unit: 'vector genomes per kg' });
    assert.equal(dosage.printed, '1.1 × 1014');
    const before = contents(out);
    const wrong = await imported(where, { 'examplomab.md': PAGE }, '--accept', 'number-000000', '--force');
    assert.equal(wrong.code, 2);
    assert.match(wrong.err, /The report has no guess or proposal “number-000000”/);
    assert.deepEqual(contents(out), before);
  });

  it('makes the same bytes when it is run again', async (t) => {
    const where = folder(t);
    const { out } = await imported(where, { 'examplomab.md': PAGE, 'examplomab.bib': BIB });
    const first = contents(out);
    await imported(where, { 'examplomab.md': PAGE, 'examplomab.bib': BIB });
    const second = contents(out);
    assert.deepEqual({ ...second, 'report.md': '' }, { ...first, 'report.md': '' });
    await imported(where, { 'examplomab.md': PAGE, 'examplomab.bib': BIB });
    assert.deepEqual(contents(out), second);
  });

  for (const [name, line, kind, message, proposal] of [
    [
      'an exponent taken for footnotes',
      'All got 2.0 x 10[1][3] vg/kg of it.',
      'number',
      /exponent that was mistaken for footnote markers/,
      '2.0 x 10¹³',
    ],
    [
      'an exponent beside a unit',
      'A dose of 1012 vector genomes was given.',
      'number',
      /counted in powers of ten/,
      '10¹²',
    ],
    ['a lost character', 'Patients weighing �8.5 kg were left out.', 'number', /A character was lost/, undefined],
    ['a lost sign', 'It was significant (p?0.001) in all.', 'number', /Question mark before a number/, undefined],
    ['a letter in a number', 'They took 1O mg daily.', 'number', /Letter in a number/, undefined],
    [
      'a count that is not its percentage',
      'In all, 10 of the 21 patients (74.6%) sat.',
      'number',
      /10 of 21 is 47\.6%, not 74\.6%/,
      undefined,
    ],
    [
      'a bracket without a partner',
      'The survival protein (SMN, which is low, matters.',
      'bracket',
      /Unmatched “\(” in this paragraph/,
      undefined,
    ],
    ['a link without an address', 'See [the label]() for more.', 'link', /has no address/, undefined],
    [
      'words of a link that was lost',
      'For more please visit the Examplomab page',
      'link',
      /its address was probably lost/,
      undefined,
    ],
    [
      'a section that is not there',
      'See [below](#nowhere).',
      'link',
      /No section on this page has the ID “#nowhere”/,
      undefined,
    ],
    [
      'a citation without a source',
      'It works.[@nobody2020]',
      'citation',
      /No reference has the key “nobody2020”/,
      undefined,
    ],
    [
      'filler',
      'This page provides detailed information about its structure, function, and role.',
      'filler',
      /says nothing about the subject/,
      undefined,
    ],
  ] as const)
    it(`reports ${name}, with its place, and keeps it`, async (t) => {
      const { told, out } = await imported(folder(t), { 'page.md': `# A page\n\nBefore.\n\n${line}\n` });
      const [finding] = of(told, kind);
      assert.equal(finding?.line, 5, JSON.stringify(told.findings));
      assert.match(finding.message, message);
      assert.equal(finding.proposal?.text, proposal);
      const text = textOf(readJson(out, 'page.json')).replaceAll(/<mark>([^]*?) — [^<]*<\/mark>/g, '$1');
      assert.ok(text.includes(line), 'the text is kept as it is, but for the mark');
    });

  it('finds no fault with numbers, brackets and lists that are whole', async (t) => {
    const { code, told } = await imported(folder(t), {
      'page.md': `# A page

The dose was 1.1 × 10¹⁴ vg/kg, or 3 x 100 mg; 2 × 10^6 cells; 5 × 1000 units. It costs $2,125 (in the US [in 2019]).
a) One of 4 (25%). 1) Two of 3 (66.7%). See https://wiki.example/a_(b) and [a (b) c](https://wiki.example/).

\`[@code(\` is code.
`,
    });
    assert.equal(code, 0, JSON.stringify(told.findings));
    assert.deepEqual(
      told.findings.filter(({ kind }) => kind !== 'guess'),
      [],
    );
  });

  it('turns what bookdown and pandoc add into plain Markdown, and tells what it could not keep', async (t) => {
    const { told, out } = await imported(folder(t), {
      'chapter.md': `# (PART) Things {-}

# Chapter {#chapter}

\\index{thing!sort}Text of Figure \\@ref(fig:plot), Table \\@ref(tab:t) and Section \\@ref(more), not of \\@ref(elsewhere).
As @smith2020 said [see @jones2021, p. 3]; a note.[^n] Cost: $5 to $6, but $\\alpha_i$ is TeX.

\`\`\`{r plot, fig.cap='It isn\\'t much', echo=FALSE}
knitr::include_graphics("images/a b.png")
\`\`\`

\`\`\`{block2, type='rmdsummary'}
- In a box
\`\`\`

Table: (\\#tab:t) A table.

| A | B |
| - | - |
| 1 | 2 |

## More {#more}

\`\`\`{r eval=FALSE}
x <- 1 # [not a link(
\`\`\`

[^n]: https://example.org/note
`,
      'chapter.bib':
        '@article{smith2020, author={Smith, Ann}, title={S}}\n@article{jones2021, author={Jones, Bo}, title={J}}',
    });
    const article = readJson(out, 'chapter.json') as unknown as Article;
    assert.equal(article.title, 'Chapter');
    const text = textOf(article);
    assert.ok(
      text.startsWith(
        'Text of Figure 1, Table 1 and Section [More](#more), not of “elsewhere”.\nAs Smith [@smith2020] said (see [@jones2021], p. 3); a note. [@footnote-n] Cost: $5 to $6, but `\\alpha_i` is TeX.',
      ),
      text,
    );
    assert.ok(text.includes("![Figure 1: It isn't much](images/a%20b.png)\n\n**Figure 1.** It isn't much"), text);
    assert.ok(text.includes('> - In a box'), text);
    assert.ok(text.includes('**Table 1.** A table.\n\n| A | B |'), text);
    assert.ok(text.includes('```r\nx <- 1 # [not a link(\n```'), text);
    assert.deepEqual(article.references?.['footnote-n'], {
      type: 'webpage',
      title: 'https://example.org/note',
      URL: 'https://example.org/note',
    });
    assert.doesNotMatch(text, /\\index|\\@ref|\{#|\[\^/);
    assert.deepEqual(
      of(told, 'left out').map(({ original }) => original),
      ['\\index{thing!sort}', '(PART) Things'],
    );
  });

  it('resolves a citation by DOI even without an entry, and says that the rest is unknown', async (t) => {
    const { out } = await imported(folder(t), { 'page.md': '# P\n\nText [@doi:10.1000/xyz].\n' });
    const { references } = readJson(out, 'page.json') as unknown as Article;
    assert.equal(references?.['doi:10.1000/xyz']?.DOI, '10.1000/xyz');
    assert.match(references?.['doi:10.1000/xyz']?.unverified ?? '', /not looked up/);
  });

  it('reads a page that has lost its marks, and tells each heading that it guessed', async (t) => {
    const { told, out } = await imported(folder(t), {
      'saved.txt': `Somedrug (somegeneric)\nOverview\nSomedrug is a thing.\nMechanism of Action\nBinding\nIt binds.\n• a point\nSide Effects\nIt may cause, among others, the following:\nnausea\nReferences\n`,
    });
    const id = told.artifacts.find(({ kind }) => kind === 'article')?.id ?? assert.fail();
    const { title, sections } = readJson(out, `${id}.json`) as unknown as Article;
    assert.equal(title, 'Somedrug (somegeneric)');
    assert.deepEqual(
      sections?.map(({ title: heading, body, sections: parts }) => [
        heading,
        body,
        parts?.map((part) => [part.title, part.body]),
      ]),
      [
        ['Overview', 'Somedrug is a thing.', undefined],
        ['Mechanism of Action', undefined, [['Binding', 'It binds.\n\n- a point']]],
        ['Side Effects', 'It may cause, among others, the following:\n\n- nausea', undefined],
      ],
    );
    assert.equal(of(told, 'reading').filter(({ message }) => /reads like a heading/.test(message)).length, 5);
  });

  it('keeps sections of the first level under the title of the front matter', async (t) => {
    for (const text of [
      '# Infants\n\nNot above 5 mg.\n\n# Adults\n\n20 mg.',
      'Before.\n\n# Infants\n\nNot above 5 mg.',
    ]) {
      const { out } = await imported(folder(t), { 'page.md': `---\ntitle: Exemplaril\n---\n\n${text}\n` });
      const { sections } = readJson(out, 'page.json') as unknown as Article;
      assert.deepEqual([sections?.[0]?.title, sections?.[0]?.body], ['Infants', 'Not above 5 mg.']);
    }
  });

  it('names broken front matter with its place, and imports the page', async (t) => {
    const { told, out } = await imported(folder(t), { 'page.md': '---\ntitle: [unclosed\n---\n# P\n\nText.\n' });
    assert.match(of(told, 'unreadable')[0]?.message ?? '', /front matter is not valid YAML/);
    assert.equal((readJson(out, 'page.json') as unknown as Article).body, '````yaml\ntitle: [unclosed\n````\n\nText.');
  });

  it('writes a report for people: what can harm first, each with place and words', async (t) => {
    const { out } = await imported(folder(t), { 'examplomab.md': PAGE });
    const report = readFileSync(join(out, 'report.md'), 'utf8');
    assert.match(
      report,
      /## Numbers that look damaged \(1\)[\s\S]*- examplomab\.md:25:41: .*\n {2}`.*1\.1 × 1014.*`\n {2}Perhaps originally \*\*1\.1 × 10¹⁴\*\*\. If the original page confirms this: `--accept number-[0-9a-f]{6}`[\s\S]*## Guesses[\s\S]*Would become \*\*.*--accept guess-[0-9a-f]{6}[\s\S]*## Citations without a source/,
    );
  });
});
