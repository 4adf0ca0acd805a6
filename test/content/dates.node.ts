import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { formatDate } from '../../src/content/dates.js';

describe('dates', () => {
  it('are shown at the precision they have', () => {
    assert.equal(formatDate('2019'), '2019');
    assert.equal(formatDate('2019-05'), 'May 2019');
    assert.equal(formatDate('2019-05-24'), 'May 24, 2019');
  });
  it('in a language written from the right stay one piece in a text that is not', () =>
    assert.match(formatDate('2026-05-13', 'ar'), /^\u2068.*2026\u2069$/));
  it('are in English what the platform’s own formatter makes of them', () => {
    const options = { timeZone: 'UTC', year: 'numeric' } as const;
    for (let time = Date.UTC(1999, 0, 1); time < Date.UTC(2001, 0, 1); time += 86_400_000) {
      const date = new Date(time).toISOString().slice(0, 10);
      const expected = (more: Intl.DateTimeFormatOptions) =>
        new Intl.DateTimeFormat('en', { ...options, ...more }).format(time);
      assert.equal(formatDate(date, 'en'), expected({ month: 'short', day: 'numeric' }));
      assert.equal(formatDate(date.slice(0, 7), 'en'), expected({ month: 'short' }));
      assert.equal(formatDate(date.slice(0, 4), 'en'), expected({}));
    }
  });
  it('that no calendar has are shown as they are', () => {
    for (const date of ['2022-02-30', '2023-02-29', '2021-13', '2021-04-31', '0050'])
      for (const lang of ['en', 'de', 'ar']) assert.equal(formatDate(date, lang), date);
  });
  it('that are none are shown as they are', () => assert.equal(formatDate('spring of 2019'), 'spring of 2019'));
});
