import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { fromRecord } from '../../../src/artifact/formats/index.js';

const study = (nctId: string, title = 'A study') => ({
  protocolSection: { identificationModule: { nctId, briefTitle: title } },
});

const idsIn = (data: unknown) => fromRecord(data).records?.map(({ artifact }) => artifact.id);

const refusalOf = (data: unknown) => {
  const read = fromRecord(data);
  return read.records ? undefined : read.refusal;
};

describe('fromRecord', () => {
  it('reads our own artifacts as they are', () => {
    const { records } = fromRecord({ schemaVersion: 1, kind: 'drug', id: 'a', title: 'A' });
    assert.deepEqual(records, [{ artifact: { schemaVersion: 1, kind: 'drug', id: 'a', title: 'A' }, problems: [] }]);
  });

  it('takes what names a kind as an artifact, and says what is wrong with it', () => {
    const { records, problems } = fromRecord({ kind: 'medicine' }) as {
      records?: undefined;
      problems: { path: string }[];
    };
    assert.equal(records, undefined);
    assert.deepEqual(
      problems.map(({ path }) => path),
      ['$.kind'],
    );
  });

  it('reads one study of ClinicalTrials.gov, an answer with several, and a bare list', () => {
    assert.deepEqual(idsIn(study('NCT00000001')), ['NCT00000001']);
    assert.deepEqual(idsIn({ studies: [study('NCT00000001'), study('NCT00000002')] }), ['NCT00000001', 'NCT00000002']);
    assert.deepEqual(idsIn([study('NCT00000001'), study('NCT00000002')]), ['NCT00000001', 'NCT00000002']);
  });

  it('keeps the problems of each study apart, by their path in the whole file', () => {
    const { records } = fromRecord({
      studies: [
        study('NCT00000001'),
        { protocolSection: { identificationModule: { nctId: 'NCT00000002', briefTitle: ['?', '!'] } } },
      ],
    });
    assert.deepEqual(
      records?.map(({ problems }) => problems),
      [
        [],
        [
          {
            path: '$.studies[1].protocolSection.identificationModule.briefTitle',
            expected: 'text',
            found: 'a list of 2',
          },
        ],
      ],
    );
  });

  it('refuses the registry’s retired format, with the address to fetch instead', () => {
    const old = {
      FullStudiesResponse: {
        FullStudies: [{ Study: { ProtocolSection: { IdentificationModule: { NCTId: 'NCT00000001' } } } }],
      },
    };
    assert.match(
      refusalOf(old)?.remedy ?? '',
      /Fetch https:\/\/clinicaltrials\.gov\/api\/v2\/studies\/NCT00000001 instead/,
    );
    assert.match(refusalOf({ Study: { ProtocolSection: {} } })?.message ?? '', /retired/);
  });

  it('says that a search found nothing', () => {
    assert.match(refusalOf({ studies: [], totalCount: 0 })?.message ?? '', /found no matching study/);
  });

  it('says of any other shape what was found and what is accepted', () => {
    for (const data of [{ a: 1, b: 2 }, [], [1], 'text', 3, null, undefined]) {
      const read = fromRecord(data);
      assert.ok(!read.records);
      const [problem] = read.problems;
      assert.equal(problem?.path, '$');
      assert.match(problem?.expected ?? '', /artifact.*ClinicalTrials\.gov/);
    }
    const read = fromRecord({ a: 1, b: 2 });
    assert.match((!read.records && read.problems[0]?.found) || '', /an object with a, b/);
  });

  it('never throws, whatever it is given', () => {
    const trap = new Proxy(
      {},
      {
        ownKeys: () => {
          throw new Error('trap');
        },
      },
    );
    for (const data of [
      trap,
      new Map(),
      () => 1,
      10n,
      Symbol('a'),
      { protocolSection: 3, hasResults: true },
      { studies: [null, 3, {}] },
    ])
      assert.doesNotThrow(() => fromRecord(data));
  });
});
