import { consume } from '@lit/context';
import { isServer, type PropertyValues } from 'lit';
import { property, state } from 'lit/decorators.js';
import { type Page, pageContext } from './page-context.js';
import { ArtifactController } from './artifact-controller.js';
import type { ArtifactState, SafetyLookup } from '../../artifact/resolve.js';
import { warningsOf } from '../../content/warnings.js';
import { directionOf } from '../../i18n/language.js';
import { type Failure, internal } from '../../artifact/load.js';
import type { Problem } from '../../artifact/parse.js';
import { References } from '../../artifact/references.js';
import type { Artifact, Kind } from '../../artifact/schema/index.js';
import { msg, currentLanguage, str } from '../../i18n/messages.js';
import { settings } from '../../settings.js';
import { linkBaseOf } from '../../text/addresses.js';
import { expectText, type TextScope } from '../../text/render.js';
import { warn } from '../../warn.js';
import { type Html, isHtml } from '../../text/html.js';
import { html, nothing, type Value } from '../../writers/html/template.js';
import { type Block, blockOf, shellOf } from '../../writers/html/block.js';
import { clear } from './update.js';
import { boxedWarnings } from '../../writers/html/boxed-warnings.js';
import { showSources } from '../behaviors/citations.js';
import { listen, followLinks } from '../behaviors/events.js';
import { openInPrint } from '../behaviors/details.js';
import { overdue } from '../../writers/html/footer.js';
import { authoredDataIn, hasWords, noteIfIdle, whenParsed } from './authored-data.js';
import { LocalizedElement } from './localized-element.js';
import { ArtifactReferences } from '../artifact-references.js';
import { ArtifactImage } from '../artifact-image.js';
import { ArtifactSourcesPopover } from '../panels/artifact-sources-popover.js';
import { citation } from '../../writers/html/citation.js';
import { scrollToTarget, ScrollToTargetEvent } from './scroll-to-target.js';
import {
  otherRecordsNotice,
  failedState,
  loadingState,
  outdatedNotice,
  problemNotice,
} from '../../writers/html/states.js';
import { scheduleRender } from './render-queue.js';

/** Fired when an element shows its artifact. */
export class ArtifactLoadEvent extends Event {
  static readonly eventName = 'artifact-load';
  /**
   * @param artifact what is shown.
   * @param problems the fields that could not be read and are left out.
   */
  constructor(
    readonly artifact: Artifact,
    readonly problems: readonly Problem[],
  ) {
    super(ArtifactLoadEvent.eventName, { bubbles: true, composed: true });
  }
}

/** Fired when an element can't show its artifact, could not load it anew, or had to leave fields out. */
export class ArtifactErrorEvent extends Event {
  static readonly eventName = 'artifact-error';
  /**
   * @param failure why nothing is shown, or nothing newer (the element's `status` tells which); undefined where only fields were left out.
   * @param problems the fields that could not be read.
   */
  constructor(
    readonly failure: Failure | undefined,
    readonly problems: readonly Problem[],
  ) {
    super(ArtifactErrorEvent.eventName, { bubbles: true, composed: true });
  }
}

/** The records behind a ready artifact: itself and its safety profile. */
export const recordsOf = ({ artifact, safety }: Extract<ArtifactState, { status: 'ready' }>): readonly Artifact[] =>
  safety.state === 'ready' ? [artifact, safety.artifact] : [artifact];

/**
 * What every element that shows an artifact has: where it comes from, the state it is in, and what is shown meanwhile.
 * The elements add only what a ready artifact looks like.
 *
 * @slot - Shown until the content is there, and beside the message if it fails. A `<script type="application/json">` in it is the artifact.
 * @csspart root - Everything.
 * @csspart loading - What holds the place.
 * @csspart error - The message where the content can't be shown.
 * @csspart retry - The button that asks again.
 * @csspart problems - The list of fields that could not be read.
 * @csspart overdue - The words that a review is due.
 * @fires artifact-load - The content is shown.
 * @fires artifact-error - It can't be shown or loaded anew, or fields were left out.
 */
export abstract class ArtifactElement<T extends Artifact = Artifact> extends LocalizedElement {
  /** A parsed artifact. It comes before every other source. */
  @property({ attribute: false }) artifact?: unknown;

  /** The address of a JSON artifact. */
  @property() src?: string;

  /** The id of an artifact in the page's artifact folder. */
  @property({ attribute: 'artifact-id' }) artifactId?: string;

  /**
   * The content hash of the artifact, `sha256-…` (SHA-256 over canonical JSON, RFC 8785), or several with spaces between.
   * A file that has none of them is not shown. It holds for each file that the element and the cards in it show: the
   * drug that an article names, the safety profile of a drug.
   */
  @property() integrity?: string;

  /** Which record of a file that holds several: its id, or a number that it goes by. */
  @property() record?: string;

  /** The other name of `record`, for trials: an artifact's id, or an NCT number. */
  @property() trial?: string;

  /** Where wiki paths such as `/proteins/smn1-protein` lead; unset, the site that the artifact is from. */
  @property({ attribute: 'link-base' }) linkBase?: string;

  /** `light` or `dark`; unset, the page's own `color-scheme`. */
  @property({ reflect: true }) theme?: 'light' | 'dark';

  @consume({ context: pageContext, subscribe: true })
  @state()
  protected page?: Page | undefined;

  @state() private inlineJson?: string | undefined;
  @state() private unusable?: string | undefined;
  @state() protected hasFallback = false;
  /** Whether cards are written into it. */
  @state() protected hasCards = false;

  /** The kind that the element shows; undefined, any. */
  protected abstract readonly kind: Kind | undefined;
  /** What the element calls its content in messages: "infobox", "trial card". */
  protected abstract get what(): string;
  /** Whether it shows the text of an article, which may have been formatted when the site was built. */
  protected get showsText(): boolean {
    return false;
  }
  /** Which of several, where an artifact may hold them. */
  protected get pickedName(): string | undefined {
    return this.record ?? this.trial;
  }
  /** The page context of the cards in it. @internal */
  get pageInside(): Page | undefined {
    return this.page;
  }
  /** What the page around it has, for an element that shows it. */
  protected get pageState(): ArtifactState | undefined {
    return this.#isGiven ? undefined : this.page?.state;
  }
  /** The hashes that hold here: the element's own, else the page's. */
  protected get pinned(): string | undefined {
    return this.integrity ?? this.page?.integrity;
  }
  /** What a ready artifact looks like. */
  protected abstract contentOf(artifact: T, scope: TextScope): readonly Block[];

  #ownReferences: References | undefined;
  #observer: MutationObserver | undefined;
  /** How the safety profile that the artifact names is looked up. */
  protected get safetyLookup(): SafetyLookup {
    return 'left';
  }
  protected readonly controller = new ArtifactController<T>(this, (settled) => this.announce(settled), {
    safety: () => this.safetyLookup,
    partSettled: (settled) => this.announcePart(settled),
  });

  protected static override parts(): Record<string, CustomElementConstructor> {
    return {
      'artifact-sources-popover': ArtifactSourcesPopover,
      'artifact-references': ArtifactReferences,
      'artifact-image': ArtifactImage,
    };
  }

  constructor() {
    super();
    openInPrint(this);
    showSources(this);
    followLinks(this);
    listen(this, 'click', 'button[data-retry]', ({ dataset }) => this.retry(dataset['retry'] ?? ''));
    // With no page around it, it has what its links name: its sources at the foot.
    this.addEventListener(ScrollToTargetEvent.eventName, (event) => {
      if (!this.page && scrollToTarget(this.renderRoot, event.targetId)) event.stopImmediatePropagation();
    });
  }

  /** `"idle"`, `"loading"`, `"ready"` or `"failed"`. */
  get status(): ArtifactState['status'] {
    return this.#isGiven ? 'ready' : this.#shownState.status;
  }

  /** Whether it was prerendered with an artifact that was passed as a property: the page does not contain that artifact. */
  get #isGiven(): boolean {
    return this.isPrerendered && this.hasAttribute('data-given');
  }

  /** Whether it is in the page and shows nothing, since nothing was given to it. @internal */
  get isIdle(): boolean {
    return this.isConnected && this.status === 'idle' && !this.page;
  }

  override connectedCallback(): void {
    super.connectedCallback();
    this.theme ??= settings.theme;
    // Rendered ahead, it stands in no page yet.
    if (isServer) return;
    this.#readLight();
    // Children of an element that stands before the script in the page are there; those of one after it come while it is parsed.
    this.#observer ??= new MutationObserver(() => this.#readLight());
    this.#observer.observe(this, {
      childList: true,
      subtree: true,
      characterData: true,
      attributeFilter: ['artifact'],
    });
    whenParsed(() => this.#readLight());
    noteIfIdle(this);
    this.#awaitProvider();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#observer?.disconnect();
    // Put somewhere else, it asks for the page that is there.
    this.page = undefined;
  }

  /** What a button “Try again” asks for. @param part which of several parts; empty for the artifact itself. */
  protected retry(part: string): void {
    if (part === '') this.reload();
    else this.controller.reloadPart(part);
  }

  /** Fetches the artifact again. What is shown stays until the new one is there, and if it can't be had. */
  reload(): void {
    const own = this.artifact ?? this.inlineJson ?? this.src ?? this.artifactId;
    if (own === undefined && this.page) {
      this.page.reload();
      this.controller.reloadFailedSafety();
    } else this.controller.reload();
  }

  protected override scheduleUpdate(): Promise<unknown> | undefined {
    return scheduleRender(this, (height) => {
      void super.scheduleUpdate();
      if (height === undefined) return;
      // It came when it was out of sight, one of many.
      const root = this.renderRoot.querySelector<HTMLElement>('.root');
      root?.classList.add('far');
      root?.style.setProperty('--_height', `${height}px`);
    });
  }

  protected override get isWaiting(): boolean {
    const { state, status } = this;
    const isPending = state.status === 'ready' && state.safety.state === 'pending';
    return status === 'idle' || status === 'loading' || isPending;
  }

  protected override get data(): readonly unknown[] {
    const { state } = this;
    return state.status === 'ready' ? [...recordsOf(state), state.outdated, this.page?.warningsAt] : [];
  }

  /** What is said above content that could not be had anew. */
  protected get outdatedSays(): string {
    return msg(
      str`This ${this.what} could not be reloaded; the version below was loaded earlier and may be out of date.`,
    );
  }

  /** The numbering in which this element's sources stand: the page's, or its own where it stands alone. @internal */
  get references(): References {
    return this.page?.references ?? (this.#ownReferences ??= new References());
  }

  /** Whether it stands in the page's own markup, not where an author put it. */
  protected get isOfPage(): boolean {
    return isServer || this.getRootNode() instanceof ShadowRoot;
  }

  /** Whether this element has to show its own list of sources, since no page around it does. */
  protected get showsOwnSources(): boolean {
    return this.page === undefined;
  }

  protected get state(): ArtifactState<T> {
    return this.controller.state;
  }

  protected override willUpdate(_changed: PropertyValues): void {
    this.controller.use({
      // Frameworks set what is not there yet to null.
      artifact: this.artifact ?? undefined,
      inline: this.inlineJson,
      src: this.src ?? undefined,
      artifactId: this.artifactId ?? undefined,
      unusable: this.unusable,
      page: this.pageState,
      base: this.page?.base ?? settings.base,
      kind: this.kind,
      name: this.pickedName ?? undefined,
      integrity: this.pinned,
      withText: this.showsText && !this.isPrerendered && !isServer,
    });
    const { state } = this;
    if (!this.isPrerendered) {
      if (this.status === 'loading' && (this.kind ?? 'article') === 'article' && !settings.prebuilt) expectText();
    } else if (state.status === 'ready') for (const record of recordsOf(state)) this.references.add(record);
  }

  /**
   * A part of the card. A fault in it costs that part and no other: its place says so, and `artifact-error` tells.
   * The title and the warnings are no such part: without them the element fails.
   */
  protected guarded<T>(make: () => T): T | Html {
    try {
      return make();
    } catch (error) {
      return this.#failedPart(error);
    }
  }

  readonly #failedPart = (error: unknown): Html => {
    warn(`<${this.localName}> A part could not be shown: ${String(error)}`);
    if (!isServer) void this.updateComplete.then(() => this.dispatchEvent(new ArtifactErrorEvent(internal(error), [])));
    return html`<p class="failed-part" role="alert">
      ${msg('This part could not be shown. Look it up in the sources.')}
    </p>`;
  };

  /** A block of the card that is such a part. */
  protected piece(key: string, write: () => Value): Block {
    return { ...blockOf(key, write), fallback: this.#failedPart };
  }

  /** Several such blocks. @param key the key of the message shown instead if they can't be listed. */
  protected pieces(key: string, list: () => readonly Block[]): readonly Block[] {
    const listed = this.guarded(list);
    return isHtml(listed)
      ? [blockOf(key, () => listed)]
      : listed.map((block) => ({ fallback: this.#failedPart, ...block }));
  }

  /** Why the artifact that is there could not be shown. */
  #fault: { state: ArtifactState<T>; failure: Failure } | undefined;

  /** The state, with whether it could be rendered. */
  get #shownState(): ArtifactState<T> {
    const fault = this.#fault;
    return fault?.state === this.state ? { status: 'failed', failure: fault.failure } : this.state;
  }

  protected override write(root: ShadowRoot): void {
    try {
      super.write(root);
    } catch (error) {
      const { state } = this;
      // A fault in what stands in place of the content could only repeat itself.
      if (state.status !== 'ready' || this.#fault?.state === state) throw error;
      const failure = internal(error);
      this.#fault = { state, failure };
      clear(root);
      super.write(root);
      this.announceFailure(failure);
    }
  }

  protected override content(): readonly Block[] {
    // Of the interface: authored text tells its own where that is another.
    const lang = currentLanguage();
    return [
      shellOf('root', html`<div class="root" part="root" lang=${lang} dir=${directionOf(lang)}></div>`, [
        blockOf('outdated', () => this.#outdated()),
        ...this.contentInState(),
      ]),
    ];
  }

  #outdated(): Value {
    const { state } = this;
    return state.status === 'ready' && state.outdated ? outdatedNotice(this.outdatedSays, state.outdated) : nothing;
  }

  /** What it shows in the state that it is in. */
  protected contentInState(): readonly Block[] {
    const state = this.#shownState;
    const slot = blockOf('slot', () => html`<slot></slot>`);
    switch (state.status) {
      case 'idle':
        return [slot];
      case 'loading':
        return [this.hasFallback ? slot : blockOf('loading', () => loadingState(this.what))];
      case 'failed':
        return [
          blockOf('failed', () => failedState(this.what, state.failure, this.hasFallback)),
          blockOf('warnings', () => this.#knownWarnings()),
          slot,
        ];
      case 'ready':
        return [
          blockOf('notices', () => this.notices),
          ...this.contentOf(state.artifact, this.scopeOf(state.artifact, state.url)),
        ];
    }
  }

  /** Where a fault keeps the card from being shown, the warnings that are known are shown all the same. */
  #knownWarnings(): Value {
    const { state } = this;
    if (state.status !== 'ready') return nothing;
    return this.guarded(() =>
      boxedWarnings(warningsOf(state), this.scopeOf(state.artifact, state.url), { lang: this.language }),
    );
  }

  /**
   * The notices above the content, once on a page: readers must know that a field is missing from a card, or that a dose may
   * be out of date.
   */
  protected get notices(): Value {
    const { state } = this;
    if (state.status !== 'ready') return nothing;
    const { artifact, problems } = state;
    const page = this.page?.state;
    const isSaid =
      page?.status === 'ready' && page.artifact.id === artifact.id && page.artifact.reviewBy === artifact.reviewBy;
    return [
      state.otherRecords && !this.pickedName ? otherRecordsNotice(state.otherRecords) : nothing,
      this.#isThePages(state) ? nothing : problemNotice(problems),
      isSaid ? nothing : overdue(artifact, this.language),
    ];
  }

  /** What the artifact's texts need to know; its references are numbered by this. */
  protected scopeOf(artifact: T, _url?: string): TextScope {
    const { references } = this;
    this.guarded(() => references.add(artifact));
    const linkBase = linkBaseOf(this.linkBase ?? this.page?.linkBase ?? settings.linkBase, artifact.url);
    const lang = artifact.lang ?? this.language;
    const last = this.#scope;
    if (
      last?.artifact === artifact &&
      last.references === references &&
      last.linkBase === linkBase &&
      last.lang === lang
    )
      return last;
    return (this.#scope = { artifact, references, linkBase, lang, cite: citation });
  }
  #scope: TextScope | undefined;

  /** Whether the page around it shows the very same artifact: what it could not read is said there, once. */
  #isThePages(state: ArtifactState<T>): boolean {
    const page = this.page?.state;
    return page?.status === 'ready' && state.status === 'ready' && page.artifact === state.artifact;
  }

  #readLight(): void {
    const { script, unusable } = authoredDataIn(this);
    this.unusable = unusable;
    this.hasCards = [...this.children].some((child) => child.localName.includes('-'));
    this.inlineJson = script?.text;
    this.hasFallback = hasWords(this);
  }

  /** A card that is defined before the viewer around it asks for the page once the viewer is there. */
  #awaitProvider(): void {
    if (this.page || this.localName === 'artifact-viewer') return;
    const viewer = this.closest('artifact-viewer:not(:defined)');
    if (!viewer) return;
    void customElements.whenDefined('artifact-viewer').then(() => {
      // Leaving and coming back makes the context consumer ask again; nothing else does.
      if (!this.isConnected || this.page) return;
      super.disconnectedCallback();
      super.connectedCallback();
    });
  }

  /** Tells the page, and its author, that something can't be shown. */
  protected announceFailure(failure: Failure): void {
    const { url = '', message, remedy, problems = [] } = failure;
    warn(`<${this.localName}> ${url} ${message} ${remedy}`);
    this.dispatchEvent(new ArtifactErrorEvent(failure, problems));
  }

  /** Tells what came of a further artifact that the element shows. */
  protected announcePart(_settled: ArtifactState): void {
    // Most elements show one artifact.
  }

  /** Tells the page, and its author, what came of a source. */
  protected announce(settled: ArtifactState<T>): void {
    const failure =
      settled.status === 'failed' ? settled.failure : settled.status === 'ready' ? settled.outdated : undefined;
    if (failure) this.announceFailure(failure);
    else if (settled.status === 'ready') {
      const { artifact, problems } = settled;
      if (problems.length > 0 && !this.#isThePages(settled)) {
        warn(
          `<${this.localName}> “${artifact.id}” has fields that could not be read: ${problems.map(({ path, expected, found }) => `${path} (expected ${expected}, found ${found})`).join('; ')}`,
        );
        this.dispatchEvent(new ArtifactErrorEvent(undefined, problems));
      }
      // Listeners find the content in place.
      void this.updateComplete.then(() => this.dispatchEvent(new ArtifactLoadEvent(artifact, problems)));
    }
  }
}

declare global {
  interface HTMLElementEventMap {
    'artifact-load': ArtifactLoadEvent;
    'artifact-error': ArtifactErrorEvent;
  }
}
