import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import type { Article, Section } from '../../src/artifact/schema/index.js';
import { Findings } from '../../src/cli/import/finding.js';
import { readSource } from '../../src/cli/import/readers/index.js';
import { Source } from '../../src/cli/source.js';
import { shared } from './run.js';

const { path: PAGES, skip } = shared('data/wiki-md');

const sectionText = ({ title, body = '', sections = [] }: Section): string =>
  [title, body, ...sections.map(sectionText)].join('\n');

/** Everything that an article shows. */
const shownOf = (article: Article): string =>
  [
    article.title,
    article.body ?? '',
    ...(article.sections ?? []).map(sectionText),
    JSON.stringify(article.references),
    JSON.stringify(article.links),
  ].join('\n');

const wordsIn = (text: string): string[] => text.toLowerCase().match(/[\p{L}\p{N}]{2,}/gu) ?? [];

/** What a page's source holds that an article deliberately does not show, each with why. */
const NOT_SHOWN: [pattern: RegExp, why: string][] = [
  [/\\index\{[^{}]*\}/g, 'entries of a printed book’s index'],
  [/^\\mainmatter$/gm, 'a command for printing'],
  [/^# \(PART\).*$/gm, 'the heading of a part of a book'],
  [/\\@ref\([^()]*\)/g, 'a reference to a label: its number or its section’s title stands there'],
  [/\{?@(?:fig|tbl):[\w-]+\}?/g, 'the same in pandoc’s words'],
  [/\{[#.][^{}\n]*\}|\{-\}/g, 'labels and classes'],
  [/\(\\#tab:[^()]*\)/g, 'a table’s label'],
  [/^```\{[^\n]*$/gm, 'the options of a chunk; its caption is looked for apart'],
  [/knitr::include_graphics\(/g, 'the call that shows a picture; its address is kept'],
  [/\[\^[^\]]*\]:?/g, 'footnote marks: the notes stand among the references'],
  [/(?<=[\s(])@(?=[a-z])/gi, 'the sign of a citation in the sentence'],
];

describe('import of the given wiki pages', { skip }, () => {
  if (skip) return;
  for (const name of readdirSync(PAGES).filter((file) => file.endsWith('.md') && file !== 'SOURCES.md'))
    it(`loses no word of ${name}, and none of its numbers`, async () => {
      const file = join(PAGES, name);
      const findings = new Findings();
      const source = new Source(file, readFileSync(file, 'utf8'));
      const read = await readSource(source, { url: undefined, references: [] }, findings);
      assert.ok('page' in read);
      const { article } = read.page;
      const shown = new Map<string, number>();
      for (const word of wordsIn(shownOf(article))) shown.set(word, (shown.get(word) ?? 0) + 1);
      const captions = [...source.text.matchAll(/fig\.cap='((?:[^'\\]|\\.)*)'/g)].map(([, caption = '']) =>
        caption.replaceAll('\\', ''),
      );
      const expected = NOT_SHOWN.reduce((text, [pattern]) => text.replaceAll(pattern, ' '), source.text);
      const wanted = new Map<string, number>();
      for (const word of wordsIn([expected, ...captions].join('\n'))) wanted.set(word, (wanted.get(word) ?? 0) + 1);
      const lost = [...wanted].filter(([word, count]) => (shown.get(word) ?? 0) < count);
      assert.deepEqual(lost, []);

      // Every work that the page cites is cited still, and found where the files beside it tell it.
      const cited = new Set(
        [...expected.matchAll(/\[@[^\]\n]+\]/g)].flatMap(([group]) =>
          [...group.matchAll(/@([^\s;,\]]+)/g)].map(([, key = '']) => key),
        ),
      );
      const unresolved = findings.all
        .filter(({ kind }) => kind === 'citation')
        .map(({ original }) => original.slice(2, -1));
      for (const key of cited)
        assert.ok(article.references?.[key] || unresolved.includes(key), `${key} is resolved or reported`);
      assert.deepEqual(
        findings.all.filter(({ kind }) => kind === 'unreadable'),
        [],
      );
    });
});
