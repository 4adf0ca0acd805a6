import { imageStyles } from '../styles/artifact-image.js';
import type { PropertyValues } from 'lit';
import { property, state } from 'lit/decorators.js';
import { altWords, pictureWords } from '../content/pictures.js';
import { directionOf } from '../i18n/language.js';
import { msg, currentLanguage, str } from '../i18n/messages.js';
import { loadImage } from '../text/image.js';
import { vetUrl } from '../text/addresses.js';
import { numberOf, placeFor } from '../text/places.js';
import { html, nothing } from '../writers/html/template.js';
import { type Block, blockOf, shellOf } from '../writers/html/block.js';
import { LocalizedElement } from './base/localized-element.js';
import { listen } from './behaviors/events.js';

type Progress = 'waiting' | 'loading' | 'shown' | 'failed';

/**
 * A picture that another server has. Its server would learn who reads the page: the place says what the picture shows and
 * where it is, and nothing is asked of that server before the reader does.
 *
 * @summary A picture from another server, loaded when the reader asks.
 * @csspart placeholder - What stands in the picture's place.
 * @csspart load - The button that loads it.
 */
export class ArtifactImage extends LocalizedElement {
  /** What the picture shows. */
  @property() alt = '';

  /** Its address, http or https. */
  @property() from?: string;

  @state() private progress: Progress = 'waiting';

  #image: HTMLImageElement | undefined;

  constructor() {
    super();
    listen(this, 'click', '[part=load]', () => this.#load());
  }

  protected override get choices(): readonly unknown[] {
    return [this.progress];
  }

  protected override willUpdate(changed: PropertyValues): void {
    if (!changed.has('from') || !this.hasUpdated) return;
    this.#image = undefined;
    this.progress = 'waiting';
  }

  protected content(): readonly Block[] {
    const { progress } = this;
    const host = this.#host;
    const image = progress === 'shown' ? this.#image : undefined;
    const lang = currentLanguage();
    const said = !host
      ? msg('It has no address that can be loaded.')
      : progress === 'loading'
        ? msg(str`Loading from ${host}…`)
        : progress === 'failed'
          ? msg(str`The picture could not be loaded from ${host}.`)
          : '';
    const load = (from: string) => (progress === 'failed' ? msg('Try again') : msg(str`Load picture from ${from}`));
    const words = [
      blockOf('alt', () => html`<span>${pictureWords()}: <bdi>${altWords(this.alt)}</bdi></span>`),
      shellOf('said', html`<span role="status"></span>`, [
        blockOf('words', () => (said ? html`<span>${said}</span>` : nothing)),
      ]),
      blockOf('load', () =>
        host && progress !== 'loading' ? html`<button type="button" part="load">${load(host)}</button>` : nothing,
      ),
    ];
    // One element in every state, so that it can keep the focus of the button that goes.
    const placeholder = html`<span
      class=${progress}
      part="placeholder"
      tabindex="-1"
      lang=${lang}
      dir=${directionOf(lang)}
    ></span>`;
    const picture = image && blockOf('image', () => placeFor(() => image, String(numberOf(image))));
    return [shellOf('placeholder', placeholder, picture ? [picture] : words)];
  }

  /** The server, or undefined where the address is none that may be loaded. */
  get #host(): string | undefined {
    const url = vetUrl(this.from ?? '', undefined);
    return url && /^https?:/.test(url) ? new URL(url).host : undefined;
  }

  #load(): void {
    const image = loadImage(this.from ?? '', this.alt || pictureWords());
    if (!image) return;
    this.#image = image;
    if (this.renderRoot.querySelector(':focus'))
      this.renderRoot.querySelector<HTMLElement>('[tabindex]')?.focus({ preventScroll: true });
    this.progress = 'loading';
    const settle = (progress: Progress) => () => {
      if (this.#image === image) this.progress = progress;
    };
    image.addEventListener('load', settle('shown'), { once: true });
    image.addEventListener('error', settle('failed'), { once: true });
  }

  static override styles = imageStyles;
}

declare global {
  interface HTMLElementTagNameMap {
    'artifact-image': ArtifactImage;
  }
}
