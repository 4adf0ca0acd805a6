import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { fileURLToPath } from 'node:url';
import { join } from 'node:path';
import { after, before, beforeEach, describe, it } from 'node:test';
import { build, transform } from 'esbuild';
import { renderedText, settled, startWorld, type World } from './browser.js';
import { shownIn, Stranger } from './stranger.js';

const read = (path: string) => readFileSync(new URL(`../../${path}`, import.meta.url), 'utf8');
const SCRIPT = read('dist/artifact-viewer.js');
const JAVASCRIPT = { 'Content-Type': 'text/javascript; charset=utf-8' };

const INFOBOX = '<drug-infobox artifact-id="therapeutics-zolgensma"></drug-infobox>';
const TRIAL = '<trial-card artifact-id="trial-steer"></trial-card>';
const SAFETY = '<safety-list artifact-id="safety-zolgensma"></safety-list>';
const CARDS = INFOBOX + TRIAL + SAFETY;
const page = (head: string, body = CARDS) =>
  `<!doctype html><html lang="en"><meta charset="utf-8"><title>Stranger</title>${head}<body>${body}`;

let world: World;
const stranger = new Stranger();

const visit = async (html: string) => {
  stranger.pages.set('/', html);
  return world.open(stranger.url);
};

/** That the three cards say what they say anywhere. */
const assertShown = async ({ page: opened }: { page: Parameters<typeof shownIn>[0] }) => {
  await shownIn(opened, 'drug-infobox', /onasemnogene abeparvovec-xioi.*Boxed warning/i);
  await shownIn(opened, 'trial-card', /NCT05089656/);
  await shownIn(opened, 'safety-list', /Acute serious liver injury/);
};

before(async () => {
  world = await startWorld();
  await stranger.start();
});
after(async () => {
  await stranger.stop();
  await world.close();
});
beforeEach(() => stranger.pages.clear());

describe('however a page loads the script', () => {
  const late = (code: string) =>
    `${CARDS}<script>addEventListener('load', () => setTimeout(() => { ${code} }, 50));</script>`;
  const ways: Record<string, (url: string) => string> = {
    'deferred in the head': (url) => page(`<script defer src="${url}"></script>`),
    'as a module at the end of the body': (url) => page('', `${CARDS}<script type="module" src="${url}"></script>`),
    'between its elements': (url) => page('', `${INFOBOX}<script src="${url}"></script>${TRIAL}${SAFETY}`),
    'by a script that adds the tag once the page is there': (url) =>
      page('', late(`document.head.append(Object.assign(document.createElement('script'), { src: '${url}' }))`)),
    'by a script that adds the tag as a module': (url) =>
      page(
        '',
        late(
          `document.head.append(Object.assign(document.createElement('script'), { type: 'module', src: '${url}' }))`,
        ),
      ),
    'by import(), without a tag': (url) => page('', late(`import('${url}')`)),
    'with elements that come later': (url) =>
      page(
        `<script async src="${url}"></script>`,
        `<script>addEventListener('load', () => setTimeout(() => { document.body.innerHTML = '${CARDS}' }, 50));</script>`,
      ),
  };
  for (const [how, html] of Object.entries(ways)) {
    it(`shows its elements: ${how}`, async () => {
      const opened = await visit(html(`${world.site}artifact-viewer.js`));
      await assertShown(opened);
      assert.deepEqual(opened.complaints, []);
      await opened.page.close();
    });
  }

  it('shows its elements on a page with a base: paths resolve by it as in every attribute, ids beside the script, and a citation leads to its source on this page', async () => {
    stranger.pages.set('/deep/folder/steer.json', {
      body: read('artifacts/trial-steer.json'),
      headers: { 'Content-Type': 'application/json' },
    });
    const opened = await visit(
      page(
        `<base href="/deep/folder/"><script src="${world.site}artifact-viewer.js"></script>`,
        `<trial-card src="steer.json"></trial-card>${INFOBOX}${SAFETY}`,
      ),
    );
    await assertShown(opened);
    const reached = await opened.page.evaluate(() => {
      const all = (root: ParentNode): Element[] =>
        [...root.querySelectorAll('*')].flatMap((one) => [one, ...(one.shadowRoot ? all(one.shadowRoot) : [])]);
      all(document.querySelector('safety-list')!.shadowRoot!)
        .find((element): element is HTMLAnchorElement => element.matches('sup.cite a'))
        ?.click();
      return all(document).some((element) => element.getRootNode() instanceof ShadowRoot && element.matches(':focus'));
    });
    assert.equal(reached, true, 'the source has the focus');
    assert.equal(opened.page.url(), stranger.url);
    assert.deepEqual(opened.complaints, []);
    await opened.page.close();
  });

  for (const type of ['application/xhtml+xml', 'application/xml']) {
    it(`shows cards and formatted text on a page that is XML: ${type}`, async () => {
      const article = {
        schemaVersion: 1,
        id: 'x',
        kind: 'article',
        title: 'Examplum',
        body: 'Given **once**.[@a]\n\n| dose | n |\n|--|--|\n| 5 mg | 3 |\n\n<br>A line.',
        references: { a: { type: 'webpage', title: 'A source' } },
      };
      stranger.pages.set('/', {
        body: `<html xmlns="http://www.w3.org/1999/xhtml" lang="en"><head><title>Chapter</title><script src="${world.site}artifact-viewer.js"></script></head><body>
          ${CARDS}
          <artifact-viewer view="article"><script type="application/json"><![CDATA[${JSON.stringify(article)}]]></script></artifact-viewer></body></html>`,
        headers: { 'Content-Type': `${type}; charset=utf-8` },
      });
      const opened = await world.open(stranger.url);
      await assertShown(opened);
      await shownIn(opened.page, 'artifact-viewer', /Examplum/);
      const words = (await renderedText(opened.page)).split('Examplum')[1] ?? '';
      assert.match(words, /Given once\.\W*\[ *1 *\].*dose n 5 mg 3.*A line\./);
      assert.deepEqual(opened.complaints, []);
      await opened.page.close();
    });
  }

  for (const how of [
    'by a script that adds the tag once the page is there',
    'as a module at the end of the body',
    'by import(), without a tag',
  ]) {
    it(`takes ids from the folder beside the script, whatever the file is called: ${how}`, async () => {
      stranger.pages.set('/vendor/av.3f2a.min.js', { body: SCRIPT, headers: JAVASCRIPT });
      for (const id of ['therapeutics-zolgensma', 'trial-steer', 'safety-zolgensma'])
        stranger.pages.set(`/vendor/artifacts/${id}.json`, {
          body: read(`artifacts/${id}.json`),
          headers: { 'Content-Type': 'application/json' },
        });
      const opened = await visit(ways[how]?.('/vendor/av.3f2a.min.js') ?? '');
      await assertShown(opened);
      await opened.page.close();
    });
  }
});

describe('a page’s own script that defines one class by hand', () => {
  it('has with it all that the element renders', async () => {
    const text =
      'Given once.[@a]\n\n![A vial](https://pictures.example/vial.png)\n\n<table class="infobox"><tr><th>Box</th></tr><tr><td>Dose</td><td>5 mg[@a]</td></tr></table>';
    const common = {
      schemaVersion: 1,
      id: 'x',
      title: 'Examplum',
      links: [{ title: 'More', links: [{ label: 'A link', href: 'https://example.org/' }] }],
      editorNotes: [{ text }],
      references: { a: { type: 'webpage', title: 'A source' } },
    };
    const cards: Record<string, object> = {
      DrugInfobox: { ...common, kind: 'drug', rows: [{ label: 'Dose', value: '5 mg[@a]' }] },
      SafetyList: { ...common, kind: 'safety', boxedWarning: [{ title: 'Harm', text }] },
      TrialCard: { ...common, kind: 'trial', summary: text },
      ArtifactArticle: { ...common, kind: 'article', body: text },
      ArtifactViewer: { ...common, kind: 'article', body: text },
    };
    for (const [name, artifact] of Object.entries(cards)) {
      const tag = name.replaceAll(/(?<=[a-z])(?=[A-Z])/g, '-').toLowerCase();
      const { outputFiles } = await build({
        stdin: {
          contents: `import { ${name} } from './src/index.ts'; customElements.define('${tag}', ${name});`,
          resolveDir: fileURLToPath(new URL('../../', import.meta.url)),
        },
        bundle: true,
        write: false,
        format: 'iife',
      });
      stranger.pages.set('/own.js', { body: outputFiles[0]?.text ?? '', headers: JAVASCRIPT });
      const opened = await visit(
        page(
          '<script defer src="/own.js"></script>',
          `<${tag}><script type="application/json">${JSON.stringify(artifact)}</script></${tag}>`,
        ),
      );
      await shownIn(opened.page, tag, /^/);
      await settled(opened.page);
      assert.match(await renderedText(opened.page), /A source/, name);
      const undefinedTags = await opened.page.evaluate(() => {
        const all = (root: ParentNode): Element[] =>
          [...root.querySelectorAll('*')].flatMap((one) => [one, ...(one.shadowRoot ? all(one.shadowRoot) : [])]);
        return all(document).flatMap((one) => (one.matches(':not(:defined)') ? [one.localName] : []));
      });
      assert.deepEqual([name, undefinedTags, opened.complaints], [name, [], []]);
      await opened.page.close();
    }
  });
});

/** Where Debian's package epubcheck has the checker. */
const EPUBCHECK = '/usr/share/java/epubcheck.jar';

describe('a chapter of an EPUB', () => {
  const DRUG = {
    schemaVersion: 1,
    id: 'x',
    kind: 'drug',
    title: 'Examplum',
    rows: [{ label: 'Dose', value: '< 5 mg & no more' }],
    safety: { boxedWarning: [{ title: 'Harm', text: 'It can **harm**.' }] },
  };
  const XHTML = 'application/xhtml+xml';
  const xhtml = (title: string, head: string, body: string) =>
    `<html xmlns="http://www.w3.org/1999/xhtml" xmlns:epub="http://www.idpf.org/2007/ops" lang="en" xml:lang="en"><head><title>${title}</title>${head}</head><body>${body}</body></html>`;
  // As README.md says that a chapter is written.
  const chapter = xhtml(
    'Chapter',
    '<script src="artifact-viewer.js"></script>',
    `<drug-infobox><p>Boxed warning: Harm.</p><script type="application/json"><![CDATA[${JSON.stringify(DRUG)}]]></script></drug-infobox>
    <trial-card src="trial-steer.json"><p>STEER, NCT05089656.</p></trial-card>`,
  );
  const files: Record<string, string> = {
    mimetype: 'application/epub+zip',
    'META-INF/container.xml': `<container version="1.0" xmlns="urn:oasis:names:tc:opendocument:xmlns:container"><rootfiles><rootfile full-path="package.opf" media-type="application/oebps-package+xml"/></rootfiles></container>`,
    'package.opf': `<package xmlns="http://www.idpf.org/2007/opf" version="3.0" unique-identifier="id"><metadata xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:identifier id="id">urn:uuid:00000000-0000-4000-8000-000000000001</dc:identifier><dc:title>Examplum</dc:title><dc:language>en</dc:language><meta property="dcterms:modified">2026-01-01T00:00:00Z</meta></metadata><manifest>
      <item id="nav" href="nav.xhtml" media-type="${XHTML}" properties="nav"/>
      <item id="chapter" href="chapter.xhtml" media-type="${XHTML}" properties="scripted"/>
      <item id="script" href="artifact-viewer.js" media-type="application/javascript"/>
      <item id="steer" href="trial-steer.json" media-type="application/json"/></manifest><spine><itemref idref="chapter"/></spine></package>`,
    'nav.xhtml': xhtml(
      'Contents',
      '',
      '<nav epub:type="toc"><ol><li><a href="chapter.xhtml">Chapter</a></li></ol></nav>',
    ),
    'chapter.xhtml': chapter,
    'artifact-viewer.js': SCRIPT,
    'trial-steer.json': read('artifacts/trial-steer.json'),
  };

  it('has its cards', async () => {
    stranger.pages.set('/', { body: chapter, headers: { 'Content-Type': `${XHTML}; charset=utf-8` } });
    stranger.pages.set('/artifact-viewer.js', { body: SCRIPT, headers: JAVASCRIPT });
    stranger.pages.set('/trial-steer.json', {
      body: files['trial-steer.json'] ?? '',
      headers: { 'Content-Type': 'application/json' },
    });
    const opened = await world.open(stranger.url);
    await shownIn(opened.page, 'drug-infobox', /It can harm\..*< 5 mg & no more/);
    await shownIn(opened.page, 'trial-card', /NCT05089656/);
    assert.deepEqual(opened.complaints, []);
    await opened.page.close();
  });

  it(
    'passes epubcheck',
    { skip: existsSync(EPUBCHECK) ? false : `there is no ${EPUBCHECK}: apt-get install epubcheck` },
    async () => {
      const folder = join(mkdtempSync(join(tmpdir(), 'artifact-viewer-epub-')), 'book');
      for (const [path, text] of Object.entries(files)) {
        mkdirSync(join(folder, path, '..'), { recursive: true });
        writeFileSync(join(folder, path), text);
      }
      // Java takes longer to compile the checker than the checker takes.
      const args = ['-XX:TieredStopAtLevel=1', '-jar', EPUBCHECK, folder, '-mode', 'exp', '--failonwarnings'];
      const said = await new Promise<string>((resolve) =>
        execFile('java', args, (error, out, errors) => resolve(error ? `${error.message}${out}${errors}` : out)),
      );
      rmSync(join(folder, '..'), { recursive: true });
      assert.match(said, /No errors or warnings detected/);
    },
  );
});

describe('a page that gives an element what it can’t use', () => {
  const JSON_SCRIPT = JSON.stringify({ schemaVersion: 1, kind: 'drug', id: 'c', title: 'Examplum' });
  /** Nobody waits here for as long as an element does. */
  const HURRIED = `<script>{ const wait = setTimeout; const now = performance.now.bind(performance); let late = 0; performance.now = () => now() + late; window.setTimeout = (run, ms, ...rest) => ms < 5000 || ms > 5001 ? wait(run, ms, ...rest) : wait(() => { late = ms; run(...rest); }, 0); }</script>`;

  for (const [where, order] of [
    ['before its elements', (script: string, body: string) => page(HURRIED + script, body)],
    ['after them', (script: string, body: string) => page(HURRIED, body + script)],
  ] as const)
    it(`reads there what was given and what is taken, with the author’s words: the script ${where}`, async () => {
      const opened = await visit(
        order(
          `<script src="${world.site}artifact-viewer.js"></script>`,
          `<drug-infobox id="object" artifact="[object Object]">Written by hand.</drug-infobox>
          <drug-infobox id="wrapped"><p><script type="application/json">${JSON_SCRIPT}</script></p></drug-infobox>
          <artifact-viewer id="linked"><script type="application/ld+json">{}</script></artifact-viewer>
          <drug-infobox id="both"><script type="application/ld+json">{}</script><script type="application/json">${JSON_SCRIPT}</script></drug-infobox>
          <trial-card id="null">Still to come.</trial-card>
          <safety-list id="nothing"></safety-list>
          <script>for (const name of ['artifact', 'src', 'artifactId', 'record', 'trial']) document.getElementById('null')[name] = null;</script>`,
        ),
      );
      const stateOf = (id: string) =>
        opened.page.$eval(`#${id}`, (element) => {
          const { status, shadowRoot } = element as HTMLElement & { status: string };
          return `${status}: ${shadowRoot?.querySelector<HTMLElement>('.root')?.innerText.replace(/\s+/g, ' ')} ${element.textContent}`;
        });
      await shownIn(opened.page, '#both', /Examplum/);
      const TAKEN =
        'Set the property artifact \\(an object\\), src or artifact-id, or put a script of type application/json directly inside the element\\.';
      assert.match(
        await stateOf('object'),
        new RegExp(
          `^failed: .*stands below was written into the page\\. This element can’t use artifact="\\[object Object\\]"\\. ${TAKEN}.*Written by hand\\.$`,
        ),
      );
      assert.match(
        await stateOf('wrapped'),
        new RegExp(
          `^failed: This infobox could not be shown\\. This element can’t use <p><script type="application/json">\\. ${TAKEN}`,
        ),
      );
      assert.match(await stateOf('linked'), /^failed: .*can’t use <script type="application\/ld\+json">\./);
      assert.equal(await stateOf('null'), 'idle:  Still to come.');
      await new Promise((resolve) => setTimeout(resolve, 100));
      const notes = opened.complaints.filter((text) => !/The current|failed/.test(text)).sort();
      assert.deepEqual(
        notes.map((text) => /<[\w-]+> (?:has no artifact| This element can’t use .+?(?=\. ))/.exec(text)?.[0]),
        [
          '<artifact-viewer>  This element can’t use <script type="application/ld+json">',
          '<drug-infobox>  This element can’t use <p><script type="application/json">',
          '<drug-infobox>  This element can’t use artifact="[object Object]"',
          '<safety-list> has no artifact',
          '<trial-card> has no artifact',
        ],
      );
      await opened.page.close();
    });
});

describe('a page whose JSON comes in two parts', () => {
  it('shows a card once all of it is there, and reports no fault before', async () => {
    const opened = await visit(page('', '<iframe></iframe>'));
    const text = await opened.page.evaluate(async (script) => {
      const frame = document.querySelector('iframe')!;
      const parsed = frame.contentDocument!;
      const view = frame.contentWindow as Window & typeof globalThis;
      // eslint-disable-next-line @typescript-eslint/no-deprecated -- nothing else gives a parser its text in parts, without a server's timing
      const write = (html: string) => parsed.write(html);
      parsed.open();
      write(`<!doctype html><body><script src="${script}"></` + 'script><p>Before it.</p>');
      await new Promise((resolve) => {
        const look = () => (parsed.querySelector('p') ? resolve(undefined) : requestAnimationFrame(look));
        look();
      });
      const errors: string[] = [];
      parsed.addEventListener('artifact-error', () => errors.push('a fault is reported'));
      write('<drug-infobox><script type="application/json">{"schemaVersion": 1, "kind": "drug",');
      const card = parsed.querySelector('drug-infobox')!;
      await (card as Element & { updateComplete?: Promise<unknown> }).updateComplete;
      await new Promise((resolve) => view.requestAnimationFrame(resolve));
      write('"id": "a", "title": "Examplum"}</' + 'script></drug-infobox>');
      parsed.close();
      await new Promise((resolve) => card.addEventListener('artifact-load', resolve));
      return [card.shadowRoot!.querySelector('[part="title"]')!.textContent.trim(), ...errors];
    }, `${world.site}artifact-viewer.js`);
    assert.deepEqual(text, ['Examplum']);
    assert.deepEqual(opened.complaints, []);
    await opened.page.close();
  });
});

describe('on a page that only some browsers and servers make', () => {
  it('takes ids from beside the page where the script came from an address that has no folder: blob: and data:', async () => {
    for (const id of ['therapeutics-zolgensma', 'trial-steer', 'safety-zolgensma'])
      stranger.pages.set(`/artifacts/${id}.json`, {
        body: read(`artifacts/${id}.json`),
        headers: { 'Content-Type': 'application/json' },
      });
    stranger.pages.set('/av.js', { body: SCRIPT, headers: JAVASCRIPT });
    const from = (address: string, type: string) =>
      page(
        `<script>fetch('/av.js').then((answer) => answer.blob()).then(async (blob) => document.head.append(Object.assign(document.createElement('script'), { type: '${type}', src: await (${address})(blob) })))</script>`,
      );
    const BLOB = '(blob) => URL.createObjectURL(blob)';
    const DATA =
      '(blob) => new Promise((done) => { const reader = new FileReader(); reader.onload = () => done(reader.result); reader.readAsDataURL(blob) })';
    for (const address of [BLOB, DATA])
      for (const type of ['text/javascript', 'module']) {
        const opened = await visit(from(address, type));
        await assertShown(opened);
        assert.deepEqual(opened.complaints, []);
        await opened.page.close();
      }
  });

  it('shows cards and frames where the page requires a policy of all that it embeds', async () => {
    stranger.pages.set('/', {
      body: page(
        `<script src="${world.site}artifact-viewer.js"></script>`,
        `${CARDS}<iframe src="${world.site}artifact/trial-steer?embed=1&view=trials" title="STEER" width="600" height="300"></iframe>`,
      ),
      headers: { 'Cross-Origin-Embedder-Policy': 'require-corp', 'Cross-Origin-Opener-Policy': 'same-origin' },
    });
    const opened = await world.open(stranger.url);
    await assertShown(opened);
    const frame = await (await opened.page.$('iframe'))?.contentFrame();
    assert.ok(frame);
    await settled(frame);
    assert.match(await renderedText(frame), /NCT05089656/);
    assert.deepEqual(opened.complaints, []);
    await opened.page.close();
  });

  it('says in the card’s place that the browser is too old, and leaves the author’s words', async () => {
    const opened = await visit(
      page(
        `<script>{ const { supports } = CSS; CSS.supports = (name, ...rest) => name !== 'container-type' && supports.call(CSS, name, ...rest); }</script><script src="${world.site}artifact-viewer.js"></script>`,
        '<drug-infobox artifact-id="therapeutics-zolgensma">Boxed warning, by hand.</drug-infobox>',
      ),
    );
    assert.equal(
      await opened.page.$eval(
        'drug-infobox',
        ({ shadowRoot, textContent }) => `${shadowRoot?.textContent} ${textContent}`,
      ),
      'This <drug-infobox> can’t be shown: this browser is too old. Boxed warning, by hand.',
    );
    assert.equal(opened.complaints.length, 1);
    await opened.page.close();
  });
});

/** What the oldest browsers lack (README.md, "Browsers"): its name, and the first versions of Chrome, Firefox and Safari that have it. */
const NEWER: Record<string, string> = {
  'AbortSignal.any': '116, 124, 17.4',
  'Array.fromAsync': '121, 115, 16.4',
  'Array.prototype.toReversed': '110, 115, 16',
  'Array.prototype.toSorted': '110, 115, 16',
  'Array.prototype.toSpliced': '110, 115, 16',
  'Array.prototype.with': '110, 115, 16',
  'ArrayBuffer.prototype.transfer': '114, 122, 17.4',
  'Element.prototype.checkVisibility': '105, 106, 17.4',
  'Element.prototype.moveBefore': '133, 144, none',
  'Element.prototype.setHTML': '146, 148, none',
  'Element.prototype.setHTMLUnsafe': '124, 123, 26',
  'Element.prototype.getHTML': '125, 128, 18',
  'HTMLElement.prototype.hidePopover': '114, 125, 17',
  'HTMLElement.prototype.showPopover': '114, 125, 17',
  'HTMLElement.prototype.togglePopover': '114, 125, 17',
  'Intl.DurationFormat': '129, 136, 16.4',
  'Intl.Segmenter': '87, 125, 14.1',
  Iterator: '122, 131, 18.4',
  'Map.groupBy': '117, 119, 17.4',
  'Object.groupBy': '117, 119, 17.4',
  'Promise.try': '128, 134, 18.2',
  'Promise.withResolvers': '119, 121, 17.4',
  'RegExp.escape': '136, 134, 18.2',
  'Set.prototype.intersection': '122, 127, 17',
  'Set.prototype.union': '122, 127, 17',
  'String.prototype.isWellFormed': '111, 119, 16.4',
  'String.prototype.toWellFormed': '111, 119, 16.4',
  'URL.canParse': '120, 115, 17',
  'URL.parse': '126, 126, 18',
  'Uint8Array.fromBase64': '140, 133, 18.2',
  requestIdleCallback: '47, 55, none',
  scheduler: '94, 142, none',
  trustedTypes: '83, 148, 26',
};

describe('in the oldest browsers that README.md names', () => {
  const { browserslist } = JSON.parse(read('package.json')) as { browserslist: string[] };

  it('the script’s syntax is known', async () => {
    const written = async (target: string[]) =>
      (
        await transform(SCRIPT, {
          target,
          // All of them have these, which esbuild can't know of a Unicode property.
          supported: { 'regexp-unicode-property-escapes': true },
        })
      ).code;
    // What one of them doesn't know would be written in another way.
    assert.equal(await written(browserslist.map((one) => one.replace(' ', ''))), await written(['esnext']));
    const named = /## Browsers\s+Chrome and Edge (\S+), Firefox (\S+), Safari (\S+),/.exec(read('README.md'))?.slice(1);
    assert.deepEqual(
      browserslist,
      ['chrome', 'edge', 'firefox', 'safari'].map((name, index) => `${name} ${named?.[Math.max(0, index - 1)]}`),
    );
  });

  it('a card has its boxed warning without each built-in that is newer', async () => {
    const artifact = {
      schemaVersion: 1,
      kind: 'drug',
      id: 'x',
      title: 'Examplum',
      url: 'https://wiki.example/page',
      rows: [{ label: 'Dose', value: 'As [written](/there).[@a]' }],
      safety: { boxedWarning: [{ title: 'Harm', text: 'It can **harm**.' }] },
      references: { a: { type: 'webpage', title: 'A source', URL: 'https://example.org/' } },
    };
    stranger.pages.set(
      '/old',
      page(
        `<script>{ const path = location.hash.slice(1).split('.'); const name = path.pop(); const owner = path.reduce((at, key) => at[key], window); window.had = name in owner; delete owner[name]; window.has = name in owner; window.wrong = []; addEventListener('error', ({ message }) => wrong.push(message)); addEventListener('unhandledrejection', ({ reason }) => wrong.push(String(reason))); }</script><script src="${world.site}artifact-viewer.js"></script>`,
        `<drug-infobox><script type="application/json">${JSON.stringify(artifact)}</script></drug-infobox>`,
      ),
    );
    const opened = await visit(
      page(
        '',
        Object.keys(NEWER)
          .map((name) => `<iframe src="/old#${name}" title="${name}"></iframe>`)
          .join(''),
      ),
    );
    const shown = await opened.page.evaluate(
      (names) =>
        names.map((name) => {
          const view = document.querySelector<HTMLIFrameElement>(`[title="${name}"]`)
            ?.contentWindow as unknown as Window & {
            has: boolean;
            wrong: string[];
          };
          const root = view.document.querySelector('drug-infobox')?.shadowRoot;
          return [
            name,
            view.has,
            /It can harm\./.test(root?.querySelector('.boxed')?.textContent ?? ''),
            ...view.wrong,
          ];
        }),
      Object.keys(NEWER),
    );
    assert.deepEqual(
      shown,
      Object.keys(NEWER).map((name) => [name, false, true]),
    );
    await opened.page.close();
  });

  it('a card has colours without light-dark(), in both schemes', async () => {
    stranger.pages.set('/old.js', { body: SCRIPT.replaceAll('light-dark(', 'dark-light('), headers: JAVASCRIPT });
    for (const theme of ['light', 'dark']) {
      stranger.pages.set(
        '/',
        page(
          '<script src="/old.js"></script>',
          `<drug-infobox theme="${theme}" src="${world.site}artifacts/therapeutics-zolgensma.json"></drug-infobox>`,
        ),
      );
      const opened = await world.open(stranger.url);
      await shownIn(opened.page, 'drug-infobox', /Boxed warning/i);
      const { ink, paper, line } = await opened.page.$eval('drug-infobox', ({ shadowRoot }) => {
        const boxed = getComputedStyle(shadowRoot?.querySelector('.boxed') as Element);
        return { ink: boxed.color, paper: boxed.backgroundColor, line: boxed.borderTopColor };
      });
      const [dark, light] = theme === 'light' ? [ink, paper] : [paper, ink];
      assert.match(dark, /^rgb\((\d|1\d), /, `${theme}: ${ink} on ${paper}`);
      assert.match(light, /^rgb\(255, 255, 255\)$/, `${theme}: ${ink} on ${paper}`);
      assert.equal(line, ink);
      await opened.page.close();
    }
  });
});
