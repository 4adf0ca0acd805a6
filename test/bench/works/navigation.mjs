/**
 * From a navigation to a page until an infobox, the text of the article on Zolgensma, or the whole page of that article is painted, with nothing in any cache, at full
 * speed and at a quarter of it: CPU of the main thread, and the time of the clock where one line tells the end. Against a static page of the same. The bars: 2.0
 * where the script makes the page, 1.15 for the laying out of one that `artifact-viewer build` made ahead; that the elements then take it over has a line of its own.
 */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { LIMIT, OURS, PEERS } from '../lib/peers.mjs';
import { ratioRow } from '../lib/results.mjs';
import { interleave } from '../lib/statistics.mjs';

export const title = 'navigation';

/** Tells when the content is painted: in the page, so that it is the same for all. */
const watch = (selector) => `<script>
globalThis.rendered = new Promise((done) => {
  const look = () => {
    const root = document.querySelector('#root');
    const found = root && [root, root.firstElementChild?.shadowRoot].some((one) => one?.querySelector(${JSON.stringify(selector)}));
    if (!found) return requestAnimationFrame(look);
    requestAnimationFrame(() => {
      const { port1, port2 } = new MessageChannel();
      port1.onmessage = () => done(performance.now());
      port2.postMessage(undefined);
    });
  };
  requestAnimationFrame(look);
});
</script>`;

const page = (inRoot, script, selector) =>
  `<!doctype html><html lang="en"><meta charset="utf-8"><title>Bench</title><link rel="icon" href="data:,"><link rel="stylesheet" href="/page.css">${watch(selector)}<main id="root">${inRoot}</main>${script}`;

/** How long a page may take to its rest, in milliseconds. */
const PATIENCE = 60_000;

/** Runs in a page with our elements: resolves once none of them waits for anything, and says what waits where that does not come. */
const AT_REST = `new Promise((done, fail) => {
  const waiting = (root) => [...root.querySelectorAll('*')].flatMap((one) => [
    ...(one.localName.includes('-') && (one.matches(':not(:defined)') || one.isUpdatePending || one.status === 'loading') ? [one.localName] : []),
    ...(one.shadowRoot ? waiting(one.shadowRoot) : []),
  ]);
  const end = performance.now() + ${PATIENCE};
  let rests = 0;
  const look = () => {
    const waits = customElements.get('artifact-viewer') ? waiting(document) : ['the script'];
    rests = waits.length > 0 ? 0 : rests + 1;
    if (rests > 2) done();
    else if (performance.now() > end) fail(new Error(waits.length + ' still wait: ' + waits.slice(0, 5)));
    else setTimeout(look, 100);
  };
  look();
})`;

/** Runs in a page that has loaded: resolves once it is painted. */
const PAINTED = `new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(() => setTimeout(done))))`;

/** Builds the site of the repository's artifacts and puts it on the server. */
export const putSite = ({ root, server }) => {
  const out = mkdtempSync(join(tmpdir(), 'artifact-viewer-bench-'));
  try {
    const { status, stderr } = spawnSync(
      process.execPath,
      [join(root, 'dist/cli.js'), 'build', join(root, 'artifacts'), '--out', out, '--base-url', `${server.url}/`],
      {
        encoding: 'utf8',
      },
    );
    if (status !== 0) throw new Error(`build: ${stderr}`);
    for (const path of readdirSync(out, { recursive: true })) {
      if (path.startsWith('pagefind') || path.startsWith('.build') || !statSync(join(out, path)).isFile()) continue;
      server.put(`/${path.replace(/\/?index\.html$/, '')}`, readFileSync(join(out, path), 'utf8'));
    }
    return readFileSync(join(out, 'artifact/wiki-therapeutics-zolgensma/index.html'), 'utf8');
  } finally {
    rmSync(out, { recursive: true, force: true });
  }
};

export const run = async (bench) => {
  const { browser, server, articles, card, peers, rounds, tell } = bench;
  server.put('/blank', '<!doctype html><meta charset="utf-8"><title>Bench</title><link rel="icon" href="data:,">');
  const one = articles(1);
  server.put('/article.json', JSON.stringify(one.artifact));
  server.put('/article.md', one.markdown);
  server.put('/article-fragment.html', one.html);
  server.put('/infobox.json', JSON.stringify(card.artifact));
  server.put('/infobox-rows.json', JSON.stringify(card));
  server.put('/infobox-fragment.html', card.html);

  const ends = { article: 'a[href$="/end"]', infobox: 'td' };
  const shows = {
    article: `fetch('/article.md').then((answer) => answer.text()).then((markdown) => peer.article(document.querySelector('#root'), { markdown }))`,
    infobox: `fetch('/infobox-rows.json').then((answer) => answer.json()).then((card) => peer.cards(document.querySelector('#root'), [{ card }]))`,
  };
  const elements = {
    article: '<artifact-article src="/article.json"></artifact-article>',
    infobox: '<drug-infobox src="/infobox.json"></drug-infobox>',
  };
  const statics = { article: one.html, infobox: card.html };
  for (const what of ['article', 'infobox']) {
    const put = (name, inRoot, script) => server.put(`/${what}/${name}`, page(inRoot, script, ends[what]));
    put('static', statics[what], '');
    put(OURS, elements[what], '<script src="/artifact-viewer.js" async></script>');
    for (const name of peers)
      if (name === LIMIT)
        put(
          name,
          '',
          `<script>fetch('/${what}-fragment.html').then((answer) => answer.text()).then((html) => (document.querySelector('#root').innerHTML = html))</script>`,
        );
      else put(name, '', `<script src="/${name}.js"></script><script>${shows[what]}</script>`);
  }

  const rows = [];
  for (const what of ['infobox', 'article'])
    for (const slowdown of [1, 4]) {
      const measured = await interleave(
        ['static', OURS, ...peers.filter((name) => what === 'article' || PEERS[name].cards)],
        rounds,
        async (name) => {
          const fresh = await browser.open(`${server.url}/blank`, slowdown);
          let clock;
          const { cpu } = await fresh.costOf(async () => {
            await fresh.goTo(`${server.url}/${what}/${name}`);
            clock = await fresh.run('rendered');
          });
          await fresh.close();
          return { cpu, clock };
        },
        (text) => tell(`${what}, slowed down ${slowdown} times: ${text}`),
      );
      const subject = `${what === 'infobox' ? 'an infobox' : 'text of the article'}, ${slowdown === 1 ? 'full speed' : 'a quarter of the speed'}`;
      rows.push(
        ratioRow(title, `${subject}, CPU`, measured.cpu, 'static', { bar: what === 'article' ? 2 : undefined }),
      );
      rows.push(ratioRow(title, `${subject}, clock`, measured.clock, 'static'));
    }

  const built = putSite(bench);
  // The script knows from the end of a page's address what it shows.
  const at = (name) => `/whole/${name}/artifact/wiki-therapeutics-zolgensma`;
  server.put(at('built'), built);
  // The same page with nothing to take it over.
  server.put(at('static'), built.replace(/<script\b[^>]*\bsrc=[^>]*><\/script>/g, ''));
  server.put(
    at('live'),
    '<!doctype html><html lang="en"><meta charset="utf-8"><title>Bench</title><link rel="icon" href="data:,"><script src="/artifact-viewer.js" async></script><artifact-viewer artifact-id="wiki-therapeutics-zolgensma"></artifact-viewer>',
  );
  for (const slowdown of [1, 4]) {
    const { laidOut, atRest } = await interleave(
      ['static', 'built', 'live'],
      rounds,
      async (name) => {
        const fresh = await browser.open(`${server.url}/blank`, slowdown);
        const start = await fresh.cpu();
        // What was built ahead is read before the data are there.
        const letGo = name === 'built' ? server.hold('/artifacts/') : undefined;
        await fresh.goTo(`${server.url}${at(name)}`);
        await fresh.run(PAINTED);
        const painted = await fresh.cpu();
        letGo?.();
        if (name !== 'static') await fresh.run(AT_REST);
        const end = await fresh.cpu();
        await fresh.close();
        return { laidOut: painted - start, atRest: end - start };
      },
      (text) => tell(`whole page, slowed down ${slowdown} times: ${text}`),
    );
    const speed = slowdown === 1 ? 'full speed' : 'a quarter of the speed';
    const rowOf = (words, measured, name, bar) =>
      ratioRow(
        title,
        `whole page ${words}, ${speed}, CPU`,
        { static: measured.static, [OURS]: measured[name] },
        'static',
        { bar },
      );
    rows.push(rowOf('made by the script', atRest, 'live', 2));
    rows.push(rowOf('built ahead, until it is laid out', laidOut, 'built', 1.15));
    rows.push(rowOf('built ahead, until the elements have taken it over', atRest, 'built'));
  }
  return rows;
};
