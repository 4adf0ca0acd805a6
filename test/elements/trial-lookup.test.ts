import type { ArtifactElement } from '../../src/elements/base/artifact-element.js';
import { configure, settings } from '../../src/settings.js';
import { formatDate } from '../../src/content/dates.js';
import {
  deepQuery,
  expect,
  expectAccessible,
  fixture,
  html,
  oneEvent,
  recordConsole,
  textOf,
  until,
} from '../helpers.js';
import { place, settled, show } from './common.js';

const ENDPOINT = '/demo/records/{nctId}.json';

const snapshot = (fields: object = {}) => ({
  schemaVersion: 1,
  id: 'mine',
  kind: 'trial',
  title: 'My copy of the trial',
  nctId: 'NCT00000001',
  overallStatus: 'RECRUITING',
  enrollment: { count: 900, type: 'ESTIMATED' },
  ...fields,
});

const lookUp = (more: object = {}) =>
  ({ nctId: 'NCT00000001', endpoint: ENDPOINT, ...more }) as Partial<ArtifactElement>;

const today = formatDate(new Date().toLocaleDateString('sv'), 'en');

/** How often this address was asked for since the page began. */
const requestsFor = (part: string) =>
  performance.getEntriesByType('resource').filter(({ name }) => name.includes(part)).length;

describe('<trial-card nct-id>', () => {
  it('shows the registry’s record, and when and where it was retrieved', async () => {
    const card = await show('trial-card', lookUp({ lang: 'en' }));
    expect(textOf(card))
      .to.include('INVENT')
      .and.to.include('Terminated')
      .and.to.include(`Retrieved ${today} from ClinicalTrials.gov by way of ${location.host}.`);
    await expectAccessible(card);
  });

  it('asks the registry’s API for the study by its number, or what the page names in its place', async () => {
    recordConsole();
    expect(settings.endpoint).to.equal('https://clinicaltrials.gov/api/v2/studies/');
    const { endpoint } = settings;
    configure({ endpoint: '/fault/404/studies' });
    const card = await place('trial-card', { nctId: ' nct00000001 ' } as Partial<ArtifactElement>);
    await settled(card, 'failed');
    configure({ endpoint });
    expect(deepQuery<HTMLAnchorElement>(card, '[part="error"] a')?.href).to.equal(
      `${location.origin}/fault/404/studies/NCT00000001?format=json`,
    );
  });

  it('shows its own copy until the record is there, then the record, with what has changed', async () => {
    const card = await place('trial-card', {
      artifact: snapshot(),
      nctId: 'NCT00000001',
      endpoint: `/fault/slow?ms=3000&{nctId}`,
    } as Partial<ArtifactElement>);
    await settled(card);
    expect(textOf(card)).to.include('My copy of the trial').and.not.to.include('Retrieved');
    card.setAttribute('endpoint', ENDPOINT);
    await until(() => /INVENT/.test(textOf(card)), 'the record');
    const changes = textOf(deepQuery(card, '[aria-label^="Registry: changed since"]')!);
    expect(changes).to.include('Status: Recruiting → Terminated (by Mar 8, 2099)');
    expect(changes).to.include('Enrollment: 900 (estimated) → 1,042 (actual)');
  });

  it('says nothing of changes where the record says what its own copy says', async () => {
    const card = await show(
      'trial-card',
      lookUp({
        artifact: snapshot({
          overallStatus: 'TERMINATED',
          whyStopped: 'Too few took part (\\<10 in a year).',
          enrollment: undefined,
          resultsFirstPostDate: { date: '2099-02-04' },
        }),
      }),
    );
    await until(() => /INVENT/.test(textOf(card)), 'the record');
    expect(deepQuery(card, '[aria-label^="Registry: changed since"]')).to.equal(null);
  });

  it('keeps its own copy where the record can’t be had, and says why', async () => {
    recordConsole();
    const card = await place('trial-card', {
      artifact: snapshot(),
      nctId: 'NCT00000001',
      endpoint: '/fault/500?{nctId}',
    } as Partial<ArtifactElement>);
    await until(() => deepQuery(card, '[part="error"]'), 'the message');
    expect(card.status).to.equal('ready');
    expect(textOf(card))
      .to.include('The registry’s record could not be had')
      .and.to.include('My copy of the trial')
      .and.to.include('(500)');
  });

  it('keeps what is written inside it until then, and where it fails', async () => {
    recordConsole();
    const box = await fixture(
      html`<div><trial-card nct-id="NCT00000001" endpoint="/fault/slow?{nctId}">Written by hand.</trial-card></div>`,
    );
    const card = box.firstElementChild as unknown as ArtifactElement;
    expect(textOf(card)).to.equal('Written by hand.');
    card.setAttribute('endpoint', '/fault/404?{nctId}');
    await settled(card, 'failed');
    expect(textOf(card)).to.include('Written by hand.').and.to.include('File not found (404)');
  });

  it('says that a number is no NCT number, and asks nobody', async () => {
    recordConsole();
    const card = await place('trial-card', { nctId: 'NCT123', endpoint: '/never-asked/' } as Partial<ArtifactElement>);
    await settled(card, 'failed');
    expect(textOf(card)).to.include('“NCT123” is not a valid NCT number.').and.to.include('NCT03306277');
    expect(requestsFor('/never-asked/')).to.equal(0);
  });

  it('does not show another study than the one asked for', async () => {
    recordConsole();
    const card = await place('trial-card', {
      nctId: 'NCT00000009',
      endpoint: '/demo/records/NCT00000001.json?{nctId}',
    } as Partial<ArtifactElement>);
    await settled(card, 'failed');
    expect(textOf(card)).to.include('expected the trial NCT00000009, found NCT00000001');
  });

  it('asks once for two cards of one trial, and once more when a reader asks again', async () => {
    const endpoint = '/demo/records/{nctId}.json?once';
    const [card] = await Promise.all([
      show('trial-card', lookUp({ endpoint })),
      show('trial-card', lookUp({ endpoint })),
    ]);
    expect(requestsFor('json?once')).to.equal(1);
    const loaded = oneEvent(card, 'artifact-load');
    card.reload();
    await loaded;
    expect(requestsFor('json?once')).to.equal(2);
  });
});

describe('a card of a search answer', () => {
  const answer = {
    totalCount: 18,
    studies: ['NCT00000001', 'NCT00000002'].map((nctId) => ({
      protocolSection: { identificationModule: { nctId, briefTitle: `Study ${nctId}` } },
    })),
  };

  it('shows the first, says how many there are, and how to choose', async () => {
    const card = await show('trial-card', { artifact: answer });
    expect(textOf(deepQuery(card, '[part="title"]')!)).to.equal('Study NCT00000001');
    const note = deepQuery<HTMLDetailsElement>(card, '.other-records')!;
    note.open = true;
    expect(textOf(note))
      .to.include('the first of 2 records in the file (the search found 18)')
      .and.to.include('record="NCT00000002"');
  });

  it('shows the one that is named, and says which there are where there is none by that name', async () => {
    recordConsole();
    const card = await show('trial-card', { artifact: answer, trial: 'NCT00000002' });
    expect(textOf(card)).to.include('Study NCT00000002').and.not.to.include('NCT00000001');
    const other = await place('trial-card', { artifact: answer, trial: 'NCT00000003' });
    await settled(other, 'failed');
    expect(textOf(other)).to.include('expected the trial NCT00000003, found NCT00000001, NCT00000002');
  });

  it('is what a viewer’s cards choose from', async () => {
    const viewer = await place('artifact-viewer', { artifact: answer });
    const card = document.createElement('trial-card') as unknown as ArtifactElement;
    card.setAttribute('trial', 'NCT00000002');
    viewer.append(card);
    await until(() => textOf(card).includes('Study NCT00000002'), 'the trial');
    expect(card.status).to.equal('ready');
  });
});
