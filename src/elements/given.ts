import { TAKEN } from '../artifact/source.js';
import { warn } from '../warn.js';

/** What an author gave an element in the page's markup. */
export interface Given {
  /** The script whose text is the artifact. */
  script: HTMLScriptElement | undefined;
  /** What looks like an artifact and is none that the element can take, as it stands in the page. */
  unusable: string | undefined;
}

/** The most of an attribute that is repeated, in characters. */
const REPEATED = 80;

const attributeOf = (element: Element): string | undefined => {
  const text = element.getAttribute('artifact');
  return text === null ? undefined : `artifact="${text.length > REPEATED ? `${text.slice(0, REPEATED)}…` : text}"`;
};

/** A script for an element of somebody else within this one is not given to this one. */
const isFor = (script: Element, element: Element): boolean => {
  let around = script.parentElement;
  while (around && around !== element && !around.localName.includes('-')) around = around.parentElement;
  return around === element;
};

/**
 * Reads the element's own markup. React up to 18 writes an object into an attribute as "[object Object]", and WordPress puts
 * scripts into paragraphs: who gets no card learns why.
 */
export const givenIn = (element: Element): Given => {
  const scripts = [...element.querySelectorAll('script')].filter(({ type }) => /json/i.test(type));
  const script = scripts.find(({ type, parentElement }) => type === 'application/json' && parentElement === element);
  // While the page is parsed the right one may still come.
  const [odd] = document.readyState === 'loading' ? [] : scripts.filter((one) => isFor(one, element));
  const around = odd && odd.parentElement !== element ? `<${odd.parentElement?.localName}>` : '';
  return {
    script,
    unusable: attributeOf(element) ?? (odd && `${around}<script type="${odd.type}">`),
  };
};

/** Reads once more when the page is parsed, if it is not yet. */
export const whenParsed = (read: () => void): void => {
  if (document.readyState === 'loading') document.addEventListener('DOMContentLoaded', read, { once: true });
};

/** Whether there are words for readers in a node. */
export const hasWords = (node: Node): boolean =>
  node instanceof Text
    ? Boolean(node.data.trim())
    : !(node instanceof HTMLScriptElement) && [...node.childNodes].some(hasWords);

/** Milliseconds after the page has loaded in which a script of the page may still give an element its artifact. */
const PATIENCE = 5000;

/** An element that may have been given nothing, and since when it is looked at. Who has left the page by then is not kept for it. */
interface Watched {
  element: WeakRef<HTMLElement & { isIdle: boolean }>;
  since: number;
}
let watched: Watched[] = [];

const tell = (): void => {
  const now = performance.now();
  const due = watched.filter(({ since }) => now - since >= PATIENCE);
  watched = watched.filter((one) => !due.includes(one));
  if (watched.length > 0) setTimeout(tell, PATIENCE);
  for (const { element } of due) {
    const there = element.deref();
    if (there?.isIdle) warn(`<${there.localName}> was given nothing. ${TAKEN}`);
  }
};

const wait = (): unknown => setTimeout(tell, PATIENCE + 1);

/** Tells the page's author, once, of elements that were given nothing. */
export const noteIfIdle = (element: HTMLElement & { isIdle: boolean }): void => {
  watched.push({ element: new WeakRef(element), since: performance.now() });
  if (watched.length > 1) return;
  if (document.readyState === 'complete') wait();
  else addEventListener('load', wait, { once: true });
};
