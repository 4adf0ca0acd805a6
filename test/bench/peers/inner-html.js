// The limit: HTML that was made ahead, by the browser's own parser.
globalThis.peer = {
  cards(root, items) {
    const show = (next) => (root.innerHTML = next.map(({ html }) => html).join(''));
    show(items);
    return { update: show, remove: () => root.replaceChildren() };
  },
  article(root, { html }) {
    root.innerHTML = html;
    return root;
  },
};
