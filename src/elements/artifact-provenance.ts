import type { Artifact } from '../artifact/schema/index.js';
import { msg } from '../i18n/messages.js';
import { recordSectionStyles, sectionStyles } from '../styles/sections.js';
import { stateStyles } from '../styles/states.js';
import { tokens } from '../styles/tokens.js';
import type { TextScope } from '../text/render.js';
import { type Block, blockOf } from '../writers/html/block.js';
import { provenanceSection } from '../writers/html/sections.js';
import { ArtifactElement } from './base/artifact-element.js';

/**
 * Where an artifact comes from: what it was derived from, what was done to make it, and who answers for it.
 *
 * @summary The provenance of an artifact.
 * @csspart cite - The link of a source's number.
 * @csspart unresolved - A key that has no reference.
 */
export class ArtifactProvenance extends ArtifactElement<Artifact> {
  protected readonly kind = undefined;
  protected get what(): string {
    return msg('provenance');
  }

  protected contentOf(artifact: Artifact, scope: TextScope): readonly Block[] {
    return [blockOf('content', () => provenanceSection(artifact, scope, { lang: this.language }))];
  }

  static override styles = [tokens, stateStyles, sectionStyles, recordSectionStyles];
}

declare global {
  interface HTMLElementTagNameMap {
    'artifact-provenance': ArtifactProvenance;
  }
}
