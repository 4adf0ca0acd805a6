// Ours on a page that says that its artifacts are those of a site that `build` made: the article comes from its address, and its text beside it.
globalThis.peer = {
  article(root, { artifact }) {
    const element = document.createElement('artifact-article');
    element.setAttribute('artifact-id', artifact.id);
    root.append(element);
    return element;
  },
};
