// The parts that the elements have in all their states, against those that their classes document for `::part()`.
import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { before, describe, it, mock } from 'node:test';
import { type DefaultTreeAdapterTypes as Tree, parseFragment } from 'parse5';
import { LoadError, takeFrom } from '../../src/artifact/load.js';
import { parse } from '../../src/artifact/parse.js';
import { References } from '../../src/artifact/references.js';
import { type Kind, schemas } from '../../src/artifact/schema/index.js';
import { VIEWS } from '../../src/artifact/view.js';
import { analyze } from '../../src/build/manifest.mjs';
import { prerenderElement } from '../../src/cli/build/prerender.js';
import { elements as classes } from '../../src/define.js';
import { configure } from '../../src/settings.js';
import { filledWith, type Shape } from '../security/fields.js';

type Tag = keyof typeof classes;

const SITE = 'https://site.example/';
const BASE = `${SITE}artifacts/`;
const FOLDER = new URL('../../artifacts/', import.meta.url);
const RECORDS = new URL('../../demo/records/', import.meta.url);

const KINDS = Object.keys(schemas) as Kind[];
const SHAPES: Shape[] = ['bare', 'sourced', 'several'];
const CARDS = (Object.keys(classes) as Tag[]).filter(
  (tag) => !['artifact-frame', 'artifact-image', 'artifact-sources-popover'].includes(tag),
);

/** The parts on nodes that only a browser makes; test/elements/artifact-frame.test.ts looks at this one. */
const MADE_BY_BROWSER: Partial<Record<string, string[]>> = { 'artifact-frame': ['frame'] };

/** Adds the parts in markup to those of the elements whose shadow roots have them. */
const collect = (markup: string, parts: Map<string, Set<string>>): void => {
  const visit = (node: Tree.Node, host: string): void => {
    if ('attrs' in node)
      for (const { name, value } of node.attrs)
        if (name === 'part') value.split(' ').forEach((one) => addTo(host, one));
    if ('content' in node) visit(node.content, (node.parentNode as Tree.Element).tagName);
    if ('childNodes' in node) node.childNodes.forEach((child) => visit(child, host));
  };
  const addTo = (host: string, part: string) => parts.set(host, (parts.get(host) ?? new Set()).add(part));
  visit(parseFragment(markup), '');
};

const readArtifact = (url: string): unknown => {
  const file = new URL(url.slice(BASE.length), FOLDER);
  try {
    return JSON.parse(readFileSync(file, 'utf8'));
  } catch {
    throw new LoadError({ reason: 'not-there', url, message: 'There is no such file.', remedy: '' });
  }
};

/** An element alone or a page in a view: what is given to `prerenderElement`. */
type Shown = [tag: Tag, properties: object];

/** All that shows an artifact. @param given the properties by which it is given. */
const shownOf = (given: object): Shown[] => [
  ...VIEWS.map((view): Shown => ['artifact-viewer', { ...given, view }]),
  ...CARDS.map((tag): Shown => [tag, given]),
];

const published = (): Shown[] =>
  readdirSync(FOLDER).flatMap((name) => shownOf({ artifactId: name.replace('.json', '') }));

const registered = (): Shown[] =>
  readdirSync(RECORDS)
    .filter((name) => name.endsWith('.json'))
    .flatMap((name) => shownOf({ artifact: JSON.parse(readFileSync(new URL(name, RECORDS), 'utf8')) as unknown }));

/** Of a source, and of one that is missing. */
const CITED = 'Some text [@known; @gone].';

const filled = (): Shown[] =>
  KINDS.flatMap((kind) => SHAPES.flatMap((shape) => shownOf({ artifact: filledWith(kind, CITED, shape) })));

/** As long as what is folded. */
const long = (): Shown[] => {
  const artifact = filledWith('safety', `${'Some words. '.repeat(60)}\n\n`.repeat(3), 'bare');
  return [
    ['safety-list', { artifact }],
    ['drug-infobox', { artifact: { ...filledWith('drug', 'Some text.', 'bare'), safety: artifact } }],
  ];
};

const unreadable = (): Shown[] =>
  KINDS.flatMap((kind) => shownOf({ artifact: { schemaVersion: 1, id: 'a', kind, title: 'A', summary: 7 } }));

const inParts = (): Shown[] => {
  const references = new References();
  const { artifact } = parse(filledWith('article', 'Some text.', 'sourced'));
  if (artifact) references.add(artifact);
  return [
    ['artifact-image', { from: 'https://other.example/x.png', alt: 'A picture' }],
    ['artifact-sources-popover', { citations: references.list }],
    ['artifact-frame', {}],
  ];
};

/** What is shown in each state of the elements. */
const STATES: Record<string, () => Shown[]> = {
  'with a published artifact': published,
  'with a registry’s record': registered,
  'with every field': filled,
  'with long texts': long,
  'with a field that can’t be read': unreadable,
  'with nothing that can be shown': () => shownOf({ artifact: {} }),
  'while it is loading': () => shownOf({ src: 'https://slow.example/x.json' }),
  'without an artifact': inParts,
};

const allParts = (): Map<string, Set<string>> => {
  const parts = new Map<string, Set<string>>();
  configure({ site: SITE, base: BASE, script: `${SITE}artifact-viewer.js` });
  for (const [state, shown] of Object.entries(STATES)) {
    takeFrom(state === 'with a published artifact' ? readArtifact : undefined);
    for (const [tag, properties] of shown()) collect(prerenderElement(tag, properties), parts);
  }
  return parts;
};

const { elements } = await analyze();

describe('the parts of', () => {
  let parts: Map<string, Set<string>>;
  before(() => {
    mock.method(console, 'warn', () => undefined);
    mock.method(globalThis, 'fetch', () => new Promise(() => undefined));
    parts = allParts();
    mock.restoreAll();
  });

  for (const { tag, declaration } of elements as unknown as {
    tag: string;
    declaration: { cssParts?: { name: string }[] };
  }[])
    it(`<${tag}> are those that its class documents`, () => {
      const documented = (declaration.cssParts ?? []).map(({ name }) => name);
      const written = [...(parts.get(tag) ?? []), ...(MADE_BY_BROWSER[tag] ?? [])];
      assert.deepEqual(
        {
          'written but not documented': written.filter((name) => !documented.includes(name)),
          'documented but never written': documented.filter((name) => !written.includes(name)),
        },
        { 'written but not documented': [], 'documented but never written': [] },
      );
    });
});
