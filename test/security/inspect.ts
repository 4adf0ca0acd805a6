// Looks at everything that is rendered, through all shadow trees, for what an author's text must never become.

/** The tags that authored text may become, written down a second time: what the sanitiser's own list gains is not let pass here. */
export const TAGS = new Set(
  'a abbr address article b bdi bdo blockquote br caption cite code col colgroup dd del details dfn div dl dt em figcaption figure h1 h2 h3 h4 h5 h6 hr i img ins kbd li mark ol p pre q rp rt ruby s samp section small span strong sub summary sup table tbody td tfoot th thead time tr u ul var wbr'.split(
    ' ',
  ),
);

/** The attributes that authored text may set. Those of addresses are looked at by themselves. */
export const ATTRIBUTES = new Set(
  'href title alt src from colspan rowspan scope align start reversed value lang dir datetime open target rel referrerpolicy'.split(
    ' ',
  ),
);

/** Attributes that reach beyond the text, and hold only what our own templates write. `id` stays in its shadow tree. */
const OURS_ALONE =
  /^(style|class|name|slot|part|exportparts|popover.*|command.*|form.*|autofocus|tabindex|contenteditable|draggable|is|nonce|srcdoc|sandbox|allow)$/;

/** Attributes that hold an address. */
const ADDRESSES = new Set(
  'href src from action formaction data poster background cite longdesc ping srcset xlink:href manifest icon'.split(
    ' ',
  ),
);

/** Styles that our own code sets: where something stands. */
const LENGTHS = /^(?:(?:top|left|max-height|width|height): -?[\d.]+(?:px|%);\s*)+$/;

/**
 * What the outermost box of an element may have where it is laid out only when it comes near. That is decided by where the
 * element stands, so that no text that was shown before teaches it.
 */
const isFar = (element: Element, { name, value }: Attr): boolean =>
  element.parentNode instanceof ShadowRoot &&
  element.getAttribute('part') === 'root' &&
  ((name === 'class' && /^root( far)?$/.test(value)) || (name === 'style' && /^--_height: \d+px;$/.test(value)));

/** What only the links of a citation have, in trees that hold an author's text. */
const isOfCitation = (element: Element, { name, value }: Attr): boolean =>
  name === 'data-refs' ||
  (name === 'class' && ['cite', 'unresolved'].includes(value)) ||
  (name === 'part' && ['cite', 'unresolved'].includes(value)) ||
  (name === 'aria-label' && element.localName === 'a' && element.getAttribute('part') !== 'back');

/**
 * The citations that our own writer has put into the page: it alone sets HTML in a template of an inert document, and no
 * author's markup passes there.
 */
const citations = new WeakSet<Element>();
const noteCitations = (): void => {
  const sink = Object.getOwnPropertyDescriptor(Element.prototype, 'innerHTML');
  Object.defineProperty(Element.prototype, 'innerHTML', {
    ...sink,
    set(this: Element, html: string) {
      sink?.set?.call(this, html);
      if (this instanceof HTMLTemplateElement && this.ownerDocument !== document)
        for (const cited of this.content.querySelectorAll('sup.cite')) citations.add(cited);
    },
  });
};
if (typeof Element !== 'undefined') noteCitations();

const isInCitation = (element: Element): boolean => {
  const cited = element.closest('sup');
  return cited !== null && citations.has(cited);
};

const SPAN = new Set(['colspan', 'rowspan', 'span']);
const HTML = 'http://www.w3.org/1999/xhtml';

const named = (element: Element) => {
  const root = element.getRootNode();
  return `${root instanceof ShadowRoot ? root.host.localName : '(text)'} ${element.localName}`;
};

/** Every element below, in all open shadow trees. */
export const everyElement = function* (root: ParentNode): Generator<Element> {
  for (const child of root.children) {
    yield child;
    if (child.shadowRoot) yield* everyElement(child.shadowRoot);
    yield* everyElement(child);
  }
};

/** What our own templates make, learnt from texts that attack nothing: elements, their attributes, and the values of some of those. */
export class Ours {
  readonly #known = new Set<string>();

  learn(root: ParentNode): void {
    for (const element of everyElement(root)) {
      this.#known.add(named(element));
      for (const { name, value } of element.attributes) {
        this.#known.add(`${named(element)} ${name}`);
        this.#known.add(`${named(element)} ${name}=${value}`);
      }
    }
  }

  has(element: Element, attribute?: Attr, withValue = false): boolean {
    return this.#known.has(
      `${named(element)}${attribute ? ` ${attribute.name}${withValue ? `=${attribute.value}` : ''}` : ''}`,
    );
  }
}

const ANCHOR = /^#[^\s]+$/;
const PICTURE = /^data:image\/(png|gif|jpeg|webp);base64,/;

const addressFault = (element: Element, { name, value }: Attr): string | undefined => {
  if (element.localName === 'a' && name === 'href' && ANCHOR.test(value)) return undefined;
  if (element.localName === 'img' && name === 'src' && PICTURE.test(value)) return undefined;
  // A picture is asked for when the reader asks.
  if (element.localName === 'img') return 'a picture that loads by itself';
  if (element.localName === 'artifact-image' ? name !== 'from' : element.localName !== 'a' || name !== 'href')
    return 'an address where none belongs';
  if (!URL.canParse(value)) return 'an address that the page would complete';
  const { protocol, username, password } = new URL(value);
  if (!['http:', 'https:', 'mailto:'].includes(protocol) || username || password) return 'a dangerous address';
  if (element.localName !== 'a') return undefined;
  const { target, relList } = element as HTMLAnchorElement;
  return target === '_blank' && relList.contains('noopener') ? undefined : 'a link that leads the page away';
};

const attributeFault = (element: Element, attribute: Attr, ours: Ours): string | undefined => {
  const { name, value } = attribute;
  if (/^on/i.test(name)) return 'a handler';
  if (isOfCitation(element, attribute) && !named(element).startsWith('artifact-sources-popover'))
    return isInCitation(element) ? undefined : 'a citation that nobody made';
  if (ADDRESSES.has(name)) return addressFault(element, attribute);
  if (element.localName === 'code' && name === 'class' && /^language-[\w-]+$/.test(value)) return undefined;
  if (name === 'id')
    return ours.has(element, attribute) && element.getRootNode() instanceof ShadowRoot ? undefined : 'a name';
  if (name === 'style' && LENGTHS.test(value) && ours.has(element, attribute)) return undefined;
  if (isFar(element, attribute)) return undefined;
  if (OURS_ALONE.test(name))
    return ours.has(element, attribute, true) ? undefined : 'an attribute that reaches beyond the text';
  if (SPAN.has(name)) return Number(value) >= 1 && Number(value) <= 100 ? undefined : 'a span beyond any table';
  return ATTRIBUTES.has(name) || ours.has(element, attribute) ? undefined : 'an attribute that no text may set';
};

/** All that is wrong below, in words, each with the element that it is at. */
export const faultsIn = (root: ParentNode, ours: Ours): string[] => {
  const faults: string[] = [];
  for (const element of everyElement(root)) {
    const shown = () => (element.cloneNode() as Element).outerHTML.slice(0, 200);
    const isOurs = ours.has(element);
    if (!isOurs && (element.namespaceURI !== HTML || !TAGS.has(element.localName)))
      faults.push(`an element that no text may make: ${shown()}`);
    for (const attribute of element.attributes) {
      const fault = attributeFault(element, attribute, ours);
      if (fault) faults.push(`${fault}: ${attribute.name} of ${shown()} in ${named(element)}`);
    }
    if (!isOurs && !['static', 'relative'].includes(getComputedStyle(element).position))
      faults.push(`something out of the flow of the text: ${shown()}`);
  }
  return faults;
};
