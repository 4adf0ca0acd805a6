// Globals for the elements when pages are prerendered. Must be imported before them.
import { JSDOM } from 'jsdom';

const { window } = new JSDOM('<!doctype html>', { url: 'http://localhost/' });

// Authored text is rendered and sanitized in a real document, by the same code as in a browser.
Object.assign(globalThis, { window });
for (const name of ['document', 'DOMParser', 'DocumentFragment', 'NodeFilter', 'Node'] as const)
  Object.assign(globalThis, { [name]: window[name] });
// There are no print or unload events here.
const deaf = { addEventListener: () => undefined, removeEventListener: () => undefined };
Object.assign(globalThis, deaf);
// jsdom registers a permanent window listener for each document that is queried by a selector: a thread that has sanitized
// ten thousand texts would retain as many documents, and search all their listeners for each new one.
Object.assign(window, deaf);
