import { css, html, nothing, type PropertyValues, render } from 'lit';
import { state } from 'lit/decorators.js';
import { formatDate, formatPercent, sourcedValues } from '../artifact/format.js';
import type { AdverseEvent, BoxedWarning, EventGroup, Safety } from '../artifact/schema/index.js';
import { prose, tokens } from '../styles/tokens.js';
import { block, inline, type TextScope } from '../text/render.js';
import { warn } from '../warn.js';
import { ArtifactElement } from './base.js';
import { type AxisScale, axisScale, band, chartStyles, dot, plot } from './chart.js';
import { axisEnd, type Extent, extentOf, type Filter, matches, seriousness, type Sort, sorted, type SortKey } from './effects.js';
import { factStyles, origin, renderFact, renderValue, sources } from './facts.js';
import { footer, footerStyles } from './footer.js';
import { stateStyles } from './states.js';

/** Lists longer than this can be filtered and sorted. */
const LONG = 8;

const NO_FILTER: Filter = { text: '', seriousness: '', organSystem: '' };

const EVIDENCE = { 'clinical trial': 'Clinical trial', postmarketing: 'Postmarketing', preclinical: 'Preclinical', report: 'Report' } as const;

/** What is told of an effect below its line, in the order in which a reader needs it. */
const DETAILS = [
  ['onset', 'Onset'],
  ['presentation', 'Presentation'],
  ['mechanism', 'Mechanism'],
  ['riskFactors', 'Risk factors'],
  ['management', 'Management'],
  ['monitoring', 'Monitoring'],
] as const;

const COLUMNS: { key: SortKey; label: string; first: Sort['direction']; words: Record<Sort['direction'], string> }[] = [
  { key: 'term', label: 'Effect', first: 'ascending', words: { ascending: 'A to Z', descending: 'Z to A' } },
  { key: 'serious', label: 'Seriousness', first: 'ascending', words: { ascending: 'serious first', descending: 'serious last' } },
  { key: 'incidence', label: 'Incidence', first: 'descending', words: { ascending: 'lowest first', descending: 'highest first' } },
];

const notReported = html`<span class="soft">Not reported</span>`;

/** Whether one sentence can tell for all effects where they were seen. */
const isFromTrials = (effects: readonly AdverseEvent[]) => effects.every(({ evidence }) => evidence === 'clinical trial');

/** Whether any effect of a list tells this. */
const isTold = (effects: readonly AdverseEvent[], field: (typeof DETAILS)[number][0]) => effects.some((effect) => effect[field] !== undefined);

/** A list in words, lower case: for what is not reported. */
const listed = (labels: readonly string[]) => labels.join(', ').toLowerCase();

/**
 * A safety profile: boxed warnings first, whole and always open; then precautions and adverse effects, each with how
 * serious and how frequent it is, what to do, and its sources.
 *
 * The boxed warning has no part and takes no theme: a page can't restyle it.
 *
 * @summary The safety list of a drug or a trial.
 * @cssprop --artifact-measure - The most width of prose; 58ch if unset, which is 60 to 72 characters.
 * @slot - Shown until the list is there, and beside the message if it fails.
 * @csspart root - Everything.
 * @csspart title - What the profile is about.
 * @csspart precautions - The precautions.
 * @csspart effects - A table of adverse effects.
 * @csspart groups - The table of totals by group.
 * @csspart filter - The controls of a long list.
 * @csspart versions - The values of a fact on which sources disagree.
 * @csspart footer - As-of date and sources.
 * @csspart loading - What holds the place.
 * @csspart error - The message where the list can't be shown.
 * @csspart retry - The button that asks again.
 * @csspart problems - The list of fields that could not be read.
 * @cssprop --artifact-ink - Text.
 * @cssprop --artifact-reserve - The height held while loading.
 * @event artifact-load - The list is shown.
 * @event artifact-error - It can't be shown, or fields were left out.
 */
export class SafetyList extends ArtifactElement<Safety> {
  protected readonly kind = 'safety';
  protected readonly what = 'safety list';

  @state() private filter = NO_FILTER;
  @state() private sort?: Sort | undefined;

  #shown: Safety | undefined;

  protected override willUpdate(changed: PropertyValues): void {
    super.willUpdate(changed);
    const artifact = this.state.status === 'ready' ? this.state.artifact : undefined;
    if (artifact === this.#shown) return;
    this.#shown = artifact;
    this.filter = NO_FILTER;
    this.sort = undefined;
  }

  protected renderArtifact(safety: Safety, scope: TextScope): unknown {
    const name = safety.drug ?? safety.title;
    return html`
      <section class="safety" aria-label=${`Safety: ${name}`}>
        <h2 part="title">${name}</h2>
        ${this.#warnings(safety, scope)}
        <div class="rest"></div>
      </section>
    `;
  }

  /** The rest is a rendering of its own, so that no fault in it can cost the boxed warning. */
  protected override updated(changed: PropertyValues): void {
    super.updated(changed);
    const { state } = this;
    const place = this.renderRoot.querySelector<HTMLElement>('.rest');
    if (state.status !== 'ready' || !place) return;
    try {
      render(this.#rest(state.artifact, this.scopeOf(state.artifact)), place, { host: this });
    } catch (error) {
      warn(`<safety-list> “${state.artifact.id}” could not be shown below its boxed warning: ${String(error)}`);
      render(html`<p role="alert">The rest of this safety profile could not be shown. Look it up in the sources.</p>`, place);
    }
  }

  #warnings({ boxedWarning }: Safety, scope: TextScope): unknown {
    const problems = this.state.status === 'ready' ? this.state.problems : [];
    const lost = problems.filter(({ path }) => /^\$(\.safety)?\.boxedWarning/.test(path));
    return html`
      ${boxedWarning?.map((warning, index) => this.#warning(warning, index, scope))}
      ${
        lost.length > 0
          ? html`<section class="boxed">
              <h3>Boxed warning</h3>
              <p><strong>A boxed warning, or a part of one, could not be read.</strong> Read it in the drug’s label.</p>
              <ul>
                ${lost.map(({ path, expected, found }) => html`<li><code>${path}</code>: expected ${expected}, found ${found}</li>`)}
              </ul>
            </section>`
          : boxedWarning?.length === 0
            ? html`<p class="soft">Boxed warning: none.</p>`
            : nothing
      }
    `;
  }

  #warning({ title, text, refs, asOf }: BoxedWarning, index: number, scope: TextScope): unknown {
    return html`
      <section class="boxed" id=${index === 0 ? 'boxed-warning' : `boxed-warning-${index + 1}`}>
        <h3>Boxed warning</h3>
        ${title ? html`<h4>${title}</h4>` : nothing}
        <div class="prose">${text.trim() ? block(text, scope, 5) : html`<p>The text is not reported. Read it in the drug’s label.</p>`}</div>
        ${asOf || refs?.length ? html`<p class="small">${asOf ? html`As of ${formatDate(asOf, this.language)}` : 'Source'}${sources(refs, scope)}</p>` : nothing}
      </section>
    `;
  }

  #rest(safety: Safety, scope: TextScope): unknown {
    const { boxedWarning, precautions, adverseEvents, eventGroups } = safety;
    const missing = [...(boxedWarning ? [] : ['boxed warning']), ...(precautions ? [] : ['precautions']), ...(adverseEvents ? [] : ['adverse effects'])];
    const isPage = this.page?.state.status === 'ready' && this.page.state.artifact === safety;
    return html`
      ${
        precautions?.length
          ? html`
              <h3>Precautions</h3>
              <div class="precautions" part="precautions">
                ${precautions.map(
                  ({ title, text, refs }) => html`
                    <section>
                      <h4>${title}${sources(refs, scope)}</h4>
                      <div class="prose">${block(text, scope, 5)}</div>
                    </section>
                  `,
                )}
              </div>
            `
          : precautions
            ? html`<p class="soft">Precautions: none listed.</p>`
            : nothing
      }
      ${
        adverseEvents || eventGroups?.length
          ? html`
              <h3>Adverse effects</h3>
              ${this.#counting(safety, scope)} ${eventGroups?.length ? this.#groups(eventGroups, scope) : nothing}
              ${eventGroups?.length && adverseEvents?.length ? html`<h4>Each effect</h4>` : nothing}
              ${adverseEvents?.length ? this.#effects(adverseEvents, scope) : adverseEvents ? html`<p class="soft">None listed.</p>` : nothing}
            `
          : nothing
      }
      ${missing.length > 0 ? html`<p class="note soft">Not reported here: ${listed(missing)}.</p>` : nothing}
      ${!isPage && safety.links?.length ? html`<link-lists .artifact=${safety}></link-lists>` : nothing}
      ${!isPage && safety.editorNotes?.length ? html`<editor-notes .artifact=${safety}></editor-notes>` : nothing}
      ${footer(safety, scope, { lang: this.language, ownSources: this.showsOwnSources })}
    `;
  }

  /** What a reader must know of how events were counted, before any number. */
  #counting({ frequencyThreshold, timeFrame, description }: Safety, scope: TextScope): unknown {
    if (frequencyThreshold === undefined && !timeFrame && !description) return nothing;
    return html`
      <div class="counting small">
        ${
          frequencyThreshold === undefined
            ? nothing
            : html`<p>
                ${
                  frequencyThreshold > 0
                    ? `Events in fewer than ${formatPercent(frequencyThreshold, this.language)} of participants are not listed by the source.`
                    : 'Events are listed by the source however rare they are.'
                }
              </p>`
        }
        ${timeFrame ? html`<p>Counted over: ${inline(timeFrame, scope)}</p>` : nothing}
        <div class="prose">${block(description, scope, 5)}</div>
      </div>
    `;
  }

  #groups(groups: readonly EventGroup[], scope: TextScope): unknown {
    const columns = [
      ['deaths', 'Deaths'],
      ['serious', 'Serious events'],
      ['other', 'Other events'],
    ] as const;
    const lang = this.language;
    return html`
      <h4 id="groups">Totals by group <span class="soft">(people affected of people at risk)</span></h4>
      <table class="groups" part="groups" role="table" aria-labelledby="groups">
        <thead role="rowgroup">
          <tr role="row">
            <th role="columnheader" scope="col">Group</th>
            ${columns.map(([, label]) => html`<th role="columnheader" scope="col">${label}</th>`)}
          </tr>
        </thead>
        <tbody role="rowgroup">
          ${groups.map(
            (group) => html`
              <tr role="row">
                <th role="rowheader" scope="row">
                  ${group.title}${group.description ? html`<span class="below soft small">${inline(group.description, scope)}</span>` : nothing}
                </th>
                ${columns.map(
                  ([key, label]) =>
                    html`<td role="cell">
                      <span class="label" aria-hidden="true">${label}</span>
                      <div>${group[key] === undefined ? notReported : renderFact(group[key], scope, lang)}</div>
                    </td>`,
                )}
              </tr>
            `,
          )}
        </tbody>
      </table>
    `;
  }

  #effects(effects: readonly AdverseEvent[], scope: TextScope): unknown {
    const isLong = effects.length > LONG;
    const found = isLong ? effects.filter((effect) => matches(effect, this.filter)) : effects;
    const inPatients = sorted(
      found.filter(({ evidence }) => evidence !== 'preclinical'),
      this.sort,
      this.language,
    );
    const preclinical = found.filter(({ evidence }) => evidence === 'preclinical');
    const scale = axisScale(0, axisEnd(effects));
    const fromTrials = isFromTrials(effects);
    const untold = DETAILS.filter(([field]) => !isTold(effects, field)).map(([, label]) => label);
    return html`
      ${fromTrials ? html`<p class="small">Every effect listed here was seen in a clinical trial.</p>` : nothing}
      ${isLong ? this.#controls(effects, found.length) : nothing} ${inPatients.length > 0 ? this.#table(inPatients, effects, scale, scope, isLong) : nothing}
      ${
        preclinical.length > 0
          ? html`<h3 id="preclinical">Preclinical findings (animals, not patients)</h3>
              ${this.#table(preclinical, effects, scale, scope, false)}`
          : nothing
      }
      ${untold.length > 0 ? html`<p class="note soft small">Not reported for any effect: ${listed(untold)}.</p>` : nothing}
      ${
        effects.some(({ serious }) => serious !== undefined)
          ? html`<p class="note soft small">
              Serious: causes death, threatens life, needs or prolongs a hospital stay, disables, or harms an unborn child (ICH E2A). It is not the same as
              severe.
            </p>`
          : nothing
      }
    `;
  }

  #controls(effects: readonly AdverseEvent[], found: number): unknown {
    const { filter, sort } = this;
    const systems = [...new Set(effects.flatMap(({ organSystem }) => organSystem ?? []))].sort((a, b) => a.localeCompare(b, this.language));
    const column = COLUMNS.find(({ key }) => key === sort?.key);
    const options = (field: 'seriousness' | 'organSystem', label: string, values: readonly string[]) => html`
      <label
        >${label}
        <select .value=${filter[field]} @change=${(event: Event) => (this.filter = { ...filter, [field]: (event.target as HTMLSelectElement).value })}>
          <option value="">All</option>
          ${values.map((value) => html`<option value=${value} ?selected=${filter[field] === value}>${value}</option>`)}
        </select>
      </label>
    `;
    return html`
      <div class="controls small" part="filter" role="group" aria-label="Filter and order">
        <label
          >Filter effects
          <input
            type="search"
            .value=${filter.text}
            @input=${(event: Event) => (this.filter = { ...filter, text: (event.target as HTMLInputElement).value })}
          />
        </label>
        ${options('seriousness', 'Seriousness', ['Serious', 'Not serious', 'Not stated'])}
        ${systems.length > 1 ? options('organSystem', 'Organ system', systems) : nothing}
        ${found < effects.length ? html`<button type="button" @click=${() => (this.filter = NO_FILTER)}>Show all</button>` : nothing}
        ${sort ? html`<button type="button" @click=${() => (this.sort = undefined)}>Source’s order</button>` : nothing}
      </div>
      <p class="small" role="status">
        ${found < effects.length ? `${found} of ${effects.length} effects shown` : `All ${effects.length} effects shown`}${
          column && sort ? `, sorted by ${column.label.toLowerCase()}, ${column.words[sort.direction]}` : ', in the source’s order'
        }.
      </p>
    `;
  }

  #sortBy({ key, first }: (typeof COLUMNS)[number]): void {
    const { sort } = this;
    if (sort?.key !== key) this.sort = { key, direction: first };
    else this.sort = sort.direction === first ? { key, direction: first === 'ascending' ? 'descending' : 'ascending' } : undefined;
  }

  /**
   * @param effects the rows.
   * @param all what the list says of all its effects need not stand in each row.
   * @param scale the axis that all share.
   */
  #table(effects: readonly AdverseEvent[], all: readonly AdverseEvent[], scale: AxisScale | undefined, scope: TextScope, sortable: boolean): unknown {
    const { sort } = this;
    const told = DETAILS.filter(([field]) => isTold(all, field));
    const tellsEvidence = !isFromTrials(all);
    const isPreclinical = effects[0]?.evidence === 'preclinical';
    const lang = this.language;
    return html`
      <table class="effects" part="effects" role="table" aria-label=${isPreclinical ? 'Preclinical findings' : 'Adverse effects'}>
        <thead role="rowgroup">
          <tr role="row">
            ${COLUMNS.map(
              (column) => html`
                <th role="columnheader" scope="col" class=${column.key} aria-sort=${sortable ? (sort?.key === column.key ? sort.direction : 'none') : nothing}>
                  ${sortable ? html`<button type="button" @click=${() => this.#sortBy(column)}>${column.label}</button>` : html`<span>${column.label}</span>`}
                  ${
                    column.key === 'incidence' && scale
                      ? html`<span class="axis soft number" aria-hidden="true"
                          ><span>0</span><span>${formatPercent(scale.to / 2, lang)}</span><span>${formatPercent(scale.to, lang)}</span></span
                        >`
                      : nothing
                  }
                </th>
              `,
            )}
            ${told.length > 0 ? html`<th role="columnheader" scope="col"><span class="visually-hidden">Details</span></th>` : nothing}
          </tr>
        </thead>
        <tbody role="rowgroup">
          ${effects.map((effect) => this.#row(effect, { told, scale, tellsEvidence }, scope))}
        </tbody>
      </table>
    `;
  }

  #row(
    effect: AdverseEvent,
    { told, scale, tellsEvidence }: { told: readonly (typeof DETAILS)[number][]; scale: AxisScale | undefined; tellsEvidence: boolean },
    scope: TextScope,
  ): unknown {
    const { term, organSystem, grade, evidence, incidence, refs } = effect;
    const word = seriousness(effect);
    const lang = this.language;
    const versions = sourcedValues(incidence);
    const missing = told.filter(([field]) => effect[field] === undefined).map(([, label]) => label);
    return html`
      <tr role="row">
        <th role="rowheader" scope="row">
          <strong>${term}</strong>${sources(refs, scope)}${organSystem ? html`<span class="below soft small">${organSystem}</span>` : nothing}
        </th>
        <td role="cell" class="serious">
          <span class=${`sign ${word.toLowerCase().replace(' ', '-')}`}>${word}</span>
          ${grade === undefined ? nothing : html`<span class="below">${typeof grade === 'number' || /^\d/.test(grade) ? `Grade ${grade}` : grade}</span>`}
          ${evidence && tellsEvidence ? html`<span class="below soft small">${EVIDENCE[evidence]}</span>` : nothing}
        </td>
        <td role="cell" class="incidence">
          <span class="label" aria-hidden="true">Incidence</span>
          ${
            versions.length > 0
              ? versions.map((version) => {
                  const extent = extentOf(version.value);
                  return html`<div class=${extent ? 'version' : 'version words'}>
                    <span>${renderValue(version.value, scope, lang)}</span>${extent && scale ? this.#mark(extent, scale) : nothing}<span class="origin"
                      >${origin(version, scope, lang)}</span
                    >
                  </div>`;
                })
              : notReported
          }
        </td>
        ${
          told.length > 0
            ? html`<td role="cell" class="details">
                <dl>
                  ${told.map(([field, label]) =>
                    effect[field] === undefined
                      ? nothing
                      : html`<div>
                          <dt>${label}</dt>
                          <dd>${renderFact(effect[field], scope, lang)}</dd>
                        </div>`,
                  )}
                  ${
                    missing.length > 0
                      ? html`<div class="soft">
                          <dt>Not reported</dt>
                          <dd>${listed(missing)}</dd>
                        </div>`
                      : nothing
                  }
                </dl>
              </td>`
            : nothing
        }
      </tr>
    `;
  }

  #mark({ from, to }: Extent, scale: AxisScale): unknown {
    return html`<span class="mark small soft number" data-end=${formatPercent(scale.to, this.language)} aria-hidden="true"
      >${plot(scale, from === to ? dot(scale, from) : band(scale, from, to))}</span
    >`;
  }

  static override styles = [
    tokens,
    stateStyles,
    prose,
    factStyles,
    footerStyles,
    chartStyles,
    css`
      :host {
        --_reserve: 24em;
      }
      /* What a page must not be able to take from a warning: neither from the element, nor by ::part(root), nor by what is inherited. */
      :host(:not([hidden])),
      .root,
      .safety,
      .boxed,
      .boxed * {
        block-size: auto !important;
        max-block-size: none !important;
        overflow: visible !important;
        opacity: 1 !important;
        clip-path: none !important;
        filter: none !important;
        transform: none !important;
        content-visibility: visible !important;
      }
      .root,
      .safety,
      .boxed {
        display: block !important;
        position: static !important;
      }
      .boxed {
        --_ink: CanvasText;
        --_ink-soft: CanvasText;
        --_hairline: CanvasText;
        --_accent: CanvasText;
        visibility: visible !important;
        color: CanvasText !important;
        background: Canvas !important;
        border: 2px solid CanvasText !important;
        font-size: max(1em, 13px) !important;
        padding: calc(var(--_unit) * 3) calc(var(--_unit) * 4);
        margin-block: calc(var(--_unit) * 3);
      }
      .boxed > * + * {
        margin-block-start: 0.5em;
      }
      .boxed h3 {
        margin: 0;
        font-size: 1.2em;
      }
      .boxed :is(p, ul) {
        max-width: var(--artifact-measure, 72ch);
      }
      h2 {
        font-size: 1.2em;
      }
      h3 {
        font-size: 1.0667em;
        margin-block: 1.75em 0.5em;
      }
      .prose,
      .note,
      dd {
        max-width: var(--artifact-measure, 68ch);
      }
      .note {
        margin-block-start: 0.75em;
      }
      .counting .prose {
        max-width: 80ch;
      }
      .counting > * + * {
        margin-block-start: 0.25em;
      }
      .precautions {
        border-block-start: 1px solid var(--_ink);
      }
      .precautions > section {
        padding-block: 0.6em;
        border-block-end: 1px solid var(--_hairline);
      }

      table,
      thead,
      tbody {
        display: block;
      }
      table {
        margin-block-start: 0.6em;
        border-block-start: 1px solid var(--_ink);
      }
      tr {
        display: grid;
        gap: 0.35em 1.5em;
        align-items: baseline;
        padding-block: 0.6em;
        border-block-end: 1px solid var(--_hairline);
      }
      h3 ~ h4 {
        margin-block-start: 1.25em;
      }
      tbody th {
        hyphens: auto;
      }
      thead tr {
        font-weight: 650;
      }
      /* Not on the row: its columns are measured in em and line up with those below. */
      thead th > :is(button, span),
      .groups thead th {
        font-size: 0.8667em;
      }
      .below {
        display: block;
      }
      .label {
        display: block;
        color: var(--_ink-soft);
      }
      .sign::before {
        content: '○ ' / '';
        color: var(--_ink-soft);
      }
      .sign.serious {
        font-weight: 650;
      }
      .sign.serious::before {
        content: '▲ ' / '';
        color: var(--_danger);
      }
      .sign.not-stated {
        color: var(--_ink-soft);
      }
      .sign.not-stated::before {
        content: '– ' / '';
      }
      .version,
      th.incidence {
        /* Room for a dot at the end of the axis. */
        padding-inline-end: 5px;
      }
      .version {
        display: grid;
        grid-template-columns: 8em minmax(0, 1fr);
        gap: 0 0.5em;
        align-items: baseline;
      }
      .version + .version {
        margin-block-start: 0.35em;
        padding-block-start: 0.35em;
        border-block-start: 1px dotted var(--_hairline);
      }
      .words > *,
      .origin {
        grid-column: 1 / -1;
      }
      .mark {
        direction: ltr;
        display: flex;
        gap: 0.35em;
        align-items: center;
      }
      .mark .plot {
        flex: 1;
        min-width: 0;
      }
      .mark::before {
        content: '0';
      }
      .mark::after {
        content: attr(data-end);
      }
      .axis {
        direction: ltr;
        display: none;
        justify-content: space-between;
        font-weight: 400;
      }
      dl > div + div {
        margin-block-start: 0.35em;
      }
      dt {
        color: var(--_ink-soft);
      }
      .controls {
        display: flex;
        flex-wrap: wrap;
        gap: 0.5em 1em;
        align-items: end;
        margin-block: 0.75em 0.5em;
      }
      .controls label {
        display: grid;
        gap: 2px;
        min-width: 0;
      }
      select,
      input {
        max-width: 100%;
        min-width: 0;
      }
      input {
        width: 16em;
      }
      [role='status'] {
        margin-block-end: 0.5em;
      }
      thead button {
        white-space: nowrap;
        font-weight: inherit;
        border: 0;
        padding: 2px 0;
        text-align: start;
      }
      thead button::after {
        content: ' ↕' / '';
        color: var(--_ink-soft);
        font-weight: 400;
      }
      [aria-sort='ascending'] button::after {
        content: ' ↑' / '';
        color: inherit;
      }
      [aria-sort='descending'] button::after {
        content: ' ↓' / '';
        color: inherit;
      }

      @container (max-width: 559.9px) {
        .groups thead,
        .effects thead:not(:has(button)) {
          position: absolute;
          width: 1px;
          height: 1px;
          overflow: hidden;
          clip-path: inset(50%);
        }
        thead tr {
          display: flex;
          flex-wrap: wrap;
          gap: 0 1.25em;
        }
        .groups td {
          display: grid;
          grid-template-columns: 6.5em minmax(0, 1fr);
          gap: 0.5em;
        }
      }
      @container (min-width: 560px) {
        .label,
        .mark::before,
        .mark::after {
          display: none;
          content: none;
        }
        .axis {
          display: flex;
        }
        .precautions > section {
          display: grid;
          grid-template-columns: minmax(11em, 22%) minmax(0, 1fr);
          gap: 0 1.5em;
          align-items: baseline;
        }
        .effects tr {
          grid-template-columns: minmax(11em, 22%) 7em minmax(0, 1fr);
        }
        .groups tr {
          grid-template-columns: minmax(11em, 22%) repeat(3, minmax(0, 1fr));
        }
        .version,
        th.incidence {
          grid-template-columns: 9.5em minmax(5em, 1fr);
          gap: 0 1em;
        }
        th.incidence {
          display: grid;
          align-items: baseline;
        }
        .details {
          grid-column: 1 / -1;
        }
        dl > div {
          display: grid;
          grid-template-columns: minmax(11em, 22%) minmax(0, 1fr);
          gap: 1.5em;
          align-items: baseline;
        }
      }
      @container (min-width: 900px) {
        .version,
        th.incidence {
          grid-template-columns: 9.5em minmax(5em, 3fr) minmax(0, 4fr);
        }
        .words > :first-child {
          grid-column: 1 / 3;
        }
        .origin {
          grid-column: 3;
        }
      }
      @media print {
        .boxed {
          break-inside: avoid;
        }
        .controls {
          display: none;
        }
        thead button {
          display: inline;
        }
        thead button::after {
          content: none;
        }
      }
    `,
  ];
}

declare global {
  interface HTMLElementTagNameMap {
    'safety-list': SafetyList;
  }
}
