import type { Artifact } from '../artifact/schema/index.js';
import { msg } from '../i18n/messages.js';
import { linkSectionStyles, sectionStyles } from '../styles/sections.js';
import { stateStyles } from '../styles/states.js';
import { tokens } from '../styles/tokens.js';
import type { TextScope } from '../text/render.js';
import { type Block, blockOf } from '../writers/html/block.js';
import { linkSection } from '../writers/html/sections.js';
import { ArtifactElement } from './base/artifact-element.js';

/**
 * The link lists of an artifact ("See also", "External links"), each under its heading.
 *
 * @summary The link lists of an artifact.
 * @csspart cite - The link of a source's number.
 * @csspart unresolved - A key that has no reference.
 */
export class ArtifactLinks extends ArtifactElement<Artifact> {
  protected readonly kind = undefined;
  protected get what(): string {
    return msg('list of links');
  }

  protected contentOf(artifact: Artifact, scope: TextScope): readonly Block[] {
    return [blockOf('content', () => linkSection(artifact, scope, { lang: this.language }))];
  }

  static override styles = [tokens, stateStyles, sectionStyles, linkSectionStyles];
}

declare global {
  interface HTMLElementTagNameMap {
    'artifact-links': ArtifactLinks;
  }
}
