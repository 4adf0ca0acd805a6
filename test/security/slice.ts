import type { ThisRun } from '../this-run.js';

const SLICES = 10;

/**
 * The items that a run tries: all of them, or each tenth, and where that leaves a class without any, one of that class, another one in each slice.
 * Ten slices are all items.
 * @param classOf what an item stands for.
 */
export const sliced = <T>(items: readonly T[], { all, slice }: ThisRun, classOf: (item: T) => string): T[] => {
  if (all || items.length <= SLICES) return [...items];
  const chosen = new Set(items.filter((_item, index) => index % SLICES === slice));
  const classes = new Map<string, T[]>();
  for (const item of items) classes.set(classOf(item), [...(classes.get(classOf(item)) ?? []), item]);
  for (const members of classes.values())
    if (!members.some((item) => chosen.has(item))) chosen.add(members[slice % members.length]!);
  return items.filter((item) => chosen.has(item));
};
