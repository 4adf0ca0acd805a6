import { ContextProvider } from '@lit/context';
import { isServer, type PropertyValues } from 'lit';
import { property } from 'lit/decorators.js';
import { type Page, pageContext, samePage } from './base/page-context.js';
import { parseNeeds } from '../artifact/prerendered.js';
import { folderOf } from '../artifact/source.js';
import { asOfDate } from '../content/dates.js';
import { headings } from '../content/headings.js';
import { References } from '../artifact/references.js';
import type { ArtifactState, SafetyLookup } from '../artifact/resolve.js';
import { warningsOf } from '../content/warnings.js';
import type { Artifact } from '../artifact/schema/index.js';
import { isView, type View } from '../artifact/view.js';
import { msg } from '../i18n/messages.js';
import { settings } from '../settings.js';
import { viewerStyles } from '../styles/artifact-viewer.js';
import { prose, tokens } from '../styles/tokens.js';
import { authored, inline, type TextScope } from '../text/render.js';
import { ownTag } from '../text/tags.js';
import { ArtifactElement, ArtifactErrorEvent, ArtifactLoadEvent, recordsOf } from './base/artifact-element.js';
import type { Html } from '../text/html.js';
import { ownElement } from '../text/places.js';
import { html, nothing, type Value } from '../writers/html/template.js';
import { type Block, blockOf, shellOf } from '../writers/html/block.js';
import { boxedWarnings } from '../writers/html/boxed-warnings.js';
import { boxedStyles } from '../styles/boxed-warnings.js';
import {
  editorNotesSection,
  hypothesesSection,
  linkSection,
  metadataSection,
  provenanceSection,
} from '../writers/html/sections.js';
import { editorNotesStyles } from '../styles/editor-notes.js';
import { hypothesesStyles, linkSectionStyles, recordSectionStyles, sectionStyles } from '../styles/sections.js';
import { scrollToTarget, ScrollToTargetEvent } from './base/scroll-to-target.js';
import { stateStyles } from '../styles/states.js';
import { ArtifactArticle } from './artifact-article.js';
import { ArtifactCitePanel } from './panels/artifact-cite-panel.js';
import { ArtifactContents } from './artifact-contents.js';
import { DrugInfobox } from './drug-infobox.js';
import { ArtifactEmbedPanel } from './panels/artifact-embed-panel.js';
import { SafetyList } from './safety-list.js';
import { TherapyComparison } from './therapy-comparison.js';
import { TrialCard } from './trial-card.js';

/** The trials that an artifact names, or itself. */
const trialsOf = (artifact: Artifact): string[] =>
  artifact.kind === 'article' || artifact.kind === 'drug' ? (artifact.trials ?? []) : [];

/**
 * A whole artifact, or one view of it; and for the cards inside it, the artifact that they show when they name none.
 *
 * @summary A whole artifact as a page, or one view of it.
 * @cssprop --artifact-measure - The most width of prose; 58ch if unset, which is 60 to 72 characters.
 * @slot - Shown until the artifact is there and on failure. Cards in it take the viewer's artifact.
 * @cssprop --artifact-contents - Set by the viewer on its contents list; `open` shows it without a fold.
 * @csspart header - Title and as-of date.
 * @csspart title - The title.
 * @csspart fold - Editor's notes and metadata, folded until asked for.
 * @csspart cite - The link of a source's number.
 * @csspart unresolved - A key that has no reference.
 */
export class ArtifactViewer extends ArtifactElement {
  protected static override parts(): Record<string, CustomElementConstructor> {
    return {
      ...super.parts(),
      'artifact-article': ArtifactArticle,
      'artifact-cite-panel': ArtifactCitePanel,
      'artifact-contents': ArtifactContents,
      'drug-infobox': DrugInfobox,
      'artifact-embed-panel': ArtifactEmbedPanel,
      'safety-list': SafetyList,
      'therapy-comparison': TherapyComparison,
      'trial-card': TrialCard,
    };
  }

  /** What is shown: `full`, `infobox`, `trials`, `safety`, `article`, `references` or `compare`. An unknown word counts as `full`. */
  @property() view: View = 'full';

  /** A page shows its infobox when the drug's warnings are there. A view without one has them itself, above all else. */
  protected override get safetyLookup(): SafetyLookup {
    return this.view === 'trials' || this.view === 'article' ? 'awaited' : 'meanwhile';
  }
  /** The article in it has its text when it is shown, so that deep links find what they lead to. */
  protected override get showsText(): boolean {
    return (this.#shownView === 'full' || this.#shownView === 'article') && !this.hasCards;
  }

  protected readonly kind = undefined;
  protected get what(): string {
    return msg('artifact');
  }

  readonly #references = new References();

  protected override get matchesRequest(): boolean {
    const [own] = parseNeeds(this.dataset['needs']);
    return this.#shownView === 'full' && this.artifactId === own?.id && !this.artifact && !this.src && !this.hasCards;
  }
  readonly #reload = () => this.reload();
  #provider = new ContextProvider(this, { context: pageContext, initialValue: undefined });

  /** @internal */
  override get pageInside(): Page | undefined {
    return this.#provider.value;
  }

  constructor() {
    super();
    // A page that is prerendered is written once.
    if (!isServer)
      for (const name of [ArtifactLoadEvent.eventName, ArtifactErrorEvent.eventName])
        this.addEventListener(name, this.#watchInfobox);
    this.addEventListener(ScrollToTargetEvent.eventName, (event) => {
      event.stopPropagation();
      this.reveal(event.targetId);
    });
  }

  override connectedCallback(): void {
    super.connectedCallback();
    if (!this.isPrerendered) return;
    // Citation numbers that are already in the page must stay.
    const list = this.renderRoot.querySelector(ownTag('artifact-references'))?.shadowRoot;
    for (const entry of list?.querySelectorAll<HTMLLIElement>('li[data-work]') ?? [])
      this.#references.resume(entry.dataset['work'] ?? '', entry.value);
  }

  /**
   * Scrolls to a section, an entry or a card by its name in deep links, and opens what it is folded into.
   * @param quietly only this window scrolls, none around it, and the focus stays where it is.
   * @returns false if there is nothing by that name.
   */
  reveal(id: string, quietly = false): boolean {
    return scrollToTarget(this.renderRoot, id, quietly) || scrollToTarget(this, id, quietly);
  }

  /** @internal */
  override get references(): References {
    return this.#references;
  }

  protected override get showsOwnSources(): boolean {
    return false;
  }

  protected override willUpdate(changed: PropertyValues): void {
    super.willUpdate(changed);
    const { state } = this;
    this.#number(state);
    const ready = state.status === 'ready' ? state : undefined;
    const page = {
      state,
      integrity: this.pinned,
      view: this.#shownView,
      isWhole: this.#shownView === 'full' && !this.hasCards,
      base: folderOf(ready?.url, settings.base),
      linkBase: this.linkBase ?? settings.linkBase ?? ready?.artifact.url,
      references: this.#references,
      reload: this.#reload,
      ...this.#warningsAbove(),
    };
    if (!samePage(this.#provider.value, page)) this.#provider.setValue(page);
  }

  /** Numbers what stands at the top of the page before its cards, whichever of them is drawn first: a reader may quote a number. */
  #number(state: ArtifactState): void {
    if (state.status === 'ready')
      this.guarded(() => recordsOf(state).forEach((record) => this.#references.add(record)));
  }

  /** What the page's view is; an unknown word counts as `full`. */
  get #shownView(): View {
    return isView(this.view) ? this.view : 'full';
  }

  /** Whether the drug's warnings stand in an infobox at the top of the page; else the page has them itself. */
  #hasInfobox({ kind, ...rest }: Artifact): boolean {
    return (
      this.#shownView === 'full' && (kind === 'drug' || (kind === 'article' && 'drug' in rest && Boolean(rest.drug)))
    );
  }

  /** Whose warnings stand whole at the top of the page, and where: further cards name them. */
  #warningsAbove(): Pick<Page, 'warningsOf' | 'warningsAt'> {
    const { state } = this;
    if (state.status !== 'ready' || this.hasCards) return {};
    const { artifact, url } = state;
    const inInfobox = this.#hasInfobox(artifact);
    if (!inInfobox && !this.#showsWarnings(artifact)) return {};
    const subject: ArtifactState =
      inInfobox && artifact.kind === 'article'
        ? this.controller.usePart(
            'infobox',
            { artifactId: artifact.drug, kind: 'drug', base: folderOf(url, settings.base), integrity: this.pinned },
            'awaited',
          )
        : state;
    this.#number(subject);
    return subject.status === 'ready' && subject.safety.state === 'ready' && !(inInfobox && this.#infoboxFailed)
      ? { warningsOf: subject.safety.artifact.id, warningsAt: inInfobox ? 'infobox' : 'boxed-warning' }
      : {};
  }
  #infoboxFailed = false;

  /** An infobox that shows nothing has no warning either: the cards below it must have it then. */
  readonly #watchInfobox = (event: Event): void => {
    // A prerendered page is drawn once, and has no document to look into.
    if (isServer) return;
    const [infobox] = this.renderRoot.querySelectorAll<ArtifactElement>(ownTag('drug-infobox'));
    if (event.composedPath()[0] !== infobox || this.#infoboxFailed === (infobox?.status === 'failed')) return;
    this.#infoboxFailed = !this.#infoboxFailed;
    this.requestUpdate();
  };

  protected override contentInState(): readonly Block[] {
    // Cards that an author wrote into the viewer stand for the whole: the viewer only feeds them, and lists what they cite.
    if (this.state.status !== 'ready' || !this.hasCards) return super.contentInState();
    return [
      blockOf('notices', () => this.notices),
      blockOf('slot', () => html`<slot></slot>`),
      ...(this.querySelector(ownTag('artifact-references')) ? [] : [this.#sources(true)]),
    ];
  }

  protected contentOf(artifact: Artifact, scope: TextScope): readonly Block[] {
    const view = this.#shownView;
    const title = () =>
      this.#showsWarnings(artifact) ? html`<p><strong>${authored(artifact.title, scope)}</strong></p>` : nothing;
    switch (view) {
      case 'full':
        return this.#page(artifact, scope);
      case 'infobox':
        return [blockOf('infobox', () => html`<drug-infobox class="alone"></drug-infobox>`), this.#sources(true)];
      case 'trials':
        return [
          blockOf('title', title),
          this.#warnings(artifact, scope),
          blockOf('trials', () => this.#trials(artifact)),
          this.#sources(true),
        ];
      case 'safety':
        return [
          blockOf('safety', () => html`<safety-list id="safety"></safety-list>`),
          ...(artifact.kind === 'safety' ? [this.#links(artifact, scope), this.#editorNotes(artifact, scope)] : []),
          this.#sources(true),
        ];
      case 'article':
        return artifact.kind === 'article'
          ? [
              this.#header(artifact, scope),
              this.#warnings(artifact, scope),
              this.#summary(artifact, scope),
              blockOf('article', () => html`<artifact-article></artifact-article>`),
              this.#sources(true),
            ]
          : this.#page(artifact, scope);
      case 'references':
        return [blockOf('heading', () => html`<h2 class="first">${headings().references}</h2>`), this.#sources(false)];
      case 'compare':
        return [blockOf('comparison', () => html`<therapy-comparison></therapy-comparison>`), this.#sources(true)];
    }
  }

  #header(artifact: Artifact, scope: TextScope): Block {
    const { title, asOf } = artifact;
    return blockOf(
      'header',
      () => html`
        <header part="header">
          <h1 part="title">${authored(title, scope)}</h1>
          ${asOf ? html`<p class="soft small">${asOfDate(asOf, this.language)}</p>` : nothing}
        </header>
      `,
    );
  }

  /** A summary may name a dose: so it stands below the warnings. */
  #summary({ summary }: Artifact, scope: TextScope): Block {
    return blockOf('summary', () => (summary ? html`<p class="summary">${inline(summary, scope)}</p>` : nothing));
  }

  /** Whether the view shows facts about a drug, and no card of the drug itself. */
  #showsWarnings(artifact: Artifact): boolean {
    const { kind } = artifact;
    if (kind !== 'drug' && kind !== 'article') return false;
    const view = this.#shownView;
    return view === 'trials' || ((view === 'article' || view === 'full') && !this.#hasInfobox(artifact));
  }

  #warnings(artifact: Artifact, scope: TextScope): Block {
    const { state } = this;
    return blockOf('warnings', () =>
      state.status === 'ready' && this.#showsWarnings(artifact)
        ? boxedWarnings(warningsOf(state), scope, { lang: this.language, retry: '' })
        : nothing,
    );
  }

  #trials(artifact: Artifact): Html {
    const ids = trialsOf(artifact);
    return ids.length > 0
      ? html`<div class="stack">${ids.map((id) => html`<trial-card id=${id} trial=${id}></trial-card>`)}</div>`
      : html`<trial-card></trial-card>`;
  }

  #sources(compact: boolean): Block {
    const attributes = { id: 'references', ...(compact && { compact: '' }) };
    return blockOf('references', () => ownElement('artifact-references', attributes, { references: this.#references }));
  }

  #links(artifact: Artifact, scope: TextScope): Block {
    return this.piece('links', () =>
      artifact.links?.length ? linkSection(artifact, scope, { id: 'links' }) : nothing,
    );
  }

  #editorNotes(artifact: Artifact, scope: TextScope): Block {
    const place = { id: 'editor-notes', lang: this.language };
    return this.piece('editor-notes', () =>
      artifact.editorNotes?.length ? editorNotesSection(artifact, scope, place) : nothing,
    );
  }

  /** A part of the page under its heading, which a table of contents leads to. */
  #headed(id: string, heading: string, part: () => Value): Block[] {
    return [blockOf(`${id}-heading`, () => html`<h2 id=${id}>${heading}</h2>`), blockOf(id, part)];
  }

  /** Everything that the artifact has. */
  #page(artifact: Artifact, scope: TextScope): readonly Block[] {
    const main = (...blocks: Block[]) =>
      shellOf('main', html`<div class="main"></div>`, [...blocks, ...this.#rest(artifact, scope)]);
    const infobox = blockOf('infobox', () => html`<drug-infobox id="infobox"></drug-infobox>`);
    const safety = () => html`<safety-list></safety-list>`;
    switch (artifact.kind) {
      case 'article':
        return [
          this.#header(artifact, scope),
          this.#warnings(artifact, scope),
          ...(artifact.drug ? [] : [this.#summary(artifact, scope)]),
          shellOf('columns', html`<div class="columns"></div>`, [
            blockOf('contents', () => html`<artifact-contents></artifact-contents>`),
            main(
              ...(artifact.drug ? [infobox, this.#summary(artifact, scope)] : []),
              blockOf('article', () => html`<artifact-article></artifact-article>`),
            ),
          ]),
        ];
      case 'drug':
        return [
          this.#header(artifact, scope),
          main(
            infobox,
            this.#summary(artifact, scope),
            ...(artifact.trials?.length ? this.#headed('trials', headings().trials, () => this.#trials(artifact)) : []),
            ...(artifact.safety ? this.#headed('safety', headings().safety, safety) : []),
          ),
        ];
      case 'trial':
        return [
          blockOf('title', () => html`<h1 class="visually-hidden">${authored(artifact.title, scope)}</h1>`),
          main(
            blockOf('trial', () => html`<trial-card></trial-card>`),
            ...(artifact.safety ? this.#headed('safety', headings().adverseEvents, safety) : []),
          ),
        ];
      case 'safety':
        return [
          this.#header(artifact, scope),
          main(blockOf('safety', () => html`<safety-list id="safety"></safety-list>`)),
        ];
    }
  }

  /** What stands below the content of every kind. */
  #rest(artifact: Artifact, scope: TextScope): readonly Block[] {
    const lang = this.language;
    return [
      this.#links(artifact, scope),
      this.piece('hypotheses', () =>
        artifact.kind === 'article' && artifact.relatedHypotheses
          ? hypothesesSection(artifact, scope, { id: 'related-hypotheses', lang })
          : nothing,
      ),
      ...(artifact.references
        ? [
            blockOf('heading', () => html`<h2 id="references-heading">${headings().references}</h2>`),
            this.#sources(false),
          ]
        : []),
      this.#editorNotes(artifact, scope),
      this.piece('metadata', () =>
        artifact.metadata?.length ? metadataSection(artifact, scope, { id: 'metadata' }) : nothing,
      ),
      this.piece('provenance', () => provenanceSection(artifact, scope, { id: 'provenance', lang })),
      blockOf('cite', () => html`<artifact-cite-panel id="cite"></artifact-cite-panel>`),
      blockOf('embed', () => html`<artifact-embed-panel id="embed"></artifact-embed-panel>`),
    ];
  }

  static override styles = [
    tokens,
    prose,
    stateStyles,
    boxedStyles,
    sectionStyles,
    linkSectionStyles,
    hypothesesStyles,
    editorNotesStyles,
    recordSectionStyles,
    viewerStyles,
  ];
}

declare global {
  interface HTMLElementTagNameMap {
    'artifact-viewer': ArtifactViewer;
  }
}
