// The two cleaners of texts side by side, each on its own parser: the browser's, and Node's. cleaners.node.ts compares what
// is made of a text after that.
import { type Keep, keepListed } from '../../src/text/list.js';
import { toHtml } from '../../src/text/markdown.js';
import { sanitize } from '../../src/text/sanitize.js';
import { parseClean as parseInBrowser } from '../../src/text/tree-dom.js';
import { parseClean as parseInNode } from '../../src/text/tree-parse5.js';
import { markupOf } from '../../src/text/write.js';
import { artifactIds, expect, loadArtifact } from '../helpers.js';
import { source } from '../security/strings.js';
import { faultsIn, randomHtml } from './random-html.js';

/** Keeps what is on the list, without the addresses: which may be followed is asked elsewhere. */
const keep: Keep = (fragment, loses) => {
  keepListed(fragment, loses);
  for (const element of fragment.querySelectorAll('a,img'))
    for (const name of ['href', 'src']) element.removeAttribute(name);
};

const stringsIn = (value: unknown): string[] => {
  if (typeof value === 'string') return [value];
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(stringsIn) : [];
};

describe('a text as a browser cleans it', () => {
  for (const id of artifactIds)
    it(`is the same as in a prerendered page, for each text of ${id}`, async () => {
      for (const text of new Set(stringsIn(await loadArtifact(id))))
        for (const inline of [false, true]) {
          const { html } = toHtml(text, inline);
          expect(markupOf(parseInBrowser(html, keep))).to.equal(markupOf(parseInNode(html, keep)));
        }
    });

  const random = randomHtml(10_000);

  it('has nothing off the list where it attacks, or is HTML at random', function () {
    this.timeout(300_000);
    const attacks = source.attacks.flatMap(({ text }) => [text, toHtml(text, false).html]);
    for (const html of [...attacks, ...random])
      for (const isPrebuilt of [false, true])
        expect(faultsIn(sanitize(html, 'https://wiki.example/page', isPrebuilt)), html).to.deep.equal([]);
  });

  /** What DOMPurify takes out beyond the list: elements with `is`, values and text that could end a comment or a style. */
  const TAKEN = / is=|--|<\/style|\]>|<[!?]/;
  /** What not all parsers read in the same way: the content of `<select>`, and NUL. */
  const UNCLEAR = /<(?:select|option|optgroup)\b|\p{Cc}(?<!\s)/u;

  it('is the same as in a prerendered page where it is HTML at random', function () {
    this.timeout(300_000);
    let compared = 0;
    for (const html of random) {
      if (TAKEN.test(html) || UNCLEAR.test(html)) continue;
      const found = markupOf(parseInBrowser(html, keep));
      // In a page that is prerendered, such a text is cleaned once more.
      if (markupOf(parseInNode(found, keep)) !== found) continue;
      compared++;
      expect(found, html).to.equal(markupOf(parseInNode(html, keep)));
    }
    expect(compared).to.be.greaterThan(1000);
  });
});
