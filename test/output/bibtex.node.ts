import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { plugins } from '@citation-js/core';
import '@citation-js/plugin-bibtex';
import type { Reference } from '../../src/artifact/schema/index.js';
import { bibtex, bibtexList } from '../../src/output/bibtex.js';
import { artifacts, namesOf, parts, referencesOf } from './references.js';

/** What another program understands of BibTeX. */
const readBack = (text: string) => plugins.input.chain(text, { generateGraph: false });

/** An entry's fields as they stand in the text. */
const fieldsOf = (reference: Reference) => {
  const [entry] = plugins.input.chainLink(bibtex('key', reference));
  assert.ok(entry, 'there is an entry');
  const fields: Record<string, string | undefined> = { type: entry.type, ...entry.properties };
  return fields;
};

const titleOf = (title: string) => readBack(bibtex('key', { title }))[0]?.title;

const textOf = (value: string | number | undefined) => (value === undefined ? undefined : String(value));

describe('BibTeX', () => {
  for (const artifact of artifacts)
    it(`of the references of ${artifact.id} is understood by another program, field by field`, () => {
      const entries = referencesOf(artifact);
      const text = bibtexList(entries);
      const read = readBack(text);
      const raw = plugins.input.chainLink(text);
      assert.equal(read.length, entries.length);
      entries.forEach(({ key, reference }, index) => {
        const item = read[index] ?? {};
        const { type } = raw[index] ?? { type: '' };
        const properties: Record<string, string> = raw[index]?.properties ?? {};
        assert.equal(item.id, key);
        assert.equal(type, reference.type === 'article-journal' ? 'article' : 'misc', key);
        assert.equal(item.title, reference.title);
        assert.deepEqual(namesOf(item.author), namesOf(reference.author));
        assert.deepEqual(parts(item.issued), parts(reference.issued));
        for (const name of ['volume', 'issue', 'page', 'publisher', 'DOI', 'PMID', 'URL'] as const)
          assert.equal(item[name], textOf(reference[name]), `${key}: ${name}`);
        if (reference.type === 'article-journal') assert.equal(item['container-title'], reference['container-title']);
        if (reference.number !== undefined) assert.equal(properties.number, reference.number);
        if (reference.unverified)
          assert.ok(
            item.note?.includes(`Not verified: ${reference.unverified}`),
            `${key} says that it is not verified`,
          );
        if (reference.note) assert.ok(item.note?.startsWith(reference.note), `${key} has its note`);
      });
    });

  it('keeps capitals in titles from a program that makes them small', () => {
    const { parse } = plugins.config.get('@bibtex');
    parse.sentenceCase = 'always';
    try {
      for (const artifact of artifacts)
        for (const { key, reference } of referencesOf(artifact)) {
          const [item] = readBack(bibtex(key, reference));
          assert.equal(item?.title?.replaceAll(/<\/?span[^>]*>/g, ''), reference.title);
        }
    } finally {
      parse.sentenceCase = 'never';
    }
  });

  it('writes what TeX would take for commands so that it is printed', () => {
    const title = String.raw`100% of $5 & #1_a {b} ~c ^2 \d`;
    assert.equal(
      fieldsOf({ title }).title,
      String.raw`100\% of \$5 \& \#1\_a \textbraceleft{}b\textbraceright{} \textasciitilde{}c \textasciicircum{}2 \textbackslash{}d`,
    );
    assert.equal(titleOf(title), title);
  });

  it('protects a capital after a sign that has to be escaped', () => {
    assert.equal(fieldsOf({ title: 'In R&D and &C' }).title, String.raw`In {R\&D} and {{\&C}}`);
  });

  it('ends each field where it ends, whatever braces the text has', () => {
    for (const text of ['{', '}', '}}}', '\\', '\\}', 'a {b', '"', '@article{x,', '%'])
      for (const reference of [
        { title: `A ${text}` },
        { title: 'A', URL: `https://a.org/${text}` },
        { title: 'A', author: [{ literal: text }] },
        { title: 'A', DOI: `10.1/${text}` },
      ]) {
        const [first, second, ...more] = readBack(
          bibtexList([
            { key: 'one', reference },
            { key: 'two', reference: { title: 'Next' } },
          ]),
        );
        assert.equal(first?.title, reference.title);
        assert.equal(second?.title, 'Next', `after ${text}`);
        assert.equal(more.length, 0);
      }
  });

  it('leaves superscripts, Greek and accents as they are', () => {
    const title = '1.1 × 10¹⁴ vg/kg of β-galactosidase, naïve ≥ 2';
    assert.equal(fieldsOf({ title }).title, title);
  });

  it('puts each kind of work under its type, with its container and publisher in the type’s own fields', () => {
    const work = { title: 'T', 'container-title': 'In', publisher: 'By' };
    const kinds: [type: string | undefined, ...rest: unknown[]][] = [
      ['article-journal', 'article', { journal: 'In', publisher: 'By' }],
      ['book', 'book', { publisher: 'By' }],
      ['chapter', 'incollection', { booktitle: 'In', publisher: 'By' }],
      ['paper-conference', 'inproceedings', { booktitle: 'In' }],
      ['report', 'techreport', { institution: 'By' }],
      ['thesis', 'phdthesis', { school: 'By' }],
      ['webpage', 'misc', { howpublished: 'In, By' }],
      ['dataset', 'misc', { howpublished: 'In, By' }],
      [undefined, 'misc', {}],
    ];
    for (const [type, expected, fields] of kinds) {
      const entry = fieldsOf({ ...work, ...(type !== undefined && { type }) });
      assert.equal(entry.type, expected);
      for (const [name, value] of Object.entries(fields as object))
        assert.equal(entry[name], value, `${type}: ${name}`);
    }
  });

  it('tells people from bodies, and reads names with particles, suffixes and conjunctions as one name each', () => {
    const author = [
      { family: 'Beethoven', 'non-dropping-particle': 'van', given: 'Ludwig' },
      { family: 'King', given: 'Martin Luther', suffix: 'Jr' },
      { literal: 'Food and Drug Administration' },
      { family: 'Smith, Kline', given: 'A. and B.' },
      { family: 'Al Zaidy' },
    ];
    assert.equal(
      fieldsOf({ author }).author,
      'van Beethoven, Ludwig and King, Jr, Martin Luther and {Food and Drug Administration} and {Smith, Kline}, {A. and B.} and {Al Zaidy}',
    );
    assert.equal(readBack(bibtex('key', { title: 'T', author }))[0]?.author?.length, author.length);
  });

  it('gives dates as precisely as they are known', () => {
    const dated = (issued: Reference['issued']) => {
      const { year, month, date } = fieldsOf({ title: 'T', issued });
      return [year, /month = (.*),/.exec(bibtex('key', { issued }))?.[1] ?? month, date];
    };
    assert.deepEqual(dated({ 'date-parts': [[2017]] }), ['2017', undefined, undefined]);
    assert.deepEqual(dated({ 'date-parts': [['2017', '4']] }), ['2017', 'apr', undefined]);
    assert.deepEqual(dated({ 'date-parts': [[2017, 4, 2]] }), ['2017', 'apr', '2017-04-02']);
    assert.deepEqual(dated({ raw: '2017-04' }), ['2017', 'apr', undefined]);
    assert.deepEqual(dated({ literal: 'spring 2017' }), ['spring 2017', undefined, undefined]);
  });

  it('leaves addresses and DOIs as they are, but for what would end the field', () => {
    const { url, doi } = fieldsOf({ URL: 'https://a.org/b_c?d=1&e=%20#f', DOI: 'https://doi.org/10.1000/a_(b)' });
    assert.deepEqual([url, doi], ['https://a.org/b_c?d=1&e=%20#f', '10.1000/a_(b)']);
    assert.equal(fieldsOf({ URL: 'https://a.org/{b}' }).url, 'https://a.org/%7Bb%7D');
  });

  it('takes line breaks out of fields', () => {
    assert.equal(titleOf('One\r\n  two\u2028three'), 'One two three');
  });

  it('has keys that every program reads, each once', () => {
    const labels = plugins.input
      .chainLink(
        bibtexList(
          ['smith 2020', 'smith{2020}', 'Smith2020', 'other:2', 'é, "}'].map((key) => ({
            key,
            reference: { title: 'T' },
          })),
        ),
      )
      .map(({ label }) => label);
    assert.deepEqual(labels, ['smith2020', 'smith2020-2', 'Smith2020-3', 'other:2', 'reference']);
  });
});
