// What the libraries in the one script find in place of the page's own (rollup.config.mjs puts it there). The modules of
// the package, which a site builds into a script of its own, run on the page's.

const methods = new Map<PropertyKey, unknown>();

/**
 * On a page that is XML (XHTML, a chapter of an EPUB) the browser parses a template's markup as XML, which ours is not, and
 * may make elements of no namespace. A template of an HTML document is parsed as HTML anywhere.
 */
const createInXml = (): Document['createElement'] | undefined => {
  if (document.contentType === 'text/html') return undefined;
  const inert = document.implementation.createHTMLDocument('');
  return (name: string) =>
    name === 'template' ? inert.createElement(name) : document.createElementNS('http://www.w3.org/1999/xhtml', name);
};
const created = createInXml();
if (created) methods.set('createElement', created);

/**
 * The page's document as the standard has it. On the document itself, a form or a picture of the page by the name of
 * `body` or `createElement` stands in for what we mean.
 */
export const ownDocument: Document = new Proxy(document, {
  get(target, key) {
    const known = methods.get(key);
    if (known) return known;
    const value: unknown = Reflect.get(Document.prototype, key, target);
    if (typeof value !== 'function') return value;
    const method = (...args: unknown[]): unknown => Reflect.apply(value, target, args);
    methods.set(key, method);
    return method;
  },
  set: (target, key, value) => Reflect.set(Document.prototype, key, value, target),
});

/**
 * The global scope that Lit finds. There it leaves its versions and the metadata of decorators, and looks for what is to
 * patch it: a page gains no names by us, and neither another Lit in it nor an element with such an id reaches ours.
 */
export const litScope = { ShadowRoot: globalThis.ShadowRoot };
