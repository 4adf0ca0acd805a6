import { ContextProvider } from '@lit/context';
import { css, html, isServer, nothing, type PropertyValues } from 'lit';
import { property } from 'lit/decorators.js';
import { type Page, pageContext, samePage } from './base/page-context.js';
import { folderOf } from '../artifact/source.js';
import { asOfDate } from '../content/dates.js';
import { headings } from '../content/headings.js';
import { References } from '../artifact/references.js';
import type { ArtifactState, SafetyLookup } from '../artifact/resolve.js';
import { warningsOf } from '../content/warnings.js';
import type { Article, Artifact } from '../artifact/schema/index.js';
import { isView, type View } from '../artifact/view.js';
import { msg } from '../i18n/messages.js';
import { settings } from '../settings.js';
import { prose, tokens } from '../styles/tokens.js';
import type { Heading } from '../text/outline.js';
import { authored, inline, type TextScope } from '../text/render.js';
import { ownTag } from '../text/tags.js';
import { ArtifactElement, ArtifactErrorEvent, ArtifactLoadEvent } from './base/artifact-element.js';
import { written } from './base/written.js';
import { boxedWarnings } from '../writers/html/boxed-warnings.js';
import { boxedStyles } from '../styles/boxed-warnings.js';
import { scrollToTarget, ScrollToTargetEvent } from './base/scroll-to-target.js';
import { stateStyles } from '../styles/states.js';
import { ArtifactArticle } from './artifact-article.js';
import { ArtifactCitePanel } from './panels/artifact-cite-panel.js';
import { ArtifactContents } from './artifact-contents.js';
import { DrugInfobox } from './drug-infobox.js';
import { ArtifactEditorNotes } from './artifact-editor-notes.js';
import { ArtifactEmbedPanel } from './panels/artifact-embed-panel.js';
import { ArtifactLinks } from './artifact-links.js';
import { ArtifactMetadata } from './artifact-metadata.js';
import { ArtifactProvenance } from './artifact-provenance.js';
import { ArtifactHypotheses } from './artifact-hypotheses.js';
import { SafetyList } from './safety-list.js';
import { TherapyComparison } from './therapy-comparison.js';
import { TrialCard } from './trial-card.js';

/** The trials that an artifact names, or itself. */
const trialsOf = (artifact: Artifact): string[] =>
  artifact.kind === 'article' || artifact.kind === 'drug' ? (artifact.trials ?? []) : [];

/** What stands below an article, for its table of contents. */
const further = ({ links, relatedHypotheses, references, editorNotes, metadata }: Article): Heading[] => {
  const names = headings();
  const parts: [id: string, title: string, isThere?: unknown][] = [
    ['links', names.links, links?.length],
    ['related-hypotheses', names.hypotheses, relatedHypotheses],
    ['references-heading', names.references, references],
    ['editor-notes', names.editorNotes, editorNotes?.length],
    ['metadata', names.metadata, metadata?.length],
    ['provenance', names.provenance, true],
    ['cite', msg('Cite'), true],
    ['embed', msg('Embed'), true],
  ];
  return parts.filter(([, , isThere]) => isThere).map(([id, title]) => ({ id, title, level: 2 }));
};

/**
 * A whole artifact, or one view of it; and for the cards inside it, the artifact that they show when they name none.
 *
 * @summary A whole artifact as a page, or one view of it.
 * @cssprop --artifact-measure - The most width of prose; 58ch if unset, which is 60 to 72 characters.
 * @slot - Shown until the artifact is there and on failure. Cards in it take the viewer's artifact.
 * @cssprop --artifact-contents - Set by the viewer on its contents list; `open` shows it without a fold.
 * @csspart header - Title and as-of date.
 * @csspart title - The title.
 */
export class ArtifactViewer extends ArtifactElement {
  protected static override parts(): Record<string, CustomElementConstructor> {
    return {
      ...super.parts(),
      'artifact-article': ArtifactArticle,
      'artifact-cite-panel': ArtifactCitePanel,
      'artifact-contents': ArtifactContents,
      'drug-infobox': DrugInfobox,
      'artifact-editor-notes': ArtifactEditorNotes,
      'artifact-embed-panel': ArtifactEmbedPanel,
      'artifact-links': ArtifactLinks,
      'artifact-metadata': ArtifactMetadata,
      'artifact-provenance': ArtifactProvenance,
      'artifact-hypotheses': ArtifactHypotheses,
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
  protected readonly kind = undefined;
  protected get what(): string {
    return msg('artifact');
  }

  readonly #references = new References();
  readonly #reload = () => this.reload();
  #provider = new ContextProvider(this, { context: pageContext, initialValue: undefined });

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
    if (state.status === 'ready') this.guarded(() => this.#references.add(state.artifact));
    const ready = state.status === 'ready' ? state : undefined;
    const page = {
      state,
      integrity: this.pinned,
      view: this.#shownView,
      base: folderOf(ready?.url, settings.base),
      linkBase: this.linkBase ?? settings.linkBase ?? ready?.artifact.url,
      references: this.#references,
      reload: this.#reload,
      ...this.#warningsAbove(),
    };
    if (!samePage(this.#provider.value, page)) this.#provider.setValue(page);
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

  protected override renderState(): unknown {
    // Cards that an author wrote into the viewer stand for the whole: the viewer only feeds them, and lists what they cite.
    if (this.state.status !== 'ready' || !this.hasCards) return super.renderState();
    return html`${this.notices}<slot
      ></slot>${this.querySelector(ownTag('artifact-references')) ? nothing : this.#sources(true)}`;
  }

  protected renderArtifact(artifact: Artifact, scope: TextScope): unknown {
    switch (this.#shownView) {
      case 'full':
        return this.#page(artifact, scope);
      case 'infobox':
        return html`<drug-infobox class="alone"></drug-infobox>${this.#sources(true)}`;
      case 'trials':
        return html`${this.#showsWarnings(artifact) ? html`<p><strong>${written(() => authored(artifact.title, scope))}</strong></p>` : nothing}${this.#warnings(artifact, scope)}${this.#trials(artifact)}${this.#sources(true)}`;
      case 'safety':
        return html`
          <safety-list id="safety"></safety-list>
          ${artifact.kind === 'safety' && artifact.links?.length ? html`<artifact-links id="links"></artifact-links>` : nothing}
          ${artifact.kind === 'safety' && artifact.editorNotes?.length ? html`<artifact-editor-notes id="editor-notes"></artifact-editor-notes>` : nothing}
          ${this.#sources(true)}
        `;
      case 'article':
        return artifact.kind === 'article'
          ? html`${this.#header(artifact, scope)}${this.#warnings(artifact, scope)}${this.#summary(artifact, scope)}<artifact-article
              ></artifact-article>${this.#sources(true)}`
          : this.#page(artifact, scope);
      case 'references':
        return html`<h2 class="first">${headings().references}</h2>
          ${this.#sources(false)}`;
      case 'compare':
        return html`<therapy-comparison></therapy-comparison>${this.#sources(true)}`;
    }
  }

  #header(artifact: Artifact, scope: TextScope): unknown {
    const { title, asOf } = artifact;
    return html`
      <header part="header">
        <h1 part="title">${written(() => authored(title, scope))}</h1>
        ${asOf ? html`<p class="soft small">${asOfDate(asOf, this.language)}</p>` : nothing}
      </header>
    `;
  }

  /** A summary may name a dose: so it stands below the warnings. */
  #summary({ summary }: Artifact, scope: TextScope): unknown {
    return summary ? html`<p class="summary">${written(() => inline(summary, scope))}</p>` : nothing;
  }

  /** Whether the view shows facts about a drug, and no card of the drug itself. */
  #showsWarnings(artifact: Artifact): boolean {
    const { kind } = artifact;
    if (kind !== 'drug' && kind !== 'article') return false;
    const view = this.#shownView;
    return view === 'trials' || ((view === 'article' || view === 'full') && !this.#hasInfobox(artifact));
  }

  #warnings(artifact: Artifact, scope: TextScope): unknown {
    const { state } = this;
    return state.status === 'ready' && this.#showsWarnings(artifact)
      ? written(() => boxedWarnings(warningsOf(state), scope, { lang: this.language, retry: '' }))
      : nothing;
  }

  #trials(artifact: Artifact): unknown {
    const ids = trialsOf(artifact);
    return ids.length > 0
      ? html`<div class="stack">${ids.map((id) => html`<trial-card id=${id} trial=${id}></trial-card>`)}</div>`
      : html`<trial-card></trial-card>`;
  }

  #sources(compact: boolean): unknown {
    return html`<artifact-references
      id="references"
      ?compact=${compact}
      .references=${this.#references}
    ></artifact-references>`;
  }

  /** Everything that the artifact has. */
  #page(artifact: Artifact, scope: TextScope): unknown {
    switch (artifact.kind) {
      case 'article':
        return html`
          ${this.#header(artifact, scope)}${this.#warnings(artifact, scope)}${artifact.drug ? nothing : this.#summary(artifact, scope)}
          <div class="columns">
            <artifact-contents .further=${further(artifact)}></artifact-contents>
            <div class="main">
              ${artifact.drug ? html`<drug-infobox id="infobox"></drug-infobox>${this.#summary(artifact, scope)}` : nothing}<artifact-article
              ></artifact-article>
              ${this.#rest(artifact)}
            </div>
          </div>
        `;
      case 'drug':
        return html`
          ${this.#header(artifact, scope)}
          <div class="main">
            <drug-infobox id="infobox"></drug-infobox>
            ${this.#summary(artifact, scope)}
            ${
              artifact.trials?.length
                ? html`<h2 id="trials">${headings().trials}</h2>
                    ${this.#trials(artifact)}`
                : nothing
            }
            ${
              artifact.safety
                ? html`<h2 id="safety">${headings().safety}</h2>
                    <safety-list></safety-list>`
                : nothing
            }
            ${this.#rest(artifact)}
          </div>
        `;
      case 'trial':
        return html`<h1 class="visually-hidden">${written(() => authored(artifact.title, scope))}</h1>
          <div class="main">
            <trial-card></trial-card>${
              artifact.safety
                ? html`<h2 id="safety">${headings().adverseEvents}</h2>
                    <safety-list></safety-list>`
                : nothing
            }${this.#rest(artifact)}
          </div>`;
      case 'safety':
        return html`${this.#header(artifact, scope)}
          <div class="main"><safety-list id="safety"></safety-list>${this.#rest(artifact)}</div>`;
    }
  }

  /** What stands below the content of every kind. */
  #rest(artifact: Artifact): unknown {
    return html`
      ${artifact.links?.length ? html`<artifact-links id="links"></artifact-links>` : nothing}
      ${artifact.kind === 'article' && artifact.relatedHypotheses ? html`<artifact-hypotheses id="related-hypotheses"></artifact-hypotheses>` : nothing}
      ${
        artifact.references
          ? html`<h2 id="references-heading">${headings().references}</h2>
              ${this.#sources(false)}`
          : nothing
      }
      ${artifact.editorNotes?.length ? html`<artifact-editor-notes id="editor-notes"></artifact-editor-notes>` : nothing}
      ${artifact.metadata?.length ? html`<artifact-metadata id="metadata"></artifact-metadata>` : nothing}
      <artifact-provenance id="provenance"></artifact-provenance>
      <artifact-cite-panel id="cite"></artifact-cite-panel>
      <artifact-embed-panel id="embed"></artifact-embed-panel>
    `;
  }

  static override styles = [
    tokens,
    prose,
    stateStyles,
    boxedStyles,
    css`
      :host {
        --_reserve: 40em;
      }
      h1 {
        font-size: clamp(1.3em, 1em + 2.5cqi, 1.728em);
        font-weight: 650;
        line-height: 1.15;
        letter-spacing: -0.01em;
      }
      h2 {
        font-size: 1.2em;
      }
      .summary {
        margin-block: 0.5em;
        max-width: var(--artifact-measure, 58ch);
        font-size: 1.0667em;
      }
      .stack > * + *,
      .main > * + *,
      header + .main,
      .columns {
        margin-block-start: 1.5em;
      }
      .main > * + h2,
      .main > :is(artifact-links, artifact-hypotheses, artifact-provenance) {
        margin-block-start: 2.5em;
      }
      .main > h2 + * {
        margin-block-start: 0.75em;
      }
      artifact-contents + .main {
        margin-block-start: 1.5em;
      }
      /* A part that a link leads to is at the top then; a ring around all of it would be cut at the edges. */
      .main > [tabindex='-1'] {
        outline: none;
        scroll-margin-block-start: 1em;
      }
      /* The article's text runs around the infobox, and what is wide has the whole width below it: so it must not be a box of its own. */
      .main > artifact-article {
        contain: none;
        container-type: normal;
      }
      .main > drug-infobox {
        max-inline-size: none;
      }
      @container (min-width: 760px) {
        .main > drug-infobox {
          float: inline-end;
          inline-size: max(260px, min(22em, 38%));
          margin-block: 0 1.5em;
          margin-inline: 2.5em 0;
        }
        .main > drug-infobox + * {
          margin-block-start: 0;
        }
      }
      @container (min-width: 1080px) {
        .columns {
          display: grid;
          grid-template-columns: 14em minmax(0, 1fr);
          column-gap: 2.5em;
          align-items: start;
        }
        .columns > artifact-contents {
          --artifact-contents: open;
          --_contents-open: block;
          --_contents-folded: none;
          position: sticky;
          inset-block-start: 1em;
          max-block-size: var(--_screen, calc(100vh - 2em));
          overflow-y: auto;
        }
        artifact-contents + .main {
          margin-block-start: 0;
        }
      }
      @media print {
        .columns {
          display: block;
        }
        .main > drug-infobox {
          float: none;
          inline-size: auto;
          margin-inline: 0;
        }
      }
    `,
  ];
}

declare global {
  interface HTMLElementTagNameMap {
    'artifact-viewer': ArtifactViewer;
  }
}
