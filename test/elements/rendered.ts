// Templates of the elements as a page that is built ahead has them, with no browser.
import '../../src/cli/build/node-globals.js';
import { JSDOM } from 'jsdom';
import { html, type Value } from '../../src/writers/html/template.js';

/** The body of a document with what a writer has written. */
export const rendered = (written: Value): HTMLElement => new JSDOM(html`${written}`.text).window.document.body;

/** The words of an element, its white space as one space. */
export const wordsOf = (element: Element | null): string => (element?.textContent ?? '').replaceAll(/\s+/g, ' ').trim();
