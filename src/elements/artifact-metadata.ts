import { css } from 'lit';
import { headings } from '../content/headings.js';
import { metadataBody, noMetadata } from '../content/metadata.js';
import type { Artifact } from '../artifact/schema/index.js';
import { msg } from '../i18n/messages.js';
import { tokens } from '../styles/tokens.js';
import type { TextScope } from '../text/render.js';
import { html } from '../writers/html/template.js';
import { type Block, blockOf } from '../writers/html/block.js';
import { ArtifactElement } from './base/artifact-element.js';
import { fold, partStyles } from './behaviors/details.js';
import { blocks } from '../writers/html/blocks.js';
import { stateStyles } from '../styles/states.js';

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

  protected contentOf(artifact: Artifact, scope: TextScope): readonly Block[] {
    const all = metadataBody(artifact);
    return [
      blockOf('fold', () =>
        fold(headings().metadata, all.length > 0 ? blocks(all, scope, 3) : html`<p class="soft">${noMetadata()}</p>`),
      ),
    ];
  }

  static override styles = [
    tokens,
    stateStyles,
    partStyles,
    css`
      :host {
        --_reserve: 2em;
      }
    `,
  ];
}

declare global {
  interface HTMLElementTagNameMap {
    'artifact-metadata': ArtifactMetadata;
  }
}
