import { ELEMENTS } from './elements.js';

const KINDS = { 'drug-infobox': 'drug', 'trial-card': 'trial', 'safety-list': 'safety' };
/** Elements that show something of every kind: no kind is wrong for them. */
const ANY_KIND = new Set([
  'artifact-viewer',
  'therapy-comparison',
  'artifact-links',
  'artifact-metadata',
  'artifact-provenance',
  'artifact-editor-notes',
  'artifact-cite-panel',
  'artifact-embed-panel',
]);

/** The other loopback name of this machine: another origin. */
const other = new URL(location.href);
other.hostname = other.hostname === '127.0.0.1' ? 'localhost' : '127.0.0.1';

const UNBROKEN = 'Exampleunbreakable'.repeat(6);
const SENTENCE =
  'This is an example of a text that goes on for longer than anybody wants to read it, and then a little further, so that it has to wrap. ';

const reference = (title) => ({
  type: 'article-journal',
  title,
  author: [{ family: 'Example', given: 'A.' }],
  issued: { 'date-parts': [[2024]] },
  unverified: 'an example',
});

const empty = (kind) => ({ schemaVersion: 1, id: `example-${kind}`, kind, title: `Example ${kind}` });

const common = {
  lang: 'en',
  url: 'https://example.org/artifact/example',
  asOf: '2026-11',
  references: { one: reference('An example of a reference'), two: reference('Another example of a reference') },
  links: [
    {
      title: 'Example links',
      links: [{ label: 'An example of a link', href: '/example', description: 'Where it would lead.' }],
    },
  ],
  metadata: [
    { name: 'example', value: 'yes' },
    { name: 'number of examples', value: 3 },
    { name: 'nothing', value: null },
  ],
  provenance: {
    wasDerivedFrom: [{ label: 'An example of a source', href: 'https://example.org/', date: '2026-11' }],
    wasAttributedTo: [{ label: 'Example author' }],
  },
  editorNotes: [{ text: 'An example of a note.', printed: 'exmaple' }],
};

const parts = {
  drug: {
    genericName: 'exampleumab',
    codeName: 'EX-001',
    indication: 'Example condition',
    dosage: 'Example dose[@one]',
  },
  trial: {
    nctId: 'NCT00000000',
    acronym: 'EXAMPLE',
    overallStatus: 'RECRUITING',
    phases: ['PHASE2', 'PHASE3'],
    enrollment: { count: 8, type: 'ESTIMATED' },
    startDate: { date: '2026-01', type: 'ACTUAL' },
    outcomes: [
      {
        title: 'Example outcome',
        type: 'primary',
        results: [
          { group: 'Example treatment', role: 'treatment', value: { n: 3, of: 4 }, refs: ['one'] },
          { group: 'Example comparator', role: 'comparator', value: { n: 1, of: 4 }, refs: ['two'] },
        ],
      },
    ],
  },
  safety: {
    boxedWarning: [
      {
        title: 'Example of a warning',
        text: 'An example of a boxed warning: always first, in full and open.',
        refs: ['one'],
      },
    ],
    adverseEvents: [
      {
        term: 'Example effect',
        serious: true,
        evidence: 'clinical trial',
        incidence: { value: { n: 1, of: 4 }, refs: ['one'] },
        management: 'Example of what to do',
      },
      { term: 'Example effect without a number', incidence: { missing: 'not reported' }, evidence: 'preclinical' },
    ],
  },
  article: {
    body: 'An example of an article.[@one]',
    sections: [
      {
        id: 'example-section',
        title: 'Example section',
        body: 'An example of a section.[@two]',
        sections: [{ id: 'example-part', title: 'Example part', body: 'An example of a part.' }],
      },
      { id: 'example-bare', title: 'Example heading without a text' },
    ],
    comparison: ['therapeutics-nusinersen', 'therapeutics-risdiplam'],
    relatedHypotheses: {
      source: 'Example scores',
      hypotheses: [{ title: 'Example hypothesis', href: '/example', score: 0.5, target: 'EX1' }],
    },
  },
};
const whole = (kind) => ({ ...empty(kind), ...common, ...parts[kind] });

const long = {
  drug: {
    indication: SENTENCE.repeat(4),
    dosage: [
      { value: SENTENCE, refs: ['one'], asOf: '2024' },
      { value: UNBROKEN, refs: ['two'], asOf: '2026-11', note: SENTENCE, printed: UNBROKEN },
    ],
    rows: Array.from({ length: 12 }, (_, index) => ({
      group: 'Example group',
      label: `Example row ${index + 1}`,
      value: index % 3 ? 'Example value' : SENTENCE,
    })),
  },
  trial: {
    population: SENTENCE.repeat(3),
    whyStopped: SENTENCE,
    armGroups: Array.from({ length: 6 }, (_, index) => ({
      label: `Example arm ${index + 1}: ${SENTENCE}`,
      type: 'EXPERIMENTAL',
      count: 1000 * index,
    })),
    outcomes: Array.from({ length: 8 }, (_, index) => ({
      title: index % 2 ? `Example outcome ${index + 1}` : `${SENTENCE} (${index + 1})`,
      type: index === 0 ? 'primary' : 'secondary',
      results: [
        { group: UNBROKEN, role: 'treatment', value: { n: 100 * index, of: 1000 } },
        { group: 'Example comparator', role: 'comparator', value: { n: 0, of: 1000 } },
      ],
    })),
    eligibility: { criteria: Array.from({ length: 20 }, () => `* ${SENTENCE}`).join('\n') },
  },
  safety: {
    boxedWarning: [{ title: SENTENCE, text: SENTENCE.repeat(8) }],
    adverseEvents: Array.from({ length: 30 }, (_, index) => ({
      term: index % 5 ? `Example effect ${index + 1}` : UNBROKEN,
      serious: index % 4 === 0,
      incidence: { n: 30 - index, of: 30 },
      management: index % 3 ? undefined : SENTENCE.repeat(2),
    })),
  },
  article: {
    sections: Array.from({ length: 6 }, (_, index) => ({
      id: `example-${index}`,
      title: index ? `${SENTENCE} ${index}` : UNBROKEN,
      body: `${SENTENCE.repeat(3)}\n\n${UNBROKEN}`,
    })),
    relatedHypotheses: {
      hypotheses: Array.from({ length: 12 }, (_, index) => ({
        title: `${SENTENCE} ${index}`,
        score: index / 11,
        target: index % 2 ? UNBROKEN : 'EX1',
      })),
    },
  },
};
const longCommon = {
  title: `Example with a long name: ${SENTENCE}${UNBROKEN}`,
  links: Array.from({ length: 3 }, () => ({
    title: SENTENCE,
    links: Array.from({ length: 8 }, (_, index) => ({
      label: index % 2 ? UNBROKEN : SENTENCE,
      href: `/example-${index}`,
    })),
  })),
  metadata: Array.from({ length: 12 }, (_, index) => ({
    name: index % 3 ? `example ${index}` : UNBROKEN,
    value: index % 2 ? UNBROKEN : SENTENCE,
  })),
  provenance: {
    wasDerivedFrom: Array.from({ length: 6 }, () => ({
      label: SENTENCE,
      href: `https://example.org/${UNBROKEN}`,
      note: SENTENCE,
    })),
  },
  editorNotes: Array.from({ length: 6 }, () => ({ text: SENTENCE.repeat(2), printed: UNBROKEN })),
};

const warnings = {
  drug: { safety: 'example-that-does-not-exist', indication: 'Example condition[@nobody]' },
  trial: {
    overallStatus: 'TERMINATED',
    whyStopped: 'An example of a reason.',
    population: 'Example participants[@nobody]',
  },
  safety: {
    boxedWarning: [
      { title: 'Example of a warning', text: 'An example that cites a source that is not there.[@nobody]' },
    ],
  },
  article: { body: 'An example that cites a source that is not there.[@nobody]' },
};

const bad = {
  drug: { dosage: { percent: 'ten' } },
  trial: { enrollment: { count: -8 } },
  safety: { adverseEvents: [{ term: 'Example effect', incidence: { n: 1.5, of: 4 } }] },
  article: { relatedHypotheses: { hypotheses: [{ title: 'Example hypothesis', score: 'high' }] } },
};

/** Each state: its name, what brings it about, and how an element gets into it. `stays` tells that it waits for something that does not come. */
const STATES = [
  { name: 'Idle', why: 'It has no source, and shows what the author wrote into it.', fallback: true, stays: true },
  {
    name: 'Loading',
    why: 'The server does not answer. After 15 seconds it fails.',
    src: '/demo/fault/slow',
    stays: true,
  },
  {
    name: 'Loading, with fallback',
    why: 'What the author wrote holds the place.',
    src: '/demo/fault/slow',
    fallback: true,
    stays: true,
  },
  {
    name: 'Failed: not there',
    why: 'The address leads to no file (404).',
    src: '/artifacts/example-that-does-not-exist.json',
  },
  {
    name: 'Failed, with fallback',
    why: 'The same, and the author wrote something.',
    src: '/artifacts/example-that-does-not-exist.json',
    fallback: true,
  },
  { name: 'Failed: the server’s error', why: 'The server answers with 500.', src: '/demo/fault/error' },
  {
    name: 'Failed: CORS',
    why: 'Another origin answers without permission to read.',
    src: new URL('/demo/fault/no-cors', other).href,
  },
  {
    name: 'Failed: no server',
    why: 'Nobody listens at the address.',
    src: `${location.protocol}//${location.hostname}:9/`,
  },
  { name: 'Failed: a web page', why: 'The address leads to HTML.', src: '/demo/fault/page' },
  { name: 'Failed: damaged JSON', why: 'The file ends in the middle.', src: '/demo/fault/damaged' },
  { name: 'Failed: too large', why: 'The file has 6 MB.', src: '/demo/fault/large' },
  { name: 'Failed: wrong kind', why: 'The artifact has nothing that this element shows.', wrongKind: true },
  {
    name: 'Failed: unknown kind',
    why: 'The artifact says that it is a protein.',
    artifact: () => ({ ...empty('protein') }),
  },
  {
    name: 'Failed: a field is missing',
    why: 'The artifact has no title.',
    artifact: (kind) => ({ ...whole(kind), title: undefined }),
  },
  {
    name: 'Ready, with a field left out',
    why: 'Fields that can’t be read are named by their path.',
    artifact: (kind) => ({ ...whole(kind), ...bad[kind], asOf: 'yesterday' }),
  },
  {
    name: 'Ready, with warnings',
    why: 'Overdue for review; a citation without a reference.',
    artifact: (kind) => ({ ...whole(kind), ...warnings[kind], reviewBy: '2020-01' }),
  },
  { name: 'Ready, nearly empty', why: 'Only the fields that an artifact must have.', artifact: empty },
  { name: 'Ready', why: 'An example of ordinary size.', artifact: whole },
  {
    name: 'Ready, long',
    why: 'Long words, long texts, many rows.',
    artifact: (kind) => ({ ...whole(kind), ...longCommon, ...long[kind] }),
    wide: true,
  },
  { name: 'Ready, real', why: 'A real artifact.', real: true, wide: true },
];

const make = (tag, properties, ...children) => {
  const element = Object.assign(document.createElement(tag), properties);
  element.append(...children);
  return element;
};

const show = (tag, { name, why, src, artifact, real, wrongKind, fallback, stays, wide }) => {
  const kind = KINDS[tag] ?? 'article';
  const element = document.createElement(tag);
  if (src) element.setAttribute('src', src);
  else if (real) element.setAttribute('artifact-id', ELEMENTS[tag]);
  else if (wrongKind) element.setAttribute('artifact-id', kind === 'safety' ? 'trial-strength' : 'safety-zolgensma');
  else if (artifact) element.artifact = artifact(kind);
  if (stays) element.dataset.stays = '';
  if (fallback) element.append(make('p', { textContent: 'An example of what an author writes into an element.' }));
  return make(
    'figure',
    { className: wide ? 'wide' : '' },
    make('figcaption', {}, make('strong', { textContent: name }), ` ${why}`),
    element,
  );
};

const asked = new URLSearchParams(location.search).get('element');
const tags = Object.keys(ELEMENTS);
const shown = tags.includes(asked) ? [asked] : tags;

document
  .querySelector('#elements')
  .append(
    make('a', { href: location.pathname, textContent: 'All' }),
    ...tags.flatMap((tag) => [' · ', make('a', { href: `?element=${tag}`, textContent: tag })]),
  );
document
  .querySelector('main')
  .append(
    ...shown.map((tag) =>
      make(
        'section',
        { id: tag },
        make('h2', { textContent: `<${tag}>` }),
        make(
          'div',
          { className: 'states' },
          ...STATES.filter(({ wrongKind }) => !wrongKind || !ANY_KIND.has(tag)).map((state) => show(tag, state)),
        ),
      ),
    ),
  );
