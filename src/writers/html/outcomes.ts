import { formatNumber } from '../../content/numbers.js';
import { notInRecord } from '../../content/facts.js';
import { groupDescriptions } from '../../content/groups.js';
import {
  analysisBlocks,
  comparatorWords,
  computedNote,
  computedWords,
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
import type { Analysis, Outcome, Result, Trial } from '../../artifact/schema/index.js';
import { axisOf, estimatesOf, intervalOf, type Mark, marksOf } from '../../content/marks.js';
import { authored, type TextScope } from '../../text/render.js';
import { html, nothing, type Value as Content } from './template.js';
import { type AxisScale, drawnValue, plot, scaleOf, ticks } from './chart.js';
import { conflict, factNode, sources, superseded } from './facts.js';
import { runs } from './runs.js';

/** The cells of a result: its number, its mark beside it where it has a place on the axis, its date and source. */
const renderResult = (
  result: Result,
  said: Said | undefined,
  mark: Mark | undefined,
  scale: AxisScale | undefined,
  scope: TextScope,
  lang?: string,
): Content => {
  const computed = computedWords(intervalOf(result), lang);
  return html`<td role="cell" class="result" colspan=${mark && scale ? nothing : 2}>
      ${said && runs(said.value, scope)}${superseded(said?.isSuperseded)}
    </td>
    ${
      mark && scale
        ? html`<td class="chart" aria-hidden="true">
            ${plot(scale, drawnValue(scale, mark, result.role === 'comparator' ? 'outlined' : 'filled'))}
          </td>`
        : nothing
    }
    <td role="cell" class="source small soft">
      ${said?.origins.map(
        ({ asOf, refs, notes }) =>
          html`${asOf && runs([asOf], scope)}${sources(refs, scope)}
          ${notes.map((note) => html`<span class="fact-note">${runs(note, scope)}</span>`)}`,
      )}
      ${computed ? html`<span class="fact-note">${computed}</span>` : nothing}
    </td>`;
};

/** The results as the registry posts them: the table, the analyses, and whom they are about. */
const posted = (outcome: Outcome, scope: TextScope, level: number, lang?: string): Content => {
  const { title, table, analyses, populationDescription } = outcome;
  const status = postingWords(outcome, lang);
  const groups = table ? groupDescriptions(table.groups) : [];
  const estimates = estimatesOf(analyses ?? []);
  const forest = (analysis: Analysis, next: Analysis | undefined): Content => {
    const { axis, mark } = estimates.get(analysis) ?? {};
    const scale = axis && scaleOf(axis);
    if (!axis || !scale || !mark) return nothing;
    const isLast = !next || estimates.get(next)?.axis !== axis;
    return html`<div class="forest">
      ${plot(scale, drawnValue(scale, mark, 'filled'))}${isLast ? ticks(axis, lang) : nothing}
    </div>`;
  };
  return html`${status ? html`<p class="soft">${status}</p>` : nothing}${table ? blocks([resultTable(table, title, lang, true)], scope, level) : nothing}${
    analyses?.length
      ? html`<ul class="analyses" aria-label=${outcomeParts().analyses}>
          ${analyses.map((one, index) => html`<li>${blocks(analysisBlocks(one, table, lang), scope, level)}${forest(one, analyses[index + 1])}</li>`)}
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
  const { title, note, timeFrame, description, results, pValue, refs } = outcome;
  const axis = axisOf(outcome);
  const scale = scaleOf(axis);
  const marks = marksOf(outcome, axis);
  const groups = resultsByGroup(results ?? []).map((rows) => ({ ...rows, fact: resultFact(rows.results, lang) }));
  const columns = resultColumns();
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
                        ${renderResult(result, fact.said[index], marks.get(result), scale, scope, lang)}
                      </tr>`,
                  )}
                </tbody>`,
            )}
            ${
              scale && marks.size > 0
                ? html`<tfoot aria-hidden="true">
                    <tr class="axis">
                      <td colspan="2"></td>
                      <td class="chart">
                        ${ticks(axis, lang)}${axis.unit === '%' ? nothing : html`<div class="small soft">${axis.unit}</div>`}
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
      const how = computedNote(members);
      const all = html`${members.map((outcome) => renderOutcome(outcome, why === undefined, scope, level + 1, lang))}${how ? html`<p class="soft small">${how}</p>` : nothing}`;
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
