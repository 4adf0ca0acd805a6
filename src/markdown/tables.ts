import type { Nodes } from 'mdast';

/** Makes a table's head as wide as its widest row: what is beyond the head would be dropped, and it may be a limit of a dose. */
export const widenTables = (node: Nodes): void => {
  if (!('children' in node)) return;
  node.children.forEach(widenTables);
  const [head] = node.type === 'table' ? node.children : [];
  if (node.type !== 'table' || !head) return;
  const width = Math.max(...node.children.map(({ children }) => children.length));
  while (head.children.length < width) head.children.push({ type: 'tableCell', children: [] });
  node.align = head.children.map((_, index) => node.align?.[index] ?? null);
};
