import fc from 'fast-check';
import { type Html, trustAsHtml } from '../../src/text/html.js';
import { html } from '../../src/writers/html/template.js';
import { type Block, blockOf, shellOf } from '../../src/writers/html/block.js';
import { update } from '../../src/elements/base/update.js';
import { expect, fixture, html as lit } from '../helpers.js';

const HTML = 'http://www.w3.org/1999/xhtml';

const sectionHtml = (key: string, text: string): Html =>
  html`<section part=${key}>
    <h3>${key}</h3>
    <details>
      <summary>More</summary>
      <p>${text}</p>
    </details>
    <button>${text}</button>
  </section>`;
const section = (key: string, text: string): Block => blockOf(key, () => sectionHtml(key, text));

/** A card: a root in a page, with what each of its blocks says. */
class Card {
  readonly root: ShadowRoot;
  constructor(host: Element) {
    this.root = host.attachShadow({ mode: 'open' });
  }
  write(texts: Record<string, string>) {
    update(
      this.root,
      Object.entries(texts).map(([key, text]) => section(key, text)),
    );
  }
  block(key: string): HTMLElement {
    return this.root.querySelector(`[part="${key}"]`)!;
  }
  get says(): string[] {
    return [...this.root.children].map((one) => `${one.getAttribute('part')} ${one.querySelector('p')?.textContent}`);
  }
}

const card = async () => new Card(await fixture<HTMLElement>(lit`<div></div>`));

describe('blocks that are written again', () => {
  it('are replaced where they have changed, and nowhere else', async () => {
    const one = await card();
    one.write({ dose: '5 mg', trial: 'A', safety: 'x' });
    const [dose, trial, safety] = ['dose', 'trial', 'safety'].map((key) => one.block(key));
    one.write({ dose: '7 mg', trial: 'A', safety: 'x' });
    expect(one.says).to.deep.equal(['dose 7 mg', 'trial A', 'safety x']);
    expect([one.block('dose') === dose, one.block('trial') === trial, one.block('safety') === safety]).to.deep.equal([
      false,
      true,
      true,
    ]);
  });

  it('leave the page as it is where nothing has changed', async () => {
    const one = await card();
    one.write({ dose: '5 mg', trial: 'A' });
    const changes = new MutationObserver(() => undefined);
    changes.observe(one.root, { subtree: true, childList: true, attributes: true, characterData: true });
    one.write({ dose: '5 mg', trial: 'A' });
    expect(changes.takeRecords()).to.deep.equal([]);
  });

  it('keep open folds, focus and a selection in those that stay', () => {
    const host = document.createElement('div');
    document.body.append(host);
    // A selection within a shadow tree can be read in the light tree only: the root is the host.
    const write = (dose: string, ...keys: string[]) =>
      update(host, [section('dose', dose), ...keys.map((key) => section(key, `text of ${key}`))]);
    write('5 mg', 'a', 'b', 'c');
    const [dose, , b] = [...host.children] as HTMLElement[];
    const fold = b!.querySelector('details')!;
    fold.open = true;
    b!.querySelector('button')!.focus();
    getSelection()!.selectAllChildren(b!.querySelector('p')!);
    const isKept = () => [
      b!.isConnected,
      fold.open,
      document.activeElement === b!.querySelector('button'),
      getSelection()!.toString(),
    ];
    const all = [true, true, true, 'text of b'];
    expect(isKept()).to.deep.equal(all);
    write('7 mg', 'a', 'b', 'c');
    expect(isKept()).to.deep.equal(all);
    write('7 mg', 'new', 'b');
    expect(isKept()).to.deep.equal(all);
    // The one that is moved is not the one that stays between its neighbours.
    write('7 mg', 'b', 'c', 'new', 'a');
    expect(isKept()).to.deep.equal(all);
    update(host, [section('b', 'text of b')]);
    expect(isKept()).to.deep.equal(all);
    expect([dose!.isConnected, host.children.length]).to.deep.equal([false, 1]);
    host.remove();
  });

  it('have no old word where a translator of pages has wrapped their text', async () => {
    const one = await card();
    one.write({ dose: '5 mg', trial: 'A' });
    const trial = one.block('trial');
    for (const text of [...one.root.querySelectorAll('p, h3, summary')].map((element) => element.firstChild as Text)) {
      const font = document.createElementNS(HTML, 'font');
      const inner = document.createElementNS(HTML, 'font');
      inner.textContent = `übersetzt: ${text.data}`;
      font.append(inner);
      text.replaceWith(font);
    }
    one.write({ dose: '7 mg', trial: 'A' });
    expect(one.block('dose').outerHTML).to.equal(sectionHtml('dose', '7 mg').text);
    // What has not changed stays translated.
    expect(one.block('trial') === trial).to.equal(true);
    expect(trial.textContent).to.include('übersetzt: A');
    expect(one.root.textContent).not.to.include('5 mg');
  });

  it('come, go and change places as their keys do', () => {
    const keys = fc.uniqueArray(fc.constantFrom(...'abcdefgh'), { minLength: 1, maxLength: 8 });
    const texts = fc.array(fc.constantFrom('1', '2'), { minLength: 8, maxLength: 8 });
    fc.assert(
      fc.property(fc.array(fc.tuple(keys, texts), { minLength: 2, maxLength: 5 }), (versions) => {
        const host = document.createElement('div');
        // What others have put there stays where it is.
        host.innerHTML = '<style></style>';
        let before = new Map<string, Element>();
        versions.forEach(([order, words], version) => {
          const blocks = order.map((key) => [key, words[key.charCodeAt(0) - 97]!] as const);
          update(
            host,
            blocks.map(([key, text]) => section(key, text)),
          );
          if (version === 0) host.append(document.createElement('footer'));
          const [style, ...rest] = host.children;
          const footer = rest.pop();
          expect([style?.localName, footer?.localName]).to.deep.equal(['style', 'footer']);
          expect(rest.map((element) => element.outerHTML)).to.deep.equal(
            blocks.map((block) => sectionHtml(...block).text),
          );
          const now = new Map(rest.map((element) => [element.outerHTML, element]));
          for (const [markup, element] of now)
            if (before.has(markup)) expect(before.get(markup) === element).to.equal(true);
          before = now;
        });
      }),
      { numRuns: 300 },
    );
  });

  it('are moved as little as can be', async () => {
    const one = await card();
    const texts = (keys: string) => Object.fromEntries([...keys].map((key) => [key, key]));
    one.write(texts('abcdef'));
    const changes = new MutationObserver(() => undefined);
    changes.observe(one.root, { childList: true });
    one.write(texts('bcdefa'));
    // It leaves, and it comes.
    expect(changes.takeRecords().length).to.equal(2);
    expect(one.says.map((text) => text[0]).join('')).to.equal('bcdefa');
  });

  it('are there again where somebody else took them away', async () => {
    const one = await card();
    one.write({ a: '1', b: '2', c: '3' });
    one.block('c').remove();
    one.block('a').remove();
    one.write({ a: '1', b: '2', c: '3' });
    expect(one.says).to.deep.equal(['a 1', 'b 2', 'c 3']);
    one.root.replaceChildren();
    one.write({ a: '1', b: '2' });
    expect(one.says).to.deep.equal(['a 1', 'b 2']);
  });

  it('may be empty, of several nodes, of text, or of one name', () => {
    const root = document.createElement('div');
    const write = (...texts: string[]) =>
      update(
        root,
        texts.map((text) => blockOf('x', () => trustAsHtml(text))),
      );
    write('<p>a</p>', '', 'words', '<p>b<div>c</div>', 'more');
    expect(root.innerHTML).to.equal('<p>a</p>words<p>b</p><div>c</div>more');
    const [first] = root.children;
    write('<p>a</p>', '', 'other', '<p>b<div>d</div>', 'more');
    expect(root.innerHTML).to.equal('<p>a</p>other<p>b</p><div>d</div>more');
    expect(root.firstElementChild === first).to.equal(true);
    write('', '', 'more');
    expect(root.innerHTML).to.equal('more');
    write();
    expect(root.innerHTML).to.equal('');
    write('<p>a</p>');
    expect(root.innerHTML).to.equal('<p>a</p>');
    const texts = document.createElement('div');
    const writeInto = (...all: string[]) =>
      update(
        texts,
        all.map((text, index) => blockOf(`${index}`, () => trustAsHtml(text))),
      );
    writeInto('one', 'two', '<p>b<div>c</div>');
    writeInto('one', '<b>2</b>', '<p>b<div>c</div>');
    expect(texts.innerHTML).to.equal('one<b>2</b><p>b</p><div>c</div>');
  });
});

describe('blocks within an element', () => {
  const rows = (label: string, texts: Record<string, string>, kind = 'of-2') =>
    shellOf('table', html`<table class=${kind} aria-label=${label}></table>`, [
      blockOf(
        'head',
        () =>
          html`<thead>
            <tr>
              <th><button type="button">${label}</button></th>
            </tr>
          </thead>`,
      ),
      shellOf(
        'body',
        html`<tbody></tbody>`,
        Object.entries(texts).map(([key, text]) =>
          blockOf(
            key,
            () =>
              html`<tr>
                <td>${text}</td>
              </tr>`,
          ),
        ),
      ),
    ]);
  const cells = (root: ShadowRoot) => [...root.querySelectorAll('td')];
  const says = (root: ShadowRoot) => cells(root).map(({ textContent }) => textContent);

  it('are written at once, and then replaced where they have changed', async () => {
    const { root } = await card();
    update(root, [section('a', '1'), rows('Doses', { x: '5 mg', y: '6 mg' }), section('b', '2')]);
    expect(root.innerHTML).to.equal(
      `${sectionHtml('a', '1').text}<table class="of-2" aria-label="Doses"><thead><tr><th><button type="button">Doses</button></th></tr></thead><tbody><tr><td>5 mg</td></tr><tr><td>6 mg</td></tr></tbody></table>${sectionHtml('b', '2').text}`,
    );
    const [x, y] = cells(root);
    update(root, [section('a', '1'), rows('Doses', { y: '6 mg', z: '8 mg', x: '7 mg' }), section('b', '2')]);
    expect(says(root)).to.deep.equal(['6 mg', '8 mg', '7 mg']);
    expect([x!.isConnected, cells(root)[0] === y]).to.deep.equal([false, true]);
  });

  it('stay where the element’s attributes change, and what else it was given stays with it', async () => {
    const { root } = await card();
    update(root, [rows('Doses', { x: '5 mg' })]);
    const table = root.querySelector('table')!;
    const [x] = cells(root);
    table.tabIndex = -1;
    update(root, [rows('Dosen', { x: '5 mg' })]);
    expect(root.querySelector('table') === table && cells(root)[0] === x).to.equal(true);
    expect([table.getAttribute('aria-label'), table.className, table.tabIndex]).to.deep.equal(['Dosen', 'of-2', -1]);
    table.classList.add('far');
    update(root, [rows('Doses', { x: '5 mg' })]);
    expect(table.className).to.equal('of-2 far');
  });

  it('give the focus back to a button that is written anew when it is pressed', async () => {
    const { root } = await card();
    update(root, [rows('Up', { x: '5 mg' })]);
    const button = root.querySelector('button')!;
    button.focus();
    update(root, [section('before', '1'), rows('Down', { x: '5 mg' })]);
    expect(button.isConnected).to.equal(false);
    expect((root.activeElement as HTMLElement).textContent).to.equal('Down');
    // What is something else now is not what had it.
    update(root, [section('before', '1'), shellOf('table', html`<table></table>`, [])]);
    expect(root.activeElement).to.equal(null);
  });

  it('keep folds open that are written anew, in another language for one', async () => {
    const one = await card();
    one.write({ dose: '5 mg', trial: 'A' });
    one.block('dose').querySelector('details')!.open = true;
    one.write({ dose: '7 mg', trial: 'B' });
    expect(['dose', 'trial'].map((key) => one.block(key).querySelector('details')!.open)).to.deep.equal([true, false]);
  });

  it('have no old count beside a new one where a translator of pages has wrapped the words', async () => {
    const { root } = await card();
    const count = (text: string) =>
      update(root, [
        shellOf('said', html`<p role="status"></p>`, [blockOf('words', () => html`<span>${text}</span>`)]),
      ]);
    count('All 16 shown.');
    const words = root.querySelector('span')!;
    const font = document.createElementNS(HTML, 'font');
    font.textContent = 'Alle 16.';
    words.replaceChildren(font);
    count('3 of 16 shown.');
    expect(root.querySelector('p')!.textContent).to.equal('3 of 16 shown.');
  });

  it('cost themselves and nothing beside them where one can’t be written', async () => {
    const { root } = await card();
    const fails = () => {
      throw new Error('broken');
    };
    const fallback = (error: unknown) => html`<p role="alert">${(error as Error).message}</p>`;
    update(root, [
      section('a', '1'),
      { ...blockOf('x', fails), fallback },
      { ...shellOf('table', html`<table></table>`, [blockOf('row', fails)]), fallback },
      section('b', '2'),
    ]);
    expect([...root.children].map((one) => one.getAttribute('part') ?? one.textContent)).to.deep.equal([
      'a',
      'broken',
      'broken',
      'b',
    ]);
    expect(() => update(root, [blockOf('title', fails)])).to.throw('broken');
    expect(root.children.length).to.equal(4);
  });
});
