// Vue 3, with markdown-it and DOMPurify for text.
import DOMPurify from 'dompurify';
import MarkdownIt from 'markdown-it';
import { createApp } from 'vue';
import View from './vue.vue';

globalThis.peer = {
  cards(root, items) {
    const app = createApp(View, { start: items });
    const view = app.mount(root);
    return { update: (next) => view.show(next), remove: () => app.unmount() };
  },
  article(root, { markdown }) {
    createApp(View, { html: DOMPurify.sanitize(new MarkdownIt({ html: true, linkify: true }).render(markdown)) }).mount(
      root,
    );
    return root;
  },
};
