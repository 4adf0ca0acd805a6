import { References } from '../../src/artifact/references.js';
import type { Article } from '../../src/artifact/schema/index.js';
import { defineElements } from '../../src/define.js';
import { citation } from '../../src/writers/html/citation.js';
import { outline } from '../../src/text/outline.js';
import { deepQuery, expect, fixture, html } from '../helpers.js';
import { inShort, type Show, slice, tryAll } from './everything.js';
import { MOST } from '../this-run.js';
import { toDom } from '../text/to-dom.js';

defineElements();

const scope = {
  linkBase: 'https://wiki.example/page',
  artifact: undefined,
  references: new References(),
  cite: citation,
};

/** A text of its own, in a shadow tree as everywhere. */
const text =
  (inline: boolean): Show =>
  (words, box) => {
    const host = document.createElement('div');
    host.attachShadow({ mode: 'open' }).append('Text: ', toDom(words, scope, inline));
    box.append(host);
  };

describe('the one door for text', () => {
  for (const inline of [false, true])
    it(`lets nothing through that runs, asks, reaches or leads away: ${slice.length} strings ${inline ? 'in a line' : 'with paragraphs'}`, async function () {
      this.timeout(MOST);
      expect(inShort(await tryAll(slice, text(inline)))).to.deep.equal([]);
    });

  it('makes words of headings in a table of contents', function () {
    this.timeout(MOST);
    const found = [];
    for (const { id, text } of slice) {
      const article = {
        kind: 'article',
        id: 'a',
        title: 'A',
        schemaVersion: 1,
        body: text,
        sections: [{ id: 's', title: 'S', body: text }],
      } as Article;
      for (const heading of outline(article, scope)) {
        if (typeof heading.title !== 'string' || !/^[\p{L}\p{N}-]+$/u.test(heading.id))
          found.push(`${id}: ${JSON.stringify(heading)}`);
      }
    }
    expect(inShort(found)).to.deep.equal([]);
  });

  it('leaves a plain table, a list and a link as they are', async () => {
    const box = await fixture<HTMLElement>(html`<div></div>`);
    box.append(
      toDom(
        '<table><tr><th scope="col" colspan="2" align="right">Head</th></tr><tr><td rowspan="2">a</td><td>b</td></tr></table>\n\n3. three\n\n[x](https://ok.example/)',
        scope,
        false,
      ),
    );
    const [head, cell] = [deepQuery(box, 'th')!, deepQuery(box, 'td')!];
    expect([
      head.getAttribute('scope'),
      head.getAttribute('colspan'),
      head.getAttribute('align'),
      cell.getAttribute('rowspan'),
    ]).to.deep.equal(['col', '2', 'right', '2']);
    expect([deepQuery(box, 'ol')!.getAttribute('start'), deepQuery<HTMLAnchorElement>(box, 'a')!.href]).to.deep.equal([
      '3',
      'https://ok.example/',
    ]);
  });
});
