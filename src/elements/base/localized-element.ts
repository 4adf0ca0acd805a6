import { adoptStyles, type CSSResult, isServer, type PropertyValues, ReactiveElement } from 'lit';
import { isPast } from '../../artifact/today.js';
import { isPlainEnglish } from '../../i18n/language.js';
import { loadLanguage } from '../../i18n/load.js';
import { unsubscribe, subscribe, updateSubscribers, withLanguage } from '../../i18n/messages.js';
import { settings } from '../../settings.js';
import { ownTag } from '../../text/tags.js';
import { type Block } from '../../writers/html/block.js';
import { replace, update } from './update.js';

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
 * A Lit element whose content is written by the one writer, in the language of its reader, wherever that is set.
 *
 * It keeps its looks when it is moved into another document: a frame of the page, a window that it opened. A style sheet
 * belongs to the document that it was made for, and the browser takes it away from what leaves.
 *
 * On a prerendered page it keeps the content that it came with, and only adds listeners, as long as it would write the same.
 */
export abstract class LocalizedElement extends ReactiveElement {
  /** What it shows, in its order. It is written after each change; unchanged parts of the page stay as they are. */
  protected abstract content(): readonly Block[];

  #hasHeardAttributes = false;
  /** Set while prerendered content is shown: the reader's choices at that time (none), and the data once they are loaded. */
  #prerendered: { choices: readonly unknown[]; data?: readonly unknown[] } | undefined;

  /** Whether prerendered content is shown. */
  protected get isPrerendered(): boolean {
    return this.#prerendered !== undefined;
  }

  /** Whether the prerendered content is for the current request. A shadow root that a host page attached is not ours. */
  protected get matchesRequest(): boolean {
    const root = this.getRootNode();
    return root instanceof ShadowRoot && root.host instanceof LocalizedElement && root.host.isPrerendered;
  }

  /** The data that its content shows. */
  protected get data(): readonly unknown[] {
    return [];
  }

  /** The reader's choices, such as a sort order. */
  protected get choices(): readonly unknown[] {
    return [];
  }

  /** Whether its data are still loading. */
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
    // A prerendered root has its own styles; adopting others would restyle the whole page.
    if (this.shadowRoot) {
      this.#prerendered = { choices: this.choices };
      return this.shadowRoot;
    }
    const root = this.attachShadow({ mode: 'open' });
    this.#dress(root);
    return root;
  }

  protected override scheduleUpdate(): Promise<unknown> | undefined {
    const root = this.#prerendered && this.getRootNode();
    // The element around it may replace it; if it does not, it schedules this update.
    if (root instanceof ShadowRoot && root.host instanceof LocalizedElement) {
      const around = root.host.#prerendered;
      if (around && !around.data) return;
    }
    return super.scheduleUpdate() as Promise<unknown> | undefined;
  }

  protected override update(changed: PropertyValues): void {
    super.update(changed);
    const shown = this.#prerendered;
    // While another source is loading, the old content must not stay.
    if (shown && ((this.isWaiting && (!shown.data || this.matchesRequest)) || this.#isCurrent(shown))) return;
    this.write(this.renderRoot as ShadowRoot);
  }

  /** Whether the prerendered content is what the element would write. */
  #isCurrent(shown: { choices: readonly unknown[]; data?: readonly unknown[] }): boolean {
    const { renderRoot, data } = this;
    const isSame = (a: readonly unknown[], b: readonly unknown[]) =>
      a.length === b.length && a.every((one, index) => one === b[index]);
    const isCurrent =
      this.matchesRequest &&
      isSame(shown.choices, this.choices) &&
      isSame(shown.data ?? data, data) &&
      isPlainEnglish(this.language) &&
      // Prerendered review dates are worded as if they were not past.
      [...renderRoot.querySelectorAll<HTMLElement>('[data-due]')].every(({ dataset }) => !isPast(dataset['due'] ?? ''));
    if (isCurrent && !shown.data) {
      shown.data = data;
      for (const inner of renderRoot.querySelectorAll('*'))
        if (inner instanceof LocalizedElement && inner.isUpdatePending) void inner.scheduleUpdate();
    }
    return isCurrent;
  }

  /** Writes the content. */
  protected write(root: ShadowRoot): void {
    const blocks = this.content();
    if (!this.#prerendered) return update(root, blocks);
    this.#prerendered = undefined;
    this.#dress(root);
    replace(root, blocks);
  }

  /** Passes its content on while a page is prerendered, outside any document. @internal */
  prerender<T>(read: (content: readonly Block[]) => T): T {
    return withLanguage(this.language, () => {
      this.willUpdate(new Map());
      return read(this.content());
    });
  }

  adoptedCallback(): void {
    if (this.shadowRoot && !this.#prerendered) this.#dress(this.shadowRoot);
  }

  #dress(root: ShadowRoot): void {
    // Asked of the document itself, a form by that name could answer.
    const defaultView = Reflect.get<Document, 'defaultView'>(Document.prototype, 'defaultView', this.ownerDocument);
    const styles = (this.constructor as typeof ReactiveElement).elementStyles;
    if (defaultView && defaultView !== window)
      root.adoptedStyleSheets = styles.map((style) => sheetOf(style as CSSResult, defaultView));
    else adoptStyles(root, styles);
  }
}
