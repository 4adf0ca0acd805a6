import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { after, before, beforeEach, describe, it } from 'node:test';
import { renderedText, settled, startWorld, type World } from './browser.js';
import { tags } from './pages.js';
import { shownIn, Stranger } from './stranger.js';

const read = (path: string) => readFileSync(new URL(`../../${path}`, import.meta.url), 'utf8');
const SCRIPT = read('dist/artifact-viewer.js');
const { version: VERSION } = JSON.parse(read('package.json')) as { version: string };
const JAVASCRIPT = { 'Content-Type': 'text/javascript; charset=utf-8' };
/** The script as it would be in an older version. */
const OLDER = { body: SCRIPT.replaceAll(VERSION, '0.0.1'), headers: JAVASCRIPT };

const INFOBOX = '<drug-infobox artifact-id="therapeutics-zolgensma"></drug-infobox>';
const TRIAL = '<trial-card artifact-id="trial-steer"></trial-card>';
const SAFETY = '<safety-list artifact-id="safety-zolgensma"></safety-list>';
const CARDS = INFOBOX + TRIAL + SAFETY;
const page = (head: string, body = CARDS) =>
  `<!doctype html><html lang="en"><meta charset="utf-8"><title>Stranger</title>${head}<body>${body}`;

let world: World;
const stranger = new Stranger();
let tag = '';

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
  tag = `<script async src="${world.site}artifact-viewer.js"></script>`;
});
after(async () => {
  await stranger.stop();
  await world.close();
});
beforeEach(() => stranger.pages.clear());

/** What a page has in its global scope and on everything that stands there, with the very functions and values. */
const RECORD = `
  window.recordOf = () => {
    const record = new Map();
    for (const name of Reflect.ownKeys(window)) {
      record.set(String(name), '');
      const value = Reflect.getOwnPropertyDescriptor(window, name)?.value;
      if (typeof value !== 'function' && name !== 'Reflect' && name !== 'JSON' && name !== 'Math') continue;
      for (const [what, owner] of [[String(name), value], [String(name) + '.prototype', value.prototype]]) {
        if (owner === null || owner === undefined) continue;
        for (const key of Reflect.ownKeys(owner)) {
          const { value: own, get, set } = Reflect.getOwnPropertyDescriptor(owner, key);
          record.set(what + '.' + String(key), own ?? get ?? set);
        }
      }
    }
    return record;
  };
  window.before = recordOf();`;

describe('the page’s global scope and prototypes', () => {
  it('gain nothing but the elements and lose nothing', async () => {
    const opened = await visit(page(`<script>var recordOf, before;${RECORD}</script>${tag}`));
    await assertShown(opened);
    const changed = await opened.page.evaluate(`(() => {
      const now = recordOf();
      // The browser's driver puts names there when it looks for something.
      const names = [...new Set([...before.keys(), ...now.keys()])].filter((name) => !/ariaQuerySelector/.test(name));
      return names.filter((name) => !(before.has(name) && now.has(name)) || !Object.is(before.get(name), now.get(name)));
    })()`);
    assert.deepEqual(changed, []);
    await opened.page.close();
  });
});

describe('a page with names that stand in for the document’s own', () => {
  const NAMES = [
    ...[
      'currentScript',
      'scripts',
      'querySelector',
      'querySelectorAll',
      'getElementById',
      'createElement',
      'createElementNS',
      'createComment',
    ],
    ...[
      'createTextNode',
      'createDocumentFragment',
      'createTreeWalker',
      'createNodeIterator',
      'importNode',
      'adoptNode',
      'implementation',
      'head',
      'body',
    ],
    ...[
      'documentElement',
      'title',
      'readyState',
      'baseURI',
      'defaultView',
      'addEventListener',
      'activeElement',
      'scrollingElement',
      'nodeType',
      'location',
    ],
  ];
  const GLOBALS = [
    'location',
    'trustedTypes',
    'litHtmlVersions',
    'litHtmlPolyfillSupport',
    'reactiveElementPolyfillSupport',
    'reactiveElementVersions',
  ];
  const MORE = [
    'litElementVersions',
    'litElementPolyfillSupport',
    'litElementHydrateSupport',
    'litPropertyMetadata',
    'ShadyCSS',
    'ShadyDOM',
    'litIssuedWarnings',
  ];

  for (const [what, element] of Object.entries({
    forms: (name: string) => `<form name="${name}"><input name="parentNode"></form>`,
    pictures: (name: string) => `<img name="${name}" alt="">`,
    ids: (name: string) => `<a id="${name}"></a>`,
  })) {
    it(`shows its elements all the same: ${what}`, async () => {
      const names = [...NAMES, ...GLOBALS, ...MORE].map(element).join('');
      const opened = await visit(page('', `${names}${CARDS}${tag}`));
      await assertShown(opened);
      assert.deepEqual(opened.complaints, []);
      await opened.page.close();
    });
  }

  it('finds the tag of its script, with what it says, among them', async () => {
    const named = tag.replace('async', `async data-theme="dark" data-base="${world.otherOrigin}artifacts"`);
    const opened = await visit(
      page('', `<form name="currentScript"></form><form name="scripts"></form>${named}${TRIAL}`),
    );
    await shownIn(opened.page, 'trial-card[theme=dark]', /NCT05089656/);
    assert.ok(opened.requests.includes(`${world.otherOrigin}artifacts/trial-steer.json`));
    await opened.page.close();
  });

  it('follows a citation in a form whose field is called parentNode, to the list and back', async () => {
    const opened = await visit(page(tag, `<form><input name="parentNode">${SAFETY}</form>`));
    await shownIn(opened.page, 'safety-list', /liver/);
    const found = await opened.page.evaluate(() => {
      const all = (root: ParentNode): Element[] =>
        [...root.querySelectorAll('*')].flatMap((one) => [one, ...(one.shadowRoot ? all(one.shadowRoot) : [])]);
      all(document)
        .find((element): element is HTMLAnchorElement => element.matches('sup.cite a'))
        ?.click();
      return all(document).some((element) => element.getRootNode() instanceof ShadowRoot && element.matches(':focus'));
    });
    assert.equal(found, true, 'the source has the focus');
    await opened.page.close();
  });
});

describe('a page that changes what every script builds on', () => {
  const ENUMERABLE = `
    for (const type of [Array, Object, String, Number, Function, Map, Set, Promise, Node, Element, HTMLElement, Event])
      for (const name of ['extend', 'contains2', 'last']) type.prototype[name] = function () { return this; };`;
  /** By the standard, but written by the page, and enumerable: what polyfills of old leave behind. */
  const POLYFILLS = `
    {
      const polyfills = {
        map(f, t) { const out = []; for (let i = 0; i < this.length; i++) if (i in this) out[i] = f.call(t, this[i], i, this); return out; },
        filter(f, t) { const out = []; for (let i = 0; i < this.length; i++) if (i in this && f.call(t, this[i], i, this)) out[out.length] = this[i]; return out; },
        forEach(f, t) { for (let i = 0; i < this.length; i++) if (i in this) f.call(t, this[i], i, this); },
        includes(x) { for (let i = 0; i < this.length; i++) if (this[i] === x || (x !== x && this[i] !== this[i])) return true; return false; },
        find(f, t) { for (let i = 0; i < this.length; i++) if (f.call(t, this[i], i, this)) return this[i]; },
        some(f, t) { for (let i = 0; i < this.length; i++) if (i in this && f.call(t, this[i], i, this)) return true; return false; },
        every(f, t) { for (let i = 0; i < this.length; i++) if (i in this && !f.call(t, this[i], i, this)) return false; return true; },
        at(n) { return this[n < 0 ? this.length + n : n]; },
        flat(d = 1) { const out = []; for (const x of this) if (Array.isArray(x) && d > 0) out.push(...x.flat(d - 1)); else out.push(x); return out; },
        flatMap(f, t) { return this.map(f, t).flat(); },
      };
      for (const [name, value] of Object.entries(polyfills)) { delete Array.prototype[name]; Array.prototype[name] = value; }
    }`;
  for (const [what, code] of Object.entries({
    'enumerable additions to prototypes': ENUMERABLE,
    'polyfills of its own': POLYFILLS,
    both: POLYFILLS + ENUMERABLE,
  })) {
    it(`shows its elements all the same, with no field lost: ${what}`, async () => {
      const opened = await visit(page(`<script>${code}</script>${tag}`));
      await assertShown(opened);
      assert.deepEqual(opened.complaints, []);
      await opened.page.close();
    });
  }
});

describe('beside another copy, or an element of the page by the same name', () => {
  it('is silent where the very same version is loaded again', async () => {
    const opened = await visit(page(`${tag}<script defer src="${world.site}artifact-viewer.js?again"></script>`));
    await assertShown(opened);
    assert.deepEqual(opened.complaints, []);
    await opened.page.close();
  });

  for (const [what, head] of Object.entries({
    'the older first': ['older', 'newer'],
    'the newer first': ['newer', 'older'],
  })) {
    it(`lets the first of two versions count, and says so once: ${what}`, async () => {
      stranger.pages.set('/older.js', OLDER);
      const urls: Record<string, string> = { older: '/older.js', newer: `${world.site}artifact-viewer.js` };
      const opened = await visit(
        page(
          head
            .map((name) => `<script src="${urls[name] ?? ''}" data-base="${world.site}artifacts/"></script>`)
            .join(''),
          `<artifact-viewer artifact-id="wiki-therapeutics-zolgensma"></artifact-viewer>${CARDS}`,
        ),
      );
      await assertShown(opened);
      await shownIn(opened.page, 'artifact-viewer', /Zolgensma/);
      assert.equal(opened.complaints.length, 1, opened.complaints.join('\n'));
      const [first, second] = head.map((name) => (name === 'older' ? '0.0.1' : VERSION));
      assert.match(
        opened.complaints[0] ?? '',
        new RegExp(`version ${first ?? ''} was loaded before version ${second ?? ''}; the first one is used`),
      );
      await opened.page.close();
    });
  }

  it('works with elements of another version around and inside its own', async () => {
    // A version that had no trial card: the later copy defines that one.
    stranger.pages.set('/older.js', { ...OLDER, body: OLDER.body.replaceAll('"trial-card":', '"trial-card-of-old":') });
    const inside = `<artifact-viewer artifact-id="therapeutics-zolgensma"><div>${TRIAL}</div></artifact-viewer>`;
    const opened = await visit(
      page(
        `<script src="/older.js" data-base="${world.site}artifacts/"></script><script src="${world.site}artifact-viewer.js"></script>`,
        inside,
      ),
    );
    await shownIn(opened.page, 'trial-card', /NCT05089656/);
    assert.equal(opened.complaints.length, 1, opened.complaints.join('\n'));
    await opened.page.close();
  });

  it('leaves a name that the page took before, and says so once', async () => {
    const own = `<script>customElements.define('trial-card', class extends HTMLElement { connectedCallback() { this.textContent = 'The page’s own.'; } });</script>`;
    const opened = await visit(
      page(own + tag, `${CARDS}<artifact-viewer artifact-id="therapeutics-zolgensma"></artifact-viewer>`),
    );
    await shownIn(opened.page, 'drug-infobox', /onasemnogene/);
    await shownIn(opened.page, 'artifact-viewer', /^/);
    assert.equal(await opened.page.$eval('trial-card', ({ textContent }) => textContent), 'The page’s own.');
    assert.deepEqual(opened.complaints, [
      'artifact-viewer: this page defines its own <trial-card>, which is kept; artifact-viewer uses <artifact-trial-card> instead.',
    ]);
    await opened.page.close();
  });

  it('shows every word and warning where the page has elements of its own by all of our inner names', async () => {
    const article = {
      schemaVersion: 1,
      id: 'x',
      kind: 'article',
      title: 'Examplum',
      body: 'Given once.[@a]\n\n![A vial](https://pictures.example/vial.png)\n\n<table class="infobox"><tr><th>Box</th></tr><tr><td>Dose</td><td>5 mg[@b]</td></tr></table>',
      sections: [{ id: 's', title: 'Uses', body: 'In adults.[@b]' }],
      links: [{ title: 'More', links: [{ label: 'A link', href: 'https://example.org/' }] }],
      references: {
        a: { type: 'webpage', title: 'A source', URL: 'https://example.org/a' },
        b: { type: 'webpage', title: 'Another source' },
      },
    };
    const all = `<artifact-viewer id="drug" artifact-id="therapeutics-zolgensma"></artifact-viewer>
      <artifact-viewer id="article" view="article"><script type="application/json">${JSON.stringify(article)}</script></artifact-viewer>`;
    const wordsOf = async ({ page: opened }: Awaited<ReturnType<typeof visit>>) => {
      await shownIn(opened, '#article', /^/);
      await settled(opened);
      return renderedText(opened);
    };
    const plain = await visit(page(tag, all));
    const expected = await wordsOf(plain);
    await plain.page.close();
    assert.match(expected, /Boxed warning.*Given once\..*A vial.*Dose 5 mg.*Another source/i);
    const own = `<script>
      for (const name of ${JSON.stringify(tags.filter((name) => name !== 'artifact-viewer'))})
        customElements.define(name, class extends HTMLElement {
          connectedCallback() { this.replaceChildren('The page’s own.'); }
          set artifact(value) { throw new TypeError('of the page'); }
          set keys(value) { throw new TypeError('of the page'); }
          get references() { return 'of the page'; }
        });
    </script>`;
    const opened = await visit(page(own + tag, all));
    assert.equal(await wordsOf(opened), expected);
    assert.deepEqual(
      opened.complaints.filter(
        (text) => !/ defines its own <[\w-]+>, which is kept; artifact-viewer uses <artifact-/.test(text),
      ),
      [],
    );
    const reached = await opened.page.evaluate(() => {
      const every = (root: ParentNode): Element[] =>
        [...root.querySelectorAll('*')].flatMap((one) => [one, ...(one.shadowRoot ? every(one.shadowRoot) : [])]);
      every(document)
        .find((element): element is HTMLAnchorElement => element.matches('a[part~=back]'))
        ?.click();
      return every(document).some((element) => element.matches('sup.cite a:focus'));
    });
    assert.equal(reached, true, 'the link back leads to the citation');
    await opened.page.close();
  });
});
