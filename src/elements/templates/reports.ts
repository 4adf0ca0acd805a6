import { css, html, nothing, type TemplateResult } from 'lit';
import { formatDate } from '../../content/dates.js';
import { formatNumber } from '../../content/numbers.js';
import { partOfReports, reportsCaveat, suspectFirst } from '../../content/reports.js';
import type { Report, ReportCounts, Safety } from '../../artifact/schema/index.js';
import { msg, str, translated } from '../../i18n/messages.js';

/** A count has no axis and no share: a number in a table tells all that it is. */
const countTable = ({ by, counts }: ReportCounts, lang?: string): TemplateResult => html`
  <table class="counts" part="reports">
    <caption class="visually-hidden">
      ${msg('Number of reports')}
    </caption>
    <thead>
      <tr>
        <th scope="col">${by === 'date' ? msg('Date') : msg('Term')}</th>
        <th scope="col">${msg('Reports')}</th>
      </tr>
    </thead>
    <tbody>
      ${counts.map(
        ({ term, count }) =>
          html`<tr>
            <th scope="row">${by === 'date' ? formatDate(term, lang) : term}</th>
            <td class="number">${formatNumber(count, lang)}</td>
          </tr>`,
      )}
    </tbody>
  </table>
`;

const detailList = (details: Report['details'], lang?: string) =>
  details.length > 0
    ? html`<dl>
        ${details.map(
          ({ label, value }) =>
            html`<div>
              <dt>${label}</dt>
              <dd>${formatDate(value, lang)}</dd>
            </div>`,
        )}
      </dl>`
    : nothing;

const report = (
  { serious, seriousness, reactions, drugs, details }: Report,
  level: number,
  lang?: string,
): TemplateResult => {
  const heading = (title: string) => html`<p class="head" role="heading" aria-level=${level}>${title}</p>`;
  return html`
    <p>
      <strong class=${serious ? 'sign serious' : ''}
        >${serious === undefined ? msg('Seriousness not stated') : serious ? msg('Serious') : msg('Not serious')}</strong
      >${seriousness?.length ? `: ${seriousness.join(', ')}` : nothing}
    </p>
    ${heading(msg('Reported events'))}
    <ul class="events">
      ${reactions.map(
        ({ term, outcome, version }) =>
          html`<li>
            ${term}${outcome ? html`: ${outcome}` : html` <span class="soft">(${msg('outcome not stated')})</span>`}${version ? html` <span class="soft small">${version}</span>` : nothing}
          </li>`,
      )}
    </ul>
    ${heading(msg('Drugs taken'))}
    <ul class="drugs">
      ${suspectFirst(drugs).map(
        (drug) =>
          html`<li>
            <strong>${drug.name}</strong>
            <span class="soft">${drug.role ? translated(drug.role) : msg('role not stated')}</span>
            ${detailList(drug.details, lang)}
          </li>`,
      )}
    </ul>
    ${details.length > 0 ? html`${heading(msg('About the report'))}${detailList(details, lang)}` : nothing}
  `;
};

/**
 * Reports of suspected adverse events, and counts of them: as reports, never as rates.
 * @csspart reports - The reports, or the table of their counts.
 */
export const reportList = ({ reports, reportsInAll, reportCounts }: Safety, lang?: string): unknown => {
  if (!reports && !reportCounts) return nothing;
  const [only] = reports ?? [];
  return html`
    <h3>${reportCounts ? msg('Numbers of reports') : reports?.length === 1 ? msg('One report') : msg('Reports')}</h3>
    <p class="note small">${reportsCaveat()}</p>
    ${reportsInAll === undefined ? nothing : html`<p class="note small">${partOfReports(reportsInAll, reports?.length ?? 0, lang)}</p>`}
    ${reportCounts ? countTable(reportCounts, lang) : nothing}
    ${
      reports?.length === 1 && only
        ? html`<div class="report" part="reports">${report(only, 4, lang)}</div>`
        : reports?.map(
            (each, index) => html`
              <section class="report" part="reports">
                <h4>${msg(str`Report ${each.id ?? index + 1}`)}</h4>
                ${report(each, 5, lang)}
              </section>
            `,
          )
    }
  `;
};

export const reportStyles = css`
  .counts {
    border-block-start: 1px solid var(--_ink);
    margin-block-start: 0.75em;
    min-width: min(100%, 26em);
  }
  .counts :is(th, td) {
    padding: 0.3em 0;
    border-block-end: 1px solid var(--_hairline);
    text-align: start;
    overflow-wrap: anywhere;
  }
  .counts tbody th {
    font-weight: 400;
  }
  .counts th + :is(th, td) {
    padding-inline-start: 1.5em;
    text-align: end;
    width: 6em;
  }
  .report {
    margin-block-start: 1em;
  }
  .report .head {
    font-weight: 650;
    margin-block: 1em 0.25em;
  }
  .report ul {
    padding: 0;
    list-style: none;
  }
  .events {
    columns: 18em;
    column-gap: 2em;
  }
  .drugs > li {
    padding-block: 0.45em;
    border-block-start: 1px solid var(--_hairline);
  }
  .report dl > div {
    display: inline;
  }
  .report dl > div + div::before {
    content: ' · ' / '';
    color: var(--_ink-soft);
  }
  .report :is(dt, dd) {
    display: inline;
    margin: 0;
  }
  .report dt::after {
    content: ': ' / '';
  }
`;
