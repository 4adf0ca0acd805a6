import { css, html, nothing } from 'lit';
import { formatDate } from '../content/dates.js';
import { relationWords } from '../content/provenance.js';
import type { Artifact } from '../artifact/schema/index.js';
import { msg } from '../i18n/messages.js';
import { tokens } from '../styles/tokens.js';
import { link } from '../text/links.js';
import { authored, inline, type TextScope } from '../text/render.js';
import { ArtifactElement } from './base/artifact-element.js';
import { partStyles } from './behaviors/details.js';
import { stateStyles } from './templates/states.js';

/**
 * Where an artifact comes from: what it was derived from, what was done to make it, and who answers for it.
 *
 * @summary The provenance of an artifact.
 * @slot - Shown until the list is there, and beside the message if it fails.
 * @csspart root - Everything.
 * @csspart loading - What holds the place.
 * @csspart error - The message where the list can't be shown.
 * @csspart retry - The button that asks again.
 * @csspart problems - The list of fields that could not be read.
 * @cssprop --artifact-accent - Links.
 * @cssprop --artifact-reserve - The height held while loading.
 * @event artifact-load - The list is shown.
 * @event artifact-error - It can't be shown, or fields were left out.
 */
export class ArtifactProvenance extends ArtifactElement<Artifact> {
  protected readonly kind = undefined;
  protected get what(): string {
    return msg('provenance');
  }

  protected renderArtifact({ provenance = {} }: Artifact, scope: TextScope): unknown {
    const relations = relationWords().filter(([relation]) => provenance[relation]?.length);
    return html`
      <h2>${msg('Provenance')}</h2>
      ${
        relations.length > 0
          ? html`<dl>
              ${relations.map(
                ([relation, words]) =>
                  html`<div>
                    <dt class="soft">${words}</dt>
                    ${provenance[relation]?.map(
                      ({ label, href, date, note }) =>
                        html`<dd>
                          ${href ? link(label, href, scope.linkBase) : authored(label, scope)}${date ? html`<span class="soft small">, ${formatDate(date, this.language)}</span>` : nothing}
                          ${note ? html`<span class="soft small note">${inline(note, scope)}</span>` : nothing}
                        </dd>`,
                    )}
                  </div>`,
              )}
            </dl>`
          : html`<p>${msg('No provenance is recorded for this artifact.')}</p>`
      }
      ${provenance.note ? html`<p class="soft">${inline(provenance.note, scope)}</p>` : nothing}
    `;
  }

  static override styles = [
    tokens,
    stateStyles,
    partStyles,
    css`
      dl > div {
        border-block-start: 1px solid var(--_hairline);
        padding-block: 0.4em;
      }
      dd {
        padding-block: 0.15em;
      }
      .note {
        display: block;
        line-height: 1.35;
      }
      @container (min-width: 560px) {
        dl > div {
          display: grid;
          grid-template-columns: 9em minmax(0, 1fr);
        }
        dt {
          padding-block: 0.15em;
        }
        dd {
          grid-column: 2;
        }
      }
    `,
  ];
}

declare global {
  interface HTMLElementTagNameMap {
    'artifact-provenance': ArtifactProvenance;
  }
}
