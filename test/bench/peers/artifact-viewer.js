// Ours: elements get artifacts as parsed objects, and check and format them as they do on any page.
const TAGS = { drug: 'drug-infobox', trial: 'trial-card' };

globalThis.peer = {
  cards(root, items) {
    const elements = items.map(({ artifact }) =>
      Object.assign(document.createElement(TAGS[artifact.kind]), { artifact }),
    );
    root.append(...elements);
    // Cards out of sight may wait for tasks of their own.
    const shown = () => Promise.all(elements.map(({ updateComplete }) => updateComplete));
    return {
      done: shown(),
      update(next) {
        for (const [index, { artifact }] of next.entries()) elements[index].artifact = artifact;
        return shown();
      },
      remove: () => root.replaceChildren(),
    };
  },
  article(root, { artifact }) {
    const element = Object.assign(document.createElement('artifact-article'), { artifact });
    root.append(element);
    return element.shadowRoot ?? element.attachShadow({ mode: 'open' });
  },
};
