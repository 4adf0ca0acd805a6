import { adoptStyles, type CSSResult, LitElement } from 'lit';

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

/**
 * A Lit element that keeps its looks when it is moved into another document: a frame of the page, a window that it
 * opened. A style sheet belongs to the document that it was made for, and the browser takes it away from what leaves.
 */
export abstract class MovableElement extends LitElement {
  protected override createRenderRoot(): ShadowRoot {
    const root = this.shadowRoot ?? this.attachShadow({ mode: 'open' });
    this.#dress(root);
    return root;
  }

  adoptedCallback(): void {
    if (this.shadowRoot) this.#dress(this.shadowRoot);
  }

  #dress(root: ShadowRoot): void {
    // Asked of the document itself, a form by that name could answer.
    const defaultView = Reflect.get<Document, 'defaultView'>(Document.prototype, 'defaultView', this.ownerDocument);
    const styles = (this.constructor as typeof LitElement).elementStyles;
    if (defaultView && defaultView !== window) root.adoptedStyleSheets = styles.map((style) => sheetOf(style as CSSResult, defaultView));
    else adoptStyles(root, styles);
  }
}
