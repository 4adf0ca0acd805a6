// What is known is worded in one place: the elements and the document of an artifact say it alike.
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { surfacesOf, whole } from '../surfaces.js';

const safety = (fields: object) => whole({ kind: 'safety', ...fields });
const trial = (fields: object) => whole({ kind: 'trial', references: SOURCES, ...fields });
const SOURCES = { a: { type: 'webpage', title: 'One' }, b: { type: 'webpage', title: 'Other' } };
const NO_SECTION = 'This record has no section on safety. Read the whole label.';
const SERIOUS =
  'Serious: causes death, threatens life, needs or prolongs a hospital stay, disables, or harms an unborn child (ICH E2A). It is not the same as severe.';
const GROUPS = [
  { title: 'Exemplaril', description: 'Once a day.', serious: { n: 3, of: 20 } },
  { title: 'Placebo', serious: { n: 1, of: 20 } },
];
const counted = (n: number, group: string) => ({ value: { n, of: 20 }, group });

/** Records, each with what both surfaces must say of it, in this order. */
const SAID: Record<string, [artifact: ReturnType<typeof whole>, ...words: string[]]> = {
  'a profile without precautions': [safety({ precautions: [] }), 'Precautions: none listed.'],
  'precautions under their heading': [
    safety({ precautions: [{ title: 'Liver', text: 'Test it.' }] }),
    'Precautions',
    'Liver',
    'Test it.',
  ],
  'a boxed warning with its sources, dated or not': [
    safety({
      boxedWarning: [
        { title: 'Liver', text: 'It can fail.', refs: ['a'] },
        { title: 'Heart', text: 'So can this.', refs: ['a', 'b'] },
        { title: 'Lung', text: 'And this.', refs: ['a'], asOf: '2024-05' },
      ],
      references: SOURCES,
    }),
    'It can fail.',
    'Source',
    'So can this.',
    'Sources',
    'And this.',
    'As of May 2024',
  ],
  'sections of a label': [
    safety({ labelSections: [{ id: 'x', title: 'Contraindications', text: 'None.' }] }),
    'From the drug’s label',
    'Contraindications',
  ],
  'a label without a section on safety': [safety({ labelSections: [] }), NO_SECTION],
  'what a profile lacks': [safety({}), 'Not in this record: precautions, adverse effects.'],
  'a trial that lacks single events': [
    safety({ eventGroups: GROUPS }),
    'Totals by group (people affected of people at risk)',
    'Once a day.',
    '3 of 20 (15%)',
    'Not in this record: adverse effects.',
  ],
  'a list without effects': [safety({ adverseEvents: [] }), 'Adverse effects', 'None listed.'],
  'effects of patients before those of animals': [
    safety({
      adverseEvents: [
        { term: 'Scarring', evidence: 'preclinical', serious: true },
        {
          term: 'Rash',
          evidence: 'report',
          notes: 'It passes.',
          sourceVocabulary: 'MedDRA 20',
          onset: 'Day 3',
        },
      ],
    }),
    'Rash',
    'Preclinical findings (animals, not patients)',
    'Scarring',
    'Not in this record for any effect: presentation, mechanism, risk factors, management, monitoring.',
    SERIOUS,
  ],
  'notes and vocabulary of one effect': [
    safety({
      adverseEvents: [{ term: 'Rash', notes: 'It passes.', sourceVocabulary: 'MedDRA 20' }, { term: 'Fever' }],
    }),
    'Rash',
    'MedDRA 20',
  ],
  'a note on one effect': [safety({ adverseEvents: [{ term: 'Rash', notes: 'It passes.' }] }), 'Rash', 'It passes.'],
  'events of a trial, by how serious they are': [
    safety({
      eventGroups: GROUPS,
      adverseEvents: [
        {
          term: 'Stroke',
          serious: true,
          evidence: 'clinical trial',
          organSystem: 'Nervous system disorders',
          incidence: [counted(3, 'Exemplaril'), counted(1, 'Placebo')],
        },
      ],
    }),
    'Adverse events (any cause)',
    'Totals by group (people affected of people at risk)',
    'Events by type',
    'Every effect listed here was seen in a clinical trial.',
    'Serious: Nervous system disorders',
    'Stroke',
    '3 of 20 (15%)',
    '1 of 20 (5%)',
    SERIOUS,
  ],
  'how a trial counted, before its numbers': [
    trial({
      safety: {
        eventGroups: GROUPS,
        frequencyThreshold: 5,
        timeFrame: 'Two years',
        allCauseMortalityComment: 'Nobody was lost.',
      },
    }),
    'Adverse events (any cause)',
    'Other (non-serious) events are listed only if more than 5% of participants in at least one group had them',
    'Counted over: Two years',
    'Deaths (all causes): Nobody was lost.',
    '3 of 20 (15%)',
  ],
  'a result without source or denominator': [
    trial({ outcomes: [{ title: 'Walks', results: [{ group: 'All', role: 'treatment', value: { percent: 5 } }] }] }),
    'Walks',
    '5% (denominator not given)',
    'Source not given',
  ],
  'a drug with doses and no warnings on record': [
    whole({ kind: 'drug', dosage: '5 mg' }),
    'Warnings and precautions: not in this record.',
    '5 mg',
  ],
  'a label, its uses first': [
    whole({
      kind: 'drug',
      identifiers: [{ scheme: 'UNII', value: 'X1' }],
      labelSections: [
        { id: 'clinical-studies', title: 'Clinical studies', text: 'One.' },
        { id: 'dosage-and-administration', title: 'Dosage', text: 'Once.' },
      ],
    }),
    'Dosage',
    'Identifiers',
    'X1',
    'The rest of the label (one section)',
    'Clinical studies',
  ],
  'a heading without text, and a note on a passage': [
    whole({
      kind: 'article',
      sections: [
        { id: 'bare', title: 'Bare' },
        { id: 'full', title: 'Full', body: 'Text.', editorNote: 'Not so.\n\nSee the label.' },
      ],
    }),
    'Bare',
    'The source has no text under this heading.',
    'Full',
    'Text.',
    'Editor’s note',
    'Not so.',
    'See the label.',
  ],
  'hypotheses with what their record lacks': [
    whole({
      kind: 'article',
      relatedHypotheses: { source: 'By the Exchange.', hypotheses: [{ title: 'Droplets', score: '0.60' }] },
    }),
    'Related hypotheses',
    'By the Exchange.',
    'Droplets',
    '0.60',
    'Not in this record',
  ],
  'no hypotheses': [
    whole({ kind: 'article', relatedHypotheses: { hypotheses: [] } }),
    'No related hypotheses are recorded.',
  ],
  'editor’s notes': [
    whole({
      kind: 'drug',
      references: SOURCES,
      editorNotes: [
        { text: 'A bracket.', printed: '(a' },
        { text: 'B.', refs: ['a'] },
      ],
    }),
    'Editor’s notes',
    'A bracket.',
    'The source printed “(a”.',
    'B.',
    'Source',
  ],
  'links with what they lead to': [
    whole({
      kind: 'drug',
      links: [
        { title: 'See also', links: [{ label: 'Label', href: 'https://label.example/', description: 'As current.' }] },
      ],
    }),
    'See also',
    'Label',
    '— As current.',
  ],
  'where a record comes from': [
    whole({
      kind: 'drug',
      provenance: {
        wasDerivedFrom: [{ label: 'A page', date: '2022-09', note: 'Its last' }, { label: 'A list' }],
        note: 'By hand.',
      },
      author: [{ family: 'Doe', given: 'Jo' }],
      version: '2',
      license: 'CC0',
    }),
    'Provenance',
    'Derived from',
    'A page, Sep 2022 — Its last',
    'A list',
    'Author',
    'Jo Doe',
    'Version',
    'License',
    'CC0',
    'By hand.',
  ],
  'works that were retracted or could not be verified': [
    whole({
      kind: 'drug',
      dosage: { value: '5 mg', refs: ['a', 'b'] },
      references: {
        a: { type: 'book', title: 'One', note: 'Retracted in 2020.' },
        b: { type: 'webpage', title: 'Other', unverified: 'the address is dead.' },
      },
    }),
    '5 mg',
    'One.',
    'Retracted in 2020.',
    'Other.',
    'Not verified: the address is dead.',
  ],
  'what the source’s own database says of a page': [
    whole({
      kind: 'article',
      body: 'Text.',
      metadata: [
        { name: 'entity_type', value: 'therapeutic' },
        { name: 'kg_node_id', value: null },
        { name: '_schema_version', value: 1 },
      ],
    }),
    'Text.',
    'Metadata',
    'entity_type',
    'therapeutic',
    'kg_node_id',
    'None',
    '_schema_version',
    '1',
  ],
  'a comparison without therapies': [
    whole({ kind: 'article', sections: [{ id: 'x', title: 'Others', comparison: true }] }),
    'Others',
    'No therapies are named here to compare.',
  ],
  'how current a record is': [
    whole({ kind: 'drug', asOf: '2024-01', reviewed: '2024-02', reviewBy: '2030' }),
    'As of Jan 2024.',
    'Reviewed Feb 2024.',
  ],
};

describe('an element and a document', () => {
  for (const [name, [artifact, ...words]] of Object.entries(SAID))
    it(`say the same, in the same order: ${name}`, () => {
      const { element, '.md': document } = surfacesOf(artifact);
      for (const text of [element, document.replaceAll(/[*#|]/g, '').replaceAll(/\s+/g, ' ')]) {
        let from = 0;
        for (const one of words) {
          const at = text.indexOf(one, from);
          assert.ok(at >= 0, `“${one}” is not in: ${text}`);
          from = at + one.length;
        }
      }
    });
});

describe('an effect seen in animals only', () => {
  for (const surface of ['element', '.md'] as const)
    it(`does not stand among those of patients: ${surface}`, () => {
      const [artifact] = SAID['effects of patients before those of animals']!;
      const [patients = '', animals] = surfacesOf(artifact)[surface].split('Preclinical findings');
      assert.doesNotMatch(patients, /Scarring/);
      assert.match(animals ?? '', /Scarring/);
    });
});

describe('results of one group that contradict each other', () => {
  const result = (n: number, group: string, more: object) => ({ ...counted(n, group), role: 'treatment', ...more });
  const outcome = (...results: object[]) => trial({ outcomes: [{ title: 'Walks', results }] });

  for (const surface of ['element', '.md', '.svg'] as const) {
    it(`are marked as such: ${surface}`, () => {
      const text = surfacesOf(outcome(result(3, 'All', { refs: ['a'] }), result(5, 'All', { refs: ['b'] })))[surface];
      assert.match(text, /Sources differ.*3 of 20.*5 of 20/);
    });

    it(`are not, where one is superseded or they are of two groups: ${surface}`, () => {
      const none = [
        outcome(result(3, 'All', { refs: ['a'], relation: 'superseded' }), result(5, 'All', { refs: ['b'] })),
        outcome(result(3, 'All', { refs: ['a'] }), result(5, 'Some', { refs: ['b'] })),
      ];
      for (const one of none) assert.doesNotMatch(surfacesOf(one)[surface], /Sources differ/);
    });
  }
});
