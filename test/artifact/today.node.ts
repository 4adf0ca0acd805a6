import assert from 'node:assert/strict';
import { afterEach, describe, it } from 'node:test';
import { isPast, today } from '../../src/artifact/today.js';

/** What a reader in this time zone gets at this moment. */
const inZone = <T>(zone: string, utc: string, ask: (now: Date) => T): T => {
  process.env.TZ = zone;
  return ask(new Date(utc));
};

describe('today and the past', () => {
  const kept = process.env.TZ;
  afterEach(() => {
    if (kept === undefined) delete process.env.TZ;
    else process.env.TZ = kept;
  });

  it('are of the reader’s own calendar, east and west of Greenwich', () => {
    const moment = '2026-11-23T23:30:00Z';
    assert.equal(inZone('UTC', moment, today), '2026-11-23');
    assert.equal(inZone('Pacific/Auckland', moment, today), '2026-11-24');
    assert.equal(inZone('America/Los_Angeles', '2026-11-24T05:00:00Z', today), '2026-11-23');
    assert.equal(
      inZone('Pacific/Auckland', moment, (now) => isPast('2026-11-23', now)),
      true,
    );
    assert.equal(
      inZone('UTC', moment, (now) => isPast('2026-11-23', now)),
      false,
    );
  });

  it('count a day until its end, a month until its last day and a year until its last month', () => {
    const at = (utc: string, date: string) => inZone('UTC', utc, (now) => isPast(date, now));
    assert.equal(at('2026-11-23T23:59:59Z', '2026-11-23'), false);
    assert.equal(at('2026-11-24T00:00:00Z', '2026-11-23'), true);
    assert.equal(at('2026-11-30T23:59:59Z', '2026-11'), false);
    assert.equal(at('2026-12-01T00:00:00Z', '2026-11'), true);
    assert.equal(at('2026-12-31T23:59:59Z', '2026'), false);
    assert.equal(at('2027-01-01T00:00:00Z', '2026'), true);
  });
});
