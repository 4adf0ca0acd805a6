import type { ArtifactElement } from '../../src/elements/base/artifact-element.js';
import {
  artifactIds,
  artifactUrl,
  needsEmulatedMedia,
  deepQuery,
  deepQueryAll,
  emulateMedia,
  expect,
  expectAccessible,
  recordConsole,
  setViewport,
  textOf,
  until,
} from '../helpers.js';
import { behavesLikeAnArtifactElement, place, settled, show } from './common.js';

const REFERENCES = { registry: { title: 'The registry’s record' }, journal: { title: 'The paper' } };

/** A trial with these fields, for what no real artifact has. */
const trial = (fields: object = {}): object => ({
  schemaVersion: 1,
  id: 'a-trial',
  kind: 'trial',
  title: 'A trial of a drug',
  references: REFERENCES,
  ...fields,
});

/** The card of a trial with one outcome. */
const withOutcome = (outcome: object) =>
  show('trial-card', { artifact: trial({ outcomes: [{ title: 'Walks', type: 'primary', ...outcome }] }) });

const treated = (value: unknown, more: object = {}) => ({ group: 'Drug', role: 'treatment', value, ...more });
const compared = (value: unknown, more: object = {}) => ({ group: 'Sham', role: 'comparator', value, ...more });

const rows = (card: Element) => deepQueryAll<HTMLTableRowElement>(card, '[part="outcome"] tbody tr');
const rowTexts = (card: Element) => rows(card).map(textOf);
const plots = (card: Element) => deepQueryAll<SVGSVGElement>(card, 'svg.plot');

/** Where a mark begins and ends, in per cent of its axis. */
const extentOf = (plot: SVGSVGElement, selector: string) => {
  const mark = plot.querySelector<SVGGraphicsElement>(selector)!;
  const { width } = plot.getBoundingClientRect();
  const { x, width: length } = mark.getBBox();
  return [x, x + length].map((end) => Math.round((100 * end) / width));
};

/** Where the points stand, each in per cent of its axis. */
const points = (card: Element) => plots(card).map((plot) => plot.querySelector('circle')?.getAttribute('cx'));

const section = (card: Element, summary: string) =>
  deepQueryAll<HTMLDetailsElement>(card, 'details').find((details) => textOf(details).startsWith(summary))!;

describe('<trial-card>', () => {
  behavesLikeAnArtifactElement('trial-card', 'trial');

  describe('head', () => {
    it('links the NCT number to the registry', async () => {
      const card = await show('trial-card', { artifact: trial({ nctId: 'NCT01234567' }) });
      const link = deepQueryAll<HTMLAnchorElement>(card, 'a').find((a) => textOf(a) === 'NCT01234567');
      expect(link?.href).to.equal('https://clinicaltrials.gov/study/NCT01234567');
    });

    it('is headed by the acronym, with the title below; by the title where there is none', async () => {
      const named = await show('trial-card', { artifact: trial({ acronym: 'WALK' }) });
      expect(textOf(deepQuery(named, '[role="heading"]')!)).to.equal('WALK');
      expect(textOf(named)).to.include('A trial of a drug');
      const nameless = await show('trial-card', { artifact: trial() });
      expect(textOf(deepQuery(nameless, '[role="heading"]')!)).to.equal('A trial of a drug');
    });

    it('shows each spelling of the acronym with its source and date', async () => {
      const card = await show('trial-card', {
        artifact: trial({
          acronym: [
            { value: 'STR1VE', refs: ['registry'], asOf: '2022-08-16' },
            { value: 'STRIVE', refs: ['journal'], asOf: '2019-05', note: 'As printed.' },
          ],
        }),
      });
      expect(textOf(deepQuery(card, '[role="heading"]')!)).to.equal('STR1VE / STRIVE');
      const versions = deepQueryAll(card, '[part="facts"] [part="versions"] > li');
      expect(textOf(versions[0]!)).to.match(/^STR1VE as of Aug 16, 2022.*1/);
      expect(textOf(versions[1]!)).to.match(/^STRIVE as of May 2019.*2/);
      expect(deepQuery(card, '[part="facts"] [part="notes"]')!.textContent).to.include('As printed.');
    });

    it('shows the source of the acronym in the first line, or beside the note on it', async () => {
      const plain = await show('trial-card', { artifact: trial({ acronym: { value: 'WALK', refs: ['journal'] } }) });
      expect(deepQueryAll(plain, 'header sup.cite')).to.have.length(1);
      const noted = await show('trial-card', {
        artifact: trial({ acronym: { value: 'WALK', refs: ['journal'], note: 'Not in the registry.' } }),
      });
      expect(deepQueryAll(noted, '[part="facts"] sup.cite')).to.have.length(1);
      expect(textOf(noted)).to.include('Not in the registry.');
    });

    it('has one heading above all others when it stands alone, and a lower one among the trials of a drug', async () => {
      const levels = (element: Element) =>
        deepQueryAll(element, '[role="heading"]').map((heading) => Number(heading.ariaLevel));
      const alone = await show('trial-card', { artifact: trial({ acronym: 'WALK', outcomes: [{ title: 'Walks' }] }) });
      expect(levels(alone)).to.deep.equal([2, 3, 4]);
      const viewer = await show('artifact-viewer', { src: artifactUrl('therapeutics-zolgensma') });
      const card = await until(() => deepQuery<ArtifactElement>(viewer, 'trial-card'), 'a card is there');
      await settled(card);
      expect(Math.min(...levels(card))).to.equal(3);
    });
  });

  describe('status', () => {
    const statusOf = (card: Element) => deepQuery(card, '[part="status"]')!;
    const signOf = (card: Element) =>
      [...statusOf(card).querySelectorAll('.sign path')].map((path) => path.getAttribute('d')).join(' ');

    it('is a word beside a shape that differs between recruiting, active, completed, stopped and unknown', async () => {
      const seen = new Map<string, string>();
      for (const [status, word] of Object.entries({
        RECRUITING: 'Recruiting',
        ACTIVE_NOT_RECRUITING: 'Active, not recruiting',
        COMPLETED: 'Completed',
        TERMINATED: 'Terminated',
        UNKNOWN: 'Unknown',
      })) {
        const card = await show('trial-card', { artifact: trial({ overallStatus: status }) });
        expect(textOf(statusOf(card))).to.equal(`Status: ${word}`);
        expect(signOf(card)).not.to.equal('');
        expect(seen.get(signOf(card)), `${status} looks like`).to.equal(undefined);
        seen.set(signOf(card), status);
      }
    });

    it('never seen before is shown as words', async () => {
      const card = await show('trial-card', { artifact: trial({ overallStatus: 'PAUSED_BY_SPONSOR' }) });
      expect(textOf(statusOf(card))).to.equal('Status: Paused by sponsor');
    });

    it('that the registry has no shape for has the shape of the unknown, whatever its name is', async () => {
      const unknown = signOf(await show('trial-card', { artifact: trial({ overallStatus: 'UNKNOWN' }) }));
      const card = await show('trial-card', { artifact: trial({ overallStatus: 'constructor' }) });
      expect(textOf(statusOf(card))).to.equal('Status: constructor');
      expect(signOf(card)).to.equal(unknown);
    });

    it('that is not there is named with the other fields that the record lacks', async () => {
      const text = textOf(await show('trial-card', { artifact: trial({ studyType: 'INTERVENTIONAL' }) }));
      expect(text).to.include('Not in this record Status, Phase, Enrollment,').and.not.include('Not reported');
    });

    it('is shown in every version, each with its source and date, and with why the trial was stopped', async () => {
      const card = await show('trial-card', {
        artifact: trial({
          overallStatus: [
            { value: 'SUSPENDED', refs: ['registry'], asOf: '2022-08' },
            { value: 'Ongoing', refs: ['journal'], asOf: '2019' },
          ],
          whyStopped: 'Too few took part.',
        }),
      });
      expect(textOf(statusOf(card))).to.match(
        /Suspended as of Aug 2022.*1.*Ongoing as of 2019.*2.*Why it stopped: Too few took part\./,
      );
    });
  });

  describe('facts', () => {
    const factsOf = (card: Element) => textOf(deepQuery(card, '[part="facts"]')!);

    it('tell phase, design with who is masked, and each date at its precision, reached or estimated', async () => {
      const card = await show('trial-card', {
        artifact: trial({
          phases: ['PHASE2', 'PHASE3'],
          allocation: 'RANDOMIZED',
          interventionModel: 'CROSSOVER',
          masking: 'QUADRUPLE',
          whoMasked: ['PARTICIPANT', 'OUTCOMES_ASSESSOR'],
          primaryPurpose: 'BASIC_SCIENCE',
          startDate: { date: '2022-02', type: 'ACTUAL' },
          completionDate: { date: '2025', type: 'ESTIMATED' },
          lastUpdatePostDate: { date: '2024-02-22' },
        }),
      });
      expect(factsOf(card))
        .to.include('Phase 2/3')
        .and.include(
          'Randomized · Crossover · Quadruple masking of participant, outcomes assessor · Purpose: basic science',
        )
        .and.include('Start Feb 2022 (actual)')
        .and.include('Completion 2025 (estimated)')
        .and.match(/Last update Feb 22, 2024(?! \()/);
    });

    it('never seen before are shown as words', async () => {
      const card = await show('trial-card', {
        artifact: trial({
          phases: ['PHASE0_LIKE'],
          allocation: 'BY_LOT',
          masking: 'HALF_BLIND',
          primaryPurpose: 'CURIOSITY',
        }),
      });
      expect(factsOf(card))
        .to.include('By lot · Half blind masking · Purpose: curiosity')
        .and.match(/phase ?0 like/i);
    });

    it('show 22 and 21 enrolled in STR1VE-US, each with its source and date', async () => {
      const card = await show('trial-card', { src: artifactUrl('trial-str1ve-us') });
      expect(factsOf(card)).to.match(
        /22 participants \(actual\) as of Aug 16, 2022.*21 participants superseded as of Mar 2019/,
      );
    });

    it('that are missing are named once as not in this record, and a title alone makes a card', async () => {
      const card = await show('trial-card', { artifact: trial({ references: undefined }) });
      expect(textOf(card)).to.equal(
        'A trial of a drug Not in this record Status, Phase, Design, Enrollment, Dates, Population, Outcomes',
      );
      await expectAccessible(card);
    });
  });

  describe('outcomes', () => {
    it('show 47.6% of 21 and 59% of STR1VE-US side by side, each with its source and date', async () => {
      const card = await show('trial-card', { src: artifactUrl('trial-str1ve-us') });
      const sits = rowTexts(card).slice(0, 3);
      expect(sits.find((row) => row.includes('10 of 21 (47.6%)')))
        .to.include('Mar 2019')
        .and.match(/\d/);
      expect(sits.find((row) => /\b59%/.test(row)))
        .to.include('May 13, 2026')
        .and.include('denominator not given');
      for (const row of rows(card).slice(0, 3)) expect(deepQuery(row, 'sup.cite'), textOf(row)).to.exist;
    });

    it('stand under what they are: primary, secondary, other, and of no type', async () => {
      const card = await show('trial-card', {
        artifact: trial({
          outcomes: [
            { title: 'D' },
            { title: 'C', type: 'other' },
            { title: 'B', type: 'secondary' },
            { title: 'A', type: 'primary' },
          ],
        }),
      });
      const headings = deepQueryAll(card, '[role="heading"]').map(textOf);
      expect(headings.slice(1)).to.deep.equal([
        'Primary outcomes',
        'A',
        'Secondary outcomes',
        'B',
        'Other outcomes',
        'D',
        'C',
      ]);
    });

    it('never draw a point without its number in the same row of a real table', async () => {
      for (const id of artifactIds.filter((id) => id.startsWith('trial-'))) {
        const card = await show('trial-card', { src: artifactUrl(id) });
        for (const plot of plots(card)) {
          const row = plot.closest('tr')!;
          expect(textOf(row.querySelector('.result')!), `${id}: ${textOf(row)}`).to.match(/\d/);
          const header = plot.closest('tbody')!.querySelector('th')!;
          expect([header.scope, textOf(header) !== '']).to.deep.equal(['rowgroup', true]);
          expect(plot.closest('table')?.ariaLabel).not.to.equal('');
        }
      }
    });

    it('give every result its denominator, and say so where the source gives none', async () => {
      const card = await withOutcome({
        results: [treated({ n: 10, of: 21 }), compared({ percent: 25, qualifier: 'approximately' })],
      });
      expect(rowTexts(card)[0]).to.match(/^Drug 10 of 21 \(47\.6%\)/);
      expect(rowTexts(card)[1]).to.match(/^Sham comparison about 25% \(denominator not given\)/);
    });

    it('draw a share as a point on one axis of 0 to 100 %', async () => {
      const card = await withOutcome({ results: [treated({ n: 9, of: 12 }), compared({ percent: 20, of: 10 })] });
      expect(points(card)).to.deep.equal(['75%', '20%']);
      expect(textOf(deepQuery(card, 'tfoot')!)).to.equal('0% 100%');
    });

    it('put the comparator beneath the treatment, called so and outlined', async () => {
      const card = await withOutcome({ results: [compared({ n: 1, of: 10 }), treated({ n: 9, of: 10 })] });
      expect(rowTexts(card).map((text) => text.slice(0, 4))).to.deep.equal(['Drug', 'Sham']);
      expect(rowTexts(card)[1]).to.include('comparison');
      const fills = plots(card).map((plot) => getComputedStyle(plot.querySelector('circle')!).fill);
      expect(fills[0]).not.to.equal(fills[1]);
    });

    it('tell the comparator from the treatment by outline in forced colours', async function () {
      needsEmulatedMedia(this);
      await emulateMedia({ forcedColors: 'active' });
      const card = await withOutcome({ results: [treated({ n: 9, of: 10 }), compared({ n: 1, of: 10 })] });
      const [filled, outlined] = plots(card).map((plot) => getComputedStyle(plot.querySelector('circle')!));
      expect(filled!.fill).to.equal(filled!.stroke);
      expect(outlined!.fill).not.to.equal(outlined!.stroke);
    });

    it('draw a change below zero to the left of zero', async () => {
      const card = await withOutcome({
        axis: { from: -4, to: 4, unit: 'points' },
        results: [treated({ number: 2, unit: 'points' }), compared({ number: -2, unit: 'points' })],
      });
      expect(rowTexts(card)[1]).to.include('−2 points');
      expect(points(card)).to.deep.equal(['75%', '25%']);
      expect(textOf(deepQuery(card, 'tfoot')!)).to.equal('−4 0 4 points');
    });

    it('put an arrowhead at the axis’ end where the value lies beyond it', async () => {
      const card = await withOutcome({
        axis: { from: 0, to: 4, unit: 'points' },
        results: [treated({ number: 9, unit: 'points' }), compared({ number: 3, unit: 'points' })],
      });
      expect(points(card)).to.deep.equal([undefined, '75%']);
      expect(plots(card).map((plot) => plot.querySelectorAll('.beyond').length)).to.deep.equal([1, 0]);
    });

    it('draw nothing for nobody counted, another unit, text, or an axis of no length, and show the value all the same', async () => {
      const nobody = await withOutcome({ results: [treated({ n: 0, of: 0 }), compared('None could walk')] });
      expect(rowTexts(nobody)[0]).to.include('0 of 0');
      expect(rowTexts(nobody)[1]).to.include('None could walk');
      const unit = await withOutcome({
        axis: { from: 0, to: 4, unit: 'points' },
        results: [treated({ number: 2, unit: 'months' })],
      });
      expect(rowTexts(unit)[0]).to.include('2 months');
      const flat = await withOutcome({ axis: { from: 4, to: 4 }, results: [treated({ number: 4 })] });
      expect(rowTexts(flat)[0]).to.match(/^Drug 4/);
      expect([nobody, unit, flat].flatMap(plots)).to.deep.equal([]);
    });

    it('draw an interval only where the number of people is known: the source’s, else a thinner one that is said to be computed', async () => {
      const interval = { low: 35, high: 65, level: 95 };
      const card = await withOutcome({
        results: [
          treated({ n: 20, of: 40 }, { interval }),
          { group: 'B', role: 'treatment', value: { percent: 50 }, interval },
          { group: 'C', role: 'treatment', value: { n: 20, of: 40 } },
        ],
      });
      expect(plots(card).map((plot) => plot.querySelectorAll('.whisker').length)).to.deep.equal([1, 0, 1]);
      expect(extentOf(plots(card)[0]!, '.whisker')).to.deep.equal([35, 65]);
      expect(extentOf(plots(card)[2]!, '.whisker')).to.deep.equal([34, 66]);
      const [given, , computed] = plots(card).map((plot) => plot.querySelector('.whisker'));
      const width = (whisker: Element | null | undefined) => parseFloat(getComputedStyle(whisker!).strokeWidth);
      expect(width(computed)).to.be.lessThan(width(given));
      const intervals = rowTexts(card).map(
        (text) => /(?:95% confidence|Computed 95%) interval .*? to \d+(?:\.\d+)?%/.exec(text)?.[0],
      );
      expect(intervals).to.deep.equal([
        '95% confidence interval 35% to 65%',
        '95% confidence interval 35% to 65%',
        'Computed 95% interval 33.8% to 66.2%',
      ]);
      expect(textOf(card).match(/Thin lines: 95% intervals computed from the counts/g)).to.have.length(1);
    });

    it('draw the estimates that a registry posts beside the place of no effect, ratios and differences apart', async () => {
      const estimate = (paramType: string, paramValue: string, ciLowerLimit: string, ciUpperLimit: string) => ({
        paramType,
        paramValue,
        ciLowerLimit,
        ciUpperLimit,
      });
      const card = await withOutcome({
        analyses: [
          estimate('Hazard Ratio (HR)', '0.5', '0.25', '1'),
          estimate('Hazard Ratio (HR)', '2', '1', '4'),
          estimate('Mean Difference (Net)', '-2', '-4', '0'),
        ],
      });
      expect(points(card)).to.deep.equal(['28.47%', '71.53%', '50%']);
      expect(deepQueryAll(card, '.ticks').map(textOf)).to.deep.equal(['0.2 1 5', '−4 0']);
      for (const plot of plots(card)) expect(textOf(plot.closest('li')!)).to.match(/confidence interval/);
    });

    it('say what is not reported and by whom, once for groups of which nothing else is known', async () => {
      const missing = { missing: 'not reported', by: 'the registry' };
      const all = await withOutcome({
        results: [treated(missing, { refs: ['registry'] }), compared(missing, { refs: ['registry'] })],
      });
      expect(rowTexts(all)).to.have.length(1);
      expect(rowTexts(all)[0]).to.match(/^Drug, Sham Not reported by the registry/);
      const noted = await withOutcome({ results: [treated(missing, { note: 'Scores improved.' }), compared(missing)] });
      expect(rowTexts(noted)).to.have.length(2);
      const one = await withOutcome({ results: [treated(missing), compared({ n: 1, of: 3 })] });
      expect(rowTexts(one)[0]).to.match(/^Drug Not reported by the registry/);
      expect(textOf(await withOutcome({})))
        .to.include('Results: Not in this record Primary outcomes Walks')
        .and.not.include('eported');
    });

    it('keep two groups of one name apart where one is the comparator', async () => {
      const card = await withOutcome({
        results: [
          { group: 'Children', role: 'comparator', value: { n: 1, of: 5 } },
          { group: 'Children', role: 'treatment', value: { n: 4, of: 5 } },
        ],
      });
      expect(rowTexts(card)[0]).to.match(/^Children 4 of 5/);
      expect(rowTexts(card)[1]).to.match(/^Children comparison 1 of 5/);
    });

    it('show what a source printed where its characters were damaged', async () => {
      const card = await withOutcome({
        axis: { from: 0, to: 2e14 },
        results: [treated({ number: 1.1e14, unit: 'vg/kg' }, { printed: '1.1 × 1014' })],
      });
      expect(rowTexts(card)[0])
        .to.match(/1\.1.×.10¹⁴ vg\/kg/)
        .and.include('The source printed “1.1 × 1014”.');
    });

    it('give a p-value as the source prints it, with what was compared, and claim no more', async () => {
      const p = (card: Element) => textOf(deepQuery(card, '.p-value')!);
      const pair = [treated({ n: 9, of: 10 }), compared({ n: 1, of: 10 })];
      expect(p(await withOutcome({ results: pair, pValue: { relation: '<', p: 0.001 } }))).to.equal(
        'p < 0.001 for the difference between the two groups',
      );
      expect(
        p(await withOutcome({ results: pair, pValue: { relation: '=', p: 0.04217, note: 'Log-rank test.' } })),
      ).to.equal('p = 0.04217: Log-rank test.');
      expect(
        p(await withOutcome({ results: [treated({ n: 9, of: 10 })], pValue: { relation: '=', p: 0.5 } })),
      ).to.equal('p = 0.5; what was compared is not given');
      const sources = [
        { value: { relation: '<', p: 0.05 }, refs: ['registry'], asOf: '2022' },
        { value: { relation: '=', p: 0.06 }, refs: ['journal'] },
      ];
      expect(p(await withOutcome({ results: pair, pValue: sources }))).to.match(/p < 0\.05 .*as of 2022.*p = 0\.06/);
    });
  });

  describe('the rest', () => {
    it('counts deaths and events in each group, and says before which of them were not listed', async () => {
      const card = await show('trial-card', {
        artifact: trial({
          safety: {
            frequencyThreshold: 5,
            eventGroups: [{ title: 'Drug', deaths: { n: 1, of: 22 }, serious: { n: 10, of: 22 } }],
          },
        }),
      });
      expect(textOf(card)).to.match(
        /Other \(non-serious\) events are listed only if more than 5% of participants.*Totals by group \(people affected of people at risk\).*Drug 1 of 22 \(4\.5%\) 10 of 22 \(45\.5%\) Not in this record/,
      );
    });

    it('leads to each adverse event on the trial’s own page only', async () => {
      const events = (root: Element) => deepQueryAll(root, 'a').filter((a) => textOf(a) === 'Events by type').length;
      const viewer = await show('artifact-viewer', { src: artifactUrl('trial-str1ve-us') });
      await until(() => events(viewer) === 1, 'the link is there');
      const alone = await show('trial-card', { src: artifactUrl('trial-str1ve-us') });
      expect(textOf(alone)).to.include('10 of 22').and.not.include('Events by type');
    });

    it('folds eligibility, arms, sites and registry details away, and opens them for the printer', async () => {
      const card = await show('trial-card', {
        artifact: trial({
          officialTitle: 'The official title',
          briefTitle: 'The brief title',
          secondaryIds: [{ id: 'X-1', type: 'EUDRACT_NUMBER' }],
          leadSponsor: 'A sponsor',
          baseline: [{ label: 'Age', value: { number: 3.4, unit: 'months', statistic: 'mean', of: 12 } }],
          armGroups: [{ label: 'Low dose', type: 'SHAM_COMPARATOR', count: 3, description: 'A *small* dose.' }],
          interventions: [{ name: 'OAV101', type: 'GENETIC', otherNames: ['Zolgensma'] }],
          eligibility: {
            criteria: '### Inclusion\n\n- SMA type 1',
            sex: 'ALL',
            minimumAge: '2 Years',
            maximumAge: '17 Years',
            healthyVolunteers: false,
          },
          locations: [
            { country: 'Italy', count: 5 },
            { country: 'France', count: 1 },
          ],
        }),
      });
      expect(textOf(card)).to.include('Low dose, n = 3 (sham comparator)').and.not.include('Inclusion');
      dispatchEvent(new Event('beforeprint'));
      await until(() => deepQueryAll<HTMLDetailsElement>(card, 'details').every(({ open }) => open), 'all is open');
      expect(textOf(section(card, 'Participants at baseline'))).to.match(/Age mean 3\.4 months \(n.=.12\)/);
      expect(textOf(section(card, 'Arms and interventions')))
        .to.include('Low dose Sham comparator · n = 3 A small dose.')
        .and.include('OAV101 Genetic Also called Zolgensma');
      expect(textOf(section(card, 'Eligibility'))).to.match(
        /Sex All Ages 2 Years to 17 Years Healthy volunteers Not accepted Inclusion SMA type 1/,
      );
      expect(textOf(section(card, 'Sites'))).to.equal('Sites: 6 in 2 countries Italy 5 France 1');
      expect(textOf(section(card, 'Registry details'))).to.match(
        /The brief title.*The official title.*A sponsor.*X-1 \(Eudract number\)/,
      );
      await expectAccessible(card);
      dispatchEvent(new Event('afterprint'));
      expect(deepQueryAll<HTMLDetailsElement>(card, 'details').some(({ open }) => open)).to.equal(false);
    });

    it('tells what the results are taken to mean, by whom', async () => {
      const card = await show('trial-card', {
        artifact: trial({ conclusions: [{ value: 'It **works**.', refs: ['journal'], asOf: '2019-05' }] }),
      });
      expect(textOf(card)).to.match(/Conclusions It works\. as of May 2019/);
    });

    it('keeps markup in names, titles and notes from becoming anything else than text', async () => {
      const evil = '<img src=x onerror="window.hacked=1">';
      const card = await show('trial-card', {
        artifact: trial({
          title: evil,
          acronym: `A${evil}`,
          overallStatus: evil,
          whyStopped: evil,
          outcomes: [
            {
              title: evil,
              timeFrame: evil,
              description: evil,
              axis: { from: 0, to: 1, unit: evil },
              results: [
                { group: evil, role: 'treatment', value: { number: 1, unit: evil }, note: evil, printed: evil },
              ],
            },
          ],
          locations: [{ country: evil, count: 1 }],
          armGroups: [{ label: evil, description: evil }],
        }),
      });
      expect(deepQueryAll(card, 'img[src="x"], [onerror]')).to.deep.equal([]);
      expect((window as { hacked?: number }).hacked).to.equal(undefined);
    });
  });

  describe('the trial asked for', () => {
    it('is found among a drug’s by id and by NCT number', async () => {
      for (const [name, acronym] of [
        ['trial-steer', 'STEER'],
        ['NCT02122952', 'START'],
      ] as const) {
        const card = await place('trial-card', { src: artifactUrl('therapeutics-zolgensma') });
        card.setAttribute('trial', name);
        await settled(card);
        expect(textOf(deepQuery(card, '[role="heading"]')!)).to.equal(acronym);
      }
    });

    it('is named in the message where there is none', async () => {
      recordConsole();
      const card = await place('trial-card', { src: artifactUrl('therapeutics-zolgensma') });
      card.setAttribute('trial', 'NCT99999999');
      await settled(card, 'failed');
      expect(textOf(card)).to.include('NCT99999999');
    });

    it('may be asked for anew', async () => {
      const card = await place('trial-card', { src: artifactUrl('therapeutics-zolgensma') });
      card.setAttribute('trial', 'trial-steer');
      await settled(card);
      card.setAttribute('trial', 'trial-start');
      await until(() => textOf(card).startsWith('START'), 'the other trial is there');
    });
  });

  describe('room', () => {
    for (const width of [260, 720, 1280]) {
      it(`is enough at ${width} px: nothing is cut, and each number stands beside its bar`, async () => {
        await setViewport({ width, height: 800 });
        for (const id of ['trial-str1ve-us', 'trial-steer']) {
          const card = await show('trial-card', { src: artifactUrl(id) });
          document.body.style.margin = '0';
          for (const details of deepQueryAll<HTMLDetailsElement>(card, 'details')) details.open = true;
          const { right } = card.getBoundingClientRect();
          for (const element of deepQueryAll(card, 'p, td, th, dd, dt, li, span, a')) {
            if (element.closest('.visually-hidden')) continue;
            expect(element.getBoundingClientRect().right, `${id}: “${textOf(element)}”`).to.be.at.most(right + 0.5);
          }
          for (const plot of plots(card)) {
            const number = plot.closest('tr')!.querySelector('.result')!.getBoundingClientRect();
            const bar = plot.getBoundingClientRect();
            expect(bar.width, 'a bar has room').to.be.at.least(60);
            expect(bar.left, 'the bar is right of the number').to.be.at.least(number.right - 1);
            expect(Math.abs(bar.top - number.top), 'the bar is level with the number').to.be.at.most(12);
          }
          card.remove();
          document.body.style.margin = '';
        }
      });
    }

    it('is enough for a title of one endless word', async () => {
      await setViewport({ width: 260, height: 800 });
      const card = await show('trial-card', { artifact: trial({ title: 'x'.repeat(300), acronym: 'A' }) });
      const title = deepQuery(card, '.plain-title')!;
      expect(title.scrollWidth).to.be.at.most(title.clientWidth);
    });
  });
});
