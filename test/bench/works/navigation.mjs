/**
 * From a navigation to a page until an infobox, the text of the article on Zolgensma, or the whole page of that article is painted, with nothing in any cache, at full
 * speed and at a quarter of it: CPU of the main thread, and the time of the clock where one line tells the end. Against a static page of the same. The bars: 2.0
 * where the script makes the page; of one that `artifact-viewer build` has prerendered 1.15 until it is laid out, and 1.1 until its elements are at rest.
 */
import { LIMIT, OURS, PEERS } from '../lib/peers.mjs';
import { ratioRow } from '../lib/results.mjs';
import { LARGEST } from '../lib/site.mjs';
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

/**
 * Runs in a page: resolves once none of our elements waits for anything, and says what waits where that does not come. A static page is looked
 * through as well, since that costs something too.
 */
const atRest = (isStatic) => `new Promise((done, fail) => {
  const waiting = (root) => [...root.querySelectorAll('*')].flatMap((one) => [
    ...(one.localName.includes('-') && (one.matches(':not(:defined)') || one.isUpdatePending || one.status === 'loading') ? [one.localName] : []),
    ...(one.shadowRoot ? waiting(one.shadowRoot) : []),
  ]);
  const end = performance.now() + ${PATIENCE};
  let rests = 0;
  const look = () => {
    const waits = ${isStatic} || customElements.get('artifact-viewer') ? waiting(document) : ['the script'];
    rests = waits.length > 0 && !${isStatic} ? 0 : rests + 1;
    if (rests > 2) done();
    else if (performance.now() > end) fail(new Error(waits.length + ' still wait: ' + waits.slice(0, 5)));
    else setTimeout(look, 100);
  };
  look();
})`;

/** Runs in a page that has loaded: resolves once it is painted. */
const PAINTED = `new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(() => setTimeout(done))))`;

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

  const site = bench.site();
  for (const [path, text] of site) server.put(path, text);
  const built = site.get(`/artifact/${LARGEST}`);
  // The script knows from the end of a page's address what it shows.
  const at = (name) => `/whole/${name}/artifact/${LARGEST}`;
  server.put(at('built'), built);
  // The same page without the script.
  server.put(at('static'), built.replace(/<script\b[^>]*\bsrc=[^>]*><\/script>/g, ''));
  server.put(
    at('live'),
    `<!doctype html><html lang="en"><meta charset="utf-8"><title>Bench</title><link rel="icon" href="data:,"><script src="/artifact-viewer.js" async></script><artifact-viewer artifact-id="${LARGEST}"></artifact-viewer>`,
  );
  for (const slowdown of [1, 4]) {
    const { laidOut, rested } = await interleave(
      ['static', 'built', 'live'],
      rounds,
      async (name) => {
        const fresh = await browser.open(`${server.url}/blank`, slowdown);
        const start = await fresh.cpu();
        // A prerendered page is read before its data have loaded.
        const letGo = name === 'built' ? server.hold('/artifacts/') : undefined;
        await fresh.goTo(`${server.url}${at(name)}`);
        await fresh.run(PAINTED);
        const painted = await fresh.cpu();
        letGo?.();
        await fresh.run(atRest(name === 'static'));
        const end = await fresh.cpu();
        await fresh.close();
        return { laidOut: painted - start, rested: end - start };
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
    rows.push(rowOf('made by the script', rested, 'live', 2));
    rows.push(rowOf('prerendered, until it is laid out', laidOut, 'built', 1.15));
    rows.push(rowOf('prerendered, until it is at rest', rested, 'built', 1.1));
  }
  return rows;
};
