import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { toHtml } from '../../src/text/markdown.js';

describe('a line with too many marks to be formatted', () => {
  it('shows the characters that its escapes stand for', () => {
    const { html, isPlain } = toHtml(
      `CGI-S &lt;3 and \\[see 14\\] A &amp; B, 1 &gt; 0. ${'\\[see here\\] of some study: and so on. '.repeat(800)}`,
      false,
    );
    assert.equal(isPlain, true);
    assert.match(html, /CGI-S &lt;3 and \[see 14\] A &amp; B, 1 &gt; 0\. \[see here\]/);
  });
  it('makes no markup of them', () => {
    const { html } = toHtml(`&lt;img src=x&gt; \\<b> ${'*a_ [b] \\[c\\] '.repeat(400)}`, false);
    assert.match(html, /&lt;img src=x&gt; &lt;b&gt;/);
  });
});
