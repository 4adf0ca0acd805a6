import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { toHtml } from '../../src/text/markdown.js';

const cellsOf = (markdown: string): string[][] =>
  [...toHtml(markdown, false).html.matchAll(/<tr>([^]*?)<\/tr>/g)].map(([, row = '']) =>
    [...row.matchAll(/<t[hd][^>]*>([^]*?)<\/t[hd]>/g)].map(([, cell = '']) => cell),
  );

describe('a table in Markdown', () => {
  for (const [name, table, expected] of [
    [
      'beyond a head with pipes at both ends',
      '| Drug | Dose |\n|---|---|\n| A | 5 mg |\n| B | 10 mg | never above 20 mg |\n',
      [
        ['Drug', 'Dose', ''],
        ['A', '5 mg', ''],
        ['B', '10 mg', 'never above 20 mg'],
      ],
    ],
    [
      'beyond a head without pipes at its ends',
      'Drug | Dose\n--- | ---\nA | 5 mg | twice | daily\n',
      [
        ['Drug', 'Dose', '', ''],
        ['A', '5 mg', 'twice', 'daily'],
      ],
    ],
    [
      'beyond a head with an escaped pipe, and not made of one',
      '| A \\| B | C |\n| :- | -: |\n| 1 \\| 2 | 3 |\n',
      [
        ['A | B', 'C'],
        ['1 | 2', '3'],
      ],
    ],
    [
      'beyond a head of one column',
      '| Dose |\n|---|\n| 5 mg | never above 20 mg |\n',
      [
        ['Dose', ''],
        ['5 mg', 'never above 20 mg'],
      ],
    ],
  ] as const)
    it(`shows every cell ${name}`, () => {
      assert.deepEqual(cellsOf(table), expected);
    });

  it('keeps what follows it', () => {
    const { html } = toHtml('| A |\n|---|\n| 1 | 2 |\n\nAfter | the | table.\n\n# Heading\n', false);
    assert.match(html, /<\/table>\s*<p>After \| the \| table\.<\/p>\s*<h1>Heading<\/h1>/);
  });

  it('keeps its alignment, and what stands right below it', () => {
    const { html } = toHtml('| A | B |\n|:-:|--:|\n| 1 | 2 | 3 |\n> a | b | c | d | e\n', false);
    assert.match(html, /<th align="center">A<\/th>\s*<th align="right">B<\/th>\s*<th><\/th>\s*<\/tr>/);
    assert.match(html, /<blockquote>/);
  });
});
