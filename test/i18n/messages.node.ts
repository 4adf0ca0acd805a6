import assert from 'node:assert/strict';
import { afterEach, describe, it } from 'node:test';
import { formatMissing } from '../../src/content/missing.js';
import { formatCount, formatValue } from '../../src/content/numbers.js';
import { formatPhases, lower, words } from '../../src/content/terms.js';
import { locales } from '../../src/build/messages.mjs';
import {
  addMessages,
  type Language,
  type Messages,
  mixed,
  msg,
  sentence,
  withLanguage,
  currentLanguage,
  str,
  translated,
} from '../../src/i18n/messages.js';
import { configure, settings } from '../../src/settings.js';

for (const [language, own] of Object.entries(locales())) addMessages(language as Language, own as Messages);

describe('words of the interface', () => {
  afterEach(() => {
    settings.lang = undefined;
  });

  it('are English where nobody asks for another language, and where there is none of a language', () => {
    assert.equal(msg('Boxed warning'), 'Boxed warning');
    assert.equal(
      withLanguage('nl', () => `${currentLanguage()} ${msg('Boxed warning')}`),
      'en Boxed warning',
    );
  });

  it('are those of the reader’s language, whatever its region', () => {
    assert.equal(
      withLanguage('de-AT', () => msg('Phase not applicable')),
      'Phase nicht zutreffend',
    );
    assert.equal(
      withLanguage('pt-BR', () => msg('Sources differ')),
      'As fontes divergem',
    );
  });

  it('are those of the page where they are rendered without a browser, from one line to the next', () => {
    configure({ lang: 'fr' });
    assert.equal(msg('Sources differ'), 'Les sources divergent');
    assert.equal(
      withLanguage('es', () => msg('Sources differ')),
      'Las fuentes difieren',
    );
    assert.equal(msg('Sources differ'), 'Les sources divergent');
  });

  it('begin with a capital where only the same words within a sentence are translated', () => {
    assert.deepEqual(
      withLanguage('fr', () => [msg('article'), msg('Article')]),
      ['article', 'Article'],
    );
    assert.equal(
      withLanguage('de', () => msg('Not verified')),
      'Nicht geprüft',
    );
  });

  it('put values where the language has them', () => {
    assert.equal(
      withLanguage('ja', () => msg(str`${3} of ${8} effects shown`)),
      '8 件中 3 件を表示',
    );
    assert.deepEqual(
      withLanguage('de', () => mixed(msg('To show another, set the attribute {0}.'), 1)),
      ['Um einen anderen zu zeigen, setzen Sie das Attribut ', 1, '.'],
    );
  });

  it('come late to a sentence that was made before its reader was known', () => {
    const late = sentence(str`${'registry.example'} could not be reached.`);
    assert.equal(late, 'registry.example could not be reached.');
    assert.equal(
      withLanguage('de', () => translated(late)),
      'registry.example war nicht erreichbar.',
    );
    assert.equal(
      withLanguage('de', () => translated('An author’s own sentence.')),
      'An author’s own sentence.',
    );
  });

  it('are a registry’s terms in the reader’s language, as they stand in a phrase or begin one', () => {
    assert.deepEqual(
      withLanguage('de', () => [
        words('RECRUITING'),
        lower('ACTUAL'),
        lower('PARTICIPANT'),
        formatPhases(['PHASE1', 'PHASE2']),
      ]),
      ['Nimmt Teilnehmer auf', 'tatsächlich', 'Teilnehmer', 'Phase 1/2'],
    );
    assert.equal(lower('ACTUAL'), 'actual');
  });

  it('never replace what an author wrote, nor a term that nobody knows yet', () => {
    assert.equal(
      withLanguage('de', () => words('Recruiting')),
      'Recruiting',
    );
    assert.equal(
      withLanguage('de', () => words('PAUSED_BY_SPONSOR')),
      'Paused by sponsor',
    );
  });

  it('keep the denominator of a count, the hedge of a number and who says that something is missing', () => {
    assert.equal(
      withLanguage('de', () => formatCount({ n: 10, of: 21 }, 'de')),
      '10 von 21 (47,6\u00A0%)',
    );
    assert.equal(
      withLanguage('zh', () => formatCount({ n: 10, of: 21 }, 'zh')),
      '10/21 (47.6%)',
    );
    assert.equal(
      withLanguage('fr', () => formatValue({ number: 5, qualifier: 'approximately', unit: 'kg' }, 'fr')),
      'environ 5\u00A0kg',
    );
    assert.equal(
      withLanguage('es', () => formatMissing({ missing: 'not reported', by: 'FDA' })),
      'No notificado: FDA',
    );
  });
});
