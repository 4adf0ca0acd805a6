import { missingCode } from './missing.js';
import { isMissing } from './values.js';
import type { Sourced } from './schema/common.js';

type Said = Sourced<unknown>;

/** Groups the values of a fact by content: two sources that agree on a number for the same group form one version. */
export const versionsOf = <T>(values: readonly Sourced<T>[]): Sourced<T>[][] => {
  const versions = new Map<string, Sourced<T>[]>();
  for (const value of values) {
    const key = JSON.stringify([value.value, value.group]);
    versions.set(key, [...(versions.get(key) ?? []), value]);
  }
  return [...versions.values()];
};

const refsOf = (version: readonly Said[]) => version.flatMap(({ refs = [] }) => refs);

/** Whether a version makes a statement: a missing value contradicts nothing, but "none" is a statement. */
const says = ([{ value } = { value: undefined }]: readonly Said[]) =>
  !isMissing(value) || ['none', 'not-applicable'].includes(missingCode(value.missing));

/** Whether a version is marked as superseded or as a rewording of another. */
const yields = (version: readonly Said[]) => version.every(({ relation }) => relation !== undefined);

/** For each pair of different values for one group: whether one source gives both, or neither names a source. */
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
 * Whether sources contradict each other: they give different values for the same group. Not conflicts: values for different
 * groups, several values from one source, missing values, and values marked as superseded or as a rewording.
 */
export const sourcesDiffer = (values: readonly Said[]): boolean =>
  // A registry may give hundreds of values for one outcome, all its own.
  new Set(values.map(({ refs }) => String(refs))).size > 1 && pairs(values).includes(false);

/** Whether source and group distinguish all values, so that the notes can be collapsed at first. */
export const areToldApart = (values: readonly Said[]): boolean => !pairs(values).includes(true);
