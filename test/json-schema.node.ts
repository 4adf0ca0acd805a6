import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, describe, it } from 'node:test';
import { fileURLToPath } from 'node:url';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { parse } from '../src/artifact/parse.js';
import type { Kind } from '../src/artifact/schema/index.js';

interface Definition {
  description?: string;
  properties?: Record<string, Definition>;
}

const root = fileURLToPath(new URL('..', import.meta.url));
const folder = mkdtempSync(join(tmpdir(), 'artifact-schema-'));
after(() => rmSync(folder, { recursive: true }));

const file = join(folder, 'artifact.schema.json');
execFileSync(process.execPath, [join(root, 'src/build/json-schema.mjs'), '--out', file]);
const schema = JSON.parse(readFileSync(file, 'utf8')) as { $defs: Record<string, Definition> };
const validate = new Ajv2020({ allErrors: true, allowUnionTypes: true }).compile(schema);

/** What the independent validator has against an artifact: nothing if it is good. */
const complaints = (artifact: unknown): string[] => {
  validate(artifact);
  return (validate.errors ?? []).map(({ instancePath, message }) => `${instancePath} ${message}`);
};

const base = {
  schemaVersion: 1,
  references: {
    a: { type: 'article-journal', title: 'On A', issued: { 'date-parts': [[2021, 4]] }, PMID: 1, custom: true },
  },
};

/** One artifact of each kind with something in every sort of field. */
const good: Record<Kind, Record<string, unknown>> = {
  drug: {
    ...base,
    kind: 'drug',
    id: 'drug-a',
    title: 'A',
    genericName: 'a-b',
    dosage: { value: { number: 1.1e14, unit: 'vector genomes per kg' }, refs: ['a'], asOf: '2025-12' },
    ageRange: [
      { value: 'under 2 years', refs: ['a'] },
      { value: { missing: 'not reported', by: 'the registry' }, group: 'adults' },
    ],
    approvals: [{ regulator: 'FDA', status: 'Approved', date: '2019-05-24' }],
    rows: [{ label: 'Half-life', value: 12 }],
    safety: 'safety-a',
  },
  trial: {
    ...base,
    kind: 'trial',
    id: 'trial-a',
    title: 'A',
    nctId: 'NCT02122952',
    phases: ['PHASE1', 'PHASE2'],
    enrollment: [{ value: { count: 21, type: 'ACTUAL' } }, { value: { count: 22 }, asOf: '2019-03' }],
    outcomes: [
      {
        title: 'Sitting',
        type: 'primary',
        results: [
          { group: 'Treated', role: 'treatment', value: { n: 19, of: 21 }, interval: { low: 70, high: 99, level: 95 } },
        ],
        pValue: { relation: '<', p: 0.0001 },
      },
    ],
  },
  safety: {
    ...base,
    kind: 'safety',
    id: 'safety-a',
    title: 'A',
    boxedWarning: [{ title: 'WARNING', text: 'Acute serious liver injury.' }],
    adverseEvents: [
      {
        term: 'Vomiting',
        serious: false,
        grade: 2,
        incidence: { value: { percent: 34, to: 43, qualifier: 'approximately' } },
      },
    ],
  },
  article: {
    ...base,
    kind: 'article',
    id: 'article-a',
    title: 'A',
    sections: [
      {
        id: 'one',
        title: 'One',
        sections: [{ id: 'two', title: 'Two', body: 'Text [@a].', sections: [{ id: 'three', title: 'Three' }] }],
      },
    ],
    relatedHypotheses: { source: 'A score', hypotheses: [{ title: 'H', score: 0.5, target: 'SMN1' }] },
    metadata: [{ name: 'Draft', value: false }],
  },
};

/** The good artifact of a kind with one thing wrong in it, and the place of that thing. */
const bad: [Kind, string, Record<string, unknown>, string][] = [
  ['drug', 'a field that the format does not have', { colour: 'red' }, ''],
  [
    'drug',
    'a day that is none',
    { approvals: [{ regulator: 'FDA', status: 'Approved', date: '24 May 2019' }] },
    '/approvals/0/date',
  ],
  ['drug', 'a fact with an unknown field', { dosage: { value: 1, source: 'a' } }, '/dosage'],
  ['trial', 'a number of the wrong form', { nctId: 'NCT1' }, '/nctId'],
  ['trial', 'a count without its denominator', { population: { n: 19 } }, '/population'],
  ['trial', 'a share of a person', { enrollment: { count: 1.5 } }, '/enrollment'],
  ['safety', 'a boxed warning without its text', { boxedWarning: [{ title: 'WARNING' }] }, '/boxedWarning/0'],
  [
    'safety',
    'a list among a list of facts',
    { adverseEvents: [{ term: 'Vomiting', incidence: [['12 %']] }] },
    '/adverseEvents/0/incidence',
  ],
  [
    'article',
    'a section deep inside without its title',
    { sections: [{ id: 'one', title: 'One', sections: [{ id: 'two' }] }] },
    '/sections/0/sections/0',
  ],
  ['article', 'an id with a space', { drug: 'drug a' }, '/drug'],
];

describe('the published JSON Schema', () => {
  it('has a definition with a description for each exported schema', () => {
    const sources = join(root, 'src/artifact/schema');
    const text = readdirSync(sources)
      .map((name) => readFileSync(join(sources, name), 'utf8'))
      .join('\n');
    // A schema has its type under the same name, or is made by valibot, `object`, `openObject` or `fact`.
    const exported = [
      ...text.matchAll(/^export const (\w+)(?:: v\.GenericSchema<.*>)? = (?:v\.\w+|object|openObject|fact)\(/gm),
    ].map(([, name]) => name as string);
    assert.ok(exported.length > 30, `finds the exported schemas: ${exported.join(' ')}`);
    for (const name of exported)
      assert.ok(schema.$defs[name]?.description, `${name} has a definition with a description`);
    assert.deepEqual(Object.keys(schema.$defs).sort(), exported.sort());
  });

  it('says of fields what the source says of them, also of those that every artifact and every sourced value has', () => {
    assert.equal(schema.$defs.Count?.properties?.of?.description, 'The denominator, always shown.');
    assert.equal(schema.$defs.Trial?.properties?.lang?.description, 'The language of the content, BCP 47.');
    assert.equal(schema.$defs.Safety?.properties?.boxedWarning?.description, "Boxed warnings, in the label's order.");
    assert.match(JSON.stringify(schema.$defs.ValueFact), /Keys of the supporting `references`\./);
    assert.equal(
      schema.$defs.Section?.properties?.body?.description,
      'The text. May be empty if the source has only a heading.',
    );
  });

  for (const [kind, artifact] of Object.entries(good)) {
    it(`accepts a good ${kind}, as parse does`, () => {
      assert.deepEqual(parse(artifact).problems, []);
      assert.deepEqual(complaints(artifact), []);
    });
  }

  for (const [kind, what, change, place] of bad) {
    it(`refuses ${what} in a ${kind}, as parse does`, () => {
      const artifact = { ...good[kind], ...change };
      assert.notDeepEqual(parse(artifact).problems, []);
      const found = complaints(artifact);
      assert.ok(
        found.some((complaint) => complaint.startsWith(`${place} `)),
        `a complaint about “${place}” is among:\n${found.join('\n')}`,
      );
    });
  }

  it('refuses what is no artifact', () => {
    for (const input of [
      null,
      [],
      'drug',
      {},
      { ...good.drug, kind: 'gene' },
      { ...good.drug, id: undefined },
      { ...good.drug, schemaVersion: 2 },
    ]) {
      assert.notDeepEqual(complaints(JSON.parse(JSON.stringify(input))), [], JSON.stringify(input));
    }
  });

  for (const name of readdirSync(join(root, 'artifacts')).filter((entry) => entry.endsWith('.json'))) {
    it(`accepts artifacts/${name}`, () =>
      assert.deepEqual(complaints(JSON.parse(readFileSync(join(root, 'artifacts', name), 'utf8'))), []));
  }
});
