import { hashOf } from '../../artifact/built.js';
import type { Html } from '../../text/html.js';
import { insert } from '../../text/insert.js';
import { BETWEEN, identityOf, isBetween } from '../../text/places.js';
import { type Block, joined, type Piece, piecesOf } from '../../writers/html/block.js';

/** What is kept of a block: no text, so that a page with a thousand cards stays small. */
interface Written {
  hash: number;
  nodes: readonly ChildNode[];
  /** Of a shell: its tag, and what is in it. */
  shell?: Html;
  of?: Pieces;
}
type Pieces = ReadonlyMap<string, Written>;

/** What has been written into each root: the blocks by their keys, in their order. */
const written = new WeakMap<Node, Pieces>();

const hash = (piece: Piece): number => hashOf(identityOf(piece));

/** Tells which nodes are those of which piece, and takes away what stands between them. */
const tell = (pieces: readonly Piece[], nodes: Iterable<ChildNode>): Pieces => {
  const all: ChildNode[][] = [[]];
  for (const node of nodes) {
    if (isBetween(node)) {
      node.remove();
      all.push([]);
    } else all.at(-1)?.push(node);
  }
  return new Map(
    pieces.map((piece, index) => {
      const own = all[index] ?? [];
      const inner = piece.of && { shell: piece.html, of: tell(piece.of, [...(own[0]?.childNodes ?? [])]) };
      return [piece.key, { hash: hash(piece), nodes: own, ...inner }];
    }),
  );
};

/** Inserts pieces, all at once, which takes a quarter less time than one by one. */
const begin = (root: ParentNode & Node, pieces: readonly Piece[], before: ChildNode | null): Pieces => {
  const previous = before ? before.previousSibling : root.lastChild;
  const { html, places } = joined(pieces, BETWEEN);
  insert(root, html, before, places);
  const nodes: ChildNode[] = [];
  for (let node = previous ? previous.nextSibling : root.firstChild; node !== before && node; node = node.nextSibling)
    nodes.push(node);
  return tell(pieces, nodes);
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

const elementOf = (shell: Html): Element | null => {
  const fragment = document.createDocumentFragment();
  insert(fragment, shell);
  return fragment.firstElementChild;
};

/** Changes those attributes that are others in the new shell than in the old one. What else the element was given stays. */
const changeAttributes = (element: Element, old: Html, now: Html): void => {
  const [before, after] = [elementOf(old), elementOf(now)];
  const names = new Set([...(before?.getAttributeNames() ?? []), ...(after?.getAttributeNames() ?? [])]);
  for (const name of names) {
    const value = after?.getAttribute(name) ?? null;
    if (value === before?.getAttribute(name)) continue;
    if (value === null) element.removeAttribute(name);
    else element.setAttribute(name, value);
  }
};

/** What is there of a piece already, and can stay: with what is changed within it. */
const keptOf = (root: Node, piece: Piece, known: Written | undefined): Written | undefined => {
  if (!known?.nodes.every(({ parentNode }) => parentNode === root)) return undefined;
  const now = hash(piece);
  const { html: shell, of } = piece;
  if (!of || !known.of || !known.shell) return known.hash === now ? known : undefined;
  const element = known.nodes[0] as Element;
  if (known.hash !== now) changeAttributes(element, known.shell, shell);
  return Object.assign(known, { hash: now, shell, of: change(element, of, known.of, null) });
};

const foldsIn = ({ nodes }: Written): HTMLDetailsElement[] =>
  nodes.flatMap((node) =>
    node instanceof Element
      ? [...(node instanceof HTMLDetailsElement ? [node] : []), ...node.querySelectorAll('details')]
      : [],
  );

/** Replaces what has changed. What was open is, where as many folds are there again. */
const change = (root: ParentNode & Node, pieces: readonly Piece[], old: Pieces, end: ChildNode | null): Pieces => {
  const last = [...old.values()].at(-1)?.nodes.at(-1);
  let before = last?.parentNode === root ? last.nextSibling : end;

  const next = new Map<string, Written | undefined>(
    pieces.map((piece) => [piece.key, keptOf(root, piece, old.get(piece.key))]),
  );
  const folds = new Map<string, boolean[]>();
  for (const [key, one] of old)
    if (next.get(key) !== one) {
      folds.set(
        key,
        foldsIn(one).map(({ open }) => open),
      );
      for (const node of one.nodes) node.remove();
    }

  const order = new Map([...old.values()].map((one, index) => [one, index]));
  const kept = [...next.values()].filter((one) => one !== undefined);
  const places = increasing(kept.map((one) => order.get(one) ?? 0));
  const still = new Set(kept.filter((_one, place) => places.has(place)));
  const all = new Map<string, Written>();
  // From the last to the first: each stands before the one that follows it.
  for (const piece of [...pieces].reverse()) {
    const one = next.get(piece.key) ?? begin(root, [piece], before).get(piece.key);
    if (!one) continue;
    const open = folds.get(piece.key);
    const own = open ? foldsIn(one) : [];
    if (own.length === open?.length) own.forEach((fold, index) => (fold.open = open[index] === true));
    if (order.has(one) && !still.has(one)) for (const node of one.nodes) root.insertBefore(node, before);
    before = one.nodes[0] ?? before;
    all.set(piece.key, one);
  }
  return new Map([...all].reverse());
};

/** Where an element is within a node, by its place among the children of each that it is in. */
const stepsTo = (element: Element, from: Node): number[] => {
  const parent = element === from ? null : element.parentElement;
  return parent ? [...stepsTo(parent, from), [...parent.children].indexOf(element)] : [];
};

/** What finds again, after pieces have been written anew, what stands where an element is now. */
const finderOf = (pieces: Pieces | undefined, element: Element): ((now: Pieces) => Element | undefined) | undefined => {
  for (const [key, { nodes, of }] of pieces ?? []) {
    const index = nodes.findIndex((node) => node.contains(element));
    const from = nodes[index];
    if (!from) continue;
    const find = finderOf(of, element);
    if (find) return (now) => find(now.get(key)?.of ?? new Map<string, Written>());
    const steps = stepsTo(element, from);
    return (now) =>
      steps.reduce<Element | undefined>((at, step) => at?.children[step], now.get(key)?.nodes[index] as Element);
  }
  return undefined;
};

/**
 * Writes blocks at the end of a root, later in the places of those that it wrote before. A block whose HTML has changed is
 * replaced whole, since a translator of pages may have rewritten its text meanwhile. The nodes of all others are left alone,
 * and with them open folds, focus and selection; where the order has changed, as few as possible are moved. A button that
 * was pressed, and is written anew by that, has the focus again.
 */
export const update = (root: ShadowRoot | Element, blocks: readonly Block[]): void => {
  const pieces = piecesOf(blocks);
  const old = written.get(root);
  const active = old && (root.getRootNode() as ShadowRoot | Document).activeElement;
  const find = active && finderOf(old, active);
  const now = old ? change(root, pieces, old, null) : begin(root, pieces, null);
  written.set(root, now);
  const next = active?.isConnected ? undefined : find?.(now);
  if (next?.localName === active?.localName) (next as HTMLElement | undefined)?.focus({ preventScroll: true });
};

/** Writes blocks in place of all that stands in a root, the same words for one, written by somebody else. What is open, and what has the focus, is so again. */
export const replace = (root: ShadowRoot, blocks: readonly Block[]): void => {
  // On the day on which it is read, this is said otherwise or not at all: it must not count for where something stands.
  for (const due of root.querySelectorAll('[data-due]')) due.remove();
  const outermost = [...root.children].filter(({ localName }) => localName !== 'style');
  // By their words: what the reader asked for may have put them in another order.
  const open = new Set([...root.querySelectorAll('details[open]')].map(({ textContent }) => textContent));
  const { activeElement } = root;
  const index = activeElement ? outermost.findIndex((one) => one.contains(activeElement)) : -1;
  const steps = activeElement && outermost[index] ? stepsTo(activeElement, outermost[index]) : undefined;
  root.replaceChildren();
  written.delete(root);
  update(root, blocks);
  for (const fold of root.querySelectorAll('details')) fold.open ||= open.has(fold.textContent);
  const next = steps?.reduce<Element | undefined>((at, step) => at?.children[step], root.children[index]);
  if (next?.localName === activeElement?.localName) (next as HTMLElement | undefined)?.focus({ preventScroll: true });
};

/** Takes away what stands in a root, but for its styles: after a fault, nobody knows what that is. */
export const clear = (root: ParentNode & Node): void => {
  written.delete(root);
  for (const node of [...root.childNodes]) if (node.nodeName !== 'STYLE') node.remove();
};
