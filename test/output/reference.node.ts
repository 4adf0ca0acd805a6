import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { Artifact } from '../../src/artifact/schema/index.js';
import { amaText } from '../../src/output/ama.js';
import { bibtex } from '../../src/output/bibtex.js';
import { artifactReference, citationOf } from '../../src/output/reference.js';
import { ris } from '../../src/output/ris.js';

const artifact = (fields: Partial<Artifact> = {}) =>
  ({ schemaVersion: 1, id: 'a', kind: 'drug', title: 'Zolgensma', ...fields }) as Artifact;
const URL = 'https://example.org/artifact/a';

describe('the citation of an artifact itself', () => {
  it('has title, dates, version, language and address', () => {
    assert.deepEqual(
      artifactReference(
        artifact({ asOf: '2026-05', version: '2', lang: 'en', author: [{ family: 'Doe', given: 'J' }] }),
        URL,
        '2026-11-23',
      ),
      {
        type: 'dataset',
        title: 'Zolgensma',
        author: [{ family: 'Doe', given: 'J' }],
        issued: { 'date-parts': [[2026, 5]] },
        version: '2',
        language: 'en',
        URL,
        accessed: { 'date-parts': [[2026, 11, 23]] },
      },
    );
  });

  it('names who answers for it where it has no author, and else the site that publishes it', () => {
    const attributed = artifactReference(artifact({ provenance: { wasAttributedTo: [{ label: 'SciDEX' }] } }), URL);
    assert.deepEqual([attributed.author, attributed.publisher], [[{ literal: 'SciDEX' }], undefined]);
    const bare = artifactReference(artifact(), URL);
    assert.deepEqual([bare.author, bare.publisher], [undefined, 'example.org']);
  });

  it('is a web page where it is an article, and a data set else', () => {
    assert.deepEqual(
      (['article', 'drug', 'trial', 'safety'] as const).map((kind) => artifactReference(artifact({ kind }), URL).type),
      ['webpage', 'dataset', 'dataset', 'dataset'],
    );
  });

  it('has no address, publisher or day of access where there is none', () => {
    assert.deepEqual(artifactReference(artifact(), undefined, '2026-11-23'), { type: 'dataset', title: 'Zolgensma' });
  });

  it('reads well in AMA style', () => {
    assert.equal(
      amaText(artifactReference(artifact({ asOf: '2026-05-13' }), URL, '2026-11-23')),
      'Zolgensma. example.org. May 13, 2026. Accessed November 23, 2026. https://example.org/artifact/a',
    );
  });
});

describe('citing a registered trial', () => {
  const trial = artifact({ kind: 'trial', title: 'Fexamol in sprains', asOf: '2026-03' });
  const registered = { ...trial, nctId: 'NCT09990003', leadSponsor: 'Fexa Institute' } as Artifact;

  it('names its number, its sponsor and the registry, and where it was read', () => {
    const reference = citationOf(registered, URL, '2026-11-23');
    assert.deepEqual(
      [reference.number, reference.author, reference.publisher, reference.URL, reference.note],
      [
        'NCT09990003',
        [{ literal: 'Fexa Institute' }],
        'ClinicalTrials.gov',
        'https://clinicaltrials.gov/study/NCT09990003',
        `Read at ${URL}`,
      ],
    );
    const inRis = ris(reference);
    for (const line of [
      'TY  - RPRT',
      'AU  - Fexa Institute',
      'PB  - ClinicalTrials.gov',
      'AN  - NCT09990003',
      'UR  - https://clinicaltrials.gov/study/NCT09990003',
    ])
      assert.ok(inRis.includes(`${line}\r\n`), line);
    assert.match(bibtex('t', reference), /author = \{\{Fexa Institute\}\}[^]*ClinicalTrials\.gov, NCT09990003/);
  });

  it('is citing the artifact where it has no number', () =>
    assert.deepEqual(citationOf(trial, URL), artifactReference(trial, URL)));
});
