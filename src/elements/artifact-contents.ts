import { isServer, type PropertyValues } from 'lit';
import { state } from 'lit/decorators.js';
import type { Article } from '../artifact/schema/index.js';
import { headings } from '../content/headings.js';
import { msg } from '../i18n/messages.js';
import { contentsStyles } from '../styles/artifact-contents.js';
import { tokens } from '../styles/tokens.js';
import { type Heading, outline } from '../text/outline.js';
import { authored, type TextScope } from '../text/render.js';
import { ownTag } from '../text/tags.js';
import { ArtifactElement } from './base/artifact-element.js';
import type { Html } from '../text/html.js';
import { anchor } from '../writers/html/links.js';
import { html, nothing } from '../writers/html/template.js';
import { type Block, blockOf, shellOf } from '../writers/html/block.js';
import { stateStyles } from '../styles/states.js';

/** The last heading above this line is where the reader is: a part of the window's height, from its top. */
const LINE = 0.25;

/** The id that a link points to. */
const idOf = ({ hash }: HTMLAnchorElement): string => decodeURIComponent(hash.slice(1));

/** The parts below the article on a full page, listed last. */
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
 * The table of contents of an article, two levels deep. It marks the section that the reader is in.
 *
 * Folded by default; open and without a fold where the layout around it sets `--artifact-contents: open`.
 *
 * @summary The table of contents of an article; follows along.
 * @csspart fold - The fold, where it is folded.
 * @cssprop --artifact-contents - `open` shows the list without a fold.
 */
export class ArtifactContents extends ArtifactElement<Article> {
  protected readonly kind = 'article';
  protected get what(): string {
    return msg('table of contents');
  }

  @state() private current: string | undefined;

  #outlined: TextScope | undefined;
  #article: Heading[] = [];
  #targets: { id: string; target: HTMLElement }[] = [];
  #root: Node | undefined;
  #crossings: IntersectionObserver | undefined;
  #isOpen = false;
  // A frame later: an observer must not change the sizes that it is told of.
  readonly #width = isServer
    ? undefined
    : new ResizeObserver(() => requestAnimationFrame(() => this.#isOpen !== this.#fits && this.requestUpdate()));
  readonly #onLoad = ({ target }: Event): void => {
    if ((target as Element).localName === ownTag('artifact-article')) this.#watch();
  };

  override connectedCallback(): void {
    super.connectedCallback();
    if (isServer) return;
    this.#root = this.getRootNode();
    this.#root.addEventListener('artifact-load', this.#onLoad);
    this.#width?.observe(this);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#root?.removeEventListener('artifact-load', this.#onLoad);
    this.#crossings?.disconnect();
    this.#width?.disconnect();
    this.#targets = [];
  }

  /** Whether the layout has room for the whole list. */
  get #fits(): boolean {
    return getComputedStyle(this).getPropertyValue('--artifact-contents').trim() === 'open';
  }

  protected contentOf(article: Article, scope: TextScope): readonly Block[] {
    if (this.#outlined !== scope) this.#article = outline(article, scope).filter(({ level }) => level <= 3);
    this.#outlined = scope;
    this.#isOpen = !isServer && this.#fits;
    const all = [...this.#article, ...(this.page?.isWhole ? further(article) : [])];
    const { open, folded } = { open: () => this.#open(all, scope), folded: () => this.#folded(all, scope) };
    // A prerendered page has both forms; CSS shows the one that fits.
    const forms = isServer
      ? html`<div class="beside">${open()}</div>
          <div class="above">${folded()}</div>`
      : undefined;
    return [
      shellOf('nav', html`<nav aria-label=${msg('Contents')}></nav>`, [
        blockOf('list', () => forms ?? (this.#isOpen ? open() : folded())),
      ]),
    ];
  }

  protected override updated(changed: PropertyValues): void {
    super.updated(changed);
    this.#watch();
    let here: HTMLElement | undefined;
    for (const link of this.renderRoot.querySelectorAll<HTMLAnchorElement>('nav a')) {
      const isCurrent = idOf(link) === this.current;
      if (isCurrent) link.setAttribute('aria-current', 'true');
      else link.removeAttribute('aria-current');
      // A prerendered list has two forms, one of them hidden.
      if (isCurrent && link.offsetParent) here = link;
    }
    // A list taller than the window scrolls by itself, and only itself.
    if (here && changed.has('current')) this.scrollTop = here.offsetTop - this.clientHeight / 2;
  }

  #open(all: readonly Heading[], scope: TextScope): Html {
    return html`<p class="title" aria-hidden="true">${msg('Contents')}</p>
      ${this.#list(all, scope)}`;
  }

  #folded(all: readonly Heading[], scope: TextScope): Html {
    return html`<details part="fold">
      <summary class="title">${msg('Contents')}</summary>
      ${this.#list(all, scope)}
    </details>`;
  }

  #list(all: readonly Heading[], scope: TextScope): Html {
    const item = (heading: Heading) =>
      anchor(this.#article.includes(heading) ? authored(heading.title, scope) : heading.title, heading.id);
    const groups: { top: Heading | undefined; below: Heading[] }[] = [];
    for (const heading of all) {
      if (heading.level === 2 || groups.length === 0) groups.push({ top: heading, below: [] });
      else groups.at(-1)?.below.push(heading);
    }
    return html`<ul>
      ${groups.map(
        ({ top, below }) =>
          html`<li>
            ${top ? item(top) : nothing}
            ${
              below.length > 0
                ? html`<ul>
                    ${below.map((heading) => html`<li>${item(heading)}</li>`)}
                  </ul>`
                : nothing
            }
          </li>`,
      )}
    </ul>`;
  }

  /** Follows the headings of the article beside this list, and of what stands below it. */
  #watch(): void {
    if (!this.isConnected || typeof IntersectionObserver === 'undefined') return;
    const root = this.getRootNode() as ShadowRoot | Document;
    const article = root.querySelector(ownTag('artifact-article'))?.shadowRoot;
    const links = [...this.renderRoot.querySelectorAll<HTMLAnchorElement>('nav a')];
    const ids = new Set(links.map(idOf));
    const targets = [...ids].flatMap((id) => {
      const target = article?.getElementById(id) ?? root.getElementById(id);
      return target ? [{ id, target }] : [];
    });
    if (
      targets.length === this.#targets.length &&
      targets.every(({ target }, index) => target === this.#targets[index]?.target)
    )
      return;
    this.#targets = targets;
    this.#crossings?.disconnect();
    // All that is above the line counts as inside, however far: a jump past several headings is a crossing of each.
    this.#crossings = new IntersectionObserver(() => this.#mark(), {
      rootMargin: `9999999px 0px -${100 * (1 - LINE)}% 0px`,
    });
    for (const { target } of targets) this.#crossings.observe(target);
  }

  #mark(): void {
    const line = LINE * window.innerHeight;
    this.current = this.#targets.findLast(({ target }) => target.getBoundingClientRect().top < line)?.id;
  }

  static override styles = [tokens, stateStyles, contentsStyles];
}

declare global {
  interface HTMLElementTagNameMap {
    'artifact-contents': ArtifactContents;
  }
}
