// What one writer of HTML would cost at best: the final markup of the same cards, put into shadow roots with the same style sheets.
const made = new Map();
/** Cards of one kind have one list of texts, and share their style sheets. */
const sheetsOf = (texts) => {
  if (!made.has(texts))
    made.set(
      texts,
      texts.map((text) => {
        const sheet = new CSSStyleSheet();
        sheet.replaceSync(text);
        return sheet;
      }),
    );
  return made.get(texts);
};

/** Fills a shadow root, and those within it. */
const fill = (root, { html, tags, within }) => {
  root.innerHTML = html;
  if (within.length === 0) return;
  const hosts = root.querySelectorAll(tags);
  for (const [index, one] of within.entries()) shadow(hosts[index], one);
};
const shadow = (host, markup) => {
  const root = host.attachShadow({ mode: 'open' });
  root.adoptedStyleSheets = sheetsOf(markup.sheets);
  fill(root, markup);
};

globalThis.peer = {
  takesMarkup: true,
  cards(root, items) {
    const hosts = items.map(({ markup }) => {
      const host = document.createElement('div');
      shadow(host, markup);
      return host;
    });
    root.append(...hosts);
    return {
      update(next) {
        for (const [index, { markup }] of next.entries()) fill(hosts[index].shadowRoot, markup);
      },
      remove: () => root.replaceChildren(),
    };
  },
};
