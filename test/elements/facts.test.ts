import type { ArtifactElement } from '../../src/elements/base/artifact-element.js';
import {
  deepQuery,
  deepQueryAll,
  emulateMedia,
  expect,
  expectAccessible,
  needsEmulatedMedia,
  press,
  setViewport,
  textOf,
} from '../helpers.js';
import { show } from './common.js';

const references = {
  early: { title: 'The early report' },
  final: { title: 'The final report' },
  journal: { title: 'The journal' },
};

const EARLY = { value: { n: 10, of: 21 }, refs: ['early'], asOf: '2019-03', note: 'An interim count.' };
const FINAL = {
  value: { n: 13, of: 22 },
  refs: ['final'],
  asOf: '2022-08-16',
  note: 'The final count.',
  printed: '13/22',
};

/** Every place where an element shows a fact: the element with this fact there, and the piece of it that holds the fact. */
const places: [name: string, make: (fact: unknown) => Promise<[element: ArtifactElement, place: HTMLElement]>][] = [
  [
    'an infobox',
    async (indication) => {
      const box = await show('drug-infobox', {
        artifact: { schemaVersion: 1, id: 'a', kind: 'drug', title: 'A', indication, references },
      });
      return [box, deepQuery(box, '[part="rows"] td')!];
    },
  ],
  [
    'a trial card',
    async (population) => {
      const card = await show('trial-card', {
        artifact: { schemaVersion: 1, id: 'a', kind: 'trial', title: 'A', population, references },
      });
      return [card, deepQueryAll(card, 'dt').find((label) => textOf(label) === 'Population')!.parentElement!];
    },
  ],
  [
    'a safety list',
    async (management) => {
      const list = await show('safety-list', {
        artifact: {
          schemaVersion: 1,
          id: 'a',
          kind: 'safety',
          title: 'A',
          adverseEvents: [{ term: 'Fever', management }],
          references,
        },
      });
      return [list, deepQuery(list, '.details dd')!];
    },
  ],
];

const showIn = (place: number) => places[place]![1];
const valuesIn = (place: Element) => deepQueryAll(place, '[part="versions"] > li').map(textOf);
const notesIn = (place: Element) => deepQuery<HTMLDetailsElement>(place, 'details[part="notes"]');

describe('A fact with several sources', () => {
  for (const [name, make] of places) {
    it(`shows in ${name} each value with its source and date, and says that they differ`, async () => {
      const [element, place] = await make([EARLY, FINAL]);
      expect(textOf(place)).to.include('Sources differ');
      expect(valuesIn(place)).to.deep.equal([
        '10 of 21 (47.6%) as of Mar 2019[1]',
        '13 of 22 (59.1%) as of Aug 16, 2022[2]',
      ]);
      await expectAccessible(element);
    });

    it(`folds in ${name} what is said about the values, until a key asks for it`, async () => {
      const [element, place] = await make([EARLY, FINAL]);
      expect(textOf(place)).not.to.include('An interim count.');
      const notes = notesIn(place)!;
      expect(textOf(notes)).to.equal('3 notes');
      notes.querySelector('summary')!.focus();
      await press('Enter');
      expect(deepQueryAll(notes, 'li').map(textOf)).to.deep.equal([
        'as of Mar 2019[1] An interim count.',
        'as of Aug 16, 2022[2] The final count.',
        'as of Aug 16, 2022[2] The source printed “13/22”.',
      ]);
      await expectAccessible(element);
    });
  }

  it('is whole on paper', async function () {
    needsEmulatedMedia(this);
    const [, place] = await showIn(0)([EARLY, FINAL]);
    await emulateMedia({ media: 'print' });
    dispatchEvent(new Event('beforeprint'));
    expect(textOf(place)).to.include('An interim count.').and.include('The final count.').and.include('13/22');
    dispatchEvent(new Event('afterprint'));
    expect(notesIn(place)!.open).to.equal(false);
  });

  it('shows once what two sources say alike, with both sources and dates, and finds no conflict in it', async () => {
    const [, place] = await showIn(0)([EARLY, { ...EARLY, refs: ['journal'], asOf: '2020' }]);
    expect(textOf(place)).to.match(/^10 of 21 \(47\.6%\) as of Mar 2019\[1\], as of 2020\[2\] An interim count\./);
    expect(textOf(place)).not.to.include('differ');
  });

  it('keeps a value of its own apart from one that two sources share', async () => {
    const [, place] = await showIn(0)([EARLY, FINAL, { ...EARLY, refs: ['journal'], asOf: '2020' }]);
    expect(valuesIn(place)).to.deep.equal([
      '10 of 21 (47.6%) as of Mar 2019[1], as of 2020[3]',
      '13 of 22 (59.1%) as of Aug 16, 2022[2]',
    ]);
  });

  it('shows values of several groups with their notes, as no conflict', async () => {
    const [, place] = await showIn(1)([
      { ...EARLY, group: 'Low dose' },
      { ...FINAL, group: 'High dose' },
    ]);
    expect(valuesIn(place)[0]).to.equal('10 of 21 (47.6%) Low dose as of Mar 2019[1] An interim count.');
    expect(textOf(place)).not.to.include('differ');
  });

  it('leaves notes in place where only they tell two values of one source apart', async () => {
    const [, place] = await showIn(2)([EARLY, FINAL, { ...FINAL, value: { n: 1, of: 22 }, note: 'As serious.' }]);
    expect(textOf(place)).to.include('Sources differ').and.include('As serious.').and.include('The final count.');
    expect(notesIn(place)).to.equal(null);
  });

  it('finds no conflict where a source reports nothing, and shows that it does not', async () => {
    const [, place] = await showIn(0)([FINAL, { value: { missing: 'not reported', by: 'the page' }, refs: ['early'] }]);
    expect(textOf(place)).to.include('Not reported by the page').and.not.include('differ');
  });

  it('marks an earlier state as superseded, which is no conflict', async () => {
    const [, place] = await showIn(0)([{ ...EARLY, relation: 'superseded' }, FINAL]);
    expect(valuesIn(place)[0]).to.match(/^10 of 21 \(47\.6%\) superseded as of Mar 2019/);
    expect(textOf(place)).not.to.include('differ');
  });

  it('lists its values for screen readers after saying that they differ', async () => {
    const [, place] = await showIn(0)([EARLY, FINAL]);
    const list = deepQuery(place, '[part="versions"]')!;
    expect(list.getAttribute('role')).to.equal('list');
    const said = deepQuery(place, '[part="conflict"]')!;
    expect(said.compareDocumentPosition(list) & Node.DOCUMENT_POSITION_FOLLOWING).not.to.equal(0);
  });

  it('stands side by side where there is room and below each other where there is none', async () => {
    const tops = (place: Element) =>
      deepQueryAll(place, '[part="versions"] > li').map((item) => item.getBoundingClientRect().top);
    await setViewport({ width: 1000, height: 700 });
    const [, wide] = await showIn(1)([EARLY, FINAL]);
    expect(new Set(tops(wide)).size).to.equal(1);
    await setViewport({ width: 260, height: 700 });
    const [, narrow] = await showIn(1)([EARLY, FINAL]);
    expect(new Set(tops(narrow)).size).to.equal(2);
    expect(document.documentElement.scrollWidth).to.be.at.most(260);
  });

  it('says beside an outcome that sources differ on it, with all results in its table', async () => {
    const results = [EARLY, FINAL].map((result) => ({ ...result, group: 'Treated', role: 'treatment' }));
    const outcomes = [
      { title: 'Sits', results },
      { title: 'Stands', results: results.slice(1) },
    ];
    const card = await show('trial-card', {
      artifact: { schemaVersion: 1, id: 'a', kind: 'trial', title: 'A', outcomes, references },
    });
    const [sits, stands] = deepQueryAll(card, '[part="outcome"]').map(textOf);
    expect(sits).to.include('Sources differ').and.include('47.6%').and.include('59.1%');
    expect(stands).not.to.include('differ');
  });

  it('says beside an incidence that sources differ on it', async () => {
    const adverseEvents = [
      { term: 'Fever', incidence: [EARLY, FINAL] },
      { term: 'Cough', incidence: EARLY },
    ];
    const list = await show('safety-list', {
      artifact: { schemaVersion: 1, id: 'a', kind: 'safety', title: 'A', adverseEvents, references },
    });
    const [fever, cough] = deepQueryAll(list, '[part="effects"] .incidence:not(th)').map(textOf);
    expect(fever).to.include('Sources differ').and.include('An interim count.').and.include('The final count.');
    expect(cough).not.to.include('differ');
  });
});
