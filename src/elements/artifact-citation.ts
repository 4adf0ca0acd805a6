import { css, html, isServer, nothing, type PropertyValues } from 'lit';
import { eventOptions, property, state } from 'lit/decorators.js';
import { directionOf } from '../i18n/language.js';
import type { Citation, References } from '../artifact/references.js';
import { msg, currentLanguage, str } from '../i18n/messages.js';
import { amaAuthors, yearOf } from '../output/ama.js';
import { requestScrollToTarget } from '../text/links.js';
import type { CitationElement, TextScope } from '../text/render.js';
import { cautions, citationName, entryStyles, lookups } from './templates/reference-entry.js';
import { LocalizedElement } from './base/localized-element.js';

/** Milliseconds that a pointer rests on a number before the card opens: who only passes by sees none. */
const OPEN_AFTER = 120;
/** Milliseconds in which a pointer can cross from the number to the card. */
const CLOSE_AFTER = 250;
/** Pixels between the card and what is around it. */
const GAP = 6;
/** The least height of the card, in pixels: it scrolls inside. */
const LEAST = 80;
/** With this many numbers in a row and more, only the first and the last are shown. */
const RANGE = 3;

/** Numbers in groups that follow one another: 1, 3, 4, 5 → [1], [3, 4, 5]. */
const inRuns = (citations: readonly Citation[]): Citation[][] => {
  const runs: Citation[][] = [];
  for (const citation of citations) {
    const last = runs.at(-1);
    if (last && last.at(-1)?.number === citation.number - 1) last.push(citation);
    else runs.push([citation]);
  }
  return runs;
};

/**
 * The numbers of the sources that a statement cites, as in "[1, 3–5]". Each leads to its entry in the list of sources;
 * a card with the sources opens for a pointer, the focus and a finger. A key without a reference is shown as "[key?]".
 *
 * Made by `src/text/` for `[@key]` in a text, and by the elements for the sources of a fact.
 *
 * @summary The numbers of the sources that a statement cites.
 * @csspart number - The link of a number.
 * @csspart unresolved - A key that has no reference.
 * @csspart card - The card with the sources.
 */
export class ArtifactCitation extends LocalizedElement implements CitationElement {
  /** The keys that are cited. */
  @property({ attribute: false }) keys: string[] = [];

  /** Where the citation stands: whose keys these are, and the numbering of the page. */
  @property({ attribute: false }) scope: TextScope | undefined;

  @state() private open = false;

  /** The one on the page whose card is open. */
  static #current: ArtifactCitation | undefined;

  /** The list of entries that knows of this mention, and under which numbers. */
  #references: References | undefined;
  #mentioned: number[] = [];
  #unsubscribe: (() => void) | undefined;
  /** Ends what is listened to while the card is open. */
  #listening: AbortController | undefined;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #tapped = false;

  protected override get isWaiting(): boolean {
    return !this.scope;
  }

  override connectedCallback(): void {
    super.connectedCallback();
    this.#register();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#hide();
    this.#forget();
  }

  /** Moves the focus to the link with a number, for who comes back from the list of sources. */
  focusNumber(number: number): void {
    (
      this.renderRoot.querySelector<HTMLElement>(`a[href="#ref-${number}"]`) ?? this.renderRoot.querySelector('a')
    )?.focus({ preventScroll: true });
  }

  protected override willUpdate(): void {
    if (isServer || this.isConnected) this.#register();
  }

  protected override render(): unknown {
    const citations = this.#citations;
    const shown = inRuns(citations).flatMap((run) => {
      const links = run.map((citation) => this.#number(citation));
      return run.length < RANGE ? links : [html`${links[0]}–${links.at(-1)}`];
    });
    const parts = [
      ...shown,
      ...this.#unresolved.map(
        (key) =>
          html`<span class="unresolved" part="unresolved" title=${msg(str`No reference with the key “${key}”`)}
            >${key}?</span
          >`,
      ),
    ];
    if (parts.length === 0) return nothing;
    return html`<span
      lang=${currentLanguage()}
      @pointerenter=${this.#onPointerEnter}
      @pointerleave=${this.#onPointerLeave}
      @pointerdown=${this.#onPointerDown}
      @click=${this.onClick}
      @focusin=${this.#onFocusIn}
      @focusout=${this.#onFocusOut}
      ><sup>[${parts.length > 1 ? parts.map((part, index) => (index > 0 ? [', ', part] : part)) : parts[0]}]</sup
      >${this.open ? this.#card(citations) : nothing}</span
    >`;
  }

  protected override updated(changed: PropertyValues): void {
    if (!changed.has('open') || !this.open) return;
    this.renderRoot.querySelector<HTMLElement>('.card')?.showPopover?.();
    this.#place();
  }

  /** What the keys lead to, by number, each once. */
  get #citations(): Citation[] {
    const { scope } = this;
    const found = new Map<number, Citation>();
    for (const key of this.keys) {
      const citation = scope?.references.find(scope.artifact, key);
      if (citation) found.set(citation.number, citation);
    }
    return [...found.values()].sort((a, b) => a.number - b.number);
  }

  get #numbers(): number[] {
    return this.#citations.map(({ number }) => number);
  }

  get #unresolved(): string[] {
    return this.keys.filter((key) => !this.scope?.references.find(this.scope.artifact, key));
  }

  #number(citation: Citation): unknown {
    return html`<a
      part="number"
      href="#ref-${citation.number}"
      aria-label=${citationName(citation)}
      @click=${this.#onFollow}
      >${citation.number}</a
    >`;
  }

  #card(citations: readonly Citation[]): unknown {
    return html`<div
      class="card"
      part="card"
      popover="manual"
      role="group"
      dir=${directionOf(currentLanguage())}
      aria-label=${citations.length > 1 ? msg('Sources') : msg('Source')}
      tabindex="-1"
    >
      ${citations.map((citation) => {
        const { reference } = citation;
        const journal = [reference['container-title'] || reference.publisher, yearOf(reference)]
          .filter(Boolean)
          .join(', ');
        return html`<div class="entry">
          ${this.#number(citation)}
          <div>
            <p class="title"><bdi>${reference.title}</bdi></p>
            <p>${[amaAuthors(reference.author, 3), journal].filter(Boolean).join('. ')}</p>
            <p>${lookups(reference)}</p>
            ${cautions(reference)}
          </div>
        </div>`;
      })}
      ${this.#unresolved.map((key) => html`<p>${msg(str`No reference with the key “${key}”`)}.</p>`)}
    </div>`;
  }

  /** Tells the list who cites its entries, and hears from it when there are new ones. */
  #register(): void {
    const references = this.scope?.references;
    if (references !== this.#references) {
      this.#forget();
      this.#references = references;
      this.#unsubscribe = references?.subscribe((change) => {
        if (change === 'entries' && String(this.#numbers) !== String(this.#mentioned)) this.requestUpdate();
      });
    }
    const numbers = this.#numbers;
    for (const number of this.#mentioned) if (!numbers.includes(number)) references?.unmention(number, this);
    for (const number of numbers) references?.mention(number, this);
    this.#mentioned = numbers;
  }

  #forget(): void {
    this.#unsubscribe?.();
    for (const number of this.#mentioned) this.#references?.unmention(number, this);
    this.#mentioned = [];
    this.#references = this.#unsubscribe = undefined;
  }

  #onPointerEnter({ pointerType }: PointerEvent): void {
    if (pointerType === 'touch') return;
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.#show(), OPEN_AFTER);
  }

  #onPointerLeave({ pointerType }: PointerEvent): void {
    if (pointerType === 'touch') return;
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => {
      if (!this.renderRoot.querySelector(':focus-visible')) this.#hide();
    }, CLOSE_AFTER);
  }

  #onPointerDown({ pointerType }: PointerEvent): void {
    this.#tapped = pointerType === 'touch' && !this.open;
  }

  /** A finger can't hover: its first tap opens the card, the next one follows the link. */
  @eventOptions({ capture: true })
  private onClick(event: MouseEvent): void {
    if (!this.#tapped || event.detail === 0) return;
    this.#tapped = false;
    event.preventDefault();
    event.stopPropagation();
    this.#show();
  }

  #onFollow(event: MouseEvent): void {
    requestScrollToTarget(event);
    this.#hide();
  }

  #onFocusIn({ target }: FocusEvent): void {
    if ((target as Element).matches(':focus-visible')) this.#show();
  }

  #onFocusOut({ relatedTarget }: FocusEvent): void {
    if (!this.renderRoot.contains(relatedTarget as Node | null)) this.#hide();
  }

  #show(): void {
    clearTimeout(this.#timer);
    if (this.open || !this.isConnected || this.#citations.length === 0) return;
    if (ArtifactCitation.#current) ArtifactCitation.#current.#hide();
    ArtifactCitation.#current = this;
    this.open = true;
    const { signal } = (this.#listening = new AbortController());
    const options = { capture: true, signal };
    addEventListener('keydown', (event) => event.key === 'Escape' && this.#dismiss(), options);
    addEventListener('pointerdown', (event) => event.composedPath().includes(this) || this.#hide(), options);
    addEventListener('resize', () => this.#follow(), options);
    // The scrolling of a box in a shadow tree is heard in that tree only.
    for (
      let root: Node | undefined = this.getRootNode();
      root;
      root = root instanceof ShadowRoot ? root.host.getRootNode() : undefined
    )
      root.addEventListener('scroll', () => this.#follow(), options);
  }

  #hide(): void {
    clearTimeout(this.#timer);
    this.#listening?.abort();
    this.#listening = undefined;
    if (ArtifactCitation.#current === this) ArtifactCitation.#current = undefined;
    this.open = false;
  }

  /** Escape: the focus does not vanish with the card. */
  #dismiss(): void {
    if (this.renderRoot.querySelector('.card :focus, .card:focus'))
      this.renderRoot.querySelector('a')?.focus({ preventScroll: true });
    this.#hide();
  }

  /** The text has moved under the card: it follows the focus, which may be what moved the text, and else goes. */
  #follow(): void {
    if (this.renderRoot.querySelector(':focus-visible')) this.#place();
    else this.#hide();
  }

  /** Puts the card below its numbers, or above where there is more room, within the viewport. */
  #place(): void {
    const card = this.renderRoot.querySelector<HTMLElement>('.card');
    const at = this.renderRoot.querySelector('sup')?.getBoundingClientRect();
    if (!card || !at) return;
    const { clientWidth: width, clientHeight: height } = document.scrollingElement ?? document.documentElement;
    const put = (name: string, pixels: number) => card.style.setProperty(name, `${pixels}px`);
    card.style.removeProperty('max-height');
    const [below, above] = [height - at.bottom - 2 * GAP, at.top - 2 * GAP];
    const isBelow = card.offsetHeight <= below || below >= above;
    // Where a finger's breadth is not free on either side, the card lies over its numbers.
    put('max-height', Math.max(isBelow ? below : above, LEAST));
    const top = isBelow ? at.bottom + GAP : at.top - GAP - card.offsetHeight;
    put('top', Math.max(GAP, Math.min(top, height - card.offsetHeight - GAP)));
    // From where the line goes on.
    const left = getComputedStyle(card).direction === 'rtl' ? at.right - card.offsetWidth : at.left;
    put('left', Math.max(GAP, Math.min(left, width - card.offsetWidth - GAP)));
  }

  static override styles = [
    entryStyles,
    css`
      /* A word joiner: no line begins with a number. */
      :host {
        unicode-bidi: isolate;
      }
      :host::before {
        content: '\\2060';
      }
      /* [1–3], whatever runs around it. */
      sup {
        direction: ltr;
        unicode-bidi: isolate;
        font-size: max(0.72em, 10px);
        line-height: 0;
        font-variant-numeric: tabular-nums lining-nums;
      }
      a {
        color: var(--_accent);
        text-decoration: none;
      }
      a:hover {
        text-decoration: underline;
      }
      a:focus-visible {
        outline: 2px solid var(--_accent);
        outline-offset: 1px;
      }
      sup a {
        /* A finger's breadth; padding within a line moves nothing. */
        padding-block: 0.6em;
      }
      .unresolved {
        color: var(--_caution);
        text-decoration: underline dotted;
        text-underline-offset: 0.15em;
        cursor: help;
      }
      .card {
        box-sizing: border-box;
        position: fixed;
        inset: auto;
        margin: 0;
        inline-size: max-content;
        max-inline-size: min(26em, calc(100vw - 12px));
        overflow: auto;
        padding: 0.6em 0.8em;
        border: 1px solid var(--_ink-soft);
        /* Opaque, whatever paper a page wants. */
        background: linear-gradient(var(--_paper), var(--_paper)) Canvas;
        color: var(--_ink);
        font-size: max(0.875em, 13px);
        font-weight: 400;
        font-style: normal;
        line-height: 1.4;
        letter-spacing: normal;
        text-align: start;
        text-transform: none;
        white-space: normal;
        overflow-wrap: break-word;
        cursor: auto;
      }
      .card:focus {
        outline: none;
      }
      .card a {
        text-decoration: underline;
        text-decoration-thickness: 1px;
        text-underline-offset: 0.15em;
      }
      .entry {
        display: grid;
        grid-template-columns: auto minmax(0, 1fr);
        gap: 0.6em;
      }
      .entry + * {
        margin-block-start: 0.6em;
        border-block-start: 1px solid var(--_hairline);
        padding-block-start: 0.6em;
      }
      p {
        margin: 0;
      }
      .title {
        font-weight: 650;
      }
      @media print {
        .card {
          display: none;
        }
      }
    `,
  ];
}

declare global {
  interface HTMLElementTagNameMap {
    'artifact-citation': ArtifactCitation;
  }
}
