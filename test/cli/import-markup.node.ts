import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { importText, textOf } from './import-text.js';

/** What a page becomes: its text, and the markup that the report names. */
const read = async (body: string, file = 'page.md') => {
  const { article, findings } = await importText(file, `# Page\n\n${body}\n`);
  const named = findings.filter(({ kind }) => kind === 'markup' || kind === 'left out');
  return {
    text: textOf(article).trim(),
    named: named.flatMap(({ original, also = [] }) => [original, ...also.map((one) => one.original)]),
  };
};

const MARKUP: [name: string, markdown: string, text: string | RegExp, file?: string][] = [
  ['a shortcode of Hugo within a line', 'Take {{< mark >}}5 mg{{< /mark >}} daily.', 'Take 5 mg daily.'],
  [
    'a shortcode with its text in quotes',
    'Dose: {{< dose "5 mg" "daily" >}}.',
    /5 mg daily — written by the Hugo shortcode “dose”; check the source/,
  ],
  ['a tab with its name', '{{< tab "Adults" >}}\n5 mg\n{{< /tab >}}', /\*\*Adults\*\*\n+5 mg/],
  ['a link of Hugo', 'See [dosing]({{< ref "dose.md" >}}).', 'See [dosing](dose.md).'],
  ['a figure', '{{< figure src="a.png" caption="Doses in mg" >}}', /!\[Doses in mg\]\(a\.png\)/],
  [
    'a template tag with text',
    '{% include alert.html type="danger" content="Never above 20 mg" %}',
    /Never above 20 mg/,
  ],
  ['a comment of a template', 'Before {% comment %}hidden{% endcomment %} after.', /Before\s+after\./],
  [
    'a variable',
    'Take {{ page.dose }} daily.',
    /Take <mark>page\.dose — written by .*check the source<\/mark> daily\./,
  ],
  ['a shortcode of WordPress', '[su_note note_color="#fff"]Never above 20 mg.[/su_note]', /Never above 20 mg\./],
  ['BBCode', '10[sup]14[/sup] copies, [b]once[/b]', '10<sup>14</sup> copies, **once**'],
  ['a container', '::: columns\n:::: {.column}\n5 mg\n::::\n:::', '5 mg'],
  [
    'containers in each other',
    ':::note\nOuter\n\n:::danger\nInner\n:::\n:::',
    /> \*\*Note\*\*\n>\n> Outer\n>\n> > \*\*Danger\*\*\n> >\n> > Inner/,
  ],
  [
    'an admonition in an admonition',
    '!!! note "A"\n    One\n\n    !!! danger "B"\n        Two',
    /> \*\*A\*\*\n>\n> One\n>\n> > \*\*B\*\*\n> >\n> > Two/,
  ],
  ['a fold of MkDocs', '??? warning\n    Never above 20 mg.', '> **Warning**\n>\n> Never above 20 mg.'],
  ['a callout without a title', '> [!CAUTION]\n> Never above 20 mg.', '> **Caution**\n>\n> Never above 20 mg.'],
  [
    'a wikilink',
    'See [[Otherimab]], [[Otherimab|another]] and [[#Dose]].',
    'See [Otherimab](Otherimab), [another](Otherimab) and [Dose](#dose).',
  ],
  ['a picture of Obsidian', '![[dose table.png|300]]', '![dose table.png](dose_table.png)'],
  ['a role', 'H{sub}`2`O and {term}`dose`', 'H<sub>2</sub>O and dose'],
  ['a span with a class', '[5 mg]{.dose} daily', '5 mg daily'],
  ['a note within the line', '5 mg^[never above 20 mg] daily', '5 mg (never above 20 mg) daily'],
  ['classes of kramdown', 'Never above 20 mg.\n{: .warning }', 'Never above 20 mg.'],
  [
    'a definition list',
    'Dose\n:   5 mg\n:   10 mg at most\n\nRoute\n:   Oral',
    /- \*\*Dose\*\*\n {2}- 5 mg\n {2}- 10 mg at most\n\n- \*\*Route\*\*\n {2}- Oral/,
  ],
  ['a comment of Obsidian within a line', 'Take 5 mg %%never above 20 mg%% daily.', 'Take 5 mg  daily.'],
  [
    'tabs',
    '=== "Adults"\n    20 mg\n\n=== "Children"\n    5 mg',
    /> \*\*Adults\*\*\n>\n> 20 mg\n\n> \*\*Children\*\*\n>\n> 5 mg/,
  ],
  ['a component', 'Take <Dose unit="mg">5 mg</Dose> daily.', 'Take 5 mg daily.'],
  [
    'a component that writes its text',
    'Take <Dose value="5" unit="mg" /> daily.',
    /Take <mark>5 mg — written by .*“Dose”.*<\/mark> daily\./,
  ],
  ['an attribute in braces', '<button onClick={() => toggle(1 > 0)}>Show</button>', 'Show'],
  [
    'a program',
    "import X from './x'\n\nexport const meta = { a: 1 }\n\nText {/* hidden */}and {'5 mg'}.",
    'Text and 5 mg.',
    'page.mdx',
  ],
];

describe('markup of site generators and wikis', () => {
  for (const [name, markdown, expected, file] of MARKUP)
    it(`reads ${name}: the text stays, the markup is named`, async () => {
      const { text, named } = await read(markdown, file);
      if (typeof expected === 'string') assert.equal(text, expected);
      else assert.match(text, expected);
      assert.ok(named.length > 0);
    });

  for (const [name, markdown, expected] of [
    ['sub- and superscripts of pandoc', 'H~2~O and 10^14^ copies', 'H<sub>2</sub>O and 10<sup>14</sup> copies'],
    ['signs of “about”', 'from ~5 to ~10 mg, ~~struck~~', 'from ~5 to ~10 mg, ~~struck~~'],
    [
      'brackets, braces and colons of ordinary text',
      'A [range] of {5} mg [1]: see :here: [x](y) a::b',
      'A [range] of {5} mg [1]: see :here: [x](y) a::b',
    ],
    [
      'code',
      '`{{< a >}}` and `[[b|c]]`\n\n```\n:::note\n!!! x\n```',
      '`{{< a >}}` and `[[b|c]]`\n\n```\n:::note\n!!! x\n```',
    ],
    ['comparisons with < and >', 'p < 0.05 and n > 20, {a < b}', 'p < 0.05 and n > 20, {a < b}'],
  ] as const)
    it(`leaves ${name} alone or reads them without a word`, async () => {
      assert.equal((await read(markdown)).text, expected);
    });
});

describe('a component that writes a dose', () => {
  for (const [markup, mark] of [
    ['<Dosing amount="5" unit="mg" max={20} freq="daily" width="300" />', '5 mg max: 20 freq: daily'],
    ['{{< dose 5 mg max=20 >}}', '5 mg max: 20'],
    ['{% dose 5 mg, max="20" %}', '5 mg max: 20'],
  ] as const)
    it(`keeps its limit and all else that it says: ${markup}`, async () => {
      const { article } = await importText('page.md', `# Page\n\nTake ${markup} with food.\n`);
      assert.ok(article.body?.includes(`<mark>${mark} — written by `), article.body);
    });
});

/** A page with the same title, date and author in each kind of front matter. */
const FRONT_MATTER: [name: string, head: string][] = [
  ['YAML', '---\ntitle: Exemplum\ndate: 2025-04-20\nauthors: [Jane Roe]\nversion: 1.10\n---\n'],
  ['TOML', '+++\ntitle = "Exemplum"\ndate = 2025-04-20\nversion = 1.10\n[extra]\nauthors = ["Jane Roe"]\n+++\n'],
  [
    'TOML with a name',
    '---toml\ntitle = "Exemplum"\ndate = 2025-04-20T10:00:00Z\nauthors = ["Jane Roe"]\nversion = "1.10"\n---\n',
  ],
  ['JSON', '{\n  "title": "Exemplum",\n  "date": "2025-04-20",\n  "authors": ["Jane Roe"],\n  "version": 1.10\n}\n'],
  ['JSON in one line', '{"title": "Exemplum", "date": "2025-04-20", "authors": ["Jane Roe"], "version": "1.10"}\n'],
  [
    'JSON between fences',
    ';;;\n{"title": "Exemplum", "date": "2025-04-20", "authors": ["Jane Roe"], "version": "1.10"}\n;;;\n',
  ],
];

describe('front matter', () => {
  for (const [name, head] of FRONT_MATTER)
    it(`is read from ${name}, each value as it is printed`, async () => {
      const { article } = await importText('page.md', `${head}\nExemplum 5 mg.\n\n## Dose\n\n5 mg once daily.\n`);
      assert.equal(article.title, 'Exemplum');
      assert.equal(article.asOf, '2025-04-20');
      assert.deepEqual(article.author, [{ literal: 'Jane Roe' }]);
      assert.equal(article.version, '1.10');
      assert.equal(article.body, 'Exemplum 5 mg.');
    });

  it('is read from pandoc’s title block', async () => {
    const { article } = await importText('page.md', '% Exemplum\n% Jane Roe; Bo Poe\n% 2025-04-20\n\nText.\n');
    assert.deepEqual(
      [article.title, article.author, article.asOf, article.body],
      ['Exemplum', [{ literal: 'Jane Roe' }, { literal: 'Bo Poe' }], '2025-04-20', 'Text.'],
    );
  });

  it('keeps what is within tables of it, by their names', async () => {
    const { article } = await importText('page.md', '+++\ntitle = "T"\n[taxonomies]\ntags = ["a", "b"]\n+++\nText.\n');
    assert.deepEqual(article.metadata, [{ name: 'taxonomies.tags', value: 'a, b' }]);
  });

  it('is named with its place where it is broken', async () => {
    const { findings } = await importText('page.md', '+++\ntitle = "T"\ndate = \n+++\nText.\n');
    const [broken] = findings.filter(({ kind }) => kind === 'unreadable');
    assert.match(broken?.message ?? '', /front matter is not valid TOML/);
    assert.equal(broken?.line, 3);
  });

  it('is quoted on the page where it is broken, so that nothing of it is lost', async () => {
    const { article } = await importText('page.md', '---\ntitle: T\ntitle: U\ndose: 5 mg\n---\n\nText.\n');
    assert.equal(article.body, '````yaml\ntitle: T\ntitle: U\ndose: 5 mg\n````\n\nText.');
  });

  it('keeps every digit of a long number in TOML', async () => {
    const { article } = await importText('page.md', '+++\ntitle = "T"\nlot = 12345678901234567890\n+++\nText.\n');
    assert.deepEqual(article.metadata, [{ name: 'lot', value: '12345678901234567890' }]);
  });

  it('stands in the table of metadata where it has not the shape of its field, or a second one has it', async () => {
    const { article } = await importText(
      'page.md',
      '---\ntitle: T\ndate: 3 May 2024\nlicense:\n  name: CC0\ndescription: One.\nsummary: Two.\n---\nText.\n',
    );
    assert.equal(article.summary, 'One.');
    assert.deepEqual(article.metadata, [
      { name: 'date', value: '3 May 2024' },
      { name: 'license.name', value: 'CC0' },
      { name: 'summary', value: 'Two.' },
    ]);
  });

  it('is read from JSON between the fences of YAML', async () => {
    const { article } = await importText('page.md', '---\n{"title": "Exemplum", "dose": "5 mg"}\n---\nText.\n');
    assert.deepEqual([article.title, article.metadata], ['Exemplum', [{ name: 'dose', value: '5 mg' }]]);
  });

  it('is no text between two lines of signs', async () => {
    const { article } = await importText('page.md', '+++\nWords that stay.\n+++\n\nMore.\n');
    assert.match(article.body ?? '', /Words that stay\./);
  });
});

describe('a damaged number', () => {
  for (const [name, markdown, expected] of [
    [
      'in a sentence',
      'A dose of 1.1 × 1014 vg/kg.',
      'A dose of <mark>1.1 × 1014 — exponent probably lost; check the source</mark> vg/kg.',
    ],
    [
      'in a cell',
      '| Dose |\n|---|\n| 1.1 × 1014 vg |',
      '| Dose |\n|---|\n| <mark>1.1 × 1014 — exponent probably lost; check the source</mark> vg |',
    ],
    [
      'in a cell in HTML',
      '<table><tr><td>1.1 × 1014 vg</td></tr></table>',
      '<table><tr><td><mark>1.1 × 1014 — exponent probably lost; check the source</mark> vg</td></tr></table>',
    ],
    [
      'in code',
      'Take `1.1 × 1014` vg.',
      'Take `1.1 × 1014` <mark>“1.1 × 1014” — exponent probably lost; check the source</mark> vg.',
    ],
    [
      'with a sign that was lost',
      'It was (p?0.001).',
      'It was (p<mark>?0.001 — a sign may have been lost; check the source</mark>).',
    ],
    ...(
      [
        ['5 × 10-6 M', '5 × 10-6', 'exponent probably lost'],
        ['3 × 10−12 mol', '3 × 10−12', 'exponent probably lost'],
        ['1.5 x 10 9/L', '1.5 x 10 9', 'exponent probably lost'],
        ['8.6 × 10 [13] vg/kg', '8.6 × 10 [13]', 'exponent probably lost'],
        ['1.2 ⋅ 1014 vg', '1.2 ⋅ 1014', 'exponent probably lost'],
        ['106 CAR-T cells per kg', '106', 'exponent probably lost'],
        ['2 × 10¹4 vg', '2 × 10¹4', 'exponent probably damaged'],
        ['5 ?g daily', '5 ?g', 'a letter of the unit may have been lost'],
        ['5 Âµg daily', '5 Âµg', 'a sign was damaged'],
        ['â‰¥18 years', 'â‰¥18', 'a sign was damaged'],
        ['1014vg/kg', '1014', 'exponent probably lost'],
        ['10 14 vg/kg', '10 14', 'exponent probably lost'],
        ['2 × 10 14vg', '2 × 10 14', 'exponent probably lost'],
        ['2.5 × 10(14) vg', '2.5 × 10(14)', 'exponent probably damaged'],
        ['2.5 × 1,014 vg', '2.5 × 1,014', 'exponent probably damaged'],
        ['2.5 × 10₁₄ vg', '2.5 × 10₁₄', 'exponent probably damaged'],
        ['10⁻6 M', '10⁻6', 'exponent probably damaged'],
        ['5 10-6 M', '5 10-6', 'a multiplication sign and an exponent probably lost'],
        ['p = 1.3 10-4', '1.3 10-4', 'a multiplication sign and an exponent probably lost'],
        ['³ 18 years', '³ 18', 'a sign was damaged'],
        ['£5 mg', '£5', 'a sign was damaged'],
        ['□ 5 mg', '□ 5', 'a sign was damaged'],
        ['5 mg?kg', '5 mg?kg', 'a sign was lost within the unit'],
        ['5 mg kg1', '5 mg kg1', 'a sign was lost within the unit'],
        ['0 5 mg', '0 5', 'a decimal point may have been lost'],
        ['05 mg', '05', 'a decimal point may have been lost'],
        ['p = 0 .03', '0 .03', 'a decimal point may have been lost'],
        ['p = 0.0O1', '0.0O1', 'a letter may stand for a digit'],
        ['12 of 10 patients', '12 of 10 patients', 'more than all of them'],
        ['7/21 (3.3%)', '7/21 (3.3%)', '7 of 21 is 33.3%'],
        ['2.3 (95% CI 4.1 to 0.5)', '2.3 (95% CI 4.1 to 0.5', 'a minus sign may have been lost'],
        ['2.3 (95% CI −4.1 to −0.5)', '2.3 (95% CI −4.1 to −0.5', 'a minus sign may have been lost'],
        ['0.2 (95% CI, 1.5 to 2.0)', '0.2 (95% CI, 1.5 to 2.0', 'a minus sign may have been lost'],
      ] as const
    ).map(
      ([text, number, why]) =>
        [
          `as in “${text}”`,
          `It was ${text}.`,
          `It was ${text}.`.replace(number, `<mark>${number} — ${why}; check the source</mark>`),
        ] as const,
    ),
    ...[
      '2 × 10–20 mg',
      '2 × 10-12 weeks',
      '10 × 10 cm',
      '5 × 1000 mg',
      '105 patients',
      '3 × 10¹⁴ vg',
      '18 to ≥20',
      '0.5 mg',
      '0 mg',
      '5 mg/m2',
      '£5 a day',
      '10 m³ 5 mg',
      '120/80 (5%)',
      '7/21 (33.3%)',
      '1,234 of 2,468 patients (50%)',
      '−2.3 (95% CI −4.1 to −0.5)',
      '0.68 (95% CI 0.50–0.92)',
      '30% (95% CI 0.6 to 0.8)',
      'in 2020, 10-6 by vote',
    ].map((text) => [`but not “${text}”, which is none,`, `It was ${text}.`, `It was ${text}.`] as const),
    [
      'that is not its percentage',
      'In 10 of the 21 patients (74.6%).',
      'In <mark>10 of the 21 patients (74.6%) — 10 of 21 is 47.6%; check the source</mark>.',
    ],
  ] as const)
    it(`is marked where it stands, ${name}`, async () => {
      const { article } = await importText('page.md', `# Page\n\n${markdown}\n`);
      assert.equal(article.body, expected);
    });

  it('is marked in the row of an infobox', async () => {
    const { drug } = await importText(
      'exemplaril.md',
      '# Exemplaril\n\n| Field | Value |\n|---|---|\n| Class | Therapy |\n| Route | Oral |\n| Dose | 1.1 × 1014 vg |\n',
    );
    assert.match((drug?.dosage as { value: string }).value, /<mark>1\.1 × 1014 — exponent probably lost/);
  });
});
