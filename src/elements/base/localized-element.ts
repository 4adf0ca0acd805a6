import { adoptStyles, type CSSResult, isServer, LitElement, type PropertyValues, ReactiveElement } from 'lit';
import { loadLanguage } from '../../i18n/load.js';
import { unsubscribe, subscribe, updateSubscribers, withLanguage } from '../../i18n/messages.js';
import { settings } from '../../settings.js';
import { ownTag } from '../../text/tags.js';

/** The sheets of one document's window, by what they were made of. */
const sheets = new WeakMap<Window, WeakMap<CSSResult, CSSStyleSheet>>();

const sheetOf = (result: CSSResult, view: Window & typeof globalThis): CSSStyleSheet => {
  const known = sheets.get(view) ?? new WeakMap<CSSResult, CSSStyleSheet>();
  sheets.set(view, known);
  let sheet = known.get(result);
  if (!sheet) {
    known.set(result, (sheet = new view.CSSStyleSheet()));
    sheet.replaceSync(result.cssText);
  }
  return sheet;
};

/** Hears when a page changes its language. */
let languages: MutationObserver | undefined;

/** The element whose surroundings tell the language: the first with a `lang` of its own on the way out, or that around all others of ours. */
const outermostOf = (element: LocalizedElement): LocalizedElement => {
  const root = element.getRootNode();
  return !element.lang && root instanceof ShadowRoot && root.host instanceof LocalizedElement
    ? outermostOf(root.host)
    : element;
};

const langAbove = (element: Element): string | undefined => {
  const root = element.getRootNode();
  return (
    element.closest<HTMLElement>('[lang]')?.lang || (root instanceof ShadowRoot ? langAbove(root.host) : undefined)
  );
};

/** Who defines one class by hand has what it renders with it. What is there stays. */
const defineParts = (parts: Record<string, CustomElementConstructor>): void => {
  for (const [tag, part] of Object.entries(parts))
    if (!customElements.get(ownTag(tag))) customElements.define(ownTag(tag), part);
};

/**
 * A Lit element that keeps its looks when it is moved into another document: a frame of the page, a window that it
 * opened. A style sheet belongs to the document that it was made for, and the browser takes it away from what leaves.
 * It speaks its reader's language, wherever that is set.
 *
 * Where its page was built ahead, the rendering that it came with stays until the element has one of its own to put in its place.
 */
export abstract class LocalizedElement extends LitElement {
  #hasHeardAttributes = false;
  /** Whether what is shown was built ahead. */
  #isPrerendered = false;

  /** Whether the element has no content of its own yet, but what was built ahead. */
  protected get isWaiting(): boolean {
    return false;
  }

  static override get observedAttributes(): string[] {
    return [...super.observedAttributes, 'lang'];
  }

  override attributeChangedCallback(name: string, before: string | null, now: string | null): void {
    this.#hasHeardAttributes = true;
    super.attributeChangedCallback(name, before, now);
    // Elements inside take it from here.
    if (name === 'lang' && before !== now) updateSubscribers();
  }

  /** The elements that it renders, by tag. */
  protected static parts(): Record<string, CustomElementConstructor> {
    return {};
  }

  override connectedCallback(): void {
    if (!isServer) defineParts((this.constructor as typeof LocalizedElement).parts());
    if (!isServer && !this.#hasHeardAttributes)
      // Chromium's XML parser sets the attributes of a defined element without telling it.
      for (const { name, value } of this.attributes) this.attributeChangedCallback(name, null, value);
    super.connectedCallback();
    if (isServer) return;
    subscribe(this);
    languages ??= new MutationObserver(updateSubscribers);
    languages.observe(this.ownerDocument, { subtree: true, attributeFilter: ['lang'] });
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    unsubscribe(this);
  }

  /**
   * The language of numbers, dates and labels: the element's own or that of the element around it, the page's setting, or
   * the nearest `lang` above. A `lang` within our own shadow trees tells the language of a text, not of its reader.
   */
  protected get language(): string | undefined {
    if (isServer) return this.lang || settings.lang;
    const outermost = outermostOf(this);
    return outermost.lang || settings.lang || langAbove(outermost) || undefined;
  }

  protected override performUpdate(): void {
    const { language } = this;
    loadLanguage(language);
    withLanguage(language, () => super.performUpdate());
  }

  protected override createRenderRoot(): ShadowRoot {
    const prerendered = isServer ? null : this.shadowRoot;
    this.#isPrerendered = prerendered !== null;
    const root = this.shadowRoot ?? this.attachShadow({ mode: 'open' });
    // What was built ahead has its styles with it: others would have the browser style all of the page anew.
    if (!isServer && !prerendered) this.#dress(root);
    return root;
  }

  protected override scheduleUpdate(): Promise<unknown> | undefined {
    const root = this.#isPrerendered && this.getRootNode();
    // The element around it puts another in its place.
    if (root instanceof ShadowRoot && root.host instanceof LocalizedElement && root.host.#isPrerendered) return;
    return super.scheduleUpdate() as Promise<unknown> | undefined;
  }

  protected override update(changed: PropertyValues): void {
    if (this.#isPrerendered && this.isWaiting) return ReactiveElement.prototype['update'].call(this, changed);
    if (this.#isPrerendered && this.shadowRoot) {
      this.shadowRoot.replaceChildren();
      this.#dress(this.shadowRoot);
    }
    this.#isPrerendered = false;
    super.update(changed);
  }

  /** Discards what is rendered, so that the next render starts from nothing: after a fault the tree may be in any state. */
  protected resetRendering(): void {
    const end = document.createComment('');
    const root = this.renderRoot;
    for (const node of [...root.childNodes]) if (!(node instanceof HTMLStyleElement)) node.remove();
    root.append(end);
    this.renderOptions.renderBefore = end;
  }

  adoptedCallback(): void {
    if (this.shadowRoot && !this.#isPrerendered) this.#dress(this.shadowRoot);
  }

  #dress(root: ShadowRoot): void {
    // Asked of the document itself, a form by that name could answer.
    const defaultView = Reflect.get<Document, 'defaultView'>(Document.prototype, 'defaultView', this.ownerDocument);
    const styles = (this.constructor as typeof LitElement).elementStyles;
    if (defaultView && defaultView !== window)
      root.adoptedStyleSheets = styles.map((style) => sheetOf(style as CSSResult, defaultView));
    else adoptStyles(root, styles);
  }
}
