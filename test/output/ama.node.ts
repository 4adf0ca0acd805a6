import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { Reference } from '../../src/artifact/schema/index.js';
import { amaText, shortCitation, workLinks } from '../../src/output/ama.js';

const people = (...names: [string, string][]) => names.map(([family, given]) => ({ family, given }));

const mendell: Reference = {
  type: 'article-journal',
  title: 'Single-Dose Gene-Replacement Therapy for Spinal Muscular Atrophy',
  author: people(
    ['Mendell', 'J. R.'],
    ['Al-Zaidy', 'S.'],
    ['Shell', 'R.'],
    ['Arnold', 'W. D.'],
    ['Rodino-Klapac', 'L. R.'],
    ['Prior', 'T. W.'],
    ['Lowes', 'L.'],
  ),
  'container-title': 'N Engl J Med',
  issued: { 'date-parts': [[2017, 11, 2]] },
  volume: '377',
  issue: 18,
  page: '1713–1722',
  DOI: '10.1056/NEJMoa1706198',
  PMID: '29091557',
};

describe('AMA text', () => {
  it('names a journal article by authors, title, journal, year, volume, issue, pages and DOI', () => {
    assert.equal(
      amaText(mendell),
      'Mendell JR, Al-Zaidy S, Shell R, et al. Single-Dose Gene-Replacement Therapy for Spinal Muscular Atrophy. N Engl J Med. 2017;377(18):1713-1722. doi:10.1056/NEJMoa1706198',
    );
  });

  it('names up to six authors, and three of seven', () => {
    assert.match(
      amaText({ ...mendell, author: mendell.author?.slice(0, 6) }),
      /^Mendell JR, Al-Zaidy S, Shell R, Arnold WD, Rodino-Klapac LR, Prior TW\. Single/,
    );
  });

  it('makes initials of given names, however they are written', () => {
    const author = [
      { family: 'A', given: 'Jean-Pierre' },
      { family: 'B', given: 'JR' },
      { family: 'Berg', given: 'Anna M.', 'non-dropping-particle': 'van den' },
      { family: 'D', given: 'Ken', suffix: 'Jr' },
      { family: 'Alone' },
      { literal: 'SMA Group, The' },
    ];
    assert.equal(amaText({ author }), 'A JP, B JR, van den Berg AM, D K Jr, Alone, SMA Group, The.');
  });

  it('gives the PMID where there is no DOI, and the address where there is neither', () => {
    const { DOI: _doi, ...withPmid } = mendell;
    assert.match(amaText(withPmid), /1713-1722\. PMID: 29091557$/);
    const { PMID: _pmid, ...bare } = withPmid;
    assert.match(amaText({ ...bare, URL: 'https://example.org/a' }), /1713-1722\. https:\/\/example\.org\/a$/);
  });

  it('names a registry record by its NCT number and date', () => {
    assert.equal(
      amaText({
        type: 'dataset',
        title: 'Phase I Gene Transfer Clinical Trial',
        author: [{ literal: 'Novartis Gene Therapies' }],
        publisher: 'ClinicalTrials.gov',
        number: 'NCT02122952',
        issued: { 'date-parts': [['2022', '09', '15']] },
        accessed: { 'date-parts': [[2026, 11]] },
        URL: 'https://clinicaltrials.gov/study/NCT02122952',
      }),
      'Novartis Gene Therapies. Phase I Gene Transfer Clinical Trial. ClinicalTrials.gov identifier: NCT02122952. September 15, 2022. Accessed November 2026. https://clinicaltrials.gov/study/NCT02122952',
    );
  });

  it('leaves out what is not known, with no stray mark', () => {
    assert.equal(amaText({}), '');
    assert.equal(amaText({ title: 'Does it work?' }), 'Does it work?');
    assert.equal(amaText({ type: 'article-journal', title: 'A', 'container-title': 'B' }), 'A. B.');
    assert.equal(amaText({ type: 'article-journal', title: 'A', 'container-title': 'B', page: 'e7' }), 'A. B. e7.');
    assert.equal(
      amaText({ title: 'A', author: [{ literal: 'FDA' }], publisher: 'FDA', issued: { literal: 'spring 2019' } }),
      'FDA. A. spring 2019.',
    );
    assert.equal(amaText({ title: 'A', issued: { 'date-parts': [[]] } }), 'A.');
  });
});

describe('the short name of a work', () => {
  it('has the first author, the year, and says when there are more', () => {
    assert.equal(shortCitation(mendell), 'Mendell et al., 2017');
    assert.equal(
      shortCitation({ author: people(['A', 'X'], ['B', 'Y']), issued: { raw: '2 May 2019' } }),
      'A and B, 2019',
    );
    assert.equal(shortCitation({ author: [{ literal: 'Biogen' }] }), 'Biogen');
    assert.equal(shortCitation({ title: 'Zolgensma', publisher: 'CenterWatch' }), 'Zolgensma');
  });
});

describe('where a work can be looked up', () => {
  it('is its DOI and its PMID, the DOI in any of its spellings', () => {
    assert.deepEqual(workLinks(mendell), [
      { label: 'doi:10.1056/NEJMoa1706198', url: 'https://doi.org/10.1056/NEJMoa1706198' },
      { label: 'PMID: 29091557', url: 'https://pubmed.ncbi.nlm.nih.gov/29091557/' },
    ]);
    for (const DOI of ['https://doi.org/10.1016/S1474-4422(21)00001-6', 'doi: 10.1016/S1474-4422(21)00001-6'])
      assert.deepEqual(workLinks({ DOI, URL: 'https://example.org' }), [
        { label: 'doi:10.1016/S1474-4422(21)00001-6', url: 'https://doi.org/10.1016/S1474-4422(21)00001-6' },
      ]);
  });
});

describe('a title with CSL’s marks in it', () => {
  it('keeps raised and lowered digits what they are, and loses the other tags only', () => {
    assert.equal(
      amaText({ title: 'At 1.1 × 10<sup>14</sup> vg, 10<sup>-3</sup> and x<sup>n</sup> of H<sub>2</sub>O' }),
      'At 1.1 × 10¹⁴ vg, 10⁻³ and x^n of H₂O.',
    );
    assert.equal(
      amaText({ title: 'On <i>SMN1</i> and <span style="font-variant:small-caps;">d</span>, p <b>small</b>' }),
      'On SMN1 and d, p small.',
    );
    assert.equal(amaText({ title: 'Where a < b and b <2 years' }), 'Where a < b and b <2 years.');
  });
});
