// A document, for tests in Node of what a browser does. Must be imported before what uses it.
import { JSDOM } from 'jsdom';

const { window } = new JSDOM('<!doctype html>', { url: 'http://localhost/' });

Object.assign(globalThis, { window });
for (const name of ['customElements', 'document', 'DOMParser', 'DocumentFragment', 'Node', 'NodeFilter'] as const)
  Object.assign(globalThis, { [name]: window[name] });
