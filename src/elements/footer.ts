import { css, html, nothing, type TemplateResult } from 'lit';
import { formatDate } from '../artifact/format.js';
import type { Artifact } from '../artifact/schema/index.js';
import type { TextScope } from '../text/render.js';

/** Whether a day lies in the past; a month or year counts until its end. */
const isPast = (date: string): boolean => {
  const end = new Date();
  const today = [end.getFullYear(), String(end.getMonth() + 1).padStart(2, '0'), String(end.getDate()).padStart(2, '0')].join('-');
  return date < today.slice(0, date.length);
};

/**
 * The foot of a card: as of when, whether it is due for review, and the sources where no page around it lists them.
 *
 * @csspart footer - The foot.
 */
export const footer = (
  artifact: Artifact,
  scope: TextScope,
  { lang, ownSources }: { lang: string | undefined; ownSources: boolean },
): TemplateResult | typeof nothing => {
  const { asOf, reviewBy } = artifact;
  const hasSources = ownSources && scope.references.list.length > 0;
  if (!asOf && !reviewBy && !hasSources) return nothing;
  return html`<footer class="small soft" part="footer">
    ${asOf ? html`<p>As of ${formatDate(asOf, lang)}.</p>` : nothing}
    ${reviewBy && isPast(reviewBy) ? html`<p class="overdue"><strong>Due for review since ${formatDate(reviewBy, lang)}</strong>: newer facts may exist.</p>` : nothing}
    ${hasSources ? html`<reference-list compact .references=${scope.references}></reference-list>` : nothing}
  </footer>`;
};

export const footerStyles = css`
  footer {
    margin-block-start: calc(var(--_unit) * 2);
    border-block-start: 1px solid var(--_hairline);
    padding-block-start: calc(var(--_unit) * 1.5);
  }
  .overdue {
    color: var(--_caution);
  }
`;
