/** @type {(tag: string, properties?: object, ...children: (Node | string)[]) => HTMLElement} */
const make = (tag, properties = {}, ...children) => {
  const element = Object.assign(document.createElement(tag), properties);
  element.append(...children);
  return element;
};

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
    return ofKind.length > 0
      ? [make('h3', { textContent: heading }), make('ul', { className: 'artifacts' }, ...ofKind.map(line))]
      : [];
  }),
);
