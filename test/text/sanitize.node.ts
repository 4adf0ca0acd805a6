import { sanitize as sanitizeInDom } from './in-dom.js';
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { describe, it } from 'node:test';
import * as wholeParser from 'marked';
import wholePurifier from 'dompurify';
import { leanParser, leanPurifier } from '../../src/build/lean.mjs';
import { toHtml } from '../../src/text/markdown.js';
import { sanitize } from '../../src/text/sanitize.js';
import { CONFIG } from '../../src/text/tree-dom.js';
import { markupOf } from '../../src/text/write.js';

const BASE = 'https://wiki.example/page';

const CLEANERS: Record<string, (html: string) => string> = {
  'in Node': (html) => markupOf(sanitize(html, BASE)),
  'in a browser': (html) => markupOf(sanitizeInDom(html, BASE)),
};

for (const [where, cleaned] of Object.entries(CLEANERS)) {
  /** The HTML of an artifact once it is clean, as a page has it. */
  const clean = (html: string): HTMLElement => {
    const holder = document.createElement('div');
    holder.innerHTML = cleaned(html);
    return holder;
  };

  describe(`HTML in an artifact, ${where},`, () => {
    it('keeps the words and the marks of a text', () =>
      assert.equal(
        clean('<p>At 10<sup>14</sup> <b>or more</b></p><ul><li>x</li></ul>').innerHTML,
        '<p>At 10<sup>14</sup> <b>or more</b></p><ul><li>x</li></ul>',
      ));

    it('has no tag that runs, loads or asks for anything, and keeps the words that stood in it', () => {
      const tags =
        'script style link meta base iframe frame object embed applet form input button select option textarea video audio source track picture svg math template slot dialog canvas marquee portal noscript title body html head';
      for (const tag of tags.split(' ')) {
        const { innerHTML } = clean(`<p>before</p><${tag}>inside</${tag}><p>after</p>`);
        assert.doesNotMatch(innerHTML, new RegExp(`<${tag}\\b`, 'i'), tag);
        assert.match(innerHTML, /before/, tag);
      }
      assert.equal(clean('<form>Your <button>password</button></form>').textContent, 'Your password');
    });

    it('has no words of what is no text', () =>
      assert.equal(
        clean('<p>a</p><script>b</script><style>c</style><svg><title>d</title></svg><math><mi>e</mi></math>')
          .textContent,
        'a',
      ));

    it('stays text where it says what a tag is', () => {
      const { innerHTML, firstElementChild } = clean(`<b title='"><i onclick=x'>&lt;img src=x&gt;</b>`);
      assert.match(innerHTML, /^<b title="[^"]*">&lt;img src=x&gt;<\/b>$/);
      assert.equal(firstElementChild?.getAttribute('title'), '"><i onclick=x');
    });

    it('has no attribute that runs, styles, names or reaches beyond the text', () => {
      for (const attribute of [
        'style="position: fixed"',
        'id="top"',
        'name="login"',
        'slot="x"',
        'part="boxed"',
        'onclick="x"',
        'onmouseover="x"',
        'data-x="y"',
        'aria-hidden="true"',
        'role="alert"',
        'tabindex="1"',
        'hidden',
        'contenteditable',
        'background="https://tracker.example/x.png"',
        'cite="https://tracker.example/"',
      ])
        assert.equal(
          clean(`<blockquote ${attribute}>x</blockquote>`).innerHTML,
          '<blockquote>x</blockquote>',
          attribute,
        );
    });

    it('has no class but that of an infobox and of a language of code', () => {
      assert.equal(clean('<p class="boxed">x</p>').innerHTML, '<p>x</p>');
      assert.equal(clean('<p class="infobox">x</p>').innerHTML, '<p>x</p>');
      assert.equal(clean('<code class="language-js">x</code>').innerHTML, '<code class="language-js">x</code>');
      assert.equal(clean('<code class="language-js boxed">x</code>').innerHTML, '<code>x</code>');
      assert.match(
        clean('<table class="infobox boxed"><tbody><tr><td>x</td></tr></tbody></table>').innerHTML,
        /^<table class="infobox">/,
      );
    });

    it('has no span wider than any real table', () => {
      const spans = (span: string) =>
        clean(`<table><tbody><tr><td colspan="${span}" rowspan="${span}">x</td></tr></tbody></table>`).querySelectorAll(
          '[colspan], [rowspan]',
        ).length;
      assert.deepEqual(['2', '100', '101', '1000', '0', '-1', 'x'].map(spans), [1, 1, 0, 0, 0, 0, 0]);
    });

    it('loses no words for a comment beside them', () =>
      assert.equal(
        clean('<p>Values &lt;LLOQ were set to 0.<!-- really? --></p>').innerHTML,
        '<p>Values &lt;LLOQ were set to 0.</p>',
      ));

    it('keeps the line feed that a block of code begins with', () =>
      assert.equal(clean('<pre>\n\nx</pre>').innerHTML, '<pre>\nx</pre>'));
  });

  describe(`a link in an artifact, ${where},`, () => {
    it('opens beside the page, tells no one where its reader came from, and hands over nothing of the page', () => {
      const link = clean('<a href="https://other.example/x">there</a>').querySelector('a');
      assert.deepEqual(Object.fromEntries([...(link?.attributes ?? [])].map(({ name, value }) => [name, value])), {
        href: 'https://other.example/x',
        title: 'other.example',
        dir: 'auto',
        target: '_blank',
        rel: 'noopener noreferrer nofollow ugc',
        referrerpolicy: 'no-referrer',
      });
    });
    it('whose address may not be followed is words', () => {
      for (const href of [
        // eslint-disable-next-line no-script-url -- an address that must be refused
        'javascript:alert(1)',
        'JaVa&#115;cript:alert(1)',
        'java\nscript:alert(1)',
        'data:text/html,x',
        'vbscript:x',
        'file:///etc/passwd',
        'https://user:pass@host.example/',
        '//user@host.example/',
        '#top',
      ])
        assert.equal(clean(`<p><a href="${href}">go</a></p>`).innerHTML, '<p>go</p>', href);
    });

    it('stands before the citations in its words, since no link can stand in another', () =>
      assert.match(
        clean(toHtml('[see [@a] more](https://x.example/)', false).html).innerHTML,
        /^<p><a [^>]*>see more<\/a>\uE0000\uE001<\/p>$/m,
      ));
    it('is a link, and nothing else has an address', () =>
      assert.equal(
        clean('<p href="https://x.example/" src="https://x.example/">x</p><b cite="https://x.example/">y</b>')
          .innerHTML,
        '<p>x</p><b>y</b>',
      ));
  });

  describe(`a picture in an artifact, ${where},`, () => {
    it('waits until the reader asks for it: nothing is loaded by itself', () => {
      const holder = clean('<img src="https://tracker.example/x.png" srcset="y.png 2x" alt="A rash" onerror="x">');
      assert.equal(
        holder.innerHTML,
        '<artifact-image alt="A rash" from="https://tracker.example/x.png"></artifact-image>',
      );
    });

    it('without words gets none of ours: its place says that nobody describes it', () =>
      assert.equal(
        clean('<img src="https://tracker.example/x.png">').innerHTML,
        '<artifact-image from="https://tracker.example/x.png"></artifact-image>',
      ));

    it('that is in the text itself is shown, if it is only pixels', () => {
      assert.equal(clean('<img src="data:image/png;base64,AAAA" alt="A">').querySelectorAll('img').length, 1);
      for (const src of ['data:image/svg+xml;base64,AAAA', 'data:image/svg+xml,<svg onload=x>', 'data:text/html,x'])
        assert.equal(clean(`<img src="${src}" alt="A">`).querySelectorAll('img').length, 0, src);
    });

    it('has no citation in its words', () =>
      assert.equal(
        clean(toHtml('![see [@a]](https://x.example/y.png)', false).html)
          .querySelector('artifact-image')
          ?.getAttribute('alt'),
        'see',
      ));
  });
}

/** A plug-in of the build. */
interface Lean {
  transform(code: string, id: string): { code: string } | null;
}

describe('the libraries without what the one script leaves out of them', () => {
  /** A library as a plug-in of the build makes it. */
  const leanOf = async (plugin: Lean, name: string): Promise<unknown> => {
    const file = import.meta.resolve(name);
    const code = plugin
      .transform(readFileSync(new URL(file), 'utf8'), file)
      ?.code.replace(/^\/\/# sourceMappingURL=.*$/m, '');
    return import(`data:text/javascript,${encodeURIComponent(code ?? '')}`);
  };

  const TEXTS = [
    'At 10<sup>14</sup> *or* **more** ~~now~~ `5 < 6`\nsecond line\n\n| a | b |\n|---|:-:|\n| 1 | \\| |\n\n1. x\n2. y\n   - [ ] z\n',
    'Head\n====\n\n#no head\n\n> quoted\nlazily\n\n[a]: https://x.example "T"\n\n[a] ![p][a] <https://y.example> www.z.example _a_b_ **a**b',
    '    code\n\n```js\nlet a = 1;\n```\n\nhard  \nbreak\\\nbreak\n***bold and more***\n* * *\n',
    '<p onclick=x id=a name=b data-a=c aria-hidden=true class=infobox style="color:red">x<script>y</script></p>',
    '<svg><a href="javascript:x"><style><img src=x onerror=y></style></a></svg><math><mtext><table><mglyph><style><img src=x></style>',
    '<form><input name=attributes><input name=parentNode>words</form><a href="data:text/html,x">a</a><img src="data:image/png;base64,AA">',
    '<noscript><p title="</noscript><img src=x onerror=y>"></noscript><template><b onclick=x>t</b></template><!-- <b> --><?x <b>?>',
    '<table><td>a<tbody><tr><td colspan=9 is="x-y">b</table><x-y is=z patchsrc=u for=v>c</x-y>{{d}} <%e%> ${f}',
    '<a title="--><img src=x>" href="JaVa&#115;cript:x" xlink:href="x:y">g</a><body background=x><p align=left start=2>h',
  ];

  it('gives the same of clean and of hostile HTML, and removes as much', async () => {
    const lean = (await leanOf(leanPurifier, 'dompurify')) as { default: typeof wholePurifier };
    const [expected, found] = [wholePurifier, lean.default].map((make) => {
      const purifier = make(window);
      purifier.setConfig({ ...CONFIG, TRUSTED_TYPES_POLICY: null as never });
      return TEXTS.map((text) => {
        const holder = document.createElement('div');
        holder.append(purifier.sanitize(text));
        return [holder.innerHTML, purifier.removed.length];
      });
    });
    assert.deepEqual(found, expected);
  });

  it('gives the same of Markdown', async () => {
    const lean = (await leanOf(leanParser, 'marked')) as typeof wholeParser;
    const [expected, found] = [wholeParser, lean].map(({ Lexer, Parser }) =>
      TEXTS.map((text) => new Parser({ gfm: true }).parse(new Lexer({ gfm: true }).lex(text))),
    );
    assert.deepEqual(found, expected);
  });
});
