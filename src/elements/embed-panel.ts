import { css, html, nothing } from 'lit';
import { state } from 'lit/decorators.js';
import type { Artifact } from '../artifact/schema/index.js';
import { type View, viewsOf } from '../artifact/view.js';
import { embedCode, type Form, FORMS, pageUrl, SANDBOX } from '../output/embed-code.js';
import { settings } from '../settings.js';
import { tokens } from '../styles/tokens.js';
import { frame } from '../text/frame.js';
import type { TextScope } from '../text/render.js';
import { ArtifactElement } from './base.js';
import { choice, Copyable, copyStyles } from './copy.js';
import { partStyles } from './fold.js';
import { placeOf } from './site.js';
import { stateStyles } from './states.js';

const VIEW_LABELS: Record<View, string> = {
  full: 'Whole page',
  infobox: 'Infobox',
  trials: 'Trials',
  safety: 'Safety',
  article: 'Article',
  references: 'References',
  compare: 'Comparison',
};

const FORM_LABELS: Record<Form, string> = { iframe: 'Frame (iframe)', script: 'Script tag', markdown: 'Markdown link', url: 'Address' };

/**
 * The code that shows an artifact on another page: as a frame, a script tag, a Markdown link or an address, with a
 * preview that is loaded when asked for.
 *
 * @summary The embed code of an artifact.
 * @slot - Shown until the code is there, and beside the message if it fails.
 * @csspart root - Everything.
 * @csspart text - The code.
 * @csspart copy - The button that copies it.
 * @csspart preview - The button that shows or hides the preview.
 * @csspart loading - What holds the place.
 * @csspart error - The message where the code can't be shown.
 * @csspart retry - The button that asks again.
 * @csspart problems - The list of fields that could not be read.
 * @cssprop --artifact-accent - The chosen form's mark.
 * @cssprop --artifact-ink - Text.
 * @cssprop --artifact-reserve - The height held while loading.
 * @event artifact-load - The code is shown.
 * @event artifact-error - It can't be shown, or fields were left out.
 */
export class EmbedPanel extends ArtifactElement<Artifact> {
  protected readonly kind = undefined;
  protected readonly what = 'embed code';

  @state() private view: View = 'full';
  @state() private form: Form = 'iframe';
  /** The page whose preview was asked for: that of another artifact was not. */
  @state() private previewed?: string | undefined;

  #copyable = new Copyable(this);
  #frame: { of: string; element: HTMLIFrameElement | undefined } | undefined;

  protected renderArtifact(artifact: Artifact, _scope: TextScope): unknown {
    const place = placeOf('url' in this.state ? this.state.url : undefined);
    return html`<h2>Embed</h2>
      ${place ? this.#panel(artifact, place) : html`<p class="soft">This artifact has no page of its own here, so there is no code that shows it elsewhere. It has one as soon as its JSON file is in the site’s artifact folder (<code>artifacts/</code> beside the script, or <code>data-base</code>) and it is named by <code>artifact-id</code>.</p>`}`;
  }

  #panel(artifact: Artifact, place: NonNullable<ReturnType<typeof placeOf>>): unknown {
    const views = viewsOf(artifact);
    const view = views.includes(this.view) ? this.view : 'full';
    const title = view === 'full' ? artifact.title : `${artifact.title}: ${VIEW_LABELS[view].toLowerCase()}`;
    const target = { ...place, script: settings.script, kind: artifact.kind, title, view };
    const code = embedCode(target);
    const form = code[this.form] === undefined ? 'iframe' : this.form;
    const page = pageUrl({ ...place, view: 'full' });
    const shown = this.previewed === page;
    return html`
      ${choice(
        'View',
        'view',
        views.map((one) => [one, VIEW_LABELS[one]] as const),
        view,
        (chosen) => (this.view = chosen),
      )}
      ${choice(
        'Form',
        'form',
        FORMS.filter((one) => code[one] !== undefined).map((one) => [one, FORM_LABELS[one]] as const),
        form,
        (chosen) => (this.form = chosen),
      )}
      ${this.#copyable.render(
        code[form] ?? '',
        'Embed code',
        html`<button type="button" part="preview" aria-expanded=${shown} @click=${() => (this.previewed = shown ? undefined : page)}>
          ${shown ? 'Hide preview' : 'Show preview'}
        </button>`,
      )}
      ${shown ? this.#preview(pageUrl({ ...place, view }, true), title) : nothing}
    `;
  }

  /** One frame an address, so that a new rendering does not load it again. */
  #preview(url: string, title: string): unknown {
    if (this.#frame?.of !== url) this.#frame = { of: url, element: frame(url, `Preview of ${title}`, SANDBOX) };
    return this.#frame.element;
  }

  static override styles = [
    tokens,
    stateStyles,
    partStyles,
    copyStyles,
    css`
      iframe {
        display: block;
        margin-block-start: 0.75em;
        border: 1px solid var(--_hairline);
      }
      @media print {
        :host {
          display: none !important;
        }
      }
    `,
  ];
}

declare global {
  interface HTMLElementTagNameMap {
    'embed-panel': EmbedPanel;
  }
}
