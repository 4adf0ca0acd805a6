// Makes a page's snippets ready to paste: for the site that shows them, with a button that copies.
const WRITTEN_FOR = 'http://localhost:8000';

const copy = async (code, button) => {
  try {
    await navigator.clipboard.writeText(code.textContent);
    button.textContent = 'Copied';
  } catch {
    // Without the permission, or over http on another machine: the reader's own shortcut still works.
    getSelection()?.selectAllChildren(code);
    button.textContent = 'Selected: copy it with your keyboard';
  }
};

for (const code of document.querySelectorAll('pre > code')) {
  code.textContent = code.textContent.replaceAll(WRITTEN_FOR, location.origin);
  const button = Object.assign(document.createElement('button'), { type: 'button', textContent: 'Copy' });
  button.setAttribute('aria-live', 'polite');
  button.addEventListener('click', () => copy(code, button));
  code.parentElement.after(button);
}
