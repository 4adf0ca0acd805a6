/** The probability of at most `n` of `of`, where each of them has the probability `p`, which is over `n / of`. */
const atMost = (n: number, of: number, p: number, logWays: number): number => {
  let term = Math.exp(logWays + n * Math.log(p) + (of - n) * Math.log1p(-p));
  let sum = term;
  // Downward from `n` each term is smaller than the one before.
  for (let k = n; k > 0 && term > sum * 1e-12; k--) {
    term *= (k * (1 - p)) / ((of - k + 1) * p);
    sum += term;
  }
  return sum;
};

/** The highest share by which at most `n` of `of` would still be seen in 2.5% of samples. */
const highest = (n: number, of: number): number => {
  if (n === of) return 1;
  let logWays = 0;
  for (let k = 1; k <= n; k++) logWays += Math.log((of - n + k) / k);
  let [low, high] = [n / of, 1];
  // Halved until it is right to more digits than are shown.
  for (let step = 0; step < 40; step++) {
    const middle = (low + high) / 2;
    if (atMost(n, of, middle, logWays) > 0.025) low = middle;
    else high = middle;
  }
  return low;
};

/**
 * The exact 95% confidence interval of a share of people, in per cent: Clopper and Pearson, Biometrika 1934;26:404–413.
 * @param n how many had it: a whole number from 0 to `of`. @param of of how many: 1 or more.
 */
export const exactInterval = (n: number, of: number): { low: number; high: number } => ({
  low: 100 * (1 - highest(of - n, of)),
  high: 100 * highest(n, of),
});
