import { createElement, place } from '#tree';
import { ContextProvider } from '@lit/context';
import { isServer, type PropertyValues } from 'lit';
import { type Page, pageContext, samePage } from './base/page-context.js';
import type { ArtifactState } from '../artifact/resolve.js';
import { folderOf } from '../artifact/source.js';
import type { Article, Kind, Section } from '../artifact/schema/index.js';
import { msg, withLanguage, str } from '../i18n/messages.js';
import { editorNotice, noText } from '../content/article.js';
import type { BlockOf } from '../content/model.js';
import { settings } from '../settings.js';
import { articleStyles } from '../styles/artifact-article.js';
import { prose, tokens } from '../styles/tokens.js';
import { nodeOf } from '../text/insert.js';
import { headingNamer } from '../text/outline.js';
import { authored, block, TextFormattedEvent, type TextScope, titleOf } from '../text/render.js';
import type { TextFragment } from '../text/tree.js';
import { anchor, link } from '../writers/html/links.js';
import type { Html } from '../text/html.js';
import { html, nothing, type Value } from '../writers/html/template.js';
import { type Block, blockOf, shellOf } from '../writers/html/block.js';
import { ArtifactElement } from './base/artifact-element.js';
import { blocks } from '../writers/html/blocks.js';
import { footer } from '../writers/html/footer.js';
import { footerStyles } from '../styles/footer.js';
import { runs, wordsOf } from '../writers/html/runs.js';
import { failedState, loadingState } from '../writers/html/states.js';
import { stateStyles } from '../styles/states.js';
import { DrugInfobox } from './drug-infobox.js';
import { SafetyList } from './safety-list.js';
import { TherapyComparison } from './therapy-comparison.js';
import { TrialCard } from './trial-card.js';

/** A heading's own link: what a reader copies to point at the section. */
const sectionLink = (id: string, title: string) =>
  anchor(
    html`<span aria-hidden="true">#</span><span class="visually-hidden">${msg(str`Link to section ${title}`)}</span>`,
    id,
    { part: 'section-link' },
  );

/** A heading of the article's own outline. */
const heading = (level: number, id: string, title: Value): Html => {
  switch (level) {
    case 2:
      return html`<h2 id=${id}>${title}</h2>`;
    case 3:
      return html`<h3 id=${id}>${title}</h3>`;
    case 4:
      return html`<h4 id=${id}>${title}</h4>`;
    case 5:
      return html`<h5 id=${id}>${title}</h5>`;
    default:
      return html`<h6 id=${id}>${title}</h6>`;
  }
};

/** Gives each heading in an article's texts its name and its link, before they are markup. A browser does so once the texts are there. */
const namesHeadings = (article: Article) => {
  const name = headingNamer(article);
  return (fragment: TextFragment): void => {
    for (const found of fragment.querySelectorAll('h2,h3,h4,h5,h6')) {
      const title = titleOf(found);
      const id = name(title);
      const line = createElement('div', { class: 'heading' });
      found.setAttribute('id', id);
      found.replaceWith(line);
      line.append(
        found,
        place(() => sectionLink(id, title)),
      );
    }
  };
};

/**
 * An article's text with its sections, and in them the trials, the safety list and the comparison that belong there.
 *
 * Every heading has a name in deep links: a section its id, a heading inside a text the words of its title.
 *
 * @summary The text of an article, with the cards that belong to its sections.
 * @cssprop --artifact-measure - The most width of prose; 58ch if unset, which is 60 to 72 characters.
 * @csspart section-link - The link beside a heading.
 * @csspart editor-note - What an editor says of a passage.
 * @csspart footer - As-of date and sources, where no page around the article lists them.
 * @csspart cite - The link of a source's number.
 * @csspart unresolved - A key that has no reference.
 * @cssprop --artifact-prose-font - The fonts of prose; those of the page.
 */
export class ArtifactArticle extends ArtifactElement<Article> {
  protected static override parts(): Record<string, CustomElementConstructor> {
    return {
      ...super.parts(),
      'drug-infobox': DrugInfobox,
      'safety-list': SafetyList,
      'therapy-comparison': TherapyComparison,
      'trial-card': TrialCard,
    };
  }

  protected readonly kind = 'article';
  protected get what(): string {
    return msg('article');
  }

  /** In a viewer's own markup it takes what that has. */
  protected override get showsText(): boolean {
    return !this.page || !this.isOfPage;
  }

  /** What the cards in the text take: the page around, or this article where it stands alone. */
  readonly #provider = new ContextProvider(this, { context: pageContext, initialValue: undefined });
  readonly #reload = () => this.reload();

  /** @internal */
  override get pageInside(): Page | undefined {
    return this.#provider.value;
  }

  protected override willUpdate(changed: PropertyValues): void {
    super.willUpdate(changed);
    const { state, references } = this;
    const ready = state.status === 'ready' ? state : undefined;
    if (ready) this.guarded(() => references.add(ready.artifact));
    const page: Page = this.page ?? {
      state,
      integrity: this.pinned,
      view: 'article',
      isWhole: false,
      base: folderOf(ready?.url, settings.base),
      linkBase: this.linkBase ?? settings.linkBase ?? ready?.artifact.url,
      references,
      reload: this.#reload,
    };
    if (!samePage(this.#provider.value, page)) this.#provider.setValue(page);
  }

  protected override scopeOf(article: Article): TextScope {
    const { state } = this;
    const scope = super.scopeOf(article);
    return state.status === 'ready' ? { ...scope, prebuilt: state.prebuilt } : scope;
  }

  protected contentOf(article: Article, scope: TextScope): readonly Block[] {
    if (isServer) this.#finish = namesHeadings(article);
    return [
      this.piece('text', () => this.#text(article.body, scope, 2)),
      ...this.pieces('sections', () => this.#sections(article.sections, article, scope, 2)),
      this.piece('footer', () =>
        this.page ? nothing : footer(article, scope, { lang: this.language, ownSources: true }),
      ),
    ];
  }

  protected override firstUpdated(): void {
    // Of an endless text, the rest gets its headings later.
    this.renderRoot.addEventListener(TextFormattedEvent.eventName, ({ target }) =>
      withLanguage(this.language, () => this.#nameHeadings(target as Element)),
    );
  }

  protected override updated(): void {
    this.guarded(() => this.#nameHeadings());
  }

  /**
   * Names the headings that have none yet; all of them anew where some came between others: a name tells the first of its words from the second.
   * @param within where the new ones are.
   */
  #nameHeadings(within: ParentNode = this.renderRoot): void {
    const { state } = this;
    // Prerendered headings keep their names, even if a page translator has changed their words.
    if (state.status !== 'ready' || this.isPrerendered) return;
    const { artifact } = state;
    const all = '.text :is(h2,h3,h4,h5,h6)';
    let found = [
      ...(this.#named?.article === artifact
        ? within.querySelectorAll(`${all}:not([id])`)
        : this.renderRoot.querySelectorAll(all)),
    ];
    const [first] = found;
    if (!first) return;
    const last = this.#named?.article === artifact ? this.#named.last : undefined;
    if (!last?.isConnected || last.compareDocumentPosition(first) & Node.DOCUMENT_POSITION_PRECEDING) {
      this.#named = { article: artifact, name: headingNamer(artifact), last: first };
      found = [...this.renderRoot.querySelectorAll(all)];
    }
    const named = this.#named;
    if (!named) return;
    const lines: Element[] = [];
    const links: Html[] = [];
    for (const heading of found) {
      const title = titleOf(heading);
      const id = named.name(title);
      named.last = heading;
      if (heading.id === id) continue;
      heading.id = id;
      let line = heading.parentElement;
      if (!line?.matches('.heading')) {
        line = document.createElement('div');
        line.className = 'heading';
        heading.replaceWith(line);
        line.append(heading);
      }
      line.querySelector('a[part="section-link"]')?.remove();
      lines.push(line);
      links.push(sectionLink(id, title));
    }
    // Parsed at once: one by one, they took a third of what a long article costs.
    const { children } = nodeOf(html`${links}`) as DocumentFragment;
    for (const [index, link] of [...children].entries()) lines[index]?.append(link);
  }
  #named: { article: Article; name: (title: string) => string; last: Element } | undefined;

  /** Where it is rendered ahead: what names the headings in its texts. */
  #finish: ((fragment: TextFragment) => void) | undefined;

  #text(text: string | undefined, scope: TextScope, top: number): Value {
    return text ? html`<div class="text prose">${block(text, scope, top, this.#finish)}</div>` : nothing;
  }

  #sections(
    sections: readonly Section[] | undefined,
    article: Article,
    scope: TextScope,
    level: number,
  ): readonly Block[] {
    return (sections ?? []).flatMap((section) =>
      this.pieces(section.id, () => [
        shellOf(section.id, html`<section></section>`, this.#section(section, article, scope, level)),
      ]),
    );
  }

  #section(section: Section, article: Article, scope: TextScope, level: number): readonly Block[] {
    const { id, title, body, artifacts = [], comparison, editorNote, sections } = section;
    const below = Math.min(6, level + 1);
    const none = noText(section);
    return [
      blockOf(
        'heading',
        () => html`<div class="heading">${heading(level, id, authored(title, scope))}${sectionLink(id, title)}</div>`,
      ),
      this.piece('text', () => this.#text(body, scope, below)),
      blockOf('none', () => (none === undefined ? nothing : html`<p class="soft">${none}</p>`)),
      this.piece('note', () => (editorNote ? this.#note(editorNotice(editorNote), scope) : nothing)),
      ...artifacts.map((artifact) => this.piece(artifact, () => this.#card(artifact, article, scope))),
      blockOf('comparison', () => (comparison ? html`<therapy-comparison></therapy-comparison>` : nothing)),
      ...this.#sections(sections, article, scope, below),
    ];
  }

  #note({ says, of = [] }: BlockOf<'notice'>, scope: TextScope): Html {
    return html`<aside class="note" part="editor-note" role="note" aria-label=${wordsOf(says)}>
      <p class="small">${runs(says, scope)}</p>
      <div class="small">${blocks(of, scope, 6)}</div>
    </aside>`;
  }

  /** An artifact in the text, by the element for its kind. The article tells the kind of those that it names elsewhere; any other tells it itself. */
  #card(id: string, article: Article, scope: TextScope): Html {
    if (article.trials?.includes(id)) return this.#cardOf('trial', id);
    if (article.safety === id) return this.#cardOf('safety', id);
    if (article.drug === id || article.comparison?.includes(id)) return this.#cardOf('drug', id);
    const other = this.#other(id);
    switch (other.status) {
      case 'failed':
        return html`<div id=${id}>${failedState(msg('artifact'), other.failure, false, id)}</div>`;
      case 'ready': {
        const { artifact } = other;
        return artifact.kind === 'article'
          ? html`<p id=${id}>${link(artifact.title, artifact.url ?? '', scope.linkBase)}</p>`
          : this.#cardOf(artifact.kind, id);
      }
      default:
        return html`<div id=${id}>${loadingState(msg('artifact'))}</div>`;
    }
  }

  #cardOf(kind: Exclude<Kind, 'article'>, id: string): Html {
    switch (kind) {
      case 'trial':
        return html`<trial-card id=${id} artifact-id=${id}></trial-card>`;
      case 'safety':
        return html`<safety-list id=${id} artifact-id=${id}></safety-list>`;
      case 'drug':
        return html`<drug-infobox id=${id} artifact-id=${id}></drug-infobox>`;
    }
  }

  /** An artifact in the text whose kind the article does not tell. */
  #other(id: string): ArtifactState {
    const base = this.#provider.value?.base ?? settings.base;
    return this.controller.usePart(id, { artifactId: id, base, integrity: this.pinned });
  }

  protected override announcePart(settled: ArtifactState): void {
    if (settled.status === 'failed') this.announceFailure(settled.failure);
  }

  static override styles = [tokens, prose, stateStyles, footerStyles, articleStyles];
}

declare global {
  interface HTMLElementTagNameMap {
    'artifact-article': ArtifactArticle;
  }
}
