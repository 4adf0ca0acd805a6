// Texts are cleaned by DOMPurify in a browser and by parse5 in Node, and decorated by the same code. Here the browser's DOM is
// jsdom's, which parses HTML by parse5, too: it tells the cleaners apart, not the parsers. cleaners.test.ts does, in browsers.
import { outline as outlineInDom, sanitize as sanitizeInDom, toFragment as toFragmentInDom } from './in-dom.js';
import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { describe, it } from 'node:test';
import { fragment } from '../../src/text/html.js';
import { html } from '../../src/writers/html/template.js';
import { fromRecord } from '../../src/artifact/formats/index.js';
import { References } from '../../src/artifact/references.js';
import { Findings } from '../../src/cli/import/finding.js';
import { readSource } from '../../src/cli/import/readers/index.js';
import { Source } from '../../src/cli/source.js';
import { toHtml } from '../../src/text/markdown.js';
import { outline } from '../../src/text/outline.js';
import { toFragment, type TextScope } from '../../src/text/render.js';
import { sanitize } from '../../src/text/sanitize.js';
import { createElement, parseClean } from '../../src/text/tree-parse5.js';
import type { TextFragment } from '../../src/text/tree.js';
import { markupOf, writeTree } from '../../src/text/write.js';
import { forEachRecord, realPath } from '../records/files.js';
import { attacksFrom, type Item } from '../security/attacks.js';
import { faultsIn, randomHtml } from './random-html.js';

const BASE = 'https://wiki.example/page';
const FOLDER = new URL('../../artifacts/', import.meta.url);

const { attacks } = await attacksFrom(async (name) => {
  const text = await readFile(realPath(`security/${name}`), 'utf8').catch(() => undefined);
  return text === undefined ? undefined : (JSON.parse(text) as Item[]);
});

const scope: TextScope = {
  linkBase: BASE,
  artifact: undefined,
  references: new References(),
  lang: 'fr',
  cite: () => undefined,
};

/** Every string in a value. */
const stringsIn = (value: unknown): string[] => {
  if (typeof value === 'string') return [value];
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(stringsIn) : [];
};

const written = (result: TextFragment | string): string => (typeof result === 'string' ? result : markupOf(result));

/** Holds for each text in an artifact, whichever of its fields are Markdown. */
const readsTheSame = (artifact: unknown): void => {
  const texts = new Set(stringsIn(artifact));
  for (const text of texts)
    for (const inline of [false, true])
      assert.equal(written(toFragment(text, scope, inline)), written(toFragmentInDom(text, scope, inline)));
};

describe('a text as a page is prerendered with it', () => {
  for (const name of readdirSync(FOLDER).filter((file) => file.endsWith('.json')))
    it(`is the same in a browser, for each text of artifacts/${name}`, () =>
      readsTheSame(JSON.parse(readFileSync(new URL(name, FOLDER), 'utf8'))));

  forEachRecord(
    ['openfda-label'],
    (name) => `is the same in a browser, for each text of the label ${name}`,
    ({ text }) => {
      for (const { artifact } of fromRecord(JSON.parse(text)).records ?? []) readsTheSame(artifact);
    },
  );
  forEachRecord(
    ['dailymed-spl'],
    (name) => `is the same in a browser, for each text of the label ${name}`,
    async ({ text, path }) => {
      const label = readSource(new Source(path, text), { url: undefined, references: [] }, new Findings());
      if (/indexing/.test(path)) await assert.rejects(label, /without label text/);
      else readsTheSame(await label);
    },
    '.xml',
  );
});

describe('a citation', () => {
  const cited: TextScope = { ...scope, cite: () => html`<sup class="cite">[<a href=${fragment('ref-1')}>1</a>]</sup>` };
  const article = { schemaVersion: 1, kind: 'article', id: 'x', title: 'X', body: '## Results [@a]\n\nText.' } as const;

  for (const [where, outlined, formatted] of [
    ['in Node', outline, toFragment],
    ['in a browser', outlineInDom, toFragmentInDom],
  ] as const) {
    it(`is no part of a heading’s name, ${where}`, () =>
      assert.deepEqual(outlined(article, cited), [{ id: 'results', title: 'Results', level: 2 }]));

    it(`is no part of what a table is called, ${where}`, () =>
      assert.match(
        written(formatted('<table><caption>Doses [@a]</caption><tr><td>1</td></tr></table>', cited, false)),
        / aria-label="Doses"/,
      ));
  }
});

/** HTML as the parser reads it back from a page. */
const readBack = (markup: string): string => markupOf(parseClean(markup, () => undefined));

/** The HTML of a text with its citations. */
const withCitations = (fragment: TextFragment): string => {
  let markup = '';
  writeTree(
    fragment,
    (piece) => (markup += piece),
    () => (markup += '<sup><a part="cite" href="#ref-1">1</a></sup>'),
  );
  return markup;
};

describe('a text that attacks, or that is HTML at random', () => {
  /** Each piece of HTML by a name, as it is and as Markdown has it. */
  const hostile = [
    ...attacks.flatMap(({ id, text }) => [
      { id, text },
      { id: `${id} as Markdown`, text: toHtml(text, false).html },
    ]),
    ...randomHtml(10_000).map((text, index) => ({ id: `random ${index}`, text })),
  ];

  it(`has nothing off the list in Node, and reads back as it was written: ${hostile.length} texts`, () => {
    for (const { id, text } of hostile) {
      let clean;
      try {
        clean = sanitize(text, BASE);
      } catch (error) {
        // Shown as words, then.
        assert.match(String(error), /another each time it is read/, id);
        continue;
      }
      assert.deepEqual(faultsIn(clean), [], id);
      assert.equal(readBack(markupOf(clean)), markupOf(clean), id);
    }
  });

  it('reads back as it was written with its citations, headings and tables, too', () => {
    for (const { id, text } of hostile) {
      for (const inline of [false, true]) {
        const whole = toFragment(`${text}[@a] **b** [@c]`, scope, inline);
        const markup = typeof whole === 'string' ? '' : withCitations(whole);
        assert.equal(readBack(markup), markup, id);
      }
    }
  });

  // jsdom takes a hundred times as long.
  const some = hostile.filter((_, index) => index % 10 === 0);
  it(`has nothing off the list in a browser: ${some.length} texts`, () => {
    for (const { id, text } of some) assert.deepEqual(faultsIn(sanitizeInDom(text, BASE)), [], id);
  });
});

describe('HTML that reads back as another tree', () => {
  const twice = '<p>a<object><p>b</object></p>';
  it('is cleaned once more', () => assert.equal(markupOf(sanitize(twice, BASE)), '<p>a</p><p>b</p><p></p>'));

  it('is refused if it then does so again', () =>
    assert.throws(
      () =>
        parseClean('<p>a</p>', (fragment) => {
          for (const paragraph of fragment.querySelectorAll('p')) paragraph.append(createElement('p'));
        }),
      /another each time it is read/,
    ));
});
