import { startSnippets } from './snippets.js';

const find = <T extends Element>(selector: string): T => {
  const found = document.querySelector<T>(selector);
  if (!found) throw new Error(`The page has no ${selector}.`);
  return found;
};

const form = find<HTMLFormElement>('.scene');
const box = find<HTMLElement>('.scene-box');
const choice = find<HTMLSelectElement>('#example');
const sheet = find<HTMLLinkElement>('[data-theme-sheet]');
const code = find('#themes .snippet code');
const controls = [...document.querySelectorAll<HTMLInputElement>('[data-property]')];

/** What outlines a part: a style sheet of its own, since a part can't be reached from script. */
const outline = new CSSStyleSheet();
document.adoptedStyleSheets.push(outline);

const chosen = (name: string): string => form.querySelector<HTMLInputElement>(`[name="${name}"]:checked`)?.value ?? '';

/** Shows an element in place of the one that is shown, with all that was set. */
const showExample = (tag: string): void => {
  choice.value = tag;
  const element = document.createElement(tag);
  element.setAttribute('artifact-id', choice.selectedOptions[0]?.dataset.id ?? '');
  box.replaceChildren(element);
};

/** Changes to an example that has what a row is about, where the present one has not. */
const showFor = (row: Element | null | undefined): void => {
  const tags = row instanceof HTMLElement ? (row.dataset.elements ?? '').split(' ') : [];
  const fitting = [...choice.options].map(({ value }) => value).find((tag) => tags.includes(tag));
  if (fitting !== undefined && !tags.includes(choice.value)) showExample(fitting);
};

/** The style sheet that makes a page look as the example does. */
const writeCode = (): void => {
  const set = controls
    .filter(({ value }) => value.trim())
    .map(({ dataset, value }) => `  ${dataset.property}: ${value.trim()};\n`);
  const link = `<link rel="stylesheet" href="${new URL(sheet.href).href}" />`;
  code.textContent = set.length > 0 ? `${link}\n<style>\n:root {\n${set.join('')}}\n</style>` : link;
};

/** A colour of the style sheet as the browser's own picker takes it: `#rrggbb`. */
const asHex = (value: string): string => {
  const probe = document.createElement('i');
  probe.style.color = value;
  box.append(probe);
  const { color } = getComputedStyle(probe);
  probe.remove();
  const context = Object.assign(document.createElement('canvas'), { width: 1, height: 1 }).getContext('2d');
  if (!context) return '#000000';
  context.fillStyle = color;
  context.fillRect(0, 0, 1, 1);
  return `#${[...context.getImageData(0, 0, 1, 1).data.slice(0, 3)].map((part) => part.toString(16).padStart(2, '0')).join('')}`;
};

const swatchOf = (control: Element): HTMLInputElement | null =>
  control.parentElement?.querySelector<HTMLInputElement>('[data-colour]') ?? null;

const fillSwatches = (): void => {
  for (const control of controls) {
    const swatch = swatchOf(control);
    if (swatch) swatch.value = asHex(`var(${control.dataset.property})`);
  }
};

const apply = (control: HTMLInputElement): void => {
  const { property = '' } = control.dataset;
  // The same property may have two rows, for elements that mean other things by it.
  for (const other of controls) if (other !== control && other.dataset.property === property) other.value = '';
  if (control.value.trim()) box.style.setProperty(property, control.value);
  else box.style.removeProperty(property);
  writeCode();
};

const press = (button: HTMLElement): void => {
  const on = button.getAttribute('aria-pressed') !== 'true';
  for (const other of document.querySelectorAll('[data-part]')) {
    other.setAttribute('aria-pressed', String(on && other === button));
    const said = other.parentElement?.querySelector('[role="status"]');
    if (said) said.textContent = '';
  }
  const part = CSS.escape(button.dataset.part ?? '');
  outline.replaceSync(
    on ? `.scene-box > *::part(${part}) { outline: 2px solid var(--accent); outline-offset: 1px; }` : '',
  );
  if (!on) return;
  showFor(button.closest('[data-elements]'));
  const element = box.firstElementChild;
  const count = () => {
    const said = button.parentElement?.querySelector('[role="status"]');
    const found = element?.shadowRoot?.querySelectorAll(`[part~="${part}"]`).length ?? 0;
    if (said && button.getAttribute('aria-pressed') === 'true')
      said.textContent = found > 0 ? `${found} in the example` : 'None in this example';
  };
  if (element && 'status' in element && element.status !== 'ready')
    element.addEventListener('artifact-load', () => requestAnimationFrame(count), { once: true });
  else count();
};

startSnippets();
writeCode();
fillSwatches();
sheet.addEventListener('load', fillSwatches);
form.addEventListener('change', () => {
  const href = `${sheet.dataset.themes}${chosen('theme')}.css`;
  if (sheet.getAttribute('href') !== href) sheet.href = href;
  document.documentElement.dataset.theme = chosen('scheme');
  if (box.firstElementChild?.localName !== choice.value) showExample(choice.value);
  fillSwatches();
  writeCode();
});
document.addEventListener('focusin', ({ target }) => {
  if (target instanceof HTMLInputElement && target.matches('[data-property], [data-colour]'))
    showFor(target.closest('[data-elements]'));
});
document.addEventListener('input', ({ target }) => {
  if (!(target instanceof HTMLInputElement)) return;
  if (target.matches('[data-property]')) apply(target);
  const control =
    target.matches('[data-colour]') && target.parentElement?.querySelector<HTMLInputElement>('[data-property]');
  if (!control) return;
  control.value = target.value;
  apply(control);
});
document.addEventListener('click', ({ target }) => {
  if (!(target instanceof HTMLElement)) return;
  if (target.matches('[data-part]')) press(target);
  if (!target.matches('[data-reset]')) return;
  for (const control of controls) {
    control.value = '';
    apply(control);
  }
  fillSwatches();
});
