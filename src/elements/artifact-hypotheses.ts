import { css } from 'lit';
import { hypothesesBody, scoreWords } from '../content/article.js';
import type { BlockOf, Cell, Runs } from '../content/model.js';
import type { Article } from '../artifact/schema/index.js';
import { msg } from '../i18n/messages.js';
import { tokens } from '../styles/tokens.js';
import type { TextScope } from '../text/render.js';
import { html, nothing, type Value } from '../writers/html/template.js';
import { type Block, blockOf } from '../writers/html/block.js';
import { ArtifactElement } from './base/artifact-element.js';
import { partStyles } from './behaviors/details.js';
import { blocks, cellNode } from '../writers/html/blocks.js';
import { runs } from '../writers/html/runs.js';
import { stateStyles } from '../styles/states.js';

/**
 * Hypotheses that somebody scored, with the target of each. A score is a number first; its bar stands on the whole scale.
 *
 * @summary The hypotheses related to an article, with score and target.
 * @slot - Shown until the list is there, and beside the message if it fails.
 * @csspart root - Everything.
 * @csspart loading - What holds the place.
 * @csspart error - The message where the list can't be shown.
 * @csspart retry - The button that asks again.
 * @csspart problems - The list of fields that could not be read.
 * @cssprop --artifact-accent - Links and the bars.
 * @cssprop --artifact-ink - Text.
 * @cssprop --artifact-reserve - The height held while loading.
 * @event artifact-load - The list is shown.
 * @event artifact-error - It can't be shown, or fields were left out.
 */
export class ArtifactHypotheses extends ArtifactElement<Article> {
  protected readonly kind = 'article';
  protected get what(): string {
    return msg('list of related hypotheses');
  }

  protected contentOf({ relatedHypotheses }: Article, scope: TextScope): readonly Block[] {
    const { heading = [], of } = hypothesesBody(relatedHypotheses ?? { hypotheses: [] }, this.language);
    return [
      blockOf('heading', () => html`<h2>${runs(heading, scope)}</h2>`),
      ...of.map((one) =>
        blockOf(one.kind, () =>
          one.kind === 'table'
            ? this.#list(one, scope)
            : html`<div class="soft source">${blocks([one], scope, 3)}</div>`,
        ),
      ),
    ];
  }

  #list({ columns, groups }: BlockOf<'table'>, scope: TextScope): Value {
    const cell = (name: Runs, said: Cell = []) =>
      html`<span><span class="soft">${runs(name, scope)}:</span> ${cellNode(said, scope)} ${this.#bar(said)}</span>`;
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
  }

  #bar(said: Cell): Value {
    const [run] = 'said' in said ? [] : said;
    if (typeof run !== 'object' || run.run !== 'num') return nothing;
    const score = Number(run.value);
    // A number off the scale has no bar: any that it could have would be wrong.
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
  }

  static override styles = [
    tokens,
    stateStyles,
    partStyles,
    css`
      .source {
        margin-block-end: 0.5em;
      }
      ul {
        border-block-start: 1px solid var(--_hairline);
      }
      li {
        border-block-end: 1px solid var(--_hairline);
        padding-block: 0.5em;
      }
      li .small {
        display: flex;
        flex-wrap: wrap;
        align-items: center;
        gap: 0.25em 0.5em;
      }
      svg {
        width: 6em;
        margin-inline-end: 1em;
      }
      .scale {
        fill: none;
        stroke: var(--_ink-soft);
      }
      .score {
        fill: var(--_accent);
      }
      @container (min-width: 640px) {
        li {
          display: flex;
          justify-content: space-between;
          align-items: baseline;
          gap: 2em;
        }
        li .small {
          flex: none;
        }
        .small > :last-child {
          min-width: 8em;
        }
      }
    `,
  ];
}

declare global {
  interface HTMLElementTagNameMap {
    'artifact-hypotheses': ArtifactHypotheses;
  }
}
