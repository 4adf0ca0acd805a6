import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { describe, it } from 'node:test';
import { plugins } from '@citation-js/core';
import '@citation-js/plugin-ris';
import type { Reference } from '../../src/artifact/schema/index.js';
import { bibtex } from '../../src/output/bibtex.js';
import { citationOf } from '../../src/output/reference.js';
import { ris, RIS_TYPES, risList } from '../../src/output/ris.js';
import { artifacts, namesOf, parts, referencesOf } from './references.js';

/** What another program understands of RIS. */
const readBack = (text: string) => plugins.input.chain(text, { generateGraph: false });

/** The values of a tag in a record. */
const valuesOf = (reference: Reference, tag: string) =>
  ris(reference)
    .split('\r\n')
    .filter((line) => line.startsWith(`${tag}  - `))
    .map((line) => line.slice(6));

const textOf = (value: string | number | undefined) => (value === undefined ? undefined : String(value));

describe('RIS', () => {
  for (const artifact of artifacts)
    it(`of the references of ${artifact.id} is understood by another program, field by field`, () => {
      const entries = referencesOf(artifact);
      const read = readBack(risList(entries));
      assert.equal(read.length, entries.length);
      entries.forEach(({ key, reference }, index) => {
        const item = read[index] ?? {};
        // RIS has no type that says “dataset” to every program.
        assert.equal(item.type, reference.type === 'dataset' ? 'report' : reference.type, key);
        assert.equal(item.title, reference.title);
        assert.deepEqual(namesOf(item.author), namesOf(reference.author));
        assert.deepEqual(parts(item.issued), parts(reference.issued));
        for (const name of ['container-title', 'volume', 'issue', 'page', 'publisher', 'DOI', 'URL'] as const)
          assert.equal(item[name], textOf(reference[name]), `${key}: ${name}`);
        assert.deepEqual(valuesOf(reference, 'AN'), [reference.PMID ?? reference.number].filter(Boolean));
        if (reference.unverified)
          assert.ok(
            item.note?.includes(`Not verified: ${reference.unverified}`),
            `${key} says that it is not verified`,
          );
        if (reference.note) assert.ok(item.note?.startsWith(reference.note), `${key} has its note`);
      });
    });

  it('begins each record with its type and ends it, lines ended by CR and LF', () => {
    const text = risList([
      { key: 'a', reference: { type: 'article-journal', title: 'A' } },
      { key: 'b', reference: { title: 'B' } },
    ]);
    assert.equal(text, 'TY  - JOUR\r\nTI  - A\r\nER  - \r\n\r\nTY  - GEN\r\nTI  - B\r\nER  - \r\n');
  });

  it('keeps each field in its line, so that no text can begin another field or end the record', () => {
    const text = ris({ title: 'One\r\nER  - \r\nTY  - BOOK\u2028two\tthree', author: [{ literal: 'A\nB' }] });
    assert.deepEqual(text.split('\r\n'), [
      'TY  - GEN',
      'AU  - A B',
      'TI  - One ER - TY - BOOK two three',
      'ER  - ',
      '',
    ]);
  });

  it('tells the first and the last page apart, and leaves alone what is no range', () => {
    const pages = (page: string) => [...valuesOf({ page }, 'SP'), ...valuesOf({ page }, 'EP')];
    assert.deepEqual(pages('1713-1722'), ['1713', '1722']);
    assert.deepEqual(pages('S1–S9'), ['S1', 'S9']);
    assert.deepEqual(pages('e123'), ['e123']);
    assert.deepEqual(pages('12-15, 18-20'), ['12-15, 18-20']);
  });

  it('gives dates as precisely as they are known, with all slashes', () => {
    const dated = (issued: Reference['issued']) => [...valuesOf({ issued }, 'PY'), ...valuesOf({ issued }, 'DA')];
    assert.deepEqual(dated({ 'date-parts': [[2017]] }), ['2017', '2017///']);
    assert.deepEqual(dated({ 'date-parts': [[2017, 4]] }), ['2017', '2017/04//']);
    assert.deepEqual(dated({ 'date-parts': [[2017, 4, 2]] }), ['2017', '2017/04/02/']);
    // CSL writes seasons as months past 12.
    assert.deepEqual(dated({ 'date-parts': [[2017, 21]] }), ['2017', '2017///']);
    assert.deepEqual(dated({ literal: 'spring' }), ['///spring']);
    assert.deepEqual(dated(undefined), []);
  });

  it('has the PMID, else the number of a work, as accession number, and the number among the notes', () => {
    assert.deepEqual(
      [valuesOf({ PMID: 1, number: 'N' }, 'AN'), valuesOf({ PMID: 1, number: 'N' }, 'N1')],
      [['1'], ['N']],
    );
    assert.deepEqual(
      [valuesOf({ number: 'NCT02122952' }, 'AN'), valuesOf({ number: 'NCT02122952' }, 'N1')],
      [['NCT02122952'], ['NCT02122952']],
    );
  });

  it('writes people by family name, given name and suffix', () => {
    const author = [
      { family: 'King', given: 'Martin Luther', suffix: 'Jr' },
      { family: 'Beethoven', 'non-dropping-particle': 'van', given: 'Ludwig' },
      { literal: 'FDA' },
    ];
    assert.deepEqual(valuesOf({ author }, 'AU'), ['King, Martin Luther, Jr', 'van Beethoven, Ludwig', 'FDA']);
  });
});

/** Types that bibutils 7.2 reads (by running `ris2xml`) and that Zotero's `RIS.js` of 2023-07-28 has in its map. */
const READ_BY_BOTH =
  'ABST BOOK CASE CHAP COMP CONF ELEC GEN HEAR JOUR MAP MGZN MPCT NEWS PAMP PAT PCOMM RPRT STAT THES'.split(' ');

const TRIAL = citationOf(
  {
    schemaVersion: 1,
    kind: 'trial',
    id: 'fexamol',
    title: 'Fexamol in sprains',
    nctId: 'NCT09990003',
    leadSponsor: 'Fexa Institute',
    asOf: '2026-03-04',
  },
  'https://wiki.example/artifact/fexamol',
  '2026-11-23',
);

/** What a program of bibutils makes of a text; undefined where it is not installed. */
const bibutils = (program: 'ris2xml' | 'bib2xml', input: string) => {
  const { error, stderr, stdout } = spawnSync(program, { input, encoding: 'utf8' });
  return error ? undefined : { stderr, stdout };
};

describe('a reference manager', () => {
  it('reads the type of every work as RIS names it', () => {
    for (const type of Object.keys(RIS_TYPES))
      for (const number of [undefined, 'NCT09990003'])
        assert.ok(READ_BY_BOTH.includes(valuesOf({ type, ...(number && { number }) }, 'TY')[0] ?? ''), type);
    assert.ok(READ_BY_BOTH.includes(valuesOf({ type: 'song' }, 'TY')[0] ?? ''));
  });

  it('files a registered trial as a record of ClinicalTrials.gov, with its number and sponsor', () => {
    for (const [tag, value] of [
      ['TY', 'RPRT'],
      ['AU', 'Fexa Institute'],
      ['PB', 'ClinicalTrials.gov'],
      ['AN', 'NCT09990003'],
      ['M3', 'Clinical trial registration'],
    ] as const)
      assert.deepEqual(valuesOf(TRIAL, tag), [value], tag);
  });

  it('of bibutils takes each type of work, and a trial’s number, sponsor and registry, in RIS and in BibTeX', (t) => {
    const types = Object.keys(RIS_TYPES).map((type) => ({ key: type, reference: { type, title: `A ${type}` } }));
    const read = bibutils('ris2xml', risList([...types, { key: 'trial', reference: TRIAL }]));
    const inBibtex = bibutils('bib2xml', bibtex('trial', TRIAL));
    if (!read || !inBibtex) return t.skip('bibutils is not installed (Debian: apt-get install bibutils)');
    assert.doesNotMatch(read.stderr, /Did not recognize/);
    for (const { key } of types) assert.ok(read.stdout.includes(`<title>A ${key}</title>`), key);
    assert.match(
      read.stdout,
      /<title>Fexamol in sprains[^]*<dateIssued>2026-03-04<[^]*<publisher>ClinicalTrials\.gov</,
    );
    assert.match(read.stdout, /<note>NCT09990003<[^]*<url>https:\/\/clinicaltrials\.gov\/study\/NCT09990003</);
    // Bibutils takes the last word of every name without a comma for a family name.
    assert.match(read.stdout, /<namePart type="given">Fexa<\/namePart>\s*<namePart type="family">Institute</);
    assert.match(inBibtex.stdout, /<namePart>Fexa Institute<[^]*<publisher>ClinicalTrials\.gov, NCT09990003</);
  });
});
