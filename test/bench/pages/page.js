/* global peer -- each competitor’s own */
// Runs in each competitor’s page and drives it, whoever it is.
(() => {
  const root = document.querySelector('#root');
  const frame = () => new Promise(requestAnimationFrame);

  /** Does some work in a task of its own, as a page's event would: what DevTools starts is not counted as script. */
  const inTask = (work) =>
    new Promise((done, failed) =>
      setTimeout(() => {
        try {
          done(work());
        } catch (error) {
          failed(error);
        }
      }),
    );

  /** Once what is in the page is painted: the task after a frame. */
  const painted = async () => {
    await frame();
    await new Promise((done) => {
      requestAnimationFrame(() => {
        const { port1, port2 } = new MessageChannel();
        port1.onmessage = done;
        port2.postMessage(undefined);
      });
    });
  };

  const END = 'a[href$="/end"]';

  /** Once the last line of the article is there as a link, in the light below an element or in its shadow. */
  const ended = async (at) => {
    // A shadow root may come late.
    while (at.localName?.includes('-') && !at.shadowRoot) await frame();
    const within = at.shadowRoot ?? at;
    if (within.querySelector(END)) return;
    await new Promise((done) => {
      const observer = new MutationObserver((records) => {
        for (const { addedNodes } of records)
          for (const node of addedNodes)
            if (node.matches?.(END) || node.querySelector?.(END)) {
              observer.disconnect();
              done();
              return;
            }
      });
      observer.observe(within, { childList: true, subtree: true });
    });
  };

  let content;
  let which;
  let items;
  let text;
  let view;
  let start;

  const escape = (words) => words.replace(/[&<>"]/g, (sign) => `&#${sign.charCodeAt(0)};`);

  const htmlOf = ({ title, summary, rows }) =>
    `<section class="card" aria-label="${escape(title)}"><header><h2>${escape(title)}</h2>${summary ? `<p>${escape(summary)}</p>` : ''}</header><table><tbody>${rows
      .map(({ label, value }) => `<tr><th scope="row">${escape(label)}</th><td>${escape(value)}</td></tr>`)
      .join('')}</tbody></table></section>`;

  /** The markup of a card that has this number in its title. */
  const numbered = ({ html, within, ...rest }, number) => ({
    ...rest,
    html: html.replaceAll('{n}', number),
    within: within.map((one) => numbered(one, number)),
  });

  /** A card’s content in the form of each competitor. Each card has a title of its own. */
  const itemOf = (kind, state, number) => {
    const { artifact, markup } = content[kind][which.citations][state];
    const row = content[kind].rows[state];
    const [id, title] = [`${row.id}-${number}`, `${row.title} ${number}`];
    const card = { ...row, id, title, rows: row.rows.map((one) => ({ ...one })) };
    return {
      artifact: { ...JSON.parse(JSON.stringify(artifact).replaceAll('{n}', number)), id },
      card,
      html: htmlOf(card),
      // Others need not have it in memory.
      ...(peer.takesMarkup && { markup: numbered(markup, number) }),
    };
  };

  const itemsOf = (count, state) =>
    Array.from({ length: count }, (_, index) => itemOf(which.kinds[index % which.kinds.length], state, index + 1));

  globalThis.bench = {
    painted,

    /** A card as HTML. */
    html: htmlOf,

    /** Makes the content of some infoboxes and trial cards by turns, or of other kinds. */
    async prepareCards(count, { kinds = ['drug', 'trial'], citations = 'cited' } = {}) {
      which = { kinds, citations };
      content = await (await fetch('/cards.json')).json();
      items = itemsOf(count, 'first');
    },

    async cards() {
      view = await inTask(() => peer.cards(root, items));
      await view.done;
      await painted();
    },

    prepareUpdate() {
      items = itemsOf(items.length, 'changed');
    },

    async update() {
      await inTask(() => view.update(items));
      await painted();
    },

    /** Shows the cards and takes them away again, some times. */
    async mountAndUnmount(times) {
      for (let time = 0; time < times; time++) {
        view = peer.cards(root, items);
        if (time % 10 === 0) await frame();
        else await new Promise((done) => setTimeout(done));
        view.remove();
        view = undefined;
      }
      await painted();
      await painted();
    },

    /** The words that are on the page, shadows included. */
    words() {
      const wordsOf = (node) =>
        node.nodeType === Node.TEXT_NODE
          ? node.data
          : /^(?:STYLE|SCRIPT)$/.test(node.nodeName)
            ? ''
            : [...(node.shadowRoot ?? node).childNodes].map(wordsOf).join(' ');
      return wordsOf(root).replace(/\s+/g, ' ').trim();
    },

    async prepareArticle(times) {
      text = await (await fetch(`/article-${times}.json`)).json();
    },

    /** Shows the article; resolves once all of it is painted. */
    async article() {
      start = performance.now();
      await ended(await inTask(() => peer.article(root, text)));
      await painted();
    },

    /** Milliseconds until the first of it was on the screen. */
    first: () =>
      new Promise((done) => {
        new PerformanceObserver((list) => {
          const [first] = list.getEntriesByName('first-contentful-paint');
          if (first) done(first.startTime - start);
        }).observe({ type: 'paint', buffered: true });
      }),

    /** Scrolls to the end in at most 50 steps, each painted. */
    async scroll() {
      const page = document.documentElement;
      const step = Math.max(innerHeight, page.scrollHeight / 50);
      for (let at = 0; at + innerHeight < page.scrollHeight - 1; at += step) {
        scrollTo(0, at + step);
        await frame();
      }
      await painted();
    },
  };
})();
