import { addMessages, type Messages } from '../../src/i18n/messages.js';
import { configure, settings } from '../../src/settings.js';
import { artifactUrl, expect, expectAccessible, fixture, html, recordConsole, textOf, until } from '../helpers.js';
import { place, settled, show } from './common.js';

const LOCALES = new URL('/src/i18n/locales/', location.href).href;

const drug = (fields: object = {}): object => ({
  schemaVersion: 1,
  id: 'a-drug',
  kind: 'drug',
  title: 'Nusinersen',
  lang: 'en',
  drugClass: 'Antisense oligonucleotide',
  ageRange: { value: 'Infants', asOf: '2024-05' },
  safety: {
    boxedWarning: [],
    adverseEvents: [{ term: 'Headache', incidence: { n: 10, of: 21 }, serious: false, evidence: 'clinical trial' }],
  },
  ...fields,
});

/** The language that the words of an element's tree are read in, as a browser and a screen reader find it. */
const langAt = (node: Node | null): string | undefined => {
  for (
    let at: Node | null | undefined = node;
    at;
    at = at.parentNode ?? (at instanceof ShadowRoot ? at.host : undefined)
  )
    if (at instanceof Element && at.hasAttribute('lang')) return at.getAttribute('lang') ?? undefined;
  return undefined;
};

/** The element with just these words. */
const saying = (element: Element, words: string): Element => {
  const found = [...(element.shadowRoot?.querySelectorAll('*') ?? [])].findLast(
    (one) => one.textContent?.trim().replace(/\s/g, ' ') === words,
  );
  if (!found) throw new Error(`Nothing says “${words}”, but: ${textOf(element)}`);
  return found;
};

const says = (element: Element, words: string) =>
  until(() => textOf(element).includes(words), `“${words}” is in: ${textOf(element)}`);

describe('the interface in other languages', () => {
  const { lang: pageLang } = document.documentElement;
  before(() => configure({ locales: LOCALES }));
  afterEach(() => {
    document.documentElement.lang = pageLang;
    settings.lang = undefined;
  });
  after(() => {
    settings.locales = undefined;
  });

  it('is German in a German page, with German numbers and dates, and leaves what an author wrote', async () => {
    document.documentElement.lang = 'de';
    const box = await show('drug-infobox', { artifact: drug() });
    await says(box, 'Altersbereich');
    expect(textOf(box))
      .to.include('Klasse')
      .and.to.include('Antisense oligonucleotide')
      .and.to.include('Klinik')
      .and.to.include('Stand Mai 2024');
    const list = await show('safety-list', { artifact: drug() });
    await says(list, '10 von 21 (47,6 %)');
    expect(textOf(list))
      .to.include('Warnhinweis mit Rahmen (Boxed Warning): keiner.')
      .and.to.include('Nicht schwerwiegend');
    await expectAccessible(list);
  });

  it('tells of its words and of an author’s in which language each is', async () => {
    document.documentElement.lang = 'de';
    const box = await show('drug-infobox', { artifact: drug() });
    await says(box, 'Klasse');
    expect(langAt(saying(box, 'Klasse'))).to.equal('de');
    expect(langAt(saying(box, 'Antisense oligonucleotide'))).to.equal('en');
    expect(langAt(saying(box, 'Nusinersen'))).to.equal('en');
  });

  it('marks nothing in text that has the interface’s language', async () => {
    const box = await show('drug-infobox', { artifact: drug(), lang: 'en' });
    expect(box.shadowRoot?.querySelectorAll('.root [lang]').length).to.equal(0);
  });

  it('is each element’s own, where a page has two', async () => {
    const portuguese = await show('drug-infobox', { artifact: drug(), lang: 'pt' });
    const spanish = await show('drug-infobox', { artifact: drug(), lang: 'es' });
    await says(portuguese, 'Faixa etária');
    await says(spanish, 'Intervalo de edad');
    expect(textOf(portuguese)).to.include('Faixa etária');
  });

  it('changes in place with the attribute, of the element and of the page around it', async () => {
    const box = await show('drug-infobox', { artifact: drug() });
    const root = box.shadowRoot?.firstElementChild;
    box.lang = 'pt';
    await says(box, 'Faixa etária');
    expect(box.shadowRoot?.firstElementChild === root).to.be.true;
    box.removeAttribute('lang');
    await says(box, 'Age range');
    document.documentElement.lang = 'ja';
    await says(box, '年齢範囲');
  });

  it('is the viewer’s in the cards that the viewer makes', async () => {
    const viewer = await place('artifact-viewer', { artifact: drug(), lang: 'zh' });
    await settled(viewer);
    await until(() => viewer.shadowRoot?.querySelector('drug-infobox') instanceof HTMLElement, 'there is an infobox');
    const box = viewer.shadowRoot?.querySelector('drug-infobox') as Element;
    await says(box, '年龄范围');
    expect(textOf(viewer)).to.include('安全性');
  });

  it('reads from right to left in Arabic: labels to the right of their values, marks on the right edge', async () => {
    const box = await show('drug-infobox', { artifact: drug(), lang: 'ar' });
    await says(box, 'الفئة العمرية');
    const root = box.shadowRoot?.querySelector('.root') as HTMLElement;
    expect(getComputedStyle(root).direction).to.equal('rtl');
    const label = saying(box, 'الفئة').closest('th')?.getBoundingClientRect();
    const value = saying(box, 'Antisense oligonucleotide').closest('td')?.getBoundingClientRect();
    expect(label && value && label.left >= value.right - 1).to.equal(true);
    // The value’s own words run from left to right, as they are English.
    expect(getComputedStyle(saying(box, 'Antisense oligonucleotide')).direction).to.equal('ltr');
    const list = await show('safety-list', { artifact: drug(), lang: 'ar' });
    await says(list, 'خطير');
    const effect = saying(list, 'Headache').closest('th')?.getBoundingClientRect();
    const table = list.shadowRoot?.querySelector('.effects')?.getBoundingClientRect();
    expect(effect && table && Math.abs(effect.right - table.right) < 2).to.equal(true);
  });

  it('draws no axis from the wrong end and turns no measure round in Arabic', async () => {
    const trial = {
      schemaVersion: 1,
      id: 'a-trial',
      kind: 'trial',
      title: 'A trial',
      lang: 'en',
      outcomes: [
        {
          title: 'Score',
          type: 'primary',
          axis: { from: 0, to: 4, unit: 'points' },
          results: [
            { group: 'Treated', role: 'treatment', value: { number: 2, unit: 'points', qualifier: 'at least' } },
          ],
        },
      ],
    };
    const card = await show('trial-card', { artifact: trial, lang: 'ar' });
    await says(card, 'النتائج الأولية');
    const [zero, four] = [...(card.shadowRoot?.querySelectorAll('.ticks text') ?? [])].map((number) =>
      number.getBoundingClientRect(),
    );
    expect(zero && four && zero.left < four.left, '0 is on the left, where the axis begins').to.equal(true);
    const words = [...saying(card, '≥ 2 points').childNodes].find(
      (node) => node instanceof Text && node.data.includes('≥'),
    ) as Text;
    const at = (index: number) => {
      const range = document.createRange();
      range.setStart(words, index);
      range.setEnd(words, index + 1);
      return range.getBoundingClientRect().left;
    };
    const text = words.data;
    expect(
      at(text.indexOf('≥')) < at(text.indexOf('2')) && at(text.indexOf('2')) < at(text.indexOf('p')),
      text,
    ).to.equal(true);
  });

  it('says in the reader’s language why something is not shown, and what to do', async () => {
    const card = await place('trial-card', { src: '/fault/404', lang: 'de' });
    await settled(card, 'failed');
    await says(card, 'Es gibt keine solche Datei (404).');
    expect(textOf(card)).to.include('Konnte nicht gezeigt werden: Studienkarte.').and.to.include('Erneut versuchen');
  });

  it('gives a registry’s terms in words of the language', async () => {
    const trial = {
      schemaVersion: 1,
      id: 'a-trial',
      kind: 'trial',
      title: 'A trial',
      overallStatus: 'ACTIVE_NOT_RECRUITING',
      phases: ['PHASE1', 'PHASE2'],
      masking: 'DOUBLE',
      whoMasked: ['PARTICIPANT', 'INVESTIGATOR'],
      enrollment: { count: 1200, type: 'ESTIMATED' },
    };
    const card = await show('trial-card', { artifact: trial, lang: 'de' });
    await says(card, 'Aktiv, keine Aufnahme');
    expect(textOf(card))
      .to.include('Phase 1/2')
      .and.to.include('Doppelt verblindet: Teilnehmer und Prüfarzt')
      .and.to.include('1.200 Teilnehmer (geschätzt)');
  });

  it('is English where the words can’t be had, and tells the page’s author once', async () => {
    // No other test asks for French words from here: what has come stays for the page.
    configure({ locales: new URL('/fault/404?', location.href).href });
    const record = recordConsole();
    const first = await show('drug-infobox', { artifact: drug(), lang: 'fr' });
    await show('drug-infobox', { artifact: drug(), lang: 'fr-CA' });
    await until(() => record.messages.length > 0, 'the author is told');
    expect(textOf(first)).to.include('Age range');
    expect(langAt(saying(first, 'Age range'))).to.equal('en');
    expect(record.messages.length).to.equal(1);
    expect(record.messages[0]).to.include('fr').and.to.include('English');
    record.restore();
    configure({ locales: LOCALES });
  });

  it('is the words that a script hands over, at once', async () => {
    const words = (await (await fetch(`${LOCALES}de.json`)).json()) as Messages;
    addMessages('de', { ...words, 'Age range': 'Alter' });
    const box = await show('drug-infobox', { artifact: drug(), lang: 'de' });
    expect(textOf(box)).to.include('Alter').and.not.to.include('Age range');
    addMessages('de', words);
  });

  it('shows every artifact in German and Arabic without a warning', async () => {
    const { artifactIds } = await import('../helpers.js');
    const record = recordConsole();
    for (const lang of ['de', 'ar'])
      for (const id of artifactIds) {
        const viewer = await show('artifact-viewer', { src: artifactUrl(id), lang });
        expect(textOf(viewer), id).not.to.equal('');
        viewer.remove();
      }
    expect(record.messages).to.deep.equal([]);
    record.restore();
    await fixture(html`<p></p>`);
  });
});
