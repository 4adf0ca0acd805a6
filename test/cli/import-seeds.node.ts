import assert from 'node:assert/strict';
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { after, describe, it } from 'node:test';
import { sourcedValues } from '../../src/artifact/values.js';
import { formatValue } from '../../src/content/numbers.js';
import type { Article, Drug, Safety, Trial } from '../../src/artifact/schema/index.js';
import type { Comparison } from '../../src/cli/import/compare.js';
import type { Finding } from '../../src/cli/import/finding.js';
import { ARTIFACTS, folder, readJson, run, shared } from './run.js';

const { path: SEEDS, skip } = shared('seeds');

const values = (fact: Drug['dosage']) => sourcedValues(fact).map(({ value }) => formatValue(value));

describe('import of the two seed pages', { skip }, () => {
  const importing = async (out: string, ...options: string[]) => {
    const files = readdirSync(SEEDS).map((name) => join(SEEDS, name));
    const ended = await run(['import', ...files, '--out', out, '--compare', ARTIFACTS, '--json', ...options]);
    return JSON.parse(ended.out) as {
      artifacts: { id: string }[];
      findings: Finding[];
      comparisons: Comparison[];
      failed: unknown[];
    };
  };
  const ends: (() => void)[] = [];
  after(() => ends.forEach((end) => end()));
  const tidily = { after: (end: () => void) => ends.push(end) };

  /**
   * The import after a person looked at every guess of the report and accepted it by its id.
   * @param numbers the damaged numbers whose proposed readings that person accepted before.
   */
  const readWith = async (...numbers: string[]) => {
    const { findings } = await importing(folder(tidily), ...numbers.flatMap((id) => ['--accept', id]));
    const guesses = findings.filter(({ kind }) => kind === 'guess').map(({ id }) => id);
    const out = folder(tidily);
    const told = await importing(out, '--accept', [...guesses, ...numbers].join(','));
    assert.deepEqual(told.failed, []);
    const artifact = <T>(id: string) => ({
      mine: readJson(out, `${id}.json`) as T,
      theirs: readJson(ARTIFACTS, `${id}.json`) as T,
    });
    return { ...told, artifact };
  };
  let known: ReturnType<typeof readWith> | undefined;
  const read = () => (known ??= readWith());

  it('takes the infobox and the boxed warning, and nothing from sentences, until somebody accepts it', async (t) => {
    const out = folder(t);
    const { artifacts } = await importing(out);
    assert.deepEqual(
      artifacts.map(({ id }) => id).filter((id) => id.startsWith('trial-')),
      [],
    );
    const drug = readJson(out, 'therapeutics-zolgensma.json') as unknown as Drug;
    for (const field of [
      'approvals',
      'indication',
      'price',
      'manufacturer',
      'drugClass',
      'brandName',
      'trials',
    ] as const)
      assert.equal(drug[field], undefined, field);
    assert.deepEqual(values(drug.dosage), ['Single dose']);
    const safety = readJson(out, 'safety-zolgensma.json') as unknown as Safety;
    assert.equal(safety.boxedWarning?.length, 1);
    assert.equal(safety.adverseEvents, undefined);
  });

  it('gives the drug, its safety, its trials and its article the ids that they have here', async () => {
    const { artifacts } = await read();
    for (const id of [
      'therapeutics-zolgensma',
      'safety-zolgensma',
      'wiki-therapeutics-zolgensma',
      'trial-start',
      'trial-str1ve-us',
      'trial-str1ve-eu',
      'trial-steer',
      'trial-strength',
    ])
      assert.ok(
        artifacts.some((artifact) => artifact.id === id),
        id,
      );
  });

  it('gives the facts of the hand-checked drug: names, infobox rows, dose, price, approvals, trials', async () => {
    const { artifact } = await read();
    const { mine, theirs } = artifact<Drug>('therapeutics-zolgensma');
    for (const field of [
      'brandName',
      'genericName',
      'ageRange',
      'administrationRoute',
      'mechanismOfAction',
      'manufacturer',
      'price',
      'dosageForm',
    ] as const) {
      // Of the facts checked by hand, those that the wiki page itself states word for word.
      const [first] = values(theirs[field]);
      assert.ok(values(mine[field]).includes(first ?? ''), `${field}: ${values(mine[field]).join(' | ')}`);
    }
    assert.ok(values(mine.codeName).includes('AVXS-101'));
    assert.deepEqual(
      mine.rows?.map(({ label, value }) => [label, values(value)]),
      theirs.rows?.map(({ label, value }) => [label, values(value)]),
    );
    assert.ok(
      sourcedValues(mine.dosage).some(
        ({ value }) =>
          typeof value === 'object' &&
          'number' in value &&
          value.number === 1.1e14 &&
          value.unit === 'vector genomes per kg',
      ),
    );
    assert.deepEqual(
      mine.approvals?.map(({ regulator, status, date }) => [regulator, status, date]).sort(),
      theirs.approvals?.map(({ regulator, status, date }) => [regulator, status, date]).sort(),
    );
    assert.deepEqual([...(mine.trials ?? [])].sort(), [...(theirs.trials ?? [])].sort());
    const numbers = (drug: Drug) =>
      (drug.identifiers ?? []).filter(({ scheme }) => scheme === 'NCT').map(({ value }) => value);
    assert.deepEqual(numbers(mine).sort(), numbers(theirs).sort());
  });

  it('keeps the boxed warning whole and each share with its range', async () => {
    const { artifact } = await read();
    const { mine, theirs } = artifact<Safety>('safety-zolgensma');
    assert.deepEqual(
      mine.boxedWarning?.map(({ text }) => text),
      theirs.boxedWarning?.map(({ text }) => text),
    );
    // The counts of a trial come from its registry record, which the pages lack.
    const fromPages = theirs.adverseEvents?.filter(({ refs = [] }) => refs.some((key) => !key.startsWith('ctgov-')));
    assert.ok(fromPages && fromPages.length > 0);
    for (const event of fromPages) {
      const same = mine.adverseEvents?.find(({ term }) => term.toLowerCase() === event.term.toLowerCase());
      assert.ok(same, event.term);
      const stated = sourcedValues(event.incidence).filter(
        ({ refs, value }) => refs?.includes('scidex-zolgensma') && typeof value === 'object' && 'percent' in value,
      );
      for (const { value } of stated)
        assert.ok(values(same.incidence).includes(formatValue(value)), `${event.term}: ${formatValue(value)}`);
    }
  });

  it('gives each trial its number, acronym and phase, and the count where the page tells one', async () => {
    const { artifact } = await read();
    for (const [id, count] of [
      ['trial-start', 15],
      ['trial-str1ve-us', undefined],
      ['trial-str1ve-eu', undefined],
      ['trial-steer', 126],
      ['trial-strength', undefined],
    ] as const) {
      const { mine, theirs } = artifact<Trial>(id);
      assert.equal(mine.nctId, theirs.nctId);
      assert.equal(sourcedValues(mine.acronym)[0]?.value, sourcedValues(theirs.acronym)[0]?.value);
      assert.deepEqual(sourcedValues(mine.phases)[0]?.value, sourcedValues(theirs.phases)[0]?.value);
      assert.equal(sourcedValues(mine.enrollment)[0]?.value.count, count, id);
    }
  });

  it('gives the article the same links, hypotheses, metadata and cited works', async () => {
    const { artifact, comparisons } = await read();
    const { mine, theirs } = artifact<Article>('wiki-therapeutics-zolgensma');
    assert.deepEqual(
      mine.links?.map(({ links }) => links),
      theirs.links?.map(({ links }) => links),
    );
    assert.deepEqual(mine.relatedHypotheses, theirs.relatedHypotheses);
    const metadata = (article: Article) => (article.metadata ?? []).filter(({ name }) => name !== '__merged_from');
    assert.deepEqual(metadata(mine), metadata(theirs));
    const lost = comparisons
      .find(({ id }) => id === 'wiki-therapeutics-zolgensma')
      ?.differences.filter(
        ({ field, state, existing }) =>
          state === 'only existing' &&
          (field === 'trials named' ||
            (field === 'works cited' && !/^(ctgov|centerwatch|scidex)/.test(existing ?? ''))),
      );
    assert.deepEqual(lost, []);
  });

  it('reports the damaged doses and changes them only when told to', async () => {
    const { findings, artifact } = await read();
    const damaged = findings.filter(({ kind }) => kind === 'number');
    assert.deepEqual(damaged.map(({ proposal }) => proposal?.text).sort(), ['1.1 × 10¹⁴', '1.1 × 10¹⁴']);
    const dosage = values(artifact<Drug>('therapeutics-zolgensma').mine.dosage);
    assert.ok(
      dosage.includes(
        'The recommended dosage of Zolgensma is <mark>1.1 × 1014 — exponent probably lost; check the source</mark> vector genomes (vg) per kg of body weight.',
      ),
      dosage.join(' | '),
    );
    const numbers = damaged.map(({ id }) => id);
    const accepted = await readWith(...numbers);
    const printed = sourcedValues(accepted.artifact<Drug>('therapeutics-zolgensma').mine.dosage).map(
      ({ printed: as }) => as,
    );
    assert.ok(printed.includes('1.1 × 1014'));
  });

  it('reports the page’s other wounds', async () => {
    const { findings } = await read();
    const count = (kind: string) => findings.filter((finding) => finding.kind === kind).length;
    assert.equal(count('bracket'), 3);
    assert.equal(count('citation'), 12);
    assert.equal(count('filler'), 4);
    assert.ok(findings.some(({ kind, original }) => kind === 'link' && /visit the Zolgensma page/.test(original)));
    assert.ok(findings.some(({ message }) => /repeated word for word/.test(message)));
    const conflicts = findings.filter(({ kind }) => kind === 'conflict').map(({ message }) => message);
    for (const expected of [
      /STRIVE, STR1VE/,
      /sitting in STRIVE: 47\.6%; 59%/,
      /duration of corticosteroids: .*28 days; 60-day/,
      /START: 24 months; 20 months/,
      /age range: .*under 2 years.*2 to <18 years/,
    ])
      assert.ok(
        conflicts.some((message) => expected.test(message)),
        `${expected} among ${conflicts.join(' ')}`,
      );
  });

  it('lists what differs from the hand-checked artifacts, and leaves them alone', async () => {
    const { comparisons } = await read();
    const drug = comparisons.find(({ id }) => id === 'therapeutics-zolgensma');
    assert.ok(drug?.same.some(({ field, value }) => field === 'price' && value.includes('$2.125 million')));
    assert.ok(
      drug?.differences.some(
        ({ field, state, existing }) => field === 'codeName' && state === 'only existing' && existing === 'OAV101',
      ),
    );
    assert.equal(comparisons.length, 8);
  });
});
