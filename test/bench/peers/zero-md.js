// zero-md, with what it fetches for text without formulas and code. It shows text only, does not sanitise it, and its style sheet is left out.
import { Marked } from 'marked';
import markedAlert from 'marked-alert';
import { baseUrl } from 'marked-base-url';
import { gfmHeadingId } from 'marked-gfm-heading-id';
import { markedHighlight } from 'marked-highlight';
import ZeroMd, { STYLES } from 'zero-md';

class Element extends ZeroMd {
  async load() {
    await super.load({
      marked: () => new Marked({ async: true }),
      markedBaseUrl: () => baseUrl,
      markedHighlight: () => markedHighlight,
      markedGfmHeadingId: () => gfmHeadingId,
      markedAlert: () => markedAlert,
      // Dollars in a text are prices here.
      katex: () => ({ renderToString: (text) => text }),
    });
    this.template = STYLES.HOST;
  }
}
customElements.define('zero-md', Element);

globalThis.peer = {
  article(root, { markdown }) {
    const script = Object.assign(document.createElement('script'), { type: 'text/markdown', text: markdown });
    const element = document.createElement('zero-md');
    element.append(script);
    root.append(element);
    return element;
  },
};
