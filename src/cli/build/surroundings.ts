// What the elements find around them where pages are built ahead. It has to be read before they are.
import { JSDOM } from 'jsdom';

const { window } = new JSDOM('<!doctype html>', { url: 'http://localhost/' });

// Authored text is formatted and cleaned in a real document, by the same code as in a browser.
Object.assign(globalThis, { window });
for (const name of ['document', 'DOMParser', 'DocumentFragment', 'NodeFilter', 'Node'] as const) Object.assign(globalThis, { [name]: window[name] });
// Nobody prints a page here, or leaves it.
Object.assign(globalThis, { addEventListener: () => undefined, removeEventListener: () => undefined });
