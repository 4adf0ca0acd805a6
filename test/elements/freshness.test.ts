import {
  deepQuery,
  deepQueryAll,
  emulateMedia,
  expect,
  expectAccessible,
  fixture,
  html,
  needsEmulatedMedia,
  textOf,
  until,
} from '../helpers.js';
import type { ArtifactElement } from '../../src/elements/base/artifact-element.js';
import { place, settled, show } from './common.js';

const DATES = { asOf: '2019-05', reviewBy: '2020-01' };
const DUE = 'Review was due by Jan 2020';
const boxedWarning = [{ text: 'It harms.', asOf: '2019-03' }];

/** An artifact of this kind. */
const made = (kind: string, fields: object = {}) => ({
  schemaVersion: 1,
  id: `a-${kind}`,
  kind,
  title: `A ${kind}`,
  ...DATES,
  ...fields,
});

const CARDS = [
  ['drug-infobox', made('drug')],
  ['trial-card', made('trial')],
  ['safety-list', made('safety', { adverseEvents: [{ term: 'Fever' }] })],
  ['artifact-article', made('article', { body: 'Some text.' })],
  ['artifact-viewer', made('article', { body: 'Some text.' })],
  ['artifact-viewer', made('drug')],
  ['artifact-viewer', made('trial')],
  ['artifact-viewer', made('safety')],
] as const;

/** How often a text has these words. */
const count = (text: string, words: string) => text.split(words).length - 1;

describe('How old it is', () => {
  for (const [tag, artifact] of CARDS)
    it(`is said by <${tag}> of a ${artifact.kind}, and once, before anything else, that a review is due`, async () => {
      const element = await show(tag, { artifact });
      await until(() => textOf(element).includes('As of May 2019'), 'the date is there');
      expect(count(textOf(element), DUE)).to.equal(1);
      expect(textOf(element).startsWith(DUE)).to.equal(true);
      await expectAccessible(element);
    });

  it('is said in every view of a viewer, and once for the artifact that all its cards show', async () => {
    const drug = made('drug', { indication: 'SMA', safety: { boxedWarning } });
    for (const view of ['full', 'infobox', 'safety'] as const) {
      const viewer = await place('artifact-viewer', { artifact: drug });
      viewer.setAttribute('view', view);
      await settled(viewer);
      await until(
        () =>
          deepQueryAll<ArtifactElement>(viewer, 'drug-infobox, safety-list').every(({ status }) => status === 'ready'),
        'its cards are there',
      );
      expect(count(textOf(viewer), DUE), view).to.equal(1);
      viewer.remove();
    }
  });

  it('is said above cards that an author wrote into a viewer', async () => {
    const viewer = await place('artifact-viewer');
    viewer.append(document.createElement('trial-card'));
    viewer.artifact = made('trial');
    await settled(viewer);
    await until(() => textOf(viewer).includes('A trial'), 'the card is there');
    expect(count(textOf(viewer), DUE)).to.equal(1);
  });

  it('is said of each therapy that is compared', async () => {
    const box = await fixture<HTMLElement>(html`<div></div>`);
    const comparison = document.createElement('therapy-comparison');
    comparison.drugs = [
      made('drug', { title: 'One', dosage: 'Once' }),
      made('drug', { title: 'Two', reviewBy: '2999', dosage: 'Twice' }),
    ];
    box.append(comparison);
    await until(() => textOf(comparison).includes('Two'), 'the therapies are there');
    const [, one, two] = deepQueryAll(comparison, 'thead th').map(textOf);
    expect(one).to.equal(`One ${DUE}: newer facts may exist. As of May 2019.`);
    expect(two).to.equal('Two As of May 2019.');
  });

  it('is said of a part that an artifact holds', async () => {
    const list = await show('safety-list', { artifact: made('drug', { safety: { boxedWarning } }) });
    expect(textOf(list)).to.include('As of May 2019').and.include(DUE);
  });

  it('is said of a boxed warning in an infobox', async () => {
    const box = await show('drug-infobox', { artifact: made('drug', { safety: { boxedWarning } }) });
    await until(() => /Boxed warning.*It harms.*As of Mar 2019/.test(textOf(box)), 'the warning has its date');
  });

  it('is the date of a drug label where the artifact was made from one', async () => {
    const box = await show('drug-infobox', {
      artifact: { effective_time: '20240131', openfda: { brand_name: ['A'] }, indications_and_usage: ['For B.'] },
    });
    expect(textOf(box)).to.include('As of Jan 31, 2024');
  });

  it('is not said to be due before its day has passed, nor where no day is set', async () => {
    for (const reviewBy of ['2999-12-31', '2999-12', '2999', undefined])
      expect(textOf(await show('trial-card', { artifact: made('trial', { reviewBy }) }))).not.to.include('Review');
  });

  it('is on paper', async function () {
    needsEmulatedMedia(this);
    const card = await show('trial-card', { artifact: made('trial') });
    await emulateMedia({ media: 'print' });
    expect(textOf(card)).to.include(DUE).and.include('As of May 2019');
    expect(deepQuery(card, '[part="overdue"]')!.checkVisibility()).to.equal(true);
  });
});
