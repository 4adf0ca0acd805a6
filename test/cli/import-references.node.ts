import assert from 'node:assert/strict';
import { readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { describe, it } from 'node:test';
import { plugins } from '@citation-js/core';
import '@citation-js/plugin-bibtex';
import type { Article, Reference } from '../../src/artifact/schema/index.js';
import { Findings } from '../../src/cli/import/finding.js';
import { referencesOfBibtex } from '../../src/cli/import/references/bibtex.js';
import { referencesOfCsl } from '../../src/cli/import/references/csl.js';
import { Source } from '../../src/cli/source.js';
import { amaAuthors, amaCitation } from '../../src/output/ama.js';
import { folder, readJson, run, shared } from './run.js';

/** Everything that a value holds, as text. */
const leaves = (value: unknown): string[] =>
  typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean'
    ? [String(value)]
    : typeof value === 'object' && value !== null
      ? Object.values(value).flatMap(leaves)
      : [];

const bare = (text: string) =>
  text
    .normalize('NFKC')
    .toLowerCase()
    .replaceAll(/<[^>]*>/g, '')
    .replaceAll(/[^\p{L}\p{N}]/gu, '');

/** Fields of a record whose values the artifact deliberately does not carry as they stand. */
const NOT_CARRIED: Record<string, string> = {
  id: 'it is the key of the entry',
  'citation-key': 'it is the key of the entry',
};

const filesIn = (path: string, ending: string): string[] =>
  readdirSync(path, { recursive: true })
    .map((name) => join(path, String(name)))
    .filter((file) => file.endsWith(ending) && statSync(file).isFile())
    .sort();

const csl = shared('data/csl-json');
const bibtex = shared('data/bibtex');

describe('import of CSL-JSON', () => {
  it('carries every value of every given record', { skip: csl.skip }, () => {
    for (const file of filesIn(csl.path, '.json')) {
      const source = new Source(file, readFileSync(file, 'utf8'));
      const findings = new Findings();
      const references = referencesOfCsl(source, findings);
      const items = JSON.parse(source.text) as Record<string, unknown>[];
      assert.equal(Object.keys(references).length, items.length, file);
      assert.deepEqual(
        findings.all.filter(({ kind }) => kind === 'unreadable'),
        [],
      );
      Object.values(references).forEach((reference, index) => {
        const carried = new Set(leaves(reference));
        for (const [field, value] of Object.entries(items[index] ?? {}))
          if (!Object.hasOwn(NOT_CARRIED, field))
            for (const leaf of leaves(value))
              assert.ok(carried.has(leaf), `${basename(file)}, ${String(items[index]?.id)}: ${field} = ${leaf}`);
      });
    }
  });

  it('shows what a reader looks a work up by: title, first author, journal, year', { skip: csl.skip }, () => {
    for (const file of filesIn(csl.path, '.json')) {
      const references = referencesOfCsl(new Source(file, readFileSync(file, 'utf8')), new Findings());
      for (const [key, reference] of Object.entries(references)) {
        const shown = bare(amaCitation(reference));
        const expected = [
          reference.title,
          amaAuthors(reference.author?.slice(0, 1)),
          reference.type?.startsWith('article') ? reference['container-title'] : undefined,
          reference.issued?.['date-parts']?.[0]?.[0],
        ];
        for (const value of expected)
          if (value !== undefined)
            assert.ok(shown.includes(bare(String(value))), `${key}: ${String(value)} in ${amaCitation(reference)}`);
      }
    }
  });

  it('takes the shapes that programs write beside the standard, and says what it could not take', async (t) => {
    const where = folder(t);
    const items = {
      items: [
        { id: 7, type: 'book', title: 'Seven', author: ['A Body'], issued: '2019-05' },
        { id: 'a b', title: ['One', 'Two'], issued: { 'date-parts': [[null]] }, url: 'https://example.org/' },
        { id: 'a b', title: { odd: true }, issued: 2020 },
      ],
    };
    writeFileSync(join(where, 'my refs.json'), JSON.stringify(items));
    const { out, code } = await run(['import', 'my refs.json', '--out', '.', '--json'], where);
    assert.equal(code, 1);
    const { references, title } = readJson(where, 'my-refs.json') as unknown as Article;
    assert.equal(title, 'References: my refs');
    assert.deepEqual(references, {
      '7': { type: 'book', title: 'Seven', author: [{ literal: 'A Body' }], issued: { raw: '2019-05' } },
      'a-b': { title: 'One; Two', issued: { 'date-parts': [] }, URL: 'https://example.org/' },
      'a-b-2': { issued: { 'date-parts': [[2020]] } },
    });
    assert.match(out, /Expected text\. The field was left out/);
  });
});

/** BibTeX fields that become something else than a text of their own, each with how that is looked at. */
const CONVERTED = ['author', 'editor', 'year', 'month', 'day', 'date', 'urldate', 'crossref'];

describe('import of BibTeX', () => {
  it('carries every field of every given entry', { skip: bibtex.skip }, () => {
    for (const file of filesIn(bibtex.path, '.bib')) {
      const text = readFileSync(file, 'utf8');
      const findings = new Findings();
      const references = referencesOfBibtex(new Source(file, text), findings);
      assert.deepEqual(
        findings.all.filter(({ kind }) => kind === 'unreadable'),
        [],
        file,
      );
      const entries = plugins.input.chainLink(text);
      assert.equal(Object.keys(references).length, entries.length, file);
      const list: Reference[] = Object.values(references);
      entries.forEach(({ label, properties }, index) => {
        const reference = list[index] ?? {};
        const carried = bare(leaves(reference).join(' | ')).toLowerCase();
        for (const [field, raw] of Object.entries(properties)) {
          if (field === 'year' && /\d{4}/.test(String(raw)))
            assert.ok(carried.includes(/\d{4}/.exec(String(raw))?.[0] ?? ''), `${label}: year`);
          if (field === 'author') {
            const families = (reference.author ?? []).map(({ family, literal }) => family ?? literal ?? '');
            assert.ok(families.length > 0 && families.every((name) => name.length > 0), `${label}: author`);
            assert.equal(
              families.length,
              String(raw)
                .replaceAll(/\{[^{}]*\}/g, 'x')
                .split(/\s+and\s+/i).length,
              `${label}: as many authors`,
            );
          }
          if (field === 'urldate')
            assert.equal(
              reference.accessed?.['date-parts']?.[0]?.join('-'),
              String(raw).replaceAll('-0', '-'),
              `${label}: urldate`,
            );
          if (CONVERTED.includes(field)) continue;
          const [read] = plugins.input.chain(`@misc{x, note = {${String(raw)}}}`, { generateGraph: false });
          const url = /url\{([^}]*)\}/.exec(String(raw))?.[1];
          const expected = [bare(url ?? read?.note ?? ''), bare(encodeURI(String(raw)))];
          assert.ok(
            expected.some((value) => carried.includes(value)),
            `${basename(file)}, ${label}: ${field} = ${String(raw)} in ${JSON.stringify(reference)}`,
          );
        }
      });
    }
  });

  it('reads accents, abbreviations, and the authors that are not named', () => {
    const text = `@string{jj = "The Journal"}\n@article{a, author = {M{\\"u}ller, J. and others}, title = {10\\textsuperscript{14} {DNA}}, journal = jj, year = 2020}`;
    const { a } = referencesOfBibtex(new Source('a.bib', text), new Findings());
    assert.equal(a?.author?.[0]?.family, 'Müller');
    assert.equal(a.author[1]?.literal, 'et al');
    assert.equal(a['container-title'], 'The Journal');
  });

  it('loses a broken entry only, and names its place', () => {
    const findings = new Findings();
    const text = '@article{good, title = {Good}}\n\n@article{bad, title = {Bad\n\n@article{late, title = {Late}}\n';
    const references = referencesOfBibtex(new Source('r.bib', text), findings);
    assert.ok(references.good && references.late);
    const [finding] = findings.all;
    assert.deepEqual([finding?.kind, finding?.line, finding?.column], ['unreadable', 3, 1]);
  });
});
