import { isCount, isPercent, isQuantity } from '../../artifact/values.js';
import { formatNumber } from '../../content/numbers.js';
import { notInRecord } from '../../content/facts.js';
import { groupDescriptions } from '../../content/groups.js';
import {
  analysisBlocks,
  comparatorWords,
  outcomeParts,
  outcomesHeading,
  resultColumns,
  resultFact,
  outcomeGroups,
  postingWords,
  pValueFact,
  resultsByGroup,
  resultTable,
} from '../../content/outcomes.js';
import type { Said } from '../../content/model.js';
import { blocks, maybeLong, more, paragraphs } from './blocks.js';
import { hasOwnResults, whyNoResults } from '../../content/trial.js';
import type { Outcome, Result, Trial, Value } from '../../artifact/schema/index.js';
import { authored, type TextScope } from '../../text/render.js';
import { html, nothing, type Value as Content } from './template.js';
import { axisScale, type AxisScale, band, bar, plot, whisker } from './chart.js';
import { type Extent, extentOf } from '../../content/adverse-event-order.js';
import { conflict, factNode, sources, superseded } from './facts.js';
import { runs } from './runs.js';

const sameUnit = (a: string | undefined, b: string | undefined) =>
  a === undefined || b === undefined || a.trim().toLowerCase() === b.trim().toLowerCase();

/** What of the outcome's axis a value covers; undefined where it has no place on it: text, another unit, nobody counted. */
const extentOn = (axis: Outcome['axis'], value: Value): Extent | undefined => {
  if (!axis) return extentOf(value);
  if (typeof value === 'number') return { from: value, to: value };
  if (!isQuantity(value)) return axis.unit === '%' ? extentOf(value) : undefined;
  if (!sameUnit(axis.unit, value.unit)) return undefined;
  const { qualifier } = value;
  const number = Number(value.number);
  const to = Number(value.to ?? value.number);
  if (qualifier === 'less than' || qualifier === 'at most') return { from: axis.from, to };
  if (qualifier === 'more than' || qualifier === 'at least') return { from: number, to: axis.to };
  return { from: number, to };
};

/** Of how many people a value tells, if it does. */
const peopleIn = (value: Value): number | undefined =>
  isCount(value) || isPercent(value) || isQuantity(value) ? value.of : undefined;

/** The cells of a result: its number, its mark beside it where it has a place on the axis, its date and source. */
const renderResult = (
  { value, interval, role }: Result,
  said: Said | undefined,
  axis: Outcome['axis'],
  scale: AxisScale | undefined,
  scope: TextScope,
): Content => {
  const extent = scale && extentOn(axis, value);
  const look = role === 'comparator' ? 'outlined' : 'filled';
  return html`<td role="cell" class="result" colspan=${extent ? nothing : 2}>
      ${said && runs(said.value, scope)}${superseded(said?.isSuperseded)}
    </td>
    ${
      extent && scale
        ? html`<td class="chart" aria-hidden="true">
            ${plot(scale, html`${extent.from === extent.to ? bar(scale, extent.to, look) : band(scale, extent.from, extent.to, look)}${interval && peopleIn(value) ? whisker(scale, Number(interval.low), Number(interval.high)) : nothing}`)}
          </td>`
        : nothing
    }
    <td role="cell" class="source small soft">
      ${said?.origins.map(
        ({ asOf, refs, notes }) =>
          html`${asOf && runs([asOf], scope)}${sources(refs, scope)}
          ${notes.map((note) => html`<span class="fact-note">${runs(note, scope)}</span>`)}`,
      )}
    </td>`;
};

/** The results as the registry posts them: the table, the analyses, and whom they are about. */
const posted = (outcome: Outcome, scope: TextScope, level: number, lang?: string): Content => {
  const { title, table, analyses, populationDescription } = outcome;
  const status = postingWords(outcome, lang);
  const groups = table ? groupDescriptions(table.groups) : [];
  return html`${status ? html`<p class="soft">${status}</p>` : nothing}${table ? blocks([resultTable(table, title, lang)], scope, level) : nothing}${
    analyses?.length
      ? html`<ul class="analyses" aria-label=${outcomeParts().analyses}>
          ${analyses.map((one) => html`<li>${blocks(analysisBlocks(one, table, lang), scope, level)}</li>`)}
        </ul>`
      : nothing
  }${
    populationDescription || groups.length > 0
      ? more(
          outcomeParts().analyzed,
          html`<div class="small">
            ${paragraphs(populationDescription, scope, level)}${blocks(groups, scope, level)}
          </div>`,
        )
      : nothing
  }`;
};

/** One outcome: its name, a table of its results with a mark on one axis beside each number, its p-value. */
const renderOutcome = (outcome: Outcome, isTold: boolean, scope: TextScope, level: number, lang?: string): Content => {
  const { title, note, timeFrame, description, axis, results, pValue, refs } = outcome;
  const scale = axisScale(axis?.from, axis?.to);
  const groups = resultsByGroup(results ?? []).map((rows) => ({ ...rows, fact: resultFact(rows.results, lang) }));
  const columns = resultColumns();
  const isDrawn = (result: Result) => scale !== undefined && extentOn(axis, result.value) !== undefined;
  const unit = axis ? (axis.unit ?? '') : '%';
  const end = (value: number) => `${formatNumber(value, lang)}${unit === '%' ? '%' : ''}`;
  return html`<section class="outcome" part="outcome">
    <p class="name">
      <span role="heading" aria-level=${level}>${authored(title, scope)}</span
      >${note ? html` <span class="small">(${authored(note, scope)})</span>` : nothing}${timeFrame ? html` <span class="soft small">${authored(timeFrame, scope)}</span>` : nothing}${sources(refs, scope)}
      ${groups.map(({ fact }) => conflict(fact)).find((said) => said !== nothing)}
    </p>
    ${maybeLong(outcomeParts().measured, description, scope, level + 1)}${posted(outcome, scope, level + 1, lang)}
    ${
      groups.length === 0
        ? isTold && !hasOwnResults(outcome)
          ? html`<p>${runs([notInRecord()], scope)}</p>`
          : nothing
        : html`<table role="table" aria-label=${title}>
            <colgroup>
              <col />
              <col />
              <col />
              <col />
            </colgroup>
            <thead class="visually-hidden" role="rowgroup">
              <tr role="row">
                <th scope="col" role="columnheader">${columns.group}</th>
                <th scope="col" role="columnheader">${columns.result}</th>
                <td aria-hidden="true"></td>
                <th scope="col" role="columnheader">${columns.source}</th>
              </tr>
            </thead>
            ${groups.map(
              ({ label, compared, results, fact }) =>
                html`<tbody role="rowgroup">
                  ${results.map(
                    (result, index) =>
                      html`<tr role="row" class=${result.role}>
                        ${
                          index === 0
                            ? html`<th scope="rowgroup" role="rowheader" rowspan=${results.length}>
                                ${authored(label, scope)}${compared ? html` <span class="soft small">${comparatorWords()}</span>` : nothing}
                              </th>`
                            : nothing
                        }
                        ${renderResult(result, fact.said[index], axis, isDrawn(result) ? scale : undefined, scope)}
                      </tr>`,
                  )}
                </tbody>`,
            )}
            ${
              scale && groups.some(({ results }) => results.some(isDrawn))
                ? html`<tfoot aria-hidden="true">
                    <tr class="axis">
                      <td colspan="2"></td>
                      <td class="chart">
                        <div class="small soft number">
                          <span>${end(scale.from)}</span>${unit === '%' ? nothing : html`<span>${unit}</span>`}<span
                            >${end(scale.to)}</span
                          >
                        </div>
                      </td>
                      <td></td>
                    </tr>
                  </tfoot>`
                : nothing
            }
          </table>`
    }
    ${pValue === undefined ? nothing : html`<div class="p-value small">${factNode(pValueFact(pValue, results ?? [], lang), scope)}</div>`}
  </section>`;
};

/** More outcomes than this under one heading are folded, unless they are the primary ones. */
const MANY = 8;

/** A trial's outcomes under their headings, the primary ones first. */
export const outcomes = (trial: Trial, scope: TextScope, level: number, lang?: string): Content => {
  const { outcomes } = trial;
  const why = whyNoResults(trial, lang);
  const none = why ? html`<p class="soft">${runs(why, scope)}</p>` : nothing;
  if (!outcomes?.length)
    return why
      ? html`<section>
          <p class="heading" role="heading" aria-level=${level}>${outcomesHeading()}</p>
          ${none}
        </section>`
      : nothing;
  const groups = outcomeGroups().map(([type, heading]) => ({
    type,
    heading,
    members: outcomes.filter((outcome) => (outcome.type ?? 'other') === type),
  }));
  return html`${none}${groups
    .filter(({ members }) => members.length > 0)
    .map(({ type, heading, members }) => {
      const all = members.map((outcome) => renderOutcome(outcome, why === undefined, scope, level + 1, lang));
      return type !== 'primary' && members.length > MANY
        ? html`<details part="details" class="outcomes">
            <summary>${heading}: ${formatNumber(members.length, lang)}</summary>
            ${all}
          </details>`
        : html`<section>
            <p class="heading" role="heading" aria-level=${level}>${heading}</p>
            ${all}
          </section>`;
    })}`;
};
