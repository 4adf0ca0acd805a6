import { css } from 'lit';
import { editorNotesBody, noEditorNotes } from '../content/editor-notes.js';
import { headings } from '../content/headings.js';
import { formatNumber } from '../content/numbers.js';
import type { Artifact } from '../artifact/schema/index.js';
import { msg } from '../i18n/messages.js';
import { prose, tokens } from '../styles/tokens.js';
import type { TextScope } from '../text/render.js';
import { html } from '../writers/html/template.js';
import { type Block, blockOf } from '../writers/html/block.js';
import { ArtifactElement } from './base/artifact-element.js';
import { fold, partStyles } from './behaviors/details.js';
import { blocks } from '../writers/html/blocks.js';
import { stateStyles } from '../styles/states.js';
import { DrugInfobox } from './drug-infobox.js';

/**
 * What editors changed or doubted: each note with what the source printed, and its sources. Folded until asked for.
 *
 * @summary The editor’s notes of an artifact.
 * @cssprop --artifact-measure - The most width of prose; 58ch if unset, which is 60 to 72 characters.
 * @slot - Shown until the notes are there, and beside the message if they fail.
 * @csspart root - Everything.
 * @csspart fold - The fold.
 * @csspart loading - What holds the place.
 * @csspart error - The message where the notes can't be shown.
 * @csspart retry - The button that asks again.
 * @csspart problems - The list of fields that could not be read.
 * @cssprop --artifact-ink - Text.
 * @cssprop --artifact-reserve - The height held while loading.
 * @event artifact-load - The notes are shown.
 * @event artifact-error - They can't be shown, or fields were left out.
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
    const [notes] = editorNotesBody(artifact).flatMap(({ of }) => of);
    const items = notes?.kind === 'list' ? notes.items : [];
    return [
      blockOf('fold', () =>
        fold(
          `${headings().editorNotes} (${formatNumber(items.length, this.language)})`,
          items.length > 0
            ? html`<ol>
                ${items.map(
                  ([text, ...more]) =>
                    html`<li>
                      ${blocks(text ? [text] : [], scope, 3)}
                      <div class="small">${blocks(more, scope, 3)}</div>
                    </li>`,
                )}
              </ol>`
            : html`<p class="soft">${noEditorNotes()}</p>`,
        ),
      ),
    ];
  }

  static override styles = [
    tokens,
    prose,
    stateStyles,
    partStyles,
    css`
      :host {
        --_reserve: 2em;
      }
      li {
        max-width: var(--artifact-measure, 58ch);
      }
      li + li {
        margin-block-start: 0.6em;
      }
    `,
  ];
}

declare global {
  interface HTMLElementTagNameMap {
    'artifact-editor-notes': ArtifactEditorNotes;
  }
}
