/** The theming page: every custom property and part with its effect on a live example, and the ready themes, generated from the manifest. */
import { escape, page, snippet, words } from './page.mjs';

/** The ready themes: the file name in `src/styles/themes/`, its title and its purpose. */
export const THEMES = {
  default: ['Default', 'Ink on paper: what you see with nothing set.'],
  wiki: ['Wiki', 'The greys, link blue and smaller sans-serif of MediaWiki’s Vector.'],
  'high-contrast': ['High contrast', 'Every text at least 7:1 on its ground, light and dark.'],
};

/** The examples beside the controls: an element with a suitable artifact. */
const EXAMPLES = {
  'safety-list': 'safety-zolgensma',
  'drug-infobox': 'therapeutics-zolgensma',
  'trial-card': 'trial-steer',
  'artifact-article': 'wiki-therapeutics-zolgensma',
  'artifact-contents': 'wiki-therapeutics-zolgensma',
  'therapy-comparison': 'wiki-therapeutics-zolgensma',
  'artifact-cite-panel': 'therapeutics-zolgensma',
  'artifact-embed-panel': 'therapeutics-zolgensma',
  'artifact-metadata': 'wiki-therapeutics-zolgensma',
  'artifact-provenance': 'wiki-therapeutics-zolgensma',
  'artifact-editor-notes': 'wiki-therapeutics-zolgensma',
  'artifact-hypotheses': 'wiki-therapeutics-zolgensma',
  'artifact-links': 'wiki-therapeutics-zolgensma',
  'artifact-viewer': 'wiki-therapeutics-zolgensma',
};

/** The entries of a list over all elements, unique by name and description, with the elements that have them. */
const gathered = (elements, list) => {
  const found = new Map();
  for (const element of elements)
    for (const entry of element[list] ?? []) {
      const key = JSON.stringify([entry.name, entry.description, entry.default]);
      const known = found.get(key) ?? { ...entry, tags: [] };
      known.tags.push(element.tagName);
      found.set(key, known);
    }
  return [...found.values()].sort((a, b) => b.tags.length - a.tags.length);
};

const MOST = 9;

const elementsThat = (tags) =>
  `<p class="soft">${tags.length >= MOST ? `${tags.length} elements` : tags.map((tag) => `<code>&lt;${tag}&gt;</code>`).join(', ')}</p>`;

const isColour = ({ default: initial = '' }) => initial.startsWith('light-dark(');

const control = (property) => {
  const { name, default: initial } = property;
  const swatch = isColour(property) ? `<input type="color" data-colour aria-label="Colour of ${name}" />` : '';
  return `<div class="control">${swatch}<input type="text" data-property="${name}" aria-label="Value of ${name}" spellcheck="false" autocomplete="off" placeholder="${escape(initial ?? 'not set')}" /></div>`;
};

const propertyRow = (property, index) => `<div id="property-${index}" data-elements="${property.tags.join(' ')}">
    <dt><code>${property.name}</code></dt>
    <dd>${words(property.description)} ${property.default ? `<span class="soft">Default <code>${escape(property.default)}</code></span>` : ''}
    ${elementsThat(property.tags)}${control(property)}</dd></div>`;

const partRow = (part, index) => `<div id="part-${index}" data-elements="${part.tags.join(' ')}">
    <dt><code>::part(${part.name})</code></dt>
    <dd>${words(part.description)} ${elementsThat(part.tags)}
    <p class="control"><button type="button" data-part="${part.name}" aria-pressed="false" aria-label="Outline ${part.name}">Outline</button> <span role="status"></span></p></dd></div>`;

const radios = (name, options) =>
  options
    .map(
      ([value, label], index) =>
        `<label class="check"><input type="radio" name="${name}" value="${value}"${index === 0 ? ' checked' : ''} /> ${label}</label>`,
    )
    .join('\n      ');

/**
 * Returns the page.
 * @param {object[]} elements the elements' manifest entries.
 * @param {typeof import('./page.mjs').PATHS} paths the paths of the files that the page loads.
 * @returns {string} HTML.
 */
export const themingPage = (elements, paths) =>
  page({
    title: 'Theming',
    name: 'theming',
    paths,
    lead: '<p>Custom properties set what the elements look like, on any ancestor: on the page’s root, on a column, on one element. <code>::part()</code> reaches what they don’t. A boxed warning takes neither its size nor its colours from a theme.</p>',
    head: `<link rel="stylesheet" href="${paths.themes}default.css" data-theme-sheet data-themes="${paths.themes}" />`,
    body: `<div class="specimen-column">
  <form class="choices scene" aria-label="Example">
    <fieldset>
      <legend>Theme</legend>
      ${radios(
        'theme',
        Object.entries(THEMES).map(([name, [label]]) => [name, label]),
      )}
    </fieldset>
    <fieldset>
      <legend>Scheme</legend>
      ${radios('scheme', [
        ['auto', 'Auto'],
        ['light', 'Light'],
        ['dark', 'Dark'],
      ])}
    </fieldset>
    <fieldset>
      <legend><label for="example">Element</label></legend>
      <select id="example" name="example">${Object.entries(EXAMPLES)
        .map(([tag, id]) => `<option value="${tag}" data-id="${id}">${tag}</option>`)
        .join('')}</select>
    </fieldset>
  </form>
  <div class="live scene-box" role="region" tabindex="0" aria-label="Example, live"><safety-list artifact-id="${EXAMPLES['safety-list']}"></safety-list></div>
</div>
<div class="entries">
<section id="themes">
  <h2>Ready themes</h2>
  <div class="described whole">
  <dl class="api">${Object.entries(THEMES)
    .map(
      ([name, [label, meaning]]) =>
        `<div><dt>${label}</dt><dd>${meaning} <span class="soft"><code>themes/${name}.css</code></span></dd></div>`,
    )
    .join('\n')}</dl>
  <p>A style sheet of the page: linked, imported from npm as <code>artifact-viewer/themes/wiki.css</code>, or copied. Whatever your page sets after it wins.</p>
  ${snippet(`<link rel="stylesheet" href="http://localhost:8000${paths.themes}default.css" />`, 'What the choices here come to')}
  </div>
</section>
<section id="properties">
  <h2>Custom properties</h2>
  <div class="described whole">
  <p>Type a value: the example takes it. Colours with <code>light-dark()</code> follow the scheme of the place where the element stands.</p>
  <dl class="api">${gathered(elements, 'cssProperties').map(propertyRow).join('\n')}</dl>
  <p><button type="button" data-reset>Set all back</button></p>
  </div>
</section>
<section id="parts">
  <h2>Parts</h2>
  <div class="described whole">
  <dl class="api">${gathered(elements, 'cssParts').map(partRow).join('\n')}</dl>
  </div>
</section>
</div>`,
  });
