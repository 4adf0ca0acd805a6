// What `build` makes of an article's texts, and what is shown of it: here on the DOM of jsdom, whose cleaner is DOMPurify. In browsers
// test/elements/prebuilt-text.test.ts looks.
import { toFragment } from './in-dom.js';
import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { describe, it } from 'node:test';
import { References } from '../../src/artifact/references.js';
import type { Article, Section } from '../../src/artifact/schema/article.js';
import { html } from '../../src/writers/html/template.js';
import { prebuild } from '../../src/text/prebuild.js';
import { keyOf, type PrebuiltFile, prebuiltOf } from '../../src/text/prebuilt.js';
import type { TextScope } from '../../src/text/render.js';
import { markupOf } from '../../src/text/write.js';
import { faultsIn } from './random-html.js';
import { INVENTED } from './invented-text.js';

const FOLDER = new URL('../../artifacts/', import.meta.url);

const articleOf = (body: string, sections: Section[] = []): Article => ({
  schemaVersion: 1,
  id: 'an-article',
  kind: 'article',
  title: 'An article',
  body,
  sections,
});

const scope: TextScope = {
  linkBase: 'https://wiki.example/page',
  artifact: undefined,
  references: new References(),
  lang: 'en',
  cite: (keys) => html`<sup class="cite">${keys.join()}</sup>`,
};

/** The HTML of a text in a page. */
const shown = (text: string, more: Partial<TextScope> = {}, top = 3): string => {
  const fragment = toFragment(text, { ...scope, ...more }, false, top);
  return typeof fragment === 'string' ? fragment : markupOf(fragment);
};

const textsOf = ({ body, sections = [] }: Pick<Section, 'body' | 'sections'>): string[] => [
  ...(body ? [body] : []),
  ...sections.flatMap(textsOf),
];

/** The file of an article, as a browser reads it. */
const fileOf = (article: Article): PrebuiltFile => JSON.parse(JSON.stringify(prebuild(article))) as PrebuiltFile;

/** The file with other HTML for its only text. */
const withHtml = (text: string, htmlOfText: string): PrebuiltFile => [
  1,
  { [keyOf(text)]: [[text.length, htmlOfText, [['a']]]] },
];

describe('the text that build formats', () => {
  const real = readdirSync(FOLDER)
    .map((name) => JSON.parse(readFileSync(new URL(name, FOLDER), 'utf8')) as Article)
    .filter(({ kind }) => kind === 'article');

  for (const article of [...real, articleOf(INVENTED), articleOf(`${INVENTED}\n\n`.repeat(12))])
    it(`is shown as its Markdown would be: ${article.id}, ${article.body?.length ?? 0} characters`, () => {
      const prebuilt = fileOf(article);
      const texts = textsOf(article);
      assert.ok(texts.length > 0);
      for (const text of texts) {
        assert.ok(prebuiltOf(prebuilt, text), `formatted: ${text.slice(0, 80)}`);
        assert.equal(shown(text, { prebuilt }), shown(text));
      }
    });

  it('is the same for every link base, language and level of headings', () => {
    const prebuilt = fileOf(articleOf(INVENTED));
    for (const linkBase of [scope.linkBase, undefined])
      for (const lang of ['en', 'ar'])
        for (const top of [2, 5]) {
          const more = { linkBase, lang };
          assert.equal(shown(INVENTED, { ...more, prebuilt }, top), shown(INVENTED, more, top));
        }
  });

  it('is what is shown, in place of the Markdown that it was made from', () => {
    const prebuilt = withHtml('**10** mg', '<p>from the file</p>');
    assert.equal(shown('**10** mg', { prebuilt }), '<p>from the file</p>');
  });

  it('gives way to Markdown that has changed by a character', () => {
    const prebuilt = fileOf(articleOf('**10** mg'));
    assert.ok(prebuiltOf(prebuilt, '**10** mg'));
    assert.equal(prebuiltOf(prebuilt, '**11** mg'), undefined);
    assert.equal(shown('**11** mg', { prebuilt }), '<p><strong>11</strong> mg</p>\n');
  });

  it('has no citation’s number, no link base and no address that nobody may follow in it', () => {
    const text = 'A [b](/c) [d](javascript:e) <a href="https://x:y@z.example">f</a> ![g](javascript:h) [@i]';
    const [, texts] = fileOf(articleOf(text));
    const [[length, found, citations] = []] = texts[keyOf(text)] ?? [];
    assert.equal(length, text.length);
    assert.deepEqual(citations, [['i']]);
    assert.equal(found, '<p>A <a href="/c">b</a> <a>d</a> <a>f</a> <img alt="g"> \uE0000\uE001</p>\n');
  });

  it('leaves out a text that browsers say of that part is unformatted, and one with an infobox', () => {
    const tooDeep = `${'> '.repeat(40)}deep`;
    const infobox = '<table class="infobox"><tr><th>Name</th></tr><tr><td>a</td><td>**b**</td></tr></table>';
    const [, texts] = fileOf(
      articleOf('**a**', [
        { id: 'deep', title: 'Deep', body: tooDeep },
        { id: 'infobox', title: 'Infobox', body: infobox },
      ]),
    );
    assert.deepEqual(Object.keys(texts), [keyOf('**a**')]);
  });
});

describe('a file of formatted text that is', () => {
  const text = '**10** mg [@a]';
  const expected = shown(text);
  const key = keyOf(text);
  const broken: Record<string, unknown> = {
    nothing: null,
    'a string': 'text',
    'an object': { [key]: [[text.length, '<p>x</p>', []]] },
    'of another version': [2, { [key]: [[text.length, '<p>x</p>', []]] }],
    'without texts': [1],
    'with a string for its texts': [1, 'texts'],
    'with no list for a text': [1, { [key]: '<p>x</p>' }],
    'with an empty list for a text': [1, { [key]: [] }],
    'without the end of a text': [1, { [key]: [[5, '<p>x</p>', []]] }],
    'with more than a text': [1, { [key]: [[99, '<p>x</p>', []]] }],
    'with a piece that is none': [1, { [key]: [[text.length, '<p>x</p>', []], null] }],
    'with a number for HTML': [1, { [key]: [[text.length, 5, []]] }],
    'with a number for citations': [1, { [key]: [[text.length, '<p>x</p>', 5]] }],
    'with a list for HTML': [1, { [key]: [[text.length, ['<p>x</p>'], []]] }],
    'with a number for keys': [1, { [key]: [[text.length, '<p>\uE0000\uE001</p>', [5]]] }],
    'with a string for a length': [1, { [key]: [[String(text.length), '<p>x</p>', []]] }],
    'full of open tags': [1, { [key]: [[text.length, '<b>'.repeat(200_000), []]] }],
    'full of elements': [1, { [key]: [[text.length, '<b></b>'.repeat(200_000), []]] }],
    'full of citations': [1, { [key]: [[text.length, '<p>x</p>', [Array.from({ length: 50_000 }, () => 'a')]]] }],
  };
  for (const [what, prebuilt] of Object.entries(broken))
    it(`${what} leaves the text as its Markdown has it`, () => assert.equal(shown(text, { prebuilt }), expected));

  it('hostile has nothing off the list', () => {
    const hostile = [
      '<img src=x onerror=alert(1)>',
      '<script>alert(1)</script><style>*{display:none}</style><p style="position:fixed" id="x" slot="y">a</p>',
      '<a href="javascript:alert(1)">a</a><a href="https://u:p@evil.example">b</a>',
      '<drug-infobox src="https://evil.example/x.json"></drug-infobox><iframe src="https://evil.example"></iframe>',
      '<svg><a xlink:href="javascript:alert(1)">a</a></svg><math><mtext><style><img src=x onerror=alert(1)></style></mtext></math>',
      '<form><input name="childNodes"><button formaction="javascript:alert(1)">a</button></form>',
      '<i data-place="1"></i>\uE0005\uE001',
    ];
    for (const markup of hostile) {
      const fragment = toFragment(text, { ...scope, cite: () => undefined, prebuilt: withHtml(text, markup) }, false);
      assert.notEqual(typeof fragment, 'string');
      assert.deepEqual(faultsIn(fragment as DocumentFragment), [], markup);
    }
  });
});
