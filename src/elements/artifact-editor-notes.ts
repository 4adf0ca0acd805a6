import { css, html, nothing } from 'lit';
import type { Artifact } from '../artifact/schema/index.js';
import { mixed, msg, str } from '../i18n/messages.js';
import { prose, tokens } from '../styles/tokens.js';
import { block, type TextScope } from '../text/render.js';
import { ArtifactElement } from './base/artifact-element.js';
import { sources } from './templates/facts.js';
import { fold, partStyles } from './behaviors/details.js';
import { stateStyles } from './templates/states.js';
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

  protected renderArtifact({ editorNotes = [] }: Artifact, scope: TextScope): unknown {
    return fold(
      msg(str`Editor’s notes (${editorNotes.length})`),
      editorNotes.length > 0
        ? html`<ol>
            ${editorNotes.map(
              ({ text, printed, refs }) =>
                html`<li>
                  <div class="prose">${block(text, scope, 3)}</div>
                  ${
                    printed || refs?.length
                      ? html`<p class="soft small">
                          ${printed ? mixed(msg('The source printed {0}'), html`<samp>${printed}</samp>`) : msg('Sources')}${sources(refs, scope)}
                        </p>`
                      : nothing
                  }
                </li>`,
            )}
          </ol>`
        : html`<p class="soft">${msg('No editor’s notes are recorded for this artifact.')}</p>`,
    );
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
      samp {
        overflow-wrap: anywhere;
        color: var(--_ink);
      }
    `,
  ];
}

declare global {
  interface HTMLElementTagNameMap {
    'artifact-editor-notes': ArtifactEditorNotes;
  }
}
