import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { plugins } from '@citation-js/core';
import '@citation-js/plugin-ris';
import type { Reference } from '../../src/artifact/schema/index.js';
import { ris, risList } from '../../src/output/ris.js';
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
        assert.equal(item.type, reference.type, key);
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

  it('has the PMID as accession number, and the number of a work beside it', () => {
    assert.deepEqual(
      [valuesOf({ PMID: 1, number: 'N' }, 'AN'), valuesOf({ PMID: 1, number: 'N' }, 'M1')],
      [['1'], ['N']],
    );
    assert.deepEqual(
      [valuesOf({ number: 'NCT02122952' }, 'AN'), valuesOf({ number: 'NCT02122952' }, 'M1')],
      [['NCT02122952'], []],
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
