import { readFileSync } from 'node:fs';

const ARTIFACTS = new URL('../../../artifacts/', import.meta.url);

/** An artifact of the repository. */
export const artifact = (id) => JSON.parse(readFileSync(new URL(`${id}.json`, ARTIFACTS), 'utf8'));

/** A field's first value in plain words, without source, date and note: those are of our elements alone. */
const plain = (fact) =>
  [fact]
    .flat()
    .map((one) => one?.value ?? one)
    .find((value) => typeof value !== 'string' || !/[[\]*_`\\]/.test(value));

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
export const drug = () => {
  const { schemaVersion, id, kind, title, rows, ...all } = artifact('therapeutics-zolgensma');
  return {
    ...{ schemaVersion, id, kind, title },
    ...Object.fromEntries(
      DRUG_FIELDS.map((field) => [field, plain(all[field])]).filter(([, value]) => value !== undefined),
    ),
    rows: rows
      .map(({ label, value }) => ({ label: label.replace(/\[([^\]]*)\]\([^)]*\)/g, '$1'), value: plain(value) }))
      .filter(({ value }) => value !== undefined),
  };
};

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
export const trial = () => {
  const { schemaVersion, id, kind, title, nctId, armGroups, ...all } = artifact('trial-steer');
  return {
    ...{ schemaVersion, id, kind, title, nctId },
    ...Object.fromEntries(
      ['acronym', 'overallStatus', 'phases', 'enrollment', 'population']
        .map((field) => [field, plain(all[field])])
        .filter(([, value]) => value !== undefined),
    ),
    ...Object.fromEntries(TRIAL_FIELDS.map((field) => [field, all[field]])),
    armGroups: armGroups.map(({ label, type, count }) => ({ label, type, count })),
  };
};

/** One field of each that was changed. */
export const changed = (artifact) =>
  artifact.kind === 'drug'
    ? { ...artifact, price: 'Another price' }
    : { ...artifact, enrollment: { ...artifact.enrollment, count: 321 } };

/** What our element shows of an artifact, as rows of words: that is what the others show. Runs in the page. */
const shown = `async (artifact) => {
  const element = Object.assign(document.createElement(artifact.kind === 'drug' ? 'drug-infobox' : 'trial-card'), { artifact });
  document.querySelector('#root').append(element);
  await bench.painted();
  const words = (node) => node.innerText.replace(/\\s+/g, ' ').trim();
  const rows = [...element.shadowRoot.querySelectorAll('th[scope=row], dt')].map((label) => ({ label: words(label), value: words(label.nextElementSibling) }));
  const status = element.shadowRoot.querySelector('[part=status]');
  if (status) rows.unshift({ label: 'Status', value: words(status).replace(/^Status: */, '') });
  element.remove();
  return { id: artifact.id, title: artifact.title, rows };
}`;

/** The content of cards: artifacts for ours, the same rows in words for all others. @param page one that has our script */
export const cardContent = async (page) => {
  const content = {};
  for (const first of [drug(), trial()]) {
    const forms = { first, changed: changed(first) };
    content[first.kind] = {};
    for (const [form, one] of Object.entries(forms)) {
      const card = await page.run(`(${shown})(${JSON.stringify(one)})`);
      if (card.rows.length < 8)
        throw new Error(`The ${first.kind}’s card has ${card.rows.length} rows: the bench reads it wrong.`);
      content[first.kind][form] = { artifact: one, card };
    }
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
    artifact: { schemaVersion: 1, id: 'article', kind: 'article', title: 'Zolgensma', body: text },
  };
};
