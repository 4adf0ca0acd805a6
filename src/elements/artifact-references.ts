import { consume } from '@lit/context';
import { isServer } from 'lit';
import { property, state } from 'lit/decorators.js';
import { type Page, pageContext } from './base/page-context.js';
import { directionOf } from '../i18n/language.js';
import { type Citation, type References, workOf } from '../artifact/references.js';
import { headings } from '../content/headings.js';
import { citedTimes, noSources, sourceCount } from '../content/references.js';
import { msg, currentLanguage, str } from '../i18n/messages.js';
import { amaCitation } from '../output/ama.js';
import { referencesStyles } from '../styles/artifact-references.js';
import { tokens } from '../styles/tokens.js';
import { isSynchronous } from '../text/format-queue.js';
import { citationsIn, numbersOf } from './behaviors/citations.js';
import { cautions, lookups } from '../writers/html/reference-entry.js';
import { entryStyles } from '../styles/reference-entry.js';
import { openInPrint } from './behaviors/details.js';
import { LocalizedElement } from './base/localized-element.js';
import { listen } from './behaviors/events.js';
import { anchor } from '../writers/html/links.js';
import { html, nothing, type Value } from '../writers/html/template.js';
import { type Block, blockOf, shellOf } from '../writers/html/block.js';
import { openDetails } from './base/scroll-to-target.js';

/** Up to this many links back stand in the entry; more are folded. */
const MOST_BACK_LINKS = 3;

/** Milliseconds that the list waits for further mentions, once there is one. */
const SETTLE = 100;

/** a … z, aa, ab … */
const letters = (index: number): string =>
  (index < 26 ? '' : letters(Math.floor(index / 26) - 1)) + String.fromCharCode(97 + (index % 26));

/** The element and the hosts of the shadow trees that it is in, from the document inwards. */
const pathOf = (element: Element): Element[] => {
  const root = element.getRootNode();
  return root instanceof ShadowRoot ? [...pathOf(root.host), element] : [element];
};

/** A tree's own search: a form of the page may be called `querySelectorAll`, or `nodeType`, and in a frame Firefox has classes of its own. */
const findAll = (tree: Node, selector: string): Iterable<Element> => {
  const { prototype } =
    Reflect.get(Node.prototype, 'nodeType', tree) === Node.DOCUMENT_NODE ? Document : DocumentFragment;
  return (Reflect.get(prototype, 'querySelectorAll') as (selector: string) => Iterable<Element>).call(tree, selector);
};

/** Those elements of a tree, and of the shadow trees in it, that paths of this depth and more lead to. To compare each with each would cost the square of what stands between them. */
const inTreeOrder = (tree: Node, paths: readonly Element[][], depth: number): Element[] => {
  const below = new Map<Element, Element[][]>();
  for (const path of paths) {
    const here = path[depth];
    if (here) below.set(here, [...(below.get(here) ?? []), path]);
  }
  const names = new Set([...below.keys()].map(({ localName }) => CSS.escape(localName)));
  if (names.size === 0) return [];
  return [...findAll(tree, [...names].join())].flatMap((element) => {
    const inside = below.get(element) ?? [];
    const own = inside.some(({ length }) => length === depth + 1) ? [element] : [];
    return element.shadowRoot ? [...own, ...inTreeOrder(element.shadowRoot, inside, depth + 1)] : own;
  });
};

/** Elements in the order of the page, those in shadow trees where their hosts are. */
const inPageOrder = (elements: readonly HTMLElement[]): HTMLElement[] => {
  const paths = [...elements].filter(({ isConnected }) => isConnected).map(pathOf);
  const page = paths[0]?.[0]?.getRootNode();
  return page ? (inTreeOrder(page, paths, 0) as HTMLElement[]) : [];
};

/**
 * The sources that a page cites, by number, in AMA style, with links to where each can be looked up and back to where
 * each is cited. What could not be verified says so and why.
 *
 * @summary The numbered list of sources.
 * @cssprop --artifact-measure - The most width of prose; 58ch if unset, which is 60 to 72 characters.
 * @csspart root - Everything.
 * @csspart list - The list.
 * @csspart entry - One source.
 * @csspart back - A link back to where a source is cited.
 * @csspart fold - The fold that a compact list is in.
 */
export class ArtifactReferences extends LocalizedElement {
  /** The sources; unset, those of the `<artifact-viewer>` above. */
  @property({ attribute: false }) references?: References;

  /** Folded behind its number of sources, for the foot of a card. */
  @property({ type: Boolean }) compact = false;

  @consume({ context: pageContext, subscribe: true })
  @state()
  protected page?: Page | undefined;

  #subscribed: References | undefined;
  #unsubscribe: (() => void) | undefined;
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor() {
    super();
    openInPrint(this);
    listen(this, 'toggle', 'details', () => this.requestUpdate());
    listen(this, 'click', '[part=back]', (link, event) => this.#goBack(event, link));
  }

  override connectedCallback(): void {
    super.connectedCallback();
    this.requestUpdate();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#listenTo(undefined);
    // Put somewhere else, it asks for the page that is there.
    this.page = undefined;
  }

  protected override get isWaiting(): boolean {
    return !this.#shown?.list.length;
  }

  protected override willUpdate(): void {
    if (!isServer && this.isConnected) this.#listenTo(this.#shown);
  }

  protected content(): readonly Block[] {
    const citations = this.#shown?.list ?? [];
    if (this.compact && citations.length === 0) return [];
    const lang = currentLanguage();
    return [
      shellOf('root', html`<div class="root" part="root" lang=${lang} dir=${directionOf(lang)}></div>`, [
        this.compact ? this.#folded(citations) : this.#list(citations),
      ]),
    ];
  }

  /** Every work that is cited must be in the prerendered list. */
  protected override get matchesRequest(): boolean {
    const listed = this.renderRoot.querySelectorAll('li').length;
    return super.matchesRequest && this.#shown?.list.every(({ number }) => number <= listed) === true;
  }

  /** The back links depend on the number of citations. */
  protected override get data(): readonly unknown[] {
    const references = this.#shown;
    return [references && citationsIn(references).length];
  }

  get #shown(): References | undefined {
    return this.references ?? this.page?.references;
  }

  #listenTo(references: References | undefined): void {
    if (references === this.#subscribed) return;
    this.#unsubscribe?.();
    clearTimeout(this.#timer);
    this.#timer = undefined;
    this.#subscribed = references;
    this.#unsubscribe = references?.subscribe((change) => {
      if (change === 'mentions' && !this.#isOpen) return;
      if (change === 'entries' || isSynchronous()) this.requestUpdate();
      // A page's hundreds of citations come one by one, card after card.
      else
        this.#timer ??= setTimeout(() => {
          this.#timer = undefined;
          this.requestUpdate();
        }, SETTLE);
    });
  }

  #folded(citations: readonly Citation[]): Block {
    return shellOf('fold', html`<details part="fold"></details>`, [
      blockOf('count', () => html`<summary>${sourceCount(citations.length)}</summary>`),
      this.#list(citations),
    ]);
  }

  #list(citations: readonly Citation[]): Block {
    if (citations.length === 0) return blockOf('none', () => html`<p class="soft">${noSources()}</p>`);
    const cited = this.#citations();
    // While prerendering there is no page to search, but all citations have been counted.
    const mentions = (number: number) =>
      isServer ? (this.#shown?.mentions(number) ?? 0) : (cited.get(number)?.length ?? 0);
    return shellOf(
      'list',
      html`<ol part="list" aria-label=${headings().references}></ol>`,
      citations.map(({ number, key, reference }) =>
        blockOf(
          String(number),
          () => html`
            <li id="ref-${number}" value=${number} part="entry" data-work=${workOf(key, reference)}>
              <bdi>${amaCitation(reference)}</bdi>${lookups(reference)}
              ${this.#backLinks(number, mentions(number))}${cautions(reference)}
            </li>
          `,
        ),
      ),
    );
  }

  /** The citations of each entry, in the order of the page. A list that is folded needs none. */
  #citations(): Map<number, HTMLElement[]> {
    const found = new Map<number, HTMLElement[]>();
    const references = this.#shown;
    if (isServer || !references || !this.#isOpen) return found;
    for (const cited of inPageOrder(citationsIn(references)))
      for (const number of numbersOf(cited)) found.set(number, [...(found.get(number) ?? []), cited]);
    return found;
  }

  get #isOpen(): boolean {
    return !this.compact || this.renderRoot.querySelector('details')?.open === true;
  }

  #backLinks(number: number, mentions: number): Value {
    if (mentions === 0) return nothing;
    const links = Array.from({ length: mentions }, (_, index) => {
      const letter = letters(index);
      return [' ', anchor(letter, `ref-${number}`, { part: 'back', name: msg(str`Mention ${letter}`) })];
    });
    return mentions > MOST_BACK_LINKS
      ? html`<details class="back">
          <summary class="soft">${citedTimes(mentions)}</summary>
          ${links}
        </details>`
      : html`<span class="back">${links}</span>`;
  }

  #goBack(event: MouseEvent, link: Element): void {
    if (event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return;
    event.preventDefault();
    const entry = link.closest('li');
    const number = entry?.value ?? 0;
    const index = [...(entry?.querySelectorAll('[part=back]') ?? [])].indexOf(link);
    const cited = this.#citations().get(number)?.[index];
    if (!cited) return;
    openDetails(cited);
    cited.scrollIntoView({ block: 'center' });
    const [first, ...others] = cited.querySelectorAll('a');
    (others.find(({ hash }) => hash === `#ref-${number}`) ?? first)?.focus({ preventScroll: true });
  }

  static override styles = [tokens, entryStyles, referencesStyles];
}

declare global {
  interface HTMLElementTagNameMap {
    'artifact-references': ArtifactReferences;
  }
}
