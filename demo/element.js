import { ELEMENTS } from './elements.js';

const form = document.querySelector('form');
const query = new URLSearchParams(location.search);
const response = await fetch('/artifacts/index.json');
const artifacts = await response.json();

const choose = (name, values, chosen) => {
  form.elements[name].append(...values.map((value) => new Option(value, value, false, value === chosen)));
  return form.elements[name].value;
};
const tag = choose('tag', Object.keys(ELEMENTS), query.get('tag') ?? 'drug-infobox');
const ids = artifacts.map(({ id }) => id);
const id = choose('id', ids, query.get('id') ?? ELEMENTS[tag]);

// Another element starts with an artifact that it can show.
form.elements.tag.addEventListener('change', () => {
  form.elements.id.disabled = true;
  form.submit();
});
form.elements.id.addEventListener('change', () => form.submit());

const element = document.createElement(tag);
element.setAttribute('artifact-id', id);
document.title = `<${tag}>: ${id}`;
document.querySelector('main').append(element);
