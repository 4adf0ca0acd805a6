import type { Html } from '../../text/html.js';
import { insert } from '../../text/insert.js';
import { BETWEEN, identityOf, isBetween, type Markup, markup } from '../../text/places.js';
import { html } from './template.js';

/** A part of what stands in a root. Its key is its name from one writing to the next. */
export interface Block extends Partial<Markup> {
  key: string;
  html: Html;
}

/** A block that a writer makes. */
export const blockOf = (key: string, write: () => Html): Block => ({ key, ...markup(write) });

/** What is kept of a block: no text, so that a page with a thousand cards stays small. */
interface Written {
  hash: number;
  nodes: readonly ChildNode[];
}

/** What has been written, by who has it written: the blocks by their keys, in their order. */
const written = new WeakMap<object, ReadonlyMap<string, Written>>();

/** A hash of 53 bits (cyrb53 by bryc, in the public domain, two characters at a time): enough to tell a block from what it was. */
export const hashOf = (text: string): number => {
  let low = 0xdeadbeef ^ text.length;
  let high = 0x41c6ce57 ^ text.length;
  for (let index = 0; index < text.length; index += 2) {
    // Past the end of the text it is NaN, and with `<<` nothing.
    const two = text.charCodeAt(index) | (text.charCodeAt(index + 1) << 16);
    low = Math.imul(low ^ two, 0x9e3779b1);
    high = Math.imul(high ^ two, 0x5f356495);
  }
  low = Math.imul(low ^ (low >>> 16), 0x85ebca6b) ^ Math.imul(high ^ (high >>> 13), 0xc2b2ae35);
  high = Math.imul(high ^ (high >>> 16), 0x85ebca6b) ^ Math.imul(low ^ (low >>> 13), 0xc2b2ae35);
  return (high & 0x1fffff) * 0x100000000 + (low >>> 0);
};

const hash = ({ html: own, places = [] }: Block): number => hashOf(identityOf({ html: own, places }));

/** The blocks that have something to show. A key that stands there twice is two keys. */
const named = (blocks: readonly Block[]): Block[] => {
  const keys = new Set<string>();
  return blocks.flatMap((block) => {
    let { key } = block;
    while (keys.has(key)) key += '+';
    keys.add(key);
    return block.html.text === '' ? [] : [{ ...block, key }];
  });
};

/** Inserts a block. @returns its nodes. */
const insertOne = (root: ParentNode, { html: content, places }: Block, before: ChildNode | null): ChildNode[] => {
  const previous = before ? before.previousSibling : root.lastChild;
  insert(root, content, before, places);
  const nodes: ChildNode[] = [];
  for (let node = previous ? previous.nextSibling : root.firstChild; node !== before && node; node = node.nextSibling)
    nodes.push(node);
  return nodes;
};

/** Inserts all blocks at once, which takes a quarter less time. @returns the nodes of each. */
const insertAll = (root: ParentNode, blocks: readonly Block[], before: ChildNode | null): ChildNode[][] => {
  const content = html`${blocks.map((block, index) => (index > 0 ? [BETWEEN, block.html] : block.html))}`;
  const places = blocks.flatMap((block) => block.places ?? []);
  const all: ChildNode[][] = [[]];
  for (const node of insertOne(root, { key: '', html: content, places }, before)) {
    if (isBetween(node)) {
      node.remove();
      all.push([]);
    } else all.at(-1)?.push(node);
  }
  return all;
};

/** The places of as many of these numbers as possible that increase from one to the next. */
const increasing = (numbers: readonly number[]): Set<number> => {
  const lengths: number[] = [];
  const previous: number[] = [];
  let last = -1;
  numbers.forEach((number, place) => {
    lengths[place] = 1;
    previous[place] = -1;
    for (let other = 0; other < place; other++) {
      const length = (lengths[other] ?? 0) + 1;
      if ((numbers[other] ?? 0) < number && length > (lengths[place] ?? 0)) {
        lengths[place] = length;
        previous[place] = other;
      }
    }
    if (last < 0 || (lengths[place] ?? 0) > (lengths[last] ?? 0)) last = place;
  });
  const places = new Set<number>();
  for (let place = last; place >= 0; place = previous[place] ?? -1) places.add(place);
  return places;
};

/** Writes for the first time. */
const begin = (root: ParentNode, blocks: readonly Block[], end: ChildNode | null): Map<string, Written> => {
  const nodes = insertAll(root, blocks, end);
  return new Map(blocks.map((block, index) => [block.key, { hash: hash(block), nodes: nodes[index] ?? [] }]));
};

/** Replaces what has changed. */
const change = (
  root: ParentNode,
  blocks: readonly Block[],
  old: ReadonlyMap<string, Written>,
  end: ChildNode | null,
): Map<string, Written> => {
  const last = [...old.values()].at(-1)?.nodes.at(-1);
  let before = last?.parentNode === root ? last.nextSibling : end;

  const next = new Map<string, Written>();
  for (const block of blocks) {
    const now = hash(block);
    const known = old.get(block.key);
    const isKept = known?.hash === now && known.nodes.every(({ parentNode }) => parentNode === root);
    next.set(block.key, isKept ? known : { hash: now, nodes: [] });
  }
  for (const [key, one] of old) if (next.get(key) !== one) for (const node of one.nodes) node.remove();

  const order = new Map([...old.values()].map((one, index) => [one, index]));
  const kept = [...next.values()].filter((one) => order.has(one));
  const places = increasing(kept.map((one) => order.get(one) ?? 0));
  const still = new Set(kept.filter((_one, place) => places.has(place)));
  // From the last to the first: each stands before the one that follows it.
  for (const block of [...blocks].reverse()) {
    const one = next.get(block.key);
    if (!one) continue;
    if (!order.has(one)) one.nodes = insertOne(root, block, before);
    else if (!still.has(one)) for (const node of one.nodes) root.insertBefore(node, before);
    before = one.nodes[0] ?? before;
  }
  return next;
};

/**
 * Writes blocks into a root: at its end, later in the places of those that it wrote before. A block
 * whose HTML has changed is replaced whole, since a translator of pages may have rewritten its text meanwhile. The nodes of
 * all others are left alone, and with them open folds, focus and selection; where the order has changed, as few as possible
 * are moved.
 *
 * A block should be one element, and its key its own.
 * @param end what they stand before; unset, they are the last in the root.
 * @param by who has them written, where several write into one root.
 */
export const update = (
  root: ParentNode,
  given: readonly Block[],
  end: ChildNode | null = null,
  by: object = root,
): void => {
  const blocks = named(given);
  const old = written.get(by);
  written.set(by, old ? change(root, blocks, old, end) : begin(root, blocks, end));
};
