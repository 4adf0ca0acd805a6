import { property } from 'lit/decorators.js';
import { directionOf } from '../../i18n/language.js';
import type { Citation } from '../../artifact/references.js';
import { noReference, sourcesWords } from '../../content/references.js';
import { currentLanguage } from '../../i18n/messages.js';
import { amaAuthors, yearOf } from '../../output/ama.js';
import { LocalizedElement } from '../base/localized-element.js';
import type { Html } from '../../text/html.js';
import { anchor } from '../../writers/html/links.js';
import { html } from '../../writers/html/template.js';
import { type Block, blockOf, shellOf } from '../../writers/html/block.js';
import { followLinks } from '../behaviors/events.js';
import { cautions, citationName, lookups } from '../../writers/html/reference-entry.js';
import { sourcesPopoverStyles } from '../../styles/artifact-sources-popover.js';
import { entryStyles } from '../../styles/reference-entry.js';

/** Pixels between the popover and what is around it. */
const GAP = 6;
/** The least height of the popover, in pixels: it scrolls inside. */
const LEAST = 80;

const overlap = (one: DOMRect, other: DOMRect): boolean =>
  one.left < other.right && other.left < one.right && one.top < other.bottom && other.top < one.bottom;

/**
 * The sources behind the numbers of a citation: what a reader has to know of each to judge it, and where to look it up.
 * There is one in a page, made when it is first needed. It opens beside the numbers, never over a boxed warning: where
 * there is no other room, it opens in the flow of the text.
 *
 * @summary The sources behind the numbers of a citation.
 * @csspart number - The link to an entry in the list of sources.
 */
export class ArtifactSourcesPopover extends LocalizedElement {
  /** The sources, by number. */
  @property({ attribute: false }) citations: readonly Citation[] = [];

  /** Keys that have no reference. */
  @property({ attribute: false }) unresolved: readonly string[] = [];

  constructor() {
    super();
    followLinks(this);
  }

  protected content(): readonly Block[] {
    const { citations, unresolved } = this;
    const lang = currentLanguage();
    // Not the element itself: who can't be reached by Tab hides all that is within from it.
    const all = html`<div
      class="all"
      role="group"
      tabindex="-1"
      lang=${lang}
      dir=${directionOf(lang)}
      aria-label=${sourcesWords(citations)}
    ></div>`;
    return [
      shellOf('all', all, [
        ...citations.map((citation) => blockOf(String(citation.number), () => this.#entry(citation))),
        ...unresolved.map((key) => blockOf(key, () => html`<p>${noReference(key)}.</p>`)),
      ]),
    ];
  }

  #entry(citation: Citation): Html {
    const { number, reference } = citation;
    const journal = [reference['container-title'] || reference.publisher, yearOf(reference)].filter(Boolean).join(', ');
    return html`<div class="entry">
      ${anchor(number, `ref-${number}`, { part: 'number', name: citationName(citation) })}
      <div>
        <p class="title"><bdi>${reference.title}</bdi></p>
        <p>${[amaAuthors(reference.author, 3), journal].filter(Boolean).join('. ')}</p>
        <p>${lookups(reference)}</p>
        ${cautions(reference)}
      </div>
    </div>`;
  }

  /**
   * Opens below `numbers`, or above them where there is more room, within the viewport and over none of `kept`.
   * @returns false where there is no such place: then it is not open.
   */
  openBeside(numbers: Element, kept: readonly Element[]): boolean {
    this.popover = 'manual';
    if (!this.matches(':popover-open')) this.showPopover();
    const at = numbers.getBoundingClientRect();
    const { clientWidth: width, clientHeight: height } = document.scrollingElement ?? document.documentElement;
    const put = (name: string, pixels: number) => this.style.setProperty(name, `${pixels}px`);
    // From where the line goes on.
    const all = this.renderRoot.querySelector('.all');
    const left = all && getComputedStyle(all).direction === 'rtl' ? at.right - this.offsetWidth : at.left;
    put('left', Math.max(GAP, Math.min(left, width - this.offsetWidth - GAP)));
    const [below, above] = [height - at.bottom - 2 * GAP, at.top - 2 * GAP];
    const rects = kept.map((element) => element.getBoundingClientRect());
    const fits = (isBelow: boolean): boolean => {
      // Where a finger's breadth is not free on either side, it lies over its numbers.
      put('max-height', Math.max(isBelow ? below : above, LEAST));
      const top = isBelow ? at.bottom + GAP : at.top - GAP - this.offsetHeight;
      put('top', Math.max(GAP, Math.min(top, height - this.offsetHeight - GAP)));
      const own = this.getBoundingClientRect();
      return !rects.some((rect) => overlap(own, rect));
    };
    this.style.removeProperty('max-height');
    const isBelow = this.offsetHeight <= below || below >= above;
    if (fits(isBelow) || fits(!isBelow)) return true;
    this.close();
    return false;
  }

  /** Opens where it stands, as a part of the text. */
  openInFlow(): void {
    this.removeAttribute('popover');
    this.removeAttribute('style');
  }

  /** Closes it where it is open beside numbers. */
  close(): void {
    if (this.matches(':popover-open')) this.hidePopover();
  }

  static override styles = [entryStyles, sourcesPopoverStyles];
}

declare global {
  interface HTMLElementTagNameMap {
    'artifact-sources-popover': ArtifactSourcesPopover;
  }
}
