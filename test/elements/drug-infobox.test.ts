import type { ArtifactElement } from '../../src/elements/base/artifact-element.js';
import { configure, settings } from '../../src/settings.js';
import {
  artifactUrl,
  deepQuery,
  deepQueryAll,
  engine,
  expect,
  expectAccessible,
  fixture,
  html,
  loadArtifact,
  recordConsole,
  textOf,
  until,
} from '../helpers.js';
import { behavesLikeAnArtifactElement, place, settled, show } from './common.js';

const drug = (fields: object = {}): object => ({
  schemaVersion: 1,
  id: 'a-drug',
  kind: 'drug',
  title: 'A drug',
  url: 'https://wiki.example/page',
  ...fields,
});

const boxed = { title: 'Example warning', text: 'The whole text of the example warning, to its last word: end.' };

describe('<drug-infobox>', () => {
  const { base } = settings;
  before(() => configure({ base: new URL('/artifacts/', location.href).href }));
  after(() => configure({ base }));

  behavesLikeAnArtifactElement('drug-infobox', 'drug');

  it('names the drug, and its generic, code and brand names once each', async () => {
    const element = await show('drug-infobox', { src: artifactUrl('therapeutics-zolgensma') });
    const text = textOf(element);
    expect(text).to.include('Zolgensma (Onasemnogene Abeparvovec)');
    const names = textOf(deepQuery(element, '[part="names"]') as Node).split(' · ');
    expect(names).to.include.members(['onasemnogene abeparvovec-xioi', 'AVXS-101']);
    expect(new Set(names).size).to.equal(names.length);
  });

  it('shows a boxed warning whatever the page’s style or theme', async () => {
    const style = document.createElement('style');
    style.textContent = `
      drug-infobox { opacity: 0 !important; max-height: 10px !important; overflow: hidden !important; scale: 0 !important; visibility: hidden; font-size: 0;
        --artifact-ink: transparent; --artifact-paper: black; --artifact-font-size: 0px; --artifact-unit: -1000px; --artifact-measure: 0px; --artifact-infobox-width: 0px; }
      drug-infobox::part(root), drug-infobox::part(warning) { display: none !important; max-height: 0 !important; text-indent: -9999px; -webkit-text-fill-color: transparent; }`;
    document.head.append(style);
    try {
      const element = await show('drug-infobox', { artifact: drug({ safety: { boxedWarning: [boxed] } }) });
      await until(() => deepQuery(element, '.boxed .prose'), 'the warning is there');
      const text = deepQuery(element, '.boxed .prose p') as HTMLElement;
      expect(textOf(text)).to.equal(boxed.text);
      expect(text.checkVisibility({ opacityProperty: true, visibilityProperty: true })).to.equal(true);
      const { width, height, left, top } = text.getBoundingClientRect();
      expect(width).to.be.greaterThan(150);
      expect(height).to.be.greaterThan(13);
      expect(left).to.be.at.least(0);
      expect(top).to.be.at.least(element.getBoundingClientRect().top);
      expect(parseFloat(getComputedStyle(text).fontSize)).to.be.at.least(13);
      expect(getComputedStyle(text).webkitTextFillColor).to.equal('rgb(0, 0, 0)');
      expect(getComputedStyle(deepQuery(element, '.boxed') as Element).backgroundColor).to.equal('rgb(255, 255, 255)');
    } finally {
      style.remove();
    }
  });

  it('stands where the paragraph stood that was written into it, whose margins stay inside', async () => {
    const box = await fixture(html`<div style="display: flow-root"><p style="margin: 0">Before.</p></div>`);
    const element = document.createElement('drug-infobox') as Element as ArtifactElement;
    const fallback = document.createElement('p');
    fallback.style.margin = '40px 0';
    fallback.textContent = 'Written by hand.';
    element.append(fallback);
    box.append(element);
    await settled(element, 'idle');
    const top = element.getBoundingClientRect().top;
    expect(top).to.equal(box.firstElementChild?.getBoundingClientRect().bottom);
    expect(fallback.getBoundingClientRect().top).to.equal(top + 40);
    expect(element.shadowRoot?.querySelector('.root')?.getBoundingClientRect().top).to.equal(top);
    element.artifact = drug({ genericName: 'example' });
    await settled(element);
    expect(element.getBoundingClientRect().top).to.equal(top);
  });

  it('has a row header for each value, and a heading for each group of rows', async () => {
    const element = await show('drug-infobox', { src: artifactUrl('therapeutics-zolgensma') });
    for (const row of deepQueryAll<HTMLTableRowElement>(element, 'tr')) {
      const [header] = row.cells;
      expect(header?.localName).to.equal('th');
      expect(header?.getAttribute('scope')).to.equal(row.cells.length === 1 ? 'rowgroup' : 'row');
    }
  });

  it('breaks no word of its labels in a box at the side of a page', async () => {
    for (const label of ['Half-life', 'Mechanism', 'Description']) {
      const element = await show('drug-infobox', {
        artifact: drug({ rows: [{ label, value: 'Words that need more than one line at the side of a page' }] }),
      });
      const range = document.createRange();
      // Of the usual fonts one of the widest.
      element.style.font = '16px Verdana, "DejaVu Sans", sans-serif';
      range.selectNodeContents(deepQueryAll(element, 'th').find((cell) => textOf(cell) === label)!);
      for (const width of [256, 260, 292, 332, 400]) {
        element.style.width = `${width}px`;
        const lines = new Set([...range.getClientRects()].map(({ top }) => Math.round(top)));
        expect(lines.size, `lines of “${label}” in ${width} px`).to.be.at.most(label.split('-').length);
      }
    }
  });

  it('makes Markdown links in labels and values into links of the wiki, with slugs as words', async () => {
    const element = await show('drug-infobox', {
      artifact: drug({
        rows: [
          {
            label: '[blood-brain-barrier](/entities/blood-brain-barrier) crossing',
            value: 'Yes, by [smn1](/proteins/smn1-protein)',
          },
        ],
      }),
    });
    const links = deepQueryAll<HTMLAnchorElement>(element, 'a').map(({ href, textContent, target }) => [
      href,
      textContent,
      target,
    ]);
    expect(links).to.deep.equal([
      ['https://wiki.example/entities/blood-brain-barrier', 'blood brain barrier', '_blank'],
      ['https://wiki.example/proteins/smn1-protein', 'SMN1', '_blank'],
    ]);
  });

  it('takes the link base that the page gives, and shows text alone where there is no base', async () => {
    const rows = [{ label: 'Target', value: '[smn](/proteins/smn)' }];
    const based = await show('drug-infobox', { artifact: drug({ rows }), linkBase: 'https://mirror.example/' });
    expect(deepQuery<HTMLAnchorElement>(based, 'a')?.href).to.equal('https://mirror.example/proteins/smn');
    const baseless = await show('drug-infobox', { artifact: drug({ rows, url: undefined }) });
    expect(deepQuery(baseless, 'a')).to.equal(null);
    expect(textOf(baseless)).to.include('SMN');
  });

  it('shows every version of a fact on which sources disagree, with its date', async () => {
    const element = await show('drug-infobox', { src: artifactUrl('therapeutics-zolgensma') });
    const row = deepQueryAll(element, 'tr').find((one) => textOf(one).startsWith('Age range')) as HTMLElement;
    expect(textOf(row)).to.match(/<2 yr \(IV\); 2–<18 yr \(IT\).*May 13, 2026.*Less than 2 years \(IV\).*May 2019/);
    expect(deepQueryAll(row, '[part="versions"] > li').length).to.equal(2);
  });

  it('says what a damaged source printed, beside the dose that is right', async () => {
    const element = await show('drug-infobox', { src: artifactUrl('therapeutics-zolgensma') });
    const row = deepQueryAll(element, 'tr').find((one) => textOf(one).startsWith('Dosing')) as HTMLElement;
    expect(textOf(row)).to.match(/1\.1\s×\s10¹⁴\svector genomes per kg/);
    expect(textOf(row)).to.include('The source printed “1.1 × 1014”');
  });

  it('shows approvals with regulator, status and date at the precision it has', async () => {
    const element = await show('drug-infobox', {
      artifact: drug({
        approvals: [
          { regulator: 'FDA', status: 'Approved', date: '2019-05', population: 'Infants', route: 'Intravenous' },
        ],
      }),
    });
    expect(textOf(element)).to.match(/FDA Approved May 2019: Infants \(Intravenous\)/);
  });

  it('links identifiers to their registries, and shows one of an unknown registry as it is', async () => {
    const element = await show('drug-infobox', {
      artifact: drug({
        identifiers: [
          { scheme: 'NCT', value: 'NCT02122952' },
          { scheme: 'House number', value: '7' },
        ],
      }),
    });
    expect(deepQueryAll<HTMLAnchorElement>(element, 'a').map(({ href }) => href)).to.deep.equal([
      'https://clinicaltrials.gov/study/NCT02122952',
    ]);
    expect(textOf(element)).to.include('House number 7');
  });

  it('shows the boxed warning whole where it stands alone, also when it is an artifact of its own', async () => {
    const inside = await show('drug-infobox', { artifact: drug({ safety: { boxedWarning: [boxed] } }) });
    await until(() => textOf(inside).includes(boxed.text), 'the whole warning');
    const apart = await show('drug-infobox', { src: artifactUrl('therapeutics-zolgensma') });
    await until(
      () => textOf(apart).includes('Continue to monitor liver function for at least 3 months after infusion'),
      'the whole warning',
    );
  });

  it('shows no fact of the drug before it is known whether it has a boxed warning, and tells of both at once', async () => {
    await fetch(`/kept/late-${engine}`, {
      method: 'PUT',
      body: JSON.stringify(await loadArtifact('safety-zolgensma')),
    });
    const { base: own } = settings;
    const whole = window.fetch.bind(window);
    let release = () => {};
    const released = new Promise<void>((resolve) => (release = resolve));
    try {
      configure({ base: new URL(`/kept/late-${engine}/`, location.href).href });
      window.fetch = (...request) => released.then(() => whole(...request));
      const told: string[] = [];
      const element = await place('drug-infobox');
      element.addEventListener('artifact-load', () => told.push(textOf(element)));
      element.artifact = drug({ rows: [{ label: 'Dose', value: 'A fact' }], safety: 'safety-zolgensma' });
      await element.updateComplete;
      expect(element.status).to.equal('loading');
      expect(textOf(element)).not.to.include('A fact');
      release();
      await settled(element);
      await until(() => told.length > 0, 'the event');
      expect(told).to.have.length(1);
      expect(told[0]).to.match(/Acute serious liver injury.*A fact/i);
    } finally {
      window.fetch = whole;
      configure({ base: own });
    }
  });

  it('does not keep the boxed warning of the drug that it showed before', async () => {
    const element = await show('drug-infobox', { artifact: drug({ safety: { boxedWarning: [boxed] } }) });
    await until(() => textOf(element).includes(boxed.text), 'the warning');
    element.artifact = drug({ title: 'Another drug' });
    await until(() => textOf(element).includes('Another drug'), 'the other');
    expect(textOf(element)).not.to.include(boxed.text);
  });

  it('keeps an open fold, the focus and the nodes of a selection in all that a new version leaves as it is', async () => {
    const version = (dose: string) =>
      drug({
        rows: [{ label: 'Dose', value: dose }],
        labelSections: [
          {
            id: 'indications-and-usage',
            title: 'Uses',
            text: `It is used for **this**.\n\n${'More of it. '.repeat(90)}`,
          },
        ],
      });
    const element = await show('drug-infobox', { artifact: version('5 mg') });
    const fold = deepQuery(element, '[part="fold"]') as HTMLDetailsElement;
    const words = deepQuery(element, '.part strong') as HTMLElement;
    fold.open = true;
    const summary = fold.querySelector('summary');
    summary?.focus();
    element.artifact = version('50 mg');
    await until(() => textOf(element).includes('50 mg'), 'the new dose is there');
    expect(textOf(element)).not.to.match(/\b5 mg/);
    expect(fold.isConnected && fold.open).to.be.true;
    expect(element.shadowRoot?.activeElement === summary).to.be.true;
    expect(words.isConnected).to.be.true;
  });

  it('has no old dose or warning beside the new ones, also where a translator has put words of its own in their places', async () => {
    const element = await show('drug-infobox', {
      artifact: drug({ dosage: '5 mg', safety: { boxedWarning: [boxed] } }),
    });
    const root = element.shadowRoot!;
    const texts = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
    const all: Text[] = [];
    while (texts.nextNode()) all.push(texts.currentNode as Text);
    for (const text of all.filter(({ data, parentElement }) => data.trim() && parentElement?.localName !== 'style')) {
      const font = document.createElementNS('http://www.w3.org/1999/xhtml', 'font');
      font.textContent = `übersetzt: ${text.data}`;
      text.replaceWith(font);
    }
    expect(textOf(element)).to.match(/übersetzt: 5.*mg/);
    const next = { ...boxed, text: 'Another warning.' };
    element.artifact = drug({ dosage: '7 mg', safety: { boxedWarning: [next] } });
    await until(() => textOf(element).includes('7'), 'the new dose');
    expect(textOf(element))
      .to.include('Another warning.')
      .and.not.to.match(/5.mg|whole text/);
    for (const changed of ['.boxed', '[part="rows"]'])
      expect(textOf(deepQuery(element, changed) as Node)).not.to.include('übersetzt');
  });

  it('says so where it could not look up whether there is a boxed warning, and asks again when told to', async () => {
    recordConsole();
    const element = await show('drug-infobox', {
      artifact: drug({ rows: [{ label: 'Dose', value: 'A fact' }], safety: 'no-such-safety' }),
    });
    await until(() => textOf(element).includes('could not be looked up'), 'the sentence');
    expect(textOf(element)).to.include('A fact');
    const button = deepQuery(element, '[part="retry"]');
    button?.click();
    await until(() => element.status === 'loading', 'it asks again');
    await until(() => textOf(element).includes('could not be looked up'), 'the sentence again');
  });

  it('asks again for its warning in a page, too, whose record is there', async () => {
    recordConsole();
    await fetch(`/kept/again-${engine}`, {
      method: 'PUT',
      body: JSON.stringify(await loadArtifact('safety-zolgensma')),
    });
    const whole = window.fetch.bind(window);
    let isBroken = true;
    window.fetch = (...request) => (isBroken ? Promise.reject(new TypeError('broken')) : whole(...request));
    const { base: own } = settings;
    try {
      configure({ base: new URL(`/kept/again-${engine}/`, location.href).href });
      const viewer = await show('artifact-viewer', { artifact: drug({ dosage: '5 mg', safety: 'safety-zolgensma' }) });
      await until(() => textOf(viewer).includes('could not be looked up'), 'the sentence');
      isBroken = false;
      deepQuery(viewer, 'drug-infobox')?.shadowRoot?.querySelector<HTMLElement>('[part="retry"]')?.click();
      await until(() => /Acute serious liver injury.*5.mg/i.test(textOf(viewer)), 'the warning, before the dose');
      expect(textOf(viewer)).not.to.include('could not be looked up');
    } finally {
      window.fetch = whole;
      configure({ base: own });
    }
  });

  it('shows the picture that its author puts in the slot', async () => {
    const element = await show('drug-infobox', { artifact: drug() });
    const picture = document.createElement('b');
    picture.slot = 'image';
    picture.textContent = 'Structure';
    element.append(picture);
    await until(() => picture.offsetWidth > 0, 'the picture is there');
    expect(textOf(element)).to.include('Structure');
  });

  it('says when it is due for review', async () => {
    const element = await show('drug-infobox', { artifact: drug({ asOf: '2019-05', reviewBy: '2020-01' }) });
    expect(textOf(element)).to.match(/Review was due by Jan 2020.*As of May 2019/);
    const fresh = await show('drug-infobox', { artifact: drug({ asOf: '2019-05', reviewBy: '2999' }) });
    expect(textOf(fresh)).not.to.include('Review');
  });

  it('leaves out a field that it can’t read, names it on the card, and keeps the rest', async () => {
    recordConsole();
    const element = await show('drug-infobox', { artifact: drug({ dosage: { numbr: 3 }, price: '$1' }) });
    expect(textOf(element)).to.include('$1');
    expect(textOf(element)).to.include('$.dosage');
  });

  it('takes the drug of an article', async () => {
    const element = await show('drug-infobox', { src: artifactUrl('wiki-therapeutics-zolgensma') });
    expect(textOf(element)).to.include('Gene replacement');
  });

  it('prefers the property to inline JSON, inline JSON to src, and src to the id', async () => {
    const element = await place('drug-infobox', { artifactId: 'therapeutics-risdiplam' });
    await settled(element);
    expect(textOf(element)).to.match(/risdiplam/i);
    element.src = artifactUrl('therapeutics-nusinersen');
    await until(() => /nusinersen/i.test(textOf(element)), 'src');
    const json = document.createElement('script');
    json.type = 'application/json';
    json.textContent = JSON.stringify(drug({ title: 'Inline' }));
    element.append(json);
    await until(() => textOf(element).includes('Inline'), 'inline JSON');
    element.artifact = await loadArtifact('therapeutics-zolgensma');
    await until(() => textOf(element).includes('Zolgensma'), 'the property');
  });

  it('refuses inline JSON that is longer than a file may be, and says so', async () => {
    recordConsole();
    const element = await place('drug-infobox');
    const json = document.createElement('script');
    json.type = 'application/json';
    json.textContent = JSON.stringify(drug({ title: 'Long', summary: 'x'.repeat(5_000_000) }));
    element.append(json);
    await settled(element, 'failed');
    expect(textOf(element)).to.include('The JSON in the element is longer than 5 million characters.');
  });

  it('keeps what is written inside it until it is ready, and beside the message when it fails', async () => {
    recordConsole();
    const element = await place('drug-infobox');
    element.append('Zolgensma is a gene therapy.');
    element.src = '/fault/slow?artifact=therapeutics-zolgensma&ms=300';
    await settled(element, 'loading');
    expect(textOf(element)).to.include('Zolgensma is a gene therapy.');
    await settled(element, 'ready');
    expect(textOf(element)).not.to.include('Zolgensma is a gene therapy.');
    element.src = '/fault/404';
    await settled(element, 'failed');
    expect(textOf(element)).to.include('Zolgensma is a gene therapy.');
    expect(textOf(element)).to.include('File not found (404)');
  });

  const faults: Record<string, RegExp> = {
    '/fault/404?for=the-message': /File not found \(404\).*Check the address/,
    '/fault/500': /error \(500\).*Try again/,
    '/fault/html': /a web page, not JSON/,
    '/fault/truncated': /not valid JSON/,
    '/fault/abort': /could not be reached/,
    '/artifacts/trial-steer.json': /\$\.kind: expected .*drug/,
  };
  for (const [address, words] of Object.entries(faults))
    it(`says what failed and what to do, and fires artifact-error: ${address}`, async () => {
      const record = recordConsole();
      const element = await place('drug-infobox');
      let reason = '';
      element.addEventListener('artifact-error', ({ failure }) => (reason = failure?.reason ?? ''));
      element.src = address;
      await settled(element, 'failed');
      expect(textOf(element)).to.match(words);
      expect(reason).not.to.equal('');
      expect(record.messages.length).to.equal(1);
      expect(deepQuery(element, '[role="alert"]')).not.to.equal(null);
    });

  it('asks again when the reader presses “Try again”', async () => {
    recordConsole();
    const element = await place('drug-infobox', { src: `/fault/count?id=retry-${engine}&artifact=trial-steer` });
    await settled(element, 'failed');
    deepQuery(element, '[part="retry"]')?.click();
    const count = async () =>
      ((await (await fetch(`/fault/count?id=retry-${engine}&read=1`)).json()) as { count: number }).count;
    await until(async () => (await count()) === 2, 'a second request');
  });

  it('fires artifact-load once it is drawn, and the event leaves shadow roots', async () => {
    const element = await place('drug-infobox');
    let seen = '';
    document.body.addEventListener('artifact-load', (event) => (seen = `${event.artifact.id}: ${textOf(element)}`), {
      once: true,
    });
    element.artifact = drug({ rows: [{ label: 'Row', value: 'Drawn' }] });
    await until(() => seen !== '', 'the event');
    expect(seen).to.match(/^a-drug: .*Drawn/);
  });

  it('is accessible with every kind of row', async () => {
    const element = await show('drug-infobox', {
      artifact: drug({
        safety: { boxedWarning: [boxed] },
        approvals: [{ regulator: 'FDA', status: 'Approved' }],
        identifiers: [{ scheme: 'NCT', value: 'NCT02122952' }],
        rows: [{ group: 'Other', label: 'Row', value: { missing: 'not reported', by: 'the label' } }],
      }),
    });
    expect(textOf(element)).to.include('Not reported by the label');
    await expectAccessible(element);
  });

  it('asks once for a file that many show', async () => {
    const elements = await Promise.all(
      Array.from({ length: 20 }, () =>
        place('drug-infobox', { src: `/fault/count?id=many-${engine}&artifact=therapeutics-risdiplam` }),
      ),
    );
    for (const element of elements) await settled(element);
    expect(await (await fetch(`/fault/count?id=many-${engine}&read=1`)).json()).to.deep.equal({ count: 1 });
  });
});
