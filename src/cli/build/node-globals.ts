// What the elements find around them where pages are built ahead. It has to be read before they are.
import { JSDOM } from 'jsdom';

const { window } = new JSDOM('<!doctype html>', { url: 'http://localhost/' });

// Authored text is formatted and cleaned in a real document, by the same code as in a browser.
Object.assign(globalThis, { window });
for (const name of ['document', 'DOMParser', 'DocumentFragment', 'NodeFilter', 'Node'] as const)
  Object.assign(globalThis, { [name]: window[name] });
// Nobody prints a page here, or leaves it.
const deaf = { addEventListener: () => undefined, removeEventListener: () => undefined };
Object.assign(globalThis, deaf);
// jsdom has each document in which something is looked up by a selector listen at the window, for good: a thread that has
// cleaned ten thousand texts would keep as many documents, and search all of their listeners for each new one.
Object.assign(window, deaf);
