import { standsAbove, type WarningBox, type Warnings, warningWords } from '../../content/warnings.js';
import { authored, block, type TextScope } from '../../text/render.js';
import { anchor } from './links.js';
import { html, nothing, type Value } from './template.js';
import { runs, sources } from './runs.js';
import { problemLine, retryButton } from './states.js';

/** How a card shows its warnings. */
export interface WarningOptions {
  lang?: string | undefined;
  /** The `id` in the page of the card where they stand whole already: here they are named, and lead there. */
  above?: string | undefined;
  /** Whether links can lead to them by `#boxed-warning`; so they can where unset. */
  isNamed?: boolean;
  /** What a button asks of the element, to load again what could not be loaded: its `retry`. */
  retry?: string | undefined;
}

const boxOf = (
  { heading, title, text, says, unread, mentions, last = [] }: WarningBox,
  index: number,
  scope: TextScope,
  { above, isNamed = true }: WarningOptions,
): Value => html`
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
export const boxedWarnings = (warnings: Warnings, scope: TextScope, look: WarningOptions = {}): Value => {
  const { lang, retry } = look;
  const { boxes, line, canRetry } = warningWords(warnings, lang);
  const own = scopeOf(warnings, scope);
  const above = warnings.state === 'present' ? look.above : undefined;
  return html`
    ${boxes.map((one, index) => boxOf(one, index, own, { ...look, above }))}
    ${canRetry && retry !== undefined ? html`<p class="actions">${retryButton(retry)}</p>` : nothing}
    ${line ? html`<p class="soft no-warning">${line}</p>` : nothing}
  `;
};
