import type { Change } from '../../artifact/compare.js';
import { changesSince, changeWords } from '../../content/changes.js';
import { html, nothing, type Value } from './template.js';

/** What the registry says now, against what an artifact says of the same trial. Nothing where they agree. */
export const changeList = (changes: readonly Change[], lang?: string): Value =>
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
