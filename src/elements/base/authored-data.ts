import { TAKEN } from '../../artifact/source.js';
import { warn } from '../../warn.js';

/** What an author gave an element in the page's markup. */
export interface AuthoredData {
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

/** Whether the parser has left a node: it may stop within a script, whose text is not whole then. */
const isParsed = (node: Node | null): boolean =>
  document.readyState !== 'loading' || (node !== null && (node.nextSibling !== null || isParsed(node.parentNode)));

/**
 * Reads the element's own markup. React up to 18 writes an object into an attribute as "[object Object]", and WordPress puts
 * scripts into paragraphs: who gets no card learns why.
 */
export const authoredDataIn = (element: Element): AuthoredData => {
  const scripts = [...element.querySelectorAll('script')].filter(({ type }) => /json/i.test(type));
  const script = scripts.find(
    (one) => one.type === 'application/json' && one.parentElement === element && isParsed(one),
  );
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

/** Elements that may have been given nothing. Who has left the page meanwhile is not kept for it. */
type Watched = WeakRef<HTMLElement & { isIdle: boolean }>[];
/** Those that the timer which runs is for, and those that came since. */
let watched: Watched = [];
let later: Watched = [];
let isWaiting = false;

const wait = (): void => {
  [watched, later] = [later, []];
  setTimeout(tell, PATIENCE);
};

const tell = (): void => {
  for (const one of watched) {
    const element = one.deref();
    if (element?.isIdle) warn(`<${element.localName}> has no artifact. ${TAKEN}`);
  }
  isWaiting = later.length > 0;
  if (isWaiting) wait();
};

/** Tells the page's author, once, of elements that were given nothing. */
export const noteIfIdle = (element: HTMLElement & { isIdle: boolean }): void => {
  later.push(new WeakRef(element));
  if (isWaiting) return;
  isWaiting = true;
  if (document.readyState === 'complete') wait();
  else addEventListener('load', wait, { once: true });
};
