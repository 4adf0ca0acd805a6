// Templates of the elements as a page that is built ahead has them, with no browser.
import '../../src/cli/build/node-globals.js';
import { render } from '@lit-labs/ssr';
import { collectResultSync } from '@lit-labs/ssr/lib/render-result.js';
import { JSDOM } from 'jsdom';

/** The body of a document with what a template renders to. */
export const rendered = (template: unknown): HTMLElement =>
  new JSDOM(collectResultSync(render(template))).window.document.body;

/** The words of an element, its white space as one space. */
export const wordsOf = (element: Element | null): string => (element?.textContent ?? '').replaceAll(/\s+/g, ' ').trim();
