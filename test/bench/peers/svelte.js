// Svelte 5, with marked and DOMPurify for text.
import DOMPurify from 'dompurify';
import { marked } from 'marked';
import { flushSync, mount, unmount } from 'svelte';
import View from './svelte.svelte';

globalThis.peer = {
  cards(root, items) {
    const view = mount(View, { target: root, props: { start: items } });
    return { update: (next) => flushSync(() => view.show(next)), remove: () => unmount(view) };
  },
  article(root, { markdown }) {
    mount(View, { target: root, props: { html: DOMPurify.sanitize(marked.parse(markdown)) } });
    return root;
  },
};
