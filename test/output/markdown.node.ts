import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { Marked, type Tokens } from 'marked';
import { formatDate } from '../../src/content/dates.js';
import { MISSING, type MissingCode } from '../../src/artifact/missing.js';
import { formatNumber } from '../../src/content/numbers.js';
import { words } from '../../src/content/terms.js';
import { parse } from '../../src/artifact/parse.js';
import type { Artifact, Drug, Safety } from '../../src/artifact/schema/index.js';
import { markdown as writtenOf } from '../../src/writers/markdown.js';
import { markdown, subject } from '../written.js';
import { plainText } from '../../src/output/plain.js';
import { artifacts } from './references.js';

/** The document as a reader of Markdown shows it: tags off, spaces folded. */
const shown = (text: string): string =>
  plainText(
    (new Marked({ gfm: true }).parse(text.replace(/\[\^[^\]]+\]/g, '')) as string)
      .replace(/<[^>]*>/g, ' ')
      .replace(/\s+/g, ' '),
  );

const squeeze = (text: string): string => text.replace(/[^\p{L}\p{N}]+/gu, '').toLowerCase();

/** What an artifact file has for programs: a document for people does without. */
const NOT_SHOWN = new Map([
  ['$.$schema', 'names the format'],
  ['$.schemaVersion', 'names the format'],
  ['$.kind', 'is seen'],
  ['$.id', 'is the file’s name'],
  ['$.lang', 'is seen'],
  ['$.url', 'stands in the citation of the page'],
  ['$.reviewBy', 'is for the page, which knows the day'],
  ['$.references', 'are written in AMA style, which has its own tests'],
  ['$.safety', 'is an artifact of its own, or tested as one'],
  ['$.drug', 'is an artifact of its own'],
  ['$.comparison', 'is made of other artifacts'],
]);

const leaves = (value: unknown, path: string): [string, string | number][] => {
  if (
    NOT_SHOWN.has(path) ||
    /\.(refs|id|artifacts|comparison|axis|group|unit|statistic|qualifier|role|relation|level|hedge|href|by)\b/.test(
      path,
    )
  )
    return [];
  if (typeof value === 'string' || typeof value === 'number') return [[path, value]];
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, item]) => leaves(item, Array.isArray(value) ? path : `${path}.${key}`));
};

const forms = (value: string | number): string[] => {
  if (typeof value === 'number') return [String(value), formatNumber(value)];
  if (value === 'NONE') return ['Open label (no masking)'];
  if (Object.hasOwn(MISSING, value)) return [MISSING[value as MissingCode]];
  // A number whose digits JSON would lose is written as text.
  return [plainText(value), words(value), words(value).replace('Phase ', ''), formatDate(value), formatNumber(value)];
};

const read = (input: object): Artifact => {
  const { artifact } = parse({ schemaVersion: 1, id: 'x', title: 'X', ...input });
  assert.ok(artifact);
  return artifact;
};

describe('the Markdown of', () => {
  for (const artifact of artifacts)
    it(`${artifact.id} has every text and number of it`, () => {
      const text = squeeze(shown(markdown(artifact)));
      const lost = leaves(artifact, '$').filter(
        ([, value]) => !forms(value).some((form) => text.includes(squeeze(form))),
      );
      assert.deepEqual(lost, []);
    });

  it('an outcome has both limits of each interval, and says where a percentage has no denominator', () => {
    const text = markdown(
      read({
        kind: 'trial',
        outcomes: [
          {
            title: 'Walks',
            results: [
              {
                group: 'Alphamab',
                role: 'treatment',
                value: { percent: 47.6 },
                interval: { low: 25.7, high: 70.2, level: 95 },
              },
              { group: 'Placebo', role: 'comparator', value: { percent: 5, of: 40 } },
            ],
          },
        ],
      }),
    ).replaceAll('\u202F', ' ');
    assert.match(
      text,
      /\| 47\.6% \(denominator not given\); 95% confidence interval 25\.7% to 70\.2% — Source not given \|/,
    );
    assert.match(text, /\| 5% \(n = 40\) — Source not given \|/);
  });

  it('a trial says of a field that it could not be read, and not that the record lacks it', () => {
    const { artifact, problems } = parse({ schemaVersion: 1, id: 't', kind: 'trial', title: 'T', phases: 7 });
    assert.ok(artifact);
    const text = writtenOf(subject(artifact, [], problems));
    assert.match(text, /One field could not be read and is left out: \$\.phases\./);
    assert.match(text, /\*\*Could not be read\*\* \| Phase \|/);
  });
  it('a safety profile says that a boxed warning could not be read, and quotes what speaks of it', () =>
    assert.match(
      markdown(read({ kind: 'safety', boxedWarningMentions: [{ text: 'It carries a boxed warning.' }] })),
      /> \*\*Boxed warning\*\*\n> \n> A boxed warning, or a part of one, could not be read\. Read it in the drug’s label\.\n> \n> - It carries a boxed warning\./,
    ));

  it('an artifact says of a reference that nobody could verify it, and why', () =>
    assert.match(
      markdown(
        read({
          kind: 'drug',
          references: { a: { type: 'webpage', title: 'A page', unverified: 'the address is dead' } },
        }),
      ),
      /\[\^a\]: A page\. \*\*Not verified:\*\* the address is dead/,
    ));

  it('a drug has its label’s sections at any depth, and its picture as a link with what it shows', () => {
    const text = markdown(
      read({
        kind: 'drug',
        genericName: 'nusinersen',
        image: {
          src: 'https://example.org/a_(b).svg',
          alt: 'Skeletal *formula*',
          caption: 'The **sodium** salt.',
          credit: 'By_A',
        },
        labelSections: [
          {
            id: 'use',
            title: '1 INDICATIONS',
            text: 'For SMA.',
            sections: [{ id: 'limits', title: '1.1 Limits', text: 'Not *tried* in adults.' }],
          },
          { id: 'more', text: 'Goes on.' },
        ],
        safety: {
          labelSections: [{ id: 'contra', title: '4 CONTRAINDICATIONS', text: 'None.' }],
          allCauseMortalityComment: 'Nobody died.',
        },
      }),
    );
    assert.match(
      text,
      /\n\nPicture: \[Skeletal \\\*formula\\\*\]\(<https:\/\/example\.org\/a_\(b\)\.svg>\) — The \*\*sodium\*\* salt\. — By\\_A\n\n/,
    );
    assert.match(
      text,
      /\n\n### 1 INDICATIONS\n\nFor SMA\.\n\n#### 1\.1 Limits\n\nNot \*tried\* in adults\.\n\nGoes on\.\n\n## From the drug’s label\n\n### 4 CONTRAINDICATIONS\n\nNone\./,
    );
    assert.match(text, /Nobody died\./);
  });

  it('a boxed warning comes before everything else, whole', () => {
    const text = markdown(
      read({
        kind: 'safety',
        boxedWarning: [{ title: 'LIVER', text: 'First.\n\nSecond.' }],
        adverseEvents: [{ term: 'Fever' }],
      }),
    );
    assert.match(text, /^# X\n\n> \*\*Boxed warning: LIVER\*\*\n>\s*\n> First\.\n>\s*\n> Second\.\n/);
  });

  it('a value with a bar or a line break stays in its cell', () => {
    const text = markdown(read({ kind: 'drug', dosage: 'one | two\nthree' }));
    assert.match(text, /\| \*\*Dosing\*\* \| one \\\| two<br>three \|/);
  });

  it('a cited work is a footnote, and a key without an entry stays to be seen', () => {
    const text = markdown(
      read({ kind: 'article', body: 'Known [@a], unknown [@b].', references: { a: { title: 'Work', type: 'book' } } }),
    );
    assert.match(text, /Known \[\^a\], unknown \[@b\]\./);
    assert.match(text, /^\[\^a\]: Work\.$/m);
  });

  it('an article names the therapies of its comparison, with links, in the section that asks for it', () => {
    const comparison = ['drug-a', 'drug-b'];
    const made = (section: object) =>
      markdown(
        read({ kind: 'article', comparison, sections: [{ id: 's', title: 'Others', body: 'Text.', ...section }] }),
        {
          hrefOf: (id) => `${id}.md`,
        },
      );
    assert.match(
      made({ comparison: true }),
      /## Others\n\nText\.\n\n\[drug-a\]\(<drug-a\.md>\)\n\n\[drug-b\]\(<drug-b\.md>\)\n/,
    );
    // As on the page, which has it in a view of its own then.
    assert.doesNotMatch(made({}), /drug-a/);
  });

  it('versions of a fact all stand there, each with its source and day', () => {
    const text = markdown(
      read({
        kind: 'trial',
        overallStatus: [
          { value: 'COMPLETED', refs: ['a'], asOf: '2024-02' },
          { value: 'RECRUITING', asOf: '2020' },
        ],
        references: { a: { title: 'Work' } },
      }),
    );
    assert.match(
      text,
      /Sources differ: \*\*Completed\*\* \(as of Feb 2024\)\[\^a\]; \*\*Recruiting\*\* \(as of 2020\)/,
    );
  });

  it('a trial’s results have a column for each group, each number with its denominator, and the reason where there is none', () => {
    const text = markdown(
      read({
        kind: 'trial',
        outcomes: [
          {
            title: 'Alive | at 12 months',
            table: {
              groups: [
                { id: 'A', title: 'Drug*' },
                { id: 'B', title: 'Placebo' },
              ],
              parts: [
                {
                  paramType: 'COUNT_OF_PARTICIPANTS',
                  unitOfMeasure: 'Participants',
                  rows: [
                    { title: 'Yes', measurements: [{ group: 'B', value: { n: 0, of: 20 } }] },
                    { title: 'No', measurements: [{ group: 'A', value: { missing: 'not-assessed' } }] },
                  ],
                },
              ],
            },
            analyses: [{ groupIds: ['A', 'B'], paramType: 'Hazard Ratio (HR)', paramValue: '0.70', pValue: '<0.001' }],
          },
        ],
      }),
    );
    const table = new Marked({ gfm: true })
      .lexer(text)
      .find((token): token is Tokens.Table => token.type === 'table' && token.header.length === 3);
    assert.ok(table);
    assert.deepEqual(
      [table.header, ...table.rows].map((row) => row.map(({ text }) => text)),
      [
        ['Count of participants, Participants', 'Drug\\*', 'Placebo'],
        ['Yes', 'Not in this record', '0 of 20 (0%)'],
        ['No', 'Not assessed', 'Not in this record'],
      ],
    );
    assert.match(text, /\n- Drug\\\* · Placebo; Hazard Ratio \(HR\): 0\.70, p \\<\u202F0\.001\n/);
  });

  it('a count that one source has replaced and another still gives is not called superseded', () => {
    const value = { n: 10, of: 21 };
    const said = [
      { value, asOf: '2019-03', relation: 'superseded' },
      { value, asOf: '2024' },
    ];
    const text = markdown(read({ kind: 'trial', baseline: [{ label: 'Boys', value: said }] }));
    assert.match(text, /10 of 21 \(47\.6%\) \(as of Mar 2019\), \(as of 2024\)/);
    assert.doesNotMatch(text, /superseded/);
  });

  it('an earlier count says that it is one, in a fact and among results', () => {
    const early = { value: { n: 10, of: 21 }, asOf: '2019-03', relation: 'superseded' };
    const results = [{ ...early, group: 'Drug', role: 'treatment' }];
    const text = markdown(
      read({ kind: 'trial', baseline: [{ label: 'Boys', value: [early] }], outcomes: [{ title: 'Sits', results }] }),
    );
    assert.match(text, /10 of 21 \(47\.6%\) \(as of Mar 2019, superseded\)/);
    assert.match(text, /\| 10 of 21 \(47\.6%\) \(as of Mar 2019, superseded\) \|\n\n/);
  });

  describe('a drug that names its safety file by id', () => {
    const made = (id: string, more: object) => read({ id, ...more }) as Drug & Safety;
    const drug = made('drug-a', {
      kind: 'drug',
      dosage: { value: '5 mg', refs: ['one'] },
      safety: 'safety-a',
      references: { one: { title: 'Label' } },
    });
    const other = made('safety-a', {
      kind: 'safety',
      asOf: '2024-05',
      boxedWarning: [{ title: 'Liver', text: 'It can fail [@one].', refs: ['two'], regulator: 'FDA' }],
      precautions: [{ title: 'Heart', text: 'Watch it.' }],
      references: { one: { title: 'A paper' }, two: { title: 'Boxed' }, three: { title: 'Not cited' } },
    });

    it('has the boxed warning whole and the others counted and linked before its doses', () => {
      const text = markdown(drug, { safety: other, hrefOf: (id) => `${id}.md` });
      assert.match(
        text,
        /> \*\*Boxed warning \(FDA\): Liver\*\*\n> \n> It can fail \[\^safety-a-one\]\.\n> \n> As of May 2024\[\^two\]\n\nWarnings and precautions \(1\): Heart: see \[safety-a\]\(<safety-a\.md>\)\.[^]*5 mg\[\^one\]/,
      );
      assert.match(text, /\[\^one\]: Label\.\n\[\^safety-a-one\]: A paper\.\n\[\^two\]: Boxed\.\n$/);
    });

    it('says where they stand, with the file not at hand', () => {
      const text = markdown(drug);
      assert.ok(/could not be looked up[^]*5 mg/.test(text), text);
      assert.match(
        markdown(made('drug-b', { kind: 'drug', dosage: '5 mg' })),
        /Warnings and precautions: not in this record\.[^]*5 mg/,
      );
    });

    it('is so in an article about it too', () => {
      const article = made('page', { kind: 'article', body: 'Take 5 mg.', safety: 'safety-a' });
      assert.match(markdown(article, { safety: other }), /It can fail[^]*\(1\): Heart: see safety-a\.[^]*Take 5 mg/);
    });
  });

  it('a group’s deaths that its record lacks are no zero', () => {
    const text = markdown(read({ kind: 'safety', eventGroups: [{ title: 'Drug', serious: { n: 3, of: 21 } }] }));
    assert.match(text, /\| Drug \| Not in this record \| 3 of 21 \(14\.3%\) \| Not in this record \|/);
  });

  it('reports are written as reports, after what must be known of them, without a rate', () => {
    const text = markdown(
      read({ kind: 'safety', reportsInAll: 900, reportCounts: { by: 'term', counts: [{ term: 'DEATH', count: 12 }] } }),
    );
    assert.match(
      text,
      /> These are reports that people sent[^]*The source found 900 reports[^]*\| Term \| Reports \|\n[^\n]*\n\| DEATH \| 12 \|/,
    );
    assert.doesNotMatch(text, /12 of|%/);
  });
});
