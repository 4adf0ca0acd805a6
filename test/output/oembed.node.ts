import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { parseFragment } from 'parse5';
import type { EmbedTarget } from '../../src/output/embed-code.js';
import { oembed, oembedXml } from '../../src/output/oembed.js';
import { artifacts } from './references.js';

const target = (id: string, title: string): EmbedTarget => ({
  site: 'https://site.example/wiki/',
  id,
  kind: 'article',
  title,
  view: 'full',
});

/** The frame that a consumer would put into its page. */
const frameOf = (html: string): Record<string, string> => {
  const [node] = parseFragment(html).childNodes;
  assert.ok(node && 'tagName' in node && node.tagName === 'iframe');
  return Object.fromEntries(node.attrs.map(({ name, value }) => [name, value]));
};

describe('oEmbed', () => {
  for (const artifact of artifacts)
    it(`of ${artifact.id} has every field that its text asks of type “rich”`, () => {
      const answer = oembed(artifact, target(artifact.id, artifact.title));
      assert.equal(answer.type, 'rich');
      assert.equal(answer.version, '1.0');
      assert.equal(answer.provider_name, 'site.example');
      const frame = frameOf(answer.html);
      assert.equal(frame.src, `https://site.example/wiki/artifact/${artifact.id}?embed=1`);
      assert.equal(frame.title, artifact.title);
      assert.equal(frame.width, String(answer.width));
      assert.equal(frame.height, String(answer.height));
    });

  it('keeps within the consumer’s bounds', () => {
    const [artifact] = artifacts;
    assert.ok(artifact);
    const { width, height, html } = oembed(artifact, target('x', 'X'), { maxwidth: 300, maxheight: 200 });
    assert.deepEqual([width, height, frameOf(html).width, frameOf(html).height], [300, 200, '300', '200']);
    assert.equal(oembed(artifact, target('x', 'X'), { maxwidth: 5000 }).width, 720);
  });

  it('as XML says the same, with every sign in its place', () => {
    const [artifact] = artifacts;
    assert.ok(artifact);
    const title = 'A "title" <b> & ]]> \u0001';
    const answer = oembed({ ...artifact, title }, target('x', title));
    const xml = oembedXml(answer);
    const decode = (text: string) =>
      text.replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&quot;', '"').replaceAll('&amp;', '&');
    const fields = Object.fromEntries(
      [...xml.matchAll(/^ {2}<(\w+)>(.*)<\/\1>$/gm)].map(([, name = '', value = '']) => [name, decode(value)]),
    );
    assert.deepEqual(
      fields,
      Object.fromEntries(Object.entries(answer).map(([name, value]) => [name, String(value).replace('\u0001', '')])),
    );
    assert.match(xml, /^<\?xml version="1\.0" encoding="utf-8" standalone="yes"\?>\n<oembed>/);
  });
});
