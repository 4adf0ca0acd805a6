import { css, html, nothing } from 'lit';
import type { Change } from '../../artifact/compare.js';
import { changesSince, changeWords } from '../../content/changes.js';

/** What the registry says now, against what an artifact says of the same trial. Nothing where they agree. */
export const changeList = (changes: readonly Change[], lang?: string): unknown =>
  changes.length === 0
    ? nothing
    : html`<section class="changes" aria-label=${changesSince()}>
        <p><strong>${changesSince()}</strong></p>
        <ul>
          ${changes
            .map((change) => changeWords(change, lang))
            .map(
              ({ label, mine, registry, since }) =>
                html`<li>
                  ${label}: <del>${mine}</del> →
                  <ins>${registry}</ins>${since ? html` <span class="soft small">(${since})</span>` : nothing}
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
