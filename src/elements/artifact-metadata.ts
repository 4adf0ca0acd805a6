import { css, html } from 'lit';
import type { Artifact } from '../artifact/schema/index.js';
import { msg } from '../i18n/messages.js';
import { tokens } from '../styles/tokens.js';
import { ArtifactElement } from './base/artifact-element.js';
import { fold, partStyles } from './behaviors/details.js';
import { stateStyles } from './templates/states.js';

/**
 * What the source's own database says of the page, as it says it: names and values. Folded until asked for.
 *
 * @summary The metadata of an artifact.
 * @slot - Shown until the table is there, and beside the message if it fails.
 * @csspart root - Everything.
 * @csspart fold - The fold.
 * @csspart loading - What holds the place.
 * @csspart error - The message where the table can't be shown.
 * @csspart retry - The button that asks again.
 * @csspart problems - The list of fields that could not be read.
 * @cssprop --artifact-ink - Text.
 * @cssprop --artifact-reserve - The height held while loading.
 * @event artifact-load - The table is shown.
 * @event artifact-error - It can't be shown, or fields were left out.
 */
export class ArtifactMetadata extends ArtifactElement<Artifact> {
  protected readonly kind = undefined;
  protected get what(): string {
    return msg('metadata');
  }

  protected renderArtifact({ metadata = [] }: Artifact): unknown {
    return fold(
      msg('Metadata'),
      metadata.length > 0
        ? html`<table aria-label=${msg('Metadata')}>
            ${metadata.map(
              ({ name, value }) =>
                html`<tr>
                  <th scope="row">${name}</th>
                  <td>${value === null ? msg('None') : String(value)}</td>
                </tr>`,
            )}
          </table>`
        : html`<p class="soft">${msg('No metadata is recorded for this artifact.')}</p>`,
    );
  }

  static override styles = [
    tokens,
    stateStyles,
    partStyles,
    css`
      :host {
        --_reserve: 2em;
      }
      table {
        font-size: 0.875em;
      }
      th,
      td {
        padding-block: 0.25em;
        padding-inline: 0 1.5em;
        border-block-end: 1px solid var(--_hairline);
        overflow-wrap: anywhere;
      }
      th {
        color: var(--_ink-soft);
        min-width: 6em;
      }
    `,
  ];
}

declare global {
  interface HTMLElementTagNameMap {
    'artifact-metadata': ArtifactMetadata;
  }
}
