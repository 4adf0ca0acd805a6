import { css, html, nothing } from 'lit';
import { formatPrinted, lower, words } from '../artifact/format.js';
import type { Analysis, GroupReport, Measurement, ResultPart, ResultTable } from '../artifact/schema/index.js';
import { msg, str } from '../i18n/messages.js';
import { authored, block, inline, type TextScope } from '../text/render.js';
import { renderValue } from './facts.js';
import { matrix } from './matrix.js';

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

/** "Mean (standard deviation), years". */
const caption = ({ paramType, dispersionType, unitOfMeasure }: ResultPart): string =>
  [
    paramType &&
      words(paramType) +
        (dispersionType && !/^NA$|not applicable/i.test(dispersionType) ? ` (${dispersionType.includes('_') ? words(dispersionType) : dispersionType})` : ''),
    unitOfMeasure,
  ]
    .filter(Boolean)
    .join(', ');

/** What is not there in a table that has a place for it. */
const notPosted = (): unknown => html`<span class="soft">${words('NOT_POSTED')}</span>`;

const measurement = ({ value, spread, lowerLimit, upperLimit, of, comment }: Measurement, scope: TextScope, lang?: string): unknown => {
  const printed = (text: string | undefined) => (text === undefined ? msg('not given') : formatPrinted(text, lang));
  const limits = lowerLimit === undefined && upperLimit === undefined ? '' : ` (${msg(str`${printed(lowerLimit)} to ${printed(upperLimit)}`)})`;
  const text = typeof value === 'string' ? formatPrinted(value, lang) : value;
  return html`${text === value ? renderValue(value, scope, lang) : html`<span class="number">${text}</span>`}${
    spread === undefined ? nothing : html`<span class="number"> (${formatPrinted(spread, lang)})</span>`
  }${limits ? html`<span class="number">${limits}</span>` : nothing}${of ? html` <span class="soft small">${msg(str`of ${of}`)}</span>` : nothing}${
    comment ? html` <span class="soft small">${inline(comment, scope)}</span>` : nothing
  }`;
};

/** A table as a registry posts it. @param label what it tells. */
export const resultTable = ({ groups, parts }: ResultTable, label: string, scope: TextScope, level: number, lang?: string): unknown => {
  const [only] = parts;
  // What one part measures stands above its lines; of several, each has its own heading.
  const corner = parts.length === 1 && only && only.title === undefined ? caption(only) : '';
  return matrix({
    label,
    part: 'matrix',
    corner: corner || msg('Measure'),
    columns: groups.map(({ title }) => authored(title, scope)),
    blocks: parts.map((part) => {
      const { title, description, populationDescription, paramType } = part;
      const about = corner ? '' : caption(part);
      return {
        heading:
          title || about || description || populationDescription
            ? html`${authored(title, scope)}${about ? html` <span class="soft about">${about}</span>` : nothing}${maybeLong(msg('Description'), description, scope, level)}${maybeLong(msg('Who was analyzed'), populationDescription, scope, level)}`
            : undefined,
        rows: part.rows.map((row) => ({
          header: html`${row.title === undefined ? (paramType ? words(paramType) : msg('Value')) : authored(row.title, scope)}${row.comment ? html`<span class="soft small line">${inline(row.comment, scope)}</span>` : nothing}`,
          cells: groups.map(({ id }) => {
            const own = row.measurements.filter(({ group }) => group === id);
            return own.length > 0 ? own.map((one) => measurement(one, scope, lang)) : notPosted();
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
  {
    groupIds,
    groupDescription,
    paramType,
    paramValue,
    dispersionType,
    dispersionValue,
    ciPctValue,
    ciNumSides,
    ciLowerLimit,
    ciUpperLimit,
    ciLowerLimitComment,
    ciUpperLimitComment,
    estimateComment,
    pValue,
    pValueComment,
    statisticalMethod,
    statisticalComment,
    testedNonInferiority,
    nonInferiorityType,
    nonInferiorityComment,
    otherAnalysisDescription,
  }: Analysis,
  table: ResultTable | undefined,
  scope: TextScope,
  level: number,
  lang?: string,
): unknown => {
  const printed = (text: string) => formatPrinted(text, lang);
  const titles = groupIds?.map((id) => table?.groups.find((group) => group.id === id)?.title ?? id);
  const sides = ciNumSides && lower(ciNumSides);
  const interval =
    ciLowerLimit !== undefined || ciUpperLimit !== undefined || ciPctValue !== undefined
      ? msg(
          str`${[ciPctValue !== undefined && `${printed(ciPctValue)}%`, sides].filter(Boolean).join(' ')} confidence interval ${ciLowerLimit === undefined ? msg('no lower limit') : printed(ciLowerLimit)} to ${ciUpperLimit === undefined ? msg('no upper limit') : printed(ciUpperLimit)}`,
        ).trim()
      : ciNumSides
        ? words(ciNumSides)
        : '';
  const p = pValue === undefined ? '' : /^\s*[<>≤≥=]/.test(pValue) ? `p ${printed(pValue)}` : `p = ${printed(pValue)}`;
  const dispersion =
    dispersionValue === undefined
      ? dispersionType && words(dispersionType)
      : `${dispersionType ? lower(dispersionType) : msg('dispersion')} ${printed(dispersionValue)}`;
  const estimate = [paramType, paramValue && printed(paramValue)].filter(Boolean).join(': ');
  const notes = [
    [msg('Comparison'), groupDescription],
    [msg('Estimate'), estimateComment],
    [msg('Lower limit'), ciLowerLimitComment],
    [msg('Upper limit'), ciUpperLimitComment],
    [msg('p-value'), pValueComment],
    [msg('Method'), statisticalComment],
    [msg('Non-inferiority or equivalence'), nonInferiorityComment],
    [msg('Analysis'), otherAnalysisDescription],
  ] as const;
  const told = notes.filter(([, text]) => text);
  return html`<li>
    ${titles?.length ? html`<span class="soft">${authored(titles.join(' · '), scope)}</span><br />` : nothing}
    ${[
      estimate && html`<span class="number">${estimate}</span>`,
      dispersion && html`<span class="number">${dispersion}</span>`,
      interval && html`<span class="number">${interval}</span>`,
      p && html`<span class="number nowrap">${p}</span>`,
    ]
      .filter(Boolean)
      .map((part, index) => html`${index > 0 ? ', ' : nothing}${part}`)}
    <span class="soft small line"
      >${[statisticalMethod, nonInferiorityType && `${msg('Tested')}: ${lower(nonInferiorityType)}`, testedNonInferiority === undefined ? '' : testedNonInferiority ? msg('Non-inferiority tested: yes') : msg('Non-inferiority tested: no')].filter(Boolean).join(' · ')}</span
    >
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
export const groupReport = ({ description, tables }: GroupReport, label: string, scope: TextScope, level: number, lang?: string): unknown => {
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
