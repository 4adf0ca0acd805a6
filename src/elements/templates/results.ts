import { css, html, nothing } from 'lit';
import { joined } from '../../content/model.js';
import { measurementRuns, rowTitle } from '../../content/outcomes.js';
import {
  analysisFigures,
  analysisMethod,
  analysisNotes,
  comparedGroups,
  measureCaption,
  partOfRow,
} from '../../content/results.js';
import type { Analysis, GroupReport, ResultTable } from '../../artifact/schema/index.js';
import { msg } from '../../i18n/messages.js';
import { authored, block, inline, type TextScope } from '../../text/render.js';
import { missingLabel } from './facts.js';
import { groupedTable } from './grouped-table.js';
import { runs } from './runs.js';

/** Text longer than this is folded: whole, but out of the way of the numbers. */
const LONG = 320;

/** Authored text as paragraphs. */
export const paragraphs = (text: string | undefined, scope: TextScope, level: number): unknown =>
  text ? html`<div class="prose">${block(text, scope, level)}</div>` : nothing;

/** A small fold inside a card's part. */
export const more = (label: unknown, content: unknown): unknown =>
  html`<details class="more">
    <summary>${label}</summary>
    ${content}
  </details>`;

/** Text that a reader may want: in place where it is short, else behind its name. */
export const maybeLong = (label: string, text: string | undefined, scope: TextScope, level: number): unknown =>
  text === undefined || text === ''
    ? nothing
    : text.length <= LONG
      ? html`<div class="prose small soft">${block(text, scope, level)}</div>`
      : more(label, html`<div class="prose small">${block(text, scope, level)}</div>`);

/** A table as a registry posts it. @param label what it tells. */
export const resultTable = (
  { groups, parts }: ResultTable,
  label: string,
  scope: TextScope,
  level: number,
  lang?: string,
): unknown => {
  const [only] = parts;
  // What one part measures stands above its lines; of several, each has its own heading.
  const corner = parts.length === 1 && only && only.title === undefined ? measureCaption(only, lang) : '';
  return groupedTable({
    label,
    part: 'matrix',
    corner: corner || msg('Measure'),
    columns: groups.map(({ title }) => authored(title, scope)),
    blocks: parts.map((part) => {
      const { title, description, populationDescription } = part;
      const about = corner ? '' : measureCaption(part, lang);
      return {
        heading:
          title || about || description || populationDescription
            ? html`${authored(title, scope)}${about ? html` <span class="soft about">${about}</span>` : nothing}${maybeLong(msg('Description'), description, scope, level)}${maybeLong(msg('Who was analyzed'), populationDescription, scope, level)}`
            : undefined,
        rows: part.rows.map((row) => ({
          header: html`${runs([rowTitle(row.title, part)], scope)}${row.comment ? html`<span class="soft small line">${inline(row.comment, scope)}</span>` : nothing}`,
          cells: groups.map(({ id }) => {
            const own = row.measurements.filter(({ group }) => group === id);
            return own.length > 0
              ? runs(
                  joined(
                    own.map((one) => measurementRuns(one, partOfRow(part, row), lang)),
                    '; ',
                  ),
                  scope,
                )
              : missingLabel();
          }),
        })),
      };
    }),
  });
};

/** Who the groups of a table are, where the source says more than their titles. */
export const groupDescriptions = ({ groups }: ResultTable, scope: TextScope, level: number): unknown =>
  groups.some(({ description }) => description)
    ? html`<dl class="terms">
        ${groups.map(
          ({ title, description }) =>
            html`<div>
              <dt>${authored(title, scope)}</dt>
              <dd>${paragraphs(description, scope, level)}</dd>
            </div>`,
        )}
      </dl>`
    : nothing;

/** A statistical analysis in the source's own words and figures. Nothing is computed and nothing is concluded. */
export const analysis = (
  stated: Analysis,
  table: ResultTable | undefined,
  scope: TextScope,
  level: number,
  lang?: string,
): unknown => {
  const titles = comparedGroups(stated, table);
  const told = analysisNotes(stated);
  return html`<li>
    ${titles?.length ? html`<span class="soft">${authored(titles.join(' · '), scope)}</span><br />` : nothing}
    ${analysisFigures(stated, lang).map((figure, index) => html`${index > 0 ? ', ' : nothing}<span class=${figure.startsWith('p ') ? 'number nowrap' : 'number'}>${figure}</span>`)}
    <span class="soft small line">${analysisMethod(stated).join(' · ')}</span>
    ${
      told.length > 0
        ? html`<dl class="terms small">
            ${told.map(
              ([label, text]) =>
                html`<div>
                  <dt>${label}</dt>
                  <dd>${paragraphs(text, scope, level)}</dd>
                </div>`,
            )}
          </dl>`
        : nothing
    }
  </li>`;
};

/** How participants went through a study, or what they were like at its start. */
export const groupReport = (
  { description, tables }: GroupReport,
  label: string,
  scope: TextScope,
  level: number,
  lang?: string,
): unknown => {
  const [first] = tables;
  return html`${paragraphs(description, scope, level)}
  ${tables.map((table) => html`${table.title ? html`<p class="table-title">${authored(table.title, scope)}</p>` : nothing}${resultTable(table, table.title ?? label, scope, level, lang)}`)}
  ${first && groupDescriptions(first, scope, level) !== nothing ? more(msg('Who the groups are'), groupDescriptions(first, scope, level)) : nothing}`;
};

export const resultStyles = css`
  .line {
    display: block;
  }
  .more {
    border: 0;
    margin-block-start: var(--_unit);
    font-size: 0.9375em;
  }
  .more > summary {
    padding-block: 0.15em;
    font-weight: 400;
    color: var(--_ink-soft);
  }
  .more > :not(summary) {
    padding-block: 0.25em 0.5em;
    max-width: 76ch;
  }
  .terms > div + div {
    margin-block-start: 0.35em;
  }
  .about {
    font-weight: 400;
  }
  @container (min-width: 460px) {
    .terms > div {
      display: grid;
      grid-template-columns: 26% minmax(0, 1fr);
      column-gap: 1em;
    }
  }
  .terms dt {
    font-weight: 600;
    font-size: 1em;
  }
  .table-title {
    font-weight: 650;
    margin-block-start: calc(var(--_unit) * 3);
  }
  .analyses {
    list-style: none;
    padding: 0;
    font-size: 0.9375em;
    margin-block-start: var(--_unit);
  }
  .analyses > li {
    padding-block: calc(var(--_unit) * 1.5);
    border-block-start: 1px dotted var(--_hairline);
  }
`;
