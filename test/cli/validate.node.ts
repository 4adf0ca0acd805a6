import assert from 'node:assert/strict';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { ARTIFACTS, folder, run, study } from './run.js';

const DRUG = { schemaVersion: 1, id: 'drug', kind: 'drug', title: 'A drug' };

/** Writes files into a folder and validates it; gives the mistakes. */
const validate = async (where: string, files: Record<string, unknown>, ...options: string[]) => {
  for (const [name, content] of Object.entries(files))
    writeFileSync(join(where, name), typeof content === 'string' ? content : JSON.stringify(content, null, 2));
  const { code, out, err } = await run(['validate', where, '--json', ...options]);
  assert.equal(err, '');
  return {
    code,
    ...(JSON.parse(out) as {
      errors: number;
      warnings: number;
      files: { what: string; note?: string }[];
      mistakes: Record<string, unknown>[];
    }),
  };
};

describe('validate', () => {
  it('finds nothing wrong with the artifacts of this repository', async () => {
    const { code, out } = await run(['validate', ARTIFACTS]);
    assert.equal(code, 0, out);
    assert.match(out, /\d+ files: 0 errors, 0 warnings\./);
  });

  it('names a number that loses digits when JSON is read, and no other', async (t) => {
    const { code, mistakes } = await validate(folder(t), {
      'drug.json': `{"schemaVersion":1,"id":"drug","kind":"drug","title":"A drug","dosage":[
        {"value":{"number":1.50,"unit":"mg"}},{"value":{"number":0.1234567890123456789}},{"value":{"number":9007199254740993}},
        {"value":{"number":0.00025}},{"value":{"number":1.1e14}},{"value":{"number":110000000000000}},{"value":{"number":"1.50"}}]}`,
    });
    assert.equal(code, 0);
    assert.deepEqual(
      mistakes.map(({ severity, path, found }) => [severity, path, found]),
      [
        ['warning', '$.dosage[0].value.number', '1.50, which JavaScript reads as 1.5'],
        ['warning', '$.dosage[1].value.number', '0.1234567890123456789, which JavaScript reads as 0.12345678901234568'],
        ['warning', '$.dosage[2].value.number', '9007199254740993, which JavaScript reads as 9007199254740992'],
      ],
    );
  });

  it('names a mistyped field by file, line, column and path, with the name that was meant', async (t) => {
    const where = folder(t);
    writeFileSync(
      join(where, 'drug.json'),
      '{\n  "schemaVersion": 1,\n  "id": "drug",\n  "kind": "drug",\n  "title": "A drug",\n  "dossage": "Single dose"\n}\n',
    );
    const { code, out } = await run(['validate', 'drug.json'], where);
    assert.equal(code, 1);
    assert.match(
      out,
      /^drug\.json:6:3: error at \$\.dossage\n {2}expected {2}a known field name\n {2}found {5}"Single dose"\n {2}did you mean “dosage”\?/m,
    );
  });

  it('names a row of a table with more cells than its head, and what is in them', async (t) => {
    const { mistakes } = await validate(folder(t), {
      'doses.json': {
        schemaVersion: 1,
        id: 'doses',
        kind: 'article',
        title: 'Doses',
        body: '| Drug | Dose |\n|---|---|\n| A | 5 mg |\n| B | 10 mg | never above 20 mg |',
      },
    });
    assert.deepEqual(
      mistakes.map(({ severity, path, found }) => [severity, path, found]),
      [['warning', '$.body', '3, with “never above 20 mg” beyond the header']],
    );
  });

  it('knows the fields and words of each part: of an approval, an adverse event, a fact', async (t) => {
    const { mistakes } = await validate(folder(t), {
      'drug.json': {
        ...DRUG,
        approvals: [{ regulator: 'FDA', status: 'Approved', populaton: 'Adults' }],
        price: { value: '$1', reffs: [] },
        safety: {
          adverseEvents: [{ term: 'Rash', evidence: 'postmarketting', incidence: { n: 1, of: 2, qualifer: 'about' } }],
        },
      },
    });
    assert.deepEqual(
      mistakes.map(({ path, meant }) => [path, meant]),
      [
        ['$.approvals[0].populaton', 'population'],
        ['$.price.reffs', 'refs'],
        ['$.safety.adverseEvents[0].evidence', 'postmarketing'],
        ['$.safety.adverseEvents[0].incidence.qualifer', undefined],
      ],
    );
  });

  it('guesses the kind that was meant', async (t) => {
    const { mistakes } = await validate(folder(t), { 'drug.json': { ...DRUG, kind: 'drugs' } });
    assert.equal(mistakes[0]?.meant, 'drug');
  });

  it('says where a file stops being JSON, and what should stand there', async (t) => {
    const { code, mistakes } = await validate(folder(t), {
      'drug.json': '{\n  "id": "drug",\n  "kind": "drug",\n}\n',
      'other.json': "{ 'id': 1 }",
    });
    assert.equal(code, 1);
    const [first] = mistakes;
    assert.deepEqual([first?.line, first?.column], [4, 1]);
    assert.match(String(first?.expected), /no comma after the last field/);
    assert.ok(
      mistakes.some(
        ({ file, expected }) => String(file).endsWith('other.json') && /double quotes/.test(String(expected)),
      ),
    );
  });

  it('warns of what stands between fields, and lets a warning pass unless --strict', async (t) => {
    const where = folder(t);
    const files = {
      'drug.json': {
        ...DRUG,
        indication: { value: 'Pain [@smith2019]', refs: ['jones2020'] },
        trials: ['trial-a'],
        references: { smith2020: { title: 'A work' } },
      },
      'page.json': {
        schemaVersion: 1,
        id: 'article',
        kind: 'article',
        title: 'A page',
        sections: [
          { id: 'a', title: 'A', body: 'See [b](#bb).' },
          { id: 'a', title: 'Again' },
        ],
      },
      'trial.json': {
        schemaVersion: 1,
        id: 'trial',
        kind: 'trial',
        title: 'A trial',
        startDate: { date: '2020-05' },
        completionDate: { date: '2019-01-01' },
        outcomes: [{ title: 'Sat', results: [{ group: 'All', role: 'treatment', value: { n: 12, of: 9 } }] }],
      },
      'twice.json': '{"schemaVersion":1,"id":"twice","kind":"drug","title":"A","title":"B"}',
    };
    const { code, errors, mistakes } = await validate(where, files);
    assert.equal(errors, 0, JSON.stringify(mistakes));
    assert.equal(code, 0);
    const told = mistakes.map(({ path, found }) => `${String(path)}: ${String(found)}`).join('\n');
    for (const expected of [
      /\$\.indication\.value: “smith2019”/,
      /\$\.indication\.refs\[0\]: “jones2020”/,
      /\$\.trials\[0\]: “trial-a”, but .*trial-a\.json does not exist/,
      /\$\.id: “article” in page\.json/,
      /\$\.sections\[0\]\.body: “#bb”/,
      /\$\.sections\[1\]\.id: “a” again/,
      /\$\.completionDate: 2019-01-01/,
      /\$\.outcomes\[0\]\.results\[0\]\.value\.n: 12/,
      /\$\.title: “title” repeated: only the last one counts/,
    ])
      assert.match(told, expected);
    assert.equal(mistakes.find(({ found }) => String(found).includes('smith2019'))?.meant, 'smith2020');
    assert.equal((await validate(where, {}, '--strict')).code, 1);
  });

  it('says of a registry’s record what it is, and that it needs no import to be shown', async (t) => {
    const where = folder(t);
    const { code, files } = await validate(where, { 'study.json': study('NCT00000001') });
    assert.equal(code, 0);
    assert.match(
      files[0]?.note ?? '',
      /a ClinicalTrials\.gov study, not an artifact\. The elements can display it as is/,
    );
  });

  it('says what a file is that is no artifact at all', async (t) => {
    const where = folder(t);
    mkdirSync(join(where, 'sub'));
    for (const [name, text, expected] of [
      ['page.md', '# A page\n\nText.', /a text page.*import/],
      ['refs.bib', '@book{a, title = {A}}', /a BibTeX file/],
      ['index.html', '<!doctype html><title>x</title>', /a web page/],
      ['empty.json', '', /an empty file/],
      ['none.json', '[1, 2]', /a list of 2|“kind”|nothing/],
    ] as const) {
      writeFileSync(join(where, name), text);
      const { code, out } = await run(['validate', name], where);
      assert.equal(code, 1);
      assert.match(out, expected, name);
    }
    const missing = await run(['validate', 'nowhere.json'], where);
    assert.match(missing.out, /nowhere\.json can't be read: it does not exist/);
    const none = await run(['validate', 'sub'], where);
    assert.equal(none.code, 1);
    assert.match(none.err, /The folder sub contains no files ending in \.json/);
  });

  it('takes patterns where no shell has expanded them', async (t) => {
    const where = folder(t);
    writeFileSync(join(where, 'drug.json'), JSON.stringify(DRUG));
    const { code, out } = await run(['validate', '*.json'], where);
    assert.equal(code, 0, out);
    assert.match(out, /^1 file: 0 errors/m);
  });
});
