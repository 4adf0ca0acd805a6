// The headed sections below an artifact's content. A page writes them itself; each also has an element of its own.
import type { Article, Artifact } from '../../artifact/schema/index.js';
import { hypothesesBody, scoreWords } from '../../content/article.js';
import { editorNotesBody, noEditorNotes } from '../../content/editor-notes.js';
import { headings } from '../../content/headings.js';
import { linkLists, noLinks } from '../../content/links.js';
import { metadataBody, noMetadata } from '../../content/metadata.js';
import type { BlockOf, Cell, Runs } from '../../content/model.js';
import { formatNumber } from '../../content/numbers.js';
import { noOrigin, originBody } from '../../content/provenance.js';
import type { Html } from '../../text/html.js';
import type { TextScope } from '../../text/render.js';
import { blocks, cellNode } from './blocks.js';
import { runs } from './runs.js';
import { html, nothing, type Value } from './template.js';

/** Where a section stands. */
export interface Place {
  /** Its name in deep links. */
  id?: string | undefined;
  /** The reader's language. */
  lang?: string | undefined;
}

/** A section that is folded until asked for: by a click, a deep link or the printer. */
const fold = (title: Value, content: Value, { id }: Place): Html => html`
  <details id=${id} part="fold">
    <summary><h2>${title}</h2></summary>
    <div class="folded">${content}</div>
  </details>
`;

/** The link lists of an artifact ("See also", "External links"), each under its heading. */
export const linkSection = (artifact: Artifact, scope: TextScope, { id }: Place = {}): Html => {
  const lists = linkLists(artifact);
  if (lists.length === 0) return html`<p class="soft">${noLinks()}</p>`;
  return html`<div id=${id} class="links">
    ${lists.map(
      ({ heading = [], of }) =>
        html`<section>
          <h2>${runs(heading, scope)}</h2>
          ${blocks(of, scope, 3)}
        </section>`,
    )}
  </div>`;
};

/** What editors changed or doubted: each note with what the source printed, and its sources. */
export const editorNotesSection = (artifact: Artifact, scope: TextScope, place: Place = {}): Html => {
  const [notes] = editorNotesBody(artifact).flatMap(({ of }) => of);
  const items = notes?.kind === 'list' ? notes.items : [];
  return fold(
    `${headings().editorNotes} (${formatNumber(items.length, place.lang)})`,
    items.length > 0
      ? html`<ol class="editor-notes">
          ${items.map(
            ([text, ...more]) =>
              html`<li>
                ${blocks(text ? [text] : [], scope, 3)}
                <div class="small">${blocks(more, scope, 3)}</div>
              </li>`,
          )}
        </ol>`
      : html`<p class="soft">${noEditorNotes()}</p>`,
    place,
  );
};

/** What the source's own database says of the page: names and values. */
export const metadataSection = (artifact: Artifact, scope: TextScope, place: Place = {}): Html => {
  const all = metadataBody(artifact);
  return fold(
    headings().metadata,
    all.length > 0
      ? html`<div class="metadata">${blocks(all, scope, 3)}</div>`
      : html`<p class="soft">${noMetadata()}</p>`,
    place,
  );
};

/** What an artifact was derived from, what was done to make it, and who answers for it. */
export const provenanceSection = (artifact: Artifact, scope: TextScope, { id, lang }: Place = {}): Html => {
  const none = noOrigin(artifact);
  const said = originBody(artifact, lang).flatMap(({ of }) => of);
  return html`<section id=${id} class="provenance">
    <h2>${headings().provenance}</h2>
    ${none === undefined ? nothing : html`<p>${none}</p>`}${blocks(said, scope, 3)}
  </section>`;
};

/** A score's bar on its whole scale. A number off the scale has no bar: any that it could have would be wrong. */
const scoreBar = (said: Cell): Value => {
  const [run] = 'said' in said ? [] : said;
  if (typeof run !== 'object' || run.run !== 'num') return nothing;
  const score = Number(run.value);
  if (!(score >= 0 && score <= 1)) return nothing;
  return html`<svg
    viewBox="0 0 100 8"
    width="100"
    height="8"
    preserveAspectRatio="none"
    role="img"
    aria-label=${scoreWords(run.text)}
  >
    <rect class="scale" x="0.5" y="0.5" width="99" height="7"></rect>
    <rect class="score" x="0.5" y="0.5" width=${99 * score} height="7"></rect>
  </svg>`;
};

const hypotheses = ({ columns, groups }: BlockOf<'table'>, scope: TextScope): Html => {
  const cell = (name: Runs, said: Cell = []) =>
    html`<span><span class="soft">${runs(name, scope)}:</span> ${cellNode(said, scope)} ${scoreBar(said)}</span>`;
  return html`<ul class="plain">
    ${groups.flatMap(({ rows }) =>
      rows.map(
        ({ header, cells }) =>
          html`<li>
            <p>${runs(header, scope)}</p>
            <p class="small">${columns.map((name, index) => cell(name, cells[index]))}</p>
          </li>`,
      ),
    )}
  </ul>`;
};

/** Hypotheses that somebody scored, with the target of each. */
export const hypothesesSection = ({ relatedHypotheses }: Article, scope: TextScope, { id, lang }: Place = {}): Html => {
  const { heading = [], of } = hypothesesBody(relatedHypotheses ?? { hypotheses: [] }, lang);
  return html`<section id=${id} class="hypotheses">
    <h2>${runs(heading, scope)}</h2>
    ${of.map((one) =>
      one.kind === 'table' ? hypotheses(one, scope) : html`<div class="soft source">${blocks([one], scope, 3)}</div>`,
    )}
  </section>`;
};
