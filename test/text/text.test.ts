import { References } from '../../src/artifact/references.js';
import type { Artifact } from '../../src/artifact/schema/index.js';
import { defineElements } from '../../src/define.js';
import { citation } from '../../src/writers/html/citation.js';
import type { TextScope } from '../../src/text/render.js';
import { expect } from '../helpers.js';
import { toDom } from './to-dom.js';

defineElements();

const scope = (linkBase: string | undefined = 'https://wiki.example/'): TextScope => {
  const artifact = {
    schemaVersion: 1,
    id: 'x',
    kind: 'article',
    title: 'X',
    references: { known: { title: 'A work' }, other: { title: 'Another' } },
    body: '[@known] [@other]',
  } as Artifact;
  const references = new References();
  references.add(artifact);
  return { linkBase, artifact, references, cite: citation };
};

/** The text as DOM, in a box that is not in the page. */
const shown = (
  text: string,
  { inline = false, linkBase }: { inline?: boolean; linkBase?: string } = {},
): HTMLElement => {
  const box = document.createElement('div');
  box.append(toDom(text, scope(linkBase), inline));
  return box;
};

const words = (box: HTMLElement): string => box.textContent.replace(/\s+/g, ' ').trim();

describe('authored text', () => {
  const table: { title: string; text: string; contains?: string; selector?: string; count?: number }[] = [
    {
      title: 'a link inside a raw table cell is a link',
      text: '<table><tr><td>[smn1](/proteins/smn1-protein) gene</td></tr></table>',
      selector: 'td a[href="https://wiki.example/proteins/smn1-protein"]',
      contains: 'SMN1 gene',
    },
    {
      title: 'less-than before a number stays text in a cell',
      text: '<table><tr><td><2 yr (IV); 2–<18 yr (IT)</td></tr></table>',
      contains: '<2 yr (IV); 2–<18 yr (IT)',
    },
    {
      title: 'less-than before a number stays text in prose',
      text: 'Children <2 years and platelets <100.',
      contains: 'Children <2 years and platelets <100.',
    },
    {
      title: 'a bracket that never closes does no harm',
      text: 'survival motor neuron ([smn](/proteins/smn) protein and [neurodegenerative disease. In 2025',
      contains: 'survival motor neuron (SMN protein and [neurodegenerative disease. In 2025',
    },
    {
      title: 'dollar amounts stay prose',
      text: 'It costs $2.125 million, against $750,000 and $375,000 a year.',
      contains: '$2.125 million, against $750,000 and $375,000 a year.',
    },
    {
      title: 'emphasis inside a raw cell is emphasis',
      text: '<table><tr><th>**Bold**</th></tr></table>',
      selector: 'th strong',
    },
    { title: 'a Markdown table is a table', text: '| a | b |\n|-|-|\n| 1 | 2 |', selector: 'table td', count: 2 },
    { title: 'lists are lists', text: '- one\n- two', selector: 'ul li', count: 2 },
    {
      title: 'escapes of registry texts are undone',
      text: 'AST \\> 3 × ULN and 10\\^14',
      contains: 'AST > 3 × ULN and 10^14',
    },
    {
      title: 'styles and classes are dropped, their text kept',
      text: 'a <span style="color:red" class="big">word</span>',
      selector: '[style], [class]',
      count: 0,
      contains: 'a word',
    },
    { title: 'a script is dropped', text: 'before <script>alert(1)</script> after', selector: 'script', count: 0 },
    {
      title: 'a link that runs script is text',
      text: '[press](javascript:alert(1))',
      selector: 'a',
      count: 0,
      contains: 'press',
    },
    {
      title: 'a handler is dropped',
      text: '<b onclick="alert(1)">bold</b>',
      selector: '[onclick]',
      count: 0,
      contains: 'bold',
    },
    {
      title: 'ids and names that could shadow a global are dropped',
      text: '<p id="location" name="body">x</p>',
      selector: '[id], [name]',
      count: 0,
    },
    {
      title: 'a remote picture is not loaded, but offered',
      text: '![A brain](https://pictures.example/brain.png)',
      selector: 'artifact-image[alt="A brain"]',
      count: 1,
    },
    {
      title: 'colspan of a real table stays, an absurd one does not',
      text: '<table><tr><td colspan="2">a</td><td colspan="9999">b</td></tr></table>',
      selector: '[colspan]',
      count: 1,
    },
    { title: 'highest heading goes below the page’s own', text: '# One\n\n## Two', selector: 'h3, h4', count: 2 },
    {
      title: 'a table in a table’s cell ends where it ends',
      text: '<table><tr><td><table><tr><td>[a](/b/a)</td></tr></table></td></tr></table>\n\nAfter **it**.',
      selector: 'table table a, strong',
      count: 2,
    },
    { title: 'blocks that stand in boxes stay apart', text: '<div>one</div><div>two</div>', selector: 'div', count: 2 },
    { title: 'ticks of a task list are shown', text: '- [x] done\n- [ ] open', contains: '☑ done ☐ open' },
    {
      title: 'a plain table keeps what its cells span, their alignment and what a head is for',
      text: '<table><tr><th scope="col" colspan="2" align="center">a</th></tr><tr><td rowspan="3">b</td></tr></table>',
      selector: 'th[scope=col][colspan="2"][align=center], td[rowspan="3"]',
      count: 2,
    },
    { title: 'sup and sub stay', text: '10<sup>14</sup> H<sub>2</sub>O', selector: 'sup, sub', count: 2 },
    ...[
      'createElement',
      'body',
      'attributes',
      'querySelectorAll',
      'importNode',
      'cloneNode',
      'childNodes',
      'textContent',
    ].map((name) => ({
      title: `a picture or form that is named ${name} costs the text nothing`,
      text: `<img name=${name} src=https://pictures.example/a.png> <form name=${name}></form> **bold**`,
      selector: 'artifact-image, strong',
      count: 2,
    })),
    { title: 'a table that never ends does no harm', text: '<table><tr><td>open\n\nText.', contains: 'Text.' },
  ];
  for (const { title, text, contains, selector, count } of table)
    it(title, () => {
      const box = shown(text);
      if (contains !== undefined) expect(words(box)).to.include(contains);
      if (selector !== undefined) expect(box.querySelectorAll(selector).length, box.outerHTML).to.equal(count ?? 1);
    });

  it('opens every link outside the page, without a handle on it and without a referrer', () => {
    const anchor = shown('[site](https://site.example/)').querySelector('a');
    expect(anchor?.target).to.equal('_blank');
    expect(anchor?.rel.split(' ')).to.include.members(['noopener', 'noreferrer']);
    expect(anchor?.referrerPolicy).to.equal('no-referrer');
  });

  it('leaves a wiki path as text where there is no base, and never resolves it against this page', () => {
    const box = document.createElement('div');
    box.append(toDom('[motor-neurons](/cell-types/motor-neurons)', { ...scope(), linkBase: undefined }, true));
    expect(box.querySelector('a')).to.equal(null);
    expect(box.textContent).to.equal('motor neurons');
  });

  it('names the host of a link for who points at it, before the author’s own words, but not within the wiki', () => {
    const titles = [
      ...shown(
        '[a](https://site.example/x "My bank") [b](/b) [other.example/c](https://other.example/c)',
      ).querySelectorAll('a'),
    ].map(({ title }) => title);
    expect(titles).to.deep.equal(['site.example: My bank', '', '']);
  });

  it('takes characters that turn the direction out of a link’s text', () => {
    expect(
      shown('[https://site.example/\u202Egnp.exe](https://site.example/x)').querySelector('a')?.textContent,
    ).to.equal('https://site.example/gnp.exe');
  });

  it('is the same in words without markup, whether a parser reads them or not', () => {
    const parts = [
      'a',
      'Zolgensma',
      ' ',
      ' ',
      '1',
      '1.1',
      '14',
      '.',
      ',',
      ')',
      '(',
      '-',
      '–',
      '+',
      '=',
      '%',
      '"',
      "'",
      '’',
      '/',
      ';',
      '?',
      '!',
      '$',
      '^',
      '{',
      '}',
      '≥',
      'é',
      '中',
      '😀',
      '\u00A0',
      '1. ',
      '- ',
      '(c)',
      '...',
      'www',
      'http',
      '.com',
      'a.b',
      '< ',
      '<2 ',
      '>',
      '->',
      '&',
      ' & ',
      '#',
      '# ',
      '~',
      '|',
      ':',
      ': ',
    ];
    // The same numbers in each run (a linear congruence, as in Numerical Recipes).
    let seed = 42;
    const random = (below: number) =>
      Math.floor(((seed = (Math.imul(seed, 1_664_525) + 1_013_904_223) >>> 0) / 2 ** 32) * below);
    for (let made = 0; made < 3_000; made++) {
      const text = Array.from({ length: 1 + random(8) }, () => parts[random(parts.length)]).join('');
      if (!text.trim() || /^\s*(?:[-+*]|\d+[.)])\s*$/.test(text)) continue;
      // What follows has markup: then all of it is parsed.
      const [parsed] = shown(`${text}\n\n*end*`).children;
      const [own] = shown(text).children;
      const htmlOf = (element: Element | undefined) =>
        element?.outerHTML.replace(/[ \t\n]+/g, ' ').replace(/> | </g, (edge) => edge.trim());
      expect(htmlOf(own), JSON.stringify(text)).to.equal(htmlOf(parsed));
      if (typeof toDom(text, scope(), true) !== 'string') continue;
      const inLine = toDom(`${text} *end*`, scope(), true) as DocumentFragment;
      expect(inLine.textContent.replace(/\s+/g, ' ').trim(), JSON.stringify(text)).to.equal(
        `${text} end`.replace(/\s+/g, ' ').trim(),
      );
      expect(inLine.querySelectorAll(':not(em)').length, JSON.stringify(text)).to.equal(0);
    }
  });

  it('loses no mark that stands alone, which a parser takes for a list of nothing', () => {
    for (const text of ['-', '+', '*', '1.', ' 14) ']) expect(words(shown(text))).to.equal(text.trim());
  });

  it('keeps the direction of words within a line to themselves', () => {
    const place = document.createElement('p');
    document.body.append(place);
    for (const text of ['a \u202E b', 'שלום', 'جرعة [x](https://site.example/)']) {
      place.replaceChildren('Dose: ', toDom(text, scope(), true), ' as of 2025');
      const isolate = place.querySelector('bdi');
      expect(isolate?.textContent.length).to.be.greaterThan(2);
      expect(getComputedStyle(isolate!).unicodeBidi).to.equal('isolate');
    }
    expect(toDom('plain words', scope(), true)).to.equal('plain words');
    place.remove();
  });

  it('makes a real infobox of a table with that class', () => {
    const box = shown(
      '<table class="infobox"><tr><th colspan="2">A drug</th></tr><tr><td class="label">Route</td><td>[iv](/routes/iv)</td></tr></table>',
    );
    const infobox = box.querySelector('drug-infobox') as
      (HTMLElement & { artifact: { title: string; rows: { label: string }[] } }) | null;
    expect(infobox?.artifact.title).to.equal('A drug');
    expect(infobox?.artifact.rows.map(({ label }) => label)).to.deep.equal(['Route']);
    expect(box.querySelector('table')).to.equal(null);
  });

  describe('citations', () => {
    const cited = (text: string) => [...shown(text).querySelectorAll('sup.cite')].map(({ textContent }) => textContent);

    it('are read from single keys, groups and adjacent groups', () => {
      expect(cited('One [@known]. Two [@known; @other]. Three [@known] [@other].')).to.deep.equal([
        '[1]',
        '[1, 2]',
        '[1, 2]',
      ]);
    });
    it('keep a key that has no reference', () => {
      expect(cited('Said [@nobody].')).to.deep.equal(['[nobody?]']);
    });
    it('are read inside raw table cells', () => {
      expect(cited('<table><tr><td>x [@known]</td></tr></table>')).to.deep.equal(['[1]']);
    });
    it('are not read in code, nor from brackets that are no citation', () => {
      expect(cited('`[@known]` and [mail@host.example] and [@ ] and [x](https://site.example/@known)')).to.deep.equal(
        [],
      );
    });
    it('can’t be imitated by the characters that carry them through the parser', () => {
      expect(cited('\uE0000\uE001 text')).to.deep.equal([]);
    });
    it('stand right after the word that they belong to', () => {
      expect(words(shown('A price at launch. [@known]'))).to.equal('A price at launch.[1]');
    });
  });

  it('shows the words of a text that is nested too deep to parse', () => {
    expect(words(shown(`${'> '.repeat(5000)}deep`))).to.include('deep');
  });
});
