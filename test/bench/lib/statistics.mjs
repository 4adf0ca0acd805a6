/** @typedef {{ median: number, lower: number, upper: number, rounds: number }} Summary Median and quartiles. */

const at = (sorted, share) => {
  const place = (sorted.length - 1) * share;
  const low = Math.floor(place);
  return sorted[low] + (sorted[Math.ceil(place)] - sorted[low]) * (place - low);
};

/** @param {number[]} values @returns {Summary} */
export const summarise = (values) => {
  const sorted = [...values].sort((a, b) => a - b);
  return { median: at(sorted, 0.5), lower: at(sorted, 0.25), upper: at(sorted, 0.75), rounds: sorted.length };
};

/**
 * Measures competitors in turn, round by round, so that what slows the machine down for a while slows them all. Each round begins
 * with another one.
 * @param {string[]} competitors
 * @param {number} rounds
 * @param {(competitor: string) => Promise<Record<string, number>>} measure one measurement: numbers by the name of what was measured.
 * @param {(text: string) => void} tell hears how far it is.
 * @returns {Promise<Record<string, Record<string, number[]>>>} by what was measured, then by competitor: one number a round.
 */
export const interleave = async (competitors, rounds, measure, tell) => {
  const measured = {};
  for (let round = 0; round < rounds; round++) {
    for (let turn = 0; turn < competitors.length; turn++) {
      const competitor = competitors[(turn + round) % competitors.length];
      tell(`round ${round + 1} of ${rounds}, ${competitor}`);
      for (const [what, value] of Object.entries(await measure(competitor)))
        ((measured[what] ??= {})[competitor] ??= []).push(value);
    }
  }
  return measured;
};

/** What a competitor needs in relation to another one in the same round, which what both have in common does not blur. @returns {Summary} */
export const ratios = (values, others) => summarise(values.map((value, round) => value / others[round]));

/** All but the page without any work. */
export const withoutNothing = (measured) =>
  Object.fromEntries(Object.entries(measured).filter(([name]) => name !== 'nothing'));

/** Takes what a page without any work needs from every other one's numbers; never below a microsecond, which is nothing. */
export const withoutIdle = ({ nothing, ...others }) => {
  const idle = summarise(nothing).median;
  return Object.fromEntries(
    Object.entries(others).map(([name, values]) => [name, values.map((value) => Math.max(0.001, value - idle))]),
  );
};
