import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { Artifact } from '../../src/artifact/schema/index.js';
import { amaText } from '../../src/output/ama.js';
import { artifactReference } from '../../src/output/reference.js';

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
