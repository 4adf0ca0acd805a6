import type { Artifact } from '../artifact/schema/index.js';
import { msg } from '../i18n/messages.js';
import { recordSectionStyles, foldedStyles, sectionStyles } from '../styles/sections.js';
import { stateStyles } from '../styles/states.js';
import { tokens } from '../styles/tokens.js';
import type { TextScope } from '../text/render.js';
import { type Block, blockOf } from '../writers/html/block.js';
import { metadataSection } from '../writers/html/sections.js';
import { ArtifactElement } from './base/artifact-element.js';

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
 * @csspart overdue - The words that a review is due.
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
    return [blockOf('content', () => metadataSection(artifact, scope, { lang: this.language }))];
  }

  static override styles = [tokens, stateStyles, sectionStyles, recordSectionStyles, foldedStyles];
}

declare global {
  interface HTMLElementTagNameMap {
    'artifact-metadata': ArtifactMetadata;
  }
}
