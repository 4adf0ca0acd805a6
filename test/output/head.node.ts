import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { parseFragment } from 'parse5';
import { parse } from '../../src/artifact/parse.js';
import type { Artifact } from '../../src/artifact/schema/index.js';
import { head, type PublishedForms } from '../../src/output/head.js';
import { subject } from '../written.js';
import { plainText } from '../../src/output/plain.js';
import { artifacts } from './references.js';

const at: PublishedForms = {
  page: 'https://site.example/artifact/x/',
  json: 'https://site.example/artifacts/x.json',
  alternates: { 'text/markdown': 'https://site.example/artifacts/x.md' },
  oembed: { json: 'https://site.example/oembed/x.json' },
  siteName: 'Site',
};

interface Tag {
  name: string;
  attributes: Record<string, string>;
  text: string;
}

/** The tags of the head, as an HTML parser finds them. */
const tagsOf = (artifact: Artifact): Tag[] =>
  parseFragment(head(subject(artifact), at)).childNodes.flatMap((node) =>
    'tagName' in node
      ? [
          {
            name: node.tagName,
            attributes: Object.fromEntries(node.attrs.map(({ name, value }) => [name, value])),
            text: node.childNodes.map((child) => ('value' in child ? child.value : '')).join(''),
          },
        ]
      : [],
  );

const contents = (tags: Tag[], name: string): (string | undefined)[] =>
  tags
    .filter(({ attributes }) => attributes.name === name || attributes.property === name)
    .map(({ attributes }) => attributes.content);

describe('the head of an artifact’s page', () => {
  for (const artifact of artifacts)
    it(`says what ${artifact.id} is to search engines, to who shares a link and to citation managers`, () => {
      const tags = tagsOf(artifact);
      assert.equal(tags.find(({ name }) => name === 'title')?.text, artifact.title);
      for (const name of ['og:title', 'twitter:title', 'citation_title'])
        assert.deepEqual(contents(tags, name), [artifact.title], name);
      const [about = ''] = contents(tags, 'description');
      assert.ok(about.length > 20 && about.length <= 300);
      assert.ok(plainText(artifact.summary ?? '').startsWith(about.replace(/…$/, '')), about);
      assert.deepEqual(contents(tags, 'citation_publication_date'), [artifact.asOf?.replaceAll('-', '/')]);
      assert.ok(
        contents(tags, 'citation_author').length + contents(tags, 'citation_publisher').length > 0,
        'somebody answers for it',
      );
      const links = tags
        .filter(({ name }) => name === 'link')
        .map(({ attributes: { rel, type, href } }) => [rel, type, href]);
      assert.deepEqual(links, [
        ['canonical', undefined, at.page],
        ['alternate', 'application/json', at.json],
        ['alternate', 'text/markdown', at.alternates['text/markdown']],
        ['alternate', 'application/json+oembed', at.oembed?.json],
      ]);
    });

  it('keeps an artifact’s words in their place, whatever they are', () => {
    const nasty = '"><script>alert(1)</script> & </title></script><!--';
    const { artifact } = parse({
      schemaVersion: 1,
      id: 'x',
      kind: 'drug',
      title: nasty,
      summary: nasty,
      dosage: nasty,
    });
    assert.ok(artifact);
    const tags = tagsOf(artifact);
    assert.equal(tags.find(({ name }) => name === 'title')?.text, nasty);
    assert.deepEqual(contents(tags, 'og:title'), [nasty]);
    const scripts = tags.filter(({ name }) => name === 'script');
    assert.deepEqual(
      scripts.map(({ attributes }) => attributes.type),
      ['application/ld+json'],
    );
    assert.ok(JSON.stringify(JSON.parse(scripts[0]?.text ?? '')).includes('alert(1)'));
  });
});
