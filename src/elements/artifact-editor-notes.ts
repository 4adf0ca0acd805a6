import type { Artifact } from '../artifact/schema/index.js';
import { msg } from '../i18n/messages.js';
import { editorNotesStyles } from '../styles/editor-notes.js';
import { foldedStyles, sectionStyles } from '../styles/sections.js';
import { stateStyles } from '../styles/states.js';
import { prose, tokens } from '../styles/tokens.js';
import type { TextScope } from '../text/render.js';
import { type Block, blockOf } from '../writers/html/block.js';
import { editorNotesSection } from '../writers/html/sections.js';
import { ArtifactElement } from './base/artifact-element.js';
import { DrugInfobox } from './drug-infobox.js';

/**
 * What editors changed or doubted: each note with what the source printed, and its sources. Folded until asked for.
 *
 * @summary The editor’s notes of an artifact.
 * @cssprop --artifact-measure - The most width of prose; 58ch if unset, which is 60 to 72 characters.
 * @csspart fold - The fold.
 * @csspart cite - The link of a source's number.
 * @csspart unresolved - A key that has no reference.
 */
export class ArtifactEditorNotes extends ArtifactElement<Artifact> {
  protected static override parts(): Record<string, CustomElementConstructor> {
    return { ...super.parts(), 'drug-infobox': DrugInfobox };
  }

  protected readonly kind = undefined;
  protected get what(): string {
    return msg('editor’s notes');
  }

  protected contentOf(artifact: Artifact, scope: TextScope): readonly Block[] {
    return [blockOf('content', () => editorNotesSection(artifact, scope, { lang: this.language }))];
  }

  static override styles = [tokens, prose, stateStyles, sectionStyles, editorNotesStyles, foldedStyles];
}

declare global {
  interface HTMLElementTagNameMap {
    'artifact-editor-notes': ArtifactEditorNotes;
  }
}
