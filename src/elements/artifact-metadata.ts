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
 * @csspart fold - The fold.
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
