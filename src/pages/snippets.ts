/** The origin that snippets are written for at build time; a page shows its own in its place. */
const WRITTEN_FOR = 'http://localhost:8000';

const copy = async (code: Element, said: Element): Promise<void> => {
  try {
    await navigator.clipboard.writeText(code.textContent);
    said.textContent = 'Copied.';
  } catch {
    // Without the permission, or over http on another machine: the reader's own shortcut still works.
    getSelection()?.selectAllChildren(code);
    said.textContent = 'Selected: copy it with your keyboard.';
  }
};

/** Makes the page's snippets ready to paste: for the site that shows them, with buttons that copy. */
export const startSnippets = (): void => {
  for (const code of document.querySelectorAll('.snippet code'))
    code.textContent = code.textContent.replaceAll(WRITTEN_FOR, location.origin);
  for (const element of document.querySelectorAll(`[from^="${WRITTEN_FOR}"]`))
    element.setAttribute('from', (element.getAttribute('from') ?? '').replace(WRITTEN_FOR, location.origin));
  document.addEventListener('click', ({ target }) => {
    const snippet = target instanceof Element && target.closest('[data-copy]')?.closest('.snippet');
    const code = snippet && snippet.querySelector('code');
    const said = snippet && snippet.querySelector('[role="status"]');
    if (code && said) void copy(code, said);
  });
};
