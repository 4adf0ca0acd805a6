/** More people than this have an interval that is narrower than the point it would be drawn at. */
const MOST = 1_000_000;

/** Whether, with the share `p`, at most `n` of `of` would be seen in more than 2.5% of samples. `p` is over `n / of`. */
const isPlausible = (n: number, of: number, p: number): boolean => {
  const odds = p / (1 - p);
  // What n, and each number below and above it, is worth beside n itself: no factorial grows beyond what a number holds.
  let atMost = 1;
  for (let [k, term] = [n, 1]; k > 0 && term > atMost * 1e-12; k--) {
    term *= k / ((of - k + 1) * odds);
    atMost += term;
  }
  let above = 0;
  for (let [k, term] = [n, 1]; k < of && above < 39 * atMost; k++) {
    term *= ((of - k) * odds) / (k + 1);
    if (term < above * 1e-12) break;
    above += term;
  }
  return above < 39 * atMost;
};

/** The highest share by which at most `n` of `of` would still be seen in 2.5% of samples. */
const highest = (n: number, of: number): number => {
  if (n === of) return 1;
  let [low, high] = [n / of, 1];
  // Halved until it is right to more digits than are shown.
  for (let step = 0; step < 40; step++) {
    const middle = (low + high) / 2;
    if (isPlausible(n, of, middle)) low = middle;
    else high = middle;
  }
  return low;
};

/**
 * The exact 95% confidence interval of a share of people, in per cent: Clopper and Pearson, Biometrika 1934;26:404–413.
 * @param n how many had it: a whole number from 0 to `of`. @param of of how many.
 * @returns undefined for a share of nobody, for more than all, and for more than a million people.
 */
export const exactInterval = (n: number, of: number): { low: number; high: number } | undefined =>
  of > 0 && n <= of && of <= MOST ? { low: 100 * (1 - highest(of - n, of)), high: 100 * highest(n, of) } : undefined;
