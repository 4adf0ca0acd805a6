import { hashOf } from '../../src/artifact/integrity.js';
import type { ArtifactElement, ArtifactErrorEvent } from '../../src/elements/base/artifact-element.js';
import {
  artifactUrl,
  deepQuery,
  deepQueryAll,
  expect,
  expectAccessible,
  fixture,
  html,
  loadArtifact,
  recordConsole,
  textOf,
  until,
} from '../helpers.js';
import { place, settled, show } from './common.js';

const hashOfArtifact = async (id: string) => hashOf(await loadArtifact(id));
/** A hash that no file here has. */
const OTHER = await hashOf('another');

/** An element with this attribute and source, once it has failed, and what it fired. */
const failing = async (tag: string, source: Partial<ArtifactElement>) => {
  recordConsole();
  const events: ArtifactErrorEvent[] = [];
  const element = await place(tag);
  element.addEventListener('artifact-error', (event) => events.push(event));
  Object.assign(element, source);
  await settled(element, 'failed');
  return { element, events };
};

describe('The attribute integrity', () => {
  it('lets an artifact with this hash through, whatever its source', async () => {
    const integrity = await hashOfArtifact('trial-str1ve-us');
    const artifact = await loadArtifact('trial-str1ve-us');
    for (const source of [{ artifactId: 'trial-str1ve-us' }, { src: artifactUrl('trial-str1ve-us') }, { artifact }])
      expect(textOf(await show('trial-card', { ...source, integrity })), Object.keys(source)[0]).to.include('STR1VE');
    const box = await fixture<HTMLElement>(html`<div></div>`);
    const inline = document.createElement('trial-card') as ArtifactElement;
    inline.setAttribute('integrity', `${OTHER} ${integrity}`);
    const script = Object.assign(document.createElement('script'), {
      type: 'application/json',
      textContent: JSON.stringify(artifact, null, 3),
    });
    inline.append(script);
    box.append(inline);
    await settled(inline);
    expect(textOf(inline)).to.include('STR1VE');
  });

  it('shows nothing of an artifact that was changed, but both hashes, what to do, and what the page’s author wrote', async () => {
    const record = recordConsole();
    const box = await fixture<HTMLElement>(html`<div></div>`);
    const events: ArtifactErrorEvent[] = [];
    box.addEventListener('artifact-error', (event) => events.push(event));
    const card = document.createElement('trial-card') as ArtifactElement;
    card.textContent = 'STR1VE, as the page tells it.';
    card.setAttribute('integrity', OTHER);
    card.setAttribute('src', artifactUrl('trial-str1ve-us'));
    box.append(card);
    await settled(card, 'failed');
    const found = await hashOfArtifact('trial-str1ve-us');
    expect(textOf(card))
      .to.include(`Expected ${OTHER}, found ${found}.`)
      .and.include('do not trust')
      .and.include('STR1VE, as the page tells it.');
    expect(textOf(card)).not.to.include('47.6');
    expect(events.map(({ failure }) => failure?.reason)).to.deep.equal(['integrity']);
    expect(record.messages.join()).to.include(OTHER).and.include(found);
    await expectAccessible(card);
  });

  it('holds for every element', async () => {
    for (const [tag, id] of [
      ['artifact-viewer', 'wiki-therapeutics-zolgensma'],
      ['artifact-article', 'wiki-therapeutics-zolgensma'],
      ['drug-infobox', 'therapeutics-zolgensma'],
      ['trial-card', 'trial-start'],
      ['safety-list', 'safety-zolgensma'],
      ['artifact-metadata', 'wiki-therapeutics-zolgensma'],
      ['artifact-provenance', 'trial-start'],
      ['artifact-cite-panel', 'trial-start'],
      ['artifact-embed-panel', 'trial-start'],
    ] as const) {
      const { element } = await failing(tag, { artifactId: id, integrity: OTHER });
      expect(textOf(element), tag).to.include(OTHER);
      element.remove();
    }
  });

  it('says what is wrong with it where it is no hash, and shows nothing unchecked', async () => {
    for (const [integrity, message] of [
      ['md5-abc', '“md5-abc”, which is not a valid hash'],
      ['', 'is empty'],
    ] as const) {
      const { element } = await failing('trial-card', { artifactId: 'trial-start', integrity });
      expect(textOf(element)).to.include(message).and.include('44 Base64 characters');
    }
  });

  it('says on a page that browsers do not let compute hashes that nothing was checked, and shows nothing', async () => {
    const integrity = await hashOfArtifact('trial-start');
    Object.defineProperty(crypto, 'subtle', { configurable: true, value: undefined });
    try {
      const { element } = await failing('trial-card', { artifactId: 'trial-start', integrity });
      expect(textOf(element)).to.include('can’t be checked').and.include('HTTPS');
      const panel = await show('artifact-cite-panel', { artifactId: 'trial-start' });
      await until(
        () => textOf(panel).includes('Browsers compute hashes only on pages served over HTTPS'),
        'the cite panel says so too',
      );
    } finally {
      Reflect.deleteProperty(crypto, 'subtle');
    }
  });

  it('is asked again when it changes, and holds no more once it is taken away', async () => {
    const { element } = await failing('trial-card', { artifactId: 'trial-start', integrity: OTHER });
    element.setAttribute('integrity', await hashOfArtifact('trial-start'));
    await settled(element);
    element.setAttribute('integrity', OTHER);
    await settled(element, 'failed');
    element.removeAttribute('integrity');
    await settled(element);
    expect(textOf(element)).to.include('START');
  });

  it('holds for the artifact that an artifact leads to', async () => {
    const drug = await hashOfArtifact('therapeutics-zolgensma');
    const safety = await hashOfArtifact('safety-zolgensma');
    const { element } = await failing('safety-list', { artifactId: 'therapeutics-zolgensma', integrity: drug });
    expect(textOf(element)).to.include(`found ${safety}`);
    element.setAttribute('integrity', `${drug} ${safety}`);
    await settled(element);
    expect(textOf(element)).to.include('Boxed warning');
  });

  it('lets an infobox say that its boxed warning could not be looked up rather than show one that was changed', async () => {
    recordConsole();
    const integrity = await hashOfArtifact('therapeutics-zolgensma');
    const box = await show('drug-infobox', { artifactId: 'therapeutics-zolgensma', integrity });
    await until(() => textOf(box).includes('Whether there is a boxed warning could not be looked up'), 'it says so');
    box.setAttribute('integrity', `${integrity} ${await hashOfArtifact('safety-zolgensma')}`);
    await until(() => deepQuery(box, '.boxed h4'), 'the warning is there');
  });

  it('of a viewer holds for every card in it', async () => {
    recordConsole();
    const viewer = await show('artifact-viewer', {
      artifactId: 'therapeutics-zolgensma',
      integrity: `${await hashOfArtifact('therapeutics-zolgensma')} ${await hashOfArtifact('trial-start')}`,
    });
    const cards = () => deepQueryAll<ArtifactElement>(viewer, 'trial-card');
    await until(
      () => cards().length > 1 && cards().every(({ status }) => status !== 'loading'),
      'all cards have settled',
    );
    expect(cards().flatMap((card) => (card.status === 'ready' ? [card.id] : []))).to.deep.equal(['trial-start']);
  });

  it('of a registry’s record is the hash of that record', async () => {
    const record = {
      protocolSection: { identificationModule: { nctId: 'NCT99999999', briefTitle: 'A study of its own' } },
    };
    const integrity = await hashOf(record);
    expect(textOf(await show('trial-card', { artifact: record, integrity }))).to.include('A study of its own');
    const panel = await show('artifact-cite-panel', { artifact: record });
    await until(() => textOf(panel).includes(integrity), 'the cite panel shows the same hash');
  });

  it('is of the data as they were loaded, with the fields that could not be read', async () => {
    recordConsole();
    const artifact = { ...((await loadArtifact('trial-start')) as object), anUnknownField: 1 };
    const card = await show('trial-card', { artifact, integrity: await hashOf(artifact) });
    expect(textOf(card)).to.include('START').and.include('could not be read');
    const { element } = await failing('trial-card', { artifact, integrity: await hashOfArtifact('trial-start') });
    expect(textOf(element)).to.include('The data do not match');
  });
});
