import { readFileSync } from 'node:fs';

/** The artifacts of the repository. */
export const ARTIFACTS = new URL('../../../artifacts/', import.meta.url);

/** An artifact of the repository. */
export const artifact = (id) => JSON.parse(readFileSync(new URL(`${id}.json`, ARTIFACTS), 'utf8'));

/** A field's first value that is plain words, with its sources; the others show the words alone. */
const fact = (values) => {
  const one = [values]
    .flat()
    .find((each) => typeof (each?.value ?? each) !== 'string' || !/[[\]*_`\\]/.test(each?.value ?? each));
  return one?.refs ? { value: one.value, refs: one.refs } : (one?.value ?? one);
};

const facts = (all, fields) =>
  Object.fromEntries(fields.map((field) => [field, fact(all[field])]).filter(([, value]) => value !== undefined));

/** An artifact with those of the references that it cites. */
const withReferences = (one, references) => {
  const cited = new Set(
    [...JSON.stringify(one).matchAll(/"refs":(\[[^\]]*\])/g)].flatMap(([, keys]) => JSON.parse(keys)),
  );
  return { ...one, references: Object.fromEntries(Object.entries(references).filter(([key]) => cited.has(key))) };
};

const DRUG_FIELDS = [
  'drugClass',
  'mechanismOfAction',
  'indication',
  'ageRange',
  'administrationRoute',
  'dosageForm',
  'dosage',
  'concomitantMedication',
  'manufacturer',
  'price',
];

/** The facts of Zolgensma. */
const drug = () => {
  const { schemaVersion, id, kind, title, rows, references, ...all } = artifact('therapeutics-zolgensma');
  const own = rows
    .map(({ label, value }) => ({ label: label.replace(/\[([^\]]*)\]\([^)]*\)/g, '$1'), value: fact(value) }))
    .filter(({ value }) => value !== undefined);
  return withReferences({ schemaVersion, id, kind, title, ...facts(all, DRUG_FIELDS), rows: own }, references);
};

const TRIAL_FACTS = ['acronym', 'overallStatus', 'phases', 'enrollment', 'population'];
const TRIAL_FIELDS = [
  'studyType',
  'allocation',
  'interventionModel',
  'primaryPurpose',
  'masking',
  'startDate',
  'primaryCompletionDate',
  'completionDate',
  'leadSponsor',
];

/** The facts of STEER. */
const trial = () => {
  const { schemaVersion, id, kind, title, nctId, armGroups, references, ...all } = artifact('trial-steer');
  const fields = Object.fromEntries(TRIAL_FIELDS.map((field) => [field, all[field]]));
  const arms = armGroups.map(({ label, type, count }) => ({ label, type, count }));
  return withReferences(
    { schemaVersion, id, kind, title, nctId, ...facts(all, TRIAL_FACTS), ...fields, armGroups: arms },
    references,
  );
};

/** All of Zolgensma's infobox, with its boxed warning in it, so that nothing is fetched. */
const whole = () => {
  const { boxedWarning, references } = artifact('safety-zolgensma');
  const one = artifact('therapeutics-zolgensma');
  return { ...one, safety: { boxedWarning }, references: { ...references, ...one.references } };
};

/** An artifact with one field changed. */
const changed = (one) =>
  one.kind === 'drug'
    ? { ...one, price: { ...one.price, value: 'Another price' } }
    : { ...one, enrollment: { ...one.enrollment, value: { ...one.enrollment.value, count: 321 } } };

/** An artifact without its citations. */
const uncited = (one) =>
  JSON.parse(
    JSON.stringify(one, (key, value) =>
      key === 'refs' || key === 'references'
        ? undefined
        : typeof value === 'string'
          ? value.replace(/ ?\[@[^\]]*\]/g, '')
          : value,
    ),
  );

/** Runs work in the page with the element of an artifact in it. */
const withElement = (one, work) => `(async () => {
  const artifact = ${JSON.stringify(one)};
  const element = Object.assign(document.createElement(artifact.kind === 'drug' ? 'drug-infobox' : 'trial-card'), { artifact });
  document.querySelector('#root').append(element);
  await bench.painted();
  const shadow = element.shadowRoot;
  const result = ${work};
  element.remove();
  return result;
})()`;

/** What our element shows, as rows of words: that is what the others show. */
const ROWS = `(() => {
  const words = (node) => node.innerText.replace(/\\s+/g, ' ').trim();
  const rows = [...shadow.querySelectorAll('th[scope=row], dt')].map((label) => ({ label: words(label), value: words(label.nextElementSibling) }));
  const status = shadow.querySelector('[part=status]');
  if (status) rows.unshift({ label: 'Status', value: words(status).replace(/^Status: */, '') });
  return { id: artifact.id, title: artifact.title, rows };
})()`;

/**
 * What our element's shadow root holds in the end, without a renderer's marks, its style sheets, and the same of the shadow roots within it by
 * their place; and how many citations it has.
 */
const MARKUP = `(() => {
  const markupOf = (root) => {
    const hosts = [...root.querySelectorAll('*')].filter((one) => one.shadowRoot);
    const tags = [...new Set(hosts.map(({ localName }) => localName))].join();
    if (tags && root.querySelectorAll(tags).length !== hosts.length) throw new Error('Some of these have no shadow root: ' + tags);
    return {
      html: root.innerHTML.replace(/<!--[^]*?-->/g, ''),
      sheets: root.adoptedStyleSheets.map((sheet) => [...sheet.cssRules].map(({ cssText }) => cssText).join('\\n')),
      tags,
      within: hosts.map((host) => markupOf(host.shadowRoot)),
    };
  };
  return { markup: markupOf(shadow), citations: shadow.querySelectorAll('sup.cite').length };
})()`;

/** Stands for the number of a card in its title. */
const NUMBER = '{n}';

const numbered = (one) => {
  const title = `${one.title} ${NUMBER}`;
  const acronym = one.acronym?.value ? { ...one.acronym, value: title } : title;
  return { ...one, id: `${one.id}-n`, title, ...(one.acronym && { acronym }) };
};

/** An artifact with the markup that our element makes of it. */
const form = async (page, one) => ({
  artifact: numbered(one),
  ...(await page.run(withElement(numbered(one), MARKUP))),
});

/**
 * The content of cards: artifacts and their own markup for ours, with citations and without; the same rows in words for all others.
 * @param page one that has our script
 */
export const cardContent = async (page) => {
  const content = {};
  for (const [name, first] of Object.entries({ drug: drug(), trial: trial(), whole: whole() })) {
    content[name] = { cited: {}, uncited: {}, rows: {} };
    for (const [state, one] of Object.entries({ first, changed: changed(first) })) {
      if (name === 'whole' && state === 'changed') continue;
      const plain = uncited(one);
      const card = await page.run(withElement(plain, ROWS));
      if (card.rows.length < 8)
        throw new Error(`The ${name} card has ${card.rows.length} rows: the bench reads it wrong.`);
      content[name].rows[state] = card;
      content[name].cited[state] = await form(page, one);
      content[name].uncited[state] = await form(page, plain);
    }
    const { cited, uncited: without } = content[name];
    if (cited.first.citations === 0 || without.first.citations > 0)
      throw new Error(
        `The ${name} card has ${cited.first.citations} citations, and ${without.first.citations} without.`,
      );
  }
  return content;
};

/** The text of the article on Zolgensma as Markdown: what it cites is of our elements alone, and left out. */
const zolgensma = (number) => {
  const part = ({ title, body, sections }, level) =>
    `${'#'.repeat(level)} ${title}${number > 1 ? ` (${number})` : ''}\n\n${body ? `${body}\n\n` : ''}${(sections ?? []).map((one) => part(one, level + 1)).join('')}`;
  return artifact('wiki-therapeutics-zolgensma')
    .sections.map((section) => part(section, 2))
    .join('')
    .replace(/ ?\[@[^\]]*\]/g, '');
};

/** The article, some times over with headings of their own, and a link at its end. */
export const markdown = (times) =>
  `${Array.from({ length: times }, (_, index) => zolgensma(index + 1)).join('')}That was [all of it](https://example.com/end).\n`;

/** It in the form of each competitor. @param toHtml makes HTML of Markdown */
export const article = (times, toHtml) => {
  const text = markdown(times);
  return {
    markdown: text,
    html: `<article>${toHtml(text)}</article>`,
    artifact: { schemaVersion: 1, id: `article-${times}`, kind: 'article', title: 'Zolgensma', body: text },
  };
};
