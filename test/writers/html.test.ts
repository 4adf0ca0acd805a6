import { fragment, type Html, toUrl } from '../../src/text/html.js';
import { insert } from '../../src/text/insert.js';
import { html } from '../../src/writers/html/template.js';
import { expect } from '../helpers.js';
import { inShort, slice } from '../security/everything.js';
import { letItHappen, startWatch } from '../security/watch.js';
import { asRead, expecting, isMarkless, type Node as Shape, SLOTS } from './slots.js';

const HTML = 'http://www.w3.org/1999/xhtml';

const attacks = slice.filter(({ text }) => isMarkless(text));

/** How many strings stand in the page at once. */
const BATCH = 20;

const shapeOf = (root: Node): Shape[] =>
  [...root.childNodes].map((node) => {
    if (node instanceof Text) return node.data;
    if (!(node instanceof Element)) return `a node that nobody wrote: ${node.nodeName}`;
    return {
      name: `${node.namespaceURI} ${node.localName}`,
      attributes: Object.fromEntries([...node.attributes].map(({ name, value }) => [name, value])),
      children: shapeOf(node),
    };
  });

/** A box with this in its shadow root. */
const boxOf = (content: Html): { box: HTMLElement; root: ShadowRoot } => {
  const box = document.createElement('div');
  const root = box.attachShadow({ mode: 'open' });
  insert(root, content);
  return { box, root };
};

const read = (content: Html) => shapeOf(boxOf(content).root);

/** A page that is XML, as it were: XHTML, a chapter of an EPUB. */
const xmlBody = () =>
  new DOMParser()
    .parseFromString(`<html xmlns="${HTML}"><body/></html>`, 'application/xhtml+xml')
    .querySelector('body')!;

describe('a text in a template, set in a page', () => {
  it(`is read back as it was and does nothing: ${attacks.length} strings that attack, in every place of a text`, async function () {
    this.timeout(400_000);
    const slots = Object.entries(SLOTS).map(([name, write]) => ({ name, write, expected: expecting(write, read) }));
    const watch = await startWatch();
    const found: string[] = [];
    try {
      for (let start = 0; start < attacks.length; start += BATCH) {
        const some = attacks.slice(start, start + BATCH);
        watch.during = some.map(({ id }) => id).join(', ');
        watch.stage.replaceChildren();
        for (const { id, text } of some)
          for (const { name, write, expected } of slots) {
            const { box, root } = boxOf(write(text, text, text));
            watch.stage.append(box);
            if (JSON.stringify(shapeOf(root)) !== JSON.stringify(expected(text, text, text)))
              found.push(`${id}: ${name}`);
          }
        await letItHappen();
        watch.check();
      }
    } finally {
      found.push(...(await watch.end()));
    }
    expect(inShort(found)).to.deep.equal([]);
  });

  it('is the same on a page that is XML', () => {
    const found: string[] = [];
    const body = xmlBody();
    for (const [name, write] of Object.entries(SLOTS)) {
      const expected = expecting(write, read);
      for (const { id, text } of attacks) {
        body.replaceChildren();
        insert(body, write(text, text, text));
        if (JSON.stringify(shapeOf(body)) !== JSON.stringify(expected(text, text, text))) found.push(`${id}: ${name}`);
      }
    }
    expect(inShort(found)).to.deep.equal([]);
  });

  it('is an address only where that leads to http, https or mail, and never to this page', () => {
    const found: string[] = [];
    for (const { id, text } of attacks)
      for (const base of [undefined, 'https://wiki.example/page']) {
        const { root } = boxOf(html`<a href=${toUrl(text, base)}>${text}</a><q cite=${toUrl(text, base)}>x</q>`);
        const link = root.querySelector('a')!;
        const { protocol, username, password, host } = link;
        const isSafe = /^(https?|mailto):$/.test(protocol) && !username && !password && host !== location.host;
        if (link.hasAttribute('href') && !isSafe) found.push(`${id}: ${link.href}`);
        if (link.textContent !== asRead(text)) found.push(`${id}: its words`);
        const place = boxOf(html`<a href=${fragment(text)}>x</a>`).root.querySelector('a')!;
        if (
          place.getAttribute('href')?.[0] !== '#' ||
          place.origin !== location.origin ||
          place.pathname !== location.pathname
        )
          found.push(`${id}: leaves the page`);
      }
    expect(inShort(found)).to.deep.equal([]);
  });
});

describe('what sets HTML in a page', () => {
  it('puts it behind what is there, or before what it is told', () => {
    const root = document.createElement('div');
    root.append('a');
    insert(root, html`<b>${'b'}</b>c`);
    insert(root, html`<i>d</i>`, root.querySelector('b'));
    expect(root.innerHTML).to.equal('a<i>d</i><b>b</b>c');
  });

  it('makes rows of rows, and elements that begin to live in the page', () => {
    const tag = 'test-inserted';
    customElements.define(
      tag,
      class extends HTMLElement {
        connectedCallback() {
          this.append(`lives in ${this.parentElement?.localName ?? 'nothing'}`);
        }
      },
    );
    const table = document.createElement('tbody');
    const rows = ['x', 'y'].map(
      (text) =>
        html`<tr>
          <td>${text}<test-inserted></test-inserted></td>
        </tr>`,
    );
    insert(table, html`${rows}`);
    document.body.append(table);
    expect(table.textContent).to.equal('xlives in tdylives in td');
    expect([...table.querySelectorAll('*')].every(({ ownerDocument }) => ownerDocument === document)).to.equal(true);
    table.remove();
  });

  it('takes nothing but what a template has written', () => {
    const root = document.createElement('div');
    for (const forged of ['<b>x</b>', { text: '<b>x</b>' }, Object.create(html`<b>x</b>`), undefined, null])
      expect(() => insert(root, forged as Html)).to.throw(TypeError);
    expect(root.childNodes.length).to.equal(0);
  });
});
