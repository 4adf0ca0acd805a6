import { hashOf } from '../../artifact/prerendered.js';
import type { Html } from '../../text/html.js';
import { insert } from '../../text/insert.js';
import { BETWEEN, identityOf, isBetween } from '../../text/places.js';
import { type Block, joined, type Piece, piecesOf } from '../../writers/html/block.js';

/** What is kept of a block. No text, to save memory on pages with a thousand cards. */
interface Written {
  hash: number;
  nodes: readonly ChildNode[];
  /** For a shell: its tag and its content. */
  shell?: Html;
  of?: Pieces;
}
type Pieces = ReadonlyMap<string, Written>;

/** The blocks of each root by key, in order. */
const written = new WeakMap<Node, Pieces>();

const hash = (piece: Piece): number => hashOf(identityOf(piece));

/** Finds the nodes of each piece and removes the separators. */
const track = (pieces: readonly Piece[], nodes: Iterable<ChildNode>): Pieces => {
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
      const inner = piece.of && { shell: piece.html, of: track(piece.of, [...(own[0]?.childNodes ?? [])]) };
      return [piece.key, { hash: hash(piece), nodes: own, ...inner }];
    }),
  );
};

/** Inserts all pieces at once: a quarter faster than one by one. */
const begin = (root: ParentNode & Node, pieces: readonly Piece[], before: ChildNode | null): Pieces => {
  const previous = before ? before.previousSibling : root.lastChild;
  const { html, places } = joined(pieces, BETWEEN);
  insert(root, html, before, places);
  const nodes: ChildNode[] = [];
  for (let node = previous ? previous.nextSibling : root.firstChild; node !== before && node; node = node.nextSibling)
    nodes.push(node);
  return track(pieces, nodes);
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

/** Applies the difference between two shells. Attributes that other code has set stay. */
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

/** Returns the nodes of a piece that can stay, after updating the blocks in them. */
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

/** Replaces changed pieces. Folds in a replaced piece keep their state if their number is the same. */
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

/** The path from a node to an element in it: child indexes. */
const stepsTo = (element: Element, from: Node): number[] => {
  const parent = element === from ? null : element.parentElement;
  return parent ? [...stepsTo(parent, from), [...parent.children].indexOf(element)] : [];
};

/** Returns a function that finds the element at the same path after an update. */
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
 * Writes blocks at the end of a root, or updates those written before. A block whose HTML has changed is replaced as a whole,
 * since a page translator may have rewritten its text. All other nodes are left alone, with open folds, focus and selection;
 * if the order has changed, as few as possible are moved. The focus returns to a button that its own click has replaced.
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

/** Replaces everything in a root with blocks. Open folds and the focus are restored. */
export const replace = (root: ShadowRoot, blocks: readonly Block[]): void => {
  // Review dates are reworded or dropped when the page is read: they must not shift the position of the focused element.
  for (const due of root.querySelectorAll('[data-due]')) due.remove();
  const outermost = [...root.children].filter(({ localName }) => localName !== 'style');
  // Identified by their text, since a new sort order moves them.
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

/** Removes everything but styles from a root whose state is unknown after an error. */
export const clear = (root: ParentNode & Node): void => {
  written.delete(root);
  for (const node of [...root.childNodes]) if (node.nodeName !== 'STYLE') node.remove();
};
