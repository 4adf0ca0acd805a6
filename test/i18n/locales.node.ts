import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { MISSING, type MissingCode } from '../../src/artifact/missing.js';
import { formatMissing } from '../../src/content/missing.js';
import { words } from '../../src/content/terms.js';
import { hasMessage, locales, messagesInSource } from '../../src/build/messages.mjs';
import { addMessages, type Language, LANGUAGES, type Messages, withLanguage } from '../../src/i18n/messages.js';
import { STATISTICS, TERMS } from './terms.js';

const english: string[] = [...new Set([...messagesInSource().keys(), ...TERMS.map(words), ...STATISTICS])];
const all = locales() as Record<Language, Messages>;

const placeholders = (text: string): string => [...new Set(text.match(/\{\d\}/g))].sort().join();

describe('the words of other languages', () => {
  it('are there for each language that the elements ask for, and no other', () => {
    assert.deepEqual(Object.keys(all), [...LANGUAGES]);
  });

  for (const language of LANGUAGES) {
    const own = all[language];

    it(`lack no message in ${language}`, () => {
      assert.deepEqual(
        english.filter((key) => !hasMessage(own, key)),
        [],
      );
      assert.ok(Object.values(own).every((text) => text.trim()));
    });

    it(`hold no message in ${language} that nobody says any more`, () => {
      assert.deepEqual(
        Object.keys(own).filter((key) => !english.includes(key)),
        [],
      );
    });

    it(`have a place for each value in ${language}, and for no other`, () => {
      assert.deepEqual(
        Object.entries(own).filter(([key, text]) => placeholders(key) !== placeholders(text)),
        [],
      );
    });

    it(`tell each reason why a value is not there from the others in ${language}`, () => {
      addMessages(language, own);
      const said = withLanguage(language, () =>
        Object.keys(MISSING).map((missing) => formatMissing({ missing: missing as MissingCode })),
      );
      assert.equal(new Set(said.map((text) => text.toLowerCase())).size, 7, said.join());
    });

    it(`carry no markup and no character that turns the direction of what follows in ${language}`, () => {
      assert.deepEqual(
        Object.values(own).filter((text) => /[<>&\p{Cc}\p{Cf}]/u.test(text)),
        [],
      );
    });

    it(`name the boxed warning in ${language} with the words that stand on the label`, () => {
      assert.match(own['Boxed warning'] ?? '', /\(Boxed Warning\)/);
    });
  }
});
