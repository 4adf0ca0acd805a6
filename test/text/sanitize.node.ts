import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import '../../src/cli/build/surroundings.js';

const { sanitize } = await import('../../src/text/sanitize.js');

const BASE = 'https://wiki.example/page';

/** The HTML of an artifact once it is clean. */
const clean = (html: string): HTMLElement => {
  const holder = document.createElement('div');
  holder.append(sanitize(html, BASE));
  return holder;
};

describe('HTML in an artifact', () => {
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
      assert.equal(clean(`<blockquote ${attribute}>x</blockquote>`).innerHTML, '<blockquote>x</blockquote>', attribute);
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
});

describe('a link in an artifact', () => {
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
});

describe('a picture in an artifact', () => {
  it('waits until the reader asks for it: nothing is loaded by itself', () => {
    const holder = clean('<img src="https://tracker.example/x.png" srcset="y.png 2x" alt="A rash" onerror="x">');
    assert.equal(holder.innerHTML, '<remote-image alt="A rash" from="https://tracker.example/x.png"></remote-image>');
  });
  it('that is in the text itself is shown, if it is only pixels', () => {
    assert.equal(clean('<img src="data:image/png;base64,AAAA" alt="A">').querySelectorAll('img').length, 1);
    for (const src of ['data:image/svg+xml;base64,AAAA', 'data:image/svg+xml,<svg onload=x>', 'data:text/html,x'])
      assert.equal(clean(`<img src="${src}" alt="A">`).querySelectorAll('img').length, 0, src);
  });
});
