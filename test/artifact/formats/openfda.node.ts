import assert from 'node:assert/strict';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { describe, it } from 'node:test';
import { fromRecord } from '../../../src/artifact/formats/index.js';
import { plain, plainParagraph } from '../../../src/artifact/formats/plain.js';
import { splTable } from '../../../src/artifact/formats/spl-table.js';
import { parse } from '../../../src/artifact/parse.js';
import type { Drug, LabelSection } from '../../../src/artifact/schema/index.js';

const DATA = new URL('../../../../shared/data/', import.meta.url);
const files = ['openfda-label', 'openfda-event', 'openfda-drugsfda'].flatMap((folder) => {
  const url = new URL(`${folder}/`, DATA);
  return existsSync(url)
    ? readdirSync(url)
        .filter((name) => name.endsWith('.json'))
        .map((name) => new URL(name, url))
    : [];
});

const artifactsOf = (data: unknown) => {
  const read = fromRecord(data);
  assert.ok(read.records, JSON.stringify(read));
  return read.records.map(({ artifact }) => artifact);
};

const sectionsOf = (drug: Drug): LabelSection[] => [
  ...(typeof drug.safety === 'object' ? (drug.safety.labelSections ?? []) : []),
  ...(drug.labelSections ?? []),
];
const label = (fields: object) => {
  const [drug] = artifactsOf({ set_id: 'a-b', effective_time: '20240229', ...fields }) as Drug[];
  return sectionsOf(drug!);
};

describe('openFDA’s records', () => {
  it(
    'become artifacts that are valid as they are',
    { skip: files.length === 0 && 'there is no ../shared/data' },
    () => {
      for (const file of files)
        for (const artifact of artifactsOf(JSON.parse(readFileSync(file, 'utf8'))))
          assert.deepEqual(parse(artifact).problems, [], file.pathname);
    },
  );

  it('of any damaged shape never make it throw, and give valid artifacts or a reason', () => {
    const odd = [null, 3, true, 'text', [], {}, [null], [[['x']]], [{ a: 1 }], ['<table><tr><td>'], ['<'.repeat(1000)]];
    for (const value of odd)
      for (const key of [
        'openfda',
        'boxed_warning',
        'adverse_reactions',
        'adverse_reactions_table',
        'set_id',
        'effective_time',
        'patient',
        'count',
        'term',
        'submissions',
        '(un.known[',
        'error',
      ]) {
        const read = fromRecord({ meta: {}, results: [{ set_id: 'a', [key]: value }] });
        for (const { artifact } of read.records ?? [])
          assert.deepEqual(parse(artifact).problems, [], `${key}: ${JSON.stringify(value)}`);
        fromRecord({ safetyreportid: '1', [key]: value, patient: { drug: value, reaction: value } });
        fromRecord({ results: [{ count: 1, term: value }] });
        fromRecord({ application_number: 'NDA1', products: value, submissions: value });
      }
  });

  it('of a hostile size are read: what took more than time by their length would not end here', () => {
    for (const text of [
      '<table '.repeat(40_000),
      `<${'a '.repeat(100_000)}`,
      '<td>'.repeat(80_000),
      'A '.repeat(100_000),
      '■ x'.repeat(80_000),
      `${'AB '.repeat(80_000)}:`,
      '(5.2 '.repeat(50_000),
    ]) {
      assert.equal(
        artifactsOf({
          set_id: 'a',
          adverse_reactions: [text],
          adverse_reactions_table: [text],
          boxed_warning: [text],
          spl_product_data_elements: [text],
        }).length,
        1,
      );
    }
  });
});

describe('plain text as Markdown', () => {
  it('keeps what would be markup as it stands', () => {
    assert.equal(plain('<2 years, a*b*c, _x_ [y] FD&C'), '&lt;2 years, a\\*b\\*c, \\_x\\_ \\[y\\] FD&amp;C');
    assert.equal(plainParagraph('1. Take one'), '1\\. Take one');
    assert.equal(plainParagraph('- 0.5 mg'), '\\- 0.5 mg');
  });
  it('keeps an address whole', () => assert.equal(plain('see www.example.org/a_b'), 'see www.example.org/a_b'));
});

describe('a section of a label', () => {
  it('loses its number and heading to its title, once for each time that they are printed', () => {
    assert.deepEqual(label({ contraindications: ['4 CONTRAINDICATIONS None.'] }), [
      { id: 'contraindications', title: '4 Contraindications', text: 'None.' },
    ]);
    assert.deepEqual(label({ purpose: ['Purpose Purpose Pain reliever'] }), [
      { id: 'purpose', title: 'Purpose', text: 'Pain reliever' },
    ]);
  });
  it('keeps a first word that is no heading', () =>
    assert.deepEqual(label({ overdosage: ['Overdosage of this drug may harm.'] }), [
      { id: 'overdosage', title: 'Overdosage', text: 'Overdosage of this drug may harm.' },
    ]));
  it('takes no figure and no reference for the number of a sub-section', () => {
    const [section] = label({
      warnings_and_cautions: [
        '5 WARNINGS AND PRECAUTIONS A mean of 5.1 Units was seen (see 5.2 Liver). 5.1 Liver Injury It harms.',
      ],
    });
    assert.deepEqual(
      section?.sections?.map(({ title }) => title),
      ['5.1 Liver Injury'],
    );
  });
  it('is called by its own words where nobody knows its name', () =>
    assert.deepEqual(label({ a_new_kind_of_text: ['Words.'] }), [
      { id: 'a-new-kind-of-text', title: 'A new kind of text', text: 'Words.' },
    ]));
  it('makes a list of its bullets', () =>
    assert.equal(label({ do_not_use: ['Do not use ■ with this ■ with that'] })[0]?.text, '- with this\n- with that'));
});

describe('a section of a label about safety', () => {
  const WORDS = 'More than 4 tablets a day can cause fatal liver failure.';
  const safetyOf = (fields: object) => {
    const [drug] = artifactsOf({ set_id: 'a-b', effective_time: '20240229', ...fields }) as Drug[];
    return typeof drug?.safety === 'object' ? (drug.safety.labelSections ?? []) : [];
  };
  const flatten = (sections: readonly LabelSection[]): string[] =>
    sections.flatMap(({ title = '', text = '', sections: inner = [] }) => [title, text, ...flatten(inner)]);

  for (const key of [
    'warnings',
    'warnings_and_cautions',
    'contraindications',
    'do_not_use',
    'stop_use',
    'pregnancy_or_breast_feeding',
    'keep_out_of_reach_of_children',
    'drug_interactions',
    'overdosage',
  ])
    for (const holder of [
      'spl_unclassified_section',
      'indications_and_usage',
      'dosage_and_administration',
      'package_label_principal_display_panel',
      'spl_medguide',
      'a_section_never_seen',
    ])
      it(`${key} stays one where ${holder} repeats its words`, () => {
        const sections = safetyOf({
          [key]: [WORDS],
          [holder]: [`Exemplaril for pain. ${WORDS} Take 1 tablet twice daily.`],
        });
        assert.deepEqual(
          sections.map(({ text }) => text),
          [WORDS],
        );
      });

  it('stays one where another section has the very same text', () =>
    assert.equal(safetyOf({ purpose: [WORDS], warnings: [WORDS] })[0]?.text, WORDS));
  it('is one by its heading where the label gives it no name', () =>
    assert.deepEqual(flatten(safetyOf({ spl_unclassified_section: [`WARNINGS ${WORDS}`, 'Questions? Call us.'] })), [
      'Further text of the label',
      `WARNINGS ${WORDS}`,
    ]));
  it('goes into a larger one about safety, and is shown once', () => {
    const sections = safetyOf({
      warnings: [`Warnings Liver warning: take care. Do not use if pregnant or if unsure. ${WORDS}`],
      do_not_use: ['Do not use if pregnant or if unsure.'],
    });
    assert.equal(sections.length, 1);
    assert.equal(
      flatten(sections)
        .join(' ')
        .match(/if pregnant or if unsure/g)?.length,
      1,
    );
  });
  it('that begins with a smaller one loses neither', () => {
    const text = flatten(
      safetyOf({
        warnings: ['Warnings for all who take it. Stop at once.'],
        do_not_use: ['Warnings for all who take it.'],
      }),
    ).join(' ');
    assert.match(text, /for all who take it\..*Stop at once\./);
  });
  it('does not take in how the drug is taken', () => {
    const [drug] = artifactsOf({
      set_id: 'a-b',
      warnings: ['Warnings May harm. Directions take 1 tablet every 12 hours with water.'],
      dosage_and_administration: ['Directions take 1 tablet every 12 hours with water.'],
    }) as Drug[];
    assert.deepEqual(
      drug?.labelSections?.map(({ id, text }) => [id, text]),
      [['dosage-and-administration', 'take 1 tablet every 12 hours with water.']],
    );
  });
});

describe('a table of a label', () => {
  it('has header cells, spans, captions, and footnotes below it', () => {
    const xml =
      '<table><caption>C</caption><thead><tr><th/><th colspan="2">H<footnote ID="n">Note &lt;1</footnote></th></tr></thead><tfoot><tr><td colspan="3">F</td></tr></tfoot><tbody><tr><td styleCode="Rrule"><content styleCode="bold">R</content></td><td>1<footnoteRef IDREF="n"/></td><td><list><item>x</item></list></td></tr></tbody></table>';
    assert.equal(
      splTable(xml).markdown(),
      '<table><caption>C</caption><thead><tr><td></td><th colspan="2" scope="colgroup">H<sup>a</sup></th></tr></thead><tbody><tr><th scope="row"><strong>R</strong></th><td>1<sup>a</sup></td><td><ul><li>x</li></ul></td></tr></tbody><tfoot><tr><td colspan="3">F</td></tr></tfoot></table>\n\n<sup>a</sup> Note &lt;1',
    );
  });
  it('passes no markup of its text on', () =>
    assert.equal(
      splTable('<table><tr><td>&lt;img src=x&gt; *a*</td></tr></table>').markdown(),
      '<table><tbody><tr><td>&lt;img src=x&gt; \\*a\\*</td></tr></tbody></table>',
    ));
});

describe('Drugs@FDA', () => {
  it('tells the approvals of an application, the first one first', () => {
    const [drug] = artifactsOf({
      results: [
        {
          application_number: 'NDA000000',
          products: [{ product_number: '001', brand_name: 'INVENTOL', marketing_status: 'Discontinued' }],
          submissions: [
            {
              submission_type: 'SUPPL',
              submission_number: '2',
              submission_status: 'AP',
              submission_status_date: '20250101',
            },
            { submission_type: 'ORIG', submission_status: 'AP', submission_status_date: '20240229' },
          ],
        },
      ],
    }) as Drug[];
    assert.deepEqual(drug?.approvals, [
      { regulator: 'FDA', status: 'Approved', date: '2024-02-29', note: 'original application' },
      { regulator: 'FDA', status: 'Approved', date: '2025-01-01', note: 'supplement 2' },
    ]);
    assert.equal(drug?.rows?.[0]?.value, 'INVENTOL, Discontinued');
  });
});
