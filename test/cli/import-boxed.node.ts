import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { drugPage, importText } from './import-text.js';

/** A boxed warning in one of its forms, and the text that has to be taken. */
const FORMS: [name: string, markdown: string, text: string][] = [
  ['a heading', '## Boxed warning\n\nLiver failure in 3 of 40.', 'Liver failure in 3 of 40.'],
  [
    'a heading with a sign',
    '## ⚠️ US Boxed Warning\n\nLiver failure.\n\nMonitor weekly.',
    'Liver failure.\n\nMonitor weekly.',
  ],
  ['a heading with parts below', '## Black box warning\n\n### Liver\n\nLiver failure.', '### Liver\n\nLiver failure.'],
  ['a heading in HTML', '<h2 id="x">Boxed Warning</h2>\n<p>Thrombosis.</p>', 'Thrombosis.'],
  ['a heading as labels print it', '## WARNING: LIVER FAILURE\n\nWatch the liver.', 'Watch the liver.'],
  ['a heading underlined', 'Black-box warning\n-----------------\n\nTendon rupture.', 'Tendon rupture.'],
  ['a bold label', '**BOXED WARNING:** death in 3 of 40.', 'death in 3 of 40.'],
  ['a bold line', '**FDA black box warning**\n\nDeath.\n\n- in 3 of 40', 'Death.\n\n- in 3 of 40'],
  ['a label with a dash', 'Boxed warning — death in 3 of 40.', 'death in 3 of 40.'],
  ['a label before a list', 'Boxed warning:\n\n- Death\n- Stroke', '- Death\n- Stroke'],
  ['a list item', '- US boxed warning: hepatotoxicity.', 'hepatotoxicity.'],
  ['a quotation', '> **Boxed Warning**: death.\n>\n> In 3 of 40.', 'death.\n\nIn 3 of 40.'],
  ['a callout', '> [!WARNING] Black box warning\n> Mortality, 120 of 3,098.', 'Mortality, 120 of 3,098.'],
  ['a callout of Obsidian', '> [!danger]- Boxed warning\n> Mortality.', 'Mortality.'],
  [
    'an admonition',
    '!!! danger "Boxed warning"\n    Not in pregnancy.\n\n    Nor before.',
    'Not in pregnancy.\n\nNor before.',
  ],
  ['a directive', ':::danger Boxed warning\nDeath in 1 of 40.\n:::', 'Death in 1 of 40.'],
  ['a directive of Docusaurus', ':::danger[Boxed warning]\n\nDeath.\n\n:::', 'Death.'],
  ['a div of pandoc', '::: {.callout-warning title="Boxed warning"}\nDeath.\n:::', 'Death.'],
  ['a directive of MyST', '```{danger} Boxed warning\n:class: x\nDeath.\n```', 'Death.'],
  ['a shortcode', '{{< callout type="warning" title="Boxed warning" >}}\nDeath.\n{{< /callout >}}', 'Death.'],
  ['a template tag', '{% admonition(type="danger", title="Boxed warning") %}\nDeath.\n{% end %}', 'Death.'],
  ['a component', '<Callout type="danger" title="Boxed warning">\n\nDeath.\n\n</Callout>', 'Death.'],
  ['a component without content', '<Warning title="Boxed warning" text="Death in 1 of 40." />', 'Death in 1 of 40.'],
  ['a row of a table', '| Field | Value |\n|---|---|\n| Black box warning | Malignancy |', 'Malignancy'],
  ['a row with more cells', '| Field | Value |\n|---|---|\n| Boxed warning | Malignancy | 1 of 9 |', 'Malignancy'],
  ['a row in HTML', '<table>\n<tr><th>Boxed warning</th><td>Malignancy</td></tr>\n</table>', 'Malignancy'],
  [
    'a column of a table',
    '| Drug | Boxed warning |\n|---|---|\n| Exemplaril | Malignancy |\n| Otherimab | Gout |',
    'Malignancy',
  ],
  ['a definition list', 'Boxed warning\n: Malignancy in 1 of 40.', 'Malignancy in 1 of 40.'],
  ['a definition list in HTML', '<dl><dt>Boxed warning</dt><dd>Malignancy.</dd></dl>', 'Malignancy.'],
  ['its short name', '## BBW\n\nMalignancy.', 'Malignancy.'],
  ['a fold', '<details><summary>Boxed warning</summary>\n\nMalignancy.\n\n</details>', 'Malignancy.'],
  ['a fold with bare text', '<details><summary>Boxed warning</summary>Malignancy.</details>', 'Malignancy.'],
  [
    'a box by the name of its class',
    '<div class="boxed-warning">Malignancy in 1 of 40.</div>',
    'Malignancy in 1 of 40.',
  ],
  [
    'a box whose text is in a paragraph',
    '<div class="alert black-box-warning"><p>Malignancy.</p></div>',
    'Malignancy.',
  ],
  ['a span by its class', '<p><span class="bbw">Malignancy.</span></p>', 'Malignancy.'],
  ['a section by its label', '<section aria-label="Boxed warning"><p>Malignancy.</p></section>', 'Malignancy.'],
  ['a legend', '<fieldset><legend>Boxed warning</legend>Malignancy.</fieldset>', 'Malignancy.'],
  ['a component called so', '<BoxedWarning>Malignancy.</BoxedWarning>', 'Malignancy.'],
  ['a component called so without content', '<BlackBoxWarning text="Malignancy, 1 of 9." />', 'Malignancy, 1 of 9.'],
  ['a tag of Hexo', '{% note danger Boxed warning %}\nMalignancy.\n{% endnote %}', 'Malignancy.'],
  ['a word with a soft hyphen', '## Boxed warn\u00ADing\n\nMalignancy.', 'Malignancy.'],
  ['a field of Obsidian', 'boxed_warning:: Malignancy in 1 of 40.', 'Malignancy in 1 of 40.'],
  ['a bold label with a full stop', '**Boxed warning.** Malignancy.', 'Malignancy.'],
  ['a heading in German', '## Umrandeter Warnhinweis\n\nLeberversagen.', 'Leberversagen.'],
  ['a heading in French', '## Mise en garde encadrée\n\nInsuffisance hépatique.', 'Insuffisance hépatique.'],
  ['a heading in Spanish', '## Advertencia de recuadro negro\n\nDaño hepático.', 'Daño hepático.'],
  ['a heading in Chinese', '## 黑框警告\n\n肝衰竭。', '肝衰竭。'],
  ['a label with the box in parentheses', 'Warning (boxed): malignancy.', 'malignancy.'],
  [
    'running text with a colon',
    'The Exemplaril label has the following Black Box Warning: Liver injury. Monitor.',
    'Liver injury. Monitor.',
  ],
];

describe('a boxed warning on a page', () => {
  for (const [name, markdown, text] of FORMS)
    it(`is taken whole from ${name}`, async () => {
      const { safety, drug, findings } = await importText(
        'exemplaril.md',
        drugPage(`Text.\n\n${markdown}\n\n## More\n\nOther text.`),
      );
      assert.equal(safety?.boxedWarning?.[0]?.text, text, JSON.stringify(findings));
      assert.equal(drug?.safety, safety.id);
    });

  it('is taken from the front matter, and named there where it says only that there is one', async () => {
    const page = (value: string) => `---\ntitle: Exemplaril\ntype: drug\nboxed_warning: ${value}\n---\n\nText.\n`;
    const { safety } = await importText('exemplaril.md', page('"Liver failure, 3 of 40."'));
    assert.deepEqual(
      safety?.boxedWarning?.map(({ text }) => text),
      ['Liver failure, 3 of 40.'],
    );
    const mention = await importText('exemplaril.md', page('true'));
    assert.equal(mention.safety?.boxedWarning, undefined);
    assert.equal(mention.safety?.boxedWarningMentions?.[0]?.text, 'boxed_warning: true');
    assert.equal(mention.findings.filter(({ kind }) => kind === 'warning').length, 1);
  });

  for (const [form, yaml, title, text] of [
    [
      'a list',
      'boxed_warnings:\n  - Liver failure, 3 of 40.\n  - Stroke',
      undefined,
      '- Liver failure, 3 of 40.\n- Stroke',
    ],
    ['a field within another', 'safety:\n  boxed_warning: Liver failure.', undefined, 'Liver failure.'],
    ['a title and a text', 'boxedWarning:\n  title: Liver\n  text: Liver failure.', 'Liver', 'Liver failure.'],
  ] as const)
    it(`is taken from the front matter as ${form}`, async () => {
      const { safety } = await importText(
        'exemplaril.md',
        `---\ntitle: Exemplaril\ntype: drug\n${yaml}\n---\n\nText.\n`,
      );
      assert.deepEqual(
        safety?.boxedWarning?.map((one) => [one.title, one.text]),
        [[title, text]],
      );
      assert.equal(safety.boxedWarningMentions, undefined);
    });

  it('is taken on a page that does not say that it is about a drug', async () => {
    const { safety, article } = await importText('page.md', '# Exemplaril\n\n## Boxed warning\n\nDeath.\n');
    assert.equal(safety?.boxedWarning?.[0]?.text, 'Death.');
    assert.equal(article.safety, safety.id);
  });

  it('keeps the words of a heading that say more, as its title', async () => {
    const { safety } = await importText(
      'exemplaril.md',
      drugPage('## QT prolongation (FDA black box)\n\nNot above 20 mg.'),
    );
    assert.deepEqual(
      safety?.boxedWarning?.map(({ title, text }) => [title, text]),
      [['QT prolongation (FDA black box)', 'Not above 20 mg.']],
    );
  });

  it('is taken once from each place of several, and becomes no adverse event', async () => {
    const { safety, findings } = await importText(
      'exemplaril.md',
      drugPage(
        '**Boxed warning:** one.\n\n## Safety\n\n### Boxed warning\n\n- Two\n\n### Warnings\n\n- Black box warning: three.',
      ),
    );
    assert.deepEqual(
      safety?.boxedWarning?.map(({ text }) => text),
      ['one.', 'Two', 'three.'],
    );
    assert.deepEqual(
      findings.filter(({ proposal }) => proposal?.path?.endsWith('adverseEvents')),
      [],
    );
  });
});

/** Mentions that are no warning that could be taken. */
const MENTIONS = [
  'Exemplaril carries an FDA boxed warning for serious infections.',
  'Exemplaril has no boxed warning.',
  'The FDA removed the boxed warning of Exemplaril in 2016.',
  'Unlike Exemplaril, Otherimab has a black box warning: liver failure.',
  '## No boxed warning\n\nThe label has none.',
  '## History of the boxed warning\n\nIt was added in 2010.',
  '## Comparison\n\n### Otherimab\n\n**Boxed warning:** liver failure.',
  '| Field | Value |\n|---|---|\n| Boxed warning | None |',
  '| Field | Value |\n|---|---|\n| Boxed warning | Yes |',
  '| | Otherimab | Thirdinib |\n|---|---|---|\n| Boxed warning | Liver failure | Stroke |',
  '## Boxed warning\n\n## Next\n\nText.',
  '![Boxed warning: liver failure](box.png)',
  'Exemplaril carries the FDA’s most serious warning, for liver failure.',
  '**WARNING: LIVER FAILURE** It can be fatal.',
  'Exemplaril has a black box for liver failure.',
  'Its label has a framed warning about liver failure.',
  'The label has a warning in a box about liver failure.',
  'There is a warning, boxed, of liver failure.',
  'The FDA’s strictest warning, on liver failure, stands on it.',
  '<table><tr><td><b>BOXED WARNING</b><br>Liver failure</td></tr></table>',
  'Taken daily.[^1]\n\n[^1]: Boxed warning: liver failure.',
  '```\nBOXED WARNING: liver failure\n```',
  '<!-- Boxed warning: liver failure -->',
  '{:.boxed-warning}\nLiver failure.',
  'Das Mittel trägt eine Black-Box-Warnung.',
];

describe('a mention of a boxed warning', () => {
  for (const mention of MENTIONS)
    it(`is named in the report and goes along where it is not taken: ${mention.split('\n').at(-1)}`, async () => {
      const { safety, findings } = await importText(
        'exemplaril.md',
        drugPage(`**Boxed warning:** stroke.\n\n${mention}`),
      );
      assert.deepEqual(
        safety?.boxedWarning?.map(({ text }) => text),
        ['stroke.'],
      );
      assert.equal(safety?.boxedWarningMentions?.length, 1, JSON.stringify(safety));
      assert.equal(findings.filter(({ kind }) => kind === 'warning').length, 1);
    });

  it('is named where it stands in a front matter that cannot be read', async () => {
    const { article, findings } = await importText('page.md', '---\nboxed_warning: a: b\n---\n\nText.\n');
    assert.equal(findings.filter(({ kind }) => kind === 'warning').length, 1);
    assert.match(article.body ?? '', /boxed_warning: a: b/);
  });

  it('is no model, test or recorder that is called a black box', async () => {
    const { safety } = await importText(
      'exemplaril.md',
      drugPage('A black-box model and black box testing were used.'),
    );
    assert.equal(safety, undefined);
  });

  it('stands in the artifact where nothing else is known of its safety', async () => {
    const { safety, drug } = await importText('exemplaril.md', drugPage(MENTIONS[0] ?? ''));
    assert.equal(safety?.boxedWarning, undefined);
    assert.deepEqual(safety?.boxedWarningMentions?.[0]?.text, MENTIONS[0]);
    assert.equal(drug?.safety, safety?.id);
  });

  it('becomes a warning where a person accepts it', async () => {
    const { safety } = await importText('exemplaril.md', drugPage(MENTIONS[0] ?? ''), 'safety-exemplaril.boxedWarning');
    assert.equal(safety?.boxedWarning?.[0]?.text, MENTIONS[0]);
    assert.equal(safety?.boxedWarningMentions, undefined);
  });
});
