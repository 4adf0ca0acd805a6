import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { sourcesDiffer } from '../../src/artifact/conflicts.js';
import type { Drug, Safety, Trial } from '../../src/artifact/schema/index.js';
import { sourcedValues } from '../../src/artifact/values.js';
import { formatValue } from '../../src/content/numbers.js';
import { artifacts } from '../output/references.js';

const of = <T>(id: string): T => artifacts.find((artifact) => artifact.id === id) as T;
const zolgensma = of<Drug>('therapeutics-zolgensma');
const safety = of<Safety>('safety-zolgensma');
const differ = (fact: Drug['dosage'] | Trial['acronym']) => sourcesDiffer(sourcedValues<unknown>(fact));

describe('the published artifacts', () => {
  it('show the two corticosteroid tapers as a conflict, each with its own source', () => {
    const management = safety.adverseEvents?.find(({ term }) => term === 'Hepatotoxicity')?.management;
    for (const fact of [zolgensma.concomitantMedication, management]) {
      assert.ok(differ(fact));
      for (const [source, taper] of [
        ['centerwatch-zolgensma', /for (a total of )?30 days.* taper over the next 28 days/],
        ['scidex-zolgensma', /taper of (at least|a minimum of) 60 days/],
      ] as const)
        assert.match(formatValue(sourcedValues(fact).find(({ refs }) => refs?.[0] === source)?.value ?? ''), taper);
    }
  });

  it('do not take a spelling or a paraphrase for a conflict', () => {
    for (const id of ['trial-str1ve-us', 'trial-str1ve-eu']) assert.equal(differ(of<Trial>(id).acronym), false, id);
    for (const id of ['therapeutics-zolgensma', 'therapeutics-nusinersen', 'therapeutics-risdiplam'])
      for (const field of ['drugClass', 'mechanismOfAction', 'codeName', 'genericName'] as const)
        assert.equal(differ(of<Drug>(id)[field]), false, `${id} ${field}`);
  });

  it('take no earlier state for a conflict, and show it with what replaced it', () => {
    for (const [fact, current, earlier] of [
      [of<Trial>('trial-steer').overallStatus, 'Results reported', 'ACTIVE_NOT_RECRUITING'],
      [of<Trial>('trial-strength').overallStatus, 'Results reported', 'ACTIVE_NOT_RECRUITING'],
      [of<Trial>('trial-str1ve-us').overallStatus, 'COMPLETED', 'Ongoing'],
      [zolgensma.ageRange, '<2 yr (IV); 2–<18 yr (IT)', 'Less than 2 years (IV)'],
    ] as const) {
      const values = sourcedValues<unknown>(fact);
      assert.equal(sourcesDiffer(values), false, current);
      assert.deepEqual(
        values.map(({ value, relation }) => [value, relation]).sort(),
        [
          [current, undefined],
          [earlier, 'superseded'],
        ].sort(),
      );
    }
    for (const fact of [of<Trial>('trial-steer').enrollment, of<Trial>('trial-str1ve-us').enrollment])
      assert.equal(sourcesDiffer(sourcedValues<unknown>(fact)), false);
    assert.equal(differ(zolgensma.indication), false);
    // The registry took infants under 6 months, CenterWatch writes “under 2 years”.
    assert.equal(differ(of<Trial>('trial-str1ve-us').population), true);
  });

  it('set 59% beside the 13 of 22 that it rounds, and the interim count as an earlier state', () => {
    const sits = of<Trial>('trial-str1ve-us').outcomes?.find(({ title }) => title.startsWith('Sits'))?.results ?? [];
    const treated = sits.filter(({ role }) => role === 'treatment');
    assert.deepEqual(
      treated.map(({ value, relation }) => [formatValue(value), relation]),
      [
        ['13 of 22 (59.1%)', undefined],
        ['59%', 'wording'],
        ['10 of 21 (47.6%)', 'superseded'],
      ],
    );
    assert.equal(sourcesDiffer(treated), false);
  });

  it('say whose every boxed warning and every approval is', () => {
    for (const artifact of artifacts) {
      const profile = artifact.kind === 'safety' ? artifact : artifact.kind === 'drug' ? artifact.safety : undefined;
      for (const { title, regulator } of (typeof profile === 'object' && profile.boxedWarning) || [])
        assert.ok(regulator, `${artifact.id}: ${title}`);
      for (const { regulator } of (artifact.kind === 'drug' && artifact.approvals) || [])
        assert.ok(regulator, artifact.id);
    }
    assert.deepEqual(
      safety.boxedWarning?.map(({ regulator }) => regulator),
      ['FDA'],
    );
  });

  it('never call a value “not reported” that a record without results lacks', () => {
    for (const id of ['trial-steer', 'trial-strength'])
      for (const { title, results = [] } of of<Trial>(id).outcomes ?? [])
        for (const { value, refs } of results)
          if (refs?.some((key) => key.startsWith('ctgov')))
            assert.match(
              formatValue(value),
              /^Not in this record \(ClinicalTrials\.gov, no results in the record of (?:January|February) 2024\)$/,
              `${id}: ${title}`,
            );
    for (const artifact of artifacts)
      assert.doesNotMatch(JSON.stringify(artifact), /"missing":"(?:not reported|unknown)"/);
  });

  it('count raised liver enzymes by trial, serious and other events apart', () => {
    const counts = (start: string, serious: boolean) =>
      safety.adverseEvents
        ?.filter((event) => event.term.startsWith(start) && event.serious === serious)
        .flatMap(({ incidence }) => sourcedValues(incidence))
        .map(({ group, value }) => `${group}: ${formatValue(value)}`);
    assert.deepEqual(counts('Alanine', false), [
      'START: Not in this record (ClinicalTrials.gov)',
      'STR1VE-US: 5 of 22 (22.7%)',
      'STR1VE-EU: 9 of 33 (27.3%)',
    ]);
    assert.deepEqual(counts('Aspartate', true), ['STR1VE-US: 1 of 22 (4.5%)', 'STR1VE-EU: 1 of 33 (3%)']);
    assert.deepEqual(counts('Hypertransaminasemia', false), ['STR1VE-EU: 8 of 33 (24.2%)']);
  });

  it('say beside each p-value of a trial without a control arm that it has none', () => {
    for (const id of ['trial-start', 'trial-str1ve-us', 'trial-str1ve-eu'])
      for (const { title, pValue } of of<Trial>(id).outcomes ?? [])
        for (const { value } of sourcedValues(pValue))
          assert.match(JSON.stringify(value), /no control arm/, `${id}: ${title}`);
  });

  it('say “not assessed” of what nobody was analyzed for', () => {
    const race = of<Trial>('trial-str1ve-eu').baseline?.find(({ label }) => label === 'Race and ethnicity');
    assert.deepEqual(
      sourcedValues(race?.value).map(({ value }) => formatValue(value)),
      ['Not assessed (ClinicalTrials.gov, 0 of 33 analyzed)'],
    );
  });
});
