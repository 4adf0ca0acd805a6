import { css, html, type PropertyValues } from 'lit';
import { property, state } from 'lit/decorators.js';
import { askForSection, dress, keep, type Keeper, release, schemeOf } from '../embed/host.js';
import { SANDBOX } from '../output/embed-code.js';
import { settings } from '../settings.js';
import { tokens } from '../styles/tokens.js';
import { frame } from '../text/frame.js';
import { link } from '../text/links.js';
import { MovableElement } from './movable.js';

/** How long a page that has loaded may take to say hello, in milliseconds, before the link to it is shown. */
const PATIENCE = 5000;

/**
 * An artifact's page in a frame that is as high as its content. The page in it can't reach this one: it is sandboxed.
 *
 * @summary An artifact's page in a frame that fits.
 * @slot - A link to the artifact's page: shown without the script, and where the frame does not come.
 * @csspart frame - The frame.
 * @csspart fallback - What holds the link where the frame does not come.
 */
export class ArtifactFrame extends MovableElement {
  /** The address of an artifact's page; `embed=1` is added where it lacks. A section after `#` is opened. */
  @property() src?: string;

  /** What the frame shows, for who can't see it; unset, the words of the link inside. */
  @property() override title = '';

  /** The height that is held until the content has come, in CSS pixels. */
  @property({ type: Number }) height = 600;

  /** `light` or `dark`; unset, the `color-scheme` of the place where it stands. */
  @property({ reflect: true }) theme?: 'light' | 'dark';

  /** `lazy`, when it comes near to what the reader sees, or `eager`. */
  @property() loading: 'lazy' | 'eager' = 'lazy';

  @state() private progress: 'waiting' | 'loaded' | 'there' | 'missing' = 'waiting';

  #frame: HTMLIFrameElement | undefined;
  #wanted: string | undefined;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #keeper: Keeper = {
    theme: () => this.theme,
    onHello: () => {
      clearTimeout(this.#timer);
      this.progress = 'there';
      if (this.#wanted !== undefined) this.reveal(this.#wanted);
    },
  };

  /** Has the frame go to a section by its name in deep links, as soon as the frame can. */
  reveal(section: string): void {
    this.#wanted = section;
    if (this.#frame && this.progress === 'there') askForSection(this.#frame, section);
  }

  override connectedCallback(): void {
    super.connectedCallback();
    this.theme ??= settings.theme;
    // Put somewhere else, a frame loads again.
    this.progress = 'waiting';
    if (this.#frame) keep(this.#frame, this.#keeper);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    clearTimeout(this.#timer);
    if (this.#frame) release(this.#frame);
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    if (changed.has('src')) this.#load(changed.get('src'));
    if (!this.#frame) return;
    this.#frame.title = this.title || this.textContent?.trim() || 'Artifact';
    this.#frame.height = String(this.height);
    if (changed.has('theme')) dress(this.#frame);
  }

  protected override render(): unknown {
    const missing = !this.#frame || this.progress === 'missing';
    // Until its own page is in it, a browser may paint a frame white on a dark page.
    this.#frame?.classList.toggle('waiting', this.progress === 'waiting');
    return html`${this.#frame}
      <div part="fallback" ?hidden=${!missing}><slot>${link(this.#frame?.title ?? 'Artifact', this.#address(false)?.href ?? '')}</slot></div>`;
  }

  /** The address of the page, as it is read by people or in the frame; undefined where it is none. */
  #address(embed: boolean): URL | undefined {
    if (!this.src || !URL.canParse(this.src, document.baseURI)) return undefined;
    const address = new URL(this.src, document.baseURI);
    const query = address.searchParams;
    if (!embed) query.delete('embed');
    else {
      query.set('embed', '1');
      const theme = this.theme ?? schemeOf(this);
      // From its first paint on, before a message can tell it.
      if (theme !== 'auto' && !query.has('theme')) query.set('theme', theme);
      const lang = this.lang || settings.lang;
      if (lang && !query.has('lang')) query.set('lang', lang);
    }
    return address;
  }

  #load(before: string | undefined): void {
    const { src } = this;
    const section = src?.split('#')[1];
    // Another section of the same page needs no other page.
    if (this.#frame && section !== undefined && before?.split('#')[0] === src?.split('#')[0]) return this.reveal(decodeURIComponent(section));
    if (this.#frame) release(this.#frame);
    this.progress = 'waiting';
    this.#wanted = undefined;
    this.#frame = frame(this.#address(true)?.href ?? '', '', SANDBOX, this.loading);
    this.#frame?.part.add('frame');
    this.#frame?.addEventListener('load', () => {
      if (this.progress !== 'waiting') return;
      this.progress = 'loaded';
      this.#timer = setTimeout(() => (this.progress = 'missing'), PATIENCE);
    });
    if (this.#frame) keep(this.#frame, this.#keeper);
  }

  static override styles = [
    tokens,
    css`
      iframe {
        display: block;
        inline-size: 100%;
        border: 0;
      }
      .waiting {
        visibility: hidden;
      }
    `,
  ];
}

declare global {
  interface HTMLElementTagNameMap {
    'artifact-frame': ArtifactFrame;
  }
}
