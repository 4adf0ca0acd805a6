import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { marked } from 'marked';
import { VIEWS } from '../../src/artifact/view.js';
import { embedCode, type EmbedTarget, idOf, pageUrl, siteOf } from '../../src/output/embed-code.js';

const SITE = 'https://example.org/wiki/';
const target = (fields: Partial<EmbedTarget> = {}): EmbedTarget => ({
  site: SITE,
  script: `${SITE}artifact-viewer.js`,
  base: `${SITE}artifacts/`,
  id: 'trial-start',
  kind: 'article',
  title: 'START',
  view: 'full',
  ...fields,
});

/** The attributes of the first such tag, entities decoded. */
const attributes = (code: string | undefined, tag: string): Record<string, string> => {
  const source = new RegExp(`<${tag}((?:\\s[^\\s=>]+(?:="[^"]*")?)*)>`).exec(code ?? '')?.[1];
  assert.ok(source !== undefined, `${code} has a well-formed <${tag}>`);
  const decoded = (text: string) =>
    text.replaceAll('&quot;', '"').replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&amp;', '&');
  return Object.fromEntries(
    [...source.matchAll(/([^\s=]+)(?:="([^"]*)")?/g)].map(([, name = '', value = '']) => [name, decoded(value)]),
  );
};

const NASTY = `A "quoted" <b>title</b> & [more] \\ *stars* ’s`;

describe('the embed code', () => {
  it('as a frame has all that a page needs which drops styles and scripts', () => {
    const { iframe } = embedCode(target());
    assert.deepEqual(attributes(iframe, 'iframe'), {
      src: 'https://example.org/wiki/artifact/trial-start?embed=1',
      title: 'START',
      width: '100%',
      height: '600',
      frameborder: '0',
      loading: 'lazy',
      sandbox: 'allow-scripts allow-popups allow-popups-to-escape-sandbox',
      referrerpolicy: 'no-referrer',
      allow: 'clipboard-write',
    });
    assert.ok(!iframe?.includes('style'), 'there is no style to drop');
    assert.ok(iframe?.endsWith('></iframe>'), 'it is closed');
  });

  it('as a frame names the view, but not for the whole page', () => {
    for (const view of VIEWS) {
      const src = new URL(attributes(embedCode(target({ view })).iframe, 'iframe').src ?? '');
      assert.equal(src.searchParams.get('embed'), '1');
      assert.equal(src.searchParams.get('view'), view === 'full' ? null : view);
    }
  });

  it('keeps a title in its place, whatever signs it has', () => {
    const { iframe, script, markdown } = embedCode(target({ title: NASTY }));
    assert.equal(attributes(iframe, 'iframe').title, NASTY);
    assert.ok(
      script?.includes('>A &quot;quoted&quot; &lt;b&gt;title&lt;/b&gt; &amp; [more]'),
      'the link within the element has the title as text',
    );
    const html = marked.parse(markdown ?? '', { async: false });
    assert.equal(
      html.trim(),
      '<p><a href="https://example.org/wiki/artifact/trial-start">A &quot;quoted&quot; &lt;b&gt;title&lt;/b&gt; &amp; [more] \\ *stars* ’s</a></p>',
    );
  });

  it('as a script tag has the script of this site, an element for the view and a link for who has no JavaScript', () => {
    const { script } = embedCode(target());
    assert.deepEqual(attributes(script, 'script'), { src: 'https://example.org/wiki/artifact-viewer.js', async: '' });
    assert.deepEqual(attributes(script, 'artifact-viewer'), { 'artifact-id': 'trial-start' });
    assert.deepEqual(attributes(script, 'a'), { href: 'https://example.org/wiki/artifact/trial-start' });
  });

  it('as a script tag takes the view’s own card, or the viewer with the view', () => {
    const element = (fields: Partial<EmbedTarget>) =>
      /<([a-z]+-[a-z]+[^>]*)>/.exec(embedCode(target(fields)).script ?? '')?.[1];
    assert.equal(element({ view: 'infobox' }), 'drug-infobox artifact-id="trial-start"');
    assert.equal(element({ view: 'safety' }), 'safety-list artifact-id="trial-start"');
    assert.equal(element({ view: 'trials', kind: 'trial' }), 'trial-card artifact-id="trial-start"');
    assert.equal(element({ view: 'trials' }), 'artifact-viewer artifact-id="trial-start" view="trials"');
    assert.equal(element({ view: 'compare' }), 'artifact-viewer artifact-id="trial-start" view="compare"');
  });

  it('as a script tag tells the folder of the artifacts where it is not beside the script', () => {
    const { script } = embedCode(target({ script: 'https://cdn.example/v1/artifact-viewer.js' }));
    assert.deepEqual(attributes(script, 'script'), {
      src: 'https://cdn.example/v1/artifact-viewer.js',
      'data-base': 'https://example.org/wiki/artifacts/',
      async: '',
    });
  });

  it('as a script tag tells that build wrote the folder of the artifacts', () => {
    assert.deepEqual(Object.keys(attributes(embedCode(target({ prebuilt: true })).script, 'script')), [
      'src',
      'data-prebuilt',
      'async',
    ]);
  });

  it('is no script tag where the script’s address is not known', () => {
    assert.deepEqual(Object.keys(embedCode(target({ script: undefined }))), ['iframe', 'markdown', 'url']);
  });

  it('as an address leads to the page itself, with the view', () => {
    assert.equal(embedCode(target()).url, 'https://example.org/wiki/artifact/trial-start');
    assert.equal(
      embedCode(target({ view: 'safety' })).url,
      'https://example.org/wiki/artifact/trial-start?view=safety',
    );
    assert.equal(pageUrl(target({ site: 'http://localhost:8000/' })), 'http://localhost:8000/artifact/trial-start');
  });

  it('has a Markdown link that ends where it ends', () => {
    const { markdown } = embedCode(target({ site: 'https://example.org/wiki_(x)/', title: 'Two\nlines' }));
    assert.equal(markdown, '[Two lines](https://example.org/wiki_%28x%29/artifact/trial-start)');
  });
});

describe('the site of the artifact pages', () => {
  const script = `${SITE}artifact-viewer.js`;
  const base = `${SITE}artifacts/`;

  it('is the script’s folder, if the artifacts are beside the script', () => {
    assert.equal(siteOf({ script: `${script}?v=1`, base }), SITE);
    assert.equal(siteOf({ script, base: 'https://example.org/elsewhere/' }), undefined);
    assert.equal(siteOf({ base }), undefined);
  });

  it('is the one that was set, wherever the artifacts are', () => {
    assert.equal(
      siteOf({ site: 'https://pages.example/a', script, base: 'https://data.example/' }),
      'https://pages.example/a/',
    );
  });

  it('is none where no browser elsewhere could open it', () => {
    assert.equal(siteOf({ script: 'file:///disk/artifact-viewer.js', base: 'file:///disk/artifacts/' }), undefined);
    for (const site of ['data:text/html,', 'https:', 'nonsense']) assert.equal(siteOf({ site, base }), undefined);
  });

  it('has a page for what was loaded by id from its folder, and for nothing else', () => {
    assert.equal(idOf(`${base}trial-start.json`, base), 'trial-start');
    for (const url of [
      undefined,
      'https://example.org/other/trial-start.json',
      `${base}deeper/trial-start.json`,
      `${base}trial-start.json?v=2`,
      `${base}trial-start`,
      'data:application/json,{}',
    ])
      assert.equal(idOf(url, base), undefined);
  });
});
