import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { describe, it } from 'node:test';
import { parseFragment } from 'parse5';
import {
  type Host,
  hostCode,
  hostPolicy,
  HOSTS,
  type HostTarget,
  hostWarnings,
  SHOWN_AS,
} from '../../src/output/hosts.js';

const SITE = 'https://artifacts.example/';
const target = (fields: Partial<HostTarget> = {}): HostTarget => ({
  site: SITE,
  script: `${SITE}artifact-viewer.js`,
  base: `${SITE}artifacts/`,
  id: 'therapeutics-zolgensma',
  kind: 'drug',
  title: 'Zolgensma: infobox',
  view: 'infobox',
  as: 'iframe',
  ...fields,
});
const hosts = Object.keys(HOSTS) as Host[];
const about = (host: Host, fields: Partial<HostTarget> = {}) =>
  hostWarnings(host, target(fields)).map((warning) => warning.about);

/** The elements of HTML code in order, each as its name with its attributes. */
const elementsOf = (code: string): [name: string, attributes: Record<string, string>][] =>
  parseFragment(code).childNodes.flatMap((node) =>
    'tagName' in node ? [[node.tagName, Object.fromEntries(node.attrs.map(({ name, value }) => [name, value]))]] : [],
  );

/** A snippet of a host's guide, which the tests on real hosts paste. */
const guide = (host: string, id: string): string => {
  const page = readFileSync(new URL(`../../demo/hosts/${host}.html`, import.meta.url), 'utf8');
  const source = new RegExp(`<code id="${id}">([\\s\\S]*?)</code>`).exec(page)?.[1] ?? '';
  return source
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&amp;', '&')
    .replaceAll('http://localhost:8000/', SITE);
};

describe('the code for a host', () => {
  it('in plain HTML is a frame with its size, a frame that fits, or an element, the last two with the script', () => {
    assert.deepEqual(
      elementsOf(hostCode('html', target({ width: '400', height: 300, theme: 'dark', lang: 'de' })))[0]?.[1],
      {
        src: `${SITE}artifact/therapeutics-zolgensma?embed=1&view=infobox&theme=dark&lang=de`,
        title: 'Zolgensma: infobox',
        width: '400',
        height: '300',
        frameborder: '0',
        loading: 'lazy',
        sandbox: 'allow-scripts allow-popups allow-popups-to-escape-sandbox',
        referrerpolicy: 'no-referrer',
        allow: 'clipboard-write',
      },
    );
    const [script, frame] = elementsOf(hostCode('html', target({ as: 'artifact-frame' })));
    assert.deepEqual(script, ['script', { src: `${SITE}artifact-viewer.js`, async: '' }]);
    assert.deepEqual(frame, [
      'artifact-frame',
      {
        src: `${SITE}artifact/therapeutics-zolgensma?embed=1&view=infobox`,
        title: 'Zolgensma: infobox',
        height: '600',
      },
    ]);
    const [, element] = elementsOf(hostCode('html', target({ as: 'drug-infobox', theme: 'light', lang: 'fr' })));
    assert.deepEqual(element, [
      'drug-infobox',
      { 'artifact-id': 'therapeutics-zolgensma', theme: 'light', lang: 'fr' },
    ]);
    const [, viewer] = elementsOf(hostCode('html', target({ as: 'artifact-viewer', view: 'safety' })));
    assert.deepEqual(viewer, ['artifact-viewer', { 'artifact-id': 'therapeutics-zolgensma', view: 'safety' }]);
  });

  it('on MediaWiki and DokuWiki is what their guides tell, which is tested there', () => {
    assert.equal(hostCode('mediawiki', target({ width: '400' })), guide('mediawiki', 'frame-page'));
    assert.equal(hostCode('dokuwiki', target({ width: '400' })), guide('dokuwiki', 'frame-page'));
    const element = target({ as: 'drug-infobox', title: 'Zolgensma', view: 'full' });
    assert.equal(hostCode('mediawiki', element), guide('mediawiki', 'script-page').split('\n')[0]);
    assert.equal(hostCode('dokuwiki', element), guide('dokuwiki', 'script-page').split('\n')[0]);
  });

  it('on the wikis asks for nothing that their guides’ tags don’t take', () => {
    const all = target({ width: '50%', height: 400, theme: 'dark', lang: 'de' });
    const [[, given] = []] = elementsOf(hostCode('mediawiki', all));
    const settings = guide('mediawiki', 'frame-settings');
    for (const name of Object.keys(given ?? {})) assert.ok(settings.includes(`$given['${name}']`), name);
    const plugin = guide('dokuwiki', 'plugin');
    for (const name of new URL(
      hostCode('dokuwiki', all).slice(2, -2).split('|')[0]!.replace('>', ':'),
    ).searchParams.keys())
      assert.ok(plugin.includes(`$given['${name}']`), name);
  });

  it('keeps to what a host keeps: the address, or a frame with four attributes, where there is no more', () => {
    const address = `${SITE}artifact/therapeutics-zolgensma?embed=1&view=infobox`;
    for (const as of SHOWN_AS) {
      assert.equal(hostCode('notion', target({ as })), address);
      assert.equal(hostCode('confluence', target({ as })), address);
      const [[name, attributes] = []] = elementsOf(hostCode('discourse', target({ as })));
      assert.equal(name, 'iframe');
      assert.deepEqual(attributes, { src: address, width: '100%', height: '600', frameborder: '0' });
    }
  });

  it('on WordPress is a block of HTML, and in MyST a directive', () => {
    assert.equal(hostCode('wordpress', target()), `<!-- wp:html -->\n${hostCode('html', target())}\n<!-- /wp:html -->`);
    assert.equal(
      hostCode('myst', target({ width: '400' })),
      `:::{iframe} ${SITE}artifact/therapeutics-zolgensma?embed=1&view=infobox\n:width: 400px\n:::`,
    );
    const element = target({ as: 'trial-card' });
    assert.equal(hostCode('myst', element), `\`\`\`{raw} html\n${hostCode('html', element)}\n\`\`\``);
  });

  it('holds a title that is markup as words, on every host', () => {
    const title = `"><script>alert(1)</script> [[x]] {{y}} ''z'' }} | ]`;
    for (const host of hosts)
      for (const as of SHOWN_AS) {
        const code = hostCode(host, target({ title, as }));
        // DokuWiki's plugin escapes the title itself; all else is markup as it stands.
        const scripts = host === 'dokuwiki' ? [] : elementsOf(code).filter(([name]) => name === 'script');
        for (const [, { src }] of scripts) assert.equal(src, `${SITE}artifact-viewer.js`);
        // What stands in a tag's attribute is no wikitext; what stands between tags is.
        if (host === 'mediawiki' && code.endsWith(`</${as}>`))
          assert.doesNotMatch(code.replace(/^<[^>]*>\[\S+ /, '').replace(/\]<[^>]*>$/, ''), /\[\[|\{\{|''/);
        if (host === 'dokuwiki') assert.equal(code.indexOf('}}'), code.length - 2);
      }
  });

  it('takes no width or height that is none', () => {
    for (const width of ['', 'wide', '10em', '"><b>', '-4', '12345'])
      assert.match(hostCode('html', target({ width })), / width="100%" /);
    for (const height of [Number.NaN, 0, -1]) assert.match(hostCode('html', target({ height })), / height="600" /);
  });
});

describe('the warnings for a host', () => {
  it('tell of a site on http where the host is on https, and only there', () => {
    const site = 'http://artifacts.example/';
    for (const host of hosts) {
      assert.ok(about(host, { site }).includes('http'), host);
      assert.ok(!about(host).includes('http'), host);
      const alwaysHttps = host === 'notion' || host === 'confluence';
      assert.equal(about(host, { site, https: false }).includes('http'), alwaysHttps, host);
    }
    assert.match(hostWarnings('html', target({ site }))[0]?.text ?? '', /block the frame as mixed content/);
    assert.match(
      hostWarnings('html', target({ site, as: 'drug-infobox' }))[0]?.text ?? '',
      /block the script as mixed content/,
    );
  });

  it('tell of a site that only this machine has, in place of mixed content', () => {
    for (const name of ['localhost:8000', '127.0.0.1', '[::1]:80'])
      assert.deepEqual(about('html', { site: `http://${name}/`, as: 'drug-infobox' }), ['local']);
  });

  it('tell that a host runs no script, where an element is asked for, and what comes instead', () => {
    for (const host of hosts)
      for (const as of SHOWN_AS) {
        const stripped =
          ['confluence', 'discourse', 'notion'].includes(host) && as !== 'iframe' && as !== 'artifact-frame';
        assert.equal(about(host, { as }).includes('scripts'), stripped, `${host} ${as}`);
      }
  });

  it('tell of what has to be allowed first, on the hosts that strip what authors write', () => {
    assert.deepEqual(
      hosts.filter((host) => about(host).includes('setup')),
      ['mediawiki', 'dokuwiki', 'confluence', 'discourse', 'wordpress'],
    );
    assert.equal(
      hostWarnings('discourse', target()).find((one) => one.about === 'setup')?.code,
      'https://artifacts.example/artifact/',
    );
  });

  it('tell of the sandbox where the host makes the frame, and its flags', () => {
    assert.deepEqual(
      hosts.filter((host) => about(host).includes('sandbox')),
      ['confluence', 'discourse', 'notion', 'myst'],
    );
    assert.equal(
      hostWarnings('notion', target()).find((one) => one.about === 'sandbox')?.code,
      'allow-scripts allow-popups allow-popups-to-escape-sandbox',
    );
    assert.ok(!about('myst', { as: 'drug-infobox' }).includes('sandbox'));
  });

  it('tell that a frame without the script keeps its height', () => {
    for (const host of hosts) assert.ok(about(host).includes('height'), host);
    assert.ok(!about('html', { as: 'artifact-frame' }).includes('height'));
    assert.ok(!about('wordpress', { as: 'safety-list' }).includes('height'));
  });

  it('are none for an element in plain HTML over https', () => {
    assert.deepEqual(about('html', { as: 'drug-infobox' }), []);
  });
});

describe('the policy that a host needs', () => {
  it('names the site of the frame, or that of the script and of the artifacts', () => {
    assert.deepEqual(hostPolicy('html', target()), { 'frame-src': ['https://artifacts.example'] });
    assert.deepEqual(
      hostPolicy('html', target({ as: 'artifact-frame', script: 'https://cdn.example/artifact-viewer.js' })),
      {
        'script-src': ['https://cdn.example'],
        'trusted-types': ['artifact-viewer'],
        'frame-src': ['https://artifacts.example'],
      },
    );
    assert.deepEqual(hostPolicy('html', target({ as: 'trial-card' })), {
      'script-src': ['https://artifacts.example'],
      'trusted-types': ['artifact-viewer'],
      'connect-src': ['https://artifacts.example'],
    });
  });

  it('is that of a frame where the host gets one whatever was asked for', () => {
    assert.deepEqual(hostPolicy('discourse', target({ as: 'trial-card' })), {
      'frame-src': ['https://artifacts.example'],
    });
  });
});
