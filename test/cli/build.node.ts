import assert from 'node:assert/strict';
import {
  copyFileSync,
  cpSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { plugins } from '@citation-js/core';
import '@citation-js/plugin-bibtex';
import '@citation-js/plugin-ris';
import jsonld from 'jsonld';
import { parse } from 'parse5';
import type { PrebuiltFile } from '../../src/text/prebuilt.js';
import { ARTIFACTS, type Ended, folder, readJson, run, start } from './run.js';

const URL_OF_SITE = 'https://library.example/med/';

const build = (from: string, out: string, ...more: string[]) =>
  start(['build', from, '--out', out, '--base-url', URL_OF_SITE, ...more]).ended;

/** Every file below a folder with its bytes, but for the hidden records. */
const files = (root: string): Map<string, string> =>
  new Map(
    (readdirSync(root, { recursive: true }) as string[])
      .filter((path) => !path.startsWith('.build') && statSync(join(root, path)).isFile())
      .sort()
      .map((path) => [path, readFileSync(join(root, path), 'base64')]),
  );

const drug = (id: string, more: object = {}) => ({
  schemaVersion: 1,
  id,
  kind: 'drug',
  title: `The drug ${id}`,
  genericName: `${id}ium`,
  ...more,
});

const put = (path: string, artifact: { id: string; [field: string]: unknown }) =>
  writeFileSync(join(path, `${artifact.id}.json`), JSON.stringify(artifact));

describe('build', () => {
  let site = '';
  let said = '';

  const ends: (() => void)[] = [];
  after(() => ends.forEach((end) => end()));
  before(async () => {
    site = folder({ after: (end) => ends.push(end) });
    const { code, out, err } = await build(ARTIFACTS, site);
    assert.equal(code, 0, err + out);
    said = out;
  });

  const read = (path: string) => readFileSync(join(site, path), 'utf8');
  const ids = readdirSync(ARTIFACTS).map((name) => name.replace('.json', ''));

  it('says what it did and where the site is', () => {
    assert.match(
      said,
      new RegExp(
        `${ids.length} artifacts: ${ids.length} built, 0 unchanged; 0 problems\\. The site for ${URL_OF_SITE} is in `,
      ),
    );
  });

  it('makes every form of every artifact', () => {
    for (const id of ids)
      for (const path of [
        `artifact/${id}/index.html`,
        `oembed/${id}.json`,
        ...['json', 'bib', 'ris', 'csl.json', 'md', 'jsonld', 'svg', 'html'].map(
          (ending) => `artifacts/${id}.${ending}`,
        ),
      ])
        assert.ok(existsSync(join(site, path)), path);
  });

  it('has the formatted text of each article beside it, says so to its pages, and publishes none of what is no article', () => {
    for (const id of ids) {
      const { kind } = readJson(ARTIFACTS, `${id}.json`);
      assert.equal(existsSync(join(site, `artifacts/${id}.text.json`)), kind === 'article', id);
      assert.match(
        read(`artifact/${id}/index.html`),
        /<script src="[^"]*" integrity="[^"]*" data-base="[^"]*" data-prebuilt /,
      );
    }
    const [version, texts] = JSON.parse(read('artifacts/wiki-therapeutics-zolgensma.text.json')) as PrebuiltFile;
    assert.equal(version, 1);
    const markup = Object.values(texts)
      .flat()
      .map(([, html]) => html)
      .join('');
    assert.match(markup, /<p>/);
    assert.doesNotMatch(markup, /target=|class="cite"|class="table-scroll"/, 'it is not decorated');
  });

  it('publishes the artifact’s own file byte for byte', () => {
    for (const id of ids)
      assert.equal(read(`artifacts/${id}.json`), readFileSync(join(ARTIFACTS, `${id}.json`), 'utf8'));
  });

  it('has JSON-LD that an independent processor expands, with the artifact’s name and kind', async () => {
    const types = { drug: 'Drug', trial: 'MedicalTrial', article: 'MedicalWebPage', safety: 'MedicalWebPage' };
    for (const id of ids) {
      const { kind, title } = readJson(ARTIFACTS, `${id}.json`) as { kind: keyof typeof types; title: string };
      const data = JSON.parse(read(`artifacts/${id}.jsonld`)) as { '@context': string };
      const vocabulary = { '@context': { '@vocab': 'https://schema.org/', id: '@id' } };
      const nodes = await jsonld.flatten(
        { ...data, '@context': vocabulary['@context'] },
        {},
        { documentLoader: () => Promise.reject(new Error('nothing is fetched')) },
      );
      const text = JSON.stringify(nodes);
      assert.match(text, new RegExp(`https://schema.org/${types[kind]}"`), id);
      assert.ok(text.includes(JSON.stringify(title)), `${id}: the title`);
      assert.ok(text.includes(`${URL_OF_SITE}artifact/${id}`), `${id}: its page`);
    }
  });

  it('has the same JSON-LD in the page', () => {
    for (const id of ids) {
      const [, script = ''] =
        /<script type="application\/ld\+json">(.*?)<\/script>/s.exec(read(`artifact/${id}/index.html`)) ?? [];
      assert.deepEqual(JSON.parse(script), JSON.parse(read(`artifacts/${id}.jsonld`)));
    }
  });

  it('has BibTeX, RIS and CSL-JSON that an independent reader gives the same titles and DOIs', () => {
    const readBack = (text: string) => plugins.input.chain(text, { generateGraph: false });
    const plain = (text: string | undefined) =>
      (text ?? '')
        .replace(/[\s.]+/g, ' ')
        .replace(/<[^>]+>/g, '')
        .trim()
        .toLowerCase();
    for (const id of ids) {
      const csl = JSON.parse(read(`artifacts/${id}.csl.json`)) as { title?: string; DOI?: string }[];
      const bib = readBack(read(`artifacts/${id}.bib`));
      const ris = readBack(read(`artifacts/${id}.ris`));
      assert.ok(csl.length > 0);
      for (const list of [bib, ris]) {
        assert.deepEqual(
          list.map(({ title }) => plain(title)),
          csl.map(({ title }) => plain(title)),
          id,
        );
        assert.deepEqual(
          list.map(({ DOI }) => DOI?.toLowerCase()),
          csl.map(({ DOI }) => DOI?.toLowerCase()),
          id,
        );
      }
    }
  });

  it('has oEmbed answers with every field that oEmbed 1.0 asks of a rich one, and the page links to its own', () => {
    for (const id of ids) {
      const answer = JSON.parse(read(`oembed/${id}.json`)) as Record<string, unknown>;
      assert.equal(answer.type, 'rich');
      assert.equal(answer.version, '1.0');
      assert.ok(Number.isInteger(answer.width) && Number.isInteger(answer.height));
      assert.match(String(answer.html), new RegExp(`<iframe src="${URL_OF_SITE}artifact/${id}\\?embed=1"`));
      assert.ok(
        read(`artifact/${id}/index.html`).includes(
          `type="application/json+oembed" href="${URL_OF_SITE}oembed/${id}.json"`,
        ),
      );
    }
  });

  it('has pages that a strict parser reads without an error, with all styles and scripts by hash or from the site', () => {
    for (const id of ids) {
      const errors: string[] = [];
      parse(read(`artifact/${id}/index.html`), { onParseError: ({ code }) => errors.push(code) });
      assert.deepEqual(errors, [], id);
      assert.doesNotMatch(read(`artifact/${id}/index.html`), / style="| on[a-z]+="/, id);
    }
  });

  it('names title, description, canonical address, Open Graph and citation data in the head', () => {
    const page = read('artifact/trial-steer/index.html');
    for (const part of [
      '<title>STEER',
      '<meta name="description"',
      `<link rel="canonical" href="${URL_OF_SITE}artifact/trial-steer">`,
      '<meta property="og:title"',
      '<meta name="twitter:card"',
      '<meta name="citation_title" content="STEER',
    ])
      assert.ok(page.includes(part), part);
  });

  it('lists all artifacts, and each kind, and names every page in the sitemap', () => {
    for (const id of ids) {
      assert.ok(read('index.html').includes(`href="/med/artifact/${id}"`), id);
      assert.ok(read('sitemap.xml').includes(`<loc>${URL_OF_SITE}artifact/${id}</loc>`), id);
    }
    assert.ok(read('trial/index.html').includes('trial-steer'));
    assert.ok(!read('trial/index.html').includes('artifact/therapeutics-zolgensma"'));
  });

  it('tells servers to keep what has a hash in its name for ever, and to ask for the rest', () => {
    const script = readdirSync(site).find((name) => /^artifact-viewer\.[0-9a-f]{12}\.js$/.test(name));
    assert.ok(script);
    assert.match(
      read('_headers'),
      new RegExp(`/med/${script}\n {2}Cache-Control: public, max-age=31536000, immutable`),
    );
    assert.match(read('_headers'), /\/med\/\*\n {2}Access-Control-Allow-Origin: \*\n/);
    const rules = read('_headers')
      .trim()
      .split('\n\n')
      .map((block) => {
        const [path = '', ...headers] = block.split('\n');
        return {
          fits: new RegExp(`^${path.replace(/[.+?^$()|[\]\\]/g, '\\$&').replace(/\*/g, '.*')}$`),
          names: headers.map((line) => line.trim().split(':')[0]),
        };
      });
    // Of two rules some hosts send both values, joined: neither would count.
    for (const path of files(site).keys()) {
      const names = rules.filter(({ fits }) => fits.test(`/med/${path}`)).flatMap(({ names }) => names);
      assert.deepEqual([...new Set(names)], names, path);
      assert.ok(names.includes('Cache-Control') || ['_headers', 'nginx.conf.example'].includes(path), path);
    }
  });

  it('makes the same bytes each time, by parts on several machines, too, and then only what has changed', async (t) => {
    const [from, merged] = [folder(t), folder(t)];
    cpSync(ARTIFACTS, from, { recursive: true });
    for (const part of ['1/2', '2/2']) {
      const out = folder(t);
      const { code, out: told } = await build(from, out, '--shard', part, '--jobs', '1');
      assert.equal(code, 0);
      assert.match(told, /copy all parts into one folder/);
      assert.ok(!existsSync(join(out, 'index.html')), 'a part has no list');
      cpSync(out, merged, { recursive: true });
    }
    assert.match((await build(from, merged)).out, /0 built, 10 unchanged/);
    assert.deepEqual([...files(merged).keys()], [...files(site).keys()]);
    assert.deepEqual(
      [...files(merged)].filter(([path, bytes]) => files(site).get(path) !== bytes).map(([path]) => path),
      [],
    );

    const before = statSync(join(merged, 'artifact/trial-start/index.html')).mtimeMs;
    const safety = readJson(from, 'safety-zolgensma.json');
    put(from, { ...safety, id: 'safety-zolgensma', title: 'Another title' });
    // The profile itself, and the drug and the article that show it.
    assert.match((await build(from, merged)).out, /3 built, 7 unchanged/);
    assert.ok(readFileSync(join(merged, 'artifact/safety-zolgensma/index.html'), 'utf8').includes('Another title'));
    assert.equal(statSync(join(merged, 'artifact/trial-start/index.html')).mtimeMs, before);
  });

  it('asks for what is missing in the command, and says what it expects', async () => {
    assert.match((await run(['build'])).err, /Which folder\?/);
    assert.match((await run(['build', ARTIFACTS])).err, /--out DIR/);
    assert.match(
      (await run(['build', ARTIFACTS, '--out', 'x', '--base-url', 'here'])).err,
      /“here” is not a valid site address/,
    );
    assert.match((await run(['build', ARTIFACTS, '--out', 'x', '--shard', '5/4'])).err, /such as 1\/4, not “5\/4”/);
  });
});

describe('build of a folder with faults', () => {
  const attack = '</script><script>alert(1)</script><img src=x onerror=alert(1)>';
  let from = '';
  let out = '';
  let first: Ended;
  let second: Ended;

  const ends: (() => void)[] = [];
  after(() => ends.forEach((end) => end()));
  const read = (path: string) => readFileSync(join(out, path), 'utf8');
  const built = () => readdirSync(join(out, 'artifact')).sort();
  let builtFirst: string[] = [];
  let listFirst = '';
  let textFirst = false;

  before(async () => {
    [from, out] = [folder({ after: (end) => ends.push(end) }), folder({ after: (end) => ends.push(end) })];
    put(from, drug('good', { halfLife: [] }));
    put(from, drug('linking', { trials: ['trial-of-nothing'] }));
    put(from, drug('for-a-while'));
    put(from, { schemaVersion: 1, id: 'article-first', kind: 'article', title: 'An article', body: '**Text.**' });
    put(from, drug('good.text'));
    put(from, drug('good.csl'));
    writeFileSync(join(from, 'broken.json'), '{ "kind": ');
    writeFileSync(join(from, 'other.json'), '{ "a": 1 }');
    mkdirSync(join(from, 'below'));
    copyFileSync(join(from, 'good.json'), join(from, 'below', 'good.json'));
    put(
      from,
      drug('attack', {
        title: attack,
        summary: attack,
        genericName: attack,
        rows: [{ label: attack, value: `${attack} [x](javascript:alert(1))` }],
      }),
    );
    first = await build(from, out);
    [builtFirst, listFirst] = [built(), read('index.html')];
    textFirst = existsSync(join(out, 'artifacts/article-first.text.json'));
    for (const name of ['for-a-while.json', 'broken.json', 'other.json', 'below', 'good.text.json', 'good.csl.json'])
      rmSync(join(from, name), { recursive: true });
    put(from, drug('good'));
    put(from, drug('article-first'));
    put(from, { schemaVersion: 1, id: 'trial-of-nothing', kind: 'trial', title: 'A trial', nctId: 'NCT00000001' });
    second = await build(from, out);
  });

  it('names what can’t be read, and builds the rest', () => {
    assert.equal(first.code, 1);
    assert.match(first.out, /broken\.json: has no page: it is not valid JSON/);
    assert.match(first.out, /other\.json: has no page: at \$: expected /);
    assert.match(first.out, /good\.json: has the same name as .*good\.json and would have the same address/);
    for (const name of ['good.text', 'good.csl'])
      assert.ok(first.out.includes(`${name}.json: has the name of a file that build writes itself`), name);
    assert.deepEqual(builtFirst, ['article-first', 'attack', 'for-a-while', 'good', 'linking']);
  });

  it('takes the formatted text of an article off the site when it is one no more', () => {
    assert.ok(textFirst);
    assert.ok(existsSync(join(out, 'artifacts/article-first.json')));
    assert.ok(!existsSync(join(out, 'artifacts/article-first.text.json')));
  });

  it('reports links between artifacts that lead nowhere, and builds the page again once they lead somewhere', () => {
    assert.match(
      first.out,
      /linking\.json: refers to the artifact “trial-of-nothing”, which is not in the folder: a broken link\. Add trial-of-nothing\.json/,
    );
    assert.equal(second.code, 0, second.out);
    assert.ok(read('artifact/linking/index.html').includes('A trial'));
  });

  it('takes off the site what is no longer in the folder', () => {
    assert.match(second.out, /1 removed/);
    assert.deepEqual(built(), ['article-first', 'attack', 'good', 'linking', 'trial-of-nothing']);
    assert.ok(listFirst.includes('artifact/for-a-while'));
    assert.ok(!read('index.html').includes('artifact/for-a-while'));
  });

  it('carries an attack in a field nowhere but as words', () => {
    for (const path of ['artifact/attack/index.html', 'artifacts/attack.html', 'artifacts/attack.svg', 'index.html'])
      assert.doesNotMatch(read(path), /<script>alert|<img src=x|javascript:alert\(1\)"/, path);
  });
});
