import { css, html, nothing } from 'lit';
import { state } from 'lit/decorators.js';
import type { Artifact } from '../../artifact/schema/index.js';
import { type View, viewsOf } from '../../artifact/view.js';
import { mixed, msg, str } from '../../i18n/messages.js';
import { embedCode, type Form, FORMS, pageUrl, SANDBOX } from '../../output/embed-code.js';
import { settings } from '../../settings.js';
import { tokens } from '../../styles/tokens.js';
import { frame } from '../../text/frame.js';
import type { TextScope } from '../../text/render.js';
import { ArtifactElement } from '../base/artifact-element.js';
import { choice, Copyable, copyStyles } from '../behaviors/copying.js';
import { partStyles } from '../behaviors/details.js';
import { placeOf } from '../base/site.js';
import { stateStyles } from '../../styles/states.js';

const viewLabels = (): Record<View, string> => ({
  full: msg('Whole page'),
  infobox: msg('Infobox'),
  trials: msg('Trials'),
  safety: msg('Safety'),
  article: msg('Article'),
  references: msg('References'),
  compare: msg('Comparison'),
});

const formLabels = (): Record<Form, string> => ({
  iframe: msg('Frame (iframe)'),
  script: msg('Script tag'),
  markdown: msg('Markdown link'),
  url: msg('Address'),
});

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
export class ArtifactEmbedPanel extends ArtifactElement<Artifact> {
  protected readonly kind = undefined;
  protected get what(): string {
    return msg('embed code');
  }

  @state() private view: View = 'full';
  @state() private form: Form = 'iframe';
  /** The page whose preview was asked for: that of another artifact was not. */
  @state() private previewed?: string | undefined;

  #copyable = new Copyable(this);
  #frame: { of: string; element: HTMLIFrameElement | undefined } | undefined;

  protected renderArtifact(artifact: Artifact, _scope: TextScope): unknown {
    const place = placeOf('url' in this.state ? this.state.url : undefined);
    return html`<h2>${msg('Embed')}</h2>
      ${place ? this.#panel(artifact, place) : html`<p class="soft">${mixed(msg('This artifact has no page of its own here, so there is no code that shows it elsewhere. It has one as soon as its JSON file is in the site’s artifact folder ({0} beside the script, or {1}) and it is named by {2}.'), html`<code>artifacts/</code>`, html`<code>data-base</code>`, html`<code>artifact-id</code>`)}</p>`}`;
  }

  #panel(artifact: Artifact, place: NonNullable<ReturnType<typeof placeOf>>): unknown {
    const views = viewsOf(artifact);
    const view = views.includes(this.view) ? this.view : 'full';
    const title = view === 'full' ? artifact.title : `${artifact.title}: ${viewLabels()[view].toLowerCase()}`;
    const target = { ...place, script: settings.script, kind: artifact.kind, title, view };
    const code = embedCode(target);
    const form = code[this.form] === undefined ? 'iframe' : this.form;
    const page = pageUrl({ ...place, view: 'full' });
    const shown = this.previewed === page;
    return html`
      ${choice(
        msg('View'),
        'view',
        views.map((one) => [one, viewLabels()[one]] as const),
        view,
        (chosen) => (this.view = chosen),
      )}
      ${choice(
        msg('Form'),
        'form',
        FORMS.filter((one) => code[one] !== undefined).map((one) => [one, formLabels()[one]] as const),
        form,
        (chosen) => (this.form = chosen),
      )}
      ${this.#copyable.render(
        code[form] ?? '',
        msg('Embed code'),
        html`<button
          type="button"
          part="preview"
          aria-expanded=${shown}
          @click=${() => (this.previewed = shown ? undefined : page)}
        >
          ${shown ? msg('Hide preview') : msg('Show preview')}
        </button>`,
      )}
      ${shown ? this.#preview(pageUrl({ ...place, view }, true), title) : nothing}
    `;
  }

  /** One frame an address, so that a new rendering does not load it again. */
  #preview(url: string, title: string): unknown {
    if (this.#frame?.of !== url) this.#frame = { of: url, element: frame(url, msg(str`Preview of ${title}`), SANDBOX) };
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
    'artifact-embed-panel': ArtifactEmbedPanel;
  }
}
