import assert from 'node:assert/strict';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { JSDOM } from 'jsdom';
import { ENGINES, fence } from './engines.js';

const DRUG = {
  schemaVersion: 1,
  id: 'drug-a',
  kind: 'drug',
  title: 'Drug A',
  url: 'https://wiki.example/drug-a',
  genericName: { value: 'alphamab', refs: ['one'] },
  mechanismOfAction: 'Binds <b>alpha</b> at 10<sup>14</sup> copies; see [SMN1](/proteins/smn1)',
  safety: 'safety-a',
  trials: ['trial-a'],
  reviewBy: '2031',
  references: { one: { type: 'webpage', title: 'Label of drug A' } },
};
const SAFETY = {
  schemaVersion: 1,
  id: 'safety-a',
  kind: 'safety',
  title: 'Safety of drug A',
  asOf: '2025-02',
  reviewBy: '2030-06',
  boxedWarning: [{ title: 'Liver injury', text: 'Watch the liver.', refs: ['two'] }],
  references: { two: { type: 'webpage', title: 'Boxed warning of drug A' } },
};
const TRIAL = {
  schemaVersion: 1,
  id: 'trial-a',
  kind: 'trial',
  title: 'Trial A',
  nctId: 'NCT00000000',
  population: '{{ adults }} < 65 years',
};
const FILES: Record<string, unknown> = { 'drug-a': DRUG, 'safety-a': SAFETY, 'trial-a': TRIAL };

/** An artifact's JSON, as far as these tests ask about it. */
type Artifactual = typeof DRUG & { summary?: string };

/** What a reader without JavaScript reads, and the elements that stand in the page. */
const page = (html: string) => {
  const { body } = new JSDOM(html).window.document;
  const text = (node: Element): string => {
    const copy = node.cloneNode(true) as Element;
    copy.querySelectorAll('script').forEach((script) => script.remove());
    return (copy.textContent ?? '').replace(/\s+/g, ' ').trim();
  };
  const inline = (node: Element | null) =>
    JSON.parse(node?.querySelector('script[type="application/json"]')?.textContent ?? 'null') as Artifactual | null;
  return { body, text: text(body), find: (selector: string) => body.querySelector(selector), inline };
};

const attributesOf = (node: Element | null) =>
  Object.fromEntries([...(node?.attributes ?? [])].map(({ name, value }) => [name, value]));

describe('a fenced block with an artifact', () => {
  let folder: string;
  before(() => {
    folder = mkdtempSync(join(tmpdir(), 'artifact-viewer-fence-'));
    for (const [id, json] of Object.entries(FILES)) writeFileSync(join(folder, `${id}.json`), JSON.stringify(json));
    writeFileSync(join(folder, 'broken.json'), '{"kind":');
  });
  after(() => rmSync(folder, { recursive: true, force: true }));

  for (const [engine, render] of Object.entries(ENGINES)) {
    describe(`in ${engine}`, () => {
      it('shows every cell of a table, those beyond its head too', () => {
        const body = '| Drug | Dose |\n|---|---|\n| A | 5 mg |\n| B | 10 mg | never above 20 mg |';
        const article = { schemaVersion: 1, id: 'doses', kind: 'article', title: 'Doses', body };
        const { text } = page(render(fence('artifact', JSON.stringify(article))));
        assert.match(text, /5 mg.*10 mg.*never above 20 mg/);
      });

      it('becomes the viewer of the id that it names', () => {
        const { find, text } = page(render(fence('artifact', 'drug-a')));
        assert.deepEqual(attributesOf(find('artifact-viewer')), { 'artifact-id': 'drug-a' });
        assert.equal(text, 'drug-a', 'which stands there until it is shown');
      });

      it('becomes the element that its first line or a line in it names, with the attributes that are given', () => {
        const first = page(render(fence('artifact drug-infobox theme=dark', 'drug-a')));
        assert.deepEqual(attributesOf(first.find('drug-infobox')), { 'artifact-id': 'drug-a', theme: 'dark' });
        const second = page(
          render(
            fence(
              'artifact',
              '/artifacts/drug-a.json',
              'element: trial-card',
              'trial: NCT00000000',
              'title: "Trial A"',
            ),
          ),
        );
        assert.deepEqual(attributesOf(second.find('trial-card')), {
          src: '/artifacts/drug-a.json',
          trial: 'NCT00000000',
        });
        assert.equal(second.find('trial-card a[href="/artifacts/drug-a.json"]')?.textContent, 'Trial A');
      });

      it('links to the page of an artifact that is not known, where it is told where pages are', () => {
        const { find } = page(render(fence('artifact', 'drug-a', 'title: Drug A'), { pages: '/artifact/' }));
        assert.equal(find('artifact-viewer a[href="/artifact/drug-a"]')?.textContent, 'Drug A');
      });

      it('holds the JSON that is written into it, and its content as text', () => {
        const { find, inline, text } = page(render(fence('artifact trial-card', JSON.stringify(TRIAL, null, 2))));
        assert.deepEqual(inline(find('trial-card')), TRIAL);
        assert.match(text, /Trial A .*\{\{ adults \}\} < 65 years/);
      });

      it('holds the artifact of a file, with the boxed warning of the safety profile that it names', () => {
        const { find, inline, text } = page(render(fence('artifact drug-infobox', 'drug-a'), { artifacts: folder }));
        const card = find('drug-infobox');
        assert.deepEqual(attributesOf(card), {}, 'nothing is fetched for it');
        const json = inline(card);
        assert.deepEqual(json?.safety, { boxedWarning: [{ asOf: '2025-02', ...SAFETY.boxedWarning[0] }] });
        assert.deepEqual(Object.keys(json?.references ?? {}), ['one', 'two']);
        assert.equal(json?.reviewBy, '2030-06', 'the earlier review counts');
        assert.match(text, /Boxed warning: Liver injury Watch the liver\..* alphamab \[1\]/);
        assert.match(text, /^Drug A Boxed warning: Liver injury Watch the liver\. .*A review is due by Jun 2030:/);
        assert.match(text, /References Label of drug A\..*Boxed warning of drug A\./);
      });

      it('keeps every other warning of that profile in the card, and claims no “none” that it does not say', () => {
        const precautions = [{ title: 'Heart', text: 'Watch it.' }];
        const read = (id: string) =>
          id === 'safety-a' ? { ...SAFETY, boxedWarning: undefined, precautions } : FILES[id];
        const { find, inline, text } = page(render(fence('artifact drug-infobox', 'drug-a'), { read }));
        assert.deepEqual(inline(find('drug-infobox'))?.safety, { precautions });
        assert.match(text, /Warnings and precautions \(1\): Heart.*alphamab/);
      });

      it('leaves the warning to be fetched where its sources have the names of others', () => {
        const read = (id: string) =>
          id === 'safety-a' ? { ...SAFETY, references: { one: { type: 'webpage', title: 'Another' } } } : FILES[id];
        const { find, inline, text } = page(render(fence('artifact drug-infobox', 'drug-a'), { read }));
        assert.deepEqual(attributesOf(find('drug-infobox')), { 'artifact-id': 'drug-a' });
        assert.equal(inline(find('drug-infobox')), null);
        assert.match(text, /Watch the liver\..*alphamab/);
      });

      it('has the boxed warning in the text of a whole drug too, or says where it stands', () => {
        const block = fence('artifact', JSON.stringify(DRUG));
        assert.match(page(render(block, { artifacts: folder })).text, /Watch the liver\..*alphamab/);
        assert.match(
          page(render(block)).text,
          /Whether there is a boxed warning could not be looked up: It stands in “safety-a”\./,
        );
      });

      it('names the fields that could not be read', () => {
        const { text } = page(render(fence('artifact', JSON.stringify({ ...DRUG, approvals: 'yes' }))));
        assert.match(text, /One field could not be read and is left out: \$\.approvals\./);
      });

      it('names what could not be read in the safety file that a drug names: its boxed warning may be part of that', () => {
        const read = (id: string) =>
          id === 'safety-a' ? { ...SAFETY, boxedWarning: [...SAFETY.boxedWarning, { title: 'Heart' }] } : FILES[id];
        const { text } = page(render(fence('artifact drug-infobox', 'drug-a'), { read }));
        assert.match(text, /Watch the liver/);
        assert.match(text, /One field could not be read and is left out: \$\.boxedWarning\[1\]\.text\./);
      });

      it('shows the trial that a drug leads to', () => {
        const { find, inline } = page(
          render(fence('artifact trial-card', 'drug-a', 'trial: NCT00000000'), { artifacts: folder }),
        );
        assert.deepEqual(inline(find('trial-card')), TRIAL);
      });

      it('leaves a file to be fetched that has to have a certain hash, and has its content as text', () => {
        const { find, inline, text } = page(
          render(fence('artifact drug-infobox', 'drug-a', 'integrity: sha256-x'), { artifacts: folder }),
        );
        assert.deepEqual(attributesOf(find('drug-infobox')), { 'artifact-id': 'drug-a', integrity: 'sha256-x' });
        assert.equal(inline(find('drug-infobox')), null);
        assert.match(text, /alphamab/);
      });

      it('asks a function for ids and for addresses', () => {
        const asked: string[] = [];
        const read = (source: string) => {
          asked.push(source);
          return source.endsWith('drug-a.json') ? DRUG : FILES[source];
        };
        const { text } = page(render(fence('artifact drug-infobox', 'https://wiki.example/drug-a.json'), { read }));
        assert.deepEqual(asked, ['https://wiki.example/drug-a.json', 'safety-a']);
        assert.match(text, /Watch the liver/);
      });

      it('keeps superscripts, makes a wiki’s paths whole, and has no headings of its own', () => {
        const { find, body } = page(render(fence('artifact drug-infobox', 'drug-a'), { artifacts: folder }));
        assert.equal(find('sup')?.textContent, '14');
        assert.equal(
          find('a[href^="https://wiki.example/"]')?.getAttribute('href'),
          'https://wiki.example/proteins/smn1',
        );
        assert.equal(body.querySelectorAll('h1, h2, h3, h4, h5, h6, [id], thead').length, 0);
      });

      it('lets no script, picture or address of an artifact’s text into the page', () => {
        const bad =
          '</script><script>alert(1)</script><img src="https://tracker.example/x.png" onerror="alert(1)"> ![seen](https://tracker.example/y.png) [go](javascript:alert(1)) <a href="JaVaScRiPt:alert(1)">go</a> <a href="https://bank.example@evil.example/">go</a> <div style="position:fixed" onclick="x">all</div>';
        const { body, find, inline, text } = page(
          render(fence('artifact', JSON.stringify({ ...DRUG, safety: undefined, summary: bad }))),
        );
        assert.equal(inline(find('artifact-viewer'))?.summary, bad);
        assert.deepEqual(
          [...body.querySelectorAll('script')].map(({ type }) => type),
          ['application/json'],
        );
        assert.equal(
          body.querySelectorAll('img, [style], [onclick], [onerror], a[href^="javascript:" i], a[href*="@"]').length,
          0,
        );
        assert.match(text, /all/);
      });

      it('drops the words of a script and of a style sheet with their tags', () => {
        const summary = 'Before. <script>alert(1)</script><style>p { color: red }</style> After.';
        const { text } = page(render(fence('artifact', JSON.stringify({ ...DRUG, safety: undefined, summary }))));
        assert.match(text, /Before\. After\./);
      });

      for (const [what, block, says] of [
        [
          'an element that is not ours',
          fence('artifact script', 'drug-a'),
          /“script” is no element of artifact-viewer\. Allowed are: artifact-viewer, drug-infobox/,
        ],
        [
          'an attribute that is not documented',
          fence('artifact', 'drug-a', 'onclick: alert(1)'),
          /no attribute “onclick”\. Allowed are: src, artifact-id/,
        ],
        [
          'the name of an object’s own member',
          fence('artifact', 'drug-a', 'constructor: x'),
          /no attribute “constructor”/,
        ],
        [
          'a view that there is not',
          fence('artifact', 'drug-a', 'view: sideways'),
          /view can’t be “sideways”\. Allowed are: full, infobox/,
        ],
        [
          'an address of another scheme',
          fence('artifact', 'src: javascript:alert(1)'),
          /src can’t be “javascript:alert\(1\)”\. Allowed are addresses with http or https/,
        ],
        [
          'a line that says nothing',
          fence('artifact', 'drug a'),
          /“drug a” can’t be read\. A block holds an id or an address/,
        ],
        ['nothing', fence('artifact'), /names no artifact\. A block holds an id/],
        ['two artifacts', fence('artifact', 'drug-a', 'drug-b'), /artifact-id is given twice/],
        [
          'JSON and an id',
          fence('artifact artifact-id=drug-a', '{}'),
          /holds an artifact, and artifact-id names another/,
        ],
        ['broken JSON', fence('artifact', '{"kind": drug}'), /JSON of this block could not be read: .*drug/],
        [
          'JSON that is no artifact',
          fence('artifact', '{"name": "x"}'),
          /This block can’t be shown.*expected an artifact/,
        ],
        [
          'an artifact without what the element shows',
          fence('artifact trial-card', JSON.stringify(SAFETY)),
          /<trial-card> can’t show “safety-a”: expected .*trial/,
        ],
        [
          'a file that is not there',
          fence('artifact', 'drug-b'),
          /There is no artifact .*drug-b\.json\. The folder has .*drug-a, safety-a, trial-a/,
        ],
        ['a file that is broken', fence('artifact', 'broken'), /broken\.json could not be read/],
      ] as const) {
        it(`says in the page what is wrong with ${what}`, () => {
          const { find, text, body } = page(render(block, { artifacts: folder }));
          assert.match(find('[role="alert"]')?.textContent ?? '', /^This artifact can’t be shown\./);
          assert.match(text, says);
          assert.equal([...body.querySelectorAll('*')].filter(({ localName }) => localName.includes('-')).length, 0);
        });
      }

      it('leaves other code as it is', () => {
        const { find, body } = page(
          render(`${fence('artifacts', 'a')}\n\n${fence('js', 'b')}\n\n${fence('', 'c')}\n\nText.`),
        );
        assert.equal(body.querySelectorAll('pre code').length, 3);
        assert.ok(find('code.language-js'));
      });
    });
  }

  it('is let through as every element that shows an artifact by itself, with every attribute that is documented', () => {
    const { modules } = JSON.parse(
      readFileSync(new URL('../../dist/custom-elements.json', import.meta.url), 'utf8'),
    ) as {
      modules: { declarations: { tagName?: string; attributes?: { name: string }[] }[] }[];
    };
    const values: Record<string, string> = { theme: 'dark', view: 'full', loading: 'lazy' };
    const documented = modules
      .flatMap(({ declarations }) => declarations)
      .flatMap(({ tagName, attributes = [] }) =>
        tagName && attributes.some(({ name }) => name === 'src') ? [{ tagName, attributes }] : [],
      );
    assert.ok(documented.length > 10);
    for (const { tagName, attributes } of documented) {
      const lines = attributes.map(({ name }) => `${name}: ${values[name] ?? 'x'}`);
      const { find, text } = page(ENGINES.marked?.(fence(`artifact ${tagName}`, ...lines)) ?? '');
      assert.deepEqual(
        Object.keys(attributesOf(find(tagName))).sort(),
        attributes.map(({ name }) => name).sort(),
        `${tagName}: ${text}`,
      );
    }
  });

  it('is text to a Vue template, with the script that such a template may not hold made by an expression', async () => {
    const { default: MarkdownIt } = await import('markdown-it');
    const { default: plugin } = await import('../../src/markdown/markdown-it.js');
    const html = new MarkdownIt()
      .use(plugin, { vue: true })
      .render(fence('artifact trial-card', JSON.stringify({ ...TRIAL, title: 'A > B' })));
    const { find } = page(html);
    assert.equal(find('script'), null);
    const maker = find('trial-card > component');
    assert.equal(maker?.getAttribute(':is'), "'script'");
    assert.equal(JSON.parse(JSON.parse(maker?.getAttribute(':innerhtml') ?? '')).title, 'A > B');
    assert.match(find('trial-card > [v-pre]')?.textContent ?? '', /\{\{ adults \}\}/);
    // VitePress finds the words for its search by taking off what stands between < and >.
    assert.doesNotMatch(html.replace(/<[^>]*>/g, ''), /schemaVersion/);
  });
});
