// md-block, with the versions of marked and DOMPurify that it was written for: it fetches them, here they are in the bundle. It shows text only.
import DOMPurify from 'dompurify-2';
import { marked } from 'marked-4';

Object.assign(globalThis, { marked, DOMPurify });
const defined = import('md-block');

globalThis.peer = {
  article(root, { markdown }) {
    void defined.then(() => {
      const element = document.createElement('md-block');
      element.setAttribute('untrusted', '');
      element.mdContent = markdown;
      root.append(element);
    });
    return root;
  },
};
