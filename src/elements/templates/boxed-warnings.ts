import { css, html, nothing } from 'lit';
import type { Page } from '../base/page-context.js';
import { standsAbove, type WarningBox, type Warnings, warningWords } from '../../content/warnings.js';
import { anchor } from '../../text/links.js';
import { authored, block, type TextScope } from '../../text/render.js';
import { runs, sources } from './runs.js';
import { problemLine, retryButton } from './states.js';

/** How a card shows its warnings. */
export interface WarningOptions {
  lang?: string | undefined;
  /** The `id` in the page of the card where they stand whole already: here they are named, and lead there. */
  above?: string | undefined;
  /** Whether links can lead to them by `#boxed-warning`; so they can where unset. */
  isNamed?: boolean;
  /** Loads again what could not be loaded. */
  retry?: (() => void) | undefined;
}

const boxOf = (
  { heading, title, text, says, unread, mentions, last = [] }: WarningBox,
  index: number,
  scope: TextScope,
  { above, isNamed = true }: WarningOptions,
): unknown => html`
  <section class="boxed" id=${isNamed ? (index === 0 ? 'boxed-warning' : `boxed-warning-${index + 1}`) : nothing}>
    <h3>${heading}</h3>
    ${title ? html`<h4>${authored(title, scope)}</h4>` : nothing}
    ${
      above !== undefined
        ? html`<p>${anchor(standsAbove(), above)}</p>`
        : html`
            ${text ? html`<div class="prose">${block(text, scope, 5)}</div>` : nothing}
            ${says ? html`<p>${says}</p>` : nothing}
            ${
              unread.length + mentions.length > 0
                ? html`<ul>
                    ${unread.map((problem) => html`<li>${problemLine(problem)}</li>`)}
                    ${mentions.map(({ text: mention, refs: keys }) => html`<li>${block(mention, scope, 5)}${sources(keys, scope)}</li>`)}
                  </ul>`
                : nothing
            }
            ${last.length > 0 ? html`<p class="small">${runs(last, scope)}</p>` : nothing}
          `
    }
  </section>
`;

/** A safety profile's texts have its own sources and language, whichever card shows them. */
const scopeOf = (warnings: Warnings, scope: TextScope): TextScope => {
  if (warnings.state !== 'present' || warnings.of === scope.artifact) return { ...scope, isWarning: true };
  scope.references.add(warnings.of);
  return { ...scope, artifact: warnings.of, lang: warnings.of.lang ?? scope.lang, isWarning: true };
};

/** The boxed warnings of a card, each whole and open, or the words for why there is none. It comes directly after the card's name. */
export const boxedWarnings = (warnings: Warnings, scope: TextScope, look: WarningOptions = {}): unknown => {
  const { lang, retry } = look;
  const { boxes, line, canRetry } = warningWords(warnings, lang);
  const own = scopeOf(warnings, scope);
  const above = warnings.state === 'present' ? look.above : undefined;
  return html`
    ${boxes.map((one, index) => boxOf(one, index, own, { ...look, above }))}
    ${canRetry && retry ? html`<p class="actions">${retryButton(retry)}</p>` : nothing}
    ${line ? html`<p class="soft no-warning">${line}</p>` : nothing}
  `;
};

/** Where on its page a card's warnings stand whole already, above it: in the page's own markup, for the same safety profile. */
export const whereAbove = (page: Page | undefined, warnings: Warnings, isOfPage: boolean): string | undefined =>
  isOfPage && warnings.state === 'present' && page?.warningsOf === warnings.of.id ? page.warningsAt : undefined;

/** The host's own box, `.root` and `.safety` are what stands around a warning. */
export const boxedStyles = css`
  /* What a page must not be able to take from a warning: neither from the element, nor by ::part(root), nor by what is inherited. */
  :host(:not([hidden])),
  .root,
  .safety,
  .boxed,
  .boxed * {
    block-size: auto !important;
    max-block-size: none !important;
    overflow: visible !important;
    opacity: 1 !important;
    clip-path: none !important;
    filter: none !important;
    transform: none !important;
    scale: none !important;
    translate: none !important;
    rotate: none !important;
    mask: none !important;
    zoom: 1 !important;
    content-visibility: visible !important;
  }
  .root,
  .safety,
  .boxed {
    display: block !important;
    position: static !important;
  }
  .root {
    display: flow-root !important;
  }
  .boxed {
    --_ink: CanvasText;
    --_ink-soft: CanvasText;
    --_hairline: CanvasText;
    --_accent: CanvasText;
    --artifact-measure: 72ch;
    visibility: visible !important;
    color: CanvasText !important;
    background: Canvas !important;
    border: 2px solid CanvasText !important;
    font-size: max(1em, 13px) !important;
    line-height: 1.45 !important;
    text-indent: 0 !important;
    letter-spacing: normal !important;
    word-spacing: normal !important;
    -webkit-text-fill-color: currentColor !important;
    padding: calc(var(--_unit) * 3) calc(var(--_unit) * 4);
    margin-block: calc(var(--_unit) * 3);
  }
  .boxed .small {
    font-size: max(0.833em, 13px);
  }
  .boxed > * + * {
    margin-block-start: 0.5em;
  }
  .boxed h3 {
    margin: 0;
    font-size: 1.2em;
  }
  .boxed :is(p, ul) {
    max-width: 72ch;
  }
`;
