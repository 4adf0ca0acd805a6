const WRITTEN_FOR = 'http://localhost:8000';

/** @type {(tag: string, properties?: object, ...children: (Node | string)[]) => HTMLElement} */
const make = (tag, properties = {}, ...children) => {
  const element = Object.assign(document.createElement(tag), properties);
  element.append(...children);
  return element;
};

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
  const button = make('button', { type: 'button', textContent: 'Copy' });
  button.setAttribute('aria-live', 'polite');
  button.addEventListener('click', () => copy(code, button));
  code.parentElement.after(button);
}

const KINDS = { article: 'Articles', drug: 'Drugs', trial: 'Trials', safety: 'Safety profiles' };

const line = ({ id, title }) =>
  make(
    'li',
    {},
    make('a', { href: `/artifact/${id}`, textContent: title }),
    make(
      'span',
      { className: 'others' },
      make('a', { href: `/artifact/${id}?embed=1`, textContent: 'embedded', ariaLabel: `embedded: ${title}` }),
      ' ',
      make('a', { href: `/artifacts/${id}.json`, textContent: 'JSON', ariaLabel: `JSON: ${title}` }),
    ),
  );

const response = await fetch('/artifacts/index.json');
const artifacts = await response.json();
document.querySelector('#artifacts').replaceChildren(
  ...Object.entries(KINDS).flatMap(([kind, heading]) => {
    const ofKind = artifacts.filter((artifact) => artifact.kind === kind);
    return ofKind.length > 0 ? [make('h3', { textContent: heading }), make('ul', { className: 'artifacts' }, ...ofKind.map(line))] : [];
  }),
);
