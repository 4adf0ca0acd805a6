// One template of each kind, each with text in every place where text can stand.
import type { Html } from '../../src/text/html.js';
import { html, type Value } from '../../src/writers/html/template.js';

/** Makes addresses that templates of this module take: they are known by the module that has made them. */
export { fragment } from '../../src/text/html.js';

/** A node of what a parser makes of markup. */
export type Node = string | { name: string; attributes: Record<string, string>; children: Node[] };

/** What HTML has no notation for is read as this. */
export const asRead = (text: string): string => text.replace(/\0|\p{Surrogate}/gu, '\uFFFD');

/** Texts that stand for others. */
const MARKS = ['\uE001', '\uE002', '\uE003'] as const;

/** Whether a text can be told from the marks. */
export const isMarkless = (text: string): boolean => !MARKS.some((mark) => text.includes(mark));

/** The tree with other words in its texts and attributes. A text of no words is no node. */
const replaced = (nodes: readonly Node[], words: (text: string) => string): Node[] =>
  nodes
    .map((node) =>
      typeof node === 'string'
        ? words(node)
        : {
            ...node,
            attributes: Object.fromEntries(
              Object.entries(node.attributes).map(([name, value]) => [name, words(value)]),
            ),
            children: replaced(node.children, words),
          },
    )
    .filter((node) => node !== '');

/**
 * What a parser must make of a template with these texts: what it makes of marks, with the texts in their places.
 * @param parse a parser.
 */
export const expecting = (write: Slots, parse: (markup: Html) => Node[]): ((...texts: Parameters<Slots>) => Node[]) => {
  const tree = parse(write(...MARKS));
  if (!JSON.stringify(tree).includes(MARKS[0])) throw new Error('The template has lost its text.');
  return (...texts) =>
    replaced(tree, (words) =>
      words.replace(/[\uE001-\uE003]/g, (mark) => asRead(texts[mark.charCodeAt(0) - 0xe001] ?? '')),
    );
};

/** Writes each text into a slot of its own, as often as it has slots: the first again where there are fewer texts. */
export type Slots = (a: string, b: string, c: string) => Html;

export const SLOTS: Record<string, Slots> = {
  'text alone': (a) => html`${a}`,
  'text between tags': (a, b, c) => html`<p>${a} and <b>${b}</b>${c}</p>`,
  'texts side by side': (a, b, c) => html`<p>${a}${b}${c}</p>`,
  'a quoted attribute': (a, b) => html`<p title="${a}" lang="${b}">x</p>`,
  'an unquoted attribute': (a, b) => html`<p title=${a} lang=${b}>x</p>`,
  'an attribute in single quotes': (a) => html`<p title='"${a}"'>x</p>`,
  'a part of an attribute': (a, b, c) => html`<p title="x ${a} y ${b}" class="${a}${c}">x</p>`,
  'an attribute beside a boolean one': (a, b) =>
    html`<details ?open=${true} title=${a} ?hidden=${false} class=${b}></details>`,
  'an attribute of an element without content': (a, b) => html`<img alt=${a} title=${b} /><input value=${a} /><br />`,
  'text that keeps its line breaks': (a, b) =>
    html`<pre>${a}</pre>
      <pre>x${b}</pre>`,
  'two texts that keep their line breaks': (a, b) => html`<pre>${''}${a}${b}</pre>`,
  'a template that keeps its line breaks': (a) =>
    html`<pre><code>${a}</code></pre>
      <pre>${html`${a}`}</pre>`,
  'a table': (a, b, c) =>
    html`<table>
      <caption>
        ${a}
      </caption>
      <tbody>
        ${[a, b, c].map(
          (text) =>
            html`<tr title=${text}>
              <th scope="row">${text}</th>
              <td>${[text, html`<i>${text}</i>`]}</td>
            </tr>`,
        )}
      </tbody>
    </table>`,
  'a list': (a, b, c) =>
    html`<ul>
      ${new Set([a, b, c].map((text) => html`<li>${text}</li>`))}
    </ul>`,
  'a heading with a fold': (a, b) =>
    html`<details>
      <summary><h3>${a}</h3></summary>
      <p>${b}</p>
    </details>`,
  'a choice': (a, b) =>
    html`<select title=${a}>
        <option value=${b}>x${a}</option></select
      ><button>${b}</button>`,
  'a picture': (a, b, c) =>
    html`<svg viewBox="0 0 1 1" role="img" aria-label=${a}>
      <g class=${b}><text x=${c}>${a}</text></g>
      <path d=${b} />
    </svg>`,
  'a formula': (a) => html`<math><mi title=${a}>${a}</mi></math>`,
  'a template in a template': (a, b) => html`<div>${html`<p>${a}</p>`}${[html`<p title=${b}>${[a, [b]]}</p>`]}</div>`,
  'an element that is not defined': (a, b) => html`<test-undefined alt=${a} from=${b}>${a}</test-undefined>`,
};

/** One template for each place where a value can stand, some beside characters that a notation could take for its own. */
export const PLACES: Record<string, (value: Value) => Html> = {
  content: (value) => html`${value}`,
  'content between marks': (value) => html`${'='}.${value}?\`\${\\ #${value}@"`,
  'content of a table': (value) =>
    html`<table>
      <tr>
        ${value}
      </tr>
    </table>`,
  'an attribute': (value) => html`<p title=${value} ?hidden=${true}>x</p>`,
  'a part of an attribute': (value) => html`<p class="a ${value}">x</p>`,
  'a boolean attribute': (value) => html`<p ?hidden=${value}>x</p>`,
  'an address': (value) => html`<a href=${value} data-x.y:z="${1}">x</a>`,
};
