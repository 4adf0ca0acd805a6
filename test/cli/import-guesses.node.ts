import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { drugPage, importText } from './import-text.js';

/** Sentences with the words of a fact that they do not state, by what they say instead. */
const SENTENCES: Record<string, readonly string[]> = {
  not: [
    'Exemplaril was not approved by the FDA in March 2021.',
    'Exemplaril is not indicated for the treatment of children.',
    'The EMA has never approved Exemplaril, which it discussed in May 2020.',
    'Exemplaril isn’t a kinase inhibitor.',
    'Exemplaril is not developed by Acme Pharma.',
    'Without approval by the FDA in June 2020, Exemplaril cannot be sold.',
  ],
  expected: [
    'Exemplaril is expected to be approved by the FDA in December 2030.',
    'Exemplaril may be indicated for the treatment of asthma.',
    'The FDA will decide in May 2031 whether Exemplaril is approved.',
    'Exemplaril would be priced at $5,000 per year.',
    'If approved by the EMA in July 2030, Exemplaril is indicated for the treatment of gout.',
    'A submission to have Exemplaril approved by the FDA was made in April 2024.',
  ],
  refused: [
    'The FDA refused to have Exemplaril approved in March 2022.',
    'In June 2021 the EMA rejected Exemplaril, which had been proposed to be authorized.',
    'The FDA declined in May 2020 what would have had Exemplaril approved.',
    'Health Canada denied that Exemplaril was approved in 2020.',
    'The FDA sent a complete response letter for Exemplaril in May 2019 after it was granted review.',
    'The committee voted against it, so that Exemplaril was approved by no vote of the FDA in 2018.',
  ],
  withdrawn: [
    'Exemplaril was approved by the FDA in May 2010 and withdrawn in 2012.',
    'The EMA suspended Exemplaril, approved in March 2015.',
    'Exemplaril, approved by the MHRA in April 2014, was recalled.',
    'Exemplaril is discontinued as a therapy.',
    'Exemplaril is no longer indicated for the treatment of asthma.',
    'The FDA revoked in June 2020 what it had approved for Exemplaril.',
  ],
  'orphan designation': [
    'The FDA granted Exemplaril orphan drug designation in May 2019.',
    'Exemplaril was granted breakthrough therapy designation by the FDA in June 2018.',
    'The EMA granted Exemplaril PRIME status in March 2017.',
    'Exemplaril was granted fast track by the FDA in April 2016.',
    'In May 2020 the FDA authorized Exemplaril for emergency use.',
    'The FDA granted Exemplaril priority review in July 2021.',
  ],
  'another drug': [
    'Otherimab was approved by the FDA in May 2019.',
    'The FDA approved Otherimab, which Exemplaril resembles, in May 2019.',
    'Exemplaril is given after Otherimab, which is indicated for the treatment of asthma.',
    'Of the receptors that Exemplaril binds, sigma-1 is an agonist.',
    'Exemplaril is sold beside Otherinib, a drug developed by Acme Pharma.',
    'The placebo is supplied as a tablet.',
  ],
  'another country': [
    'In Japan, Exemplaril is indicated for the treatment of gout.',
    'Exemplaril is priced at $900 per year in Canada.',
    'Exemplaril is supplied as a syrup in Germany.',
    'Exemplaril is marketed by Acme Pharma in India.',
    'Exemplaril was approved by the FDA and the EMA in May 2019 and June 2020.',
    'In many countries Exemplaril costs $4 per day.',
  ],
  'off-label': [
    'Exemplaril is used off-label for the treatment of anxiety.',
    'Exemplaril is sometimes used for the treatment of insomnia.',
    'Off-label, Exemplaril is an antidepressant therapy.',
    'Exemplaril is occasionally given for the treatment of pain.',
    'Unlicensed, Exemplaril is supplied as a cream.',
    'Veterinary Exemplaril is indicated for the treatment of dogs.',
  ],
  comparison: [
    'Unlike its rival, Exemplaril is a kinase inhibitor.',
    'Exemplaril is priced at less than the $9,000 per year of its rival.',
    'Exemplaril, compared with older drugs, is indicated for the treatment of asthma.',
    'A similar drug, not Exemplaril, was approved by the FDA in May 2018.',
    'Exemplaril is an alternative to an ACE inhibitor.',
    'Like an antibody, Exemplaril is a targeted therapy.',
  ],
  history: [
    'Exemplaril was formerly indicated for the treatment of asthma.',
    'Exemplaril was previously priced at $100 per dose.',
    'Exemplaril was originally developed by Acme Pharma.',
    'In the past Exemplaril was supplied as a powder.',
    'Until 2015 Exemplaril was indicated for the treatment of gout.',
    'Exemplaril was initially an antibody.',
  ],
};

/** The facts of an artifact of a drug, what every artifact has apart. */
const factsIn = (drug: object | undefined): string[] =>
  Object.keys(drug ?? {}).filter(
    (field) => !['schemaVersion', 'id', 'kind', 'title', 'provenance', 'editorNotes', 'references'].includes(field),
  );

describe('what a page says in sentences', () => {
  for (const [kind, sentences] of Object.entries(SENTENCES))
    for (const sentence of sentences)
      it(`records no fact of “${sentence}” (${kind}), not even where all guesses are accepted`, async () => {
        const page = drugPage(sentence);
        const { drug, safety, article } = await importText('exemplaril.md', page);
        assert.deepEqual([factsIn(drug), factsIn(safety)], [[], []]);
        assert.match(article.body ?? '', /\w/);
        const { drug: accepted, findings } = await importText('exemplaril.md', page, 'all');
        assert.deepEqual(factsIn(accepted), [], JSON.stringify(findings));
      });

  it('holds sixty sentences of ten kinds', () => {
    assert.equal(Object.keys(SENTENCES).length, 10);
    assert.ok(Object.values(SENTENCES).every(({ length }) => length === 6));
  });

  for (const sentence of [
    'Generic Exemplaril was approved by the FDA in May 2012.',
    'Critics doubt that Exemplaril was approved by the FDA in June 2016.',
    'Rumors said Exemplaril was approved by the FDA in June 2006.',
    'The IND for Exemplaril was cleared by the FDA in June 2022.',
    'Exemplaril for dogs was approved by the FDA in June 2009.',
    'Exemplaril’s companion test was approved by the FDA in June 2010.',
    'Exemplaril was almost approved by the FDA in June 2007.',
    'Exemplaril is inferior for the treatment of flu.',
    'Exemplaril was slated to be approved by the FDA in June 2019.',
    'Exemplaril was blocked from being approved by the FDA in June 2018.',
    'Exemplaril was falsely said to be approved by the FDA in May 2019.',
    'Exemplaril was approved by the FDA in June 2099.',
    'Exemplaril was approved by the FDA in June 2018, a decision overturned by a court.',
    'Exemplaril was approved by the FDA in June 2018; it left the market.',
    'Exemplaril was cleared for trials by the FDA in June 2018.',
    'Exemplaril was approved by the FDA advisory committee in June 2018.',
    'Exemplaril labeling was approved by the FDA in June 2018.',
    'Exemplaril is supplied as a cream in Thailand.',
    'Exemplaril costs $4 per day in Africa.',
    'Exemplaril costs $5 less per dose.',
    'Exemplaril is to be priced at $3,000 per dose.',
    'Exemplaril is used informally for the treatment of gout.',
    'Exemplaril was studied for the treatment of gout.',
    'Exemplaril has been tried for the treatment of gout.',
    'Exemplaril was for years indicated for the treatment of gout.',
    'Exemplaril is a match for an antibody.',
    'Exemplaril targets what is a hormone.',
    'Exemplaril was made by Acme Pharma.',
    '## Side effects\n\n- Exemplaril is a kinase inhibitor.',
  ])
    it(`takes nothing by “all” from a sentence about something near it: ${sentence}`, async () => {
      const { drug, safety, findings } = await importText('exemplaril.md', drugPage(sentence), 'all');
      assert.deepEqual(
        [...factsIn(drug), ...factsIn(safety)].filter((field) => field !== 'drugClass' || !sentence.startsWith('##')),
        [],
        JSON.stringify(findings),
      );
    });

  it('takes a value without the marks of its sentence', async () => {
    const page = drugPage('**Exemplaril is indicated for the treatment of gout.**\n\nExemplaril is made by Acme Inc.');
    const { drug } = await importText('exemplaril.md', page, 'all');
    assert.equal((drug?.indication as { value: string }).value, 'Gout');
    assert.equal((drug?.manufacturer as { value: string }).value, 'Acme Inc.');
  });

  it('names each doubtful reading under the guesses with its sentence, its place and the doubt', async () => {
    const { findings } = await importText('exemplaril.md', drugPage(SENTENCES.not?.[0] ?? ''));
    const [guess] = findings.filter(({ kind }) => kind === 'guess');
    assert.deepEqual([guess?.line, guess?.column], [6, 1]);
    assert.equal(guess?.original, 'Exemplaril was not approved by the FDA in March 2021.');
    assert.match(guess.id, /^guess-[0-9a-f]{6}$/);
    assert.deepEqual(guess.proposal, {
      text: 'FDA, Approved, 2021-03',
      accepted: false,
      path: 'exemplaril.approvals',
      doubt: 'the sentence says “not”',
    });
  });
});

const CLEAR = drugPage(
  'Exemplaril is a monoclonal antibody developed by AcmeCorp and OtherCo (part of Example Group) and is sold in 40 pharmacies. Exemplaril is indicated for the treatment of gout. Exemplaril was approved by the FDA in May 2019 for adults.',
);

describe('accepting guesses', () => {
  const values = (drug: object | undefined) => ({
    drugClass: (drug as { drugClass?: { value: string } } | undefined)?.drugClass?.value,
    manufacturer: (drug as { manufacturer?: { value: string } } | undefined)?.manufacturer?.value,
    indication: (drug as { indication?: { value: string } } | undefined)?.indication?.value,
    approvals: (drug as { approvals?: { regulator: string; date: string }[] } | undefined)?.approvals?.map(
      ({ regulator, date }) => `${regulator} ${date}`,
    ),
  });

  it('makes no field without it', async () => {
    const { drug, findings } = await importText('exemplaril.md', CLEAR);
    assert.deepEqual(factsIn(drug), []);
    assert.deepEqual(
      findings.filter(({ kind }) => kind === 'guess').map(({ proposal }) => proposal?.path),
      ['exemplaril.drugClass', 'exemplaril.manufacturer', 'exemplaril.indication', 'exemplaril.approvals'],
    );
  });

  it('takes all that are not in doubt, each value cut where it ends', async () => {
    const { drug } = await importText('exemplaril.md', CLEAR, 'all');
    assert.deepEqual(values(drug), {
      drugClass: 'Monoclonal antibody',
      manufacturer: 'AcmeCorp and OtherCo (part of Example Group)',
      indication: 'Gout',
      approvals: ['FDA 2019-05'],
    });
  });

  it('takes those of one field by its path', async () => {
    const { drug } = await importText('exemplaril.md', CLEAR, 'exemplaril.indication');
    assert.deepEqual(factsIn(drug), ['indication']);
  });

  it('takes one by its id, a doubtful one too', async () => {
    const page = drugPage('In Japan, Exemplaril is indicated for the treatment of gout.');
    const first = await importText('exemplaril.md', page);
    const id = first.findings.find(({ kind }) => kind === 'guess')?.id ?? assert.fail();
    assert.deepEqual(factsIn((await importText('exemplaril.md', page, 'exemplaril.indication')).drug), []);
    assert.equal(values((await importText('exemplaril.md', page, id)).drug).indication, 'Gout');
  });

  it('keeps adverse events and trials out of the artifacts until they are accepted', async () => {
    const page = drugPage(
      '## Safety\n\n- Headache (12% of patients)\n\n## Trials\n\nIn the EXAMPLE trial (NCT00000001) 20 adults took Exemplaril.',
    );
    const { artifacts, findings } = await importText('exemplaril.md', page);
    assert.deepEqual(
      artifacts.map(({ kind }) => kind),
      ['article'],
    );
    assert.deepEqual(
      findings.filter(({ kind }) => kind === 'guess').map(({ proposal }) => proposal?.path),
      ['safety-exemplaril.adverseEvents', 'trial-example'],
    );
    const accepted = await importText('exemplaril.md', page, 'all');
    assert.equal(accepted.safety?.adverseEvents?.[0]?.term, 'Headache');
    assert.deepEqual(accepted.drug?.trials, ['trial-example']);
  });

  it('reads no table of another drug as the infobox', async () => {
    const { drug, article } = await importText(
      'exemplaril.md',
      drugPage(
        'Text.\n\n## Otherimab\n\n| Feature | Otherimab |\n|---|---|\n| Class | Antibody |\n| Route | Oral |\n| Dose | 5 mg |',
      ),
    );
    assert.deepEqual(factsIn(drug), []);
    assert.match(JSON.stringify(article.sections), /Otherimab \|/);
  });

  it('keeps the cells beyond the head of an infobox with their value', async () => {
    const { drug } = await importText(
      'exemplaril.md',
      drugPage(
        '| Field | Value |\n|---|---|\n| Class | Antibody |\n| Route | Oral |\n| Dose | 5 mg | never above 20 mg |',
      ),
    );
    assert.equal((drug?.dosage as { value: string }).value, '5 mg; never above 20 mg');
  });
});

describe('a guess about a dose whose number looks damaged', () => {
  const page = drugPage('## Dosage\n\nThe recommended dose of Exemplaril is 1.1 × 1014 vector genomes per kg.');

  it('is quoted as the page has it, and proposed with what is doubtful in brackets', async () => {
    const { findings } = await importText('exemplaril.md', page);
    const guess = findings.find(({ proposal }) => proposal?.path === 'exemplaril.dosage');
    assert.equal(guess?.original, 'The recommended dose of Exemplaril is 1.1 × 1014 vector genomes per kg.');
    assert.equal(
      guess?.proposal?.text,
      'The recommended dose of Exemplaril is [1.1 × 1014 — exponent probably lost; check the source] vector genomes per kg.',
    );
    assert.equal(guess.proposal.doubt, 'a number in the sentence looks damaged');
  });

  it('keeps its mark in the drug where it is accepted and the number is not', async () => {
    const { findings } = await importText('exemplaril.md', page);
    const id = findings.find(({ kind }) => kind === 'guess')?.id ?? assert.fail();
    const { drug } = await importText('exemplaril.md', page, id);
    assert.equal(
      (drug?.dosage as { value: string }).value,
      'The recommended dose of Exemplaril is <mark>1.1 × 1014 — exponent probably lost; check the source</mark> vector genomes per kg.',
    );
  });

  it('is a quantity that says how it was printed once the number is accepted', async () => {
    const { findings } = await importText('exemplaril.md', page);
    const number = findings.find(({ kind }) => kind === 'number')?.id ?? assert.fail();
    const { drug } = await importText('exemplaril.md', page, number, 'exemplaril.dosage');
    assert.deepEqual(drug?.dosage, {
      value: { number: 1.1e14, unit: 'vector genomes per kg' },
      refs: ['page-wiki-exemplaril'],
      printed: '1.1 × 1014',
      note: 'The recommended dose of Exemplaril is 1.1 × 10¹⁴ vector genomes per kg.',
    });
  });

  it('does not take a passage that the author highlighted for a damaged number', async () => {
    const { findings } = await importText(
      'exemplaril.md',
      drugPage('## Dosage\n\nThe recommended dose of Exemplaril is <mark>5 mg</mark>.'),
    );
    const guess = findings.find(({ proposal }) => proposal?.path === 'exemplaril.dosage');
    assert.equal(guess?.proposal?.doubt, undefined);
  });
});
