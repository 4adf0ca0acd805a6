import { css, html, nothing, svg } from 'lit';
import { missingWords } from '../content/missing.js';
import { formatNumber } from '../content/numbers.js';
import type { Article, Hypothesis, Numeric } from '../artifact/schema/index.js';
import { msg, str } from '../i18n/messages.js';
import { tokens } from '../styles/tokens.js';
import { link } from '../text/links.js';
import { inline, type TextScope } from '../text/render.js';
import { ArtifactElement } from './base/artifact-element.js';
import { partStyles } from './behaviors/details.js';
import { stateStyles } from './templates/states.js';

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

  protected renderArtifact({ relatedHypotheses }: Article, scope: TextScope): unknown {
    const hypotheses = relatedHypotheses?.hypotheses ?? [];
    return html`
      <h2>${msg('Related hypotheses')}</h2>
      ${relatedHypotheses?.source ? html`<p class="soft source">${inline(relatedHypotheses.source, scope)}</p>` : nothing}
      ${
        hypotheses.length > 0
          ? html`<ul>
              ${hypotheses.map((hypothesis) => this.#row(hypothesis, scope))}
            </ul>`
          : html`<p class="soft">${msg('No related hypotheses are recorded.')}</p>`
      }
    `;
  }

  #row({ title, href, score, target }: Hypothesis, scope: TextScope): unknown {
    return html`<li>
      <p>${href ? link(title, href, scope.linkBase) : title}</p>
      <p class="small">
        ${score === undefined ? html`<span class="soft">${`${msg('Score')}: ${missingWords('not-in-record')}`}</span>` : html`<span class="soft">${msg('Score')}</span> ${this.#score(score)}`}
        ${target ? html`<span><span class="soft">${msg('Target')}</span> ${target}</span>` : html`<span class="soft">${`${msg('Target')}: ${missingWords('not-in-record')}`}</span>`}
      </p>
    </li>`;
  }

  #score(given: Numeric): unknown {
    const number = formatNumber(given, this.language);
    const score = Number(given);
    // A number off the scale has no bar: any that it could have would be wrong.
    if (!(score >= 0 && score <= 1)) return html`<strong class="number">${number}</strong>`;
    return html`<strong class="number">${number}</strong>
      <svg
        viewBox="0 0 100 8"
        width="100"
        height="8"
        preserveAspectRatio="none"
        role="img"
        aria-label=${msg(str`${number} on a scale from 0 to 1`)}
      >
        <rect class="scale" x="0.5" y="0.5" width="99" height="7"></rect>
        ${svg`<rect class="score" x="0.5" y="0.5" width=${99 * score} height="7"></rect>`}
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
        list-style: none;
        padding: 0;
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
