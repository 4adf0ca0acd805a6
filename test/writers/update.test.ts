import fc from 'fast-check';
import { type Html, trustAsHtml } from '../../src/text/html.js';
import { html } from '../../src/writers/html/template.js';
import { type Block, update } from '../../src/writers/html/update.js';
import { expect, fixture, html as lit } from '../helpers.js';

const HTML = 'http://www.w3.org/1999/xhtml';

const section = (key: string, text: string, more?: Html): Block => ({
  key,
  html: html`<section part=${key}>
    <h3>${key}</h3>
    <details>
      <summary>More</summary>
      <p>${text}</p>
    </details>
    <button>${text}</button>${more}
  </section>`,
});

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
    expect(one.block('dose').outerHTML).to.equal(section('dose', '7 mg').html.text);
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
          const blocks = order.map((key) => section(key, words[key.charCodeAt(0) - 97]!));
          update(host, blocks);
          if (version === 0) host.append(document.createElement('footer'));
          const [style, ...rest] = host.children;
          const footer = rest.pop();
          expect([style?.localName, footer?.localName]).to.deep.equal(['style', 'footer']);
          expect(rest.map((element) => element.outerHTML)).to.deep.equal(blocks.map((block) => block.html.text));
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
        texts.map((text) => ({ key: 'x', html: trustAsHtml(text) })),
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
        all.map((text, index) => ({ key: `${index}`, html: trustAsHtml(text) })),
      );
    writeInto('one', 'two', '<p>b<div>c</div>');
    writeInto('one', '<b>2</b>', '<p>b<div>c</div>');
    expect(texts.innerHTML).to.equal('one<b>2</b><p>b</p><div>c</div>');
  });
});
