// One template of each kind, each with text in every place where text can stand.
import type { Html } from '../../src/text/html.js';
import { html } from '../../src/writers/html/template.js';

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
  'an element of ours': (a, b) => html`<artifact-image alt=${a} from=${b}>${a}</artifact-image>`,
};
