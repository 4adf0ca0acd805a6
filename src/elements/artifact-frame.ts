import { urlOf } from '../artifact/address.js';
import { type PropertyValues } from 'lit';
import { property, state } from 'lit/decorators.js';
import { askForSection, dress, keep, type Keeper, release, schemeOf } from '../embed/host.js';
import { readLocation } from '../embed/location.js';
import { msg } from '../i18n/messages.js';
import { SANDBOX } from '../output/embed-code.js';
import { settings } from '../settings.js';
import { frameStyles } from '../styles/artifact-frame.js';
import { tokens } from '../styles/tokens.js';
import { frame as makeFrame } from '../text/frame.js';
import { numberOf, placeFor } from '../text/places.js';
import { html, nothing } from '../writers/html/template.js';
import { type Block, blockOf, shellOf } from '../writers/html/block.js';
import { link } from '../writers/html/links.js';
import { LocalizedElement } from './base/localized-element.js';

/** How long a page that has loaded may take to say hello, in milliseconds, before the link to it stands alone: what came may be a browser's error page. */
const PATIENCE = 5000;

/**
 * An artifact's page in a frame that is as high as its content. The page in it can't reach this one: it is sandboxed.
 *
 * Before the script is there, the element is as high as what is in it: `artifact-frame:not(:defined) { display: block; min-height: 600px }`
 * in the page's own style sheet holds the height from the first paint on.
 *
 * @summary An artifact's page in a frame that fits.
 * @slot - A link to the artifact's page: shown without the script, while a frame is slow to come, and where it does not come.
 * @csspart frame - The frame.
 * @csspart fallback - What holds the link until the frame comes.
 * @cssprop --artifact-reserve - The height that is held until the content has come; that of the attribute `height` if unset.
 */
export class ArtifactFrame extends LocalizedElement {
  /** The address of an artifact's page; `embed=1` is added where it lacks. A section after `#` is opened. */
  @property() src?: string;

  /** What the frame shows, for who can't see it; unset, the words of the link inside. */
  @property() override title = '';

  /** The height that is held until the content has come, in CSS pixels. The nearer to that of the content, the less moves. */
  @property({ type: Number }) height = 600;

  /** `light` or `dark`; unset, what `src` asks for with `theme=`, else as the place is where it stands. */
  @property({ reflect: true }) theme?: 'light' | 'dark';

  /** `lazy`, when it comes near to what the reader sees, or `eager`. */
  @property() loading: 'lazy' | 'eager' = 'lazy';

  @state() private progress: 'waiting' | 'there' | 'missing' = 'waiting';

  #frame: HTMLIFrameElement | undefined;
  #wanted: string | undefined;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #keeper: Keeper = {
    theme: () => this.#theme,
    onHello: () => {
      clearTimeout(this.#timer);
      this.progress = 'there';
      if (this.#wanted !== undefined) this.reveal(this.#wanted);
    },
  };

  /** Has the frame go to a section by its name in deep links, as soon as the frame can. */
  reveal(section: string): void {
    const frame = this.progress === 'there' ? this.#frame : undefined;
    if (frame) askForSection(frame, section);
    // Asked once: put somewhere else later, the frame must not scroll the page.
    this.#wanted = frame ? undefined : section;
  }

  override connectedCallback(): void {
    super.connectedCallback();
    this.theme ??= settings.theme;
    // Put somewhere else, a frame loads again.
    this.progress = 'waiting';
    if (this.#frame) keep(this.#frame, this.#keeper);
  }

  /** `moveBefore` lets the frame go on as it is. */
  connectedMoveCallback(): void {
    if (this.#frame) dress(this.#frame);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    clearTimeout(this.#timer);
    if (this.#frame) release(this.#frame);
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    if (changed.has('src')) this.#load(changed.get('src'));
    if (!this.#frame) return;
    this.#frame.title = this.title || this.textContent?.trim() || msg('Artifact');
    this.#frame.style.setProperty('--_height', `${this.height}px`);
    if (changed.has('theme')) dress(this.#frame);
  }

  protected content(): readonly Block[] {
    const frame = this.#frame;
    const fallback = () => link(frame?.title ?? msg('Artifact'), this.#address(false)?.href ?? '');
    return [
      shellOf('all', html`<div class=${frame ? this.progress : 'missing'}></div>`, [
        blockOf('fallback', () => html`<div part="fallback"><slot>${fallback()}</slot></div>`),
        blockOf('frame', () => (frame ? placeFor(() => frame, String(numberOf(frame))) : nothing)),
      ]),
    ];
  }

  get #url(): URL | undefined {
    return this.src ? urlOf(this.src, document.baseURI) : undefined;
  }

  get #theme(): 'light' | 'dark' | undefined {
    const url = this.#url;
    return this.theme ?? (url && readLocation(url).theme);
  }

  /** The address of the page, as it is read by people or in the frame; undefined where it is none. */
  #address(embed: boolean): URL | undefined {
    const address = this.#url;
    if (!address) return undefined;
    const query = address.searchParams;
    if (!embed) query.delete('embed');
    else {
      query.set('embed', '1');
      const theme = this.#theme ?? schemeOf(this);
      // From its first paint on, before a message can tell it.
      if (theme !== 'auto') query.set('theme', theme);
      const lang = this.lang || settings.lang;
      if (lang && !query.has('lang')) query.set('lang', lang);
    }
    return address;
  }

  #load(before: string | undefined): void {
    const { src } = this;
    const section = src?.split('#')[1];
    // Another section of the same page needs no other page.
    if (this.#frame && section !== undefined && before?.split('#')[0] === src?.split('#')[0])
      return this.reveal(decodeURIComponent(section));
    if (this.#frame) release(this.#frame);
    this.progress = 'waiting';
    this.#wanted = undefined;
    this.#frame = makeFrame(this.#address(true)?.href ?? '', '', SANDBOX, this.loading);
    this.#frame?.part.add('frame');
    this.#frame?.addEventListener('load', () => {
      clearTimeout(this.#timer);
      if (this.progress === 'waiting') this.#timer = setTimeout(() => (this.progress = 'missing'), PATIENCE);
    });
    if (this.#frame) keep(this.#frame, this.#keeper);
  }

  static override styles = [tokens, frameStyles];
}

declare global {
  interface HTMLElementTagNameMap {
    'artifact-frame': ArtifactFrame;
  }
}
