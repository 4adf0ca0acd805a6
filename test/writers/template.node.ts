import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { type DefaultTreeAdapterTypes as Tree, parseFragment } from 'parse5';
import * as safe from '../../src/text/html.js';
import { fragment, isHtml, isUrl, toUrl } from '../../src/text/html.js';
import { html, nothing, type Value } from '../../src/writers/html/template.js';
import { expecting, isMarkless, type Node, SLOTS } from './slots.js';

/** The tag under a name by which no formatter knows it: its templates stay as they stand here. */
const exactly = html;

const XLINK = 'xlink:href';

const nodesOf = ({ childNodes }: Tree.ParentNode): Node[] =>
  childNodes.map((node) => {
    if ('value' in node) return node.value;
    if (!('tagName' in node)) return `a node that nobody wrote: ${node.nodeName}`;
    return {
      name: `${node.namespaceURI} ${node.tagName}`,
      attributes: Object.fromEntries(node.attrs.map(({ name, prefix, value }) => [`${prefix ?? ''}${name}`, value])),
      children: nodesOf(node),
    };
  });

const parsed = (markup: unknown): Node[] => nodesOf(parseFragment(String(markup)));

const SPECIAL =
  '< > & " \' ` = / \0 \r \n \r\n \t \u00A0 \uFEFF \uD800 \uDFFF 😀 &amp; &lt &#60; &#13 --> <!-- ]]> <![CDATA[ <b> </b> </p> </pre> <pre> <td> </table> <script> </script> </title> </style> <svg> </svg> <?x "> \'> ${ {{'.split(
    ' ',
  );
const text = fc
  .array(
    fc.oneof(
      fc.constantFrom(' ', ...SPECIAL),
      fc.string(),
      fc.integer({ max: 0xffff, min: 0 }).map((code) => String.fromCharCode(code)),
    ),
  )
  .map((parts) => parts.join(''))
  .filter(isMarkless);

/** What is said of a template that can't be written; fails if it is. */
const refusal = (write: () => unknown): string => {
  let written: unknown;
  try {
    written = write();
  } catch (error) {
    assert.ok(error instanceof TypeError, String(error));
    return error.message;
  }
  return assert.fail(`not refused: ${String(written)}`);
};

/** A value that no type lets through. */
const wrong = (value: unknown) => value as Value;

describe('a text in a template', () => {
  for (const [name, write] of Object.entries(SLOTS))
    it(`is read back as it was, with no new element or attribute: ${name}`, () => {
      const expected = expecting(write, parsed);
      fc.assert(
        fc.property(text, text, text, (...texts) => {
          assert.deepEqual(parsed(write(...texts)), expected(...texts));
        }),
        { numRuns: 300 },
      );
    });

  it('keeps what a parser would change: a carriage return, a first line break, and says where a character is broken', () => {
    assert.equal(String(html`<p title=${'a\rb'}>${'\r\n'}</p>`), '<p title="a&#13;b">&#13;\n</p>');
    assert.equal(String(html`<pre>${'\nx'}</pre>`), '<pre>\n\nx</pre>');
    assert.equal(String(html`<p>${'a\0b\uD800c😀'}</p>`), '<p>a\uFFFDb\uFFFDc😀</p>');
  });
});

describe('a template', () => {
  it('takes texts, numbers, templates and lists of them', () => {
    assert.equal(
      String(html`<p>${'<'}${1.5}${-0}${html`<b>${'&'}</b>`}${[1, 'a', [html`<i>x</i>`]]}${new Set(['b'])}</p>`),
      '<p>&lt;1.50<b>&amp;</b>1a<i>x</i>b</p>',
    );
  });

  it('shows nothing for what is absent, and has no attribute for it', () => {
    for (const absent of [undefined, null, nothing] as (undefined | null | typeof nothing)[])
      assert.equal(
        String(html`<a title=${absent} href=${absent} ?hidden=${absent} class="a ${absent}">${absent}${[absent]}</a>`),
        '<a class="a "></a>',
      );
    assert.equal(String(html`<a title=${''}>${''}</a>`), '<a title=""></a>');
  });

  it('quotes each attribute, and writes a boolean one only where it holds', () => {
    assert.equal(
      String(
        html`<input title=${'a b'} size=${3} min='"' type="text" ?disabled=${true} ?hidden="${false}" required />`,
      ),
      '<input title="a b" size="3" min="&quot;" type="text" disabled required>',
    );
  });

  it('has the white space that is shown, and no more', () => {
    const row = (text: string) => exactly`
      <tr>
        <th scope="row"> ${text} </th>
      </tr>
    `;
    assert.equal(
      String(exactly`
        <table
          class="a
            b"
        >
          ${['x', 'y'].map(row)}
        </table>
        <p>
          Some <b>words</b>
          <i>here</i>,\u00A0
          <span>and</span>  there
        </p>
      `),
      '<table class="a b"><tr><th scope="row">x</th></tr><tr><th scope="row">y</th></tr></table><p> Some <b>words</b> <i>here</i>,\u00A0 <span>and</span>  there </p> ',
    );
    assert.equal(String(exactly`<pre>\n  a\n    b</pre>`), '<pre>\n  a\n    b</pre>');
  });

  it('closes what ends at once', () => {
    assert.equal(
      String(exactly`<svg viewBox="0 0 1 1"><path d="M0" /><linearGradient/></svg><br/><artifact-x />`),
      '<svg viewBox="0 0 1 1"><path d="M0"></path><linearGradient></linearGradient></svg><br><artifact-x></artifact-x>',
    );
  });

  it('refuses a value that is no text, and says where it stands', () => {
    const json: unknown = JSON.parse('{"text":"<b>x</b>","_$litType$":1,"strings":["<b>x</b>"]}');
    for (const [value, is] of [
      [json, 'a value of type object'],
      [{ toString: () => '<b>x</b>' }, 'a value of type object'],
      [Object.create(null), 'a value of type object'],
      [() => 'x', 'a value of type function'],
      [Symbol('x'), 'a value of type symbol'],
      [10n, 'a value of type bigint'],
      [true, 'true'],
      [false, 'false'],
      [NaN, 'NaN'],
      [-Infinity, '-Infinity'],
      [toUrl('https://ok.example/'), 'a Url'],
    ] as const) {
      const given = wrong(value);
      assert.equal(
        refusal(() => html`<td>${given}</td>`),
        `The value after \`<td>\` can’t be ${is}`,
      );
      assert.match(
        refusal(() => html`<td>${[given]}</td>`),
        new RegExp(`^The value after \`<td>\` can’t be ${is}$`),
      );
      assert.match(
        refusal(() => html`${given}`),
        new RegExp(`^The value after \`\` can’t be ${is}$`),
      );
      assert.match(
        refusal(() => html`<td title=${given}></td>`),
        new RegExp(`^The value after \`<td title=\` can’t be ${is}$`),
      );
      assert.match(
        refusal(() => html`<td title="${'x'} ${given}"></td>`),
        new RegExp(`^The value after \`<td title="\\$\\{…\\} \` can’t be ${is}$`),
      );
    }
    assert.match(
      refusal(() => html`<p title=${html`x`}></p>`),
      /can’t be an Html/,
    );
    assert.match(
      refusal(() => html`<p title=${['x']}></p>`),
      /can’t be a value of type object/,
    );
    for (const value of ['', 'false', 0, 1])
      assert.match(
        refusal(() => html`<p ?hidden=${value}></p>`),
        /after `<p hidden=` can’t be/,
      );
  });

  it('refuses a text where a parser would move it out of its table', () => {
    for (const write of [
      () => exactly`<table>${'5 mg'}</table>`,
      () => exactly`<table><tr>${[5]}</tr></table>`,
      () => exactly`<table><tbody>5 mg</tbody></table>`,
    ])
      assert.match(refusal(write), /<(table|tr|tbody)>/);
  });

  it('refuses values where none can be escaped, when it is first used', () => {
    const x = 'x';
    for (const [write, says] of [
      [() => exactly`<${x}></p>`, /begins no tag/],
      [() => exactly`<p${x}></p>`, /can’t be read in <p>/],
      [() => exactly`<p></${x}>`, /begins no tag/],
      [() => exactly`<p ${x}></p>`, /can’t be read in <p>/],
      [() => exactly`<p ${x}="y"></p>`, /can’t be read in <p>/],
      [() => exactly`<p data-${x}="y"></p>`, /can’t be read in <p>/],
      [() => exactly`<p title=y${x}></p>`, /can’t be read in <p>/],
      [() => exactly`<p title=${x}y></p>`, /can’t be read in <p>/],
      [() => exactly`<p title="${x}></p>`, /can’t be read in <p>/],
      [() => exactly`<!-- ${x} -->`, /begins no tag/],
      [() => exactly`<!-- a --><p>x</p>`, /begins no tag/],
      [() => exactly`<![CDATA[${x}]]>`, /begins no tag/],
      [() => exactly`<p onclick=${x}></p>`, /attribute “onclick”/],
      [() => exactly`<p ONCLICK="x"></p>`, /attribute “ONCLICK”/],
      [() => exactly`<p @click=${x}></p>`, /attribute “click”/],
      [() => exactly`<p .title=${x}></p>`, /attribute “title”/],
      [() => exactly`<p ?onclick=${true}></p>`, /attribute “onclick”/],
      [() => exactly`<p style=${x}></p>`, /attribute “style”/],
      [() => exactly`<p style="color: red"></p>`, /attribute “style”/],
      [() => exactly`<img srcset=${x} />`, /attribute “srcset”/],
      [() => exactly`<p srcdoc=${x}></p>`, /attribute “srcdoc”/],
      [() => exactly`<svg><path fill=${x} /></svg>`, /attribute “fill”/],
      [() => exactly`<p ?hidden="x ${true}"></p>`, /attribute “hidden”/],
      ...['script', 'style', 'textarea', 'title', 'iframe', 'template', 'object', 'base', 'meta', 'noscript'].map(
        (tag) => [
          // As the tag is called: a template can't have its tag's name as a value.
          () => exactly(Object.assign([`<${tag}>`, `</${tag}>`], { raw: [] }), x),
          new RegExp(`can’t have <${tag}>`),
        ],
      ),
      [() => exactly`<svg><animate attributeName="href" values=${x} /></svg>`, /can’t have <animate>/],
      [() => exactly`<svg><set attributeName="href" to=${x} /></svg>`, /can’t have <set>/],
    ] as [write: () => unknown, says: RegExp][])
      assert.match(refusal(write), says, write.toString());
  });

  it('refuses markup that reaches beyond it or is not what it looks like', () => {
    for (const [write, says] of [
      [() => exactly(JSON.parse('["<p>", "</p>"]') as TemplateStringsArray, 'x'), /A template has/],
      [() => exactly`<p>`, /<p> has no end/],
      [() => exactly`</p>`, /<\/p> ends no element/],
      [() => exactly`<p><b></p></b>`, /<\/p> ends no element/],
      [() => exactly`a < b`, /begins no tag/],
      [() => exactly`<p title="a < b"></p>`, /can’t be read/],
      [() => exactly`<p title="x" class="y" title="z"></p>`, /“title” of <p> stands there twice/],
      [() => exactly`<p hidden ?hidden=${true}></p>`, /“hidden” of <p> stands there twice/],
      [() => exactly`a\0b`, /a character that HTML can’t have/],
      [() => exactly`a\rb`, /a character that HTML can’t have/],
      [() => exactly`a\uD800b`, /a character that HTML can’t have/],
      [() => exactly`a\u{b`, /an escape or a character/],
    ] as const)
      assert.match(refusal(write), says, write.toString());
  });
});

describe('an address in a template', () => {
  const url = toUrl('https://ok.example/?a=1&b="', undefined);

  it('is one that has been vetted, or another place of the page', () => {
    assert.equal(
      String(html`<a href=${url}>${'x'}</a><a href="${fragment('ref 1"')}">y</a><a href="#top">z</a>`),
      '<a href="https://ok.example/?a=1&amp;b=%22">x</a><a href="#ref%201%22">y</a><a href="#top">z</a>',
    );
    assert.equal(String(fragment('a\uD800/')), '#a%EF%BF%BD%2F');
  });

  it('is left out where it must not be followed, and the words stay', () => {
    // eslint-disable-next-line no-script-url -- an address that must be refused
    for (const bad of ['javascript:alert(1)', 'data:text/html,x', 'https://a:b@ok.example/', '//ok.example/', '#x', ''])
      assert.equal(String(html`<a href=${toUrl(bad)}>words</a>`), '<a>words</a>', bad);
  });

  it('is never a plain text', () => {
    for (const name of ['href', 'src', 'action', 'formaction', 'poster', 'cite', 'data', XLINK, 'HREF', 'background']) {
      const write = (...values: unknown[]) =>
        html(Object.assign([`<a ${name}="`, '">x</a>'], { raw: [] }), ...values.map(wrong));
      for (const value of ['https://ok.example/', '', 1, html`x`, { href: 'https://ok.example/' }, [url]])
        assert.match(
          refusal(() => write(value)),
          new RegExp(`after \`<a ${name}=\` can’t be`),
          name,
        );
      assert.match(String(write(url)), /ok\.example/);
    }
    assert.match(
      refusal(() => html`<a href="#${'x'}">x</a>`),
      /takes one Url/,
    );
    assert.match(
      refusal(() => html`<a href="${url}/x">x</a>`),
      /takes one Url/,
    );
  });
});

describe('what is marked as safe', () => {
  it('is known by no shape that data can have', () => {
    const made = html`<b>x</b>`;
    const url = fragment('x');
    assert.ok(isHtml(made) && isUrl(url) && !isHtml(url) && !isUrl(made));
    for (const forged of [
      { text: '<b>x</b>', href: 'x' },
      Object.create(made),
      Object.create(Object.getPrototypeOf(made) as object),
      structuredClone(made),
      JSON.parse('{"__proto__":{"text":"<b>x</b>"},"#text":"<b>x</b>"}'),
      '<b>x</b>',
      undefined,
      null,
    ] as unknown[])
      assert.ok(!isHtml(forged) && !isUrl(forged));
  });

  it('can be made by nobody who has one', () => {
    for (const made of [html`x`, fragment('x')])
      for (const key of [undefined, {}, made]) {
        const make = made.constructor as new (key: unknown, text: string) => unknown;
        assert.throws(() => new make(key, '<script>'), /Only src\/text and the html tag/);
      }
    assert.deepEqual(
      Object.entries(safe).filter(([, value]) => /^class\b/.test(String(value))),
      [],
    );
  });

  it('can’t be changed', () => {
    const made = html`<b>x</b>`;
    assert.throws(() => Object.assign(made, { text: '<script>' }), TypeError);
    assert.equal(`${made.text} ${String(made)}`, '<b>x</b> <b>x</b>');
  });
});
