import assert from 'node:assert/strict';
import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { fileURLToPath } from 'node:url';
import { COMPARED } from '../../src/cli/check/compare.js';
import { folder, readJson, run, serve } from './run.js';

type Json = Record<string, unknown>;

const RECORD = fileURLToPath(new URL('../records/fixtures/ctgov-v2/NCT00000011.json', import.meta.url));
const FILE = 'NCT00000011.json';

/** The invented record with changes in it: each a path of names and indexes, and what stands there now. */
const recordWith = (...changes: [path: string, value: unknown][]): Json => {
  const record = JSON.parse(readFileSync(RECORD, 'utf8')) as Json;
  for (const [path, value] of changes) {
    const steps = path.split('.');
    const last = steps.pop() ?? '';
    const parent = steps.reduce<Json>((at, step) => at[step] as Json, record);
    assert.ok(parent, path);
    if (value === undefined) delete parent[last];
    else if (last === '+') (parent as unknown as unknown[]).push(value);
    else parent[last] = value;
  }
  return record;
};

/** A folder with the artifact as it was imported, and the record as the registry has it now. */
const setUp = async (t: Parameters<typeof folder>[0], ...changes: [path: string, value: unknown][]) => {
  const where = folder(t);
  const { code, err } = await run(['import', RECORD, '--out', where]);
  assert.equal(code, 0, err);
  const now = join(folder(t), 'now.json');
  writeFileSync(now, JSON.stringify(recordWith(...changes)));
  const file = join(where, FILE);
  return {
    where,
    file,
    text: () => readFileSync(file, 'utf8'),
    edit: (change: (text: string) => string) => writeFileSync(file, change(readFileSync(file, 'utf8'))),
    check: (...options: string[]) => run(['check', file, '--records', now, ...options]),
  };
};

const PROTOCOL = 'protocolSection';
const RESULTS = 'resultsSection';

describe('check of a whole record', () => {
  it('finds nothing in an artifact that was just imported, and ends by naming what it compared', async (t) => {
    const { check } = await setUp(t);
    const { code, out } = await check();
    assert.equal(code, 0, out);
    assert.match(out, /matches the registry in every part compared/);
    assert.match(
      out,
      /\nCompared where both give a value: status, phase, .*masking, eligibility, arms, .*outcomes, .*deaths, .*results\. Not compared: titles, .*\n$/,
    );
    for (const part of COMPARED) assert.ok(out.includes(part), part);
  });

  const cases: [what: string, changes: [path: string, value: unknown][], says: RegExp][] = [
    [
      'masking',
      [[`${PROTOCOL}.designModule.designInfo.maskingInfo.masking`, 'NONE']],
      /^ {2}Masking: Triple → None.*, by/m,
    ],
    [
      'who is masked',
      [[`${PROTOCOL}.designModule.designInfo.maskingInfo.whoMasked`, ['PARTICIPANT']]],
      /Who is masked: CARE_PROVIDER, INVESTIGATOR, PARTICIPANT → Participant/,
    ],
    [
      'the least age',
      [[`${PROTOCOL}.eligibilityModule.minimumAge`, '18 Years']],
      /^ {2}Eligibility: minimum age: 65 Years → 18 Years/m,
    ],
    [
      'a new greatest age',
      [[`${PROTOCOL}.eligibilityModule.maximumAge`, '70 Years']],
      /Eligibility: maximum age: .* → 70 Years/,
    ],
    [
      'an arm that is gone',
      [[`${PROTOCOL}.armsInterventionsModule.armGroups`, []]],
      /Not compared \(not in the record\): arms\./,
    ],
    [
      'the kind of an arm',
      [[`${PROTOCOL}.armsInterventionsModule.armGroups.0.type`, 'OTHER']],
      /^ {2}Arm “.*”: type: .* → Other/m,
    ],
    [
      'a new arm',
      [[`${PROTOCOL}.armsInterventionsModule.armGroups.+`, { label: 'Late start', type: 'NO_INTERVENTION' }]],
      /^ {2}Arm “Late start”: not stated → No intervention/m,
    ],
    [
      'a new outcome',
      [[`${PROTOCOL}.outcomesModule.primaryOutcomes.+`, { measure: 'Falls in two years', timeFrame: '2 years' }]],
      /^ {2}Outcome “Falls in two years”: not stated → primary/m,
    ],
    [
      'an outcome that is no longer primary',
      [[`${RESULTS}.outcomeMeasuresModule.outcomeMeasures.0.type`, 'SECONDARY']],
      /^ {2}Outcome “Falls in a year”: type: primary → secondary/m,
    ],
    [
      'the deaths of a group',
      [[`${RESULTS}.adverseEventsModule.eventGroups.0.deathsNumAffected`, 702]],
      /^ {2}Deaths “Exemplaril 5 mg”: 701 of 5,161 \(13\.6%\) → 702 of 5,161 \(13\.6%\)/m,
    ],
    [
      'how many of a group were at risk of dying',
      [[`${RESULTS}.adverseEventsModule.eventGroups.0.deathsNumAtRisk`, 5200]],
      /^ {2}Deaths “Exemplaril 5 mg”: 701 of 5,161 .* → 701 of 5,200/m,
    ],
    [
      'the serious events of a group in all',
      [[`${RESULTS}.adverseEventsModule.eventGroups.1.seriousNumAffected`, 1]],
      /^ {2}Adverse events “Exemplaril 20 mg”: serious: 705 of 5,165 .* → 1 of 5,165/m,
    ],
    [
      'one event of one group',
      [[`${RESULTS}.adverseEventsModule.seriousEvents.0.stats.0.numAffected`, 3]],
      /^ {2}Adverse event “.*, serious” “Exemplaril 5 mg”: .* → 3 of /m,
    ],
    [
      'the result of the primary outcome',
      [[`${RESULTS}.outcomeMeasuresModule.outcomeMeasures.0.classes.0.categories.0.measurements.0.value`, '1']],
      /^ {2}Outcome “Falls in a year”, .*: .* of .* → 1 of /m,
    ],
    [
      'the results of an outcome that are no longer there',
      [[`${RESULTS}.outcomeMeasuresModule.outcomeMeasures.3`, { title: 'Something else', type: 'SECONDARY' }]],
      /^ {2}Outcome “Eyes that healed”: has results → not in the record/m,
    ],
    [
      'a number of the baseline',
      [[`${RESULTS}.baselineCharacteristicsModule.measures.0.classes.0.categories.0.measurements.0.value`, '99']],
      /^ {2}Baseline, .* → 99/m,
    ],
  ];
  for (const [what, changes, says] of cases)
    it(`tells of ${what}`, async (t) => {
      const { check } = await setUp(t, ...changes);
      const { code, out } = await check();
      assert.match(out, says);
      if (!/Not compared/.test(says.source)) assert.equal(code, 1);
    });

  it('says which differences are the author’s own', async (t) => {
    const { check, edit } = await setUp(t, [`${PROTOCOL}.eligibilityModule.sex`, 'FEMALE']);
    edit((text) => text.replace('"65 Years"', '"60 Years"'));
    const { out } = await check();
    assert.match(out, /minimum age: 60 Years → 65 Years \(changed in the artifact, not by the registry\)$/m);
    assert.match(out, /Eligibility: sex: .* → Female, by/);
  });

  it('compares a hand-written artifact by its numbers, whatever its words and groups', async (t) => {
    const where = folder(t);
    const file = join(where, 'trial-a.json');
    const outcome = (n: number) => ({
      title: 'Fell',
      measure: 'Falls in a year.',
      type: 'primary',
      description: 'Anyone who fell.',
      results: [
        { group: 'Low dose', role: 'treatment', value: { n, of: 5132 } },
        { group: 'Registry of falls, 1990', role: 'comparator', value: { percent: 33 } },
      ],
    });
    const write = (count: number) =>
      writeFileSync(
        file,
        JSON.stringify({
          schemaVersion: 1,
          id: 'trial-a',
          kind: 'trial',
          title: 'A',
          nctId: 'NCT00000011',
          outcomes: [outcome(count)],
        }),
      );
    // In the record: 355 of 5,132 of another name.
    write(355);
    const right = await run(['check', file, '--records', RECORD]);
    assert.doesNotMatch(right.out, /Fell”, Low dose/);
    write(356);
    const wrong = await run(['check', file, '--records', RECORD]);
    assert.equal(wrong.code, 1);
    assert.match(wrong.out, /^ {2}Outcome “Fell”, Low dose: 356 of 5,132 \(6\.9%\) → .*355 of 5,132/m);
    assert.match(wrong.out, /\(not in the artifact\): .*deaths/);
  });
});

describe('check --update', () => {
  it('takes what the registry changed, and leaves every other byte of the file', async (t) => {
    const { check, edit, text } = await setUp(
      t,
      [`${PROTOCOL}.statusModule.overallStatus`, 'TERMINATED'],
      [`${PROTOCOL}.statusModule.whyStopped`, 'Too few falls'],
      [`${RESULTS}.adverseEventsModule.eventGroups.0.deathsNumAffected`, 702],
    );
    // The author's layout, order, number as written, and fields.
    edit((before) =>
      before
        .replace('"title": ', '"summary": "Mine, with 1.50 kg.",\n  "title": ')
        .replace(/"minimumAge": "65 Years"/, '"minimumAge":   "65 Years"'),
    );
    const before = text();
    const { code, out } = await check('--update');
    assert.equal(code, 0, out);
    assert.match(out, /Updated: .*\$\.overallStatus/);
    const was = /\n {2}"overallStatus": "(\w+)",\n/.exec(before)?.[1] ?? assert.fail();
    assert.equal(
      text(),
      before
        .replace(`"overallStatus": "${was}",\n`, '"overallStatus": "TERMINATED",\n  "whyStopped": "Too few falls",\n')
        .replace(/"n": 701,/, '"n": 702,'),
    );
  });

  it('changes nothing the second time', async (t) => {
    const { check, text } = await setUp(t, [`${PROTOCOL}.statusModule.overallStatus`, 'SUSPENDED']);
    assert.equal((await check('--update')).code, 0);
    const after = text();
    const again = await check('--update');
    assert.equal(again.code, 0, again.out);
    assert.match(again.out, /Nothing to update/);
    assert.equal(text(), after);
  });

  it('keeps the author’s edits beside the registry’s changes', async (t) => {
    const { check, edit, where } = await setUp(
      t,
      [`${PROTOCOL}.eligibilityModule.sex`, 'FEMALE'],
      [`${PROTOCOL}.armsInterventionsModule.armGroups.0.type`, 'OTHER'],
      [`${PROTOCOL}.armsInterventionsModule.armGroups.+`, { label: 'Late start', type: 'NO_INTERVENTION' }],
    );
    edit((text) => {
      const trial = JSON.parse(text) as { armGroups: Json[]; eligibility: Json; title: string };
      trial.title = 'A better title';
      trial.eligibility.minimumAge = '60 Years';
      trial.armGroups.reverse();
      trial.armGroups.unshift({ label: 'Wiki’s own arm' });
      return JSON.stringify(trial, null, 4);
    });
    const labels = (readJson(where, FILE) as { armGroups: Json[] }).armGroups.map(({ label }) => label);
    const { code, out } = await check('--update');
    assert.equal(code, 0, out);
    const trial = readJson(where, FILE) as { armGroups: Json[]; eligibility: Json; title: string };
    assert.equal(trial.title, 'A better title');
    assert.equal(trial.eligibility.minimumAge, '60 Years');
    assert.equal(trial.eligibility.sex, 'FEMALE');
    assert.deepEqual(
      trial.armGroups.map(({ label }) => label).filter((label) => label !== 'Late start'),
      labels,
    );
    assert.ok(trial.armGroups.some(({ label }) => label === 'Late start'));
    assert.equal(trial.armGroups.at(-1)?.type === 'OTHER' || trial.armGroups.at(-2)?.type === 'OTHER', true);
  });

  it('names a conflict by file and path, and then writes nothing, in no file', async (t) => {
    const { check, edit, text, where, file } = await setUp(
      t,
      [`${PROTOCOL}.eligibilityModule.minimumAge`, '18 Years'],
      [`${PROTOCOL}.eligibilityModule.sex`, 'FEMALE'],
    );
    edit((before) => before.replace('"65 Years"', '"60 Years"'));
    const [before, base] = [text(), readFileSync(join(where, '.registry', FILE), 'utf8')];
    const { code, out } = await check('--update');
    assert.equal(code, 1);
    assert.ok(out.includes(`${file} (NCT00000011)`));
    assert.match(
      out,
      /^ {4}\$\.eligibility\.minimumAge: at import "65 Years"; in the artifact "60 Years"; in the registry now "18 Years"$/m,
    );
    assert.match(out, /Nothing was written/);
    assert.equal(text(), before);
    assert.equal(readFileSync(join(where, '.registry', FILE), 'utf8'), base);

    assert.equal((await check('--update', '--keep', '$.eligibility.minimumAge')).code, 0);
    assert.equal((readJson(where, FILE).eligibility as Json).minimumAge, '60 Years');
    assert.equal((readJson(where, FILE).eligibility as Json).sex, 'FEMALE');
  });

  it('takes the registry’s side of a conflict where it is told to', async (t) => {
    const { check, edit, where, file } = await setUp(t, [`${PROTOCOL}.eligibilityModule.minimumAge`, '18 Years']);
    edit((before) => before.replace('"65 Years"', '"60 Years"'));
    assert.equal((await check('--update', '--take', `${file}:$.eligibility.minimumAge`)).code, 0);
    assert.equal((readJson(where, FILE).eligibility as Json).minimumAge, '18 Years');
  });

  it('never makes a count of one side’s numerator and the other’s denominator', async (t) => {
    const { check, edit } = await setUp(t, [`${RESULTS}.adverseEventsModule.eventGroups.0.deathsNumAffected`, 702]);
    edit((before) => before.replace(/("n": 701,\s*"of": )5161/, '$15162'));
    const { code, out } = await check('--update');
    assert.equal(code, 1);
    assert.match(
      out,
      /\$\.safety\.eventGroups\[0\]\.deaths: at import \{"n":701,"of":5161\}; in the artifact \{"n":701,"of":5162\}; in the registry now \{"n":702,"of":5161\}/,
    );
  });

  it('takes nothing away because a record was fetched with some fields only', async (t) => {
    const { check, text } = await setUp(t, [`${PROTOCOL}.eligibilityModule`, undefined], [RESULTS, undefined]);
    const before = text();
    const { code, out } = await check('--update');
    assert.equal(code, 1);
    assert.match(out, /Not updated\. Its record is incomplete \(no .*eligibility, results\)/);
    assert.equal(text(), before);
  });

  it('takes out what the registry took out', async (t) => {
    const { check, where } = await setUp(t, [`${PROTOCOL}.armsInterventionsModule.armGroups.0`, { label: 'Another' }]);
    const first = (readJson(where, FILE) as { armGroups: Json[] }).armGroups[0]?.label;
    assert.equal((await check('--update')).code, 0);
    const labels = (readJson(where, FILE) as { armGroups: Json[] }).armGroups.map(({ label }) => label);
    assert.ok(!labels.includes(first) && labels.includes('Another'));
  });

  it('asks for the record of the import where nobody kept it, and takes it with --base', async (t) => {
    const { check, where } = await setUp(t, [`${PROTOCOL}.eligibilityModule.sex`, 'FEMALE']);
    rmSync(join(where, '.registry'), { recursive: true });
    const without = await check('--update');
    assert.equal(without.code, 1);
    assert.match(without.out, /Not updated\. The registry’s record from the time of import .* --base/);
    assert.equal((await check('--update', '--base', RECORD)).code, 0);
    assert.equal((readJson(where, FILE).eligibility as Json).sex, 'FEMALE');
    assert.ok(existsSync(join(where, '.registry', FILE)));
  });

  it('fetches the record, and writes in the one line that a file is', async (t) => {
    const { edit, file, text } = await setUp(t);
    edit((before) => JSON.stringify(JSON.parse(before)));
    const record = recordWith([`${PROTOCOL}.eligibilityModule.sex`, 'FEMALE']);
    const { url } = await serve(t, (_request, response) => response.end(JSON.stringify(record)));
    const { code, out } = await run(['check', file, '--update', '--endpoint', url]);
    assert.equal(code, 0, out);
    assert.ok(!text().includes('\n'));
    assert.equal((JSON.parse(text()) as { eligibility: Json }).eligibility.sex, 'FEMALE');
  });

  it('asks for --update where its options are given without it', async () => {
    const { code, err } = await run(['check', 'x.json', '--keep', '$.title']);
    assert.equal(code, 2);
    assert.match(err, /--keep requires --update/);
  });
});
