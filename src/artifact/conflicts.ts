import { missingCode } from './missing.js';
import { isMissing } from './values.js';
import type { Sourced } from './schema/common.js';

type Said = Sourced<unknown>;

/** The values of a fact, each once, with all that say it: two sources that agree on a number for the same people are one version. */
export const versionsOf = <T>(values: readonly Sourced<T>[]): Sourced<T>[][] => {
  const versions = new Map<string, Sourced<T>[]>();
  for (const value of values) {
    const key = JSON.stringify([value.value, value.group]);
    versions.set(key, [...(versions.get(key) ?? []), value]);
  }
  return [...versions.values()];
};

const refsOf = (version: readonly Said[]) => version.flatMap(({ refs = [] }) => refs);

/** Whether this says something: who reports nothing contradicts nobody. "None" says something. */
const says = ([{ value } = { value: undefined }]: readonly Said[]) =>
  !isMissing(value) || ['none', 'not-applicable'].includes(missingCode(value.missing));

/** Whether something else says the same, or says it of a later time. */
const yields = (version: readonly Said[]) => version.every(({ relation }) => relation !== undefined);

/** For each two different values of one group of people: whether one source gives both, or none is named for either. */
const pairs = (values: readonly Said[]): boolean[] => {
  const versions = versionsOf(values).filter((version) => says(version) && !yields(version));
  return versions.flatMap((one, index) =>
    versions
      .slice(index + 1)
      .filter((other) => one[0]?.group === other[0]?.group)
      .map((other) => {
        const [refs, others] = [refsOf(one), refsOf(other)];
        return refs.length + others.length === 0 || refs.some((key) => others.includes(key));
      }),
  );
};

/**
 * Whether sources contradict each other: they give different values for the same group. Values for different groups, and
 * several that one source gives beside each other, are no conflict; nor is a source that reports nothing, nor a value that is
 * marked as an earlier state or as other words for the same.
 */
export const sourcesDiffer = (values: readonly Said[]): boolean =>
  // A registry may give hundreds of values for one outcome, all its own.
  new Set(values.map(({ refs }) => String(refs))).size > 1 && pairs(values).includes(false);

/** Whether source and group tell each value from the others: then a reader can do without the notes at first. */
export const areToldApart = (values: readonly Said[]): boolean => !pairs(values).includes(true);
