/** The reference page: every element with its API and a live example, and every function of the package, generated from the manifest and the doc comments. */
import { EXAMPLES } from './examples.mjs';
import { escape, page, snippet, words } from './page.mjs';

/** The lists of an element's documentation: the list in the manifest, its heading, and the format of its names. */
const LISTS = [
  ['attributes', 'Attributes'],
  ['properties', 'Properties'],
  ['methods', 'Methods'],
  ['events', 'Events'],
  ['slots', 'Slots'],
  ['cssParts', 'Parts'],
  ['cssProperties', 'Custom properties'],
];

const isMethod = ({ kind }) => kind === 'method';

/** The name as written in code. */
const written = (list, entry) => {
  if (list === 'methods') return `${entry.name}(${(entry.parameters ?? []).map(({ name }) => name).join(', ')})`;
  if (list === 'cssParts') return `::part(${entry.name})`;
  return entry.name || '(unnamed)';
};

/** The details besides the description: type, default, and whether it can be set. */
const further = (list, entry) => {
  const said = [
    entry.fieldName && entry.fieldName !== entry.name && `property <code>${escape(entry.fieldName)}</code>`,
    list !== 'methods' && list !== 'events' && entry.type?.text && `<code>${escape(entry.type.text)}</code>`,
    entry.default && `default <code>${escape(entry.default)}</code>`,
    entry.readonly && 'read-only',
    entry.reflects && 'reflected',
  ].filter(Boolean);
  return said.length > 0 ? ` <span class="soft">${said.join(' · ')}</span>` : '';
};

const parametersOf = ({ parameters = [] }) =>
  parameters
    .filter(({ description }) => description)
    .map(({ name, description }) => ` <code>${escape(name)}</code>: ${words(description)}`)
    .join('');

const definitions = (list, entries, idOf) => `<dl class="api">
${entries
  .map(
    (
      entry,
    ) => `  <div${idOf ? ` id="${escape(idOf(entry))}"` : ''}><dt><code>${escape(written(list, entry))}</code></dt>
    <dd>${words(entry.description)}${parametersOf(entry)}${further(list, entry)}</dd></div>`,
  )
  .join('\n')}
</dl>`;

/** The lists of one element's declaration: a property with an attribute is listed once, under the attribute. */
const listsOf = (declaration) => {
  const members = declaration.members ?? [];
  const byAttribute = new Set(declaration.attributes?.map(({ fieldName }) => fieldName));
  // The manifest states at the property whether an attribute reflects.
  const attributes = declaration.attributes?.map((one) => ({
    ...members.find(({ name }) => name === one.fieldName),
    ...one,
  }));
  return {
    ...declaration,
    attributes,
    methods: members.filter(isMethod),
    properties: members.filter((member) => !isMethod(member) && !byAttribute.has(member.name)),
  };
};

const keyOf = (list, { name, description, default: initial }) => JSON.stringify([list, name, description, initial]);

/** The entries that most elements have in common, by list, shown only once. */
const sharedBy = (elements) => {
  const counts = new Map();
  for (const element of elements)
    for (const [list] of LISTS)
      for (const entry of element[list] ?? []) {
        const key = keyOf(list, entry);
        counts.set(key, { list, entry, count: (counts.get(key)?.count ?? 0) + 1 });
      }
  return new Map([...counts].filter(([, { count }]) => count > elements.length / 2));
};

const sharedId = (list, { name }) => `all-${list}-${name || 'unnamed'}`;

const example = (tag) => {
  const found = EXAMPLES[tag];
  if (!found) throw new Error(`src/build/examples.mjs shows no <${tag}>: add what shows it at work.`);
  return `<div class="example">
    <div class="live ${found.height}" role="region" tabindex="0" aria-label="${escape(`<${tag}>, live`)}">${found.code}</div>
    ${found.note ? `<p class="soft">${found.note}</p>` : ''}
    ${snippet(found.code, `Markup of <${tag}>`)}
  </div>`;
};

const elementSection = (element, shared) => {
  const { tagName: tag, name, summary, description } = element;
  const lists = LISTS.map(([list, heading]) => {
    const entries = element[list] ?? [];
    const own = entries.filter((entry) => !shared.has(keyOf(list, entry)));
    const common = entries.filter((entry) => shared.has(keyOf(list, entry)));
    if (entries.length === 0) return '';
    const links = common.map(
      (entry) => `<a href="#${sharedId(list, entry)}"><code>${escape(written(list, entry))}</code></a>`,
    );
    return `<h3>${heading}</h3>
    ${own.length > 0 ? definitions(list, own) : ''}
    ${links.length > 0 ? `<p class="common">${own.length > 0 ? 'And, as' : 'As'} in most elements: ${links.join(', ')}</p>` : ''}`;
  });
  return `<section id="${tag}">
  <h2><code>&lt;${tag}&gt;</code> <a class="anchor" href="#${tag}" aria-label="Link to ${tag}">#</a></h2>
  <div class="described">
    ${summary ? `<p class="summary">${words(summary)}</p>` : ''}
    <p>${words(description)} <span class="soft">Class <code>${name}</code></span></p>
    ${lists.join('\n    ')}
  </div>
  ${example(tag)}
</section>`;
};

const sharedSection = (shared) => {
  const of = (wanted) => [...shared.values()].filter(({ list }) => list === wanted).map(({ entry }) => entry);
  return `<section id="all">
  <h2>What most elements have <a class="anchor" href="#all" aria-label="Link to what most elements have">#</a></h2>
  <div class="described whole">
    ${LISTS.filter(([list]) => of(list).length > 0)
      .map(
        ([list, heading]) =>
          `<h3>${heading}</h3>\n    ${definitions(list, of(list), (entry) => sharedId(list, entry))}`,
      )
      .join('\n    ')}
  </div>
</section>`;
};

const entryId = (entry) => `entry-${entry.replaceAll(/[^a-z]+/g, '-')}`;

const NOUNS = { function: 'Function', constant: 'Constant', class: 'Class', type: 'Type' };

/** The anchor of an export on the page. */
const exportId = ({ kind, name }) => `${kind}-${name.replaceAll(/\W+/g, '-')}`;

const exportEntry = ({
  name,
  kind,
  description,
  type,
  parameters = [],
  returns,
  throws = [],
  fields = [],
}) => `<div id="${exportId({ kind, name })}">
    <dt><code>${escape(kind === 'function' ? type : name)}</code> <span class="soft">${NOUNS[kind]}${name.startsWith('default of') ? `, ${name}` : ''}</span></dt>
    <dd>${words(description)}${kind === 'constant' && type.length < 60 ? ` <span class="soft"><code>${escape(type)}</code></span>` : ''}
    ${parameters.map((one) => `<br><code>${escape(one.name)}</code>: ${words(one.description)}`).join('')}
    ${returns ? `<br>Returns ${words(returns)}` : ''}
    ${throws.map((one) => `<br>Throws ${words(one)}`).join('')}
    ${fields.length > 0 ? `<ul>${fields.map((one) => `<li><code>${escape(one.name)}: ${escape(one.type)}</code> ${words(one.description)}</li>`).join('')}</ul>` : ''}</dd></div>`;

/** The values that each entry exports, then all types once, since they are the same in every entry. */
const exportSections = (entries) => {
  const told = new Set();
  const sections = [...entries]
    // Specific entries come before the general one.
    .reverse()
    .map(({ entry, exports }) => {
      const callable = exports.filter(({ kind }) => kind !== 'type' && kind !== 'element');
      const own = callable.filter(({ name }) => !told.has(name));
      const again = callable.filter(({ name }) => told.has(name));
      for (const { name } of own) told.add(name);
      const elements = exports.filter(({ kind }) => kind === 'element').map(({ name }) => `<code>${name}</code>`);
      return `<section id="${entryId(entry)}">
  <h2><code>${entry}</code></h2>
  <div class="described whole">
  <dl class="api exports">${own.map(exportEntry).join('\n')}</dl>
  ${again.length > 0 ? `<p class="common">Also, as above: ${again.map((one) => `<a href="#${exportId(one)}"><code>${one.name}</code></a>`).join(', ')}</p>` : ''}
  ${elements.length > 0 ? `<p class="common">And the elements’ classes: ${elements.join(', ')}</p>` : ''}
  </div>
</section>`;
    });
  const types = new Map(
    entries.flatMap(({ exports }) => exports.filter(({ kind }) => kind === 'type').map((one) => [one.name, one])),
  );
  const sorted = [...types.values()].sort((a, b) => a.name.localeCompare(b.name, 'en'));
  return `${sections.join('\n')}
<section id="types">
  <h2>Types</h2>
  <div class="described whole">
  <p>Those of an artifact’s fields are in <a href="/artifact.schema.json">artifact.schema.json</a>, each field with its meaning.</p>
  <dl class="api exports">${sorted.map(exportEntry).join('\n')}</dl>
  </div>
</section>`;
};

/**
 * Returns the page.
 * @param {object[]} declarations the elements' manifest entries, in page order.
 * @param {ReturnType<typeof import('./exports.mjs').exportsOf>} entries the exports of the package.
 * @param {typeof import('./page.mjs').PATHS} [paths] the paths of the files that the page loads.
 * @returns {string} HTML.
 */
export const referencePage = (declarations, entries, paths) => {
  const elements = declarations.map(listsOf);
  const shared = sharedBy(elements);
  const entryLinks = [...entries].reverse().map(({ entry }) => `<li><a href="#${entryId(entry)}">${entry}</a></li>`);
  return page({
    title: 'Reference',
    name: 'reference',
    paths,
    lead: '<p>Every element of the one script with what it takes and gives, live over artifacts of this site; and every function of the npm package. Made from the source’s own comments.</p>',
    body: `<nav class="contents" aria-label="Contents">
  <h2>Elements</h2>
  <ul>${[...elements.map(({ tagName }) => `<li><a href="#${tagName}">${tagName}</a></li>`), '<li><a href="#all">What most have</a></li>'].join('')}</ul>
  <h2>Package</h2>
  <ul>${entryLinks.join('')}<li><a href="#types">Types</a></li></ul>
</nav>
<div class="entries">
${elements.map((element) => elementSection(element, shared)).join('\n')}
${sharedSection(shared)}
${exportSections(entries)}
</div>`,
  });
};
