import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { describe, it } from 'node:test';
import jsonld from 'jsonld';
import { sourcedValues } from '../../src/artifact/values.js';
import { formatCount } from '../../src/content/numbers.js';
import { parse } from '../../src/artifact/parse.js';
import type { Artifact } from '../../src/artifact/schema/index.js';
import { jsonLd } from '../written.js';
import { plainText } from '../../src/output/plain.js';
import { artifacts } from './references.js';

const SCHEMA = 'http://schema.org/';

/** The vocabulary as schema.org publishes it, in N-Quads: what each type is a kind of, and which types have a property. */
const vocabulary = (() => {
  const text = readFileSync(createRequire(import.meta.url).resolve('@vocabulary/schema/schema.nq'), 'utf8');
  const parents = new Map<string, string[]>();
  const domains = new Map<string, string[]>();
  const terms = new Set<string>();
  for (const [, subject = '', predicate = '', object = ''] of text.matchAll(/^<([^>]+)> <([^>]+)> <([^>]+)> /gm)) {
    terms.add(subject);
    if (predicate.endsWith('#subClassOf')) parents.set(subject, [...(parents.get(subject) ?? []), object]);
    if (predicate === `${SCHEMA}domainIncludes`) domains.set(subject, [...(domains.get(subject) ?? []), object]);
  }
  const isA = (type: string, other: string): boolean =>
    type === other || (parents.get(type) ?? []).some((parent) => isA(parent, other));
  return {
    has: (term: string) => terms.has(term),
    hasProperty: (type: string, property: string) => (domains.get(property) ?? []).some((domain) => isA(type, domain)),
  };
})();

/** Reads JSON-LD as any other program does, without asking schema.org for its context: all of its terms are of its vocabulary. */
const expand = (document: object) =>
  jsonld.expand(document, {
    documentLoader: (url: string) => {
      assert.equal(url, 'https://schema.org');
      return Promise.resolve({
        contextUrl: undefined,
        documentUrl: url,
        document: { '@context': { '@vocab': SCHEMA } },
      });
    },
  });

/** Every node in expanded JSON-LD. */
const nodesIn = (value: unknown): Record<string, unknown>[] => {
  if (Array.isArray(value)) return value.flatMap(nodesIn);
  if (typeof value !== 'object' || value === null) return [];
  const fields = value as Record<string, unknown>;
  return [
    ...('@type' in fields ? [fields] : []),
    ...Object.entries(fields).flatMap(([key, field]) => (key === '@type' ? [] : nodesIn(field))),
  ];
};

const at = (id: string) => ({
  page: `https://site.example/artifact/${id}/`,
  json: `https://site.example/artifacts/${id}.json`,
  pageOf: (other: string) => `https://site.example/artifact/${other}/`,
});

const of = (artifact: Artifact) => jsonLd(artifact, at(artifact.id));

/** The values of a property of the node of a type, as text. */
const read = async (artifact: Artifact, type: string, property: string): Promise<string[]> => {
  const found = nodesIn(await expand(of(artifact))).filter((one) => (one['@type'] as string[]).includes(SCHEMA + type));
  const valuesOf = (one: Record<string, unknown>) =>
    (one[SCHEMA + property] ?? []) as Record<string, string | undefined>[];
  return found.flatMap(valuesOf).map((value) => value['@value'] ?? value['@id'] ?? '');
};

const find = (id: string): Artifact => {
  const artifact = artifacts.find((one) => one.id === id);
  assert.ok(artifact);
  return artifact;
};

describe('JSON-LD', () => {
  for (const artifact of artifacts)
    it(`of ${artifact.id} has only types of schema.org, each with properties that it has there`, async () => {
      const nodes = nodesIn(await expand(of(artifact)));
      assert.ok(nodes.length > 1);
      const strange = nodes.flatMap((one) => {
        const types = one['@type'] as string[];
        return [
          ...types.filter((type) => !vocabulary.has(type)),
          ...Object.keys(one)
            .filter(
              (property) => !property.startsWith('@') && !types.some((type) => vocabulary.hasProperty(type, property)),
            )
            .map((property) => `${types.join()} ${property}`),
        ];
      });
      assert.deepEqual([...new Set(strange)], []);
    });

  for (const artifact of artifacts)
    it(`of ${artifact.id} says what the artifact says: title, day, language and every work that it cites`, async () => {
      assert.ok((await read(artifact, 'MedicalWebPage', 'name')).includes(artifact.title));
      assert.deepEqual(await read(artifact, 'MedicalWebPage', 'dateModified'), artifact.asOf ? [artifact.asOf] : []);
      assert.deepEqual(await read(artifact, 'MedicalWebPage', 'lastReviewed'), []);
      assert.deepEqual(await read(artifact, 'MedicalWebPage', 'inLanguage'), artifact.lang ? [artifact.lang] : []);
      const nodes = nodesIn(await expand(of(artifact)));
      const values = JSON.stringify(nodes);
      for (const { DOI, title } of Object.values(artifact.references ?? {})) {
        if (DOI) assert.ok(values.includes(DOI), DOI);
        if (title) assert.ok(values.includes(JSON.stringify(plainText(title)).slice(1, -1)), title);
      }
    });

  const fexamol: Artifact = {
    schemaVersion: 1,
    kind: 'drug',
    id: 'fexamol',
    title: 'Fexamol',
    asOf: '2026-03',
    dosage: [
      { value: { number: '0.50', unit: 'mg' }, group: 'by mouth, adults', note: 'Once a day.' },
      { value: { number: 75, unit: 'mg' }, group: 'by vein', note: 'Dose of a trial, not approved.' },
    ],
    approvals: [
      { regulator: 'FDA', status: 'Approved', date: '2021', population: 'Adults', route: 'Oral', note: 'After food.' },
    ],
  };

  it('of a drug keeps the group and note of a dose, and the route and note of an approval', async () => {
    assert.deepEqual(await read(fexamol, 'DoseSchedule', 'name'), [
      '0.50 mg (by mouth, adults)'.replace(' mg', '\u00A0mg'),
    ]);
    assert.deepEqual(await read(fexamol, 'DoseSchedule', 'targetPopulation'), ['by mouth, adults']);
    assert.deepEqual(await read(fexamol, 'DoseSchedule', 'description'), ['Once a day.']);
    assert.deepEqual(await read(fexamol, 'DrugLegalStatus', 'description'), ['Adults. Route: Oral. After food.']);
  });

  it('of a drug has the dose of a trial as such, and in no schedule', () => {
    assert.doesNotMatch(JSON.stringify(of(fexamol)), /"DoseSchedule"[^}]*75/);
    assert.match(
      JSON.stringify(of(fexamol)),
      /"Dose in a trial","value":"75\u00A0mg \(by vein\)","description":"Dose of a trial/,
    );
  });

  it('says when a review was, where one is recorded', async () => {
    assert.deepEqual(await read(fexamol, 'MedicalWebPage', 'lastReviewed'), []);
    assert.deepEqual(await read({ ...fexamol, reviewed: '2026-02-01' }, 'MedicalWebPage', 'lastReviewed'), [
      '2026-02-01',
    ]);
  });

  it('of a drug has its names, its approvals and its identifiers, and leads to its trials', async () => {
    const drug = find('therapeutics-zolgensma');
    assert.ok(drug.kind === 'drug');
    assert.deepEqual(await read(drug, 'Drug', 'proprietaryName'), ['Zolgensma']);
    assert.deepEqual(
      (await read(drug, 'Drug', 'study')).sort(),
      (drug.trials ?? []).map((id) => `https://site.example/artifact/${id}/#trial`).sort(),
    );
    const codes = await read(drug, 'MedicalCode', 'codeValue');
    const others = await read(drug, 'PropertyValue', 'value');
    for (const { value } of drug.identifiers ?? []) assert.ok([...codes, ...others].includes(value), value);
    assert.equal((await read(drug, 'DrugLegalStatus', 'name')).length, drug.approvals?.length);
  });

  it('of a trial has its number, its design and, of its status the one that holds', async () => {
    const trial = find('trial-steer');
    assert.deepEqual(await read(trial, 'MedicalTrial', 'status'), ['Results reported']);
    const designs = await read(trial, 'MedicalTrial', 'trialDesign');
    assert.ok(designs.includes('https://schema.org/RandomizedTrial'));
    for (const term of designs) assert.ok(vocabulary.has(term.replace('https:', 'http:')), term);
    assert.ok((await read(trial, 'PropertyValue', 'value')).includes('NCT05089656'));
  });

  it('of a drug with doses has its warnings whole, those of a label counted and named', () => {
    const made = (kind: 'drug' | 'safety', more: object) => {
      const { artifact } = parse({ schemaVersion: 1, id: kind, kind, title: 'Fexamol', ...more });
      assert.ok(artifact);
      return artifact;
    };
    const warningOf = (safety: unknown, other?: Artifact) => {
      const drug = made('drug', { dosage: '5 mg', ...(safety !== undefined && { safety }) });
      const { '@graph': graph } = jsonLd(drug, {
        ...at('drug'),
        ...(other?.kind === 'safety' && { safety: other }),
      });
      return graph.find((one) => one['@type'] === 'Drug')?.warning;
    };
    const profile = {
      boxedWarning: [{ title: 'Liver', text: 'It can *fail*.', regulator: 'FDA' }],
      precautions: [{ title: 'Heart', text: 'Watch it.' }],
    };
    const whole = ['Boxed warning (FDA): Liver. It can fail.', 'Heart. Watch it.'];
    assert.deepEqual(warningOf(profile), whole);
    assert.deepEqual(warningOf('safety', made('safety', profile)), whole);
    assert.deepEqual(warningOf('safety'), [
      'Boxed warning. Whether there is a boxed warning could not be looked up: There is no such file. Read it in the drug’s label.',
    ]);
    assert.deepEqual(warningOf(undefined), [
      'Boxed warning: not in this record.',
      'Warnings and precautions: not in this record.',
    ]);
    assert.deepEqual(
      warningOf({ labelSections: [{ id: 'contraindications', title: 'Contraindications', text: 'None.' }] }),
      ['The record of this label has no boxed warning.', 'Warnings and precautions (1): Contraindications'],
    );
    assert.deepEqual(warningOf({ boxedWarningMentions: [{ text: 'It has a box.' }] }), [
      'Boxed warning. A boxed warning, or a part of one, could not be read. Read it in the drug’s label. It has a box.',
    ]);
  });

  it('of a drug has no dose that another has replaced', async () => {
    const { artifact } = parse({
      schemaVersion: 1,
      id: 'd',
      kind: 'drug',
      title: 'Fexamol',
      dosage: [{ value: '10 mg', relation: 'superseded' }, { value: '5 mg' }],
    });
    assert.ok(artifact);
    assert.deepEqual(await read(artifact, 'DoseSchedule', 'name'), ['5 mg']);
  });

  it('of a status that schema.org has no word for has the registry’s word', async () => {
    const { artifact } = parse({
      schemaVersion: 1,
      id: 't',
      kind: 'trial',
      title: 'T',
      overallStatus: 'NO_LONGER_AVAILABLE',
    });
    assert.ok(artifact);
    assert.deepEqual(await read(artifact, 'MedicalTrial', 'status'), ['No longer available']);
  });

  it('of a safety profile has each effect with its denominators, and every boxed warning whole', async () => {
    const safety = find('safety-zolgensma');
    assert.ok(safety.kind === 'safety');
    const names = await read(safety, 'PropertyValue', 'name');
    assert.deepEqual(
      names.filter((name) => safety.adverseEvents?.some(({ term }) => term === name)).length,
      safety.adverseEvents?.length,
    );
    const told = (await read(safety, 'PropertyValue', 'value')).join('\n');
    for (const { incidence } of safety.adverseEvents ?? [])
      for (const { value } of sourcedValues(incidence))
        if (typeof value === 'object' && 'n' in value) assert.ok(told.includes(formatCount(value)));
    const warnings = (await read(safety, 'Drug', 'warning')).join('\n');
    for (const { text } of safety.boxedWarning ?? []) assert.ok(warnings.includes(plainText(text)));
  });
});

describe('plain text', () => {
  const cases: [what: string, text: string, plain: string][] = [
    [
      'takes off emphasis, links and citations',
      '**Bold** and [a link](/proteins/smn1-protein) [@a; @b].',
      'Bold and a link.',
    ],
    [
      'keeps what only looks like markup',
      'Patients <2 yr, 5 * 3 * 2, snake_case_name and 1.1 × 10^14',
      'Patients <2 yr, 5 * 3 * 2, snake_case_name and 1.1 × 10^14',
    ],
    ['takes escapes for the characters that they stand for', 'p \\< 0.05 \\[sic\\] 10\\^14', 'p < 0.05 [sic] 10^14'],
    ['takes off tags and reads entities', 'CO<sub>2</sub> &lt; 5&nbsp;% &#177; 1', 'CO₂ < 5 % ± 1'],
    ['makes one line of lists and headings', '# Head\n\n- one\n- two', 'Head one two'],
  ];
  for (const [what, text, plain] of cases) it(what, () => assert.equal(plainText(text), plain));
});
