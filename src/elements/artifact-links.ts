import { css } from 'lit';
import { linkLists, noLinks } from '../content/links.js';
import type { Artifact } from '../artifact/schema/index.js';
import { msg } from '../i18n/messages.js';
import { tokens } from '../styles/tokens.js';
import type { TextScope } from '../text/render.js';
import { html } from '../writers/html/template.js';
import { type Block, blockOf } from '../writers/html/block.js';
import { ArtifactElement } from './base/artifact-element.js';
import { partStyles } from './behaviors/details.js';
import { blocks } from '../writers/html/blocks.js';
import { runs } from '../writers/html/runs.js';
import { stateStyles } from '../styles/states.js';

/**
 * The link lists of an artifact ("See also", "External links"), each under its heading.
 *
 * @summary The link lists of an artifact.
 * @slot - Shown until the links are there, and beside the message if they fail.
 * @csspart root - Everything.
 * @csspart loading - What holds the place.
 * @csspart error - The message where the links can't be shown.
 * @csspart retry - The button that asks again.
 * @csspart problems - The list of fields that could not be read.
 * @cssprop --artifact-accent - Links.
 * @cssprop --artifact-reserve - The height held while loading.
 * @event artifact-load - The links are shown.
 * @event artifact-error - They can't be shown, or fields were left out.
 */
export class ArtifactLinks extends ArtifactElement<Artifact> {
  protected readonly kind = undefined;
  protected get what(): string {
    return msg('list of links');
  }

  protected contentOf(artifact: Artifact, scope: TextScope): readonly Block[] {
    const lists = linkLists(artifact);
    if (lists.length === 0) return [blockOf('none', () => html`<p class="soft">${noLinks()}</p>`)];
    return [
      blockOf(
        'lists',
        () =>
          html`<div class="lists">
            ${lists.map(
              ({ heading = [], of }) =>
                html`<section>
                  <h2>${runs(heading, scope)}</h2>
                  ${blocks(of, scope, 3)}
                </section>`,
            )}
          </div>`,
      ),
    ];
  }

  static override styles = [
    tokens,
    stateStyles,
    partStyles,
    css`
      .lists {
        display: grid;
        grid-template-columns: repeat(auto-fit, minmax(min(100%, 15em), 1fr));
        gap: 1.5em 2.5em;
      }
      li {
        padding-block: 0.2em;
      }
    `,
  ];
}

declare global {
  interface HTMLElementTagNameMap {
    'artifact-links': ArtifactLinks;
  }
}
