import { css, html, nothing, type TemplateResult } from 'lit';
import { groupTotals } from '../../content/adverse-events.js';
import type { EventGroup } from '../../artifact/schema/index.js';
import { whoTheGroupsAre } from '../../content/outcomes.js';
import { msg } from '../../i18n/messages.js';
import { authored, inline, type TextScope } from '../../text/render.js';
import { blocks } from './blocks.js';
import { missingLabel, renderFact } from './facts.js';

/** Longer descriptions stand below the table: in its first column they would be taller than all of it. */
const LONG = 120;

/** How many people of each group had events, out of how many. @param about what stands below a group's name. */
export const totalsTable = (
  groups: readonly EventGroup[],
  look: 'groups' | 'harms',
  { scope, lang, about }: { scope: TextScope; lang: string | undefined; about?: (group: EventGroup) => unknown },
): TemplateResult => html`
  <table
    class=${look}
    part=${look === 'groups' ? look : nothing}
    role="table"
    aria-label=${msg('People with adverse events')}
  >
    <thead role="rowgroup">
      <tr role="row">
        <th role="columnheader" scope="col">${msg('Group')}</th>
        ${groupTotals().map(([, label]) => html`<th role="columnheader" scope="col">${label}</th>`)}
      </tr>
    </thead>
    <tbody role="rowgroup">
      ${groups.map(
        (group) => html`
          <tr role="row">
            <th role="rowheader" scope="row">${authored(group.title, scope)}${about?.(group)}</th>
            ${groupTotals().map(
              ([key, label]) =>
                html`<td role="cell">
                  <span class="label soft small" aria-hidden="true">${label}</span>
                  <div>${group[key] === undefined ? missingLabel() : renderFact(group[key], scope, lang)}</div>
                </td>`,
            )}
          </tr>
        `,
      )}
    </tbody>
  </table>
`;

/**
 * The totals of a safety list, under their heading, with who the groups are.
 * @csspart groups - The table of totals by group.
 */
export const eventGroupTable = (groups: readonly EventGroup[], scope: TextScope, lang?: string): TemplateResult => {
  const isLong = groups.some(({ description = '' }) => description.length > LONG);
  const about = ({ description }: EventGroup) =>
    description && !isLong ? html`<span class="below soft small">${inline(description, scope)}</span>` : nothing;
  return html`
    <h4 id="groups">
      ${msg('Totals by group')} <span class="soft">(${msg('people affected of people at risk')})</span>
    </h4>
    ${totalsTable(groups, 'groups', { scope, lang, about })}
    ${isLong ? blocks(whoTheGroupsAre(groups), scope, 5) : nothing}
  `;
};

/** The table of totals; the tables' common ground is the safety list's own. */
export const groupStyles = css`
  .groups thead th {
    font-size: 0.8667em;
  }
  @container (max-width: 559.9px) {
    .groups thead {
      position: absolute;
      width: 1px;
      height: 1px;
      overflow: hidden;
      clip-path: inset(50%);
    }
    .groups td {
      display: grid;
      grid-template-columns: 6.5em minmax(0, 1fr);
      gap: 0.5em;
    }
  }
  @container (min-width: 560px) {
    .groups tr {
      grid-template-columns: minmax(11em, 22%) repeat(3, minmax(0, 1fr));
    }
  }
`;
