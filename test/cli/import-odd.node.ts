import assert from 'node:assert/strict';
import { readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import type { Article } from '../../src/artifact/schema/index.js';
import { folder, readJson, run } from './run.js';

/** Imports one file, and gives what was made and said. */
const importing = async (t: Parameters<typeof folder>[0], name: string, text: string) => {
  const where = folder(t);
  const out = join(where, 'out');
  writeFileSync(join(where, name), text);
  const ended = await run(['import', name, '--out', out], where);
  const made = () =>
    readdirSync(out)
      .filter((file) => file.endsWith('.json'))
      .map((file) => readJson(out, file) as unknown as Article);
  return { ...ended, made };
};

describe('import of BibTeX', () => {
  it('gives a part of a book of proceedings what the whole has, but not its own fields again', async (t) => {
    const { made } = await importing(
      t,
      'works.bib',
      `@inproceedings{child, author={Able, Ann}, title={A paper}, crossref={Whole}, pages={1--2}}
@proceedings{whole, title={Proceedings of Examples}, editor={Editor, Ed}, year=2020, publisher={House}}`,
    );
    const { child } = made()[0]?.references ?? {};
    assert.equal(child?.title, 'A paper');
    assert.equal(child?.['container-title'], 'Proceedings of Examples');
    assert.equal(child?.publisher, 'House');
    assert.deepEqual(child?.issued, { 'date-parts': [[2020]] });
    assert.deepEqual(child?.author, [{ given: 'Ann', family: 'Able' }]);
  });

  it('keeps a year in words, and names an abbreviation that nothing defines', async (t) => {
    const { made, out, err } = await importing(
      t,
      'works.bib',
      '@article{a, author={Able, Ann},\n title={Soon},\n journal = nejm,\n year = {in press}\n}\n',
    );
    assert.deepEqual(made()[0]?.references?.a?.issued, { literal: 'in press' });
    assert.match(out + err, /works\.bib:3:1: .*“nejm”.*journal/);
  });
});

describe('import of CSL-JSON', () => {
  it('reads the references beside members that are none, and names those; dates in any form of the standard stay', async (t) => {
    const { made, out, err } = await importing(
      t,
      'works.json',
      JSON.stringify([
        null,
        { id: 'a', type: 'book', title: 'A', issued: { literal: 'in the spring' } },
        7,
        { id: 'b', type: 'book', title: 'B', issued: { 'date-parts': [['2019', 5]], circa: true } },
        { id: 'c', type: 'book', title: 'C', issued: { raw: '2019/2020', season: 2 } },
      ]),
    );
    const { a, b, c } = made()[0]?.references ?? {};
    assert.deepEqual(a?.issued, { literal: 'in the spring' });
    assert.deepEqual(b?.issued, { 'date-parts': [['2019', 5]], circa: true });
    assert.deepEqual(c?.issued, { raw: '2019/2020', season: 2 });
    assert.match(out + err, /works\.json:1:2: Expected a reference/);
    assert.match(out + err, /works\.json:1:\d+: Expected a reference \(a CSL item\)\. It was left out\.[^]*7/);
  });
});

describe('import of what is something else than it seems', () => {
  it('keeps the text between two rules at the head of a page', async (t) => {
    const { made } = await importing(t, 'page.md', '---\n\nFirst words.\n\n---\n\n# Title\n\nMore words.\n');
    assert.match(JSON.stringify(made()), /First words\./);
  });

  it('refuses front matter that would fill the memory, by name and place', async (t) => {
    const lines = Array.from(
      { length: 9 },
      (_, index) =>
        `${'abcdefghij'[index + 1]}: &${'abcdefghij'[index + 1]} [${Array(9).fill(`*${'abcdefghij'[index]}`).join(',')}]`,
    );
    const { made, out, err } = await importing(
      t,
      'page.md',
      `---\na: &a [x,x]\n${lines.join('\n')}\n---\n\n# Title\n\nWords.\n`,
    );
    assert.match(out + err, /page\.md:2:1: The front matter is not valid YAML/);
    assert.match(JSON.stringify(made()), /Words\./);
  });

  it('takes no JSON value for a page', async (t) => {
    const { code, out, err } = await importing(t, 'null.json', 'null');
    assert.equal(code, 1);
    assert.match(out + err, /is JSON, but not in a supported format/);
  });
});
