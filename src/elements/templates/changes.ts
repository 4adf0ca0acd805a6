import { css, html, nothing } from 'lit';
import type { Change, Compared } from '../../artifact/compare.js';
import { formatDate } from '../../content/dates.js';
import { formatNumber } from '../../content/numbers.js';
import { formatPhases, lower, words } from '../../content/terms.js';
import { mixed, msg, str, translated } from '../../i18n/messages.js';

/** A compared value in words. */
const inWords = (value: Compared | undefined, lang: string | undefined): string => {
  if (value === undefined) return msg('not given');
  if (typeof value === 'string') return words(value);
  if ('count' in value || 'date' in value) {
    const text = 'count' in value ? formatNumber(value.count, lang) : formatDate(value.date, lang);
    return value.type ? `${text} (${lower(value.type)})` : text;
  }
  return formatPhases(value);
};

/** What the registry says now, against what an artifact says of the same trial. Nothing where they agree. */
export const changeList = (changes: readonly Change[], lang?: string): unknown =>
  changes.length === 0
    ? nothing
    : html`<section class="changes" aria-label=${msg('Registry: changed since')}>
        <p>
          ${mixed(msg('{0} this page’s own snapshot of the trial was made.'), html`<strong>${msg('Registry: changed since')}</strong>`)}
        </p>
        <ul>
          ${changes.map(
            ({ label, mine, registry, since }) =>
              html`<li>
                ${translated(label)}: <del>${inWords(mine, lang)}</del> →
                <ins>${inWords(registry, lang)}</ins
                >${since ? html` <span class="soft small">(${msg(str`by ${formatDate(since, lang)}`)})</span>` : nothing}
              </li>`,
          )}
        </ul>
      </section>`;

export const changeStyles = css`
  .changes {
    margin-block-start: calc(var(--_unit) * 2);
    border-inline-start: 3px solid var(--_caution);
    padding: var(--_unit) calc(var(--_unit) * 2);
  }
  .changes ins {
    text-decoration: none;
    font-weight: 600;
  }
  .retrieved {
    margin-block-start: calc(var(--_unit) * 2);
  }
`;
