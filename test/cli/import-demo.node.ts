import assert from 'node:assert/strict';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { fileURLToPath } from 'node:url';
import { contents, folder, run } from './run.js';

const RECORDS = fileURLToPath(new URL('../../demo/records/', import.meta.url));

describe('the demo page of imports', () => {
  it('shows what the command line makes of its sources', async (t) => {
    const out = folder(t);
    const { code } = await run(
      [
        'import',
        ...['exemplaril.md', 'label.xml', 'bibtex.bib', 'csl.json', 'library.ris', 'pubmed.nbib'].map(
          (name) => `import/${name}`,
        ),
        '--out',
        out,
      ],
      RECORDS,
    );
    assert.equal(code, 1, 'the report has something to look at');
    assert.deepEqual(contents(out), contents(join(RECORDS, 'imported')));
  });
});
