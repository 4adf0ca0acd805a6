import { state } from 'lit/decorators.js';
import type { Artifact } from '../../artifact/schema/index.js';
import { type View, viewsOf } from '../../artifact/view.js';
import { mixed, msg, str } from '../../i18n/messages.js';
import { embedCode, type Form, FORMS, pageUrl, SANDBOX } from '../../output/embed-code.js';
import { settings } from '../../settings.js';
import { embedPanelStyles } from '../../styles/artifact-embed-panel.js';
import { tokens } from '../../styles/tokens.js';
import { frame } from '../../text/frame.js';
import { ArtifactElement } from '../base/artifact-element.js';
import { numberOf, placeFor } from '../../text/places.js';
import { html, nothing } from '../../writers/html/template.js';
import { type Block, blockOf } from '../../writers/html/block.js';
import { Choice, Copying, copyStyles } from '../behaviors/copying.js';
import { listen } from '../behaviors/events.js';
import { sectionStyles } from '../../styles/sections.js';
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
 * @csspart text - The code.
 * @csspart copy - The button that copies it.
 * @csspart preview - The button that shows or hides the preview.
 */
export class ArtifactEmbedPanel extends ArtifactElement<Artifact> {
  protected readonly kind = undefined;
  protected get what(): string {
    return msg('embed code');
  }

  /** The page whose preview was asked for: that of another artifact was not. */
  @state() private previewed?: string | undefined;

  readonly #view = new Choice<View>(this, 'view');
  readonly #form = new Choice<Form>(this, 'form');
  readonly #copying = new Copying(this);
  #frame: { of: string; element: HTMLIFrameElement | undefined } | undefined;

  constructor() {
    super();
    listen(this, 'click', '[part=preview]', () => (this.previewed = this.previewed ? undefined : this.#page));
  }

  protected override get choices(): readonly unknown[] {
    return [this.#view.asked, this.#form.asked, this.previewed, this.#copying.isUsed];
  }

  /** The address of the page whose code is shown. */
  get #page(): string | undefined {
    const place = this.#place;
    return place && pageUrl({ ...place, view: 'full' });
  }

  get #place(): ReturnType<typeof placeOf> {
    return placeOf('url' in this.state ? this.state.url : undefined);
  }

  protected contentOf(artifact: Artifact): readonly Block[] {
    const place = this.#place;
    const none = () =>
      html`<p class="soft">
        ${mixed(msg('This artifact has no page of its own here, so there is no code that shows it elsewhere. It has one as soon as its JSON file is in the site’s artifact folder ({0} beside the script, or {1}) and it is named by {2}.'), html`<code>artifacts/</code>`, html`<code>data-base</code>`, html`<code>artifact-id</code>`)}
      </p>`;
    return [
      blockOf('heading', () => html`<h2>${msg('Embed')}</h2>`),
      ...(place ? this.#panel(artifact, place) : [blockOf('none', none)]),
    ];
  }

  #panel(artifact: Artifact, place: NonNullable<ReturnType<typeof placeOf>>): readonly Block[] {
    const views = viewsOf(artifact);
    const view = this.#view.of(views);
    const title = view === 'full' ? artifact.title : `${artifact.title}: ${viewLabels()[view].toLowerCase()}`;
    const code = embedCode({
      ...place,
      script: settings.script,
      prebuilt: settings.prebuilt,
      kind: artifact.kind,
      title,
      view,
    });
    const forms = FORMS.filter((one) => code[one] !== undefined);
    const form = this.#form.of(forms);
    const isShown = this.previewed !== undefined && this.previewed === this.#page;
    const label = isShown ? msg('Hide preview') : msg('Show preview');
    const preview = html`<button type="button" part="preview" aria-expanded=${isShown ? 'true' : 'false'}>
      ${label}
    </button>`;
    const frame = isShown ? this.#preview(pageUrl({ ...place, view }, true), title) : undefined;
    return [
      this.#view.block(msg('View'), viewLabels()),
      this.#form.block(msg('Form'), formLabels()),
      ...this.#copying.blocks('code', code[form] ?? '', msg('Embed code'), preview),
      blockOf('preview', () => (frame ? placeFor(() => frame, String(numberOf(frame))) : nothing)),
    ];
  }

  /** One frame an address, so that a new rendering does not load it again. */
  #preview(url: string, title: string): HTMLIFrameElement | undefined {
    if (this.#frame?.of !== url) this.#frame = { of: url, element: frame(url, msg(str`Preview of ${title}`), SANDBOX) };
    return this.#frame.element;
  }

  static override styles = [tokens, stateStyles, sectionStyles, copyStyles, embedPanelStyles];
}

declare global {
  interface HTMLElementTagNameMap {
    'artifact-embed-panel': ArtifactEmbedPanel;
  }
}
