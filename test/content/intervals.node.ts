import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { exactInterval } from '../../src/content/intervals.js';

const intervalOf = (n: number, of: number) => {
  const interval = exactInterval(n, of);
  assert.ok(interval, `${n} of ${of}`);
  return interval;
};

/** The probability of `n` to `m` of `of` at a share `p`, summed term by term. */
const between = (n: number, m: number, of: number, p: number): number => {
  let sum = 0;
  for (let k = n; k <= m; k++) {
    let ways = 1;
    for (let j = 1; j <= k; j++) ways *= (of - k + j) / j;
    sum += ways * p ** k * (1 - p) ** (of - k);
  }
  return sum;
};
const near = (a: number, b: number, what: string) => assert.ok(Math.abs(a - b) < 1e-6, `${what}: ${a}, not ${b}`);

describe('the exact interval of a share', () => {
  it('leaves 2.5% of samples beyond each of its ends, for every count of up to 40 people', () => {
    for (let of = 1; of <= 40; of++)
      for (let n = 0; n <= of; n++) {
        const { low, high } = intervalOf(n, of);
        const what = `${n} of ${of}`;
        if (n === 0) near(low, 0, what);
        else near(between(n, of, of, low / 100), 0.025, what);
        if (n === of) near(high, 100, what);
        else near(between(0, n, of, high / 100), 0.025, what);
      }
  });

  it('is what is known in closed form for none and for all of many people', () => {
    for (const of of [1, 22, 3000, 100_000]) {
      near(intervalOf(0, of).high, 100 * (1 - 0.025 ** (1 / of)), `0 of ${of}`);
      near(intervalOf(of, of).low, 100 * 0.025 ** (1 / of), `${of} of ${of}`);
    }
  });

  it('holds the share, and is narrower the more people there are', () => {
    const { low, high } = intervalOf(50_000, 100_000);
    assert.ok(low > 49.68 && low < 50 && high > 50 && high < 50.32, `${low} to ${high}`);
  });

  it('is not computed for nobody, for more than all, or for so many that a browser would wait for it', () => {
    for (const [n, of] of [
      [0, 0],
      [30, 21],
      [3e15, 9e15],
    ] as const)
      assert.equal(exactInterval(n, of), undefined, `${n} of ${of}`);
  });
});
