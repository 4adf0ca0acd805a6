import { isPast } from '../../artifact/today.js';
import { asOfDate, overdueWords, reviewDueWords, reviewedWords } from '../../content/dates.js';
import type { Artifact } from '../../artifact/schema/index.js';
import { isPrerendering } from '../../text/prerendering.js';
import type { Html } from '../../text/html.js';
import { ownElement } from '../../text/places.js';
import type { TextScope } from '../../text/render.js';
import { html, nothing } from './template.js';

/**
 * Says above a card that its artifact should have been looked through since; nothing where it is not due. Who would have to
 * reach the foot of a long list might never learn it.
 */
export const overdue = ({ reviewBy }: Artifact, lang: string | undefined): Html | typeof nothing => {
  if (!reviewBy) return nothing;
  // The day of reading is unknown while prerendering; scripts know it.
  if (isPrerendering)
    return html`<p class="overdue small unscripted" part="overdue" data-due=${reviewBy}>
      ${reviewDueWords(reviewBy, lang)}
    </p>`;
  return isPast(reviewBy) ? html`<p class="overdue small" part="overdue">${overdueWords(reviewBy, lang)}</p>` : nothing;
};

/** The foot of a card: as of when it is, and the sources where no page around it lists them. */
export const footer = (
  artifact: Artifact,
  scope: TextScope,
  { lang, ownSources }: { lang: string | undefined; ownSources: boolean },
): Html | typeof nothing => {
  const { asOf, reviewed } = artifact;
  const hasSources = ownSources && scope.references.list.length > 0;
  if (!asOf && !reviewed && !hasSources) return nothing;
  return html`<footer class="small soft" part="footer">
    ${asOf ? html`<p>${asOfDate(asOf, lang)}.</p>` : nothing}
    ${reviewed ? html`<p>${reviewedWords(reviewed, lang)}.</p>` : nothing}
    ${hasSources ? ownElement('artifact-references', { compact: '' }, { references: scope.references }) : nothing}
  </footer>`;
};
