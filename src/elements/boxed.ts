import { css, html, nothing } from 'lit';
import { formatDate } from '../content/dates.js';
import { boxedHeading } from '../content/labels.js';
import type { Problem } from '../artifact/parse.js';
import type { BoxedWarning, SafetyProfile } from '../artifact/schema/index.js';
import { msg, str } from '../i18n/messages.js';
import { authored, block, type TextScope } from '../text/render.js';
import { sources } from './facts.js';
import { problemLine } from './states.js';

const warning = (
  { title, text, refs, asOf, regulator }: BoxedWarning,
  index: number,
  scope: TextScope,
  lang?: string,
): unknown => html`
  <section class="boxed" id=${index === 0 ? 'boxed-warning' : `boxed-warning-${index + 1}`}>
    <h3>${boxedHeading(regulator)}</h3>
    ${title ? html`<h4>${authored(title, scope)}</h4>` : nothing}
    <div class="prose">
      ${text.trim() ? block(text, scope, 5) : html`<p>${msg('The text is not reported. Read it in the drug’s label.')}</p>`}
    </div>
    ${asOf || refs?.length ? html`<p class="small">${asOf ? msg(str`As of ${formatDate(asOf, lang)}`) : msg('Source')}${sources(refs, scope)}</p>` : nothing}
  </section>
`;

/**
 * The boxed warnings, each whole and open, and a word where one could not be read, is mentioned only, or there is none.
 * @param problems what could not be read of the artifact.
 */
export const boxedWarnings = (
  { boxedWarning: warnings, boxedWarningMentions: mentions = [] }: SafetyProfile,
  problems: readonly Problem[],
  scope: TextScope,
  lang?: string,
): unknown => {
  const lost = problems.filter(({ path }) => /^\$(\.safety)?\.boxedWarning/.test(path));
  return html`
    ${warnings?.map((one, index) => warning(one, index, scope, lang))}
    ${
      lost.length + mentions.length > 0
        ? html`<section class="boxed">
            <h3>${msg('Boxed warning')}</h3>
            <p>
              <strong>${msg('A boxed warning, or a part of one, could not be read.')}</strong>
              ${msg('Read it in the drug’s label.')}
            </p>
            <ul>
              ${lost.map((problem) => html`<li>${problemLine(problem)}</li>`)}
              ${mentions.map(({ text, refs }) => html`<li>${block(text, scope, 5)}${sources(refs, scope)}</li>`)}
            </ul>
          </section>`
        : warnings?.length === 0
          ? html`<p class="soft">${msg('Boxed warning: none.')}</p>`
          : nothing
    }
  `;
};

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
    max-width: var(--artifact-measure);
  }
`;
