import { sendKeys } from '@web/test-runner-commands';
import type { ArtifactElement } from '../../src/elements/base/artifact-element.js';
import type { Safety } from '../../src/artifact/schema/index.js';
import {
  artifactUrl,
  needsEmulatedMedia,
  deepQuery,
  deepQueryAll,
  emulateMedia,
  expect,
  expectAccessible,
  loadArtifact,
  press,
  recordConsole,
  setViewport,
  textOf,
  until,
} from '../helpers.js';
import { behavesLikeAnArtifactElement, place, settled, show } from './common.js';

/** A safety profile with these fields, for what no real artifact has. */
const safety = (fields: object = {}): object => ({
  schemaVersion: 1,
  id: 'a-profile',
  kind: 'safety',
  title: 'Safety of Exemplar',
  drug: 'Exemplar',
  references: { a: { title: 'A source' } },
  ...fields,
});

const showSafety = (fields: object) => show('safety-list', { artifact: safety(fields) });

/** The list of one effect. */
const withEffect = (effect: object) => showSafety({ adverseEvents: [{ term: 'Rash', ...effect }] });

/** Ten effects, so that they can be filtered and sorted. The incidences are 0, 10 … 80 of 100; the last has none. */
const MANY = Array.from({ length: 10 }, (_, index) => ({
  term: ['Nausea', 'Anaemia', 'Pyrexia', 'Éruption', 'Coma', 'Headache', 'Sepsis', 'Cough', 'Itch', 'Fall'][index],
  organSystem: index < 5 ? 'Body' : 'Mind',
  ...(index % 3 < 2 && { serious: index % 3 === 0 }),
  ...(index < 9 && { incidence: { n: index * 10, of: 100 } }),
}));
const BOXED = [{ title: 'Injury', text: 'It can injure.', refs: ['a'], asOf: '2019-05' }];

const boxes = (list: Element) => deepQueryAll(list, '.boxed');
const rows = (list: Element) => deepQueryAll<HTMLTableRowElement>(list, '[part="effects"] tbody tr:not(.block)');
const terms = (list: Element) => rows(list).map((row) => row.querySelector('strong')?.textContent);
const incidences = (list: Element) => deepQueryAll(list, 'td.incidence').map(textOf);
const control = <E extends HTMLElement>(list: Element, label: string) =>
  deepQueryAll(list, 'label')
    .find((found) => found.textContent.includes(label))!
    .querySelector<E>('input, select')!;
const button = (list: Element, name: string) =>
  deepQueryAll<HTMLButtonElement>(list, 'button').find((found) => textOf(found) === name)!;
const announced = (list: Element) => textOf(deepQuery(list, '[role="status"]')!);

const choose = (list: ArtifactElement, label: string, value: string) => {
  const select = control<HTMLSelectElement>(list, label);
  select.value = value;
  select.dispatchEvent(new Event('change', { bubbles: true }));
  return list.updateComplete;
};
const type = (list: ArtifactElement, text: string) => {
  const input = control<HTMLInputElement>(list, 'Filter effects');
  input.value = text;
  input.dispatchEvent(new Event('input', { bubbles: true }));
  return list.updateComplete;
};

describe('<safety-list>', () => {
  behavesLikeAnArtifactElement('safety-list', 'safety');

  describe('the boxed warning', () => {
    it('comes first, is whole and can’t be closed', async () => {
      const { boxedWarning = [] } = (await loadArtifact('safety-zolgensma')) as Safety;
      const list = await show('safety-list', { src: artifactUrl('safety-zolgensma') });
      const [box] = boxes(list);
      expect(textOf(box!)).to.match(/^Boxed warning \(FDA\) Acute serious liver injury and elevated aminotransferases/);
      expect(textOf(box!)).to.include(boxedWarning[0]!.text);
      expect(textOf(box!)).to.include('As of May 2019');
      expect(box!.querySelectorAll('sup.cite').length).to.be.greaterThan(0);
      expect(box!.querySelectorAll('details, summary, button').length).to.equal(0);
      expect(box!.closest('details') === null).to.equal(true);
      for (const later of deepQueryAll(list, '[part="precautions"], table'))
        expect(box!.compareDocumentPosition(later) & Node.DOCUMENT_POSITION_FOLLOWING).not.to.equal(0);
      expect(box!.scrollHeight).to.equal(box!.clientHeight);
      expect(getComputedStyle(box!).borderTopWidth).to.equal('2px');
    });

    it('is each of several, with its lists and links', async () => {
      const list = await showSafety({
        boxedWarning: [
          { text: 'First:\n\n- one\n- two' },
          { title: 'Second', text: 'See [the label](https://label.example/).' },
        ],
        adverseEvents: MANY,
      });
      expect(boxes(list).map(textOf)).to.deep.equal([
        'Boxed warning First: one two',
        'Boxed warning Second See the label.',
      ]);
      expect(boxes(list)[0]!.querySelectorAll('li').length).to.equal(2);
      expect(boxes(list)[1]!.querySelector('a')?.href).to.equal('https://label.example/');
    });

    it('can’t be hidden by the page’s style or theme', async () => {
      const list = await showSafety({ boxedWarning: BOXED, adverseEvents: [{ term: 'Rash' }] });
      const style = document.createElement('style');
      style.textContent = `
        safety-list { opacity: 0 !important; height: 10px !important; max-height: 10px !important; overflow: hidden !important; clip-path: inset(50%) !important; filter: opacity(0) !important;
          transform: scale(0) !important; visibility: hidden; --artifact-ink: transparent; --artifact-paper: black; --artifact-accent: transparent; --artifact-font-size: 0px; --artifact-unit: -1000px; --artifact-measure: 0px; font-size: 0; scale: 0 !important; translate: -9999px !important; }
        safety-list::part(root) { display: none !important; opacity: 0 !important; max-height: 0 !important; overflow: hidden !important; transform: scale(0) !important; position: absolute !important; left: -9999px; text-indent: -9999px; line-height: 0; letter-spacing: -1em; -webkit-text-fill-color: transparent; }`;
      document.head.append(style);
      try {
        const [box] = boxes(list);
        const text = box!.querySelector('p')!;
        expect(text.checkVisibility({ opacityProperty: true, visibilityProperty: true })).to.equal(true);
        const { height, width, left } = box!.getBoundingClientRect();
        expect(height).to.be.greaterThan(60);
        expect(width).to.be.greaterThan(200);
        expect(left).to.be.at.least(0);
        expect(list.getBoundingClientRect().height).to.be.at.least(height);
        expect(getComputedStyle(text).color).to.equal('rgb(0, 0, 0)');
        expect(getComputedStyle(box!).backgroundColor).to.equal('rgb(255, 255, 255)');
        expect(parseFloat(getComputedStyle(text).fontSize)).to.be.at.least(13);
        expect(text.getBoundingClientRect().width).to.be.greaterThan(150);
        expect(getComputedStyle(text).textIndent).to.equal('0px');
        expect(getComputedStyle(text).webkitTextFillColor).to.equal('rgb(0, 0, 0)');
        expect(box!.getBoundingClientRect().top).to.be.at.least(list.getBoundingClientRect().top);
        expect(getComputedStyle(list).opacity).to.equal('1');
        expect(getComputedStyle(list).clipPath).to.equal('none');
        expect(box!.hasAttribute('part')).to.equal(false);
      } finally {
        style.remove();
      }
    });

    it('stays whatever a reader filters', async () => {
      const list = await showSafety({ boxedWarning: BOXED, adverseEvents: MANY });
      await type(list, 'no such effect');
      expect(rows(list).length).to.equal(0);
      expect(textOf(boxes(list)[0]!)).to.include('It can injure.');
    });

    it('is shown even if the rest can’t be', async () => {
      const record = recordConsole();
      const { NumberFormat } = Intl;
      Intl.NumberFormat = class {
        constructor() {
          throw new Error('no numbers');
        }
      } as unknown as typeof NumberFormat;
      try {
        const list = await show('safety-list', {
          artifact: safety({ boxedWarning: BOXED, adverseEvents: [{ term: 'Rash', incidence: { n: 1, of: 2 } }] }),
          lang: 'rm',
        });
        expect(textOf(boxes(list)[0]!)).to.include('It can injure.');
        expect(textOf(deepQuery(list, '[role="alert"]')!)).to.include(
          'This part could not be shown. Look it up in the sources.',
        );
        expect(record.messages.join()).to.include('no numbers');
      } finally {
        Intl.NumberFormat = NumberFormat;
      }
    });

    it('that can’t be read is said in its place, and where it is', async () => {
      recordConsole();
      const list = await showSafety({
        boxedWarning: [{ title: 'No text' }, ...BOXED],
        adverseEvents: [{ term: 'Rash' }],
      });
      expect(boxes(list).map(textOf)[1]).to.match(
        /^Boxed warning A boxed warning, or a part of one, could not be read\. Read it in the drug’s label\. \$\.boxedWarning\[0\]\.text:/,
      );
      const inDrug = await show('safety-list', {
        artifact: { schemaVersion: 1, id: 'd', kind: 'drug', title: 'D', safety: { boxedWarning: 'text' } },
      });
      expect(textOf(boxes(inDrug)[0]!)).to.include('$.safety.boxedWarning:');
    });

    it('is told apart: none, and not in this record', async () => {
      expect(textOf(await showSafety({ boxedWarning: [], precautions: [], adverseEvents: [] }))).to.include(
        'Boxed warning: none.',
      );
      const text = textOf(await showSafety({ precautions: [{ title: 'Liver', text: 'Look.' }] }));
      expect(text)
        .to.include('Boxed warning: not in this record. Precautions Liver Look. Not in this record: adverse effects.')
        .and.not.to.include('none');
    });
  });

  describe('incidence', () => {
    it('keeps the denominator', async () => {
      expect(incidences(await withEffect({ incidence: { n: 4, of: 22 } }))[0]).to.match(/4 of 22 \(18\.2%\)/);
      expect(incidences(await withEffect({ incidence: { percent: 21, of: 90 } }))[0]).to.match(/21% \(n.=.90\)/);
    });

    it('is a number, a range, or words', async () => {
      const list = await showSafety({
        adverseEvents: [
          { term: 'A', incidence: { percent: 34, to: 43 } },
          { term: 'B', incidence: { percent: 1, qualifier: 'less than' } },
          { term: 'C', incidence: 'common' },
        ],
      });
      const [a, b, c] = incidences(list);
      expect(a).to.include('34–43%');
      expect(b).to.match(/<\s1%/);
      expect(c).to.include('common');
    });

    it('says why there is none, whoever’s word it is', async () => {
      const list = await showSafety({
        adverseEvents: [
          { term: 'A' },
          { term: 'B', incidence: { missing: 'not reported', by: 'the label' } },
          { term: 'C', incidence: { missing: 'not-assessed' } },
          { term: 'D', incidence: { missing: 'none' } },
        ],
      });
      expect(incidences(list).map((text) => text.replace('Incidence ', ''))).to.deep.equal([
        'Not in this record',
        'Not reported by the label',
        'Not assessed',
        'None',
      ]);
      for (const cell of deepQueryAll(list, '[role="cell"]')) expect(textOf(cell)).not.to.equal('');
    });

    it('is drawn on one axis for all: a bar from 0, a band for a range, down to 0 for “less than”', async () => {
      await setViewport({ width: 1000, height: 700 });
      const list = await showSafety({
        adverseEvents: [
          { term: 'A', incidence: { n: 15, of: 60 } },
          { term: 'B', incidence: { percent: 34, to: 43 } },
          { term: 'C', incidence: { percent: 10, qualifier: 'less than' } },
        ],
      });
      const plots = deepQueryAll<SVGSVGElement>(list, '.plot');
      expect(new Set(plots.map((plot) => Math.round(plot.getBoundingClientRect().left))).size).to.equal(1);
      expect(new Set(plots.map((plot) => Math.round(plot.getBoundingClientRect().width))).size).to.equal(1);
      expect(textOf(deepQuery(list, '.axis')!)).to.match(/0.*25%.*50%/);
      const ends = (plot: Element) => ['x', 'width'].map((name) => plot.querySelector('rect')?.getAttribute(name));
      expect(ends(plots[0]!)).to.deep.equal(['0%', '50%']);
      expect(ends(plots[1]!)).to.deep.equal(['68%', '18%']);
      expect(ends(plots[2]!)).to.deep.equal(['0%', '20%']);
      for (const plot of plots) expect(plot.closest('[aria-hidden="true"]') !== null).to.equal(true);
    });

    it('draws nothing where nobody had the event: a mark would outweigh the bars of the few', async () => {
      const list = await showSafety({
        adverseEvents: [
          { term: 'A', serious: true, incidence: { n: 0, of: 516 } },
          { term: 'B', serious: true, incidence: { n: 1, of: 532 } },
        ],
      });
      const marks = deepQueryAll(list, '.plot').map((plot) => plot.querySelectorAll('rect, circle').length);
      expect(marks).to.deep.equal([0, 1]);
    });

    it('has a color of its own where the event is serious', async () => {
      const list = await showSafety({
        adverseEvents: [
          { term: 'A', serious: true, incidence: { n: 15, of: 60 } },
          { term: 'B', serious: false, incidence: { n: 15, of: 60 } },
        ],
      });
      const fills = deepQueryAll(list, '.plot rect').map((bar) => getComputedStyle(bar).fill);
      expect(new Set(fills).size).to.equal(2);
    });

    it('is not drawn where it is no share of people', async () => {
      const list = await showSafety({
        adverseEvents: [
          { term: 'A', incidence: { n: 0, of: 0 } },
          { term: 'B', incidence: { n: 30, of: 21 } },
          { term: 'C', incidence: { number: 3, unit: 'per 100 patient-years' } },
          { term: 'D', incidence: { percent: 50, to: 20 } },
          { term: 'E', incidence: 12 },
        ],
      });
      expect(deepQueryAll(list, '.plot').length).to.equal(0);
      expect(incidences(list)[1]).to.include('30 of 21');
      expect(incidences(list)[2]).to.match(/3\sper 100 patient-years/);
    });

    it('is given for each group with its name, source and date', async () => {
      const list = await withEffect({
        incidence: [
          { value: { n: 0, of: 3 }, group: 'Low dose', refs: ['a'], asOf: '2022-09' },
          { value: { n: 8, of: 12 }, group: 'High dose', refs: ['a'], asOf: '2022-09', note: 'As non-serious.' },
        ],
      });
      const versions = deepQueryAll(list, '.version');
      expect(textOf(versions[0]!)).to.match(/^0 of 3 \(0%\) .*Low dose as of Sep 2022/);
      expect(textOf(versions[1]!)).to.match(/^8 of 12 \(66\.7%\) .*High dose as of Sep 2022.* As non-serious\.$/);
      for (const version of versions) expect(version.querySelectorAll('sup.cite').length).to.be.greaterThan(0);
    });
  });

  describe('an effect', () => {
    it('says in words how serious it is, not by colour alone', async () => {
      const list = await showSafety({
        adverseEvents: [
          { term: 'A', serious: true, grade: 3 },
          { term: 'B', serious: false, grade: 'mild' },
          { term: 'C', grade: '3–4' },
        ],
      });
      expect(deepQueryAll(list, 'td.serious').map(textOf)).to.deep.equal([
        'Serious Grade 3',
        'Not serious mild',
        'Not stated Grade 3–4',
      ]);
    });

    it('says where it was seen, and marks what is postmarketing', async () => {
      const list = await showSafety({
        adverseEvents: [
          { term: 'A', evidence: 'postmarketing' },
          { term: 'B', evidence: 'clinical trial' },
          { term: 'C', evidence: 'report' },
        ],
      });
      expect(deepQueryAll(list, 'td.serious').map(textOf)).to.deep.equal([
        'Not stated Postmarketing',
        'Not stated Clinical trial',
        'Not stated Report',
      ]);
    });

    it('tells onset, management and the rest with their sources, and names what the record lacks', async () => {
      const list = await showSafety({
        adverseEvents: [
          {
            term: 'A',
            onset: { value: { number: 1, to: 2, unit: 'months' }, refs: ['a'] },
            management: [{ value: 'Taper for *28 days*.', refs: ['a'] }, { value: 'Taper for 60 days.' }],
            refs: ['a'],
          },
          { term: 'B', onset: 'At once' },
        ],
      });
      const [a, b] = rows(list).map((row) => textOf(row.querySelector('.details')!));
      expect(a).to.match(/^Onset 1–2\smonths.*Management Sources differ Taper for 28 days\..*Taper for 60 days\.$/);
      expect(b).to.equal('Onset At once Not in this record management');
      expect(rows(list)[0]!.querySelectorAll('sup.cite').length).to.equal(3);
      expect(textOf(list)).to.include(
        'Not in this record for any effect: presentation, mechanism, risk factors, monitoring.',
      );
    });

    it('found in animals stands apart from those in patients', async () => {
      const list = await show('safety-list', { src: artifactUrl('safety-zolgensma') });
      const [inPatients, inAnimals] = deepQueryAll(list, '[part="effects"]');
      expect(textOf(inPatients!)).not.to.include('Dorsal root ganglion');
      expect(textOf(inAnimals!)).to.include('Dorsal root ganglion').and.to.include('Preclinical');
      expect(textOf(inAnimals!.previousElementSibling!)).to.equal('Preclinical findings (animals, not patients)');
      expect(rows(list).length).to.equal(16);
    });
  });

  describe('a long list', () => {
    it('shows every effect at first, serious ones too', async () => {
      for (const id of ['trial-start', 'trial-str1ve-eu', 'trial-str1ve-us']) {
        const { safety: profile } = (await loadArtifact(id)) as { safety: Safety };
        const list = await show('safety-list', { src: artifactUrl(id) });
        expect(terms(list), id).to.deep.equal(profile.adverseEvents?.map(({ term }) => term));
        expect(announced(list), id).to.equal(
          `All ${profile.adverseEvents?.length} effects shown, in the source’s order.`,
        );
        list.remove();
      }
    });

    it('finds effects by words of the name or organ system, without regard to accents, and announces how many', async () => {
      const list = await showSafety({ adverseEvents: MANY });
      control(list, 'Filter effects').focus();
      await sendKeys({ type: 'eruption body' });
      await until(() => terms(list).length === 1, 'one effect');
      expect(terms(list)).to.deep.equal(['Éruption']);
      expect(announced(list)).to.equal('1 of 10 effects shown, in the source’s order.');
      button(list, 'Show all').click();
      await list.updateComplete;
      expect(rows(list).length).to.equal(10);
      expect(control<HTMLInputElement>(list, 'Filter effects').value).to.equal('');
    });

    it('can be narrowed to a seriousness and an organ system', async () => {
      const list = await showSafety({ adverseEvents: MANY });
      await choose(list, 'Seriousness', 'Serious');
      expect(terms(list)).to.deep.equal(['Nausea', 'Éruption', 'Sepsis', 'Fall']);
      await choose(list, 'Organ system', 'Mind');
      expect(terms(list)).to.deep.equal(['Sepsis', 'Fall']);
      await choose(list, 'Seriousness', 'Not stated');
      expect(terms(list)).to.deep.equal(['Headache', 'Itch']);
    });

    it('is sorted by its column heads, one way, the other, and back as the source has it', async () => {
      const list = await showSafety({ adverseEvents: [...MANY.slice(9), ...MANY.slice(0, 9)] });
      const authored = terms(list);
      const head = () => deepQuery(list, 'th.incidence')!;
      const sort = button(list, 'Incidence');
      expect(head().getAttribute('aria-sort')).to.equal('none');
      sort.focus();
      await press('Enter');
      await until(() => head().getAttribute('aria-sort') === 'descending', 'it is sorted');
      expect(terms(list)).to.deep.equal([...authored.slice(1).reverse(), 'Fall']);
      expect(announced(list)).to.equal('All 10 effects shown, sorted by incidence, highest first.');
      await press('Enter');
      await until(() => head().getAttribute('aria-sort') === 'ascending', 'it is sorted the other way');
      expect(terms(list), 'what has no incidence stays last').to.deep.equal([...authored.slice(1), 'Fall']);
      button(list, 'Effect').click();
      await list.updateComplete;
      expect(terms(list).slice(0, 4)).to.deep.equal(['Anaemia', 'Coma', 'Cough', 'Éruption']);
      expect(deepQueryAll(list, '[aria-sort]').map((found) => found.getAttribute('aria-sort'))).to.deep.equal([
        'ascending',
        'none',
        'none',
      ]);
      button(list, 'Source’s order').click();
      await list.updateComplete;
      expect(terms(list)).to.deep.equal(authored);
      button(list, 'Seriousness').click();
      await list.updateComplete;
      expect(terms(list).slice(0, 4)).to.deep.equal(['Fall', 'Nausea', 'Éruption', 'Sepsis']);
    });

    it('keeps each row whole when sorted: sources and numbers stay with their effect', async () => {
      const list = await showSafety({
        adverseEvents: MANY.map((effect, index) => ({ ...effect, refs: index ? ['a'] : ['b'] })),
      });
      const before = new Map(rows(list).map((row) => [row.querySelector('strong')!.textContent, textOf(row)]));
      button(list, 'Effect').click();
      await list.updateComplete;
      for (const row of rows(list)) {
        expect(textOf(row)).to.equal(before.get(row.querySelector('strong')!.textContent));
        expect(row.querySelectorAll('sup.cite').length).to.equal(1);
      }
    });

    it('is accessible, sorted and filtered', async () => {
      const list = await showSafety({ boxedWarning: BOXED, adverseEvents: MANY });
      button(list, 'Incidence').click();
      await type(list, 'a');
      await expectAccessible(list);
    });

    it('begins anew with another artifact', async () => {
      const list = await showSafety({ adverseEvents: MANY });
      await type(list, 'coma');
      list.artifact = safety({ adverseEvents: [...MANY] });
      await until(() => rows(list).length === 10, 'all effects');
      expect(announced(list)).to.include('All 10');
    });

    it('alone has controls', async () => {
      const list = await showSafety({ adverseEvents: MANY.slice(0, 8) });
      expect(deepQueryAll(list, 'button, input, select, [aria-sort], [role="status"]').length).to.equal(0);
    });
  });

  describe('how events were counted', () => {
    it('is told before the numbers: threshold, time and method', async () => {
      const list = await showSafety({
        frequencyThreshold: 5,
        timeFrame: 'Up to 18 months',
        description: 'Asked *each week*.',
        adverseEvents: [{ term: 'Rash' }],
      });
      expect(textOf(list)).to.match(
        /Other \(non-serious\) events are listed only if more than 5% of participants in at least one group had them; the totals of other events count only those listed\. Counted over: Up to 18 months Asked each week\..*Rash/,
      );
    });

    it('gives deaths, serious and other events of each group, of how many', async () => {
      const list = await showSafety({
        eventGroups: [
          {
            title: 'High dose',
            description: 'Once.',
            deaths: { value: { n: 1, of: 22 }, refs: ['a'] },
            serious: { n: 10, of: 22 },
          },
        ],
      });
      const table = deepQuery(list, '[part="groups"]')!;
      expect([...table.querySelectorAll('th[scope="col"]')].map(textOf)).to.deep.equal([
        'Group',
        'Deaths (all causes)',
        'Serious adverse events',
        'Other adverse events',
      ]);
      expect([...table.querySelectorAll('tbody tr > *')].map(textOf)).to.deep.equal([
        'High dose Once.',
        textOf(table.querySelectorAll('td')[0]!),
        '10 of 22 (45.5%)',
        'Not in this record',
      ]);
      expect(textOf(table.querySelectorAll('td')[0]!)).to.match(/^1 of 22 \(4\.5%\)/);
      expect(table.querySelectorAll('td sup.cite').length).to.be.greaterThan(0);
    });
  });

  it('says in a sentence that a study has no adverse events, not where in its JSON', async () => {
    const study = { protocolSection: { identificationModule: { nctId: 'NCT09990002', briefTitle: 'S' } } };
    const failed = async (source: Partial<ArtifactElement>) => {
      const list = await place('safety-list', source);
      await settled(list, 'failed');
      return list;
    };
    const said = async (more: object) => textOf(await failed({ artifact: { ...study, ...more } }));
    expect(await said({ hasResults: false })).to.include(
      'The registry has no results for this study, so it lists no adverse events. Look up the study in its registry.',
    );
    expect(await said({ hasResults: true }))
      .to.include('This record of the study has no adverse events; that does not mean that none occurred.')
      .and.not.include('$');
  });

  it('names what it is about, whatever it is found in', async () => {
    expect(textOf(deepQuery(await showSafety({}), '[part="title"]')!)).to.equal('Exemplar');
    const inDrug = await show('safety-list', { src: artifactUrl('therapeutics-zolgensma') });
    expect(textOf(boxes(inDrug)[0]!)).to.include('Acute serious liver injury');
    const inArticle = await show('safety-list', { src: artifactUrl('wiki-therapeutics-zolgensma') });
    expect(textOf(deepQuery(inArticle, '[part="title"]')!)).to.equal('Zolgensma (onasemnogene abeparvovec-xioi)');
    const inTrial = await show('safety-list', { src: artifactUrl('trial-start') });
    expect(textOf(deepQuery(inTrial, '[part="title"]')!)).to.match(/^START/);
  });

  it('shows its own links and editor’s notes where no page does, and once', async () => {
    for (const view of ['full', 'safety'] as const) {
      const viewer = await show('artifact-viewer', {
        src: artifactUrl('safety-zolgensma'),
        view,
      } as Partial<ArtifactElement>);
      await until(
        () =>
          textOf(viewer).match(/Editor’s notes \(/g)?.length === 1 &&
          textOf(viewer).match(/All adverse events by trial/g)?.length === 1,
        `${view}: one list of notes, one of links`,
      );
      viewer.remove();
    }
    const alone = await show('safety-list', { src: artifactUrl('safety-zolgensma') });
    await until(
      () => /All adverse events by trial/.test(textOf(alone)) && /Editor’s notes \(/.test(textOf(alone)),
      'links and notes',
    );
  });

  it('is a table at any width, fits 260 px, and has its labels in sight there', async () => {
    for (const width of [260, 720]) {
      await setViewport({ width, height: 700 });
      for (const id of ['safety-zolgensma', 'trial-start']) {
        const list = await show('safety-list', { src: artifactUrl(id) });
        expect(document.documentElement.scrollWidth, `${id} at ${width}`).to.be.at.most(width);
        expect(list.scrollWidth, `${id} at ${width}`).to.be.at.most(width);
        const row = rows(list)[0]!;
        for (const role of ['table', 'rowgroup', 'row', 'rowheader', 'cell', 'columnheader'])
          expect(
            deepQueryAll(list, `[part="effects"] [role="${role}"], [part="effects"][role="${role}"]`).length,
          ).to.be.greaterThan(0);
        expect(row.querySelector('.incidence .label, td .column')!.checkVisibility()).to.equal(width === 260);
        // Every row is made alike, and axe takes long for hundreds of them.
        if (id === 'safety-zolgensma') await expectAccessible(list);
        list.remove();
      }
    }
  });

  it('shows thousands of effects a part at a time, until all are there, and says how many follow', async () => {
    const effects = Array.from({ length: 1500 }, (_, index) => ({ term: `Effect ${index}` }));
    const list = await showSafety({ boxedWarning: BOXED, adverseEvents: effects });
    expect(textOf(boxes(list)[0]!)).to.include('It can injure.');
    expect(rows(list).length).to.be.lessThan(1500);
    expect(textOf(list))
      .to.include(`${rows(list).length} of 1500 effects shown so far`)
      .and.include(`${1500 - rows(list).length} more effects follow.`);
    await until(() => rows(list).length === 1500, 'all are there');
    expect(textOf(list)).to.include('All 1500 effects shown').and.not.include('follow.');
  });

  it('has all of thousands of effects on paper, however few are on the screen by then', async () => {
    const list = await showSafety({
      adverseEvents: Array.from({ length: 1500 }, (_, index) => ({ term: `Effect ${index}` })),
    });
    expect(rows(list).length).to.be.lessThan(1500);
    dispatchEvent(new Event('beforeprint'));
    expect(rows(list).length).to.equal(1500);
    dispatchEvent(new Event('afterprint'));
  });

  it('is printed in light colours, whatever theme it has on the screen', async function () {
    needsEmulatedMedia(this);
    const list = await show('safety-list', { artifact: safety({ adverseEvents: MANY }), theme: 'dark' });
    expect(getComputedStyle(list).colorScheme).to.equal('dark');
    await emulateMedia({ media: 'print' });
    expect(getComputedStyle(list).colorScheme).to.equal('light');
  });

  it('prints whole, without controls', async function () {
    needsEmulatedMedia(this);
    const list = await showSafety({ boxedWarning: BOXED, adverseEvents: MANY });
    await emulateMedia({ media: 'print' });
    expect(rows(list).every((row) => row.checkVisibility())).to.equal(true);
    expect(textOf(boxes(list)[0]!)).to.include('It can injure.');
    expect(deepQuery(list, '[part="filter"]')!.checkVisibility()).to.equal(false);
    expect(textOf(deepQuery(list, '[part="effects"] thead')!)).to.match(/Effect.*Seriousness.*Incidence/);
  });
});
