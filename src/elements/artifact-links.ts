import { css, html, nothing } from 'lit';
import type { Artifact, LinkList } from '../artifact/schema/index.js';
import { msg } from '../i18n/messages.js';
import { tokens } from '../styles/tokens.js';
import { link } from '../text/links.js';
import { inline, type TextScope } from '../text/render.js';
import { ArtifactElement } from './base/artifact-element.js';
import { partStyles } from './behaviors/details.js';
import { stateStyles } from './templates/states.js';

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

  protected renderArtifact(artifact: Artifact, scope: TextScope): unknown {
    const lists = artifact.links ?? [];
    if (lists.length === 0) return html`<p class="soft">${msg('No links are recorded for this artifact.')}</p>`;
    return html`<div class="lists">${lists.map((list) => this.#list(list, scope))}</div>`;
  }

  #list({ title, links }: LinkList, scope: TextScope): unknown {
    return html`<section>
      <h2>${title}</h2>
      <ul>
        ${links.map(
          ({ label, href, description }) =>
            html`<li>
              ${link(label, href, scope.linkBase)}${description ? html`<span class="soft small description">${inline(description, scope)}</span>` : nothing}
            </li>`,
        )}
      </ul>
    </section>`;
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
      ul {
        list-style: none;
        padding: 0;
      }
      li {
        padding-block: 0.2em;
      }
      .description {
        display: block;
      }
    `,
  ];
}

declare global {
  interface HTMLElementTagNameMap {
    'artifact-links': ArtifactLinks;
  }
}
