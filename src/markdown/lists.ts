import type { Nodes } from 'mdast';

/** Gives the items of numbered lists the numbers that they were written with: HTML would count on from the first. A list of the same number again and again means to be counted. */
export const keepNumbers = (node: Nodes, source: string): void => {
  if (!('children' in node)) return;
  for (const child of node.children) keepNumbers(child, source);
  if (node.type !== 'list' || !node.ordered) return;
  const numbers = node.children.map(({ position }) =>
    Number(/^\d{1,9}/.exec(source.slice(position?.start.offset ?? source.length))?.[0]),
  );
  if (numbers.some(Number.isNaN) || numbers.every((number) => number === numbers[0])) return;
  for (const [index, item] of node.children.entries())
    if (index > 0 && numbers[index] !== (numbers[index - 1] ?? 0) + 1)
      item.data = { ...item.data, hProperties: { value: numbers[index] } };
};
