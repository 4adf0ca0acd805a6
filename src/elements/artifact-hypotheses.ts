import type { Article } from '../artifact/schema/index.js';
import { msg } from '../i18n/messages.js';
import { hypothesesStyles, sectionStyles } from '../styles/sections.js';
import { stateStyles } from '../styles/states.js';
import { tokens } from '../styles/tokens.js';
import type { TextScope } from '../text/render.js';
import { type Block, blockOf } from '../writers/html/block.js';
import { hypothesesSection } from '../writers/html/sections.js';
import { ArtifactElement } from './base/artifact-element.js';

/**
 * Hypotheses that somebody scored, with the target of each. A score is a number first; its bar stands on the whole scale.
 *
 * @summary The hypotheses related to an article, with score and target.
 * @csspart cite - The link of a source's number.
 * @csspart unresolved - A key that has no reference.
 */
export class ArtifactHypotheses extends ArtifactElement<Article> {
  protected readonly kind = 'article';
  protected get what(): string {
    return msg('list of related hypotheses');
  }

  protected contentOf(artifact: Article, scope: TextScope): readonly Block[] {
    return [blockOf('content', () => hypothesesSection(artifact, scope, { lang: this.language }))];
  }

  static override styles = [tokens, stateStyles, sectionStyles, hypothesesStyles];
}

declare global {
  interface HTMLElementTagNameMap {
    'artifact-hypotheses': ArtifactHypotheses;
  }
}
