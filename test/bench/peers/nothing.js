// What a page costs that shows nothing: it is taken from all others.
globalThis.peer = {
  cards: () => ({ update() {}, remove() {} }),
  article(root) {
    root.innerHTML = '<p><a href="https://example.com/end">.</a></p>';
    return root;
  },
};
