import { References } from '../../src/artifact/references.js';
import type { Article, Artifact } from '../../src/artifact/schema/index.js';
import { defineElements } from '../../src/define.js';
import { citation } from '../../src/writers/html/citation.js';
import { flushFormatQueue } from '../../src/text/format-queue.js';
import { outline } from '../../src/text/outline.js';
import type { TextScope } from '../../src/text/render.js';
import { expect, oneEvent, until } from '../helpers.js';
import { toDom } from './to-dom.js';

defineElements();

const scope: TextScope = {
  linkBase: 'https://wiki.example/',
  artifact: undefined as Artifact | undefined,
  references: new References(),
  cite: citation,
};

const shown = (text: string, inline = false): HTMLElement => {
  const box = document.createElement('div');
  box.append(toDom(text, scope, inline));
  return box;
};

const note = (box: HTMLElement): string | undefined => box.querySelector('[role=note]')?.textContent;

/** A paragraph as authors write them. */
const PARAGRAPH =
  'Nusinersen is given by **lumbar puncture** ([label](https://label.example/12)); *four* loading doses, then every 4 months.\n\n';

describe('a text that would keep the page busy', () => {
  const attacks: Record<string, string> = {
    'stars and underlines in one line': '**_* '.repeat(13_000),
    'stars that open and never close': '*a **a '.repeat(9_000),
    'tildes in one line': '~a~~b '.repeat(11_000),
    'exclamation marks in one line': `*a* ${'!'.repeat(65_536)}`,
    'an endless address': `${'a.'.repeat(32_000)}@`,
    'an address with endless punctuation': `http://a.example/${'?!.,:*_~'.repeat(8_000)}`,
    'brackets in one line': '![[]()'.repeat(11_000),
    'quotes in quotes': `${'> '.repeat(5_000)}deep`,
    'lists in lists': `${'- '.repeat(5_000)}deep`,
    'tags that are never closed': '<b>'.repeat(20_000),
    'tags of which each paragraph opens all again':
      Array.from({ length: 90 }, (_, index) => `<b title=${index}>`).join('') + '<p>x'.repeat(10_000),
    comments: `a\n\n${'<p>x<!-- c --></p>\n'.repeat(2_000)}`,
    'attributes of one tag': `<p ${Array.from({ length: 5_000 }, (_, index) => `a${index}`).join(' ')}>x</p>`,
    'attributes behind a quoted bracket': `<p x='"' y=">" ${Array.from({ length: 5_000 }, (_, index) => `a${index}`).join(' ')}>x</p>`,
    'short rows under a long head': `${'|a'.repeat(2_000)}|\n${'|-'.repeat(2_000)}|\n${'|a|\n'.repeat(10_000)}`,
  };
  for (const [title, text] of Object.entries(attacks))
    it(`is shown with all its words and few nodes, and says that it has no formatting: ${title}`, () => {
      const box = shown(text);
      expect(note(box) ?? (title.includes('head') ? 'no table' : undefined)).to.be.a('string');
      expect(box.querySelectorAll('*').length).to.be.below(1_000);
      const rest = box.textContent.replace(note(box) ?? '', '').replace(/\s/g, '');
      expect(rest.length).to.be.at.least(text.replace(/[>\s]|- /g, '').length * 0.9);
    });

  it('is plain in one line too', () => {
    expect(shown('**_* '.repeat(13_000), true).childElementCount).to.equal(0);
  });

  it('does not repeat one long address for each short reference', () => {
    const address = `https://long.example/${'x'.repeat(2_000)}`;
    const box = shown(`[a]: ${address}\n\n${`${'[a] '.repeat(40)}\n\n`.repeat(100)}`);
    const links = [...box.querySelectorAll('a')];
    // Fewer than a tenth of the 4,000 that ask for it.
    expect(links.length).to.be.within(1, 400);
    expect(box.textContent.match(/a/g)?.length).to.be.at.least(4_000);
  });

  it('costs only its own paragraph the formatting', () => {
    const box = shown(`${PARAGRAPH}${'**_* '.repeat(13_000)}\n\n${PARAGRAPH}`);
    expect(box.querySelectorAll('strong').length).to.equal(2);
    expect(note(box)).to.include('unformatted');
  });
});

describe('a long text', () => {
  it('of one line of 34,000 characters keeps its formatting', () => {
    const box = shown('The most common reactions were *fever* ( 5.1 ) and [rash] after 2 weeks. '.repeat(450));
    expect(box.querySelectorAll('em').length).to.equal(450);
    expect(note(box)).to.equal(undefined);
  });

  it('of 1.4 MB is formatted whole, in order', () => {
    const count = Math.ceil(1_400_000 / (PARAGRAPH.length + 12));
    const box = shown(Array.from({ length: count }, (_, index) => `## H${index}\n\n${PARAGRAPH}`).join(''));
    expect(box.querySelectorAll('strong').length).to.equal(count);
    expect([...box.querySelectorAll('h3')].map(({ textContent }) => textContent)).to.deep.equal(
      Array.from({ length: count }, (_, index) => `H${index}`),
    );
    expect(note(box)).to.equal(undefined);
  }).timeout(240_000);

  it('is not cut inside a list, a fence or a raw table where a paragraph comes soon after', () => {
    const filler = PARAGRAPH.repeat(250);
    for (const [middle, selector] of [
      ['```\ncode\n\nmore code\n```\n\n', 'pre'],
      ['<table><tr><td>\n\nA cell.\n\n</td></tr></table>\n\n', 'table'],
      ['- one\n\n- two\n\n  of two\n\n', 'ul'],
    ] as const) {
      const box = shown(filler + middle.repeat(60) + filler);
      expect(box.querySelectorAll(selector).length, selector).to.equal(selector === 'ul' ? 1 : 60);
    }
  });

  it('knows a link definition of its end at its beginning, and has one outline', () => {
    const box = shown(
      `See [the label][label].\n\n### First\n\n${PARAGRAPH.repeat(600)}# Highest\n\n${PARAGRAPH.repeat(600)}[label]: https://label.example/whole\n`,
    );
    expect(box.querySelector('a')?.href).to.equal('https://label.example/whole');
    expect([...box.querySelectorAll('h3,h4,h5')].map(({ localName }) => localName)).to.deep.equal(['h5', 'h3']);
  });

  it('has the headings in its outline that it has on the page', () => {
    const body = `### First *one*\n\n${PARAGRAPH.repeat(600)}Under\n---\n\n${PARAGRAPH.repeat(600)}<h2>Raw</h2>\n`;
    const article = { schemaVersion: 1, id: 'a', kind: 'article', title: 'A', body } as Article;
    const box = document.createElement('div');
    box.append(toDom(body, scope, false, 2));
    const headings = [...box.querySelectorAll('h2,h3,h4')].map((heading) => [
      heading.textContent,
      Number(heading.localName[1]),
    ]);
    expect(headings).to.deep.equal([
      ['First one', 3],
      ['Under', 2],
      ['Raw', 2],
    ]);
    expect(outline(article, scope).map(({ title, level }) => [title, level])).to.deep.equal(headings);
  });

  it('shows at once what one task has time for and the rest as plain words, formats that too, and names its headings', async () => {
    const element = document.createElement('artifact-article');
    const body = Array.from({ length: 3_000 }, (_, index) => `## H${index}\n\n${PARAGRAPH}`).join('');
    element.artifact = { schemaVersion: 1, id: 'long', kind: 'article', title: 'Long', body };
    const shown = oneEvent(element, 'artifact-load');
    document.body.append(element);
    await shown;
    const root = element.shadowRoot;
    expect(root?.querySelector('strong')?.textContent).to.equal('lumbar puncture');
    expect(root?.querySelectorAll('.plain').length).to.be.greaterThan(0);
    await until(() => root?.querySelectorAll('.plain').length === 0, 'all is formatted');
    expect(root?.querySelectorAll('h2').length).to.equal(3_000);
    expect(root?.querySelectorAll('.heading > h2[id]').length).to.equal(3_000);
    expect(root?.querySelector('#h2999')?.textContent).to.equal('H2999');
    element.remove();
  }).timeout(240_000);

  it('has the number of an escaped sign before its turn comes too', () => {
    const box = document.createElement('div');
    box.append(
      toDom(`${PARAGRAPH.repeat(4_000)}Defined as a score &lt;3 \\[of 7\\].`, scope, false, 3, { mayWait: true }),
    );
    expect(box.querySelector('.plain')).not.to.equal(null);
    expect(box.textContent).to.contain('Defined as a score <3 [of 7].');
  });

  it('is formatted whole before it is printed', () => {
    const box = document.createElement('div');
    box.append(toDom(PARAGRAPH.repeat(4_000), scope, false, 3, { mayWait: true }));
    expect(box.querySelectorAll('.plain').length).to.be.greaterThan(0);
    dispatchEvent(new Event('beforeprint'));
    expect(box.querySelectorAll('.plain').length).to.equal(0);
    expect(box.querySelectorAll('strong').length).to.equal(4_000);
    flushFormatQueue();
  }).timeout(240_000);

  it('of nothing but list items stops being formatted before it has more parts than a page can lay out', () => {
    const box = shown('- a\n'.repeat(200_000));
    expect(box.querySelectorAll('*').length).to.be.within(10_000, 140_000);
    expect(note(box)).to.include('unformatted');
    expect(box.textContent.match(/a\n/g)?.length).to.be.at.least(190_000);
  }).timeout(240_000);
});
