import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { MAX_DEPTH, MAX_ENTRIES, MAX_PROBLEMS, MAX_VALUES, parse } from '../../src/artifact/parse.js';
import type { Drug, Safety, Trial } from '../../src/artifact/schema/index.js';

/** The least that a trial needs, with these fields. */
const trial = (fields: object = {}) => ({
  schemaVersion: 1,
  id: 'trial-a',
  kind: 'trial',
  title: 'A trial',
  ...fields,
});

/** What was read of a trial with these fields, and the places of its problems. */
const read = (fields: object) => {
  const { artifact, problems } = parse(trial(fields));
  assert.ok(artifact, 'there is an artifact');
  return { trial: artifact as Trial, problems, paths: problems.map(({ path }) => path) };
};

const result = (fields: object = {}) => ({ group: 'Treated', role: 'treatment', value: { n: 19, of: 21 }, ...fields });

/** Lists in lists, this many. */
const nested = (depth: number): unknown => {
  let value: unknown = 'bottom';
  for (let level = 0; level < depth; level += 1) value = [value];
  return value;
};

describe('parse', () => {
  it('reads a good artifact as it is, with no problem', () => {
    const { trial: kept, problems } = read({
      nctId: 'NCT02122952',
      outcomes: [{ title: 'Alive', results: [result()] }],
    });
    assert.deepEqual(problems, []);
    assert.deepEqual(kept, trial({ nctId: 'NCT02122952', outcomes: [{ title: 'Alive', results: [result()] }] }));
  });

  it('throws on nothing, whatever it is given', () => {
    const cyclic: Record<string, unknown> = trial();
    cyclic.links = cyclic;
    const odd: unknown[] = [
      undefined,
      null,
      true,
      0,
      NaN,
      Infinity,
      1n,
      '',
      'text',
      Symbol('s'),
      () => 1,
      [],
      [[]],
      {},
      Object.create(null),
      new Date(0),
      new Map(),
      /x/,
      new Proxy({}, {}),
      cyclic,
      { kind: {} },
      { kind: ['trial'] },
    ];
    for (const value of odd) {
      for (const input of [
        value,
        trial({ outcomes: value }),
        trial({ outcomes: [value] }),
        { ...trial(), id: value },
        { ...trial(), title: value },
        { ...trial(), kind: value },
      ]) {
        const parsed = parse(input);
        assert.ok(parsed.artifact ?? parsed.problems.length > 0, 'an artifact, or a problem that says why not');
      }
    }
  });

  it('leaves the input as it was', () => {
    const input = trial({ outcomes: [{ title: 1 }, { title: 'Alive' }], surprise: 'yes' });
    const before = structuredClone(input);
    parse(input);
    assert.deepEqual(input, before);
  });

  it('loses one bad field and keeps everything beside it', () => {
    const { trial: kept, paths } = read({
      nctId: '02122952',
      acronym: 'START',
      outcomes: [{ title: 'Alive', results: [result({ asOf: 'May 2019', note: 'kept' })] }],
    });
    assert.deepEqual(paths.sort(), ['$.nctId', '$.outcomes[0].results[0].asOf']);
    assert.equal(kept.nctId, undefined);
    assert.equal(kept.acronym, 'START');
    assert.deepEqual(kept.outcomes, [{ title: 'Alive', results: [result({ note: 'kept' })] }]);
  });

  it('tells what was expected and what was found', () => {
    const { problems } = read({ nctId: '02122952', surprise: { one: 1 }, enrollment: { count: -3 } });
    const of = (path: string) => problems.find((problem) => problem.path === path);
    assert.deepEqual(of('$.nctId'), { path: '$.nctId', expected: 'NCT and eight digits', found: '"02122952"' });
    assert.deepEqual(of('$.surprise'), {
      path: '$.surprise',
      expected: 'a known field name',
      found: 'an object with one',
    });
    assert.equal(of('$.enrollment.count')?.found, '-3');
    assert.match(of('$.enrollment.count')?.expected ?? '', /0/);
  });

  it('names the place in the input, even after items before it were dropped', () => {
    const { trial: kept, paths } = read({
      outcomes: [
        { title: 1 },
        { title: 'Alive', results: [{ role: 'treatment' }, result(), result({ asOf: 'soon' })] },
        { title: 2 },
        { title: 'Sits', timeFrame: 24 },
      ],
    });
    assert.deepEqual(paths.sort(), [
      '$.outcomes[0].title',
      '$.outcomes[1].results[0].group',
      '$.outcomes[1].results[0].value',
      '$.outcomes[1].results[2].asOf',
      '$.outcomes[2].title',
      '$.outcomes[3].timeFrame',
    ]);
    assert.deepEqual(kept.outcomes, [{ title: 'Alive', results: [result(), result()] }, { title: 'Sits' }]);
  });

  it('names a flaw once, where what it belongs to has moved up by the time it is taken out', () => {
    const { trial: kept, paths } = read({
      outcomes: [{}, { title: 'Alive', results: [{}, result({ value: { n: 19 } }), result()] }],
    });
    assert.deepEqual(paths.sort(), [
      '$.outcomes[0].title',
      '$.outcomes[1].results[0].group',
      '$.outcomes[1].results[0].role',
      '$.outcomes[1].results[0].value',
      '$.outcomes[1].results[1].value.of',
    ]);
    assert.deepEqual(kept.outcomes, [{ title: 'Alive', results: [result()] }]);
  });

  it('loses no more than the smallest part that can be done without, where a required field is missing', () => {
    const { trial: kept, paths } = read({
      outcomes: [{ title: 'Alive', results: [{ group: 'Control', role: 'comparator' }, result()] }],
    });
    assert.deepEqual(paths, ['$.outcomes[0].results[0].value']);
    assert.deepEqual(kept.outcomes, [{ title: 'Alive', results: [result()] }]);
  });

  it('never keeps a count without its denominator', () => {
    const { trial: kept, paths } = read({
      outcomes: [{ title: 'Alive', results: [result({ value: { n: 19 } }), result()] }],
    });
    assert.deepEqual(paths, ['$.outcomes[0].results[0].value.of']);
    assert.deepEqual(kept.outcomes, [{ title: 'Alive', results: [result()] }]);
  });

  it('passes on no number that JSON can’t hold', () => {
    const { trial: kept, problems } = read({
      locations: JSON.parse('[{"country":"Japan","count":1e999},{"country":"France","count":2}]') as unknown,
    });
    assert.deepEqual(kept.locations, [{ country: 'France', count: 2 }]);
    assert.equal(problems[0]?.path, '$.locations[0].count');
  });

  it('keeps both where sources disagree, and a boxed warning beside a broken one', () => {
    const { trial: kept } = read({
      enrollment: [
        { value: { count: 21 }, refs: ['a'] },
        { value: { count: 22 }, refs: ['b'] },
        { value: { count: 'many' } },
      ],
    });
    assert.deepEqual(kept.enrollment, [
      { value: { count: 21 }, refs: ['a'] },
      { value: { count: 22 }, refs: ['b'] },
    ]);
    const { artifact, problems } = parse({
      schemaVersion: 1,
      id: 's',
      kind: 'safety',
      title: 'S',
      boxedWarning: [{ title: 'Torn' }, { text: 'Acute liver failure' }],
    });
    assert.deepEqual((artifact as Safety).boxedWarning, [{ text: 'Acute liver failure' }]);
    assert.deepEqual(
      problems.map(({ path }) => path),
      ['$.boxedWarning[0].text'],
    );
  });

  it('gives no artifact, and says why, where the kind is unknown or not the one wanted', () => {
    assert.deepEqual(parse({ ...trial(), kind: 'toString' }), {
      problems: [{ path: '$.kind', expected: 'one of drug, trial, safety, article', found: '"toString"' }],
    });
    assert.deepEqual(parse(trial(), 'drug'), { problems: [{ path: '$.kind', expected: '“drug”', found: '"trial"' }] });
  });

  it('gives no artifact where the id or the title can’t be used', () => {
    for (const fields of [{ id: undefined }, { id: '../secret' }, { title: undefined }, { title: 3 }]) {
      const { artifact, problems } = parse(trial(fields));
      assert.equal(artifact, undefined);
      assert.equal(problems[0]?.path, `$.${Object.keys(fields).join()}`);
    }
  });

  it('ignores __proto__, names it, and leaves every prototype clean', () => {
    const input: unknown = JSON.parse(
      '{"schemaVersion":1,"id":"a","kind":"drug","title":"A","__proto__":{"brandName":"Evil"},"links":[{"title":"L","links":[],"__proto__":{"polluted":1}}]}',
    );
    const { artifact, problems } = parse(input);
    assert.equal((artifact as Drug).brandName, undefined);
    assert.equal(Object.getPrototypeOf(artifact), Object.prototype);
    assert.equal(({} as { polluted?: unknown }).polluted, undefined);
    assert.deepEqual(problems.map(({ path }) => path).sort(), ['$.__proto__', '$.links[0].__proto__']);
    const { artifact: built } = parse(
      JSON.parse('{"schemaVersion":1,"id":"a","kind":"drug","title":"A","constructor":{"prototype":{"polluted":1}}}'),
    );
    assert.equal(({} as { polluted?: unknown }).polluted, undefined);
    assert.ok(!Object.hasOwn(built ?? {}, 'constructor'));
  });

  it('puts U+FFFD in place of half a surrogate pair, and leaves whole pairs alone', () => {
    const { trial: kept } = read({ title: 'a\ud83d b\ude00 c😀', briefTitle: '10¹⁴ vg/kg' });
    assert.equal(kept.title, 'a\ufffd b\ufffd c😀');
    assert.equal(kept.briefTitle, '10¹⁴ vg/kg');
    assert.doesNotThrow(() => encodeURIComponent(kept.title));
  });

  it('reads data nested 100 and 100,000 deep without running out of stack, and names where it stopped', () => {
    for (const depth of [100, 100_000]) {
      const { trial: kept, problems } = read({ acronym: 'START', baseline: nested(depth) });
      assert.equal(kept.acronym, 'START');
      const deep = problems.find(({ expected }) => expected.includes(`${MAX_DEPTH} levels`));
      assert.ok(deep?.path.startsWith('$.baseline[0][0]'), `${depth} levels`);
    }
  });

  it('reads thousands of broken items in reasonable time and names each', () => {
    const { trial: kept, problems } = read({
      conditions: Array.from({ length: 3000 }, (_, index) => (index % 2 ? 'SMA' : index)),
    });
    assert.equal(kept.conditions?.length, 1500);
    assert.equal(problems.length, 1500);
    assert.equal(problems.at(-1)?.path, '$.conditions[2998]');
  });

  it('keeps the first entries of a list of 100,000, and says how many are left out and where they are', () => {
    const { trial: kept, problems } = read({ conditions: Array.from({ length: 100_000 }, () => 'SMA') });
    assert.equal(kept.conditions?.length, MAX_ENTRIES);
    assert.equal(problems.length, 1);
    assert.equal(problems[0]?.path, '$.conditions');
    assert.match(
      problems[0].found,
      /^100,000: the last 95,000 are left out and appear only in the artifact’s own JSON$/,
    );
  });

  it('keeps the first fields of an object with 100,000, and says so', () => {
    const references = Object.fromEntries(
      Array.from({ length: 100_000 }, (_, index) => [`key${index}`, { title: 'A work' }]),
    );
    const { trial: kept, problems } = read({ references });
    assert.equal(Object.keys(kept.references ?? {}).length, MAX_ENTRIES);
    assert.deepEqual(
      problems.map(({ path }) => path),
      ['$.references'],
    );
  });

  it('stops at the most values in all, whatever holds them, and names the place once', () => {
    const full = Array.from({ length: MAX_ENTRIES }, () => 'SMA');
    const { trial: kept, problems } = read({ conditions: ['SMA'], baseline: Array.from({ length: 100 }, () => full) });
    assert.deepEqual(kept.conditions, ['SMA']);
    assert.equal(
      problems.filter(({ expected }) => expected === `at most ${MAX_VALUES.toLocaleString('en')} values in all`).length,
      1,
    );
  });

  it('names the first of very many problems and counts the rest', () => {
    const unknown = Array.from({ length: 4 }, () =>
      Object.fromEntries(Array.from({ length: 4_000 }, (_, index) => [`field${index}`, 1])),
    );
    const { problems } = read({ outcomes: unknown.map((fields) => ({ title: 'Alive', results: [], ...fields })) });
    assert.equal(problems.length, MAX_PROBLEMS);
    assert.match(problems.at(-1)?.found ?? '', /^[\d,]+ more fields that could not be read$/);
  });

  it('takes out what reverses text, and closes an isolate that a field leaves open', () => {
    const { trial: kept } = read({ title: 'Dose \u202E01 mg', briefTitle: 'a \u2067b', acronym: '\u2066c\u2069 d' });
    assert.equal(kept.title, 'Dose 01 mg');
    assert.equal(kept.briefTitle, 'a \u2067b\u2069');
    assert.equal(kept.acronym, '\u2066c\u2069 d');
  });

  it('keeps what an artifact is and its boxed warnings, however many values stand before them', () => {
    const full = Array.from({ length: MAX_ENTRIES }, () => 'SMA');
    const filler = Array.from({ length: 100 }, () => full);
    const boxedWarning = [{ title: 'Liver injury', text: 'Can be fatal.' }];
    const safety = parse({
      labelSections: filler,
      adverseEvents: filler,
      boxedWarning,
      schemaVersion: 1,
      id: 's',
      kind: 'safety',
      title: 'S',
    });
    assert.deepEqual((safety.artifact as Safety | undefined)?.boxedWarning, boxedWarning);
    const drug = parse({
      rows: filler,
      safety: { adverseEvents: filler, boxedWarning },
      schemaVersion: 1,
      id: 'd',
      kind: 'drug',
      title: 'D',
    });
    assert.deepEqual(((drug.artifact as Drug | undefined)?.safety as Safety | undefined)?.boxedWarning, boxedWarning);
  });
});
